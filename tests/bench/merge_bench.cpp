// Figures of taking in a log: everything a tablet does with what it pulls, up to the encrypted file.
#include "tests/bench/merge_bench.h"

#include <fmt/core.h>
#include <stdlib.h>

#include <chrono>
#include <cstdio>
#include <filesystem>

#include "tests/bench/village_log.h"

namespace huzhu::bench {

namespace {

constexpr std::size_t segments_per_step = 1024;   // what the client's work() takes at once when it is quick
constexpr std::size_t steps_per_commit = 2;       // it commits about once a second

double seconds_now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

struct TemporaryFolder {
  TemporaryFolder() {
    std::string pattern = std::filesystem::temp_directory_path() / "huzhu-bench-XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr) std::exit(1);
    path = pattern;
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path); }
  std::filesystem::path path;
};

std::unique_ptr<store::Replica> open(const std::filesystem::path& folder, Clock& clock, Random& random) {
  auto opened = store::Replica::open({folder / "data.db", Bytes(32, 7), &clock, &random, {registry::roster_table()}});
  if (!opened) std::exit(1);
  return std::move(opened).value();
}

// Seconds for all of it; the process ends when an operation had no effect, for then something else was measured.
double take_in(store::Replica& replica, const VillageLog& log) {
  const auto& frames = log.frames();
  const double began = seconds_now();
  std::size_t step = 0;
  for (auto at = frames.begin(); at != frames.end();) {
    std::vector<log::Frame> page;
    std::size_t segments = 0;
    for (; at != frames.end() && segments < segments_per_step; ++at) {
      segments += at->segments.size();
      page.push_back(*at);
    }
    if (step++ % steps_per_commit == 0 && !(replica.close_intake() && replica.open_intake())) std::exit(1);
    const auto received = replica.receive(page);
    if (!received || received->applied != segments || received->void_ops > 0) {
      std::fprintf(stderr, "merge: %zu of %zu segments applied, %zu operations void\n", received ? received->applied : 0, segments, received ? received->void_ops : 0);
      std::exit(1);
    }
  }
  if (!replica.close_intake()) std::exit(1);
  return seconds_now() - began;
}

}  // namespace

void merge_native(const Say& say) {
  VillageLog log({});
  double best = 1e9;
  for (int i = 0; i < 5; ++i) {
    const TemporaryFolder folder;
    test::FakeClock clock;
    clock.set(2026, 11, 21);
    test::FakeRandom random(5);
    auto replica = open(folder.path, clock, random);
    log.admit(*replica);
    best = std::min(best, take_in(*replica, log));
  }
  say("merge_native_ops_per_s", static_cast<double>(log.operations()) / best, "ops/s",
      "20,000 single-field writes of 20 devices, 20 to a segment, every segment signed and checked, rights judged, merged into an encrypted file; best of 5");
}

void cold_million(const Say& say) {
  // 10,000 registrations of 15 operations, then visits of nine, now and then ten: as full as one scope may be.
  VillageLog log({Writes::work, 50, 2'080, 0, 10'000, 10});
  const TemporaryFolder folder;
  test::FakeClock clock;
  clock.set(2026, 11, 21);
  test::FakeRandom random(5);
  auto replica = open(folder.path, clock, random);
  log.admit(*replica);
  double took = take_in(*replica, log);
  replica.reset();
  const double began = seconds_now();
  replica = open(folder.path, clock, random);
  if (replica->counts().operations < log.operations()) std::exit(1);
  took += seconds_now() - began;
  const std::string how = fmt::format("{} operations of 50 devices: 10,000 elders registered, {} visits, ten acts to a push and signed once, checked as above; from nothing to a closed encrypted file and that file opened again",
                                      log.operations(), log.segments() - 10'050);
  say("cold_1m_ops_s", took, "s", how);
}

}  // namespace huzhu::bench
