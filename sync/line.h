// Line: the same requests and answers as messages of one WebSocket (`/v1/line`), because on 2G the headers that a browser
// puts before every request weigh more than a day of visits.
//
// docs/sync_protocol.md "Line" shows the bytes. Bodies may be deflated by whoever has a deflate; here they are opaque.
#pragma once

#include <string>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "sync/protocol.h"

namespace huzhu::sync {

inline constexpr std::string_view line_path = "/v1/line", line_protocol = "huzhu.1";
inline constexpr std::size_t auth_bytes = 8 + 16 + 8 + 8 + 64;   // what the header carries in base64url
inline constexpr std::size_t line_name_bytes_max = 16;
inline constexpr std::size_t line_message_bytes_max = request_bytes_max + 3 + 1 + line_name_bytes_max + auth_bytes;

struct LineRequest {
  bool deflated = false;
  std::uint16_t number = 0;              // the answer names it
  std::string name;                      // of the path after /v1/
  std::array<std::uint8_t, auth_bytes> auth{};
  ByteView body;                         // into the message
};
struct LineAnswer {
  bool deflated = false;
  std::uint16_t number = 0;
  std::uint16_t status = 0;
  ByteView body;
};

Bytes encode(const LineRequest& message);
Bytes encode(const LineAnswer& message);
// Fails with truncated, not_canonical, too_long.
Result<LineRequest> decode_line_request(ByteView message);
Result<LineAnswer> decode_line_answer(ByteView message);

// What may be asked over a line: all that a device signs but bundles, which are too large to share it.
bool goes_over_line(std::string_view name);

}  // namespace huzhu::sync
