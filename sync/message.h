// How every message of the protocol begins, for the files that encode and decode them (docs/sync_protocol.md).
#pragma once

#include "sync/protocol.h"
#include "sync/wire.h"

namespace huzhu::sync {

inline Writer write_message() {
  Writer out;
  out.byte(protocol_version);
  return out;
}

inline Reader read_message(ByteView body) {
  Reader in(body);
  if (in.byte() != protocol_version && in.ok()) in.fail(ErrorCode::unknown_version);
  return in;
}

}  // namespace huzhu::sync
