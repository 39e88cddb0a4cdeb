#include "core/store/log_table.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/store/columns.h"

namespace huzhu::store {
namespace {

// Pasts kept in memory between transactions; more are read again when needed.
constexpr std::size_t vectors_kept_max = 256;

}  // namespace

Status LogTable::load() {
  rows_.clear();
  last_id_ = 0;
  Statement& read = db_.cached("SELECT id, scope, author, epoch, seq, chain, hlc, segments, applied, receipted FROM log");
  while (true) {
    HUZHU_ASSIGN(const bool more, read.step());
    if (!more) break;
    LogRow row;
    row.id = read.integer(0);
    row.key = {ScopeId{unsigned_of(read, 1)}, AuthorId{unsigned_of(read, 2)}, static_cast<std::uint32_t>(read.integer(3))};
    row.seq = unsigned_of(read, 4);
    row.chain = hash_of(read, 5);
    row.hlc = unsigned_of(read, 6);
    row.segments = unsigned_of(read, 7);
    row.applied = unsigned_of(read, 8);
    row.receipted = unsigned_of(read, 9);
    last_id_ = std::max(last_id_, row.id);
    rows_.emplace(row.key, std::move(row));
  }
  return load_stated();
}

Status LogTable::load_stated() {
  std::map<std::int64_t, StatedPart> found;
  Statement& read = db_.cached("SELECT log, upto, chain, held, held_chain FROM stated");
  while (true) {
    HUZHU_ASSIGN(const bool more, read.step());
    if (!more) break;
    found[read.integer(0)] = {unsigned_of(read, 1), hash_of(read, 2), unsigned_of(read, 3), hash_of(read, 4)};
  }
  for (auto& [key, row] : rows_)
    if (const auto stated = found.find(row.id); stated != found.end()) row.stated = stated->second;
  return Done{};
}

Status LogTable::put_stated(LogRow& row) {
  if (!row.stated) {
    Statement& gone = db_.cached("DELETE FROM stated WHERE log=?1");
    return gone.bind(1, row.id).run();
  }
  Statement& write = db_.cached("INSERT OR REPLACE INTO stated(log, upto, chain, held, held_chain) VALUES(?1,?2,?3,?4,?5)");
  write.bind(1, row.id).bind(2, signed_of(row.stated->upto)).bind(3, ByteView(row.stated->chain));
  return write.bind(4, signed_of(row.stated->held)).bind(5, ByteView(row.stated->held_chain)).run();
}

bool LogTable::any_stated() const {
  return std::any_of(rows_.begin(), rows_.end(), [](const auto& row) { return row.second.stated.has_value(); });
}

Status LogTable::insert(LogRow& row) {
  Statement& write = db_.cached(
      "INSERT INTO log(id, scope, author, epoch, seq, chain, hlc, segments, applied, receipted, vector) VALUES(?1,?2,?3,?4,0,?5,0,0,0,0,?6)");
  write.bind(1, row.id).bind(2, signed_of(row.key.scope.value)).bind(3, signed_of(row.key.author.value));
  write.bind(4, std::int64_t{row.key.epoch}).bind(5, ByteView(row.chain)).bind(6, ByteView(merge::VersionVector().encode()));
  return write.run();
}

Status LogTable::save() {
  std::size_t vectors = 0;
  for (auto& [key, row] : rows_) {
    if (row.dirty) {
      Statement& write = db_.cached("UPDATE log SET seq=?2, chain=?3, hlc=?4, segments=?5, applied=?6, receipted=?7 WHERE id=?1");
      write.bind(1, row.id).bind(2, signed_of(row.seq)).bind(3, ByteView(row.chain)).bind(4, signed_of(row.hlc));
      write.bind(5, signed_of(row.segments)).bind(6, signed_of(row.applied)).bind(7, signed_of(row.receipted));
      HUZHU_TRY(write.run());
      row.dirty = false;
    }
    if (row.vector_dirty && row.vector) {
      Statement& write = db_.cached("UPDATE log SET vector=?2 WHERE id=?1");
      HUZHU_TRY(write.bind(1, row.id).bind(2, ByteView(row.vector->encode())).run());
      row.vector_dirty = false;
    }
    if (row.vector && ++vectors > vectors_kept_max) row.vector.reset();
  }
  return Done{};
}

LogRow* LogTable::find(const merge::LogKey& key) {
  const auto found = rows_.find(key);
  return found == rows_.end() ? nullptr : &found->second;
}

Result<LogRow*> LogTable::find_or_create(const merge::LogKey& key) {
  if (LogRow* row = find(key)) return row;
  std::size_t logs = 0;
  each_of(key.scope, [&](const LogRow&) { ++logs; });
  if (logs >= limits::logs_per_scope_max) return Error{ErrorCode::too_long, "scope.logs", "the scope holds as many logs as it may"};
  LogRow row;
  row.id = ++last_id_;
  row.key = key;
  HUZHU_TRY(insert(row));
  return &rows_.emplace(key, std::move(row)).first->second;
}

Result<merge::VersionVector*> LogTable::vector(LogRow& row) {
  if (!row.vector) {
    Statement& read = db_.cached("SELECT vector FROM log WHERE id=?1");
    HUZHU_ASSIGN(const bool there, read.bind(1, row.id).step());
    if (!there) return Error{ErrorCode::internal, "store.vector", "log without a row"};
    auto decoded = merge::VersionVector::decode(read.blob(0));
    read.reset();
    if (!decoded) return std::move(decoded).take_error();
    row.vector = std::make_unique<merge::VersionVector>(std::move(decoded).value());
  }
  return row.vector.get();
}

std::vector<ScopeId> LogTable::scopes() const {
  std::vector<ScopeId> scopes;
  for (auto row = rows_.begin(); row != rows_.end();) {
    const ScopeId scope = row->first.scope;
    scopes.push_back(scope);
    if (scope.value == ~std::uint64_t{0}) break;
    row = rows_.lower_bound({ScopeId{scope.value + 1}, {}, 0});
  }
  return scopes;
}

bool LogTable::holds_any(ScopeId scope, AuthorId author) const {
  for (auto row = rows_.lower_bound({scope, author, 0}); row != rows_.end() && row->first.scope == scope && row->first.author == author; ++row)
    if (row->second.applied > 0) return true;
  return false;
}

}  // namespace huzhu::store
