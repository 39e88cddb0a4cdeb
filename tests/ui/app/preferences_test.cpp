#include "ui/app/preferences.h"

#include <boost/test/unit_test.hpp>

namespace huzhu::ui {

BOOST_AUTO_TEST_SUITE(preferences)

BOOST_AUTO_TEST_CASE(what_nobody_chose_follows_the_machine) {
  const Preferences none = read_preferences({});
  BOOST_TEST((look_of(none, {}) == Look{}));
  BOOST_TEST((look_of(none, {.dark = true}).palette == Palette::dark));
  BOOST_TEST((look_of(none, {.dark = true, .more_contrast = true}).palette == Palette::high_contrast));
  BOOST_TEST((look_of(none, {.text_scale = 1.25f}).size == SizeStep::large));
  BOOST_TEST((look_of(none, {.text_scale = 2}).size == SizeStep::largest));
}

BOOST_AUTO_TEST_CASE(what_a_person_chose_stays) {
  Preferences chosen;
  chosen.density = Density::elder;
  chosen.size = SizeStep::normal;
  chosen.palette = Palette::light;
  chosen.language = Language::en;
  std::map<std::string, std::string> kept;
  for (const auto& [key, value] : kept_preferences(chosen)) kept[key] = value;
  BOOST_TEST((read_preferences(kept) == chosen));
  const Machine other{.dark = true, .more_contrast = true, .text_scale = 2, .languages = "zh-CN"};
  BOOST_TEST((look_of(chosen, other) == Look{Density::elder, SizeStep::normal, Palette::light}));
  BOOST_TEST((language_of(chosen, other) == Language::en));
}

BOOST_AUTO_TEST_CASE(following_again_is_kept_too) {
  std::map<std::string, std::string> kept;
  for (const auto& [key, value] : kept_preferences(Preferences{})) kept[key] = value;
  BOOST_TEST((read_preferences(kept) == Preferences{}));
  BOOST_TEST((read_preferences({{"palette", "7"}, {"size", "x"}, {"language", "12"}}) == Preferences{}));
}

BOOST_AUTO_TEST_CASE(the_program_is_chinese_unless_no_chinese_is_wanted) {
  const auto language = [](const char* languages) { return language_of({}, {.languages = languages}); };
  BOOST_TEST((language("") == Language::zh));
  BOOST_TEST((language("zh-CN,en") == Language::zh));
  BOOST_TEST((language("en-US,en,zh-TW") == Language::zh));
  BOOST_TEST((language("en-US,en") == Language::en));
  BOOST_TEST((language("de,fr") == Language::en));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::ui
