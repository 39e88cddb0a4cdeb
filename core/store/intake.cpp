#include "core/store/intake.h"

#include <algorithm>

#include "core/log/segment.h"

namespace huzhu::store {
namespace {

struct Run {
  merge::LogKey key;
  std::uint64_t seq_first = 0, seq_last = 0;
};

// Where a frame belongs: one log, without a gap. Fails on anything else.
Result<Run> run_of(const log::Frame& frame) {
  Run run;
  for (const log::SealedSegment& sealed : frame.segments) {
    HUZHU_ASSIGN(const log::Position position, log::position_of(sealed.bytes));
    const merge::LogKey key{position.scope, position.author, position.epoch};
    if (run.seq_last == 0) run = {key, position.seq_first, position.seq_last};
    else if (key != run.key || position.seq_first != run.seq_last + 1) return Error{ErrorCode::not_canonical, "frame", "segments of several runs"};
    run.seq_last = position.seq_last;
  }
  if (run.seq_last == 0) return Error{ErrorCode::truncated, "frame", "no segment"};
  return run;
}

std::uint64_t first_of(const log::SealedSegment& sealed) {
  const auto position = log::position_of(sealed.bytes);
  return position ? position->seq_first : 0;
}

}  // namespace

Result<Received> Intake::receive(const std::vector<log::Frame>& frames) {
  if (!county_.identity) return Error{ErrorCode::unknown_device, "store.receive", "not enrolled"};
  received_ = {};
  pending_.clear();
  latest_hlc_ = 0;
  const std::uint64_t void_before = applier_.void_ops();
  for (const log::Frame& frame : frames) {
    const std::uint64_t authority_before = applier_.authority_writes();
    HUZHU_TRY(take(frame, true));
    HUZHU_TRY(applier_.drain());
    // A certificate may have come that later frames of this batch need; those before it waited for nothing less.
    if (applier_.authority_writes() != authority_before) HUZHU_TRY(retry_waiting());
  }
  HUZHU_TRY(retry_waiting());
  for (const Position& segment : pending_) {
    const LogRow* log = logs_.find(segment.key);
    if (log && segment.seq_last <= log->applied) ++received_.applied;
    else ++received_.waiting;
  }
  received_.void_ops = static_cast<std::size_t>(applier_.void_ops() - void_before);
  return received_;
}

std::optional<PublicKey> Intake::key_of(AuthorId author) {
  if (author == county_.own) return county_.identity->key.public_key();
  if (author == county_.root) return county_.identity->root_key;
  if (author == county_.hub) return county_.identity->hub_key;
  if (const auto known = keys_.find(author); known != keys_.end()) return known->second;
  const auto key = people::device_key(db_, author);
  if (key) keys_.emplace(author, *key);
  return key;
}

Status Intake::take(const log::Frame& frame, bool is_new) {
  const auto run = run_of(frame);
  if (!run) return quarantine(frame, {}, run.error(), is_new);
  const Position at{run->key, run->seq_first, run->seq_last};
  LogRow* log = logs_.find(at.key);
  if (log && log->stated && log->stated->covers(at.seq_first)) return take_stated(*log, frame, at, is_new);
  const std::uint64_t head = log ? log->seq : 0;
  if (at.seq_first > head + 1) return keep_waiting(frame, at, is_new);
  std::size_t held = 0;
  if (log && at.seq_first <= head) {
    bool forked = false;
    HUZHU_ASSIGN(held, held_prefix(*log, frame, forked));
    if (is_new) received_.held_already += held;
    if (forked) return take_fork(*log, frame, held, at, is_new);
    if (held == frame.segments.size()) return Done{};
  }
  return take_new(log, frame, held, at, is_new);
}

Result<std::size_t> Intake::held_prefix(LogRow& log, const log::Frame& frame, bool& forked) {
  for (std::size_t i = 0; i < frame.segments.size(); ++i) {
    const std::uint64_t seq = first_of(frame.segments[i]);
    if (seq > log.seq) return i;
    HUZHU_ASSIGN(const auto held, segments_.at(log, seq));
    HUZHU_ASSIGN(const bool same, held ? is_same(log, *held, frame.segments[i].bytes) : Result<bool>(false));
    if (!same) {
      forked = true;
      return i;
    }
  }
  return frame.segments.size();
}

// Equal bytes; or one of the two has lost values, and the chain is the same.
Result<bool> Intake::is_same(const LogRow& log, const SegmentRow& held, ByteView bytes) {
  if (held.sealed.bytes.size() == bytes.size() && std::equal(bytes.begin(), bytes.end(), held.sealed.bytes.begin())) return true;
  std::optional<Hash> prev = log::first_prev(county_.identity->county_root, log.key.scope, log.key.author, log.key.epoch);
  if (held.seq_first > 1) {
    HUZHU_ASSIGN(prev, segments_.chain_ending_at(log, held.seq_first - 1));
  }
  const auto chain = prev ? log::chain_of(bytes, *prev) : Result<Hash>(Error{ErrorCode::gap, "", ""});
  return chain.ok() && *chain == held.sealed.chain;
}

Result<std::vector<log::Opened>> Intake::open_run(const log::Frame& frame, std::size_t from, Hash prev, const PublicKey& key) {
  std::vector<log::Opened> opened;
  for (std::size_t i = from; i < frame.segments.size(); ++i) {
    HUZHU_ASSIGN(log::Opened each, log::open(frame.segments[i].bytes, prev, log::Redaction::taken));
    // Else a neighbour could blank what he likes.
    if (!applier_.redactions().explain(each.segment)) return Error{ErrorCode::waiting_for_cause, "frame.values", "no redaction known that blanks these"};
    prev = each.chain;
    opened.push_back(std::move(each));
  }
  log::SealedSegment last = frame.segments.back();
  last.chain = prev;
  if (!log::signature_fits(last, key)) return Error{ErrorCode::bad_signature, "frame.signature", "does not fit the chain"};
  return opened;
}

Status Intake::take_new(LogRow* log, const log::Frame& frame, std::size_t from, const Position& at, bool is_new) {
  const auto key = key_of(at.key.author);
  if (!key) return keep_waiting(frame, at, is_new);
  const Hash prev = log && log->seq > 0 ? log->chain : log::first_prev(county_.identity->county_root, at.key.scope, at.key.author, at.key.epoch);
  auto opened = open_run(frame, from, prev, *key);
  if (!opened) {
    // A newer program's segment is kept as it is, and read after the upgrade; a redacted one until its redaction comes.
    if (opened.error().code == ErrorCode::unknown_version || opened.error().code == ErrorCode::waiting_for_cause) return keep_waiting(frame, at, is_new);
    return quarantine(frame, at, opened.error(), is_new);
  }
  auto row = logs_.find_or_create(at.key);
  if (!row) return row.error().code == ErrorCode::too_long ? quarantine(frame, at, row.error(), is_new) : Status(row.error());
  return store(**row, frame, from, *opened, is_new);
}

Status Intake::store(LogRow& log, const log::Frame& frame, std::size_t from, std::vector<log::Opened>& opened, bool is_new) {
  for (std::size_t i = 0; i < opened.size(); ++i) {
    log::SealedSegment sealed = frame.segments[from + i];
    sealed.chain = opened[i].chain;
    // Only the last signature of the run was looked at, and it covers the others.
    if (i + 1 < opened.size()) sealed.has_signature = false;
    const log::Segment& segment = opened[i].segment;
    HUZHU_TRY(segments_.append(log, segment, sealed));
    HUZHU_TRY(applier_.take(log, segment, sealed));
    latest_hlc_ = std::max(latest_hlc_, segment.hlc_of(segment.operations.size() - 1));
    if (is_new) pending_.push_back({log.key, segment.seq_first, segment.seq_last()});
    else ++received_.released;
  }
  return Done{};
}

// Segments that count here already, by a snapshot's word. They come in the order of their log, from the first on; others
// of them are not wanted yet.
Status Intake::take_stated(LogRow& log, const log::Frame& frame, const Position& at, bool is_new) {
  std::size_t from = 0;
  while (from < frame.segments.size() && first_of(frame.segments[from]) <= log.stated->held) ++from;
  std::size_t covered = from;
  while (covered < frame.segments.size() && log.stated->covers(first_of(frame.segments[covered]))) ++covered;
  if (is_new) received_.held_already += covered;
  if (covered > from && first_of(frame.segments[from]) == log.stated->held + 1) {
    const auto key = key_of(at.key.author);
    const auto opened = key ? open_run(frame, from, log.stated->held_chain, *key) : Result<std::vector<log::Opened>>(Error{ErrorCode::waiting_for_cause, "", ""});
    if (!opened) {
      const bool later = opened.error().code == ErrorCode::unknown_version || opened.error().code == ErrorCode::waiting_for_cause;
      if (!later) return quarantine(frame, at, opened.error(), is_new);
      received_.refused += frame.segments.size();
      return Done{};
    }
    for (std::size_t i = from; i < covered; ++i) {
      log::SealedSegment sealed = frame.segments[i];
      sealed.chain = (*opened)[i - from].chain;
      if (i + 1 < frame.segments.size()) sealed.has_signature = false;
      if (!log.stated->covers((*opened)[i - from].segment.seq_last())) break;  // the end that was stated is none: it never gets whole
      HUZHU_TRY(segments_.append(log, (*opened)[i - from].segment, sealed));
    }
    HUZHU_TRY(logs_.put_stated(log));
  }
  if (covered == frame.segments.size()) return Done{};
  log::Frame rest;
  rest.segments.assign(frame.segments.begin() + static_cast<std::ptrdiff_t>(covered), frame.segments.end());
  return take(rest, is_new);
}

Status Intake::take_fork(LogRow& log, const log::Frame& frame, std::size_t from, const Position& at, bool is_new) {
  const auto key = key_of(at.key.author);
  const std::uint64_t seq = first_of(frame.segments[from]);
  // Proof of a fork is the writer's signature on other bytes; without it somebody else made them.
  std::optional<Hash> prev;
  if (seq == 1) {
    prev = log::first_prev(county_.identity->county_root, at.key.scope, at.key.author, at.key.epoch);
  } else {
    HUZHU_ASSIGN(prev, segments_.chain_ending_at(log, seq - 1));
  }
  if (!key || !prev) return quarantine(frame, at, {ErrorCode::bad_checksum, "frame", "does not fit what is held"}, is_new);
  const auto opened = open_run(frame, from, *prev, *key);
  if (!opened) return quarantine(frame, at, opened.error(), is_new);
  if (is_new) received_.forked += frame.segments.size() - from;
  return aside_.fork(log, seq, frame);
}

Result<bool> Intake::adopt(const log::Frame& frame) {
  if (!county_.identity) return Error{ErrorCode::unknown_device, "store.adopt", "not enrolled"};
  received_ = {};
  pending_.clear();
  HUZHU_ASSIGN(const Run run, run_of(frame));
  LogRow* log = logs_.find(run.key);
  if (!log || (log->stated && log->stated->covers(run.seq_first))) return false;
  bool forked = false;
  HUZHU_ASSIGN(const std::size_t same, held_prefix(*log, frame, forked));
  if (!forked) return false;
  const std::uint64_t from = first_of(frame.segments[same]);
  const auto key = key_of(run.key.author);
  std::optional<Hash> prev = log::first_prev(county_.identity->county_root, run.key.scope, run.key.author, run.key.epoch);
  if (from > 1) {
    HUZHU_ASSIGN(prev, segments_.chain_ending_at(*log, from - 1));
  }
  // Only what the writer signed, after a segment that both branches share, may take its place.
  if (!key || !prev) return false;
  const auto opened = open_run(frame, same, *prev, *key);
  if (!opened) return false;
  log::Frame ours;
  HUZHU_TRY(segments_.each(*log, from, [&](const SegmentRow& row) -> Result<bool> {
    ours.segments.push_back(row.sealed);
    return true;
  }));
  HUZHU_TRY(aside_.fork(*log, from, ours));
  HUZHU_TRY(segments_.truncate(*log, from));
  HUZHU_TRY(take(frame, false));
  applier_.branch_changed();
  return true;
}

Status Intake::keep_waiting(const log::Frame& frame, const Position& at, bool is_new) {
  HUZHU_ASSIGN(const bool kept, aside_.wait(at.key, at.seq_first, frame));
  if (!is_new) return Done{};
  if (!kept) {
    received_.refused += frame.segments.size();
    return Done{};
  }
  for (const log::SealedSegment& sealed : frame.segments) {
    const auto position = log::position_of(sealed.bytes);
    if (position) pending_.push_back({at.key, position->seq_first, position->seq_last});
  }
  return Done{};
}

Status Intake::quarantine(const log::Frame& frame, const Position& at, Error reason, bool is_new) {
  if (is_new) received_.quarantined += frame.segments.size();
  return aside_.quarantine(at.key, at.seq_first, frame, reason);
}

// Frames whose predecessor or certificate has come. Each round takes at least one further, so it ends.
Status Intake::retry_waiting() {
  bool further = true;
  while (further) {
    further = false;
    for (const merge::LogKey& key : aside_.logs_waiting()) {
      if (!key_of(key.author)) continue;
      const LogRow* log = logs_.find(key);
      const std::uint64_t head = log ? log->seq : 0;
      HUZHU_ASSIGN(const auto frames, aside_.take_waiting(key, head + 1));
      for (const log::Frame& frame : frames) HUZHU_TRY(take(frame, false));
      HUZHU_TRY(applier_.drain());
      log = logs_.find(key);
      further = further || (log && log->seq > head);
    }
  }
  return Done{};
}

}  // namespace huzhu::store
