// Records carried by hand when something goes wrong meanwhile: a full disk, a lost device, a hub that has forgotten.
#include "core/people/revoke.h"
#include "sync/bundle/carry_notes.h"
#include "tests/hub/courier.h"
#include "tests/hub/temporary.h"

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
  void stop(Tablet& by, Tablet& device) {
    auto admin = by.session();
    BOOST_REQUIRE(people::revoke(admin, {model::RevocationKind::device, people::certificate_of(device.device.key.author()), people::RevocationReason::lost, ""}).ok());
    BOOST_REQUIRE(sync(by).ok());
  }
  static bool is_page_of(ScopeId scope, const sync::HttpRequest& request, const hub::Answer& answer) {
    const auto page = request.path == sync::path::pull ? sync::decode<sync::PullAnswer>(answer.body) : Result<sync::PullAnswer>(Error{ErrorCode::internal, "", ""});
    return page.ok() && page->scope == scope && !page->entries.empty();
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

// While a page is on its way a courier comes: our place is not any more where the page follows on. Nobody forged anything.
BOOST_FIXTURE_TEST_CASE(a_bundle_taken_in_while_a_page_is_on_its_way_is_no_forgery, Trouble) {
  for (Tablet* one : {a.get(), b.get()}) BOOST_REQUIRE(sync(*one).ok());
  const EntityId elder = register_elder(*b, "马玉莲");
  BOOST_REQUIRE(sync(*b).ok());
  const Bytes bundle = at_hub(for_hub(*a)).answer;
  bool taken = false;
  after_answer = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    if (!is_page_of(village_scope(*a), request, answer) || std::exchange(taken, true)) return;
    const auto before = a->client->book().place(village_scope(*a)).hub_seq;
    BOOST_REQUIRE(take(*a, bundle).ok());
    BOOST_TEST(a->client->book().place(village_scope(*a)).hub_seq > before);
  };
  BOOST_TEST(sync(*a).ok());
  BOOST_REQUIRE(taken);
  BOOST_TEST(a->client->state().incidents.empty());
  BOOST_TEST(knows(*a, elder));
  BOOST_TEST(same(*a, *b));
}

// While it is on its way, what we had said that we hold is taken back: its receipts are for what is not here any more.
BOOST_FIXTURE_TEST_CASE(what_is_taken_back_while_a_page_is_on_its_way_is_asked_for_again, Trouble) {
  for (Tablet* one : {a.get(), b.get()}) BOOST_REQUIRE(sync(*one).ok());
  write_much(*b);
  const Bytes bundle = for_tablet(*b, *a);
  BOOST_REQUIRE(sync(*b).ok());
  sync::TakeIn in(a->replica(), a->client->book(), *open(*a, bundle));
  while (a->replica().heads(village_scope(*a)).empty() && in.more()) BOOST_REQUIRE(in.step().ok());
  BOOST_REQUIRE(!a->replica().heads(village_scope(*a)).empty());
  bool lost = false;
  after_answer = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    if (!is_page_of(village_scope(*a), request, answer) || std::exchange(lost, true)) return;
    const auto before = a->replica().intakes_lost();
    a->replica().before_commit_for_test = [] { return Status(Error{ErrorCode::storage_full, "test", ""}); };
    BOOST_REQUIRE(!a->replica().receive({}).ok());
    a->replica().before_commit_for_test = nullptr;
    BOOST_REQUIRE(a->replica().intakes_lost() > before);
  };
  BOOST_TEST(sync(*a).ok());
  BOOST_REQUIRE(lost);
  BOOST_TEST(a->client->state().incidents.empty());
  BOOST_TEST(same(*a, *b));
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

