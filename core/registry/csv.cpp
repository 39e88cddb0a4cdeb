#include "core/registry/csv.h"

#include <algorithm>
#include <array>

#include "core/base/limits.h"

namespace huzhu::registry {

namespace {

Error at_line(ErrorCode code, std::size_t line) { return {code, "file", std::to_string(line)}; }

bool is_blank(std::string_view cell) {
  return cell.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool ends_line(char c) { return c == '\n' || c == '\r'; }

// Which separator stands most often outside quotes in the first lines; a comma when none does.
char find_separator(std::string_view text) {
  constexpr std::size_t looked_at = 16 * 1024;
  constexpr std::array<char, 3> candidates = {',', ';', '\t'};
  std::array<std::size_t, 3> counts{};
  bool quoted = false;
  for (const char c : text.substr(0, looked_at)) {
    if (c == '"') quoted = !quoted;
    for (std::size_t i = 0; i < candidates.size(); ++i) counts[i] += !quoted && c == candidates[i];
  }
  return candidates[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

}  // namespace

CsvReader::CsvReader(std::string utf8_text) : text_(std::move(utf8_text)), separator_(find_separator(text_)) {
  const bool named = text_.size() >= 5 && text_.compare(0, 4, "sep=") == 0 && (text_.size() == 5 || ends_line(text_[5]));
  if (named && std::string_view(",;\t|").find(text_[4]) != std::string_view::npos) {
    separator_ = text_[4];
    at_ = 5;
    skip_line_end();
  }
}

bool CsvReader::skip_line_end() {
  if (at_ >= text_.size() || !ends_line(text_[at_])) return false;
  const bool carriage_return = text_[at_++] == '\r';
  if (carriage_return && at_ < text_.size() && text_[at_] == '\n') ++at_;
  ++line_;
  return true;
}

void CsvReader::add_cell(CsvRow& row, std::size_t from, std::size_t to) {
  if (to - from > limits::import_cell_bytes_max) {
    row.cell_too_long = true;
    to = from + limits::import_cell_bytes_max;
  }
  row.cells.emplace_back(text_.data() + from, to - from);
}

// At the opening quote. Doubled quotes are written back as one over the text already read.
Status CsvReader::read_quoted(CsvRow& row) {
  const std::size_t opened_in = line_;
  const std::size_t from = ++at_;
  std::size_t to = from;
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '"') {
      ++at_;
      if (at_ >= text_.size() || text_[at_] != '"') {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
        // Text after the closing quote: some quote before it is missing or too many, and rows may have run together.
        if (at_ < text_.size() && text_[at_] != separator_ && !ends_line(text_[at_])) return at_line(ErrorCode::file_broken_quotes, opened_in);
        add_cell(row, from, to);
        return Done{};
      }
    } else if (c == '\n' || (c == '\r' && (at_ + 1 >= text_.size() || text_[at_ + 1] != '\n'))) {
      ++line_;
    }
    text_[to++] = c;
    ++at_;
  }
  return at_line(ErrorCode::file_broken_quotes, opened_in);
}

void CsvReader::read_plain(CsvRow& row) {
  const std::size_t from = at_;
  while (at_ < text_.size() && text_[at_] != separator_ && !ends_line(text_[at_])) ++at_;
  add_cell(row, from, at_);
}

Result<bool> CsvReader::read_row(CsvRow& row) {
  row.cells.clear();
  row.cell_too_long = false;
  if (at_ >= text_.size()) return false;
  row.line_first = line_;
  for (;;) {
    if (row.cells.size() == csv_columns_max) return at_line(ErrorCode::file_too_big, line_);
    // Some programs put a blank before the opening quote.
    std::size_t quote = at_;
    while (quote < text_.size() && text_[quote] == ' ') ++quote;
    if (quote < text_.size() && text_[quote] == '"') {
      at_ = quote;
      HUZHU_TRY(read_quoted(row));
    } else {
      read_plain(row);
    }
    if (at_ >= text_.size() || text_[at_] != separator_) break;
    ++at_;
  }
  row.line_last = line_;
  skip_line_end();
  return true;
}

Result<bool> CsvReader::next(CsvRow& row) {
  for (;;) {
    HUZHU_ASSIGN(const bool more, read_row(row));
    if (!more) return false;
    if (std::all_of(row.cells.begin(), row.cells.end(), is_blank)) continue;
    if (++rows_ > limits::import_rows_max) return at_line(ErrorCode::file_too_big, row.line_first);
    return true;
  }
}

void append_csv_cell(std::string& out, std::string_view cell) {
  const bool formula = !cell.empty() && std::string_view("=+-@").find(cell[0]) != std::string_view::npos;
  const bool edge = !cell.empty() && (cell.front() == ' ' || cell.back() == ' ');
  if (!edge && cell.find_first_of(",;\t\"\r\n") == std::string_view::npos) {
    if (formula) out += '\'';
    out += cell;
    return;
  }
  out += formula ? "\"'" : "\"";
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_csv_row(std::string& out, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i != 0) out += ',';
    append_csv_cell(out, cells[i]);
  }
  out += "\r\n";
}

}  // namespace huzhu::registry
