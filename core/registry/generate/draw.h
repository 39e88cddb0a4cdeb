// Draw: a small generator of pseudo-random numbers, for rosters that are the same on every machine.
//
// Never for keys or ids of real records: those come from the Random port. SplitMix64 (Vigna, public domain).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace huzhu::registry::generate {

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : state_(seed) {}

  std::uint64_t bits() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }

  // 0 to n - 1; n > 0. The bias of the multiplication is below 2^-32 of n.
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>((bits() >> 32) * n >> 32); }
  int between(int low, int high) { return low + static_cast<int>(below(static_cast<std::uint32_t>(high - low + 1))); }
  bool chance(std::uint32_t per_mille) { return below(1000) < per_mille; }

  template <class T>
  const T& one_of(const std::vector<T>& list) { return list[below(static_cast<std::uint32_t>(list.size()))]; }
  template <class T, std::size_t N>
  const T& one_of(const T (&list)[N]) { return list[below(static_cast<std::uint32_t>(N))]; }

  // An index, drawn by weight; at least one weight is above zero.
  std::size_t weighted(const std::vector<std::uint32_t>& weights) {
    std::uint32_t total = 0;
    for (const std::uint32_t weight : weights) total += weight;
    std::uint32_t at = below(total);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      if (at < weights[i]) return i;
      at -= weights[i];
    }
    return weights.size() - 1;
  }

 private:
  std::uint64_t state_;
};

}  // namespace huzhu::registry::generate
