// A replica and snapshots: making one, taking one over, and holding its word against the segments once they are here.
#include <algorithm>

#include "core/base/limits.h"
#include "core/log/segment.h"
#include "core/store/columns.h"
#include "core/store/digest.h"
#include "core/store/replica_impl.h"

namespace huzhu::store {
namespace {

constexpr std::string_view due_fact = "filling_due";
std::string tables_fact(ScopeId scope) { return "stated/" + to_string(EntityId{scope.value}); }

Hash redacted_digest(Database& db, ScopeId scope) {
  const std::set<Dot> dots = redacted_dots(db, scope);
  const Bytes packed = pack_dots({dots.begin(), dots.end()});
  return crypto::blake2b({view("huzhu/redacted/1"), packed});
}

}  // namespace

Result<std::optional<Snapshot>> Replica::snapshot(ScopeId scope) {
  impl_->settle();
  Impl& m = *impl_;
  Snapshot made;
  made.head.scope = scope;
  made.head.model = model_digest();
  made.head.redacted = redacted_digest(*m.db, scope);
  bool whole = true;
  std::vector<LogRow*> logs;
  m.logs.each_of(scope, [&](LogRow& log) {
    whole = whole && log.applied == log.seq && !log.stated && log.receipted >= log.seq;
    if (log.seq > 0) logs.push_back(&log);
  });
  HUZHU_ASSIGN(const bool aside, m.aside.any_of(scope));
  if (!whole || aside || logs.empty()) return std::optional<Snapshot>();
  for (LogRow* log : logs) {
    HUZHU_ASSIGN(const merge::VersionVector* const past, m.logs.vector(*log));
    HUZHU_ASSIGN(auto received, m.segments.received_parts(*log, log->seq));
    made.head.logs.push_back({log->key.author, log->key.epoch, log->seq, log->chain, log->hlc, log->segments, *past, std::move(received)});
  }
  Statement& voids = m.db->cached("SELECT author, epoch, seq, reason FROM void_op WHERE scope=?1");
  voids.bind(1, signed_of(scope.value));
  while (true) {
    HUZHU_ASSIGN(const bool more, voids.step());
    if (!more) break;
    made.head.voids.push_back({AuthorId{unsigned_of(voids, 0)}, static_cast<std::uint32_t>(voids.integer(1)), unsigned_of(voids, 2),
                               static_cast<std::uint8_t>(voids.integer(3))});
  }
  std::sort(made.head.voids.begin(), made.head.voids.end(), [](const SnapshotVoid& a, const SnapshotVoid& b) {
    return std::tie(a.author, a.epoch, a.seq) < std::tie(b.author, b.epoch, b.seq);
  });
  std::vector<Hash> digests;
  SnapshotCutter cutter;
  HUZHU_TRY(each_state(*m.db, scope, [&](EntityId id, model::EntityType type, ByteView state) {
    digests.push_back(row_digest(id, type, state));
    whole = whole && state.size() < limits::snapshot_chunk_bytes_max / 2;
    if (whole) cutter.add({id, type, bytes_of(state)});
  }));
  made.chunks = cutter.finish();
  made.head.rows = digests.size();
  made.head.tables = rows_digest(scope, digests);
  if (!whole || made.chunks.size() > limits::snapshot_chunks_max || encode(made.head).size() > limits::snapshot_head_bytes_max) return std::optional<Snapshot>();
  return std::optional(std::move(made));
}

bool Replica::fits(const SnapshotHead& head) { return head.model == model_digest() && head.redacted == redacted_digest(db(), head.scope); }

Status Replica::begin_snapshot(const SnapshotHead& head) {
  Impl& m = *impl_;
  if (m.installing) m.lose_snapshot();  // one that was given up: half of it must not be committed with this one
  if (!m.intake_open || !m.county.identity) return Error{ErrorCode::internal, "store.snapshot", "no intake is open"};
  if (!heads(head.scope).empty()) return Error{ErrorCode::internal, "store.snapshot", "something of this scope is here"};
  // What arrived before it in this intake stays when it has to go.
  Status done = m.entities.flush();
  if (done) done = m.db->execute("SAVEPOINT snapshot");
  if (!done) return m.lose_intake(), done;
  m.installing.emplace();
  if (done = m.install_head(head); !done) return m.lose_snapshot(), done;
  m.installing->scope = head.scope;
  m.installing->tables = head.tables;
  m.installing->rows = head.rows;
  return Done{};
}

Status Replica::Impl::install_head(const SnapshotHead& head) {
  std::uint64_t hlc = 0;
  for (const SnapshotLog& log : head.logs) {
    HUZHU_ASSIGN(LogRow* const row, logs.find_or_create({head.scope, log.author, log.epoch}));
    row->seq = row->applied = log.seq;
    row->chain = log.chain;
    row->hlc = log.hlc;
    row->segments = log.segments;
    row->vector = std::make_unique<merge::VersionVector>(log.past);
    row->dirty = row->vector_dirty = true;
    row->stated = StatedPart{log.seq, log.chain, 0, log::first_prev(county.identity->county_root, head.scope, log.author, log.epoch)};
    HUZHU_TRY(logs.put_stated(*row));
    for (const ReceivedPart& one : log.received) HUZHU_TRY(segments.put_stated_receipt(*row, one.seq_last, one.at_ms));
    hlc = std::max(hlc, log.hlc);
  }
  for (const SnapshotVoid& one : head.voids) {
    Statement& write = db->cached("INSERT OR IGNORE INTO void_op(scope, author, epoch, seq, reason) VALUES(?1,?2,?3,?4,?5)");
    write.bind(1, signed_of(head.scope.value)).bind(2, signed_of(one.author.value)).bind(3, std::int64_t{one.epoch});
    HUZHU_TRY(write.bind(4, signed_of(one.seq)).bind(5, std::int64_t{one.reason}).run());
  }
  if (hlc > 0) clock->receive(hlc);
  HUZHU_TRY(write_fact(*db, tables_fact(head.scope), head.tables));
  return logs.save();
}

Status Replica::take_snapshot_rows(std::span<const SnapshotRow> rows) {
  Impl& m = *impl_;
  if (!m.installing) return Error{ErrorCode::internal, "store.snapshot", "none was begun"};
  for (const SnapshotRow& row : rows) {
    auto state = merge::EntityState::decode(row.state);
    const EntityKey key{row.id, m.installing->scope, row.type};
    const bool rises = m.installing->digests.empty() || std::tie(m.installing->last.id, m.installing->last.type) < std::tie(row.id, row.type);
    if (!state || !rises) {
      m.lose_snapshot();
      return Error{ErrorCode::bad_checksum, "store.snapshot", "a row that cannot be"};
    }
    m.installing->last = key;
    m.installing->digests.push_back(row_digest(row.id, row.type, row.state));
    if (const Status done = m.entities.install(key, std::move(state).value()); !done) {
      m.lose_snapshot();
      return done;
    }
  }
  return Done{};
}

Status Replica::finish_snapshot() {
  Impl& m = *impl_;
  if (!m.installing) return Error{ErrorCode::internal, "store.snapshot", "none was begun"};
  const Impl::Installing& made = *m.installing;
  const bool same = made.digests.size() == made.rows && rows_digest(made.scope, made.digests) == made.tables;
  Status done = same ? m.entities.flush() : Status(Error{ErrorCode::bad_checksum, "store.snapshot", "rows are not what was stated"});
  if (done) done = m.read_standing();  // cuts may be among the rows
  if (done) done = m.db->execute("RELEASE snapshot");
  if (done) m.installing.reset();
  else m.lose_snapshot();
  return done;
}

// -- what became of its word -------------------------------------------------------------------------------
Replica::Stated Replica::stated(ScopeId scope) {
  Stated found = Stated::nothing;
  impl_->logs.each_of(scope, [&](const LogRow& log) {
    if (!log.stated) return;
    if (found == Stated::nothing) found = Stated::whole;
    if (log.stated->held < log.stated->upto && found == Stated::whole) found = Stated::coming;
    if (log.stated->held == log.stated->upto && log.stated->held_chain != log.stated->chain) found = Stated::refuted;
  });
  return found;
}

std::vector<ScopeId> Replica::scopes_stated() {
  std::vector<ScopeId> found;
  for (const ScopeId scope : impl_->logs.scopes())
    if (stated(scope) != Stated::nothing) found.push_back(scope);
  return found;
}

std::uint64_t Replica::stated_missing() {
  std::uint64_t missing = 0;
  for (const auto& [key, log] : impl_->logs.all()) {
    if (!log.stated) continue;
    const auto here = impl_->segments.count_from(log, 1);
    if (here.ok() && *here < log.segments) missing += log.segments - *here;
  }
  return missing;
}

Result<Replica::Stated> Replica::retell(ScopeId scope, std::size_t segments) {
  Impl& m = *impl_;
  const Stated now = stated(scope);
  if (now != Stated::whole) return now;
  HUZHU_ASSIGN(const auto due, read_fact(*m.db, due_fact));
  // What came since makes other tables in any case, as soon as all segments are here.
  if (due) {
    HUZHU_TRY(m.transaction(before_commit_for_test, [&]() -> Status {
      HUZHU_TRY(m.prove(scope));
      return m.logs.any_stated() ? Status(Done{}) : m.fill_derived();
    }));
    return Stated::nothing;
  }
  auto& retelling = m.retellings[scope];
  if (!retelling) {
    HUZHU_ASSIGN(const std::uint64_t rows, m.live_entities(scope));
    retelling = std::make_unique<Retelling>(*m.db, m.logs, m.segments, m.applier.standing(), m.applier.redactions(), m.county,
                                             scope, rows);
  }
  auto told = retelling->step(segments);
  if (told.ok() && !*told) return Stated::whole;
  const Hash tables = retelling->tables();
  m.retellings.erase(scope);
  if (!told.ok()) return told.error().code == ErrorCode::gap ? Result<Stated>(Stated::refuted) : Result<Stated>(told.error());
  HUZHU_ASSIGN(const auto said, read_fact(*m.db, tables_fact(scope)));
  if (!said || said->size() != tables.size() || !std::equal(tables.begin(), tables.end(), said->begin())) return Stated::refuted;
  HUZHU_ASSIGN(const bool times, m.receipts_are_as_stated(scope));
  if (!times) return Stated::refuted;
  HUZHU_TRY(m.transaction(before_commit_for_test, [&]() -> Status { return m.prove(scope); }));
  return Stated::nothing;
}

Result<bool> Replica::Impl::receipts_are_as_stated(ScopeId scope) {
  Result<bool> same = true;
  logs.each_of(scope, [&](const LogRow& log) {
    if (log.stated && same.ok() && *same) same = segments.receipts_are_as_stated(log);
  });
  return same;
}

Status Replica::Impl::prove(ScopeId scope) {
  Status done = Done{};
  logs.each_of(scope, [&](LogRow& log) {
    if (!log.stated || !done) return;
    log.stated.reset();
    done = logs.put_stated(log);
    if (done) done = segments.drop_stated_receipts(log);
  });
  if (done) done = remove_fact(*db, tables_fact(scope));
  return done;
}

Result<bool> Replica::refute(ScopeId scope) {
  const Hash before = table_digest(scope);
  HUZHU_TRY(rebuild());
  return table_digest(scope) != before;
}

Status Replica::Impl::put_off_filling() {
  applier.put_off();
  return write_fact(*db, due_fact, view("1"));
}

// What follows what is not here waits; it is the writer's own signed word, and nobody may have it but this device.
Status Replica::Impl::forget_stated() {
  HUZHU_TRY(remove_fact(*db, due_fact));
  retellings.clear();
  for (auto& entry : logs.all()) {
    const merge::LogKey& key = entry.first;
    LogRow& log = entry.second;
    if (!log.stated) continue;
    const StatedPart stated = *log.stated;
    const bool whole = stated.held == stated.upto && stated.held_chain == stated.chain;
    log.stated.reset();
    HUZHU_TRY(logs.put_stated(log));
    HUZHU_TRY(segments.drop_stated_receipts(log));
    HUZHU_TRY(remove_fact(*db, tables_fact(key.scope)));
    if (whole) continue;
    std::vector<log::SealedSegment> after;
    HUZHU_TRY(segments.each(log, stated.upto + 1, [&](const SegmentRow& row) -> Result<bool> {
      after.push_back(row.sealed);
      return true;
    }));
    for (const Bytes& bytes : log::encode_frames(after)) {
      ByteView rest = bytes;
      HUZHU_ASSIGN(const log::Frame frame, log::read_frame(rest));
      HUZHU_ASSIGN(const log::Position at, log::position_of(frame.segments.front().bytes));
      HUZHU_TRY(aside.wait(key, at.seq_first, frame));
    }
    HUZHU_TRY(segments.truncate(log, stated.held + 1));
    log.chain = stated.held_chain;
    HUZHU_ASSIGN(log.segments, segments.count_from(log, 1));
  }
  return Done{};
}

}  // namespace huzhu::store
