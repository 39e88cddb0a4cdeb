// A supervisor's device invites, a new one redeems the code and is taken in, through a hub that holds no root key; and what a hub in
// between can not do unnoticed.
#include <boost/test/unit_test.hpp>

#include "sync/client/invitation.h"
#include "sync/client/joining.h"
#include "tests/hub/county.h"

namespace huzhu::test {
namespace {

using R = model::RoleKind;
using sync::Invitation;
using sync::Joining;

// The county's admin and a village's lead were certified while the root was here; then it left.
struct NoRoot : County {
  NoRoot() : pc(enrol(county, "周育才", 12)), lead(enrol(village, "陈桂香", 11)), phone(clock, 70) {
    for (Tablet* one : {pc.get(), lead.get(), pc.get(), lead.get()}) BOOST_REQUIRE(sync(*one).ok());
    keys->root.reset();
    start();
    BOOST_REQUIRE(started);
  }

  template <class Machine>
  void step(Machine& machine) {
    steady += 2'000;
    if (const auto request = machine.next(steady)) {
      hub::Answer answer = ask(*request);
      if (after_answer) after_answer(*request, answer);
      machine.on_response(request->id, answer.status, answer.body, true, steady);
    }
  }
  std::unique_ptr<Invitation> invite(Tablet& by) {
    auto invitation = std::make_unique<Invitation>(by.replica(), Invitation::Options{&clock, &random, 1000});
    for (int i = 0; i < 4 && invitation->code().empty(); ++i) step(*invitation);
    return invitation;
  }
  Joining redeems(Tablet& device, std::string_view code) {
    Joining::Who who{device.device.key, device.actor, people::DeviceKind::phone, "", "魏长顺"};
    return std::move(Joining::begin(who, code, random, 1)).value();
  }
  void until_compared(Invitation& invitation, Joining& joining) {
    for (int i = 0; i < 8; ++i) {
      step(joining);
      step(invitation);
    }
  }
  people::Newcomer as(R role, std::int64_t area) {
    people::Newcomer newcomer;
    newcomer.role = role;
    newcomer.area = area;
    return newcomer;
  }
  // From the supervisor's yes to a device at work.
  Status taken_in(Tablet& by, Invitation& invitation, Joining& joining, Tablet& device, const people::Newcomer& newcomer) {
    auto session = by.session();
    HUZHU_TRY(invitation.take_in(session, newcomer));
    HUZHU_TRY(sync(by));
    for (int i = 0; i < 3; ++i) step(joining);
    if (joining.phase() != Joining::Phase::granted) return Error{joining.error(), "test", "not granted"};
    HUZHU_TRY(people::accept_grant(device.replica(), joining.grant(), device.device.key, device.device.random));
    HUZHU_ASSIGN(device.person, people::taken_in_as(device.replica(), device.actor.public_key()));
    device.open_client();
    return sync(device);
  }

