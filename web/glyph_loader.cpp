#include "web/glyph_loader.h"

#include <imgui.h>
#include <imgui_internal.h>
#include <misc/freetype/imgui_freetype.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "core/base/order.h"
#include "ui/kit/glyph_slots.h"
#include "web/host.h"

namespace huzhu::web {
namespace {

// One glyph to draw: host::glyph_draw reads these as seven int32.
struct GlyphOrder {
  std::int32_t code_point, size_px, bold, origin_x, origin_y, x, y;
};
static_assert(sizeof(GlyphOrder) == 7 * sizeof(std::int32_t));

// A glyph that has its place in the atlas and no pixels yet.
struct PendingGlyph {
  GlyphOrder order;
  int width, height;
  ImFontAtlasRectId place;
};

// Batches fill a canvas of at most this square: 4 MB of read-back, about 2,000 glyphs of 20 px.
constexpr int kBatchEdgePx = 1024;
constexpr int kGlyphEdgeMaxPx = 512;

std::vector<PendingGlyph> g_pending;

// Ideographs are as wide as the font is high in every Chinese font; measuring each would cost 10 µs for nothing.
bool is_ideograph(std::uint32_t cp) {
  return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) || (cp >= 0x20000 && cp <= 0x3FFFF) ||
         (cp >= 0xF900 && cp <= 0xFAFF);
}

bool is_bold(const ImFontConfig* source) { return (source->FontLoaderFlags & ImGuiFreeTypeLoaderFlags_Bold) != 0; }

struct Metrics {
  float advance, left, right, ascent, descent;
};

Metrics measure(std::uint32_t code_point, float size_px, bool bold) {
  // The box of an ideograph reaches past the em in some fonts (and in bold): an eighth more on each side.
  if (is_ideograph(code_point)) return {size_px, size_px * 0.06f, size_px * 1.06f, size_px * 0.96f, size_px * 0.22f};
  Metrics metrics{};
  host::glyph_measure(static_cast<int>(code_point), size_px, bold ? 1 : 0, &metrics.advance);
  return metrics;
}

bool contains_glyph(ImFontAtlas*, ImFontConfig*, ImWchar c) { return c >= 32; }

// Places the baseline as a browser does in a line box of the font's own size: half of what ascent and descent leave
// over goes above. The kit centres this em box in its line, so canvas text and a focused DOM input coincide.
bool init_baked(ImFontAtlas*, ImFontConfig* source, ImFontBaked* baked, void*) {
  if (source->MergeMode) return true;
  constexpr float kReferencePx = 100;
  float line[2] = {};
  host::font_metrics(kReferencePx, is_bold(source) ? 1 : 0, line);
  const float baseline = 0.5f + (line[0] - line[1]) / (2 * kReferencePx);
  const float density = source->RasterizerDensity * baked->RasterizerDensity;
  baked->Ascent = std::round(baked->Size * baseline * density) / density;
  baked->Descent = baked->Ascent - baked->Size;
  return true;
}

bool load_glyph(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar c, ImFontGlyph* out, float* advance_out) {
  if (!contains_glyph(atlas, source, c)) return false;
  const std::uint32_t code_point = ui::code_point_of_slot(c);
  const float density = source->RasterizerDensity * baked->RasterizerDensity;
  const float size_px = std::round(baked->Size * density);
  const bool bold = is_bold(source);
  const Metrics m = measure(code_point, size_px, bold);
  // Whole device pixels keep every stem as sharp as the text engine drew it.
  const float advance = std::round(m.advance) / density;
  if (advance_out != nullptr) {
    *advance_out = advance;
    return true;
  }
  out->Codepoint = c;
  out->AdvanceX = advance;

  constexpr int kMarginPx = 1;  // antialiasing spills over the ink box
  const int left = static_cast<int>(std::ceil(m.left)) + kMarginPx, right = static_cast<int>(std::ceil(m.right)) + kMarginPx;
  const int ascent = static_cast<int>(std::ceil(m.ascent)) + kMarginPx, descent = static_cast<int>(std::ceil(m.descent)) + kMarginPx;
  const int width = left + right, height = ascent + descent;
  const bool has_ink = c != ' ' && c != 0x3000 && m.left + m.right > 0 && m.ascent + m.descent > 0;
  if (!has_ink || width <= 0 || height <= 0 || width > kGlyphEdgeMaxPx || height > kGlyphEdgeMaxPx) return true;

  const ImFontAtlasRectId place = ImFontAtlasPackAddRect(atlas, width, height);
  if (place == ImFontAtlasRectId_Invalid) return false;
  out->X0 = static_cast<float>(-left) / density;
  out->Y0 = baked->Ascent - static_cast<float>(ascent) / density;
  out->X1 = out->X0 + static_cast<float>(width) / density;
  out->Y1 = out->Y0 + static_cast<float>(height) / density;
  out->Visible = true;
  out->PackId = place;
  g_pending.push_back({{static_cast<std::int32_t>(code_point), static_cast<std::int32_t>(size_px), bold ? 1 : 0, left, ascent, 0, 0},
                       width, height, place});
  return true;
}

// Puts pending glyphs side by side in rows, from `first` until the canvas is full; returns one past the last and the
// size of the area used.
std::size_t lay_out_batch(std::size_t first, int* width, int* height) {
  int x = 0, y = 0, row = 0, widest = 0;
  std::size_t next = first;
  for (; next < g_pending.size(); ++next) {
    PendingGlyph& glyph = g_pending[next];
    if (x + glyph.width > kBatchEdgePx) {
      x = 0;
      y += row;
      row = 0;
    }
    if (y + glyph.height > kBatchEdgePx) break;
    glyph.order.x = x;
    glyph.order.y = y;
    x += glyph.width;
    row = row < glyph.height ? glyph.height : row;
    widest = widest < x ? x : widest;
  }
  *width = widest;
  *height = y + row;
  return next;
}

}  // namespace

