#include "tests/sim/checkers.h"

#include <algorithm>

#include "core/people/places.h"
#include "core/people/query.h"
#include "core/store/digest.h"

namespace huzhu::sim {

namespace {

constexpr std::size_t everything = 1u << 30;

[[noreturn]] void fail(std::string checker, const std::string& what) { throw Failed(std::move(checker), what); }

std::string name_of_field(const FieldName& name) {
  const model::Entity* entity = model::find(name.type);
  const model::Field* field = entity ? model::find(*entity, name.field) : nullptr;
  return fmt::format("{} {} field {}", entity ? entity->name : "?", to_string(name.entity), field ? field->name : "?");
}

std::vector<store::StoredSegment> all_segments(store::Replica& replica) {
  std::vector<store::StoredSegment> all;
  for (const ScopeId scope : replica.scopes_held())
    for (const store::Head& head : replica.heads(scope))
      for (auto& one : replica.segments(scope, head.author, head.epoch, 1, everything)) all.push_back(std::move(one));
  return all;
}

// Fields that have more than one value in the tables, or one that the definition knows nothing of.
void check_heads(Tablet& tablet, const Standing& standing) {
  std::map<std::pair<EntityId, std::uint16_t>, std::map<Dot, Value>> expected;
  std::map<EntityId, model::EntityType> types;
  for (const auto& [name, heads] : standing.heads) {
    expected[{name.entity, name.field}].insert(heads.begin(), heads.end());
    types[name.entity] = name.type;
  }
  for (const auto& [entity, type] : types) {
    for (const model::Field& field : model::find(type)->fields) {
      std::map<Dot, Value> found;
      for (const store::HeadValue& head : tablet.replica().field_heads(entity, field.id)) found[head.dot] = head.value;
      const auto wanted = expected.find({entity, field.id});
      const bool same = wanted == expected.end() ? found.empty() : found == wanted->second;
      if (!same) {
        fail("merge as defined", fmt::format("t{}: {} has {} standing writes, the definition says {}", tablet.number,
                                             name_of_field({{}, entity, type, field.id}), found.size(), wanted == expected.end() ? 0 : wanted->second.size()));
      }
    }
  }
}

void check_conflicts(Tablet& tablet, const Standing& standing) {
  std::set<FieldName> found;
  for (const store::Conflict& conflict : tablet.replica().conflicts()) {
    const FieldName name{conflict.scope, conflict.entity, conflict.type, conflict.field};
    if (!found.insert(name).second) fail("every conflict once", fmt::format("t{}: {} is listed twice", tablet.number, name_of_field(name)));
    if (!standing.conflicts.contains(name)) fail("every conflict once", fmt::format("t{}: {} is no conflict", tablet.number, name_of_field(name)));
    std::set<Dot> sides;
    for (const store::HeadValue& head : conflict.heads) sides.insert(head.dot);
    const auto& heads = standing.heads.at(name);
    const bool all = sides.size() == heads.size() && std::all_of(heads.begin(), heads.end(), [&](const auto& head) { return sides.contains(head.first); });
    if (!all) fail("every conflict once", fmt::format("t{}: {} shows {} sides of {}", tablet.number, name_of_field(name), sides.size(), heads.size()));
  }
  for (const FieldName& name : standing.conflicts)
    if (!found.contains(name)) fail("every conflict once", fmt::format("t{}: {} is a conflict that nobody sees", tablet.number, name_of_field(name)));
}

// The typed rows that screens read: there or not, and their sets.
void check_rows(Tablet& tablet, const Standing& standing) {
  std::set<FieldName> sets;
  std::set<std::tuple<ScopeId, EntityId, std::uint16_t, std::int64_t>> wanted, found;
  for (const auto& [name, heads] : standing.heads) {
    const model::Entity* entity = model::find(name.type);
    const bool erased = standing.erased.contains({name.scope, name.entity});
    if (model::find(*entity, name.field)->merge == model::Merge::set && !erased)
      for (const auto& [dot, value] : heads) wanted.insert({name.scope, name.entity, name.field, value.integer});
    store::Statement& row = tablet.replica().db().cached("SELECT 1 FROM " + std::string(entity->name) + " WHERE id=?1 AND scope=?2");
    const auto there = row.bind(1, people::bits(name.entity)).bind(2, people::bits(name.scope)).step();
    const bool shown = there && *there;
    row.reset();
    if (shown == erased) fail("erased and revived", fmt::format("t{}: {} {} {}", tablet.number, entity->name, to_string(name.entity), erased ? "is still shown" : "is not shown"));
  }
  people::each_row(tablet.replica().db().cached("SELECT scope, entity, field, value FROM entity_set"), [&](const store::Statement& row) {
    found.insert({ScopeId{store::unsigned_of(row, 0)}, people::entity_at(row, 1), static_cast<std::uint16_t>(row.integer(2)), row.integer(3)});
  });
  if (found != wanted) fail("sets as defined", fmt::format("t{}: {} values in sets, the definition says {}", tablet.number, found.size(), wanted.size()));
}

void check_rebuild(Tablet& tablet) {
  std::vector<Hash> before, after;
  for (const ScopeId scope : tablet.replica().scopes_held()) before.push_back(tablet.replica().table_digest(scope));
  const Status rebuilt = tablet.replica().rebuild();
  if (!tablet.still_runs() || tablet.room_is_limited()) return;
  if (!rebuilt) fail("rebuild", fmt::format("t{}: error {}", tablet.number, static_cast<int>(rebuilt.error().code)));
  for (const ScopeId scope : tablet.replica().scopes_held()) after.push_back(tablet.replica().table_digest(scope));
  if (before != after) fail("rebuild", fmt::format("t{}: other tables than before", tablet.number));
}

// -- [SECTION] the county ---------------------------------------------------------------------------------------------

// For the story of a failure: what two tablets hold differently.
std::string difference(Tablet& a, Tablet& b, ScopeId scope) {
  std::map<std::pair<EntityId, std::int64_t>, Bytes> states[2];
  for (Tablet* tablet : {&a, &b}) {
    store::Statement& rows = tablet->replica().db().cached("SELECT id, type, state FROM entity WHERE scope=?1");
    people::each_row(rows.bind(1, people::bits(scope)), [&](const store::Statement& row) {
      states[tablet == &b][{people::entity_at(row, 0), row.integer(1)}] = bytes_of(row.blob(2));
    });
  }
  std::string found;
  for (const auto& [name, state] : states[0]) {
    const auto other = states[1].find(name);
    if (other == states[1].end() || other->second != state)
      found += fmt::format(" {} {}{}", model::find(static_cast<model::EntityType>(name.second))->name, to_string(name.first), other == states[1].end() ? " only here" : "");
  }
  for (const auto& [name, state] : states[1])
    if (!states[0].contains(name)) found += fmt::format(" {} {} only there", model::find(static_cast<model::EntityType>(name.second))->name, to_string(name.first));
  return found;
}

void check_same(World& world) {
  std::map<ScopeId, std::pair<Tablet*, Hash>> tables;
  for (const auto& tablet : world.tablets()) {
    for (const ScopeId scope : tablet->replica().scopes_held()) {
      const Hash digest = tablet->replica().table_digest(scope);
      const auto [first, fresh] = tables.try_emplace(scope, tablet.get(), digest);
      if (fresh || first->second.second == digest) continue;
      Tablet& other = *first->second.first;
      fail("equal tables", fmt::format("scope {}: t{} and t{} differ:{}", to_string(scope), other.number, tablet->number, difference(other, *tablet, scope)));
    }
  }
  const ScopeId authority = world.hub().authority().county().authority;
  const auto ours = tables.find(authority);
  if (ours != tables.end() && world.hub().authority().replica().table_digest(authority) != ours->second.second) fail("equal tables", "the hub's authority scope differs");
}

// What people see, too: the shown values, which also depend on the receipts.
void check_shown(World& world) {
  std::map<std::tuple<ScopeId, std::int64_t, std::string_view>, std::pair<int, std::string>> shown;
  for (const auto& tablet : world.tablets()) {
    people::each_row(tablet->replica().db().cached("SELECT scope, id, name, phone, living, note FROM person ORDER BY id"), [&](const store::Statement& row) {
      std::size_t column = 2;
      for (const std::string_view field : {"name", "phone", "living", "note"}) {
        const std::string value(row.text(static_cast<int>(column++)));
        const auto [first, fresh] = shown.try_emplace({ScopeId{store::unsigned_of(row, 0)}, row.integer(1), field}, tablet->number, value);
        if (!fresh && first->second.second != value)
          fail("equal screens", fmt::format("person {}: t{} shows another {} than t{}", to_string(people::entity_at(row, 1)), tablet->number, field, first->second.first));
      }
    });
  }
}

void check_acknowledged(World& world) {
  for (const auto& tablet : world.tablets()) {
    std::set<ScopeId> may_hold;
    for (const ScopeId scope : tablet->replica().scopes_held()) may_hold.insert(scope);
    std::map<LogName, std::map<std::uint64_t, Hash>> held;
    for (const store::StoredSegment& one : all_segments(tablet->replica())) held[{one.scope, one.author, one.epoch}][one.seq_last] = one.sealed.chain;
    for (const auto& [log, positions] : world.acknowledged().logs()) {
      if (!may_hold.contains(log.scope)) continue;
      for (const auto& [seq, chain] : positions) {
        const auto& here = held[log];
        const auto at = here.find(seq);
        if (at == here.end() || at->second != chain) fail("nothing acknowledged is lost", fmt::format("t{} lacks {}#{}", tablet->number, to_string(log.author), seq));
      }
    }
  }
}

void check_nothing_aside(World& world) {
  for (const auto& tablet : world.tablets()) {
    const auto counts = tablet->replica().counts();
    if (counts.unreceipted != 0) fail("queues drain", fmt::format("t{}: {} segments without a receipt", tablet->number, counts.unreceipted));
    if (counts.waiting != 0 && world.acknowledged().excused() == 0) fail("queues drain", fmt::format("t{}: {} segments wait", tablet->number, counts.waiting));
    if (counts.quarantined + counts.forked != 0) fail("nothing is set aside", fmt::format("t{}: {} quarantined, {} forked", tablet->number, counts.quarantined, counts.forked));
    for (const sync::Incident& one : tablet->client().state().incidents) {
      const bool expected = one.kind == sync::IncidentKind::hub_rolled_back && world.has(Fault::hub);
      if (!expected) fail("no incident without a cause", fmt::format("t{}: incident {}", tablet->number, static_cast<int>(one.kind)));
    }
  }
}

}  // namespace

Standing check_tablet(Tablet& tablet, bool also_rebuild) {
  Reference reference;
  for (const store::StoredSegment& one : all_segments(tablet.replica())) {
    auto segment = log::decode(one.sealed.bytes);
    if (!segment) fail("segments decode", fmt::format("t{}", tablet.number));
    reference.add(std::move(segment).value());
  }
  const Standing standing = reference.standing();
  check_heads(tablet, standing);
  check_conflicts(tablet, standing);
  check_rows(tablet, standing);
  const auto counts = tablet.replica().counts();
  if (counts.held != standing.held || counts.void_ops != 0)
    fail("only what is cut has no effect", fmt::format("t{}: {} operations held and {} void, {} lie beyond a cut", tablet.number, counts.held, counts.void_ops, standing.held));
  if (also_rebuild) check_rebuild(tablet);
  return standing;
}

std::size_t check_county(World& world) {
  std::size_t conflicts = 0;
  for (const auto& tablet : world.tablets()) {
    const Standing standing = check_tablet(*tablet, true);
    for (const auto& [log, seq] : world.stands())
      if (const auto end = standing.ends.find(log); end != standing.ends.end() && end->second < seq)
        fail("what was received is not cut off", fmt::format("t{}: {} counts up to #{}, it had been received up to #{}", tablet->number, to_string(log.author), end->second, seq));
    conflicts = std::max(conflicts, tablet->replica().conflict_count());
  }
  check_nothing_aside(world);
  check_same(world);
  check_acknowledged(world);
  check_shown(world);
  return conflicts;
}

}  // namespace huzhu::sim
