// Devices show each other where the hub stands with them: a hub that keeps two histories apart has signed the proof.
#include <boost/test/unit_test.hpp>

#include "sync/hub/pull.h"
#include "tests/hub/courier.h"

namespace huzhu::test {
namespace {

struct Met : Courier {
  Met() {
    for (Tablet* one : {a.get(), b.get(), a.get()}) BOOST_REQUIRE(sync(*one).ok());
    scope = village_scope(*a);
    for (int i = 0; i < 4; ++i) {
      BOOST_REQUIRE(static_cast<bool>(register_elder(*a, names[i], "1390931000" + std::to_string(i))));
      BOOST_REQUIRE(sync(*a).ok());
    }
    BOOST_REQUIRE(sync(*b).ok());
  }
  // What a breached hub signed for somebody else under this number.
  sync::SignedReceipt other_history(std::uint64_t number) {
    const auto row = store->at(scope, number).value();
    BOOST_REQUIRE(row.has_value());
    sync::SignedReceipt head{number > 1 ? store->at(scope, number - 1).value()->receipt : sync::first_receipt(facts.county_root, scope), row->link, {}};
    head.link.chain[0] ^= 1;
    head.signature = sync::sign_receipt(keys->hub, head.receipt());
    return head;
  }
  bool told(Tablet& tablet, sync::IncidentKind kind) {
    const auto& all = tablet.client->state().incidents;
    return std::any_of(all.begin(), all.end(), [&](const sync::Incident& one) { return one.kind == kind && one.scope == scope; });
  }
  std::uint64_t place(Tablet& tablet) { return tablet.client->book().place(scope).hub_seq; }

  static constexpr const char* names[] = {"王秀兰", "李桂芳", "张玉珍", "刘凤英", "陈素珍"};
  ScopeId scope;
};

using Kind = sync::IncidentKind;

}  // namespace

BOOST_AUTO_TEST_SUITE(witness)

BOOST_FIXTURE_TEST_CASE(a_letter_says_where_its_maker_stands, Met) {
  const auto letter = std::get<sync::Records>(open(*a, for_tablet(*b, *a)).value());
  BOOST_TEST_REQUIRE(letter.heads.size() == 2u);  // the authority scope, the village
  for (const sync::SignedReceipt& head : letter.heads) {
    BOOST_TEST(head.is_of(facts.hub_key));
    BOOST_TEST((head.receipt() == b->client->book().place(head.link.scope).receipt));
  }
}

BOOST_FIXTURE_TEST_CASE(an_honest_hub_is_compared_and_nothing_said, Met) {
  // Behind, level and ahead of where the reader stands.
  const Bytes old = for_tablet(*b, *a);
  BOOST_REQUIRE(static_cast<bool>(register_elder(*a, names[4], "13909310009")));
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_REQUIRE(take(*a, old).ok());
  BOOST_TEST(a->client->book().witnesses(scope).size() == 1u);
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(a->client->book().witnesses(scope).empty());
  const Bytes ahead = for_tablet(*a, *b);
  BOOST_REQUIRE(take(*b, ahead).ok());
  BOOST_TEST(b->client->book().witnesses(scope).size() == 1u);
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_TEST(b->client->book().witnesses(scope).empty());
  BOOST_REQUIRE(take(*b, for_tablet(*a, *b)).ok());
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_TEST((a->client->state().incidents.empty() && b->client->state().incidents.empty()));
}

BOOST_FIXTURE_TEST_CASE(another_receipt_under_our_own_number_is_told, Met) {
  BOOST_REQUIRE(a->client->book().keep_witness(other_history(place(*a))).ok());
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(told(*a, Kind::two_histories));
  BOOST_TEST(a->client->book().witnesses(scope).empty());
}

BOOST_FIXTURE_TEST_CASE(another_receipt_further_on_is_told_when_its_number_is_passed, Met) {
  BOOST_REQUIRE(static_cast<bool>(register_elder(*a, names[4], "13909310009")));
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_REQUIRE(b->client->book().keep_witness(other_history(place(*a))).ok());
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_TEST(told(*b, Kind::two_histories));
}

BOOST_FIXTURE_TEST_CASE(another_receipt_further_back_leads_elsewhere, Met) {
  const sync::SignedReceipt forged = other_history(2);
  BOOST_REQUIRE(a->client->book().keep_witness(forged).ok());
  // The hub pretends to know it, and goes on from there with what it shows us.
  after_answer = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    if (request.path != sync::path::pull || answer.refusal != sync::Refusal::stale_cursor) return;
    const auto asked = sync::decode<sync::PullRequest>(request.body).value();
    sync::PullRequest honest = asked;
    const auto row = store->at(scope, 2).value();
    honest.after = {row->link.hub_epoch, 2, sync::first8(row->receipt)};
    const auto page = hub::read_page(*store, honest, facts.county_root, keys->hub).value();
    answer = {};
    answer.body = sync::encode(page.answer);
  };
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(told(*a, Kind::two_histories));
  BOOST_TEST(a->client->book().witnesses(scope).empty());
}

BOOST_FIXTURE_TEST_CASE(a_receipt_the_hub_lost_is_told_as_lost, Met) {
  BOOST_REQUIRE(a->client->book().keep_witness(other_history(2)).ok());
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(told(*a, Kind::hub_rolled_back));
  BOOST_TEST(!told(*a, Kind::two_histories));
  BOOST_TEST(a->client->book().witnesses(scope).empty());
}

// A backup came back, and the numbers were given again in a later epoch: the hub forgot, and said no two things.
BOOST_FIXTURE_TEST_CASE(numbers_given_again_after_a_loss_are_no_second_history, Met) {
  const std::uint64_t here = place(*a);
  const auto before = store->at(scope, here - 1).value();
  sync::SignedReceipt head{store->at(scope, here - 2).value()->receipt, before->link, {}};
  head.signature = sync::sign_receipt(keys->hub, head.receipt());
  BOOST_REQUIRE(a->client->book().keep_witness(head).ok());
  sync::ScopePlace lost = a->client->book().place(scope);
  lost.hub_epoch += 1;
  lost.receipt[0] ^= 1;
  BOOST_REQUIRE(a->client->book().move(scope, lost).ok());
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(told(*a, Kind::hub_rolled_back));
  BOOST_TEST(!told(*a, Kind::two_histories));
}

BOOST_FIXTURE_TEST_CASE(what_the_hub_did_not_sign_is_dropped, Met) {
  auto letter = sync::gather_for_device(b->replica(), b->client->book(), sync::recipients(b->replica(), clock.ms).front(), clock).letter;
  BOOST_TEST_REQUIRE(!letter.heads.empty());
  // A true signature under another number is none.
  for (sync::SignedReceipt& head : letter.heads) head.link.hub_seq += 1;
  BOOST_REQUIRE(take(*a, pack(*b, a->device.key.public_key(), letter)).ok());
  BOOST_TEST(a->client->book().witnesses(scope).empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
