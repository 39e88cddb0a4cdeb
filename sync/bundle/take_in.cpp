#include "sync/bundle/take_in.h"

#include <algorithm>

#include "sync/bundle/carry_notes.h"
#include "sync/bundle/gather.h"

namespace huzhu::sync {

namespace {
constexpr std::size_t frames_per_step = 4, entries_per_step = 4;
// Of a letter in one transaction: about what arrives over a network in the time that one may last.
constexpr std::size_t intake_bytes_max = 256 * 1024;
}  // namespace

TakeIn::TakeIn(store::Replica& replica, ScopeBook& book, Letter letter)
    : replica_(replica), book_(book), letter_(std::move(letter)), waiting_before_(replica.counts().unsent), inbox_(replica, book) {
  if (const auto* records = std::get_if<Records>(&letter_)) {
    taken_.from = records->from;
  } else {
    taken_.reply = true;
    taken_.not_taken = std::get<Reply>(letter_).not_taken;
  }
}

// Left before the end (the tablet was locked): what was taken is on the disk.
TakeIn::~TakeIn() {
  if (intake_open_) (void)replica_.close_intake();
}

bool TakeIn::more() const {
  if (failed_) return false;
  if (const auto* records = std::get_if<Records>(&letter_)) return at_ < records->frames.size() || (!heads_kept_ && !records->heads.empty());
  return !gaps_noted_ || inbox_.busy() || at_ < std::get<Reply>(letter_).pages.size();
}

Status TakeIn::step() {
  if (!more()) return Done{};
  Status done = open_intake();
  if (done) done = take_some();
  failed_ = !done.ok();
  const Status settled = settle_intake();
  failed_ = failed_ || !settled.ok();
  return done ? settled : done;
}

Status TakeIn::take_some() {
  if (const auto* records = std::get_if<Records>(&letter_)) return take_frames(*records);
  return take_page(std::get<Reply>(letter_));
}

// Anything written on this device ends a transaction, so it is opened anew each time.
Status TakeIn::open_intake() {
  if (intake_open_ && replica_.intakes_lost() != intakes_lost_) return Error{ErrorCode::storage_full, "carry.in", "what was taken in was taken back"};
  intakes_lost_ = replica_.intakes_lost();
  HUZHU_TRY(replica_.open_intake());
  intake_open_ = true;
  return Done{};
}

Status TakeIn::settle_intake() {
  if (!intake_open_ || (more() && intake_bytes_ < intake_bytes_max)) return Done{};
  intake_open_ = false;
  intake_bytes_ = 0;
  return replica_.close_intake();
}

// Whoever brings them: under the hub's signature they are what it told somebody.
Status TakeIn::keep_heads(const Records& letter) {
  const std::vector<ScopeId> ours = own_scopes(replica_);
  for (const SignedReceipt& head : letter.heads) {
    if (std::find(ours.begin(), ours.end(), head.link.scope) == ours.end() || !head.is_of(replica_.identity()->hub_key)) continue;
    HUZHU_TRY(book_.keep_witness(head));
  }
  return Done{};
}

Status TakeIn::take_frames(const Records& letter) {
  if (!std::exchange(heads_kept_, true)) HUZHU_TRY(keep_heads(letter));
  // Anew each time: an earlier frame may have brought the row that names a scope.
  ours_ = own_scopes(replica_);
  ByteView rest = ByteView(letter.frames).subspan(at_);
  std::vector<log::Frame> frames;
  std::vector<AuthorId> named;  // who wrote in the authority scope, which comes first
  for (std::size_t left = frames_per_step; left > 0 && !rest.empty(); --left) {
    HUZHU_ASSIGN(log::Frame frame, log::read_frame(rest));
    HUZHU_ASSIGN(const log::Position at, log::position_of(frame.segments.front().bytes));
    // A village's tablet never holds what is another's, whoever brings it.
    if (std::find(ours_.begin(), ours_.end(), at.scope) == ours_.end()) taken_.elsewhere += frame.segments.size();
    else frames.push_back(std::move(frame));
    if (!ours_.empty() && at.scope == ours_.front()) named.push_back(at.author);
  }
  if (!frames.empty()) {
    HUZHU_ASSIGN(const store::Received received, replica_.receive(frames));
    taken_.fresh += received.applied + received.waiting;
    taken_.known += received.held_already;
    taken_.refused += received.quarantined + received.forked + received.refused;
    taken_.void_ops += received.void_ops;
    if (received.quarantined > 0) incidents_.push_back({IncidentKind::quarantined, {}, {}, 0});
    if (received.forked > 0) incidents_.push_back({IncidentKind::fork, {}, {}, 0});
    if (received.applied + received.waiting > 0)
      for (const AuthorId author : named) HUZHU_TRY(note_carried(replica_, author));
    changed_ = true;
  }
  const std::size_t before = std::exchange(at_, letter.frames.size() - rest.size());
  intake_bytes_ += at_ - before;
  return Done{};
}

Status TakeIn::take_page(const Reply& letter) {
  if (!std::exchange(gaps_noted_, true)) HUZHU_TRY(note_gaps(replica_, letter.not_taken));
  if (!inbox_.busy() && at_ < letter.pages.size()) HUZHU_TRY(open_page(letter));
  if (!inbox_.busy()) return Done{};
  const Status done = inbox_.step(entries_per_step, incidents_);
  taken_.fresh += inbox_.take_applied();
  changed_ = true;
  const std::uint64_t waiting = replica_.counts().unsent;
  taken_.receipted = waiting_before_ > waiting ? waiting_before_ - waiting : 0;
  return done;
}

Status TakeIn::open_page(const Reply& letter) {
  const AnswerPage& one = letter.pages[at_++];
  intake_bytes_ += one.page.size();
  HUZHU_ASSIGN(PullAnswer page, decode<PullAnswer>(one.page));
  const std::vector<ScopeId> ours = own_scopes(replica_);
  if (std::find(ours.begin(), ours.end(), page.scope) == ours.end()) return Done{};
  ScopePlace after{one.hub_epoch, one.hub_seq, one.receipt};
  if (after.hub_seq == 0) after = {0, 0, first_receipt(replica_.identity()->county_root, page.scope)};
  inbox_.load(std::move(page), after);
  return Done{};
}

}  // namespace huzhu::sync
