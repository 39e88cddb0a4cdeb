#include "sync/hub/clerk.h"

#include "core/people/enrol.h"
#include "core/registry/roster_table.h"
#include "sync/client/enrolment.h"
#include "sync/hub/county.h"

namespace huzhu::hub {

namespace {

constexpr std::string_view fact_profile = "clerk/profile";
constexpr std::string_view clerk_name = "数据录入员";
constexpr std::string_view device_name = "中心录入机";

std::string_view auth_of(const sync::HttpRequest& request) {
  for (const auto& [name, value] : request.headers) {
    if (name == sync::header_auth) return value;
  }
  return {};
}

// The device's key and its person's, made at the first use.
Result<std::pair<crypto::SigningKey, crypto::SigningKey>> clerk_keys(const std::string& file, Random& random) {
  auto stored = read_secret(file);
  if (stored && stored->size() == 64) {
    const ByteView seeds = *stored;
    return std::pair(crypto::SigningKey::from_seed(seeds.first(32)), crypto::SigningKey::from_seed(seeds.last(32)));
  }
  if (stored || stored.error().code != ErrorCode::not_found) return Error{ErrorCode::storage_broken, "hub.clerk", file + " is damaged"};
  const auto device = crypto::SigningKey::generate(random), actor = crypto::SigningKey::generate(random);
  Bytes seeds = device.seed();
  const Bytes second = actor.seed();
  seeds.insert(seeds.end(), second.begin(), second.end());
  HUZHU_TRY(write_secret(file, seeds));
  return std::pair(device, actor);
}

}  // namespace

Carry carry_to(Service& service) {
  return [&service](const sync::HttpRequest& request) { return service.handle({request.method, request.path, auth_of(request), request.body}); };
}

Result<std::unique_ptr<Clerk>> Clerk::open(ClerkOptions options) {
  std::unique_ptr<Clerk> clerk(new Clerk(std::move(options)));
  const ClerkOptions& o = clerk->options_;
  HUZHU_ASSIGN(const auto keys, clerk_keys(o.data_folder + "/clerk.key", *o.random));
  store::Replica::Options replica{o.data_folder + "/clerk.db", {}, o.clock, o.random};
  replica.derived = {registry::roster_table()};  // the import looks for likely doubles in it
  HUZHU_ASSIGN(clerk->replica_, store::Replica::open(std::move(replica)));
  if (clerk->replica_->identity() == nullptr) HUZHU_TRY(clerk->enrol(keys.first));
  clerk->client_ = std::make_unique<sync::Client>(*clerk->replica_, sync::Client::Options{o.clock, o.random, false, 1});
  HUZHU_TRY(clerk->sync());
  HUZHU_ASSIGN(const EntityId profile, clerk->name_person(keys.second));
  clerk->session_ = std::make_unique<people::Session>(*clerk->replica_, people::Unlocked{profile, {}, keys.second}, *o.clock, *o.random);
  return clerk;
}

Status Clerk::enrol(const crypto::SigningKey& device) {
  HUZHU_ASSIGN(const std::string code, options_.new_code());
  HUZHU_ASSIGN(const sync::HttpRequest request, sync::enrol_request(1, code, device, people::DeviceKind::hub, device_name));
  const Answer answer = options_.carry(request);
  HUZHU_ASSIGN(const people::EnrolmentGrant grant, sync::enrol_answer(answer.status, answer.body, true));
  return people::accept_grant(*replica_, grant, device, *options_.random);
}

Result<EntityId> Clerk::name_person(const crypto::SigningKey& actor) {
  if (const auto stored = replica_->fact(fact_profile); stored && stored->size() == 16) {
    return EntityId{parse_id(text(*stored))};
  }
  people::NewPerson person;
  person.name = clerk_name;
  person.actor_key = actor.public_key();
  EntityId profile;
  // A device names its first person once: the two together, or the next start would be refused.
  Status named = replica_->together([&]() -> Status {
    HUZHU_ASSIGN(const people::AddedPerson added, people::first_profile(*replica_, person, *options_.clock, *options_.random));
    profile = added.profile;
    return replica_->put_fact(fact_profile, view(to_string(profile)));
  });
  HUZHU_TRY(std::move(named));
  return profile;
}

Status Clerk::sync() { return sync_over(*client_, options_.carry, options_.steady_ms); }

Status sync_over(sync::Client& client, const Carry& carry, const std::function<std::int64_t()>& steady_ms) {
  client.wake();
  for (;;) {
    const auto request = client.next(steady_ms());
    if (!request) {
      const sync::SyncState& state = client.state();
      if (state.phase == sync::Phase::done) return Done{};
      return Error{state.error == ErrorCode::none ? ErrorCode::internal : state.error, "hub.link", "sync stopped in phase " + std::to_string(static_cast<int>(state.phase))};
    }
    const Answer answer = carry(*request);
    client.on_response(request->id, answer.status, answer.body, true, steady_ms());
    while (client.work(1e9, nullptr, nullptr)) {}
  }
}

}  // namespace huzhu::hub
