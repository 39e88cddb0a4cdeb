// SamePerson: records that leads said to be of one person who was registered twice, how that is said, and taken back.
//
// A record names others it is (person.same_as) and is not (not_same_as); in both an addition wins over a removal made beside
// it. Records joined by any chain of such words are one person's. They stay as they are, each with its own fields and its own
// account; lists show the person once, a file shows what the others hold, and what they hold differently waits for somebody to
// choose (log-and-merge.md "duplicate person").
#pragma once

#include <vector>

#include "core/people/saved.h"
#include "core/people/session.h"
#include "core/registry/duplicates.h"

namespace huzhu::registry {

class ElderIndex;

using SamePerson = std::vector<EntityId>;   // records of one person that are here, two or more, rising

std::vector<SamePerson> same_people(store::Database& db);
// This record and those it is joined with; alone when with none.
SamePerson records_of(store::Database& db, EntityId person);

// Two records of the session's area that may be one person's: likeness() holds, both are in care, and nobody said yet.
struct LikelySame { EntityId one, other; Likeness why = Likeness::same_id; };
// The likeliest first. Asked of everybody at once: for a page, not for every frame.
std::vector<LikelySame> likely_same(people::Session& session, ElderIndex& index);

// What a lead says of two records. In each scope one operation, all or none; not_found, not_allowed. Saying what has been said
// already answers saved_at_ms 0.
Result<people::Saved> say_same(people::Session& session, EntityId one, EntityId other);
// They are two people's. Takes back same_as between the two; joined through a third they stay until that is parted too.
Result<people::Saved> say_not_same(people::Session& session, EntityId one, EntityId other);
// Takes back whatever was said of the two.
Result<people::Saved> say_nothing(people::Session& session, EntityId one, EntityId other);
// This record is another person's than all it is joined with; those stay joined.
Result<people::Saved> part_from_all(people::Session& session, EntityId person);

}  // namespace huzhu::registry
