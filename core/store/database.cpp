#include "core/store/database.h"

#include <sqlite3.h>

#include <cassert>
#include <functional>
#include <unordered_map>

namespace huzhu::store {
namespace {

Error error_from(sqlite3* db, int code, const char* where) {
  ErrorCode kind = ErrorCode::internal;
  switch (code & 0xff) {
    case SQLITE_FULL: kind = ErrorCode::storage_full; break;
    case SQLITE_NOTADB: case SQLITE_CORRUPT: case SQLITE_IOERR: case SQLITE_READONLY: case SQLITE_BUSY: case SQLITE_LOCKED:
      kind = ErrorCode::storage_broken; break;
    case SQLITE_CANTOPEN: case SQLITE_PERM: kind = ErrorCode::storage_missing; break;
    default: break;
  }
  std::string detail = "sqlite " + std::to_string(code);
  // The message names tables and columns, never values.
  if (db) detail += std::string(": ") + sqlite3_errmsg(db);
  return {kind, where, std::move(detail)};
}

}  // namespace

// -- Statement -------------------------------------------------------------------------------------
Statement::Statement(Statement&& other) noexcept : stmt_(other.stmt_) { other.stmt_ = nullptr; }

Statement& Statement::operator=(Statement&& other) noexcept {
  if (this != &other) {
    sqlite3_finalize(stmt_);
    stmt_ = other.stmt_;
    other.stmt_ = nullptr;
  }
  return *this;
}

Statement::~Statement() { sqlite3_finalize(stmt_); }

Statement& Statement::bind(int position, std::int64_t value) {
  sqlite3_bind_int64(stmt_, position, value);
  return *this;
}

Statement& Statement::bind(int position, std::string_view text) {
  // An empty view may have a null pointer, which SQLite would read as NULL.
  sqlite3_bind_text(stmt_, position, text.data() ? text.data() : "", static_cast<int>(text.size()), SQLITE_TRANSIENT);
  return *this;
}

Statement& Statement::bind(int position, ByteView blob) {
  if (blob.empty()) sqlite3_bind_zeroblob(stmt_, position, 0);
  else sqlite3_bind_blob(stmt_, position, blob.data(), static_cast<int>(blob.size()), SQLITE_TRANSIENT);
  return *this;
}

Statement& Statement::bind_null(int position) {
  sqlite3_bind_null(stmt_, position);
  return *this;
}

Statement& Statement::bind_column(int position, const Statement& row, int column) {
  sqlite3_bind_value(stmt_, position, sqlite3_column_value(row.stmt_, column));
  return *this;
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(stmt_);
  if (code == SQLITE_ROW) return true;
  sqlite3* db = stmt_ ? sqlite3_db_handle(stmt_) : nullptr;
  if (code == SQLITE_DONE) {
    sqlite3_reset(stmt_);
    return false;
  }
  Error error = error_from(db, db ? sqlite3_extended_errcode(db) : code, "store.step");
  sqlite3_reset(stmt_);
  return error;
}

Status Statement::run() {
  auto stepped = step();
  if (!stepped.ok()) return std::move(stepped).take_error();
  reset();
  return Done{};
}

void Statement::reset() {
  sqlite3_reset(stmt_);
  sqlite3_clear_bindings(stmt_);
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(stmt_, column); }

std::string_view Statement::text(int column) const {
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(stmt_, column));
  return data ? std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(stmt_, column))) : std::string_view();
}

ByteView Statement::blob(int column) const {
  const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(stmt_, column));
  return data ? ByteView(data, static_cast<std::size_t>(sqlite3_column_bytes(stmt_, column))) : ByteView();
}

int Statement::columns() const { return sqlite3_column_count(stmt_); }

bool Statement::is_null(int column) const { return sqlite3_column_type(stmt_, column) == SQLITE_NULL; }

// -- Database --------------------------------------------------------------------------------------
struct Database::Cache {
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::unordered_map<std::string, Statement, Hash, std::equal_to<>> statements;
};

Database::Database(sqlite3* db) : db_(db), cache_(std::make_unique<Cache>()) {}

Database::~Database() {
  cache_.reset();
  sqlite3_close_v2(db_);
}

