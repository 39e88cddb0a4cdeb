#include "core/registry/generate/population.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>

namespace huzhu::registry::generate {

namespace {

// E01, and how many in a thousand of each band are men or cannot manage alone (our own estimate; the sum is E01's).
struct Band { int age_first, age_last; std::uint32_t weight, men_per_mille, unable_weight; };
constexpr Band bands[] = {{60, 69, 22'000, 492, 30}, {70, 79, 14'800, 482, 90}, {80, 89, 5'800, 440, 240}, {90, 99, 300, 360, 520}, {100, 104, 5, 200, 800}};
constexpr std::size_t e01_elders = 42'900, e01_unable = 3'953, e01_empty_nest = 22'945, e01_left_behind = 380;

// model person.living
enum : std::int64_t { alone = 1, couple = 2, children = 3, grandchildren = 4, others = 5, institution = 6 };

std::size_t of_e01(std::size_t e01_count, std::size_t elders) { return (e01_count * elders + e01_elders / 2) / e01_elders; }

const Band& band_of(int age) {
  for (const Band& band : bands)
    if (age <= band.age_last) return band;
  return bands[4];
}

// A birthday with which the age holds on `as_of`.
Date draw_birth(Draw& draw, int age, Date as_of) {
  const Date::Civil today = as_of.civil();
  const Date latest = Date::from_civil(today.year - age, today.month, std::min(today.day, 28)).value();
  // Up to three days of the month were cut off above; 360 stays clear of the next birthday.
  return Date{latest.days - static_cast<std::int32_t>(draw.below(360)) - 1};
}

std::vector<Soul> draw_ages(const RosterOptions& options, Draw& draw) {
  std::vector<std::uint32_t> weights;
  for (const Band& band : bands) weights.push_back(band.weight);
  const auto counts = share_out(options.elders, weights);
  std::vector<Soul> souls;
  for (std::size_t i = 0; i < std::size(bands); ++i)
    for (std::size_t k = 0; k < counts[i]; ++k) {
      const Band& band = bands[i];
      const int span = band.age_last - band.age_first + 1;
      // The lower of two draws: within a band there are more of the younger.
      const int above = std::min(draw.between(0, span - 1), draw.between(0, span - 1));
      Soul soul;
      soul.age = band.age_first + above;
      soul.male = draw.chance(band.men_per_mille);
      soul.birth = draw_birth(draw, soul.age, options.as_of);
      soul.age = age_on(soul.birth, options.as_of);
      souls.push_back(soul);
    }
  for (std::size_t i = souls.size(); i > 1; --i) std::swap(souls[i - 1], souls[draw.below(static_cast<std::uint32_t>(i))]);
  return souls;
}

// Marries about `wanted` men to women some years younger. The older the man, the likelier he is a widower.
std::vector<int> marry(std::vector<Soul>& souls, std::size_t wanted, Draw& draw) {
  std::map<int, std::vector<int>> women;
  for (std::size_t i = 0; i < souls.size(); ++i)
    if (!souls[i].male) women[souls[i].age].push_back(static_cast<int>(i));
  std::vector<int> husbands;
  for (std::size_t i = 0; i < souls.size() && husbands.size() < wanted; ++i) {
    Soul& man = souls[i];
    if (!man.male || draw.chance(static_cast<std::uint32_t>(std::clamp((man.age - 60) * 22, 60, 850)))) continue;
    constexpr int years_younger[] = {2, 3, 1, 4, 0, 5, -1, 6, 7};
    const std::size_t from = draw.below(4);
    for (std::size_t k = 0; k < std::size(years_younger); ++k) {
      auto& candidates = women[man.age - years_younger[(from + k) % std::size(years_younger)]];
      if (candidates.empty()) continue;
      man.spouse = candidates.back();
      souls[static_cast<std::size_t>(man.spouse)].spouse = static_cast<int>(i);
      candidates.pop_back();
      husbands.push_back(static_cast<int>(i));
      break;
    }
  }
  return husbands;
}

// Who lives with whom. Empty nests are those who live alone or as a couple (空巢), exactly as many as E01 asks for.
void settle(std::vector<Soul>& souls, Draw& draw) {
  std::size_t empty_nest = of_e01(e01_empty_nest, souls.size());
  const std::vector<int> husbands = marry(souls, souls.size() * 27 / 100, draw);
  const std::size_t couples_apart = std::min(husbands.size(), empty_nest * 31 / 100);
  for (std::size_t i = 0; i < husbands.size(); ++i) {
    Soul& man = souls[static_cast<std::size_t>(husbands[i])];
    Soul& wife = souls[static_cast<std::size_t>(man.spouse)];
    man.living = wife.living = i < couples_apart ? couple : draw.chance(70) ? grandchildren : children;
  }
  empty_nest -= 2 * couples_apart;

  // The single: the rest of the empty nests live alone, the older the likelier; most others with their children.
  std::vector<std::pair<std::uint32_t, std::size_t>> order;
  for (std::size_t i = 0; i < souls.size(); ++i)
    if (souls[i].spouse < 0) order.emplace_back(draw.below(1u << 20) / static_cast<std::uint32_t>(souls[i].age - 50), i);
  std::sort(order.begin(), order.end());
  for (std::size_t k = 0; k < order.size(); ++k) {
    Soul& soul = souls[order[k].second];
    const auto kind = draw.below(1000);
    soul.living = k < empty_nest ? alone : kind < 840 ? children : kind < 910 ? grandchildren : kind < 960 ? others : institution;
  }
}

// Picks `count` of those with weight above zero; the heavier the likelier. Integers only: the same on every machine.
std::vector<std::size_t> pick_weighted(std::size_t count, const std::vector<std::uint32_t>& weights, Draw& draw) {
  std::vector<std::pair<std::uint64_t, std::size_t>> order;
  for (std::size_t i = 0; i < weights.size(); ++i)
    if (weights[i] > 0) order.emplace_back((draw.bits() >> 16) / weights[i], i);
  std::sort(order.begin(), order.end());
  order.resize(std::min(count, order.size()));
  std::vector<std::size_t> picked;
  for (const auto& [key, index] : order) picked.push_back(index);
  return picked;
}

void draw_care_levels(std::vector<Soul>& souls, Draw& draw) {
  std::vector<std::uint32_t> weights;
  for (const Soul& soul : souls) {
    const bool cared_for = soul.living == institution;
    weights.push_back(band_of(soul.age).unable_weight * (cared_for ? 8 : soul.living == alone ? 1 : 2));
  }
  for (const std::size_t i : pick_weighted(of_e01(e01_unable, souls.size()), weights, draw)) {
    const auto kind = draw.below(1000);
    souls[i].care_level = kind < 620 ? 2 : kind < 890 ? 3 : 4;  // 半失能, 失能, 失智
  }
}

// Households move into villages; those with a station of the plan are the larger ones.
void house(std::vector<Soul>& souls, const County& county, Draw& draw) {
  std::set<std::int64_t> with_station;
  const StationPlan plan = demo_stations(county);
  for (const Area& area : plan.communities) with_station.insert(area.code);
  for (const Area& area : plan.villages) with_station.insert(area.code);
  std::vector<std::uint32_t> weights;
  for (const Area& area : county.villages) weights.push_back(60 + draw.below(140) + (with_station.count(area.code) != 0 ? 200 : 0));
  std::size_t households = 0;
  std::vector<bool> housed(souls.size(), false);
  for (std::size_t i = 0; i < souls.size(); ++i) {
    if (housed[i]) continue;
    const std::size_t village = draw.weighted(weights);
    souls[i].village = village;
    souls[i].household = households;
    housed[i] = true;
    if (souls[i].spouse >= 0) {
      Soul& spouse = souls[static_cast<std::size_t>(souls[i].spouse)];
      spouse.village = village;
      spouse.household = households;
      housed[static_cast<std::size_t>(souls[i].spouse)] = true;
    }
    ++households;
  }
}

// 农村留守: in a village, with grandchildren or alone, the children away.
void leave_behind(std::vector<Soul>& souls, const County& county, Draw& draw) {
  std::vector<std::uint32_t> weights;
  for (const Soul& soul : souls) {
    const bool rural = area_kind(county.villages[soul.village].code) == AreaKind::village;
    weights.push_back(!rural ? 0 : soul.living == grandchildren ? 20 : soul.living == alone ? 1 : 0);
  }
  for (const std::size_t i : pick_weighted(of_e01(e01_left_behind, souls.size()), weights, draw)) souls[i].left_behind = true;
}

}  // namespace

std::vector<std::size_t> share_out(std::size_t total, const std::vector<std::uint32_t>& weights) {
  const std::uint64_t sum = std::accumulate(weights.begin(), weights.end(), std::uint64_t{0});
  std::vector<std::size_t> parts;
  std::vector<std::pair<std::uint64_t, std::size_t>> remainders;
  std::size_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const std::uint64_t exact = std::uint64_t{total} * weights[i];
    parts.push_back(static_cast<std::size_t>(exact / sum));
    given += parts.back();
    remainders.emplace_back(exact % sum, i);
  }
  std::sort(remainders.begin(), remainders.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  for (std::size_t i = 0; given < total; ++i, ++given) ++parts[remainders[i].second];
  return parts;
}

std::vector<Soul> draw_population(const RosterOptions& options, Draw& draw) {
  std::vector<Soul> souls = draw_ages(options, draw);
  settle(souls, draw);
  draw_care_levels(souls, draw);
  house(souls, options.county, draw);
  leave_behind(souls, options.county, draw);
  return souls;
}

}  // namespace huzhu::registry::generate
