// Enrolment, client side: one request with the code a person typed, one answer with the grant.
//
// Before it the device has no replica and no certificate, so this stands apart from Client. The device's key pair is
// made on the device and proves itself by signing the request; the secret half never leaves.
#pragma once

#include "core/people/enrol.h"
#include "sync/client/client.h"

namespace huzhu::sync {

// The digits of a code as typed, without blanks and dashes; empty when anything else stands between them.
std::string code_digits(std::string_view typed);

// `code` as typed: blanks and dashes between the digits are dropped; bad_code when it is not 8 digits then.
// `device_name` may be empty: then the hub names the device after its place.
Result<HttpRequest> enrol_request(std::uint32_t id, std::string_view code, const crypto::SigningKey& device, people::DeviceKind kind,
                                  std::string_view device_name);

// The grant to accept (people::accept_grant), or why not: offline, captive_portal, bad_code, hub_busy, hub_refused.
Result<people::EnrolmentGrant> enrol_answer(int status, ByteView body, bool is_huzhu);

}  // namespace huzhu::sync
