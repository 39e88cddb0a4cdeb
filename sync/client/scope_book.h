// ScopeBook: which scopes this device holds, and how far it has followed the hub's receipts in each.
//
// Kept as facts in the replica and nowhere else, written with or after the segments they speak of, so that a kill in
// between costs a repeated page and never a lost one.
#pragma once

#include <optional>
#include <vector>

#include "core/store/replica.h"
#include "sync/protocol.h"

namespace huzhu::sync {

struct ScopePlace {
  std::uint64_t hub_epoch = 0;  // of the last receipt followed
  std::uint64_t hub_seq = 0;    // 0 = before the first
  Hash receipt{};               // of that receipt; sync::first_receipt at 0

  std::optional<SignedReceipt> proof;  // of that receipt, where the hub signed it by itself

  Cursor cursor() const { return hub_seq == 0 ? Cursor{} : Cursor{hub_epoch, hub_seq, first8(receipt)}; }
};

class ScopeBook {
 public:
  explicit ScopeBook(store::Replica& replica);

  // The scopes the hub says this device may hold, in the order it said them: authority first.
  const std::vector<ScopeId>& scopes() const { return scopes_; }
  void set_scopes(std::vector<ScopeId> scopes) { scopes_ = std::move(scopes); }

  ScopePlace place(ScopeId scope);
  Status move(ScopeId scope, const ScopePlace& place);
  Status forget(ScopeId scope);  // back to the beginning

  // A snapshot stands for what lies before its place: how far its segments have come, and where that place is.
  struct Behind { ScopePlace reached, goal; };
  std::optional<Behind> behind(ScopeId scope);
  Status begin_behind(ScopeId scope, const ScopePlace& goal);
  Status move_behind(ScopeId scope, const Behind& behind);
  Status end_behind(ScopeId scope);

  // What the hub has told: to us, of those of `scopes` where it signed it; and to others whom we met, until it was compared.
  std::vector<SignedReceipt> signed_heads(const std::vector<ScopeId>& scopes);
  std::vector<SignedReceipt> witnesses(ScopeId scope);
  Status keep_witness(const SignedReceipt& head);  // of each scope the last few
  Status drop_witness(const SignedReceipt& head);

  std::vector<LogPosition> vector_of(ScopeId scope);  // of logs of which every segment is here
  PullRequest question(ScopeId scope, std::uint32_t bytes_max);  // what the hub has beyond what was followed
  std::vector<ScopeDigest> digests();  // of scopes(), with how far each was followed

  // The hub epoch in which every scope's vector was offered.
  std::uint64_t offered_epoch();
  Status set_offered_epoch(std::uint64_t hub_epoch);
  std::optional<std::int64_t> done_at_ms();
  Status set_done_at_ms(std::int64_t ms);

 private:
  Status put_witnesses(ScopeId scope, const std::vector<SignedReceipt>& heads);
  Status put_number(std::string_view name, std::uint64_t value);
  std::optional<std::uint64_t> number(std::string_view name);

  store::Replica& replica_;
  std::vector<ScopeId> scopes_;
};

}  // namespace huzhu::sync
