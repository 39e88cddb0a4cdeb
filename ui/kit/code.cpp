// QR codes that are shown, and the camera's picture in which they are read.
#include <qrcodegen.h>

#include <algorithm>

#include "ui/kit/state.h"

namespace huzhu::ui {
namespace {

constexpr float quiet_modules = 4;      // white around a code (ISO/IEC 18004 section 9.1)
constexpr float code_dp_max = 560;      // on a PC no larger than a hand's width
constexpr int version_max = 40;

// The modules of a code, as the library lays them out.
struct Drawn {
  std::string text;
  std::vector<std::uint8_t> modules;
  int size = 0;
};

Drawn last;  // one code at a time, drawn many frames long

// Level L with whatever better level fits the same size: what is shown is cut by nothing but the light.
const Drawn& drawn_code(const std::string& text) {
  if (last.text == text && last.size > 0) return last;
  last.text = text;
  last.size = 0;
  last.modules.resize(static_cast<std::size_t>(qrcodegen_BUFFER_LEN_FOR_VERSION(version_max)));
  std::vector<std::uint8_t> scratch(last.modules.size());
  const bool fits = qrcodegen_isAlphanumeric(text.c_str()) && qrcodegen_encodeText(text.c_str(), scratch.data(), last.modules.data(), qrcodegen_Ecc_LOW, qrcodegen_VERSION_MIN,
                                                                                   version_max, qrcodegen_Mask_AUTO, true);
  if (fits) last.size = qrcodegen_getSize(last.modules.data());
  return last;
}

// A PC's window is low: a code must be seen whole, or no camera reads it.
float square_side(const KitState& s) { return std::min({s.place->w, code_dp_max, 0.7f * s.window_h}); }

}  // namespace

const std::string& last_code() { return last.text; }

void Kit::code(const Id& id, const Text& name, const std::string& text) {
  KitState& s = *state_;
  const float side = square_side(s);
  const Rect r = s.take(side, Flow::block, side);
  s.add_node(id, Role::image, r, name);
  const Drawn& code = drawn_code(text);
  if (code.size == 0) return;
  const Rect ground{r.x + (r.w - side) / 2, r.y, side, side};
  s.fill_code(ground, false);
  const float module = side / (static_cast<float>(code.size) + 2 * quiet_modules);
  const float x0 = ground.x + quiet_modules * module, y0 = ground.y + quiet_modules * module;
  for (int y = 0; y < code.size; ++y) {
    for (int x = 0; x < code.size;) {
      int end = x;
      while (end < code.size && qrcodegen_getModule(code.modules.data(), end, y)) ++end;
      if (end > x) s.fill_code({x0 + static_cast<float>(x) * module, y0 + static_cast<float>(y) * module, static_cast<float>(end - x) * module, module}, true);
      x = std::max(end, x + 1);
    }
  }
}

void Kit::camera(const Id& id, const Text& name) {
  KitState& s = *state_;
  const float side = square_side(s);
  Rect r = s.take(side, Flow::block, side);
  r.x += (r.w - side) / 2;
  r.w = side;
  s.add_node(id, Role::image, r, name).flags |= node_camera;
  s.fill(r, Colour::sunken, tokens::radius_card);
}

}  // namespace huzhu::ui
