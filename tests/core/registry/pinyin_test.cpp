#include "core/registry/pinyin.h"

#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "core/registry/cell_text.h"

namespace huzhu::registry {
namespace {

bool has(const std::vector<std::string>& keys, std::string_view key) { return std::find(keys.begin(), keys.end(), key) != keys.end(); }

BOOST_AUTO_TEST_SUITE(pinyin)

BOOST_AUTO_TEST_CASE(names_are_read) {
  BOOST_TEST(initials("马玉莲") == "myl");
  BOOST_TEST(full_pinyin("马玉莲") == "mayulian");
  BOOST_TEST(initials("祁存福") == "qcf");
  BOOST_TEST(full_pinyin("俞生兰") == "yushenglan");
  BOOST_TEST(full_pinyin("达正海") == "dazhenghai");
  BOOST_TEST(full_pinyin("保积善") == "baojishan");
  BOOST_TEST(full_pinyin("吕秀英") == "lvxiuying");
}

BOOST_AUTO_TEST_CASE(surnames_are_read_as_surnames) {
  const std::pair<const char*, const char*> surnames[] = {{"单玉兰", "shan"}, {"解正海", "xie"}, {"仇生福", "qiu"}, {"查玉珍", "zha"}, {"盖秀英", "ge"},
                                                          {"区国强", "ou"}, {"曾桂英", "zeng"}, {"朴明子", "piao"}, {"任得福", "ren"}, {"华建国", "hua"},
                                                          {"尉迟恭", "yuchi"}, {"万俟雪", "moqi"}, {"长孙明", "zhangsun"}, {"欧阳海", "ouyang"}, {"单于虎", "chanyu"}};
  for (const auto& [name, reading] : surnames) BOOST_TEST(full_pinyin(name).rfind(reading, 0) == 0u, name << " " << full_pinyin(name));
}

BOOST_AUTO_TEST_CASE(every_usual_reading_finds_the_person) {
  const auto keys = search_keys("单长乐");
  BOOST_TEST(keys.at(0) == initials("单长乐"));
  BOOST_TEST(keys.at(1) == full_pinyin("单长乐"));
  for (const char* typed : {"scl", "dcl", "szl", "shanchangle", "danchangle", "shanchangyue"}) BOOST_TEST(has(keys, typed), typed);
  BOOST_TEST(has(search_keys("吕秀英"), "luxiuying"));
  BOOST_TEST(has(search_keys("吕秀英"), "lvxiuying"));
  BOOST_TEST(has(search_keys("曾桂英"), "cengguiying"));
  BOOST_TEST(search_keys("马玉莲").size() == 2u);
}

BOOST_AUTO_TEST_CASE(rare_characters_have_readings) {
  BOOST_TEST(full_pinyin("马㐂财") == "maxicai");
  BOOST_TEST(full_pinyin("白𠮷祥") == "baijixiang");
  BOOST_TEST(full_pinyin("米龘") == "mida");
  BOOST_TEST(full_pinyin("薛喆") == "xuezhe");
  BOOST_TEST(full_pinyin("苗堃") == "miaokun");
}

BOOST_AUTO_TEST_CASE(what_is_no_name_is_survived) {
  BOOST_TEST(search_keys("").empty());
  BOOST_TEST(search_keys("·，。 ").empty());
  BOOST_TEST(initials("Ａnna 马") == "am");
  BOOST_TEST(full_pinyin("阿依古丽·买买提") == "ayigulimaimaiti");
  BOOST_TEST(initials("\xff\xfe马") == "m");
  BOOST_TEST(search_keys("单").size() >= 2u);
  std::string endless;
  for (int i = 0; i < 1000; ++i) endless += "单长乐";
  BOOST_TEST(search_keys(endless).size() <= search_keys_max);
}

BOOST_AUTO_TEST_CASE(all_of_gb2312_and_only_known_syllables) {
  int readable = 0;
  for (char32_t code = 0; code < 0x30000; ++code) {
    const auto readings = readings_of(code);
    readable += !readings.empty();
    for (const std::string_view reading : readings) {
      BOOST_REQUIRE(!reading.empty() && reading.size() <= 6);
      BOOST_REQUIRE(reading.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos);
    }
  }
  BOOST_TEST(readable > 7000);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::registry
