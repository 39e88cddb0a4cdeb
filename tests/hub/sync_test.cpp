// Tablets and a hub come to hold the same, through everything that may go wrong between them.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <set>

#include "tests/hub/temporary.h"
#include "sync/protocol.h"
#include "tests/hub/county.h"

namespace huzhu::test {
namespace {

using sync::IncidentKind;

bool has_incident(Tablet& tablet, IncidentKind kind) {
  for (const sync::Incident& one : tablet.client->state().incidents) {
    if (one.kind == kind) return true;
  }
  return false;
}

bool same(Tablet& a, Tablet& b) {
  const ScopeId scope = village_scope(a);
  return a.replica().log_digest(scope) == b.replica().log_digest(scope) && a.replica().table_digest(scope) == b.replica().table_digest(scope);
}

struct TwoTablets : County {
  TwoTablets() : a(enrol(village, "陈桂香", 11)), b(enrol(village, "王建国", 12)) {
    BOOST_REQUIRE(a);
    BOOST_REQUIRE(b);
    BOOST_REQUIRE(sync(*a).ok());
    BOOST_REQUIRE(sync(*b).ok());
    BOOST_REQUIRE(sync(*a).ok());
  }
  std::unique_ptr<Tablet> a, b;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(hub_sync)

BOOST_FIXTURE_TEST_CASE(two_tablets_and_a_hub_converge, TwoTablets) {
  const EntityId ma = register_elder(*a, "马玉莲"), zhang = register_elder(*b, "张德福");
  BOOST_REQUIRE(ma);
  BOOST_REQUIRE(zhang);
  BOOST_TEST(!a->replica().is_receipted(ma));
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(a->replica().is_receipted(ma));
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(same(*a, *b));
  BOOST_TEST(phone_of(*b, ma) == "13909310001");
  BOOST_TEST((a->client->state().phase == sync::Phase::done));
  BOOST_TEST(a->client->state().incidents.empty());
  BOOST_TEST(a->client->state().to_send == 0u);
  BOOST_TEST(a->client->state().done_at_ms.has_value());
}

BOOST_FIXTURE_TEST_CASE(a_sync_tells_the_tablet_the_time, TwoTablets) {
  struct Shifted : Clock {
    Clock& real;
    std::int64_t offset_ms;
    Shifted(Clock& r, std::int64_t by) : real(r), offset_ms(by) {}
    std::int64_t now_ms() override { return real.now_ms() + offset_ms; }
  } shifted(clock, -clock.ms);  // 1970
  auto tablet = enrol(village, "李秀英", 15, &shifted);
  BOOST_REQUIRE(tablet);
  BOOST_TEST(std::abs(tablet->replica().now_estimated_ms() - clock.ms) < 1000);  // the grant said what time it was
  shifted.offset_ms += 3 * limits::clock_holdover_ms;
  BOOST_TEST((tablet->replica().clock_state() == log::ClockState::untrusted));
  BOOST_REQUIRE(sync(*tablet).ok());
  BOOST_TEST((tablet->replica().clock_state() == log::ClockState::trusted));
  BOOST_TEST(std::abs(tablet->replica().now_estimated_ms() - clock.ms) < 1000);  // half the way there and back
  // Set right by hand: it went forward by half a century, so its old offset means nothing.
  shifted.offset_ms = 0;
  BOOST_TEST((tablet->replica().clock_state() == log::ClockState::untrusted));
  BOOST_REQUIRE(sync(*tablet).ok());
  BOOST_TEST((tablet->replica().clock_state() == log::ClockState::trusted));
  BOOST_TEST(std::abs(tablet->replica().now_estimated_ms() - clock.ms) < 1000);  // half the way there and back
}

BOOST_FIXTURE_TEST_CASE(nothing_new_costs_one_short_round_trip, TwoTablets) {
  int requests = 0;
  std::size_t bytes = 0;
  after_answer = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    ++requests;
    bytes += request.body.size() + answer.body.size();
  };
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(requests == 1);
  BOOST_TEST(bytes < 120u);
}

BOOST_FIXTURE_TEST_CASE(a_push_needs_no_pull_of_its_own_echo, TwoTablets) {
  register_elder(*a, "马玉莲");
  std::vector<std::string> paths;
  after_answer = [&](const sync::HttpRequest& request, hub::Answer&) { paths.push_back(request.path); };
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(paths == (std::vector<std::string>{"/v1/push", "/v1/digest"}), boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(a_conflict_is_seen_on_both_and_gone_on_both, TwoTablets) {
  const EntityId elder = register_elder(*a, "马玉莲");
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_REQUIRE(write_phone(*a, elder, "13909310002").ok());
  BOOST_REQUIRE(write_phone(*b, elder, "13909310003").ok());
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(a->replica().conflict_count() == 1u);
  BOOST_TEST(b->replica().conflict_count() == 1u);
  BOOST_TEST(phone_of(*a, elder) == phone_of(*b, elder));
  BOOST_REQUIRE(write_phone(*b, elder, "13909310003").ok());
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(a->replica().conflict_count() == 0u);
  BOOST_TEST(b->replica().conflict_count() == 0u);
  BOOST_TEST(phone_of(*a, elder) == "13909310003");
  BOOST_TEST(same(*a, *b));
}

BOOST_FIXTURE_TEST_CASE(a_lost_answer_is_pushed_again_and_stored_once, TwoTablets) {
  const EntityId elder = register_elder(*a, "马玉莲");
  int lose = 1;
  after_answer = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    if (request.path == sync::path::push && lose-- > 0) answer.status = 0;
  };
  BOOST_TEST(!sync(*a).ok());
  BOOST_TEST((a->client->state().phase == sync::Phase::offline));
  BOOST_TEST(!a->replica().is_receipted(elder));
  const auto stored = service->counts().segments_stored;
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(service->counts().segments_stored == stored);
  BOOST_TEST(a->replica().is_receipted(elder));
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_TEST(same(*a, *b));
}

BOOST_FIXTURE_TEST_CASE(an_interrupted_first_sync_goes_on_where_it_was, TwoTablets) {
  for (int i = 0; i < 60; ++i) BOOST_REQUIRE(register_elder(*a, "马玉莲", "139093" + std::to_string(10000 + i)));
  BOOST_REQUIRE(sync(*a).ok());
  // Pages of the smallest size, every second request lost.
  std::size_t pulled = 0, requests = 0, resent = 0;
  std::set<std::uint64_t> seen;
  before_answer = [&](const sync::HttpRequest& request) { return request.path != sync::path::pull || ++requests % 2 == 0; };
  after_answer = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    if (request.path != sync::path::pull || answer.status != 200) return;
    const auto page = sync::decode<sync::PullAnswer>(answer.body);
    if (!seen.insert(page->next.hub_seq).second) ++resent;
    ++pulled;
  };
  auto late = enrol(village, "李秀英", 13);
  BOOST_REQUIRE(late);
  int tries = 0;
  while (!sync(*late).ok()) BOOST_REQUIRE(++tries < 100);
  BOOST_TEST(pulled >= 2u);
  BOOST_TEST(resent == 0u);
  before_answer = nullptr;
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_REQUIRE(sync(*late).ok());
  BOOST_TEST(same(*a, *late));
}

BOOST_FIXTURE_TEST_CASE(a_hub_that_starts_anew_is_offered_the_vectors_once, TwoTablets) {
  register_elder(*a, "马玉莲");
  BOOST_REQUIRE(sync(*a).ok());
  start();
  BOOST_REQUIRE(started);
  std::vector<std::string> paths;
  after_answer = [&](const sync::HttpRequest& request, hub::Answer&) { paths.push_back(request.path); };
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(std::count(paths.begin(), paths.end(), "/v1/hello") == 1);
  BOOST_TEST(std::count(paths.begin(), paths.end(), "/v1/offer") == 2);
  BOOST_TEST(std::count(paths.begin(), paths.end(), "/v1/pull") == 0);
  paths.clear();
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(paths.size() == 1u);
  BOOST_TEST(a->client->state().incidents.empty());
}

BOOST_FIXTURE_TEST_CASE(a_rolled_back_hub_is_refilled, TwoTablets) {
  const std::string night = huzhu::test::temporary_path("huzhu_rollback_test.db");
  hub::remove_database(night);
  BOOST_REQUIRE(store->backup(night).ok());
  const EntityId ma = register_elder(*a, "马玉莲");
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_REQUIRE(sync(*b).ok());
  const EntityId zhang = register_elder(*b, "张德福");
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_REQUIRE(same(*a, *b));

  store = std::move(hub::open_sqlite_store(night)).value();
  start();
  BOOST_REQUIRE(started);
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_REQUIRE(sync(*a).ok());
  auto late = enrol(village, "李秀英", 13);
  BOOST_REQUIRE(sync(*late).ok());
  BOOST_TEST(phone_of(*late, ma) == "13909310001");
  BOOST_TEST(phone_of(*late, zhang) == "13909310001");
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(same(*a, *late));
  BOOST_TEST(!has_incident(*a, IncidentKind::digest_differs));
  store.reset();
  hub::remove_database(night);
}

BOOST_FIXTURE_TEST_CASE(a_hub_set_back_before_an_enrolment_is_told_the_certificates_first, TwoTablets) {
  const std::string night = huzhu::test::temporary_path("huzhu_certificates_test.db");
  hub::remove_database(night);
  BOOST_REQUIRE(store->backup(night).ok());
  std::vector<std::unique_ptr<Tablet>> late;
  for (std::uint64_t i = 0; i < 4; ++i) {
    late.push_back(enrol(village, "李秀英", 20 + i));
    BOOST_REQUIRE(register_elder(*late.back(), "马玉莲", "1390931010" + std::to_string(i)));
    BOOST_REQUIRE(sync(*late.back()).ok());
  }
  BOOST_REQUIRE(sync(*a).ok());

  store = std::move(hub::open_sqlite_store(night)).value();
  authority = std::move(hub::reading_view(*store, facts, clock, random)).value();
  start();
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(!has_incident(*a, IncidentKind::refused_segment));
  for (auto& tablet : late) BOOST_REQUIRE(sync(*tablet).ok());
  BOOST_REQUIRE(sync(*a).ok());
  for (auto& tablet : late) BOOST_TEST(!has_incident(*tablet, IncidentKind::refused_segment));
  BOOST_REQUIRE(sync(*late[0]).ok());
  BOOST_TEST(same(*a, *late[0]));
  store.reset();
  hub::remove_database(night);
}

BOOST_FIXTURE_TEST_CASE(a_hub_that_lost_a_certificate_takes_it_from_the_device_itself, TwoTablets) {
  const std::string night = huzhu::test::temporary_path("huzhu_introduction_test.db");
  hub::remove_database(night);
  BOOST_REQUIRE(store->backup(night).ok());
  auto late = enrol(village, "李秀英", 20);  // nobody else has seen its certificate
  BOOST_REQUIRE(register_elder(*late, "马玉莲"));
  BOOST_REQUIRE(sync(*late).ok());
  BOOST_REQUIRE(register_elder(*late, "张德福"));

  store = std::move(hub::open_sqlite_store(night)).value();
  authority = std::move(hub::reading_view(*store, facts, clock, random)).value();
  start();
  std::vector<std::string> paths;
  after_answer = [&](const sync::HttpRequest& request, hub::Answer&) { paths.push_back(request.path); };
  BOOST_REQUIRE(sync(*late).ok());
  BOOST_TEST(late->replica().counts().unreceipted == 0u);
  BOOST_TEST(std::count(paths.begin(), paths.end(), "/v1/introduce") >= 1);
  BOOST_TEST(std::count(paths.begin(), paths.end(), "/v1/introduce") <= 6);  // two for each of three logs, not all of them again
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(same(*a, *late));
  store.reset();
  hub::remove_database(night);
}

BOOST_FIXTURE_TEST_CASE(a_device_nobody_certified_stays_unknown, TwoTablets) {
  Tablet stranger(clock, 77);
  const store::DeviceIdentity identity{stranger.device.key, 7, facts.county_root, facts.root_key, facts.hub_key};
  BOOST_REQUIRE(stranger.replica().set_identity(identity).ok());
  carry_frames(*a, stranger, facts.authority);  // what any device of the county holds
  stranger.open_client();
  int hellos = 0, introductions = 0;
  after_answer = [&](const sync::HttpRequest& request, hub::Answer&) {
    hellos += request.path == sync::path::hello;
    introductions += request.path == sync::path::introduce;
  };
  const Status done = sync(stranger);
  BOOST_REQUIRE(!done.ok());
  BOOST_TEST((done.error().code == ErrorCode::unknown_device));
  BOOST_TEST(hellos == 2);
  BOOST_TEST(introductions > 0);
  BOOST_TEST(introductions <= 4);  // the ends of the logs, once
}

BOOST_FIXTURE_TEST_CASE(forged_receipts_are_not_believed, TwoTablets) {
  const EntityId elder = register_elder(*a, "马玉莲");
  after_answer = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    if (request.path != sync::path::push || answer.status != 200) return;
    auto message = *sync::decode<sync::PushAnswer>(answer.body);
    for (sync::ReceiptRun& run : message.runs) run.received_at_ms += 1;
    answer.body = sync::encode(message);
  };
  (void)sync(*a);
  BOOST_TEST(has_incident(*a, IncidentKind::forged_receipt));
  after_answer = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    if (request.path != sync::path::pull || answer.status != 200) return;
    auto message = *sync::decode<sync::PullAnswer>(answer.body);
    for (sync::PullEntry& entry : message.entries) entry.received_at_ms -= 1;
    answer.body = sync::encode(message);
  };
  BOOST_TEST(!sync(*b).ok());
  BOOST_TEST(has_incident(*b, IncidentKind::forged_receipt));
  BOOST_TEST(!b->replica().is_receipted(elder));
  after_answer = nullptr;
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_TEST(a->replica().is_receipted(elder));
  BOOST_TEST(same(*a, *b));
}

