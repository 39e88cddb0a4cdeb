// SegmentStore: where a hub keeps segments, receipts, forks and its own small facts.
//
// The interface is what SQLite, PostgreSQL, Citus, YugabyteDB and CockroachDB have in common (design/hub.md): every key
// leads with the random 64-bit scope id; one transaction touches the rows of its scopes only; the head of a log is
// checked and moved by the write itself, so that several hub processes may share one store. tests/hub/store_conformance
// holds every implementation to the same behaviour. Calls come from one thread at a time; they may block on the disk.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/log/segment.h"
#include "sync/receipt.h"

namespace huzhu::hub {

// The head of one log as the hub holds it.
struct LogHead {
  AuthorId author;
  std::uint32_t epoch = 0;
  std::uint64_t seq = 0;
  Hash chain{};
};

// One stored segment with its receipt. `sealed.chain` is filled; `sealed.signature` only where the run it came in was signed.
struct Row {
  sync::Link link;
  log::SealedSegment sealed;
  Hash receipt{};
};

struct ScopeHead {
  ScopeId scope;
  std::uint64_t hub_seq = 0;
  std::uint64_t hub_epoch = 0;  // of the last receipt; 0 before the first
  Hash receipt{};               // of the last receipt, or sync::first_receipt before it
};

// Verified segments that follow `before` in one log; seq 0 = a log the hub has not seen.
struct NewRun {
  LogHead before;
  std::vector<log::SealedSegment> segments;         // chain filled
  std::vector<std::uint64_t> seq_first, seq_last;   // of each
};

struct AppendBatch {
  ScopeId scope;
  std::vector<NewRun> runs;
};

struct AppendContext {
  Hash county_root{};
  std::uint64_t hub_epoch = 0;
  std::int64_t now_ms = 0;
};

struct Appended {
  bool moved = false;              // a log's head was not `before` any more: nothing of this batch is stored; look again
  std::uint64_t first_hub_seq = 0; // runs in their order, segments in theirs, from here on without a hole
  Hash previous{}, last{};         // receipts before the first and of the last
};

struct Fork {
  AuthorId author;
  std::uint32_t epoch = 0;
  std::uint64_t seq_first = 0;
  Hash chain{};
  Bytes bytes;
  std::int64_t received_at_ms = 0;
};

// A part of a snapshot, or of a picture or sound, by the hash of its bytes.
struct NamedChunk { Hash name{}; Bytes bytes; };

class SegmentStore {
 public:
  virtual ~SegmentStore() = default;

  // -- writing: each call is one transaction, on the disk when it returns ---------------------------------------------
  // All batches in one transaction (group commit); a batch that moved is left out, the others are stored.
  virtual Result<std::vector<Appended>> append(std::span<const AppendBatch> batches, const AppendContext& context) = 0;
  // Other bytes of the same chain: values were erased. The old ones are overwritten, not only unlinked.
  virtual Status put_bytes(ScopeId scope, std::uint64_t hub_seq, ByteView bytes) = 0;
  // Stored once per (scope, author, epoch, seq_first, chain).
  virtual Status put_fork(ScopeId scope, const Fork& fork) = 0;
  virtual Status put_fork_bytes(ScopeId scope, const Fork& fork) = 0;   // of one that is stored; as put_bytes()

  // -- reading --------------------------------------------------------------------------------------------------------
  virtual Result<std::vector<ScopeHead>> scopes() = 0;              // those with at least one segment
  virtual Result<std::optional<ScopeHead>> head(ScopeId scope) = 0; // none: no segment yet
  virtual Result<std::vector<LogHead>> logs(ScopeId scope) = 0;     // sorted by (author, epoch)
  virtual Result<std::optional<LogHead>> log(ScopeId scope, AuthorId author, std::uint32_t epoch) = 0;
  virtual Result<std::optional<Row>> at(ScopeId scope, std::uint64_t hub_seq) = 0;
  // The segment that begins or ends at this sequence number.
  virtual Result<std::optional<Row>> starting(ScopeId scope, AuthorId author, std::uint32_t epoch, std::uint64_t seq_first) = 0;
  virtual Result<std::optional<Row>> ending(ScopeId scope, AuthorId author, std::uint32_t epoch, std::uint64_t seq_last) = 0;
  virtual Result<std::optional<Row>> with(ScopeId scope, AuthorId author, std::uint32_t epoch, std::uint64_t seq) = 0;  // that holds it
  // Rows after hub_seq in order, until `each` answers false.
  virtual Status read(ScopeId scope, std::uint64_t after_hub_seq, const std::function<bool(Row&)>& each) = 0;
  virtual Result<std::uint64_t> fork_count(ScopeId scope) = 0;
  virtual Result<std::vector<Fork>> forks(ScopeId scope) = 0;       // sorted by (author, epoch, seq_first, chain)

  // -- snapshots: may be thrown away and made again ---------------------------------------------------------------------
  // In place of the scope's last one; chunks that are held are not written again. Without a value: none any more.
  virtual Status put_snapshot(ScopeId scope, ByteView value, std::span<const NamedChunk> chunks) = 0;
  virtual Result<std::optional<Bytes>> snapshot(ScopeId scope) = 0;
  virtual Result<std::optional<Bytes>> chunk(ScopeId scope, const Hash& name) = 0;

  // -- pictures and sounds (sync/hub/blobs.h): chunks and lists of chunks, once a scope --------------------------------
  virtual Status put_blob(ScopeId scope, const NamedChunk& chunk) = 0;  // held already: nothing happens
  virtual Result<bool> has_blob(ScopeId scope, const Hash& name) = 0;
  virtual Result<std::optional<Bytes>> blob(ScopeId scope, const Hash& name) = 0;
  virtual Result<std::vector<Hash>> blobs(ScopeId scope) = 0;           // names, rising
  virtual Status drop_blob(ScopeId scope, const Hash& name) = 0;        // bytes and all, as in put_bytes

  // -- small facts of the hub itself (epoch, enrolment codes): no segment depends on them ---------------------------------
  virtual Status put_fact(std::string_view name, ByteView value) = 0;
  virtual Result<std::optional<Bytes>> fact(std::string_view name) = 0;
  virtual Result<std::optional<Bytes>> take_fact(std::string_view name) = 0;  // reads and removes: once only
  virtual Result<std::vector<std::pair<std::string, Bytes>>> facts(std::string_view prefix) = 0;

  // Writes a consistent copy to a new file while in use.
  virtual Status backup(const std::string& file) = 0;
};

// `file`: ":memory:" in tests. Fails with storage_broken when another process has it open.
Result<std::unique_ptr<SegmentStore>> open_sqlite_store(const std::string& file);

}  // namespace huzhu::hub
