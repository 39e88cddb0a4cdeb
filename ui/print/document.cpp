#include "ui/print/document.h"

#include <qrcodegen.h>

#include <algorithm>
#include <utility>

namespace huzhu::ui::print {
namespace {

constexpr int version_max = 10;   // 57 modules: larger ones blur on cheap paper

class Writer {
 public:
  void u8(unsigned v) { bytes.push_back(static_cast<std::uint8_t>(v)); }
  void u32(std::size_t v) {
    for (int shift = 0; shift < 32; shift += 8) u8(static_cast<unsigned>(v >> shift & 0xFF));
  }
  void str(std::string_view s) {
    u32(s.size());
    bytes.insert(bytes.end(), s.begin(), s.end());
  }
  void str(const Text& t) { str(t.plain()); }

  std::vector<std::uint8_t> bytes;
};

// Each run of dark modules in a row as one bar.
std::string modules_path(const std::uint8_t* code, int side) {
  std::string path;
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side;) {
      int end = x;
      while (end < side && qrcodegen_getModule(code, end, y)) ++end;
      if (end > x) path += "M" + std::to_string(x) + " " + std::to_string(y) + "h" + std::to_string(end - x) + "v1h-" + std::to_string(end - x) + "z";
      x = std::max(end, x + 1);
    }
  }
  return path;
}

struct Put {
  Writer& out;

  bool operator()(const Heading& b) const {
    out.u8(0);
    out.u8(b.level);
    out.str(b.words);
    return true;
  }
  bool operator()(const Paragraph& b) const {
    out.u8(1);
    out.u8(b.small ? 1 : 0);
    out.str(b.words);
    return true;
  }
  bool operator()(const Entry& b) const {
    out.u8(2);
    out.str(b.label);
    out.str(b.value);
    out.u8(b.lines);
    return true;
  }
  bool operator()(const Table& b) const {
    out.u8(3);
    out.u32(b.columns.size());
    for (const Column& column : b.columns) {
      out.str(column.head);
      out.u8(column.percent);
    }
    out.u32(b.rows.size());
    for (const auto& row : b.rows) {
      const bool across = !row.empty() && row.front().kind == Cell::across;
      for (std::size_t i = 0; i < (across ? 1 : b.columns.size()); ++i) {
        const Cell cell = i < row.size() ? row[i] : Cell{};
        out.u8(cell.kind);
        out.str(cell.text);
      }
    }
    return true;
  }
  bool operator()(const Steps& b) const {
    out.u8(4);
    out.u32(b.steps.size());
    for (const Step& step : b.steps) {
      out.u8(static_cast<unsigned>(step.grid));
      out.str(std::string_view(step.drawing));
      out.str(step.title);
      out.str(step.words);
    }
    return true;
  }
  bool operator()(const Code& b) const {
    std::vector<std::uint8_t> code(static_cast<std::size_t>(qrcodegen_BUFFER_LEN_FOR_VERSION(version_max))), scratch(code.size());
    if (!qrcodegen_encodeText(b.content.c_str(), scratch.data(), code.data(), qrcodegen_Ecc_MEDIUM, qrcodegen_VERSION_MIN, version_max, qrcodegen_Mask_AUTO, true))
      return false;
    const int side = qrcodegen_getSize(code.data());
    out.u8(5);
    out.u32(static_cast<std::size_t>(side));
    out.str(modules_path(code.data(), side));
    out.str(b.words);
    return true;
  }
};

}  // namespace

Step step(Icon icon, Text title, Text words) { return {icon_primitives(icon), icon_grid, std::move(title), std::move(words)}; }
Step step(Picture picture, Text title, Text words) { return {picture_primitives(picture), picture_grid, std::move(title), std::move(words)}; }

std::vector<std::uint8_t> encode(const Document& document) {
  Writer blocks;
  std::size_t count = 0;
  for (const Block& block : document) count += std::visit(Put{blocks}, block) ? 1 : 0;
  Writer out;
  out.u32(count);
  out.bytes.insert(out.bytes.end(), blocks.bytes.begin(), blocks.bytes.end());
  return std::move(out.bytes);
}

}  // namespace huzhu::ui::print
