#include "core/registry/import_row.h"

#include <algorithm>

#include "core/registry/cell_text.h"
#include "core/registry/import_cells.h"
#include "core/registry/resident_id.h"
#include "core/registry/typed_value.h"

namespace huzhu::registry {

namespace {

namespace person = model::person;
using model::FieldType;

constexpr std::int64_t male = 1, female = 2;  // person.sex
constexpr std::int64_t elder_role = 1;        // person.roles
constexpr int age_expected_min = 50;          // special support may begin before 60; a child is a slip

const model::Field& field_of(std::uint16_t id) { return *model::find(*model::find(model::EntityType::person), id); }

class RowReader {
 public:
  RowReader(const CsvRow& row, const ImportColumns& columns, ImportContext& context) : row_(row), columns_(columns), context_(context) {}

  RowPlan read() {
    plan_.line_first = row_.line_first;
    plan_.line_last = row_.line_last;
    plan_.name = utf8_name();
    if (are_headings_again()) {
      note(NoteKind::headings_again, 0);
      return finish();
    }
    check_shape();
    if (plan_.notes.empty()) {
      read_name();
      read_identity();
      read_village();
      read_rest();
      write_note();
      set(person::roles, Value::of(elder_role));
      if (!has(person::registered_on)) set(person::registered_on, Value::of(std::int64_t{context_.today.days}));
    }
    if (!is_refused()) look_for_others();
    return finish();
  }

 private:
  // -- cells -------------------------------------------------------------------------------------
  std::string_view cell_at(std::optional<std::size_t> column) const {
    return column && *column < row_.cells.size() ? row_.cells[*column] : std::string_view();
  }
  std::string_view cell(std::uint16_t field) const {
    const std::string_view found = cell_at(columns_.of(field));
    return is_placeholder(found) ? std::string_view() : found;
  }
  const std::string& heading(std::uint16_t field) const {
    static const std::string none;
    const auto column = columns_.of(field);
    return column ? columns_.columns[*column].heading : none;
  }
  std::string utf8_name() const {
    const std::string_view raw = cell_at(columns_.of(person::name));
    return has_forbidden_characters(raw) ? std::string() : plain_name(raw);
  }

  // -- notes and values --------------------------------------------------------------------------
  void note(NoteKind kind, std::uint16_t field, std::string was = {}, std::string now = {}, ErrorCode code = ErrorCode::none) {
    plan_.notes.push_back({kind, field, field != 0 ? heading(field) : std::string(), code, std::move(was), std::move(now)});
  }
  void fault(std::uint16_t field, ErrorCode code, std::string_view was) { note(NoteKind::field_fault, field, std::string(was), {}, code); }
  void set(std::uint16_t field, Value value) { plan_.values.push_back({field, std::move(value)}); }
  bool has(std::uint16_t field) const {
    return std::any_of(plan_.values.begin(), plan_.values.end(), [&](const FieldValue& v) { return v.field == field; });
  }
  void set_once(std::uint16_t field, std::int64_t value) {
    const bool many = field_of(field).merge == model::Merge::set;
    const auto same = [&](const FieldValue& v) { return v.field == field && (!many || v.value.integer == value); };
    if (std::none_of(plan_.values.begin(), plan_.values.end(), same)) set(field, Value::of(value));
  }
  void keep_in_note(NoteKind kind, std::uint16_t field, const std::string& words) {
    further_ += (further_.empty() ? "" : "；") + heading(field) + "：" + words;
    note(kind, field, words);
  }
  bool is_refused() const {
    return std::any_of(plan_.notes.begin(), plan_.notes.end(), [](const RowNote& n) { return outcome_of(n.kind) == RowOutcome::refused; });
  }

  // -- the row as a whole --------------------------------------------------------------------------
  bool are_headings_again() const {
    return trim_cell(cell_at(columns_.of(person::name))) == heading(person::name);
  }

  void check_shape() {
    if (row_.cell_too_long) note(NoteKind::cell_too_long, 0);
    for (std::size_t i = columns_.columns.size(); i < row_.cells.size(); ++i)
      if (!trim_cell(row_.cells[i]).empty()) {
        note(NoteKind::more_cells_than_headings, 0, trim_cell(row_.cells[i]));
        break;
      }
    for (std::size_t i = 0; i < std::min(columns_.columns.size(), row_.cells.size()); ++i) {
      const std::uint16_t field = columns_.columns[i].field;
      if (has_forbidden_characters(row_.cells[i])) {
        plan_.notes.push_back({NoteKind::field_fault, field, columns_.columns[i].heading, ErrorCode::bad_text, {}, {}});
        continue;
      }
      // A stray quote at the end of one row and another later swallow what lies between.
      const bool many_lines = row_.cells[i].find('\n') != std::string_view::npos;
      if (many_lines && field != person::note && row_.cells[i].find(',') != std::string_view::npos) note(NoteKind::rows_run_together, field);
    }
  }

