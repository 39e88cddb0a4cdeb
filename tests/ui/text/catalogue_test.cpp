// The catalogue says everything in both languages, in the guide's voice, with the same places to fill.
#include <boost/test/unit_test.hpp>

#include <set>
#include <string>

#include "core/care/duties.h"
#include "core/model/model.h"
#include "ui/text/model_words.h"
#include "ui/text/say.h"
#include "ui/text/text.h"

using namespace huzhu;
using namespace huzhu::ui;

namespace {

std::multiset<char> places(std::string_view sentence) {
  std::multiset<char> found;
  for (std::size_t i = 0; i + 2 < sentence.size(); ++i)
    if (sentence[i] == '{' && sentence[i + 2] == '}') found.insert(sentence[i + 1]);
  return found;
}

std::int64_t at(int year, int month, int day, int hour, int minute) {
  constexpr int offset = 480;
  return (static_cast<std::int64_t>(Date::from_civil(year, month, day)->days) * 1440 + hour * 60 + minute - offset) * 60000;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(catalogue_says)

BOOST_AUTO_TEST_CASE(every_key_in_both_languages_with_the_same_places) {
  for (int i = 0; i < static_cast<int>(Str::count_); ++i) {
    const Str key = static_cast<Str>(i);
    const std::string_view zh = catalogue(key, Language::zh), en = catalogue(key, Language::en);
    BOOST_TEST(!zh.empty(), key_name(key));
    BOOST_TEST(!en.empty(), key_name(key));
    const auto a = places(zh), b = places(en);
    BOOST_TEST((std::set<char>(a.begin(), a.end()) == std::set<char>(b.begin(), b.end()) || b.size() < a.size()), key_name(key));
  }
}

// Chinese the catalogue says is what the model says; English must have a word for each.
BOOST_AUTO_TEST_CASE(every_word_of_the_model_is_in_the_catalogue) {
  for (const model::Entity& entity : model::entities())
    for (const model::Field& field : entity.fields) {
      using enum model::EntityType;
      const bool shown = entity.type == person || entity.type == visit || entity.type == time_entry;   // those that screens name
      if (!shown && entity.type != role_grant && entity.type != device && entity.type != access && entity.type != consent && entity.type != redaction) continue;
      for (const model::Choice& choice : field.choices) BOOST_TEST(has_model_word(choice.label_zh), choice.label_zh);
      if (shown) BOOST_TEST(has_model_word(field.label_zh), field.label_zh);
    }
  for (const care::CadenceRule& rule : care::cadence_rules()) BOOST_TEST(has_model_word(rule.title_zh), rule.title_zh);
  for (int day = 0; day < 366; ++day)
    if (const auto term = solar_term_zh(Date{20454 + day}); !term.empty()) BOOST_TEST(has_model_word(term), term);
  for (int year = 2020; year < 2032; ++year) BOOST_TEST(has_model_word(zodiac_zh(year)), zodiac_zh(year));
}

BOOST_AUTO_TEST_CASE(english_says_no_chinese) {
  for (int i = 0; i < static_cast<int>(Str::count_); ++i) {
    const Str key = static_cast<Str>(i);
    const std::string_view name = key_name(key);
    if (name == "settings_chinese" || name == "settings_language") continue;   // said in their own language
    for (const char c : catalogue(key, Language::en)) BOOST_TEST(!(static_cast<unsigned char>(c) >= 0xE4 && static_cast<unsigned char>(c) <= 0xE9), name);
  }
}

BOOST_AUTO_TEST_CASE(days_and_words_in_english) {
  choose_language(Language::en);
  const Date today = *Date::from_civil(2026, 11, 20);
  BOOST_TEST(say_day(Date{today.days + 3}, today).plain() == "23 Nov");
  BOOST_TEST(say_day(*Date::from_civil(2024, 3, 2), today).plain() == "2 Mar 2024");
  BOOST_TEST(say_month_weekday(today).plain() == "Nov Fri");
  BOOST_TEST(say_lunar(today).plain() == "lunar 10-12");
  BOOST_TEST(model_word("独居").plain() == "Alone");
  BOOST_TEST(model_word("马玉莲").plain() == "马玉莲");
  choose_language(Language::zh);
  BOOST_TEST(model_word("独居").plain() == "独居");
}

BOOST_AUTO_TEST_CASE(the_guides_voice) {
  for (int i = 0; i < static_cast<int>(Str::count_); ++i) {
    const Str key = static_cast<Str>(i);
    const std::string zh(catalogue(key, Language::zh));
    for (const char* word : {"！", "!", "请您", "成功", "是否", "服务器", "数据", "操作", "异常", "失败", "队列", "提交", "确定", " · "})
      BOOST_TEST(zh.find(word) == std::string::npos, key_name(key) << " says " << word);
  }
}

BOOST_AUTO_TEST_CASE(every_error_has_its_own_sentence) {
  std::set<std::string> sentences;
  const int last = static_cast<int>(ErrorCode::stale_cursor);
  for (int i = 0; i <= last; ++i) {
    const std::string said = error_text(static_cast<ErrorCode>(i)).plain();
    BOOST_TEST(!said.empty());
    BOOST_TEST(sentences.insert(said).second, said);
  }
}

BOOST_AUTO_TEST_CASE(places_are_filled_and_data_stays_data) {
  BOOST_TEST(say(Str::age, 87).plain() == "87 岁");
  BOOST_TEST(say(Str::greet_morning, verbatim("{0}\x01**")).plain() == "{0}**，上午好");
  BOOST_TEST((Text(Str::woman) + say(Str::age, 79)).plain() == "女，79 岁");
  choose_language(Language::en);
  BOOST_TEST(Text(Str::save).plain() == "Save");
  choose_language(Language::zh);
}

BOOST_AUTO_TEST_CASE(days_as_people_say_them) {
  const Date today = *Date::from_civil(2026, 11, 20);
  const auto day = [&](int ahead) { return say_day(Date{today.days + ahead}, today).plain(); };
  BOOST_TEST(day(0) == "今天");
  BOOST_TEST(day(-1) == "昨天");
  BOOST_TEST(day(2) == "后天");
  BOOST_TEST(day(3) == "11月23日");
  BOOST_TEST(say_day(*Date::from_civil(2024, 3, 2), today).plain() == "2024年3月2日");
  BOOST_TEST(say_due(*Date::from_civil(2026, 12, 4), today).plain() == "12月4日前");
  BOOST_TEST(say_due(today, today).plain() == "今天");
  BOOST_TEST(say_month_weekday(today).plain() == "11月 周五");
  BOOST_TEST(say_month(*Date::from_civil(1947, 6, 3)).plain() == "1947年6月");
}

BOOST_AUTO_TEST_CASE(moments_as_people_say_them) {
  const std::int64_t now = at(2026, 11, 20, 15, 0);
  BOOST_TEST(say_moment(at(2026, 11, 20, 9, 42), now, 480).plain() == "今天 上午 9:42");
  BOOST_TEST(say_moment(at(2026, 11, 19, 17, 5), now, 480).plain() == "昨天 下午 5:05");
  BOOST_TEST(say_moment(at(2026, 11, 18, 0, 0), now, 480).plain() == "前天 凌晨 0:00");
  BOOST_TEST(say_clock(at(2026, 11, 20, 8, 12), 480).plain() == "8:12");
  BOOST_TEST(say_greeting(verbatim("桂香"), at(2026, 11, 20, 9, 0), 480).plain() == "桂香，上午好");
  BOOST_TEST(say_greeting(verbatim("桂香"), at(2026, 11, 20, 1, 40), 480).plain() == "桂香，晚上好");
}

BOOST_AUTO_TEST_CASE(spans_counts_and_masks) {
  BOOST_TEST(say_span(90).plain() == "1 小时 30 分");
  BOOST_TEST(say_span(40).plain() == "40 分");
  BOOST_TEST(say_span(720).plain() == "12 小时");
  BOOST_TEST(say_span_choice(30).plain() == "半小时");
  BOOST_TEST(say_span_choice(90).plain() == "1 小时半");
  BOOST_TEST(say_phone_tail("139-0931 5621").plain() == "尾号 5621");
  BOOST_TEST(say_masked_id("620111194706032046").plain() == "620111••••2046");
  BOOST_TEST(say_masked_id("123").plain() == "123");
  BOOST_TEST(say_count(18600).plain() == "18,600");
  BOOST_TEST(say_count(-1234567).plain() == "-1,234,567");
  BOOST_TEST(surname_of("马玉莲").plain() == "马");
  BOOST_TEST(surname_of("").plain().empty());
}

BOOST_AUTO_TEST_SUITE_END()
