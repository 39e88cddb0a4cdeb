#include "core/store/entity_table.h"

#include <algorithm>
#include <tuple>

#include "core/store/columns.h"
#include "core/store/typed_row.h"

namespace huzhu::store {
namespace {

constexpr std::size_t working_set_max = 8192;
// Operations applied to it since it was written: they say how large its states are. The browser's program has 32 MB in all.
#ifdef __EMSCRIPTEN__
constexpr std::size_t unwritten_operations_max = 8192;
#else
constexpr std::size_t unwritten_operations_max = 131072;
#endif
constexpr std::uint64_t all_fields = ~std::uint64_t{0};

std::uint64_t bit(std::uint16_t field) { return field < 64 ? std::uint64_t{1} << field : 0; }

Statement& bind_key(Statement& statement, const EntityKey& key) {
  return statement.bind(1, signed_of(key.id.value)).bind(2, signed_of(key.scope.value)).bind(3, static_cast<std::int64_t>(key.type));
}

std::vector<std::uint16_t> fields_in_conflict(const model::Entity& entity, const merge::EntityState& state) {
  std::vector<std::uint16_t> fields;
  if (state.presence() == merge::Presence::erased) return fields;
  for (std::size_t i = 1; i < state.heads.size(); ++i) {
    const std::uint16_t id = state.heads[i].field;
    if (state.heads[i - 1].field != id || (!fields.empty() && fields.back() == id)) continue;
    const model::Field* field = model::find(entity, id);
    if (field && merge::in_conflict(*field, state.heads_of(id))) fields.push_back(id);
  }
  return fields;
}

}  // namespace

Result<std::optional<EntityTable::Entry>> EntityTable::load(const EntityKey& key) {
  Statement& read = db_.cached("SELECT presence, conflict_count, state FROM entity WHERE id=?1 AND scope=?2 AND type=?3");
  HUZHU_ASSIGN(const bool there, bind_key(read, key).step());
  if (!there) return std::optional<Entry>();
  auto decoded = merge::EntityState::decode(read.blob(2));
  Entry entry;
  entry.existed = true;
  entry.had_row = read.integer(0) != static_cast<std::int64_t>(merge::Presence::erased);
  entry.conflicts_before = read.integer(1);
  read.reset();
  if (!decoded) return Error{ErrorCode::storage_broken, "store.entity", decoded.error().detail};
  entry.state = std::move(decoded).value();
  return std::optional<Entry>(std::move(entry));
}

Result<merge::EntityState*> EntityTable::open(const EntityKey& key, std::uint16_t field) {
  auto found = working_.find(key);
  if (found == working_.end()) {
    HUZHU_ASSIGN(auto loaded, load(key));
    found = working_.emplace(key, loaded ? std::move(*loaded) : Entry()).first;
  }
  found->second.fields |= bit(field);
  ++unwritten_operations_;
  // Told now, not when the rows are written: whoever is told reads through Replica, which writes them first.
  if (changed_.empty() || changed_.back() != key.id) changed_.push_back(key.id);
  return &found->second.state;
}

Status EntityTable::install(const EntityKey& key, merge::EntityState state) {
  Entry entry;
  unwritten_operations_ += state.heads.size();
  entry.state = std::move(state);
  entry.fields = all_fields;
  if (!working_.emplace(key, std::move(entry)).second) return Error{ErrorCode::not_canonical, "store.entity", "a record twice"};
  changed_.push_back(key.id);
  return flush_if_large();
}

Status EntityTable::show_again(const EntityKey& key) {
  HUZHU_TRY(open(key, 0));
  working_.find(key)->second.fields = all_fields;
  return Done{};
}

Status EntityTable::flush_if_large() { return working_.size() > working_set_max || unwritten_operations_ > unwritten_operations_max ? flush() : Status(Done{}); }

// In the order in which the tables keep them: neighbours share a page, which is then read, sealed and written once.
Status EntityTable::flush() {
  if (working_.empty()) return Done{};
  std::vector<EntityKey> keys;
  keys.reserve(working_.size());
  for (const auto& [key, entry] : working_) keys.push_back(key);
  std::sort(keys.begin(), keys.end(), [](const EntityKey& a, const EntityKey& b) {
    return std::tuple(signed_of(a.id.value), signed_of(a.scope.value), a.type) < std::tuple(signed_of(b.id.value), signed_of(b.scope.value), b.type);
  });
  std::vector<ChangedRow> rows;
  rows.reserve(keys.size());
  for (const EntityKey& key : keys) {
    HUZHU_TRY(write(key, working_.find(key)->second));
    rows.push_back({key.id, key.type});
  }
  forget_working();
  for (const DerivedIndex& index : indexes_)
    if (index.update) HUZHU_TRY(index.update(db_, rows));
  return Done{};
}

void EntityTable::clear() {
  forget_working();
  changed_.clear();
}

std::vector<EntityId> EntityTable::take_changed() {
  std::vector<EntityId> taken = std::move(changed_);
  changed_.clear();
  std::sort(taken.begin(), taken.end());
  taken.erase(std::unique(taken.begin(), taken.end()), taken.end());
  return taken;
}

Status EntityTable::write(const EntityKey& key, Entry& entry) {
  const model::Entity* entity = model::find(key.type);
  if (!entity) return Error{ErrorCode::internal, "store.entity", "unknown type reached the tables"};
  const std::vector<std::uint16_t> conflicts = fields_in_conflict(*entity, entry.state);
  HUZHU_TRY(write_state(key, entry, static_cast<std::int64_t>(conflicts.size())));
  if (entry.conflicts_before > 0 || !conflicts.empty()) HUZHU_TRY(write_conflicts(key, entry, conflicts));

  const bool has_row = entry.state.presence() != merge::Presence::erased;
  if (has_row != entry.had_row) HUZHU_TRY(count_live(key.scope, has_row ? 1 : -1));
  TypedRow row(db_, key, *entity);
  const merge::Receipts receipts = receipts_in(key.scope);
  if (has_row && !entry.had_row) return row.insert(entry.state, receipts);
  if (has_row) return row.update(entry.state, receipts, entry.fields);
  return entry.had_row ? row.remove() : Status(Done{});
}

Status EntityTable::write_state(const EntityKey& key, const Entry& entry, std::int64_t conflicts) {
  const Dot created = entry.state.created_by();
  Statement& write = entry.existed
      ? db_.cached("UPDATE entity SET author=?4, epoch=?5, seq=?6, presence=?7, conflict_count=?8, unreceipted=?9, state=?10"
                   " WHERE id=?1 AND scope=?2 AND type=?3")
      : db_.cached("INSERT INTO entity(id, scope, type, author, epoch, seq, presence, conflict_count, unreceipted, state)"
                   " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)");
  bind_key(write, key).bind(4, signed_of(created.author.value)).bind(5, std::int64_t{created.epoch}).bind(6, signed_of(created.seq));
  write.bind(7, static_cast<std::int64_t>(entry.state.presence())).bind(8, conflicts);
  write.bind(9, std::int64_t{is_receipted(key.scope, entry.state) ? 0 : 1});
  return write.bind(10, ByteView(entry.state.encode())).run();
}

Status EntityTable::write_conflicts(const EntityKey& key, const Entry& entry, const std::vector<std::uint16_t>& fields) {
  if (entry.conflicts_before > 0) {
    Statement& old = db_.cached("DELETE FROM conflict WHERE entity=?1 AND scope=?2 AND type=?3");
    HUZHU_TRY(bind_key(old, key).run());
  }
  for (const std::uint16_t field : fields) {
    Statement& add = db_.cached("INSERT INTO conflict(entity, scope, type, field) VALUES(?1,?2,?3,?4)");
    HUZHU_TRY(bind_key(add, key).bind(4, std::int64_t{field}).run());
  }
  return Done{};
}

Status EntityTable::count_live(ScopeId scope, std::int64_t change) {
  Statement& write = db_.cached("INSERT INTO scope_size(scope, live) VALUES(?1,?2) ON CONFLICT DO UPDATE SET live=live+?2");
  return write.bind(1, signed_of(scope.value)).bind(2, change).run();
}

Result<std::optional<merge::EntityState>> EntityTable::read(const EntityKey& key) {
  if (const auto found = working_.find(key); found != working_.end()) return std::optional(found->second.state);
  HUZHU_ASSIGN(auto loaded, load(key));
  if (!loaded) return std::optional<merge::EntityState>();
  return std::optional(std::move(loaded->state));
}

Result<std::vector<EntityKey>> EntityTable::keys_of(EntityId id) {
  Statement& read = db_.cached("SELECT scope, type FROM entity WHERE id=?1 ORDER BY scope, type");
  read.bind(1, signed_of(id.value));
  std::vector<EntityKey> keys;
  while (true) {
    HUZHU_ASSIGN(const bool more, read.step());
    if (!more) return keys;
    keys.push_back({id, ScopeId{unsigned_of(read, 0)}, static_cast<model::EntityType>(read.integer(1))});
  }
}

merge::Receipts EntityTable::receipts_in(ScopeId scope) {
  const auto earliest = [this, scope](const Dot& dot) -> std::optional<std::int64_t> {
    const LogRow* log = logs_.find({scope, dot.author, dot.epoch});
    if (!log) return std::nullopt;
    auto received = segments_.received_at(*log, dot.seq);
    // A failing read fails the write that follows it in the same transaction.
    return received.ok() ? *received : std::nullopt;
  };
  return {earliest, hub_author};
}

bool EntityTable::is_receipted(ScopeId scope, const merge::EntityState& state) {
  return std::all_of(state.touched.begin(), state.touched.end(), [&](const Dot& dot) {
    if (dot.author == hub_author) return true;
    const LogRow* log = logs_.find({scope, dot.author, dot.epoch});
    return log && dot.seq <= log->receipted;
  });
}

}  // namespace huzhu::store
