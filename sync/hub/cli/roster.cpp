// `roster`: a generated list of elders as a clerk would hand it in; nobody in it is real.
#include <cstdio>
#include <fstream>

#include "core/registry/roster_cli.h"
#include "sync/hub/cli/commands.h"
#include "sync/hub/cli/package_files.h"
#include "sync/hub/native_ports.h"

namespace huzhu::hub::cli {

namespace {

struct Options {
  registry::RosterCommand command;
  std::string out, as_of;
};

Status make(Options& options) {
  SystemClock clock;
  options.command.as_of = Date::from_ms(clock.now_ms(), clock.utc_offset_minutes());
  if (!options.as_of.empty()) {
    const auto date = Date::parse(options.as_of);
    if (!date) return Error{ErrorCode::bad_date, "roster.as-of", options.as_of + " is not a date"};
    options.command.as_of = *date;
  }
  HUZHU_ASSIGN(const registry::RosterFile file, registry::make_roster_file(options.command, package_file));
  std::ofstream out(options.out, std::ios::binary | std::ios::trunc);
  if (!out.write(file.bytes.data(), static_cast<std::streamsize>(file.bytes.size())).flush()) {
    return Error{ErrorCode::storage_full, "roster.out", options.out + " cannot be written"};
  }
  std::printf("%s", registry::summary_lines(file.summary).c_str());
  return Done{};
}

}  // namespace

void add_roster(CLI::App& program, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand("roster", "generate a list of elders (nobody in it is real)");
  command->add_option("--county", options->command.county, "area code of the county")->capture_default_str();
  command->add_option("--elders", options->command.elders, "how many")->capture_default_str();
  command->add_option("--seed", options->command.seed, "the same seed gives the same list")->capture_default_str();
  command->add_option("--dirt", options->command.dirt, "share of spoilt rows, 0 to 1")->capture_default_str();
  command->add_option("--as-of", options->as_of, "day of the list (today)");
  command->add_flag("--gbk", options->command.gbk, "write GB 18030 instead of UTF-8");
  command->add_option("--out", options->out, "file to write")->required();
  command->callback([options, &exit_code] {
    const Status done = make(*options);
    if (!done) exit_code = failed(done.error());
  });
}

}  // namespace huzhu::hub::cli
