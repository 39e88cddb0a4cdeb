#include "core/registry/retention.h"

#include <algorithm>
#include <map>
#include <string>

#include "core/people/places.h"
#include "core/people/query.h"
#include "core/people/rights_table.h"
#include "core/registry/retention_source.h"

namespace huzhu::registry {
namespace {

using T = model::EntityType;
using people::bits;
using people::each_row;
using people::entity_at;

std::int64_t choice_value(T type, std::uint16_t field, std::string_view key) {
  for (const model::Choice& choice : model::find(*model::find(type), field)->choices)
    if (choice.key == key) return choice.value;
  return 0;   // a key the model does not know fits nobody and fails a test
}

std::vector<RetentionRule> read_rules() {
  std::vector<RetentionRule> rules;
  for (const RetentionSource& line : retention_source()) {
    RetentionRule rule{line.key, {}, {}, line.months, line.reach, line.title_zh, line.source_zh, line.valid_from, line.valid_to};
    for (std::string_view rest = line.ended; !rest.empty();) {
      const std::string_view key = rest.substr(0, rest.find('|'));
      rest.remove_prefix(std::min(rest.size(), key.size() + 1));
      rule.ended.push_back(choice_value(T::person, model::person::ended_kind, key));
    }
    if (!line.taken_back.empty()) rule.taken_back = static_cast<ConsentSubject>(choice_value(T::consent, model::consent::what, line.taken_back));
    rules.push_back(std::move(rule));
  }
  return rules;
}

// The 31st of a month counts to the last day of a shorter one.
Date months_after(Date day, int months) {
  const Date::Civil c = day.civil();
  const int month = c.year * 12 + c.month - 1 + months;
  for (int last = c.day;; --last)
    if (const auto date = Date::from_civil(month / 12, month % 12 + 1, last)) return *date;
}

// " OR "-joined: some health field of this type stands in the row called `alias`.
std::string any_health(T type, std::string_view alias) {
  const model::Entity& entity = *model::find(type);
  std::string sql;
  for (const model::Field& field : entity.fields) {
    if (field.privacy != model::Privacy::health) continue;
    if (!sql.empty()) sql += " OR ";
    if (field.merge == model::Merge::set)
      sql += "EXISTS(SELECT 1 FROM entity_set s WHERE s.entity=" + std::string(alias) + ".id AND s.type=" + std::to_string(static_cast<int>(type)) +
             " AND s.field=" + std::to_string(field.id) + ")";
    else sql += std::string(alias) + "." + std::string(field.name) + " IS NOT NULL";
  }
  return sql;
}

bool has_health(store::Database& db, EntityId person) {
  static const std::string sql = "SELECT 1 FROM person p WHERE p.id=?1 AND (" + any_health(T::person, "p") + ") UNION ALL SELECT 1 FROM visit v WHERE v.elder=?1 AND (" +
                                 any_health(T::visit, "v") + ") LIMIT 1";
  bool has = false;
  each_row(db.cached(sql).bind(1, bits(person)), [&](const store::Statement&) { has = true; });
  return has;
}

struct Candidate {
  std::string name;
  std::int64_t ended = 0;
  std::optional<Date> ended_on;
};

// Who ended, or took something back: the others are due by no rule.
std::map<EntityId, Candidate> candidates(store::Database& db) {
  std::map<EntityId, Candidate> found;
  each_row(db.cached("SELECT id, name, ended_kind, ended_on FROM person p WHERE ended_kind IS NOT NULL OR EXISTS"
                     "(SELECT 1 FROM consent c WHERE c.person=p.id AND c.withdraws IS NOT NULL)"),
           [&](const store::Statement& row) {
             Candidate one{std::string(row.text(1)), row.is_null(2) ? 0 : row.integer(2), {}};
             if (!row.is_null(3)) one.ended_on = Date{static_cast<std::int32_t>(row.integer(3))};
             found.emplace(entity_at(row, 0), std::move(one));
           });
  return found;
}

// Since when this rule counts for this person; none when it does not.
std::optional<Date> since(people::Session& session, const RetentionRule& rule, EntityId person, const Candidate& facts, const std::vector<ConsentLine>& consents) {
  if (rule.taken_back) {
    for (const ConsentLine& line : consents)
      if (line.subject == *rule.taken_back && line.state == ConsentState::taken_back && line.on) return line.on;
    return std::nullopt;
  }
  if (std::find(rule.ended.begin(), rule.ended.end(), facts.ended) == rule.ended.end()) return std::nullopt;
  if (facts.ended_on) return facts.ended_on;
  // Nobody wrote the day: from when it was written down.
  const auto heads = session.replica().field_heads(person, model::person::ended_kind);
  if (heads.empty()) return std::nullopt;
  return Date::from_ms(heads.front().written_at_ms, session.clock().utc_offset_minutes());
}

bool may_erase(people::Session& session, EntityId person, std::string& place) {
  store::Database& db = session.db();
  const auto held = people::held_role(db, session.profile(), session.today());
  const people::Right* right = held ? people::find_right(held->role, T::redaction) : nullptr;
  if (!right || right->create == people::Reach::none) return false;
  const std::vector<people::Home> homes = people::homes_of(db, person);
  if (homes.empty() || !std::all_of(homes.begin(), homes.end(), [&](const people::Home& home) { return people::lies_in(home.area, held->area); })) return false;
  place = people::place_name(db, homes.front().area);
  return true;
}

}  // namespace

const std::vector<RetentionRule>& retention_rules() {
  static const std::vector<RetentionRule> rules = read_rules();
  return rules;
}

std::vector<RetentionDue> retention_due(people::Session& session) {
  std::vector<RetentionDue> out;
  store::Database& db = session.db();
  const Date today = session.today();
  for (const auto& [person, facts] : candidates(db)) {
    const std::vector<ConsentLine> consents = consents_of(db, person);
    std::optional<RetentionDue> best;
    for (const RetentionRule& rule : retention_rules()) {
      if (today < rule.valid_from || today > rule.valid_to) continue;
      if (best && best->rule->reach == ErasureReach::all && rule.reach != ErasureReach::all) continue;
      const auto from = since(session, rule, person, facts, consents);
      if (!from || months_after(*from, rule.months) > today) continue;
      if (rule.reach == ErasureReach::all ? is_owed(db, person) : !has_health(db, person)) continue;
      best = {person, facts.name, {}, &rule, *from, months_after(*from, rule.months), rule.taken_back ? ErasureReason::asked : ErasureReason::retention};
    }
    if (best && may_erase(session, person, best->place)) out.push_back(std::move(*best));
  }
  std::stable_sort(out.begin(), out.end(), [](const RetentionDue& a, const RetentionDue& b) { return a.due < b.due; });
  return out;
}

}  // namespace huzhu::registry
