// Segments to test with: small named ones and random ones from a seed.
#pragma once

#include <algorithm>
#include <limits>
#include <random>
#include <set>
#include <string>
#include <tuple>

#include "core/base/limits.h"
#include "core/log/segment.h"

namespace huzhu::log::samples {

// The device of all samples; RFC 8032's second test seed, so that anyone can make the key again.
inline crypto::SigningKey device() {
  crypto::init();
  return crypto::SigningKey::from_seed(from_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
}
inline crypto::SigningKey actor() {
  crypto::init();
  return crypto::SigningKey::from_seed(from_hex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"));
}

inline Operation set(std::uint64_t entity, model::EntityType type, std::uint16_t field, Value value) {
  Operation op;
  op.entity = EntityId{entity};
  op.type = type;
  op.field = field;
  op.value = std::move(value);
  return op;
}

inline Segment empty_segment() {
  Segment s;
  s.scope = ScopeId{0x5c09e62011110320};
  s.author = device().author();
  s.epoch = 0x0e90c401;
  s.seq_first = 1;
  s.hlc = 1760000000000ull << 16;
  s.clock_state = ClockState::trusted;
  for (std::size_t i = 0; i < s.salt.size(); ++i) s.salt[i] = static_cast<std::uint8_t>(0xA0 + i);
  return s;
}

// One elder is registered: two fields.
inline Segment two_fields() {
  Segment s = empty_segment();
  s.operations = {set(0x1d0000000000000a, model::EntityType::person, model::person::name, Value::of("李秀英")),
                  set(0x1d0000000000000a, model::EntityType::person, model::person::birth_date, Value::of(std::int64_t{-8248}))};
  return s;
}

// Everything the format has room for at once: both signatures, group, dependencies in three scopes, dots, times, every
// wire type, a kind, a field and a wire type that this version does not know.
inline Segment everything() {
  Segment s = empty_segment();
  s.seq_first = 300;
  s.clock_state = ClockState::holdover;
  s.actor = EntityId{0xac70000000000001};
  s.actor_signed = true;
  s.group = Group{290, 3, 256};
  s.deps = {{ScopeId{0x0000000000000620}, AuthorId{1}, 7, 12, 0x1122334455667788},
            {ScopeId{0x0000000000000620}, AuthorId{1}, 8, 1, 0},
            {s.scope, AuthorId{0xffffffffffffffff}, 0, limits::seq_max, 0xffffffffffffffff},
            {ScopeId{0xf000000000000001}, AuthorId{2}, 0xffffffff, 128, 1}};
  Operation op = set(1, model::EntityType::person, model::person::phone, Value::of("13900000000"));
  op.lists_dots = true;
  op.supersedes = {{AuthorId{1}, 7, 12}, {AuthorId{1}, 7, 13}};
  s.operations.push_back(op);
  op = set(1, model::EntityType::person, model::person::note, Value::of(""));
  op.lists_dots = true;  // shown nothing: supersedes nothing
  op.hlc_offset = 1000;
  s.operations.push_back(op);
  const auto add = [&](Operation more, std::uint64_t offset) {
    more.hlc_offset = offset;
    s.operations.push_back(more);
  };
  op = set(1, model::EntityType::person, model::person::tags, Value::of(std::int64_t{3}));
  op.kind = OpKind::add;
  add(op, 1000);
  op.kind = OpKind::remove;
  op.value = Value::of(std::int64_t{-4});
  add(op, 1001);
  op = set(2, model::EntityType::visit, 0, Value::null());
  op.kind = OpKind::erase;
  add(op, 1001);
  add(set(3, model::EntityType::visit, model::visit::elder, Value::of(EntityId{1})), 1001);
  add(set(4, model::EntityType::device, model::device::public_key, Value::of_bytes(Bytes{0, 1, 0x80, 0xff})), 1001);
  add(set(1, model::EntityType::person, model::person::group_name, Value::null()), 1001);
  op = set(5, static_cast<model::EntityType>(250), 0xFFFF, Value{static_cast<WireType>(15), 0, std::string("\x00\xff new", 6)});
  op.kind = static_cast<OpKind>(255);
  add(op, 1001);
  op = Operation{};
  op.kind = static_cast<OpKind>(9);  // of no entity
  op.value = Value::of(std::numeric_limits<std::int64_t>::min());
  add(op, 1ull << 40);
  return s;
}

inline Hash county_root() {
  Hash root;
  for (std::size_t i = 0; i < root.size(); ++i) root[i] = static_cast<std::uint8_t>(i);
  return root;
}
inline Hash prev_of(const Segment& s) { return first_prev(county_root(), s.scope, s.author, s.epoch); }

inline SealedSegment sealed(const Segment& s) {
  const auto who = actor();
  return seal(s, prev_of(s), device(), s.actor_signed ? &who : nullptr).value();
}

// A valid segment of any shape, small enough to encode.
class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}
  std::uint64_t below(std::uint64_t n) { return std::uniform_int_distribution<std::uint64_t>(0, n - 1)(random_); }
  bool one_in(std::uint64_t n) { return below(n) == 0; }

  Segment segment() {
    Segment s = empty_segment();
    s.scope = ScopeId{1 + below(~0ull - 1)};
    s.epoch = static_cast<std::uint32_t>(random_());
    s.seq_first = 1 + (one_in(4) ? below(limits::seq_max - 64) : below(100000));
    s.hlc = one_in(8) ? below(limits::hlc_max - (1ull << 40)) : (1760000000000ull + below(100000000)) << 16;
    s.clock_state = static_cast<ClockState>(below(3));
    if (one_in(2)) s.actor = EntityId{1 + random_() / 2};
    s.actor_signed = one_in(5);
    for (auto& b : s.salt) b = static_cast<std::uint8_t>(random_());
    deps(s);
    if (one_in(5)) group(s);
    const std::size_t count = 1 + below(one_in(4) ? limits::segment_ops_max : 8);
    std::vector<std::pair<std::uint64_t, std::uint8_t>> entities;
    for (std::uint64_t n = 1 + below(5); n > 0; --n) entities.push_back({1 + random_() / 2, static_cast<std::uint8_t>(1 + below(255))});
    const bool times = one_in(4);
    std::uint64_t offset = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const auto& [id, type] = entities[below(entities.size())];
      s.operations.push_back(operation(id, static_cast<model::EntityType>(type)));
      if (times) s.operations.back().hlc_offset = offset += below(70000);
    }
    return s;
  }

