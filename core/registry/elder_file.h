// ElderFile: everything 老人档案 shows about one person, read in one call.
//
// A view: plain values, no SQL, no sentences. Safety items show all values side by side, never one alone
// (log-and-merge.md "Merge"). Times are milliseconds, days are Dates.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/care/duties.h"
#include "core/people/saved.h"
#include "core/people/session.h"
#include "core/people/written.h"
#include "core/store/blobs.h"

namespace huzhu::registry {

enum class SafetyKind : std::uint8_t { allergy, medicine, hearing, spare_key, stove, contact };

struct SafetyItem {
  SafetyKind kind = SafetyKind::allergy;
  std::vector<std::string> values;   // more than one when people wrote different things
  std::string phone;                 // of a contact, whole; lists show phone_tail()
};

struct Happening {
  enum class Kind : std::uint8_t { visit, hours, registered };
  Kind kind = Kind::visit;
  EntityId entity;
  std::int64_t happened_at_ms = 0;
  bool whole_day = false;            // hours name a day, not a minute
  std::string who;                   // 陈桂香
  std::int64_t mode = 0;             // visit.mode
  std::int64_t outcome = 0;          // visit.outcome
  std::int64_t service = 0;          // time_entry.service
  std::int64_t minutes = 0;
  std::string note;                  // of a visit: follow-up, else note
  std::optional<store::NamedBlob> voice;   // of a visit: what was said aloud
  bool own = false;                  // first written on this device: whoever may change only their own may change this
  people::RecordState state = people::RecordState::on_tablet;
  people::Written written{};         // when it was, beside when it is said to have happened
};

// A field two people wrote differently, for the banner on the file.
struct OpenConflict {
  EntityId entity;
  std::uint16_t field = 0;
  std::string label;                 // 电话
};

// Another record of the same person.
struct OtherRecord {
  EntityId person;
  std::string name, village, group_name;
  std::optional<Date> registered_on;
  std::int64_t ended_kind = 0;
};

struct ElderFile {
  EntityId person;
  std::string name;
  std::int64_t sex = 0;              // person.sex; 0 = not known
  std::optional<Date> birth_date;
  int age = -1;                      // completed years today; -1 = not known
  std::string zodiac;                // 兔: by the lunar year of birth
  std::string resident_id;           // whole; screens mask it: masked_id()
  std::string phone;
  std::int64_t area = 0;
  std::string village, township, group_name, address;
  std::int64_t living = 0, care_level = 0;
  std::vector<std::string> tags;     // as outlined on the file: 独居 低保 半失能 高龄
  std::string note;
  std::optional<Date> registered_on;
  std::int64_t ended_kind = 0;       // person.ended_kind: moved, died; 0 = in care
  std::optional<Date> ended_on;
  std::string moved_to, moved_from;  // villages (move_elder.h); empty when not moved
  bool consent_taken_back = false;   // to be registered at all
  std::vector<SafetyItem> safety;    // kinds without any value are left out
  std::vector<care::DutyState> duties;
  std::int64_t minutes_earned = 0;   // by this person as helper
  std::int64_t minutes_received = 0, minutes_received_this_month = 0;
  std::vector<Happening> history;    // newest first, at most `history_rows`
  std::size_t history_count = 0;     // 共 146 次
  std::vector<OpenConflict> conflicts;   // within this record, and between it and the others
  std::vector<OtherRecord> others;   // what happened, is owed and matters for safety is told of all together
  people::RecordState state = people::RecordState::on_tablet;  // of the registration itself
};

// not_found when there is no such person here (or it was taken back).
Result<ElderFile> elder_file(people::Session& session, EntityId person, std::size_t history_rows = 50);

std::string masked_id(std::string_view id);      // 620111••••2046: first six and last four
std::string phone_tail(std::string_view phone);  // 5621; empty when shorter than four digits

}  // namespace huzhu::registry
