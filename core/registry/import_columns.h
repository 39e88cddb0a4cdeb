// ImportColumns: which column of a clerk's list is which field, by its Chinese heading.
//
// Headings come from the model table (label_zh, headings_zh) and, beyond it, the ways lists are headed in practice. Column
// order is free; unknown columns are named in the report and left alone (requirements A11–A14).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace huzhu::registry {

// Columns that are no field of a person, and help to read others.
enum class Helper : std::uint8_t { none, township, age, serial };

struct ImportColumn {
  std::string heading;      // as written
  std::uint16_t field = 0;  // model::person::…; 0 = none
  Helper helper = Helper::none;
};

// One heading; the same words with blanks, stars, brackets or colons around count as the same.
ImportColumn recognise_heading(std::string_view heading);

struct ImportColumns {
  std::vector<ImportColumn> columns;      // one a cell of the heading row
  std::vector<std::string> ignored;       // headings that are not known, and those that come twice

  std::optional<std::size_t> of(std::uint16_t field) const;
  std::optional<std::size_t> of(Helper helper) const;
};

// Reads a row as headings. None when it is not a heading row (fewer than two known fields).
std::optional<ImportColumns> recognise_headings(const std::vector<std::string_view>& cells);

// file_missing_column, `where` = the field ("person.name"): a name; a village, unless `has_default_area`; and a number or a
// birth date must be there.
Status require_columns(const ImportColumns& columns, bool has_default_area);

}  // namespace huzhu::registry
