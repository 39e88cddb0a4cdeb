// A printed document read back from its bytes, as the shell reads it: each block as one line of words.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace huzhu::ui::print {

class DocumentReader {
 public:
  explicit DocumentReader(const std::vector<std::uint8_t>& bytes) : bytes_(bytes) {}

  // "h1 马玉莲", "p 女，87 岁", "entry 电话: 尾号 5621", "entry 站长: ___", "row □ | 马玉莲 | ___". Throws when the bytes are no document.
  std::vector<std::string> lines() {
    std::vector<std::string> out;
    for (std::size_t left = u32(); left > 0; --left) block(out);
    if (at_ != bytes_.size()) throw std::runtime_error("bytes left over");
    return out;
  }

 private:
  void block(std::vector<std::string>& out) {
    switch (u8()) {
      case 0: {
        const auto level = std::to_string(u8());
        out.push_back("h" + level + " " + str());
        break;
      }
      case 1: {
        const std::string small = u8() ? "small " : "p ";
        out.push_back(small + str());
        break;
      }
      case 2: {
        const std::string label = str(), value = str();
        const unsigned count = u8();
        out.push_back("entry " + label + ": " + (value.empty() ? std::string(3 * count, '_') : value));
        break;
      }
      case 3: table(out); break;
      case 4:
        for (std::size_t left = u32(); left > 0; --left) {
          const unsigned grid = u8();
          const std::string drawing = str(), title = str(), words = str();
          if (drawing.empty() || (grid != 24 && grid != 64)) throw std::runtime_error("a step without a picture");
          out.push_back("step " + title + ": " + words);
        }
        break;
      case 5: {
        const std::size_t side = u32();
        const std::string path = str();
        if (side < 21 || path.empty()) throw std::runtime_error("no code");
        out.push_back("code " + str());
        break;
      }
      default: throw std::runtime_error("unknown block");
    }
  }
  void table(std::vector<std::string>& out) {
    const std::size_t columns = u32();
    std::string head = "head";
    unsigned percent = 0;
    for (std::size_t i = 0; i < columns; ++i) {
      head += (i == 0 ? " " : " | ") + str();
      percent += u8();
    }
    if (percent != 100) throw std::runtime_error("columns do not fill the sheet");
    out.push_back(head);
    for (std::size_t left = u32(); left > 0; --left) {
      std::string row = "row";
      for (std::size_t i = 0; i < columns; ++i) {
        const unsigned kind = u8();
        const std::string words = str();
        if (kind == 4) {
          if (i > 0) throw std::runtime_error("goes across what stands beside it");
          row = "across " + words;
          break;
        }
        row += (i == 0 ? " " : " | ") + (kind == 2 ? "□" : kind == 3 ? "___" : words);
      }
      out.push_back(row);
    }
  }

  unsigned u8() {
    if (at_ >= bytes_.size()) throw std::runtime_error("cut off");
    return bytes_[at_++];
  }
  std::size_t u32() {
    std::size_t value = 0;
    for (int shift = 0; shift < 32; shift += 8) value |= static_cast<std::size_t>(u8()) << shift;
    return value;
  }
  std::string str() {
    std::string out;
    for (std::size_t left = u32(); left > 0; --left) out.push_back(static_cast<char>(u8()));
    return out;
  }

  const std::vector<std::uint8_t>& bytes_;
  std::size_t at_ = 0;
};

inline std::vector<std::string> lines_of(const std::vector<std::uint8_t>& bytes) { return DocumentReader(bytes).lines(); }
inline std::string words_of(const std::vector<std::uint8_t>& bytes) {
  std::string out;
  for (const std::string& line : lines_of(bytes)) out += line + "\n";
  return out;
}

}  // namespace huzhu::ui::print
