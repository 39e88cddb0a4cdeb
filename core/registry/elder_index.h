// ElderIndex inside: the records in memory, and how they follow the `roster` table. For the views of registry/ and care/.
#pragma once

#include <map>
#include <unordered_map>

#include "core/registry/roster.h"
#include "core/registry/tags.h"

namespace huzhu::registry {

struct ElderRecord {
  EntityId id;
  std::string name, search, spelled, resident_id, phone, group_name, follow_up;
  std::int64_t area = 0, sex = 0, living = 0, care_level = 0, outcome = 0;
  std::uint64_t tags = 0;                // bits of the choice values
  std::optional<Date> birth_date, registered_on, follow_up_by;
  std::int64_t last_at_ms = 0;           // of the last visit; 0 = never
  EntityId last_visit;
  int visit_every_days = 0;
  std::int64_t ended_kind = 0;           // not 0: died, moved away …
  bool gone = false;                     // no row any more
  std::optional<care::DutyState> due;    // nearest duty, as of the index's day

  bool in_care() const { return !gone && ended_kind == 0; }
  care::ElderFacts facts(int utc_offset_minutes) const;
  int age(Date on) const { return birth_date ? age_on(*birth_date, on) : -1; }
};

struct ElderIndex::Impl {
  explicit Impl(people::Session& s) : session(s) {}
  people::Session& session;
  std::vector<ElderRecord> elders;
  std::unordered_map<std::uint64_t, std::size_t> by_id;
  std::vector<std::uint32_t> due_order, name_order;  // indexes of all that are not gone
  std::map<std::int64_t, std::string> place_names;
  std::int64_t seen = -1;                // roster_clock of the copy; -1 = nothing read yet
  std::uint64_t intakes_lost = 0;        // of the replica, when the copy was read
  Date day;
  std::int64_t area = 0;                 // of the session's role
  int utc_offset_minutes = 480;
  model::RoleKind role = model::RoleKind::volunteer;   // of the session

  // What is said of her tags, found by them and counted: nothing where they are not for this person.
  std::uint64_t shown_tags(const ElderRecord& elder) const { return tags_shown_to(role, elder.tags); }
  void refresh();                        // call before reading anything
  void follow();                         // the same without asking for the session's role again: for single rows
  const ElderRecord* find(EntityId elder) const;
  // In care and in the session's area.
  bool visible(const ElderRecord& elder) const;
  const std::string& place(std::int64_t area_code);
  Date day_of(std::int64_t ms) const { return Date::from_ms(ms, utc_offset_minutes); }

 private:
  void read_changes();
  void judge_all();
  void sort();
};

}  // namespace huzhu::registry
