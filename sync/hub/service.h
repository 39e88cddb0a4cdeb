// Service: the hub's protocol, without HTTP: a request in, an answer out.
//
// Checks who asks (signature, session, replay), then hands on to push, pull, offer, digest, enrolment. Owns no socket and
// no thread; all calls come from one thread. The store and the ports outlive it.
#pragma once

#include <functional>
#include <variant>

#include "sync/hub/authority_view.h"
#include "sync/hub/device_sessions.h"
#include "sync/hub/enrolment_codes.h"
#include "sync/hub/push.h"
#include "sync/hub/scribe.h"
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

  // Stores what the hub's own replica wrote (certificates, while it holds the root key).
  Status store_own();

  EnrolmentCodes& codes() { return codes_; }
  SegmentStore& store() { return store_; }
  AuthorityView& authority() { return authority_; }
  const CountyKeys& keys() const { return keys_; }
  Clock& clock() { return clock_; }
  Random& random() { return random_; }
  const Counts& counts() const { return counts_; }
  std::size_t session_count() const { return sessions_.size(); }
  std::uint64_t hub_epoch() const { return hub_epoch_; }

  // Called after segments were stored; wakes long polls.
  std::function<void()> on_stored;

 private:
  struct Caller { AuthorId id; CertifiedDevice device; };

  Answer dispatch(const Request& request, Answer& out);
  std::variant<Answer, Caller> identify(const Request& request);
  Answer enrol(ByteView body);
  Result<Bytes> grant(const sync::EnrolRequest& request, std::int64_t area);
  Answer hello(const Request& request);
  Answer introduce(const Request& request);
  Answer push(const Caller& caller, ByteView body);
  Status write_cuts(const std::vector<std::pair<ScopeId, Fork>>& forks);
  Status store_segments(const std::vector<store::StoredSegment>& segments);
  Answer carry(const Caller& caller, ByteView body);
  Answer pull(const Caller& caller, ByteView body);
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
  std::unique_ptr<Scribe> scribe_;
  Refill refill_;
  DeviceSessions sessions_;
  RateBucket introductions_;
  Counts counts_;
  std::uint64_t hub_epoch_ = 0;
};

// A code for a place of this county: unknown_area for any other.
Result<std::string> new_code(Service& service, std::int64_t area);

}  // namespace huzhu::hub
