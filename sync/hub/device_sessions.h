// DeviceSessions: the tokens handed out in hellos, each with the request numbers it has seen and its share of requests.
//
// In memory only: a hub that starts anew asks every device to say hello again, which costs one round trip.
// Not thread-safe; belongs to the Service.
#pragma once

#include <map>
#include <optional>

#include "core/base/ports.h"
#include "sync/protocol.h"

namespace huzhu::hub {

// A bucket that fills at `per_second` up to `burst`; every request takes one.
class RateBucket {
 public:
  RateBucket(double per_second, double burst) : per_second_(per_second), burst_(burst), filled_(burst) {}
  bool take(std::int64_t steady_ms);

 private:
  double per_second_, burst_, filled_;
  std::int64_t at_ms_ = 0;
};

class DeviceSessions {
 public:
  sync::Token open(AuthorId device, std::int64_t steady_ms, Random& random);
  // none: the request may be answered.
  sync::Refusal admit(const sync::Token& token, AuthorId device, std::uint64_t number, std::int64_t steady_ms);
  std::size_t size() const { return sessions_.size(); }

 private:
  struct Session {
    AuthorId device;
    std::uint64_t highest = 0;    // request number
    std::uint64_t seen = 0;       // bit i: highest - i was used; requests of two connections may overtake each other
    std::int64_t used_at_ms = 0;
    RateBucket rate;
  };
  void make_room(AuthorId device);

  std::map<sync::Token, Session> sessions_;
};

}  // namespace huzhu::hub
