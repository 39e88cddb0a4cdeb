// RetentionSource: one line of assets/rules/retention.json as the build writes it down: choices still by their keys.
#pragma once

#include <span>
#include <string_view>

#include "core/base/calendar.h"
#include "core/registry/erasure.h"

namespace huzhu::registry {

struct RetentionSource {
  std::string_view key;
  std::string_view ended;        // keys of the model's ended_kind, separated by '|'; empty: goes by a consent
  std::string_view taken_back;   // key of a consent subject
  int months;
  ErasureReach reach;
  std::string_view title_zh, source_zh;
  Date valid_from, valid_to;     // inclusive
};

std::span<const RetentionSource> retention_source();

}  // namespace huzhu::registry
