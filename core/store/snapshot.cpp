#include "core/store/snapshot.h"

#include <tuple>

#include "core/base/limits.h"
#include "core/log/archive.h"

namespace huzhu::store {
namespace {

constexpr std::uint8_t format = 1;
constexpr std::size_t row_extra_bytes = 12;  // beside its state, about
constexpr std::uint64_t cut_one_in = 128;  // rows, about 32 KB

bool rises(const SnapshotLog& a, const SnapshotLog& b) { return std::tie(a.author, a.epoch) < std::tie(b.author, b.epoch); }
bool rises(const SnapshotVoid& a, const SnapshotVoid& b) { return std::tie(a.author, a.epoch, a.seq) < std::tie(b.author, b.epoch, b.seq); }
bool rises(const SnapshotRow& a, const SnapshotRow& b) { return std::tie(a.id, a.type) < std::tie(b.id, b.type); }

Hash read_hash(log::CompactReader& in) {
  Hash hash{};
  const ByteView bytes = in.raw(hash.size());
  if (bytes.size() == hash.size()) std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

template <class Name>
void read_name(log::CompactReader& in, Name& name) {
  auto fixed = log::fixed(name.value);
  in(fixed);
}

void write_log(log::CompactWriter& out, const SnapshotLog& log) {
  out(log::fixed(log.author.value), log::fixed(log.epoch));
  out.varint(log.seq);
  out.raw(log.chain);
  out.varint(log.hlc);
  out.varint(log.segments);
  out.blob(log.past.encode());
  out.varint(log.received.size());
  ReceivedPart last;
  for (const ReceivedPart& one : log.received) {
    out.varint(one.seq_last - last.seq_last);
    out(one.at_ms - last.at_ms);
    last = one;
  }
}

SnapshotLog read_log(log::CompactReader& in) {
  SnapshotLog log;
  read_name(in, log.author);
  auto epoch = log::fixed(log.epoch);
  in(epoch);
  log.seq = in.varint();
  log.chain = read_hash(in);
  log.hlc = in.varint();
  log.segments = in.varint();
  in.canonical(log.seq > 0 && log.seq <= limits::seq_max && log.hlc <= limits::hlc_max && log.segments > 0 && log.segments <= log.seq, "log out of bounds");
  auto past = merge::VersionVector::decode(in.blob(limits::snapshot_head_bytes_max));
  if (past) log.past = std::move(past).value();
  else in.fail(ErrorCode::not_canonical, "past");
  const std::uint64_t count = in.count(0, limits::seq_max);
  ReceivedPart last;
  for (std::uint64_t i = 0; i < count && in.ok(); ++i) {
    const std::uint64_t further = in.varint();
    std::int64_t later = 0;
    in(later);
    in.canonical(further > 0 && further <= log.seq - last.seq_last, "receipts not rising");
    last = {last.seq_last + further, static_cast<std::int64_t>(static_cast<std::uint64_t>(last.at_ms) + static_cast<std::uint64_t>(later))};
    log.received.push_back(last);
  }
  return log;
}

}  // namespace

Bytes encode(const SnapshotHead& head) {
  log::CompactWriter out;
  out(format, log::fixed(head.scope.value));
  out.raw(head.model);
  out.raw(head.redacted);
  out.raw(head.tables);
  out.varint(head.rows);
  out.varint(head.logs.size());
  for (const SnapshotLog& log : head.logs) write_log(out, log);
  out.varint(head.voids.size());
  for (const SnapshotVoid& one : head.voids) {
    out(log::fixed(one.author.value), log::fixed(one.epoch));
    out.varint(one.seq);
    out(one.reason);
  }
  return out.take();
}

Result<SnapshotHead> decode_snapshot_head(ByteView bytes) {
  log::CompactReader in(bytes, "snapshot.head");
  SnapshotHead head;
  std::uint8_t version = 0;
  in(version);
  if (in.ok() && version != format) in.fail(ErrorCode::unknown_version, "format");
  read_name(in, head.scope);
  head.model = read_hash(in);
  head.redacted = read_hash(in);
  head.tables = read_hash(in);
  head.rows = in.varint();
  const std::uint64_t logs = in.count(0, limits::logs_per_scope_max);
  for (std::uint64_t i = 0; i < logs && in.ok(); ++i) {
    head.logs.push_back(read_log(in));
    if (i > 0) in.canonical(rises(head.logs[i - 1], head.logs[i]), "logs not rising");
  }
  const std::uint64_t voids = in.count(0, limits::snapshot_head_bytes_max);
  for (std::uint64_t i = 0; i < voids && in.ok(); ++i) {
    SnapshotVoid one;
    read_name(in, one.author);
    auto epoch = log::fixed(one.epoch);
    in(epoch);
    one.seq = in.varint();
    in(one.reason);
    head.voids.push_back(one);
    if (i > 0) in.canonical(rises(head.voids[i - 1], head.voids[i]), "operations not rising");
  }
  in.at_end();
  if (!in.ok()) return in.error();
  return head;
}

Bytes encode_snapshot_rows(std::span<const SnapshotRow> rows) {
  log::CompactWriter out;
  out.varint(rows.size());
  for (const SnapshotRow& row : rows) {
    out(log::fixed(row.id.value), static_cast<std::uint8_t>(row.type));
    out.blob(row.state);
  }
  return out.take();
}

Result<std::vector<SnapshotRow>> decode_snapshot_rows(ByteView bytes) {
  log::CompactReader in(bytes, "snapshot.rows");
  std::vector<SnapshotRow> rows;
  const std::uint64_t count = in.count(0, limits::snapshot_chunk_bytes_max);
  for (std::uint64_t i = 0; i < count && in.ok(); ++i) {
    SnapshotRow row;
    std::uint8_t type = 0;
    read_name(in, row.id);
    in(type);
    row.type = static_cast<model::EntityType>(type);
    row.state = bytes_of(in.blob(limits::snapshot_chunk_bytes_max));
    in.canonical(model::find(row.type) != nullptr, "unknown type");
    if (i > 0) in.canonical(rises(rows.back(), row), "rows not rising");
    rows.push_back(std::move(row));
  }
  in.at_end();
  if (!in.ok()) return in.error();
  return rows;
}

void SnapshotCutter::add(SnapshotRow row) {
  const std::size_t bytes = row_extra_bytes + row.state.size();
  if (open_bytes_ + bytes > limits::snapshot_chunk_bytes_max / 2) cut();
  open_bytes_ += bytes;
  // Names are random, so any of their bits will do.
  const bool last = row.id.value % cut_one_in == 0;
  open_.push_back(std::move(row));
  if (last) cut();
}

void SnapshotCutter::cut() {
  if (open_.empty()) return;
  chunks_.push_back(encode_snapshot_rows(open_));
  open_.clear();
  open_bytes_ = 0;
}

std::vector<Bytes> SnapshotCutter::finish() {
  cut();
  return std::move(chunks_);
}

}  // namespace huzhu::store
