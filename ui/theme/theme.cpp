#include "ui/theme/theme.h"

#include <algorithm>
#include <cmath>

namespace huzhu::ui {
namespace {

// Standard body 20, 24, 28; elder body 24, 32, 40 (ui.md "Text").
constexpr float factors[] = {1.0f, 1.2f, 1.4f}, elder_factors[] = {1.0f, 4 / 3.0f, 5 / 3.0f};

// Rounded to even dp, as in tokens.md: 20 × 1.2 = 24, 22 × 1.4 = 30.
float even(float value) { return 2 * std::round(value / 2); }

std::uint32_t pack(std::uint32_t rgb, std::uint32_t alpha) {
  return alpha << 24 | (rgb & 0xFF) << 16 | (rgb & 0xFF00) | rgb >> 16;
}

// Parts that hold one line of text grow with it; tiles, pictures, gutters and the like keep their measure.
bool grows(Size what) {
  switch (what) {
    case Size::button:
    case Size::field:
    case Size::row:
    case Size::row_compact:
    case Size::top_bar:
    case Size::bottom_nav:
    case Size::chip:
    case Size::chip_drawn: return true;
    default: return false;
  }
}

}  // namespace

Theme::Theme(Look look) : look_(look), factor_((look.density == Density::elder ? elder_factors : factors)[static_cast<int>(look.size)]) {
  const int density = static_cast<int>(look.density);
  for (int i = 0; i < type_count; ++i) {
    const auto* token = tokens::type[density][i];
    const float letters = even(token[0] * factor_);
    type_[i] = {letters, std::max(even(token[1] * factor_), 2 * std::ceil(letters * 1.15f / 2))};   // rounding must not press lines together
  }
  for (int i = 0; i < size_count; ++i) {
    const float token = tokens::size[density][i];
    // Half of the growth goes into the part: its padding need not grow.
    size_[i] = grows(static_cast<Size>(i)) ? even(token * (1 + (factor_ - 1) * 0.5f)) : token;
  }
  for (int i = 0; i < colour_count; ++i) colour_[i] = pack(tokens::colour[i][static_cast<int>(look.palette)], 0xFF);
}

std::uint32_t Theme::colour(Colour role, float alpha) const {
  const std::uint32_t opaque = colour(role) & 0x00FFFFFF;
  return opaque | static_cast<std::uint32_t>(std::lround(alpha * 255)) << 24;
}

}  // namespace huzhu::ui