  std::unique_ptr<Tablet> pc, lead;
  Tablet phone;
};

BOOST_AUTO_TEST_SUITE(hub_invitation)

BOOST_FIXTURE_TEST_CASE(a_lead_brings_in_a_volunteer_and_the_hub_signs_nothing, NoRoot) {
  auto invitation = invite(*lead);
  BOOST_REQUIRE(invitation->code().size() == limits::enrol_code_digits);
  auto joining = redeems(phone, invitation->code().substr(0, 4) + " " + invitation->code().substr(4));
  until_compared(*invitation, joining);
  BOOST_REQUIRE((invitation->phase() == Invitation::Phase::comparing && joining.phase() == Joining::Phase::comparing));
  BOOST_TEST((invitation->words() == joining.words()));
  BOOST_TEST(invitation->joiner().person_name == "魏长顺");
  BOOST_REQUIRE(taken_in(*lead, *invitation, joining, phone, as(R::volunteer, village)).ok());
  BOOST_TEST((phone.session().role() == R::volunteer));
  BOOST_TEST(phone.session().short_name() == "长顺");
  auto session = phone.session();
  BOOST_REQUIRE(people::ensure_person(session).ok());
  BOOST_TEST((register_elder(phone, "马玉莲") != EntityId{}));
  BOOST_REQUIRE(sync(phone).ok());
  BOOST_REQUIRE(sync(*lead).ok());
  BOOST_TEST((lead->replica().table_digest(village_scope(*lead)) == phone.replica().table_digest(village_scope(*lead))));
}

BOOST_FIXTURE_TEST_CASE(an_admin_brings_in_a_lead_who_brings_in_a_helper, NoRoot) {
  auto first = invite(*pc);
  auto joining = redeems(phone, first->code());
  until_compared(*first, joining);
  BOOST_REQUIRE(taken_in(*pc, *first, joining, phone, as(R::station_lead, other_village)).ok());
  BOOST_TEST((phone.session().role() == R::station_lead));
  Tablet second(clock, 71);
  auto next = invite(phone);
  auto follows = redeems(second, next->code());
  until_compared(*next, follows);
  auto newcomer = as(R::peer_helper, other_village);
  newcomer.name = "赵玉梅";  // the supervisor knows better than what was typed
  BOOST_REQUIRE(taken_in(phone, *next, follows, second, newcomer).ok());
  BOOST_TEST(second.session().short_name() == "玉梅");
}

BOOST_FIXTURE_TEST_CASE(a_hub_without_the_root_key_certifies_nobody, NoRoot) {
  BOOST_TEST((service->root() == hub::Service::Root::away));
  BOOST_TEST((hub::new_code(*service, county).error().code == ErrorCode::not_allowed));
  BOOST_TEST((hub::clerk_code(*service).error().code == ErrorCode::not_allowed));
  // Nor with a code that was given out while the key was here.
  const std::string left_over = std::move(service->codes().issue(county)).value();
  const auto request = sync::enrol_request(1, left_over, phone.device.key, people::DeviceKind::tablet, "");
  BOOST_TEST((ask(*request).refusal == sync::Refusal::bad_code));
  auto joining = redeems(phone, left_over);
  step(joining);
  BOOST_TEST((joining.phase() == Joining::Phase::failed && joining.error() == ErrorCode::bad_code));
}

BOOST_FIXTURE_TEST_CASE(an_invitation_is_for_one_device_and_a_quarter_of_an_hour, NoRoot) {
  auto invitation = invite(*lead);
  auto joining = redeems(phone, invitation->code());
  step(joining);
  BOOST_TEST((joining.phase() == Joining::Phase::waiting));
  Tablet other(clock, 72);
  auto late = redeems(other, invitation->code());
  step(late);
  BOOST_TEST((late.error() == ErrorCode::bad_code));
  auto again = redeems(phone, invitation->code());  // its answer was lost
  step(again);
  BOOST_TEST((again.phase() == Joining::Phase::waiting));
  auto slow = invite(*lead);
  clock.pass_minutes(15);
  auto too_late = redeems(other, slow->code());
  step(too_late);
  BOOST_TEST((too_late.error() == ErrorCode::bad_code));
  step(*slow);
  BOOST_TEST((slow->phase() == Invitation::Phase::failed));
  auto dropped = invite(*lead);
  dropped->drop();
  step(*dropped);
  auto in_vain = redeems(other, dropped->code());
  step(in_vain);
  BOOST_TEST((in_vain.error() == ErrorCode::bad_code));
  BOOST_TEST(!Joining::begin({other.device.key, other.actor}, "1234567", random, 1).ok());
}

BOOST_FIXTURE_TEST_CASE(only_the_inviting_device_speaks_for_its_invitation, NoRoot) {
  auto invitation = invite(*lead);
  auto joining = redeems(phone, invitation->code());
  step(joining);
  step(joining);
  auto theirs = invite(*pc);
  // The admin's computer asks about the lead's code.
  sync::Conversation talk(pc->replica(), clock, random, 1);
  sync::InFlight flight;
  const auto hello = ask(talk.hello(flight, steady));
  BOOST_REQUIRE(talk.on_hello(hello.body).ok());
  for (const auto what : {sync::InviteStep::look, sync::InviteStep::tell, sync::InviteStep::drop}) {
    const auto answer = ask(talk.request(flight, sync::Kind::invite, {}, sync::encode(sync::InviteRequest{what, invitation->code(), {}}), 1000, steady));
    BOOST_TEST((answer.refusal == sync::Refusal::bad_code));
  }
  until_compared(*invitation, joining);
  BOOST_TEST((invitation->phase() == Invitation::Phase::comparing));
}

BOOST_FIXTURE_TEST_CASE(guesses_at_invitations_are_counted, NoRoot) {
  auto invitation = invite(*lead);
  ErrorCode last = ErrorCode::none;
  for (int i = 0; i < 700 && last != ErrorCode::hub_busy; ++i) {
    auto guess = redeems(phone, std::to_string(10'000'000 + i));
    step(guess);
    last = guess.error();
  }
  BOOST_TEST((last == ErrorCode::hub_busy));
  std::size_t open = 0;
  for (int i = 0; i < 20; ++i) open += !invite(*pc)->code().empty();
  BOOST_TEST(open == 8u);  // one device has only so many at once
}

BOOST_FIXTURE_TEST_CASE(a_key_that_the_hub_put_in_place_shows_other_words, NoRoot) {
  auto invitation = invite(*lead);
  auto joining = redeems(phone, invitation->code());
  const crypto::SigningKey evil = crypto::SigningKey::generate(random);
  after_answer = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    auto told = request.path == sync::path::invite ? sync::decode<sync::InviteAnswer>(answer.body) : Result<sync::InviteAnswer>(Error{ErrorCode::internal, "", ""});
    if (!told || !told->joiner) return;
    told->joiner->device = told->joiner->actor = evil.public_key();
    answer.body = sync::encode(*told);
  };
  until_compared(*invitation, joining);
  BOOST_REQUIRE((invitation->phase() == Invitation::Phase::comparing && joining.phase() == Joining::Phase::comparing));
  BOOST_TEST((invitation->words() != joining.words()));
  // Whoever presses 不一样 has signed nothing.
  invitation->drop();
  auto session = lead->session();
  BOOST_TEST((invitation->take_in(session, as(R::volunteer, village)).error().code == ErrorCode::not_allowed));
}

BOOST_FIXTURE_TEST_CASE(a_hub_cannot_choose_the_number_after_it_has_seen_the_keys, NoRoot) {
  auto invitation = invite(*lead);
  auto joining = redeems(phone, invitation->code());
  people::PairNumber chosen{};
  chosen[0] = 7;
  after_answer = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    if (request.path != sync::path::join) return;
    answer.body = sync::encode(sync::JoinAnswer{sync::JoinState::told, chosen, {}});
  };
  step(joining);
  step(joining);
  BOOST_TEST((joining.phase() == Joining::Phase::failed && joining.error() == ErrorCode::bad_signature));
}

