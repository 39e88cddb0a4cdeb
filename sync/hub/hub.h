// Hub: one county's hub from one data folder: its keys, its store, its view of the authority scope, its service.
//
// The folder holds hub.db (segments and receipts), authority.db (the authority scope as a replica; can be built again
// from hub.db), county (which county it is, so that a lost database is filled again by the devices and not founded anew),
// hub.key, pepper, and root.key until the first county device has its certificate: then the root key goes, and what is left of it
// is the recovery sheet, written beside it at the founding, to be printed and taken away. In the demo (a file `demo` says so)
// it stays. No database ever holds it. One process at a time. adr/0018.
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
  bool root_stays = false;                       // demo and tests: this machine goes on signing certificates
  bool snapshots = true;                         // made in idle moments, for new devices
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
  std::string sheet_file() const { return options_.data_folder + "/recovery-sheet.html"; }

  // Called when the root key has left this machine.
  std::function<void()> on_root_left;

 private:
  Hub(HubOptions options, CountyKeys keys) : options_(std::move(options)), keys_(std::move(keys)) {}
  Result<County> county(store::Replica& replica);
  Result<std::optional<County>> known_county(store::Replica& replica);
  Result<County> found(store::Replica& replica);
  Status open_authority(std::unique_ptr<store::Replica>& replica);
  Status set_reading_identity(store::Replica& replica, const County& county);
  Status write_sheet();
  Status keep_or_hand_over();
  Status root_leaves();

  HubOptions options_;
  CountyKeys keys_;
  std::unique_ptr<SegmentStore> store_;
  std::unique_ptr<AuthorityView> authority_;
  std::unique_ptr<Service> service_;
  bool founded_now_ = false, root_stays_ = false;
};

// Removes a database and what SQLite keeps beside it.
void remove_database(const std::string& file);

}  // namespace huzhu::hub
