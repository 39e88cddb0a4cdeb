#include "ui/screens/moment.h"

#include "core/model/model.h"

namespace huzhu::ui {

int days_left(std::int64_t until_ms, std::int64_t now_ms) {
  constexpr std::int64_t day_ms = 24ll * 3600 * 1000;
  return until_ms < now_ms ? 0 : static_cast<int>((until_ms - now_ms + day_ms - 1) / day_ms);
}

Mark state_mark(people::RecordState state) {
  switch (state) {
    case people::RecordState::received: return {.kind = MarkKind::received};
    case people::RecordState::conflict: return {.kind = MarkKind::conflict};
    case people::RecordState::on_tablet: break;
  }
  return {.kind = MarkKind::local};
}

Mark duty_mark(const care::DutyState& duty, const Moment& moment) {
  switch (duty.word) {
    case care::DueWord::late: return {.kind = MarkKind::late, .word = say_late(duty.days_late)};
    case care::DueWord::today: return {.kind = MarkKind::today};
    case care::DueWord::tomorrow:
    case care::DueWord::later: return {.kind = MarkKind::plain, .word = say_day(duty.due, moment.today()), .icon = Icon::cal};
    case care::DueWord::none: break;
  }
  return {};
}

Text joined(const std::vector<Text>& facts) {
  Text out;
  for (const Text& fact : facts) {
    if (fact.empty()) continue;
    out = out.empty() ? fact : out + fact;
  }
  return out;
}

std::vector<Text> model_words(const std::vector<std::string>& words, std::size_t at_most) {
  std::vector<Text> out;
  for (std::size_t i = 0; i < words.size() && i < at_most; ++i) out.push_back(model_word(words[i]));
  return out;
}

std::vector<Text> verbatim_all(const std::vector<std::string>& words, std::size_t at_most) {
  std::vector<Text> out;
  for (const std::string& word : words) {
    if (out.size() == at_most) break;
    out.push_back(verbatim(word));
  }
  return out;
}

std::string_view choice_zh(model::EntityType type, std::uint16_t field, std::int64_t value) {
  const model::Entity* entity = model::find(type);
  const model::Field* f = entity ? model::find(*entity, field) : nullptr;
  const model::Choice* choice = f ? model::find_choice(*f, value) : nullptr;
  return choice ? choice->label_zh : std::string_view();
}

Text choice_label(model::EntityType type, std::uint16_t field, std::int64_t value) { return model_word(choice_zh(type, field, value)); }

Text pronoun(std::int64_t sex) {
  if (sex == 2) return Str::she;
  if (sex == 1) return Str::he;
  return Str::this_elder;
}

Text sex_word(std::int64_t sex) {
  if (sex == 2) return Str::woman;
  if (sex == 1) return Str::man;
  return {};
}

}  // namespace huzhu::ui
