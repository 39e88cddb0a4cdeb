// Snapshot: one scope's tables as they stand on another machine, for a device that has nothing of the scope yet.
//
// It saves the device from applying every operation before it can show anything. Nothing in it proves itself: whoever made
// it states it, until the segments behind it have come and say the same (core/store/retelling.h). docs/adr/0022.
#pragma once

#include <span>
#include <vector>

#include "core/base/crypto.h"
#include "core/merge/version_vector.h"
#include "core/model/model.h"
#include "core/store/segment_table.h"

namespace huzhu::store {

// How far one log counts in the tables, and what is needed to go on from there.
struct SnapshotLog {
  AuthorId author;
  std::uint32_t epoch = 0;
  std::uint64_t seq = 0;
  Hash chain{};                    // at seq
  std::uint64_t hlc = 0;           // of its last segment
  std::uint64_t segments = 0;
  merge::VersionVector past;       // of whatever comes next
  std::vector<ReceivedPart> received;  // rising
  friend bool operator==(const SnapshotLog&, const SnapshotLog&) = default;
};

// An operation without effect (merge::Void).
struct SnapshotVoid {
  AuthorId author;
  std::uint32_t epoch = 0;
  std::uint64_t seq = 0;
  std::uint8_t reason = 0;
  friend bool operator==(const SnapshotVoid&, const SnapshotVoid&) = default;
};

struct SnapshotHead {
  ScopeId scope;
  Hash model{};     // model_digest() of the program that made it: another one would make other tables
  Hash redacted{};  // redacted_digest(): what was known to be erased in this scope
  Hash tables{};    // Replica::table_digest
  std::uint64_t rows = 0;
  std::vector<SnapshotLog> logs;    // rising by (author, epoch)
  std::vector<SnapshotVoid> voids;  // rising
  friend bool operator==(const SnapshotHead&, const SnapshotHead&) = default;
};

struct SnapshotRow {
  EntityId id;
  model::EntityType type = model::EntityType::none;
  Bytes state;  // merge::EntityState
};

struct Snapshot {
  SnapshotHead head;
  std::vector<Bytes> chunks;  // encoded rows, rising by (id, type)
};

Bytes encode(const SnapshotHead& head);
Result<SnapshotHead> decode_snapshot_head(ByteView bytes);  // truncated, not_canonical, too_long
Bytes encode_snapshot_rows(std::span<const SnapshotRow> rows);
Result<std::vector<SnapshotRow>> decode_snapshot_rows(ByteView bytes);

// Cuts rows into chunks where a row's own name says so: rows that did not change lie in chunks that did not change either.
class SnapshotCutter {
 public:
  void add(SnapshotRow row);
  std::vector<Bytes> finish();

 private:
  void cut();
  std::vector<SnapshotRow> open_;
  std::size_t open_bytes_ = 0;
  std::vector<Bytes> chunks_;
};

}  // namespace huzhu::store
