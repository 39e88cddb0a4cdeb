#include "sync/hub/snapshots.h"

#include <algorithm>

namespace huzhu::hub {

namespace {

// A newer one is worth its making when so much of the scope has to come as segments beside it.
constexpr std::uint64_t grown_by_part = 4;

}  // namespace

Result<bool> Snapshots::tend(std::size_t segments) {
  if (!making_) {
    HUZHU_ASSIGN(const bool begun, begin());
    if (!begun) return false;
  }
  const ScopeHead upto = making_->upto;
  Status done = go_on(segments);
  if (done) return true;
  // Whatever is wrong with this scope must not keep the others from theirs.
  making_.reset();
  passed_[upto.scope] = upto.hub_seq;
  return done.error();
}

Status Snapshots::go_on(std::size_t segments) {
  Making& making = *making_;
  std::vector<log::SealedSegment> run;
  std::vector<store::Receipt> receipts;
  HUZHU_TRY(store_.read(making.scope, making.read, [&](Row& row) {
    if (row.link.hub_seq > making.upto.hub_seq) return false;
    making.read = row.link.hub_seq;
    receipts.push_back({making.scope, row.link.author, row.link.epoch, row.link.seq_last, row.link.hub_seq, row.link.received_at_ms});
    run.push_back(std::move(row.sealed));
    return run.size() < segments || !run.back().has_signature;
  }));
  std::vector<log::Frame> frames;
  for (const Bytes& encoded : log::encode_frames(run)) {
    ByteView rest = encoded;
    HUZHU_ASSIGN(log::Frame frame, log::read_frame(rest));
    frames.push_back(std::move(frame));
  }
  store::Replica& replica = making.view->replica();
  HUZHU_TRY(replica.receive(frames));
  HUZHU_TRY(replica.accept_receipts(receipts));
  return making.read == making.upto.hub_seq || run.empty() ? finish() : Status(Done{});
}

Result<bool> Snapshots::is_due(const ScopeHead& head) {
  if (worth_segments_ == 0 || head.scope == authority_.county().authority || head.hub_seq < worth_segments_) return false;
  if (const auto passed = passed_.find(head.scope); passed != passed_.end() && head.hub_seq < passed->second + worth_segments_) return false;
  const auto enough = [&](std::uint64_t last) { return head.hub_seq >= last + std::max(worth_segments_, last / grown_by_part); };
  if (const auto kept = kept_.find(head.scope); kept != kept_.end() && !enough(kept->second)) return false;
  HUZHU_ASSIGN(const sync::SnapshotAnswer last, of(head.scope));
  if (!last.there) return true;
  kept_[head.scope] = last.hub_seq;
  return enough(last.hub_seq);
}

Result<bool> Snapshots::begin() {
  HUZHU_ASSIGN(const std::vector<ScopeHead> scopes, store_.scopes());
  for (const ScopeHead& head : scopes) {
    HUZHU_ASSIGN(const bool due, is_due(head));
    if (!due) continue;
    HUZHU_ASSIGN(auto view, reading_view(store_, authority_.county(), clock_, random_));
    making_.emplace(Making{head.scope, std::move(view), head, 0});
    return true;
  }
  return false;
}

Status Snapshots::finish() {
  const Making made = std::move(*making_);
  making_.reset();
  HUZHU_ASSIGN(const std::optional<store::Snapshot> snapshot, made.view->replica().snapshot(made.scope));
  if (!snapshot || made.read != made.upto.hub_seq) {
    passed_[made.scope] = made.upto.hub_seq;
    return Done{};
  }
  passed_.erase(made.scope);
  sync::SnapshotAnswer answer{true, made.scope, made.upto.hub_epoch, made.upto.hub_seq, made.upto.receipt, store::encode(snapshot->head), {}, {}};
  std::vector<NamedChunk> chunks;
  for (const Bytes& chunk : snapshot->chunks) {
    chunks.push_back({crypto::blake2b({ByteView(chunk)}), chunk});
    answer.chunks.push_back(chunks.back().name);
  }
  answer.signature = hub_.sign(sync::snapshot_signed_part(answer));
  HUZHU_TRY(store_.put_snapshot(made.scope, sync::encode(answer), chunks));
  ++made_;
  return Done{};
}

Result<sync::SnapshotAnswer> Snapshots::of(ScopeId scope) {
  HUZHU_ASSIGN(const std::optional<Bytes> kept, store_.snapshot(scope));
  if (!kept) return sync::SnapshotAnswer{};
  HUZHU_ASSIGN(sync::SnapshotAnswer answer, sync::decode<sync::SnapshotAnswer>(*kept));
  HUZHU_ASSIGN(const store::SnapshotHead head, store::decode_snapshot_head(answer.head));
  if (authority_.replica().fits(head)) return answer;
  // Of an older program, or it holds what has been erased since.
  kept_.erase(scope);
  HUZHU_TRY(store_.put_snapshot(scope, {}, {}));
  return sync::SnapshotAnswer{};
}

Result<sync::ChunkAnswer> Snapshots::chunks(const sync::ChunkRequest& request) {
  sync::ChunkAnswer answer;
  const std::size_t bytes_max = std::min<std::size_t>(request.bytes_max, sync::answer_bytes_max / 2);
  std::size_t bytes = 0;
  for (const Hash& name : request.chunks) {
    HUZHU_ASSIGN(std::optional<Bytes> chunk, store_.chunk(request.scope, name));
    if (!chunk || (bytes > 0 && bytes + chunk->size() > bytes_max)) break;
    bytes += chunk->size();
    answer.chunks.push_back(std::move(*chunk));
  }
  return answer;
}

}  // namespace huzhu::hub
