// Backup and restore of a hub's data folder, and the check of everything it holds.
#pragma once

#include <string>
#include <vector>

#include "sync/hub/hub.h"

namespace huzhu::hub {

// What a check of a store found. `faults` are sentences without personal data; empty = all is well.
struct Verification {
  std::uint64_t scopes = 0, logs = 0, segments = 0, signatures = 0, forks = 0;
  Hash root{};  // over the log digests of all scopes: equal before a backup and after its restore
  std::vector<std::string> faults;
};

// Every segment against its chain, every signed run against its device's certificate, every receipt against the one
// before it, every head against its last segment, every blanked value against the redaction that names it.
Result<Verification> verify_store(SegmentStore& store, AuthorityView& authority);

// Puts the backup's store in place of the folder's (a hub must not be running there) after verifying it. The keys stay;
// authority.db is built again.
Result<Verification> restore(const std::string& data_folder, const std::string& backup_file, Clock& clock, Random& random);

}  // namespace huzhu::hub
