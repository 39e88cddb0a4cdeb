// Trace: what happened, one line an event, with the world's time; the last lines of a failed run are its story. The
// digest over all lines tells whether two runs were the same.
#pragma once

#include <fmt/format.h>

#include <deque>
#include <stdexcept>
#include <string>

#include "tests/sim/agenda.h"

namespace huzhu::sim {

// A checker found something; ends the run.
struct Failed : std::runtime_error {
  Failed(std::string checker_name, const std::string& what) : std::runtime_error(what), checker(std::move(checker_name)) {}
  std::string checker;
};

class Trace {
 public:
  explicit Trace(const Agenda& agenda, bool print = false) : agenda_(agenda), start_ms_(agenda.now_ms()), print_(print) {}

  template <class... Args>
  void say(fmt::format_string<Args...> form, Args&&... args) { add(fmt::format(form, std::forward<Args>(args)...)); }

  const std::deque<std::string>& lines() const { return lines_; }
  std::uint64_t digest() const { return digest_; }
  std::string time() const {
    const std::int64_t ms = agenda_.now_ms() - start_ms_;
    return fmt::format("{}d {:02}:{:02}:{:02}.{:03}", ms / 86400000, ms / 3600000 % 24, ms / 60000 % 60, ms / 1000 % 60, ms % 1000);
  }

 private:
  static constexpr std::size_t lines_max = 400;

  void add(std::string what) {
    std::string line = fmt::format("{:>6} {} {}", agenda_.steps(), time(), what);
    for (const char c : line) digest_ = (digest_ ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    if (print_) fmt::print("{}\n", line);
    lines_.push_back(std::move(line));
    if (lines_.size() > lines_max) lines_.pop_front();
  }

  const Agenda& agenda_;
  std::int64_t start_ms_;
  bool print_;
  std::deque<std::string> lines_;
  std::uint64_t digest_ = 0xcbf29ce484222325u;
};

}  // namespace huzhu::sim
