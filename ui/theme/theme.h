// Theme: every measure and colour a control needs, worked out once per look from the tokens.
//
// The values are assets/tokens.json as constexpr tables (ui/theme/tokens.h). A look is density × size factor ×
// palette; all lengths are dp. Values only, no state.
#pragma once

#include <cstdint>

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

namespace huzhu::ui {

enum class SizeStep : std::uint8_t { normal, large, largest };  // 标准 · 大 · 特大 = × 1, 1.2, 1.4
enum class Form : std::uint8_t { phone, tablet, desk };         // by width: < 600, < 1024, wider with a fine pointer

// What a person chose in settings; the kit adds what the window allows.
struct Look {
  Density density = Density::standard;
  SizeStep size = SizeStep::normal;
  Palette palette = Palette::light;
  friend bool operator==(const Look& a, const Look& b) {
    return a.density == b.density && a.size == b.size && a.palette == b.palette;
  }
};

struct TypeSize {
  float size = 0;  // dp, rounded to whole dp so that each look needs six glyph sizes only
  float line = 0;  // line height, dp
};

class Theme {
 public:
  explicit Theme(Look look = {});

  const Look& look() const { return look_; }
  bool elder() const { return look_.density == Density::elder; }
  bool desk() const { return look_.density == Density::desk; }
  bool outlined() const { return look_.palette == Palette::high_contrast; }  // grounds get a border in their text colour

  TypeSize type(Type role) const { return type_[static_cast<int>(role)]; }
  float size(Size what) const { return size_[static_cast<int>(what)]; }
  // 0xAABBGGRR, as ImGui packs it.
  std::uint32_t colour(Colour role) const { return colour_[static_cast<int>(role)]; }
  std::uint32_t colour(Colour role, float alpha) const;
  // Line heights grow with the size factor; so do parts that hold one line of text.
  float factor() const { return factor_; }
  // `standard`, or `elder` in 长辈版: for the few measures that are not tokens of their own.
  float pick(float standard, float in_elder) const { return elder() ? in_elder : standard; }

 private:
  Look look_;
  float factor_ = 1;
  TypeSize type_[type_count];
  float size_[size_count];
  std::uint32_t colour_[colour_count];
};

}  // namespace huzhu::ui