namespace {

// One writer in one process: exclusive locking needs no shared memory, which the browser's file system lacks.
// synchronous=FULL: what commit() answers has reached the disk.
constexpr std::string_view settings =
    "PRAGMA locking_mode=EXCLUSIVE;"
    "PRAGMA page_size=8192;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA temp_store=MEMORY;"
    // A page that changes often is sealed for the log many times but taken over into the file once: 48 MB at most lie in the
    // log, and 8 MB after the next checkpoint.
    "PRAGMA wal_autocheckpoint=6000;"
#ifdef __EMSCRIPTEN__
    "PRAGMA cache_size=-16384;"
#else
    "PRAGMA cache_size=-65536;"  // a machine that runs this natively has memory: a page that stays is not opened again
#endif
    "PRAGMA journal_size_limit=8388608;"
    "PRAGMA foreign_keys=OFF;";

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const std::string& file, ByteView key) {
  if (const int code = sqlite3_initialize(); code != SQLITE_OK) return error_from(nullptr, code, "store.open");
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  if (code != SQLITE_OK) {
    Error error = error_from(handle, code, "store.open");
    sqlite3_close_v2(handle);
    return error;
  }
  sqlite3_extended_result_codes(handle, 1);
  std::unique_ptr<Database> database(new Database(handle));
  if (!key.empty()) {
    std::string pragma = "PRAGMA key = 'raw:" + to_hex(key) + "';";
    auto keyed = database->execute(pragma);
    volatile char* secret = pragma.data();
    for (std::size_t i = 0; i < pragma.size(); ++i) secret[i] = 0;
    HUZHU_TRY(std::move(keyed));
  }
  HUZHU_TRY(database->execute(settings));
  // The first read of the file: a wrong key shows here.
  HUZHU_TRY(database->execute("SELECT count(*) FROM sqlite_master;"));
  HUZHU_ASSIGN(Statement mode, database->prepare("PRAGMA journal_mode=WAL"));
  HUZHU_ASSIGN(const bool answered, mode.step());
  const bool journaled = answered && (mode.text(0) == "wal" || mode.text(0) == "memory");
  mode.reset();
  if (!journaled) HUZHU_TRY(database->execute("PRAGMA journal_mode=TRUNCATE;"));
  return database;
}

Status Database::discard(const std::string& file) {
  if (const int code = sqlite3_initialize(); code != SQLITE_OK) return error_from(nullptr, code, "store.discard");
  sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
  for (const char* suffix : {"", "-wal", "-journal"}) {
    const std::string name = file + suffix;
    const int code = vfs->xDelete(vfs, name.c_str(), 1);
    if (code != SQLITE_OK && code != SQLITE_IOERR_DELETE_NOENT) return error_from(nullptr, code, "store.discard");
  }
  return Done{};
}

bool Database::there(const std::string& file) {
  if (sqlite3_initialize() != SQLITE_OK) return false;
  sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
  int found = 0;
  return vfs->xAccess(vfs, file.c_str(), SQLITE_ACCESS_EXISTS, &found) == SQLITE_OK && found != 0;
}

Status Database::execute(std::string_view sql) {
  const char* rest = sql.data();
  const char* const end = sql.data() + sql.size();
  while (rest < end) {
    sqlite3_stmt* raw = nullptr;
    const char* tail = nullptr;
    int code = sqlite3_prepare_v2(db_, rest, static_cast<int>(end - rest), &raw, &tail);
    if (code != SQLITE_OK) return error_from(db_, sqlite3_extended_errcode(db_), "store.execute");
    Statement statement(raw);
    while (raw && (code = sqlite3_step(raw)) == SQLITE_ROW) {}
    if (raw && code != SQLITE_DONE) return error_from(db_, sqlite3_extended_errcode(db_), "store.execute");
    rest = tail;
  }
  return Done{};
}

Result<Statement> Database::prepare(std::string_view sql) {
  sqlite3_stmt* raw = nullptr;
  const int code = sqlite3_prepare_v2(db_, sql.data(), static_cast<int>(sql.size()), &raw, nullptr);
  if (code != SQLITE_OK) return error_from(db_, sqlite3_extended_errcode(db_), "store.prepare");
  return Statement(raw);
}

Statement& Database::cached(std::string_view sql) {
  auto found = cache_->statements.find(sql);
  if (found == cache_->statements.end()) {
    auto prepared = prepare(sql);
    assert(prepared.ok() && "a statement of ours does not fit the schema");
    // Without assertions an empty statement stands in: stepping it answers an error instead of crashing.
    found = cache_->statements.emplace(std::string(sql), prepared.ok() ? std::move(prepared).value() : Statement()).first;
  } else {
    found->second.reset();
  }
  return found->second;
}

Status Database::forget_tables(const std::vector<std::string>& names) {
  sqlite3_db_config(db_, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, nullptr);
  Status done = Done{};
  for (const std::string& name : names)
    if (done.ok()) done = execute("DELETE FROM sqlite_master WHERE tbl_name='" + name + "'");
  sqlite3_db_config(db_, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0, nullptr);
  return done;
}

std::int64_t Database::changes() const { return sqlite3_changes64(db_); }

Status Database::begin() { return execute("BEGIN IMMEDIATE"); }

Status Database::commit() {
  Status done = execute("COMMIT");
  if (!done) rollback();
  return done;
}

void Database::rollback() {
  // A full disk may already have ended the transaction; then there is nothing to undo.
  if (sqlite3_get_autocommit(db_) == 0) (void)execute("ROLLBACK;");
}

}  // namespace huzhu::store
