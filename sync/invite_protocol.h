// The messages of enrolment by invitation: a person's device invites, a new device redeems the code and joins.
//
// docs/sync_protocol.md section 4a is the contract, exact to the byte; core/people/pairing.h says why the numbers are told in this order. The hub only
// carries: it signs nothing of what comes out. Bodies and decoders are as in protocol.h.
#pragma once

#include <optional>

#include "core/people/pairing.h"
#include "sync/protocol.h"

namespace huzhu::sync {

namespace path {
inline constexpr std::string_view invite = "/v1/invite", redeem = "/v1/redeem", join = "/v1/join";
}

inline constexpr std::size_t person_name_bytes_max = 160;

// -- invite: by a certified device, in its session -------------------------------------------------------------------------
// On the wire; never renumber.
enum class InviteStep : std::uint8_t {
  open = 0,  // value: the commitment; the hub draws a code
  look = 1,  // has somebody redeemed it?
  tell = 2,  // value: the number committed to
  drop = 3,  // the words differ, or nobody came
};
struct InviteRequest {
  InviteStep step = InviteStep::open;
  std::string code;            // empty in open
  Hash value{};                // of open and tell; else all zero
};
// Who redeemed the code, with the number that device answered.
struct Joiner {
  PublicKey device{}, actor{};
  std::uint8_t device_kind = 0;  // model: device.kind
  std::string device_name, person_name;  // may be empty
  people::PairNumber number{};
};
struct InviteAnswer {
  std::string code;
  std::optional<Joiner> joiner;  // once it has told its number
};

// -- redeem: by a new device, signed by both keys it has made ----------------------------------------------------------------
struct RedeemRequest {
  std::string code;              // 8 digits
  PublicKey device{}, actor{};
  std::uint8_t device_kind = 0;
  std::string device_name, person_name;
  Signature device_proof{}, actor_proof{};  // over redeem_signed_part
};
Bytes redeem_signed_part(const RedeemRequest& request);
struct RedeemAnswer {
  bool invited = false;
  Hash commitment{};             // invited: of the inviting device, …
  PublicKey root_key{};          // … and of which county
  Bytes grant;                   // else a code of the root: people::EnrolmentGrant
};

// -- join: by the new device, until it is taken in -----------------------------------------------------------------------------
struct JoinRequest {
  std::string code;
  PublicKey device{};
  people::PairNumber number{};   // the same in each request
  Signature proof{};             // by the device's key, over join_signed_part
};
Bytes join_signed_part(const JoinRequest& request);
// On the wire; never renumber.
enum class JoinState : std::uint8_t {
  waiting = 0,  // the inviting device has not told its number
  told = 1,
  taken_in = 2, // its certificate is here
};
struct JoinAnswer {
  JoinState state = JoinState::waiting;
  people::PairNumber number{};   // told, taken_in
  Bytes grant;                   // taken_in
};

Bytes encode(const InviteRequest& message);
Bytes encode(const InviteAnswer& message);
Bytes encode(const RedeemRequest& message);
Bytes encode(const RedeemAnswer& message);
Bytes encode(const JoinRequest& message);
Bytes encode(const JoinAnswer& message);
template <> Result<InviteRequest> decode<InviteRequest>(ByteView body);
template <> Result<InviteAnswer> decode<InviteAnswer>(ByteView body);
template <> Result<RedeemRequest> decode<RedeemRequest>(ByteView body);
template <> Result<RedeemAnswer> decode<RedeemAnswer>(ByteView body);
template <> Result<JoinRequest> decode<JoinRequest>(ByteView body);
template <> Result<JoinAnswer> decode<JoinAnswer>(ByteView body);

}  // namespace huzhu::sync
