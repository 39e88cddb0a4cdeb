#include "core/base/utf8.h"

namespace huzhu::utf8 {
namespace {

struct Decoded {
  char32_t code_point;
  std::size_t length;  // 0 when the front is not a well-formed sequence
};

// The second byte alone tells overlong forms, surrogates and what lies above U+10FFFF, so its range depends on the first.
Decoded decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  if (first < 0x80) return {first, 1};
  std::size_t length;
  unsigned low = 0x80, high = 0xBF;
  if (first >= 0xC2 && first <= 0xDF) {
    length = 2;
  } else if (first >= 0xE0 && first <= 0xEF) {
    length = 3;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
  } else if (first >= 0xF0 && first <= 0xF4) {
    length = 4;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
  } else {
    return {replacement, 0};
  }
  if (text.size() < length || byte(1) < low || byte(1) > high) return {replacement, 0};
  char32_t code_point = first & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {replacement, 0};
    code_point = code_point << 6 | (byte(i) & 0x3F);
  }
  return {code_point, length};
}

}  // namespace

bool valid(std::string_view text) {
  while (!text.empty()) {
    const Decoded front = decode(text);
    if (front.length == 0) return false;
    text.remove_prefix(front.length);
  }
  return true;
}

std::size_t count(std::string_view text) {
  std::size_t characters = 0;
  for (; !text.empty(); ++characters) next(text);
  return characters;
}

char32_t next(std::string_view& text) {
  if (text.empty()) return 0;
  const Decoded front = decode(text);
  text.remove_prefix(front.length == 0 ? 1 : front.length);
  return front.code_point;
}

void append(std::string& text, char32_t c) {
  const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6), put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    if (c >= 0xD800 && c <= 0xDFFF) return;
    put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
  } else if (c <= 0x10FFFF) {
    put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 0x3F)), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
  }
}

std::string_view first(std::string_view text, std::size_t characters_max) {
  std::string_view rest = text;
  for (std::size_t i = 0; i < characters_max && !rest.empty(); ++i) next(rest);
  return text.substr(0, text.size() - rest.size());
}

}  // namespace huzhu::utf8