// The device that hands a bundle in is itself one that the hub has forgotten: it introduces itself, and hands it in then.
BOOST_FIXTURE_TEST_CASE(a_forgotten_device_can_hand_in_a_bundle, Trouble) {
  const std::string night = temporary_path("huzhu_carry_introduction_test.db");
  hub::remove_database(night);
  BOOST_REQUIRE(store->backup(night).ok());
  auto desk = enrol(county, "县里", 15);
  BOOST_REQUIRE(sync(*desk).ok());
  store = std::move(hub::open_sqlite_store(night)).value();
  authority = std::move(hub::reading_view(*store, facts, clock, random)).value();
  start();
  const EntityId ma = register_elder(*a, "马玉莲");
  desk->client->relay(for_hub(*a));
  BOOST_REQUIRE(sync(*desk).ok());
  const auto relayed = desk->client->take_relayed();
  BOOST_REQUIRE(relayed.has_value());
  BOOST_REQUIRE(relayed->ok());
  BOOST_REQUIRE(take(*a, relayed->value().answer).ok());
  BOOST_TEST(a->replica().is_receipted(ma));
  store.reset();
  hub::remove_database(night);
}

BOOST_FIXTURE_TEST_CASE(one_that_nobody_certified_is_told_so, Trouble) {
  Tablet stranger(clock, 77);
  BOOST_REQUIRE(stranger.replica().set_identity({stranger.device.key, 7, facts.county_root, facts.root_key, facts.hub_key}).ok());
  carry_frames(*a, stranger, facts.authority);
  stranger.open_client();
  stranger.client->relay(for_hub(*a));
  (void)sync(stranger);
  const auto relayed = stranger.client->take_relayed();
  BOOST_REQUIRE(relayed.has_value());
  BOOST_TEST((relayed->error().code == ErrorCode::unknown_device));
}

// -- [SECTION] a device that was stopped -----------------------------------------------------------------------------

BOOST_FIXTURE_TEST_CASE(a_stopped_device_gets_no_records_by_hand, Trouble) {
  auto pc = enrol(county, "周育才", 13);
  const EntityId zhang = register_elder(*b, "张德福");
  for (int round = 0; round < 2; ++round)
    for (Tablet* one : {a.get(), b.get(), pc.get()}) BOOST_REQUIRE(sync(*one).ok());
  BOOST_TEST(knows(*a, zhang));
  stop(*pc, *a);
  const EntityId li = register_elder(*b, "李秀英"), wang = register_elder(*a, "王桂花");
  BOOST_REQUIRE(sync(*b).ok());
  // What it wrote is kept and held; what others wrote stays where it is.
  const hub::CarriedIn carried = at_hub(for_hub(*a));
  BOOST_TEST(carried.stored == 1u);
  BOOST_REQUIRE(take(*a, carried.answer).ok());
  BOOST_TEST(!knows(*a, li));
  const auto unasked = hub::carry_out(*service, a->device.key.author());
  BOOST_REQUIRE(take(*a, *unasked).ok());
  BOOST_TEST(!knows(*a, li));
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_TEST(!knows(*b, wang));
  BOOST_TEST(b->replica().counts().held > 0u);
  // Nor does anybody in the village pack for it any more.
  BOOST_TEST(for_tablet(*b, *a).empty());
}

BOOST_FIXTURE_TEST_CASE(while_a_hub_refills_its_own_word_does_not_move_its_end, Trouble) {
  auto pc = enrol(county, "周育才", 13);
  for (int round = 0; round < 2; ++round)
    for (Tablet* one : {a.get(), b.get(), pc.get()}) BOOST_REQUIRE(sync(*one).ok());
  lose_store();
  stop(*pc, *a);
  register_elder(*a, "李秀英");
  hub::CarriedIn carried = at_hub(for_hub(*a));
  BOOST_TEST(carried.stored == 0u);
  BOOST_TEST(carried.refused == 1u);
  // Under another's name in a letter it hands in itself, neither.
  auto gathered = sync::gather_for_hub(a->replica(), a->client->book(), clock);
  gathered.letter.from = b->device.key.author();
  const auto handed = hub::carry_in(*service, pack(*a, facts.hub_key, gathered.letter), hub::Carrier::revoked);
  BOOST_REQUIRE(handed.ok());
  BOOST_TEST(handed->stored == 0u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
