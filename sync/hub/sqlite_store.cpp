// The SQLite implementation of SegmentStore: one file, WAL, synchronous=FULL.
//
// The statements keep to what PostgreSQL understands too (no rowid, no triggers, no sequences, INSERT … ON CONFLICT DO
// NOTHING, UPDATE … RETURNING), so that a second store can take them over.
#include "sync/hub/store.h"

#include <algorithm>
#include <tuple>

#include "core/store/database.h"

namespace huzhu::hub {

namespace {

using store::Database;
using store::Statement;

// fact rows belong to the hub as a whole: scope 0.
constexpr std::string_view schema = R"sql(
CREATE TABLE IF NOT EXISTS scope (
  scope_id BIGINT NOT NULL, hub_seq BIGINT NOT NULL, hub_epoch BIGINT NOT NULL, receipt BLOB NOT NULL,
  PRIMARY KEY (scope_id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS log (
  scope_id BIGINT NOT NULL, author BIGINT NOT NULL, epoch BIGINT NOT NULL, seq BIGINT NOT NULL, hash BLOB NOT NULL,
  PRIMARY KEY (scope_id, author, epoch)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS segment (
  scope_id BIGINT NOT NULL, hub_seq BIGINT NOT NULL, author BIGINT NOT NULL, epoch BIGINT NOT NULL,
  seq_first BIGINT NOT NULL, seq_last BIGINT NOT NULL, hash BLOB NOT NULL, bytes BLOB NOT NULL,
  signature BLOB, actor_signature BLOB, hub_epoch BIGINT NOT NULL, received_at_ms BIGINT NOT NULL, receipt BLOB NOT NULL,
  PRIMARY KEY (scope_id, hub_seq), UNIQUE (scope_id, author, epoch, seq_first, hash));
CREATE TABLE IF NOT EXISTS fork (
  scope_id BIGINT NOT NULL, author BIGINT NOT NULL, epoch BIGINT NOT NULL, seq_first BIGINT NOT NULL, hash BLOB NOT NULL,
  bytes BLOB NOT NULL, received_at_ms BIGINT NOT NULL,
  PRIMARY KEY (scope_id, author, epoch, seq_first, hash));
CREATE TABLE IF NOT EXISTS snapshot (scope_id BIGINT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (scope_id));
CREATE TABLE IF NOT EXISTS chunk (
  scope_id BIGINT NOT NULL, hash BLOB NOT NULL, current INTEGER NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY (scope_id, hash));
CREATE TABLE IF NOT EXISTS blob (
  scope_id BIGINT NOT NULL, hash BLOB NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY (scope_id, hash));
CREATE TABLE IF NOT EXISTS fact (
  scope_id BIGINT NOT NULL, name TEXT NOT NULL, value BLOB NOT NULL,
  PRIMARY KEY (scope_id, name)) WITHOUT ROWID;
)sql";

#define HUZHU_ROW_COLUMNS \
  "hub_seq, author, epoch, seq_first, seq_last, hash, bytes, signature, actor_signature, hub_epoch, received_at_ms, receipt"

std::int64_t key(std::uint64_t id) { return static_cast<std::int64_t>(id); }
std::int64_t key(ScopeId scope) { return key(scope.value); }
std::int64_t key(AuthorId author) { return key(author.value); }
std::uint64_t number(const Statement& s, int column) { return static_cast<std::uint64_t>(s.integer(column)); }

template <class Array>
Array fixed(const Statement& s, int column) {
  Array out{};
  const ByteView blob = s.blob(column);
  if (blob.size() == out.size()) std::memcpy(out.data(), blob.data(), out.size());
  return out;
}

Row row_of(ScopeId scope, const Statement& s) {
  Row row;
  row.link.scope = scope;
  row.link.hub_seq = number(s, 0);
  row.link.author.value = number(s, 1);
  row.link.epoch = static_cast<std::uint32_t>(s.integer(2));
  row.link.seq_first = number(s, 3);
  row.link.seq_last = number(s, 4);
  row.link.chain = fixed<Hash>(s, 5);
  row.link.hub_epoch = number(s, 9);
  row.link.received_at_ms = s.integer(10);
  row.sealed.bytes = bytes_of(s.blob(6));
  row.sealed.chain = row.link.chain;
  row.sealed.has_signature = !s.is_null(7);
  if (row.sealed.has_signature) row.sealed.signature = fixed<Signature>(s, 7);
  if (!s.is_null(8)) row.sealed.actor_signature = fixed<Signature>(s, 8);
  row.receipt = fixed<Hash>(s, 11);
  return row;
}

ScopeHead scope_head_of(const Statement& s) {
  ScopeHead head;
  head.scope.value = number(s, 0);
  head.hub_seq = number(s, 1);
  head.hub_epoch = number(s, 2);
  head.receipt = fixed<Hash>(s, 3);
  return head;
}

LogHead log_head_of(const Statement& s) {
  return {AuthorId{number(s, 0)}, static_cast<std::uint32_t>(s.integer(1)), number(s, 2), fixed<Hash>(s, 3)};
}

// Resets the statement when a reader leaves before its end, so that no read transaction stays open.
struct Resetting {
  Statement& statement;
  ~Resetting() { statement.reset(); }
};

class SqliteStore final : public SegmentStore {
 public:
  explicit SqliteStore(std::unique_ptr<Database> db) : db_(std::move(db)) {}

  Result<std::vector<Appended>> append(std::span<const AppendBatch> batches, const AppendContext& context) override {
    return db_->transaction([&]() -> Result<std::vector<Appended>> {
      std::vector<Appended> out;
      for (const AppendBatch& batch : batches) {
        HUZHU_TRY(db_->execute("SAVEPOINT batch"));
        HUZHU_ASSIGN(Appended one, append_one(batch, context));
        HUZHU_TRY(db_->execute(one.moved ? "ROLLBACK TO batch; RELEASE batch" : "RELEASE batch"));
        out.push_back(one);
      }
      return out;
    });
  }

  Status put_bytes(ScopeId scope, std::uint64_t hub_seq, ByteView bytes) override {
    Statement& s = db_->cached("UPDATE segment SET bytes = ? WHERE scope_id = ? AND hub_seq = ?");
    return s.bind(1, bytes).bind(2, key(scope)).bind(3, key(hub_seq)).run();
  }

  Status put_fork(ScopeId scope, const Fork& fork) override {
    Statement& s = db_->cached("INSERT INTO fork (scope_id, author, epoch, seq_first, hash, bytes, received_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    return s.bind(1, key(scope)).bind(2, key(fork.author)).bind(3, std::int64_t{fork.epoch}).bind(4, key(fork.seq_first))
        .bind(5, ByteView(fork.chain)).bind(6, ByteView(fork.bytes)).bind(7, fork.received_at_ms).run();
  }

  Status put_fork_bytes(ScopeId scope, const Fork& fork) override {
    Statement& s = db_->cached("UPDATE fork SET bytes = ? WHERE scope_id = ? AND author = ? AND epoch = ? AND seq_first = ? AND hash = ?");
    return s.bind(1, ByteView(fork.bytes)).bind(2, key(scope)).bind(3, key(fork.author)).bind(4, std::int64_t{fork.epoch}).bind(5, key(fork.seq_first))
        .bind(6, ByteView(fork.chain)).run();
  }

  Result<std::vector<ScopeHead>> scopes() override {
    Statement& s = db_->cached("SELECT scope_id, hub_seq, hub_epoch, receipt FROM scope ORDER BY scope_id");
    Resetting end{s};
    std::vector<ScopeHead> out;
    for (;;) {
      HUZHU_ASSIGN(const bool found, s.step());
      if (!found) return out;
      out.push_back(scope_head_of(s));
    }
  }

  Result<std::optional<ScopeHead>> head(ScopeId scope) override {
    Statement& s = db_->cached("SELECT scope_id, hub_seq, hub_epoch, receipt FROM scope WHERE scope_id = ?");
    Resetting end{s};
    HUZHU_ASSIGN(const bool found, s.bind(1, key(scope)).step());
    return found ? std::optional(scope_head_of(s)) : std::nullopt;
  }

  Result<std::vector<LogHead>> logs(ScopeId scope) override {
    Statement& s = db_->cached("SELECT author, epoch, seq, hash FROM log WHERE scope_id = ?");
    Resetting end{s};
    s.bind(1, key(scope));
    std::vector<LogHead> out;
    for (;;) {
      HUZHU_ASSIGN(const bool found, s.step());
      if (!found) break;
      out.push_back(log_head_of(s));
    }
    // Ids are unsigned, the column is signed: the order is made here.
    std::sort(out.begin(), out.end(), [](const LogHead& a, const LogHead& b) { return std::tie(a.author, a.epoch) < std::tie(b.author, b.epoch); });
    return out;
  }

  Result<std::optional<LogHead>> log(ScopeId scope, AuthorId author, std::uint32_t epoch) override {
    Statement& s = db_->cached("SELECT author, epoch, seq, hash FROM log WHERE scope_id = ? AND author = ? AND epoch = ?");
    Resetting end{s};
    HUZHU_ASSIGN(const bool found, s.bind(1, key(scope)).bind(2, key(author)).bind(3, std::int64_t{epoch}).step());
    return found ? std::optional(log_head_of(s)) : std::nullopt;
  }

  Result<std::optional<Row>> at(ScopeId scope, std::uint64_t hub_seq) override {
    Statement& s = db_->cached("SELECT " HUZHU_ROW_COLUMNS " FROM segment WHERE scope_id = ? AND hub_seq = ?");
    s.bind(1, key(scope)).bind(2, key(hub_seq));
    return one_row(scope, s);
  }

  Result<std::optional<Row>> starting(ScopeId scope, AuthorId author, std::uint32_t epoch, std::uint64_t seq_first) override {
    Statement& s = db_->cached("SELECT " HUZHU_ROW_COLUMNS " FROM segment WHERE scope_id = ? AND author = ? AND epoch = ? AND seq_first = ?");
    s.bind(1, key(scope)).bind(2, key(author)).bind(3, std::int64_t{epoch}).bind(4, key(seq_first));
    return one_row(scope, s);
  }

  Result<std::optional<Row>> ending(ScopeId scope, AuthorId author, std::uint32_t epoch, std::uint64_t seq_last) override {
    HUZHU_ASSIGN(std::optional<Row> row, with(scope, author, epoch, seq_last));
    if (row && row->link.seq_last != seq_last) row.reset();
    return row;
  }

  Result<std::optional<Row>> with(ScopeId scope, AuthorId author, std::uint32_t epoch, std::uint64_t seq) override {
    Statement& s = db_->cached("SELECT " HUZHU_ROW_COLUMNS
                               " FROM segment WHERE scope_id = ? AND author = ? AND epoch = ? AND seq_first <= ? ORDER BY seq_first DESC LIMIT 1");
    s.bind(1, key(scope)).bind(2, key(author)).bind(3, std::int64_t{epoch}).bind(4, key(seq));
    HUZHU_ASSIGN(std::optional<Row> row, one_row(scope, s));
    if (row && row->link.seq_last < seq) row.reset();
    return row;
  }

  Status read(ScopeId scope, std::uint64_t after_hub_seq, const std::function<bool(Row&)>& each) override {
    // Not from the cache: `each` may read other rows meanwhile.
    HUZHU_ASSIGN(Statement s, db_->prepare("SELECT " HUZHU_ROW_COLUMNS " FROM segment WHERE scope_id = ? AND hub_seq > ? ORDER BY hub_seq"));
    s.bind(1, key(scope)).bind(2, key(after_hub_seq));
    for (;;) {
      HUZHU_ASSIGN(const bool found, s.step());
      if (!found) return Done{};
      Row row = row_of(scope, s);
      if (!each(row)) return Done{};
    }
  }

  Result<std::uint64_t> fork_count(ScopeId scope) override {
    Statement& s = db_->cached("SELECT count(*) FROM fork WHERE scope_id = ?");
    Resetting end{s};
    HUZHU_TRY(s.bind(1, key(scope)).step());
    return number(s, 0);
  }

  Result<std::vector<Fork>> forks(ScopeId scope) override {
    Statement& s = db_->cached("SELECT author, epoch, seq_first, hash, bytes, received_at_ms FROM fork WHERE scope_id = ? ORDER BY author, epoch, seq_first, hash");
    Resetting end{s};
    s.bind(1, key(scope));
    std::vector<Fork> out;
    for (;;) {
      HUZHU_ASSIGN(const bool found, s.step());
      if (!found) return out;
      Fork fork{AuthorId{number(s, 0)}, static_cast<std::uint32_t>(s.integer(1)), number(s, 2), {}, bytes_of(s.blob(4)), s.integer(5)};
      const ByteView chain = s.blob(3);
      if (chain.size() != fork.chain.size()) return Error{ErrorCode::storage_broken, "hub.store.fork", "a chain is no hash"};
      std::copy(chain.begin(), chain.end(), fork.chain.begin());
      out.push_back(std::move(fork));
    }
  }

  Status put_snapshot(ScopeId scope, ByteView value, std::span<const NamedChunk> chunks) override {
    return db_->transaction([&]() -> Status {
      Statement& old = db_->cached("UPDATE chunk SET current = 0 WHERE scope_id = ?");
      HUZHU_TRY(old.bind(1, key(scope)).run());
      for (const NamedChunk& chunk : chunks) {
        Statement& keep = db_->cached("INSERT INTO chunk (scope_id, hash, current, bytes) VALUES (?, ?, 1, ?) ON CONFLICT (scope_id, hash) DO UPDATE SET current = 1");
        HUZHU_TRY(keep.bind(1, key(scope)).bind(2, ByteView(chunk.name)).bind(3, ByteView(chunk.bytes)).run());
      }
      Statement& gone = db_->cached("DELETE FROM chunk WHERE scope_id = ? AND current = 0");
      HUZHU_TRY(gone.bind(1, key(scope)).run());
      Statement& last = db_->cached("DELETE FROM snapshot WHERE scope_id = ?");
      HUZHU_TRY(last.bind(1, key(scope)).run());
      if (value.empty()) return Done{};
      Statement& put = db_->cached("INSERT INTO snapshot (scope_id, value) VALUES (?, ?)");
      return put.bind(1, key(scope)).bind(2, value).run();
    });
  }

  Result<std::optional<Bytes>> snapshot(ScopeId scope) override {
    Statement& s = db_->cached("SELECT value FROM snapshot WHERE scope_id = ?");
    Resetting end{s};
    HUZHU_ASSIGN(const bool found, s.bind(1, key(scope)).step());
    return found ? std::optional(bytes_of(s.blob(0))) : std::nullopt;
  }

  Result<std::optional<Bytes>> chunk(ScopeId scope, const Hash& name) override {
    Statement& s = db_->cached("SELECT bytes FROM chunk WHERE scope_id = ? AND hash = ?");
    Resetting end{s};
    HUZHU_ASSIGN(const bool found, s.bind(1, key(scope)).bind(2, ByteView(name)).step());
    return found ? std::optional(bytes_of(s.blob(0))) : std::nullopt;
  }

  Status put_blob(ScopeId scope, const NamedChunk& chunk) override {
    Statement& s = db_->cached("INSERT INTO blob (scope_id, hash, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
    return s.bind(1, key(scope)).bind(2, ByteView(chunk.name)).bind(3, ByteView(chunk.bytes)).run();
  }

  Result<bool> has_blob(ScopeId scope, const Hash& name) override {
    Statement& s = db_->cached("SELECT 1 FROM blob WHERE scope_id = ? AND hash = ?");
    Resetting end{s};
    return s.bind(1, key(scope)).bind(2, ByteView(name)).step();
  }

  Result<std::optional<Bytes>> blob(ScopeId scope, const Hash& name) override {
    Statement& s = db_->cached("SELECT bytes FROM blob WHERE scope_id = ? AND hash = ?");
    Resetting end{s};
    HUZHU_ASSIGN(const bool found, s.bind(1, key(scope)).bind(2, ByteView(name)).step());
    return found ? std::optional(bytes_of(s.blob(0))) : std::nullopt;
  }

  Result<std::vector<Hash>> blobs(ScopeId scope) override {
    Statement& s = db_->cached("SELECT hash FROM blob WHERE scope_id = ? ORDER BY hash");
    Resetting end{s};
    s.bind(1, key(scope));
    std::vector<Hash> out;
    for (;;) {
      HUZHU_ASSIGN(const bool found, s.step());
      if (!found) return out;
      out.push_back(fixed<Hash>(s, 0));
    }
  }

  Status drop_blob(ScopeId scope, const Hash& name) override {
    Statement& s = db_->cached("DELETE FROM blob WHERE scope_id = ? AND hash = ?");
    return s.bind(1, key(scope)).bind(2, ByteView(name)).run();
  }

  Status put_fact(std::string_view name, ByteView value) override {
    Statement& s = db_->cached("INSERT INTO fact (scope_id, name, value) VALUES (0, ?, ?) ON CONFLICT (scope_id, name) DO UPDATE SET value = excluded.value");
    return s.bind(1, name).bind(2, value).run();
  }

  Result<std::optional<Bytes>> fact(std::string_view name) override {
    Statement& s = db_->cached("SELECT value FROM fact WHERE scope_id = 0 AND name = ?");
    Resetting end{s};
    HUZHU_ASSIGN(const bool found, s.bind(1, name).step());
    return found ? std::optional(bytes_of(s.blob(0))) : std::nullopt;
  }

  Result<std::optional<Bytes>> take_fact(std::string_view name) override {
    Statement& s = db_->cached("DELETE FROM fact WHERE scope_id = 0 AND name = ? RETURNING value");
    HUZHU_ASSIGN(const bool found, s.bind(1, name).step());
    std::optional<Bytes> out;
    if (found) {
      out = bytes_of(s.blob(0));
      HUZHU_TRY(s.step());  // to the end: only then it is committed
    }
    s.reset();
    return out;
  }

  Result<std::vector<std::pair<std::string, Bytes>>> facts(std::string_view prefix) override {
    Statement& s = db_->cached("SELECT name, value FROM fact WHERE scope_id = 0 AND name >= ? ORDER BY name");
    Resetting end{s};
    s.bind(1, prefix);
    std::vector<std::pair<std::string, Bytes>> out;
    for (;;) {
      HUZHU_ASSIGN(const bool found, s.step());
      if (!found || !s.text(0).starts_with(prefix)) return out;
      out.emplace_back(std::string(s.text(0)), bytes_of(s.blob(1)));
    }
  }

  Status backup(const std::string& file) override {
    HUZHU_ASSIGN(Statement s, db_->prepare("VACUUM INTO ?"));
    return s.bind(1, std::string_view(file)).run();
  }

 private:
  Result<std::optional<Row>> one_row(ScopeId scope, Statement& s) {
    Resetting end{s};
    HUZHU_ASSIGN(const bool found, s.step());
    return found ? std::optional(row_of(scope, s)) : std::nullopt;
  }

  Result<Appended> append_one(const AppendBatch& batch, const AppendContext& context) {
    Appended out;
    std::uint64_t count = 0;
    for (const NewRun& run : batch.runs) count += run.segments.size();
    for (const NewRun& run : batch.runs) {
      HUZHU_ASSIGN(const bool moved_on, move_head(batch.scope, run));
      if (!moved_on) {
        out.moved = true;
        return out;
      }
    }
    HUZHU_ASSIGN(ScopeHead head, take_numbers(batch.scope, count, context));
    out.first_hub_seq = head.hub_seq - count + 1;
    out.previous = head.receipt;
    out.last = head.receipt;
    std::uint64_t hub_seq = out.first_hub_seq;
    for (const NewRun& run : batch.runs) {
      for (std::size_t i = 0; i < run.segments.size(); ++i) {
        const sync::Link link{batch.scope, context.hub_epoch, hub_seq++, run.before.author, run.before.epoch,
                              run.seq_first[i], run.seq_last[i], run.segments[i].chain, context.now_ms};
        out.last = sync::next_receipt(out.last, link);
        HUZHU_TRY(insert(link, run.segments[i], out.last));
      }
    }
    Statement& s = db_->cached("UPDATE scope SET receipt = ?, hub_epoch = ? WHERE scope_id = ?");
    HUZHU_TRY(s.bind(1, ByteView(out.last)).bind(2, key(context.hub_epoch)).bind(3, key(batch.scope)).run());
    return out;
  }

  // The check that the run follows what is held is the write itself: two hubs at once cannot both pass it.
  Result<bool> move_head(ScopeId scope, const NewRun& run) {
    const Hash& chain = run.segments.back().chain;
    if (run.before.seq == 0) {
      Statement& s = db_->cached("INSERT INTO log (scope_id, author, epoch, seq, hash) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
      HUZHU_TRY(s.bind(1, key(scope)).bind(2, key(run.before.author)).bind(3, std::int64_t{run.before.epoch}).bind(4, key(run.seq_last.back())).bind(5, ByteView(chain)).run());
    } else {
      Statement& s = db_->cached("UPDATE log SET seq = ?, hash = ? WHERE scope_id = ? AND author = ? AND epoch = ? AND seq = ? AND hash = ?");
      HUZHU_TRY(s.bind(1, key(run.seq_last.back())).bind(2, ByteView(chain)).bind(3, key(scope)).bind(4, key(run.before.author))
                    .bind(5, std::int64_t{run.before.epoch}).bind(6, key(run.before.seq)).bind(7, ByteView(run.before.chain)).run());
    }
    return db_->changes() == 1;
  }

  Result<ScopeHead> take_numbers(ScopeId scope, std::uint64_t count, const AppendContext& context) {
    const Hash genesis = sync::first_receipt(context.county_root, scope);
    Statement& first = db_->cached("INSERT INTO scope (scope_id, hub_seq, hub_epoch, receipt) VALUES (?, 0, 0, ?) ON CONFLICT DO NOTHING");
    HUZHU_TRY(first.bind(1, key(scope)).bind(2, ByteView(genesis)).run());
    Statement& s = db_->cached("UPDATE scope SET hub_seq = hub_seq + ? WHERE scope_id = ? RETURNING scope_id, hub_seq, hub_epoch, receipt");
    Resetting end{s};
    HUZHU_ASSIGN(const bool found, s.bind(1, key(count)).bind(2, key(scope)).step());
    if (!found) return Error{ErrorCode::internal, "hub.store", "scope row missing"};
    const ScopeHead head = scope_head_of(s);
    HUZHU_TRY(s.step());
    return head;
  }

  Status insert(const sync::Link& link, const log::SealedSegment& sealed, const Hash& receipt) {
    Statement& s = db_->cached("INSERT INTO segment (scope_id, " HUZHU_ROW_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    s.bind(1, key(link.scope)).bind(2, key(link.hub_seq)).bind(3, key(link.author)).bind(4, std::int64_t{link.epoch})
        .bind(5, key(link.seq_first)).bind(6, key(link.seq_last)).bind(7, ByteView(link.chain)).bind(8, ByteView(sealed.bytes));
    if (sealed.has_signature) s.bind(9, ByteView(sealed.signature)); else s.bind_null(9);
    if (sealed.actor_signature) s.bind(10, ByteView(*sealed.actor_signature)); else s.bind_null(10);
    return s.bind(11, key(link.hub_epoch)).bind(12, link.received_at_ms).bind(13, ByteView(receipt)).run();
  }

  std::unique_ptr<Database> db_;
};

}  // namespace

Result<std::unique_ptr<SegmentStore>> open_sqlite_store(const std::string& file) {
  auto opened = Database::open(file, {});
  // SQLITE_BUSY: the file is whole, but another process has it.
  if (!opened && opened.error().detail.find("locked") != std::string::npos) {
    return Error{ErrorCode::storage_broken, "hub.store", file + " is in use: a hub is running on this folder already; stop it first"};
  }
  HUZHU_ASSIGN(std::unique_ptr<Database> db, std::move(opened));
  HUZHU_TRY(db->execute("PRAGMA secure_delete = ON"));  // what was erased leaves no bytes in free pages
  HUZHU_TRY(db->execute(schema));
  return std::unique_ptr<SegmentStore>(new SqliteStore(std::move(db)));
}

}  // namespace huzhu::hub
