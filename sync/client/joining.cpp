#include "sync/client/joining.h"

#include "sync/client/enrolment.h"

namespace huzhu::sync {

namespace {

constexpr int timeout_ms = 60'000;  // a 2G link needs this for the authority scope's frames
constexpr std::int64_t look_again_ms = 2'000, try_again_ms = 5'000;

HttpRequest post(std::uint32_t id, std::string_view path, Bytes body) {
  HttpRequest out;
  out.id = id;
  out.method = "POST";
  out.path = path;
  out.headers = {{"Content-Type", "application/octet-stream"}};
  out.body = std::move(body);
  out.timeout_ms = timeout_ms;
  return out;
}

}  // namespace

Result<Joining> Joining::begin(Who who, std::string_view typed_code, Random& random, std::uint32_t first_request_id) {
  std::string code = code_digits(typed_code);
  if (code.size() != limits::enrol_code_digits) return Error{ErrorCode::bad_code, "join.code", "not 8 digits"};
  if (who.device_name.size() > device_name_bytes_max || who.person_name.size() > person_name_bytes_max) return Error{ErrorCode::too_many_characters, "join.name", ""};
  return Joining(std::move(who), std::move(code), random, first_request_id);
}

Joining::Joining(Who who, std::string code, Random& random, std::uint32_t first_request_id)
    : who_(std::move(who)), code_(std::move(code)), next_id_(first_request_id) {
  random.fill(number_);
}

HttpRequest Joining::redeem() const {
  RedeemRequest message;
  message.code = code_;
  message.device = who_.device.public_key();
  message.actor = who_.actor.public_key();
  message.device_kind = static_cast<std::uint8_t>(who_.kind);
  message.device_name = who_.device_name;
  message.person_name = who_.person_name;
  const Bytes part = redeem_signed_part(message);
  message.device_proof = who_.device.sign(part);
  message.actor_proof = who_.actor.sign(part);
  return post(next_id_, path::redeem, encode(message));
}

HttpRequest Joining::join() const {
  JoinRequest message{code_, who_.device.public_key(), number_, {}};
  message.proof = who_.device.sign(join_signed_part(message));
  return post(next_id_, path::join, encode(message));
}

std::optional<HttpRequest> Joining::next(std::int64_t now_ms) {
  if (in_flight_ || phase_ == Phase::granted || phase_ == Phase::failed || now_ms < not_before_ms_) return std::nullopt;
  in_flight_ = true;
  ++next_id_;
  return phase_ == Phase::asking ? redeem() : join();
}

std::optional<std::int64_t> Joining::wake_at_ms() const {
  if (in_flight_ || phase_ == Phase::granted || phase_ == Phase::failed) return std::nullopt;
  return not_before_ms_;
}

void Joining::on_response(std::uint32_t id, int status, ByteView body, bool is_huzhu, std::int64_t now_ms) {
  if (!in_flight_ || id != next_id_) return;
  in_flight_ = false;
  error_ = ErrorCode::none;
  const Judgement judged = Conversation::judge(status, body, is_huzhu);
  if (judged.outcome == Outcome::refused) {
    const bool later = judged.problem.refusal == Refusal::busy || judged.problem.refusal == Refusal::internal;
    if (!later || phase_ == Phase::asking) return fail(error_code(judged.problem.refusal));
    error_ = error_code(judged.problem.refusal);
  } else if (judged.outcome != Outcome::answered) {
    error_ = judged.outcome == Outcome::offline ? ErrorCode::offline : ErrorCode::captive_portal;
  } else {
    const Status taken = phase_ == Phase::asking ? redeemed(body) : joined(body, now_ms);
    if (!taken) fail(taken.error().code);
    return;
  }
  not_before_ms_ = now_ms + try_again_ms;
}

Status Joining::redeemed(ByteView body) {
  HUZHU_ASSIGN(const RedeemAnswer answer, decode<RedeemAnswer>(body));
  invited_ = answer.invited;
  if (invited_) {
    commitment_ = answer.commitment;
    county_root_ = people::county_root_of(answer.root_key);
    phase_ = Phase::waiting;
    return Done{};
  }
  HUZHU_ASSIGN(grant_, people::decode_enrolment_grant(answer.grant));
  county_root_ = grant_.county_root;
  phase_ = Phase::granted;
  return Done{};
}

Status Joining::joined(ByteView body, std::int64_t now_ms) {
  HUZHU_ASSIGN(const JoinAnswer answer, decode<JoinAnswer>(body));
  not_before_ms_ = now_ms + look_again_ms;
  if (answer.state == JoinState::waiting) return Done{};
  if (phase_ == Phase::waiting) {
    // The number the other side was bound to before it had heard of ours; anything else was chosen to fit.
    if (people::commitment_of(answer.number) != commitment_) return Error{ErrorCode::bad_signature, "join.number", ""};
    inviter_ = answer.number;
    phase_ = Phase::comparing;
  }
  if (answer.state != JoinState::taken_in) return Done{};
  HUZHU_ASSIGN(people::EnrolmentGrant grant, people::decode_enrolment_grant(answer.grant));
  if (people::county_root_of(grant.root_key) != county_root_) return Error{ErrorCode::bad_signature, "join.grant", "another county than the words stood for"};
  grant_ = std::move(grant);
  phase_ = Phase::granted;
  return Done{};
}

void Joining::fail(ErrorCode why) {
  phase_ = Phase::failed;
  error_ = why;
}

people::FourWords Joining::words() const {
  if (!invited_) return people::four_words(county_root_);
  return people::pair_words({county_root_, who_.device.public_key(), who_.actor.public_key(), inviter_, number_, who_.person_name});
}

}  // namespace huzhu::sync
