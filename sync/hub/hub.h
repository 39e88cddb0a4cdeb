// Hub: one county's hub from one data folder: its keys, its store, its view of the authority scope, its service.
//
// The folder holds hub.db (segments and receipts), authority.db (the authority scope as a replica; can be built again
// from hub.db), county (which county it is, so that a lost database is filled again by the devices and not founded anew),
// hub.key, pepper, and root.key as long as no county device has taken the root over. One process at a time.
#pragma once

#include <memory>
#include <string>

#include "sync/hub/service.h"

namespace huzhu::hub {

struct HubOptions {
  std::string data_folder;
  std::vector<people::AreaName> found_with;  // founds the county when the folder is new; empty: not_found instead
  Clock* clock = nullptr;
  Random* random = nullptr;
  std::function<std::int64_t()> steady_ms;
};

class Hub {
 public:
  static Result<std::unique_ptr<Hub>> open(HubOptions options);

  Service& service() { return *service_; }
  SegmentStore& store() { return *store_; }
  AuthorityView& authority() { return *authority_; }
  const CountyKeys& keys() const { return keys_; }
  const std::string& data_folder() const { return options_.data_folder; }
  Clock& clock() { return *options_.clock; }
  Random& random() { return *options_.random; }
  const std::function<std::int64_t()>& steady_ms() const { return options_.steady_ms; }
  bool founded_now() const { return founded_now_; }

 private:
  Hub(HubOptions options, CountyKeys keys) : options_(std::move(options)), keys_(std::move(keys)) {}
  Result<County> county(store::Replica& replica);
  Result<std::optional<County>> known_county(store::Replica& replica);
  Result<County> found(store::Replica& replica);

  HubOptions options_;
  CountyKeys keys_;
  std::unique_ptr<SegmentStore> store_;
  std::unique_ptr<AuthorityView> authority_;
  std::unique_ptr<Service> service_;
  bool founded_now_ = false;
};

// Removes a database and what SQLite keeps beside it.
void remove_database(const std::string& file);

}  // namespace huzhu::hub
