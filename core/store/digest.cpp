#include "core/store/digest.h"

#include "core/log/archive.h"
#include "core/store/columns.h"
#include "core/store/replica_impl.h"

namespace huzhu::store {

Hash log_digest(ScopeId scope, const std::vector<Head>& heads) {
  log::CompactWriter bytes;
  bytes(log::fixed(scope.value));
  for (const Head& head : heads) {
    bytes(log::fixed(head.author.value), log::fixed(head.epoch), log::fixed(head.seq));
    bytes.raw(head.chain);
  }
  return crypto::blake2b({view("huzhu/logs/1"), bytes.bytes()});
}

Hash row_digest(EntityId id, model::EntityType type, ByteView state) {
  log::CompactWriter name;
  name(log::fixed(id.value), static_cast<std::uint8_t>(type));
  return crypto::blake2b({view("huzhu/row/1"), name.bytes(), state});
}

Hash rows_digest(ScopeId scope, const std::vector<Hash>& rows) {
  log::CompactWriter name;
  name(log::fixed(scope.value));
  const ByteView all = rows.empty() ? ByteView() : ByteView(rows.front().data(), rows.size() * sizeof(Hash));
  return crypto::blake2b({view("huzhu/rows/1"), name.bytes(), all});
}

Hash Replica::log_digest(ScopeId scope) { return store::log_digest(scope, heads(scope)); }

Status each_state(Database& db, ScopeId scope, const std::function<void(EntityId, model::EntityType, ByteView)>& visit) {
  // SQLite orders signed numbers; unsigned order is the non-negative ones first.
  for (const char* sql : {"SELECT id, type, state FROM entity WHERE id >= 0 AND scope=?1 ORDER BY id, type",
                          "SELECT id, type, state FROM entity WHERE id < 0 AND scope=?1 ORDER BY id, type"}) {
    Statement& read = db.cached(sql);
    read.bind(1, signed_of(scope.value));
    while (true) {
      HUZHU_ASSIGN(const bool more, read.step());
      if (!more) break;
      visit(EntityId{unsigned_of(read, 0)}, static_cast<model::EntityType>(read.integer(1)), read.blob(2));
    }
    read.reset();
  }
  return Done{};
}

Hash Replica::table_digest(ScopeId scope) {
  std::vector<Hash> rows;
  // A failing read shows again, with its error, at the next write.
  (void)each_state(db(), scope, [&](EntityId id, model::EntityType type, ByteView state) { rows.push_back(row_digest(id, type, state)); });
  return rows_digest(scope, rows);
}

}  // namespace huzhu::store
