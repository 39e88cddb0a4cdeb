// `hub code --area CODE`: a new enrolment code from the running hub.
#include <cstdio>

#include "sync/hub/cli/commands.h"
#include "sync/hub/run.h"

namespace huzhu::hub::cli {

void add_code(CLI::App& hub, int& exit_code) {
  struct Options { std::string area, data = default_data_folder(); };
  auto options = std::make_shared<Options>();
  CLI::App* command = hub.add_subcommand("code", "issue an enrolment code (8 digits, 15 minutes, one device)");
  command->add_option("--area", options->area, "area code: 12 digits a village, 9 a township, 6 the county")->required();
  command->add_option("--data", options->data, "data folder of the hub")->capture_default_str();
  command->callback([options, &exit_code] {
    const auto answer = control(options->data, "/control/code", options->area);
    if (!answer) {
      exit_code = failed({ErrorCode::offline, "hub.code", "no hub is running on " + options->data + "; start it with `huzhu run`"});
      return;
    }
    if (answer->ok) {
      // The code alone on stdout, for scripts; the words for whoever reads it to the person at the tablet.
      std::printf("%s\n", answer->code.c_str());
      std::fprintf(stderr, "平板上应显示这四个词：%s\n", answer->words.c_str());
    } else {
      exit_code = failed({ErrorCode::unknown_area, "hub.code", answer->error});
    }
  });
}

}  // namespace huzhu::hub::cli
