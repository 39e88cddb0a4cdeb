// What single cells of a list mean: dates, choices, telephones, names. Pure; each answer says what was mended on the way.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/calendar.h"
#include "core/model/model.h"

namespace huzhu::registry {

// 无, 不详, / and the like: an empty cell in other words.
bool is_placeholder(std::string_view cell);

struct DateReading {
  enum class Form : std::uint8_t { iso, other_form, serial, incomplete, unreadable };
  Form form = Form::unreadable;
  Date date;                  // of the first three
  int year = 0, month = 0;    // of incomplete; month 0 = only the year is there
};
// ISO dates, the ways of Date::parse, a time behind them, and a spreadsheet's number of days since 1899-12-30.
DateReading read_date_cell(std::string_view cell);

// Words of a cell with several, parted by 、 , ; / | + blanks and brackets.
std::vector<std::string> words_of_cell(std::string_view cell);

// The choice this word stands for: its label or one of the model's further words; none otherwise.
std::optional<std::int64_t> match_choice(const model::Field& field, std::string_view word);

// 一般老年人, 高龄 …: said by age and absence of tags already, so nothing is lost by passing over it.
bool says_nothing_new(std::string_view word);

struct PhoneReading {
  std::string phone;               // empty when no number could be read
  std::vector<std::string> others; // further numbers, as written
};
PhoneReading read_phone_cell(std::string_view cell);

// Without blanks between Han characters; a Latin name keeps single ones.
std::string plain_name(std::string_view cell);

// Line ends as blanks.
std::string on_one_line(std::string_view cell);

}  // namespace huzhu::registry
