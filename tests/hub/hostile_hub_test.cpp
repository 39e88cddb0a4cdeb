// A breached hub: its key and its store in the hands of somebody who wants more than a hub may. What devices make of it.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "core/people/draft_ops.h"
#include "tests/hub/county.h"

namespace huzhu::test {
namespace {

using R = model::RoleKind;
using T = model::EntityType;

struct Breached : County {
  Breached() : a(enrol(village, "陈桂香", 11)), b(enrol(village, "王建国", 12)) {
    for (Tablet* one : {a.get(), b.get(), a.get()}) BOOST_REQUIRE(sync(*one).ok());
  }
  // Signed with a key the hub has, in a new log of it, and stored at the hub as if it were anybody's.
  void plant(ScopeId scope, people::DraftOps ops, const crypto::SigningKey& key, EntityId actor = {}) {
    log::Segment segment;
    segment.scope = scope;
    segment.author = key.author();
    segment.epoch = ++epoch;
    segment.seq_first = 1;
    segment.hlc = static_cast<std::uint64_t>(clock.ms) << 16;
    segment.actor = actor;
    segment.operations = ops.take();
    // It has seen all there is: else nothing of it would be permitted anyway.
    for (const store::Head& head : a->replica().heads(facts.authority)) segment.deps.push_back({facts.authority, head.author, head.epoch, head.seq, sync::first8(head.chain)});
    std::sort(segment.deps.begin(), segment.deps.end());
    const auto sealed = log::seal(segment, log::first_prev(facts.county_root, scope, segment.author, segment.epoch), key, nullptr);
    BOOST_REQUIRE(sealed.ok());
    hub::NewRun run{{segment.author, segment.epoch, 0, {}}, {*sealed}, {1}, {segment.operations.size()}};
    const std::vector<hub::AppendBatch> batches{{scope, {run}}};
    BOOST_REQUIRE(store->append(batches, {facts.county_root, service->hub_epoch(), clock.now_ms()}).ok());
  }
  std::optional<people::HeldRole> role_on(Tablet& tablet, EntityId profile) { return people::held_role(tablet.replica().db(), profile, Date::from_ms(clock.ms, 480)); }
  std::string shown_phone(EntityId elder) {
    const std::string on_a = phone_of(*a, elder);
    return phone_of(*b, elder) == on_a ? on_a : "they differ";
  }

