#include "sync/hub/device_sessions.h"

#include <algorithm>

namespace huzhu::hub {

namespace {
constexpr std::size_t sessions_max = 20'000;     // 5,000 stations with a few devices each; about 100 bytes a session
constexpr std::size_t sessions_per_device = 4;   // tabs and restarts of one device
constexpr double requests_per_second = 20, requests_burst = 200;  // a first sync pulls as fast as it can apply
constexpr std::uint64_t window = 64;
}  // namespace

bool RateBucket::take(std::int64_t steady_ms) {
  if (at_ms_ != 0) filled_ = std::min(burst_, filled_ + static_cast<double>(steady_ms - at_ms_) * per_second_ / 1000.0);
  at_ms_ = steady_ms;
  if (filled_ < 1) return false;
  filled_ -= 1;
  return true;
}

sync::Token DeviceSessions::open(AuthorId device, std::int64_t steady_ms, Random& random) {
  make_room(device);
  sync::Token token{};
  random.fill(token);
  sessions_.insert_or_assign(token, Session{device, 0, 0, steady_ms, RateBucket(requests_per_second, requests_burst)});
  return token;
}

void DeviceSessions::make_room(AuthorId device) {
  const auto older = [](const auto& a, const auto& b) { return a.second.used_at_ms < b.second.used_at_ms; };
  if (sessions_.size() >= sessions_max) sessions_.erase(std::min_element(sessions_.begin(), sessions_.end(), older));
  auto oldest = sessions_.end();
  std::size_t count = 0;
  for (auto it = sessions_.begin(); it != sessions_.end(); ++it) {
    if (it->second.device != device) continue;
    ++count;
    if (oldest == sessions_.end() || older(*it, *oldest)) oldest = it;
  }
  if (count >= sessions_per_device) sessions_.erase(oldest);
}

sync::Refusal DeviceSessions::admit(const sync::Token& token, AuthorId device, std::uint64_t number, std::int64_t steady_ms) {
  const auto found = sessions_.find(token);
  if (found == sessions_.end() || found->second.device != device) return sync::Refusal::session;
  Session& session = found->second;
  if (number == 0) return sync::Refusal::replayed;
  if (number > session.highest) {
    const std::uint64_t step = number - session.highest;
    session.seen = step >= window ? 0 : session.seen << step;
    session.highest = number;
  } else if (session.highest - number >= window || (session.seen >> (session.highest - number)) & 1) {
    return sync::Refusal::replayed;
  }
  session.seen |= std::uint64_t{1} << (session.highest - number);
  session.used_at_ms = steady_ms;
  return session.rate.take(steady_ms) ? sync::Refusal::none : sync::Refusal::busy;
}

}  // namespace huzhu::hub
