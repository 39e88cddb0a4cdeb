// Bytes of a file to UTF-8: the first step of csv.h, apart from reading cells.
#include "core/base/limits.h"
#include "core/base/utf8.h"
#include "core/registry/csv.h"

namespace huzhu::registry {

namespace {

bool begins_with(std::string_view bytes, std::string_view start) { return bytes.substr(0, start.size()) == start; }

Error unreadable(std::string detail = {}) { return {ErrorCode::file_encoding, "file", std::move(detail)}; }

// "Unicode text" of spreadsheets. A lone surrogate or an odd byte at the end makes it unreadable.
Result<std::string> from_utf16(std::string_view bytes, bool big_endian) {
  if (bytes.size() % 2 != 0) return unreadable();
  const auto unit = [&](std::size_t i) {
    const auto first = static_cast<unsigned char>(bytes[i]), second = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char32_t>(big_endian ? first << 8 | second : second << 8 | first);
  };
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 2);
  for (std::size_t i = 0; i < bytes.size(); i += 2) {
    char32_t code = unit(i);
    if (code >= 0xD800 && code <= 0xDBFF && i + 2 < bytes.size()) {
      const char32_t low = unit(i + 2);
      if (low < 0xDC00 || low > 0xDFFF) return unreadable();
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
      i += 2;
    } else if (code >= 0xD800 && code <= 0xDFFF) {
      return unreadable();
    }
    utf8::append(out, code);
  }
  return out;
}

// The line in which the first byte stands that is no UTF-8.
std::string broken_line(std::string_view text) {
  std::size_t line = 1;
  while (!text.empty()) {
    const std::string_view before = text;
    const char32_t code = utf8::next(text);
    if (code == utf8::replacement && before.size() - text.size() == 1) break;
    line += code == '\n';
  }
  return std::to_string(line);
}

}  // namespace

Result<std::string> decode_file(std::string_view bytes, const GbDecoder& decode_gb) {
  if (bytes.size() > limits::import_file_bytes_max) return Error{ErrorCode::file_too_big, "file", ""};
  if (begins_with(bytes, "PK\x03\x04") || begins_with(bytes, "\xD0\xCF\x11\xE0")) return unreadable("spreadsheet");
  if (begins_with(bytes, "\xFF\xFE")) return from_utf16(bytes.substr(2), false);
  if (begins_with(bytes, "\xFE\xFF")) return from_utf16(bytes.substr(2), true);
  if (begins_with(bytes, utf8_mark)) {
    bytes.remove_prefix(utf8_mark.size());
    if (!utf8::valid(bytes)) return unreadable(broken_line(bytes));
    return std::string(bytes);
  }
  if (utf8::valid(bytes)) return std::string(bytes);
  if (decode_gb)
    if (auto text = decode_gb(bytes); text && utf8::valid(*text)) return std::move(*text);
  return unreadable();
}

}  // namespace huzhu::registry
