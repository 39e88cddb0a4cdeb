#include "core/registry/same_person.h"

#include <algorithm>
#include <functional>
#include <map>
#include <string_view>

#include "core/base/order.h"
#include "core/people/draft_ops.h"
#include "core/people/places.h"
#include "core/people/query.h"
#include "core/registry/elder_index.h"
#include "core/registry/likeness.h"

namespace huzhu::registry {
namespace {

using T = model::EntityType;
using people::bits;
using people::each_row;
using people::entity_at;
using store::Statement;
namespace person = model::person;

struct Words { EntityId of, other; };   // `of` says it of `other`

std::vector<Words> words_said(store::Database& db, std::uint16_t field) {
  std::vector<Words> words;
  each_row(db.cached("SELECT entity, value FROM entity_set WHERE type=3 AND field=?1").bind(1, std::int64_t{field}),
           [&](const Statement& row) { words.push_back({entity_at(row, 0), entity_at(row, 1)}); });
  return words;
}

bool is_here(store::Database& db, EntityId id) {
  bool here = false;
  each_row(db.cached("SELECT 1 FROM person WHERE id=?1 LIMIT 1").bind(1, bits(id)), [&](const Statement&) { here = true; });
  return here;
}

// Who hangs together by these words, each with the smallest of them as their common name.
class Chains {
 public:
  void join(EntityId one, EntityId other) {
    const EntityId a = root(one), b = root(other);
    if (a != b) above_[std::max(a, b)] = std::min(a, b);
  }
  EntityId root(EntityId id) {
    for (auto at = above_.find(id); at != above_.end(); at = above_.find(id)) id = at->second;
    return id;
  }

 private:
  std::map<EntityId, EntityId> above_;
};

// All operations of one act, by the scope they belong to.
using Acts = std::map<ScopeId, people::DraftOps>;

class Speaker {
 public:
  explicit Speaker(people::Session& session) : session_(session), db_(session.db()), same_(words_said(db_, person::same_as)), not_same_(words_said(db_, person::not_same_as)) {}

  Status may_say(EntityId of) {
    HUZHU_ASSIGN(const people::Home home, people::home_of(db_, of, "person"));
    const auto held = people::held_role(db_, session_.profile(), session_.today());
    const bool may = held && people::lies_in(home.area, held->area) && people::may_edit(held->role, T::person, person::same_as);
    if (!may) return Error{ErrorCode::not_allowed, "person.same_as", ""};
    homes_[of] = home.scope;
    return Done{};
  }

  // Where both lie in one scope, once is enough; where not, each side must find it in its own.
  void say(std::uint16_t field, EntityId one, EntityId other) {
    const auto& said = field == person::same_as ? same_ : not_same_;
    const auto says = [&](EntityId a, EntityId b) { return std::any_of(said.begin(), said.end(), [&](const Words& w) { return w.of == a && w.other == b; }); };
    const bool together = homes_[one] == homes_[other];
    if (together && (says(one, other) || says(other, one))) return;
    if (!says(one, other)) ops(one).add(field, other);
    if (!together && !says(other, one)) ops(other).add(field, one);
  }
  void take_back(std::uint16_t field, EntityId one, EntityId other) {
    for (const Words& w : field == person::same_as ? same_ : not_same_)
      if ((w.of == one && w.other == other) || (w.of == other && w.other == one)) ops(w.of).remove(field, Value::of(w.other));
  }

  // Everything that joins this record with any other, one that is not here among them.
  void take_back_all(EntityId one) {
    for (const Words& w : same_)
      if (w.of == one || (w.other == one && homes_.count(w.of) != 0)) ops(w.of).remove(person::same_as, Value::of(w.other));
  }

  Result<people::Saved> write(EntityId entity) {
    people::Saved saved{entity, homes_[entity], {}, 0};
    Status written = session_.replica().together([&]() -> Status {
      for (auto& [scope, acts] : acts_) {
        HUZHU_ASSIGN(const store::Appended done, session_.commit(scope, acts.take()));
        if (scope == saved.scope || saved.saved_at_ms == 0) {
          saved.first = done.first;
          saved.saved_at_ms = done.saved_at_ms;
        }
      }
      return Done{};
    });
    HUZHU_TRY(std::move(written));
    return saved;
  }

 private:
  people::DraftOps& ops(EntityId of) { return acts_[homes_[of]].of(T::person, of); }

