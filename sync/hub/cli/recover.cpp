// `hub recover --sheet FILE`: when every county device is lost, the running hub takes the root key from the recovery sheet for one more.
#include <cstdio>
#include <iostream>
#include <iterator>

#include "sync/hub/cli/commands.h"
#include "sync/hub/cli/package_files.h"
#include "sync/hub/recovery_sheet.h"
#include "sync/hub/run.h"

namespace huzhu::hub::cli {

void add_recover(CLI::App& hub, int& exit_code) {
  struct Options { std::string sheet, data = default_data_folder(); };
  auto options = std::make_shared<Options>();
  CLI::App* command = hub.add_subcommand("recover", "a code for a new county device, signed with the recovery sheet (15 minutes, one device)");
  command->add_option("--sheet", options->sheet, "file of the recovery sheet, or - to type its words")->required();
  command->add_option("--data", options->data, "data folder of the running hub")->capture_default_str();
  command->callback([options, &exit_code] {
    // Typed, never an argument: arguments of a process are there for everybody to read.
    const auto text = options->sheet == "-" ? std::optional(std::string(std::istreambuf_iterator<char>(std::cin), {})) : read_text(options->sheet);
    const auto root = text ? read_recovery(*text) : Result<crypto::SigningKey>(Error{ErrorCode::not_found, "hub.sheet", options->sheet + " cannot be read"});
    if (!root) {
      exit_code = failed(root.error());
      return;
    }
    const auto answer = control(options->data, "/control/recover", to_hex(root->seed()));
    if (!answer) {
      exit_code = failed({ErrorCode::offline, "hub.recover", "no hub is running on " + options->data + "; start it with `huzhu run`"});
    } else if (!answer->ok) {
      exit_code = failed({ErrorCode::not_allowed, "hub.recover", answer->error});
    } else {
      std::printf("%s\n", answer->code.c_str());
      std::fprintf(stderr, "新的县里设备上应显示这四个词：%s\n这台设备注册好，密钥就不再留在这里。原来的设备在 设置 里停用。\n", answer->words.c_str());
    }
  });
}

}  // namespace huzhu::hub::cli