void flush_glyphs() {
  if (g_pending.empty()) return;
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  ImTextureData* texture = atlas->TexData;
  std::vector<GlyphOrder> orders;
  std::vector<std::uint32_t> pixels;
  // Setting a font costs the text engine more than a character: those of one font come together.
  stable_order(g_pending, [](const PendingGlyph& a, const PendingGlyph& b) {
    return std::pair(a.order.size_px, a.order.bold) < std::pair(b.order.size_px, b.order.bold);
  });
  for (std::size_t first = 0; first < g_pending.size();) {
    int width = 0, height = 0;
    const std::size_t end = lay_out_batch(first, &width, &height);
    orders.clear();
    for (std::size_t i = first; i < end; ++i) orders.push_back(g_pending[i].order);
    pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    host::glyph_draw(orders.data(), static_cast<int>(orders.size()), width, height, pixels.data());
    for (std::size_t i = first; i < end; ++i) {
      const PendingGlyph& glyph = g_pending[i];
      const ImTextureRect* r = ImFontAtlasPackGetRectSafe(atlas, glyph.place);
      if (r == nullptr) continue;  // the atlas dropped it since: it will be asked for again
      const std::uint32_t* from = pixels.data() + glyph.order.y * width + glyph.order.x;
      ImFontAtlasTextureBlockConvert(reinterpret_cast<const unsigned char*>(from), ImTextureFormat_RGBA32, width * 4,
                                     static_cast<unsigned char*>(texture->GetPixelsAt(r->x, r->y)), texture->Format,
                                     texture->GetPitch(), r->w, r->h);
      ImFontAtlasTextureBlockQueueUpload(atlas, texture, r->x, r->y, r->w, r->h);
    }
    first = end;
  }
  g_pending.clear();
}

}  // namespace huzhu::web

// Dear ImGui asks for its default loader by this name (IMGUI_ENABLE_FREETYPE in ui/kit/imgui_config.h).
namespace ImGuiFreeType {
const ImFontLoader* GetFontLoader() {
  static const ImFontLoader loader = [] {
    ImFontLoader l;
    l.Name = "browser";
    l.FontSrcContainsGlyph = huzhu::web::contains_glyph;
    l.FontBakedInit = huzhu::web::init_baked;
    l.FontBakedLoadGlyph = huzhu::web::load_glyph;
    return l;
  }();
  return &loader;
}
}  // namespace ImGuiFreeType