BOOST_FIXTURE_TEST_CASE(a_false_hub_is_found_at_its_hello, TwoTablets) {
  start();
  after_answer = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    if (request.path != sync::path::hello) return;
    auto message = *sync::decode<sync::HelloAnswer>(answer.body);
    message.signature = crypto::SigningKey::generate(random).sign(view("anything"));
    answer.body = sync::encode(message);
  };
  BOOST_TEST(!sync(*a).ok());
  BOOST_TEST(has_incident(*a, IncidentKind::false_hub));
}

BOOST_FIXTURE_TEST_CASE(a_hub_that_withholds_a_record_is_found_by_the_digest, TwoTablets) {
  register_elder(*a, "马玉莲");
  BOOST_REQUIRE(sync(*a).ok());
  // It says it stands where the tablet stands and shows what there is without that record: what the other tablet, which
  // never got it, holds.
  after_answer = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    if (request.path != sync::path::digest || answer.status != 200) return;
    auto asked = *sync::decode<sync::DigestRequest>(request.body);
    sync::DigestAnswer message;
    message.hub_epoch = service->hub_epoch();
    for (const sync::ScopePosition& one : asked.scopes) message.scopes.push_back({one.scope, one.hub_seq, b->replica().log_digest(one.scope)});
    answer.body = sync::encode(message);
  };
  (void)sync(*a);
  BOOST_REQUIRE(a->client->state().incidents.size() == 1u);  // of the village only: the rest it showed as it is
  BOOST_TEST((a->client->state().incidents.front().kind == IncidentKind::digest_differs));
  BOOST_TEST((a->client->state().incidents.front().scope == village_scope(*a)));
}

