// MoveElder: an elder goes to live in another village, whose people go on caring (log-and-merge.md "move to another scope").
//
// The record stays where it is, ended, and says where she went; what is true of her wherever she lives begins a record in the
// new village, and the two are one person's (same_person.h). What somebody in the old village writes later stays in the old
// record, and waits as a card for whoever reaches both.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/people/saved.h"
#include "core/people/session.h"
#include "core/registry/same_person.h"

namespace huzhu::registry {

struct Moved {
  people::Saved saved;            // its entity is the record in the new village
  EntityId from;
  std::int64_t former_kind = 0;   // person.ended_kind of that record before, with its day: it was there, when she comes back
  std::int64_t former_day = 0, former_scope = 0;
};
// To `area`, a village that this device holds. What is known of her old house (group, address, spare key, stove), the number of
// her old household and her photo do not go along. When she comes back, the record that was left there goes on.
// All or nothing. Errors: not_found, not_allowed (by a role that reaches both villages), unknown_area (none with records of its
// own, or where she is), date_in_future, consent_taken_back (to be registered at all).
Result<Moved> move_elder(people::Session& session, EntityId person, std::int64_t area, Date on);
// It was a mistake, and nothing has happened since.
Result<people::Saved> take_back_move(people::Session& session, const Moved& moved);

// Two people moved her at once, to two villages, and `chosen` (of person.home_scope) is where she went: the records that the
// other values began are ended as registered twice, as far as this role reaches them.
Status settle_move(people::Session& session, EntityId person, const std::vector<Value>& others, const Value& chosen);

// True of person fields that tell of the house somebody lives in: another house, another value.
bool of_the_house(std::uint16_t field);
// Of these records those that nobody moved away from; all when there are none such.
SamePerson not_left(store::Database& db, SamePerson records);

// The record in care that a moved person's record says she went on in; none when this device does not hold it.
std::optional<EntityId> goes_on_in(store::Database& db, EntityId person);

// Where the person's record says she went; empty when it does not, or says two things.
std::string moved_to(store::Database& db, EntityId person);
// The village the record came from; empty when it began here.
std::string moved_from(store::Database& db, EntityId person);

}  // namespace huzhu::registry
