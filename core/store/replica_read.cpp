// Reading the log of a replica: heads, segments to send, counts.
#include <algorithm>

#include "core/log/segment.h"
#include "core/store/columns.h"
#include "core/store/replica_impl.h"

namespace huzhu::store {
namespace {

// Gathers segments of one log until `bytes_max` is reached and the last one carries a signature: without it nobody
// could believe the run.
class Gatherer {
 public:
  Gatherer(std::vector<StoredSegment>& into, std::size_t bytes_max) : into_(into), bytes_max_(bytes_max) {}

  bool full() const { return bytes_ >= bytes_max_ && (into_.empty() || into_.back().sealed.has_signature); }
  bool take(const LogRow& log, const SegmentRow& row) {
    if (full()) return false;
    bytes_ += row.sealed.bytes.size();
    into_.push_back({log.key.scope, log.key.author, log.key.epoch, row.seq_first, row.seq_last, row.sealed});
    return !full();
  }

 private:
  std::vector<StoredSegment>& into_;
  std::size_t bytes_max_, bytes_ = 0;
};

}  // namespace

std::vector<Head> Replica::heads(ScopeId scope) {
  std::vector<Head> heads;
  impl_->logs.each_of(scope, [&](const LogRow& log) {
    if (log.seq > 0) heads.push_back({scope, log.key.author, log.key.epoch, log.seq, log.chain, log.stated.has_value()});
  });
  return heads;
}

std::vector<ScopeId> Replica::scopes_held() { return impl_->logs.scopes(); }

std::vector<StoredSegment> Replica::unreceipted(std::size_t bytes_max) {
  std::vector<StoredSegment> segments;
  Gatherer gatherer(segments, bytes_max);
  const auto gather = [&](const LogRow& log) {
    if (gatherer.full() || log.receipted >= log.seq || log.key.author == impl_->county.hub) return;
    // A failing read shows again, with its error, at the next write.
    (void)impl_->segments.each(log, log.receipted + 1, [&](const SegmentRow& row) -> Result<bool> { return gatherer.take(log, row); });
  };
  // Roles and certificates first: what follows may rest on them.
  std::vector<ScopeId> authority, work;
  for (const ScopeId scope : impl_->logs.scopes()) (impl_->logs.holds_any(scope, impl_->county.root) ? authority : work).push_back(scope);
  for (const ScopeId scope : authority) impl_->logs.each_of(scope, gather);
  for (const ScopeId scope : work) impl_->logs.each_of(scope, gather);
  return segments;
}

std::vector<StoredSegment> Replica::segments(ScopeId scope, AuthorId author, std::uint32_t epoch, std::uint64_t from, std::size_t bytes_max) {
  std::vector<StoredSegment> segments;
  const LogRow* log = impl_->logs.find({scope, author, epoch});
  if (!log) return segments;
  Gatherer gatherer(segments, bytes_max);
  (void)impl_->segments.each(*log, from, [&](const SegmentRow& row) -> Result<bool> {
    // Where some are only stated there is a hole.
    if (!segments.empty() && row.seq_first != segments.back().seq_last + 1) return false;
    return gatherer.take(*log, row);
  });
  return segments;
}

Result<std::vector<log::Frame>> Replica::frames(ScopeId scope) {
  std::vector<log::Frame> frames;
  for (const Head& head : heads(scope)) {
    std::vector<log::SealedSegment> run;
    for (StoredSegment& one : segments(scope, head.author, head.epoch, 1, std::size_t{1} << 30)) run.push_back(std::move(one.sealed));
    for (const Bytes& encoded : log::encode_frames(run)) {
      ByteView rest = encoded;
      HUZHU_ASSIGN(log::Frame frame, log::read_frame(rest));
      frames.push_back(std::move(frame));
    }
  }
  return frames;
}

Replica::Counts Replica::counts() {
  Counts counts;
  const auto count_from = [&](const LogRow& log, std::uint64_t seq) {
    const auto count = impl_->segments.count_from(log, seq);
    return count.ok() ? *count : 0;
  };
  for (const auto& [key, log] : impl_->logs.all()) {
    counts.segments += log.segments;
    counts.operations += log.seq;
    if (log.receipted < log.seq && key.author != impl_->county.hub) {
      const std::uint64_t here = count_from(log, log.receipted + 1);
      counts.unreceipted += here;
      if (key.author != impl_->county.root) {
        counts.unsent += here;
        counts.unsent_operations += log.seq - log.receipted;
      }
    }
    if (log.applied < log.seq) counts.waiting += count_from(log, log.applied + 1);
  }
  if (const auto aside = impl_->aside.counts(); aside.ok()) {
    counts.waiting += aside->waiting;
    counts.quarantined = aside->quarantined;
    counts.forked = aside->forked;
  }
  Statement& read = impl_->db->cached("SELECT count(*), coalesce(sum(reason=?1), 0) FROM void_op");
  read.bind(1, static_cast<std::int64_t>(merge::Void::held));
  if (const auto there = read.step(); there.ok() && *there) {
    counts.held = unsigned_of(read, 1);
    counts.void_ops = unsigned_of(read, 0) - counts.held;
  }
  read.reset();
  return counts;
}

std::optional<std::int64_t> Replica::unsent_since_ms() {
  std::optional<std::int64_t> since;
  for (const auto& [key, log] : impl_->logs.all()) {
    if (log.receipted >= log.seq || key.author == impl_->county.hub || key.author == impl_->county.root) continue;
    (void)impl_->segments.each(log, log.receipted + 1, [&](const SegmentRow& row) -> Result<bool> {
      if (const auto first = log::decode(row.sealed.bytes, log::Redaction::taken)) {
        const std::int64_t at = static_cast<std::int64_t>(first->hlc >> 16);
        since = since ? std::min(*since, at) : at;
      }
      return false;
    });
  }
  return since;
}

// The other branches of a log, as far as they follow from what stands.
void Replica::Impl::held_on_branches(const LogRow& log, std::vector<Held>& found) {
  const auto frames = aside.forks(log);
  if (!frames.ok()) return;
  for (const log::Frame& frame : *frames) {
    std::optional<Hash> prev;
    for (const log::SealedSegment& sealed : frame.segments) {
      auto segment = log::decode(sealed.bytes, log::Redaction::taken);
      if (!segment.ok()) break;
      if (!prev) {
        const auto before = segments.chain_ending_at(log, segment->seq_first - 1);
        if (segment->seq_first > 1 && before.ok()) prev = *before;
        if (segment->seq_first == 1) prev = log::first_prev(county.identity->county_root, log.key.scope, log.key.author, log.key.epoch);
      }
      const auto chain = prev ? log::chain_of(sealed.bytes, *prev) : Result<Hash>(Error{ErrorCode::gap, "", ""});
      if (!chain.ok()) break;
      prev = *chain;
      const auto standing = segments.chain_ending_at(log, segment->seq_last());
      if (standing.ok() && *standing && **standing == *chain) continue;  // this branch has come to stand
      found.push_back({log.key.scope, log.key.author, log.key.epoch, segment->seq_first, segment->seq_last(), *chain, segment->actor,
                       log::hlc_ms(segment->hlc), true, std::move(segment->operations)});
    }
  }
}

std::vector<Replica::Held> Replica::held() {
  std::vector<Held> found;
  for (auto& entry : impl_->logs.all()) {
    const merge::LogKey& key = entry.first;  // by name: the browser build's compiler captures no structured binding
    LogRow& log = entry.second;
    impl_->held_on_branches(log, found);
    if (!impl_->applier.standing().book().contains(key.scope)) continue;
    merge::VersionVector before;
    (void)impl_->segments.each(log, 1, [&](const SegmentRow& row) -> Result<bool> {
      HUZHU_ASSIGN(log::Segment segment, log::decode(row.sealed.bytes, log::Redaction::taken));
      for (const log::Dependency& cause : segment.deps) before.raise({cause.scope, cause.author, cause.epoch}, cause.seq);
      if (!impl_->applier.standing().holds_back(key, segment.actor, segment.seq_last(), before)) return true;
      found.push_back({key.scope, key.author, key.epoch, row.seq_first, row.seq_last, row.sealed.chain, segment.actor, log::hlc_ms(segment.hlc),
                       false, std::move(segment.operations)});
      return true;
    });
  }
  // Those that a lead has taken over are named by their chain in the admission.
  std::erase_if(found, [&](const Held& act) {
    Statement& read = db().cached("SELECT 1 FROM admission WHERE scope=?1 AND author=?2 AND epoch=?3 AND seq_from<=?4 AND seq_to>=?5 AND (reason=3)=?6 LIMIT 1");
    read.bind(1, signed_of(act.scope.value)).bind(2, signed_of(act.author.value)).bind(3, std::int64_t{act.epoch});
    const auto there = read.bind(4, signed_of(act.seq_first)).bind(5, signed_of(act.seq_last)).bind(6, std::int64_t{act.forked}).step();
    const bool admitted = there.ok() && *there;
    read.reset();
    return admitted;
  });
  // What was erased is not for anybody to take over.
  for (Held& act : found)
    for (std::size_t i = 0; i < act.operations.size(); ++i) {
      log::Operation& operation = act.operations[i];
      if (operation.redacted || !impl_->applier.redactions().covers({act.scope, act.author, act.epoch}, act.seq_first + i)) continue;
      operation.redacted = true;
      operation.value = Value{operation.value.type, 0, {}};
    }
  return found;
}

bool Replica::is_revoked() { return people::device_is_revoked(db(), people::certificate_of(impl_->county.own)); }

Database& Replica::db() {
  impl_->settle();
  return *impl_->db;
}

}  // namespace huzhu::store
