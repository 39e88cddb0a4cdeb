// TakeIn: a letter that was carried here, taken into the replica in small steps by the path of a sync: frames through
// Replica::receive, the hub's pages through the inbox, receipts only under the hub's signature. Any letter may come any
// number of times and in any order; what is here already is counted and left.
#pragma once

#include <utility>
#include <variant>

#include "sync/bundle/letter.h"
#include "sync/client/inbox.h"

namespace huzhu::sync {

struct TakenIn {
  bool reply = false;          // the hub's answer; else another device's records
  AuthorId from;               // of records, as they say
  std::size_t fresh = 0;       // segments that were not here (kept without effect too, until their causes come)
  std::size_t known = 0;       // that were
  std::size_t elsewhere = 0;   // of places whose records this device does not hold
  std::size_t refused = 0;     // broken, or of a branch: kept apart as evidence
  std::size_t void_ops = 0;    // operations that the writer's role did not permit
  std::uint64_t receipted = 0; // of ours, that the hub says here it holds
  std::vector<NotTaken> not_taken;  // by the hub
};

class TakeIn {
 public:
  TakeIn(store::Replica& replica, ScopeBook& book, Letter letter);

  bool more() const;
  // One transaction, a few milliseconds. After an error nothing more is taken; what was taken stays.
  Status step();

  const TakenIn& taken() const { return taken_; }
  std::vector<Incident> take_incidents() { return std::exchange(incidents_, {}); }
  bool take_changed() { return std::exchange(changed_, false); }

 private:
  Status take_frames(const Records& letter);
  Status open_page(const Reply& letter);
  Status end(Status status);

  store::Replica& replica_;
  ScopeBook& book_;
  Letter letter_;
  std::vector<ScopeId> ours_;
  std::size_t at_ = 0;         // bytes of frames, or pages, that are done
  bool failed_ = false;
  std::uint64_t waiting_before_ = 0;  // segments without a receipt
  Inbox inbox_;
  TakenIn taken_;
  std::vector<Incident> incidents_;
  bool changed_ = false;
};

}  // namespace huzhu::sync
