// Document: what is printed, as blocks of plain words; the shell builds them as elements that only a printer sees
// (web/shell/print.ts) and asks the browser to print.
//
// A document is a function of a view model, as a screen is: it knows no session, no page and no printer, and what it does
// not hold cannot reach the paper. Words are finished sentences of the catalogue or a person's own data, without markup.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "ui/text/text.h"
#include "ui/theme/icons.h"

namespace huzhu::ui::print {

struct Heading {
  std::uint8_t level = 1;        // 1 the sheet's own, 2 a part of it
  Text words;
};
struct Paragraph {
  Text words;
  bool small = false;
};
// A label and what belongs to it; without a value, lines to write on.
struct Entry {
  Text label, value{};
  std::uint8_t lines = 1;
};
struct Cell {
  // box: to tick; line: to write on; across: alone in its row, over the rows that follow.
  enum Kind : std::uint8_t { words, strong, box, line, across } kind = words;
  Text text{};
};
struct Column {
  Text head;
  std::uint8_t percent = 0;      // of the sheet's width
};
struct Table {
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;
};
// Pictures with a few words, two beside each other; numbered in their order.
struct Step {
  const char* drawing = "";      // primitives, as ui/theme/icons.h explains them
  float grid = 0;
  Text title, words;
};
struct Steps {
  std::vector<Step> steps;
};
// A QR code and what it is for.
struct Code {
  std::string content;           // at most what fits one code; longer leaves the block out
  Text words;
};

using Block = std::variant<Heading, Paragraph, Entry, Table, Steps, Code>;
using Document = std::vector<Block>;

Step step(Icon icon, Text title, Text words);
Step step(Picture picture, Text title, Text words);

// As bytes for the shell, little-endian; str is a u32 count and so many bytes of UTF-8. u32 blocks; each u8 kind, then
//   0 heading    u8 level, str words
//   1 paragraph  u8 small, str words
//   2 entry      str label, str value, u8 lines
//   3 table      u32 columns, each str head, u8 percent; u32 rows, each cell u8 kind, str words (one cell in a
//                row that goes across)
//   4 steps      u32 steps, each u8 grid, str drawing, str title, str words
//   5 code       u32 modules a side, str path of an SVG whose unit is a module, str words
std::vector<std::uint8_t> encode(const Document& document);

}  // namespace huzhu::ui::print
