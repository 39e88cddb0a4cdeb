#include "core/registry/conflict_card.h"

#include <algorithm>
#include <map>

#include "core/base/order.h"
#include "core/people/draft_ops.h"
#include "core/people/names.h"
#include "core/people/places.h"
#include "core/people/query.h"
#include "core/registry/move_elder.h"
#include "core/registry/settled_book.h"
#include "core/registry/typed_value.h"

namespace huzhu::registry {
namespace {

using T = model::EntityType;
using people::bits;
using people::each_row;
using store::Statement;

const model::Field* field_of(T type, std::uint16_t id) {
  const model::Entity* entity = model::find(type);
  return entity ? model::find(*entity, id) : nullptr;
}

// Whom a record is about.
EntityId person_behind(store::Database& db, T type, EntityId entity) {
  if (type == T::person) return entity;
  EntityId elder;
  const auto take = [&](const Statement& row) { elder = people::entity_at(row, 0); };
  if (type == T::visit) each_row(db.cached("SELECT elder FROM visit WHERE id=?1 LIMIT 1").bind(1, bits(entity)), take);
  if (type == T::time_entry) each_row(db.cached("SELECT elder FROM time_entry WHERE id=?1 LIMIT 1").bind(1, bits(entity)), take);
  return elder;
}

std::string village_of(store::Database& db, EntityId person) {
  std::int64_t area = 0;
  each_row(db.cached("SELECT area FROM person WHERE id=?1 LIMIT 1").bind(1, bits(person)), [&](const Statement& row) { area = row.integer(0); });
  return people::place_name(db, area);
}

ConflictSide side_of(people::Session& session, const model::Field& field, const SettledSide& head) {
  const store::DeviceIdentity* identity = session.replica().identity();
  ConflictSide side;
  side.dot = head.dot;
  side.value = head.value;
  side.words = words_of(session, field, head.value);
  side.who = people::profile_name(session.db(), head.actor);
  side.me = head.actor && head.actor == session.profile();
  side.written_at_ms = head.written_at_ms;
  side.device = people::device_name(session.db(), head.device);
  side.this_device = identity && identity->key.author() == head.device;
  return side;
}

void order_sides(ConflictCard& card) {
  stable_order(card.sides, [](const ConflictSide& a, const ConflictSide& b) {
    return a.written_at_ms != b.written_at_ms ? a.written_at_ms < b.written_at_ms : a.dot < b.dot;
  });
}

ConflictCard card_of(people::Session& session, const store::Conflict& conflict, const model::Field& field) {
  ConflictCard card;
  card.scope = conflict.scope;
  card.entity = conflict.entity;
  card.type = conflict.type;
  card.field = conflict.field;
  card.person = person_behind(session.db(), conflict.type, conflict.entity);
  card.name = people::person_name(session.db(), card.person);
  card.village = village_of(session.db(), card.person);
  card.label = std::string(field.label_zh);
  card.privacy = field.privacy;
  if (conflict.former) card.former = words_of(session, field, conflict.former->value);
  for (std::size_t i = 0; i < conflict.heads.size(); ++i) {
    const store::HeadValue& head = conflict.heads[i];
    card.sides.push_back(side_of(session, field, {head.dot, head.value, head.actor, head.device, head.written_at_ms}));
    card.sides.back().record = conflict.entity;
    card.sides.back().shown = i == 0;
    card.mine_lost |= card.sides.back().me && i != 0;
  }
  order_sides(card);
  return card;
}

std::int64_t newest(const ConflictCard& card) { return card.sides.empty() ? 0 : card.sides.back().written_at_ms; }

Status check_right(people::Session& session, T type, std::uint16_t field) {
  if (!people::may_edit(session.role(), type, field)) return Error{ErrorCode::not_allowed, "conflict", ""};
  return Done{};
}

// A person has one of each. Not asked: where each record lies and when it began, which are true of both, and pictures.
bool said_one_way(const model::Field& field) {
  if (field.merge != model::Merge::reg || field.retired || field.type == model::FieldType::blob) return false;
  switch (field.id) {
    case model::person::area: case model::person::registered_on: case model::person::home_scope:
    case model::person::consent_kind: case model::person::consent_on: return false;
    default: return true;
  }
}

std::optional<ConflictCard> card_between(people::Session& session, const SamePerson& records, const model::Field& field) {
  ConflictCard card;
  bool differ = false;
  for (const EntityId record : records) {
    const std::vector<store::HeadValue> heads = session.replica().field_heads(record, field.id);
    if (heads.empty() || heads.front().value.is_null()) continue;
    const store::HeadValue& head = heads.front();
    card.sides.push_back(side_of(session, field, {head.dot, head.value, head.actor, head.device, head.written_at_ms}));
    card.sides.back().record = record;
    card.sides.back().shown = card.sides.size() == 1;
    differ |= head.value != card.sides.front().value;
  }
  if (!differ) return std::nullopt;
  const EntityId first = card.sides.front().record;
  const auto home = people::home_of(session.db(), first, "conflict");
  if (!home) return std::nullopt;
  card.between_records = true;
  card.scope = home->scope;
  card.entity = card.person = first;
  card.type = T::person;
  card.field = field.id;
  card.name = people::person_name(session.db(), first);
  card.village = village_of(session.db(), first);
  card.label = std::string(field.label_zh);
  card.privacy = field.privacy;
  order_sides(card);
  return card;
}

// The value and the note of what there was to choose from: both or neither, else nothing could be brought back.
Result<people::Saved> write_settled(people::Session& session, SettledEntry entry, people::DraftOps& ops) {
  people::Saved saved{entry.entity, entry.scope, {}, 0};
  Status written = session.replica().together([&]() -> Status {
    HUZHU_ASSIGN(const store::Appended done, session.commit(saved.scope, ops.take()));
    saved.first = done.first;
    saved.saved_at_ms = done.saved_at_ms;
    return note_settled(session.replica(), std::move(entry));
  });
  HUZHU_TRY(std::move(written));
  return saved;
}

// In each record by itself: what the other held can be brought back there.
Result<people::Saved> resolve_between(people::Session& session, const ConflictCard& card, const ConflictSide& chosen) {
  people::Saved saved{card.entity, card.scope, {}, 0};
  Status written = session.replica().together([&]() -> Status {
    for (const ConflictSide& s : card.sides) {
      if (s.value == chosen.value) continue;
      HUZHU_ASSIGN(const people::Home home, people::home_of(session.db(), s.record, "conflict"));
      SettledEntry entry{home.scope, s.record, static_cast<std::uint8_t>(T::person), card.field, session.profile(), session.now_ms(), chosen.value, {}};
      for (const store::HeadValue& head : session.replica().field_heads(s.record, card.field))
        entry.sides.push_back({head.dot, head.value, head.actor, head.device, head.written_at_ms});
      people::DraftOps ops;
      ops.of(T::person, s.record).set(card.field, chosen.value).over({s.dot});
      HUZHU_ASSIGN(saved, write_settled(session, std::move(entry), ops));
    }
    return Done{};
  });
  HUZHU_TRY(std::move(written));
  return saved;
}

}  // namespace

std::string words_of(people::Session& session, const model::Field& field, const Value& value) {
  if (value.is_null()) return "";
  if (value.type == WireType::text) return value.data;
  if (value.type == WireType::entity) return people::person_name(session.db(), value.entity());
  if (field.type == model::FieldType::blob) return std::string(field.label_zh);
  if (value.type != WireType::integer) return "";
  if (field.name == "home_scope" || field.name == "from_scope") return people::place_name(session.db(), ScopeId{static_cast<std::uint64_t>(value.integer)});
  const auto date_words = [](Date date) {
    const Date::Civil c = date.civil();
    return std::to_string(c.year) + "年" + std::to_string(c.month) + "月" + std::to_string(c.day) + "日";
  };
  switch (field.type) {
    case model::FieldType::choice: {
      const model::Choice* choice = model::find_choice(field, value.integer);
      return std::string(choice ? choice->label_zh : "");
    }
    case model::FieldType::date: return date_words(Date{static_cast<std::int32_t>(value.integer)});
    case model::FieldType::time: return date_words(Date::from_ms(value.integer, session.clock().utc_offset_minutes()));
    case model::FieldType::area: return people::place_name(session.db(), value.integer);
    default: return std::to_string(value.integer);
  }
}

std::vector<ConflictCard> conflict_cards(people::Session& session) {
  std::vector<ConflictCard> cards;
  for (const store::Conflict& conflict : session.replica().conflicts())
    if (const model::Field* field = field_of(conflict.type, conflict.field)) cards.push_back(card_of(session, conflict, *field));
  for (const SamePerson& records : same_people(session.db()))
    for (ConflictCard& card : cards_between(session, records)) cards.push_back(std::move(card));
  stable_order(cards, [](const ConflictCard& a, const ConflictCard& b) {
    if (a.mine_lost != b.mine_lost) return a.mine_lost;
    if (newest(a) != newest(b)) return newest(a) > newest(b);
    return std::pair(a.entity, a.field) < std::pair(b.entity, b.field);
  });
  return cards;
}

std::vector<ConflictCard> cards_between(people::Session& session, const SamePerson& records) {
  std::vector<ConflictCard> cards;
  if (records.size() < 2) return cards;
  const model::RoleKind role = session.role();
  const SamePerson at_home = not_left(session.db(), records);
  for (const model::Field& field : model::find(T::person)->fields)
    if (said_one_way(field) && people::may_edit(role, T::person, field.id))
      if (auto card = card_between(session, of_the_house(field.id) ? at_home : records, field)) cards.push_back(*std::move(card));
  return cards;
}

std::optional<ConflictCard> conflict_card(people::Session& session, EntityId entity, std::uint16_t field) {
  for (ConflictCard& card : conflict_cards(session))
    if (card.entity == entity && card.field == field) return std::move(card);
  return std::nullopt;
}

Result<people::Saved> resolve(people::Session& session, const ConflictCard& card, Dot chosen) {
  const auto side = std::find_if(card.sides.begin(), card.sides.end(), [&](const ConflictSide& s) { return s.dot == chosen; });
  if (side == card.sides.end()) return Error{ErrorCode::not_found, "conflict.side", ""};
  HUZHU_TRY(check_right(session, card.type, card.field));
  if (card.between_records) return resolve_between(session, card, *side);
  SettledEntry entry{card.scope, card.entity, static_cast<std::uint8_t>(card.type), card.field, session.profile(), session.now_ms(), side->value, {}};
  std::vector<Dot> shown;
  std::map<Dot, store::HeadValue> heads;
  for (const store::HeadValue& head : session.replica().field_heads(card.entity, card.field)) heads.emplace(head.dot, head);
  for (const ConflictSide& s : card.sides) {
    shown.push_back(s.dot);
    const auto head = heads.find(s.dot);
    const bool held = head != heads.end();
    entry.sides.push_back({s.dot, s.value, held ? head->second.actor : EntityId{}, held ? head->second.device : s.dot.author, s.written_at_ms});
  }
  people::DraftOps ops;
  ops.of(card.type, card.entity).set(card.field, side->value).over(std::move(shown));
  if (card.type != T::person || card.field != model::person::home_scope) return write_settled(session, std::move(entry), ops);
  std::vector<Value> others;
  for (const ConflictSide& s : card.sides) others.push_back(s.value);
  people::Saved saved;
  Status written = session.replica().together([&]() -> Status {
    HUZHU_ASSIGN(saved, write_settled(session, std::move(entry), ops));
    return settle_move(session, card.entity, others, side->value);
  });
  HUZHU_TRY(std::move(written));
  return saved;
}

std::vector<SettledCard> settled_cards(people::Session& session, std::size_t count) {
  std::vector<SettledCard> cards;
  for (const SettledEntry& entry : read_settled(session.replica())) {
    if (cards.size() == count) break;
    const T type = static_cast<T>(entry.type);
    const model::Field* field = field_of(type, entry.field);
    const EntityId person = person_behind(session.db(), type, entry.entity);
    if (!field || !person) continue;
    SettledCard card{entry.entity, entry.field, people::person_name(session.db(), person), std::string(field->label_zh),
                     words_of(session, *field, entry.chosen), entry.settled_at_ms, people::profile_name(session.db(), entry.profile),
                     entry.profile == session.profile(), {}, entry.chosen};
    for (const SettledSide& side : entry.sides) card.sides.push_back(side_of(session, *field, side));
    cards.push_back(std::move(card));
  }
  return cards;
}

Result<people::Saved> restore(people::Session& session, const SettledCard& card, Dot side) {
  for (SettledEntry& entry : read_settled(session.replica())) {
    if (entry.entity != card.entity || entry.field != card.field) continue;
    const auto at = std::find_if(entry.sides.begin(), entry.sides.end(), [&](const SettledSide& s) { return s.dot == side; });
    if (at == entry.sides.end()) break;
    const T type = static_cast<T>(entry.type);
    HUZHU_TRY(check_right(session, type, entry.field));
    people::DraftOps ops;
    ops.of(type, entry.entity).set(entry.field, at->value);
    entry.chosen = at->value;
    entry.settled_at_ms = session.now_ms();
    entry.profile = session.profile();
    return write_settled(session, std::move(entry), ops);
  }
  return Error{ErrorCode::not_found, "conflict.side", ""};
}

}  // namespace huzhu::registry
