// A segment said by hand, so that each rule of docs/log_format.md can be broken alone.
#pragma once

#include <functional>

#include "core/log/archive.h"
#include "tests/core/log/samples.h"

namespace huzhu::log {

inline ErrorCode code_of(ByteView bytes) {
  const Result<Segment> decoded = decode(bytes);
  return decoded.ok() ? ErrorCode::none : decoded.error().code;
}

// As it stands it is valid: one operation.
struct ByHand {
  std::uint8_t version = 1, algorithm = 1, flags = 2;
  std::uint64_t scope = 5, author = 6, seq_first = 1, count = 1, hlc = 1ull << 56;
  std::uint32_t epoch = 7;
  std::function<void(CompactWriter&)> actor_and_group = [](auto&) {};
  std::function<void(CompactWriter&)> deps = [](auto& out) { out.varint(0); };
  std::function<void(CompactWriter&)> entities = [](auto& out) { out.varint(1), entity_group(out, 3, {9}); };
  std::function<void(CompactWriter&)> columns = [](auto& out) { out.varint(1), out.varint(1 << 1), out.varint(2 << 4 | 1); };
  std::function<void(CompactWriter&)> cells = [](auto& out) { out.varint(0); };
  std::function<void(CompactWriter&)> dots_and_times = [](auto&) {};
  std::function<void(CompactWriter&)> values = [](auto& out) { out.raw(Bytes{0}), out.raw(Bytes(16, 1)), out.blob(Bytes{2}); };

  static void entity_group(CompactWriter& out, std::uint8_t type, std::vector<std::uint64_t> ids) {
    out(type);
    out.varint(ids.size());
    for (std::uint64_t id : ids) out(fixed(id));
  }
  Bytes bytes() {
    CompactWriter out;
    out(version, algorithm, flags, fixed(scope), fixed(author), fixed(epoch), seq_first, count, fixed(hlc));
    actor_and_group(out), deps(out), entities(out), columns(out), cells(out), dots_and_times(out), values(out);
    return out.take();
  }
};

inline ErrorCode after(const std::function<void(ByHand&)>& change) {
  ByHand by_hand;
  change(by_hand);
  return code_of(by_hand.bytes());
}

constexpr auto kNotCanonical = ErrorCode::not_canonical;

}  // namespace huzhu::log

#define EXPECT(code, ...) BOOST_TEST((after([](ByHand & s) { __VA_ARGS__; }) == ErrorCode::code), #__VA_ARGS__)
