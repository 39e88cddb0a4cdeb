#include "sync/hub/hub.h"

#include <sys/stat.h>

#include <filesystem>

#include "core/people/rows.h"

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
  HUZHU_ASSIGN(std::unique_ptr<store::Replica> replica, store::Replica::open({folder + "/authority.db", {}, hub->options_.clock, hub->options_.random}));
  HUZHU_ASSIGN(const County county, hub->county(*replica));
  hub->authority_ = std::make_unique<AuthorityView>(std::move(replica), county);
  Service::Options service{hub->store_.get(), hub->authority_.get(), &hub->keys_, hub->options_.clock, hub->options_.random, hub->options_.steady_ms};
  hub->service_ = std::make_unique<Service>(std::move(service));
  HUZHU_TRY(hub->service_->start());
  return hub;
}

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

Result<County> Hub::found(store::Replica& replica) {
  if (options_.found_with.empty() || !keys_.root) return Error{ErrorCode::not_found, "hub.county", "no county was founded here"};
  HUZHU_ASSIGN(const people::Founding founding,
               people::found_county(replica, *keys_.root, keys_.hub.public_key(), options_.found_with, *options_.clock, *options_.random));
  founded_now_ = true;
  return County{keys_.root->public_key(), keys_.hub.public_key(), founding.county_root, founding.authority};
}

Result<County> Hub::county(store::Replica& replica) {
  HUZHU_ASSIGN(const std::optional<County> known, known_county(replica));
  HUZHU_ASSIGN(const County county, known ? Result<County>(*known) : found(replica));
  HUZHU_TRY(save_county(options_.data_folder, county));
  HUZHU_TRY(store_->put_fact(fact_county, encode(county)));
  if (replica.identity() == nullptr) {
    // authority.db was lost or left out of a backup: it is filled from the store, or by the devices. A new epoch, because
    // what the root wrote last may be in neither.
    store::DeviceIdentity identity{keys_.root ? *keys_.root : crypto::SigningKey::generate(*options_.random), 0, county.county_root, county.root_key,
                                   county.hub_key};
    options_.random->fill({reinterpret_cast<std::uint8_t*>(&identity.epoch), sizeof identity.epoch});
    HUZHU_TRY(replica.set_identity(identity));
  }
  return county;
}

}  // namespace huzhu::hub
