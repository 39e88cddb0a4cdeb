// SyncStatus: the facts behind 同步: what is on this tablet, what waits, what the hub has receipted.
//
// From the store alone; whether there is a network, and the progress of a running sync, the sync client says.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/people/session.h"

namespace huzhu::people {

// One act that the hub has not receipted, as people remember it.
struct WaitingAct {
  enum class Kind : std::uint8_t { visit, hours, registered, edited, taken_back, settled, other };
  Kind kind = Kind::other;
  EntityId entity;
  std::string name;              // of the elder: 李占魁
  std::string label;             // of the edited field, when it is one: 电话
  std::int64_t service = 0, minutes = 0;
  std::int64_t at_ms = 0;        // device time of writing
  std::string who;               // 陈桂香
};

// A log that cannot be read on from some point; blocks nobody else.
struct QuarantinedLog {
  std::string device;            // its name, or the id when not known
  ErrorCode reason = ErrorCode::internal;
};

struct SyncStatus {
  std::uint64_t on_tablet = 0;   // acts held
  std::uint64_t waiting = 0;     // acts of this device without a receipt
  std::uint64_t received = 0;    // on_tablet − waiting
  std::uint64_t early = 0;       // arrived before what they rest on; kept, not applied
  std::vector<WaitingAct> waiting_acts;       // oldest first, at most `rows`
  std::optional<std::int64_t> last_received_ms;
  std::size_t conflicts = 0;
  std::vector<QuarantinedLog> quarantined;
  std::string device_name, place;             // 红古村站 1 号平板, 红古村
  std::size_t elders = 0;
};
SyncStatus sync_status(Session& session, std::size_t rows = 50);

}  // namespace huzhu::people
