#include "sync/client/snapshot_taking.h"

#include <algorithm>
#include <span>

namespace huzhu::sync {

namespace {

constexpr std::string_view chunk_facts = "sync/chunk/";

std::string fact_of(const Hash& chunk) { return std::string(chunk_facts) + to_hex(chunk); }

}  // namespace

bool SnapshotTaking::wants(ScopeId scope, std::uint64_t to_come) {
  if (taken_) return taken_->answer.scope == scope;
  if (to_come < worth_segments_ || passed_.contains(scope)) return false;
  return book_.place(scope).hub_seq == 0 && replica_.heads(scope).empty();
}

void SnapshotTaking::pass(ScopeId scope) {
  passed_.insert(scope);
  if (taken_ && taken_->answer.scope == scope) taken_.reset();
}

Bytes SnapshotTaking::next_snapshot_request(ScopeId scope, std::size_t bytes_max) {
  if (!taken_) return encode(SnapshotRequest{scope});
  ChunkRequest request{scope, static_cast<std::uint32_t>(bytes_max), {}};
  for (auto at = taken_->missing.rbegin(); at != taken_->missing.rend() && request.chunks.size() < chunks_per_request_max; ++at)
    request.chunks.push_back(taken_->answer.chunks[*at]);
  return encode(request);
}

Status SnapshotTaking::on_snapshot_answer(ScopeId scope, ByteView body, std::vector<Incident>& incidents) {
  HUZHU_ASSIGN(SnapshotAnswer answer, decode<SnapshotAnswer>(body));
  if (!answer.there) return pass(scope), Status(Done{});
  auto head = store::decode_snapshot_head(answer.head);
  const bool ours = answer.scope == scope && answer.hub_seq > 0 && crypto::verify(replica_.identity()->hub_key, snapshot_signed_part(answer), answer.signature);
  if (!ours) {
    incidents.push_back({IncidentKind::misstated, scope, {}, 0});
    return pass(scope), Status(Done{});
  }
  if (!head || head->scope != scope || !replica_.fits(*head)) return pass(scope), Status(Done{});
  Taken taken;
  taken.head = std::move(head).value();
  for (std::size_t i = answer.chunks.size(); i-- > 0;)
    if (!replica_.fact(fact_of(answer.chunks[i]))) taken.missing.push_back(i);
  taken.answer = std::move(answer);
  taken_ = std::move(taken);
  return Done{};
}

Status SnapshotTaking::on_chunks_answer(ByteView body) {
  HUZHU_ASSIGN(const ChunkAnswer answer, decode<ChunkAnswer>(body));
  if (!taken_) return Done{};
  // The hub has made another one meanwhile: begin anew; what is the same in both is here.
  if (answer.chunks.empty()) return taken_.reset(), Status(Done{});
  for (const Bytes& chunk : answer.chunks) {
    const Hash name = crypto::blake2b({ByteView(chunk)});
    if (taken_->missing.empty() || name != taken_->answer.chunks[taken_->missing.back()]) return Error{ErrorCode::bad_checksum, "sync.chunks", "not what was asked for"};
    HUZHU_TRY(replica_.put_intake_fact(fact_of(name), chunk));
    taken_->missing.pop_back();
  }
  return Done{};
}

Status SnapshotTaking::begin_snapshot() {
  HUZHU_TRY(replica_.open_intake());
  taken_->put = taken_->rows_put = 0;
  taken_->rows.clear();
  taken_->begun = true;
  taken_->intakes_lost = replica_.intakes_lost();
  return replica_.begin_snapshot(taken_->head);
}

Status SnapshotTaking::put_snapshot_rows(std::size_t rows, std::vector<Incident>& incidents) {
  Status done = Done{};
  // A record was saved here meanwhile, which comes first.
  if (!taken_->begun || replica_.intakes_lost() != taken_->intakes_lost) done = begin_snapshot();
  while (done && rows > 0) {
    if (taken_->rows_put < taken_->rows.size()) {
      const std::size_t count = std::min(rows, taken_->rows.size() - taken_->rows_put);
      done = replica_.take_snapshot_rows(std::span(taken_->rows).subspan(taken_->rows_put, count));
      taken_->rows_put += count;
      rows -= count;
      continue;
    }
    if (taken_->put == taken_->answer.chunks.size()) {
      done = finish_snapshot();
      if (done) return done;
      break;
    }
    const auto chunk = replica_.fact(fact_of(taken_->answer.chunks[taken_->put++]));
    if (!chunk) return take_up_anew();
    auto read = store::decode_snapshot_rows(*chunk);
    if (!read) done = std::move(read).take_error();
    else taken_->rows = std::move(read).value();
    taken_->rows_put = 0;
  }
  if (!done) give_up_snapshot(done.error().code, incidents);
  return done;
}

// A chunk went with an intake that was taken back: what is missing is asked for again.
Status SnapshotTaking::take_up_anew() {
  HUZHU_TRY(replica_.close_intake());
  taken_.reset();
  return Done{};
}

Status SnapshotTaking::finish_snapshot() {
  HUZHU_TRY(replica_.finish_snapshot());
  const ScopePlace place{taken_->answer.hub_epoch, taken_->answer.hub_seq, taken_->answer.receipt};
  const ScopeId scope = taken_->answer.scope;
  HUZHU_TRY(book_.move(scope, place));
  HUZHU_TRY(book_.begin_behind(scope, place));
  HUZHU_TRY(replica_.drop_facts(chunk_facts));
  taken_.reset();
  return Done{};
}

// Its segments, then. What is wrong with the bytes is the hub's doing; a full disk is not.
void SnapshotTaking::give_up_snapshot(ErrorCode code, std::vector<Incident>& incidents) {
  const ScopeId scope = taken_->answer.scope;
  if (code == ErrorCode::bad_checksum || code == ErrorCode::not_canonical || code == ErrorCode::truncated) {
    incidents.push_back({IncidentKind::misstated, scope, {}, 0});
    (void)replica_.drop_facts(chunk_facts);
  }
  pass(scope);
}

}  // namespace huzhu::sync
