#include "core/registry/cell_text.h"

namespace huzhu::registry {

namespace {

constexpr char32_t replacement = 0xFFFD;

bool is_blank(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

// Pasted along from web pages and chat programs, and seen by nobody.
bool is_invisible(char32_t c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF || c == 0xAD;
}

// Length of the sequence that begins with `lead`, 0 when none does.
std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

}  // namespace

char32_t take_code_point(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = sequence_length(lead);
  if (length == 0 || length > text.size()) {
    text.remove_prefix(1);
    return replacement;
  }
  char32_t code = length == 1 ? lead : lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0) != 0x80) {
      text.remove_prefix(1);
      return replacement;
    }
    code = code << 6 | (next & 0x3F);
  }
  const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  const bool outside = code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF);
  text.remove_prefix(overlong || outside ? 1 : length);
  return overlong || outside ? replacement : code;
}

void append_code_point(std::string& out, char32_t code) {
  const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6), put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12), put(0x80 | (code >> 6 & 0x3F)), put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | code >> 18), put(0x80 | (code >> 12 & 0x3F)), put(0x80 | (code >> 6 & 0x3F)), put(0x80 | (code & 0x3F));
  }
}

bool is_valid_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::string_view before = text;
    // A replacement character that stands in the text itself is three bytes long; a malformed byte is one.
    if (take_code_point(text) == replacement && before.size() - text.size() == 1) return false;
  }
  return true;
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) take_code_point(text);
  return count;
}

std::string to_half_width(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const char32_t code = take_code_point(text);
    if (is_invisible(code)) continue;
    if (code >= 0xFF01 && code <= 0xFF5E)
      append_code_point(out, code - 0xFF01 + '!');
    else
      append_code_point(out, code == 0x3000 ? U' ' : code);
  }
  return out;
}

std::string trim_cell(std::string_view text) {
  if (!text.empty() && text[0] == '\'') text.remove_prefix(1);
  const char* first = nullptr;
  const char* last = nullptr;
  for (std::string_view rest = text; !rest.empty();) {
    const char* const start = rest.data();
    const char32_t code = take_code_point(rest);
    if (is_blank(code) || is_invisible(code)) continue;
    if (first == nullptr) first = start;
    last = rest.data();
  }
  return first == nullptr ? std::string() : std::string(first, last);
}

std::string squeeze(std::string_view text) {
  if (!text.empty() && text[0] == '\'') text.remove_prefix(1);
  const std::string half = to_half_width(text);
  std::string out;
  out.reserve(half.size());
  for (std::string_view rest = half; !rest.empty();) {
    const char32_t code = take_code_point(rest);
    if (!is_blank(code)) append_code_point(out, code);
  }
  return out;
}

bool has_forbidden_characters(std::string_view text) {
  while (!text.empty()) {
    const std::string_view before = text;
    const char32_t code = take_code_point(text);
    if (code == replacement && before.size() - text.size() == 1) return true;
    const bool line = code == '\t' || code == '\n' || code == '\r';
    if ((code < 0x20 && !line) || (code >= 0x7F && code < 0xA0 && code != 0x85)) return true;
  }
  return false;
}

}  // namespace huzhu::registry
