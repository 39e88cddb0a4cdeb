// Replica: one device's copy of the log and of the tables derived from it, in one SQLite database.
//
// The log is the truth; every other table can be thrown away and rebuilt (rebuild()). Appending a segment and
// applying it happen in one transaction. Single-threaded. Owns the database connection.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/crypto.h"
#include "core/base/ports.h"
#include "core/base/result.h"
#include "core/log/segment.h"
#include "core/store/blobs.h"
#include "core/store/database.h"
#include "core/store/derived_index.h"
#include "core/store/redactions.h"
#include "core/store/snapshot.h"

namespace huzhu::store {

// Who writes on this device; kept inside the encrypted database.
struct DeviceIdentity {
  crypto::SigningKey key;
  std::uint32_t epoch = 0;  // random, drawn when the log store is created or restored
  Hash county_root{};       // BLAKE2b-256 of the county's root public key
  PublicKey root_key{};
  PublicKey hub_key{};
};

// Who acts. Null key where no actor signature is needed.
struct Actor {
  EntityId profile;
  const crypto::SigningKey* key = nullptr;
};

struct Appended {
  Dot first;
  std::uint64_t seq_last = 0;
  std::int64_t saved_at_ms = 0;  // device time
};

// What happened to a batch from outside. Nothing is silently dropped: every segment is in exactly one count.
struct Received {
  std::size_t applied = 0;
  std::size_t held_already = 0;
  std::size_t waiting = 0;       // causes not here yet; kept
  std::size_t released = 0;      // beside these: segments that waited for what came now
  std::size_t refused = 0;       // no room to keep them waiting: the sender still has them
  std::size_t void_ops = 0;      // stored and forwarded, without effect: the role did not permit them, or beyond a cut
  std::size_t quarantined = 0;   // structure failed: that log stops there, shown in the sync screen
  std::size_t forked = 0;
  std::vector<EntityId> changed; // entities whose rows may look different now
};

// The hub's word that it holds a log up to a position.
struct Receipt {
  ScopeId scope;
  AuthorId author;
  std::uint32_t epoch = 0;
  std::uint64_t seq_last = 0;
  std::uint64_t hub_seq = 0;
  std::int64_t received_at_ms = 0;  // hub's clock
};

// Receipts followed link by link from the beginning of what the hub tells now take the place of those it gave before it lost
// some; any other one only counts where there is none. adr/0023.
enum class ReceiptsOf : std::uint8_t { present, any };

// Head of one log as held here.
struct Head {
  ScopeId scope;
  AuthorId author;
  std::uint32_t epoch = 0;
  std::uint64_t seq = 0;
  Hash chain{};
  bool is_stated = false;  // by a snapshot's word: some segments before it are not here
};

// A stored segment as it is sent.
struct StoredSegment {
  ScopeId scope;
  AuthorId author;
  std::uint32_t epoch = 0;
  std::uint64_t seq_first = 0, seq_last = 0;
  log::SealedSegment sealed;
};

// One of several concurrent values of a field.
struct HeadValue {
  Dot dot;
  Value value;
  std::int64_t effective_ms = 0;   // see log-and-merge.md "Time"
  std::int64_t written_at_ms = 0;  // device time of the writer
  EntityId actor;                  // profile; none = the device
  AuthorId device;
};

struct Conflict {
  ScopeId scope;
  EntityId entity;
  model::EntityType type;
  std::uint16_t field = 0;
  std::vector<HeadValue> heads;           // two or more, shown one first
  std::optional<HeadValue> former;        // the last value all of them had seen, when known
};

// What a look for harm has found: nothing yet, nothing at all, or harm that the next opening makes good.
enum class Soundness : std::uint8_t { more, whole, reopen };

class Replica {
 public:
  struct Options {
    std::string file;     // ":memory:" in tests
    Bytes key;            // 32 bytes; empty = not encrypted (tests, hub)
    Clock* clock = nullptr;
    Random* random = nullptr;
    std::vector<DerivedIndex> derived = {};
  };
  // Opens or creates. Fails with storage_broken on a wrong key, storage_full, storage_missing.
  static Result<std::unique_ptr<Replica>> open(Options options);
  ~Replica();

