// RootPen: the county's root key for as long as it is on this machine, and the one thing it is used for: certificates of devices.
//
// It writes in memory, in a log of its own for each time the key is taken up, so that the key itself never enters a
// database. In a county it goes with the first county device (hub.h) or, after `hub recover`, with the next one; in the demo
// it stays. Not thread-safe; belongs to the Service.
#pragma once

#include <functional>
#include <memory>

#include "sync/hub/authority_view.h"
#include "sync/hub/store.h"

namespace huzhu::hub {

class RootPen {
 public:
  // Stores segments as if a device had pushed them.
  using Store = std::function<Status(const std::vector<store::StoredSegment>&)>;
  static Result<std::unique_ptr<RootPen>> open(SegmentStore& segments, const County& county, const crypto::SigningKey& root, Clock& clock, Random& random);

  // A key that has its certificate keeps it.
  Status certify(const people::NewDevice& device, const Store& store);

 private:
  RootPen(SegmentStore& segments, std::unique_ptr<AuthorityView> view, Clock& clock, Random& random)
      : segments_(segments), view_(std::move(view)), clock_(clock), random_(random) {}

  SegmentStore& segments_;
  std::unique_ptr<AuthorityView> view_;
  Clock& clock_;
  Random& random_;
};

}  // namespace huzhu::hub
