// CarryAnswer: what a hub says to the device that handed in somebody's bundle (POST /v1/carry, whose body is the bundle).
#pragma once

#include "sync/protocol.h"

namespace huzhu::sync {

struct CarryAnswer {
  AuthorId from;                                     // the device that made the bundle, as it says
  std::uint64_t stored = 0, known = 0, refused = 0;  // segments
  Bytes answer;                                      // a bundle for that device; empty when the hub does not know it
};

Bytes encode(const CarryAnswer& message);
Result<CarryAnswer> decode_carry_answer(ByteView body);

}  // namespace huzhu::sync
