// WrongClock: the clock of a tablet, wrong as tablets' clocks are: set to another time, drifting, going back.
#pragma once

#include "core/base/ports.h"
#include "tests/sim/agenda.h"

namespace huzhu::sim {

class WrongClock : public Clock {
 public:
  explicit WrongClock(const Agenda& agenda) : agenda_(agenda), set_at_ms_(agenda.now_ms()), shown_ms_(agenda.now_ms()) {}

  std::int64_t now_ms() override {
    const std::int64_t passed = agenda_.now_ms() - set_at_ms_;
    return shown_ms_ + passed + passed * drift_ppm_ / 1'000'000;
  }

  void set(std::int64_t ms) {
    set_at_ms_ = agenda_.now_ms();
    shown_ms_ = ms;
  }
  void jump(std::int64_t ms) { set(now_ms() + ms); }
  void right() {
    drift_ppm_ = 0;
    set(agenda_.now_ms());
  }
  void drift(std::int64_t ppm) {
    set(now_ms());
    drift_ppm_ = ppm;
  }

 private:
  const Agenda& agenda_;
  std::int64_t set_at_ms_, shown_ms_, drift_ppm_ = 0;
};

}  // namespace huzhu::sim
