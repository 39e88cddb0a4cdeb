// Client: brings one replica and its hub together; a state machine without a socket or a clock of its own.
//
// The shell carries its requests and brings the answers: `next` hands out what to send, `on_response` takes what came,
// `work` applies what was received in slices short enough that no frame of the screen is late. Everything it knows is
// in the replica, so it may be killed at any point and goes on where it was. Single-threaded; the replica outlives it.
//
// One round: hello (once per hub start) → offer vectors when the hub's epoch is new → push what has no receipt, the
// important first → compare one root digest over all scopes → pull what differs → compare again → done, then a long
// poll wakes it. When all records rest, pictures and sounds go, chunk by chunk. At most three requests are under way: one of
// the round, the long poll, and one for a picture, which neither of them waits for.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/ports.h"
#include "core/store/replica.h"
#include "sync/bundle/carry_answer.h"
#include "sync/client/state.h"

namespace huzhu::sync {

class ScopeBook;

struct HttpRequest {
  std::uint32_t id = 0;  // rises by one per request of this client; the answer names it
  std::string method, path;
  std::vector<std::pair<std::string, std::string>> headers;
  Bytes body;
  int timeout_ms = 0;
};

class Client {
 public:
  struct Options {
    Clock* clock = nullptr;    // the device's clock: only for what is shown and sent as "device time"
    Random* random = nullptr;
    bool long_poll = true;     // wait at the hub for what others send
    std::uint32_t first_request_id = 1;
    std::uint64_t snapshot_worth_segments = 64;  // a smaller scope is as soon there by its segments
  };
  // The replica must be enrolled (identity() not null).
  Client(store::Replica& replica, Options options);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // -- driving ------------------------------------------------------------------------------------------------------
  // The next request to send, if one is due. Call until it answers none, whenever something happened (a response, work
  // done, wake, a deadline). `now_ms`: any clock that only rises, the same in all calls.
  std::optional<HttpRequest> next(std::int64_t now_ms);
  // When work() and next() should be called again although nothing happens (back-off ends, what arrived is to be written);
  // none = only after an event.
  std::optional<std::int64_t> wake_at_ms() const;
  // status 0 = no answer. `is_huzhu`: the answer carried the X-Huzhu header. Only reads the envelope; see work().
  void on_response(std::uint32_t id, int status, ByteView body, bool is_huzhu, std::int64_t now_ms);
  // Applies what was received, for about budget_ms (at least one frame); true when more is left: call again after
  // the next frame of the screen. `elapsed_ms` is asked between frames (null: exactly one frame per call).
  using Elapsed = double (*)(void* context);
  bool work(double budget_ms, Elapsed elapsed_ms, void* context);
  // Something received waits for work(); a page without entries too, though state().to_apply is 0 then.
  bool has_work() const;

  // A record was saved, a person tapped "sync now", or the network came back: ends any back-off.
  void wake();
  // The browser says there is no network (or again): no tries while there is none.
  void set_online(bool online);
  // Locking: forgets requests under way; their answers will be ignored. What has arrived is on the disk afterwards.
  void stop();

  // Somebody looks at this picture, which is not here: a device of many scopes fetches those alone.
  void want_blob(ScopeId scope, const log::BlobRef& ref);
  // This device is nearly full: pictures from elsewhere that the hub holds leave it (Replica::let_blobs_go). Answers how many.
  Result<std::size_t> make_room();

  // -- by hand (sync/bundle) ------------------------------------------------------------------------------------------
  // Hands somebody's bundle to the hub in the next round (POST /v1/carry); one at a time, the last one counts.
  void relay(Bytes bundle);
  // What became of it, once: the answer, or offline, captive_portal, hub_refused, hub_busy, bad_checksum …
  std::optional<Result<CarryAnswer>> take_relayed();
  // Where each scope was followed to, shared with what is taken in by hand. Nothing may use it while work() has more to do.
  ScopeBook& book();
  // Rows changed and incidents happened outside a round.
  void note(std::vector<Incident> found);

  // -- telling ------------------------------------------------------------------------------------------------------
  const SyncState& state() const;
  // True once since the last call: rows may look different now, re-read what is on the screen.
  bool take_changed();
  void dismiss_incidents();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace huzhu::sync
