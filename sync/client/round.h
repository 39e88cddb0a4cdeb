// Round: one sync from hello to equal digests, as the state that lives between two calls of the Client.
//
// Internal to sync/client. What is due next follows from the state alone (next_main), so an answer only changes the
// state and never sends; a lost answer leaves the state as it was, and the same request is made again.
#pragma once

#include <deque>
#include <map>

#include "sync/client/blob_post.h"
#include "sync/client/conversation.h"
#include "sync/client/inbox.h"
#include "sync/client/incident_book.h"
#include "sync/client/outbox.h"
#include "sync/client/pace.h"
#include "sync/client/scope_book.h"
#include "sync/client/snapshot_taking.h"

namespace huzhu::sync {

inline constexpr int request_timeout_ms = 60'000;

struct Round {
  Round(store::Replica& r, const Client::Options& o)
      : replica(r), options(o), talk(r, *o.clock, *o.random, o.first_request_id), book(r), outbox(r, book), inbox(r, book), taking(r, book, o.snapshot_worth_segments), post(r, *o.random), backoff(*o.random),
        incidents(r, *o.clock) {
    state.done_at_ms = book.done_at_ms();
    state.incidents = incidents.all();
    for (const ScopeId scope : replica.scopes_stated()) expect_behind(scope);
    count();
  }

  store::Replica& replica;
  Client::Options options;
  Conversation talk;
  ScopeBook book;
  Outbox outbox;
  Inbox inbox;
  SnapshotTaking taking;
  BlobPost post;
  Backoff backoff;
  BodySize push_size, pull_size;
  IncidentBook incidents;
  SyncState state;

  std::optional<InFlight> main, wait, parcel;  // parcel: of the post, beside the others and for none of them waited
  bool online = true, stopped = false;
  bool compared = false;                       // this round ended with a digest
  bool woken = false;   // while the round's last request is under way: another round follows
  bool introducing = false, introduced = false;  // the hub does not know this device: now; since the last wake, with no more success
  std::uint64_t hub_epoch = 0;
  std::deque<ScopeId> to_offer, to_pull;
  std::map<ScopeId, std::uint64_t> to_fetch_behind;  // of scopes shown by the hub's word, segments that are to come
  std::deque<ScopeId> to_prove;                // of these, the scopes where all are here
  std::deque<SignedReceipt> to_compare;        // what others were shown, with numbers we have passed
  ScopePlace compared_to;                      // of the first of them: how far its receipts were followed
  std::map<ScopeId, std::uint64_t> still;      // segments the hub said are still to come, by scope
  std::map<ScopeId, int> repairs;
  std::map<ScopeId, int> chases;               // how often in this round the hub had less than it said, or stood elsewhere
  std::map<ScopeId, ScopeDigest> asked;        // our digests as the request under way states them
  std::int64_t retry_at = 0, last_now = 0;
  bool failing = false;                        // retry_at ends a back-off
  int sessions_lost = 0;
  Bytes to_relay;                              // somebody's bundle, until the hub has answered
  std::optional<Result<CarryAnswer>> relayed;
  bool has_changed = false;

  std::optional<HttpRequest> next_main(std::int64_t now);
  std::optional<HttpRequest> next_wait(std::int64_t now);
  std::optional<HttpRequest> next_parcel(std::int64_t now);
  void on_parcel(const InFlight& flight, ByteView body, std::int64_t now);
  bool resting(std::int64_t now) const;
  bool may_post(std::int64_t now) const { return !parcel && !main && resting(now) && to_compare.empty() && to_fetch_behind.empty(); }
  std::optional<ScopeId> first_unfollowed();
  HttpRequest pull(InFlight& flight, ScopeId scope, std::int64_t now);
  void gather_witnesses();  // those that lie behind our own places
  void compared_with(const SignedReceipt& head, std::optional<IncidentKind> found);
  std::optional<HttpRequest> next_witnessed(std::int64_t now);
  void on_witnessed(const InFlight& flight, ByteView body, std::int64_t now);
  std::optional<PullAnswer> page_of(const InFlight& flight, ByteView body, std::int64_t now);  // none: it was garbled
  std::optional<HttpRequest> next_behind(std::int64_t now);
  void expect_behind(ScopeId scope);
  bool prove_snapshot(std::size_t segments);  // a slice of it; true: there is more
  void refute_snapshot(ScopeId scope, bool belied);
  bool arrived() const { return inbox.busy() || taking.busy(); }
  bool relay_answered(const InFlight& flight, const Judgement& judged, ByteView body);  // true: it is over
  void give_up_relay();
  void on_answer(const InFlight& flight, ByteView body, std::int64_t now);
  void on_refusal(const InFlight& flight, const Problem& problem, std::int64_t now);
  bool begin_introduction();
  void on_hello(const InFlight& flight, ByteView body, std::int64_t now);
  void on_offer(ScopeId scope, ByteView body);
  void on_push(const InFlight& flight, ByteView body, std::int64_t now);
  void on_pull(const InFlight& flight, ByteView body, std::int64_t now);
  void on_snapshot(const InFlight& flight, ByteView body, std::int64_t now);
  void on_behind(const InFlight& flight, ByteView body, std::int64_t now);
  void on_digest(ByteView body);
  void on_wait(ByteView body);
  bool compare(const ScopeDigest& hub, const ScopeDigest& ours);
  void repair(ScopeId scope);
  void new_round();
  void finish_round();
  void fail(Phase phase, ErrorCode error, std::int64_t delay_ms, std::int64_t now);
  void garbled(ErrorCode code, std::int64_t now);
  void note(std::vector<Incident> found);
  void want_pull(ScopeId scope, std::uint64_t hub_seq);
  void count();
};

}  // namespace huzhu::sync
