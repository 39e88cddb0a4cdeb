#include "core/store/replica.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/model/schema.h"
#include "core/people/rights_table.h"
#include "core/store/columns.h"
#include "core/store/facts.h"
#include "core/store/replica_impl.h"
#include "core/store/soundness.h"
#include "core/store/tables.h"

namespace huzhu::store {
namespace {

constexpr std::string_view identity_fact = "identity", model_fact = "model";

// What the derived tables were made for: the model's lines and the rights', a line each, and the number that is raised when
// the code that fills them changes its mind.
std::vector<std::string> model_lines() {
  std::vector<std::string> lines = model::schema_lines();
  for (std::string& line : people::rights_lines()) lines.push_back(std::move(line));
  lines.push_back("version " + std::to_string(model::version));
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) (text += line) += '\n';
  return text;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; text.remove_prefix(end + 1), end = text.find('\n'))
    lines.emplace_back(text.substr(0, end));
  return lines;
}

}  // namespace

Hash model_digest() { return crypto::blake2b({view("huzhu/model/1"), view(joined(model_lines()))}); }

// -- opening -----------------------------------------------------------------------------------------
Replica::Replica() = default;
Replica::~Replica() = default;

Result<std::unique_ptr<Replica>> Replica::open(Options options) {
  crypto::init();
  if (!options.clock || !options.random) return Error{ErrorCode::internal, "store.open", "no clock or no randomness"};
  HUZHU_ASSIGN(auto database, Database::open(options.file, options.key));
  std::unique_ptr<Replica> replica(new Replica());
  replica->impl_ = std::make_unique<Impl>(std::move(database), std::move(options));
  HUZHU_TRY(replica->impl_->create_tables());
  return replica;
}

Status Replica::Impl::create_tables() {
  HUZHU_TRY(create_log_tables(*db));
  HUZHU_TRY(blobs.create_tables());
  for (const DerivedIndex& index : options.derived)
    if (index.create) HUZHU_TRY(index.create(*db));
  HUZHU_TRY(load());
  HUZHU_ASSIGN(const auto made_for, read_fact(*db, model_fact));
  HUZHU_ASSIGN(const bool exist, derived_tables_exist(*db));
  const std::vector<std::string> today = model_lines(), before = made_for ? split(text(*made_for)) : std::vector<std::string>();
  if (!exist || before != today) {
    HUZHU_ASSIGN(const bool grown, exist ? only_grown(before, today) : Result<bool>(false));
    HUZHU_TRY(transaction({}, [&]() -> Status { return grown ? grow_derived(before) : fill_derived(); }));
  }
  HUZHU_TRY(read_standing());
  const auto& all = logs.all();
  const bool whole = std::all_of(all.begin(), all.end(), [](const auto& log) { return log.second.applied == log.second.seq; });
  // Opening writes nothing when there is nothing to do: a full disk must not keep people out.
  return whole ? Status(Done{}) : transaction({}, [&]() -> Status { return applier.resume(); });
}

// A model that only gained fields and kinds leaves every row as it is, unless something was put aside that the new model
// may take: operations of a newer program, or beyond a right.
Result<bool> Replica::Impl::only_grown(const std::vector<std::string>& before, const std::vector<std::string>& today) {
  if (before.empty() || !std::includes(today.begin(), today.end(), before.begin(), before.end())) return false;
  Statement& aside_ops = db->cached("SELECT 1 FROM void_op WHERE reason<>?1 LIMIT 1");
  auto found = aside_ops.bind(1, static_cast<std::int64_t>(merge::Void::held)).step();
  aside_ops.reset();
  HUZHU_ASSIGN(const bool any, std::move(found));
  return !any;
}

Status Replica::Impl::grow_derived(const std::vector<std::string>& before) {
  HUZHU_TRY(db->execute(model::added_tables(before)));
  return write_fact(*db, model_fact, view(joined(model_lines())));
}

Status Replica::Impl::load() {
  HUZHU_ASSIGN(const auto identity, read_fact(*db, identity_fact));
  if (identity) {
    HUZHU_ASSIGN(const DeviceIdentity decoded, decode_identity(*identity));
    adopt(decoded);
  }
  HUZHU_ASSIGN(const auto memory, read_fact(*db, clock_fact));
  if (memory) {
    HUZHU_ASSIGN(const log::ClockMemory decoded, log::ClockMemory::decode(*memory));
    clock.emplace(*options.clock, decoded);
  }
  HUZHU_TRY(logs.load());
  return aside.load();
}

void Replica::Impl::adopt(const DeviceIdentity& identity) {
  county.set(identity);
  entities.hub_author = county.hub;
  applier.judge().root_author = county.root;
  applier.judge().hub_author = county.hub;
  intake.forget();
}

Status Replica::Impl::read_standing() {
  HUZHU_ASSIGN(Standing::Book cuts, Standing::read(*db));
  HUZHU_ASSIGN(Redactions::Book redacted, Redactions::read(*db, logs, county.hub, false));
  applier.obey(std::move(cuts), std::move(redacted));
  return Done{};
}

