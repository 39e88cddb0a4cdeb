// Fills the data folder of a stopped hub with visits of its elders; prints how many operations it then holds.
#pragma once

#include <cstddef>
#include <string>

namespace huzhu::bench {
int fill_hub(const std::string& folder, std::size_t visits);   // exit code
}
