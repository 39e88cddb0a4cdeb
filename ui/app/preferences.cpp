#include "ui/app/preferences.h"

namespace huzhu::ui {
namespace {

// Text of the browser that is this much larger than usual takes our next step.
constexpr float large_from = 1.15f, largest_from = 1.35f;

std::optional<int> digit(const std::map<std::string, std::string>& kept, const char* key, int most) {
  const auto at = kept.find(key);
  if (at == kept.end() || at->second.size() != 1) return std::nullopt;
  const int value = at->second[0] - '0';
  return value >= 0 && value <= most ? std::optional(value) : std::nullopt;
}

template <class E>
std::optional<E> as(std::optional<int> value) {
  return value ? std::optional(static_cast<E>(*value)) : std::nullopt;
}

template <class E>
std::string word(const std::optional<E>& value) {
  return value ? std::to_string(static_cast<int>(*value)) : std::string();
}

bool prefers_chinese(std::string_view languages) {
  for (std::size_t at = 0; at < languages.size();) {
    const std::string_view one = languages.substr(at, languages.find(',', at) - at);
    if (one.substr(0, 2) == "zh" || one.substr(0, 3) == "cmn") return true;
    at += one.size() + 1;
  }
  return languages.empty();   // a machine that does not say is one from here
}

}  // namespace

Preferences read_preferences(const std::map<std::string, std::string>& kept) {
  Preferences p;
  p.density = digit(kept, "elder", 1) == 1 ? Density::elder : Density::standard;
  p.size = as<SizeStep>(digit(kept, "size", 2));
  p.palette = as<Palette>(digit(kept, "palette", 2));
  p.language = as<Language>(digit(kept, "language", 1));
  return p;
}

std::vector<std::pair<std::string, std::string>> kept_preferences(const Preferences& p) {
  return {{"elder", p.density == Density::elder ? "1" : "0"}, {"size", word(p.size)}, {"palette", word(p.palette)}, {"language", word(p.language)}};
}

Look look_of(const Preferences& p, const Machine& machine) {
  const SizeStep size = machine.text_scale >= largest_from ? SizeStep::largest : machine.text_scale >= large_from ? SizeStep::large : SizeStep::normal;
  const Palette palette = machine.more_contrast ? Palette::high_contrast : machine.dark ? Palette::dark : Palette::light;
  return {p.density, p.size.value_or(size), p.palette.value_or(palette)};
}

Language language_of(const Preferences& p, const Machine& machine) {
  return p.language.value_or(prefers_chinese(machine.languages) ? Language::zh : Language::en);
}

}  // namespace huzhu::ui
