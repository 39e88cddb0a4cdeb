// A tablet is lost: revoked from another, cut by the hub, what it had not sent is held, admitted, and nothing is lost.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "core/people/revoke.h"
#include "tests/hub/county.h"

namespace huzhu::test {
namespace {

struct Lost : County {
  Lost() : a(enrol(village, "陈桂香", 11)), b(enrol(village, "王建国", 12)), pc(enrol(county, "周育才", 13)) {
    for (Tablet* one : all()) BOOST_REQUIRE(sync(*one).ok());
    for (Tablet* one : all()) BOOST_REQUIRE(sync(*one).ok());
  }
  std::vector<Tablet*> all() { return {a.get(), b.get(), pc.get()}; }
  void share() {
    for (int round = 0; round < 2; ++round)
      for (Tablet* one : all()) BOOST_REQUIRE(sync(*one).ok());
  }
  bool knows(Tablet& tablet, EntityId elder) { return !tablet.replica().field_heads(elder, model::person::name).empty(); }
  EntityId certificate(Tablet& of) { return people::certificate_of(of.device.key.author()); }
  std::unique_ptr<Tablet> a, b, pc;
};

BOOST_AUTO_TEST_SUITE(hub_revocation)

BOOST_FIXTURE_TEST_CASE(a_lost_tablet_is_stopped_and_nothing_of_it_is_lost, Lost) {
  const EntityId sent = register_elder(*a, "马玉莲");
  share();
  const EntityId unsent = register_elder(*a, "李秀英");
  carry_frames(*a, *b, village_scope(*a));  // a neighbour carried it before the tablet was lost
  BOOST_TEST(knows(*b, unsent));

  // From any supervisor's device. The neighbour brings what it carried only after the hub has cut.
  auto admin = pc->session();
  const auto saved = people::revoke(admin, {model::RevocationKind::device, certificate(*a), people::RevocationReason::lost, "在集上丢的"});
  BOOST_REQUIRE(saved.ok());
  BOOST_REQUIRE(sync(*pc).ok());
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_REQUIRE(sync(*pc).ok());

  for (Tablet* tablet : {b.get(), pc.get()}) {
    BOOST_TEST(knows(*tablet, sent));
    BOOST_TEST(!knows(*tablet, unsent));
  }
  auto on_b = b->session();
  const auto held = people::held_acts(on_b);
  BOOST_REQUIRE(held.size() == 1u);
  BOOST_TEST(held[0].about == "李秀英");
  BOOST_TEST(held[0].writer == "陈桂香");

  std::vector<store::Replica::Held> acts = {held[0].act};
  b->replica().before_commit_for_test = [] { return Status(Error{ErrorCode::storage_full, "test", ""}); };
  BOOST_TEST(!people::admit(on_b, acts).ok());
  BOOST_TEST(!knows(*b, unsent));  // taken over whole or not at all
  b->replica().before_commit_for_test = nullptr;
  const auto admitted = people::admit(on_b, acts);
  BOOST_REQUIRE(admitted.ok());
  BOOST_TEST(knows(*b, unsent));
  BOOST_TEST(people::held_acts(on_b).empty());
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_REQUIRE(sync(*pc).ok());
  BOOST_TEST(knows(*pc, unsent));
  BOOST_TEST((b->replica().table_digest(village_scope(*b)) == pc->replica().table_digest(village_scope(*b))));
}

BOOST_FIXTURE_TEST_CASE(what_a_neighbour_brings_before_the_hub_hears_of_the_loss_stands, Lost) {
  const EntityId unsent = register_elder(*a, "李秀英");
  carry_frames(*a, *b, village_scope(*a));
  auto lead = b->session();  // with the hub away; both travel in one push
  BOOST_REQUIRE(people::revoke(lead, {model::RevocationKind::device, certificate(*a), people::RevocationReason::lost, ""}).ok());
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_REQUIRE(sync(*pc).ok());
  BOOST_TEST(knows(*b, unsent));
  BOOST_TEST(knows(*pc, unsent));
}

BOOST_FIXTURE_TEST_CASE(a_stopped_tablet_learns_it_and_gets_no_more_records, Lost) {
  auto admin = pc->session();
  BOOST_REQUIRE(people::revoke(admin, {model::RevocationKind::device, certificate(*a), people::RevocationReason::stolen, ""}).ok());
  BOOST_REQUIRE(sync(*pc).ok());
  const EntityId later = register_elder(*b, "王桂兰");
  BOOST_REQUIRE(sync(*b).ok());
  const EntityId own = register_elder(*a, "李秀英");  // it has not heard yet
  BOOST_TEST(own.value != 0u);
  (void)sync(*a);
  BOOST_TEST(a->replica().is_revoked());
  BOOST_TEST(!knows(*a, later));
  BOOST_TEST(register_elder(*a, "再记一个").value == 0u);  // refused with a sentence, the input stays
  // What it had written before it heard is kept by the hub, for a lead to look at.
  BOOST_REQUIRE(sync(*b).ok());
  auto on_b = b->session();
  BOOST_REQUIRE(people::held_acts(on_b).size() == 1u);
  BOOST_TEST(people::held_acts(on_b)[0].about == "李秀英");
}

BOOST_FIXTURE_TEST_CASE(a_role_that_ended_cuts_the_person_and_not_the_tablet, Lost) {
  auto lead = a->session();
  const crypto::SigningKey volunteer = crypto::SigningKey::generate(random);
  const auto added = people::add_person(lead, {"魏长顺", "", volunteer.public_key()});
  BOOST_REQUIRE(added.ok());
  const auto as_volunteer = [&](std::string_view name) {
    auto session = a->device.session(added->profile, volunteer);
    const auto saved = registry::register_elder(session, elder_draft(std::string(name)));
    return saved ? saved->saved.entity : EntityId{};
  };
  const EntityId before = as_volunteer("马玉莲");
  share();
  const EntityId between = as_volunteer("李秀英");  // offline, not knowing
  auto admin = pc->session();
  EntityId grant;
  auto& rows = pc->replica().db().cached("SELECT id FROM role_grant WHERE profile=?1");
  rows.bind(1, static_cast<std::int64_t>(added->profile.value));
  if (auto there = rows.step(); there && *there) grant = EntityId{static_cast<std::uint64_t>(rows.integer(0))};
  rows.reset();
  BOOST_REQUIRE(people::revoke(admin, {model::RevocationKind::role_grant, grant, people::RevocationReason::left, ""}).ok());
  BOOST_REQUIRE(sync(*pc).ok());
  share();
  BOOST_TEST(knows(*b, before));
  BOOST_TEST(!knows(*b, between));
  BOOST_TEST(as_volunteer("王桂兰").value == 0u);
  const EntityId by_lead = register_elder(*a, "赵国强");  // the tablet goes on for others
  share();
  BOOST_TEST(knows(*b, by_lead));
  BOOST_TEST((a->replica().table_digest(village_scope(*a)) == b->replica().table_digest(village_scope(*a))));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::test
