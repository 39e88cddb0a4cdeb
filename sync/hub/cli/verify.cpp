// `hub verify`: every chain, signature, receipt and head of a hub's store, checked again.
#include <cstdio>

#include "sync/hub/backup.h"
#include "sync/hub/cli/commands.h"
#include "sync/hub/native_ports.h"
#include "sync/hub/run.h"

namespace huzhu::hub::cli {

namespace {

Result<Verification> verify(const std::string& data_folder) {
  SystemClock clock;
  SystemRandom random;
  HUZHU_ASSIGN(std::unique_ptr<SegmentStore> store, open_sqlite_store(data_folder + "/hub.db"));
  HUZHU_ASSIGN(const std::optional<Bytes> known, store->fact("county"));
  if (!known) return Error{ErrorCode::not_found, "hub.verify", data_folder + " holds no hub"};
  HUZHU_ASSIGN(const County county, decode_county(*known));
  HUZHU_ASSIGN(std::unique_ptr<AuthorityView> authority, reading_view(*store, county, clock, random));
  return verify_store(*store, *authority);
}

int report(const Verification& found) {
  std::printf("scopes %llu, logs %llu, segments %llu, signatures %llu, forks %llu, root %s\n", static_cast<unsigned long long>(found.scopes),
              static_cast<unsigned long long>(found.logs), static_cast<unsigned long long>(found.segments),
              static_cast<unsigned long long>(found.signatures), static_cast<unsigned long long>(found.forks), to_hex(found.root).c_str());
  for (const std::string& fault : found.faults) std::printf("fault: %s\n", fault.c_str());
  std::printf(found.faults.empty() ? "all is well\n" : "faults were found\n");
  return found.faults.empty() ? 0 : 2;
}

}  // namespace

void add_verify_hub(CLI::App& hub, int& exit_code) {
  auto data = std::make_shared<std::string>(default_data_folder());
  CLI::App* command = hub.add_subcommand("verify", "check every chain, signature and receipt of a stopped hub (or of a backup put in a folder)");
  command->add_option("--data", *data, "data folder of the hub")->capture_default_str();
  command->callback([data, &exit_code] {
    const auto found = verify(*data);
    exit_code = found ? report(*found) : failed(found.error());
  });
}

void add_restore(CLI::App& hub, int& exit_code) {
  struct Options { std::string file, data = default_data_folder(); };
  auto options = std::make_shared<Options>();
  CLI::App* command = hub.add_subcommand("restore", "put a backup in place of a stopped hub's store, after checking it");
  command->add_option("file", options->file, "the backup")->required();
  command->add_option("--data", options->data, "data folder of the hub")->capture_default_str();
  command->callback([options, &exit_code] {
    if (control(options->data, "/control/none", "")) {
      exit_code = failed({ErrorCode::storage_broken, "hub.restore", "a hub is running on " + options->data + "; stop it first"});
      return;
    }
    SystemClock clock;
    SystemRandom random;
    const auto found = restore(options->data, options->file, clock, random);
    exit_code = found ? report(*found) : failed(found.error());
  });
}

}  // namespace huzhu::hub::cli
