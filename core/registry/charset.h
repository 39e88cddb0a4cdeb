// Charset: text files come in UTF-8 or, from spreadsheets of Chinese Windows, in GBK or GB 18030.
//
// The conversion is a parameter wherever a file is read, because every platform has one of its own: iconv here
// (charset_iconv.cpp, native programs and tests), TextDecoder in the browser. GB 18030 contains GBK.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace huzhu::registry {

// Bytes of GB 18030 to UTF-8; none when they are not that either.
using GbDecoder = std::function<std::optional<std::string>(std::string_view bytes)>;

// By iconv. Not linked into the browser program, which never names them: Emscripten's C library cannot write GB 18030, and
// misreads in it what lies above U+FFFF.
std::optional<std::string> gb18030_to_utf8(std::string_view bytes);
std::optional<std::string> utf8_to_gb18030(std::string_view text);

}  // namespace huzhu::registry
