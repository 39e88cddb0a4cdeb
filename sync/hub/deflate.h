// Raw deflate (RFC 1951) with zlib, as browsers' CompressionStream('deflate-raw') writes and reads it.
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace huzhu::hub {

Bytes deflate(ByteView plain, int level = 9);   // 1 quickest … 9 smallest
// bad_checksum for what is no deflated stream or goes on after its end; bundle_too_big as soon as it would be longer than `bytes_max`.
Result<Bytes> inflate(ByteView deflated, std::size_t bytes_max);

}  // namespace huzhu::hub