BOOST_FIXTURE_TEST_CASE(the_inviting_device_speaks_of_one_new_device_only, NoRoot) {
  auto invitation = invite(*lead);
  auto joining = redeems(phone, invitation->code());
  int looks = 0;
  after_answer = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    auto told = request.path == sync::path::invite ? sync::decode<sync::InviteAnswer>(answer.body) : Result<sync::InviteAnswer>(Error{ErrorCode::internal, "", ""});
    if (!told || !told->joiner) return;
    ++looks;
    told->joiner->number[0] ^= 1;
    answer.body = sync::encode(*told);
  };
  until_compared(*invitation, joining);
  until_compared(*invitation, joining);
  BOOST_TEST(looks == 1);
}

BOOST_FIXTURE_TEST_CASE(another_county_than_the_words_stood_for_is_refused, NoRoot) {
  auto invitation = invite(*lead);
  auto joining = redeems(phone, invitation->code());
  until_compared(*invitation, joining);
  after_answer = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    auto told = request.path == sync::path::join ? sync::decode<sync::JoinAnswer>(answer.body) : Result<sync::JoinAnswer>(Error{ErrorCode::internal, "", ""});
    if (!told || told->state != sync::JoinState::taken_in) return;
    auto grant = people::decode_enrolment_grant(told->grant);
    grant->root_key = crypto::SigningKey::generate(random).public_key();
    grant->county_root = people::county_root_of(grant->root_key);
    told->grant = people::encode(*grant);
    answer.body = sync::encode(*told);
  };
  BOOST_TEST(!taken_in(*lead, *invitation, joining, phone, as(R::volunteer, village)).ok());
  BOOST_TEST((joining.phase() == Joining::Phase::failed && joining.error() == ErrorCode::bad_signature));
}

