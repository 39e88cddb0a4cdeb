// Invitation: a supervisor's unlocked device brings in one new device and its person (the new device's side: joining.h).
//
//   Invitation invitation(replica, {&clock, &random, first_id});
//   carry next() → the hub → on_response(), again whenever something happened or wake_at_ms() has passed
//   phase waiting:   show code() (fifteen minutes); the person types it into the new device
//   phase comparing: show words() beside joiner().person_name, and ask: 两块屏上的四个词一样吗？
//     一样 → take_in(session, …) with the role, place and name the supervisor decided; then Client::wake(), which pushes it
//     不一样 → drop(): somebody stands between the two; make another invitation, never press on
//
// Keeps a session of its own beside the Client's. Not kept over restarts: a new invitation costs eight digits. The first device that
// redeems the code is the only one this invitation ever speaks of. Single-threaded; the replica outlives it. adr/0018.
#pragma once

#include <optional>
#include <string>

#include "core/people/newcomer.h"
#include "sync/client/client.h"
#include "sync/client/conversation.h"
#include "sync/invite_protocol.h"

namespace huzhu::sync {

class Invitation {
 public:
  struct Options {
    Clock* clock = nullptr;
    Random* random = nullptr;
    std::uint32_t first_request_id = 1;
  };
  enum class Phase : std::uint8_t { opening, waiting, comparing, done, dropped, failed };

  Invitation(store::Replica& replica, Options options);

  // -- driving, as Client: any clock that only rises ------------------------------------------------------------------------
  std::optional<HttpRequest> next(std::int64_t now_ms);
  std::optional<std::int64_t> wake_at_ms() const;
  void on_response(std::uint32_t id, int status, ByteView body, bool is_huzhu, std::int64_t now_ms);

  // -- telling ------------------------------------------------------------------------------------------------------------------
  Phase phase() const { return phase_; }
  ErrorCode error() const { return error_; }    // failed: why; else the last trouble on the way, none when all is well
  const std::string& code() const { return code_; }
  const Joiner& joiner() const { return joiner_; }    // from comparing on
  people::FourWords words() const;                    // from comparing on

  // -- the supervisor's answer ----------------------------------------------------------------------------------------------------
  // Signs certificate, profile and role: only after the supervisor has seen the same words on both screens.
  // `newcomer`: role, area and names; its keys and kind are filled in from the joiner, and an empty name by what was typed
  // there. Errors: not_allowed outside comparing, and those of people::take_in, after which another role or place may be tried.
  Result<people::AddedPerson> take_in(people::Session& session, people::Newcomer newcomer);
  void drop();

 private:
  HttpRequest ask(InviteStep step, const Hash& value, std::int64_t now_ms);
  void answered(ByteView body, std::int64_t now_ms);
  void refused(const Problem& problem, std::int64_t now_ms);
  void fail(ErrorCode why);

  store::Replica& replica_;
  Conversation talk_;
  Phase phase_ = Phase::opening;
  ErrorCode error_ = ErrorCode::none;
  std::string code_;
  people::PairNumber number_{};
  Joiner joiner_;
  bool drop_at_hub_ = false;
  std::optional<InFlight> flight_;
  InviteStep step_ = InviteStep::open;
  std::int64_t not_before_ms_ = 0;
  int sessions_lost_ = 0;
};

}  // namespace huzhu::sync
