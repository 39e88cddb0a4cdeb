// A small county for the tests of the store: a root that certifies, tablets that write, and ways to carry segments
// between them. Clock and randomness are the test's.
#pragma once

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <vector>

#include "core/base/limits.h"
#include "core/log/segment.h"
#include "core/people/authority.h"
#include "core/store/replica.h"

namespace huzhu::test {

struct HandClock : Clock {
  std::int64_t ms = 1'700'000'000'000;
  std::int64_t now_ms() override { return ms; }
};

// Reproducible: splitmix64.
struct SeededRandom : Random {
  explicit SeededRandom(std::uint64_t seed) : state(seed) {}
  std::uint64_t next() {
    std::uint64_t z = state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  void fill(std::span<std::uint8_t> out) override {
    for (std::uint8_t& byte : out) byte = static_cast<std::uint8_t>(next());
  }
  std::uint64_t state;
};

inline constexpr std::int64_t county_area = 620111, village_area = 620111104201;

template <class T>
T good(Result<T> result) {
  if (!result.ok()) BOOST_FAIL("error " << static_cast<int>(result.error().code) << " at " << result.error().where << ": " << result.error().detail);
  return std::move(result).value();
}
template <class T>
ErrorCode code_of(const Result<T>& result) { return result.ok() ? ErrorCode::none : result.error().code; }

inline log::Operation operation(log::OpKind kind, model::EntityType type, EntityId entity, std::uint16_t field, Value value) {
  log::Operation made;
  made.kind = kind;
  made.entity = entity;
  made.type = type;
  made.field = field;
  made.value = std::move(value);
  return made;
}
inline log::Operation set(model::EntityType type, EntityId entity, std::uint16_t field, Value value) {
  return operation(log::OpKind::set, type, entity, field, std::move(value));
}
inline log::Operation set_person(EntityId entity, std::uint16_t field, Value value) {
  return set(model::EntityType::person, entity, field, std::move(value));
}
inline log::Operation tag(log::OpKind kind, EntityId person, std::int64_t value) {
  return operation(kind, model::EntityType::person, person, model::person::tags, Value::of(value));
}
inline log::Operation erase_person(EntityId entity) {
  return operation(log::OpKind::erase, model::EntityType::person, entity, 0, Value::null());
}

struct Device {
  std::string name;
  HandClock clock;
  SeededRandom random;
  crypto::SigningKey key, actor_key;
  EntityId profile;
  std::unique_ptr<store::Replica> replica;

  Device(std::string called, std::uint64_t seed)
      : name(std::move(called)), random(seed), key(crypto::SigningKey::generate(random)), actor_key(crypto::SigningKey::generate(random)),
        profile{random.next()} {}
  AuthorId author() const { return key.author(); }
  store::Actor actor() const { return {profile, nullptr}; }
};

class TestCounty {
 public:
  explicit TestCounty(std::uint64_t seed = 1) : seed_(seed), root_("root", seed), hub_("hub", seed + 1) {
    crypto::init();
    authority = ScopeId{root_.random.next()};
    village = ScopeId{root_.random.next()};
    root_hash_ = crypto::blake2b({view("test county"), root_.key.public_key()});
    open(root_, ":memory:");
    using namespace model;
    write_root(scope_record(authority, county_area, ScopeKind::county_authority));
    write_root(scope_record(village, village_area, ScopeKind::village));
  }

  // A device with a certificate, a person and a role there; it holds the authority scope from the start.
  std::unique_ptr<Device> device(const std::string& name, model::RoleKind role = model::RoleKind::station_lead,
                                 std::int64_t area = village_area, const std::string& file = ":memory:") {
    auto made = std::make_unique<Device>(name, seed_ + 100 + ++devices_);
    certify(*made, role, area);
    open(*made, file);
    carry(root_, *made, authority);
    return made;
  }

  void certify(Device& device, model::RoleKind role, std::int64_t area) {
    using namespace model;
    const EntityId certificate = people::certificate_of(device.author()), grant{root_.random.next()};
    const auto key_bytes = [](const crypto::SigningKey& key) { return Value::of_bytes(key.public_key()); };
    write_root({set(EntityType::device, certificate, device::public_key, key_bytes(device.key)),
                set(EntityType::device, certificate, device::name, Value::of(device.name)),
                set(EntityType::device, certificate, device::area, Value::of(area)),
                set(EntityType::device, certificate, device::kind, Value::of(std::int64_t{1})),
                set(EntityType::profile, device.profile, profile::public_key, key_bytes(device.actor_key)),
                set(EntityType::profile, device.profile, profile::person_name, Value::of(device.name)),
                set(EntityType::profile, device.profile, profile::short_name, Value::of(device.name)),
                set(EntityType::role_grant, grant, role_grant::role, Value::of(static_cast<std::int64_t>(role))),
                set(EntityType::role_grant, grant, role_grant::profile, Value::of(device.profile)),
                set(EntityType::role_grant, grant, role_grant::area, Value::of(area))});
  }

  void open(Device& device, const std::string& file, ByteView key = {}, std::vector<store::DerivedIndex> derived = {}) {
    device.replica = good(store::Replica::open({file, bytes_of(key), &device.clock, &device.random, std::move(derived)}));
    if (!device.replica->identity())
      good(device.replica->set_identity({device.key, static_cast<std::uint32_t>(device.random.next()), root_hash_, root_.key.public_key(), hub_.key.public_key()}));
  }

