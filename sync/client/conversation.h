// Conversation: the device's signed requests and what the hub answered, before anything is read into it.
//
// Keeps the session (token, request numbers) and judges the outside of an answer: nobody, somebody else, a refusal, or a
// body to decode. It decides nothing about what is sent.
#pragma once

#include <optional>

#include "core/store/replica.h"
#include "sync/client/client.h"
#include "sync/client/scope_book.h"
#include "sync/protocol.h"

namespace huzhu::sync {

enum class Kind : std::uint8_t { hello, introduce, offer, push, pull, snapshot, chunks, behind, witnessed, digest, wait, carry, invite, blobs_have, blobs_get, blobs_put };

// Does its answer rest on what the question said that we hold?
bool rests_on_what_we_hold(Kind kind);

// A request under way.
struct InFlight {
  std::uint32_t id = 0;
  Kind kind = Kind::hello;
  ScopeId scope;                 // of what is asked about one
  std::int64_t sent_at_ms = 0;
  std::size_t bytes = 0;
  ScopePlace after;                 // pull: where the page follows on; a bundle that is taken in meanwhile moves our place
  std::uint64_t intakes_lost = 0;   // of the replica, when it was asked: what it says we hold we held then
};

enum class Outcome : std::uint8_t { answered, offline, captive_portal, refused };

struct Judgement {
  Outcome outcome = Outcome::offline;
  Problem problem;               // refused
};

class Conversation {
 public:
  Conversation(store::Replica& replica, Clock& clock, Random& random, std::uint32_t first_id)
      : replica_(replica), clock_(clock), random_(random), next_id_(first_id) {}

  bool open() const { return open_; }
  void close() { open_ = false; }

  HttpRequest hello(InFlight& flight, std::int64_t now_ms);
  HttpRequest introduce(InFlight& flight, ByteView push_body, int timeout_ms, std::int64_t now_ms);
  HttpRequest request(InFlight& flight, Kind kind, ScopeId scope, Bytes body, int timeout_ms, std::int64_t now_ms);

  static Judgement judge(int status, ByteView body, bool is_huzhu);
  // Checks that the hub's key signed it for us and this nonce; then the session is open.
  Result<HelloAnswer> on_hello(ByteView body);

 private:
  HttpRequest signed_request(InFlight& flight, Kind kind, Bytes body, const Token& token, std::uint64_t number, int timeout_ms, std::int64_t now_ms);

  store::Replica& replica_;
  Clock& clock_;
  Random& random_;
  std::uint32_t next_id_;
  bool open_ = false;
  Token token_{};
  Nonce nonce_{};
  std::uint64_t number_ = 0;
};

}  // namespace huzhu::sync
