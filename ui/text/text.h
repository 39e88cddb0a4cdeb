// Text: something a person reads. It comes from the catalogue, from a formatter, or is a person's own data;
// it cannot be made from a literal, so no screen can show a sentence that was never translated.
//
// say(Str::key, args…) fills {0}, {1}, … of a catalogue sentence; **…** in the catalogue is bold.
// verbatim() is for data: names, villages, numbers as typed. Text owns its bytes (UTF-8).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include "core/base/error.h"

namespace huzhu::ui {

// One key per sentence, generated from the lines of ui/text/strings/*.def.
enum class Str : std::uint16_t {
#define S(key, zh, en) key,
#include "ui/text/strings/all.def"
#undef S
  count_
};

enum class Language : std::uint8_t { zh, en };

// The catalogue's own bytes, in the language chosen; `**` and placeholders still in.
std::string_view catalogue(Str key);
std::string_view catalogue(Str key, Language language);
// One language for the whole program: the product ships Chinese; English is for contributors and tests.
void choose_language(Language language);
Language chosen_language();
// The stable name of a key, for tests and logs.
const char* key_name(Str key);

class Text {
 public:
  Text() = default;
  Text(Str key);                     // NOLINT(google-explicit-constructor): the common case
  Text(const char*) = delete;        // an untranslated literal
  bool empty() const { return bytes_.empty(); }
  // As laid out: a 0x01 byte switches between regular and bold.
  const std::string& marked() const { return bytes_; }
  // As read aloud: without the switches.
  std::string plain() const;
  friend bool operator==(const Text& a, const Text& b) { return a.bytes_ == b.bytes_; }
  // Two facts side by side: "a，b" (guide: separate facts with a comma).
  friend Text operator+(const Text& a, const Text& b);

 private:
  friend Text verbatim(std::string_view);
  friend Text format_text(Str, const Text*, int);
  std::string bytes_;
};

// Data of people, as it is. Control characters are dropped, so data cannot switch the weight.
Text verbatim(std::string_view data);

Text format_text(Str key, const Text* args, int count);

namespace detail {
Text number_text(long long value);
inline Text as_text(const Text& t) { return t; }
inline Text as_text(Str key) { return Text(key); }
template <class I, class = std::enable_if_t<std::is_integral_v<I>>>
Text as_text(I value) { return number_text(static_cast<long long>(value)); }
}  // namespace detail

// A catalogue sentence with its places filled: numbers, Str or Text.
template <class... Args>
Text say(Str key, const Args&... args) {
  if constexpr (sizeof...(Args) == 0) {
    return Text(key);
  } else {
    const Text list[] = {detail::as_text(args)...};
    return format_text(key, list, static_cast<int>(sizeof...(Args)));
  }
}

// The one plain sentence for an error: what to do (ui/text/strings/errors.def).
Text error_text(ErrorCode code);

}  // namespace huzhu::ui
