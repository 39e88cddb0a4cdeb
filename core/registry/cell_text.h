// Text as clerks type and paste it, made plain: full-width digits and letters, odd blanks, apostrophes of spreadsheets.
//
// Every check of a typed or imported value starts here, so that "６２０１" and "6201 " mean the same everywhere.
// Pure functions over UTF-8; a byte that is no UTF-8 comes out as U+FFFD and never throws (core/base/utf8.h).
#pragma once

#include <string>
#include <string_view>

namespace huzhu::registry {

// U+FF01–FF5E become ASCII, U+3000 a blank; invisible characters (zero width, BOM, direction marks) go away.
std::string to_half_width(std::string_view text);

// Without blanks of any kind at both ends, and without the apostrophe a spreadsheet puts before a number kept as text.
std::string trim_cell(std::string_view text);

// Half width, without any blank: for identifiers, phone numbers, dates and choices.
std::string squeeze(std::string_view text);

// A control character other than tab and line ends, or a byte that is no UTF-8: such a value is refused, not mended.
bool has_forbidden_characters(std::string_view text);

}  // namespace huzhu::registry
