#include "sync/client/enrolment.h"

#include "sync/protocol.h"

namespace huzhu::sync {

namespace {
constexpr int enrol_timeout_ms = 60 * 1000;  // a 2G link needs this for the authority scope's frames
}  // namespace

std::string code_digits(std::string_view typed) {
  std::string out;
  for (const char c : typed) {
    if (c >= '0' && c <= '9') out += c;
    else if (c != ' ' && c != '-') return {};
  }
  return out;
}

Result<HttpRequest> enrol_request(std::uint32_t id, std::string_view code, const crypto::SigningKey& device, people::DeviceKind kind,
                                  std::string_view device_name) {
  EnrolRequest message;
  message.code = code_digits(code);
  if (message.code.size() != limits::enrol_code_digits) return Error{ErrorCode::bad_code, "enrol.code", "not 8 digits"};
  message.device = device.public_key();
  message.device_kind = static_cast<std::uint8_t>(kind);
  message.device_name = device_name;
  if (message.device_name.size() > device_name_bytes_max) return Error{ErrorCode::too_many_characters, "enrol.device_name", ""};
  message.proof = device.sign(enrol_signed_part(message));
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
