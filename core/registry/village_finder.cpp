#include "core/registry/village_finder.h"

#include <algorithm>

#include "core/base/utf8.h"
#include "core/registry/area.h"
#include "core/registry/cell_text.h"

namespace huzhu::registry {

namespace {

bool cut_end(std::string_view& text, std::string_view end) {
  if (text.size() <= end.size() || text.substr(text.size() - end.size()) != end) return false;
  text.remove_suffix(end.size());
  return true;
}

// 红古 of 红古村 and 红古社区.
std::string_view stem(std::string_view name) {
  for (bool cut = true; cut;) {
    cut = false;
    for (const std::string_view kind : {"居民委员会", "村民委员会", "社区", "村", "居委会", "委员会", "委会", "嘎查"}) cut |= cut_end(name, kind);
  }
  return name;
}

std::u32string characters(std::string_view text) {
  std::u32string out;
  while (!text.empty()) out += utf8::next(text);
  return out;
}

// One character replaced, missing or too many.
bool differ_by_one(std::u32string_view a, std::u32string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  std::size_t front = 0;
  while (front < a.size() && a[front] == b[front]) ++front;
  const std::size_t skip = a.size() == b.size() ? 1 : 0;
  return a.substr(std::min(front + skip, a.size())) == b.substr(front + 1 > b.size() ? b.size() : front + 1);
}

// Where 社 or 组 with its number begins behind the village's name: 红古村|三社, 红古村|12组.
std::size_t group_start(std::string_view name) {
  for (const std::string_view end : {"社", "组", "队"}) {
    std::string_view rest = name;
    if (!cut_end(rest, end)) continue;
    std::size_t start = rest.size();
    for (std::size_t at = 0; at < rest.size();) {
      std::string_view tail = rest.substr(at);
      const std::size_t before = tail.size();
      const char32_t code = utf8::next(tail);
      const bool digit = (code >= '0' && code <= '9') || std::u32string_view(U"一二三四五六七八九十").find(code) != std::u32string_view::npos;
      if (!digit) start = rest.size();
      else if (start == rest.size()) start = at;
      at += before - tail.size();
    }
    if (start > 0 && start < rest.size()) return start;
  }
  return std::string_view::npos;
}

}  // namespace

VillageFinder::VillageFinder(std::vector<people::Place> places) : places_(std::move(places)) {
  for (const people::Place& place : places_) {
    if (place.kind != model::ScopeKind::village) continue;
    by_name_[place.name].push_back(&place);
    by_stem_[std::string(stem(place.name))].push_back(&place);
  }
}

const people::Place* VillageFinder::by_code(std::int64_t area) const {
  for (const people::Place& place : places_)
    if (place.area == area && place.kind == model::ScopeKind::village) return &place;
  return nullptr;
}

std::string_view VillageFinder::township_of(const people::Place& place) const {
  for (const people::Place& other : places_)
    if (other.area == place.area / 1000) return other.name;
  return {};
}

// 红古区红古镇红古村 → 红古村. Never cuts the whole of it.
std::string_view VillageFinder::without_ancestors(std::string_view name) const {
  for (const auto kind : {model::ScopeKind::county, model::ScopeKind::township})
    for (const people::Place& place : places_)
      if (place.kind == kind && !place.name.empty() && name.size() > place.name.size() && name.substr(0, place.name.size()) == place.name) {
        name.remove_prefix(place.name.size());
        break;
      }
  return name;
}

VillageFinder::Found VillageFinder::among(const std::vector<const people::Place*>& candidates, std::string_view township, How how) const {
  if (candidates.size() == 1) return {how, candidates[0], {}};
  const people::Place* in_township = nullptr;
  for (const people::Place* place : candidates) {
    const std::string_view name = township_of(*place);
    if (township.empty() || name.empty() || (name.find(township) == std::string_view::npos && township.find(name) == std::string_view::npos)) continue;
    if (in_township != nullptr) return {How::ambiguous, nullptr, {}};
    in_township = place;
  }
  return in_township != nullptr ? Found{how, in_township, {}} : Found{How::ambiguous, nullptr, {}};
}

VillageFinder::Found VillageFinder::near(std::string_view name, std::string_view township) const {
  const std::u32string typed = characters(name);
  constexpr std::size_t characters_min = 3;  // of two characters one is half the name
  if (typed.size() < characters_min) return {};
  std::vector<const people::Place*> candidates;
  for (const people::Place& place : places_)
    if (place.kind == model::ScopeKind::village && differ_by_one(typed, characters(place.name))) candidates.push_back(&place);
  return candidates.empty() ? Found{} : among(candidates, township, How::guessed);
}

VillageFinder::Found VillageFinder::find(std::string_view cell, std::string_view township_cell) const {
  const std::string written = squeeze(cell), township = squeeze(township_cell);
  if (const auto code = parse_area(written)) {
    const people::Place* place = by_code(*code);
    return {place != nullptr ? How::exact : How::unknown, place, {}};
  }
  std::string_view name = written;
  if (const auto found = by_name_.find(written); found != by_name_.end()) return among(found->second, township, How::exact);
  name = without_ancestors(name);
  std::string group;
  if (const std::size_t start = group_start(name); start != std::string_view::npos) {
    group = std::string(name.substr(start));
    name = name.substr(0, start);
  }
  Found answer;
  const std::string short_name = short_area_name(name);
  std::string_view place_alone = name;  // 花庄社区 of 花庄社区委会
  for (const std::string_view committee : {"委员会", "委会"})
    if (cut_end(place_alone, committee)) break;
  auto named = by_name_.find(short_name);
  if (named == by_name_.end()) named = by_name_.find(std::string(place_alone));
  if (named != by_name_.end()) {
    answer = among(named->second, township, How::completed);
  } else if (const auto stemmed = by_stem_.find(std::string(stem(name))); stemmed != by_stem_.end()) {
    answer = among(stemmed->second, township, How::completed);
  } else {
    answer = near(short_name, township);
  }
  answer.group = std::move(group);
  return answer;
}

}  // namespace huzhu::registry
