// Paths for tests that need real files: of this process alone, because the same tests run in several builds at once.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

namespace huzhu::test {

inline std::string temporary_path(const std::string& name) {
  return (std::filesystem::temp_directory_path() / (name + "_" + std::to_string(::getpid()))).string();
}

}  // namespace huzhu::test
