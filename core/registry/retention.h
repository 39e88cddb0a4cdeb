// Retention: whose records are kept longer than the rules say, for a lead to erase (个人信息保护法 art. 19, 47; requirement A15).
//
// The periods are rule data with source and validity (assets/rules/retention.json). Nothing goes by itself: a lead sees the
// list, looks at each and erases (erasure.h). Whom others owe hours is not listed for all of it, since it would be refused.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/people/session.h"
#include "core/registry/consent.h"
#include "core/registry/erasure.h"

namespace huzhu::registry {

struct RetentionRule {
  std::string_view key;
  std::vector<std::int64_t> ended;                    // person.ended_kind; empty: goes by a consent
  std::optional<ConsentSubject> taken_back;
  int months = 0;
  ErasureReach reach = ErasureReach::all;
  std::string_view title_zh, source_zh;
  Date valid_from, valid_to;
};
const std::vector<RetentionRule>& retention_rules();

struct RetentionDue {
  EntityId person;
  std::string name, place;
  const RetentionRule* rule = nullptr;
  Date since, due;                                    // it ended or was taken back; the first day it is to go
  ErasureReason reason = ErasureReason::retention;
};
// In the places where the session's person may erase, those whose day has come and who have something left to erase; each
// once, by the rule that reaches furthest. The longest overdue first.
std::vector<RetentionDue> retention_due(people::Session& session);

}  // namespace huzhu::registry
