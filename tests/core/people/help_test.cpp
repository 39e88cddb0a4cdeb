// A new PIN from another tablet: the locked one asks, a lead's answers, and whatever is swapped, altered, old or foreign is refused.
#include "core/people/help.h"

#include <boost/test/unit_test.hpp>

#include <set>

#include "core/people/access.h"
#include "core/people/names.h"
#include "core/people/newcomer.h"
#include "core/people/query.h"
#include "core/people/revoke.h"
#include "core/registry/register_elder.h"
#include "tests/core/people/world.h"

namespace huzhu::people {
namespace {

// Two tablets of one village, each with a lead; 魏长顺 is at home on the first.
struct TwoTablets : test::World {
  World::Enrolled here = enrol(test::village, "陈桂香", 11), there = enrol(test::village, "李存花", 12);
  Bytes here_key = Bytes(32, 9);
  crypto::SigningKey old_key = crypto::SigningKey::generate(random);
  EntityId volunteer;

  TwoTablets() {
    auto lead = session_here();
    (void)ensure_person(lead);
    if (auto added = add_person(lead, {"魏长顺", "", old_key.public_key()})) volunteer = added->profile;
    meet();
    auto other = there.session();
    (void)ensure_person(other);
    meet();
  }
  Session session_here() { return Session(*here.device->replica, Unlocked{here.person.profile, here_key, here.actor}, clock, random); }
  std::vector<ScopeId> scopes() {
    auto session = session_here();
    return {authority, session.work_scope(test::village)};
  }
  // All three know what each knows.
  void meet() {
    for (int i = 0; i < 2; ++i) {
      carry(*here.device, root, {authority});
      carry(*there.device, root, {authority});
      carry(root, *here.device, {authority});
      carry(root, *there.device, {authority});
    }
    carry(*here.device, *there.device, scopes());
    carry(*there.device, *here.device, scopes());
  }
  HelpKeys keys() {
    auto session = session_here();
    auto made = renew_help_keys(session, nullptr);
    return made && *made ? **made : HelpKeys{};
  }
  HelpAsked ask() { return ask_for_help(keys(), volunteer, random); }
  // As a tablet that does not know who may help whom would ask.
  HelpAsked ask_everybody(EntityId profile) {
    HelpKeys all = keys();
    for (Helped& one : all.people) one.role = model::RoleKind::volunteer;
    return ask_for_help(all, profile, random);
  }
  ErrorCode refused(ByteView request) {
    auto lead = there.session();
    const auto asking = who_asks(lead, request);
    return asking ? ErrorCode::none : asking.error().code;
  }
  Result<HelpAnswer> answer(ByteView request) {
    auto lead = there.session();
    HUZHU_ASSIGN(const WhoAsks asking, who_asks(lead, request));
    return give_help(lead, asking, request);
  }
  int resets(test::Terminal& device) {
    int count = 0;
    each_row(device.replica->db().cached("SELECT 1 FROM pin_reset"), [&](const store::Statement&) { ++count; });
    return count;
  }
};

BOOST_AUTO_TEST_SUITE(people_help)

BOOST_FIXTURE_TEST_CASE(a_lead_elsewhere_opens_the_tablet_and_the_person_goes_on, TwoTablets) {
  const HelpKeys kept = keys();
  BOOST_REQUIRE(kept.helpers.size() == 1u);  // the lead of this tablet is at home here
  BOOST_TEST(kept.helpers[0].name == "李存花");
  const HelpAsked asked = ask_for_help(kept, volunteer, random);
  auto lead = there.session();
  const auto asking = who_asks(lead, asked.request);
  BOOST_REQUIRE(asking.ok());
  BOOST_TEST(asking->person == "魏长顺");
  BOOST_TEST(asking->device == device_name(lead.db(), here.device->key.author()));
  BOOST_TEST(!asking->answered);
  BOOST_TEST((asking->words == help_words(asked.request)));
  const auto given = give_help(lead, *asking, asked.request);
  BOOST_REQUIRE(given.ok());
  // On the locked tablet: the key of its database, and a person it knows.
  BOOST_TEST((open_answer(*given, asked).value() == here_key));
  const auto added = take_answer(*here.device->replica, *given, asked);
  BOOST_REQUIRE(added.ok());
  BOOST_TEST((added->profile != volunteer));
  BOOST_TEST((added->role == model::RoleKind::volunteer));
  Session after(*here.device->replica, Unlocked{added->profile, here_key, crypto::SigningKey::from_seed(asked.new_seed)}, clock, random);
  BOOST_TEST((after.person() == person_of(after.db(), volunteer)));
  const auto elder = registry::register_elder(after, test::elder_draft("马玉莲"));
  BOOST_REQUIRE(elder.ok());
  meet();
  BOOST_TEST(here.device->replica->counts().void_ops == 0u);
  BOOST_TEST(there.device->replica->counts().void_ops == 0u);
  BOOST_TEST(root.replica->counts().void_ops == 0u);
  BOOST_TEST(person_name(there.device->replica->db(), elder->saved.entity) == "马玉莲");
}

BOOST_FIXTURE_TEST_CASE(who_opened_whose_tablet_is_on_record, TwoTablets) {
  BOOST_REQUIRE(answer(ask().request).ok());
  auto lead = there.session();
  const auto looks = who_looked(lead, person_of(lead.db(), volunteer), 10);
  BOOST_REQUIRE(looks.size() == 1u);
  BOOST_TEST((looks[0].reason == AccessReason::new_pin));
  BOOST_TEST(looks[0].who == "李存花");
  BOOST_TEST(resets(*there.device) == 1);
}

BOOST_FIXTURE_TEST_CASE(one_request_has_one_answer, TwoTablets) {
  const HelpAsked first = ask(), second = ask();
  const auto given = answer(first.request);
  BOOST_REQUIRE(given.ok());
  BOOST_TEST((open_answer(*given, second).error().code == ErrorCode::not_for_us));
  // An answer to the old request that calls itself one to the new: sealed to a key that is gone.
  HelpAnswer forged = *given;
  const auto other = answer(second.request);
  BOOST_REQUIRE(other.ok());
  forged.request = other->request;
  BOOST_TEST((open_answer(forged, second).error().code == ErrorCode::bad_checksum));
  // The same request again, because the code was not read: the same reset.
  auto lead = there.session();
  const auto again = who_asks(lead, first.request);
  BOOST_REQUIRE(again.ok());
  BOOST_TEST(again->answered);
  const auto repeated = give_help(lead, *again, first.request);
  BOOST_REQUIRE(repeated.ok());
  BOOST_TEST((open_answer(*repeated, first).value() == here_key));
  BOOST_TEST(resets(*there.device) == 2);  // of two requests
}

BOOST_FIXTURE_TEST_CASE(a_code_that_was_swapped_is_no_request_of_that_tablet, TwoTablets) {
  const HelpAsked asked = ask();
  const HelpRequest request = decode_help_request(asked.request).value();
  const crypto::SigningKey mine = crypto::SigningKey::generate(random);
  const auto as_mine = [&](HelpRequest swapped) {
    Bytes bytes = encode(swapped);
    const Bytes said(bytes.begin(), bytes.end() - static_cast<long>(std::tuple_size<Signature>::value));
    swapped.signature = mine.sign(crypto::blake2b({view("huzhu/help/1"), said}));
    return encode(swapped);
  };
  // Another key for the answer.
  HelpRequest swapped = request;
  swapped.new_key = mine.public_key();
  BOOST_TEST((refused(encode(swapped)) == ErrorCode::bad_signature));
  // The same, signed by a speaker that the tablet never named.
  swapped.speaker = mine.public_key();
  BOOST_TEST((refused(as_mine(swapped)) == ErrorCode::bad_signature));
  // A box with a key of the swapper's, to be given a profile of theirs.
  swapped.boxes[0].sealed = crypto::seal_to(there.actor.public_key(), Bytes(32, 1), random).value();
  BOOST_TEST((refused(as_mine(swapped)) == ErrorCode::bad_signature));
  // A tablet asks for somebody who is at home on another one.
  auto other = there.session();
  const auto theirs = renew_help_keys(other, nullptr);
  BOOST_REQUIRE((theirs.ok() && theirs->has_value()));
  auto lead = session_here();
  BOOST_TEST((who_asks(lead, ask_for_help(**theirs, volunteer, random).request).error().code == ErrorCode::not_found));
  BOOST_TEST(resets(*there.device) == 0);
}

BOOST_FIXTURE_TEST_CASE(two_requests_have_other_words, TwoTablets) {
  std::set<std::string> seen;
  for (int i = 0; i < 20; ++i) seen.insert(spoken(help_words(ask().request)));
  BOOST_TEST(seen.size() == 20u);
}

BOOST_FIXTURE_TEST_CASE(a_tablet_that_was_stopped_is_not_helped, TwoTablets) {
  const HelpAsked asked = ask();
  auto lead = there.session();
  BOOST_REQUIRE(revoke(lead, {model::RevocationKind::device, certificate_of(here.device->key.author()), RevocationReason::lost, ""}).ok());
  BOOST_TEST((refused(asked.request) == ErrorCode::device_revoked));
}

BOOST_FIXTURE_TEST_CASE(a_person_who_was_stopped_is_not_helped, TwoTablets) {
  const HelpAsked asked = ask();
  auto lead = there.session();
  BOOST_REQUIRE(revoke(lead, {model::RevocationKind::profile, volunteer, RevocationReason::left, ""}).ok());
  BOOST_TEST((refused(asked.request) == ErrorCode::not_allowed));
}

BOOST_FIXTURE_TEST_CASE(whoever_has_no_say_gives_nothing, TwoTablets) {
  // A lead's PIN is for whoever is above.
  BOOST_TEST(helpers_of(keys(), here.person.profile).empty());
  const HelpAsked lead_forgot = ask_everybody(here.person.profile);
  BOOST_TEST((refused(lead_forgot.request) == ErrorCode::not_allowed));
  auto township = enrol(test::township, "王建国", 13);
  carry(root, *township.device, {authority});
  auto above = township.session();
  BOOST_TEST((who_asks(above, lead_forgot.request).error().code == ErrorCode::not_for_us));  // the tablet has not heard of him
  carry(root, *here.device, {authority});
  const HelpAsked again = ask_for_help(keys(), here.person.profile, random);
  const auto asking = who_asks(above, again.request);
  BOOST_REQUIRE(asking.ok());
  const auto given = give_help(above, *asking, again.request);
  BOOST_REQUIRE(given.ok());  // the village's own records lie beyond his device: the reset is the record
  BOOST_TEST((open_answer(*given, again).value() == here_key));
  BOOST_TEST(take_answer(*here.device->replica, *given, again).ok());
  // And in another village nobody has a say.
  auto elsewhere = enrol(test::other_village, "赵秀兰", 14);
  carry(root, *elsewhere.device, {authority});
  auto stranger = elsewhere.session();
  BOOST_TEST((who_asks(stranger, again.request).error().code == ErrorCode::not_for_us));
}

BOOST_FIXTURE_TEST_CASE(what_the_locked_tablet_has_not_heard_comes_with_the_answer, TwoTablets) {
  const HelpAsked asked = ask();
  auto lead = there.session();
  for (int i = 0; i < 3; ++i)
    BOOST_REQUIRE(add_person(lead, {"马玉兰", "", crypto::SigningKey::generate(random).public_key()}).ok());
  const auto given = answer(asked.request);
  BOOST_REQUIRE(given.ok());
  BOOST_TEST(take_answer(*here.device->replica, *given, asked).ok());
  // Without them the tablet says so, and does not let anybody in.
  HelpAnswer bare = answer(ask_for_help(keys(), volunteer, random).request).value();
  const HelpAsked next = ask();
  HelpAnswer cut = answer(next.request).value();
  cut.frames.clear();
  BOOST_TEST((take_answer(*here.device->replica, cut, next).error().code == ErrorCode::not_found));
}

BOOST_FIXTURE_TEST_CASE(who_can_help_is_kept_up_to_date, TwoTablets) {
  auto session = session_here();
  HelpKeys kept = keys();
  BOOST_TEST((!renew_help_keys(session, &kept).value().has_value()));
  const HelpKeys read = decode_help_keys(encode(kept)).value();
  BOOST_TEST((!renew_help_keys(session, &read).value().has_value()));
  // A new lead is one more who can; the key that speaks is another one.
  auto third = enrol(test::village, "马存英", 15);
  carry(root, *here.device, {authority});
  auto renewed = renew_help_keys(session, &kept).value();
  BOOST_REQUIRE(renewed.has_value());
  BOOST_TEST(renewed->helpers.size() == 2u);
  BOOST_TEST((renewed->speaker_seed != kept.speaker_seed));
  BOOST_TEST((third.actor.unseal(renewed->helpers[renewed->helpers[0].name == "马存英" ? 0 : 1].sealed).value() == here_key));
  // One whose device was stopped is none any more.
  BOOST_REQUIRE(revoke(session, {model::RevocationKind::device, certificate_of(third.device->key.author()), RevocationReason::lost, ""}).ok());
  renewed = renew_help_keys(session, &*renewed).value();
  BOOST_REQUIRE(renewed.has_value());
  BOOST_TEST(renewed->helpers.size() == 1u);
}

// Every cut, every turned bit: refused by value, or read back as the same bytes; and never a request of that tablet.
BOOST_FIXTURE_TEST_CASE(hostile_bytes_are_refused, TwoTablets) {
  const HelpAsked asked = ask();
  const Bytes given = encode(answer(asked.request).value()), kept = encode(keys()), pending = encode(asked);
  const auto hurt = [](const Bytes& whole, auto&& check) {
    for (std::size_t i = 0; i < whole.size(); ++i) {
      check(Bytes(whole.begin(), whole.begin() + static_cast<long>(i)));
      Bytes turned = whole;
      turned[i] ^= static_cast<std::uint8_t>(1u << i % 8);
      check(turned);
    }
    Bytes longer = whole;
    longer.push_back(0);
    check(longer);
  };
  hurt(asked.request, [&](const Bytes& bytes) {
    if (const auto read = decode_help_request(bytes)) BOOST_REQUIRE((encode(*read) == bytes));
    BOOST_REQUIRE((refused(bytes) != ErrorCode::none));
  });
  hurt(given, [&](const Bytes& bytes) {
    const auto read = decode_help_answer(bytes);
    if (read) BOOST_REQUIRE((encode(*read) == bytes));
    if (read && read->frames == decode_help_answer(given)->frames) BOOST_REQUIRE(!open_answer(*read, asked).ok());
  });
  hurt(kept, [&](const Bytes& bytes) {
    if (const auto read = decode_help_keys(bytes)) BOOST_REQUIRE((encode(*read) == bytes));
  });
  hurt(pending, [&](const Bytes& bytes) {
    if (const auto read = decode_help_asked(bytes)) BOOST_REQUIRE((encode(*read) == bytes));
  });
  BOOST_TEST((decode_help_request(view("HELLO")).error().code == ErrorCode::not_a_bundle));
  BOOST_TEST((decode_help_request(given).error().code == ErrorCode::not_a_bundle));
  BOOST_TEST((decode_help_answer(asked.request).error().code == ErrorCode::not_a_bundle));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::people
