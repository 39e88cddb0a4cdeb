// Figures of the core, native: prints one JSON object a line (docs/benchmarks.md). Not a test: timings gate nothing.
#include <fmt/core.h>

#include <cstdio>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "core/base/crypto.h"
#include "core/log/segment.h"
#include "sync/bundle/envelope.h"
#include "sync/bundle/fountain.h"
#include "sync/bundle/letter.h"
#include "sync/hub/deflate.h"
#include "tests/bench/fill_hub.h"
#include "tests/bench/merge_bench.h"
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

void wire(const Say& say) {
  SystemRandom random;
  std::size_t bytes = 0;
  for (const log::SealedSegment& s : write_all(random, writes_per_act)) bytes += s.bytes.size() + sizeof(Signature);
  say("wire_bytes_per_op", static_cast<double>(bytes) / (devices * writes_per_device), "bytes",
      "20,000 single-field writes of 20 devices, 20 to a segment, with deps, salt and a signature each");
}

std::map<AuthorId, std::vector<log::SealedSegment>> by_log(const std::vector<log::SealedSegment>& sealed) {
  std::map<AuthorId, std::vector<log::SealedSegment>> logs;
  for (const log::SealedSegment& one : sealed) logs[log::position_of(one.bytes)->author].push_back(one);
  return logs;
}

void wire5(const Say& say) {
  SystemRandom random;
  std::size_t bytes = 0;
  for (const auto& [author, run] : by_log(write_all(random, 5)))
    for (const Bytes& frame : log::encode_frames(run)) bytes += frame.size();
  say("wire5_bytes_per_op", static_cast<double>(bytes) / (devices * writes_per_device), "bytes",
      "the same writes, 5 to a segment, in frames of runs as they are pushed: lengths, sums and one signature a frame included");
}

// One device's log after the other, as a tablet that has heard of all packs them for the hub; sealed.
Bytes bundle_of(Random& random, const std::vector<log::SealedSegment>& sealed) {
  sync::Records letter;
  for (const auto& [author, run] : by_log(sealed))
    for (const Bytes& frame : log::encode_frames(run)) letter.frames.insert(letter.frames.end(), frame.begin(), frame.end());
  letter.holds = std::move(sync::ranges_of(letter.frames)).value();
  letter.asks.resize(2);
  for (sync::PullRequest& ask : letter.asks) ask.have.resize(1);
  const Bytes deflated = hub::deflate(sync::encode(letter));
  return std::move(sync::seal_envelope({}, crypto::SigningKey::generate(random).public_key(), deflated, random)).value();
}

void bundles(const Say& say) {
  SystemRandom random;
  const Bytes all = bundle_of(random, write_all(random, writes_per_act));
  say("bundle_bytes_per_op", static_cast<double>(all.size()) / (devices * writes_per_device), "bytes", "the same writes in one sealed bundle, deflated");
  std::vector<log::SealedSegment> day;
  AuthorId one;
  for (log::SealedSegment& s : write_all(random, 5)) {
    const AuthorId author = log::position_of(s.bytes)->author;
    if (!one) one = author;
    if (author == one && day.size() < 20) day.push_back(std::move(s));
  }
  const Bytes bundle = bundle_of(random, day);
  say("bundle_day_bytes", static_cast<double>(bundle.size()), "bytes", "100 writes of one device, 5 to a segment, with the question for two scopes, in a sealed bundle");
  say("bundle_day_codes", static_cast<double>(sync::FountainWriter::of(bundle)->pieces()), "codes", "that bundle in QR codes of version 17 or smaller");
}

void print(std::string_view name, double value, std::string_view unit, std::string_view how) {
  fmt::print("{{\"name\":\"{}\",\"value\":{:.2f},\"unit\":\"{}\",\"how\":\"{}\"}}\n", name, value, unit, how);
}

}  // namespace
}  // namespace huzhu::bench

// native_bench PART …: wire, wire5, bundles, merge, cold. native_bench fill FOLDER VISITS: visits for a stopped hub.
int main(int argc, char** argv) {
  using namespace huzhu::bench;
  huzhu::crypto::init();
  if (argc == 4 && std::string_view(argv[1]) == "fill") return fill_hub(argv[2], std::stoul(argv[3]));
  const std::map<std::string_view, void (*)(const Say&)> parts = {{"wire", wire}, {"wire5", wire5}, {"bundles", bundles}, {"merge", merge_native}, {"cold", cold_million}};
  for (int i = 1; i < argc; ++i) {
    const auto part = parts.find(argv[i]);
    if (part == parts.end()) return 2;
    part->second(print);
  }
}
