// RegisterElder: the command behind 登记老人 保存.
//
// Decides (checks the draft, the role and the scope; answers with operations) and commits them as one act. A likely
// duplicate is a warning, never a refusal. Errors: the first of check(), not_allowed, unknown_area, storage_full.
#pragma once

#include "core/people/saved.h"
#include "core/registry/duplicates.h"

namespace huzhu::registry {

struct Registered {
  people::Saved saved;
  std::vector<Duplicate> duplicates;  // for "像是登记了两次" later; the person has already said 不是她
};
Result<Registered> register_elder(people::Session& session, const ElderDraft& draft);

// The operations alone, for `elder` as a new entity; touches nothing.
Result<std::vector<log::Operation>> decide_register(people::Session& session, const ElderDraft& draft, EntityId elder);

// Takes a registration back: a tombstone; whatever another device writes meanwhile brings it back, marked.
Result<people::Saved> take_back_registration(people::Session& session, EntityId elder);

}  // namespace huzhu::registry