  // -- identity and small facts (key/value, encrypted with the rest, not part of the digest) ---------
  Status set_identity(const DeviceIdentity& identity);
  const DeviceIdentity* identity() const;  // null before enrolment
  Status put_fact(std::string_view key, ByteView value);
  Status put_intake_fact(std::string_view key, ByteView value);  // lasts exactly if what was received with it does
  std::optional<Bytes> fact(std::string_view key);
  Status drop_facts(std::string_view prefix);  // as put_intake_fact

  // -- time ------------------------------------------------------------------------------------------
  // What an answer of the hub says about this device's clock (core/log/hlc.h). Kept over restarts.
  Status learn_time(std::int64_t hub_ms, std::int64_t sent_at_ms);
  std::int64_t now_estimated_ms();
  log::ClockState clock_state();

  // -- writing ---------------------------------------------------------------------------------------
  // One act: encodes, chains, signs, appends and applies in one transaction, flushed when this returns.
  // Operations of one call must be of one scope. Fails without any trace on error.
  Result<Appended> commit(ScopeId scope, std::vector<log::Operation> operations, const Actor& actor);
  // Many acts in one transaction (import): one segment each. All or nothing.
  Result<std::vector<Appended>> commit_batch(ScopeId scope, std::vector<std::vector<log::Operation>> acts, const Actor& actor);

  // Several of these calls as one: all that `body` writes, facts and identity among it, or nothing. When one of them fails
  // everything is taken back, whatever `body` answers.
  Status together(const std::function<Status()>& body);

  // From outside, in one transaction: structure, chain, signature, authority, causes; applied or kept waiting.
  Result<Received> receive(const std::vector<log::Frame>& frames);
  // The hub's receipts are for these frames where other bytes are held: the branch it received first stands, ours is set
  // aside (held() shows it). Only for frames under receipts whose signature was checked.
  Result<bool> adopt(const std::vector<log::Frame>& frames);
  // What the redactions known here name (core/store/redactions.h).
  Result<NamedOperations> redacted();
  Status accept_receipts(const std::vector<Receipt>& receipts, ReceiptsOf history = ReceiptsOf::present);
  // From here to close_intake() receive(), adopt(), accept_receipts() and put_intake_fact() share one transaction, so that
  // thousands of records cost few writes. Any of them that fails takes back all since; so may close_intake(), which
  // whatever is written here calls first. Meanwhile everything reads as if it were on the disk. Opening twice is once.
  Status open_intake();
  Status close_intake();
  std::uint64_t intakes_lost() const;   // how often what was received had to be taken back

  // -- a snapshot instead of every operation (core/store/snapshot.h) --------------------------------------
  // A scope as it stands here, for who has nothing of it. None while something here waits for what is missing, or for a
  // scope so large that its segments are the shorter way.
  Result<std::optional<Snapshot>> snapshot(ScopeId scope);
  // Is it made by the same model, and knowing of the same erasures? Another one is of no use here.
  bool fits(const SnapshotHead& head);
  // Takes it over: begin, its rows in their order, finish. Within an intake, of which it is whole or nothing: a write of
  // this device in between takes it back, and nothing else (intakes_lost()). Fails with bad_checksum when the rows are not what the head says.
  Status begin_snapshot(const SnapshotHead& head);
  Status take_snapshot_rows(std::span<const SnapshotRow> rows);
  Status finish_snapshot();
  // What became of its word. `whole`: every segment behind it is here, and retell() can hold it against them.
  enum class Stated : std::uint8_t { nothing, coming, whole, refuted };
  Stated stated(ScopeId scope);
  std::vector<ScopeId> scopes_stated();
  std::uint64_t stated_missing();   // segments, of all scopes
  // Applies up to `segments` of them beside the tables; nothing, when all of them say what the snapshot said.
  Result<Stated> retell(ScopeId scope, std::size_t segments);
  // The tables as the segments make them, when a snapshot's word was wrong or a cut came meanwhile that reaches back. Answers
  // whether the rows of this scope were others.
  Result<bool> refute(ScopeId scope);

