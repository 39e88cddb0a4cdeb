#include "sync/hub/pull.h"

#include <algorithm>
#include <map>

namespace huzhu::hub {

namespace {

constexpr std::size_t receipt_bytes = 2;         // of a segment that comes without its bytes, about
constexpr std::size_t segment_extra_bytes = 8;   // framing of one that comes whole, about
constexpr std::size_t rows_per_page_max = 4096;  // bounds the time of one page when nothing but receipts is sent

using LogName = std::pair<AuthorId, std::uint32_t>;

// Up to where each log need not be sent: the device's word, checked against the chain we hold.
Result<std::map<LogName, std::uint64_t>> covered(SegmentStore& store, const sync::PullRequest& request) {
  std::map<LogName, std::uint64_t> out;
  for (const sync::LogPosition& have : request.have) {
    HUZHU_ASSIGN(const std::optional<Row> row, store.ending(request.scope, have.author, have.epoch, have.seq));
    if (row && sync::first8(row->link.chain) == have.hash8) out[{have.author, have.epoch}] = have.seq;
  }
  return out;
}

bool continues(const Row& a, const Row& b) {
  return a.link.author == b.link.author && a.link.epoch == b.link.epoch && a.link.seq_last + 1 == b.link.seq_first &&
         a.link.hub_epoch == b.link.hub_epoch && a.link.received_at_ms == b.link.received_at_ms;
}

class PageBuilder {
 public:
  PageBuilder(SegmentStore& store, const Hash& county_root, sync::PullAnswer& answer) : store_(store), county_root_(county_root), answer_(answer) {}

  Status add(Row row, bool with_bytes) {
    if (!run_.empty() && (with_bytes != with_bytes_ || !continues(run_.back(), row))) HUZHU_TRY(flush());
    with_bytes_ = with_bytes;
    run_.push_back(std::move(row));
    return Done{};
  }

  Status flush() {
    if (run_.empty()) return Done{};
    Status done = with_bytes_ ? add_frames() : add_receipts();
    run_.clear();
    return done;
  }

 private:
  sync::PullEntry entry_of(const Row& row) const {
    sync::PullEntry entry;
    entry.hub_epoch = row.link.hub_epoch;
    entry.received_at_ms = row.link.received_at_ms;
    return entry;
  }

  Status add_receipts() {
    sync::PullEntry entry = entry_of(run_.front());
    entry.author = run_.front().link.author;
    entry.epoch = run_.front().link.epoch;
    entry.seq_first = run_.front().link.seq_first;
    for (const Row& row : run_) entry.operations.push_back(static_cast<std::uint8_t>(row.link.seq_last - row.link.seq_first + 1));
    answer_.entries.push_back(std::move(entry));
    return Done{};
  }

  Status add_frames() {
    const sync::Link& first = run_.front().link;
    Hash previous = log::first_prev(county_root_, first.scope, first.author, first.epoch);
    if (first.seq_first > 1) {
      HUZHU_ASSIGN(const std::optional<Row> before, store_.ending(first.scope, first.author, first.epoch, first.seq_first - 1));
      if (!before) return Error{ErrorCode::internal, "hub.pull", "a log has a hole"};
      previous = before->link.chain;
    }
    std::vector<log::SealedSegment> sealed;
    for (Row& row : run_) sealed.push_back(std::move(row.sealed));
    std::size_t at = 0;
    for (Bytes& bytes : log::encode_frames(sealed)) {
      ByteView rest = bytes;
      HUZHU_ASSIGN(const log::Frame frame, log::read_frame(rest));
      sync::PullEntry entry = entry_of(run_.front());
      entry.has_frame = true;
      entry.previous = previous;
      entry.frame = std::move(bytes);
      answer_.entries.push_back(std::move(entry));
      at += frame.segments.size();
      previous = sealed[at - 1].chain;
    }
    // Every push ended with a signature, and a page ends only at one.
    if (at != run_.size()) return Error{ErrorCode::internal, "hub.pull", "segments without a signature"};
    return Done{};
  }

  SegmentStore& store_;
  const Hash& county_root_;
  sync::PullAnswer& answer_;
  std::vector<Row> run_;
  bool with_bytes_ = false;
};

// The cursor names one receipt; another one there means the hub was wiped, rolled back, or is another hub.
Result<bool> knows(SegmentStore& store, ScopeId scope, const sync::Cursor& cursor) {
  if (cursor.hub_seq == 0) return true;
  HUZHU_ASSIGN(const std::optional<Row> row, store.at(scope, cursor.hub_seq));
  return row && row->link.hub_epoch == cursor.hub_epoch && sync::first8(row->receipt) == cursor.hash8;
}

}  // namespace

Result<Page> read_page(SegmentStore& store, const sync::PullRequest& request, const Hash& county_root, const crypto::SigningKey& hub) {
  Page page;
  HUZHU_ASSIGN(const bool known, knows(store, request.scope, request.after));
  if (!known) {
    page.refusal = sync::Refusal::stale_cursor;
    return page;
  }
  HUZHU_ASSIGN(const auto have, covered(store, request));
  HUZHU_ASSIGN(const std::optional<ScopeHead> head, store.head(request.scope));
  sync::PullAnswer& answer = page.answer;
  answer.scope = request.scope;
  answer.next = request.after;
  answer.head = head ? head->hub_seq : 0;

  PageBuilder builder(store, county_root, answer);
  const std::size_t bytes_max = std::min<std::size_t>(request.bytes_max, sync::answer_bytes_max / 2);
  std::size_t size = 0, rows = 0;
  Hash last{};
  Status failed = Done{};
  HUZHU_TRY(store.read(request.scope, request.after.hub_seq, [&](Row& row) {
    const auto log = have.find({row.link.author, row.link.epoch});
    const bool with_bytes = log == have.end() || row.link.seq_last > log->second;
    size += with_bytes ? row.sealed.bytes.size() + segment_extra_bytes : receipt_bytes;
    const bool may_end = !with_bytes || row.sealed.has_signature;
    answer.next = {row.link.hub_epoch, row.link.hub_seq, sync::first8(row.receipt)};
    last = row.receipt;
    failed = builder.add(std::move(row), with_bytes);
    ++rows;
    return failed.ok() && !(may_end && (size >= bytes_max || rows >= rows_per_page_max));
  }));
  HUZHU_TRY(std::move(failed));
  HUZHU_TRY(builder.flush());
  answer.more = answer.next.hub_seq < answer.head;
  if (rows > 0) answer.signature = sync::sign_receipt(hub, last);
  return page;
}

}  // namespace huzhu::hub
