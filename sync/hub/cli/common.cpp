#include <cstdio>
#include <cstdlib>

#include "sync/hub/cli/commands.h"

namespace huzhu::hub::cli {

std::string default_data_folder() {
  const char* data = std::getenv("XDG_DATA_HOME");
  const char* home = std::getenv("HOME");
  if (data != nullptr && *data != '\0') return std::string(data) + "/huzhu";
  return std::string(home != nullptr ? home : ".") + "/.local/share/huzhu";
}

int failed(const Error& error) {
  const std::string what = error.detail.empty() ? error.where + " (" + std::to_string(static_cast<int>(error.code)) + ")" : error.detail;
  std::fprintf(stderr, "huzhu: %s\n", what.c_str());
  return 1;
}

}  // namespace huzhu::hub::cli
