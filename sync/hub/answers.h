// How the Service puts its answers together. For the sources of this folder alone.
#pragma once

#include "sync/hub/service.h"

namespace huzhu::hub {

template <class Message>
Answer answer_with(const Message& message) {
  Answer out;
  out.body = sync::encode(message);
  return out;
}

// Of a message that could not be read.
inline sync::Refusal refusal_of(const Error& error) { return error.code == ErrorCode::unknown_version ? sync::Refusal::version : sync::Refusal::malformed; }

}  // namespace huzhu::hub
