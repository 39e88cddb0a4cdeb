#include "core/store/segment_table.h"

#include <algorithm>

#include "core/store/columns.h"

namespace huzhu::store {
namespace {

std::int64_t position(const LogRow& log, std::uint64_t seq) { return log.id << position_seq_bits | signed_of(seq); }
std::uint64_t seq_at(std::int64_t position) { return static_cast<std::uint64_t>(position) & ((std::uint64_t{1} << position_seq_bits) - 1); }

std::optional<Signature> signature_at(const Statement& row, int column) {
  const ByteView bytes = row.blob(column);
  if (bytes.size() != sizeof(Signature)) return std::nullopt;
  Signature signature{};
  std::copy(bytes.begin(), bytes.end(), signature.begin());
  return signature;
}

SegmentRow row_of(const Statement& read) {
  SegmentRow row;
  row.seq_first = seq_at(read.integer(0));
  row.seq_last = unsigned_of(read, 1);
  row.sealed.chain = hash_of(read, 2);
  if (const auto signature = signature_at(read, 3)) {
    row.sealed.signature = *signature;
    row.sealed.has_signature = true;
  }
  row.sealed.actor_signature = signature_at(read, 4);
  row.sealed.bytes = bytes_of(read.blob(5));
  return row;
}

Result<std::optional<std::int64_t>> earliest_of(Statement& read, const LogRow& log, std::uint64_t seq) {
  HUZHU_ASSIGN(const bool there, read.bind(1, log.id).bind(2, signed_of(seq)).step());
  std::optional<std::int64_t> earliest;
  if (there && !read.is_null(0)) earliest = read.integer(0);
  read.reset();
  return earliest;
}

Result<std::vector<ReceivedPart>> parts_of(Statement& read, const LogRow& log, std::uint64_t upto) {
  std::vector<ReceivedPart> all;
  read.bind(1, log.id).bind(2, signed_of(upto));
  while (true) {
    HUZHU_ASSIGN(const bool more, read.step());
    if (!more) break;
    const ReceivedPart one{unsigned_of(read, 0), read.integer(1)};
    // A later receipt that is no later in time covers this one as well.
    if (all.empty() || one.at_ms < all.back().at_ms) all.push_back(one);
  }
  std::reverse(all.begin(), all.end());
  return all;
}

}  // namespace

Status SegmentTable::append(LogRow& log, const log::Segment& segment, const log::SealedSegment& sealed) {
  if (segment.seq_last() >> position_seq_bits) return Error{ErrorCode::too_long, "store.segment", "log too long"};
  Statement& write = db_.cached("INSERT INTO segment(position, seq_last, chain, signature, actor_signature, bytes) VALUES(?1,?2,?3,?4,?5,?6)");
  write.bind(1, position(log, segment.seq_first)).bind(2, signed_of(segment.seq_last())).bind(3, ByteView(sealed.chain));
  if (sealed.has_signature) write.bind(4, ByteView(sealed.signature));
  if (sealed.actor_signature) write.bind(5, ByteView(*sealed.actor_signature));
  HUZHU_TRY(write.bind(6, ByteView(sealed.bytes)).run());
  if (log.stated && log.stated->covers(segment.seq_last())) {
    log.stated->held = segment.seq_last();
    log.stated->held_chain = sealed.chain;
    return Done{};
  }
  log.seq = segment.seq_last();
  log.chain = sealed.chain;
  log.hlc = segment.hlc;
  log.segments += 1;
  log.dirty = true;
  return Done{};
}

Result<std::optional<SegmentRow>> SegmentTable::at(const LogRow& log, std::uint64_t seq_first) {
  Statement& read = db_.cached("SELECT position, seq_last, chain, signature, actor_signature, bytes FROM segment WHERE position=?1");
  HUZHU_ASSIGN(const bool there, read.bind(1, position(log, seq_first)).step());
  std::optional<SegmentRow> row;
  if (there) row = row_of(read);
  read.reset();
  return row;
}

Result<std::optional<SegmentRow>> SegmentTable::with(const LogRow& log, std::uint64_t seq) {
  Statement& read = db_.cached("SELECT position, seq_last, chain, signature, actor_signature, bytes FROM segment"
                               " WHERE position BETWEEN ?1 AND ?2 ORDER BY position DESC LIMIT 1");
  HUZHU_ASSIGN(const bool there, read.bind(1, position(log, 0)).bind(2, position(log, seq)).step());
  std::optional<SegmentRow> row;
  if (there) row = row_of(read);
  read.reset();
  if (row && row->seq_last < seq) row.reset();
  return row;
}

Status SegmentTable::replace_bytes(const LogRow& log, std::uint64_t seq_first, ByteView bytes) {
  Statement& write = db_.cached("UPDATE segment SET bytes=?2 WHERE position=?1");
  return write.bind(1, position(log, seq_first)).bind(2, bytes).run();
}

Result<std::optional<Hash>> SegmentTable::chain_ending_at(const LogRow& log, std::uint64_t seq) {
  if (seq == log.seq) return std::optional(log.chain);
  if (log.stated && seq == log.stated->upto) return std::optional(log.stated->chain);
  Statement& read = db_.cached("SELECT seq_last, chain FROM segment WHERE position BETWEEN ?1 AND ?2 ORDER BY position DESC LIMIT 1");
  HUZHU_ASSIGN(const bool there, read.bind(1, position(log, 0)).bind(2, position(log, seq)).step());
  std::optional<Hash> chain;
  if (there && unsigned_of(read, 0) == seq) chain = hash_of(read, 1);
  read.reset();
  return chain;
}

Status SegmentTable::each(const LogRow& log, std::uint64_t from, const std::function<Result<bool>(const SegmentRow&)>& visit) {
  // Not the cached statement: visitors may read segments themselves.
  HUZHU_ASSIGN(Statement read, db_.prepare("SELECT position, seq_last, chain, signature, actor_signature, bytes FROM segment"
                                           " WHERE position BETWEEN ?1 AND ?2 ORDER BY position"));
  read.bind(1, position(log, from)).bind(2, position(log, (std::uint64_t{1} << position_seq_bits) - 1));
  while (true) {
    HUZHU_ASSIGN(const bool more, read.step());
    if (!more) return Done{};
    HUZHU_ASSIGN(const bool go_on, visit(row_of(read)));
    if (!go_on) return Done{};
  }
}

Status SegmentTable::truncate(LogRow& log, std::uint64_t seq_first) {
  HUZHU_ASSIGN(const auto chain, chain_ending_at(log, seq_first - 1));
  HUZHU_ASSIGN(const std::uint64_t gone, count_from(log, seq_first));
  Statement& segments = db_.cached("DELETE FROM segment WHERE position BETWEEN ?1 AND ?2");
  segments.bind(1, position(log, seq_first)).bind(2, position(log, (std::uint64_t{1} << position_seq_bits) - 1));
  HUZHU_TRY(segments.run());
  Statement& receipts = db_.cached("DELETE FROM receipt WHERE log=?1 AND seq_last>=?2");
  HUZHU_TRY(receipts.bind(1, log.id).bind(2, signed_of(seq_first)).run());
  log.seq = seq_first - 1;
  log.chain = chain.value_or(Hash{});
  log.segments -= gone;
  log.applied = std::min(log.applied, log.seq);
  log.receipted = std::min(log.receipted, log.seq);
  log.dirty = true;
  return Done{};
}

Result<std::uint64_t> SegmentTable::count_from(const LogRow& log, std::uint64_t from) {
  Statement& read = db_.cached("SELECT count(*) FROM segment WHERE position BETWEEN ?1 AND ?2");
  read.bind(1, position(log, from)).bind(2, position(log, (std::uint64_t{1} << position_seq_bits) - 1));
  HUZHU_TRY(read.step());
  const std::uint64_t count = unsigned_of(read, 0);
  read.reset();
  return count;
}

Status SegmentTable::put_receipt(LogRow& log, std::uint64_t seq_last, std::uint64_t hub_seq, std::int64_t received_at_ms) {
  Statement& write = db_.cached("INSERT INTO receipt(log, seq_last, hub_seq, received_at) VALUES(?1,?2,?3,?4)"
                                " ON CONFLICT DO UPDATE SET hub_seq=excluded.hub_seq, received_at=excluded.received_at");
  write.bind(1, log.id).bind(2, signed_of(seq_last)).bind(3, signed_of(hub_seq)).bind(4, received_at_ms);
  HUZHU_TRY(write.run());
  if (seq_last > log.receipted) {
    log.receipted = seq_last;
    log.dirty = true;
  }
  return Done{};
}

Result<std::optional<std::int64_t>> SegmentTable::received_at(const LogRow& log, std::uint64_t seq) {
  if (seq > log.receipted) return std::optional<std::int64_t>();
  HUZHU_ASSIGN(auto earliest, earliest_of(db_.cached("SELECT min(received_at) FROM receipt WHERE log=?1 AND seq_last>=?2"), log, seq));
  if (!log.stated || !log.stated->covers(seq)) return earliest;
  HUZHU_ASSIGN(const auto said, earliest_of(db_.cached("SELECT min(received_at) FROM stated_receipt WHERE log=?1 AND seq_last>=?2"), log, seq));
  if (said && (!earliest || *said < *earliest)) earliest = said;
  return earliest;
}

Status SegmentTable::put_stated_receipt(LogRow& log, std::uint64_t seq_last, std::int64_t received_at_ms) {
  Statement& write = db_.cached("INSERT INTO stated_receipt(log, seq_last, received_at) VALUES(?1,?2,?3)");
  HUZHU_TRY(write.bind(1, log.id).bind(2, signed_of(seq_last)).bind(3, received_at_ms).run());
  if (seq_last > log.receipted) {
    log.receipted = seq_last;
    log.dirty = true;
  }
  return Done{};
}

Status SegmentTable::drop_stated_receipts(LogRow& log) {
  Statement& gone = db_.cached("DELETE FROM stated_receipt WHERE log=?1");
  HUZHU_TRY(gone.bind(1, log.id).run());
  Statement& read = db_.cached("SELECT max(seq_last) FROM receipt WHERE log=?1");
  HUZHU_ASSIGN(const bool there, read.bind(1, log.id).step());
  log.receipted = there && !read.is_null(0) ? unsigned_of(read, 0) : 0;
  read.reset();
  log.dirty = true;
  return Done{};
}

Result<std::uint64_t> SegmentTable::received_by(const LogRow& log, std::uint64_t seq, std::int64_t at_ms) {
  std::uint64_t last = 0;
  for (const std::string_view table : {"receipt", "stated_receipt"}) {
    if (!log.stated && table != "receipt") break;
    Statement& read = db_.cached("SELECT seq_last FROM " + std::string(table) + " WHERE log=?1 AND seq_last<?2 AND received_at<=?3 ORDER BY seq_last DESC LIMIT 1");
    HUZHU_ASSIGN(const bool there, read.bind(1, log.id).bind(2, signed_of(seq)).bind(3, at_ms).step());
    if (there) last = std::max(last, unsigned_of(read, 0));
    read.reset();
  }
  return last;
}

Result<std::vector<ReceivedPart>> SegmentTable::received_parts(const LogRow& log, std::uint64_t upto) {
  return parts_of(db_.cached("SELECT seq_last, received_at FROM receipt WHERE log=?1 AND seq_last<=?2 ORDER BY seq_last DESC"), log, upto);
}

Result<bool> SegmentTable::receipts_are_as_stated(const LogRow& log) {
  HUZHU_ASSIGN(const auto came, received_parts(log, log.stated->upto));
  HUZHU_ASSIGN(const auto said, parts_of(db_.cached("SELECT seq_last, received_at FROM stated_receipt WHERE log=?1 AND seq_last<=?2 ORDER BY seq_last DESC"), log, log.stated->upto));
  return came == said;
}

}  // namespace huzhu::store
