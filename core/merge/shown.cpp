#include "core/merge/shown.h"

#include <algorithm>

#include "core/base/limits.h"

namespace huzhu::merge {
namespace {

constexpr int counter_bits = 16;  // of a hybrid clock value

std::uint64_t as_hlc(std::int64_t ms) { return ms <= 0 ? 0 : static_cast<std::uint64_t>(ms) << counter_bits; }

struct Ranked {
  const Head* head;
  bool overtaken;  // another standing head has it in its past
  std::uint64_t effective;
};

// Every head has a dot of its own, so this is a total order.
bool goes_before(const Ranked& a, const Ranked& b) {
  if (a.overtaken != b.overtaken) return b.overtaken;
  if (a.effective != b.effective) return a.effective > b.effective;
  return b.head->dot() < a.head->dot();
}

}  // namespace

std::uint64_t effective(const Head& head, const Receipts& receipts) {
  if (head.stamp.author == receipts.hub_author) return head.stamp.hlc;
  const std::optional<std::int64_t> received = receipts.earliest ? receipts.earliest(head.dot()) : std::nullopt;
  if (head.stamp.clock == log::ClockState::untrusted) return received ? as_hlc(*received) : 0;
  return received ? std::min(head.stamp.hlc, as_hlc(*received + limits::clock_drift_ms_max)) : head.stamp.hlc;
}

std::vector<const Head*> ranked(std::span<const Head> heads, const Receipts& receipts) {
  if (heads.size() == 1) return {&heads[0]};
  std::vector<Ranked> order;
  order.reserve(heads.size());
  for (const Head& head : heads) order.push_back({&head, false, effective(head, receipts)});
  for (const Head& later : heads)
    for (const Dot& earlier : later.after)
      for (Ranked& entry : order)
        if (entry.head->dot() == earlier) entry.overtaken = true;
  std::sort(order.begin(), order.end(), goes_before);
  std::vector<const Head*> result;
  result.reserve(order.size());
  for (const Ranked& entry : order) result.push_back(entry.head);
  return result;
}

bool in_conflict(const model::Field& field, std::span<const Head> heads) {
  if (field.merge != model::Merge::reg) return false;
  return std::any_of(heads.begin(), heads.end(), [&](const Head& head) { return head.value != heads.front().value; });
}

}  // namespace huzhu::merge
