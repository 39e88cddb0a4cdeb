// The recovery sheet: the county's root key on paper, for the day when every county device is lost.
//
// 36 bytes: the key's seed and the first four bytes of BLAKE2b-256("huzhu/sheet/1" ‖ seed), as nouns (one a byte, those of
// the four words), as hexadecimal groups and as a QR code. Whoever holds the sheet can make leads and admins of this county.
#pragma once

#include <string>
#include <string_view>

#include "core/base/crypto.h"

namespace huzhu::hub {

// A page to print. `county`: its name.
std::string recovery_sheet(const std::string& county, const crypto::SigningKey& root);

// Reads the page's file, or what somebody typed from it: the nouns or the groups, with any blanks and line ends between.
// Errors: bad_code when it is neither, or a sign is wrong.
Result<crypto::SigningKey> read_recovery(std::string_view text);

}  // namespace huzhu::hub
