#include "tests/sim/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace huzhu::sim {

namespace {

constexpr std::int64_t minute_ms = 60'000, hour_ms = 60 * minute_ms, day_ms = 24 * hour_ms;
constexpr std::string_view fault_names[] = {"clock", "network", "disk", "kill", "hub", "people", "courier"};
constexpr std::string_view kind_names[] = {"act", "collide", "by hand", "clock", "line", "disk", "kill", "hub", "audit", "bundle"};

class Planner {
 public:
  explicit Planner(const Options& options) : options_(options), dice_(Dice(options.seed).branch("plan")) {}

  std::vector<Event> make() {
    for (int day = 0; day < options_.days; ++day) {
      for (int tablet = 0; tablet < options_.tablets; ++tablet) working_day(day, tablet);
      collisions(day);
      troubles(day);
      if (has(Fault::courier)) bundles(day);
    }
    std::stable_sort(events_.begin(), events_.end(), [](const Event& a, const Event& b) { return a.at_ms < b.at_ms; });
    return std::move(events_);
  }

 private:
  bool has(Fault fault) const { return options_.faults.contains(fault); }
  int any_tablet() { return static_cast<int>(dice_.below(static_cast<std::size_t>(options_.tablets))); }
  std::int64_t any_time(int day) { return day * day_ms + dice_.between(0, 14 * hour_ms); }
  void add(std::int64_t at_ms, EventKind kind, int tablet) { events_.push_back({at_ms, kind, tablet, dice_.next()}); }

  // The world begins at eight in the morning; people come to the tablet a few times a day.
  void working_day(int day, int tablet) {
    const std::int64_t sittings = dice_.between(1, 3);
    for (std::int64_t i = 0; i < sittings; ++i) {
      std::int64_t at = day * day_ms + dice_.between(0, 11 * hour_ms);
      const std::int64_t acts = dice_.between(2, 7);
      for (std::int64_t k = 0; k < acts; ++k, at += dice_.between(10'000, 3 * minute_ms)) add(at, EventKind::act, tablet);
    }
    if (dice_.one_in(2)) add(any_time(day), EventKind::audit, tablet);
  }

  void some(int day, EventKind kind, std::int64_t most) {
    for (std::int64_t i = dice_.between(0, most); i > 0; --i) add(any_time(day), kind, any_tablet());
  }

  void collisions(int day) {
    for (std::int64_t i = dice_.between(1, 3); i > 0; --i) add(day * day_ms + dice_.between(hour_ms, 11 * hour_ms), EventKind::collide, any_tablet());
  }

  void troubles(int day) {
    const std::int64_t each = std::max(1, options_.tablets / 2);
    if (has(Fault::people)) some(day, EventKind::by_hand, each);
    if (has(Fault::clock)) some(day, EventKind::clock, each);
    if (has(Fault::network)) some(day, EventKind::line, 4 * each);
    if (has(Fault::disk)) some(day, EventKind::disk, 1);
    if (has(Fault::kill)) some(day, EventKind::kill, 2 * each);
    if (has(Fault::hub)) some(day, EventKind::hub, 3);
  }

  // With dice of their own: the same seed without them tells the same story otherwise.
  void bundles(int day) {
    for (std::int64_t i = courier_.between(options_.tablets, 5 * options_.tablets); i > 0; --i)
      events_.push_back({day * day_ms + courier_.between(0, 14 * hour_ms), EventKind::bundle, static_cast<int>(courier_.below(static_cast<std::size_t>(options_.tablets))), courier_.next()});
  }

  const Options& options_;
  Dice dice_, courier_ = dice_.branch("courier");
  std::vector<Event> events_;
};

}  // namespace

std::set<Fault> read_faults(const std::string& names) {
  std::set<Fault> faults;
  std::istringstream list(names);
  for (std::string name; std::getline(list, name, ',');) {
    if (name == "none") continue;
    bool known = name == "all";
    for (std::size_t i = 0; i < std::size(fault_names); ++i) {
      if (name != "all" && name != fault_names[i]) continue;
      faults.insert(static_cast<Fault>(i));
      known = true;
    }
    if (!known) throw std::invalid_argument("no such fault: " + name + "; there are all, none, clock, network, disk, kill, hub, people, courier");
  }
  return faults;
}

std::vector<Event> make_plan(const Options& options) { return Planner(options).make(); }

std::string describe(const Event& event) {
  const std::int64_t ms = event.at_ms;
  return fmt::format("{}d {:02}:{:02}:{:02} {} t{}", ms / day_ms, ms / hour_ms % 24, ms / minute_ms % 60, ms / 1000 % 60,
                     kind_names[static_cast<std::size_t>(event.kind)], event.tablet);
}

}  // namespace huzhu::sim
