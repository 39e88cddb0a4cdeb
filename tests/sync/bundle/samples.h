// A letter and its bundle for tests, from fixed keys and randomness, so that every run makes the same bytes.
#pragma once

#include "sync/bundle/envelope.h"
#include "sync/bundle/letter.h"

namespace huzhu::test {

struct Counting : Random {
  std::uint8_t next = 1;
  void fill(std::span<std::uint8_t> out) override {
    for (std::uint8_t& byte : out) byte = next++;
  }
};

inline crypto::SigningKey key_of(std::uint8_t seed) { return crypto::SigningKey::from_seed(Bytes(32, seed)); }
inline Hash county_of(std::uint8_t with) {
  Hash root;
  root.fill(with);
  return root;
}

// Two acts of one log: 李秀英 is registered, then her telephone is written.
inline std::vector<log::SealedSegment> two_acts(const Hash& county, const crypto::SigningKey& device) {
  std::vector<log::SealedSegment> run;
  Hash prev{};
  for (std::uint64_t i = 0; i < 2; ++i) {
    log::Segment s;
    s.scope = ScopeId{0x5c09e62011110320};
    s.author = device.author();
    s.epoch = 7;
    s.seq_first = i + 1;
    s.hlc = (1760000000000ull + i) << 16;
    s.clock_state = log::ClockState::trusted;
    for (std::size_t k = 0; k < s.salt.size(); ++k) s.salt[k] = static_cast<std::uint8_t>(0xa0 + k);
    log::Operation op;
    op.entity = EntityId{0x1d0000000000000a};
    op.type = model::EntityType::person;
    op.field = i == 0 ? model::person::name : model::person::phone;
    op.value = Value::of(i == 0 ? std::string_view("李秀英") : std::string_view("13909310001"));
    s.operations.push_back(op);
    if (i == 0) prev = log::first_prev(county, s.scope, s.author, s.epoch);
    run.push_back(std::move(log::seal(s, prev, device, nullptr)).value());
    prev = run.back().chain;
  }
  return run;
}

inline sync::Records records(const Hash& county, const crypto::SigningKey& device) {
  sync::Records letter;
  letter.from = device.author();
  letter.made_at_ms = 1760000005000;
  sync::PullRequest ask;
  ask.scope = ScopeId{0x5c09e62011110320};
  ask.have = {{device.author(), 7, 2, 0x0102030405060708}};
  letter.asks.push_back(ask);
  sync::SignedReceipt head{sync::first_receipt(county, ask.scope), {ask.scope, 0x0bb0e90c, 1, device.author(), 7, 1, 1, two_acts(county, device).front().chain, 1760000004000}, {}};
  head.signature = sync::sign_receipt(key_of(6), head.receipt());
  letter.heads.push_back(head);
  for (const Bytes& frame : log::encode_frames(two_acts(county, device))) letter.frames.insert(letter.frames.end(), frame.begin(), frame.end());
  letter.holds = std::move(sync::ranges_of(letter.frames)).value();
  return letter;
}

inline sync::Reply reply() {
  sync::Reply letter;
  letter.made_at_ms = 1760000009000;
  letter.not_taken = {{ScopeId{5}, AuthorId{6}, 7, sync::Verdict::fork, 0}, {ScopeId{5}, AuthorId{6}, 8, sync::Verdict::gap, 300}};
  sync::PullAnswer page;
  page.scope = ScopeId{0x5c09e62011110320};
  page.next = {3, 9, 4};
  page.head = 9;
  sync::PullEntry entry;
  entry.hub_epoch = 3;
  entry.author = AuthorId{6};
  entry.seq_first = 1;
  entry.operations = {1, 1};
  page.entries = {entry};
  letter.pages = {{3, 7, county_of(8), sync::encode(page)}};
  return letter;
}

}  // namespace huzhu::test
