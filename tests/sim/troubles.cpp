#include "tests/sim/troubles.h"

#include "core/log/segment.h"
#include "core/people/places.h"

namespace huzhu::sim {

namespace {

constexpr std::int64_t second_ms = 1000, minute_ms = 60 * second_ms, hour_ms = 60 * minute_ms, day_ms = 24 * hour_ms, year_ms = 365 * day_ms;

Unflushed any_loss(Dice& dice) { return static_cast<Unflushed>(dice.below(3)); }

}  // namespace

void trouble_clock(Tablet& tablet, Trace& trace, Dice& dice) {
  const std::int64_t before = tablet.clock.now_ms();
  switch (dice.below(8)) {
    case 0: tablet.clock.set(0); break;  // 1970: the battery was empty
    case 1: tablet.clock.jump(dice.between(-50, 50) * year_ms); break;
    case 2: tablet.clock.jump(dice.between(-40, 40) * day_ms); break;
    case 3: tablet.clock.jump(dice.between(-3, 3) * hour_ms); break;
    case 4: tablet.clock.jump(dice.between(-300, 300) * second_ms); break;
    case 5: tablet.clock.drift(dice.between(-500, 500)); break;
    default: tablet.clock.right(); break;
  }
  trace.say("t{} clock {:+} s", tablet.number, (tablet.clock.now_ms() - before) / second_ms);
}

void trouble_line(Tablet& tablet, Agenda& agenda, Trace& trace, Dice& dice) {
  Line line;
  std::string_view what;
  std::int64_t until = dice.between(5 * minute_ms, 5 * hour_ms);
  switch (dice.below(11)) {
    case 9: case 10:
      // No signal for a day or more, while everybody goes on writing: what conflicts come from.
      line.up = false, what = "down for long";
      until = dice.between(5 * hour_ms, 40 * hour_ms);
      break;
    case 0: line.up = false, what = "down"; break;
    case 1: line.captive = true, what = "captive portal"; break;
    case 2: line.requests_pass = false, what = "requests lost"; break;
    case 3: line.answers_pass = false, what = "answers lost"; break;
    case 4: line.cut_percent = 40, what = "answers cut"; break;
    case 5: line.doubled_percent = 40, what = "requests doubled"; break;
    case 6: line.loss_percent = dice.below(31), what = "lossy"; break;
    default: line.latency_ms = 300, line.bytes_per_second = 3750, line.loss_percent = dice.below(11), what = "2G"; break;
  }
  tablet.line = line;
  trace.say("t{} line: {}", tablet.number, what);
  agenda.after(until, [&tablet] {
    tablet.line = {};
    tablet.wake();  // the browser says the network is back
  });
}

void trouble_far_away(Tablet& tablet, Agenda& agenda, Trace& trace, Dice& dice) {
  tablet.line.up = false;
  trace.say("t{} is far from any network", tablet.number);
  agenda.after(dice.between(10 * hour_ms, 50 * hour_ms), [&tablet] {
    tablet.line = {};
    tablet.wake();
  });
}

void trouble_disk(Tablet& tablet, Agenda& agenda, Dice& dice) {
  switch (dice.below(6)) {
    case 0: return tablet.lose_disk();
    case 1: case 2: return tablet.flip_a_bit();
    default:
      tablet.limit_room(dice.below(150'000));
      agenda.after(dice.between(10 * minute_ms, 3 * hour_ms), [&tablet] { tablet.limit_room(std::nullopt); });
  }
}

void trouble_kill(Tablet& tablet, Dice& dice) {
  if (dice.one_in(2)) return tablet.kill(any_loss(dice));
  tablet.kill_during_writes(static_cast<int>(dice.below(40)));
}

bool trouble_hub(HubMachine& hub, Agenda& agenda, Dice& dice) {
  const auto starts_later = [&] { agenda.after(dice.between(second_ms, hour_ms), [&hub] { hub.start(); }); };
  switch (dice.below(10)) {
    case 0: {
      const bool lost = hub.roll_back();
      hub.start();
      return lost;
    }
    case 1:
      hub.lose_store(dice.one_in(3));
      hub.start();
      return true;
    case 2: case 3: case 4: hub.back_up(); return false;
    case 5: case 6:
      hub.kill_during_writes(static_cast<int>(dice.below(40)));
      return false;
    default:
      hub.kill(any_loss(dice));
      starts_later();
      return false;
  }
}

void carry_by_hand(Tablet& from, Tablet& to, Dice& dice) {
  from.unlock();
  to.unlock();
  if (&from == &to || !from.ready() || !to.ready()) return;
  std::vector<log::Frame> frames;
  for (const people::Place& place : people::places(to.replica().db())) {
    if (!place.held) continue;
    for (const store::Head& head : from.replica().heads(place.scope)) {
      std::vector<log::SealedSegment> run;
      for (auto& one : from.replica().segments(place.scope, head.author, head.epoch, 1, 1u << 30)) run.push_back(std::move(one.sealed));
      for (const Bytes& bytes : log::encode_frames(run)) {
        ByteView rest = bytes;
        if (auto frame = log::read_frame(rest)) frames.push_back(std::move(frame).value());
      }
    }
  }
  for (std::size_t i = frames.size(); i > 1; --i) std::swap(frames[i - 1], frames[dice.below(i)]);
  if (!frames.empty()) frames.resize(frames.size() - dice.below(1 + frames.size() / 3));
  for (std::size_t i = dice.below(4); i > 0 && !frames.empty(); --i) frames.push_back(frames[dice.below(frames.size())]);
  const auto received = to.replica().receive(frames);
  if (!to.still_runs()) return;
  if (!received && !to.room_is_limited()) throw Failed("couriers", fmt::format("t{}: error {}", to.number, static_cast<int>(received.error().code)));
  to.wake();
}

}  // namespace huzhu::sim
