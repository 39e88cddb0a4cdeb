#include "sync/bundle/carry_answer.h"

#include "sync/wire.h"

namespace huzhu::sync {

Bytes encode(const CarryAnswer& message) {
  Writer out;
  out.byte(protocol_version);
  out.u64(message.from.value);
  out.varint(message.stored);
  out.varint(message.known);
  out.varint(message.refused);
  out.blob(message.answer);
  return out.take();
}

Result<CarryAnswer> decode_carry_answer(ByteView body) {
  Reader in(body);
  if (in.byte() != protocol_version && in.ok()) in.fail(ErrorCode::unknown_version);
  CarryAnswer message;
  message.from.value = in.u64();
  message.stored = in.varint();
  message.known = in.varint();
  message.refused = in.varint();
  message.answer = bytes_of(in.blob(limits::bundle_bytes_max));
  HUZHU_TRY(in.finish("carry_answer"));
  return message;
}

}  // namespace huzhu::sync
