// huzhu-native: the commands of the launcher that are not setup, run, test or bench.
#include <sys/stat.h>

#include "core/base/crypto.h"
#include "sync/hub/cli/commands.h"

int main(int argc, char** argv) {
  using namespace huzhu::hub;
  ::umask(077);  // what a hub writes is for its owner only
  huzhu::crypto::init();
  CLI::App program("huzhu 互助: hub and tools");
  program.require_subcommand(1);
  int exit_code = 0;
  CLI::App* hub = program.add_subcommand("hub", "the hub: init, serve, code, recover, verify, backup, restore, carry-in, carry-out");
  hub->require_subcommand(1);
  cli::add_init(*hub, exit_code);
  cli::add_serve(*hub, exit_code);
  cli::add_recover(*hub, exit_code);
  cli::add_code(*hub, exit_code);
  cli::add_verify_hub(*hub, exit_code);
  cli::add_backup(*hub, exit_code);
  cli::add_restore(*hub, exit_code);
  cli::add_carry_in(*hub, exit_code);
  cli::add_carry_out(*hub, exit_code);
  cli::add_log(program, exit_code);
  cli::add_roster(program, exit_code);
  cli::add_import(program, exit_code);
  CLI11_PARSE(program, argc, argv);
  return exit_code;
}
