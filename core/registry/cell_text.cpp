#include "core/registry/cell_text.h"

#include "core/base/utf8.h"

namespace huzhu::registry {

namespace {

bool is_blank(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

// Pasted along from web pages and chat programs, and seen by nobody.
bool is_invisible(char32_t c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF || c == 0xAD;
}

}  // namespace

std::string to_half_width(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const char32_t code = utf8::next(text);
    if (is_invisible(code)) continue;
    if (code >= 0xFF01 && code <= 0xFF5E)
      utf8::append(out, code - 0xFF01 + '!');
    else
      utf8::append(out, code == 0x3000 ? U' ' : code);
  }
  return out;
}

std::string trim_cell(std::string_view text) {
  if (!text.empty() && text[0] == '\'') text.remove_prefix(1);
  const char* first = nullptr;
  const char* last = nullptr;
  for (std::string_view rest = text; !rest.empty();) {
    const char* const start = rest.data();
    const char32_t code = utf8::next(rest);
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
    const char32_t code = utf8::next(rest);
    if (!is_blank(code)) utf8::append(out, code);
  }
  return out;
}

bool has_forbidden_characters(std::string_view text) {
  while (!text.empty()) {
    const std::string_view before = text;
    const char32_t code = utf8::next(text);
    if (code == utf8::replacement && before.size() - text.size() == 1) return true;
    const bool line = code == '\t' || code == '\n' || code == '\r';
    if ((code < 0x20 && !line) || (code >= 0x7F && code < 0xA0 && code != 0x85)) return true;
  }
  return false;
}

}  // namespace huzhu::registry
