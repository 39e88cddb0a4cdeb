// Pages that came to harm on the disk: found by reading everything, and made anew where they can be.
#include <cstdio>
#include <fstream>

#include "core/registry/roster_table.h"
#include "tests/core/store/county.h"

using namespace huzhu;
using namespace huzhu::test;
using store::Soundness;

namespace {

const std::string file = "harmed_replica.db";
const Bytes key(32, 0x33);
constexpr std::size_t page_bytes = 8192;

void remove_file() {
  for (const char* suffix : {"", "-wal", "-journal"}) std::remove((file + suffix).c_str());
}
std::string content() {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
void write(const std::string& bytes) { std::ofstream(file, std::ios::binary | std::ios::trunc).write(bytes.data(), static_cast<std::streamsize>(bytes.size())); }

// Until every table was looked at, or something came of it.
Result<Soundness> look(store::Replica& replica) {
  for (;;) {
    auto found = replica.look_for_harm();
    if (!found || *found != Soundness::more) return found;
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(store_soundness)

BOOST_AUTO_TEST_CASE(a_whole_store_is_found_whole_one_table_after_the_other) {
  TestCounty county;
  auto device = county.device("a");
  good(device->replica->commit(county.village, {set_person(EntityId{1}, model::person::name, Value::of("马玉莲")), tag(log::OpKind::add, EntityId{1}, 3)}, device->actor()));
  BOOST_TEST((good(device->replica->look_for_harm()) == Soundness::more));
  BOOST_TEST((good(look(*device->replica)) == Soundness::whole));
}

#ifndef __EMSCRIPTEN__  // there the file cannot be written from outside
BOOST_AUTO_TEST_CASE(a_harmed_page_is_mended_from_the_log_or_said_and_never_passed_over) {
  remove_file();
  TestCounty county;
  auto device = county.device("a");
  county.open(*device, file, key, {registry::roster_table()});
  TestCounty::carry(county.root(), *device, county.authority);
  std::vector<std::vector<log::Operation>> acts;
  for (std::uint64_t id = 1; id <= 100; ++id) acts.push_back({set_person(EntityId{id}, model::person::name, Value::of("马玉莲")), tag(log::OpKind::add, EntityId{id}, 3)});
  good(device->replica->commit_batch(county.village, std::move(acts), device->actor()));
  BOOST_TEST((good(look(*device->replica)) == Soundness::whole));
  const Hash log = device->replica->log_digest(county.village), tables = device->replica->table_digest(county.village);
  device->replica.reset();

  const std::string whole = content();
  std::size_t mended = 0, said = 0;
  for (std::size_t page = 0; page < whole.size() / page_bytes; ++page) {
    std::string harmed = whole;
    harmed[page * page_bytes + 4321] ^= 4;
    remove_file();
    write(harmed);
    auto opened = store::Replica::open({file, key, &device->clock, &device->random, {registry::roster_table()}});
    const auto found = opened ? look(**opened) : Result<Soundness>(opened.error());
    if (!found) {
      BOOST_TEST((found.error().code == ErrorCode::storage_broken), "page " << page);
      ++said;
      continue;
    }
    mended += *found == Soundness::reopen;
    opened->reset();
    for (int again = 0; again < 2; ++again) {  // whatever was harmed, all is there: at the next opening and the one after
      device->replica = good(store::Replica::open({file, key, &device->clock, &device->random, {registry::roster_table()}}));
      BOOST_TEST((good(look(*device->replica)) == Soundness::whole), "page " << page);
      BOOST_TEST((device->replica->log_digest(county.village) == log), "page " << page);
      BOOST_TEST((device->replica->table_digest(county.village) == tables), "page " << page);
      BOOST_TEST(text_of(*device, EntityId{99}, "name") == "马玉莲", "page " << page);
      device->replica.reset();
    }
  }
  BOOST_TEST(mended > 3u);
  BOOST_TEST(said > 3u);
  remove_file();
}
#endif

BOOST_AUTO_TEST_SUITE_END()
