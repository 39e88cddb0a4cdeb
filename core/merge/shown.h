// What people see of a field with several standing writes: which one is shown, and whether it is a conflict.
//
// Order: causal first; then effective time = min(hlc, earliest receipt + Δ), where an untrusted clock counts by its
// receipt alone and below all others until there is one; then the author (log-and-merge.md "Time"). Depends on the
// receipts held, so it is not part of EntityState: two replicas may show different values until receipts arrive.
#pragma once

#include <functional>
#include <optional>

#include "core/merge/entity_state.h"
#include "core/model/model.h"

namespace huzhu::merge {

// When the hub received this operation, by its clock in milliseconds; none without a receipt. The hub's own operations
// need no receipt: for them `hub_author` answers instead.
struct Receipts {
  std::function<std::optional<std::int64_t>(const Dot&)> earliest;
  AuthorId hub_author;
};

// As a hybrid clock value; 0 = below all others.
std::uint64_t effective(const Head& head, const Receipts& receipts);

// The heads of one field, the shown one first, the others after it in the same order.
std::vector<const Head*> ranked(std::span<const Head> heads, const Receipts& receipts);

// Different values stand in a register: a person has to choose. Safety fields and sets are never in conflict.
bool in_conflict(const model::Field& field, std::span<const Head> heads);

}  // namespace huzhu::merge