  void read_name() {
    const std::string_view raw = cell_at(columns_.of(person::name));
    auto value = read_typed(model::EntityType::person, person::name, plan_.name, context_.today);
    if (!value) return fault(person::name, value.error().code, trim_cell(raw));
    if (plan_.name != trim_cell(raw)) note(NoteKind::blanks_and_width, person::name, trim_cell(raw), plan_.name);
    set(person::name, std::move(*value));
  }

  // -- number, birth date, sex, age -----------------------------------------------------------------
  void read_identity() {
    const std::string_view typed = cell(person::resident_id);
    std::optional<ResidentId> id;
    if (!typed.empty()) {
      auto read = read_resident_id(typed);
      if (!read) return id_fault(trim_cell(typed), read.error().code);
      id = std::move(*read);
      const auto in_range = check_value(model::EntityType::person, person::birth_date, Value::of(std::int64_t{id->birth.days}), context_.today);
      if (!in_range) return fault(person::resident_id, in_range.error().code, trim_cell(typed));
      if (id->was_legacy)
        note(NoteKind::legacy_id, person::resident_id, trim_cell(typed), id->number);
      else if (trim_cell(typed) != id->number)
        note(NoteKind::blanks_and_width, person::resident_id, trim_cell(typed), id->number);
      set(person::resident_id, Value::of(std::string_view(id->number)));
    }
    read_birth(id);
    read_sex(id);
    check_age();
  }

  void id_fault(const std::string& typed, ErrorCode code) {
    // 6.20111E+17: the spreadsheet has rounded the last digits away, so they cannot be had back from it.
    const bool scientific = typed.find_first_of("Ee") != std::string::npos && typed.find('.') != std::string::npos;
    if (scientific) return note(NoteKind::id_scientific, person::resident_id, typed);
    note(NoteKind::field_fault, person::resident_id, typed, std::to_string(id_characters_missing(typed)), code);
  }

  void read_birth(const std::optional<ResidentId>& id) {
    using Form = DateReading::Form;
    const std::string_view typed = cell(person::birth_date);
    const DateReading read = read_date_cell(typed);
    const bool whole = read.form == Form::iso || read.form == Form::other_form || read.form == Form::serial;
    if (id) {
      birth_ = id->birth;
      const Date::Civil day = id->birth.civil();
      const bool agrees = whole ? read.date == id->birth
                                : read.form == Form::incomplete && read.year == day.year && (read.month == 0 || read.month == day.month);
      if (!typed.empty() && !agrees) note(NoteKind::birth_differs, person::birth_date, trim_cell(typed), id->birth.iso());
    } else if (typed.empty()) {
      const std::uint16_t field = columns_.of(person::resident_id) ? person::resident_id : person::birth_date;
      return fault(field, ErrorCode::required, {});
    } else if (read.form == Form::incomplete) {
      return note(NoteKind::date_incomplete, person::birth_date, trim_cell(typed));
    } else if (!whole) {
      return fault(person::birth_date, ErrorCode::bad_date, trim_cell(typed));
    } else {
      birth_ = read.date;
    }
    const auto value = check_value(model::EntityType::person, person::birth_date, Value::of(std::int64_t{birth_->days}), context_.today);
    if (!value) return fault(person::birth_date, value.error().code, trim_cell(typed));
    if (whole && read.form != Form::iso && read.date == *birth_)
      note(read.form == Form::serial ? NoteKind::date_serial : NoteKind::date_form, person::birth_date, trim_cell(typed), birth_->iso());
    set(person::birth_date, *value);
  }

  void read_sex(const std::optional<ResidentId>& id) {
    const std::string_view typed = cell(person::sex);
    const auto said = typed.empty() ? std::nullopt : match_choice(field_of(person::sex), typed);
    if (!typed.empty() && !said) keep_in_note(NoteKind::word_to_note, person::sex, on_one_line(typed));
    if (!id) {
      if (said) set(person::sex, Value::of(*said));
      return;
    }
    const std::int64_t sex = id->male ? male : female;
    if (said && *said != sex) note(NoteKind::sex_differs, person::sex, trim_cell(typed), std::string(model::find_choice(field_of(person::sex), sex)->label_zh));
    set(person::sex, Value::of(sex));
  }

