// Base45 (RFC 9285): bytes in the alphabet of QR's alphanumeric mode. Codes carry text, because the readers of browsers
// give back text only.
#pragma once

#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace huzhu::sync {

std::string base45(ByteView bytes);
// One encoding per value: not_canonical for anything base45() would not write, too_long for more than `bytes_max`.
Result<Bytes> from_base45(std::string_view text, std::size_t bytes_max);

}  // namespace huzhu::sync
