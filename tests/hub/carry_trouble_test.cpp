// Records carried by hand when something goes wrong meanwhile: a full disk, a lost device, a hub that has forgotten.
#include "core/people/revoke.h"
#include "tests/hub/courier.h"

namespace huzhu::test {
namespace {

struct Trouble : Courier {
  // More than TakeIn takes in one step.
  static void write_much(Tablet& tablet) {
    for (int i = 0; i < 300; ++i) register_elder(tablet, "张德福");
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

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
