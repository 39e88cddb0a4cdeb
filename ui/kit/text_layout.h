// Text layout: breaks people's sentences into lines the way Chinese is set, and draws them.
//
// ImGui breaks only at blanks and has no line height, so everything the program shows goes through here: breaks
// between ideographs with 行首/行尾 prohibition, numbers kept with their unit, Latin words whole, line heights from
// the tokens. Nothing else calls AddText, and draw_text wants the node that says the same words aloud.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ui/kit/semantics.h"
#include "ui/text/text.h"
#include "ui/theme/theme.h"

struct ImDrawList;
struct ImFont;
struct ImFontBaked;

namespace huzhu::ui {

// The two weights, set up once by the kit from one glyph loader.
struct FontSet {
  ImFont* regular = nullptr;
  ImFont* bold = nullptr;
};

struct TextSpec {
  TypeSize type;
  bool bold = false;
  float max_width = 1e9f;  // dp
  int max_lines = 0;       // 0 = as many as it takes; the last one ends in … when words are left over
};

struct TextRun {
  std::uint32_t begin, end;  // bytes of TextBlock::bytes
  float x;                   // from the line's left
  std::uint16_t line;
  bool bold;
};

struct TextBlock {
  std::string bytes;         // slots already in place of code points above U+FFFF
  std::vector<TextRun> runs;
  std::vector<float> line_widths;
  TypeSize type;
  float width = 0;           // of the widest line
  float height = 0;
  bool cut = false;          // words were left out
  int lines() const { return static_cast<int>(line_widths.size()); }
};

TextBlock lay_out(const FontSet& fonts, const Text& words, const TextSpec& spec);
// The width of the words on one line.
float measure(const FontSet& fonts, const Text& words, TypeSize type, bool bold);

// Draws at window coordinates; `align` within `width` (0 left, 0.5 middle, 1 right). `owner` is the node that carries
// these words for readers and must not be 0.
void draw_text(ImDrawList* list, const FontSet& fonts, const TextBlock& block, float x, float y, float width, float align,
               std::uint32_t colour, NodeId owner);

// Where a line may break, for tests: true when a break is allowed between two neighbouring code points.
bool may_break(std::uint32_t before, std::uint32_t after);

}  // namespace huzhu::ui
