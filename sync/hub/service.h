// Service: the hub's protocol, without HTTP: a request in, an answer out.
//
// Checks who asks (signature, session, replay), then hands on to push, pull, offer, digest, enrolment. Owns no socket and
// no thread; all calls come from one thread. The store and the ports outlive it.
#pragma once

#include <functional>
#include <variant>

#include "sync/hub/authority_view.h"
#include "sync/hub/blobs.h"
#include "sync/hub/device_sessions.h"
#include "sync/hub/erasing.h"
#include "sync/hub/invitations.h"
#include "sync/hub/push.h"
#include "sync/hub/root_pen.h"
#include "sync/hub/scribe.h"
#include "sync/hub/snapshots.h"
#include "sync/hub/store.h"
#include "sync/protocol.h"
#include "sync/request_auth.h"

namespace huzhu::hub {

struct Request {
  std::string_view method, path;
  std::string_view auth;  // X-Huzhu-Auth, may be empty
  ByteView body;
};

struct Answer {
  int status = 200;
  Bytes body;
  sync::Refusal refusal = sync::Refusal::none;  // for logs and counts
  AuthorId device;                              // who asked, when known
};
Answer refuse(sync::Refusal refusal, std::uint32_t retry_ms = 0);

// A long poll that has been let in: ask poll() whenever something was stored, until its time is over.
struct Waiting {
  AuthorId device;
  sync::WaitRequest request;
};

struct Counts {
  std::uint64_t requests = 0, refused = 0, segments_stored = 0, frames_refused = 0, forks = 0, devices_enrolled = 0, digests_differing = 0;
};

class Service {
 public:
  struct Options {
    SegmentStore* store = nullptr;
    AuthorityView* authority = nullptr;
    const CountyKeys* keys = nullptr;
    Clock* clock = nullptr;
    Random* random = nullptr;
    std::function<std::int64_t()> steady_ms;  // a clock that only rises
    // The root key among `keys` is for the first county device only; then this is called, and it is used no more. Null: it stays.
    std::function<Status()> root_leaves;
    bool founded_now = false;  // what the view holds was never in the store, and nothing is lost
    std::uint64_t snapshot_worth_segments = 256;  // a smaller scope is as soon there by its segments; 0: none are made
  };
  explicit Service(Options options);

  // Draws a new hub epoch and takes in the authority scope. Once, before anything else.
  Status start();

  Answer handle(const Request& request);
  // For /v1/wait: an answer at once, or what to wait for.
  std::variant<Answer, Waiting> open_wait(const Request& request);
  std::optional<Answer> poll(const Waiting& waiting);  // none: nothing new yet
  Answer wait_over();                                  // nothing new in the time

  // Frames as in a push, whoever brought them (sync/hub/carry.h brings those of a bundle).
  Result<sync::PushAnswer> take_frames(ByteView frames, Carrier carrier);

  // Stores what the hub's own replica holds and the store lacks.
  Status store_own();

  // Takes the root key up for one county device, for as long as a code lasts: when all of them are lost. wrong_scope: another county's.
  Status recover(const crypto::SigningKey& root);
  enum class Root : std::uint8_t { away, for_one, stays };
  Root root();

  const Snapshots& snapshots() const { return snapshots_; }
  const Erasing& erasing() const { return erasing_; }
  EnrolmentCodes& codes() { return codes_; }
  SegmentStore& store() { return store_; }
  AuthorityView& authority() { return authority_; }
  const CountyKeys& keys() const { return keys_; }
  Clock& clock() { return clock_; }
  Random& random() { return random_; }
  const Counts& counts() const { return counts_; }
  std::size_t session_count() const { return sessions_.size(); }
  std::uint64_t hub_epoch() const { return hub_epoch_; }

  // Work that can wait, a few milliseconds of it: for idle moments. Answers whether there is more.
  Result<bool> tend();

  // Called after segments were stored; wakes long polls.
  std::function<void()> on_stored;

 private:
  struct Caller { AuthorId id; CertifiedDevice device; };

  Answer dispatch(const Request& request, Answer& out);
  std::variant<Answer, Caller> identify(const Request& request);
  Answer enrol(ByteView body);
  Answer redeem(ByteView body);
  Answer join(ByteView body);
  Answer invite(const Caller& caller, ByteView body);
  Answer refuse_code(const Error& error);
  std::variant<Answer, Bytes> spend_root_code(std::string_view code, people::NewDevice device);
  Status certify(const people::NewDevice& device);
  Result<Bytes> grant(const PublicKey& device);
  Answer hello(const Request& request);
  Answer introduce(const Request& request);
  Answer push(const Caller& caller, ByteView body);
  Status write_cuts(const std::vector<std::pair<ScopeId, Fork>>& forks);
  Status store_segments(const std::vector<store::StoredSegment>& segments);
  Answer carry(const Caller& caller, ByteView body);
  Answer pull(const Caller& caller, ByteView body);
  Answer snapshot(const Caller& caller, ByteView body);
  Answer chunks(const Caller& caller, ByteView body);
  Answer blobs_have(const Caller& caller, ByteView body);
  Answer blobs_get(const Caller& caller, ByteView body);
  Answer blobs_put(const Caller& caller, ByteView body);
  Answer offer(const Caller& caller, ByteView body);
  Result<sync::OfferAnswer> compare(const sync::OfferRequest& request);
  Answer digest(const Caller& caller, ByteView body);
  Status has_spoken(const Caller& caller, const sync::DigestRequest& request);
  Result<sync::ScopeDigest> digest_of(ScopeId scope);
  Result<std::vector<sync::ScopePosition>> changed(const CertifiedDevice& device, const std::vector<sync::ScopePosition>& known);
  bool may_hold(const Caller& caller, ScopeId scope);
  Answer fault(const Error& error);

  SegmentStore& store_;
  AuthorityView& authority_;
  const CountyKeys& keys_;
  Clock& clock_;
  Random& random_;
  std::function<std::int64_t()> steady_ms_;
  EnrolmentCodes codes_;
  Invitations invitations_;
  std::unique_ptr<RootPen> pen_;
  std::function<Status()> root_leaves_;
  std::optional<std::int64_t> root_until_ms_;  // after recover()
  std::unique_ptr<Scribe> scribe_;
  Refill refill_;
  Snapshots snapshots_;
  Blobs blobs_;
  Erasing erasing_;
  DeviceSessions sessions_;
  RateBucket introductions_;
  Counts counts_;
  std::uint64_t hub_epoch_ = 0;
  bool founded_now_ = false;
};

// A code of the root for a place of this county: unknown_area for any other, not_allowed when the root key is not here for it.
Result<std::string> new_code(Service& service, std::int64_t area);
// One for the device of this machine's own command line: only where the root key stays. Else the hub would hold an admin's key for ever.
Result<std::string> clerk_code(Service& service);

}  // namespace huzhu::hub
