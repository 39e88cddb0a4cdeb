// What waits for a decision at the township or county: conflicts, calls for help, people who look registered twice.
#include <algorithm>

#include "core/care/overview_parts.h"
#include "core/base/order.h"
#include "core/care/visits.h"
#include "core/people/names.h"
#include "core/people/query.h"
#include "core/registry/conflict_card.h"

namespace huzhu::care {
namespace {

using people::each_row;
using registry::ElderRecord;

void add_conflicts(std::vector<InboxItem>& items, people::Session& session) {
  for (registry::ConflictCard& card : registry::conflict_cards(session)) {
    InboxItem item;
    item.kind = InboxItem::Kind::conflict;
    item.elder = card.person;
    item.entity = card.entity;
    item.field = card.field;
    item.name = std::move(card.name);
    item.label = std::move(card.label);
    for (const registry::ConflictSide& side : card.sides) {
      item.at_ms = std::max(item.at_ms, side.written_at_ms);
      if (std::find(item.who.begin(), item.who.end(), side.who) == item.who.end()) item.who.push_back(side.who);
    }
    item.villages.push_back(std::move(card.village));
    items.push_back(std::move(item));
  }
}

// Open as long as no later visit said otherwise: the index keeps the last visit alone.
void add_calls_for_help(std::vector<InboxItem>& items, people::Session& session, registry::ElderIndex::Impl& index) {
  for (const ElderRecord& elder : index.elders) {
    const bool urgent = elder.outcome == static_cast<std::int64_t>(Outcome::emergency);
    if (!index.visible(elder) || (!urgent && elder.outcome != static_cast<std::int64_t>(Outcome::needs_help))) continue;
    InboxItem item;
    item.kind = urgent ? InboxItem::Kind::emergency : InboxItem::Kind::needs_help;
    item.elder = elder.id;
    item.entity = elder.last_visit;
    item.name = elder.name;
    item.words = elder.follow_up;
    item.at_ms = elder.last_at_ms;
    item.by = elder.follow_up_by;
    item.villages.push_back(index.place(elder.area));
    items.push_back(std::move(item));
  }
  for (InboxItem& item : items) {
    if (item.kind == InboxItem::Kind::conflict) continue;
    if (auto visit = visit_record(session, item.entity)) item.who.push_back(visit->visitor_name);
  }
}

// One resident ID on two persons, in whichever villages (log-and-merge.md "duplicate person").
void add_twice_registered(std::vector<InboxItem>& items, people::Session& session, registry::ElderIndex::Impl& index) {
  std::vector<std::pair<EntityId, EntityId>> pairs;
  each_row(session.db().cached("SELECT MIN(id), MAX(id) FROM person WHERE resident_id IS NOT NULL AND resident_id<>'' GROUP BY resident_id HAVING COUNT(DISTINCT id)>1"),
           [&](const store::Statement& row) { pairs.push_back({people::entity_at(row, 0), people::entity_at(row, 1)}); });
  for (const auto& [one, other] : pairs) {
    const ElderRecord *a = index.find(one), *b = index.find(other);
    if (!a || !b || !a->in_care() || !b->in_care()) continue;
    InboxItem item;
    item.kind = InboxItem::Kind::twice_registered;
    item.elder = one;
    item.entity = other;
    item.name = a->name;
    item.villages = {index.place(a->area), index.place(b->area)};
    items.push_back(std::move(item));
  }
}

}  // namespace

Inbox inbox(people::Session& session, registry::ElderIndex::Impl& index) {
  Inbox box;
  add_conflicts(box.items, session);
  add_calls_for_help(box.items, session, index);
  add_twice_registered(box.items, session, index);
  stable_order(box.items, [](const InboxItem& a, const InboxItem& b) { return a.at_ms > b.at_ms; });
  box.count = box.items.size();
  if (box.items.size() > inbox_rows_max) box.items.resize(inbox_rows_max);
  return box;
}

}  // namespace huzhu::care
