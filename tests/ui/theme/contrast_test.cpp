// Contrast is computed from the tokens (WCAG 2), for every pair and palette.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"

using namespace huzhu::ui;

namespace {

double channel(std::uint32_t byte) {
  const double c = byte / 255.0;
  return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(std::uint32_t abgr) {
  return 0.2126 * channel(abgr & 0xFF) + 0.7152 * channel(abgr >> 8 & 0xFF) + 0.0722 * channel(abgr >> 16 & 0xFF);
}

double contrast(std::uint32_t a, std::uint32_t b) {
  const double x = luminance(a), y = luminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(theme)

BOOST_AUTO_TEST_CASE(every_pair_meets_its_floor_in_every_palette) {
  for (const Palette palette : {Palette::light, Palette::dark, Palette::high_contrast}) {
    const Theme t({Density::standard, SizeStep::normal, palette});
    for (const auto& pair : tokens::contrast) {
      const double found = contrast(t.colour(pair.text), t.colour(pair.on));
      BOOST_TEST(found >= static_cast<double>(pair.floor) - 0.005,
                 "palette " << static_cast<int>(palette) << " text " << static_cast<int>(pair.text) << " on " << static_cast<int>(pair.on) << ": " << found);
    }
  }
}

BOOST_AUTO_TEST_CASE(sizes_grow_by_steps_and_keep_their_floors) {
  for (const Density density : {Density::standard, Density::elder}) {
    float before = 0;
    for (const SizeStep step : {SizeStep::normal, SizeStep::large, SizeStep::largest}) {
      const Theme t({density, step, Palette::light});
      BOOST_TEST(t.type(Type::body).size > before);
      before = t.type(Type::body).size;
      BOOST_TEST(t.type(Type::body).size >= (density == Density::elder ? 24 : 20));
      BOOST_TEST(t.type(Type::note).size >= (density == Density::elder ? 20 : 16));
      for (int i = 0; i < type_count; ++i) {
        const TypeSize type = t.type(static_cast<Type>(i));
        BOOST_TEST(type.line >= type.size * 1.15f);
        BOOST_TEST(std::fmod(type.size, 2.0f) == 0.0f);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(colours_are_packed_as_imgui_wants_them) {
  const Theme t;
  BOOST_TEST(t.colour(Colour::primary) == 0xFF47561Au);   // #1A5647
  BOOST_TEST(t.colour(Colour::primary, 0.5f) == 0x8047561Au);
}

BOOST_AUTO_TEST_SUITE_END()
