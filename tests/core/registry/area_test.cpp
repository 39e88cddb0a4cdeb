#include "core/registry/area.h"

#include <algorithm>
#include <set>

#include <boost/test/unit_test.hpp>

namespace huzhu::registry {
namespace {

County honggu() { return *read_county(*embedded_county(620111), 620111); }

BOOST_AUTO_TEST_SUITE(area)

BOOST_AUTO_TEST_CASE(codes_are_read_and_nothing_else) {
  BOOST_TEST(parse_area("620111").value() == 620111);
  BOOST_TEST(parse_area(" 620111104 ").value() == 620111104);
  BOOST_TEST(parse_area("６２０１１１１０４２０６").value() == 620111104206);
  for (const char* text : {"", "6201", "62011110420", "6201111042066", "62011110420a", "000111", "-62011", "620111000", "620111104999", "红古村"})
    BOOST_TEST(!parse_area(text), text);
}

BOOST_AUTO_TEST_CASE(the_number_says_what_kind_of_place_it_is) {
  BOOST_TEST((area_kind(620111) == AreaKind::county));
  BOOST_TEST((area_kind(620111001) == AreaKind::street));
  BOOST_TEST((area_kind(620111101) == AreaKind::town));
  BOOST_TEST((area_kind(620111399) == AreaKind::township));
  BOOST_TEST((area_kind(620111400) == AreaKind::enclave));
  BOOST_TEST((area_kind(620111600) == AreaKind::unknown));
  BOOST_TEST((area_kind(620111001199) == AreaKind::community));
  BOOST_TEST((area_kind(620111001200) == AreaKind::village));
  BOOST_TEST((area_kind(620111001399) == AreaKind::village));
  BOOST_TEST((area_kind(0) == AreaKind::unknown));
  BOOST_TEST((area_kind(-620111) == AreaKind::unknown));
}

BOOST_AUTO_TEST_CASE(prefixes_are_ancestors) {
  BOOST_TEST(parent_area(620111104206) == 620111104);
  BOOST_TEST(parent_area(620111104) == 620111);
  BOOST_TEST(parent_area(620111) == 0);
  BOOST_TEST(county_of(620111104206) == 620111);
  BOOST_TEST(county_of(620111) == 620111);
  BOOST_TEST(county_of(62) == 0);
}

BOOST_AUTO_TEST_CASE(committees_are_called_by_their_place) {
  BOOST_TEST(short_area_name("红古村民委员会") == "红古村");
  BOOST_TEST(short_area_name("新建村村民委员会") == "新建村");
  BOOST_TEST(short_area_name("新建村村委会") == "新建村");
  BOOST_TEST(short_area_name("和平社区居民委员会") == "和平社区");
  BOOST_TEST(short_area_name("和平社区居委会") == "和平社区");
  BOOST_TEST(short_area_name("东街居委会") == "东街社区");
  BOOST_TEST(short_area_name("巴音嘎查村民委员会") == "巴音嘎查");
  BOOST_TEST(short_area_name("海石湾镇") == "海石湾镇");
  BOOST_TEST(short_area_name("村委会") == "村委会");
}

BOOST_AUTO_TEST_CASE(honggu_has_seven_townships_and_56_villages) {
  const County county = honggu();
  BOOST_TEST(county.self.name == "红古区");
  BOOST_TEST(county.townships.size() == 7u);
  BOOST_TEST(county.villages.size() == 56u);
  const auto communities = std::count_if(county.villages.begin(), county.villages.end(), [](const Area& a) { return area_kind(a.code) == AreaKind::community; });
  BOOST_TEST(communities == 22);
  std::set<std::string> names;
  std::set<std::int64_t> townships;
  for (const Area& area : county.townships) townships.insert(area.code);
  for (const Area& area : county.villages) {
    BOOST_TEST(townships.count(parent_area(area.code)) == 1u, area.name);
    names.insert(area.name);
  }
  BOOST_TEST(names.size() == 56u);  // no two places of the county share a short name
  BOOST_TEST(names.count("红古村") == 1u);
  BOOST_TEST(names.count("红古社区") == 1u);
}

BOOST_AUTO_TEST_CASE(forty_stations_stand_in_18_communities_and_22_villages) {
  const County county = honggu();
  const StationPlan plan = demo_stations(county);
  BOOST_TEST(plan.communities.size() == 18u);
  BOOST_TEST(plan.villages.size() == 22u);
  std::set<std::int64_t> codes, townships;
  for (const Area& area : plan.communities) {
    BOOST_TEST((area_kind(area.code) == AreaKind::community));
    codes.insert(area.code);
  }
  for (const Area& area : plan.villages) {
    BOOST_TEST((area_kind(area.code) == AreaKind::village));
    codes.insert(area.code);
  }
  BOOST_TEST(codes.size() == 40u);
  BOOST_TEST(codes.count(620111104206) == 1u);  // 红古村, where the drawn screens are at home
  for (const std::int64_t code : codes) townships.insert(parent_area(code));
  BOOST_TEST(townships.size() == 7u);
}

BOOST_AUTO_TEST_CASE(a_county_without_communities_fills_up_with_villages) {
  County county = honggu();
  county.villages.erase(county.villages.begin(), county.villages.begin() + 6);
  std::erase_if(county.villages, [](const Area& a) { return area_kind(a.code) == AreaKind::community; });
  const StationPlan plan = demo_stations(county);
  BOOST_TEST(plan.communities.empty());
  BOOST_TEST(plan.villages.size() == county.villages.size());
  const StationPlan few = demo_stations(county, 2, 3);
  BOOST_TEST(few.villages.size() == 5u);
  BOOST_TEST(demo_stations(County{}).villages.empty());
}

BOOST_AUTO_TEST_CASE(lists_of_the_package_are_read_as_they_are) {
  const char* csv = "code,name,x\n110101,\"东城区\",1101,11\n110101001,\"东华门街道\",110101\n110101001001,\"多福巷社区居委会\",1\r\n110102,\"西城区\"\n";
  const auto county = read_county(csv, 110101);
  BOOST_REQUIRE(county.ok());
  BOOST_TEST(county->self.name == "东城区");
  BOOST_TEST(county->villages.at(0).name == "多福巷社区");
  for (const char* wrong : {"", "code,name\n", "110102,\"西城区\"\n", "\n\n\n", "110101", "110101,", "110101,\"\"\n", "110101,东城区\n110101001,\x01\n"}) {
    const auto none = read_county(wrong, 110101);
    BOOST_REQUIRE(!none.ok());
    BOOST_TEST((none.error().code == ErrorCode::unknown_area));
  }
  BOOST_TEST(!embedded_county(110101));
}

BOOST_AUTO_TEST_CASE(other_counties_come_from_the_package) {
  const auto package = [](const std::string& name) -> std::optional<std::string> {
    if (name == "areas.csv") return "code,name\n110101,\"东城区\",1101,11\n";
    if (name == "streets.csv") return "code,name\n110101001,\"东华门街道\",110101\n";
    return "code,name\n110101001001,\"多福巷社区居委会\",1\n";
  };
  BOOST_TEST(find_county(110101, package)->villages.size() == 1u);
  BOOST_TEST(!find_county(110102, package).ok());
  const auto not_installed = [](const std::string&) { return std::optional<std::string>(); };
  BOOST_TEST(!find_county(110101, not_installed).ok());
  BOOST_TEST(find_county(620111, not_installed)->villages.size() == 56u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::registry
