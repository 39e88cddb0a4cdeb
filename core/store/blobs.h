// Blobs: the chunks of pictures and sounds that are on this device, in its encrypted database, once a scope.
//
// Beside the log and never before it: no record waits for a chunk. Two scopes that hold the same picture hold it twice,
// so that nobody can tell from one whether it is in the other. What is here is what was named and has come; what a field
// names is asked of Replica::named_blobs. Belongs to the Replica; not thread-safe.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/log/blob.h"
#include "core/store/database.h"

namespace huzhu::store {

struct NamedBlob {
  ScopeId scope;
  log::BlobRef ref;
};

class Blobs {
 public:
  explicit Blobs(Database& db) : db_(db) {}

  Status create_tables();

  // Cuts and keeps it; a field is then set to encode() of what is answered. Fails with required, too_long.
  Result<log::BlobRef> put(ScopeId scope, log::BlobKind kind, ByteView whole);
  // All its bytes; none while one of its chunks is missing, or cannot be read.
  std::optional<Bytes> whole(ScopeId scope, const log::BlobRef& ref);

  // What is missing of it, in the order to ask for: the list alone while that is not here, then its chunks.
  std::vector<Hash> missing(ScopeId scope, const log::BlobRef& ref);
  // The list and all its chunks by name, the list first; only the list's while that is not here.
  std::vector<Hash> names(ScopeId scope, const log::BlobRef& ref);
  // From outside. Fails with bad_checksum when these are not the bytes of that name, too_long.
  Status take(ScopeId scope, const Hash& name, ByteView bytes);
  std::optional<Bytes> chunk(ScopeId scope, const Hash& name);

  // The hub said in this epoch of it that it holds all of that blob; it may have lost it in another.
  Status note_at_hub(ScopeId scope, const Hash& list, std::uint64_t hub_epoch);
  bool is_at_hub(ScopeId scope, const Hash& list, std::uint64_t hub_epoch);
  // It was put here, and did not come from elsewhere.
  bool is_made_here(ScopeId scope, const Hash& list);

  // Deletes all chunks of the scope that none of these needs, bytes and all.
  Status sweep(ScopeId scope, std::span<const NamedBlob> named);

 private:
  std::optional<std::vector<Hash>> listed(ScopeId scope, const log::BlobRef& ref);
  bool has(ScopeId scope, const Hash& name);
  bool is_there(Statement& rows);
  Status keep(ScopeId scope, const Hash& name, ByteView bytes);

  Database& db_;
};

}  // namespace huzhu::store
