// Random histories for the merge tests: a few authors who write, learn of each other's writes, and write again.
//
// An author may state less of its past than it knows (a cut list of causes), or list what it was shown.
#pragma once

#include <vector>

#include "core/merge/apply.h"

namespace huzhu::test {

struct Dice {
  std::uint64_t state;
  std::uint64_t next() {
    std::uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  bool one_in(std::size_t n) { return below(n) == 0; }
};

inline constexpr ScopeId history_scope{1};
inline constexpr EntityId history_entity{5};

// The first two are one device before and after its store was restored: one author, two epochs.
inline merge::LogKey log_of(std::size_t writer) {
  return {history_scope, AuthorId{writer < 2 ? 100 : 100 + writer}, writer == 1 ? 8u : 7u};
}

struct Event {
  log::Operation operation;
  merge::Stamp stamp;
  std::uint64_t seq = 0;
  merge::VersionVector before;  // as its segment states it
  merge::LogKey log;

  merge::Past past() const { return {&before, log, seq}; }
  Dot dot() const { return {log.author, log.epoch, seq}; }
};

struct Shape {
  std::size_t authors = 4, events = 24;
  bool understate = true, list_dots = true, erase = true;
};

inline std::vector<Event> make_history(Dice& dice, const Shape& shape) {
  std::vector<Event> events;
  std::vector<merge::VersionVector> known(shape.authors);
  std::vector<std::uint64_t> written(shape.authors);
  while (events.size() < shape.events) {
    const std::size_t who = dice.below(shape.authors);
    const merge::LogKey log = log_of(who);
    if (dice.one_in(3)) {
      const std::size_t from = dice.below(shape.authors);
      for (const auto& entry : known[from].entries()) known[who].raise(entry.log, entry.seq);
      known[who].raise(log_of(from), written[from]);
      continue;
    }
    Event event;
    event.log = log;
    event.seq = ++written[who];
    event.stamp = {log.author, log.epoch, 1000 + dice.below(50), static_cast<log::ClockState>(dice.below(3)), EntityId{who}};
    for (const auto& entry : known[who].entries()) {
      if (entry.log == log) continue;
      if (!(shape.understate && dice.one_in(6))) event.before.raise(entry.log, entry.seq);
    }
    log::Operation& op = event.operation;
    op.entity = history_entity;
    op.type = model::EntityType::person;
    const std::size_t kind = dice.below(shape.erase ? 12 : 11);
    if (kind < 5) {
      op.kind = log::OpKind::set;
      op.field = kind < 3 ? model::person::phone : model::person::allergy;
      op.value = Value::of(std::string(1, static_cast<char>('a' + dice.below(4))));
    } else if (kind < 11) {
      op.kind = kind < 8 ? log::OpKind::add : log::OpKind::remove;
      op.field = model::person::tags;
      op.value = Value::of(static_cast<std::int64_t>(1 + dice.below(3)));
    } else {
      op.kind = log::OpKind::erase;
    }
    if (shape.list_dots && op.kind != log::OpKind::erase && dice.one_in(4)) {
      op.lists_dots = true;
      for (const Event& other : events)
        if (other.operation.field == op.field && dice.one_in(2)) op.supersedes.push_back(other.dot());
    }
    events.push_back(std::move(event));
  }
  return events;
}

// A random order in which causes come first.
inline std::vector<const Event*> causal_order(const std::vector<Event>& events, Dice& dice) {
  std::vector<const Event*> waiting, order;
  for (const Event& event : events) waiting.push_back(&event);
  merge::VersionVector applied;
  while (!waiting.empty()) {
    const std::size_t pick = dice.below(waiting.size());
    const Event& event = *waiting[pick];
    bool ready = applied.seq(event.log) + 1 == event.seq;
    for (const auto& cause : event.before.entries()) ready = ready && applied.seq(cause.log) >= cause.seq;
    if (!ready) continue;
    applied.raise(event.log, event.seq);
    order.push_back(&event);
    waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(pick));
  }
  return order;
}

inline merge::EntityState state_after(const std::vector<const Event*>& order) {
  merge::EntityState state;
  for (const Event* event : order) merge::apply(state, event->operation, event->stamp, event->seq, event->past());
  return state;
}

}  // namespace huzhu::test
