// Strokes: what a finger drew comes back as it looked, is small, and nothing else reads as strokes.
#include "ui/kit/strokes.h"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <random>

#include "core/base/limits.h"

using namespace huzhu;
using namespace huzhu::ui;

namespace {

struct Drawn {
  std::vector<float> xs, ys;
};
Drawn wave(float from, float to, int points) {
  Drawn d;
  for (int i = 0; i < points; ++i) {
    const float t = static_cast<float>(i) / static_cast<float>(points - 1);
    d.xs.push_back(from + (to - from) * t);
    d.ys.push_back(0.25f + 0.12f * std::sin(t * 9));
  }
  return d;
}
// How far the drawn point furthest from the kept lines is, in parts of the pad's width.
float furthest(const Drawn& drawn, const Strokes& kept) {
  float worst = 0;
  for (std::size_t i = 0; i < drawn.xs.size(); ++i) {
    float nearest = 9;
    for (const auto& line : kept.lines)
      for (std::size_t k = 0; k + 1 < line.size(); ++k)
        for (int step = 0; step <= 50; ++step) {
          const float t = static_cast<float>(step) / 50;
          const float x = (static_cast<float>(line[k].x) * (1 - t) + static_cast<float>(line[k + 1].x) * t) / stroke_units;
          const float y = (static_cast<float>(line[k].y) * (1 - t) + static_cast<float>(line[k + 1].y) * t) / stroke_units;
          nearest = std::min(nearest, std::hypot(drawn.xs[i] - x, drawn.ys[i] - y));
        }
    worst = std::max(worst, nearest);
  }
  return worst;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(strokes)

BOOST_AUTO_TEST_CASE(few_points_keep_the_course) {
  std::string value;
  const Drawn drawn = wave(0.1f, 0.9f, 300);
  BOOST_TEST(add_stroke(value, drawn.xs, drawn.ys));
  BOOST_TEST(value.size() < 80u);
  BOOST_TEST(furthest(drawn, *read_strokes(value)) < 0.011f);
}

BOOST_AUTO_TEST_CASE(three_characters_fit) {
  std::string value;
  std::mt19937 random(7);
  const auto part = [&](float low, float high) { return low + (high - low) * static_cast<float>(random() % 1000) / 1000; };
  for (int stroke = 0; stroke < 30; ++stroke) {   // 马玉莲 has 21
    Drawn d;
    float x = part(0.1f, 0.8f), y = part(0.05f, 0.4f);
    const float dx = part(-0.004f, 0.004f), dy = part(-0.004f, 0.004f);
    for (int i = 0; i < 25; ++i) d.xs.push_back(x += dx), d.ys.push_back(y += dy + (i > 15 ? 0.004f : 0));
    BOOST_REQUIRE(add_stroke(value, d.xs, d.ys));
  }
  BOOST_TEST(read_strokes(value)->lines.size() == 30u);
  BOOST_TEST(value.size() <= limits::mark_bytes_max);
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_refused_and_leaves_all_as_it_was) {
  std::string value;
  const Drawn dot{{0.5f}, {0.2f}};
  std::size_t added = 0;
  while (add_stroke(value, dot.xs, dot.ys)) ++added;
  BOOST_TEST(added == (limits::mark_bytes_max - 1) / 3);
  BOOST_TEST(read_strokes(value)->lines.size() == added);
  const std::string before = value;
  BOOST_TEST(!add_stroke(value, dot.xs, dot.ys));
  BOOST_TEST(value == before);
}

BOOST_AUTO_TEST_CASE(outside_the_pad_is_its_edge) {
  std::string value;
  BOOST_TEST(add_stroke(value, {-3, 5}, {-1, 7}));
  BOOST_TEST((read_strokes(value)->lines == std::vector<std::vector<StrokePoint>>{{{0, 0}, {255, 128}}}));
}

BOOST_AUTO_TEST_CASE(a_stroke_is_taken_back_and_a_thumb_replaces_nothing_else) {
  std::string value;
  BOOST_TEST((add_stroke(value, {0.1f, 0.9f}, {0.1f, 0.1f}) && add_stroke(value, {0.1f, 0.9f}, {0.3f, 0.3f})));
  const std::string two = value;
  take_last_stroke(value);
  BOOST_TEST(read_strokes(value)->lines.size() == 1u);
  take_last_stroke(value);
  BOOST_TEST(value.empty());
  take_last_stroke(value);
  BOOST_TEST(value.empty());
  const auto thumb = read_strokes(thumb_at(0.5f, 0.25f));
  BOOST_REQUIRE(thumb.has_value());
  BOOST_TEST((thumb->thumb && thumb->lines == std::vector<std::vector<StrokePoint>>{{{128, 64}}}));
}

BOOST_AUTO_TEST_CASE(every_value_reads_back_or_not_at_all) {
  std::string value;
  BOOST_TEST(add_stroke(value, wave(0.1f, 0.9f, 200).xs, wave(0.1f, 0.9f, 200).ys));
  BOOST_TEST(write_strokes(*read_strokes(value)) == value);
  BOOST_TEST(read_strokes("")->lines.empty());
  for (std::size_t cut = 1; cut < value.size(); ++cut) BOOST_TEST(!read_strokes(value.substr(0, cut)), cut);
  std::mt19937 random(11);
  for (int i = 0; i < 20000; ++i) {
    std::string any(random() % 40, '\0');
    for (char& c : any) c = static_cast<char>(random() % 4);
    if (const auto read = read_strokes(any)) BOOST_REQUIRE(write_strokes(*read) == any);
  }
  BOOST_TEST(!read_strokes(std::string(limits::mark_bytes_max + 1, '\1')));
}

BOOST_AUTO_TEST_SUITE_END()
