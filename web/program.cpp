// Program: what the worker's script calls. One App for the life of the worker.
//
// The script writes bytes into buffer(), then calls the function that reads them. Results are addresses of memory
// that stays valid until the next call. Order of a tick: huzhu_event …, huzhu_frame, then when it drew huzhu_drawn
// and huzhu_mirror; huzhu_effects after every call that may have caused some.
#include <emscripten.h>
#include <imgui.h>
#include <imgui_internal.h>
#include <misc/freetype/imgui_freetype.h>

#include <memory>

#include "ui/app.h"
#include "web/draw_frame.h"
#include "web/effect_wire.h"
#include "web/event_wire.h"
#include "web/glyph_loader.h"
#include "web/host.h"
#include "web/platform.h"
#include "web/wire.h"

namespace huzhu::web {
namespace {

struct Program {
  BrowserClock clock;
  BrowserRandom random;
  std::unique_ptr<ui::App> app;
  DrawFrame drawing;
  ui::Tree mirrored;                     // the tree the shell has
  std::vector<std::uint8_t> in, mirror, effects;
  struct Span {
    std::uint32_t at = 0, size = 0;
  } span;
};

Program& program() {
  static Program p;
  return p;
}

// What the shell reads as [address, size]; only one is looked at at a time.
const void* as_span(const std::vector<std::uint8_t>& bytes) {
  Program& p = program();
  p.span = {static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(bytes.data())), static_cast<std::uint32_t>(bytes.size())};
  return &p.span;
}

std::span<const std::uint8_t> input(int size) {
  const auto& in = program().in;
  return {in.data(), std::min(static_cast<std::size_t>(size), in.size())};
}

// What this host's renderer can do; the kit must not need to know. One byte a pixel makes the glyph atlas a quarter.
// The fonts were added with the default format, so the atlas is laid out anew, before anything is in it.
void describe_renderer() {
  ImGuiIO& io = ImGui::GetIO();
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset;
  io.BackendRendererName = "huzhu_webgl2";
  io.Fonts->TexDesiredFormat = ImTextureFormat_Alpha8;
  ImFontAtlasBuildMain(io.Fonts);
}

}  // namespace
}  // namespace huzhu::web

using namespace huzhu;
using namespace huzhu::web;

extern "C" {

// Memory of `size` bytes for the next call that reads bytes.
EMSCRIPTEN_KEEPALIVE void* huzhu_buffer(int size) {
  auto& in = program().in;
  in.resize(static_cast<std::size_t>(size));
  return in.data();
}

// bytes keyring · u32 count, (str key, str value) each · str version · str path. 0 = not understood.
EMSCRIPTEN_KEEPALIVE int huzhu_start(int size) {
  Program& p = program();
  WireReader in(input(size));
  ui::AppSetup setup;
  setup.clock = &p.clock;
  setup.random = &p.random;
  setup.font_loader = ImGuiFreeType::GetFontLoader();
  setup.monotonic_ms = host::monotonic_ms;
  setup.keyring = in.bytes();
  for (std::uint32_t left = in.u32(); left > 0 && in.ok(); --left) {
    std::string key = in.str();
    setup.preferences[std::move(key)] = in.str();
  }
  setup.version = in.str();
  setup.path = in.str();
  if (!in.ok()) return 0;
  p.app = std::make_unique<ui::App>(std::move(setup));
  describe_renderer();
  return 1;
}

// 0 = the bytes are no event.
EMSCRIPTEN_KEEPALIVE int huzhu_event(int size) {
  Program& p = program();
  const auto event = decode_event(input(size));
  if (!event || !p.app) return 0;
  p.app->handle(*event);
  return 1;
}

// 1: something was drawn. 2: wants a frame at the next animation tick. 4: wants to go on at once with long work.
EMSCRIPTEN_KEEPALIVE int huzhu_frame(double now_ms) {
  Program& p = program();
  if (!p.app) return 0;
  const bool drew = p.app->frame(now_ms);
  flush_glyphs();   // those of a frame, and those prepared without one
  return (drew ? 1 : 0) | (p.app->wants_frame() ? 2 : 0) | (p.app->wants_work() ? 4 : 0);
}

EMSCRIPTEN_KEEPALIVE double huzhu_deadline() { return program().app ? program().app->deadline_ms() : -1; }

// The DrawTable of the frame just drawn.
EMSCRIPTEN_KEEPALIVE const void* huzhu_drawn() {
  Program& p = program();
  return &p.drawing.encode(*ImGui::GetDrawData(), p.app->tree().frame);
}

// What changed since the last call, as ui/kit/mirror_wire.h lays it out. Size 0: nothing.
EMSCRIPTEN_KEEPALIVE const void* huzhu_mirror() {
  Program& p = program();
  const ui::Tree& now = p.app->tree();
  p.mirror = ui::encode_diff(p.mirrored, now);
  p.mirrored = now;
  return as_span(p.mirror);
}

EMSCRIPTEN_KEEPALIVE const void* huzhu_effects() {
  Program& p = program();
  p.effects.clear();
  if (p.app) {
    const std::vector<ui::Effect> effects = p.app->take_effects();
    if (!effects.empty()) p.effects = encode_effects(effects);
  }
  return as_span(p.effects);
}

EMSCRIPTEN_KEEPALIVE void huzhu_context_lost() {
  Program& p = program();
  p.drawing.forget_textures();
  if (p.app) p.app->context_lost();
}

// Closes the database and ends the program, before another tab takes the files over.
EMSCRIPTEN_KEEPALIVE void huzhu_close() { program().app.reset(); }

}  // extern "C"