BOOST_FIXTURE_TEST_CASE(a_record_left_out_of_a_page_is_missed_and_still_comes, TwoTablets) {
  auto c = enrol(village, "李秀英", 13);
  BOOST_REQUIRE(c);
  BOOST_REQUIRE(sync(*c).ok());
  for (Tablet* one : {a.get(), b.get()}) BOOST_REQUIRE(sync(*one).ok());
  const EntityId withheld = register_elder(*a, "马玉莲");
  BOOST_REQUIRE(sync(*a).ok());
  const EntityId shown = register_elder(*c, "张德福");
  BOOST_REQUIRE(sync(*c).ok());
  std::size_t left_out = 0;
  after_answer = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    if (request.path != sync::path::pull || answer.status != 200) return;
    auto page = *sync::decode<sync::PullAnswer>(answer.body);
    if (page.scope != village_scope(*b)) return;
    left_out += std::erase_if(page.entries, [&](const sync::PullEntry& entry) { return writer_of(entry) == a->device.key.author(); });
    answer.body = sync::encode(page);
  };
  BOOST_TEST(!sync(*b).ok());
  BOOST_TEST(left_out > 0u);
  BOOST_TEST(has_incident(*b, IncidentKind::forged_receipt));  // the receipts of the page do not lead to where it says
  BOOST_TEST(phone_of(*b, withheld) == "");
  after_answer = nullptr;
  for (Tablet* one : {b.get(), a.get()}) BOOST_REQUIRE(sync(*one).ok());
  BOOST_TEST(phone_of(*b, withheld) == "13909310001");
  BOOST_TEST(phone_of(*b, shown) == "13909310001");
  BOOST_TEST(same(*a, *b));
}