void Replica::Impl::forget() {
  entities.clear();
  applier.clear();
  if (const auto identity = read_fact(*db, identity_fact); identity.ok() && !*identity) county = {};
  // Should reading fail as well, the next call fails with its error; nothing wrong is in memory.
  if (logs.load().ok() && aside.load().ok() && read_standing().ok())
    for (auto& [key, log] : logs.all())
      if (log.applied < log.seq) applier.wait_again(key);
}

// -- identity and facts --------------------------------------------------------------------------------
Status Replica::set_identity(const DeviceIdentity& identity) {
  HUZHU_TRY(close_intake());
  HUZHU_TRY(write_fact(*impl_->db, identity_fact, encode(identity)));
  impl_->adopt(identity);
  return Done{};
}

const DeviceIdentity* Replica::identity() const { return impl_->county.identity ? &*impl_->county.identity : nullptr; }

Status Replica::put_fact(std::string_view key, ByteView value) {
  HUZHU_TRY(close_intake());
  return put_intake_fact(key, value);
}

Status Replica::put_intake_fact(std::string_view key, ByteView value) { return write_fact(*impl_->db, "own/" + std::string(key), value); }

std::vector<std::string> fact_keys(Database& db, std::string_view prefix) {
  const std::string from = "own/" + std::string(prefix);
  std::vector<std::string> keys;
  Statement& rows = db.cached("SELECT substr(key, 5) FROM fact WHERE substr(key, 1, length(?1))=?1");
  rows.bind(1, std::string_view(from));
  for (auto there = rows.step(); there && *there; there = rows.step()) keys.emplace_back(rows.text(0));
  rows.reset();
  return keys;
}

Status Replica::drop_facts(std::string_view prefix) {
  const std::string from = "own/" + std::string(prefix);
  Statement& gone = impl_->db->cached("DELETE FROM fact WHERE substr(key, 1, length(?1))=?1");
  return gone.bind(1, std::string_view(from)).run();
}

std::optional<Bytes> Replica::fact(std::string_view key) {
  auto value = read_fact(*impl_->db, "own/" + std::string(key));
  return value.ok() ? std::move(value).value() : std::nullopt;
}

// -- time ------------------------------------------------------------------------------------------------
Status Replica::learn_time(std::int64_t hub_ms, std::int64_t sent_at_ms) {
  impl_->clock->synced(hub_ms, sent_at_ms);
  return write_fact(*impl_->db, clock_fact, impl_->clock->memory().encode());
}

std::int64_t Replica::now_estimated_ms() { return impl_->clock->now_estimated_ms(); }
log::ClockState Replica::clock_state() { return impl_->clock->state(); }

// -- writing ---------------------------------------------------------------------------------------------
Result<std::vector<Appended>> Replica::commit_batch(ScopeId scope, std::vector<std::vector<log::Operation>> acts, const Actor& actor) {
  const std::size_t changed_before = impl_->entities.changed_count();
  auto written = impl_->transaction(before_commit_for_test, [&]() -> Result<std::vector<Appended>> {
    HUZHU_ASSIGN(const std::uint64_t live_before, impl_->live_entities(scope));
    std::vector<Appended> appended;
    appended.reserve(acts.size());
    for (std::vector<log::Operation>& act : acts) {
      HUZHU_ASSIGN(Appended one, impl_->writer.write(scope, std::move(act), actor, *impl_->clock));
      appended.push_back(one);
    }
    HUZHU_TRY(impl_->entities.flush());
    HUZHU_ASSIGN(const std::uint64_t live, impl_->live_entities(scope));
    if (live > live_before && live > limits::entities_per_scope_max)
      return Error{ErrorCode::too_long, "scope.entities", "the scope holds as many records as it may"};
    return appended;
  });
  // Who writes knows what is written; only what others did is told by receive().
  if (written.ok()) impl_->entities.forget_changed_after(changed_before);
  return written;
}

Result<Appended> Replica::commit(ScopeId scope, std::vector<log::Operation> operations, const Actor& actor) {
  std::vector<std::vector<log::Operation>> acts;
  acts.push_back(std::move(operations));
  HUZHU_ASSIGN(const std::vector<Appended> appended, commit_batch(scope, std::move(acts), actor));
  return appended.front();
}

Status Replica::together(const std::function<Status()>& body) {
  if (impl_->is_together) return body();
  return impl_->transaction(before_commit_for_test, [&]() -> Status {
    impl_->is_together = true;
    impl_->part_failed.reset();
    Status done = body();
    impl_->is_together = false;
    if (done.ok() && impl_->part_failed) return *impl_->part_failed;
    return done;
  });
}

Result<std::uint64_t> Replica::Impl::live_entities(ScopeId scope) {
  Statement& read = db->cached("SELECT live FROM scope_size WHERE scope=?1");
  HUZHU_ASSIGN(const bool there, read.bind(1, signed_of(scope.value)).step());
  const std::uint64_t live = there ? unsigned_of(read, 0) : 0;
  read.reset();
  return live;
}

