// Hours: the commands and sums behind 记时长: an hour is an hour, in whole minutes, never money (design/timebank.md).
//
// In this version a time entry is the record of a service with its proof; balances are sums of entries. A service
// that was given is never refused: a day above the cap or two elders at once is said, not forbidden.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/people/saved.h"
#include "core/people/session.h"

namespace huzhu::timebank {

// The numbers are those of the model table (time_entry.service, time_entry.proof); a test holds them together.
enum class Service : std::int64_t { none = 0, chat = 1, cook = 2, clean = 3, bath = 4, clinic = 5, errand = 6, walk = 7, fix = 8, other = 9 };
enum class Proof : std::int64_t { mark_on_screen = 1, own_code = 2, witness = 3, lead = 4, not_yet = 5 };

struct HoursDraft {
  EntityId helper;                  // none = the person of this session
  EntityId elder;
  Service service = Service::none;
  std::int64_t minutes = 0;         // 1 … limits::minutes_per_entry_max
  std::optional<Date> happened_on;  // today when empty
  Proof proof = Proof::not_yet;     // not_yet: the helper's word alone
  std::string note;
};

enum class HoursWarning : std::uint8_t {
  over_daily_cap,   // more than 8 h of this helper on this day (design/timebank.md "Rules")
  same_again,       // same helper, elder, service and minutes on this day are recorded already
  elders_at_once,   // with two elders at once: the day has fewer minutes than were recorded for it
};
std::vector<HoursWarning> warnings_of(people::Session& session, const HoursDraft& draft);

struct RecordedHours {
  people::Saved saved;
  std::vector<HoursWarning> warnings;
};
Result<RecordedHours> record_hours(people::Session& session, const HoursDraft& draft);
Result<people::Saved> take_back_hours(people::Session& session, EntityId entry);

// Tiles 帮了谁: whom this helper visited or helped last, then who is due; at most `count`.
struct RecentElder { EntityId elder; std::string name; };
std::vector<RecentElder> recent_elders(people::Session& session, std::size_t count);
// Helpers of this area who may be named as the one who helped: volunteers and staff, the session's person first.
struct HelperChoice { EntityId person; std::string name; };
std::vector<HelperChoice> helpers(people::Session& session);

// What a helper earned, from live entries.
struct HoursSum { std::int64_t minutes = 0, minutes_this_month = 0; std::size_t entries = 0; };
HoursSum sum_of_helper(people::Session& session, EntityId helper);
HoursSum sum_of_elder(people::Session& session, EntityId elder);

// One line of the passbook.
struct PassbookRow {
  EntityId entry;
  Date on;
  Service service = Service::none;
  std::string elder_name;
  std::int64_t minutes = 0;         // + earned
  std::int64_t balance_minutes = 0; // after this line
  people::RecordState state = people::RecordState::on_tablet;
};
struct Passbook {
  std::string helper_name;
  HoursSum sum;
  std::vector<PassbookRow> rows;    // newest first, at most `count`
};
Passbook passbook(people::Session& session, EntityId helper, std::size_t count = 100);

}  // namespace huzhu::timebank
