#include "sync/hub/push.h"

#include <algorithm>

namespace huzhu::hub {

namespace {

sync::FrameVerdict verdict(sync::Verdict v) {
  sync::FrameVerdict out;
  out.verdict = v;
  return out;
}

}  // namespace

Result<Judged> PushJudge::judge(ByteView frames) {
  while (!frames.empty() && out_.frames.size() < sync::frames_per_push_max) {
    auto frame = log::read_frame(frames);
    if (!frame) {
      // Where the next one begins can no longer be told: the device sends the rest again.
      out_.frames.push_back(verdict(sync::Verdict::malformed));
      break;
    }
    HUZHU_ASSIGN(const sync::FrameVerdict one, judge_frame(*frame, static_cast<std::uint32_t>(out_.frames.size())));
    out_.frames.push_back(one);
  }
  return std::move(out_);
}

Result<sync::FrameVerdict> PushJudge::judge_frame(log::Frame& frame, std::uint32_t index) {
  const auto first = log::position_of(frame.segments.front().bytes);
  if (!first) return verdict(sync::Verdict::malformed);
  if (carrier_ == Carrier::stranger && first->scope != authority_.county().authority) return verdict(sync::Verdict::wrong_scope);
  const auto device = authority_.device(first->author);
  if (!device) return verdict(sync::Verdict::unknown_author);
  const auto scope = authority_.scope(first->scope);
  if (!scope || !authority_.may_write(*device, *scope)) return verdict(sync::Verdict::wrong_scope);
  if (device->revoked && carrier_ != Carrier::known) {
    // It is cut at what the others bring back. Until then its own word would move that end.
    HUZHU_ASSIGN(const bool over, refill_.over(first->scope));
    if (!over) return verdict(sync::Verdict::busy);
  }
  HUZHU_ASSIGN(LogHead* const head, head_of(*first));
  if (head == nullptr) return verdict(sync::Verdict::scope_full);

  // Segments that are held already lead the frame when an answer was lost.
  for (std::size_t i = 0; i < frame.segments.size(); ++i) {
    const auto position = log::position_of(frame.segments[i].bytes);
    if (!position) return verdict(sync::Verdict::malformed);
    if (position->seq_first == head->seq + 1) return take_new(frame, index, i, *position, *head, device->key);
    if (position->seq_first > head->seq) {
      sync::FrameVerdict gap = verdict(sync::Verdict::gap);
      gap.hub_seq_last = head->seq;
      return gap;
    }
    HUZHU_ASSIGN(const std::optional<Row> held, store_.starting(position->scope, position->author, position->epoch, position->seq_first));
    HUZHU_ASSIGN(const bool same, is_same(held ? std::optional(held->link.chain) : pending_chain(*position, position->seq_last), held ? &held->sealed.bytes : nullptr,
                                          *position, frame.segments[i].bytes));
    if (!same) return take_fork(frame, i, *position, device->key);
  }
  return verdict(sync::Verdict::duplicate);
}

// Equal bytes, or one of the two has lost values that were redacted.
Result<bool> PushJudge::is_same(const std::optional<Hash>& held, const Bytes* held_bytes, const log::Position& position, const Bytes& bytes) {
  if (!held) return false;
  if (held_bytes && *held_bytes == bytes) return true;
  HUZHU_ASSIGN(const Hash previous, chain_before(position));
  const auto chain = log::chain_of(bytes, previous);
  return chain.ok() && *chain == *held;
}

// Where a log stands after this number by an earlier frame of this same push, which is not in the store yet.
std::optional<Hash> PushJudge::pending_chain(const log::Position& position, std::uint64_t seq_last) const {
  const auto batch = batch_of_.find(position.scope);
  if (batch == batch_of_.end()) return std::nullopt;
  for (const NewRun& run : out_.batches[batch->second].runs) {
    if (run.before.author != position.author || run.before.epoch != position.epoch) continue;
    const auto at = std::find(run.seq_last.begin(), run.seq_last.end(), seq_last);
    if (at != run.seq_last.end()) return run.segments[static_cast<std::size_t>(at - run.seq_last.begin())].chain;
  }
  return std::nullopt;
}

// Whatever this segment has lost, a redaction known here names. Else who holds somebody's words could hand in a copy without
// them, and the true one would be no news.
bool PushJudge::explained(const Bytes& bytes) {
  const auto whole = log::decode(bytes);
  if (whole || whole.error().code != ErrorCode::not_allowed) return true;
  const auto segment = log::decode(bytes, log::Redaction::taken);
  if (!redacted_) {
    auto book = authority_.replica().redacted();
    redacted_.emplace().obey(book ? *std::move(book) : store::NamedOperations{});
  }
  return segment && redacted_->explain(*segment);
}

Result<sync::FrameVerdict> PushJudge::take_new(log::Frame& frame, std::uint32_t index, std::size_t first, const log::Position& from,
                                               LogHead& head, const PublicKey& key) {
  NewRun run;
  run.before = head;
  Hash previous = head.seq == 0 ? log::first_prev(authority_.county().county_root, from.scope, from.author, from.epoch) : head.chain;
  for (std::size_t i = first; i < frame.segments.size(); ++i) {
    log::SealedSegment& sealed = frame.segments[i];
    const auto position = log::position_of(sealed.bytes);
    const auto chain = log::chain_of(sealed.bytes, previous);
    if (!position || !chain) return verdict(sync::Verdict::malformed);
    if (!explained(sealed.bytes)) return verdict(sync::Verdict::busy);   // the redaction may be on its way
    sealed.chain = previous = *chain;
    run.seq_first.push_back(position->seq_first);
    run.seq_last.push_back(position->seq_last);
    run.segments.push_back(sealed);
  }
  // The signature of the last covers the chain and so all before it.
  if (!log::signature_fits(frame.segments.back(), key)) return verdict(sync::Verdict::bad_signature);
  head.seq = run.seq_last.back();
  head.chain = previous;
  sync::FrameVerdict stored = verdict(sync::Verdict::stored);
  stored.stored = static_cast<std::uint16_t>(run.segments.size());
  add_run(from.scope, std::move(run), {index, static_cast<std::uint16_t>(first), stored.stored});
  if (from.scope == authority_.county().authority) {
    log::Frame fresh;
    fresh.segments.assign(frame.segments.begin() + static_cast<std::ptrdiff_t>(first), frame.segments.end());
    out_.authority_frames.push_back(std::move(fresh));
  }
  return stored;
}

// Only a branch that the device itself signed is a fork; anything else is a forgery or damage.
Result<sync::FrameVerdict> PushJudge::take_fork(log::Frame& frame, std::size_t first, const log::Position& from, const PublicKey& key) {
  HUZHU_ASSIGN(Hash previous, chain_before(from));
  std::vector<Fork> branch;
  for (std::size_t i = first; i < frame.segments.size(); ++i) {
    log::SealedSegment& sealed = frame.segments[i];
    const auto position = log::position_of(sealed.bytes);
    const auto chain = log::chain_of(sealed.bytes, previous);
    if (!position || !chain) return verdict(sync::Verdict::malformed);
    sealed.chain = previous = *chain;
    branch.push_back({position->author, position->epoch, position->seq_first, *chain, sealed.bytes, now_ms_});
  }
  if (!log::signature_fits(frame.segments.back(), key)) return verdict(sync::Verdict::bad_signature);
  for (Fork& fork : branch) out_.forks.emplace_back(from.scope, std::move(fork));
  return verdict(sync::Verdict::fork);
}

// null: the scope has as many logs as it may have.
Result<LogHead*> PushJudge::head_of(const log::Position& position) {
  const LogName name{position.scope, position.author, position.epoch};
  const auto known = heads_.find(name);
  if (known != heads_.end()) return &known->second;
  HUZHU_ASSIGN(const std::optional<LogHead> stored, store_.log(position.scope, position.author, position.epoch));
  if (!stored) {
    HUZHU_ASSIGN(const auto logs, store_.logs(position.scope));
    if (logs.size() + new_logs_[position.scope] >= limits::logs_per_scope_max) return nullptr;
    ++new_logs_[position.scope];
  }
  return &heads_.emplace(name, stored.value_or(LogHead{position.author, position.epoch, 0, {}})).first->second;
}

Result<Hash> PushJudge::chain_before(const log::Position& position) {
  if (position.seq_first == 1) return log::first_prev(authority_.county().county_root, position.scope, position.author, position.epoch);
  if (const auto pending = pending_chain(position, position.seq_first - 1)) return *pending;
  HUZHU_ASSIGN(const std::optional<Row> row, store_.ending(position.scope, position.author, position.epoch, position.seq_first - 1));
  // A branch that begins inside one of our segments has no chain to hold it against; an empty one makes its signature fail.
  return row ? row->link.chain : Hash{};
}

void PushJudge::add_run(ScopeId scope, NewRun run, sync::ReceiptItem item) {
  const auto [found, fresh] = batch_of_.try_emplace(scope, out_.batches.size());
  if (fresh) {
    out_.batches.push_back({scope, {}});
    out_.items.emplace_back();
  }
  // Consecutive frames of one log move its head once.
  std::vector<NewRun>& runs = out_.batches[found->second].runs;
  if (!runs.empty() && runs.back().before.author == run.before.author && runs.back().before.epoch == run.before.epoch &&
      runs.back().seq_last.back() + 1 == run.seq_first.front()) {
    NewRun& last = runs.back();
    last.segments.insert(last.segments.end(), run.segments.begin(), run.segments.end());
    last.seq_first.insert(last.seq_first.end(), run.seq_first.begin(), run.seq_first.end());
    last.seq_last.insert(last.seq_last.end(), run.seq_last.begin(), run.seq_last.end());
  } else {
    runs.push_back(std::move(run));
  }
  out_.items[found->second].push_back(item);
}

}  // namespace huzhu::hub
