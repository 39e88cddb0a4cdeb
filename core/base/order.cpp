#include "core/base/order.h"

#include <algorithm>
#include <numeric>

namespace huzhu::order {

std::vector<std::uint32_t> positions(std::size_t count, Before before, const void* context) {
  std::vector<std::uint32_t> all(count);
  std::iota(all.begin(), all.end(), 0u);
  std::stable_sort(all.begin(), all.end(), [&](std::uint32_t a, std::uint32_t b) { return before(context, a, b); });
  return all;
}

}  // namespace huzhu::order
