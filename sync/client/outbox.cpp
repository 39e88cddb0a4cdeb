#include "sync/client/outbox.h"

#include <algorithm>
#include <utility>

namespace huzhu::sync {

namespace {
constexpr int tries_max = 3;  // of one log in one round: damage in transit is mended by sending again, a fault of ours is not
constexpr int busy_rounds_max = 8;
}

void Outbox::want(ScopeId scope, const LogPosition& from) { wanted_[{scope, from.author, from.epoch}] = from.seq + 1; }

// The end of each log is enough to begin with: where the hub lacks more, it says up to where it has it.
void Outbox::introduce() {
  new_round();
  wanted_.clear();
  for (const ScopeId scope : book_.scopes())
    for (const store::Head& head : replica_.heads(scope))
      want(scope, {head.author, head.epoch, head.seq - std::min<std::uint64_t>(head.seq, limits::segment_ops_max), 0});
}

void Outbox::new_round() {
  aside_.clear();
  settled_.clear();
  tries_.clear();
  uncertified_.clear();
}

bool Outbox::set_aside(ScopeId scope) const {
  return std::any_of(aside_.begin(), aside_.end(), [&](const LogName& log) { return log.scope == scope; });
}

bool Outbox::of_authority(const LogName& log) const { return !book_.scopes().empty() && log.scope == book_.scopes().front(); }

std::vector<store::StoredSegment> Outbox::choose_wanted(std::size_t bytes_max) {
  // A hub that lost certificates takes nothing of those devices until it has them again: the root's log first, then the
  // rest of the authority scope.
  const AuthorId root = crypto::author_of(replica_.identity()->root_key);
  const auto rank = [&](const LogName& log) {
    const int kind = !of_authority(log) ? 2 : log.author == root ? 0 : 1;
    return std::pair(uncertified_.contains(log), kind);
  };
  while (!wanted_.empty()) {
    const auto next = std::min_element(wanted_.begin(), wanted_.end(), [&](const auto& a, const auto& b) { return rank(a.first) < rank(b.first); });
    const auto [log, from] = *next;
    auto segments = replica_.segments(log.scope, log.author, log.epoch, from, bytes_max);
    if (!segments.empty()) return segments;
    wanted_.erase(next);
  }
  return {};
}

std::vector<store::StoredSegment> Outbox::choose_unreceipted(std::size_t bytes_max) {
  // What is set aside may fill the front: ask for more until something else shows or there is no more.
  for (std::size_t ask = bytes_max, found_before = 0;; ask *= 4) {
    auto segments = replica_.unreceipted(ask);
    const std::size_t found = segments.size();
    std::erase_if(segments, [&](const store::StoredSegment& one) {
      const LogName log{one.scope, one.author, one.epoch};
      const auto settled = settled_.find(log);
      return aside_.contains(log) || (settled != settled_.end() && one.seq_last <= settled->second);
    });
    if (segments.empty() && found > found_before) {
      found_before = found;
      continue;
    }
    // Not cut before a signature: without one a run is worth nothing.
    std::size_t size = 0, count = 0;
    while (count < segments.size() && (size < bytes_max || !segments[count - 1].sealed.has_signature)) size += segments[count++].sealed.bytes.size();
    segments.resize(count);
    return segments;
  }
}

Bytes Outbox::next_wanted(std::size_t bytes_max) {
  while (!wanted_.empty()) {
    if (Bytes body = body_of(choose_wanted(bytes_max)); !body.empty()) return body;
  }
  return {};
}

Bytes Outbox::next_body(std::size_t bytes_max) {
  if (Bytes body = next_wanted(bytes_max); !body.empty()) return body;
  for (;;) {
    const auto segments = choose_unreceipted(bytes_max);
    if (segments.empty()) return {};
    if (Bytes body = body_of(segments); !body.empty()) return body;
  }
}

Bytes Outbox::body_of(const std::vector<store::StoredSegment>& segments) {
  in_flight_.clear();
  std::map<std::pair<LogName, std::uint64_t>, Hash> chains;
  std::vector<log::SealedSegment> run;
  for (const store::StoredSegment& one : segments) {
    chains[{{one.scope, one.author, one.epoch}, one.seq_first}] = one.sealed.chain;
    run.push_back(one.sealed);
  }
  PushRequest request;
  for (Bytes& bytes : log::encode_frames(run)) {
    ByteView rest = bytes;
    const auto frame = log::read_frame(rest);
    if (!frame || request.frames.size() >= frames_per_push_max) break;
    SentFrame sent;
    for (const log::SealedSegment& sealed : frame->segments) {
      const auto position = log::position_of(sealed.bytes);
      if (!position) break;
      sent.log = {position->scope, position->author, position->epoch};
      sent.segments.push_back({position->seq_first, position->seq_last, chains[{sent.log, position->seq_first}]});
    }
    in_flight_.push_back(std::move(sent));
    request.frames.push_back(std::move(bytes));
  }
  if (!request.frames.empty()) return encode(request);
  // Held without a signature that others could believe: a run whose end has not come yet.
  for (const store::StoredSegment& one : segments) {
    const LogName log{one.scope, one.author, one.epoch};
    leave_out(log);
  }
  return {};
}

Result<std::size_t> Outbox::on_answer(const PushAnswer& answer, std::vector<Incident>& incidents) {
  std::size_t receipted = 0;
  for (const ReceiptRun& run : answer.runs) {
    auto receipts = follow(answer, run);
    if (!receipts) {
      incidents.push_back({IncidentKind::forged_receipt, run.scope, {}, 0});
      continue;
    }
    // When the run follows directly on what was followed, there is nothing between to pull.
    const ScopePlace here = book_.place(run.scope);
    const bool follows = here.hub_seq + 1 == run.first_hub_seq && here.receipt == run.previous;
    HUZHU_TRY(replica_.accept_receipts(*receipts, follows ? store::ReceiptsOf::present : store::ReceiptsOf::any));
    if (follows) HUZHU_TRY(book_.move(run.scope, after_run_));
    receipted += receipts->size();
  }
  for (std::size_t i = 0; i < in_flight_.size() && i < answer.frames.size(); ++i) judge(in_flight_[i], answer.frames[i], incidents);
  in_flight_.clear();
  const bool others = std::any_of(wanted_.begin(), wanted_.end(), [&](const auto& one) { return !uncertified_.contains(one.first); });
  if (!others)
    for (const LogName& log : std::exchange(uncertified_, {})) put_aside(log, IncidentKind::refused_segment, incidents);
  return receipted;
}

// The run's links, over what we sent; fails unless they are signed by the hub's key.
Result<std::vector<store::Receipt>> Outbox::follow(const PushAnswer& answer, const ReceiptRun& run) {
  std::vector<store::Receipt> receipts;
  Hash receipt = run.previous;
  SignedReceipt last;
  std::uint64_t hub_seq = run.first_hub_seq;
  for (const ReceiptItem& item : run.items) {
    if (item.frame >= in_flight_.size()) return Error{ErrorCode::bad_checksum, "sync.receipt", "no such frame"};
    const SentFrame& frame = in_flight_[item.frame];
    if (frame.log.scope != run.scope || std::size_t{item.first} + item.count > frame.segments.size()) {
      return Error{ErrorCode::bad_checksum, "sync.receipt", "no such segment"};
    }
    for (std::size_t i = item.first; i < std::size_t{item.first} + item.count; ++i, ++hub_seq) {
      const Sent& sent = frame.segments[i];
      last = {receipt, {run.scope, answer.hub_epoch, hub_seq, frame.log.author, frame.log.epoch, sent.seq_first, sent.seq_last, sent.chain, run.received_at_ms}, run.signature};
      receipt = last.receipt();
      receipts.push_back({run.scope, frame.log.author, frame.log.epoch, sent.seq_last, hub_seq, run.received_at_ms});
    }
  }
  if (!receipt_signature_fits(replica_.identity()->hub_key, receipt, run.signature)) {
    return Error{ErrorCode::bad_signature, "sync.receipt", "not the hub's"};
  }
  after_run_ = {answer.hub_epoch, hub_seq - 1, receipt, last};
  return receipts;
}

void Outbox::judge(const SentFrame& frame, const FrameVerdict& verdict, std::vector<Incident>& incidents) {
  if (frame.segments.empty()) return;
  const std::uint64_t last = frame.segments.back().seq_last;
  const auto wanted = wanted_.find(frame.log);
  switch (verdict.verdict) {
    case Verdict::stored:
    case Verdict::duplicate:
      if (wanted != wanted_.end() && wanted->second <= last) wanted->second = last + 1;
      if (of_authority(frame.log)) uncertified_.clear();
      if (verdict.verdict == Verdict::duplicate) settled_[frame.log] = std::max(settled_[frame.log], last);
      return;
    case Verdict::gap:
      if (++tries_[frame.log] > tries_max) return put_aside(frame.log, IncidentKind::refused_segment, incidents);
      return want(frame.log.scope, {frame.log.author, frame.log.epoch, verdict.hub_seq_last, 0});
    case Verdict::malformed:  // perhaps damaged on the way
      if (++tries_[frame.log] > tries_max) put_aside(frame.log, IncidentKind::refused_segment, incidents);
      return;
    case Verdict::busy:       // no refusal: in a later round. But what is never taken is told: it may be a way of withholding
      if (++tries_[frame.log] <= tries_max) return;
      if (++busy_rounds_[frame.log] > busy_rounds_max) return put_aside(frame.log, IncidentKind::refused_segment, incidents);
      leave_out(frame.log);
      return;
    case Verdict::unread:
      return;
    case Verdict::fork:
      return put_aside(frame.log, IncidentKind::fork, incidents);
    case Verdict::unknown_author:
      // A certificate may rest on what other logs of the authority scope say: once more, after they got on.
      if (wanted == wanted_.end()) return put_aside(frame.log, IncidentKind::refused_segment, incidents);
      uncertified_.insert(frame.log);
      return;
    case Verdict::bad_signature:
    case Verdict::wrong_scope:
    case Verdict::scope_full:
      return put_aside(frame.log, IncidentKind::refused_segment, incidents);
  }
}

bool Outbox::leave_out(const LogName& log) {
  wanted_.erase(log);
  return aside_.insert(log).second;
}

void Outbox::put_aside(const LogName& log, IncidentKind kind, std::vector<Incident>& incidents) {
  if (leave_out(log)) incidents.push_back({kind, log.scope, log.author, 0});
}

}  // namespace huzhu::sync
