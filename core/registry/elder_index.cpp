#include "core/registry/elder_index.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "core/base/order.h"
#include "core/base/utf8.h"
#include "core/people/places.h"
#include "core/people/query.h"
#include "core/registry/same_person.h"

namespace huzhu::registry {
namespace {

using people::each_row;
using people::entity_at;
using store::Statement;

// Values of visit.outcome that leave something to be done.
constexpr std::int64_t come_again = 2, needs_help = 3, urgent = 4;

std::optional<Date> date_at(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return Date{static_cast<std::int32_t>(row.integer(column))};
}

ElderRecord read_record(const Statement& row) {
  ElderRecord e;
  e.id = entity_at(row, 0);
  e.gone = row.integer(1) != 0;
  e.name = std::string(row.text(2));
  e.search = std::string(row.text(3));
  e.spelled = std::string(row.text(4));
  e.sex = row.integer(5);
  e.birth_date = date_at(row, 6);
  e.resident_id = std::string(row.text(7));
  e.phone = std::string(row.text(8));
  e.area = row.integer(9);
  e.group_name = std::string(row.text(10));
  e.living = row.integer(11);
  e.care_level = row.integer(12);
  e.tags = store::unsigned_of(row, 13);
  e.registered_on = date_at(row, 14);
  e.ended_kind = row.integer(15);
  e.visit_every_days = static_cast<int>(row.integer(16));
  e.last_visit = entity_at(row, 17);
  e.last_at_ms = row.integer(18);
  e.outcome = row.integer(19);
  e.follow_up = std::string(row.text(20));
  e.follow_up_by = date_at(row, 21);
  return e;
}

constexpr std::string_view columns =
    "SELECT id, gone, name, search, spelled, sex, birth_date, resident_id, phone, area, group_name, living, care_level, tags,"
    " registered_on, ended_kind, visit_every_days, last_visit, last_at, outcome, follow_up, follow_up_by FROM roster WHERE changed>?1";

}  // namespace

care::ElderFacts ElderRecord::facts(int utc_offset_minutes) const {
  care::ElderFacts facts;
  facts.birth_date = birth_date;
  for (std::int64_t tag = 0; tag < 64; ++tag)
    if (tags >> tag & 1) facts.tags.push_back(tag);
  facts.care_level = care_level;
  facts.living = living;
  facts.visit_every_days = visit_every_days;
  facts.registered_on = registered_on;
  facts.in_care = in_care();
  if (last_at_ms != 0) facts.last_visit = Date::from_ms(last_at_ms, utc_offset_minutes);
  if (facts.last_visit && (outcome == come_again || outcome == needs_help || outcome == urgent)) {
    // Within 24 hours of a major change (domain/standards.md §3), unless a day was named.
    facts.follow_up_by = follow_up_by ? follow_up_by : Date{facts.last_visit->days + 1};
  }
  return facts;
}

void ElderRecord::know_too(const ElderRecord& other) {
  if (sex == 0) sex = other.sex;
  if (!birth_date) birth_date = other.birth_date;
  if (living == 0) living = other.living;
  if (care_level == 0) care_level = other.care_level;
  if (visit_every_days == 0) visit_every_days = other.visit_every_days;
  if (!registered_on || (other.registered_on && *other.registered_on < *registered_on)) registered_on = other.registered_on;
  tags |= other.tags;
  if (std::pair(other.last_at_ms, other.last_visit) <= std::pair(last_at_ms, last_visit)) return;
  last_visit = other.last_visit;
  last_at_ms = other.last_at_ms;
  outcome = other.outcome;
  follow_up = other.follow_up;
  follow_up_by = other.follow_up_by;
}

const ElderRecord* ElderIndex::Impl::find(EntityId elder) const {
  const auto at = by_id.find(elder.value);
  return at == by_id.end() || elders[at->second].gone ? nullptr : &elders[at->second];
}

bool ElderIndex::Impl::visible(const ElderRecord& elder) const { return listed(elder) && &standing_for(elder) == &elder; }

const ElderRecord& ElderIndex::Impl::standing_for(const ElderRecord& elder) const {
  if (elder.of_one < 0) return elder;
  for (const std::uint32_t i : groups[static_cast<std::size_t>(elder.of_one)])
    if (listed(elders[i])) return elders[i];
  return elder;
}

const std::string& ElderIndex::Impl::place(std::int64_t area_code) {
  const auto at = place_names.find(area_code);
  if (at != place_names.end()) return at->second;
  return place_names.emplace(area_code, people::place_name(session.db(), area_code)).first->second;
}

void ElderIndex::Impl::read_changes() {
  // Numbers that were taken back are given again, to other changes.
  if (const std::uint64_t lost = session.replica().intakes_lost(); std::exchange(intakes_lost, lost) != lost) seen = -1;
  std::int64_t now = 0;
  each_row(session.db().cached("SELECT n FROM roster_clock"), [&](const Statement& row) { now = row.integer(0); });
  if (now == seen) return;
  part();
  if (seen < 0 || now < seen) {
    elders.clear();
    by_id.clear();
    seen = -1;
  }
  each_row(session.db().cached(columns).bind(1, seen), [&](const Statement& row) {
    ElderRecord record = read_record(row);
    record.due = care::next_duty(record.facts(utc_offset_minutes), day);
    const auto [at, is_new] = by_id.try_emplace(record.id.value, elders.size());
    if (is_new)
      elders.push_back(std::move(record));
    else
      elders[at->second] = std::move(record);
  });
  seen = now;
  join();
  due_order.clear();
}

void ElderIndex::Impl::part() {
  for (auto& [i, record] : alone) elders[i] = std::move(record);
  alone.clear();
  groups.clear();
}

// One person is owed one visit, whichever record the last one was written on.
void ElderIndex::Impl::join() {
  for (const SamePerson& records : same_people(session.db())) {
    std::vector<std::uint32_t> places;
    for (const EntityId id : records)
      if (const auto at = by_id.find(id.value); at != by_id.end() && !elders[at->second].gone) places.push_back(static_cast<std::uint32_t>(at->second));
    if (places.size() < 2) continue;
    for (const std::uint32_t i : places) alone.emplace(i, elders[i]);
    for (const std::uint32_t i : places) {
      elders[i].of_one = static_cast<int>(groups.size());
      for (const std::uint32_t other : places)
        if (other != i) elders[i].know_too(alone.at(other));
      elders[i].due = care::next_duty(elders[i].facts(utc_offset_minutes), day);
    }
    groups.push_back(std::move(places));
  }
}

void ElderIndex::Impl::judge_all() {
  for (auto& [i, record] : alone) record.due = care::next_duty(record.facts(utc_offset_minutes), day);
  for (ElderRecord& elder : elders) elder.due = care::next_duty(elder.facts(utc_offset_minutes), day);
  due_order.clear();
}

void ElderIndex::Impl::sort() {
  name_order.clear();
  for (std::uint32_t i = 0; i < elders.size(); ++i)
    if (!elders[i].gone) name_order.push_back(i);
  std::sort(name_order.begin(), name_order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const ElderRecord &x = elders[a], &y = elders[b];
    if (const int order = x.spelled.compare(y.spelled)) return order < 0;
    if (const int order = x.name.compare(y.name)) return order < 0;
    return x.id < y.id;
  });
  due_order = name_order;
  const auto due_day = [&](std::uint32_t i) { return elders[i].due ? elders[i].due->due.days : INT32_MAX; };
  std::stable_sort(due_order.begin(), due_order.end(), [&](std::uint32_t a, std::uint32_t b) { return due_day(a) < due_day(b); });
}

