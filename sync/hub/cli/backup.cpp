// `hub backup FILE`: a consistent copy of the store, from a running or a stopped hub. The keys are not in it.
#include <cstdio>
#include <filesystem>

#include "sync/hub/cli/commands.h"
#include "sync/hub/run.h"
#include "sync/hub/store.h"

namespace huzhu::hub::cli {

namespace {

Status backup(const std::string& data_folder, const std::string& file) {
  const std::string whole = std::filesystem::absolute(file).string();
  if (std::filesystem::exists(whole)) return Error{ErrorCode::storage_broken, "hub.backup", whole + " is there already"};
  if (const auto answer = control(data_folder, "/control/backup", whole)) {
    if (answer->ok) return Done{};
    return Error{ErrorCode::storage_broken, "hub.backup", answer->error};
  }
  if (!std::filesystem::exists(data_folder + "/hub.db")) return Error{ErrorCode::not_found, "hub.backup", data_folder + " holds no hub"};
  HUZHU_ASSIGN(std::unique_ptr<SegmentStore> store, open_sqlite_store(data_folder + "/hub.db"));
  return store->backup(whole);
}

}  // namespace

void add_backup(CLI::App& hub, int& exit_code) {
  struct Options { std::string file, data = default_data_folder(); };
  auto options = std::make_shared<Options>();
  CLI::App* command = hub.add_subcommand("backup", "write a consistent copy of the store; keep the key files of the data folder apart");
  command->add_option("file", options->file, "where to write it (must not exist)")->required();
  command->add_option("--data", options->data, "data folder of the hub")->capture_default_str();
  command->callback([options, &exit_code] {
    const Status done = backup(options->data, options->file);
    if (done) std::printf("%s\n", options->file.c_str());
    else exit_code = failed(done.error());
  });
}

}  // namespace huzhu::hub::cli
