#include <cstdlib>

#include "core/registry/cell_text.h"
#include "core/registry/import_cells.h"
#include "core/registry/import_draft.h"
#include "core/registry/resident_id.h"
#include "core/registry/typed_value.h"

namespace huzhu::registry {

namespace {

namespace person = model::person;

constexpr std::int64_t male = 1, female = 2;  // person.sex
constexpr int age_expected_min = 50;          // special support may begin before 60; a child is a slip
constexpr int years_apart_max = 2;            // 虚岁 counts up to two more

bool is_whole(const DateReading& reading) {
  return reading.form == DateReading::Form::iso || reading.form == DateReading::Form::other_form || reading.form == DateReading::Form::serial;
}

ErrorCode judge_birth(Date birth, Date today) {
  const auto value = check_value(model::EntityType::person, person::birth_date, Value::of(std::int64_t{birth.days}), today);
  return value ? ErrorCode::none : value.error().code;
}

void id_fault(ImportDraft& draft, const std::string& typed, ErrorCode code) {
  // 6.20111E+17: the spreadsheet has rounded the last digits away, so they cannot be had back from it.
  const bool scientific = typed.find_first_of("Ee") != std::string::npos && typed.find('.') != std::string::npos;
  if (scientific) return draft.note(NoteKind::id_scientific, person::resident_id, typed);
  draft.note(NoteKind::field_fault, person::resident_id, typed, std::to_string(id_characters_missing(typed)), code);
}

// False when the number is at fault; none in `id` when there is no number.
bool read_number(ImportDraft& draft, Date today, std::optional<ResidentId>& id) {
  const std::string typed = trim_cell(draft.cell(person::resident_id));
  if (typed.empty()) return true;
  auto read = read_resident_id(typed);
  const ErrorCode code = read ? judge_birth(read->birth, today) : read.error().code;
  if (code != ErrorCode::none) {
    id_fault(draft, typed, code);
    return false;
  }
  id = std::move(*read);
  if (id->was_legacy)
    draft.note(NoteKind::legacy_id, person::resident_id, typed, id->number);
  else if (typed != id->number)
    draft.note(NoteKind::blanks_and_width, person::resident_id, typed, id->number);
  draft.set(person::resident_id, Value::of(std::string_view(id->number)));
  return true;
}

// A date on its own: it must be whole, and one a living person can have.
std::optional<Date> birth_alone(ImportDraft& draft, const DateReading& read, const std::string& typed, Date today) {
  if (typed.empty()) {
    draft.fault(draft.columns().of(person::resident_id) ? person::resident_id : person::birth_date, ErrorCode::required, {});
  } else if (read.form == DateReading::Form::incomplete) {
    draft.note(NoteKind::date_incomplete, person::birth_date, typed);
  } else if (!is_whole(read)) {
    draft.fault(person::birth_date, ErrorCode::bad_date, typed);
  } else if (const ErrorCode code = judge_birth(read.date, today); code != ErrorCode::none) {
    draft.fault(person::birth_date, code, typed);
  } else {
    return read.date;
  }
  return std::nullopt;
}

std::optional<Date> read_birth(ImportDraft& draft, Date today, const std::optional<ResidentId>& id) {
  const std::string typed = trim_cell(draft.cell(person::birth_date));
  const DateReading read = read_date_cell(typed);
  std::optional<Date> birth;
  if (id) {
    birth = id->birth;
    const Date::Civil day = id->birth.civil();
    const bool agrees = is_whole(read) ? read.date == id->birth
                                       : read.form == DateReading::Form::incomplete && read.year == day.year && (read.month == 0 || read.month == day.month);
    if (!typed.empty() && !agrees) draft.note(NoteKind::birth_differs, person::birth_date, typed, id->birth.iso());
  } else {
    birth = birth_alone(draft, read, typed, today);
  }
  if (!birth) return std::nullopt;
  if (is_whole(read) && read.form != DateReading::Form::iso && read.date == *birth)
    draft.note(read.form == DateReading::Form::serial ? NoteKind::date_serial : NoteKind::date_form, person::birth_date, typed, birth->iso());
  draft.set(person::birth_date, Value::of(std::int64_t{birth->days}));
  return birth;
}

void read_sex(ImportDraft& draft, const std::optional<ResidentId>& id) {
  const std::string_view typed = draft.cell(person::sex);
  const auto said = typed.empty() ? std::nullopt : match_choice(import_field(person::sex), typed);
  if (!typed.empty() && !said) draft.keep_in_note(NoteKind::word_to_note, person::sex, on_one_line(typed));
  const std::optional<std::int64_t> of_id = id ? std::optional(id->male ? male : female) : std::nullopt;
  if (said && of_id && *said != *of_id)
    draft.note(NoteKind::sex_differs, person::sex, trim_cell(typed), std::string(model::find_choice(import_field(person::sex), *of_id)->label_zh));
  if (const auto sex = of_id ? of_id : said) draft.set(person::sex, Value::of(*sex));
}

void check_age(ImportDraft& draft, Date birth, Date today) {
  const int age = age_on(birth, today);
  if (age < age_expected_min) draft.note(NoteKind::younger_than_expected, person::birth_date, birth.iso(), std::to_string(age));
  const std::string said = squeeze(draft.raw(Helper::age)).substr(0, 3);
  const int years = std::atoi(said.c_str());
  if (years <= 0 || std::abs(years - age) <= years_apart_max) return;
  const std::string& heading = draft.columns().columns[*draft.columns().of(Helper::age)].heading;
  draft.plan.notes.push_back({NoteKind::age_differs, person::birth_date, heading, ErrorCode::none, said, std::to_string(age)});
}

}  // namespace

void read_identity(ImportDraft& draft, Date today) {
  std::optional<ResidentId> id;
  if (!read_number(draft, today, id)) return;
  const auto birth = read_birth(draft, today, id);
  read_sex(draft, id);
  if (birth) check_age(draft, *birth, today);
}

}  // namespace huzhu::registry
