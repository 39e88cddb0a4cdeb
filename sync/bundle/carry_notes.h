// What a device remembers about carrying by hand: whose certificates reached it that way, and what a hub said it lacks.
#pragma once

#include "core/store/replica.h"
#include "sync/bundle/letter.h"

namespace huzhu::sync {

// Devices whose names and roles reached us by hand: the hub may not have them yet, so we carry them on. (All else in the
// authority scope came from the hub with the enrolment, receipts or not.)
std::vector<AuthorId> carried_authors(store::Replica& replica);
Status note_carried(store::Replica& replica, AuthorId author);

// Logs that the hub's last reply called a gap: it lost what it had receipted, and wants it from there on.
std::vector<NotTaken> gaps_at_hub(store::Replica& replica);
// In the place of what was noted before. An old reply that comes late costs a larger bundle at most: the next one says anew.
Status note_gaps(store::Replica& replica, const std::vector<NotTaken>& said);

}  // namespace huzhu::sync
