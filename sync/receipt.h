// The receipt chain: the hub's signed word, one link per stored segment of a scope, that it holds that segment.
//
// Each link takes in the one before, so a hub that shows two histories contradicts itself under its own key
// (design/log-and-merge.md "What a hub can and cannot do"). Only the last link of a page or push is signed.
#pragma once

#include "core/base/crypto.h"

namespace huzhu::sync {

// Where a reader stands in a scope: names exactly one link. All zero = before the first.
struct Cursor {
  std::uint64_t hub_epoch = 0;  // of that link
  std::uint64_t hub_seq = 0;
  std::uint64_t hash8 = 0;      // first 8 bytes of that link's hash, big-endian
  friend bool operator==(const Cursor&, const Cursor&) = default;
};

struct Link {
  ScopeId scope;
  std::uint64_t hub_epoch = 0;
  std::uint64_t hub_seq = 0;    // 1, 2, 3 … within the scope
  AuthorId author;
  std::uint32_t epoch = 0;
  std::uint64_t seq_first = 0, seq_last = 0;
  Hash chain{};                 // the segment's
  std::int64_t received_at_ms = 0;
  friend bool operator==(const Link&, const Link&) = default;
};

// The hash before a scope's first link.
Hash first_receipt(const Hash& county_root, ScopeId scope);
Hash next_receipt(const Hash& previous, const Link& link);

Signature sign_receipt(const crypto::SigningKey& hub, const Hash& receipt);
bool receipt_signature_fits(const PublicKey& hub, const Hash& receipt, const Signature& signature);

// A link with what binds the hub's signature to its number: what it told somebody stands there.
struct SignedReceipt {
  Hash previous{};
  Link link;
  Signature signature{};

  Hash receipt() const { return next_receipt(previous, link); }
  bool is_of(const PublicKey& hub) const { return receipt_signature_fits(hub, receipt(), signature); }
  friend bool operator==(const SignedReceipt&, const SignedReceipt&) = default;
};

std::uint64_t first8(const Hash& hash);

}  // namespace huzhu::sync