  void check_age() {
    if (!birth_) return;
    const int age = age_on(*birth_, context_.today);
    if (age < age_expected_min) note(NoteKind::younger_than_expected, person::birth_date, birth_->iso(), std::to_string(age));
    const auto column = columns_.of(Helper::age);
    const std::string said = squeeze(cell_at(column));
    int years = 0;
    for (const char c : said) {
      if (c < '0' || c > '9' || years > 200) break;
      years = years * 10 + (c - '0');
    }
    constexpr int years_apart_max = 2;  // 虚岁 counts up to two more
    if (years > 0 && std::abs(years - age) > years_apart_max)
      plan_.notes.push_back({NoteKind::age_differs, person::birth_date, columns_.columns[*column].heading, ErrorCode::none, said, std::to_string(age)});
  }

  // -- where -----------------------------------------------------------------------------------------
  void read_village() {
    const std::string_view typed = cell(person::area);
    const std::string_view township = cell_at(columns_.of(Helper::township));
    VillageFinder::Found found;
    if (!typed.empty()) {
      found = context_.villages.find(typed, township);
    } else if (context_.default_area != 0) {
      found.place = context_.villages.by_code(context_.default_area);
      found.how = found.place != nullptr ? VillageFinder::How::exact : VillageFinder::How::unknown;
    } else {
      return fault(person::area, ErrorCode::required, {});
    }
    const std::string written = trim_cell(typed);
    if (found.how == VillageFinder::How::ambiguous) return note(NoteKind::village_ambiguous, person::area, written);
    if (found.place == nullptr) return note(NoteKind::village_unknown, person::area, written);
    if (!found.place->held) return note(NoteKind::village_elsewhere, person::area, written, found.place->name);
    if (found.how == VillageFinder::How::completed) note(NoteKind::village_completed, person::area, written, found.place->name);
    if (found.how == VillageFinder::How::guessed) note(NoteKind::village_guessed, person::area, written, found.place->name);
    plan_.area = found.place->area;
    set(person::area, Value::of(plan_.area));
    if (!found.group.empty() && cell(person::group_name).empty()) {
      note(NoteKind::group_from_village, person::area, written, found.group);
      set(person::group_name, Value::of(std::string_view(found.group)));
    }
  }

  // -- everything else, by the model table -------------------------------------------------------------
  void read_rest() {
    for (const model::Field& field : model::find(model::EntityType::person)->fields) {
      switch (field.id) {
        case person::name: case person::resident_id: case person::birth_date: case person::sex: case person::area: case person::roles: case person::note:
          continue;
        default: break;
      }
      const std::string_view typed = cell(field.id);
      if (typed.empty()) continue;
      if (field.type == FieldType::choice)
        read_choices(field, typed);
      else if (field.type == FieldType::date)
        read_date(field, typed);
      else if (field.validity == model::Validity::phone)
        read_telephone(field, typed);
      else
        read_plain(field, typed);
    }
  }

  void read_choices(const model::Field& field, std::string_view typed) {
    if (const auto whole = match_choice(field, typed)) return set_once(field.id, *whole);
    for (const std::string& word : words_of_cell(typed)) {
      if (const auto value = match_choice(field, word)) {
        const bool second = field.merge != model::Merge::set && has(field.id);
        if (second)
          keep_in_note(NoteKind::word_to_note, field.id, word);
        else
          set_once(field.id, *value);
      } else if (!take_as_other_choice(field, word) && !says_nothing_new(word)) {
        keep_in_note(NoteKind::word_to_note, field.id, word);
      }
    }
  }

  // Lists mix 独居, 空巢, 低保 and 失能 in one column; each word finds its own field.
  bool take_as_other_choice(const model::Field& field, const std::string& word) {
    constexpr std::uint16_t mixed[] = {person::tags, person::living, person::care_level};
    if (std::find(std::begin(mixed), std::end(mixed), field.id) == std::end(mixed)) return false;
    for (const std::uint16_t other : mixed) {
      if (other == field.id) continue;
      const auto value = match_choice(field_of(other), word);
      if (!value) continue;
      // A column of its own says it better.
      if (other == person::tags || (cell(other).empty() && !has(other))) {
        set_once(other, *value);
        note(NoteKind::choice_moved, field.id, word, std::string(field_of(other).label_zh));
      }
      return true;
    }
    return false;
  }

