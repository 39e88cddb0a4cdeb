#include "core/store/blobs.h"

#include <algorithm>
#include <set>

#include "core/store/columns.h"

namespace huzhu::store {
namespace {

constexpr std::string_view tables = R"sql(
CREATE TABLE IF NOT EXISTS blob_chunk(scope INTEGER NOT NULL, name BLOB NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY(scope, name));
CREATE TABLE IF NOT EXISTS blob_at_hub(
  scope INTEGER NOT NULL, list BLOB NOT NULL, hub_epoch INTEGER NOT NULL, PRIMARY KEY(scope, list)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS blob_made_here(scope INTEGER NOT NULL, list BLOB NOT NULL, PRIMARY KEY(scope, list)) WITHOUT ROWID;
)sql";

}  // namespace

Status Blobs::create_tables() { return db_.execute(tables); }

Result<log::BlobRef> Blobs::put(ScopeId scope, log::BlobKind kind, ByteView whole) {
  HUZHU_ASSIGN(const log::CutBlob cut, log::cut_blob(kind, whole));
  HUZHU_TRY(keep(scope, cut.ref.list, cut.list));
  for (const ByteView chunk : cut.chunks) HUZHU_TRY(keep(scope, log::blob_name(chunk), chunk));
  Statement& made = db_.cached("INSERT OR IGNORE INTO blob_made_here(scope, list) VALUES(?1,?2)");
  HUZHU_TRY(made.bind(1, signed_of(scope.value)).bind(2, ByteView(cut.ref.list)).run());
  return cut.ref;
}

Status Blobs::keep(ScopeId scope, const Hash& name, ByteView bytes) {
  Statement& write = db_.cached("INSERT OR IGNORE INTO blob_chunk(scope, name, bytes) VALUES(?1,?2,?3)");
  return write.bind(1, signed_of(scope.value)).bind(2, ByteView(name)).bind(3, bytes).run();
}

std::optional<Bytes> Blobs::chunk(ScopeId scope, const Hash& name) {
  Statement& read = db_.cached("SELECT bytes FROM blob_chunk WHERE scope=?1 AND name=?2");
  const auto there = read.bind(1, signed_of(scope.value)).bind(2, ByteView(name)).step();
  std::optional<Bytes> bytes;
  if (there.ok() && *there) bytes = bytes_of(read.blob(0));
  read.reset();
  return bytes;
}

bool Blobs::is_there(Statement& rows) {
  const auto there = rows.step();
  rows.reset();
  return there.ok() && *there;
}

bool Blobs::has(ScopeId scope, const Hash& name) {
  return is_there(db_.cached("SELECT 1 FROM blob_chunk WHERE scope=?1 AND name=?2").bind(1, signed_of(scope.value)).bind(2, ByteView(name)));
}

std::optional<std::vector<Hash>> Blobs::listed(ScopeId scope, const log::BlobRef& ref) {
  const auto list = chunk(scope, ref.list);
  if (!list) return std::nullopt;
  auto names = log::names_in(ref, *list);
  return names ? std::optional(std::move(names).value()) : std::nullopt;
}

std::optional<Bytes> Blobs::whole(ScopeId scope, const log::BlobRef& ref) {
  const auto names = listed(scope, ref);
  if (!names) return std::nullopt;
  Bytes all;
  all.reserve(static_cast<std::size_t>(ref.length));
  for (std::size_t i = 0; i < names->size(); ++i) {
    const auto bytes = chunk(scope, (*names)[i]);
    if (!bytes || bytes->size() != ref.chunk_length(i)) return std::nullopt;
    all.insert(all.end(), bytes->begin(), bytes->end());
  }
  return all;
}

std::vector<Hash> Blobs::missing(ScopeId scope, const log::BlobRef& ref) {
  const auto names = listed(scope, ref);
  // A list of another length than the reference says is nobody's picture: nothing of it is asked for.
  if (!names) return has(scope, ref.list) ? std::vector<Hash>() : std::vector{ref.list};
  std::vector<Hash> out;
  for (const Hash& name : *names)
    if (!has(scope, name) && std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
  return out;
}

std::vector<Hash> Blobs::names(ScopeId scope, const log::BlobRef& ref) {
  std::vector<Hash> out{ref.list};
  if (const auto names = listed(scope, ref)) out.insert(out.end(), names->begin(), names->end());
  return out;
}

Status Blobs::take(ScopeId scope, const Hash& name, ByteView bytes) {
  if (bytes.size() > limits::blob_chunk_bytes) return Error{ErrorCode::too_long, "blob.chunk", "larger than a chunk"};
  if (log::blob_name(bytes) != name) return Error{ErrorCode::bad_checksum, "blob.chunk", "not the bytes of this name"};
  return keep(scope, name, bytes);
}

Status Blobs::note_at_hub(ScopeId scope, const Hash& list, std::uint64_t hub_epoch) {
  Statement& write = db_.cached("INSERT OR REPLACE INTO blob_at_hub(scope, list, hub_epoch) VALUES(?1,?2,?3)");
  return write.bind(1, signed_of(scope.value)).bind(2, ByteView(list)).bind(3, signed_of(hub_epoch)).run();
}

bool Blobs::is_at_hub(ScopeId scope, const Hash& list, std::uint64_t hub_epoch) {
  Statement& rows = db_.cached("SELECT 1 FROM blob_at_hub WHERE scope=?1 AND list=?2 AND hub_epoch=?3");
  return is_there(rows.bind(1, signed_of(scope.value)).bind(2, ByteView(list)).bind(3, signed_of(hub_epoch)));
}

bool Blobs::is_made_here(ScopeId scope, const Hash& list) {
  return is_there(db_.cached("SELECT 1 FROM blob_made_here WHERE scope=?1 AND list=?2").bind(1, signed_of(scope.value)).bind(2, ByteView(list)));
}

Status Blobs::sweep(ScopeId scope, std::span<const NamedBlob> named) {
  std::set<Hash> needed;
  for (const NamedBlob& one : named)
    if (one.scope == scope)
      for (const Hash& name : names(scope, one.ref)) needed.insert(name);
  std::vector<Hash> gone;
  HUZHU_ASSIGN(Statement read, db_.prepare("SELECT name FROM blob_chunk WHERE scope=?1"));
  read.bind(1, signed_of(scope.value));
  while (true) {
    HUZHU_ASSIGN(const bool more, read.step());
    if (!more) break;
    if (const Hash name = hash_of(read, 0); !needed.contains(name)) gone.push_back(name);
  }
  if (gone.empty()) return Done{};
  HUZHU_TRY(db_.execute("PRAGMA secure_delete=ON"));  // what is erased leaves no bytes in free pages
  for (const Hash& name : gone) {
    for (const std::string_view sql : {"DELETE FROM blob_chunk WHERE scope=?1 AND name=?2", "DELETE FROM blob_at_hub WHERE scope=?1 AND list=?2",
                                       "DELETE FROM blob_made_here WHERE scope=?1 AND list=?2"})
      HUZHU_TRY(db_.cached(sql).bind(1, signed_of(scope.value)).bind(2, ByteView(name)).run());
  }
  return db_.execute("PRAGMA secure_delete=OFF");
}

}  // namespace huzhu::store
