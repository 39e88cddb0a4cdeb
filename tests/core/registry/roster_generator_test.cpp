#include "core/registry/roster_generator.h"

#include <algorithm>
#include <map>
#include <set>

#include <boost/test/unit_test.hpp>

#include "core/base/utf8.h"
#include "core/model/model.h"
#include "core/registry/charset.h"
#include "core/registry/resident_id.h"
#include "core/registry/roster_cli.h"

namespace huzhu::registry {
namespace {

const Date as_of = *Date::from_civil(2026, 11, 22);
std::optional<std::string> no_package(const std::string&) { return std::nullopt; }

RosterOptions options(std::size_t elders, std::uint64_t seed = 1, std::uint32_t dirt_per_mille = 0) {
  return {*find_county(620111, no_package), elders, seed, as_of, dirt_per_mille};
}

bool tagged(const GeneratedElder& elder, std::int64_t tag) { return std::find(elder.tags.begin(), elder.tags.end(), tag) != elder.tags.end(); }

BOOST_AUTO_TEST_SUITE(roster_generator)

// E01: 42,905 elders make its own numbers again, to the last one.
BOOST_AUTO_TEST_CASE(the_bands_of_e01_come_out_exactly) {
  const auto sum = summarise(generate_elders(options(42'905)), as_of);
  BOOST_TEST(sum.age_60 == 22'000u);
  BOOST_TEST(sum.age_70 == 14'800u);
  BOOST_TEST(sum.age_80 == 5'800u);
  BOOST_TEST(sum.age_90 == 300u);
  BOOST_TEST(sum.age_100 == 5u);
  BOOST_TEST(sum.unable == 3'953u);
  BOOST_TEST(sum.empty_nest == 22'948u);  // 22,945 of 42,900, and five elders more
  BOOST_TEST(sum.left_behind == 380u);
}

BOOST_AUTO_TEST_CASE(ten_thousand_keep_the_proportions) {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const auto sum = summarise(generate_elders(options(10'000, seed)), as_of);
    BOOST_TEST(sum.elders == 10'000u);
    BOOST_TEST(sum.age_60 == 5'128u);
    BOOST_TEST(sum.age_70 == 3'449u);
    BOOST_TEST(sum.age_80 == 1'352u);
    BOOST_TEST(sum.age_90 == 70u);
    BOOST_TEST(sum.age_100 == 1u);
    BOOST_TEST(sum.unable == 921u);
    BOOST_TEST(sum.empty_nest == 5'348u);
    BOOST_TEST(sum.left_behind == 89u);
    BOOST_TEST(sum.villages == 56u);
    BOOST_TEST(sum.rare_names > 20u);
    BOOST_TEST(sum.rare_names < 200u);
    BOOST_TEST(sum.men > 4'500u);
    BOOST_TEST(sum.men < 5'300u);
  }
}

BOOST_AUTO_TEST_CASE(the_same_seed_gives_the_same_file) {
  const RosterCommand command{620111, 500, 7, as_of, 0.1, false};
  const auto file = make_roster_file(command, no_package), again = make_roster_file(command, no_package);
  BOOST_TEST(file->bytes == again->bytes);
  RosterCommand other = command;
  other.seed = 8;
  BOOST_TEST(make_roster_file(other, no_package)->bytes != file->bytes);
  // Dirt spoils rows of the same people.
  auto clean = generate_elders(options(500, 7)), dirty = generate_elders(options(500, 7, 100));
  for (std::size_t i = 0; i < 500; ++i) BOOST_TEST(clean[i].resident_id == dirty[i].resident_id);
}

// The sum stands here so that native code and WebAssembly are held against each other; it changes with assets/names.
BOOST_AUTO_TEST_CASE(every_machine_makes_the_same_people) {
  std::uint32_t sum = 0x811c9dc5;  // FNV-1a
  for (const GeneratedElder& elder : generate_elders(options(500, 7)))
    for (const std::string* text : {&elder.name, &elder.resident_id, &elder.phone, &elder.address, &elder.medicine, &elder.contact_name})
      for (const char c : *text) sum = (sum ^ static_cast<std::uint8_t>(c)) * 0x01000193u;
  BOOST_TEST(sum == 1071876579u);
}

BOOST_AUTO_TEST_CASE(every_elder_is_consistent) {
  const auto elders = generate_elders(options(5'000));
  std::set<std::string> ids;
  std::set<std::pair<std::int64_t, std::string>> names;
  std::map<std::string, std::string> homes;
  for (const GeneratedElder& elder : elders) {
    const auto id = read_resident_id(elder.resident_id);
    BOOST_REQUIRE(id.ok());
    BOOST_TEST((id->birth == elder.birth && id->male == elder.male));
    BOOST_TEST(elder.resident_id.substr(0, 6) == "999999");
    BOOST_TEST(ids.insert(elder.resident_id).second, elder.resident_id);
    BOOST_TEST(names.insert({elder.village.code, elder.name}).second);
    BOOST_TEST(utf8::count(elder.name) >= 2u);
    BOOST_TEST(utf8::count(elder.name) <= 6u);
    // 空巢 lives alone or as a couple; 留守 is in a village.
    BOOST_TEST(tagged(elder, 1) == (elder.living == 1 || elder.living == 2));
    if (tagged(elder, 2)) BOOST_TEST((area_kind(elder.village.code) == AreaKind::village));
    const auto [home, first] = homes.emplace(elder.household, elder.address);
    BOOST_TEST(home->second == elder.address);
    for (const std::string& phone : {elder.phone, elder.contact_phone}) BOOST_TEST((phone.empty() || (phone.size() == 11 && phone.rfind("154", 0) == 0)));
    if (elder.consent_on) BOOST_TEST((*elder.consent_on < as_of));
    BOOST_TEST((parent_area(elder.village.code) / 1000 == 620111));
    BOOST_TEST(!elder.township.empty());
  }
}

BOOST_AUTO_TEST_CASE(choices_are_those_of_the_model) {
  const model::Entity& person = *model::find(model::EntityType::person);
  const auto word = [&](std::uint16_t field, std::int64_t value) { return model::find_choice(*model::find(person, field), value)->label_zh; };
  BOOST_TEST(word(model::person::living, 1) == "一个人住");
  BOOST_TEST(word(model::person::living, 2) == "老两口");
  BOOST_TEST(word(model::person::tags, 1) == "空巢");
  BOOST_TEST(word(model::person::tags, 2) == "留守");
  BOOST_TEST(word(model::person::tags, 3) == "低保");
  BOOST_TEST(word(model::person::tags, 4) == "特困");
  BOOST_TEST(word(model::person::tags, 13) == "无子女");
  BOOST_TEST(word(model::person::care_level, 1) == "自理");
  BOOST_TEST(word(model::person::contact_relation, 8) == "侄子外甥");
  BOOST_TEST(word(model::person::sex, 1) == "男");
}

BOOST_AUTO_TEST_CASE(couples_share_a_household) {
  const auto elders = generate_elders(options(3'000));
  std::map<std::string, std::vector<const GeneratedElder*>> homes;
  for (const GeneratedElder& elder : elders) homes[elder.household].push_back(&elder);
  std::size_t couples = 0;
  for (const auto& [number, people] : homes) {
    BOOST_TEST(people.size() <= 2u);
    if (people[0]->living == 2) BOOST_TEST(people.size() == 2u);
    if (people.size() != 2) continue;
    ++couples;
    BOOST_TEST(people[0]->male != people[1]->male);
    BOOST_TEST(people[0]->living == people[1]->living);
  }
  BOOST_TEST(couples > 600u);
}

BOOST_AUTO_TEST_CASE(names_fit_the_years) {
  const auto elders = generate_elders(options(10'000));
  for (const GeneratedElder& elder : elders) {
    const int year = elder.birth.civil().year;
    if (elder.name.find("跃进") != std::string::npos) BOOST_TEST((year >= 1958 && year <= 1960));
    if (elder.name.find("援朝") != std::string::npos) BOOST_TEST((year >= 1950 && year <= 1954));
    if (elder.name.find("氏") != std::string::npos) BOOST_TEST((year <= 1932 && !elder.male));
  }
}

#ifndef __EMSCRIPTEN__  // the C library of the browser build reads GB 18030 and cannot write it
BOOST_AUTO_TEST_CASE(gbk_files_come_back_as_they_were) {
  RosterCommand command{620111, 800, 3, as_of, 0, false};
  const std::string plain = make_roster_file(command, no_package)->bytes;
  command.gbk = true;
  const auto gbk = make_roster_file(command, no_package);
  BOOST_REQUIRE(gbk.ok());
  BOOST_TEST(!utf8::valid(gbk->bytes));
  BOOST_TEST((gb18030_to_utf8(gbk->bytes) == plain.substr(3)));
  BOOST_TEST(!gb18030_to_utf8("\xff\xff\xff").has_value());
}
#endif

BOOST_AUTO_TEST_CASE(limits_are_kept) {
  const auto code = [](RosterCommand command) {
    const auto file = make_roster_file(command, no_package);
    return file ? ErrorCode::none : file.error().code;
  };
  BOOST_TEST((code({620111, 0, 1, as_of, 0, false}) == ErrorCode::bad_number));
  BOOST_TEST((code({620111, 100'001, 1, as_of, 0, false}) == ErrorCode::bad_number));
  BOOST_TEST((code({620111, 10, 1, as_of, 1.5, false}) == ErrorCode::bad_number));
  BOOST_TEST((code({620111, 10, 1, as_of, -0.1, false}) == ErrorCode::bad_number));
  BOOST_TEST((code({110101, 10, 1, as_of, 0, false}) == ErrorCode::unknown_area));
  BOOST_TEST((code({620111, 1, 1, as_of, 1, false}) == ErrorCode::none));
  BOOST_TEST(generate_elders(RosterOptions{}).empty());
}

BOOST_AUTO_TEST_CASE(the_summary_names_every_band) {
  const auto file = make_roster_file({620111, 1'000, 1, as_of, 0.02, false}, no_package);
  const std::string lines = summary_lines(file->summary);
  for (const char* part : {"aged 60-69", "aged 100 and over", "empty nest", "22945", "rows to be mended"}) BOOST_TEST(lines.find(part) != std::string::npos, part);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::registry
