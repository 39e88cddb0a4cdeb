// Preferences: what a person chose about the look, and what the machine asks for where nobody chose.
//
// Kept as plain words outside the encrypted database, so that the lock screen honours them. A value never chosen is not
// kept: it follows the machine, which may change at sunset. Values only, no state.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ui/port.h"
#include "ui/text/text.h"
#include "ui/theme/theme.h"

namespace huzhu::ui {

struct Preferences {
  Density density = Density::standard;
  std::optional<SizeStep> size;        // none of these three: as the machine has it
  std::optional<Palette> palette;
  std::optional<Language> language;

  friend bool operator==(const Preferences& a, const Preferences& b) {
    return a.density == b.density && a.size == b.size && a.palette == b.palette && a.language == b.language;
  }
};

// Of the machine. `languages` are the browser's preferred ones, "zh-CN,en": the program is Chinese unless none is.
struct Machine {
  bool dark = false, more_contrast = false;
  float text_scale = 1;
  std::string languages;
};

Preferences read_preferences(const std::map<std::string, std::string>& kept);
// As effect::SetPreference keeps them; an empty value follows the machine.
std::vector<std::pair<std::string, std::string>> kept_preferences(const Preferences& preferences);

Look look_of(const Preferences& preferences, const Machine& machine);
Language language_of(const Preferences& preferences, const Machine& machine);

}  // namespace huzhu::ui
