#include "sync/client/enrolment.h"

#include "sync/protocol.h"

namespace huzhu::sync {

namespace {
constexpr int enrol_timeout_ms = 60 * 1000;  // a 2G link needs this for the authority scope's frames

std::string digits_of(std::string_view typed) {
  std::string out;
  for (const char c : typed) {
    if (c >= '0' && c <= '9') out += c;
    else if (c != ' ' && c != '-') return {};
  }
  return out;
}
}  // namespace

Result<HttpRequest> enrol_request(std::uint32_t id, people::EnrolRequest request, const crypto::SigningKey& device) {
  request.code = digits_of(request.code);
  if (request.code.size() != limits::enrol_code_digits) return Error{ErrorCode::bad_code, "enrol.code", "not 8 digits"};
  EnrolRequest message;
  message.request = people::encode(request);
  message.proof = device.sign(enrol_signed_part(message.request));
  HttpRequest out;
  out.id = id;
  out.method = "POST";
  out.path = path::enrol;
  out.headers = {{"Content-Type", "application/octet-stream"}};
  out.body = encode(message);
  out.timeout_ms = enrol_timeout_ms;
  return out;
}

Result<people::EnrolmentGrant> enrol_answer(int status, ByteView body, bool is_huzhu) {
  if (status == 0) return Error{ErrorCode::offline, "enrol", "no answer"};
  if (!is_huzhu) return Error{ErrorCode::captive_portal, "enrol", "status " + std::to_string(status)};
  if (status != 200) {
    const auto problem = decode<Problem>(body);
    return Error{problem ? error_code(problem->refusal) : ErrorCode::hub_refused, "enrol", "status " + std::to_string(status)};
  }
  HUZHU_ASSIGN(const EnrolAnswer answer, decode<EnrolAnswer>(body));
  return people::decode_enrolment_grant(answer.grant);
}

}  // namespace huzhu::sync
