// ConflictCard: one field that people wrote differently, with everything needed to choose, and the choice itself.
//
// Both sides weigh the same (look/guide.md principle 7): sides are listed by the time they were written, not by which
// one the tables show. Choosing supersedes all of them; the other stays in the log and can be brought back.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/people/saved.h"
#include "core/people/session.h"
#include "core/registry/same_person.h"

namespace huzhu::registry {

struct ConflictSide {
  Dot dot;
  Value value;
  std::string words;             // as people read it: 跟儿女住, 1950年3月8日, 尾号 5621 is for the screen to shorten
  std::string who;               // 周育才; empty = the device itself
  bool me = false;               // written by this session's person
  std::int64_t written_at_ms = 0;
  std::string device;            // 乡镇敬老院电脑
  bool this_device = false;
  bool shown = false;            // the one the tables show meanwhile
  EntityId record{};             // in which it was written
};

struct ConflictCard {
  ScopeId scope;
  EntityId entity;
  model::EntityType type = model::EntityType::none;
  std::uint16_t field = 0;
  EntityId person;               // whom it is about: the person, or the elder of a visit or time entry
  std::string name, village;     // 马玉莲, 红古村
  std::string label;             // 电话
  model::Privacy privacy = model::Privacy::open;
  std::optional<std::string> former;  // 原来是
  std::vector<ConflictSide> sides;    // two or more
  bool between_records = false;  // of one person registered twice (same_person.h): each side is the value of one record
  bool mine_lost = false;        // my value is not the shown one: this card comes first (log-and-merge.md)
};

// Mine that lost first, then newest first. Safety fields are never here: all their values are valid and shown side by side.
std::vector<ConflictCard> conflict_cards(people::Session& session);
// What records of one person hold differently, of what can be said of a person only one way and this role may settle.
std::vector<ConflictCard> cards_between(people::Session& session, const SamePerson& records);
std::optional<ConflictCard> conflict_card(people::Session& session, EntityId entity, std::uint16_t field);

// Writes the chosen value over all sides of the card, in every record that has another. What arrived after the card was drawn is not covered.
Result<people::Saved> resolve(people::Session& session, const ConflictCard& card, Dot chosen);

// 刚定好的: choices made on this device, newest first, at most `count`.
struct SettledCard {
  EntityId entity;
  std::uint16_t field = 0;
  std::string name, label, words;       // 达正海, 生日, 1950年3月8日
  std::int64_t settled_at_ms = 0;
  std::string who;
  bool me = false;
  std::vector<ConflictSide> sides;      // what there was to choose from
  Value chosen;
};
std::vector<SettledCard> settled_cards(people::Session& session, std::size_t count = 5);
// Brings one of the former sides back as the value (撤回, 找回来). Fails with not_found when it is not among them.
Result<people::Saved> restore(people::Session& session, const SettledCard& card, Dot side);

// A value of a field as people read it: choices by their label, days as 1950年3月8日, minutes as they are.
std::string words_of(people::Session& session, const model::Field& field, const Value& value);

}  // namespace huzhu::registry