  std::uint32_t epoch = 100;
  std::unique_ptr<Tablet> a, b;
};

people::DraftOps new_admin(const crypto::SigningKey& person, AuthorId device) {
  people::DraftOps ops;
  const EntityId profile{person.author().value};
  ops.of(T::profile, profile)
      .set(model::profile::public_key, Value::of_bytes(person.public_key()))
      .set(model::profile::person_name, Value::of("假县长"))
      .set(model::profile::device, Value::of(people::certificate_of(device)));
  ops.of(T::role_grant, EntityId{4242})
      .set(model::role_grant::profile, Value::of(profile))
      .set(model::role_grant::role, Value::of(static_cast<std::int64_t>(R::county_admin)))
      .set(model::role_grant::area, Value::of(county));
  return ops;
}

BOOST_AUTO_TEST_SUITE(hostile_hub)

BOOST_FIXTURE_TEST_CASE(an_invented_role_has_no_effect_anywhere, Breached) {
  const crypto::SigningKey person = crypto::SigningKey::generate(random);
  const EntityId profile{person.author().value};
  plant(facts.authority, new_admin(person, keys->hub.author()), keys->hub);
  for (Tablet* one : {a.get(), b.get()}) {
    BOOST_REQUIRE(sync(*one).ok());
    BOOST_TEST(!role_on(*one, profile));
    BOOST_TEST(!people::profile_key(one->replica().db(), profile));
  }
  // It has come, and is kept and void: every replica says the same.
  BOOST_TEST((a->replica().table_digest(facts.authority) == b->replica().table_digest(facts.authority)));
}

BOOST_FIXTURE_TEST_CASE(an_invented_device_is_nobody, Breached) {
  const crypto::SigningKey device = crypto::SigningKey::generate(random);
  people::DraftOps certificate;
  certificate.of(T::device, people::certificate_of(device.author()))
      .set(model::device::public_key, Value::of_bytes(device.public_key()))
      .set(model::device::area, Value::of(village));
  plant(facts.authority, std::move(certificate), keys->hub);
  people::DraftOps record;
  record.of(T::person, EntityId{777}).set(model::person::name, Value::of("没有这个人"));
  const ScopeId mine = village_scope(*a);
  plant(mine, std::move(record), device, a->person.profile);
  bool came = false;
  after_answer = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    const auto page = request.path == sync::path::pull ? sync::decode<sync::PullAnswer>(answer.body) : Result<sync::PullAnswer>(Error{ErrorCode::internal, "", ""});
    if (!page || page->scope != mine) return;
    for (const sync::PullEntry& entry : page->entries) came |= writer_of(entry) == device.author();
  };
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(came);
  // It waits for a certificate that counts, and there is none.
  BOOST_TEST(a->replica().counts().waiting > 0u);
  BOOST_TEST(!people::device_key(a->replica().db(), device.author()));
  BOOST_TEST(a->replica().field_heads(EntityId{777}, model::person::name).empty());
  // Nobody else's records wait with it.
  const EntityId elder = register_elder(*b, "马玉莲");
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(shown_phone(elder) == "13909310001");
}

BOOST_FIXTURE_TEST_CASE(a_forged_segment_changes_nothing_and_the_true_one_still_comes, Breached) {
  const EntityId elder = register_elder(*a, "马玉莲");
  BOOST_REQUIRE(sync(*a).ok());
  after_answer = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    auto page = request.path == sync::path::pull ? sync::decode<sync::PullAnswer>(answer.body) : Result<sync::PullAnswer>(Error{ErrorCode::internal, "", ""});
    if (!page) return;
    for (sync::PullEntry& entry : page->entries) {
      const auto at = entry.frame.empty() ? std::size_t{0} : entry.frame.size() - 80;  // inside the last value, before the signature
      if (at > 0) entry.frame[at] ^= 1;
    }
    answer.body = sync::encode(*page);
  };
  (void)sync(*b);
  BOOST_TEST(phone_of(*b, elder).empty());
  after_answer = nullptr;
  for (int i = 0; i < 3; ++i) (void)sync(*b);
  BOOST_TEST(phone_of(*b, elder) == "13909310001");
}

BOOST_FIXTURE_TEST_CASE(an_old_page_shown_again_changes_nothing, Breached) {
  const EntityId elder = register_elder(*a, "马玉莲");
  BOOST_REQUIRE(sync(*a).ok());
  std::vector<Bytes> pages;
  after_answer = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    if (request.path == sync::path::pull && answer.status == 200) pages.push_back(answer.body);
  };
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_REQUIRE(!pages.empty());
  BOOST_REQUIRE(write_phone(*a, elder, "13909310002").ok());
  BOOST_REQUIRE(sync(*a).ok());
  const auto before = b->replica().log_digest(village_scope(*b));
  after_answer = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    if (request.path == sync::path::pull) answer.body = pages.front();
  };
  (void)sync(*b);
  BOOST_TEST((b->replica().log_digest(village_scope(*b)) == before));
  after_answer = nullptr;
  for (int i = 0; i < 3; ++i) (void)sync(*b);
  BOOST_TEST(shown_phone(elder) == "13909310002");
}