BOOST_FIXTURE_TEST_CASE(a_code_of_the_root_is_redeemed_in_the_same_way, County) {
  Tablet phone(clock, 70);
  Joining::Who who{phone.device.key, phone.actor, people::DeviceKind::computer, "", ""};
  auto joining = std::move(Joining::begin(who, code(county), random, 1)).value();
  const auto request = joining.next(steady);
  BOOST_REQUIRE(request);
  const hub::Answer answer = ask(*request);
  joining.on_response(request->id, answer.status, answer.body, true, steady);
  BOOST_REQUIRE((joining.phase() == Joining::Phase::granted && !joining.invited()));
  BOOST_TEST((joining.words() == people::four_words(facts.county_root)));
  BOOST_REQUIRE(people::accept_grant(phone.replica(), joining.grant(), phone.device.key, phone.device.random).ok());
  BOOST_TEST(people::first_profile(phone.replica(), {"周育才", "", phone.actor.public_key(), {}}, clock, random).ok());
}

BOOST_FIXTURE_TEST_CASE(messages_of_invitations_read_back_and_refuse_what_is_cut_or_longer, NoRoot) {
  sync::Joiner joiner{phone.device.key.public_key(), phone.actor.public_key(), 3, "一号", "魏长顺", {}};
  const auto holds = [&](const Bytes& bytes, auto&& decode) {
    BOOST_TEST(decode(ByteView(bytes)));
    for (std::size_t n = 0; n < bytes.size(); ++n) BOOST_TEST(!decode(ByteView(bytes).first(n)));
    Bytes longer = bytes;
    longer.push_back(0);
    BOOST_TEST(!decode(ByteView(longer)));
  };
  holds(sync::encode(sync::InviteRequest{sync::InviteStep::tell, "12345678", {}}), [](ByteView b) { return sync::decode<sync::InviteRequest>(b).ok(); });
  holds(sync::encode(sync::InviteAnswer{"12345678", joiner}), [](ByteView b) { return sync::decode<sync::InviteAnswer>(b).ok(); });
  holds(sync::encode(sync::RedeemRequest{"12345678", joiner.device, joiner.actor, 1, "", "魏长顺", {}, {}}), [](ByteView b) { return sync::decode<sync::RedeemRequest>(b).ok(); });
  holds(sync::encode(sync::RedeemAnswer{true, {}, {}, {}}), [](ByteView b) { return sync::decode<sync::RedeemAnswer>(b).ok(); });
  holds(sync::encode(sync::JoinRequest{"12345678", joiner.device, {}, {}}), [](ByteView b) { return sync::decode<sync::JoinRequest>(b).ok(); });
  holds(sync::encode(sync::JoinAnswer{sync::JoinState::taken_in, {}, Bytes(3)}), [](ByteView b) { return sync::decode<sync::JoinAnswer>(b).ok(); });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::test
