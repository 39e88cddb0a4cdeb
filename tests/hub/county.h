// A county with its hub for tests, in one process: tablets enrol with codes and sync through the Service without a socket.
#pragma once

#include "core/registry/register_elder.h"
#include "sync/client/enrolment.h"
#include "sync/hub/clerk.h"
#include "sync/hub/hub.h"
#include "tests/core/people/world.h"

namespace huzhu::test {

// One device as a person uses it: replica, session, sync client.
struct Tablet {
  Tablet(Clock& clock, std::uint64_t seed) : device(clock, seed), actor(crypto::SigningKey::generate(device.random)) {}

  Device device;
  crypto::SigningKey actor;
  people::AddedPerson person;
  std::unique_ptr<sync::Client> client;

  store::Replica& replica() { return *device.replica; }
  people::Session session() { return device.session(person.profile, actor); }
  void open_client() {
    client = std::make_unique<sync::Client>(replica(), sync::Client::Options{&device.clock, &device.random, false, 1});
  }
};

struct County {
  County() : random(99) {
    crypto::init();
    clock.set(2026, 11, 20);
    keys = std::make_unique<hub::CountyKeys>(hub::make_keys(random));
    store = std::move(hub::open_sqlite_store(":memory:")).value();
    auto root = open_replica(clock, random);
    const std::vector<people::AreaName> areas = {{county, "红古区"}, {township, "红古镇"}, {village, "红古村"}, {other_village, "米家台村"}};
    const auto founding = people::found_county(*root, *keys->root, keys->hub.public_key(), areas, clock, random);
    facts = {keys->root->public_key(), keys->hub.public_key(), founding->county_root, founding->authority};
    authority = std::make_unique<hub::AuthorityView>(std::move(root), facts);
    start();
  }

  // The hub starts (again): a new epoch, no sessions.
  void start() {
    hub::Service::Options options{store.get(), authority.get(), keys.get(), &clock, &random, [this] { return steady; }};
    options.snapshot_worth_segments = 70;
    service = std::make_unique<hub::Service>(std::move(options));
    started = service->start().ok();
  }

  std::string code(std::int64_t area) { return std::move(hub::new_code(*service, area)).value(); }

  hub::Answer ask(const sync::HttpRequest& request) {
    steady += 100;
    if (before_answer && !before_answer(request)) {
      hub::Answer lost;
      lost.status = 0;
      return lost;
    }
    return hub::carry_to(*service)(request);
  }
  hub::Carry carry() {
    return [this](const sync::HttpRequest& request) {
      hub::Answer answer = ask(request);
      if (after_answer) after_answer(request, answer);
      return answer;
    };
  }

  // `own_clock`: the tablet's, when it is not the county's.
  std::unique_ptr<Tablet> enrol(std::int64_t area, std::string_view name, std::uint64_t seed, Clock* own_clock = nullptr) {
    auto tablet = std::make_unique<Tablet>(own_clock ? *own_clock : clock, seed);
    const auto request = sync::enrol_request(1, code(area), tablet->device.key, people::DeviceKind::tablet, "");
    const hub::Answer answer = ask(*request);
    const auto grant = sync::enrol_answer(answer.status, answer.body, true);
    if (!grant || !people::accept_grant(tablet->replica(), *grant, tablet->device.key, tablet->device.random)) return nullptr;
    auto added = people::first_profile(tablet->replica(), {std::string(name), "", tablet->actor.public_key(), {}}, tablet->device.clock, random);
    if (!added) return nullptr;
    tablet->person = *added;
    tablet->open_client();
    return tablet;
  }

  Status sync(Tablet& tablet) {
    return hub::sync_over(*tablet.client, carry(), [this] { return steady; });
  }

  FakeClock clock;
  FakeRandom random;
  std::int64_t steady = 1'000'000;
  bool started = false;
  std::unique_ptr<hub::CountyKeys> keys;
  std::unique_ptr<hub::SegmentStore> store;
  hub::County facts;
  std::unique_ptr<hub::AuthorityView> authority;
  std::unique_ptr<hub::Service> service;
  std::function<bool(const sync::HttpRequest&)> before_answer;                // false: the request never arrives
  std::function<void(const sync::HttpRequest&, hub::Answer&)> after_answer;   // may lose or change the answer
};

inline EntityId register_elder(Tablet& tablet, std::string_view name, std::string_view phone = "13909310001") {
  auto session = tablet.session();
  auto draft = elder_draft(std::string(name));
  draft.phone = phone;
  const auto saved = registry::register_elder(session, draft);
  return saved ? saved->saved.entity : EntityId{};
}

inline Status write_phone(Tablet& tablet, EntityId elder, std::string_view phone) {
  auto session = tablet.session();
  log::Operation op;
  op.entity = elder;
  op.type = model::EntityType::person;
  op.field = model::person::phone;
  op.value = Value::of(phone);
  const auto done = session.commit(session.work_scope(village), {op});
  return done ? Status(Done{}) : Status(done.error());
}

inline std::string phone_of(Tablet& tablet, EntityId elder) {
  auto heads = tablet.replica().field_heads(elder, model::person::phone);
  return heads.empty() ? "" : heads.front().value.data;
}

inline ScopeId village_scope(Tablet& tablet) { return tablet.session().work_scope(village); }

// Whose log an entry of a page brings.
inline AuthorId writer_of(const sync::PullEntry& entry) {
  if (!entry.has_frame) return entry.author;
  ByteView rest = entry.frame;
  return log::position_of(log::read_frame(rest)->segments.front().bytes)->author;
}

// Everything of a scope, as a courier would bring it.
inline void carry_frames(Tablet& from, Tablet& to, ScopeId scope) { carry(from.device, to.device, {scope}); }

}  // namespace huzhu::test
