// Records carried by hand when something goes wrong meanwhile: a full disk, a lost device, a hub that has forgotten.
#include "core/people/revoke.h"
#include "sync/bundle/carry_notes.h"
#include "tests/hub/courier.h"

namespace huzhu::test {
namespace {

struct Trouble : Courier {
  // More than TakeIn takes in one step.
  static void write_much(Tablet& tablet) {
    for (int i = 0; i < 300; ++i) register_elder(tablet, "张德福");
  }
  void lose_store() {
    store = std::move(hub::open_sqlite_store(":memory:")).value();
    start();
    BOOST_REQUIRE(started);
  }
  bool knows(Tablet& tablet, EntityId elder) { return !tablet.replica().field_heads(elder, model::person::name).empty(); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(hub_carry_trouble)

BOOST_FIXTURE_TEST_CASE(what_is_taken_in_shares_a_transaction, Trouble) {
  write_much(*b);
  sync::TakeIn in(a->replica(), a->client->book(), *open(*a, for_tablet(*b, *a)));
  const auto before = a->replica().counts().segments;
  BOOST_REQUIRE(in.step().ok());
  BOOST_REQUIRE(in.more());
  BOOST_TEST(a->replica().counts().segments > before);
  // Nothing is on the disk yet: a failure takes back all of it.
  a->replica().before_commit_for_test = [] { return Status(Error{ErrorCode::storage_full, "test", ""}); };
  BOOST_TEST((in.step().error().code == ErrorCode::storage_full));
  a->replica().before_commit_for_test = nullptr;
  BOOST_TEST(!in.more());
  BOOST_TEST(a->replica().counts().segments == before);
  BOOST_TEST(sync::carried_authors(a->replica()).empty());
  // And the bundle, once more, brings it.
  BOOST_TEST(take(*a, for_tablet(*b, *a)).ok());
  BOOST_TEST(same(*a, *b));
}

BOOST_FIXTURE_TEST_CASE(a_record_of_this_tablet_is_kept_whatever_becomes_of_the_rest, Trouble) {
  write_much(*b);
  sync::TakeIn in(a->replica(), a->client->book(), *open(*a, for_tablet(*b, *a)));
  BOOST_REQUIRE(in.step().ok());
  const EntityId ma = register_elder(*a, "马玉莲");
  const auto kept = a->replica().counts().segments;
  BOOST_REQUIRE(in.step().ok());
  a->replica().before_commit_for_test = [] { return Status(Error{ErrorCode::storage_full, "test", ""}); };
  BOOST_TEST(!in.step().ok());
  a->replica().before_commit_for_test = nullptr;
  BOOST_TEST(a->replica().counts().segments == kept);
  BOOST_TEST(knows(*a, ma));
}

// Somebody else's step fails in the same transaction: what this letter brought is gone as well, and it says so.
BOOST_FIXTURE_TEST_CASE(what_was_taken_back_behind_its_back_is_no_success, Trouble) {
  write_much(*b);
  sync::TakeIn in(a->replica(), a->client->book(), *open(*a, for_tablet(*b, *a)));
  BOOST_REQUIRE(in.step().ok());
  a->replica().before_commit_for_test = [] { return Status(Error{ErrorCode::storage_full, "test", ""}); };
  BOOST_REQUIRE(!a->replica().receive({}).ok());
  a->replica().before_commit_for_test = nullptr;
  BOOST_TEST((in.step().error().code == ErrorCode::storage_full));
  BOOST_TEST(!in.more());
}

BOOST_FIXTURE_TEST_CASE(locked_in_the_middle_it_keeps_what_was_taken, Trouble) {
  write_much(*b);
  const auto before = a->replica().counts().segments;
  {
    sync::TakeIn in(a->replica(), a->client->book(), *open(*a, for_tablet(*b, *a)));
    BOOST_REQUIRE(in.step().ok());
  }
  BOOST_REQUIRE(a->replica().open_intake().ok());
  a->replica().before_commit_for_test = [] { return Status(Error{ErrorCode::storage_full, "test", ""}); };
  BOOST_REQUIRE(!a->replica().receive({}).ok());
  a->replica().before_commit_for_test = nullptr;
  BOOST_TEST(a->replica().counts().segments > before);
}

// -- [SECTION] a hub that has forgotten, where no network ever comes -------------------------------------------------

BOOST_FIXTURE_TEST_CASE(what_a_hub_lost_comes_back_by_hand, Trouble) {
  const EntityId ma = register_elder(*a, "马玉莲");
  BOOST_REQUIRE(take(*a, at_hub(for_hub(*a)).answer).ok());
  BOOST_REQUIRE(a->replica().counts().unreceipted == 0u);
  lose_store();
  const EntityId zhang = register_elder(*a, "张德福");
  hub::CarriedIn carried = at_hub(for_hub(*a));
  BOOST_TEST(carried.refused == 1u);  // what came before it is not here
  BOOST_REQUIRE(take(*a, carried.answer).ok());
  carried = at_hub(for_hub(*a));
  BOOST_TEST(carried.refused == 0u);
  BOOST_REQUIRE(take(*a, carried.answer).ok());
  BOOST_TEST(a->replica().counts().unreceipted == 0u);
  BOOST_TEST(sync::gather_for_hub(a->replica(), a->client->book(), clock).segments == 0u);
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_TEST(knows(*b, ma));
  BOOST_TEST(knows(*b, zhang));
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(same(*a, *b));
}

BOOST_FIXTURE_TEST_CASE(it_asks_for_it_when_nothing_new_was_written_either, Trouble) {
  const EntityId ma = register_elder(*a, "马玉莲");
  BOOST_REQUIRE(take(*a, at_hub(for_hub(*a)).answer).ok());
  lose_store();
  const hub::CarriedIn carried = at_hub(for_hub(*a));
  BOOST_TEST(carried.refused == 0u);
  BOOST_REQUIRE(take(*a, carried.answer).ok());
  BOOST_TEST(at_hub(for_hub(*a)).stored > 0u);
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_TEST(knows(*b, ma));
  // An answer made before that is taken late makes one bundle larger, and nothing else.
  BOOST_REQUIRE(take(*a, carried.answer).ok());
  const hub::CarriedIn again = at_hub(for_hub(*a));
  BOOST_TEST(again.stored + again.refused == 0u);
  BOOST_TEST(again.known > 0u);
  BOOST_REQUIRE(take(*a, again.answer).ok());
  BOOST_TEST(sync::gather_for_hub(a->replica(), a->client->book(), clock).segments == 0u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
