// The demo county: 红古区 620111 with its real places, 40 stations, and a generated roster of 10,000 elders.
//
// Everything is written by the clerk's device through the very path a clerk uses; people are generated, nobody is real.
// Done once per data folder; a start that was cut off goes on where it was.
#pragma once

#include <functional>

#include "core/registry/area.h"
#include "sync/hub/hub.h"

namespace huzhu::hub {

struct DemoOptions {
  registry::County county;
  std::size_t elders = 10'000;
  std::uint64_t seed = 1;
  std::function<void(const std::string& sentence)> say;  // progress
};

Status prepare_demo(Hub& hub, const DemoOptions& options);

// The county's places as founding wants them.
std::vector<people::AreaName> areas_of(const registry::County& county);

}  // namespace huzhu::hub