BOOST_FIXTURE_TEST_CASE(a_copied_tablet_is_a_fork_and_never_received, TwoTablets) {
  // The copy: the same key and epoch write on from the same place.
  Tablet copy(clock, 77);
  copy.actor = a->actor;
  copy.person = a->person;
  BOOST_REQUIRE(copy.replica().set_identity(*a->replica().identity()).ok());
  BOOST_REQUIRE(copy.replica().put_fact(people::device_area_fact, view(std::to_string(village))).ok());
  for (const ScopeId scope : {facts.authority, village_scope(*a)}) carry_frames(*a, copy, scope);
  copy.open_client();
  BOOST_REQUIRE(sync(copy).ok());

  const EntityId first = register_elder(*a, "马玉莲");
  const EntityId second = register_elder(copy, "张德福");
  BOOST_REQUIRE(second);
  BOOST_REQUIRE(sync(*a).ok());
  (void)sync(copy);
  BOOST_TEST(a->replica().is_receipted(first));
  BOOST_TEST(!copy.replica().is_receipted(second));
  BOOST_TEST(has_incident(copy, IncidentKind::fork));
  BOOST_TEST(store->fork_count(village_scope(*a)).value() > 0u);
  // Everybody else goes on; the key that two devices use is cut where the first branch stands, on both of them.
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(same(*a, *b));
  (void)sync(copy);
  BOOST_TEST(same(copy, *b));
  BOOST_TEST(phone_of(copy, first) == "13909310001");
  BOOST_TEST(phone_of(copy, second) == "");
  BOOST_TEST(register_elder(*a, "再记一个").value == 0u);
  // What the copy wrote is not lost: it is set aside there, for a lead to take over.
  const auto held = copy.replica().held();
  BOOST_REQUIRE(held.size() == 1u);
  BOOST_TEST(held.front().forked);
  BOOST_TEST(copy.replica().table_digest(village_scope(copy)) == [&] {
    BOOST_REQUIRE(copy.replica().rebuild().ok());
    return copy.replica().table_digest(village_scope(copy));
  }());
}

BOOST_FIXTURE_TEST_CASE(the_county_computer_follows_every_village, TwoTablets) {
  auto pc = enrol(county, "周育才", 14);
  BOOST_REQUIRE(pc);
  const EntityId elder = register_elder(*a, "马玉莲");
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_REQUIRE(sync(*pc).ok());
  BOOST_TEST(phone_of(*pc, elder) == "13909310001");
  auto other = enrol(other_village, "赵玉梅", 15);
  BOOST_REQUIRE(other);
  BOOST_REQUIRE(sync(*other).ok());
  BOOST_TEST(phone_of(*other, elder) == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
