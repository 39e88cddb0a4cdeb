// SegmentTable: the stored segments, as they came, and the hub's receipts for them.
//
// A stored segment is structurally valid: its chain follows from the one before, and a signature at or after it in its run
// covers it.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "core/log/operation.h"
#include "core/store/log_table.h"

namespace huzhu::store {

struct SegmentRow {
  std::uint64_t seq_first = 0, seq_last = 0;
  log::SealedSegment sealed;
};

// The hub held everything up to seq_last at `at_ms`, by its clock.
struct ReceivedPart {
  std::uint64_t seq_last = 0;
  std::int64_t at_ms = 0;
  friend bool operator==(const ReceivedPart&, const ReceivedPart&) = default;
};

class SegmentTable {
 public:
  explicit SegmentTable(Database& db) : db_(db) {}

  // Appends after the log's head and moves it; of what is only stated, after what is held of it.
  Status append(LogRow& log, const log::Segment& segment, const log::SealedSegment& sealed);

  Result<std::optional<SegmentRow>> at(const LogRow& log, std::uint64_t seq_first);    // exactly there
  Result<std::optional<SegmentRow>> with(const LogRow& log, std::uint64_t seq);        // the one that holds this operation
  // Other bytes of the same chain: values were redacted.
  Status replace_bytes(const LogRow& log, std::uint64_t seq_first, ByteView bytes);
  Result<std::optional<Hash>> chain_ending_at(const LogRow& log, std::uint64_t seq);   // of the segment whose last is seq
  // In order from seq_first >= `from`, until `visit` answers false.
  Status each(const LogRow& log, std::uint64_t from, const std::function<Result<bool>(const SegmentRow&)>& visit);
  // Takes back everything from `seq_first` on, receipts included.
  Status truncate(LogRow& log, std::uint64_t seq_first);
  Result<std::uint64_t> count_from(const LogRow& log, std::uint64_t from);

  Status put_receipt(LogRow& log, std::uint64_t seq_last, std::uint64_t hub_seq, std::int64_t received_at_ms);
  // A snapshot's word for one; it counts while the log is stated, beside those that come, and is dropped with that.
  Status put_stated_receipt(LogRow& log, std::uint64_t seq_last, std::int64_t received_at_ms);
  Status drop_stated_receipts(LogRow& log);
  // Do the receipts that came say of the stated part what the snapshot said?
  Result<bool> receipts_are_as_stated(const LogRow& log);
  // What received_at() answers for every operation up to `upto`, in as few entries as say it.
  Result<std::vector<ReceivedPart>> received_parts(const LogRow& log, std::uint64_t upto);

  // The last operation before `seq` that has a receipt of `at_ms` or earlier; 0 without one.
  Result<std::uint64_t> received_by(const LogRow& log, std::uint64_t seq, std::int64_t at_ms);
  // The earliest receipt that covers this operation.
  Result<std::optional<std::int64_t>> received_at(const LogRow& log, std::uint64_t seq);

 private:
  Database& db_;
};

// Sequence numbers that fit beside the log's number in a position; a trillion operations of one writer.
inline constexpr int position_seq_bits = 40;

}  // namespace huzhu::store
