#include "core/registry/csv.h"

#include <boost/test/unit_test.hpp>

#include "core/base/limits.h"

namespace huzhu::registry {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// All rows, or the error in the place of rows.
struct Read {
  Rows rows;
  ErrorCode code = ErrorCode::none;
  std::string line;
};

Read read_all(std::string text) {
  CsvReader reader(std::move(text));
  Read read;
  CsvRow row;
  for (;;) {
    const auto more = reader.next(row);
    if (!more.ok()) {
      read.code = more.error().code;
      read.line = more.error().detail;
      return read;
    }
    if (!*more) return read;
    read.rows.emplace_back(row.cells.begin(), row.cells.end());
  }
}

BOOST_AUTO_TEST_SUITE(csv)

BOOST_AUTO_TEST_CASE(plain_and_quoted_cells) {
  const Rows expected = {{"a", "b", ""}, {"1,2", "say \"hi\"", "x\ny"}, {"", "z"}};
  BOOST_TEST((read_all("a,b,\r\n\"1,2\",\"say \"\"hi\"\"\",\"x\ny\"\r\n,z").rows == expected));
  BOOST_TEST((read_all("a;b;\n\"1,2\";\"say \"\"hi\"\"\"; \"x\ny\" \n;z\n").rows == expected));
  BOOST_TEST((read_all("a\tb\t\r1,2\tsay \"hi\"\t\"x\ny\"\r\tz\r").rows == expected));
}

BOOST_AUTO_TEST_CASE(lines_are_counted_as_an_editor_counts_them) {
  CsvReader reader("a\r\n\r\n\"b\nc\r\nd\"\re\n");
  CsvRow row;
  BOOST_TEST(reader.next(row).value());
  BOOST_TEST(row.line_first == 1u);
  BOOST_TEST(reader.next(row).value());
  BOOST_TEST(row.line_first == 3u);
  BOOST_TEST(row.line_last == 5u);
  BOOST_TEST(reader.next(row).value());
  BOOST_TEST(row.line_first == 6u);
  BOOST_TEST(!reader.next(row).value());
  BOOST_TEST(!reader.next(row).value());
}

BOOST_AUTO_TEST_CASE(a_quote_that_never_ends_names_its_line) {
  for (const char* text : {"a,b\n1,\"2\n3,4\n", "a,b\n1,\"2", "a,b\n1,\""}) {
    const Read read = read_all(text);
    BOOST_TEST((read.code == ErrorCode::file_broken_quotes));
    BOOST_TEST(read.line == "2");
  }
  // Two stray quotes would run rows together in silence.
  BOOST_TEST((read_all("a,b\n\"1,2\n3,\"4\",5\n").code == ErrorCode::file_broken_quotes));
  // A quote inside a cell that is not quoted is a character, as in spreadsheets.
  BOOST_TEST((read_all("a\"b,c\n").rows == Rows{{"a\"b", "c"}}));
}

BOOST_AUTO_TEST_CASE(blank_rows_are_passed_over_and_ragged_ones_kept) {
  BOOST_TEST((read_all("\n , ,\na\n\nb,c,d,e\n,,\n").rows == Rows{{"a"}, {"b", "c", "d", "e"}}));
  BOOST_TEST(read_all("").rows.empty());
  BOOST_TEST(read_all("\n\r\n").rows.empty());
}

BOOST_AUTO_TEST_CASE(the_separator_is_found_and_named) {
  BOOST_TEST(CsvReader("a;b;c\n1,5;2;3").separator() == ';');
  BOOST_TEST(CsvReader("a\tb\n").separator() == '\t');
  BOOST_TEST(CsvReader("\"a;b;c\",d").separator() == ',');
  BOOST_TEST(CsvReader("").separator() == ',');
  BOOST_TEST((read_all("sep=;\r\na,b;c\r\n").rows == Rows{{"a,b", "c"}}));
}

BOOST_AUTO_TEST_CASE(cells_are_cut_at_the_limit) {
  CsvReader reader(std::string(limits::import_cell_bytes_max, 'x') + "," + std::string(limits::import_cell_bytes_max + 1, 'y') + "\nz\n");
  CsvRow row;
  BOOST_TEST(reader.next(row).value());
  BOOST_TEST(row.cell_too_long);
  BOOST_TEST(row.cells[1].size() == limits::import_cell_bytes_max);
  BOOST_TEST(reader.next(row).value());
  BOOST_TEST(!row.cell_too_long);
  CsvReader at_bound(std::string(limits::import_cell_bytes_max, 'x'));
  BOOST_TEST(at_bound.next(row).value());
  BOOST_TEST(!row.cell_too_long);
}

BOOST_AUTO_TEST_CASE(rows_and_columns_are_bounded) {
  std::string text;
  for (std::size_t i = 0; i < limits::import_rows_max; ++i) text += "x\n";
  BOOST_TEST(read_all(text).rows.size() == limits::import_rows_max);
  const Read past = read_all(text + "x\n");
  BOOST_TEST((past.code == ErrorCode::file_too_big));
  BOOST_TEST(past.line == std::to_string(limits::import_rows_max + 1));
  BOOST_TEST((read_all(std::string(csv_columns_max - 1, ',') + "x").code == ErrorCode::none));
  BOOST_TEST((read_all(std::string(csv_columns_max, ',') + "x").code == ErrorCode::file_too_big));
}

BOOST_AUTO_TEST_CASE(nul_bytes_are_characters_like_others) {
  const std::string text("a,b\0c\n", 6);
  BOOST_TEST((read_all(text).rows == Rows{{"a", std::string("b\0c", 3)}}));
}

BOOST_AUTO_TEST_CASE(files_are_decoded) {
  const GbDecoder gb = gb18030_to_utf8;
  BOOST_TEST(decode_file("姓名", gb).value() == "姓名");
  BOOST_TEST(decode_file("\xEF\xBB\xBF姓名", gb).value() == "姓名");
  BOOST_TEST(decode_file("\xD0\xD5\xC3\xFB", gb).value() == "姓名");
  BOOST_TEST(decode_file("\x81\x39\xEF\x31\xFD\x93", gb).value() == "㐂龘");
#ifndef __EMSCRIPTEN__  // Emscripten's iconv misreads what lies above U+FFFF; the browser program decodes with TextDecoder
  BOOST_TEST(decode_file("\x95\x34\xB2\x35\x81\x39\xEF\x31\xFD\x93", gb).value() == "𠮷㐂龘");
#endif
  using namespace std::string_view_literals;
  BOOST_TEST(decode_file("\xFF\xFE\xD3\x59\x0D\x54\x42\xD8\xB7\xDF"sv, gb).value() == "姓名𠮷");
  BOOST_TEST(decode_file("\xFE\xFF\x59\xD3\x54\x0D"sv, gb).value() == "姓名");
  BOOST_TEST(decode_file("", gb).value().empty());
}

BOOST_AUTO_TEST_CASE(what_cannot_be_decoded_is_refused) {
  using namespace std::string_view_literals;
  const GbDecoder gb = gb18030_to_utf8;
  for (const std::string_view bytes : {"\xFF\xFE\xD3"sv, "\xFF\xFE\x42\xD8"sv, "\xFF\xFE\xB7\xDF"sv, "\xFF\xFE\x42\xD8\x42\xD8"sv, "\x80\xFF\xFF\xFF"sv, "PK\x03\x04rest"sv, "\xD0\xCF\x11\xE0"sv})
    BOOST_TEST((decode_file(bytes, gb).error().code == ErrorCode::file_encoding));
  BOOST_TEST(decode_file("PK\x03\x04"sv, gb).error().detail == "spreadsheet");
  BOOST_TEST(decode_file("\xEF\xBB\xBF姓名\n\xD0\xD5"sv, gb).error().detail == "2");
  BOOST_TEST((decode_file("\xD0\xD5", nullptr).error().code == ErrorCode::file_encoding));
}

BOOST_AUTO_TEST_CASE(files_are_bounded) {
  BOOST_TEST(decode_file(std::string(limits::import_file_bytes_max, 'x'), nullptr).ok());
  BOOST_TEST((decode_file(std::string(limits::import_file_bytes_max + 1, 'x'), nullptr).error().code == ErrorCode::file_too_big));
}

BOOST_AUTO_TEST_CASE(written_cells_read_back) {
  const std::vector<std::string> cells = {"", "a", "a,b", "say \"hi\"", "x\r\ny", " edge ", "a;b\tc", "马𠮷"};
  std::string out;
  append_csv_row(out, {"1", "2", "3"});
  append_csv_row(out, cells);
  BOOST_TEST((read_all(out).rows.at(1) == cells));
  std::string formula;
  append_csv_cell(formula, "=1+1");
  BOOST_TEST(formula == "'=1+1");
}

BOOST_AUTO_TEST_CASE(any_bytes_end_in_rows_or_an_error) {
  std::uint32_t state = 1;
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (int i = 0; i < 40; ++i) {
      state = state * 1664525u + 1013904223u;
      text += "\"\",;\n\r ax\0\xE5"[state >> 24 & 7 ? (state >> 28) % 12 : 0];
    }
    const Read read = read_all(text);
    BOOST_REQUIRE((read.code == ErrorCode::none || read.code == ErrorCode::file_broken_quotes));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::registry
