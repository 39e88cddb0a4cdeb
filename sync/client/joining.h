// Joining: a new device redeems a code and waits until it is taken in (the supervisor's side: invitation.h).
//
//   auto joining = Joining::begin(who, typed_code, random, first_id);   // bad_code when it is not eight digits
//   carry next() → the hub → on_response(), again whenever something happened or wake_at_ms() has passed
//   phase waiting:   等那一边的设备
//   phase comparing: show words() and ask 和发注册码的那块屏上一样吗？ 不一样 → throw this away and ask for another code
//   phase granted:   a code of the root leads here at once, an invitation after the supervisor has signed. Go on only if the person said that
//     the words are the same (invited(): pair words; else those of the county, which the hub prints). Then
//     people::accept_grant(replica, grant(), device, random), and for the person
//       invited():  people::taken_in_as(replica, actor key): role, place and name were decided by the supervisor
//       otherwise:  people::first_profile(replica, …, actor key)
//
// Keep both seeds and, when granted, the grant in the sealed keyring before anything is done with them (keyring.h BegunEnrolment). A Joining itself is not kept:
// after a kill the supervisor makes another code. It takes one commitment and one number of the hub, ever: a second would be
// a second try at the words for a hub in between. Single-threaded. adr/0018.
#pragma once

#include <optional>
#include <string>

#include "core/people/enrol.h"
#include "sync/client/client.h"
#include "sync/client/conversation.h"
#include "sync/invite_protocol.h"

namespace huzhu::sync {

class Joining {
 public:
  struct Who {
    crypto::SigningKey device, actor;   // made here; the secret halves stay
    people::DeviceKind kind = people::DeviceKind::tablet;
    std::string device_name, person_name;  // may be empty: the supervisor names them
  };
  enum class Phase : std::uint8_t { asking, waiting, comparing, granted, failed };

  static Result<Joining> begin(Who who, std::string_view typed_code, Random& random, std::uint32_t first_request_id);

  std::optional<HttpRequest> next(std::int64_t now_ms);
  std::optional<std::int64_t> wake_at_ms() const;
  void on_response(std::uint32_t id, int status, ByteView body, bool is_huzhu, std::int64_t now_ms);

  Phase phase() const { return phase_; }
  ErrorCode error() const { return error_; }  // failed: why; else the last trouble on the way
  bool invited() const { return invited_; }
  const Hash& county_root() const { return county_root_; }  // from waiting on
  people::FourWords words() const;             // from comparing on
  const people::EnrolmentGrant& grant() const { return grant_; }
  const Who& who() const { return who_; }

 private:
  Joining(Who who, std::string code, Random& random, std::uint32_t first_request_id);
  HttpRequest redeem() const;
  HttpRequest join() const;
  Status redeemed(ByteView body);
  Status joined(ByteView body, std::int64_t now_ms);
  void fail(ErrorCode why);

  Who who_;
  std::string code_;
  Phase phase_ = Phase::asking;
  ErrorCode error_ = ErrorCode::none;
  bool invited_ = false, in_flight_ = false;
  Hash commitment_{}, county_root_{};
  people::PairNumber number_{}, inviter_{};
  people::EnrolmentGrant grant_;
  std::uint32_t next_id_;
  std::int64_t not_before_ms_ = 0;
};

}  // namespace huzhu::sync
