// The Service's enrolment: codes of the root, while its key is here, and invitations, which the hub only carries.
#include "core/people/places.h"
#include "sync/hub/answers.h"

namespace huzhu::hub {

namespace {

bool is_bad_name(ErrorCode code) { return code == ErrorCode::bad_text || code == ErrorCode::too_many_characters; }

}  // namespace

// -- [SECTION] codes of the root ------------------------------------------------------------------------------------------

Service::Root Service::root() {
  if (root_until_ms_ && clock_.now_ms() >= *root_until_ms_) {
    pen_.reset();
    root_until_ms_.reset();
  }
  return !pen_ ? Root::away : root_until_ms_ || root_leaves_ ? Root::for_one : Root::stays;
}

Status Service::recover(const crypto::SigningKey& root) {
  HUZHU_ASSIGN(auto pen, RootPen::open(store_, authority_.county(), root, clock_, random_));
  if (this->root() != Root::away) return Done{};
  pen_ = std::move(pen);
  root_until_ms_ = clock_.now_ms() + limits::enrol_code_ms;
  return Done{};
}

Result<std::string> new_code(Service& service, std::int64_t area) {
  const auto place = people::place_of(service.authority().replica().db(), area);
  if (!place || place->area != area) return Error{ErrorCode::unknown_area, "hub.code", "no such place in this county: " + std::to_string(area)};
  const Service::Root root = service.root();
  if (root == Service::Root::away) return Error{ErrorCode::not_allowed, "hub.code", "the root key has left this machine: a supervisor's device invites new ones"};
  if (root == Service::Root::for_one && place->kind != model::ScopeKind::county) return Error{ErrorCode::not_allowed, "hub.code", "the first code is for a device of the county"};
  return service.codes().issue(area);
}

Result<std::string> clerk_code(Service& service) {
  if (service.root() == Service::Root::stays) return new_code(service, service.authority().county_area());
  return Error{ErrorCode::not_allowed, "hub.code", "this machine holds nobody's key: take the list in with the app on a device of the county"};
}

Status Service::certify(const people::NewDevice& device) {
  if (authority_.device(crypto::author_of(device.key))) return Done{};  // its first answer was lost
  const Root root = this->root();
  if (root == Root::away) return Error{ErrorCode::bad_code, "hub.enrol", "the root key is not here"};
  HUZHU_TRY(pen_->certify(device, [this](const std::vector<store::StoredSegment>& segments) { return store_segments(segments); }));
  ++counts_.devices_enrolled;
  if (root == Root::stays) return Done{};
  pen_.reset();
  root_until_ms_.reset();
  return root_leaves_ ? root_leaves_() : Status(Done{});
}

Result<Bytes> Service::grant(const PublicKey& device) {
  HUZHU_ASSIGN(const people::EnrolmentGrant given, people::grant_for(authority_.replica(), device, clock_));
  return people::encode(given);
}

std::variant<Answer, Bytes> Service::spend_root_code(std::string_view code, people::NewDevice device) {
  const auto area = codes_.redeem(code, device.key);
  Status done = area ? Status(Done{}) : Status(area.error());
  if (done) {
    device.area = *area;
    done = certify(device);
  }
  auto encoded = done ? grant(device.key) : Result<Bytes>(done.error());
  if (encoded) return std::move(encoded).value();
  const Error& error = encoded.error();
  return is_bad_name(error.code) ? refuse(sync::Refusal::malformed) : refuse_code(error);
}

Answer Service::enrol(ByteView body) {
  const auto request = sync::decode<sync::EnrolRequest>(body);
  if (!request) return refuse(refusal_of(request.error()));
  if (!crypto::verify(request->device, sync::enrol_signed_part(*request), request->proof)) return refuse(sync::Refusal::bad_signature);
  auto given = spend_root_code(request->code, {request->device, request->device_name, static_cast<people::DeviceKind>(request->device_kind), 0});
  if (auto* refused = std::get_if<Answer>(&given)) return std::move(*refused);
  Answer out = answer_with(sync::EnrolAnswer{std::get<Bytes>(std::move(given))});
  out.device = crypto::author_of(request->device);
  return out;
}

// -- [SECTION] invitations --------------------------------------------------------------------------------------------------

Answer Service::redeem(ByteView body) {
  const auto request = sync::decode<sync::RedeemRequest>(body);
  if (!request) return refuse(refusal_of(request.error()));
  const Bytes part = sync::redeem_signed_part(*request);
  if (!crypto::verify(request->device, part, request->device_proof) || !crypto::verify(request->actor, part, request->actor_proof)) return refuse(sync::Refusal::bad_signature);
  const auto invitation = invitations_.redeem(*request);
  if (!invitation) return refuse_code(invitation.error());
  sync::RedeemAnswer answer;
  answer.invited = invitation->has_value();
  if (answer.invited) {
    answer.commitment = **invitation;
    answer.root_key = authority_.county().root_key;
  } else {
    auto given = spend_root_code(request->code, {request->device, request->device_name, static_cast<people::DeviceKind>(request->device_kind), 0});
    if (auto* refused = std::get_if<Answer>(&given)) return std::move(*refused);
    answer.grant = std::get<Bytes>(std::move(given));
  }
  Answer out = answer_with(answer);
  out.device = crypto::author_of(request->device);
  return out;
}

Answer Service::join(ByteView body) {
  const auto request = sync::decode<sync::JoinRequest>(body);
  if (!request) return refuse(refusal_of(request.error()));
  if (!crypto::verify(request->device, sync::join_signed_part(*request), request->proof)) return refuse(sync::Refusal::bad_signature);
  const auto number = invitations_.join(*request);
  if (!number) return refuse_code(number.error());
  const AuthorId author = crypto::author_of(request->device);
  sync::JoinAnswer answer;
  if (number->has_value()) {
    answer.state = sync::JoinState::told;
    answer.number = **number;
    if (authority_.device(author)) {
      auto given = grant(request->device);
      if (!given) return fault(given.error());
      answer.state = sync::JoinState::taken_in;
      answer.grant = std::move(given).value();
    }
  }
  Answer out = answer_with(answer);
  out.device = author;
  return out;
}

Answer Service::invite(const Caller& caller, ByteView body) {
  const auto request = sync::decode<sync::InviteRequest>(body);
  if (!request) return refuse(refusal_of(request.error()));
  if (caller.device.revoked) return refuse(sync::Refusal::unknown_device);
  sync::InviteAnswer answer;
  answer.code = request->code;
  Status done = Done{};
  switch (request->step) {
    case sync::InviteStep::open: {
      auto code = invitations_.open(caller.id, request->value);
      if (code) answer.code = std::move(code).value();
      else done = std::move(code).take_error();
      break;
    }
    case sync::InviteStep::look: {
      auto joiner = invitations_.look(caller.id, request->code);
      if (joiner) answer.joiner = std::move(joiner).value();
      else done = std::move(joiner).take_error();
      break;
    }
    case sync::InviteStep::tell: done = invitations_.tell(caller.id, request->code, request->value); break;
    case sync::InviteStep::drop: done = invitations_.drop(caller.id, request->code); break;
  }
  return done ? answer_with(answer) : refuse_code(done.error());
}

Answer Service::refuse_code(const Error& error) {
  if (error.code == ErrorCode::bad_code) return refuse(sync::Refusal::bad_code);
  if (error.code == ErrorCode::hub_busy) return refuse(sync::Refusal::busy, static_cast<std::uint32_t>(limits::enrol_code_ms));
  return fault(error);
}

}  // namespace huzhu::hub
