// A hub that lost what it had receipted: it cuts nobody off by what it happens to hold, but when its devices have brought
// back what they had.
#include <boost/test/unit_test.hpp>

#include "core/people/revoke.h"
#include "sync/hub/refill.h"
#include "tests/hub/county.h"
#include "tests/hub/temporary.h"

namespace huzhu::test {
namespace {

struct Forgetful : County {
  Forgetful() : a(enrol(village, "陈桂香", 11)), b(enrol(village, "王建国", 12)), pc(enrol(county, "周育才", 13)) {
    for (int round = 0; round < 2; ++round)
      for (Tablet* one : {a.get(), b.get(), pc.get()}) BOOST_REQUIRE(sync(*one).ok());
    kept = register_elder(*a, "马玉莲");
    for (Tablet* one : {a.get(), b.get()}) BOOST_REQUIRE(sync(*one).ok());  // receipted, and b has it; the computer not yet
  }
  void lose_store() {
    store = std::move(hub::open_sqlite_store(":memory:")).value();
    start();
    BOOST_REQUIRE(started);
  }
  void revoke_a() {
    auto admin = pc->session();
    BOOST_REQUIRE(people::revoke(admin, {model::RevocationKind::device, people::certificate_of(a->device.key.author()), people::RevocationReason::lost, ""}).ok());
  }
  bool knows(Tablet& tablet, EntityId elder) { return !tablet.replica().field_heads(elder, model::person::name).empty(); }
  // Has the hub said in the village where a log ends?
  bool has_cut() {
    const auto logs = store->logs(village_scope(*b)).value();
    return std::any_of(logs.begin(), logs.end(), [&](const hub::LogHead& log) { return log.author == keys->hub.author(); });
  }
  std::unique_ptr<Tablet> a, b, pc;
  EntityId kept;
};

BOOST_AUTO_TEST_SUITE(hub_refill)

BOOST_FIXTURE_TEST_CASE(what_was_receipted_is_not_cut_off, Forgetful) {
  lose_store();
  revoke_a();
  BOOST_REQUIRE(sync(*pc).ok());  // brings the revocation, and nothing of what a had written
  BOOST_TEST(!has_cut());
  BOOST_REQUIRE(sync(*b).ok());   // brings it
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_TEST(has_cut());
  BOOST_REQUIRE(sync(*pc).ok());
  for (Tablet* one : {b.get(), pc.get()}) {
    BOOST_TEST(knows(*one, kept));
    BOOST_TEST(one->replica().counts().held == 0u);
  }
}

BOOST_FIXTURE_TEST_CASE(what_it_had_cut_before_stays_cut_there, Forgetful) {
  revoke_a();
  BOOST_REQUIRE(sync(*pc).ok());
  const EntityId unsent = register_elder(*a, "李秀英");
  carry_frames(*a, *b, village_scope(*b));
  for (Tablet* one : {b.get(), pc.get()}) BOOST_REQUIRE(sync(*one).ok());
  BOOST_TEST(has_cut());
  BOOST_TEST(!knows(*b, unsent));
  lose_store();
  for (int round = 0; round < 2; ++round)
    for (Tablet* one : {pc.get(), b.get()}) BOOST_REQUIRE(sync(*one).ok());
  for (Tablet* one : {b.get(), pc.get()}) {
    BOOST_TEST(knows(*one, kept));
    BOOST_TEST(!knows(*one, unsent));
  }
  const auto logs = store->logs(village_scope(*b)).value();
  BOOST_TEST(std::count_if(logs.begin(), logs.end(), [&](const hub::LogHead& log) { return log.author == keys->hub.author(); }) == 1);  // not said twice
}

BOOST_FIXTURE_TEST_CASE(meanwhile_the_revoked_device_does_not_move_its_own_end, Forgetful) {
  const EntityId unsent = register_elder(*a, "李秀英");
  lose_store();
  revoke_a();
  BOOST_REQUIRE(sync(*pc).ok());
  (void)sync(*a);
  for (const sync::Incident& one : a->client->state().incidents) BOOST_TEST((one.kind != sync::IncidentKind::refused_segment));  // "later" is no refusal
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_TEST(has_cut());
  a->client->wake();
  (void)sync(*a);  // now it may say the rest, for a lead to look at
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_TEST(knows(*b, kept));
  BOOST_TEST(!knows(*b, unsent));
  BOOST_TEST(b->replica().counts().held > 0u);
}

BOOST_FIXTURE_TEST_CASE(whoever_never_comes_is_not_waited_for_without_end, Forgetful) {
  lose_store();
  revoke_a();
  BOOST_REQUIRE(sync(*pc).ok());
  clock.ms += hub::refill_ms_max;
  register_elder(*pc, "张德福");
  BOOST_REQUIRE(sync(*pc).ok());
  BOOST_TEST(!has_cut());
  clock.ms += 1;
  revoke_a();  // any word in the authority scope
  BOOST_REQUIRE(sync(*pc).ok());
  BOOST_TEST(has_cut());
}

BOOST_FIXTURE_TEST_CASE(a_receipt_it_does_not_know_tells_it_what_it_lost, Forgetful) {
  const std::string night = temporary_path("huzhu_refill_test.db");
  hub::remove_database(night);
  BOOST_REQUIRE(store->backup(night).ok());
  const EntityId later = register_elder(*a, "李秀英");
  for (Tablet* one : {a.get(), b.get()}) BOOST_REQUIRE(sync(*one).ok());
  // The whole machine is set back, so that nothing of its own tells it.
  store = std::move(hub::open_sqlite_store(night)).value();
  authority = std::move(hub::reading_view(*store, facts, clock, random)).value();
  start();
  for (const char* name : {"张德福", "王桂花", "赵有才"}) register_elder(*pc, name);
  BOOST_REQUIRE(sync(*pc).ok());
  BOOST_TEST(!store->fact("refill/since").value().has_value());
  BOOST_REQUIRE(sync(*b).ok());  // asks for what comes after a receipt that is not there
  BOOST_TEST(store->fact("refill/since").value().has_value());
  revoke_a();
  for (int round = 0; round < 2; ++round)
    for (Tablet* one : {pc.get(), b.get()}) BOOST_REQUIRE(sync(*one).ok());
  BOOST_TEST(has_cut());
  BOOST_TEST(knows(*pc, later));
  store.reset();
  hub::remove_database(night);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::test
