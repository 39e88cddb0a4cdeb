// The parts of a Replica and how they are wired. Internal to core/store.
#pragma once

#include "core/log/hlc.h"
#include "core/store/intake.h"
#include "core/store/replica.h"
#include "core/store/retelling.h"
#include "core/store/writer.h"

namespace huzhu::store {

inline constexpr std::string_view clock_fact = "clock";

Hash model_digest();  // of all that the tables are made by

struct Replica::Impl {
  Impl(std::unique_ptr<Database> database, Options given)
      : db(std::move(database)), options(std::move(given)), logs(*db), segments(*db), aside(*db), entities(*db, logs, segments, options.derived),
        applier(*db, logs, segments, entities), intake(*db, logs, segments, aside, applier, county),
        writer(*db, logs, segments, entities, applier, county, *options.random), blobs(*db) {
    clock.emplace(*options.clock);
  }

  std::unique_ptr<Database> db;
  Options options;
  County county;
  LogTable logs;
  SegmentTable segments;
  SetAside aside;
  EntityTable entities;
  Applier applier;
  Intake intake;
  Writer writer;
  Blobs blobs;
  std::optional<log::HybridClock> clock;  // always there; its memory comes from the file
  bool intake_open = false;             // by what comes from outside; never within transaction()
  std::uint64_t intakes_lost = 0;
  bool is_together = false;             // within together()
  std::optional<Error> part_failed;     // there: the first part that failed
  struct Installing {   // a snapshot, between begin and finish
    ScopeId scope;
    Hash tables{};
    std::uint64_t rows = 0;
    EntityKey last;
    std::vector<Hash> digests;
  };
  std::optional<Installing> installing;
  std::map<ScopeId, std::unique_ptr<Retelling>> retellings;
  std::vector<std::string> to_look_at;  // for harm: tables, the last one next

  // Runs `body` in one transaction with everything that has to be written at its end. On failure nothing remains of it,
  // in the file or in memory. Within together() it is a part of that transaction.
  template <class Body>
  auto transaction(const std::function<Status()>& before_commit, Body&& body) -> decltype(body()) {
    if (is_together) {
      auto made = part(body);
      if (!made.ok() && !part_failed) part_failed = made.error();
      return made;
    }
    HUZHU_TRY(close_intake());
    auto result = db->transaction([&]() -> decltype(body()) { return whole(before_commit, body); });
    if (!result.ok()) forget();
    return result;
  }

  // The same for what comes from outside, which shares a transaction while an intake is open: one failure takes back all.
  template <class Body>
  auto intake_transaction(const std::function<Status()>& before_commit, Body&& body) -> decltype(body()) {
    if (!intake_open) return transaction(before_commit, std::forward<Body>(body));
    auto result = whole(before_commit, body);
    if (!result.ok()) lose_intake();
    return result;
  }

  template <class Body>
  auto whole(const std::function<Status()>& before_commit, Body& body) -> decltype(body()) {
    auto made = part(body);
    if (!made.ok()) return made;
    HUZHU_TRY(logs.save());
    HUZHU_TRY(write_fact(*db, clock_fact, clock->memory().encode()));
    if (before_commit) HUZHU_TRY(before_commit());
    return made;
  }

  template <class Body>
  auto part(Body& body) -> decltype(body()) {
    auto made = body();
    if (!made.ok()) return made;
    if (applier.stale()) HUZHU_TRY(logs.any_stated() ? put_off_filling() : fill_derived());
    // In an open intake rows wait for their receipts and for more rows: written together, in the order of their keys, they
    // touch a page of the tables once. Whoever reads writes them first (settle).
    if (!intake_open) HUZHU_TRY(entities.flush());
    return made;
  }

  void settle();  // before the tables are read: writes what an open intake holds back

  Status close_intake();
  void lose_intake();
  void lose_snapshot();   // the one that is being taken over

  Status load();          // what is kept in memory, from the file
  void forget();          // after a failed transaction: memory is read again
  void adopt(const DeviceIdentity& identity);
  Status create_tables();
  Status fill_derived();  // applies the whole log to empty derived tables
  Status install_head(const SnapshotHead& head);
  Result<bool> receipts_are_as_stated(ScopeId scope);
  Status prove(ScopeId scope);  // what was stated of it is so
  Status put_off_filling();  // until the segments behind a snapshot are here
  Status forget_stated();    // and go on from the segments that are here; for fill_derived
  Status fill_once();
  Result<bool> only_grown(const std::vector<std::string>& before, const std::vector<std::string>& today);
  Status grow_derived(const std::vector<std::string>& before);
  Status read_standing();
  void held_on_branches(const LogRow& log, std::vector<Held>& found);
  Status blank_redacted();  // the bytes of what the hub has received as redacted
  Result<std::vector<NamedBlob>> named_blobs();
  Status each_record_with_blob(const model::Entity& type, const model::Field& field,
                               const std::function<Status(const EntityKey&, const Value& shown, bool alone)>& each);
  Result<std::uint64_t> live_entities(ScopeId scope);
  Status take_receipt(const Receipt& receipt, ReceiptsOf history);
  Status show_receipted(LogRow& log, std::uint64_t first, std::uint64_t last);
  merge::Receipts receipts_of(ScopeId scope) { return entities.receipts_in(scope); }
  HeadValue head_value(const merge::Head& head, const merge::Receipts& receipts) const;
  Result<std::optional<HeadValue>> former_of(const EntityKey& key, std::uint16_t field, const merge::EntityState& state);
};

}  // namespace huzhu::store
