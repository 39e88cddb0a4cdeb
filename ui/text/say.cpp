#include "ui/text/say.h"

#include <algorithm>
#include <string>

#include "core/base/lunar.h"
#include "ui/text/utf8.h"

namespace huzhu::ui {
namespace {

struct ClockTime {
  int hour, minute;
};

ClockTime clock_time(std::int64_t at_ms, int utc_offset_minutes) {
  const std::int64_t minutes = at_ms / 60000 + utc_offset_minutes;
  const int of_day = static_cast<int>(((minutes % 1440) + 1440) % 1440);
  return {of_day / 60, of_day % 60};
}

Str half_of(int hour) {
  if (hour < 5) return Str::half_night;
  if (hour < 12) return Str::half_morning;
  if (hour < 13) return Str::half_noon;
  if (hour < 18) return Str::half_afternoon;
  return Str::half_evening;
}

// The afternoon is said in twelve hours: 下午 2:10. Noon and its hour stay 12.
Text half_and_clock(ClockTime time) {
  const int hour = time.hour > 12 ? time.hour - 12 : time.hour;
  std::string minute = std::to_string(time.minute);
  if (time.minute < 10) minute.insert(0, "0");
  return say(Str::half_and_time, half_of(time.hour), say(Str::clock_time, hour, verbatim(minute)));
}

}  // namespace

Text say_month_name(int month) { return static_cast<Str>(static_cast<int>(Str::month_1) + std::clamp(month, 1, 12) - 1); }

Text say_month_day(Date day) { return say(Str::day_month_day, say_month_name(day.civil().month), day.civil().day); }

Text say_day(Date day, Date today) {
  switch (day.days - today.days) {
    case -2: return Str::day_before_yesterday;
    case -1: return Str::day_yesterday;
    case 0: return Str::day_today;
    case 1: return Str::day_tomorrow;
    case 2: return Str::day_after_tomorrow;
    default: break;
  }
  const Date::Civil c = day.civil();
  if (c.year == today.civil().year) return say_month_day(day);
  return say(Str::day_year_month_day, c.year, say_month_name(c.month), c.day);
}

Text say_due(Date day, Date today) {
  const int ahead = day.days - today.days;
  const Text said = say_day(day, today);
  return ahead >= 0 && ahead <= 2 ? said : say(Str::day_before, said);
}

Text say_weekday(Date day) { return static_cast<Str>(static_cast<int>(Str::weekday_0) + day.weekday()); }

Text say_month_weekday(Date day) { return say(Str::month_weekday, say_month_name(day.civil().month), say_weekday(day)); }

Text say_lunar_month(int month, bool leap) {
  if (chosen_language() != Language::zh) return leap ? say(Str::lunar_leap_month, month) : say(Str::lunar_month, month);
  return verbatim(lunar_month_zh(month, leap));
}

Text say_lunar_day_of_month(int day) {
  if (chosen_language() != Language::zh) return say_count(day);
  return verbatim(lunar_day_zh(day));
}

Text say_lunar_date(Date day) {
  const auto found = lunar(day);
  return found ? say(Str::lunar_whole, found->year, say_lunar(day)) : Text();
}

Text say_whole_day(Date day) {
  const auto civil = day.civil();
  return say(Str::day_year_month_day, civil.year, say_month_name(civil.month), civil.day);
}

Text say_zodiac(int lunar_year) {
  constexpr Str animals[] = {Str::zodiac_rat, Str::zodiac_ox, Str::zodiac_tiger, Str::zodiac_rabbit, Str::zodiac_dragon, Str::zodiac_snake,
                             Str::zodiac_horse, Str::zodiac_goat, Str::zodiac_monkey, Str::zodiac_rooster, Str::zodiac_dog, Str::zodiac_pig};
  return animals[((lunar_year - 4) % 12 + 12) % 12];
}

Text say_lunar(Date day) {
  const auto found = lunar(day);
  if (!found) return {};
  // Only Chinese has words for lunar days; elsewhere their numbers say which.
  if (chosen_language() != Language::zh) return say(Str::lunar_month_day, found->month, found->day);
  return verbatim(lunar_month_day_zh(*found));
}

Text say_month(Date day) {
  const Date::Civil c = day.civil();
  return say(Str::day_year_month, c.year, say_month_name(c.month));
}

Text say_clock(std::int64_t at_ms, int utc_offset_minutes) {
  const ClockTime time = clock_time(at_ms, utc_offset_minutes);
  std::string minute = std::to_string(time.minute);
  if (time.minute < 10) minute.insert(0, "0");
  return say(Str::clock_time, time.hour, verbatim(minute));
}

Text say_moment(std::int64_t at_ms, std::int64_t now_ms, int utc_offset_minutes) {
  const Text day = say_day(Date::from_ms(at_ms, utc_offset_minutes), Date::from_ms(now_ms, utc_offset_minutes));
  return say(Str::day_and_time, day, half_and_clock(clock_time(at_ms, utc_offset_minutes)));
}

Text say_greeting(const Text& name, std::int64_t now_ms, int utc_offset_minutes) {
  const int hour = clock_time(now_ms, utc_offset_minutes).hour;
  const Str greeting = hour < 5    ? Str::greet_evening
                       : hour < 12 ? Str::greet_morning
                       : hour < 13 ? Str::greet_noon
                       : hour < 18 ? Str::greet_afternoon
                                   : Str::greet_evening;
  return say(greeting, name);
}

Text say_late(int days) { return say(Str::late_days, days); }

Text say_span(int minutes) {
  if (minutes < 0) minutes = -minutes;
  const int hours = minutes / 60, rest = minutes % 60;
  if (hours == 0) return say(Str::span_minutes, rest);
  return rest == 0 ? say(Str::span_hours, hours) : say(Str::span_hours_minutes, hours, rest);
}

Text say_span_choice(int minutes) {
  if (minutes == 30) return Str::choice_half_hour;
  if (minutes > 60 && minutes % 60 == 30) return say(Str::choice_hours_half, minutes / 60);
  return say_span(minutes);
}

Text say_phone_tail(std::string_view phone) {
  std::string digits;
  for (const char c : phone)
    if (c >= '0' && c <= '9') digits.push_back(c);
  if (digits.size() < 5) return verbatim(phone);
  return say(Str::phone_tail, verbatim(std::string_view(digits).substr(digits.size() - 4)));
}

Text say_masked_id(std::string_view id) {
  constexpr std::size_t shown_head = 6, shown_tail = 4;
  if (id.size() <= shown_head + shown_tail) return verbatim(id);
  std::string out(id.substr(0, shown_head));
  out += "\u2022\u2022\u2022\u2022";
  out += id.substr(id.size() - shown_tail);
  return verbatim(out);
}

Text say_count(long long value) {
  std::string digits = std::to_string(value < 0 ? -value : value);
  for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) digits.insert(static_cast<std::size_t>(at), ",");
  if (value < 0) digits.insert(0, "-");
  return verbatim(digits);
}

Text surname_of(std::string_view name) { return verbatim(first_code_points(name, 1)); }

}  // namespace huzhu::ui