BOOST_FIXTURE_TEST_CASE(records_of_another_scope_are_not_taken_for_this_one, Breached) {
  auto other = enrol(other_village, "赵玉梅", 15);
  BOOST_REQUIRE(sync(*other).ok());
  auto session = other->session();
  auto draft = elder_draft("李秀英");
  draft.area = other_village;
  const auto saved = registry::register_elder(session, draft);
  BOOST_REQUIRE((saved.ok() && sync(*other).ok()));
  std::optional<sync::PullAnswer> foreign;
  after_answer = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    auto page = request.path == sync::path::pull ? sync::decode<sync::PullAnswer>(answer.body) : Result<sync::PullAnswer>(Error{ErrorCode::internal, "", ""});
    if (page && page->scope == other->session().work_scope(other_village) && !page->entries.empty()) foreign = *page;
  };
  auto neighbour = enrol(other_village, "王秀兰", 16);
  BOOST_REQUIRE((sync(*neighbour).ok() && foreign));
  const EntityId elder = register_elder(*b, "马玉莲");
  BOOST_REQUIRE(sync(*b).ok());
  const ScopeId mine = village_scope(*a);
  bool swapped_in = false;
  after_answer = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    auto page = request.path == sync::path::pull ? sync::decode<sync::PullAnswer>(answer.body) : Result<sync::PullAnswer>(Error{ErrorCode::internal, "", ""});
    if (!page || page->scope != mine) return;
    sync::PullAnswer swapped = *foreign;
    swapped.scope = mine;
    answer.body = sync::encode(swapped);
    swapped_in = true;
  };
  const Status refused = sync(*a);
  BOOST_TEST(swapped_in);
  BOOST_REQUIRE(!refused.ok());
  BOOST_TEST((refused.error().code == ErrorCode::wrong_scope));
  BOOST_TEST(a->replica().field_heads(saved->saved.entity, model::person::name).empty());
  BOOST_TEST(a->replica().heads(other->session().work_scope(other_village)).empty());
  after_answer = nullptr;
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(shown_phone(elder) == "13909310001");
}

BOOST_FIXTURE_TEST_CASE(misdated_receipts_hide_nothing_and_do_not_turn_what_came_after, Breached) {
  // The tablets' clocks are right; the hub's receipts are twenty years late, then twenty years early.
  FakeClock right;
  right.ms = clock.ms;
  auto one = enrol(village, "李秀英", 17, &right), two = enrol(village, "王秀兰", 18, &right);
  for (Tablet* tablet : {one.get(), two.get()}) BOOST_REQUIRE(sync(*tablet).ok());
  const EntityId elder = register_elder(*one, "马玉莲");
  clock.set(2046, 1, 1);
  BOOST_REQUIRE(sync(*one).ok());
  BOOST_REQUIRE(sync(*two).ok());
  right.pass_minutes(10);
  BOOST_REQUIRE(write_phone(*two, elder, "13909310002").ok());  // has seen the first
  clock.set(2006, 1, 1);
  BOOST_REQUIRE(sync(*two).ok());
  BOOST_REQUIRE(sync(*one).ok());
  BOOST_TEST(phone_of(*one, elder) == "13909310002");
  BOOST_TEST(one->replica().field_heads(elder, model::person::phone).size() == 1u);
  // Written apart from each other, both are there whatever the receipts say.
  BOOST_REQUIRE(write_phone(*one, elder, "13909310003").ok());
  BOOST_REQUIRE(write_phone(*two, elder, "13909310004").ok());
  BOOST_REQUIRE(sync(*two).ok());
  clock.set(2046, 1, 1);
  for (Tablet* tablet : {one.get(), two.get(), one.get()}) BOOST_REQUIRE(sync(*tablet).ok());
  BOOST_TEST(one->replica().field_heads(elder, model::person::phone).size() == 2u);
  BOOST_TEST((one->replica().table_digest(village_scope(*one)) == two->replica().table_digest(village_scope(*one))));
}

