// stable_order(list, before): std::stable_sort for lists of a screen's length, compiled once for the whole program.
//
// std::stable_sort becomes 2.5 KB of code for every type and comparison, a dozen of them in the browser program. Here one
// sort orders positions, and the elements move once. Long lists that are sorted while somebody types (elder_index) keep
// std's.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace huzhu {

namespace order {
using Before = bool (*)(const void* context, std::uint32_t a, std::uint32_t b);
std::vector<std::uint32_t> positions(std::size_t count, Before before, const void* context);
}  // namespace order

template <class T, class Less>
void stable_order(std::vector<T>& list, const Less& less) {
  if (list.size() < 2) return;
  struct Context {
    const std::vector<T>& list;
    const Less& less;
  };
  const Context context{list, less};
  const auto before = [](const void* c, std::uint32_t a, std::uint32_t b) {
    const auto& [elements, is_less] = *static_cast<const Context*>(c);
    return static_cast<bool>(is_less(elements[a], elements[b]));
  };
  std::vector<T> ordered;
  ordered.reserve(list.size());
  for (const std::uint32_t position : order::positions(list.size(), before, &context)) ordered.push_back(std::move(list[position]));
  list = std::move(ordered);
}

}  // namespace huzhu
