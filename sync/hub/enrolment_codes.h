// EnrolmentCodes: the eight digits a person types to bring a new device in: fifteen minutes, one device.
//
// Only keyed hashes are stored. A code that a device has used answers the same device again while it is valid, because a
// 2G link may lose the answer; to every other device it is used up. Wrong tries are counted, so that nobody can try all.
#pragma once

#include <string>

#include "core/base/ports.h"
#include "sync/hub/store.h"

namespace huzhu::hub {

class EnrolmentCodes {
 public:
  EnrolmentCodes(SegmentStore& store, Bytes pepper, Clock& clock, Random& random);

  Result<std::string> issue(std::int64_t area);
  // The area the code stands for. bad_code, or hub_busy after too many wrong tries.
  Result<std::int64_t> redeem(std::string_view code, const PublicKey& device);
  // Codes of an earlier start are void.
  Status forget_all();

  // -- shared with Invitations, so that guesses at either kind of code are counted together ---------------------------------
  std::string draw();
  std::string hash_of(std::string_view context, std::string_view code) const;
  Status may_try();  // hub_busy after too many wrong tries
  void count_wrong_try() { ++wrong_tries_; }

 private:
  std::string name_of(std::string_view code) const;

  SegmentStore& store_;
  Bytes pepper_;
  Clock& clock_;
  Random& random_;
  std::int64_t window_began_ms_ = 0;
  int wrong_tries_ = 0;
};

}  // namespace huzhu::hub
