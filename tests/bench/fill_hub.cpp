// Visits for a hub that has generated elders, as its own clerk records them: what a county has after some years.
#include "tests/bench/fill_hub.h"

#include <cstdio>
#include <map>

#include "core/people/query.h"
#include "sync/hub/clerk.h"
#include "sync/hub/hub.h"
#include "sync/hub/native_ports.h"
#include "tests/bench/village_log.h"

namespace huzhu::bench {

namespace {

constexpr std::size_t acts_per_commit = 500;
constexpr std::int64_t minutes_apart_ms = 60'000;

Status fill(const std::string& folder, std::size_t visits) {
  hub::SystemClock clock;
  hub::SystemRandom random;
  HUZHU_ASSIGN(std::unique_ptr<hub::Hub> hub, hub::Hub::open({folder, {}, &clock, &random, hub::steady_now_ms}));
  hub::ClerkOptions options{folder, hub::carry_to(hub->service()), {}, &clock, &random, hub::steady_now_ms};
  options.new_code = [&hub] { return hub::new_code(hub->service(), hub->authority().county_area()); };
  HUZHU_ASSIGN(std::unique_ptr<hub::Clerk> clerk, hub::Clerk::open(std::move(options)));
  people::Session& session = clerk->session();
  std::map<ScopeId, std::vector<EntityId>> elders;
  std::size_t known = 0;
  people::each_row(session.db().cached("SELECT scope, id FROM person ORDER BY scope, id"), [&](const store::Statement& row) {
    elders[ScopeId{static_cast<std::uint64_t>(row.integer(0))}].push_back(people::entity_at(row, 1));
    ++known;
  });
  if (known == 0) return Error{ErrorCode::not_found, "fill", "no elders"};
  Draw draw(1);
  const std::int64_t from = clock.now_ms() - static_cast<std::int64_t>(visits) * minutes_apart_ms;
  std::size_t written = 0;
  while (written < visits) {
    for (const auto& [scope, here] : elders) {
      std::vector<std::vector<log::Operation>> acts;
      // Each village its share.
      const std::size_t share = std::max<std::size_t>(1, acts_per_commit * here.size() * elders.size() / known / 4);
      for (std::size_t i = 0; i < share && written < visits; ++i, ++written) {
        EntityId id;
        random.fill({reinterpret_cast<std::uint8_t*>(&id.value), sizeof id.value});
        const EntityId elder = here[draw.below(static_cast<std::uint32_t>(here.size()))];
        acts.push_back(visit_ops(draw, elder, id, session.profile(), from + static_cast<std::int64_t>(written) * minutes_apart_ms));
      }
      if (!acts.empty()) HUZHU_TRY(session.replica().commit_batch(scope, std::move(acts), store::Actor{session.profile(), nullptr}));
    }
  }
  HUZHU_TRY(clerk->sync());
  std::printf("%llu\n", static_cast<unsigned long long>(session.replica().counts().operations));
  return Done{};
}

}  // namespace

int fill_hub(const std::string& folder, std::size_t visits) {
  const Status done = fill(folder, visits);
  if (!done) std::fprintf(stderr, "fill: error %d at %s: %s\n", static_cast<int>(done.error().code), done.error().where.c_str(), done.error().detail.c_str());
  return done ? 0 : 1;
}

}  // namespace huzhu::bench
