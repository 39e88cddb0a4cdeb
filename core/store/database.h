// Database: a thin, total wrapper of one SQLite connection: prepared statements, bindings, errors by value.
//
// Total means that a broken file, a wrong key or a full disk is an Error and never a crash. One connection, one thread;
// the file is locked for this process alone.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace huzhu::store {

// A prepared statement. Positions of bind() count from 1, columns from 0, as in SQLite.
class Statement {
 public:
  Statement() = default;
  explicit Statement(sqlite3_stmt* stmt) : stmt_(stmt) {}
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();

  Statement& bind(int position, std::int64_t value);
  Statement& bind(int position, std::string_view text);
  Statement& bind(int position, ByteView blob);
  Statement& bind_null(int position);
  Statement& bind_column(int position, const Statement& row, int column);  // as it stands in the row that `row` is at

  // True when a row is there; false at the end.
  Result<bool> step();
  // For statements without rows: runs once and resets.
  Status run();
  void reset();

  std::int64_t integer(int column) const;
  std::string_view text(int column) const;  // valid until the next step
  ByteView blob(int column) const;          // valid until the next step
  bool is_null(int column) const;
  int columns() const;

 private:
  sqlite3_stmt* stmt_ = nullptr;
};

class Database {
 public:
  // `key` of 32 bytes encrypts with ChaCha20-Poly1305 (SQLite3 Multiple Ciphers); empty = plain.
  static Result<std::unique_ptr<Database>> open(const std::string& file, ByteView key);
  ~Database();

  // Removes the file and its journals; nothing there is no error. The database must not be open.
  static Status discard(const std::string& file);
  static bool there(const std::string& file);   // with something in it, readable or not

  Status execute(std::string_view sql);             // one or more statements without rows
  Result<Statement> prepare(std::string_view sql);
  Statement& cached(std::string_view sql);          // prepared once, reset before it is handed out; sql must be ours (asserts)
  std::int64_t changes() const;
  // Takes tables out of the schema without reading a page of theirs, as DROP would have to. This connection goes on seeing
  // them until it is closed; their room is not given back.
  Status forget_tables(const std::vector<std::string>& names);

  // Runs `body` in a transaction; rolls back when it fails.
  template <class Body>
  auto transaction(Body&& body) -> decltype(body()) {
    if (auto begun = begin(); !begun) return std::move(begun).take_error();
    auto result = body();
    if (!result.ok()) { rollback(); return result; }
    if (auto done = commit(); !done) return std::move(done).take_error();
    return result;
  }
  // The same in parts, for a transaction that outlives one call. A commit that fails has rolled back.
  Status begin();
  Status commit();
  void rollback();

 private:
  explicit Database(sqlite3* db);
  sqlite3* db_ = nullptr;
  struct Cache;
  std::unique_ptr<Cache> cache_;
};

}  // namespace huzhu::store
