// Pull: one page of a scope in the hub's order, every stored segment once, with its receipt.
//
// Segments of logs the device says it has come without their bytes, so a device that lost its place (or a hub that was
// wiped) costs a few bytes a segment instead of everything again.
#pragma once

#include "sync/hub/store.h"
#include "sync/protocol.h"

namespace huzhu::hub {

struct Page {
  sync::Refusal refusal = sync::Refusal::none;  // stale_cursor
  sync::PullAnswer answer;                      // without hub_time_ms
};

Result<Page> read_page(SegmentStore& store, const sync::PullRequest& request, const Hash& county_root, const crypto::SigningKey& hub);

}  // namespace huzhu::hub
