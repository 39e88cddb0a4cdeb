// Figures of the core, native: prints one JSON object a line (docs/benchmarks.md). Not a test: timings gate nothing.
#include <chrono>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "core/base/crypto.h"
#include "core/log/segment.h"
#include "tests/bench/registry_writes.h"

namespace huzhu::bench {
namespace {

class SystemRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> out) override {
    std::random_device device;
    for (auto& byte : out) byte = static_cast<std::uint8_t>(device());
  }
};

struct Log {
  crypto::SigningKey key;
  Hash prev{};
  std::uint64_t seq = 1;
};

// Every device sees one other device's last act before each of its own, so that deps are real.
std::vector<log::SealedSegment> write_all(Random& random, int per_act) {
  std::vector<Log> logs;
  for (int d = 0; d < devices; ++d) logs.push_back({crypto::SigningKey::generate(random), {}, 1});
  const ScopeId scope{0x1122334455667788ull};
  std::vector<log::SealedSegment> sealed;
  Draw draw(1);
  std::uint64_t clock_ms = 1795000000000ull;
  for (int act = 0; act < devices * writes_per_device / per_act; ++act) {
    const std::size_t d = static_cast<std::size_t>(act % devices);
    Log& own = logs[d];
    const Log& seen = logs[(d + 1 + draw.below(devices - 1)) % devices];
    log::Segment s;
    s.scope = scope;
    s.author = own.key.author();
    s.epoch = 7;
    s.seq_first = own.seq;
    s.hlc = (clock_ms += 1000) << 16;
    s.clock_state = log::ClockState::trusted;
    s.actor = EntityId{0xabcdef0123456789ull ^ d};
    if (seen.seq > 1) s.deps.push_back({scope, seen.key.author(), 7, seen.seq - 1, 0x0102030405060708ull});
    random.fill(s.salt);
    for (int w = 0; w < per_act; ++w) {
      log::Operation op;
      op.entity = EntityId{0x9e3779b97f4a7c15ull * (draw.below(elders) + 1)};
      op.type = model::EntityType::person;
      op.field = static_cast<std::uint16_t>(1 + draw.below(fields));
      op.value = Value::of(static_cast<std::int64_t>(draw.below(values)));
      s.operations.push_back(std::move(op));
    }
    auto one = log::seal(s, own.prev, own.key, nullptr);
    if (!one.ok()) {
      std::fprintf(stderr, "seal failed: %s %s\n", one.error().where.c_str(), one.error().detail.c_str());
      std::exit(1);
    }
    own.prev = one.value().chain;
    own.seq += static_cast<std::uint64_t>(per_act);
    sealed.push_back(std::move(one).value());
  }
  return sealed;
}

void wire(const char* name, int per_act, const char* how) {
  SystemRandom random;
  std::size_t bytes = 0;
  for (const log::SealedSegment& s : write_all(random, per_act)) bytes += s.bytes.size() + sizeof(Signature);
  std::printf("{\"name\":\"%s\",\"value\":%.2f,\"unit\":\"bytes\",\"how\":\"%s\"}\n", name, static_cast<double>(bytes) / (devices * writes_per_device), how);
}

}  // namespace
}  // namespace huzhu::bench

int main() {
  huzhu::crypto::init();
  huzhu::bench::wire("wire_bytes_per_op", huzhu::bench::writes_per_act,
                     "20,000 single-field writes of 20 devices, 20 to a segment, with deps, salt and a signature each");
}
