#include "sync/hub/hub.h"

#include <sys/stat.h>

#include <filesystem>

#include "core/people/authority.h"
#include "core/people/places.h"
#include "core/people/rows.h"
#include "sync/hub/recovery_sheet.h"

namespace huzhu::hub {

namespace {

constexpr std::string_view fact_county = "county";

Status make_folder(const std::string& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return Error{ErrorCode::storage_missing, "hub.data", folder + ": " + failed.message()};
  // Keys and elders' records lie here.
  ::chmod(folder.c_str(), S_IRWXU);
  return Done{};
}

// The keys of the folder, or new ones when a county is to be founded.
Result<CountyKeys> keys_of(const HubOptions& options) {
  auto keys = load_keys(options.data_folder);
  if (keys || keys.error().code != ErrorCode::not_found) return keys;
  if (options.found_with.empty()) return Error{ErrorCode::not_found, "hub.data", options.data_folder + " holds no hub yet; start `hub serve` first"};
  CountyKeys fresh = make_keys(*options.random);
  HUZHU_TRY(save_keys(options.data_folder, fresh));
  return fresh;
}

// All that one replica holds of its authority scope goes into another.
Status copy_authority(store::Replica& from, store::Replica& to) {
  HUZHU_ASSIGN(const std::vector<log::Frame> frames, from.frames(people::authority_scope_of(from.db())));
  HUZHU_TRY(to.receive(frames));
  return Done{};
}

}  // namespace

void remove_database(const std::string& file) {
  std::error_code ignored;
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) std::filesystem::remove(file + suffix, ignored);
}

Result<std::unique_ptr<Hub>> Hub::open(HubOptions options) {
  HUZHU_TRY(make_folder(options.data_folder));
  HUZHU_ASSIGN(CountyKeys keys, keys_of(options));
  std::unique_ptr<Hub> hub(new Hub(std::move(options), std::move(keys)));
  const std::string& folder = hub->options_.data_folder;
  HUZHU_ASSIGN(hub->store_, open_sqlite_store(folder + "/hub.db"));
  std::unique_ptr<store::Replica> replica;
  HUZHU_TRY(hub->open_authority(replica));
  HUZHU_ASSIGN(const County county, hub->county(*replica));
  hub->authority_ = std::make_unique<AuthorityView>(std::move(replica), county);
  HUZHU_TRY(hub->keep_or_hand_over());
  Service::Options service{hub->store_.get(), hub->authority_.get(), &hub->keys_, hub->options_.clock, hub->options_.random, hub->options_.steady_ms, {}, hub->founded_now_};
  if (!hub->options_.snapshots) service.snapshot_worth_segments = 0;
  if (!hub->root_stays_) service.root_leaves = [self = hub.get()] { return self->root_leaves(); };
  hub->service_ = std::make_unique<Service>(std::move(service));
  HUZHU_TRY(hub->service_->start());
  return hub;
}

// Under an identity made for reading. An older program wrote it under the root's: then its segments move into a new one.
Status Hub::open_authority(std::unique_ptr<store::Replica>& replica) {
  const std::string file = options_.data_folder + "/authority.db", fresh_file = options_.data_folder + "/authority-new.db";
  HUZHU_ASSIGN(replica, store::Replica::open({file, {}, options_.clock, options_.random}));
  const store::DeviceIdentity* old = replica->identity();
  if (!old || old->key.public_key() != old->root_key) return Done{};
  remove_database(fresh_file);
  HUZHU_ASSIGN(std::unique_ptr<store::Replica> fresh, store::Replica::open({fresh_file, {}, options_.clock, options_.random}));
  HUZHU_TRY(set_reading_identity(*fresh, {old->root_key, old->hub_key, old->county_root, {}}));
  HUZHU_TRY(copy_authority(*replica, *fresh));
  replica.reset();
  fresh.reset();
  remove_database(file);
  std::error_code failed;
  std::filesystem::rename(fresh_file, file, failed);
  if (failed) return Error{ErrorCode::storage_broken, "hub.data", file + ": " + failed.message()};
  HUZHU_ASSIGN(replica, store::Replica::open({file, {}, options_.clock, options_.random}));
  return Done{};
}

