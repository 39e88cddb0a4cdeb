// Access records: who looked at whose sensitive fields, when and why (谁看过).
//
// Fields of these classes are masked until somebody asks to see them; asking writes a record in the person's own scope, so
// that it replicates like any other and a lead can read it. Once per person, class and session: looking twice in one
// sitting is one look. Requires: design/people-and-security.md "Seeing less", row A15.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/people/saved.h"
#include "core/people/session.h"

namespace huzhu::people {

// Values are on the wire (model.cpp access_reasons).
enum class AccessReason : std::int64_t { visit = 1, call, correct, benefit, emergency, report, copy, print, other = 9, new_pin = 10, relative = 11 };

// Was this given by somebody who looks, or is it what the program says of its own act (a copy for the person, a printed file,
// the tablet opened of somebody who forgot the PIN, what a relative was given)?
inline bool is_chosen(AccessReason reason) { return reason < AccessReason::copy || reason == AccessReason::other; }

struct Look {
  EntityId person;
  model::Privacy privacy = model::Privacy::personal;
  AccessReason reason = AccessReason::other;
  std::string note;                    // who was given it, where it was not the person; empty: nothing
};
// One access record. not_found for a person this device does not hold, and those of a note.
Status write_look(Session& session, const Look& look);

// Must a reason be given before a field of this class is shown?
bool asks_reason(model::Privacy privacy);

class AccessBook {
 public:
  // Written at once, so that nothing is seen that is not on record; a copy each time. not_found for a person this device does not hold.
  Status note(Session& session, const Look& look);
  bool noted(EntityId person, model::Privacy privacy) const { return noted_.contains({person, privacy}); }

 private:
  std::set<std::pair<EntityId, model::Privacy>> noted_;  // in this session
};

struct AccessRow {
  EntityId record;
  std::string who, device, note;
  model::Privacy privacy = model::Privacy::personal;
  AccessReason reason = AccessReason::other;
  std::int64_t at_ms = 0;
};
// The latest first, at most `max`.
std::vector<AccessRow> who_looked(Session& session, EntityId person, std::size_t max);
// The same over everybody this device holds, with whom it was about; of those whose looker's or elder's name contains `words`.
struct LookedAt { EntityId person; std::string name; AccessRow look; };
std::vector<LookedAt> looks(Session& session, std::string_view words, std::size_t max);

}  // namespace huzhu::people
