#include "ui/kit/fixed_font.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <cstdint>

namespace huzhu::ui {
namespace {

// Advance in thousandths of an em, U+0020…U+007E (Source Han Sans, regular).
constexpr std::uint16_t latin[95] = {
    224, 324, 474, 555, 555, 921, 681, 278, 338, 338, 469, 555, 278, 347, 278, 392, 555, 555, 555, 555, 555, 555, 555, 555,
    555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638, 688, 589, 552, 689, 728, 293, 535, 646, 543, 812, 723, 742,
    633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603, 338, 392, 338, 555, 559, 606, 563, 618, 510, 620, 554, 325, 564,
    607, 275, 276, 552, 284, 926, 607, 606, 620, 620, 388, 468, 377, 603, 521, 802, 501, 521, 475, 338, 270, 338, 555,
};
constexpr float safety = 1.08f;

float advance_em(ImWchar c) {
  if (c >= 0x20 && c <= 0x7E) return static_cast<float>(latin[c - 0x20]) / 1000 * safety;
  return c < 0x2010 ? 0.6f * safety : 1.0f;  // … “ ” • are as wide as an ideograph in Chinese fonts
}

bool contains(ImFontAtlas*, ImFontConfig*, ImWchar) { return true; }

bool init_baked(ImFontAtlas*, ImFontConfig* source, ImFontBaked* baked, void*) {
  if (!source->MergeMode) {
    baked->Ascent = baked->Size * 0.88f;
    baked->Descent = -baked->Size * 0.12f;
  }
  return true;
}

bool load_glyph(ImFontAtlas*, ImFontConfig*, ImFontBaked* baked, void*, ImWchar c, ImFontGlyph* out, float* advance_out) {
  const float advance = advance_em(c) * baked->Size;
  if (advance_out != nullptr) {
    *advance_out = advance;
    return true;
  }
  out->Codepoint = c;
  out->AdvanceX = advance;
  return true;
}

}  // namespace

const ImFontLoader* fixed_metric_loader() {
  static const ImFontLoader loader = [] {
    ImFontLoader l;
    l.Name = "fixed";
    l.FontSrcContainsGlyph = contains;
    l.FontBakedInit = init_baked;
    l.FontBakedLoadGlyph = load_glyph;
    return l;
  }();
  return &loader;
}

}  // namespace huzhu::ui
