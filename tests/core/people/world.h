// A small county for tests: a root replica that founds 620111, and tablets enrolled with it. Clock and randomness are
// the test's own, so that every run is the same.
#pragma once

#include <memory>

#include "core/base/limits.h"
#include "core/people/enrol.h"
#include "core/people/places.h"
#include "core/registry/register_elder.h"
#include "core/registry/roster_table.h"

namespace huzhu::test {
// Inline, so that a Device here and one of another test file are two types to the linker.
inline namespace world {

inline constexpr std::int64_t county = 620111, township = 620111101, village = 620111101201, other_village = 620111101202;

class FakeClock : public Clock {
 public:
  std::int64_t ms = 0;
  std::int64_t now_ms() override { return ms; }
  // Local time in China on that day.
  void set(int year, int month, int day, int hour = 9, int minute = 0) {
    ms = (std::int64_t{Date::from_civil(year, month, day)->days} * 24 + hour - 8) * 3600000 + std::int64_t{minute} * 60000;
  }
  void pass_minutes(std::int64_t minutes) { ms += minutes * 60000; }
};

class FakeRandom : public Random {
 public:
  explicit FakeRandom(std::uint64_t seed) : state_(seed * 2 + 1) {}
  void fill(std::span<std::uint8_t> out) override {
    for (std::uint8_t& byte : out) {
      state_ = state_ * 6364136223846793005u + 1442695040888963407u;
      byte = static_cast<std::uint8_t>(state_ >> 56);
    }
  }

 private:
  std::uint64_t state_;
};

inline std::unique_ptr<store::Replica> open_replica(Clock& clock, Random& random) {
  store::Replica::Options options;
  options.file = ":memory:";
  options.clock = &clock;
  options.random = &random;
  options.derived = {registry::roster_table()};
  auto replica = store::Replica::open(std::move(options));
  if (!replica) return nullptr;
  return std::move(replica).value();
}

// One device with its people. The class is not called as the device of tests/core/store/county.h, which is linked
// into the same program.
struct Terminal {
  Terminal(Clock& clock_in, std::uint64_t seed)
      : clock(clock_in), random(seed), key(crypto::SigningKey::generate(random)), replica(open_replica(clock_in, random)) {}

  Clock& clock;
  FakeRandom random;
  crypto::SigningKey key;
  std::unique_ptr<store::Replica> replica;

  people::Session session(EntityId profile, const crypto::SigningKey& actor) {
    return people::Session(*replica, people::Unlocked{profile, Bytes(32), actor}, clock, random);
  }
};

using Device = Terminal;

// Everything `from` holds of its scopes goes to `to`, as a sync would bring it; the scopes `to` may not hold are left out.
inline store::Received carry(Device& from, Device& to, const std::vector<ScopeId>& scopes) {
  std::vector<log::Frame> frames;
  for (ScopeId scope : scopes)
    for (const store::Head& head : from.replica->heads(scope)) {
      std::vector<log::SealedSegment> run;
      for (const store::StoredSegment& s : from.replica->segments(scope, head.author, head.epoch, 1, 16 << 20)) run.push_back(s.sealed);
      for (const Bytes& bytes : log::encode_frames(run)) {
        ByteView rest = bytes;
        if (auto frame = log::read_frame(rest)) frames.push_back(std::move(frame).value());
      }
    }
  auto received = to.replica->receive(frames);
  return received ? received.value() : store::Received{};
}

struct World {
  explicit World(const std::vector<people::AreaName>& more = {}) : random(7), root(clock, 1), hub_key(crypto::SigningKey::generate(random)) {
    crypto::init();
    clock.set(2026, 11, 20);
    std::vector<people::AreaName> areas = {{county, "红古区"}, {township, "红古镇"}, {village, "红古村"}, {other_village, "米家台村"}};
    areas.insert(areas.end(), more.begin(), more.end());
    auto done = people::found_county(*root.replica, root.key, hub_key.public_key(), areas, clock, random);
    if (done) authority = done->authority;
  }

  FakeClock clock;
  FakeRandom random;
  Device root;
  crypto::SigningKey hub_key;
  ScopeId authority;

  struct Enrolled {
    std::unique_ptr<Device> device;
    crypto::SigningKey actor;
    people::AddedPerson person;
    people::Session session() { return device->session(person.profile, actor); }
  };

  // A device of this area with its first person (a lead in a village, an admin in the county).
  Enrolled enrol(std::int64_t area, std::string_view name, std::uint64_t seed) {
    auto device = std::make_unique<Device>(clock, seed);
    crypto::SigningKey actor = crypto::SigningKey::generate(random);
    people::AddedPerson person;
    if (people::enrol_device(*root.replica, {device->key.public_key(), "", people::DeviceKind::tablet, area}, clock, random)) {
      auto grant = people::grant_for(*root.replica, device->key.public_key(), clock);
      if (grant && people::accept_grant(*device->replica, *grant, device->key, device->random).ok()) {
        auto added = people::first_profile(*device->replica, {std::string(name), "", actor.public_key()}, clock, random);
        if (added) person = *added;
      }
    }
    carry(*device, root, {authority});
    return {std::move(device), std::move(actor), person};
  }
};

inline registry::ElderDraft elder_draft(std::string name, int year = 1940, int month = 3, int day = 8) {
  registry::ElderDraft draft;
  draft.name = std::move(name);
  draft.birth_date = Date::from_civil(year, month, day);
  draft.sex = 2;
  draft.area = village;
  draft.group_name = "三社";
  draft.living = 1;
  draft.consent_kind = 3;
  return draft;
}

}  // namespace world
}  // namespace huzhu::test
