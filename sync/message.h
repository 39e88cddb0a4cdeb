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

inline constexpr std::size_t signed_receipt_bytes_min = 32 + 8 + 8 + 1 + 8 + 4 + 1 + 1 + 32 + 1 + 64;

inline void write(Writer& out, const SignedReceipt& head) {
  out.u64(head.link.scope.value);
  out.u64(head.link.hub_epoch);
  out.varint(head.link.hub_seq);
  out.raw(head.previous);
  out.u64(head.link.author.value);
  out.u32(head.link.epoch);
  out.varint(head.link.seq_first);
  out.varint(head.link.seq_last - head.link.seq_first);
  out.raw(head.link.chain);
  out.signed_varint(head.link.received_at_ms);
  out.raw(head.signature);
}

inline SignedReceipt read_signed_receipt(Reader& in) {
  SignedReceipt head;
  head.link.scope.value = in.u64();
  head.link.hub_epoch = in.u64();
  head.link.hub_seq = in.varint();
  head.previous = in.fixed<32>();
  head.link.author.value = in.u64();
  head.link.epoch = in.u32();
  head.link.seq_first = in.varint_max(limits::seq_max);
  head.link.seq_last = head.link.seq_first + in.varint_max(limits::seq_max);
  head.link.chain = in.fixed<32>();
  head.link.received_at_ms = in.signed_varint();
  head.signature = in.fixed<64>();
  if (head.link.hub_seq == 0) in.fail(ErrorCode::not_canonical);
  return head;
}

inline Reader read_message(ByteView body) {
  Reader in(body);
  if (in.byte() != protocol_version && in.ok()) in.fail(ErrorCode::unknown_version);
  return in;
}

}  // namespace huzhu::sync