  // -- reading the log ---------------------------------------------------------------------------------
  std::vector<Head> heads(ScopeId scope);
  std::vector<ScopeId> scopes_held();
  // Segments without a receipt, in the order of importance (authority first), at most `bytes_max`.
  std::vector<StoredSegment> unreceipted(std::size_t bytes_max);
  // Segments of one log from seq_first >= `from`, at most `bytes_max`.
  std::vector<StoredSegment> segments(ScopeId scope, AuthorId author, std::uint32_t epoch, std::uint64_t from, std::size_t bytes_max);
  Result<std::vector<log::Frame>> frames(ScopeId scope);  // all its logs from their beginnings, as another replica receives them
  // In segments, but for what is called operations. `waiting`: kept without effect until a cause, a predecessor or a certificate comes.
  // unsent: without a receipt and not of the county's own log, whose records every device has from the hub.
  struct Counts { std::uint64_t segments = 0, operations = 0, unreceipted = 0, unsent = 0, unsent_operations = 0, waiting = 0, quarantined = 0, forked = 0, void_ops = 0, held = 0; };
  Counts counts();
  // When the oldest unsent segment was written, by the device's clock then.
  std::optional<std::int64_t> unsent_since_ms();
  // What lies beyond a cut and nobody has taken over yet: one entry an act, in the order written.
  struct Held {
    ScopeId scope;
    AuthorId author;
    std::uint32_t epoch = 0;
    std::uint64_t seq_first = 0, seq_last = 0;
    Hash chain{};
    EntityId actor;
    std::int64_t written_at_ms = 0;  // by the writer's clock
    bool forked = false;             // lies on another branch than the one that stands
    std::vector<log::Operation> operations;
  };
  std::vector<Held> held();
  // Was this device's certificate revoked, as far as is known here?
  bool is_revoked();

  // -- reading what is derived -------------------------------------------------------------------------
  // Typed tables named as in the model (elders are rows of `person`), read-only use; set fields are rows of
  // `entity_set(entity, type, field, value, scope)`. An erased entity has no row in its typed table.
  Database& db();
  std::vector<Conflict> conflicts();
  std::size_t conflict_count();
  // All values of a register or safety field, the shown one first; of a safety field all of them are valid.
  std::vector<HeadValue> field_heads(EntityId entity, std::uint16_t field);
  bool is_receipted(EntityId entity);   // every operation on this entity has the hub's receipt

  // -- pictures and sounds (core/store/blobs.h) ------------------------------------------------------------
  // Chunks written within together() last exactly if what names them does.
  Blobs& blobs();
  // What fields name, by the values shown and those that stand beside them in a conflict; not by what was erased.
  Result<std::vector<NamedBlob>> named_blobs();
  // The device is nearly full: what was made elsewhere and is whole at the hub, as it said in this epoch, leaves; two hold it then.
  // From now on it comes when somebody looks at it (docs/adr/0028). Records stay whatever happens. Answers how many left.
  Result<std::size_t> let_blobs_go(std::uint64_t hub_epoch);
  bool blobs_come_when_looked_at();
  // Bytes of the file that hold nothing any more and are used before it grows.
  std::uint64_t free_bytes();

  // -- proof -------------------------------------------------------------------------------------------
  Hash log_digest(ScopeId scope);    // over the sorted heads of all structurally valid segments
  Hash table_digest(ScopeId scope);  // over all derived entity states, independent of order of arrival
  Status rebuild();                  // throws all derived tables away and applies the log again
  // Reads the next table in full, to find pages that came to harm before somebody needs them: in idle time, call after
  // call (core/store/soundness.h). Harmed derived tables are made anew from the log by the next opening, which should come
  // at once; storage_broken when the log itself is harmed.
  Result<Soundness> look_for_harm();

  // Set by tests that need to see writes fail: called before each transaction commits.
  std::function<Status()> before_commit_for_test;

 private:
  Replica();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace huzhu::store
