// Figures of taking in a log, native.
#pragma once

#include <functional>
#include <string_view>

namespace huzhu::bench {

// Tells one figure: name, value, unit, how it was measured.
using Say = std::function<void(std::string_view name, double value, std::string_view unit, std::string_view how)>;

void merge_native(const Say& say);
void cold_million(const Say& say);

}  // namespace huzhu::bench
