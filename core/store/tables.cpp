#include "core/store/tables.h"

#include "core/model/schema.h"

namespace huzhu::store {
namespace {

// position = log << 40 | seq_first: segments of one log lie together and in order, in one tree.
// log.vector is the causal past up to and with the last applied segment (merge::VersionVector).
constexpr std::string_view log_tables = R"sql(
CREATE TABLE IF NOT EXISTS fact(key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS log(
  id INTEGER PRIMARY KEY, scope INTEGER NOT NULL, author INTEGER NOT NULL, epoch INTEGER NOT NULL,
  seq INTEGER NOT NULL, chain BLOB NOT NULL, hlc INTEGER NOT NULL, segments INTEGER NOT NULL,
  applied INTEGER NOT NULL, receipted INTEGER NOT NULL, vector BLOB NOT NULL,
  UNIQUE(scope, author, epoch));
CREATE TABLE IF NOT EXISTS segment(
  position INTEGER PRIMARY KEY, seq_last INTEGER NOT NULL, chain BLOB NOT NULL,
  signature BLOB, actor_signature BLOB, bytes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS receipt(
  log INTEGER NOT NULL, seq_last INTEGER NOT NULL, hub_seq INTEGER NOT NULL, received_at INTEGER NOT NULL,
  PRIMARY KEY(log, seq_last)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS stated(
  log INTEGER PRIMARY KEY, upto INTEGER NOT NULL, chain BLOB NOT NULL, held INTEGER NOT NULL, held_chain BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS stated_receipt(
  log INTEGER NOT NULL, seq_last INTEGER NOT NULL, received_at INTEGER NOT NULL, PRIMARY KEY(log, seq_last)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS waiting(
  scope INTEGER NOT NULL, author INTEGER NOT NULL, epoch INTEGER NOT NULL, seq_first INTEGER NOT NULL, digest BLOB NOT NULL,
  segments INTEGER NOT NULL, frame BLOB NOT NULL, PRIMARY KEY(scope, author, epoch, seq_first, digest));
CREATE TABLE IF NOT EXISTS fork(
  log INTEGER NOT NULL, seq_first INTEGER NOT NULL, digest BLOB NOT NULL, segments INTEGER NOT NULL, frame BLOB NOT NULL,
  PRIMARY KEY(log, seq_first, digest));
CREATE TABLE IF NOT EXISTS quarantine(
  scope INTEGER NOT NULL, author INTEGER NOT NULL, epoch INTEGER NOT NULL, seq_first INTEGER NOT NULL, digest BLOB NOT NULL,
  reason INTEGER NOT NULL, detail TEXT NOT NULL, segments INTEGER NOT NULL, frame BLOB NOT NULL,
  PRIMARY KEY(scope, author, epoch, seq_first, digest));
)sql";

// entity.state is merge::EntityState; author, epoch, seq name its creating operation. In the order they came, like the typed
// tables (model::create_typed_tables).
constexpr std::string_view merge_tables = R"sql(
CREATE TABLE entity(
  id INTEGER NOT NULL, scope INTEGER NOT NULL, type INTEGER NOT NULL,
  author INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  presence INTEGER NOT NULL, conflict_count INTEGER NOT NULL, unreceipted INTEGER NOT NULL, state BLOB NOT NULL,
  PRIMARY KEY(id, scope, type));
CREATE INDEX entity_unreceipted ON entity(scope, type) WHERE unreceipted = 1;
CREATE TABLE conflict(
  entity INTEGER NOT NULL, type INTEGER NOT NULL, field INTEGER NOT NULL, scope INTEGER NOT NULL,
  PRIMARY KEY(entity, type, field, scope)) WITHOUT ROWID;
CREATE TABLE void_op(
  scope INTEGER NOT NULL, author INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL, reason INTEGER NOT NULL,
  PRIMARY KEY(scope, author, epoch, seq)) WITHOUT ROWID;
CREATE TABLE scope_size(scope INTEGER PRIMARY KEY, live INTEGER NOT NULL);
)sql";

}  // namespace

bool is_log_table(std::string_view name) {
  return log_tables.find("EXISTS " + std::string(name) + "(") != std::string_view::npos;
}

Status create_log_tables(Database& db) { return db.execute(log_tables); }

Status create_derived_tables(Database& db) {
  HUZHU_TRY(db.execute(merge_tables));
  return db.execute(model::create_typed_tables());
}

Status drop_derived_tables(Database& db) {
  HUZHU_TRY(db.execute("DROP TABLE IF EXISTS entity; DROP TABLE IF EXISTS conflict; DROP TABLE IF EXISTS void_op; DROP TABLE IF EXISTS scope_size;"));
  return db.execute(model::drop_typed_tables());
}

Result<bool> derived_tables_exist(Database& db) {
  Statement& found = db.cached("SELECT 1 FROM sqlite_master WHERE type='table' AND name='entity'");
  auto there = found.step();
  found.reset();
  return there;
}

}  // namespace huzhu::store
