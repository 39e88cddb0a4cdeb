// Moment: "now" for screens that say days and times, and the words for states that several screens share.
#pragma once

#include <cstdint>
#include <vector>

#include "core/care/duties.h"
#include "core/people/saved.h"
#include "ui/kit/kit.h"
#include "ui/text/model_words.h"
#include "ui/text/say.h"

namespace huzhu::ui {

struct Moment {
  std::int64_t now_ms = 0;
  int utc_offset_minutes = 480;
  Date today() const { return Date::from_ms(now_ms, utc_offset_minutes); }
};

// Whole days until then, the begun one counted; 0 when it is over.
int days_left(std::int64_t until_ms, std::int64_t now_ms);
// 在本机 / 收讫 / 有冲突 of one record.
Mark state_mark(people::RecordState state);
// 迟 2 天 / 今天看 / 明天 / 11月22日.
Mark duty_mark(const care::DutyState& duty, const Moment& moment);
// a，b，c without empty ones.
Text joined(const std::vector<Text>& facts);
std::vector<Text> verbatim_all(const std::vector<std::string>& words, std::size_t at_most = 9);
// The same of the model's own words: tags, care levels.
std::vector<Text> model_words(const std::vector<std::string>& words, std::size_t at_most = 9);
// The label of a choice in the model table (visit.outcome 1 → 平安); empty for 0.
// In Chinese whatever the language: to be kept.
std::string_view choice_zh(model::EntityType type, std::uint16_t field, std::int64_t value);
Text choice_label(model::EntityType type, std::uint16_t field, std::int64_t value);
// 她 / 他 by person.sex; 这位老人 when not known.
Text pronoun(std::int64_t sex);
Text sex_word(std::int64_t sex);

}  // namespace huzhu::ui
