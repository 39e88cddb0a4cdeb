// Enrolment, client side: one request with the code a person typed, one answer with the grant.
//
// Before it the device has no replica and no certificate, so this stands apart from Client. The device's key pair is
// made on the device and proves itself by signing the request; the secret half never leaves.
#pragma once

#include "core/people/enrol.h"
#include "sync/client/client.h"

namespace huzhu::sync {

// `device`: the key pair whose public half stands in the request. Blanks and dashes a person typed between the digits of
// the code are dropped; bad_code when it is not 8 digits then.
Result<HttpRequest> enrol_request(std::uint32_t id, people::EnrolRequest request, const crypto::SigningKey& device);

// The grant to accept (people::accept_grant), or why not: offline, captive_portal, bad_code, hub_busy, hub_refused.
Result<people::EnrolmentGrant> enrol_answer(int status, ByteView body, bool is_huzhu);

}  // namespace huzhu::sync
