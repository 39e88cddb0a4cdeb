// Names of generated people, as parents of that place and year chose them. Source: assets/names, own lists.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/registry/generate/draw.h"

namespace huzhu::registry::generate {

// The lists as text, put in by names_text.gen.mjs.
extern const std::string_view surnames_text, given_names_text, rare_text;

class Names {
 public:
  Names();

  // `village` leans towards its own surname: most people of 薛家村 are called 薛.
  std::string surname(Draw& draw, std::string_view village) const;
  std::string given_name(Draw& draw, std::string_view surname, int birth_year, bool male) const;
  // The given name with one character of assets/names/rare.txt.
  std::string rare_given_name(Draw& draw, int birth_year, bool male) const;

 private:
  struct Rule {
    bool male;
    int year_first, year_last;
    std::string_view part;
    std::vector<std::string_view> words;  // characters or whole names
  };
  std::string_view pick(Draw& draw, int birth_year, bool male, std::string_view part) const;  // empty when there is none

  std::vector<std::string_view> surnames_, rare_;
  std::vector<std::uint32_t> surname_weights_, rare_weights_;
  std::vector<Rule> rules_;
};

}  // namespace huzhu::registry::generate
