// Encoders and decoders of the sync messages, in the order of protocol.h; docs/sync_protocol.md shows the bytes.
#include <limits>

#include "sync/message.h"

namespace huzhu::sync {

namespace {

// -- [SECTION] shared shapes ------------------------------------------------------------------------------------------------

// An enum of values 0 … last.
template <class Enum>
Enum read_enum(Reader& in, Enum last) {
  const std::uint8_t value = in.byte();
  if (value <= static_cast<std::uint8_t>(last)) return static_cast<Enum>(value);
  in.fail(ErrorCode::unknown_version);
  return Enum{};
}

bool read_bool(Reader& in) {
  const std::uint8_t value = in.byte();
  if (value > 1) in.fail(ErrorCode::not_canonical);
  return value == 1;
}

void write(Writer& out, const Cursor& cursor) {
  out.u64(cursor.hub_epoch);
  out.varint(cursor.hub_seq);
  out.u64(cursor.hash8);
}

Cursor read_cursor(Reader& in) {
  Cursor cursor;
  cursor.hub_epoch = in.u64();
  cursor.hub_seq = in.varint();
  cursor.hash8 = in.u64();
  return cursor;
}

void write(Writer& out, const std::vector<ScopePosition>& scopes) {
  out.varint(scopes.size());
  for (const ScopePosition& one : scopes) {
    out.u64(one.scope.value);
    out.varint(one.hub_seq);
  }
}

std::vector<ScopePosition> read_scopes(Reader& in) {
  std::vector<ScopePosition> scopes(in.count(scopes_per_message_max, 9));
  for (ScopePosition& one : scopes) {
    one.scope.value = in.u64();
    one.hub_seq = in.varint();
  }
  return scopes;
}

void write(Writer& out, const std::vector<LogPosition>& logs) {
  out.varint(logs.size());
  for (const LogPosition& one : logs) {
    out.u64(one.author.value);
    out.u32(one.epoch);
    out.varint(one.seq);
    out.u64(one.hash8);
  }
}

std::vector<LogPosition> read_logs(Reader& in) {
  std::vector<LogPosition> logs(in.count(limits::logs_per_scope_max, 21));
  for (LogPosition& one : logs) {
    one.author.value = in.u64();
    one.epoch = in.u32();
    one.seq = in.varint();
    one.hash8 = in.u64();
  }
  return logs;
}

void write_time(Writer& out, std::uint64_t hub_epoch, std::int64_t hub_time_ms) {
  out.u64(hub_epoch);
  out.signed_varint(hub_time_ms);
}

constexpr std::size_t entry_operations_max = limits::segment_ops_max;
constexpr std::size_t segments_per_entry_max = 4096;

// Flags of a pull entry.
constexpr std::uint8_t entry_has_frame = 1;
constexpr std::uint8_t entry_new_epoch = 2;

void write(Writer& out, const PullEntry& entry, std::uint64_t epoch_before, std::int64_t time_before) {
  const bool new_epoch = entry.hub_epoch != epoch_before;
  out.byte(static_cast<std::uint8_t>((entry.has_frame ? entry_has_frame : 0) | (new_epoch ? entry_new_epoch : 0)));
  if (new_epoch) out.u64(entry.hub_epoch);
  out.signed_varint(static_cast<std::int64_t>(static_cast<std::uint64_t>(entry.received_at_ms) - static_cast<std::uint64_t>(time_before)));
  if (entry.has_frame) {
    out.raw(entry.previous);
    out.blob(entry.frame);
    return;
  }
  out.u64(entry.author.value);
  out.u32(entry.epoch);
  out.varint(entry.seq_first);
  out.blob(entry.operations);
}

PullEntry read_entry(Reader& in, std::uint64_t epoch_before, std::int64_t time_before) {
  PullEntry entry;
  const std::uint8_t flags = in.byte();
  if (flags > (entry_has_frame | entry_new_epoch)) in.fail(ErrorCode::not_canonical);
  entry.has_frame = (flags & entry_has_frame) != 0;
  entry.hub_epoch = (flags & entry_new_epoch) ? in.u64() : epoch_before;
  if ((flags & entry_new_epoch) && entry.hub_epoch == epoch_before) in.fail(ErrorCode::not_canonical);
  // Unsigned, because a forged delta may run over.
  entry.received_at_ms = static_cast<std::int64_t>(static_cast<std::uint64_t>(time_before) + static_cast<std::uint64_t>(in.signed_varint()));
  if (entry.has_frame) {
    entry.previous = in.fixed<32>();
    entry.frame = bytes_of(in.blob(limits::encoded_frame_bytes_max));
    return entry;
  }
  entry.author.value = in.u64();
  entry.epoch = in.u32();
  entry.seq_first = in.varint();
  entry.operations = bytes_of(in.blob(segments_per_entry_max));
  for (const std::uint8_t count : entry.operations) {
    if (count == 0 || count > entry_operations_max) in.fail(ErrorCode::not_canonical);
  }
  return entry;
}

}  // namespace

// -- [SECTION] problem, enrol, hello ----------------------------------------------------------------------------------------

Bytes encode(const Problem& message) {
  Writer out = write_message();
  out.byte(static_cast<std::uint8_t>(message.refusal));
  out.varint(message.retry_ms);
  return out.take();
}

template <>
Result<Problem> decode<Problem>(ByteView body) {
  Reader in = read_message(body);
  Problem message;
  message.refusal = read_enum(in, Refusal::internal);
  message.retry_ms = static_cast<std::uint32_t>(in.varint_max(std::numeric_limits<std::uint32_t>::max()));
  HUZHU_TRY(in.finish("problem"));
  return message;
}

Bytes encode(const EnrolRequest& message) {
  Writer out = write_message();
  out.text(message.code);
  out.raw(message.device);
  out.byte(message.device_kind);
  out.text(message.device_name);
  out.raw(message.proof);
  return out.take();
}

template <>
Result<EnrolRequest> decode<EnrolRequest>(ByteView body) {
  Reader in = read_message(body);
  EnrolRequest message;
  message.code = in.text(limits::enrol_code_digits);
  message.device = in.fixed<32>();
  message.device_kind = in.byte();
  message.device_name = in.text(device_name_bytes_max);
  message.proof = in.fixed<64>();
  HUZHU_TRY(in.finish("enrol"));
  return message;
}

Bytes encode(const EnrolAnswer& message) {
  Writer out = write_message();
  out.blob(message.grant);
  return out.take();
}

template <>
Result<EnrolAnswer> decode<EnrolAnswer>(ByteView body) {
  Reader in = read_message(body);
  EnrolAnswer message;
  message.grant = bytes_of(in.blob(grant_bytes_max));
  HUZHU_TRY(in.finish("enrol_answer"));
  return message;
}

Bytes encode(const HelloRequest& message) {
  Writer out = write_message();
  out.raw(message.nonce);
  return out.take();
}

template <>
Result<HelloRequest> decode<HelloRequest>(ByteView body) {
  Reader in = read_message(body);
  HelloRequest message;
  message.nonce = in.fixed<16>();
  HUZHU_TRY(in.finish("hello"));
  return message;
}

Bytes encode(const HelloAnswer& message) {
  Writer out = write_message();
  write_time(out, message.hub_epoch, message.hub_time_ms);
  out.raw(message.token);
  out.raw(message.signature);
  write(out, message.scopes);
  return out.take();
}

template <>
Result<HelloAnswer> decode<HelloAnswer>(ByteView body) {
  Reader in = read_message(body);
  HelloAnswer message;
  message.hub_epoch = in.u64();
  message.hub_time_ms = in.signed_varint();
  message.token = in.fixed<16>();
  message.signature = in.fixed<64>();
  message.scopes = read_scopes(in);
  HUZHU_TRY(in.finish("hello_answer"));
  return message;
}

// -- [SECTION] push ---------------------------------------------------------------------------------------------------------

Bytes encode(const PushRequest& message) {
  Writer out = write_message();
  for (const Bytes& frame : message.frames) out.raw(frame);
  return out.take();
}

Bytes encode(const PushAnswer& message) {
  Writer out = write_message();
  write_time(out, message.hub_epoch, message.hub_time_ms);
  out.varint(message.frames.size());
  for (const FrameVerdict& one : message.frames) {
    out.byte(static_cast<std::uint8_t>(one.verdict));
    out.varint(one.stored);
    if (one.verdict == Verdict::gap) out.varint(one.hub_seq_last);
  }
  out.varint(message.runs.size());
  for (const ReceiptRun& run : message.runs) {
    out.u64(run.scope.value);
    out.varint(run.first_hub_seq);
    out.raw(run.previous);
    out.signed_varint(run.received_at_ms);
    out.varint(run.items.size());
    for (const ReceiptItem& item : run.items) {
      out.varint(item.frame);
      out.varint(item.first);
      out.varint(item.count);
    }
    out.raw(run.signature);
  }
  return out.take();
}

template <>
Result<PushAnswer> decode<PushAnswer>(ByteView body) {
  Reader in = read_message(body);
  PushAnswer message;
  message.hub_epoch = in.u64();
  message.hub_time_ms = in.signed_varint();
  message.frames.resize(in.count(frames_per_push_max, 2));
  for (FrameVerdict& one : message.frames) {
    one.verdict = read_enum(in, Verdict::busy);
    one.stored = static_cast<std::uint16_t>(in.varint_max(segments_per_entry_max));
    if (one.verdict == Verdict::gap) one.hub_seq_last = in.varint();
  }
  message.runs.resize(in.count(scopes_per_message_max, 8 + 1 + 32 + 1 + 1 + 64));
  for (ReceiptRun& run : message.runs) {
    run.scope.value = in.u64();
    run.first_hub_seq = in.varint();
    run.previous = in.fixed<32>();
    run.received_at_ms = in.signed_varint();
    run.items.resize(in.count(frames_per_push_max, 3));
    for (ReceiptItem& item : run.items) {
      item.frame = static_cast<std::uint32_t>(in.varint_max(frames_per_push_max));
      item.first = static_cast<std::uint16_t>(in.varint_max(segments_per_entry_max));
      item.count = static_cast<std::uint16_t>(in.varint_max(segments_per_entry_max));
    }
    run.signature = in.fixed<64>();
  }
  HUZHU_TRY(in.finish("push_answer"));
  return message;
}

// -- [SECTION] pull, offer ----------------------------------------------------------------------------------------------------

Bytes encode(const PullRequest& message) {
  Writer out = write_message();
  out.u64(message.scope.value);
  write(out, message.after);
  out.varint(message.bytes_max);
  write(out, message.have);
  return out.take();
}

template <>
Result<PullRequest> decode<PullRequest>(ByteView body) {
  Reader in = read_message(body);
  PullRequest message;
  message.scope.value = in.u64();
  message.after = read_cursor(in);
  message.bytes_max = static_cast<std::uint32_t>(in.varint_max(answer_bytes_max));
  message.have = read_logs(in);
  HUZHU_TRY(in.finish("pull"));
  return message;
}

Bytes encode(const PullAnswer& message) {
  Writer out = write_message();
  out.u64(message.scope.value);
  out.signed_varint(message.hub_time_ms);
  write(out, message.next);
  out.byte(message.more ? 1 : 0);
  out.varint(message.head);
  out.raw(message.signature);
  out.varint(message.entries.size());
  std::uint64_t epoch = 0;
  std::int64_t time = 0;
  for (const PullEntry& entry : message.entries) {
    write(out, entry, epoch, time);
    epoch = entry.hub_epoch;
    time = entry.received_at_ms;
  }
  return out.take();
}

template <>
Result<PullAnswer> decode<PullAnswer>(ByteView body) {
  Reader in = read_message(body);
  PullAnswer message;
  message.scope.value = in.u64();
  message.hub_time_ms = in.signed_varint();
  message.next = read_cursor(in);
  message.more = read_bool(in);
  message.head = in.varint();
  message.signature = in.fixed<64>();
  std::size_t left = in.count(answer_bytes_max, 15);
  std::uint64_t epoch = 0;
  std::int64_t time = 0;
  for (; left > 0 && in.ok(); --left) {
    message.entries.push_back(read_entry(in, epoch, time));
    epoch = message.entries.back().hub_epoch;
    time = message.entries.back().received_at_ms;
  }
  HUZHU_TRY(in.finish("pull_answer"));
  return message;
}

Bytes encode(const OfferRequest& message) {
  Writer out = write_message();
  out.u64(message.scope.value);
  write(out, message.logs);
  return out.take();
}

template <>
Result<OfferRequest> decode<OfferRequest>(ByteView body) {
  Reader in = read_message(body);
  OfferRequest message;
  message.scope.value = in.u64();
  message.logs = read_logs(in);
  HUZHU_TRY(in.finish("offer"));
  return message;
}

Bytes encode(const OfferAnswer& message) {
  Writer out = write_message();
  write(out, message.wanted);
  write(out, message.forked);
  return out.take();
}

template <>
Result<OfferAnswer> decode<OfferAnswer>(ByteView body) {
  Reader in = read_message(body);
  OfferAnswer message;
  message.wanted = read_logs(in);
  message.forked = read_logs(in);
  HUZHU_TRY(in.finish("offer_answer"));
  return message;
}

// -- [SECTION] digest, wait -----------------------------------------------------------------------------------------------------

Bytes encode(const DigestRequest& message) {
  Writer out = write_message();
  out.raw(message.root);
  write(out, message.scopes);
  return out.take();
}

template <>
Result<DigestRequest> decode<DigestRequest>(ByteView body) {
  Reader in = read_message(body);
  DigestRequest message;
  message.root = in.fixed<32>();
  message.scopes = read_scopes(in);
  HUZHU_TRY(in.finish("digest"));
  return message;
}

Bytes encode(const DigestAnswer& message) {
  Writer out = write_message();
  write_time(out, message.hub_epoch, message.hub_time_ms);
  out.byte(message.same ? 1 : 0);
  out.varint(message.scopes.size());
  for (const ScopeDigest& one : message.scopes) {
    out.u64(one.scope.value);
    out.varint(one.hub_seq);
    out.raw(one.digest);
  }
  return out.take();
}

template <>
Result<DigestAnswer> decode<DigestAnswer>(ByteView body) {
  Reader in = read_message(body);
  DigestAnswer message;
  message.hub_epoch = in.u64();
  message.hub_time_ms = in.signed_varint();
  message.same = read_bool(in);
  message.scopes.resize(in.count(scopes_per_message_max, 8 + 1 + 32));
  for (ScopeDigest& one : message.scopes) {
    one.scope.value = in.u64();
    one.hub_seq = in.varint();
    one.digest = in.fixed<32>();
  }
  HUZHU_TRY(in.finish("digest_answer"));
  return message;
}

Bytes encode(const WaitRequest& message) {
  Writer out = write_message();
  out.varint(message.timeout_ms);
  write(out, message.scopes);
  return out.take();
}

template <>
Result<WaitRequest> decode<WaitRequest>(ByteView body) {
  Reader in = read_message(body);
  WaitRequest message;
  message.timeout_ms = static_cast<std::uint32_t>(in.varint_max(wait_ms_max));
  message.scopes = read_scopes(in);
  HUZHU_TRY(in.finish("wait"));
  return message;
}

Bytes encode(const WaitAnswer& message) {
  Writer out = write_message();
  write_time(out, message.hub_epoch, message.hub_time_ms);
  write(out, message.changed);
  return out.take();
}

template <>
Result<WaitAnswer> decode<WaitAnswer>(ByteView body) {
  Reader in = read_message(body);
  WaitAnswer message;
  message.hub_epoch = in.u64();
  message.hub_time_ms = in.signed_varint();
  message.changed = read_scopes(in);
  HUZHU_TRY(in.finish("wait_answer"));
  return message;
}

}  // namespace huzhu::sync
