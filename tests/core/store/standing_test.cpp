// The third verdict: cuts, what lies beyond them, and values that are erased. Whatever order things arrive in, the tables
// end the same.
#include <boost/test/unit_test.hpp>

#include "core/people/rights_table.h"
#include "core/store/redactions.h"
#include "tests/core/store/county.h"

namespace huzhu::test {
namespace {

using T = model::EntityType;
using namespace model;

Value number(std::uint64_t n) { return Value::of(static_cast<std::int64_t>(n)); }

// A village with two tablets and the county's own computer; the hub writes cuts.
struct Village {
  TestCounty county;
  std::unique_ptr<Device> a = county.device("a"), b = county.device("b"), admin = county.device("admin", RoleKind::county_admin, county_area);
  Device& hub = county.hub();

  Village() {
    county.open(hub, ":memory:");
    for (Device* device : all()) TestCounty::carry(county.root(), *device, county.authority);
  }
  std::vector<Device*> all() { return {a.get(), b.get(), admin.get(), &hub}; }
  // Everything everybody holds reaches everybody.
  void share() {
    for (int round = 0; round < 2; ++round)
      for (Device* from : all())
        for (Device* to : all())
          if (from != to)
            for (const ScopeId scope : {county.authority, county.village}) TestCounty::carry(*from, *to, scope);
  }
  EntityId name(Device& by, std::string_view called) {
    const EntityId person{by.random.next()};
    good(by.replica->commit(county.village, {set_person(person, person::name, Value::of(called))}, by.actor()));
    return person;
  }
  EntityId revoke(Device& by, RevocationKind kind, EntityId target) {
    const EntityId record{by.random.next()};
    good(by.replica->commit(county.authority,
                            {set(T::revocation, record, revocation::kind, Value::of(static_cast<std::int64_t>(kind))),
                             set(T::revocation, record, revocation::target, Value::of(target)),
                             set(T::revocation, record, revocation::reason, Value::of(std::int64_t{1}))},
                            {by.profile, &by.actor_key}));
    return record;
  }
  void cut(Device& of, std::uint64_t seq, EntityId because, EntityId actor = {}, std::optional<std::uint32_t> epoch = {}) {
    const EntityId record{hub.random.next()};
    std::vector<log::Operation> ops = {set(T::cut, record, cut::author, number(of.author().value)),
                                       set(T::cut, record, cut::epoch, number(epoch.value_or(of.replica->identity()->epoch))),
                                       set(T::cut, record, cut::seq, number(seq)), set(T::cut, record, cut::reason, Value::of(std::int64_t{1})),
                                       set(T::cut, record, cut::revocation, Value::of(because))};
    if (actor) ops.push_back(set(T::cut, record, cut::actor, Value::of(actor)));
    good(hub.replica->commit(county.village, std::move(ops), {}));
  }
  std::uint64_t head(Device& of) {
    for (const store::Head& head : of.replica->heads(county.village))
      if (head.author == of.author()) return head.seq;
    return 0;
  }
  void same_everywhere() {
    for (Device* device : all()) {
      BOOST_TEST((device->replica->table_digest(county.village) == a->replica->table_digest(county.village)), device->name);
      const Hash before = device->replica->table_digest(county.village);
      good(device->replica->rebuild());
      BOOST_TEST((device->replica->table_digest(county.village) == before), device->name << " after a rebuild");
    }
  }
};

BOOST_AUTO_TEST_SUITE(standing)

BOOST_FIXTURE_TEST_CASE(what_lies_beyond_a_cut_has_no_effect_and_is_not_lost, Village) {
  const EntityId before = name(*a, "马玉莲");
  share();
  const std::uint64_t received = head(*a);
  const EntityId beyond = name(*a, "李秀英");  // written on the lost tablet, not seen by the hub
  const EntityId record = revoke(*admin, RevocationKind::device, people::certificate_of(a->author()));
  TestCounty::carry(*admin, hub, county.authority);
  cut(*a, received, record);
  share();
  for (Device* device : all()) {
    BOOST_TEST(text_of(*device, before, "name") == "马玉莲", device->name);
    BOOST_TEST(text_of(*device, beyond, "name") == "(no row)", device->name);
    const auto held = device->replica->held();
    BOOST_REQUIRE(held.size() == 1u);
    BOOST_TEST((held[0].operations.front().value == Value::of("李秀英")));
    BOOST_TEST(device->replica->counts().held == 1u);
  }
  same_everywhere();
  BOOST_TEST(a->replica->is_revoked());
  BOOST_TEST(!b->replica->is_revoked());
  // The lost tablet may write on; nothing of it counts, and it says so.
  BOOST_TEST((code_of(a->replica->commit(county.village, {set_person(EntityId{5}, person::name, Value::of("某"))}, a->actor())) == ErrorCode::device_revoked));
}

BOOST_FIXTURE_TEST_CASE(a_cut_that_comes_late_takes_effect_back, Village) {
  share();
  const std::uint64_t received = head(*a);
  const EntityId beyond = name(*a, "李秀英");
  TestCounty::carry(*a, *b, county.village);  // side by side, without the hub
  BOOST_TEST(text_of(*b, beyond, "name") == "李秀英");
  // b builds on it before the cut is known: b's own word stands.
  good(b->replica->commit(county.village, {set_person(beyond, person::phone, Value::of("13909310000"))}, b->actor()));
  cut(*a, received, revoke(*admin, RevocationKind::device, people::certificate_of(a->author())));
  TestCounty::carry(*admin, hub, county.authority);
  share();
  BOOST_TEST(text_of(*b, beyond, "name") == "(null)");
  BOOST_TEST(text_of(*b, beyond, "phone") == "13909310000");
  same_everywhere();
}

BOOST_FIXTURE_TEST_CASE(a_cut_that_comes_late_may_let_a_log_go_on, Village) {
  const EntityId received = name(*a, "马玉莲");
  share();
  const EntityId record = revoke(*admin, RevocationKind::device, people::certificate_of(a->author()));
  share();
  // A hub that has lost its store knows no log of that device, and says so; what it had said before comes after.
  cut(*a, 0, record, {}, 0);
  TestCounty::carry(hub, *b, county.village);
  BOOST_TEST(text_of(*b, received, "name") == "(no row)");
  cut(*a, head(*a), record);
  share();
  for (Device* device : all()) BOOST_TEST(text_of(*device, received, "name") == "马玉莲", device->name);
  same_everywhere();
}

BOOST_FIXTURE_TEST_CASE(what_rests_on_something_cut_off_still_waits_for_what_stands_before_the_cut, Village) {
  const EntityId elder = name(*a, "马玉莲");
  const std::uint64_t received = head(*a);
  name(*a, "李秀英");  // beyond the cut
  TestCounty::carry(*a, *b, county.village);
  good(b->replica->commit(county.village, {set_person(elder, person::name, Value::of("马玉兰"))}, b->actor()));  // having seen both
  const EntityId record = revoke(*admin, RevocationKind::device, people::certificate_of(a->author()));
  TestCounty::carry(*admin, hub, county.authority);
  cut(*a, received, record);  // by a hub whose word rests on nothing but the revocation
  // A new device gets the cut first, then b's correction, and last what it corrects.
  const auto fresh = county.device("fresh");
  TestCounty::carry(*admin, *fresh, county.authority);
  std::vector<log::Frame> of_a, of_b;
  for (const log::Frame& frame : TestCounty::frames(*b, county.village))
    (good(log::position_of(frame.segments.front().bytes)).author == b->author() ? of_b : of_a).push_back(frame);
  std::vector<log::Frame> of_hub;
  for (const log::Frame& frame : TestCounty::frames(hub, county.village))
    if (good(log::position_of(frame.segments.front().bytes)).author == hub.author()) of_hub.push_back(frame);
  good(fresh->replica->receive(of_hub));
  good(fresh->replica->receive(of_b));
  BOOST_TEST(text_of(*fresh, elder, "name") == "(no row)");
  good(fresh->replica->receive(of_a));
  BOOST_TEST(text_of(*fresh, elder, "name") == "马玉兰");
  BOOST_TEST(fresh->replica->conflict_count() == 0u);
  share();
  BOOST_TEST((fresh->replica->table_digest(county.village) == b->replica->table_digest(county.village)));
  same_everywhere();
}

BOOST_FIXTURE_TEST_CASE(a_cut_that_lets_a_log_go_on_brings_back_the_order_of_causes, Village) {
  const EntityId elder = name(*a, "马玉莲");
  const std::uint64_t received = head(*a);
  TestCounty::carry(*a, *b, county.village);
  good(b->replica->commit(county.village, {set_person(elder, person::name, Value::of("马玉兰"))}, b->actor()));
  const EntityId record = revoke(*admin, RevocationKind::device, people::certificate_of(a->author()));
  TestCounty::carry(*admin, hub, county.authority);
  TestCounty::carry(*admin, *b, county.authority);
  cut(*a, 0, record, {}, 0);  // names no log of a's: all of it counts up to nothing
  TestCounty::carry(hub, *admin, county.village);
  std::vector<log::Frame> of_a, of_b;
  for (const log::Frame& frame : TestCounty::frames(*b, county.village))
    (good(log::position_of(frame.segments.front().bytes)).author == b->author() ? of_b : of_a).push_back(frame);
  good(admin->replica->receive(of_b));
  BOOST_TEST(text_of(*admin, elder, "name") == "马玉兰");
  cut(*a, received, record);
  TestCounty::carry(hub, *admin, county.village);
  good(admin->replica->receive(of_a));
  BOOST_TEST(text_of(*admin, elder, "name") == "马玉兰");
  BOOST_TEST(admin->replica->conflict_count() == 0u);
  share();
  same_everywhere();
}

BOOST_FIXTURE_TEST_CASE(nobody_waits_for_what_was_cut_off_and_never_came, Village) {
  share();
  const std::uint64_t received = head(*a);
  const EntityId beyond = name(*a, "李秀英");
  TestCounty::carry(*a, *b, county.village);
  const EntityId later = name(*b, "王桂兰");  // rests on what a wrote
  const EntityId record = revoke(*admin, RevocationKind::device, people::certificate_of(a->author()));
  TestCounty::carry(*admin, hub, county.authority);
  cut(*a, received, record);
  // The admin never gets what a wrote: only b's log, which names it as a cause.
  std::vector<log::Frame> of_b;
  for (const log::Frame& frame : TestCounty::frames(*b, county.village))
    if (good(log::position_of(frame.segments.front().bytes)).author == b->author()) of_b.push_back(frame);
  good(admin->replica->receive(of_b));
  BOOST_TEST(text_of(*admin, later, "name") == "(no row)");
  TestCounty::carry(hub, *admin, county.village);
  BOOST_TEST(text_of(*admin, later, "name") == "王桂兰");
  BOOST_TEST(text_of(*admin, beyond, "name") == "(no row)");
  share();
  same_everywhere();
}

BOOST_FIXTURE_TEST_CASE(a_person_is_cut_alone_and_the_tablet_goes_on, Village) {
  const EntityId first = name(*a, "马玉莲");
  share();
  const std::uint64_t received = head(*a);
  const EntityId by_actor = name(*a, "李秀英");
  cut(*a, received, revoke(*admin, RevocationKind::profile, a->profile), a->profile);
  TestCounty::carry(*admin, hub, county.authority);
  // Another person on the same tablet.
  good(b->replica->commit(county.village, {set_person(EntityId{77}, person::name, Value::of("赵国强"))}, b->actor()));
  share();
  BOOST_TEST(text_of(*b, first, "name") == "马玉莲");
  BOOST_TEST(text_of(*b, by_actor, "name") == "(no row)");
  BOOST_TEST(text_of(*b, EntityId{77}, "name") == "赵国强");
  same_everywhere();
}

BOOST_FIXTURE_TEST_CASE(a_cut_needs_a_revocation_that_fits, Village) {
  share();
  const std::uint64_t received = head(*a);
  const EntityId written = name(*a, "李秀英");
  share();
  cut(*a, received, EntityId{4711});                                                                   // names nothing
  cut(*a, received, revoke(*admin, RevocationKind::device, people::certificate_of(b->author())));      // of another device
  TestCounty::carry(*admin, hub, county.authority);
  share();
  BOOST_TEST(text_of(*b, written, "name") == "李秀英");
  // And nobody but the hub writes one.
  const auto forged = a->replica->commit(county.village, {set(T::cut, EntityId{9}, cut::seq, number(0))}, {a->profile, &a->actor_key});
  BOOST_TEST((code_of(forged) == ErrorCode::not_allowed));
}

BOOST_FIXTURE_TEST_CASE(who_may_revoke_whom, Village) {
  share();
  const auto tries = [&](Device& by, RevocationKind kind, EntityId target) {
    const EntityId record{by.random.next()};
    return code_of(by.replica->commit(county.authority,
                                      {set(T::revocation, record, revocation::kind, Value::of(static_cast<std::int64_t>(kind))),
                                       set(T::revocation, record, revocation::target, Value::of(target))},
                                      {by.profile, &by.actor_key}));
  };
  BOOST_TEST((tries(*a, RevocationKind::device, people::certificate_of(b->author())) == ErrorCode::none));        // a lead, the own village
  BOOST_TEST((tries(*a, RevocationKind::device, people::certificate_of(admin->author())) == ErrorCode::not_allowed));
  BOOST_TEST((tries(*a, RevocationKind::profile, admin->profile) == ErrorCode::not_allowed));
  BOOST_TEST((tries(*a, RevocationKind::profile, b->profile) == ErrorCode::not_allowed));                         // another lead
  BOOST_TEST((tries(*a, RevocationKind::profile, a->profile) == ErrorCode::none));                                // the own key
  BOOST_TEST((tries(*admin, RevocationKind::profile, b->profile) == ErrorCode::none));
  const EntityId record{1234};
  const auto unsigned_act = admin->replica->commit(county.authority, {set(T::revocation, record, revocation::kind, Value::of(std::int64_t{1}))}, admin->actor());
  BOOST_TEST((code_of(unsigned_act) == ErrorCode::not_allowed));
}

BOOST_FIXTURE_TEST_CASE(erased_values_are_gone_everywhere_and_the_chain_still_fits, Village) {
  const EntityId person = name(*a, "马玉莲");
  good(a->replica->commit(county.village, {set_person(person, person::phone, Value::of("13909315621"))}, a->actor()));
  share();
  const std::uint64_t seq = head(*a);
  const EntityId record{admin->random.next()};
  const Bytes dots = store::pack_dots({{a->author(), a->replica->identity()->epoch, seq}});
  good(admin->replica->commit(county.authority,
                              {set(T::redaction, record, redaction::scope, number(county.village.value)), set(T::redaction, record, redaction::dots, Value::of_bytes(dots)),
                               set(T::redaction, record, redaction::reason, Value::of(std::int64_t{1}))},
                              {admin->profile, &admin->actor_key}));
  share();
  for (Device* device : all()) {
    BOOST_TEST(text_of(*device, person, "phone") == "(null)", device->name);
    BOOST_TEST(text_of(*device, person, "name") == "马玉莲");
  }
  same_everywhere();
  const Hash digest = b->replica->log_digest(county.village);
  const auto holds_number = [&](Device& device) {
    for (const auto& segment : device.replica->segments(county.village, a->author(), a->replica->identity()->epoch, 1, 1u << 20)) {
      const std::string_view needle = "13909315621";
      if (std::search(segment.sealed.bytes.begin(), segment.sealed.bytes.end(), needle.begin(), needle.end()) != segment.sealed.bytes.end()) return true;
    }
    return false;
  };
  BOOST_TEST(holds_number(*b));  // until the hub has received the redaction
  for (Device* device : all()) county.receipt_all(*device, 1'700'000'100'000);
  for (Device* device : all()) BOOST_TEST(!holds_number(*device), device->name);
  BOOST_TEST((b->replica->log_digest(county.village) == digest));
  same_everywhere();
  // A newcomer takes the blanked copy, because it knows the redaction; an old unredacted copy is no fork.
  auto late = county.device("late");
  TestCounty::carry(*admin, *late, county.authority);
  TestCounty::carry(*b, *late, county.village);
  BOOST_TEST(text_of(*late, person, "phone") == "(null)");
  BOOST_TEST((late->replica->table_digest(county.village) == b->replica->table_digest(county.village)));
  BOOST_TEST(late->replica->counts().forked == 0u);
  BOOST_TEST(late->replica->counts().waiting == 0u);
}

BOOST_FIXTURE_TEST_CASE(a_blanked_copy_without_a_redaction_waits, Village) {
  const EntityId person = name(*a, "马玉莲");
  log::Frame frame = TestCounty::frames(*a, county.village).front();
  const std::size_t first = 0;
  frame.segments.front().bytes = good(log::redact(frame.segments.front().bytes, std::span(&first, 1)));
  good(b->replica->receive({frame}));
  BOOST_TEST(text_of(*b, person, "name") == "(no row)");
  BOOST_TEST(b->replica->counts().waiting == 1u);
  TestCounty::carry(*a, *b, county.village);  // the whole one comes by another way
  BOOST_TEST(text_of(*b, person, "name") == "马玉莲");
  BOOST_TEST(b->replica->counts().forked == 0u);
}

BOOST_FIXTURE_TEST_CASE(said_once_is_never_changed, Village) {
  share();
  const EntityId record{a->random.next()};
  using namespace model;
  const auto leg = [&](std::uint16_t field, Value value) { return set(T::posting, record, field, std::move(value)); };
  good(a->replica->commit(county.village, {leg(posting::kind, Value::of(std::int64_t{1})), leg(posting::minutes, Value::of(std::int64_t{60}))}, a->actor()));
  BOOST_TEST((code_of(a->replica->commit(county.village, {leg(posting::minutes, Value::of(std::int64_t{600}))}, a->actor())) == ErrorCode::not_allowed));
  share();
  BOOST_TEST((code_of(b->replica->commit(county.village, {leg(posting::minutes, Value::of(std::int64_t{600}))}, b->actor())) == ErrorCode::not_allowed));
  // Nor is a revocation turned into another by its own writer.
  const EntityId gone = revoke(*admin, RevocationKind::device, people::certificate_of(b->author()));
  for (const std::uint16_t field : {revocation::target, revocation::note}) {
    const Value value = field == revocation::note ? Value::of("后来写的") : Value::of(people::certificate_of(a->author()));
    BOOST_TEST((code_of(admin->replica->commit(county.authority, {set(T::revocation, gone, field, value)}, {admin->profile, &admin->actor_key})) == ErrorCode::not_allowed));
  }
  // No role may edit or erase what is said once.
  for (const people::Right& right : people::rights_table())
    if (model::find(right.type)->life == Life::once) BOOST_TEST((right.edit == people::Reach::none && right.erase == people::Reach::none));
  // Consent needs the person's own signature.
  const EntityId consent_record{a->random.next()};
  const std::vector<log::Operation> said = {set(T::consent, consent_record, consent::what, Value::of(std::int64_t{1}))};
  BOOST_TEST((code_of(a->replica->commit(county.village, said, a->actor())) == ErrorCode::not_allowed));
  BOOST_TEST((code_of(a->replica->commit(county.village, said, {a->profile, &a->actor_key})) == ErrorCode::none));
}

BOOST_FIXTURE_TEST_CASE(the_hub_writes_nothing_that_people_write, Village) {
  share();
  for (const T type : {T::person, T::visit, T::time_entry, T::posting, T::consent, T::role_grant, T::revocation}) {
    const ScopeId scope = model::find(type)->home == Home::authority ? county.authority : county.village;
    BOOST_TEST((code_of(hub.replica->commit(scope, {set(type, EntityId{0x77}, 1, type == T::person ? Value::of("某人") : Value::of(std::int64_t{1}))}, {})) != ErrorCode::none),
               model::find(type)->name);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::test