 private:
  void deps(Segment& s) {
    std::set<Dependency> sorted;
    std::set<std::tuple<std::uint64_t, std::uint64_t, std::uint32_t>> logs;
    for (std::uint64_t n = one_in(2) ? 0 : below(8); n > 0; --n) {
      const ScopeId scope = one_in(2) ? s.scope : ScopeId{1 + below(4)};
      const Dependency d{scope, AuthorId{1 + below(6)}, static_cast<std::uint32_t>(below(3)), 1 + below(100000), random_()};
      if (logs.insert({d.scope.value, d.author.value, d.epoch}).second) sorted.insert(d);
    }
    s.deps.assign(sorted.begin(), sorted.end());
  }
  void group(Segment& s) {
    const std::uint64_t n = 2 + below(255), k = 1 + below(std::min(n, s.seq_first));
    s.group = Group{s.seq_first - (k == 1 ? 0 : k - 1 + below(s.seq_first - k + 1)), static_cast<std::uint16_t>(k), static_cast<std::uint16_t>(n)};
  }
  Value value() {
    switch (below(7)) {
      case 0: return Value::of(static_cast<std::int64_t>(random_()));
      case 1: return Value::of("李大爷");
      case 2: return Value::of(EntityId{random_()});
      case 3: return Value::of_bytes(Bytes(below(20), static_cast<std::uint8_t>(random_())));
      case 4: return Value::null();
      case 5: return Value{static_cast<WireType>(5 + below(11)), 0, std::string(below(9), static_cast<char>(random_()))};
      default: return Value::of(static_cast<std::int64_t>(below(200)) - 100);
    }
  }
  Operation operation(std::uint64_t id, model::EntityType type) {
    Operation op = set(id, type, static_cast<std::uint16_t>(1 + below(one_in(6) ? 65535 : 9)), value());
    switch (below(8)) {
      case 0: op.kind = op.value.is_null() ? OpKind::set : OpKind::add; break;
      case 1: op.kind = op.value.is_null() ? OpKind::set : OpKind::remove; break;
      case 2: op = set(id, type, 0, Value::null()), op.kind = OpKind::erase; break;
      case 3: op.kind = static_cast<OpKind>(5 + below(251)); break;
      case 4:
        if (one_in(2)) op.entity = {}, op.type = model::EntityType::none, op.kind = static_cast<OpKind>(5 + below(251));
        break;
      default: break;
    }
    if (one_in(5)) {
      op.lists_dots = true;
      std::set<Dot> dots;
      for (std::uint64_t n = below(4); n > 0; --n) dots.insert({AuthorId{1 + below(5)}, static_cast<std::uint32_t>(below(3)), 1 + below(1000)});
      op.supersedes.assign(dots.begin(), dots.end());
    }
    return op;
  }

  std::mt19937_64 random_;
};

}  // namespace huzhu::log::samples
