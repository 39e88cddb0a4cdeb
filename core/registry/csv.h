// CSV: rows of cells out of a text file, whatever program wrote it; and cells back into one.
//
// Total over any bytes: bounded memory, errors by value with the line they stand in. RFC 4180, and what spreadsheets do
// beyond it: separators , ; or tab, a byte order mark, CR or LF alone, line ends inside quotes, rows of uneven length.
// In every error `detail` is the number of the line in decimal digits, or empty when the whole file is meant.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/registry/charset.h"

namespace huzhu::registry {

// A list of people has some 30 columns; a row with more than this is no list.
inline constexpr std::size_t csv_columns_max = 256;

struct CsvRow {
  std::size_t line_first = 0, line_last = 0;  // from 1; differ when a quoted cell holds line ends
  std::vector<std::string_view> cells;        // into the reader's text, valid until the next row is read
  bool cell_too_long = false;                 // a cell exceeds import_cell_bytes_max and was cut there
};

// The bytes of a file as UTF-8 without a mark. UTF-8 or UTF-16 with a mark, valid UTF-8, else what `decode_gb` makes of it.
// Errors: file_too_big; file_encoding, with detail "spreadsheet" for an .xls or .xlsx file.
Result<std::string> decode_file(std::string_view bytes, const GbDecoder& decode_gb);

class CsvReader {
 public:
  // Finds out the separator from the first lines; a first line "sep=;" is obeyed and skipped.
  explicit CsvReader(std::string utf8_text);

  char separator() const { return separator_; }

  // True and the next row with anything in it, false at the end. Errors: file_broken_quotes (a quoted cell that never
  // ends, or goes on after its end), file_too_big (more rows than import_rows_max, or cells than csv_columns_max).
  Result<bool> next(CsvRow& row);

 private:
  Result<bool> read_row(CsvRow& row);
  Status read_quoted(CsvRow& row);
  void read_plain(CsvRow& row);
  void add_cell(CsvRow& row, std::size_t from, std::size_t to);
  bool skip_line_end();

  std::string text_;  // quoted cells are unquoted in place
  std::size_t at_ = 0, line_ = 1, rows_ = 0;
  char separator_ = ',';
};

// One cell, quoted where needed. A cell that a spreadsheet would run as a formula gets an apostrophe in front.
void append_csv_cell(std::string& out, std::string_view cell);
// Cells with commas between and CRLF at the end.
void append_csv_row(std::string& out, const std::vector<std::string>& cells);
inline constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

}  // namespace huzhu::registry
