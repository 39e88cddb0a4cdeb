#include "core/care/duties.h"

#include <algorithm>

#include "core/base/order.h"
#include "core/care/cadence_source.h"
#include "core/model/model.h"

namespace huzhu::care {
namespace {

// "a|b" to the values of a field's choices; a key the model does not know is dropped here and fails a test.
std::vector<std::int64_t> choice_values(std::uint16_t field_id, std::string_view keys) {
  std::vector<std::int64_t> values;
  const model::Field* field = model::find(*model::find(model::EntityType::person), field_id);
  while (!keys.empty()) {
    const std::string_view key = keys.substr(0, keys.find('|'));
    keys.remove_prefix(std::min(keys.size(), key.size() + 1));
    for (const model::Choice& choice : field->choices)
      if (choice.key == key) values.push_back(choice.value);
  }
  return values;
}

std::vector<CadenceRule> read_rules() {
  std::vector<CadenceRule> rules;
  for (const CadenceSource& line : cadence_source())
    rules.push_back({line.key, line.every_days, line.title_zh, line.source_zh, line.valid_from, line.valid_to, line.age_min,
                     choice_values(model::person::tags, line.tags), choice_values(model::person::care_level, line.care_levels),
                     choice_values(model::person::living, line.livings)});
  return rules;
}

bool contains(const std::vector<std::int64_t>& list, std::int64_t value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool fits(const CadenceRule& rule, const ElderFacts& facts, Date on) {
  if (on < rule.valid_from || on > rule.valid_to) return false;
  // Without a birth date nobody is left out for being too young: who is on the roster is an elder.
  if (rule.age_min > 60 && (!facts.birth_date || age_on(*facts.birth_date, on) < rule.age_min)) return false;
  if (rule.age_min > 0 && facts.birth_date && age_on(*facts.birth_date, on) < rule.age_min) return false;
  if (rule.tags.empty() && rule.care_levels.empty() && rule.livings.empty()) return true;
  if (contains(rule.care_levels, facts.care_level) || contains(rule.livings, facts.living)) return true;
  return std::any_of(facts.tags.begin(), facts.tags.end(), [&](std::int64_t tag) { return contains(rule.tags, tag); });
}

// 29 February counts from 1 March in other years, as in age_on().
Date birthday(Date birth, int age) {
  const Date::Civil c = birth.civil();
  if (const auto day = Date::from_civil(c.year + age, c.month, c.day)) return *day;
  return *Date::from_civil(c.year + age, 3, 1);
}

// The first day this rule held for this elder, as far as the age and the rule's validity say.
Date held_since(const CadenceRule& rule, const ElderFacts& facts) {
  if (rule.age_min == 0 || !facts.birth_date) return rule.valid_from;
  return std::max(rule.valid_from, birthday(*facts.birth_date, rule.age_min));
}

void judge(DutyState& duty, Date today) {
  const int days = duty.due.days - today.days;
  duty.word = days < 0 ? DueWord::late : days == 0 ? DueWord::today : days == 1 ? DueWord::tomorrow : DueWord::later;
  duty.days_late = days < 0 ? -days : 0;
}

// The count of days begins with the last visit, else with the registration.
Date due_after(const ElderFacts& facts, int every_days, Date since, Date today) {
  if (facts.last_visit) return std::max(Date{facts.last_visit->days + every_days}, since);
  if (!facts.registered_on) return today;
  return std::max(Date{facts.registered_on->days + every_days}, since);
}

std::optional<DutyState> visit_duty(const ElderFacts& facts, Date today) {
  DutyState duty;
  duty.last = facts.last_visit;
  if (facts.visit_every_days > 0) {
    duty.every_days = facts.visit_every_days;
    duty.due = due_after(facts, duty.every_days, Date{INT32_MIN}, today);
  } else {
    duty.rule = cadence_for(facts, today);
    if (!duty.rule) return std::nullopt;
    duty.every_days = duty.rule->every_days;
    duty.due = Date{INT32_MAX};
    for (const CadenceRule& rule : cadence_rules())
      if (fits(rule, facts, today)) duty.due = std::min(duty.due, due_after(facts, rule.every_days, held_since(rule, facts), today));
  }
  judge(duty, today);
  return duty;
}

}  // namespace

const std::vector<CadenceRule>& cadence_rules() {
  static const std::vector<CadenceRule> rules = read_rules();
  return rules;
}

const CadenceRule* cadence_for(const ElderFacts& facts, Date on) {
  const CadenceRule* best = nullptr;
  for (const CadenceRule& rule : cadence_rules())
    if (fits(rule, facts, on) && (!best || rule.every_days < best->every_days)) best = &rule;
  return best;
}

std::vector<DutyState> duties_of(const ElderFacts& facts, Date today) {
  std::vector<DutyState> duties;
  if (!facts.in_care) return duties;
  if (auto duty = visit_duty(facts, today)) duties.push_back(*duty);
  if (facts.follow_up_by) {
    DutyState duty;
    duty.kind = DutyKind::follow_up;
    duty.last = facts.last_visit;
    duty.due = *facts.follow_up_by;
    judge(duty, today);
    duties.push_back(duty);
  }
  stable_order(duties, [](const DutyState& a, const DutyState& b) { return a.due < b.due; });
  return duties;
}

std::optional<DutyState> next_duty(const ElderFacts& facts, Date today) {
  const std::vector<DutyState> duties = duties_of(facts, today);
  if (duties.empty()) return std::nullopt;
  return duties.front();
}

}  // namespace huzhu::care
