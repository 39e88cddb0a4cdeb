#include "core/registry/conflict_card.h"

#include <boost/test/unit_test.hpp>

#include "core/people/names.h"
#include "core/people/sync_status.h"
#include "core/registry/edit_elder.h"
#include "core/registry/elder_file.h"
#include "tests/core/people/world.h"

namespace huzhu::registry {
namespace {

using test::World;

// A tablet and the county's computer change one phone number without knowing of each other.
struct Two : World {
  World::Enrolled tablet = enrol(test::village, "陈桂香", 11), pc = enrol(test::county, "周育才", 12);
  people::Session mine = tablet.session(), theirs = pc.session();
  ScopeId scope = place_of_village();
  EntityId elder;

  ScopeId place_of_village() {
    share_authority();
    return mine.work_scope(test::village);
  }
  void share_authority() {
    carry(*tablet.device, root, {authority});
    carry(*pc.device, root, {authority});
    carry(root, *tablet.device, {authority});
    carry(root, *pc.device, {authority});
  }
  void meet() {
    carry(*tablet.device, *pc.device, {scope});
    carry(*pc.device, *tablet.device, {scope});
  }
  static Status change(people::Session& session, EntityId person, std::uint16_t field, Value value) {
    for (const FormField& f : open_form(session, person))
      if (f.field == field) {
        auto done = edit_elder(session, person, {{field, {std::move(value)}, f.shown}});
        if (!done) return std::move(done).take_error();
      }
    return Done{};
  }
  Two() {
    auto draft = test::elder_draft("马玉莲");
    draft.phone = "13893313345";
    elder = register_elder(mine, draft)->saved.entity;
    meet();
    BOOST_REQUIRE(change(mine, elder, model::person::phone, Value::of("13893315621")).ok());
    clock.pass_minutes(60);
    BOOST_REQUIRE(change(theirs, elder, model::person::phone, Value::of("13893317708")).ok());
    meet();
  }
};

BOOST_AUTO_TEST_SUITE(conflict_card_view)

BOOST_AUTO_TEST_CASE(both_sides_see_the_same_two_values_who_and_where) {
  Two two;
  for (people::Session* session : {&two.mine, &two.theirs}) {
    const auto cards = conflict_cards(*session);
    BOOST_REQUIRE(cards.size() == 1u);
    const ConflictCard& card = cards.front();
    BOOST_TEST(card.name == "马玉莲");
    BOOST_TEST(card.village == "红古村");
    BOOST_TEST(card.label == "电话");
    BOOST_REQUIRE(card.sides.size() == 2u);
    BOOST_TEST(card.sides[0].words == "13893315621");
    BOOST_TEST(card.sides[1].words == "13893317708");
    BOOST_TEST(card.sides[0].who == "陈桂香");
    BOOST_TEST(card.sides[1].who == "周育才");
    BOOST_TEST(card.sides[0].device == "红古村站 1 号平板");
    BOOST_TEST(card.sides[0].me == (session == &two.mine));
    BOOST_TEST(card.sides[1].this_device == (session == &two.theirs));
    BOOST_TEST(card.sides[0].shown != card.sides[1].shown);
    if (card.former) BOOST_TEST(*card.former == "13893313345");
  }
  BOOST_TEST((conflict_cards(two.mine).front().mine_lost != conflict_cards(two.theirs).front().mine_lost));
}

BOOST_AUTO_TEST_CASE(resolved_on_one_is_gone_on_both) {
  Two two;
  const auto card = conflict_card(two.mine, two.elder, model::person::phone);
  BOOST_REQUIRE(card.has_value());
  BOOST_REQUIRE(resolve(two.mine, *card, card->sides[1].dot).ok());
  BOOST_TEST(conflict_cards(two.mine).empty());
  two.meet();
  BOOST_TEST(conflict_cards(two.theirs).empty());
  BOOST_TEST(elder_file(two.mine, two.elder)->phone == "13893317708");
  BOOST_TEST(elder_file(two.theirs, two.elder)->phone == "13893317708");
  BOOST_TEST(!conflict_card(two.mine, two.elder, model::person::phone).has_value());
}

BOOST_AUTO_TEST_CASE(the_other_value_can_be_brought_back) {
  Two two;
  const auto card = conflict_card(two.mine, two.elder, model::person::phone);
  BOOST_REQUIRE(resolve(two.mine, *card, card->sides[1].dot).ok());
  auto settled = settled_cards(two.mine);
  BOOST_REQUIRE(settled.size() == 1u);
  BOOST_TEST(settled[0].name == "马玉莲");
  BOOST_TEST(settled[0].label == "电话");
  BOOST_TEST(settled[0].words == "13893317708");
  BOOST_TEST(settled[0].me);
  BOOST_REQUIRE(settled[0].sides.size() == 2u);
  BOOST_TEST(settled[0].sides[0].who == "陈桂香");
  BOOST_REQUIRE(restore(two.mine, settled[0], settled[0].sides[0].dot).ok());
  BOOST_TEST(elder_file(two.mine, two.elder)->phone == "13893315621");
  BOOST_TEST(settled_cards(two.mine).size() == 1u);
  BOOST_TEST(settled_cards(two.mine)[0].words == "13893315621");
  BOOST_TEST((restore(two.mine, settled[0], Dot{}).error().code == ErrorCode::not_found));
}

BOOST_AUTO_TEST_CASE(a_choice_and_what_there_was_to_choose_from_are_kept_together) {
  Two two;
  const auto card = conflict_card(two.mine, two.elder, model::person::phone);
  store::Replica& replica = two.mine.replica();
  int transactions = 0;
  replica.before_commit_for_test = [&]() -> Status {
    ++transactions;
    return Error{ErrorCode::storage_full, "test", ""};
  };
  BOOST_TEST((resolve(two.mine, *card, card->sides[1].dot).error().code == ErrorCode::storage_full));
  BOOST_TEST(transactions == 1);
  BOOST_TEST(settled_cards(two.mine).empty());
  BOOST_TEST(conflict_cards(two.mine).size() == 1u);
  replica.before_commit_for_test = nullptr;
  BOOST_TEST(resolve(two.mine, *card, card->sides[1].dot).ok());
  BOOST_TEST(settled_cards(two.mine).size() == 1u);
  BOOST_TEST(conflict_cards(two.mine).empty());
}

BOOST_AUTO_TEST_CASE(what_came_after_the_card_was_drawn_is_not_covered) {
  Two two;
  const auto card = conflict_card(two.mine, two.elder, model::person::phone);
  BOOST_REQUIRE(Two::change(two.theirs, two.elder, model::person::phone, Value::of("13893319999")).ok());
  two.meet();
  BOOST_REQUIRE(resolve(two.mine, *card, card->sides[0].dot).ok());
  const auto left = conflict_card(two.mine, two.elder, model::person::phone);
  BOOST_REQUIRE(left.has_value());
  BOOST_TEST(left->sides.size() == 2u);
}

BOOST_AUTO_TEST_CASE(equal_values_are_no_conflict) {
  Two two;
  const auto card = conflict_card(two.mine, two.elder, model::person::phone);
  BOOST_REQUIRE(resolve(two.mine, *card, card->sides[0].dot).ok());
  two.meet();
  BOOST_REQUIRE(Two::change(two.mine, two.elder, model::person::living, Value::of(std::int64_t{2})).ok());
  BOOST_REQUIRE(Two::change(two.theirs, two.elder, model::person::living, Value::of(std::int64_t{2})).ok());
  two.meet();
  BOOST_TEST(conflict_cards(two.mine).empty());
}

BOOST_AUTO_TEST_CASE(safety_values_stand_side_by_side_and_are_no_conflict) {
  Two two;
  BOOST_REQUIRE(Two::change(two.mine, two.elder, model::person::allergy, Value::of("青霉素过敏")).ok());
  BOOST_REQUIRE(Two::change(two.theirs, two.elder, model::person::allergy, Value::of("海鲜过敏")).ok());
  two.meet();
  const auto file = elder_file(two.mine, two.elder);
  BOOST_REQUIRE(!file->safety.empty());
  BOOST_TEST(file->safety.front().values.size() == 2u);
  BOOST_TEST(conflict_cards(two.mine).size() == 1u);
}

BOOST_AUTO_TEST_CASE(choices_and_days_are_said_in_words) {
  Two two;
  BOOST_REQUIRE(Two::change(two.mine, two.elder, model::person::living, Value::of(std::int64_t{3})).ok());
  BOOST_REQUIRE(Two::change(two.theirs, two.elder, model::person::living, Value::of(std::int64_t{2})).ok());
  const std::int64_t birth = Date::from_civil(1950, 3, 8)->days;
  BOOST_REQUIRE(Two::change(two.mine, two.elder, model::person::birth_date, Value::of(birth)).ok());
  BOOST_REQUIRE(Two::change(two.theirs, two.elder, model::person::birth_date, Value::of(birth + 1)).ok());
  two.meet();
  const auto living = conflict_card(two.mine, two.elder, model::person::living);
  BOOST_REQUIRE(living.has_value());
  BOOST_TEST(living->label == "跟谁住");
  BOOST_TEST((living->sides[0].words == "跟儿女" || living->sides[0].words == "老两口"));
  const auto day = conflict_card(two.mine, two.elder, model::person::birth_date);
  BOOST_REQUIRE(day.has_value());
  BOOST_TEST((day->sides[0].words == "1950年3月8日" || day->sides[1].words == "1950年3月8日"));
}

BOOST_AUTO_TEST_CASE(the_sync_screen_names_what_waits) {
  Two two;
  const people::SyncStatus status = people::sync_status(two.mine);
  BOOST_TEST(status.waiting > 0u);
  BOOST_TEST(status.received + status.waiting == status.on_tablet);
  BOOST_TEST(status.conflicts == 1u);
  BOOST_TEST(status.device_name == "红古村站 1 号平板");
  BOOST_TEST(status.elders == 1u);
  const auto has = [&](people::WaitingAct::Kind kind, std::string_view name, std::string_view label) {
    return std::any_of(status.waiting_acts.begin(), status.waiting_acts.end(), [&](const people::WaitingAct& act) {
      return act.kind == kind && act.name == name && act.label == label && act.who == "陈桂香";
    });
  };
  BOOST_TEST(has(people::WaitingAct::Kind::registered, "马玉莲", ""));
  BOOST_TEST(has(people::WaitingAct::Kind::edited, "马玉莲", "电话"));
  BOOST_TEST(status.quarantined.empty());
}

BOOST_AUTO_TEST_CASE(received_means_receipted) {
  Two two;
  std::vector<store::Receipt> receipts;
  for (ScopeId scope : two.mine.replica().scopes_held())
    for (const store::Head& head : two.mine.replica().heads(scope)) {
      store::Receipt receipt;
      receipt.scope = scope;
      receipt.author = head.author;
      receipt.epoch = head.epoch;
      receipt.seq_last = head.seq;
      receipt.hub_seq = 1;
      receipt.received_at_ms = two.clock.ms;
      receipts.push_back(receipt);
    }
  BOOST_REQUIRE(two.mine.replica().accept_receipts(receipts).ok());
  const people::SyncStatus status = people::sync_status(two.mine);
  BOOST_TEST(status.waiting == 0u);
  BOOST_TEST(status.waiting_acts.empty());
  BOOST_TEST((status.last_received_ms == two.clock.ms));
  const auto done = register_elder(two.mine, test::elder_draft("祁生福"));
  BOOST_TEST((people::record_state(two.mine.replica(), done->saved.entity) == people::RecordState::on_tablet));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::registry
