// Dice: all chance of a run, from one seed, the same on every machine.
//
// Whoever needs chance of its own takes a branch by name, so that an event that is left out (shrink.h) does not change
// what the others roll.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/base/ports.h"

namespace huzhu::sim {

class Dice : public Random {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  // splitmix64
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(high - low + 1));
  }
  bool one_in(std::size_t n) { return below(n) == 0; }
  bool percent(std::size_t chance) { return below(100) < chance; }

  Dice branch(std::string_view name, std::uint64_t number = 0) const {
    std::uint64_t hash = 0xcbf29ce484222325u ^ state_;  // FNV-1a
    for (const char c : name) hash = (hash ^ static_cast<std::uint8_t>(c)) * 0x100000001b3u;
    return Dice(Dice(hash ^ number * 0xD6E8FEB86659FD93u).next());
  }

  void fill(std::span<std::uint8_t> out) override {
    for (std::uint8_t& byte : out) byte = static_cast<std::uint8_t>(next() >> 24);
  }

 private:
  std::uint64_t state_;
};

}  // namespace huzhu::sim
