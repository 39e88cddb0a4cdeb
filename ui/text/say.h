// Say: numbers, days, spans and masked values the way people here say them.
//
// Every formatter gives Text from the catalogue's own pieces, so a second language needs no code.
// Days are Date, moments are milliseconds since 1970 with the clock's minutes east of UTC.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/base/calendar.h"
#include "ui/text/text.h"

namespace huzhu::ui {

// 11月
Text say_month_name(int month);
// 11月22日
Text say_month_day(Date day);
// 今天, 昨天, 前天, 明天, 后天, 11月22日, and with the year when it is another one: 2024年3月2日.
Text say_day(Date day, Date today);
// 11月22日前, 后天前 is not said: 今天 and 明天 stay as they are.
Text say_due(Date day, Date today);
// 周五
Text say_weekday(Date day);
// 11月 周五: the strip of the calendar leaf.
Text say_month_weekday(Date day);
// 十月十二; empty outside the lunar table.
Text say_lunar(Date day);
// 四月, 闰四月; 十五
Text say_lunar_month(int month, bool leap);
Text say_lunar_day_of_month(int day);
// 农历1947年四月十五; empty outside the lunar table.
Text say_lunar_date(Date day);
// 1947年6月3日
Text say_whole_day(Date day);
// 猪: the animal of a lunar year.
Text say_zodiac(int lunar_year);
// 1947年6月
Text say_month(Date day);
// 9:42
Text say_clock(std::int64_t at_ms, int utc_offset_minutes);
// 今天 上午 9:42, 昨天 下午 2:10, 11月18日 上午 9:30.
Text say_moment(std::int64_t at_ms, std::int64_t now_ms, int utc_offset_minutes);
// 桂香，上午好
Text say_greeting(const Text& name, std::int64_t now_ms, int utc_offset_minutes);
// 迟 2 天
Text say_late(int days);

// 1 小时 30 分, 40 分, 12 小时. Negative spans get their minus from the sentence around them.
Text say_span(int minutes);
// For the choice: 半小时, 1 小时, 1 小时半; else as say_span.
Text say_span_choice(int minutes);

// 尾号 5621; a number of fewer than five digits whole.
Text say_phone_tail(std::string_view phone);
// 620111••••2046
Text say_masked_id(std::string_view id);
// 18,600
Text say_count(long long value);

// The first character of a name: the tile. A double surname (欧阳) gives its first character too.
Text surname_of(std::string_view name);

}  // namespace huzhu::ui
