#include "sync/client/invitation.h"

namespace huzhu::sync {

namespace {
constexpr int timeout_ms = 30'000;
constexpr std::int64_t look_again_ms = 2'000, try_again_ms = 5'000;
constexpr int sessions_lost_max = 3;
}  // namespace

Invitation::Invitation(store::Replica& replica, Options options) : replica_(replica), talk_(replica, *options.clock, *options.random, options.first_request_id) {
  options.random->fill(number_);
}

HttpRequest Invitation::ask(InviteStep step, const Hash& value, std::int64_t now_ms) {
  step_ = step;
  return talk_.request(flight_.emplace(), Kind::invite, {}, encode(InviteRequest{step, code_, value}), timeout_ms, now_ms);
}

std::optional<HttpRequest> Invitation::next(std::int64_t now_ms) {
  const bool wants = phase_ == Phase::opening || phase_ == Phase::waiting || drop_at_hub_;
  if (flight_ || !wants || now_ms < not_before_ms_) return std::nullopt;
  if (!talk_.open()) return talk_.hello(flight_.emplace(), now_ms);
  if (drop_at_hub_) {
    drop_at_hub_ = false;
    return ask(InviteStep::drop, {}, now_ms);
  }
  if (phase_ == Phase::opening) return ask(InviteStep::open, people::commitment_of(number_), now_ms);
  return joiner_.number == people::PairNumber{} ? ask(InviteStep::look, {}, now_ms) : ask(InviteStep::tell, number_, now_ms);
}

std::optional<std::int64_t> Invitation::wake_at_ms() const {
  if (flight_ || (phase_ != Phase::opening && phase_ != Phase::waiting)) return std::nullopt;
  return not_before_ms_;
}

void Invitation::on_response(std::uint32_t id, int status, ByteView body, bool is_huzhu, std::int64_t now_ms) {
  if (!flight_ || flight_->id != id) return;
  const InFlight flight = *flight_;
  flight_.reset();
  const Judgement judged = Conversation::judge(status, body, is_huzhu);
  if (judged.outcome == Outcome::refused) return refused(judged.problem, now_ms);
  if (judged.outcome != Outcome::answered) {
    error_ = judged.outcome == Outcome::offline ? ErrorCode::offline : ErrorCode::captive_portal;
    not_before_ms_ = now_ms + try_again_ms;
    return;
  }
  error_ = ErrorCode::none;
  if (flight.kind != Kind::hello) {
    sessions_lost_ = 0;
    return answered(body, now_ms);
  }
  if (const auto hello = talk_.on_hello(body); !hello) fail(hello.error().code);
}

void Invitation::answered(ByteView body, std::int64_t now_ms) {
  if (phase_ != Phase::opening && phase_ != Phase::waiting) return;  // dropped meanwhile
  auto answer = decode<InviteAnswer>(body);
  if (!answer) return fail(answer.error().code);
  if (step_ == InviteStep::open) {
    code_ = answer->code;
    phase_ = Phase::waiting;
  } else if (step_ == InviteStep::tell) {
    phase_ = Phase::comparing;
  } else if (answer->joiner && answer->joiner->number != people::PairNumber{}) {
    // From here on nobody else: the number is told once, and a second guess of a hub would be a second try at the words.
    joiner_ = std::move(*answer->joiner);
  } else {
    not_before_ms_ = now_ms + look_again_ms;
  }
}

void Invitation::refused(const Problem& problem, std::int64_t now_ms) {
  if (problem.refusal == Refusal::session && ++sessions_lost_ <= sessions_lost_max) {
    talk_.close();
  } else if (problem.refusal == Refusal::busy || problem.refusal == Refusal::internal) {
    error_ = error_code(problem.refusal);
    not_before_ms_ = now_ms + std::max<std::int64_t>(try_again_ms, problem.retry_ms);
  } else {
    fail(error_code(problem.refusal));
  }
}

void Invitation::fail(ErrorCode why) {
  if (phase_ == Phase::opening || phase_ == Phase::waiting) phase_ = Phase::failed;
  error_ = why;
}

people::FourWords Invitation::words() const {
  return people::pair_words({replica_.identity()->county_root, joiner_.device, joiner_.actor, number_, joiner_.number, joiner_.person_name});
}

Result<people::AddedPerson> Invitation::take_in(people::Session& session, people::Newcomer newcomer) {
  if (phase_ != Phase::comparing) return Error{ErrorCode::not_allowed, "invitation", "nobody has redeemed the code"};
  newcomer.device = joiner_.device;
  newcomer.actor = joiner_.actor;
  newcomer.kind = static_cast<people::DeviceKind>(joiner_.device_kind);
  if (newcomer.device_name.empty()) newcomer.device_name = joiner_.device_name;
  if (newcomer.name.empty()) newcomer.name = joiner_.person_name;
  HUZHU_ASSIGN(people::AddedPerson added, people::take_in(session, newcomer));
  phase_ = Phase::done;
  return added;
}

void Invitation::drop() {
  if (phase_ == Phase::done) return;
  drop_at_hub_ = !code_.empty();
  phase_ = Phase::dropped;
}

}  // namespace huzhu::sync
