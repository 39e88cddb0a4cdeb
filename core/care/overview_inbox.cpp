// What waits for a decision at the township or county: conflicts, calls for help, people who look registered twice.
#include <algorithm>

#include "core/care/overview_parts.h"
#include "core/base/order.h"
#include "core/care/visits.h"
#include "core/people/names.h"
#include "core/registry/conflict_card.h"
#include "core/registry/same_person.h"

namespace huzhu::care {
namespace {

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

// Two records that may be one person's, in whichever villages.
void add_twice_registered(std::vector<InboxItem>& items, people::Session& session, registry::ElderIndex& elder_index) {
  const auto& index = elder_index.impl();
  for (const registry::LikelySame& pair : registry::likely_same(session, elder_index)) {
    const ElderRecord *a = index.find(pair.one), *b = index.find(pair.other);
    if (!a || !b) continue;
    InboxItem item;
    item.kind = InboxItem::Kind::twice_registered;
    item.elder = pair.one;
    item.entity = pair.other;
    item.name = a->name;
    item.villages = {elder_index.impl().place(a->area), elder_index.impl().place(b->area)};
    items.push_back(std::move(item));
  }
}

}  // namespace

Inbox inbox(people::Session& session, registry::ElderIndex& index) {
  Inbox box;
  add_conflicts(box.items, session);
  add_calls_for_help(box.items, session, index.impl());
  add_twice_registered(box.items, session, index);
  stable_order(box.items, [](const InboxItem& a, const InboxItem& b) { return a.at_ms > b.at_ms; });
  box.count = box.items.size();
  if (box.items.size() > inbox_rows_max) box.items.resize(inbox_rows_max);
  return box;
}

}  // namespace huzhu::care
