#include "ui/kit/strokes.h"

#include <algorithm>
#include <cmath>

#include "core/base/limits.h"

namespace huzhu::ui {
namespace {

constexpr char drawn = 1, pressed = 2;
constexpr std::size_t points_max = 60;      // of one line; a longer one goes on in the next
constexpr double straight_enough = 1.3;     // 255ths: half a millimetre on a phone

std::uint8_t unit(float part, float most) { return static_cast<std::uint8_t>(std::lround(std::clamp(part, 0.0f, most) * stroke_units)); }
StrokePoint point(float x, float y) { return {unit(x, 1), unit(y, stroke_height_share)}; }

double distance(StrokePoint p, StrokePoint a, StrokePoint b) {
  const double dx = b.x - a.x, dy = b.y - a.y, px = p.x - a.x, py = p.y - a.y, length = std::hypot(dx, dy);
  return length == 0 ? std::hypot(px, py) : std::abs(dx * py - dy * px) / length;
}

// Ramer, Douglas and Peucker: keeps what a straight line would miss.
void keep(const std::vector<StrokePoint>& all, std::size_t from, std::size_t to, std::vector<bool>& kept) {
  double furthest = straight_enough;
  std::size_t at = 0;
  for (std::size_t i = from + 1; i < to; ++i)
    if (const double d = distance(all[i], all[from], all[to]); d > furthest) furthest = d, at = i;
  if (at == 0) return;
  kept[at] = true;
  keep(all, from, at, kept);
  keep(all, at, to, kept);
}

std::vector<StrokePoint> fewer(const std::vector<StrokePoint>& all) {
  if (all.size() < 3) return all;
  std::vector<bool> kept(all.size());
  kept.front() = kept.back() = true;
  keep(all, 0, all.size() - 1, kept);
  std::vector<StrokePoint> out;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (kept[i]) out.push_back(all[i]);
  return out;
}

}  // namespace

std::string write_strokes(const Strokes& strokes) {
  std::string out;
  if (strokes.lines.empty()) return out;
  const auto put = [&](StrokePoint p) { out.append({static_cast<char>(p.x), static_cast<char>(p.y)}); };
  out.push_back(strokes.thumb ? pressed : drawn);
  if (strokes.thumb) {
    put(strokes.lines.front().front());
    return out;
  }
  for (const auto& line : strokes.lines) {
    out.push_back(static_cast<char>(line.size()));
    for (const StrokePoint p : line) put(p);
  }
  return out;
}

std::optional<Strokes> read_strokes(std::string_view value) {
  Strokes out;
  if (value.empty()) return out;
  if (value.size() > limits::mark_bytes_max) return std::nullopt;
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(value[i]); };
  if (value[0] == pressed) {
    if (value.size() != 3) return std::nullopt;
    return Strokes{true, {{{byte(1), byte(2)}}}};
  }
  if (value[0] != drawn) return std::nullopt;
  for (std::size_t at = 1; at < value.size();) {
    const std::size_t count = byte(at++);
    if (count == 0 || value.size() - at < 2 * count) return std::nullopt;
    auto& line = out.lines.emplace_back();
    for (std::size_t i = 0; i < count; ++i, at += 2) line.push_back({byte(at), byte(at + 1)});
  }
  if (out.lines.empty()) return std::nullopt;
  return out;
}

bool add_stroke(std::string& value, const std::vector<float>& xs, const std::vector<float>& ys) {
  std::optional<Strokes> strokes = read_strokes(value);
  if (!strokes || strokes->thumb) strokes.emplace();
  std::vector<StrokePoint> all;
  for (std::size_t i = 0; i < xs.size() && i < ys.size(); ++i)
    if (const StrokePoint p = point(xs[i], ys[i]); all.empty() || p != all.back()) all.push_back(p);
  if (all.empty()) return true;
  const std::vector<StrokePoint> line = fewer(all);
  for (std::size_t from = 0; from < line.size(); from += points_max - 1) {   // the next part begins where this one ends
    const auto first = line.begin() + static_cast<std::ptrdiff_t>(from);
    strokes->lines.emplace_back(first, first + static_cast<std::ptrdiff_t>(std::min(points_max, line.size() - from)));
    if (line.size() - from <= points_max) break;
  }
  std::string now = write_strokes(*strokes);
  if (now.size() > limits::mark_bytes_max) return false;
  value = std::move(now);
  return true;
}

void take_last_stroke(std::string& value) {
  std::optional<Strokes> strokes = read_strokes(value);
  if (!strokes || strokes->lines.empty()) return value.clear();
  strokes->lines.pop_back();
  value = write_strokes(*strokes);
}

std::string thumb_at(float x, float y) { return write_strokes({true, {{point(x, y)}}}); }

}  // namespace huzhu::ui
