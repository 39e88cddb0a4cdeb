// What was erased is gone from the hub's own store as well, and stays gone; everybody goes on agreeing.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

#include "core/registry/erasure.h"
#include "sync/hub/backup.h"
#include "tests/hub/county.h"
#include "tests/hub/temporary.h"

using namespace huzhu;
using namespace huzhu::test;

namespace {

constexpr std::string_view secret = "马旧名", number = "13909319876";

struct WithErased : County {
  std::unique_ptr<Tablet> lead = enrol(village, "陈桂香", 5), other = enrol(village, "马兰", 6);
  EntityId elder = register_elder(*lead, secret, number), neighbour = register_elder(*lead, "祁生福");

  WithErased() {
    BOOST_REQUIRE((elder && neighbour));
    BOOST_REQUIRE((sync(*lead).ok() && sync(*other).ok()));
    BOOST_TEST(holds(secret));
  }
  void erase() {
    auto session = lead->session();
    BOOST_REQUIRE(registry::erase_values(session, {elder, registry::ErasureReach::all, registry::ErasureReason::asked}).ok());
    BOOST_REQUIRE(sync(*lead).ok());
  }
  void tend() {
    for (int i = 0; i < 1000; ++i)
      if (!service->tend().value()) return;
    BOOST_FAIL("never at rest");
  }
  // In the bytes of any segment.
  bool holds(std::string_view text) {
    bool found = false;
    const std::vector<hub::ScopeHead> scopes = store->scopes().value();
    for (const hub::ScopeHead& head : scopes)
      BOOST_REQUIRE(store->read(head.scope, 0, [&](hub::Row& row) {
        const std::string_view bytes(reinterpret_cast<const char*>(row.sealed.bytes.data()), row.sealed.bytes.size());
        found = found || bytes.find(text) != std::string_view::npos;
        return true;
      }).ok());
    return found;
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(hub_erasing)

BOOST_FIXTURE_TEST_CASE(erased_values_leave_the_store_and_nothing_else_does, WithErased) {
  const hub::ScopeHead before = *store->head(village_scope(*lead)).value();
  erase();
  tend();
  BOOST_TEST(service->erasing().blanked() > 0u);
  BOOST_TEST(!holds(secret));
  BOOST_TEST(!holds(number));
  BOOST_TEST(holds("祁生福"));
  BOOST_TEST((store->at(before.scope, before.hub_seq).value()->receipt == before.receipt));
  BOOST_TEST(hub::verify_store(*store, *authority).value().faults.empty());
  // Those who have it and those who are new to it agree, by digest, and know of no trouble.
  auto fresh = enrol(village, "李秀英", 7);
  for (Tablet* tablet : {lead.get(), other.get(), fresh.get()}) {
    BOOST_TEST(sync(*tablet).ok());
    BOOST_TEST(tablet->client->state().incidents.empty());
    BOOST_TEST((tablet->replica().table_digest(village_scope(*tablet)) == lead->replica().table_digest(village_scope(*lead))));
    BOOST_TEST(phone_of(*tablet, elder) == "");
    BOOST_TEST(phone_of(*tablet, neighbour) != "");
  }
}

BOOST_FIXTURE_TEST_CASE(a_store_that_lost_values_nobody_erased_is_found, WithErased) {
  const hub::Row row = *store->starting(village_scope(*lead), lead->device.key.author(), lead->replica().identity()->epoch, 1).value();
  const std::size_t first[] = {0};
  BOOST_REQUIRE(store->put_bytes(village_scope(*lead), row.link.hub_seq, log::redact(row.sealed.bytes, first).value()).ok());
  const auto found = hub::verify_store(*store, *authority).value();
  BOOST_REQUIRE(found.faults.size() == 1u);
  BOOST_TEST(found.faults[0].find("no redaction") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(what_was_missed_before_a_stop_is_blanked_after_the_next_start, WithErased) {
  erase();
  start();
  tend();
  BOOST_TEST(!holds(secret));
  const std::uint64_t once = service->erasing().blanked();
  tend();
  BOOST_TEST(service->erasing().blanked() == once);
}

// A hub that lost its store is brought the elder's record as it was written, by somebody who has not heard of the erasure.
BOOST_FIXTURE_TEST_CASE(a_copy_that_comes_later_is_blanked_as_well, WithErased) {
  const std::vector<store::StoredSegment> old = other->replica().segments(village_scope(*lead), lead->device.key.author(), lead->replica().identity()->epoch, 1, 1 << 20);
  erase();
  store = std::move(hub::open_sqlite_store(":memory:")).value();
  start();
  tend();
  std::vector<log::SealedSegment> run;
  for (const store::StoredSegment& one : old) run.push_back(one.sealed);
  Bytes frames;
  for (const Bytes& frame : log::encode_frames(run)) frames.insert(frames.end(), frame.begin(), frame.end());
  BOOST_REQUIRE(service->take_frames(frames, hub::Carrier::known).ok());
  BOOST_TEST(holds(secret));
  tend();
  BOOST_TEST(!holds(secret));
  for (Tablet* tablet : {other.get(), lead.get(), other.get()}) BOOST_TEST(sync(*tablet).ok());
  tend();
  BOOST_TEST(!holds(secret));
  BOOST_TEST((other->replica().table_digest(village_scope(*other)) == lead->replica().table_digest(village_scope(*lead))));
}

// What a copied tablet wrote of her stands in no log and has no name that a redaction could say: it goes by record and field.
BOOST_FIXTURE_TEST_CASE(it_leaves_the_branches_of_a_fork_as_well, WithErased) {
  const ScopeId scope = village_scope(*lead);
  constexpr std::string_view of_copy = "13909316543", later = "13909316544";
  const auto copied = [&](std::uint64_t seed) {
    auto copy = std::make_unique<Tablet>(clock, seed);
    copy->actor = other->actor;
    copy->person = other->person;
    BOOST_REQUIRE(copy->replica().set_identity(*other->replica().identity()).ok());
    BOOST_REQUIRE(copy->replica().put_fact(people::device_area_fact, view(std::to_string(village))).ok());
    for (const ScopeId one : {facts.authority, scope}) carry_frames(*other, *copy, one);
    copy->open_client();
    BOOST_REQUIRE(sync(*copy).ok());
    return copy;
  };
  auto copy = copied(77), second = copied(78);
  BOOST_REQUIRE(register_elder(*other, "张德福"));
  BOOST_REQUIRE(sync(*other).ok());
  BOOST_REQUIRE(write_phone(*copy, elder, of_copy).ok());
  BOOST_REQUIRE(write_phone(*copy, neighbour, "13909310007").ok());
  BOOST_REQUIRE(write_phone(*second, elder, later).ok());
  (void)sync(*copy);
  const auto forks_hold = [&](std::string_view text) {
    const std::vector<hub::Fork> forks = store->forks(scope).value();
    return std::any_of(forks.begin(), forks.end(), [&](const hub::Fork& fork) { return std::string_view(reinterpret_cast<const char*>(fork.bytes.data()), fork.bytes.size()).find(text) != std::string_view::npos; });
  };
  BOOST_REQUIRE(forks_hold(of_copy));
  BOOST_REQUIRE(sync(*lead).ok());
  erase();
  tend();
  BOOST_TEST(!forks_hold(of_copy));
  BOOST_TEST(forks_hold("13909310007"));   // of somebody else
  // And one that is brought later.
  (void)sync(*second);
  BOOST_TEST(!forks_hold(later));
  BOOST_TEST(store->fork_count(scope).value() > 1u);
}

// Neither in a free page nor in what is written beside the file.
BOOST_FIXTURE_TEST_CASE(no_byte_of_it_is_left_in_the_file, WithErased) {
  const std::string file = temporary_path("hub_erasing.db");
  const auto read_all = [&] {
    std::string bytes;
    for (const char* suffix : {"", "-wal", "-journal"}) {
      std::ifstream in(file + suffix, std::ios::binary);
      bytes.append(std::istreambuf_iterator<char>(in), {});
    }
    return bytes;
  };
  BOOST_REQUIRE(store->backup(file).ok());
  BOOST_TEST(read_all().find(secret) != std::string::npos);
  store = std::move(hub::open_sqlite_store(file)).value();
  start();
  erase();
  tend();
  service.reset();
  store.reset();
  BOOST_TEST(read_all().find(secret) == std::string::npos);
  for (const char* suffix : {"", "-wal", "-journal"}) std::filesystem::remove(file + suffix);
}

BOOST_AUTO_TEST_SUITE_END()
