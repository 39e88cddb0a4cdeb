// The commands of huzhu-native, one file each. Every function adds its command to the program's parser; the callback
// leaves the exit code in `exit_code`: 0 done, 1 failed (one sentence on the standard error), 2 checked and found wrong.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "core/base/result.h"

namespace huzhu::hub::cli {

void add_serve(CLI::App& hub, int& exit_code);
void add_init(CLI::App& hub, int& exit_code);
void add_recover(CLI::App& hub, int& exit_code);
void add_code(CLI::App& hub, int& exit_code);
void add_verify_hub(CLI::App& hub, int& exit_code);
void add_backup(CLI::App& hub, int& exit_code);
void add_restore(CLI::App& hub, int& exit_code);
void add_carry_in(CLI::App& hub, int& exit_code);
void add_carry_out(CLI::App& hub, int& exit_code);
void add_log(CLI::App& program, int& exit_code);
void add_roster(CLI::App& program, int& exit_code);
void add_import(CLI::App& program, int& exit_code);

// $XDG_DATA_HOME/huzhu, else ~/.local/share/huzhu.
std::string default_data_folder();
// Prints "huzhu: …" for people and answers 1.
int failed(const Error& error);

}  // namespace huzhu::hub::cli
