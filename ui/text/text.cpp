#include "ui/text/text.h"

#include <string>

namespace huzhu::ui {
namespace {

struct Sentence {
  const char* key;
  const char* zh;
  const char* en;
};

constexpr Sentence sentences[] = {
#define S(key, zh, en) {#key, zh, en},
#include "ui/text/strings/all.def"
#undef S
};

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
  const Sentence& sentence = sentences[static_cast<int>(key)];
  return language == Language::zh ? sentence.zh : sentence.en;
}
std::string_view catalogue(Str key) { return catalogue(key, language_slot()); }
void choose_language(Language language) { language_slot() = language; }
Language chosen_language() { return language_slot(); }
const char* key_name(Str key) { return sentences[static_cast<int>(key)].key; }

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
