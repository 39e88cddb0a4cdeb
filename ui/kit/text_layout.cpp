#include "ui/kit/text_layout.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "ui/kit/glyph_slots.h"
#include "ui/text/utf8.h"

namespace huzhu::ui {
namespace {

constexpr char weight_switch = '\x01';
constexpr std::uint32_t ellipsis = 0x2026;
// Of a masked number, 620111••••2046. One too wide for its line breaks behind the dots: read out across a break, half of
// the last four digits is a wrong number.
constexpr std::uint32_t mask_dot = 0x2022;

bool is_ideograph(std::uint32_t c) { return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF); }

// Advances of one weight at one size. Ideographs are all as wide as 国, which saves a look-up for most of the text.
class Advances {
 public:
  Advances(ImFont* font, float size) : baked_(font->GetFontBaked(size)) { ideograph_ = baked_->GetCharAdvance(0x56FD); }
  float of(std::uint32_t slot) const { return is_ideograph(slot) ? ideograph_ : baked_->GetCharAdvance(static_cast<ImWchar>(slot)); }

 private:
  ImFontBaked* baked_;
  float ideograph_;
};

struct Piece {            // one code point of the text
  std::uint32_t slot;
  std::uint32_t begin, end;
  float advance;
  bool bold;
  bool break_before;      // a line may begin here
};

bool is_digit(std::uint32_t c) { return c >= '0' && c <= '9'; }

std::vector<Piece>& pieces_of(const FontSet& fonts, const std::string& bytes, const TextSpec& spec) {
  static std::vector<Piece> pieces;   // reused: layout is the busiest place of a frame
  pieces.clear();
  const Advances regular(fonts.regular, spec.type.size), heavy(fonts.bold, spec.type.size);
  bool stressed = false;   // between two switches; words that are bold already stay so
  std::uint32_t before = 0, before_that = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    if (bytes[at] == weight_switch) {
      stressed = !stressed;
      ++at;
      continue;
    }
    const auto begin = static_cast<std::uint32_t>(at);
    const std::uint32_t c = next_code_point(bytes, at);
    const bool bold = spec.bold || stressed;
    bool can = !pieces.empty() && may_break(before, c);
    if (before == ' ' && is_digit(before_that) && !is_digit(c) && c > 0x2E80) can = false;  // 87 岁, 1 小时
    const float advance = c == '\n' ? 0 : bold ? heavy.of(c) : regular.of(c);
    pieces.push_back({c, begin, static_cast<std::uint32_t>(at), advance, bold, can});
    before_that = before;
    before = c;
  }
  return pieces;
}

// Adds pieces [from, to) as one line: a run per weight.
void add_line(TextBlock& block, const std::vector<Piece>& pieces, std::size_t from, std::size_t to) {
  const auto line = static_cast<std::uint16_t>(block.line_widths.size());
  float x = 0;
  for (std::size_t i = from; i < to; ++i) {
    const Piece& p = pieces[i];
    if (p.slot == '\n') continue;
    const bool joins = !block.runs.empty() && block.runs.back().line == line && block.runs.back().bold == p.bold &&
                       block.runs.back().end == p.begin;
    if (joins) block.runs.back().end = p.end;
    else block.runs.push_back({p.begin, p.end, x, line, p.bold});
    x += p.advance;
  }
  // A blank that hangs at the end takes no room.
  for (std::size_t i = to; i > from && pieces[i - 1].slot == ' '; --i) x -= pieces[i - 1].advance;
  block.line_widths.push_back(x);
  block.width = std::max(block.width, x);
}

// One past the last piece of the line that starts at `from`.
std::size_t line_end(const std::vector<Piece>& pieces, std::size_t from, float max_width) {
  float x = 0;
  std::size_t last_break = from, last_seam = from;
  for (std::size_t i = from; i < pieces.size(); ++i) {
    const Piece& p = pieces[i];
    if (p.slot == '\n') return i + 1;
    if (i > from && p.break_before) last_break = i;
    if (i > from && pieces[i - 1].slot == mask_dot && p.slot != mask_dot) last_seam = i;
    x += p.advance;
    // Half a dp of grace: measured widths are handed back as limits.
    if (x > max_width + 0.5f && p.slot != ' ' && i > from) return last_break > from ? last_break : last_seam > from ? last_seam : i;
  }
  return pieces.size();
}

// The last line when words are left over: as much as fits with … after it.
void add_cut_line(TextBlock& block, const FontSet& fonts, const std::vector<Piece>& pieces, std::size_t from, const TextSpec& spec) {
  const Advances advances(spec.bold ? fonts.bold : fonts.regular, spec.type.size);
  const float room = spec.max_width - advances.of(ellipsis);
  std::size_t to = from;
  float x = 0;
  while (to < pieces.size() && pieces[to].slot != '\n' && x + pieces[to].advance <= room) x += pieces[to++].advance;
  add_line(block, pieces, from, to);
  const auto begin = static_cast<std::uint32_t>(block.bytes.size());
  append_utf8(block.bytes, ellipsis);
  block.runs.push_back({begin, static_cast<std::uint32_t>(block.bytes.size()), x,
                        static_cast<std::uint16_t>(block.line_widths.size() - 1), spec.bold});
  block.line_widths.back() = x + advances.of(ellipsis);
  block.width = std::max(block.width, block.line_widths.back());
  block.cut = true;
}

}  // namespace

TextBlock lay_out(const FontSet& fonts, const Text& words, const TextSpec& spec) {
  TextBlock block;
  block.type = spec.type;
  block.bytes = slots_unneeded(words.marked()) ? words.marked() : with_slots(words.marked());
  const std::vector<Piece>& pieces = pieces_of(fonts, block.bytes, spec);
  for (std::size_t from = 0; from < pieces.size();) {
    const std::size_t to = line_end(pieces, from, spec.max_width);
    if (spec.max_lines > 0 && block.lines() + 1 == spec.max_lines && to < pieces.size()) {
      add_cut_line(block, fonts, pieces, from, spec);
      break;
    }
    add_line(block, pieces, from, to);
    from = to;
  }
  block.height = static_cast<float>(block.lines()) * spec.type.line;
  return block;
}

float measure(const FontSet& fonts, const Text& words, TypeSize type, bool bold) {
  return lay_out(fonts, words, {.type = type, .bold = bold}).width;
}

void draw_text(ImDrawList* list, const FontSet& fonts, const TextBlock& block, float x, float y, float width, float align,
               std::uint32_t colour, NodeId owner) {
  IM_ASSERT(owner != 0 && "text without a node is silent for readers");
  if (owner == 0) return;
  const float size = block.type.size, inset = (block.type.line - size) / 2;  // the em box stands in the middle of its line
  const float clip_top = list->GetClipRectMin().y, clip_bottom = list->GetClipRectMax().y;
  for (const TextRun& run : block.runs) {
    const float top = y + static_cast<float>(run.line) * block.type.line;
    if (top + block.type.line < clip_top || top > clip_bottom) continue;
    const float left = x + std::floor((width - block.line_widths[run.line]) * align + 0.5f) + run.x;
    list->AddText(run.bold ? fonts.bold : fonts.regular, size, ImVec2(left, top + inset), colour, block.bytes.data() + run.begin,
                  block.bytes.data() + run.end);
  }
}

}  // namespace huzhu::ui
