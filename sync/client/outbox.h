// Outbox: what still lacks the hub's receipt, made into push bodies, and what the hub said about each frame of them.
//
// A segment leaves the outbox by its receipt only, never by having been sent. A log the hub refuses is set aside for the
// rest of the round, so that it holds up nobody else, and becomes an incident.
#pragma once

#include <deque>
#include <map>
#include <set>

#include "sync/client/scope_book.h"
#include "sync/client/state.h"

namespace huzhu::sync {

class Outbox {
 public:
  Outbox(store::Replica& replica, ScopeBook& book) : replica_(replica), book_(book) {}

  // The body of the next push, at most about bytes_max; empty when nothing is left to send in this round.
  Bytes next_body(std::size_t bytes_max);
  // Only what the hub asked for.
  Bytes next_wanted(std::size_t bytes_max);

  // Accepts receipts; answers how many segments were receipted, and adds what went wrong to `incidents`.
  Result<std::size_t> on_answer(const PushAnswer& answer, std::vector<Incident>& incidents);
  void forget_in_flight() { in_flight_.clear(); }

  // The hub holds this log only up to `from`: send what follows, receipted or not.
  void want(ScopeId scope, const LogPosition& from);
  // The hub has forgotten this device: everything of the authority scope that it may have forgotten with it, and nothing else.
  void introduce();
  // A new round tries again what was set aside.
  void new_round();
  bool set_aside(ScopeId scope) const;  // something of this scope is set aside

 private:
  struct LogName {
    ScopeId scope;
    AuthorId author;
    std::uint32_t epoch = 0;
    friend auto operator<=>(const LogName&, const LogName&) = default;
  };
  struct Sent { std::uint64_t seq_first = 0, seq_last = 0; Hash chain{}; };
  struct SentFrame { LogName log; std::vector<Sent> segments; };

  bool of_authority(const LogName& log) const;
  std::vector<store::StoredSegment> choose_wanted(std::size_t bytes_max);
  std::vector<store::StoredSegment> choose_unreceipted(std::size_t bytes_max);
  Bytes body_of(const std::vector<store::StoredSegment>& segments);
  Result<std::vector<store::Receipt>> follow(const PushAnswer& answer, const ReceiptRun& run);
  void judge(const SentFrame& frame, const FrameVerdict& verdict, std::vector<Incident>& incidents);
  bool leave_out(const LogName& log);   // until the next round; false: it was already
  void put_aside(const LogName& log, IncidentKind kind, std::vector<Incident>& incidents);

  store::Replica& replica_;
  ScopeBook& book_;
  std::vector<SentFrame> in_flight_;
  std::map<LogName, std::uint64_t> wanted_;   // next sequence number to send
  std::map<LogName, std::uint64_t> settled_;  // duplicates: the receipt comes with the next pull
  std::map<LogName, int> tries_;
  std::map<LogName, int> busy_rounds_;        // since the start: of a log that the hub puts off again and again
  std::set<LogName> aside_;
  std::set<LogName> uncertified_;             // wanted, but the hub knows no certificate of the author yet
  ScopePlace after_run_;
};

}  // namespace huzhu::sync
