#include "sync/client/inbox.h"

#include <utility>

namespace huzhu::sync {

namespace {
// How much of the log is read at once to look up the chains of segments that came as receipts only.
constexpr std::size_t lookup_bytes = 64 * 1024;
}  // namespace

void Inbox::load(PullAnswer answer, const std::optional<ScopePlace>& after) {
  page_ = std::move(answer);
  place_ = after_ = after ? *after : book_.place(page_.scope);
  intakes_lost_ = replica_.intakes_lost();
  at_ = 0;
  followed_.clear();
  doubtful_ = strays_ = lost_ = false;
  behind_.reset();
  witnessed_ = false;
  witnesses_ = book_.witnesses(page_.scope);
  passed_.clear();
  busy_ = true;
}

void Inbox::load_witnessed(PullAnswer answer, const ScopePlace& from, const ScopePlace& here) {
  load(std::move(answer), from);
  behind_ = {from, here};
  witnessed_ = true;
}

void Inbox::load_behind(PullAnswer answer, const ScopeBook::Behind& behind) {
  load(std::move(answer), behind.reached);
  behind_ = behind;
}

void Inbox::drop() {
  page_ = {};
  at_ = 0;
  followed_.clear();
  doubtful_ = strays_ = lost_ = false;
  behind_.reset();
  witnessed_ = false;
  witnesses_.clear();
  passed_.clear();
  busy_ = false;
}

Status Inbox::step(std::size_t entries, std::vector<Incident>& incidents) {
  std::vector<log::Frame> frames;
  Status status = Done{};
  // What this page brought before may be gone again; it is asked for anew.
  if (replica_.intakes_lost() != intakes_lost_) status = Error{ErrorCode::storage_full, "sync.pull", "what was received was taken back"};
  for (; entries > 0 && at_ < page_.entries.size() && status.ok(); --entries, ++at_) {
    const PullEntry& entry = page_.entries[at_];
    if (!entry.has_frame) {
      // What was pulled before must be stored before it can be looked up.
      if (!frames.empty()) status = receive(std::exchange(frames, {}), incidents);
      if (status.ok()) status = follow_held(entry);
      continue;
    }
    auto frame = open_frame(entry);
    if (frame) frames.push_back(std::move(frame).value());
    else status = std::move(frame).take_error();
  }
  if (status.ok() && !frames.empty()) status = receive(frames, incidents);
  if (status.ok() && at_ == page_.entries.size()) status = settle(incidents);
  if (!status.ok()) {
    const ErrorCode code = status.error().code;
    const bool forged = code == ErrorCode::bad_checksum || code == ErrorCode::bad_signature;
    if (forged && !witnessed_) incidents.push_back({IncidentKind::forged_receipt, page_.scope, {}, 0});
    drop();
  }
  return status;
}

Result<log::Frame> Inbox::open_frame(const PullEntry& entry) {
  ByteView rest = entry.frame;
  HUZHU_ASSIGN(log::Frame frame, log::read_frame(rest));
  if (!rest.empty()) return Error{ErrorCode::not_canonical, "sync.pull", "bytes after the frame"};
  Hash chain = entry.previous;
  for (const log::SealedSegment& sealed : frame.segments) {
    HUZHU_ASSIGN(const log::Position position, log::position_of(sealed.bytes));
    if (position.scope != page_.scope) return Error{ErrorCode::wrong_scope, "sync.pull", "a segment of another scope"};
    HUZHU_ASSIGN(chain, log::chain_of(sealed.bytes, chain));
    follow(entry, position.author, position.epoch, position.seq_first, position.seq_last, chain);
  }
  return frame;
}

// Receipts for segments that the hub left out because we said we have them.
Status Inbox::follow_held(const PullEntry& entry) {
  std::uint64_t seq = entry.seq_first;
  std::vector<store::StoredSegment> held;
  std::size_t at = 0;
  for (const std::uint8_t operations : entry.operations) {
    if (at == held.size()) {
      held = replica_.segments(page_.scope, entry.author, entry.epoch, seq, lookup_bytes);
      at = 0;
    }
    if (at == held.size() || held[at].seq_first != seq || held[at].seq_last != seq + operations - 1) {
      return Error{ErrorCode::bad_checksum, "sync.pull", "a receipt for what is not here"};
    }
    follow(entry, entry.author, entry.epoch, seq, held[at].seq_last, held[at].sealed.chain);
    seq += operations;
    ++at;
  }
  return Done{};
}

void Inbox::follow(const PullEntry& entry, AuthorId author, std::uint32_t epoch, std::uint64_t seq_first, std::uint64_t seq_last, const Hash& chain) {
  place_.hub_epoch = entry.hub_epoch;
  ++place_.hub_seq;
  last_ = {place_.receipt, {page_.scope, entry.hub_epoch, place_.hub_seq, author, epoch, seq_first, seq_last, chain, entry.received_at_ms}, {}};
  place_.receipt = last_.receipt();
  if (behind_ && place_.hub_seq == behind_->goal.hub_seq && place_.receipt != behind_->goal.receipt) (place_.hub_epoch == behind_->goal.hub_epoch ? strays_ : lost_) = true;
  for (const SignedReceipt& one : witnesses_)
    if (one.link.hub_seq == place_.hub_seq) passed_.push_back({one, place_.hub_epoch == one.link.hub_epoch && place_.receipt != one.receipt()});
  followed_.push_back({{page_.scope, author, epoch, seq_last, place_.hub_seq, entry.received_at_ms}, seq_first, chain});
}

Status Inbox::receive(const std::vector<log::Frame>& frames, std::vector<Incident>& incidents) {
  HUZHU_ASSIGN(store::Received received, replica_.receive(frames));
  for (const log::Frame& frame : frames) applied_ += frame.segments.size();
  changed_ = changed_ || !received.changed.empty();
  if (received.quarantined > 0) incidents.push_back({IncidentKind::quarantined, page_.scope, {}, 0});
  if (received.forked > 0) incidents.push_back({IncidentKind::fork, page_.scope, {}, 0});
  // Of an own snapshot's past everything must be taken: it does not come again.
  if (behind_ && received.refused > 0) return Error{ErrorCode::waiting_for_cause, "sync.pull", "a segment that cannot be judged yet"};
  doubtful_ |= received.quarantined > 0 || received.forked > 0;
  return Done{};
}

// What somebody else was shown under the numbers this page passed. The signature on the page is the hub's.
Status Inbox::compare_witnesses(std::vector<Incident>& incidents) {
  for (const Passed& one : passed_) {
    if (one.differs) incidents.push_back({IncidentKind::two_histories, page_.scope, {}, 0});
    HUZHU_TRY(book_.drop_witness(one.witness));
  }
  return Done{};
}

Status Inbox::settle(std::vector<Incident>& incidents) {
  if (!page_.entries.empty()) {
    if (!(place_.cursor() == page_.next)) return Error{ErrorCode::bad_checksum, "sync.pull", "receipts do not lead to the cursor"};
    if (!receipt_signature_fits(replica_.identity()->hub_key, place_.receipt, page_.signature)) {
      return Error{ErrorCode::bad_signature, "sync.pull", "receipts are not the hub's"};
    }
    if (strays_) return Error{ErrorCode::bad_checksum, "sync.pull", "receipts do not lead to where they should"};
    if (lost_) return Error{ErrorCode::stale_cursor, "sync.pull", "the hub has lost what it had receipted there"};
    if (doubtful_) HUZHU_TRY(adopt_standing());
    std::vector<store::Receipt> receipts;
    for (const Followed& one : followed_) {
      if (!doubtful_ || held_here(one)) receipts.push_back(one.receipt);
    }
    const ScopePlace here = book_.place(page_.scope);
    const bool follows = !behind_ && here.hub_seq == after_.hub_seq && here.receipt == after_.receipt;
    HUZHU_TRY(replica_.accept_receipts(receipts, follows || is_behind() ? store::ReceiptsOf::present : store::ReceiptsOf::any));
    HUZHU_TRY(compare_witnesses(incidents));
    reached_ = place_;
    if (is_behind()) HUZHU_TRY(book_.move_behind(page_.scope, {place_, behind_->goal}));
    last_.signature = page_.signature;
    place_.proof = last_;
    if (follows) HUZHU_TRY(book_.move(page_.scope, place_));
  }
  drop();
  return Done{};
}

// The hub's signature is on the receipts now: of a log that is held otherwise here, its branch stands.
Status Inbox::adopt_standing() {
  std::vector<log::Frame> frames;
  for (const PullEntry& entry : page_.entries) {
    if (!entry.has_frame) continue;
    ByteView rest = entry.frame;
    HUZHU_ASSIGN(log::Frame frame, log::read_frame(rest));
    frames.push_back(std::move(frame));
  }
  HUZHU_TRY(replica_.adopt(frames));
  return Done{};
}

// A receipt of the other branch of a fork says nothing about ours.
bool Inbox::held_here(const Followed& one) {
  const auto held = replica_.segments(one.receipt.scope, one.receipt.author, one.receipt.epoch, one.seq_first, 1);
  return !held.empty() && held.front().seq_first == one.seq_first && held.front().sealed.chain == one.chain;
}

}  // namespace huzhu::sync
