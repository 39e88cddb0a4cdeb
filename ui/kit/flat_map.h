// FlatMap: a small map by number, as one sorted vector.
//
// The kit keeps a few hundred measures at most; a hash table would cost more code in the browser than it saves time.
// References hold until the next new key.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace huzhu::ui {

template <class Value>
class FlatMap {
 public:
  using Entry = std::pair<std::uint32_t, Value>;

  Value* find(std::uint32_t key) {
    const auto at = place_of(key);
    return at != entries_.end() && at->first == key ? &at->second : nullptr;
  }
  const Value* find(std::uint32_t key) const { return const_cast<FlatMap*>(this)->find(key); }
  Value& operator[](std::uint32_t key) {
    auto at = place_of(key);
    if (at == entries_.end() || at->first != key) at = entries_.insert(at, Entry(key, Value{}));
    return at->second;
  }
  std::size_t size() const { return entries_.size(); }
  void clear() { entries_.clear(); }
  auto begin() { return entries_.begin(); }
  auto end() { return entries_.end(); }

 private:
  auto place_of(std::uint32_t key) {
    return std::lower_bound(entries_.begin(), entries_.end(), key, [](const Entry& e, std::uint32_t k) { return e.first < k; });
  }
  std::vector<Entry> entries_;
};

}  // namespace huzhu::ui
