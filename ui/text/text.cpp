#include "ui/text/text.h"

#include <string>

#include "ui/text/sentences.h"

namespace huzhu::ui {
namespace {

// The first screens' Chinese; everything else is late_sentences.cpp's.
constexpr char first[] =
#define S(key, zh, en) zh "\0"
#include "ui/text/strings/first.def"
#undef S
    ;

constexpr const char* names[] = {
#define S(key, zh, en) #key,
#include "ui/text/strings/all.def"
#undef S
};

// By its address, which no optimiser follows: a part of the program that has to wait for it must not take it in.
std::string_view (*const volatile ask_late)(Str, Language) = detail::late_sentence;

Language& language_slot() {
  static Language language = Language::zh;
  return language;
}

constexpr char weight_switch = '\x01';

// Catalogue bytes to marked bytes: `**` becomes the weight switch; {n} the marked bytes of the n-th argument.
std::string fill(std::string_view sentence, const Text* args, int count) {
  std::string out;
  out.reserve(sentence.size() + 16);
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    if (sentence.compare(i, 2, "**") == 0) {
      out.push_back(weight_switch);
      ++i;
    } else if (sentence[i] == '{' && i + 2 < sentence.size() && sentence[i + 2] == '}') {
      const int n = sentence[i + 1] - '0';
      if (n >= 0 && n < count) out += args[n].marked();
      i += 2;
    } else {
      out.push_back(sentence[i]);
    }
  }
  return out;
}

}  // namespace

std::string_view catalogue(Str key, Language language) {
  static const detail::Sentences sentences({first, sizeof first - 1});
  const int nth = static_cast<int>(key);
  return language == Language::zh && nth < detail::first_sentences ? sentences[static_cast<std::size_t>(nth)] : ask_late(key, language);
}
std::string_view catalogue(Str key) { return catalogue(key, language_slot()); }
void choose_language(Language language) { language_slot() = language; }
Language chosen_language() { return language_slot(); }
const char* key_name(Str key) { return names[static_cast<int>(key)]; }

Text::Text(Str key) : bytes_(fill(catalogue(key), nullptr, 0)) {}

std::string Text::plain() const {
  std::string out;
  out.reserve(bytes_.size());
  for (const char c : bytes_)
    if (c != weight_switch) out.push_back(c);
  return out;
}

Text operator+(const Text& a, const Text& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  Text out = a;
  out.bytes_ += catalogue(Str::comma);
  out.bytes_ += b.bytes_;
  return out;
}

Text verbatim(std::string_view data) {
  Text out;
  out.bytes_.reserve(data.size());
  for (const char c : data)
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) out.bytes_.push_back(c);
    else if (c == '\n' || c == '\t') out.bytes_.push_back(c == '\n' ? '\n' : ' ');
  return out;
}

Text format_text(Str key, const Text* args, int count) {
  Text out;
  out.bytes_ = fill(catalogue(key), args, count);
  return out;
}

namespace detail {
Text number_text(long long value) { return verbatim(std::to_string(value)); }
}  // namespace detail

}  // namespace huzhu::ui