  void read_date(const model::Field& field, std::string_view typed) {
    const DateReading read = read_date_cell(typed);
    const bool whole = read.form != DateReading::Form::incomplete && read.form != DateReading::Form::unreadable;
    const auto value = whole ? check_value(model::EntityType::person, field.id, Value::of(std::int64_t{read.date.days}), context_.today)
                             : Result<Value>(Error{ErrorCode::bad_date, "", ""});
    if (!value) return keep_in_note(NoteKind::value_to_note, field.id, on_one_line(typed));
    if (read.form != DateReading::Form::iso)
      note(read.form == DateReading::Form::serial ? NoteKind::date_serial : NoteKind::date_form, field.id, trim_cell(typed), read.date.iso());
    set(field.id, *value);
  }

  void read_telephone(const model::Field& field, std::string_view typed) {
    PhoneReading read = read_phone_cell(typed);
    if (read.phone.empty()) return keep_in_note(NoteKind::value_to_note, field.id, on_one_line(typed));
    for (const std::string& other : read.others) keep_in_note(NoteKind::second_phone_to_note, field.id, other);
    if (read.others.empty() && trim_cell(typed) != read.phone) note(NoteKind::phone_form, field.id, trim_cell(typed), read.phone);
    set(field.id, Value::of(std::string_view(read.phone)));
  }

  void read_plain(const model::Field& field, std::string_view typed) {
    const std::string text = on_one_line(typed);
    if (text != trim_cell(typed)) note(NoteKind::line_ends, field.id, {}, text);
    auto value = read_typed(model::EntityType::person, field.id, text, context_.today);
    if (value) return set(field.id, std::move(*value));
    keep_in_note(NoteKind::value_to_note, field.id, text);
  }

  // What the clerk wrote, and behind it what had no place of its own: nothing of a row is lost.
  void write_note() {
    std::string text = trim_cell(cell(person::note));
    if (!further_.empty()) text += (text.empty() ? "" : "；") + further_;
    if (text.empty()) return;
    auto value = read_typed(model::EntityType::person, person::note, text, context_.today);
    if (value) return set(person::note, std::move(*value));
    fault(person::note, value.error().code, {});
  }

  // -- the same person twice ---------------------------------------------------------------------------
  void look_for_others() {
    using Likeness = PersonKeys::Likeness;
    KnownPerson self{plan_.name, {}, {}, birth_, plan_.area, plan_.line_first};
    for (const FieldValue& v : plan_.values) {
      if (v.field == person::resident_id) self.resident_id = v.value.data;
      if (v.field == person::phone) self.phone = v.value.data;
    }
    const auto match = context_.known.find(self);
    if (!match) return context_.known.add(std::move(self));
    const std::size_t line = match->other.line;
    const std::string who = line != 0 ? std::to_string(line) : match->other.name;
    switch (match->why) {
      case Likeness::same_id: case Likeness::same_in_all:
        return note(line != 0 ? NoteKind::row_again : NoteKind::registered_already, 0, {}, who);
      case Likeness::id_of_another: return note(NoteKind::id_of_another, person::resident_id, {}, match->other.name);
      default: return note(line != 0 ? NoteKind::like_other_row : NoteKind::like_registered, 0, {}, who);
    }
  }

  RowPlan finish() {
    bool held_back = false;
    for (const RowNote& n : plan_.notes) {
      plan_.outcome = std::max(plan_.outcome, outcome_of(n.kind));
      held_back |= holds_back(n.kind);
    }
    plan_.to_write = plan_.outcome <= RowOutcome::doubted && !held_back;
    return std::move(plan_);
  }

  const CsvRow& row_;
  const ImportColumns& columns_;
  ImportContext& context_;
  RowPlan plan_;
  std::optional<Date> birth_;
  std::string further_;
};

}  // namespace

RowOutcome outcome_of(NoteKind kind) {
  if (kind <= NoteKind::line_ends) return RowOutcome::corrected;
  if (kind <= NoteKind::id_of_another) return RowOutcome::doubted;
  if (kind <= NoteKind::not_saved) return RowOutcome::refused;
  return kind == NoteKind::headings_again ? RowOutcome::skipped : RowOutcome::known;
}

bool holds_back(NoteKind kind) { return kind == NoteKind::like_registered || kind == NoteKind::like_other_row || kind == NoteKind::id_of_another; }

RowPlan plan_row(const CsvRow& row, const ImportColumns& columns, ImportContext& context) { return RowReader(row, columns, context).read(); }

}  // namespace huzhu::registry
