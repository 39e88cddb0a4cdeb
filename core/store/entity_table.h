// EntityTable: the merged state of every entity, and the rows that people read, kept in step.
//
// A transaction touches each entity once: open() takes its state into a working set, operations are applied there, and
// flush() writes state, typed row, set values, conflicts and the derived indexes of other parts. The rows are a pure
// function of the states and the receipts held.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "core/merge/entity_state.h"
#include "core/merge/shown.h"
#include "core/store/derived_index.h"
#include "core/store/segment_table.h"

namespace huzhu::store {

// Two scopes may use the same id; they are two records.
struct EntityKey {
  EntityId id;
  ScopeId scope;
  model::EntityType type = model::EntityType::none;
  friend auto operator<=>(const EntityKey&, const EntityKey&) = default;
};

// What the rules about rights may ask of the records.
class EntityStates {
 public:
  virtual ~EntityStates() = default;
  virtual Result<std::optional<merge::EntityState>> read(const EntityKey& key) = 0;
  virtual Status flush() = 0;  // rows of the tables say afterwards what read() says
};

class EntityTable final : public EntityStates {
 public:
  EntityTable(Database& db, LogTable& logs, SegmentTable& segments, std::vector<DerivedIndex>& indexes)
      : db_(db), logs_(logs), segments_(segments), indexes_(indexes) {}

  // The state to apply operations to; `field` will be written anew by the next flush (0 = none in particular).
  Result<merge::EntityState*> open(const EntityKey& key, std::uint16_t field);
  // The rows of this entity are to be written again, because receipts arrived.
  Status show_again(const EntityKey& key);
  Status flush() override;
  // A record that is not here yet, whole, by a snapshot's word.
  Status install(const EntityKey& key, merge::EntityState state);
  Status flush_if_large();  // keeps the working set within bounded memory
  bool has_unwritten() const { return !working_.empty(); }
  bool is_unwritten(const EntityKey& key) const { return working_.contains(key); }   // the next flush writes all of its rows
  void clear();             // after a failed transaction
  void forget_working() {   // the tables were emptied
    working_.clear();
    unwritten_operations_ = 0;
  }

  void note_changed(EntityId id) { changed_.push_back(id); }
  std::size_t changed_count() const { return changed_.size(); }
  void forget_changed_after(std::size_t count) { changed_.resize(count); }
  // Everything opened for change since the last call.
  std::vector<EntityId> take_changed();

  // Reads, also of what is not flushed yet.
  Result<std::optional<merge::EntityState>> read(const EntityKey& key) override;
  Result<std::vector<EntityKey>> keys_of(EntityId id);
  merge::Receipts receipts_in(ScopeId scope);
  bool is_receipted(ScopeId scope, const merge::EntityState& state);
  AuthorId hub_author;  // its operations need no receipt

 private:
  struct Entry {
    merge::EntityState state;
    bool existed = false, had_row = false;  // before this transaction
    std::int64_t conflicts_before = 0;
    std::uint64_t fields = 0;  // bit = field id: to be written
  };
  struct KeyHash {
    std::size_t operator()(const EntityKey& key) const { return static_cast<std::size_t>(key.id.value ^ key.scope.value * 31); }
  };

  Result<std::optional<Entry>> load(const EntityKey& key);
  Status write(const EntityKey& key, Entry& entry);
  Status write_state(const EntityKey& key, const Entry& entry, std::int64_t conflicts);
  Status write_conflicts(const EntityKey& key, const Entry& entry, const std::vector<std::uint16_t>& fields);
  Status count_live(ScopeId scope, std::int64_t change);

  Database& db_;
  LogTable& logs_;
  SegmentTable& segments_;
  std::vector<DerivedIndex>& indexes_;
  std::unordered_map<EntityKey, Entry, KeyHash> working_;
  std::size_t unwritten_operations_ = 0;
  std::vector<EntityId> changed_;
};

}  // namespace huzhu::store