BOOST_FIXTURE_TEST_CASE(a_second_history_is_no_longer_the_one_a_tablet_followed, Breached) {
  register_elder(*a, "马玉莲");
  BOOST_REQUIRE(sync(*a).ok());
  // For the same numbers the hub shows other receipts, well signed: as if it had received something else then.
  bool stale = false;
  after_answer = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    if (request.path == sync::path::pull) stale |= answer.refusal == sync::Refusal::stale_cursor;
  };
  auto second = std::move(hub::open_sqlite_store(":memory:")).value();
  const std::vector<hub::ScopeHead> scopes = std::move(store->scopes()).value();
  BOOST_REQUIRE(!scopes.empty());
  for (const hub::ScopeHead& scope : scopes) {
    BOOST_REQUIRE(store->read(scope.scope, 0, [&](hub::Row& row) {
      const auto head = second->log(scope.scope, row.link.author, row.link.epoch).value();
      hub::NewRun run{head ? *head : hub::LogHead{row.link.author, row.link.epoch, 0, {}}, {row.sealed}, {row.link.seq_first}, {row.link.seq_last}};
      run.segments[0].chain = row.link.chain;
      const std::vector<hub::AppendBatch> batches{{scope.scope, {run}}};
      return second->append(batches, {facts.county_root, row.link.hub_epoch, row.link.received_at_ms + 1}).ok();
    }).ok());
  }
  std::swap(store, second);
  start();
  const EntityId later = register_elder(*b, "李秀英");
  BOOST_REQUIRE(sync(*b).ok());
  (void)sync(*a);
  (void)sync(*a);
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_TEST(stale);  // found at the first pull, and everything compared anew
  BOOST_TEST(phone_of(*a, later) == "13909310001");
  BOOST_TEST((a->replica().log_digest(village_scope(*a)) == b->replica().log_digest(village_scope(*a))));
  std::swap(store, second);
  start();
}

// The requests of one sync, of which a hub decides how many there are.
std::size_t requests_of(Breached& county, Tablet& tablet, const std::function<void(const sync::HttpRequest&, hub::Answer&)>& change) {
  std::size_t requests = 0;
  county.before_answer = [&](const sync::HttpRequest&) { return ++requests < 2000; };
  county.after_answer = change;
  (void)county.sync(tablet);
  county.before_answer = nullptr;
  county.after_answer = nullptr;
  return requests;
}

BOOST_FIXTURE_TEST_CASE(a_hub_that_always_has_more_is_left_for_later, Breached) {
  const EntityId elder = register_elder(*a, "马玉莲");
  BOOST_REQUIRE(sync(*a).ok());
  const std::size_t requests = requests_of(*this, *b, [](const sync::HttpRequest& request, hub::Answer& answer) {
    auto page = request.path == sync::path::pull ? sync::decode<sync::PullAnswer>(answer.body) : Result<sync::PullAnswer>(Error{ErrorCode::internal, "", ""});
    if (!page) return;
    page->more = true;
    answer.body = sync::encode(*page);
  });
  BOOST_TEST(requests < 60u);
  BOOST_TEST((b->client->state().phase == sync::Phase::offline));
  // What it did send is here, and an honest one is believed again.
  steady += 60'000;
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_TEST(shown_phone(elder) == "13909310001");
}

BOOST_FIXTURE_TEST_CASE(a_hub_that_stands_elsewhere_whenever_it_is_compared_is_left_for_later, Breached) {
  const ScopeId mine = village_scope(*b);
  register_elder(*b, "马玉莲");
  BOOST_REQUIRE(sync(*b).ok());
  for (const int by : {+1, -1}) {
    const std::size_t requests = requests_of(*this, *b, [&, by](const sync::HttpRequest& request, hub::Answer& answer) {
      auto digest = request.path == sync::path::digest ? sync::decode<sync::DigestAnswer>(answer.body) : Result<sync::DigestAnswer>(Error{ErrorCode::internal, "", ""});
      if (!digest) return;
      digest->same = false;
      if (digest->scopes.empty()) digest->scopes = {{mine, 0, {}}};
      const auto head = store->head(mine);
      BOOST_REQUIRE((head.ok() && *head));
      for (sync::ScopeDigest& one : digest->scopes)
        if (one.scope == mine) one.hub_seq = by > 0 ? (*head)->hub_seq + 1 : (*head)->hub_seq - 1;
      answer.body = sync::encode(*digest);
    });
    BOOST_TEST(requests < 400u);
    BOOST_TEST((b->client->state().phase == sync::Phase::offline));
    steady += 60'000;
    BOOST_REQUIRE(sync(*b).ok());
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::test