Result<Received> Replica::receive(const std::vector<log::Frame>& frames) {
  auto received = impl_->intake_transaction(before_commit_for_test, [&]() -> Result<Received> {
    auto taken = impl_->intake.receive(frames);
    if (taken.ok() && impl_->intake.latest_hlc() > 0) impl_->clock->receive(impl_->intake.latest_hlc());
    return taken;
  });
  if (received.ok()) received->changed = impl_->entities.take_changed();
  return received;
}

Result<bool> Replica::adopt(const std::vector<log::Frame>& frames) {
  return impl_->intake_transaction(before_commit_for_test, [&]() -> Result<bool> {
    bool changed = false;
    for (const log::Frame& frame : frames) {
      HUZHU_ASSIGN(const bool one, impl_->intake.adopt(frame));
      changed = changed || one;
    }
    return changed;
  });
}

Status Replica::open_intake() {
  if (impl_->intake_open) return Done{};
  HUZHU_TRY(impl_->db->begin());
  impl_->intake_open = true;
  return Done{};
}

Status Replica::close_intake() { return impl_->close_intake(); }
std::uint64_t Replica::intakes_lost() const { return impl_->intakes_lost; }

Status Replica::Impl::close_intake() {
  if (!intake_open) return Done{};
  if (installing) lose_snapshot();  // half of one is none: it is taken in again
  if (!intake_open) return Done{};
  Status done = entities.flush();
  if (done) done = db->commit();
  if (done) intake_open = false;
  else lose_intake();
  return done;
}

// A failure takes back the intake as any other does; what is read then is what the disk holds.
void Replica::Impl::settle() {
  if (intake_open && entities.has_unwritten() && !entities.flush().ok()) lose_intake();
}

void Replica::Impl::lose_intake() {
  db->rollback();
  intake_open = false;
  installing.reset();
  ++intakes_lost;
  forget();
}

// What else arrived in this intake stays. An error that ended the transaction has taken the savepoint with it.
void Replica::Impl::lose_snapshot() {
  if (!installing || !db->execute("ROLLBACK TO snapshot; RELEASE snapshot")) return lose_intake();
  installing.reset();
  ++intakes_lost;
  forget();
}

// -- rebuilding ------------------------------------------------------------------------------------------
Status Replica::rebuild() {
  return impl_->transaction(before_commit_for_test, [&]() -> Status { return impl_->fill_derived(); });
}

Result<Soundness> Replica::look_for_harm() {
  Impl& m = *impl_;
  if (m.to_look_at.empty()) {
    HUZHU_ASSIGN(m.to_look_at, tables_of(*m.db));
    std::reverse(m.to_look_at.begin(), m.to_look_at.end());
  }
  const std::string table = m.to_look_at.back();
  m.to_look_at.pop_back();
  if (is_sound(*m.db, table)) return m.to_look_at.empty() ? Soundness::whole : Soundness::more;
  // The truth is looked at first: what is harmed behind it follows from it.
  if (is_log_table(table)) return Error{ErrorCode::storage_broken, "store.harm", table};
  std::vector<std::string> derived;
  HUZHU_ASSIGN(m.to_look_at, tables_of(*m.db));
  for (const std::string& one : std::exchange(m.to_look_at, {}))
    if (!is_log_table(one)) derived.push_back(one);
  HUZHU_TRY(m.close_intake());
  HUZHU_TRY(m.db->transaction([&]() -> Status { return m.db->forget_tables(derived); }));
  return Soundness::reopen;
}

// Cuts and redactions are themselves operations whose effect follows from the log, those cut off by another among them. So
// the tables are filled going by none, then by those found, until a pass finds what it went by.
Status Replica::Impl::fill_derived() {
  constexpr int passes_max = 8;  // each further one needs a cut that another cut had hidden
  HUZHU_TRY(forget_stated());
  Standing::Book cuts;
  Redactions::Book redacted;
  for (int pass = 0; pass < passes_max; ++pass) {
    applier.obey(std::move(cuts), std::move(redacted));
    HUZHU_TRY(fill_once());
    HUZHU_ASSIGN(cuts, Standing::read(*db));
    HUZHU_ASSIGN(redacted, Redactions::read(*db, logs, county.hub, false));
    if (cuts == applier.standing().book() && redacted == applier.redactions().book()) break;
  }
  return write_fact(*db, model_fact, view(joined(model_lines())));
}

Status Replica::Impl::fill_once() {
  HUZHU_TRY(drop_derived_tables(*db));
  HUZHU_TRY(create_derived_tables(*db));
  entities.forget_working();
  for (const DerivedIndex& index : options.derived)
    if (index.clear) HUZHU_TRY(index.clear(*db));
  for (auto& [key, log] : logs.all()) {
    log.applied = 0;
    log.vector = std::make_unique<merge::VersionVector>();
    log.dirty = log.vector_dirty = true;
  }
  applier.rebuilding(true);
  const Status filled = applier.resume();
  applier.rebuilding(false);
  HUZHU_TRY(filled);
  return entities.flush();
}

}  // namespace huzhu::store
