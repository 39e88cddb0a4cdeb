// RosterGenerator: a county's list of elders as a clerk would hand it in, of people who do not exist.
//
// For demonstrations, tests and measurements: ages and tags in the proportions of a real county (requirement E01), names
// as people of that age have them, households, and resident numbers with fitting check characters under an area code that
// no living person has. The same options give the same bytes on every machine. Native tools call it through
// roster_cli.h; nothing in the browser does.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/calendar.h"
#include "core/registry/area.h"

namespace huzhu::registry {

struct RosterOptions {
  County county;
  std::size_t elders = 10'000;
  std::uint64_t seed = 1;
  Date as_of;                      // the day the list was drawn up: ages hold on it, no date in the list is later
  std::uint32_t dirt_per_mille = 0;  // rows with a fault as real lists have them
};

// What was done to a row on purpose, and what an import is to make of it.
enum class Flaw : std::uint8_t { none, to_mend, to_doubt, to_refuse };

struct GeneratedElder {
  std::string name;
  bool male = false;
  Date birth;
  std::string resident_id;
  std::string phone;
  Area village;
  std::string township;
  std::string group_name, address, household;
  std::int64_t living = 0;               // model person.living
  std::vector<std::int64_t> tags;        // model person.tags, ascending
  std::int64_t care_level = 0;           // model person.care_level
  std::string allergy, medicine, hearing, spare_key, stove;
  std::string contact_name, contact_phone, note;
  std::int64_t contact_relation = 0;     // model person.contact_relation
  std::int64_t consent_kind = 0;         // model person.consent_kind
  std::optional<Date> consent_on;
  Date registered_on;                    // within the last days, so that first visits fall due on different days
  Flaw flaw = Flaw::none;
};

// The list as it is printed: headings first, then a row an elder; flaws are put in here.
struct RosterSheet {
  std::vector<std::string> headings;
  std::vector<std::vector<std::string>> rows;
  std::vector<Flaw> flaws;               // one a row
};

std::vector<GeneratedElder> generate_elders(const RosterOptions& options);
RosterSheet generate_sheet(const RosterOptions& options, std::vector<GeneratedElder>& elders);

// UTF-8 with a byte order mark and CRLF, as spreadsheets of Windows want it.
std::string write_csv(const RosterSheet& sheet);

// Counts for people who check a list against E01.
struct RosterSummary {
  std::size_t elders = 0, men = 0, villages = 0, households = 0;
  std::size_t age_60 = 0, age_70 = 0, age_80 = 0, age_90 = 0, age_100 = 0;
  std::size_t unable = 0;                // 失能, 半失能, 失智
  std::size_t empty_nest = 0, left_behind = 0, alone = 0;
  std::size_t minimum_allowance = 0, extreme_poverty = 0, low_income = 0, family_planning = 0;
  std::size_t rare_names = 0;            // with a character of assets/names/rare.txt
  std::size_t to_mend = 0, to_doubt = 0, to_refuse = 0;
};
RosterSummary summarise(const std::vector<GeneratedElder>& elders, Date as_of);

}  // namespace huzhu::registry
