// SyncState: what the sync screen says, as plain values. The words for them stand in the catalogue of ui/text.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/error.h"

namespace huzhu::sync {

enum class Phase : std::uint8_t {
  idle,            // nothing tried yet since unlock
  connecting,      // saying hello, offering what is held
  sending,         // `to_send` records still wait for a receipt
  receiving,       // `to_receive` segments still to come, `to_apply` frames wait to be applied
  comparing,       // digests
  done,            // at `done_at_ms` both sides held the same
  offline,         // no answer; next try at `retry_at_ms`
  captive_portal,  // somebody else answered: open a page in the browser and log in to the Wi-Fi
  refused,         // the hub does not take this device (`error`), a person must act
};

enum class IncidentKind : std::uint8_t {
  digest_differs,   // both sides had everything, and yet differ: repaired by offer and full pull, or shown
  forged_receipt,   // receipts do not chain or are not signed by the hub's key
  false_hub,        // an answer to hello that is not signed by the hub's key
  fork,             // other bytes are held at a position of one of our logs
  refused_segment,  // the hub does not take a segment of ours (structure, certificate, scope)
  quarantined,      // a log from the hub failed its check here
  hub_rolled_back,  // the hub lost what it had receipted; it is being sent again
  misstated,        // the hub's word about a scope was not what its segments say; put right from them
  two_histories,    // the hub has signed another history for somebody we met
};

// Shown until a person has read it. Kept in the replica, so it outlives a restart.
struct Incident {
  IncidentKind kind = IncidentKind::digest_differs;
  ScopeId scope;
  AuthorId author;          // of the log concerned; none when it is about a whole scope or the hub
  std::int64_t at_ms = 0;   // device time
};

struct SyncState {
  Phase phase = Phase::idle;
  ErrorCode error = ErrorCode::none;  // refused: why; offline: of the last try
  std::uint64_t to_send = 0;          // segments without a receipt
  std::uint64_t sent = 0;             // receipted in this sync
  std::uint64_t received = 0;         // segments applied in this sync
  std::uint64_t to_receive = 0;       // segments the hub still has for us, as far as it said
  std::uint64_t to_prove = 0;         // segments behind what is shown by the hub's word, still to be fetched and looked at
  std::uint64_t blobs_to_send = 0;    // pictures and sounds that the hub has not all of yet, as far as it was asked
  std::uint64_t blobs_to_fetch = 0;   // … that are not all here
  std::uint64_t to_apply = 0;         // frames that are here and not applied yet: work() has something to do
  std::optional<std::int64_t> done_at_ms;   // device time of the last complete sync, kept across restarts
  std::optional<std::int64_t> retry_at_ms;  // same clock as next(now_ms)
  std::optional<std::int64_t> clock_offset_ms;  // hub's clock minus the device's, learnt from a signed hello
  std::vector<Incident> incidents;
};

}  // namespace huzhu::sync
