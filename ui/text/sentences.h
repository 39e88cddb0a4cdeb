// Sentences as they lie in the program: end to end, a zero byte after each. No pointers, so that they can travel by themselves.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ui/text/text.h"

namespace huzhu::ui::detail {

class Sentences {
 public:
  explicit Sentences(std::string_view laid) : laid_(laid) {
    starts_.push_back(0);
    for (std::size_t end = laid.find('\0'); end != std::string_view::npos; end = laid.find('\0', end + 1)) starts_.push_back(static_cast<std::uint32_t>(end + 1));
  }
  std::string_view operator[](std::size_t nth) const { return laid_.substr(starts_[nth], starts_[nth + 1] - 1 - starts_[nth]); }

 private:
  std::string_view laid_;
  std::vector<std::uint32_t> starts_;
};

// How many keys first.def has; the Chinese of these is in text.cpp, all else in late_sentences.cpp.
inline constexpr int first_sentences = 0
#define S(key, zh, en) +1
#include "ui/text/strings/first.def"
#undef S
    ;

// English of every key, Chinese of those that are not among the first.
std::string_view late_sentence(Str key, Language language);

}  // namespace huzhu::ui::detail
