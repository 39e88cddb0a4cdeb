// Draft: unfinished input as bytes in the encrypted database, so that a killed tab or a lock loses nothing.
//
// Only this program reads it back; whatever does not fit (another version, a cut) reads as empty.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/calendar.h"

namespace huzhu::ui {

// "12:" opens each value: its length, then its bytes.
class DraftWriter {
 public:
  DraftWriter& add(std::string_view text) {
    out_ += std::to_string(text.size());
    out_ += ':';
    out_ += text;
    return *this;
  }
  DraftWriter& add(std::int64_t number) { return add(std::string_view(std::to_string(number))); }
  DraftWriter& add(const std::optional<std::int64_t>& number) { return add(number ? std::string_view(std::to_string(*number)) : std::string_view()); }
  DraftWriter& add(const std::optional<Date>& day) { return add(day ? std::optional<std::int64_t>(day->days) : std::nullopt); }
  DraftWriter& add(const std::vector<std::int64_t>& numbers) {
    add(static_cast<std::int64_t>(numbers.size()));
    for (const std::int64_t n : numbers) add(n);
    return *this;
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

class DraftReader {
 public:
  explicit DraftReader(std::string_view draft) : rest_(draft) {}
  std::string text() {
    const std::size_t colon = rest_.find(':');
    std::size_t size = 0;
    if (colon == std::string_view::npos || std::from_chars(rest_.data(), rest_.data() + colon, size).ec != std::errc() ||
        size > rest_.size() - colon - 1) {
      rest_ = {};
      return {};
    }
    std::string out(rest_.substr(colon + 1, size));
    rest_.remove_prefix(colon + 1 + size);
    return out;
  }
  std::optional<std::int64_t> maybe() {
    const std::string t = text();
    std::int64_t n = 0;
    if (t.empty() || std::from_chars(t.data(), t.data() + t.size(), n).ec != std::errc()) return std::nullopt;
    return n;
  }
  std::int64_t number() { return maybe().value_or(0); }
  std::optional<Date> day() {
    const auto n = maybe();
    return n ? std::optional<Date>(Date{static_cast<std::int32_t>(*n)}) : std::nullopt;
  }
  std::vector<std::int64_t> numbers() {
    std::vector<std::int64_t> out;
    for (std::int64_t left = number(); left > 0 && !rest_.empty(); --left) out.push_back(number());
    return out;
  }

 private:
  std::string_view rest_;
};

}  // namespace huzhu::ui