Status Hub::set_reading_identity(store::Replica& replica, const County& county) {
  store::DeviceIdentity identity{crypto::SigningKey::generate(*options_.random), 0, county.county_root, county.root_key, county.hub_key};
  options_.random->fill({reinterpret_cast<std::uint8_t*>(&identity.epoch), sizeof identity.epoch});
  return replica.set_identity(identity);
}

// -- [SECTION] the root key ------------------------------------------------------------------------------------------------

Status Hub::write_sheet() {
  std::string name;
  for (const people::Place& place : people::places(authority_->replica().db()))
    if (place.kind == model::ScopeKind::county) name = place.name;
  return write_secret(sheet_file(), view(recovery_sheet(name, *keys_.root)));
}

Status Hub::keep_or_hand_over() {
  if (!keys_.root) return Done{};
  const std::string demo = options_.data_folder + "/demo";
  if (options_.root_stays) HUZHU_TRY(write_secret(demo, view("this folder is a demonstration: root.key stays in it\n")));
  root_stays_ = std::filesystem::exists(demo);
  if (root_stays_) return Done{};
  // Before it is used: whatever happens then, the county can be recovered.
  if (!std::filesystem::exists(sheet_file())) HUZHU_TRY(write_sheet());
  const AuthorId root = keys_.root->author();
  for (const auto& [author, device] : authority_->devices())
    if (people::certified_by(authority_->replica().db(), author, root) && authority_->may_hold(device, {{}, authority_->county_area(), false})) return root_leaves();
  return Done{};
}

Status Hub::root_leaves() {
  HUZHU_TRY(erase_root(options_.data_folder));
  keys_.root.reset();
  if (on_root_left) on_root_left();
  return Done{};
}

// -- [SECTION] which county --------------------------------------------------------------------------------------------------

// Whatever of the folder is left says it: its own file, the store, or the authority scope.
Result<std::optional<County>> Hub::known_county(store::Replica& replica) {
  HUZHU_ASSIGN(std::optional<County> known, load_county(options_.data_folder));
  HUZHU_ASSIGN(const std::optional<Bytes> stored, store_->fact(fact_county));
  if (stored) {
    HUZHU_ASSIGN(const County county, decode_county(*stored));
    if (known && *known != county) return Error{ErrorCode::wrong_scope, "hub.county", "hub.db is of another county than this folder; put the right one back, or remove it: the devices fill it again"};
    known = county;
  }
  if (!known) {
    const store::DeviceIdentity* identity = replica.identity();
    const ScopeId authority = people::authority_scope_of(replica.db());
    if (!identity || !authority) return known;
    known = County{identity->root_key, identity->hub_key, identity->county_root, authority};
  }
  if (known->hub_key != keys_.hub.public_key()) return Error{ErrorCode::wrong_scope, "hub.county", "the databases of this folder are of another hub: its keys are not here"};
  return known;
}

// By the root in memory; what it wrote goes into the replica.
Result<County> Hub::found(store::Replica& replica) {
  if (options_.found_with.empty() || !keys_.root) return Error{ErrorCode::not_found, "hub.county", "no county was founded here"};
  HUZHU_ASSIGN(std::unique_ptr<store::Replica> root, store::Replica::open({":memory:", {}, options_.clock, options_.random}));
  HUZHU_ASSIGN(const people::Founding founding,
               people::found_county(*root, *keys_.root, keys_.hub.public_key(), options_.found_with, *options_.clock, *options_.random));
  const County county{keys_.root->public_key(), keys_.hub.public_key(), founding.county_root, founding.authority};
  HUZHU_TRY(set_reading_identity(replica, county));
  HUZHU_TRY(copy_authority(*root, replica));
  founded_now_ = true;
  return county;
}

Result<County> Hub::county(store::Replica& replica) {
  HUZHU_ASSIGN(const std::optional<County> known, known_county(replica));
  HUZHU_ASSIGN(const County county, known ? Result<County>(*known) : found(replica));
  HUZHU_TRY(save_county(options_.data_folder, county));
  HUZHU_TRY(store_->put_fact(fact_county, encode(county)));
  // authority.db was lost or left out of a backup: it is filled from the store, or by the devices.
  if (replica.identity() == nullptr) HUZHU_TRY(set_reading_identity(replica, county));
  return county;
}

}  // namespace huzhu::hub
