// ElderIndex inside: the records in memory, and how they follow the `roster` table. For the views of registry/ and care/.
#pragma once

#include <map>
#include <unordered_map>

#include "core/people/places.h"
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
  int of_one = -1;                       // number of the group in Impl::groups; -1 = of one record only
  std::optional<care::DutyState> due;    // nearest duty, as of the index's day

  bool in_care() const { return !gone && ended_kind == 0; }
  care::ElderFacts facts(int utc_offset_minutes) const;
  void know_too(const ElderRecord& other);   // another record of the same person
  int age(Date on) const { return birth_date ? age_on(*birth_date, on) : -1; }
};

struct ElderIndex::Impl {
  explicit Impl(people::Session& s) : session(s) {}
  people::Session& session;
  // What is shown: of a person with several records (same_person.h) each with what the others know beside it.
  std::vector<ElderRecord> elders;
  std::vector<std::vector<std::uint32_t>> groups;   // positions of one person's records, by rising id
  std::map<std::uint32_t, ElderRecord> alone;       // of all that are in a group: the record by itself
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
  // In care and in the session's area, and of a person's records the one that stands for all.
  bool visible(const ElderRecord& elder) const;
  // The visible record of the same person; itself when there is no other.
  const ElderRecord& standing_for(const ElderRecord& elder) const;
  // Any of a person's records, each by itself.
  template <class Test>
  bool any_record(const ElderRecord& elder, Test&& test) const {
    if (elder.of_one < 0) return test(elder);
    for (const std::uint32_t i : groups[static_cast<std::size_t>(elder.of_one)])
      if (test(alone.at(i))) return true;
    return false;
  }
  const std::string& place(std::int64_t area_code);
  Date day_of(std::int64_t ms) const { return Date::from_ms(ms, utc_offset_minutes); }

 private:
  bool listed(const ElderRecord& elder) const { return elder.in_care() && people::lies_in(elder.area, area); }
  void read_changes();
  void part();                           // each record by itself, as it was read
  void join();                           // what their other records know beside it
  void judge_all();
  void sort();
};

}  // namespace huzhu::registry
