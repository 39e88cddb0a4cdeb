// Letter: what is inside a bundle: records on their way to the hub or to another device, or the hub's answer to them.
//
// A letter is a sync round by post. Records carry frames as a push does, and for each scope the question a pull would ask;
// the answer brings the pages of those pulls, with the hub's receipts, so that both ends take them by the same path as from
// the network. Total and bounded; one encoding.
#pragma once

#include <variant>

#include "sync/protocol.h"

namespace huzhu::sync {

// Consecutive operations of one log: what a letter holds, said before the frames that hold it.
struct HeldRange {
  ScopeId scope;
  AuthorId author;
  std::uint32_t epoch = 0;
  std::uint64_t seq_first = 0, seq_last = 0;
  friend bool operator==(const HeldRange&, const HeldRange&) = default;
};

struct Records {
  AuthorId from;                    // the device that made it: to whom an answer goes. Not proven, and nothing rests on it
  std::int64_t made_at_ms = 0;      // that device's clock
  std::vector<PullRequest> asks;    // of the hub: what it has beyond this; their bytes_max is 0
  std::vector<SignedReceipt> heads; // for a device: where the hub stands with the one that made it, a scope each
  std::vector<HeldRange> holds;     // exactly what the frames hold, in their order
  Bytes frames;                     // one after the other, as in a push
};

// One page of a scope's receipts, which any holder of the hub's key can check by itself.
struct AnswerPage {
  std::uint64_t hub_epoch = 0, hub_seq = 0;  // of the receipt before the page's first; 0: the page begins the scope
  Hash receipt{};                            // that receipt
  Bytes page;                                // a PullAnswer; read when its turn comes, so that a forged letter fills no memory
};
// What the hub did not take; also, of a log the question shows to be longer here than there, that it lacks the rest (gap).
struct NotTaken {
  ScopeId scope;
  AuthorId author;
  std::uint32_t epoch = 0;
  Verdict verdict = Verdict::malformed;
  std::uint64_t hub_seq_last = 0;   // gap: how far the hub holds it
};
struct Reply {
  std::int64_t made_at_ms = 0;      // hub's clock
  std::vector<NotTaken> not_taken;
  std::vector<AnswerPage> pages;
};

using Letter = std::variant<Records, Reply>;

// The runs that these frames hold. Fails on what is no frame.
Result<std::vector<HeldRange>> ranges_of(ByteView frames);

Bytes encode(const Records& letter);
Bytes encode(const Reply& letter);
// Fails with unknown_version, truncated, not_canonical, too_long, and those of log::read_frame.
Result<Letter> decode_letter(ByteView plain);

}  // namespace huzhu::sync
