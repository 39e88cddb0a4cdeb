#include <algorithm>

#include "core/registry/cell_text.h"
#include "core/registry/import_cells.h"
#include "core/registry/import_draft.h"
#include "core/registry/typed_value.h"

namespace huzhu::registry {

namespace {

namespace person = model::person;
using model::FieldType;

// Lists mix 独居, 空巢, 低保 and 失能 in one column; each word finds its own field.
bool take_as_other_choice(ImportDraft& draft, const model::Field& field, const std::string& word) {
  constexpr std::uint16_t mixed[] = {person::tags, person::living, person::care_level};
  if (std::find(std::begin(mixed), std::end(mixed), field.id) == std::end(mixed)) return false;
  for (const std::uint16_t other : mixed) {
    if (other == field.id) continue;
    const auto value = match_choice(import_field(other), word);
    if (!value) continue;
    // A column of its own says it better.
    if (other == person::tags || (draft.cell(other).empty() && !draft.has(other))) {
      draft.set_once(other, *value);
      draft.note(NoteKind::choice_moved, field.id, word, std::string(import_field(other).label_zh));
    }
    return true;
  }
  return false;
}

void read_choices(ImportDraft& draft, const model::Field& field, std::string_view typed) {
  if (const auto whole = match_choice(field, typed)) return draft.set_once(field.id, *whole);
  for (const std::string& word : words_of_cell(typed)) {
    if (const auto value = match_choice(field, word)) {
      const bool second = field.merge != model::Merge::set && draft.has(field.id);
      if (second)
        draft.keep_in_note(NoteKind::word_to_note, field.id, word);
      else
        draft.set_once(field.id, *value);
    } else if (!take_as_other_choice(draft, field, word) && !says_nothing_new(word)) {
      draft.keep_in_note(NoteKind::word_to_note, field.id, word);
    }
  }
}

void read_date(ImportDraft& draft, const model::Field& field, std::string_view typed, Date today) {
  const DateReading read = read_date_cell(typed);
  const bool whole = read.form != DateReading::Form::incomplete && read.form != DateReading::Form::unreadable;
  const auto value = whole ? check_value(model::EntityType::person, field.id, Value::of(std::int64_t{read.date.days}), today)
                           : Result<Value>(Error{ErrorCode::bad_date, "", ""});
  if (!value) return draft.keep_in_note(NoteKind::value_to_note, field.id, on_one_line(typed));
  if (read.form != DateReading::Form::iso)
    draft.note(read.form == DateReading::Form::serial ? NoteKind::date_serial : NoteKind::date_form, field.id, trim_cell(typed), read.date.iso());
  draft.set(field.id, *value);
}

void read_telephone(ImportDraft& draft, const model::Field& field, std::string_view typed) {
  const PhoneReading read = read_phone_cell(typed);
  if (read.phone.empty()) return draft.keep_in_note(NoteKind::value_to_note, field.id, on_one_line(typed));
  for (const std::string& other : read.others) draft.keep_in_note(NoteKind::second_phone_to_note, field.id, other);
  if (read.others.empty() && trim_cell(typed) != read.phone) draft.note(NoteKind::phone_form, field.id, trim_cell(typed), read.phone);
  draft.set(field.id, Value::of(std::string_view(read.phone)));
}

void read_plain(ImportDraft& draft, const model::Field& field, std::string_view typed, Date today) {
  const std::string text = on_one_line(typed);
  if (text != trim_cell(typed)) draft.note(NoteKind::line_ends, field.id, {}, text);
  auto value = read_typed(model::EntityType::person, field.id, text, today);
  if (value) return draft.set(field.id, std::move(*value));
  draft.keep_in_note(NoteKind::value_to_note, field.id, text);
}

// Read elsewhere: what identifies a person, where one lives, and the note; roles are what an import gives.
bool is_read_apart(std::uint16_t field) {
  constexpr std::uint16_t apart[] = {person::name, person::resident_id, person::birth_date, person::sex, person::area, person::roles, person::note};
  return std::find(std::begin(apart), std::end(apart), field) != std::end(apart);
}

}  // namespace

void read_fields(ImportDraft& draft, Date today) {
  for (const model::Field& field : model::find(model::EntityType::person)->fields) {
    const std::string_view typed = is_read_apart(field.id) ? std::string_view() : draft.cell(field.id);
    if (typed.empty()) continue;
    if (field.type == FieldType::choice)
      read_choices(draft, field, typed);
    else if (field.type == FieldType::date)
      read_date(draft, field, typed, today);
    else if (field.validity == model::Validity::phone)
      read_telephone(draft, field, typed);
    else
      read_plain(draft, field, typed, today);
  }
}

void write_note(ImportDraft& draft, Date today) {
  std::string text = trim_cell(draft.cell(person::note));
  if (!draft.kept_words().empty()) text += (text.empty() ? "" : "；") + draft.kept_words();
  if (text.empty()) return;
  auto value = read_typed(model::EntityType::person, person::note, text, today);
  if (value) return draft.set(person::note, std::move(*value));
  draft.fault(person::note, value.error().code, {});
}

}  // namespace huzhu::registry
