// Strokes: what a finger has drawn as a value small enough for a field of the model: a signature, or a thumb's print.
//
//   strokes    = u8 kind (1 drawn, 2 thumb) · kind 1: { u8 count ≥ 1 · count × (u8 x, u8 y) }* · kind 2: u8 x, u8 y
//
// x and y in 255ths of the pad's width; the pad is half as high as wide. Points that a straight line between the others
// comes near enough to are left out. Pure functions; what does not read as above is no strokes at all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huzhu::ui {

struct StrokePoint {
  std::uint8_t x = 0, y = 0;
  friend bool operator==(const StrokePoint&, const StrokePoint&) = default;
};
struct Strokes {
  bool thumb = false;
  std::vector<std::vector<StrokePoint>> lines;   // of a thumb: one line of one point
};

inline constexpr float stroke_units = 255, stroke_height_share = 0.5f;   // of the pad's width

std::string write_strokes(const Strokes& strokes);          // empty for no line
std::optional<Strokes> read_strokes(std::string_view value);   // of "": none drawn
// Adds a trace (parts of the pad's width) to a value; false, and nothing done, when it would become longer than may be.
bool add_stroke(std::string& value, const std::vector<float>& xs, const std::vector<float>& ys);
void take_last_stroke(std::string& value);
std::string thumb_at(float x, float y);

}  // namespace huzhu::ui
