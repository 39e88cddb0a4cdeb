#include "sync/hub/refill.h"

#include <algorithm>

#include "sync/hub/log_event.h"
#include "sync/wire.h"

namespace huzhu::hub {

namespace {

constexpr std::string_view fact_since = "refill/since", over_prefix = "refill/over/";

std::string over_fact(ScopeId scope) { return std::string(over_prefix) + to_string(scope); }

}  // namespace

Status Refill::look() {
  HUZHU_ASSIGN(const auto since, store_.fact(fact_since));
  if (since) {
    sync::Reader in(*since);
    since_ms_ = static_cast<std::int64_t>(in.u64());
  }
  const std::vector<store::Head> heads = authority_.replica().heads(authority_.county().authority);
  if (heads.empty()) since_ms_.reset();  // our own replica was lost or left out of a backup: whatever the store says is old
  HUZHU_ASSIGN(const bool behind, heads.empty() ? Result<bool>(true) : is_behind(heads));
  return behind ? begin() : Status(Done{});
}

// What others wrote is in our replica only because the store had it; of our own log, what the store has receipted.
Result<bool> Refill::is_behind(const std::vector<store::Head>& heads) {
  store::Replica& own = authority_.replica();
  const store::DeviceIdentity& self = *own.identity();
  for (const store::Head& head : heads) {
    std::uint64_t stored_once = head.seq;
    if (head.author == self.key.author() && head.epoch == self.epoch)
      for (const store::StoredSegment& one : own.unreceipted(std::size_t{1} << 30))
        if (one.author == head.author && one.epoch == head.epoch) stored_once = std::min(stored_once, one.seq_first - 1);
    HUZHU_ASSIGN(const std::optional<LogHead> stored, store_.log(head.scope, head.author, head.epoch));
    if ((stored ? stored->seq : 0) < stored_once) return true;
  }
  return false;
}

Status Refill::begin() {
  if (under_way()) return Done{};
  HUZHU_ASSIGN(const auto done, store_.facts(over_prefix));
  for (const auto& [name, value] : done) HUZHU_TRY(store_.take_fact(name));
  since_ms_ = clock_.now_ms();
  sync::Writer out;
  out.u64(static_cast<std::uint64_t>(*since_ms_));
  log_event(Level::info, "refill", {{"cuts", "wait until every device has said what it holds"}});
  return store_.put_fact(fact_since, out.take());
}

Status Refill::offered(ScopeId scope, const std::vector<sync::LogPosition>& logs) {
  const AuthorId hub = crypto::author_of(authority_.county().hub_key);
  for (const sync::LogPosition& log : logs) {
    HUZHU_ASSIGN(const std::optional<LogHead> ours, store_.log(scope, log.author, log.epoch));
    if (log.seq <= (ours ? ours->seq : 0)) continue;
    std::uint64_t& claimed = claimed_[{scope, log.author, log.epoch}];
    claimed = std::max(claimed, log.seq);
    // Nobody has a word of ours but from us.
    if (log.author == hub) HUZHU_TRY(begin());
  }
  return Done{};
}

Result<bool> Refill::over(ScopeId scope) {
  if (!under_way()) return true;
  HUZHU_ASSIGN(const auto known, store_.fact(over_fact(scope)));
  if (known) return true;
  HUZHU_ASSIGN(const bool over, everybody_spoke(scope));
  if (over) HUZHU_TRY(store_.put_fact(over_fact(scope), view("1")));
  return over;
}

Result<bool> Refill::everybody_spoke(ScopeId scope) {
  const auto known = authority_.scope(scope);
  if (!known) return false;
  for (const auto& device : authority_.devices())
    if (authority_.may_hold(device.second, *known) && !spoke_.contains(device.first)) return false;
  for (auto one = claimed_.lower_bound({scope, {}, 0}); one != claimed_.end() && std::get<0>(one->first) == scope;) {
    HUZHU_ASSIGN(const std::optional<LogHead> ours, store_.log(scope, std::get<1>(one->first), std::get<2>(one->first)));
    if ((ours ? ours->seq : 0) < one->second) return false;
    one = claimed_.erase(one);
  }
  return true;
}

}  // namespace huzhu::hub