  Hash first_prev(const Device& device, std::uint32_t epoch, ScopeId scope) const { return log::first_prev(root_hash_, scope, device.author(), epoch); }
  Device& root() { return root_; }
  Device& hub() { return hub_; }
  ScopeId authority, village;

  // The frames of everything that `from` holds of this scope.
  static std::vector<log::Frame> frames(Device& from, ScopeId scope) {
    std::vector<log::Frame> all;
    for (const store::Head& head : from.replica->heads(scope)) {
      std::vector<log::SealedSegment> run;
      for (const store::StoredSegment& segment : from.replica->segments(scope, head.author, head.epoch, 1, 1u << 30)) run.push_back(segment.sealed);
      for (const Bytes& bytes : log::encode_frames(run)) {
        ByteView rest = bytes;
        all.push_back(good(log::read_frame(rest)));
      }
    }
    return all;
  }
  // As frames(), each as short as its signature allows: one segment, for what was written or received so.
  static std::vector<log::Frame> single_frames(Device& from, ScopeId scope) {
    std::vector<log::Frame> all;
    for (const store::Head& head : from.replica->heads(scope)) {
      log::Frame run;
      for (const store::StoredSegment& segment : from.replica->segments(scope, head.author, head.epoch, 1, 1u << 30)) {
        run.segments.push_back(segment.sealed);
        if (segment.sealed.has_signature) all.push_back(std::exchange(run, {}));
      }
    }
    return all;
  }
  static store::Received carry(Device& from, Device& to, ScopeId scope) { return good(to.replica->receive(frames(from, scope))); }
  void meet(Device& a, Device& b) {
    for (const ScopeId scope : {authority, village}) carry(a, b, scope), carry(b, a, scope);
  }

  // The hub's word on one log.
  void receipt(Device& device, AuthorId author, std::int64_t received_at_ms) {
    for (const store::Head& head : device.replica->heads(village))
      if (head.author == author) good(device.replica->accept_receipts({{village, author, head.epoch, head.seq, ++hub_seq_, received_at_ms}}));
  }
  // The hub's word that it holds everything `device` has.
  void receipt_all(Device& device, std::int64_t received_at_ms) {
    std::vector<store::Receipt> receipts;
    for (const ScopeId scope : {authority, village})
      for (const store::Head& head : device.replica->heads(scope)) receipts.push_back({scope, head.author, head.epoch, head.seq, ++hub_seq_, received_at_ms});
    good(device.replica->accept_receipts(receipts));
  }

  void write_root(std::vector<log::Operation> operations) { good(root_.replica->commit(authority, std::move(operations), {})); }

 private:
  std::vector<log::Operation> scope_record(ScopeId scope, std::int64_t area, model::ScopeKind kind) {
    using namespace model;
    const EntityId entity{root_.random.next()};
    return {set(EntityType::scope, entity, scope::area, Value::of(area)), set(EntityType::scope, entity, scope::name, Value::of("红古")),
            set(EntityType::scope, entity, scope::kind, Value::of(static_cast<std::int64_t>(kind))),
            set(EntityType::scope, entity, scope::work_scope, Value::of(static_cast<std::int64_t>(scope.value)))};
  }

  std::uint64_t seed_, devices_ = 0, hub_seq_ = 0;
  Device root_, hub_;
  Hash root_hash_{};
};

// "I have seen everything this replica holds of the scope."
inline std::vector<log::Dependency> seen_by(Device& device, ScopeId scope) {
  std::vector<log::Dependency> seen;
  for (const store::Head& head : device.replica->heads(scope)) {
    std::uint64_t hash8 = 0;
    for (std::size_t i = 0; i < 8; ++i) hash8 = hash8 << 8 | head.chain[i];
    seen.push_back({scope, head.author, head.epoch, head.seq, hash8});
  }
  return seen;
}

// A segment as another program might make it, past all checks of ours.
struct Forgery {
  ScopeId scope;
  std::uint32_t epoch = 0;
  std::uint64_t seq = 1;
  Hash prev{};
  std::vector<log::Dependency> deps;
};
inline log::Frame forged(Device& device, const Forgery& f, std::vector<log::Operation> operations) {
  log::Segment segment;
  segment.scope = f.scope;
  segment.author = device.author();
  segment.epoch = f.epoch;
  segment.seq_first = f.seq;
  segment.hlc = 1;
  segment.actor = device.profile;
  segment.deps = f.deps;
  device.random.fill(segment.salt);
  segment.operations = std::move(operations);
  return {{good(log::seal(segment, f.prev, device.key, nullptr))}};
}

// What the typed table says.
inline std::string text_of(Device& device, EntityId person, std::string_view column) {
  auto& read = device.replica->db().cached("SELECT " + std::string(column) + " FROM person WHERE id=?1");
  const bool there = good(read.bind(1, static_cast<std::int64_t>(person.value)).step());
  std::string found = !there ? "(no row)" : read.is_null(0) ? "(null)" : std::string(read.text(0));
  read.reset();
  return found;
}

}  // namespace huzhu::test
