// TakeIn: a letter that was carried here, taken into the replica in small steps by the path of a sync: frames through
// Replica::receive, the hub's pages through the inbox, receipts only under the hub's signature. Any letter may come any
// number of times and in any order; what is here already is counted and left.
//
// As in a sync, what arrives shares a transaction (docs/adr/0016): a few hundred kilobytes of the letter each. A kill loses
// the last of them, and the letter is taken in once more. The replica and the book outlive it; whoever locks lets go of it first.
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
  ~TakeIn();
  TakeIn(const TakeIn&) = delete;
  TakeIn& operator=(const TakeIn&) = delete;

  bool more() const;
  // A few milliseconds. When it says that nothing more is to come, all is on the disk. After an error nothing more is
  // taken; what reached the disk before stays.
  Status step();

  const TakenIn& taken() const { return taken_; }
  std::vector<Incident> take_incidents() { return std::exchange(incidents_, {}); }
  bool take_changed() { return std::exchange(changed_, false); }

 private:
  Status take_some();
  Status take_frames(const Records& letter);
  Status keep_heads(const Records& letter);
  Status take_page(const Reply& letter);
  Status open_page(const Reply& letter);
  Status open_intake();
  Status settle_intake();

  store::Replica& replica_;
  ScopeBook& book_;
  Letter letter_;
  std::vector<ScopeId> ours_;
  std::size_t at_ = 0;         // bytes of frames, or pages, that are done
  bool heads_kept_ = false;    // of records
  bool gaps_noted_ = false;    // of a reply
  bool failed_ = false;
  bool intake_open_ = false;
  std::size_t intake_bytes_ = 0;      // of the letter, in the transaction under way
  std::uint64_t intakes_lost_ = 0;    // of the replica, when it was opened
  std::uint64_t waiting_before_ = 0;  // segments without a receipt
  Inbox inbox_;
  TakenIn taken_;
  std::vector<Incident> incidents_;
  bool changed_ = false;
};

}  // namespace huzhu::sync