void ElderIndex::Impl::refresh() {
  area = session.area();
  role = session.role();
  follow();
}

void ElderIndex::Impl::follow() {
  const Date today = session.today();
  utc_offset_minutes = session.clock().utc_offset_minutes();
  const bool new_day = today != day && seen >= 0;
  day = today;
  read_changes();
  if (new_day) {
    judge_all();
    place_names.clear();  // names may have arrived since
  }
  if (due_order.empty()) sort();
}

ElderIndex::ElderIndex(people::Session& session) : impl_(std::make_unique<Impl>(session)) {}
ElderIndex::~ElderIndex() = default;

std::size_t ElderIndex::size() {
  impl_->refresh();
  return static_cast<std::size_t>(std::count_if(impl_->elders.begin(), impl_->elders.end(), [&](const ElderRecord& e) { return impl_->visible(e); }));
}

std::u32string ElderIndex::letters() {
  impl_->refresh();
  std::unordered_map<char32_t, std::size_t> counts;
  for (const ElderRecord& elder : impl_->elders) {
    if (!impl_->visible(elder)) continue;
    for (std::string_view rest = elder.name; !rest.empty();) ++counts[utf8::next(rest)];
  }
  std::vector<std::pair<char32_t, std::size_t>> listed(counts.begin(), counts.end());
  stable_order(listed, [](const auto& a, const auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
  std::u32string letters;
  for (const auto& [letter, count] : listed) letters += letter;
  return letters;
}

}  // namespace huzhu::registry
