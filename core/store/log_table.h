// LogTable: the logs this replica holds, in memory while it is open: how far each is stored, applied and receipted.
//
// A few numbers a log, so all of them are kept; the causal pasts (LogRow::vector) are read when first needed. Changes
// reach the database by save() at the end of the transaction; after a failed one, load() forgets them.
#pragma once

#include <map>
#include <memory>
#include <optional>

#include "core/merge/version_vector.h"
#include "core/store/database.h"

namespace huzhu::store {

// Part of a log that counts in the tables by a snapshot's word, while its segments are still to come (core/store/snapshot.h).
struct StatedPart {
  std::uint64_t upto = 0;      // the operations from 1 up to here
  Hash chain{};                // at upto
  std::uint64_t held = 0;      // of these, the segments that have come, from the first on
  Hash held_chain{};           // at held
  bool covers(std::uint64_t seq) const { return seq <= upto; }
};

struct LogRow {
  std::int64_t id = 0;
  merge::LogKey key;
  std::uint64_t seq = 0;        // stored: structurally valid up to here
  Hash chain{};                 // at seq
  std::uint64_t hlc = 0;        // of the last stored segment
  std::uint64_t segments = 0;
  std::uint64_t applied = 0;    // causes were here up to here; ≤ seq
  std::uint64_t receipted = 0;  // the hub holds it up to here; may be ahead of seq
  bool dirty = false;
  std::optional<StatedPart> stated;  // none: every segment up to seq is here

  // The past of whatever comes next: all that is before the segment after `applied`. Null until asked for.
  std::unique_ptr<merge::VersionVector> vector;
  bool vector_dirty = false;
};

class LogTable {
 public:
  explicit LogTable(Database& db) : db_(db) {}

  Status load();
  Status save();

  LogRow* find(const merge::LogKey& key);
  Result<LogRow*> find_or_create(const merge::LogKey& key);  // too_long past limits::logs_per_scope_max
  Result<merge::VersionVector*> vector(LogRow& row);
  Status put_stated(LogRow& row);  // as row.stated says now
  bool any_stated() const;

  std::map<merge::LogKey, LogRow>& all() { return rows_; }
  template <class Visit>
  void each_of(ScopeId scope, Visit&& visit) {
    for (auto row = rows_.lower_bound({scope, {}, 0}); row != rows_.end() && row->first.scope == scope; ++row) visit(row->second);
  }
  std::vector<ScopeId> scopes() const;
  bool holds_any(ScopeId scope, AuthorId author) const;  // has this author written anything applied there?

 private:
  Status insert(LogRow& row);
  Status load_stated();

  Database& db_;
  std::map<merge::LogKey, LogRow> rows_;
  std::int64_t last_id_ = 0;
};

}  // namespace huzhu::store
