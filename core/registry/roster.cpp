#include "core/registry/roster.h"

#include <algorithm>

#include "core/base/order.h"
#include "core/people/places.h"
#include "core/people/query.h"
#include "core/registry/cell_text.h"
#include "core/registry/elder_index.h"
#include "core/registry/tags.h"

namespace huzhu::registry {
namespace {

// One word of the search text, with everything about it that does not depend on the elder found out beforehand.
struct Word {
  std::string text;
  bool digits = false, letters = false;
  std::string key;                       // "|myl"
  std::uint64_t tags = 0, livings = 0, care_levels = 0;
  bool advanced_age = false;
  // Areas whose name holds the word, and areas whose name begins it, with what is left for the group: 红古村三社.
  std::vector<std::int64_t> areas;
  std::vector<std::pair<std::int64_t, std::string>> begun;
};

bool starts_with(std::string_view text, std::string_view part) { return text.substr(0, part.size()) == part; }

// The label, or one of the further words an import recognises, begins with the word.
bool names(const model::Choice& choice, std::string_view word) {
  if (starts_with(choice.label_zh, word)) return true;
  for (std::string_view rest = choice.others_zh; !rest.empty();) {
    if (starts_with(rest, word)) return true;
    const std::size_t bar = rest.find('|');
    if (bar == std::string_view::npos) break;
    rest.remove_prefix(bar + 1);
  }
  return false;
}

std::uint64_t matching_choices(std::uint16_t field, std::string_view word) {
  std::uint64_t bits = 0;
  for (const model::Choice& choice : person_field(field).choices)
    if (names(choice, word)) bits |= std::uint64_t{1} << (choice.value & 63);
  return bits;
}

Word prepare(std::string text, const std::vector<people::Place>& places) {
  Word word;
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  word.text = std::move(text);
  word.digits = std::all_of(word.text.begin(), word.text.end(), [](char c) { return c >= '0' && c <= '9'; });
  word.letters = std::all_of(word.text.begin(), word.text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  word.key = "|" + word.text;
  if (word.digits || word.letters) return word;
  word.tags = matching_choices(model::person::tags, word.text);
  word.livings = matching_choices(model::person::living, word.text);
  word.care_levels = matching_choices(model::person::care_level, word.text);
  word.advanced_age = starts_with(advanced_age_label, word.text);
  for (const people::Place& place : places) {
    if (place.name.find(word.text) != std::string::npos) word.areas.push_back(place.area);
    if (!place.name.empty() && starts_with(word.text, place.name) && word.text.size() > place.name.size())
      word.begun.push_back({place.area, word.text.substr(place.name.size())});
  }
  return word;
}

std::vector<Word> prepare_words(std::string_view text, people::Session& session) {
  std::vector<Word> words;
  std::vector<people::Place> known;
  const std::string plain = to_half_width(text);
  for (std::size_t at = 0; at < plain.size();) {
    const std::size_t begin = plain.find_first_not_of(" \t\r\n", at);
    if (begin == std::string::npos) break;
    at = std::min(plain.find_first_of(" \t\r\n", begin), plain.size());
    if (known.empty()) known = people::places(session.db());
    words.push_back(prepare(plain.substr(begin, at - begin), known));
  }
  return words;
}

bool ends_with(std::string_view text, std::string_view tail) {
  return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
}

bool matches(const Word& word, const ElderRecord& elder, std::uint64_t shown_tags, Date today) {
  if (word.digits) {
    constexpr std::size_t whole_number = 5;  // shorter ones are told by their tail
    if (ends_with(elder.phone, word.text) || ends_with(elder.resident_id, word.text)) return true;
    if (word.text.size() >= whole_number && (starts_with(elder.phone, word.text) || starts_with(elder.resident_id, word.text))) return true;
    return elder.group_name.find(word.text) != std::string::npos;
  }
  if (word.letters) return elder.search.find(word.key) != std::string::npos || elder.name.find(word.text) != std::string::npos;
  if (elder.name.find(word.text) != std::string::npos || elder.group_name.find(word.text) != std::string::npos) return true;
  if ((word.tags & shown_tags) || (word.livings >> (elder.living & 63) & 1 && elder.living) ||
      (word.care_levels >> (elder.care_level & 63) & 1 && elder.care_level))
    return true;
  if (word.advanced_age && elder.age(today) >= advanced_age) return true;
  for (std::int64_t area : word.areas)
    if (people::lies_in(elder.area, area)) return true;
  for (const auto& [area, rest] : word.begun)
    if (people::lies_in(elder.area, area) && elder.group_name.find(rest) != std::string::npos) return true;
  // A tail of an ID that ends in X.
  return word.text.back() == 'x' && !elder.resident_id.empty() && elder.resident_id.back() == 'X' &&
         ends_with(std::string_view(elder.resident_id).substr(0, elder.resident_id.size() - 1), std::string_view(word.text).substr(0, word.text.size() - 1));
}

bool passes(const RosterQuery& query, std::uint64_t tags, const ElderRecord& elder, std::uint64_t shown_tags, Date today) {
  if ((shown_tags & tags) != tags) return false;
  if (query.living && elder.living != *query.living) return false;
  if (query.age_min > 0 && elder.age(today) < query.age_min) return false;
  if (query.due_only && !(elder.due && elder.due->due <= today)) return false;
  const auto has = [](const std::vector<std::int64_t>& list, auto&& holds) { return list.empty() || std::any_of(list.begin(), list.end(), holds); };
  return has(query.care_levels, [&](std::int64_t level) { return level == elder.care_level; }) &&
         has(query.villages, [&](std::int64_t area) { return people::lies_in(elder.area, area); });
}

}  // namespace

RosterResult ElderIndex::find(const RosterQuery& query) {
  impl_->refresh();
  const std::vector<Word> words = prepare_words(query.text, impl_->session);
  const std::uint64_t tags = tag_bits(query.tags);
  RosterResult result;
  for (std::uint32_t i : query.sort == RosterQuery::Sort::name ? impl_->name_order : impl_->due_order) {
    const ElderRecord& elder = impl_->elders[i];
    const bool ended = !elder.gone && elder.ended_kind != 0 && people::lies_in(elder.area, impl_->area);
    result.total += impl_->visible(elder) ? 1 : 0;
    if (query.ended ? !ended : !impl_->visible(elder)) continue;
    if (!passes(query, tags, elder, impl_->shown_tags(elder), impl_->day)) continue;
    const auto said = [&](const Word& word) {
      return impl_->any_record(elder, [&](const ElderRecord& record) { return matches(word, record, impl_->shown_tags(elder), impl_->day); });
    };
    if (std::all_of(words.begin(), words.end(), said)) result.ids.push_back(elder.id);
  }
  return result;
}

std::optional<RosterRow> ElderIndex::row(EntityId id) {
  impl_->follow();
  const ElderRecord* elder = impl_->find(id);
  if (!elder) return std::nullopt;
  RosterRow row;
  row.elder = id;
  row.name = elder->name;
  row.sex = elder->sex;
  row.age = elder->age(impl_->day);
  row.area = elder->area;
  row.village = impl_->place(elder->area);
  row.group_name = elder->group_name;
  row.tags = tag_labels(elder->living, impl_->shown_tags(*elder), elder->care_level, TagOrder::living_first);
  if (elder->last_at_ms != 0) row.last_visit = impl_->day_of(elder->last_at_ms);
  row.due = elder->due;
  row.ended_kind = elder->ended_kind;
  people::each_row(impl_->session.db().cached("SELECT 1 FROM conflict WHERE entity=?1 AND type=3 LIMIT 1").bind(1, people::bits(id)),
                   [&](const store::Statement&) { row.conflict = true; });
  return row;
}

RosterChips roster_chips(ElderIndex& index) {
  auto& impl = index.impl();
  impl.refresh();
  RosterChips chips;
  std::map<std::int64_t, std::size_t> tags, villages, care_levels;
  for (const ElderRecord& elder : impl.elders) {
    if (!impl.visible(elder)) continue;
    for (std::int64_t tag = 1; tag < 64; ++tag)
      if (impl.shown_tags(elder) >> tag & 1) ++tags[tag];
    ++villages[elder.area];
    if (elder.care_level > 1) ++care_levels[elder.care_level];
    if (elder.living == living_alone) ++chips.alone;
    if (elder.age(impl.day) >= advanced_age) ++chips.age_80;
    if (elder.due && elder.due->due <= impl.day) ++chips.due;
  }
  const auto choice_label = [](std::uint16_t field, std::int64_t value) {
    const model::Choice* choice = model::find_choice(person_field(field), value);
    return std::string(choice ? choice->label_zh : "");
  };
  for (const auto& [value, count] : tags) chips.tags.push_back({value, choice_label(model::person::tags, value), count});
  for (const auto& [value, count] : care_levels) chips.care_levels.push_back({value, choice_label(model::person::care_level, value), count});
  for (const auto& [value, count] : villages) chips.villages.push_back({value, impl.place(value), count});
  for (auto* list : {&chips.tags, &chips.villages, &chips.care_levels})
    stable_order(*list, [](const RosterChip& a, const RosterChip& b) { return a.count > b.count; });
  return chips;
}

}  // namespace huzhu::registry
