// Enrolment, client side: one request with the code a person typed, one answer with the grant.
//
// Before it the device has no replica and no certificate, so this stands apart from Client. The device's key pair is
// made on the device and proves itself by signing the request; the secret half never leaves.
#pragma once

#include <string_view>

#include "sync/client/client.h"

namespace huzhu::sync {

// `code`: 8 digits; blanks and dashes a person typed between them are dropped. bad_code for anything else.
Result<HttpRequest> enrol_request(std::uint32_t id, std::string_view code, const crypto::SigningKey& device, std::string_view device_name);

// The encoded people::EnrolmentGrant, or why not: offline, captive_portal, bad_code, hub_busy, hub_refused.
Result<Bytes> enrol_answer(int status, ByteView body, bool is_huzhu);

}  // namespace huzhu::sync
