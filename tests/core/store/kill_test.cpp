// A process killed in the middle of writing loses nothing it has acknowledged. Native only: there are processes.
#ifndef __EMSCRIPTEN__
#include <csignal>
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/core/store/county.h"

using namespace huzhu;
using namespace huzhu::test;

namespace {

constexpr int kills = 12;
const std::string file = "killed_replica.db";
const Bytes key(32, 0x33);

void remove_file() {
  for (const char* suffix : {"", "-wal", "-journal"}) std::remove((file + suffix).c_str());
}

// Writes one record after the other and says so by a byte each, until it is killed.
[[noreturn]] void write_until_killed(TestCounty& county, Device& device, std::uint64_t from, int pipe_out) {
  county.open(device, file, key);
  for (std::uint64_t id = from;; ++id) {
    auto done = device.replica->commit(county.village, {set_person(EntityId{id}, model::person::name, Value::of("甲"))}, device.actor());
    if (!done.ok() || ::write(pipe_out, "x", 1) != 1) ::_exit(1);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(store_kill)

BOOST_AUTO_TEST_CASE(what_was_acknowledged_is_there_after_a_kill) {
  remove_file();
  TestCounty county;
  auto device = county.device("a");
  county.open(*device, file, key);
  TestCounty::carry(county.root(), *device, county.authority);
  device->replica.reset();
  std::uint64_t acknowledged = 0;
  for (int round = 0; round < kills; ++round) {
    int ends[2];
    BOOST_REQUIRE(::pipe(ends) == 0);
    const pid_t child = ::fork();
    if (child == 0) write_until_killed(county, *device, acknowledged + 1, ends[1]);
    ::close(ends[1]);
    char byte = 0;
    const std::uint64_t goal = acknowledged + 3 + static_cast<std::uint64_t>(round) % 5;
    while (acknowledged < goal && ::read(ends[0], &byte, 1) == 1) ++acknowledged;
    ::usleep(static_cast<useconds_t>(137 * round));
    ::kill(child, SIGKILL);
    while (::read(ends[0], &byte, 1) == 1) ++acknowledged;
    ::close(ends[0]);
    ::waitpid(child, nullptr, 0);
    BOOST_REQUIRE_GE(acknowledged, goal);

    county.open(*device, file, key);
    auto check = good(device->replica->db().prepare("PRAGMA integrity_check"));
    BOOST_TEST(good(check.step()));
    BOOST_TEST(check.text(0) == "ok");
    check = store::Statement();
    for (std::uint64_t id = 1; id <= acknowledged; ++id) BOOST_REQUIRE_EQUAL(text_of(*device, EntityId{id}, "name"), "甲");
    const Hash before = device->replica->table_digest(county.village);
    good(device->replica->rebuild());
    BOOST_TEST((device->replica->table_digest(county.village) == before));
    // One more may have reached the disk without its byte reaching us.
    if (text_of(*device, EntityId{acknowledged + 1}, "name") == "甲") ++acknowledged;
    device->replica.reset();
  }
  remove_file();
}

BOOST_AUTO_TEST_SUITE_END()
#endif
