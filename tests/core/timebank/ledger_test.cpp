// Postings in whatever order and however often they come: the same balances, and together nothing.
#include "core/timebank/ledger.h"

#include <boost/test/unit_test.hpp>

#include "tests/core/store/county.h"

namespace huzhu::test {
namespace {

using T = model::EntityType;
using namespace model;

struct Ledger {
  TestCounty county;
  std::unique_ptr<Device> a = county.device("a"), b = county.device("b");
  EntityId member{0x51}, other{0x53}, issued{0x52};

  Ledger() {
    county.open(county.hub(), ":memory:");
    for (Device* device : {a.get(), b.get(), &county.hub()}) TestCounty::carry(county.root(), *device, county.authority);
  }
  EntityId post(Device& by, PostingKind kind, EntityId from, EntityId to, std::int64_t minutes, bool pending = false) {
    const EntityId id{by.random.next()};
    std::vector<log::Operation> ops = {set(T::posting, id, posting::kind, Value::of(static_cast<std::int64_t>(kind))), set(T::posting, id, posting::from, Value::of(from)),
                                       set(T::posting, id, posting::to, Value::of(to)), set(T::posting, id, posting::minutes, Value::of(minutes))};
    if (pending) ops.push_back(set(T::posting, id, posting::pending, Value::of(std::int64_t{1})));
    good(by.replica->commit(county.village, std::move(ops), by.actor()));
    return id;
  }
  void settle(EntityId intent) {
    Device& hub = county.hub();
    const EntityId id{hub.random.next()};
    good(hub.replica->commit(county.village, {set(T::settlement, id, settlement::kind, Value::of(std::int64_t{1})), set(T::settlement, id, settlement::intent, Value::of(intent))}, {}));
  }
  void share() {
    for (int round = 0; round < 2; ++round) {
      county.meet(*a, *b);
      for (Device* device : {a.get(), b.get()}) county.meet(*device, county.hub());
    }
  }
  timebank::Balance balance(Device& on, EntityId account) { return good(timebank::balance_of(on.replica->db(), county.village, account)); }
};

BOOST_AUTO_TEST_SUITE(timebank_ledger)

BOOST_FIXTURE_TEST_CASE(two_tablets_post_apart_and_come_to_the_same, Ledger) {
  post(*a, PostingKind::earn, issued, member, 90);
  post(*b, PostingKind::earn, issued, member, 30);
  post(*b, PostingKind::gift, member, other, 45);
  share();
  share();  // again: nothing counts twice
  for (Device* on : {a.get(), b.get(), &county.hub()}) {
    BOOST_TEST(balance(*on, member).minutes == 75);
    BOOST_TEST(balance(*on, other).minutes == 45);
    BOOST_TEST(balance(*on, issued).minutes == -120);
    BOOST_TEST(good(timebank::sum_of_balances(on->replica->db(), county.village)) == 0);
  }
}

BOOST_FIXTURE_TEST_CASE(a_pending_posting_counts_once_when_the_hub_settles_it, Ledger) {
  post(*a, PostingKind::earn, issued, member, 90);
  const EntityId intent = post(*a, PostingKind::spend, member, issued, 60, true);
  share();
  BOOST_TEST(balance(*b, member).minutes == 90);
  BOOST_TEST(balance(*b, member).pending_minutes == -60);
  settle(intent);
  settle(intent);
  share();
  for (Device* on : {a.get(), b.get()}) {
    BOOST_TEST(balance(*on, member).minutes == 30);
    BOOST_TEST(balance(*on, member).pending_minutes == 0);
  }
  // Nobody but the hub settles.
  const auto own = a->replica->commit(county.village, {set(T::settlement, EntityId{9}, settlement::intent, Value::of(intent))}, a->actor());
  BOOST_TEST((code_of(own) == ErrorCode::not_allowed));
}

BOOST_FIXTURE_TEST_CASE(half_a_posting_moves_nothing, Ledger) {
  good(a->replica->commit(county.village, {set(T::posting, EntityId{7}, posting::to, Value::of(member)), set(T::posting, EntityId{7}, posting::minutes, Value::of(std::int64_t{60}))}, a->actor()));
  good(a->replica->commit(county.village, {set(T::posting, EntityId{8}, posting::from, Value::of(issued)), set(T::posting, EntityId{8}, posting::to, Value::of(member)),
                                           set(T::posting, EntityId{8}, posting::minutes, Value::of(std::int64_t{-60}))}, a->actor()));
  BOOST_TEST(balance(*a, member).minutes == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::test
