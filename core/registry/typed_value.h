// Values as people type them, held against what the model table says of their field (STYLE.md rule 3).
//
// One reading for forms, edits and commands: blanks and full-width characters are mended, anything else is said to be
// wrong with where = "<entity>.<field>". Pure functions; `today` is the session's.
#pragma once

#include "core/base/calendar.h"
#include "core/base/result.h"
#include "core/model/model.h"
#include "core/model/value.h"

namespace huzhu::registry {

// Text as typed. Empty text is the null value, or `required` where the field is.
Result<Value> read_typed(model::EntityType type, std::uint16_t field, std::string_view typed, Date today);

// A value that did not come from a text box: texts are mended as typed ones are, numbers held against their range.
Result<Value> check_value(model::EntityType type, std::uint16_t field, const Value& value, Date today);

// A phone number without blanks and dashes, as it is kept: mobile (11 digits from 1), fixed line with or without area code,
// or a service number of 5 digits or 3. bad_phone for anything else.
Result<std::string> read_phone(std::string_view typed);

}  // namespace huzhu::registry
