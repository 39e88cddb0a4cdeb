#include "ui/text/model_words.h"

namespace huzhu::ui {
namespace {

constexpr Str words[] = {
#define S(key, zh, en) Str::key,
#include "ui/text/strings/model.def"
#undef S
};

const Str* find(std::string_view zh) {
  for (const Str& key : words)
    if (catalogue(key, Language::zh) == zh) return &key;
  return nullptr;
}

}  // namespace

Text model_word(std::string_view zh) {
  if (chosen_language() == Language::zh) return verbatim(zh);   // the usual case looks nothing up
  const Str* key = find(zh);
  return key ? Text(*key) : verbatim(zh);
}

bool has_model_word(std::string_view zh) { return find(zh) != nullptr; }

}  // namespace huzhu::ui
