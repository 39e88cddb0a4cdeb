#include "core/registry/pinyin.h"

#include <algorithm>
#include <array>
#include <map>

#include "core/base/order.h"
#include "core/base/utf8.h"
#include "core/registry/cell_text.h"
#include "core/registry/pinyin_table.h"

namespace huzhu::registry {

namespace {

namespace table = pinyin_table;
using Syllables = std::vector<std::string_view>;

// Splits at single occurrences of `separator`; an empty last piece is left out.
Syllables split(std::string_view text, char separator) {
  Syllables pieces;
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    pieces.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return pieces;
}

const Syllables& syllables() {
  static const Syllables all = split(table::syllables, ' ');
  return all;
}

int count_bits(std::uint32_t word) {
  int count = 0;
  for (; word != 0; word &= word - 1) ++count;
  return count;
}

// How many members of the block stand before each word of the bit table.
const std::array<std::uint16_t, table::block_words>& ranks() {
  static const auto all = [] {
    std::array<std::uint16_t, table::block_words> before{};
    int count = 0;
    for (std::size_t word = 0; word < table::block_words; ++word) {
      before[word] = static_cast<std::uint16_t>(count);
      count += count_bits(table::members[word]);
    }
    return before;
  }();
  return all;
}

void add_once(Syllables& list, std::string_view reading) {
  if (std::find(list.begin(), list.end(), reading) == list.end()) list.push_back(reading);
}

// Surnames of one and two characters with their readings as surnames.
const std::map<std::string_view, Syllables>& surnames() {
  static const auto all = [] {
    std::map<std::string_view, Syllables> map;
    for (const std::string_view line : split(table::surnames, '\n')) {
      Syllables words = split(line, ' ');
      const std::string_view surname = words.front();
      words.erase(words.begin());
      map.emplace(surname, std::move(words));
    }
    return map;
  }();
  return all;
}

// One place of a name: a character with its readings, or a Latin word, which stands for itself.
struct Place {
  std::string_view text;
  Syllables readings;
};

bool is_latin(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

std::vector<Place> places_of(std::string_view lower_name) {
  std::vector<Place> places;
  while (!lower_name.empty()) {
    std::size_t latin = 0;
    while (latin < lower_name.size() && is_latin(lower_name[latin])) ++latin;
    if (latin != 0) {
      places.push_back({lower_name.substr(0, latin), {lower_name.substr(0, latin)}});
      lower_name.remove_prefix(latin);
      continue;
    }
    const std::string_view before = lower_name;
    Syllables readings = readings_of(utf8::next(lower_name));
    if (!readings.empty()) places.push_back({before.substr(0, before.size() - lower_name.size()), std::move(readings)});
  }
  return places;
}

// Puts the reading as a surname first. Only names of two and more characters have one; of two characters from three on.
void read_as_surname(std::vector<Place>& places) {
  const auto prefer = [&](std::size_t count) {
    const char* const begin = places[0].text.data();
    const char* const end = places[count - 1].text.data() + places[count - 1].text.size();
    const auto found = surnames().find(std::string_view(begin, static_cast<std::size_t>(end - begin)));
    if (found == surnames().end() || found->second.size() != count) return false;
    for (std::size_t i = 0; i < count; ++i) {
      Syllables readings{found->second[i]};
      for (const std::string_view other : places[i].readings) add_once(readings, other);
      places[i].readings = std::move(readings);
    }
    return true;
  };
  if (places.size() >= 3 && prefer(2)) return;
  if (places.size() >= 2) prefer(1);
}

std::vector<Place> read_name(std::string_view lower_name) {
  std::vector<Place> places = places_of(lower_name);
  read_as_surname(places);
  return places;
}

std::string lower(std::string_view name) {
  std::string out = to_half_width(name);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// Which reading is taken at each place.
using Choice = std::vector<std::uint8_t>;

// All choices, those that differ least from the usual reading first. Long names vary in their first places only.
std::vector<Choice> choices_of(const std::vector<Place>& places) {
  constexpr std::size_t varied_places_max = 4, choices_max = 64;
  std::vector<Choice> all{Choice(places.size(), 0)};
  for (std::size_t at = 0; at < std::min(places.size(), varied_places_max); ++at) {
    const std::size_t so_far = all.size();
    for (std::size_t reading = 1; reading < places[at].readings.size(); ++reading)
      for (std::size_t i = 0; i < so_far && all.size() < choices_max; ++i) {
        Choice next = all[i];
        next[at] = static_cast<std::uint8_t>(reading);
        all.push_back(std::move(next));
      }
  }
  const auto changes = [](const Choice& c) { return c.size() - static_cast<std::size_t>(std::count(c.begin(), c.end(), 0)); };
  stable_order(all, [&](const Choice& a, const Choice& b) { return changes(a) < changes(b); });
  return all;
}

std::string spell(const std::vector<Place>& places, const Choice& choice, bool first_letters) {
  std::string out;
  for (std::size_t at = 0; at < places.size(); ++at) {
    const std::string_view reading = places[at].readings[choice[at]];
    out += first_letters ? reading.substr(0, 1) : reading;
  }
  return out;
}

std::string spell_usual(std::string_view name, bool first_letters) {
  const std::string lower_name = lower(name);
  const std::vector<Place> places = read_name(lower_name);
  return spell(places, Choice(places.size(), 0), first_letters);
}

}  // namespace

std::vector<std::string_view> readings_of(char32_t character) {
  Syllables readings;
  if (character >= table::block_first && character <= table::block_last) {
    const std::size_t at = character - table::block_first, word = at / 32;
    const std::uint32_t bit = std::uint32_t{1} << (at % 32);
    if (table::members[word] & bit) {
      const std::size_t rank = ranks()[word] + static_cast<std::size_t>(count_bits(table::members[word] & (bit - 1)));
      const std::size_t ninth = table::syllable_high[rank / 8] >> (rank % 8) & 1u;
      readings.push_back(syllables()[table::syllable_low[rank] | ninth << 8]);
    }
  }
  const auto* const end = table::further + table::further_count;
  const auto* found = std::lower_bound(table::further, end, character, [](const table::Reading& r, char32_t c) { return r.code < c; });
  for (; found != end && found->code == character; ++found) readings.push_back(syllables()[found->syllable]);
  return readings;
}

std::string initials(std::string_view name) { return spell_usual(name, true); }

std::string full_pinyin(std::string_view name) { return spell_usual(name, false); }

std::vector<std::string> search_keys(std::string_view name) {
  const std::string lower_name = lower(name);
  const std::vector<Place> places = read_name(lower_name);
  std::vector<std::string> keys;
  if (places.empty()) return keys;
  const auto add = [&keys](std::string key) {
    if (keys.size() < search_keys_max && std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
  };
  for (const Choice& choice : choices_of(places)) {
    add(spell(places, choice, true));
    add(spell(places, choice, false));
  }
  return keys;
}

}  // namespace huzhu::registry
