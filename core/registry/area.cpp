#include "core/registry/area.h"

#include <algorithm>

#include "core/base/order.h"
#include "core/registry/cell_text.h"

namespace huzhu::registry {

namespace {

int digits_of(std::int64_t code) {
  if (code >= 100'000 && code <= 999'999) return 6;
  if (code >= 100'000'000 && code <= 999'999'999) return 9;
  if (code >= 100'000'000'000 && code <= 999'999'999'999) return 12;
  return 0;
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// One line of the list: the code, and the name between the first and second comma with its quotes taken off.
std::optional<Area> read_line(std::string_view line) {
  const std::size_t comma = line.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto code = parse_area(line.substr(0, comma));
  std::string_view name = line.substr(comma + 1);
  name = name.substr(0, name.find_first_of(",\r"));
  if (name.size() >= 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
  if (!code || name.empty() || has_forbidden_characters(name)) return std::nullopt;
  return Area{*code, short_area_name(name)};
}

void add_lines(County& found, std::string_view csv, std::int64_t county) {
  const std::string prefix = std::to_string(county);
  while (!csv.empty()) {
    const std::size_t end = csv.find('\n');
    const std::string_view line = csv.substr(0, end);
    csv.remove_prefix(end == std::string_view::npos ? csv.size() : end + 1);
    if (line.substr(0, prefix.size()) != prefix) continue;
    auto area = read_line(line);
    if (!area || county_of(area->code) != county) continue;
    switch (digits_of(area->code)) {
      case 6: found.self = std::move(*area); break;
      case 9: found.townships.push_back(std::move(*area)); break;
      default: found.villages.push_back(std::move(*area)); break;
    }
  }
}

Result<County> complete(County found) {
  if (found.self.code == 0 || found.townships.empty() || found.villages.empty())
    return Error{ErrorCode::unknown_area, "area.county", "no such county in the list"};
  const auto by_code = [](const Area& a, const Area& b) { return a.code < b.code; };
  std::sort(found.townships.begin(), found.townships.end(), by_code);
  std::sort(found.villages.begin(), found.villages.end(), by_code);
  return found;
}

}  // namespace

std::optional<std::int64_t> parse_area(std::string_view text) {
  if (text.size() > 64) return std::nullopt;
  const std::string digits = squeeze(text);
  if (digits.size() != 6 && digits.size() != 9 && digits.size() != 12) return std::nullopt;
  std::int64_t code = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    code = code * 10 + (c - '0');
  }
  return area_kind(code) == AreaKind::unknown ? std::nullopt : std::optional(code);
}

AreaKind area_kind(std::int64_t code) {
  const int digits = digits_of(code);
  if (digits == 0) return AreaKind::unknown;
  if (digits == 6) return AreaKind::county;
  const std::int64_t last = code % 1000;
  if (digits == 9) {
    if (last >= 1 && last <= 99) return AreaKind::street;
    if (last >= 100 && last <= 199) return AreaKind::town;
    if (last >= 200 && last <= 399) return AreaKind::township;
    return last >= 400 && last <= 599 ? AreaKind::enclave : AreaKind::unknown;
  }
  if (last >= 1 && last <= 199) return AreaKind::community;
  if (last >= 200 && last <= 399) return AreaKind::village;
  // 4xx and 5xx stand for places without a committee of their own; they are kept as communities.
  return last >= 400 && last <= 599 ? AreaKind::community : AreaKind::unknown;
}

std::int64_t parent_area(std::int64_t code) {
  return digits_of(code) > 6 ? code / 1000 : 0;
}

std::int64_t county_of(std::int64_t code) {
  while (digits_of(code) > 6) code /= 1000;
  return digits_of(code) == 6 ? code : 0;
}

std::string short_area_name(std::string_view listed) {
  const auto cut = [&listed](std::string_view end) {
    if (!ends_with(listed, end) || listed.size() == end.size()) return false;
    listed.remove_suffix(end.size());
    return true;
  };
  if (cut("村民委员会") || cut("村委会")) {
    // 嘎查 and 场 stand for 村 themselves.
    const bool has_word = ends_with(listed, "村") || ends_with(listed, "嘎查") || ends_with(listed, "场");
    return std::string(listed) + (has_word ? "" : "村");
  }
  if (cut("居民委员会") || cut("居委会") || cut("社区委员会"))
    return std::string(listed) + (ends_with(listed, "社区") ? "" : "社区");
  return std::string(listed);
}

Result<County> read_county(std::string_view csv, std::int64_t county) {
  County found;
  add_lines(found, csv, county);
  return complete(std::move(found));
}

Result<County> find_county(std::int64_t county, const PackageFile& package_file) {
  if (const auto csv = embedded_county(county)) return read_county(*csv, county);
  County found;
  // One file at a time: the list of villages alone is 38 MB.
  for (const char* name : {"areas.csv", "streets.csv", "villages.csv"})
    if (const auto csv = package_file(name)) add_lines(found, *csv, county);
  return complete(std::move(found));
}

StationPlan demo_stations(const County& county, std::size_t communities, std::size_t villages) {
  std::vector<Area> urban, rural;
  for (const Area& area : county.villages)
    (area_kind(area.code) == AreaKind::community ? urban : rural).push_back(area);
  const std::size_t wanted = communities + villages;
  if (urban.size() < communities) villages = wanted - urban.size();
  if (rural.size() < villages) communities = wanted - rural.size();
  communities = std::min(communities, urban.size());
  villages = std::min(villages, rural.size());

  const auto outside_streets = [](const Area& a) { return area_kind(parent_area(a.code)) != AreaKind::street; };
  stable_order(urban, [&](const Area& a, const Area& b) { return outside_streets(a) < outside_streets(b); });
  urban.resize(communities);
  StationPlan plan{std::move(urban), {}};
  for (std::size_t i = 0; i < villages; ++i) plan.villages.push_back(rural[i * rural.size() / villages]);
  return plan;
}

}  // namespace huzhu::registry