  people::Session& session_;
  store::Database& db_;
  std::vector<Words> same_, not_same_;
  std::map<EntityId, ScopeId> homes_;
  Acts acts_;
};

// One of the two words, or none: what else was said of the two is taken back.
Result<people::Saved> say_of_two(people::Session& session, EntityId one, EntityId other, std::optional<std::uint16_t> word) {
  if (one == other) return Error{ErrorCode::not_found, "person.same_as", ""};
  Speaker speaker(session);
  HUZHU_TRY(speaker.may_say(one));
  HUZHU_TRY(speaker.may_say(other));
  for (const std::uint16_t field : {person::same_as, person::not_same_as})
    if (field != word) speaker.take_back(field, one, other);
  if (word) speaker.say(*word, one, other);
  return speaker.write(one);
}

// What may be alike shares a number, a name, or a birthday in one village. Asked of a whole county whenever its overview is
// made: so by sorting numbers, not words.
template <class Visit>
void each_close_pair(const std::vector<const ElderRecord*>& elders, Visit&& visit) {
  constexpr std::size_t group_max = 50;   // more people of one name than this are no help to anybody
  enum : std::uint64_t { by_number = 1, by_name = 2, by_birthday = 3 };
  const auto key = [](std::uint64_t kind, std::uint64_t value) { return value * 0x9E3779B97F4A7C15u + kind; };
  const auto of = [](const std::string& words) { return static_cast<std::uint64_t>(std::hash<std::string_view>()(words)); };
  std::vector<std::pair<std::uint64_t, const ElderRecord*>> keys;
  for (const ElderRecord* e : elders) {
    if (!e->resident_id.empty()) keys.emplace_back(key(by_number, of(e->resident_id)), e);
    if (!e->name.empty()) keys.emplace_back(key(by_name, of(e->name)), e);
    if (e->birth_date) keys.emplace_back(key(by_birthday, static_cast<std::uint64_t>(e->birth_date->days) * 1'000'003u ^ static_cast<std::uint64_t>(e->area)), e);
  }
  std::sort(keys.begin(), keys.end());
  for (std::size_t first = 0, end = 0; first < keys.size(); first = end) {
    for (end = first; end < keys.size() && keys[end].first == keys[first].first;) ++end;
    for (std::size_t i = first; i < end && end - first <= group_max; ++i)
      for (std::size_t k = i + 1; k < end; ++k) visit(*keys[i].second, *keys[k].second);
  }
}

Likened likened(const ElderRecord& e) { return {e.name, e.resident_id, e.phone, e.birth_date, e.area}; }

}  // namespace

std::vector<SamePerson> same_people(store::Database& db) {
  const std::vector<Words> words = words_said(db, person::same_as);
  Chains chains;
  std::map<EntityId, SamePerson> people;
  for (const Words& w : words) chains.join(w.of, w.other);
  for (const Words& w : words)
    for (const EntityId id : {w.of, w.other}) people[chains.root(id)].push_back(id);
  std::vector<SamePerson> found;
  for (auto& [root, records] : people) {
    std::sort(records.begin(), records.end());
    records.erase(std::unique(records.begin(), records.end()), records.end());
    std::erase_if(records, [&](EntityId id) { return !is_here(db, id); });
    if (records.size() > 1) found.push_back(std::move(records));
  }
  return found;
}

SamePerson records_of(store::Database& db, EntityId id) {
  for (SamePerson& records : same_people(db))
    if (std::binary_search(records.begin(), records.end(), id)) return std::move(records);
  return {id};
}

std::vector<LikelySame> likely_same(people::Session& session, ElderIndex& elder_index) {
  auto& index = elder_index.impl();
  index.refresh();
  std::vector<const ElderRecord*> elders;
  for (const ElderRecord& elder : index.elders)
    if (index.visible(elder)) elders.push_back(&elder);
  Chains said_same;
  for (const Words& w : words_said(session.db(), person::same_as)) said_same.join(w.of, w.other);
  std::vector<std::pair<EntityId, EntityId>> apart;
  for (const Words& w : words_said(session.db(), person::not_same_as)) apart.push_back(std::minmax(w.of, w.other));
  std::sort(apart.begin(), apart.end());

  std::map<std::pair<EntityId, EntityId>, Likeness> found;
  each_close_pair(elders, [&](const ElderRecord& a, const ElderRecord& b) {
    const std::pair<EntityId, EntityId> pair = std::minmax(a.id, b.id);
    if (found.count(pair) != 0) return;
    const auto why = likeness(likened(a), likened(b));
    if (!why || std::binary_search(apart.begin(), apart.end(), pair) || said_same.root(a.id) == said_same.root(b.id)) return;
    found.emplace(pair, *why);
  });
  std::vector<LikelySame> pairs;
  for (const auto& [pair, why] : found) pairs.push_back({pair.first, pair.second, why});
  stable_order(pairs, [](const LikelySame& a, const LikelySame& b) { return a.why < b.why; });
  return pairs;
}

Result<people::Saved> say_same(people::Session& session, EntityId one, EntityId other) { return say_of_two(session, one, other, person::same_as); }
Result<people::Saved> say_not_same(people::Session& session, EntityId one, EntityId other) { return say_of_two(session, one, other, person::not_same_as); }
Result<people::Saved> say_nothing(people::Session& session, EntityId one, EntityId other) { return say_of_two(session, one, other, std::nullopt); }

Result<people::Saved> part_from_all(people::Session& session, EntityId id) {
  Speaker speaker(session);
  HUZHU_TRY(speaker.may_say(id));
  Chains rest;   // what holds the others together without this one
  for (const Words& w : words_said(session.db(), person::same_as))
    if (w.of != id && w.other != id) rest.join(w.of, w.other);
  EntityId first;
  for (const EntityId other : records_of(session.db(), id)) {
    if (other == id) continue;
    HUZHU_TRY(speaker.may_say(other));
    speaker.say(person::not_same_as, id, other);
    if (first && rest.root(first) != rest.root(other)) {
      speaker.say(person::same_as, first, other);
      rest.join(first, other);
    }
    if (!first) first = other;
  }
  speaker.take_back_all(id);
  return speaker.write(id);
}

}  // namespace huzhu::registry
