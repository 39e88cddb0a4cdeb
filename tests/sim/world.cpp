#include "tests/sim/world.h"

#include "core/people/places.h"
#include "tests/sim/checkers.h"
#include "tests/sim/troubles.h"

namespace huzhu::sim {

namespace {

constexpr std::int64_t start_ms = 1795132800000 - 8 * 3600'000;  // 2026-11-20 08:00 in China
constexpr std::int64_t minute_ms = 60'000, day_ms = 24 * 60 * minute_ms;
constexpr std::int64_t drain_ms_max = 2 * day_ms;  // after healing

// Most tablets stand in one village, one in another; of four or more the last is the county's computer.
std::int64_t area_of(int tablet, int tablets) {
  if (tablets >= 4 && tablet == tablets - 1) return county_area;
  return tablet == 2 ? other_village_area : village_area;
}

}  // namespace

World::World(const Options& options, const std::vector<Event>& plan)
    : options_(options), plan_(plan), agenda_(start_ms), trace_(agenda_, options.print_trace), dice_(options.seed), hub_(agenda_, trace_, dice_.branch("hub")),
      network_(agenda_, hub_, dice_.branch("network")), people_(agenda_, trace_, options.faults.contains(Fault::people)), courier_(trace_, hub_) {
  for (int i = 0; i < options.tablets; ++i) {
    auto tablet = std::make_unique<Tablet>(agenda_, trace_, hub_, network_, dice_.branch("tablet", static_cast<std::uint64_t>(i)), i, area_of(i, options.tablets));
    tablet->on_acknowledged = [this](Tablet& one) {
      const store::DeviceIdentity& self = *one.replica().identity();
      for (const store::Head& head : one.held())
        if (head.author == self.key.author() && head.epoch == self.epoch) acknowledged_.add(head);
    };
    tablet->on_disk_lost = [this](std::optional<AuthorId> was) {
      something_was_lost();
      if (was && dice_.one_in(2)) report_lost(*was);
    };
    tablets_.push_back(std::move(tablet));
  }
}

Outcome World::run() {
  Outcome outcome;
  try {
    for (const auto& tablet : tablets_) tablet->unlock();
    for (const Event& event : plan_) {
      agenda_.run_until(start_ms + event.at_ms);
      happen(event);
    }
    agenda_.run_until(start_ms + options_.days * day_ms);
    heal();
    settle_down();
    outcome.conflicts = check_county(*this);
  } catch (const Failed& failed) {
    outcome.ok = false;
    outcome.checker = failed.checker;
    outcome.what = failed.what();
    trace_.say("FAILED {}: {}", failed.checker, failed.what());
  }
  outcome.steps = agenda_.steps();
  outcome.acts = people_.acts();
  outcome.settled = people_.settled();
  outcome.requests = network_.requests();
  outcome.bytes = network_.bytes();
  outcome.carried = courier_.taken_in();
  outcome.excused = acknowledged_.excused();
  outcome.simulated_ms = agenda_.now_ms() - start_ms;
  outcome.digest = trace_.digest();
  outcome.trace.assign(trace_.lines().begin(), trace_.lines().end());
  return outcome;
}

void World::happen(const Event& event) {
  Tablet& tablet = *tablets_[static_cast<std::size_t>(event.tablet)];
  Dice dice(event.seed);
  switch (event.kind) {
    case EventKind::act: return people_.act(tablet, event.seed);
    case EventKind::collide:
      for (const auto& one : tablets_)
        if (one.get() == &tablet || dice.one_in(2)) people_.collide(*one, event.seed);
      return;
    case EventKind::by_hand: return carry_by_hand(tablet, *tablets_[dice.below(tablets_.size())], dice);
    case EventKind::clock: return trouble_clock(tablet, trace_, dice);
    case EventKind::line: return trouble_line(tablet, agenda_, trace_, dice);
    case EventKind::disk: return trouble_disk(tablet, agenda_, dice);
    case EventKind::kill: return trouble_kill(tablet, dice);
    case EventKind::hub:
      if (trouble_hub(hub_, agenda_, dice)) something_was_lost();
      return;
    case EventKind::bundle:
      if (dice.one_in(4)) trouble_far_away(tablet, agenda_, trace_, dice);
      return courier_.walk(tablets_, tablet, dice);
    case EventKind::audit:
      tablet.unlock();
      // By a snapshot's word alone there is nothing to hold its tables against.
      if (tablet.ready() && tablet.replica().scopes_stated().empty()) check_tablet(tablet, dice.one_in(2));
      return;
  }
}

void World::heal() {
  trace_.say("all troubles end");
  hub_.heal();
  for (const auto& tablet : tablets_) {
    tablet->heal();
    tablet->stay_open();
  }
}

bool World::quiet() {
  for (const auto& tablet : tablets_) {
    if (!tablet->ready() || tablet->client().state().phase != sync::Phase::done || tablet->replica().counts().unreceipted != 0) return false;
    if (!tablet->replica().scopes_stated().empty()) return false;
    for (const ScopeId scope : tablet->replica().scopes_held())
      if (tablet->replica().log_digest(scope) != hub_.log_digest(scope)) return false;
  }
  return true;
}

void World::settle_down() {
  const std::int64_t deadline = agenda_.now_ms() + drain_ms_max;
  while (agenda_.now_ms() < deadline) {
    for (const auto& tablet : tablets_) {
      if (tablet->ready()) tablet->wake();
      else tablet->unlock();
    }
    agenda_.run_until(agenda_.now_ms() + 20 * minute_ms);
    if (quiet()) return;
  }
  std::string states;
  for (const auto& tablet : tablets_) {
    if (!tablet->ready()) states += fmt::format("t{} is locked; ", tablet->number);
    else states += fmt::format("t{} phase {} error {} to send {}; ", tablet->number, static_cast<int>(tablet->client().state().phase),
                               static_cast<int>(tablet->client().state().error), tablet->replica().counts().unreceipted);
  }
  throw Failed("queues drain", "not quiet two days after all was healed: " + states);
}

std::map<LogName, std::uint64_t> World::held_anywhere() {
  hub_.start();
  std::map<LogName, std::uint64_t> held;
  const auto note = [&](const store::Head& head) { held[name_of(head)] = std::max(held[name_of(head)], head.seq); };
  for (const store::Head& head : hub_.all_heads()) note(head);
  for (const auto& tablet : tablets_)
    for (const store::Head& head : tablet->held()) note(head);
  return held;
}

// What nobody holds any more cannot be asked for in the end.
void World::something_was_lost() {
  auto held = held_anywhere();
  acknowledged_.excuse_beyond(held);
  for (auto& [log, seq] : stands_) seq = std::min(seq, held[log]);
}

void World::report_lost(AuthorId device) {
  Tablet& reporter = *tablets_.back();
  agenda_.after(dice_.between(minute_ms, day_ms / 2), [this, device, &reporter] {
    if (reporter.author() == device || !people_.stop_device(reporter, device)) return;
    // What the hub had of it by now, it may not cut off any more.
    auto held = held_anywhere();
    for (const auto& [log, seq] : hub_.received())
      if (log.author == device) stands_.emplace(log, std::min(seq, held[log]));
  });
}

Outcome run_world(const Options& options, const std::vector<Event>& plan) {
  World world(options, plan);
  return world.run();
}

}  // namespace huzhu::sim
