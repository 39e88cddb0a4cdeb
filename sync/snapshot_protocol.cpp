#include "sync/snapshot_protocol.h"

#include "sync/message.h"

namespace huzhu::sync {

namespace {

void write_names(Writer& out, const std::vector<Hash>& names) {
  out.varint(names.size());
  for (const Hash& name : names) out.raw(name);
}

std::vector<Hash> read_names(Reader& in, std::size_t max) {
  std::vector<Hash> names(in.count(max, sizeof(Hash)));
  for (Hash& name : names) name = in.fixed<32>();
  return names;
}

}  // namespace

Bytes snapshot_signed_part(const SnapshotAnswer& answer) {
  Writer out;
  out.raw(view("huzhu/snapshot/1"));
  out.u64(answer.scope.value);
  out.u64(answer.hub_epoch);
  out.u64(answer.hub_seq);
  out.raw(answer.receipt);
  out.raw(crypto::blake2b({ByteView(answer.head)}));
  for (const Hash& name : answer.chunks) out.raw(name);
  return out.take();
}

Bytes encode(const SnapshotRequest& message) {
  Writer out = write_message();
  out.u64(message.scope.value);
  return out.take();
}

template <>
Result<SnapshotRequest> decode<SnapshotRequest>(ByteView body) {
  Reader in = read_message(body);
  SnapshotRequest message;
  message.scope.value = in.u64();
  HUZHU_TRY(in.finish("snapshot"));
  return message;
}

Bytes encode(const SnapshotAnswer& message) {
  Writer out = write_message();
  out.byte(message.there ? 1 : 0);
  if (!message.there) return out.take();
  out.u64(message.scope.value);
  out.u64(message.hub_epoch);
  out.varint(message.hub_seq);
  out.raw(message.receipt);
  out.blob(message.head);
  write_names(out, message.chunks);
  out.raw(message.signature);
  return out.take();
}

template <>
Result<SnapshotAnswer> decode<SnapshotAnswer>(ByteView body) {
  Reader in = read_message(body);
  SnapshotAnswer message;
  const std::uint8_t there = in.byte();
  if (there > 1) in.fail(ErrorCode::not_canonical);
  message.there = there == 1;
  if (message.there) {
    message.scope.value = in.u64();
    message.hub_epoch = in.u64();
    message.hub_seq = in.varint();
    message.receipt = in.fixed<32>();
    message.head = bytes_of(in.blob(limits::snapshot_head_bytes_max));
    message.chunks = read_names(in, limits::snapshot_chunks_max);
    message.signature = in.fixed<64>();
  }
  HUZHU_TRY(in.finish("snapshot_answer"));
  return message;
}

Bytes encode(const ChunkRequest& message) {
  Writer out = write_message();
  out.u64(message.scope.value);
  out.varint(message.bytes_max);
  write_names(out, message.chunks);
  return out.take();
}

template <>
Result<ChunkRequest> decode<ChunkRequest>(ByteView body) {
  Reader in = read_message(body);
  ChunkRequest message;
  message.scope.value = in.u64();
  message.bytes_max = static_cast<std::uint32_t>(in.varint_max(answer_bytes_max));
  message.chunks = read_names(in, chunks_per_request_max);
  HUZHU_TRY(in.finish("chunks"));
  return message;
}

Bytes encode(const ChunkAnswer& message) {
  Writer out = write_message();
  out.varint(message.chunks.size());
  for (const Bytes& chunk : message.chunks) out.blob(chunk);
  return out.take();
}

template <>
Result<ChunkAnswer> decode<ChunkAnswer>(ByteView body) {
  Reader in = read_message(body);
  ChunkAnswer message;
  for (std::size_t left = in.count(chunks_per_request_max, 1); left > 0 && in.ok(); --left)
    message.chunks.push_back(bytes_of(in.blob(limits::snapshot_chunk_bytes_max)));
  HUZHU_TRY(in.finish("chunk_answer"));
  return message;
}

}  // namespace huzhu::sync
