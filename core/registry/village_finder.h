// VillageFinder: which village of the county a cell means: 红古村, 红古, 红古村委会, 红古镇红古村三社, 620111104206.
//
// A guess is said to be one, so that a person can look at it; two villages of like name are never chosen between.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/people/places.h"

namespace huzhu::registry {

class VillageFinder {
 public:
  enum class How : std::uint8_t { exact, completed, guessed, ambiguous, unknown };
  struct Found {
    How how = How::unknown;
    const people::Place* place = nullptr;  // null when ambiguous or unknown
    std::string group;                     // 三社, when it was written behind the village
  };

  // `places` of the whole county, townships included; kept.
  explicit VillageFinder(std::vector<people::Place> places);
  VillageFinder(VillageFinder&&) = default;       // points into its own list: moved, never copied
  VillageFinder(const VillageFinder&) = delete;

  // `township` may be empty; it decides between villages of one name.
  Found find(std::string_view cell, std::string_view township) const;
  const people::Place* by_code(std::int64_t area) const;

 private:
  Found among(const std::vector<const people::Place*>& candidates, std::string_view township, How how) const;
  Found near(std::string_view name, std::string_view township) const;
  std::string_view without_ancestors(std::string_view name) const;
  std::string_view township_of(const people::Place& place) const;

  std::vector<people::Place> places_;
  std::unordered_map<std::string, std::vector<const people::Place*>> by_name_, by_stem_;
};

}  // namespace huzhu::registry
