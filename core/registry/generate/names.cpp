#include "core/registry/generate/names.h"

#include <algorithm>

#include "core/base/utf8.h"

namespace huzhu::registry::generate {

namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    pieces.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return pieces;
}

std::vector<std::string_view> characters_of(std::string_view text) {
  std::vector<std::string_view> characters;
  while (!text.empty()) {
    const std::string_view before = text;
    utf8::next(text);
    characters.push_back(before.substr(0, before.size() - text.size()));
  }
  return characters;
}

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

void read_weighted(std::string_view text, std::vector<std::string_view>& words, std::vector<std::uint32_t>& weights) {
  for (const std::string_view line : split(text, '\n')) {
    const auto columns = split(line, ' ');
    words.push_back(columns[0]);
    weights.push_back(static_cast<std::uint32_t>(number(columns[1])));
  }
}

bool is_hui_surname(std::string_view surname) {
  constexpr std::string_view common[] = {"马", "白", "海", "沙", "妥", "拜", "撒", "冶", "虎", "喇", "绽", "铁"};
  return std::find(std::begin(common), std::end(common), surname) != std::end(common);
}

}  // namespace

Names::Names() {
  read_weighted(surnames_text, surnames_, surname_weights_);
  read_weighted(rare_text, rare_, rare_weights_);
  for (const std::string_view line : split(given_names_text, '\n')) {
    const auto columns = split(line, ' ');
    Rule rule{columns[0] == "men", number(columns[1]), number(columns[2]), columns[3], {}};
    const bool whole = rule.part == "whole" || rule.part == "hui" || rule.part == "wife";
    if (whole)
      rule.words.assign(columns.begin() + 4, columns.end());
    else
      rule.words = characters_of(columns[4]);
    rules_.push_back(std::move(rule));
  }
}

std::string Names::surname(Draw& draw, std::string_view village) const {
  const std::size_t family = village.find("家");
  if (family != std::string_view::npos && family > 0 && draw.chance(550)) return std::string(village.substr(0, family));
  return std::string(surnames_[draw.weighted(surname_weights_)]);
}

std::string_view Names::pick(Draw& draw, int birth_year, bool male, std::string_view part) const {
  std::vector<const Rule*> fitting;
  for (const Rule& rule : rules_)
    if (rule.male == male && rule.part == part && birth_year >= rule.year_first && birth_year <= rule.year_last) fitting.push_back(&rule);
  return fitting.empty() ? std::string_view() : draw.one_of(draw.one_of(fitting)->words);
}

std::string Names::given_name(Draw& draw, std::string_view surname, int birth_year, bool male) const {
  if (is_hui_surname(surname) && draw.chance(180)) return std::string(pick(draw, birth_year, male, "hui"));
  const auto kind = draw.below(1000);
  if (kind < 60)
    if (const auto whole = pick(draw, birth_year, male, "whole"); !whole.empty()) return std::string(whole);
  if (kind >= 60 && kind < 150)
    if (const auto single = pick(draw, birth_year, male, "single"); !single.empty()) return std::string(single);
  if (kind >= 850)
    if (const auto wife = pick(draw, birth_year, male, "wife"); !wife.empty())
      return std::string(surnames_[draw.weighted(surname_weights_)]).append(wife);
  const std::string_view first = pick(draw, birth_year, male, "first");
  std::string_view last = pick(draw, birth_year, male, "last");
  while (last == first) last = pick(draw, birth_year, male, "last");
  return std::string(first).append(last);
}

std::string Names::rare_given_name(Draw& draw, int birth_year, bool male) const {
  const std::string_view rare = rare_[draw.weighted(rare_weights_)];
  const std::string_view usual = pick(draw, birth_year, male, draw.chance(500) ? "first" : "last");
  return draw.chance(500) ? std::string(rare).append(usual) : std::string(usual).append(rare);
}

}  // namespace huzhu::registry::generate
