#include "core/registry/import_row.h"

#include <algorithm>

#include "core/registry/cell_text.h"
#include "core/registry/import_cells.h"
#include "core/registry/import_draft.h"
#include "core/registry/typed_value.h"

namespace huzhu::registry {

namespace {

namespace person = model::person;

constexpr std::int64_t elder_role = 1;  // person.roles

bool are_headings_again(const ImportDraft& draft) { return trim_cell(draft.raw(person::name)) == draft.heading(person::name); }

// Faults of the row as a whole; with one of them its cells may stand in the wrong columns and are not read at all.
void check_shape(ImportDraft& draft) {
  const auto& cells = draft.row().cells;
  const auto& columns = draft.columns().columns;
  if (draft.row().cell_too_long) draft.note(NoteKind::cell_too_long, 0);
  for (std::size_t i = columns.size(); i < cells.size(); ++i)
    if (!trim_cell(cells[i]).empty()) {
      draft.note(NoteKind::more_cells_than_headings, 0, trim_cell(cells[i]));
      break;
    }
  for (std::size_t i = 0; i < std::min(columns.size(), cells.size()); ++i) {
    if (has_forbidden_characters(cells[i])) {
      draft.plan.notes.push_back({NoteKind::field_fault, columns[i].field, columns[i].heading, ErrorCode::bad_text, {}, {}});
      continue;
    }
    // A stray quote at the end of one row and another later swallow what lies between.
    const bool many_lines = cells[i].find('\n') != std::string_view::npos;
    if (many_lines && columns[i].field != person::note && cells[i].find(',') != std::string_view::npos)
      draft.note(NoteKind::rows_run_together, columns[i].field);
  }
}

void read_name(ImportDraft& draft, Date today) {
  const std::string raw = trim_cell(draft.raw(person::name));
  auto value = read_typed(model::EntityType::person, person::name, draft.plan.name, today);
  if (!value) return draft.fault(person::name, value.error().code, raw);
  if (draft.plan.name != raw) draft.note(NoteKind::blanks_and_width, person::name, raw, draft.plan.name);
  draft.set(person::name, std::move(*value));
}

void read_village(ImportDraft& draft, const ImportContext& context) {
  const std::string written = trim_cell(draft.cell(person::area));
  VillageFinder::Found found;
  if (!written.empty()) {
    found = context.villages.find(written, draft.raw(Helper::township));
  } else if (context.default_area != 0) {
    found.place = context.villages.by_code(context.default_area);
    found.how = found.place != nullptr ? VillageFinder::How::exact : VillageFinder::How::unknown;
  } else {
    return draft.fault(person::area, ErrorCode::required, {});
  }
  if (found.how == VillageFinder::How::ambiguous) return draft.note(NoteKind::village_ambiguous, person::area, written);
  if (found.place == nullptr) return draft.note(NoteKind::village_unknown, person::area, written);
  if (!found.place->held) return draft.note(NoteKind::village_elsewhere, person::area, written, found.place->name);
  if (found.how == VillageFinder::How::completed) draft.note(NoteKind::village_completed, person::area, written, found.place->name);
  if (found.how == VillageFinder::How::guessed) draft.note(NoteKind::village_guessed, person::area, written, found.place->name);
  draft.plan.area = found.place->area;
  draft.set(person::area, Value::of(draft.plan.area));
  if (found.group.empty() || !draft.cell(person::group_name).empty()) return;
  draft.note(NoteKind::group_from_village, person::area, written, found.group);
  draft.set(person::group_name, Value::of(std::string_view(found.group)));
}

// The same person in the register, or further up in the file.
void look_for_others(ImportDraft& draft, ImportContext& context) {
  using Likeness = PersonKeys::Likeness;
  KnownPerson self{draft.plan.name, {}, {}, std::nullopt, draft.plan.area, draft.plan.line_first};
  if (const Value* number = draft.value(person::resident_id)) self.resident_id = number->data;
  if (const Value* phone = draft.value(person::phone)) self.phone = phone->data;
  if (const Value* birth = draft.value(person::birth_date)) self.birth = Date{static_cast<std::int32_t>(birth->integer)};
  const auto match = context.known.find(self);
  if (!match) return context.known.add(std::move(self));
  const bool in_file = match->other.line != 0;
  const std::string who = in_file ? std::to_string(match->other.line) : match->other.name;
  switch (match->why) {
    case Likeness::same_id: case Likeness::same_in_all:
      return draft.note(in_file ? NoteKind::row_again : NoteKind::registered_already, 0, {}, who);
    case Likeness::id_of_another: return draft.note(NoteKind::id_of_another, person::resident_id, {}, match->other.name);
    default: return draft.note(in_file ? NoteKind::like_other_row : NoteKind::like_registered, 0, {}, who);
  }
}

RowPlan finish(ImportDraft& draft) {
  RowPlan plan = std::move(draft.plan);
  bool held_back = false;
  for (const RowNote& note : plan.notes) {
    plan.outcome = std::max(plan.outcome, outcome_of(note.kind));
    held_back |= holds_back(note.kind);
  }
  plan.to_write = plan.outcome <= RowOutcome::doubted && !held_back;
  return plan;
}

}  // namespace

RowOutcome outcome_of(NoteKind kind) {
  if (kind <= NoteKind::line_ends) return RowOutcome::corrected;
  if (kind <= NoteKind::id_of_another) return RowOutcome::doubted;
  if (kind <= NoteKind::not_saved) return RowOutcome::refused;
  return kind == NoteKind::headings_again ? RowOutcome::skipped : RowOutcome::known;
}

bool holds_back(NoteKind kind) { return kind == NoteKind::like_registered || kind == NoteKind::like_other_row || kind == NoteKind::id_of_another; }

RowPlan plan_row(const CsvRow& row, const ImportColumns& columns, ImportContext& context) {
  ImportDraft draft(row, columns);
  const std::string_view raw_name = draft.raw(person::name);
  if (!has_forbidden_characters(raw_name)) draft.plan.name = plain_name(raw_name);
  if (are_headings_again(draft)) {
    draft.note(NoteKind::headings_again, 0);
    return finish(draft);
  }
  check_shape(draft);
  if (!draft.plan.notes.empty()) return finish(draft);
  read_name(draft, context.today);
  read_identity(draft, context.today);
  read_village(draft, context);
  read_fields(draft, context.today);
  write_note(draft, context.today);
  draft.set(person::roles, Value::of(elder_role));
  if (!draft.has(person::registered_on)) draft.set(person::registered_on, Value::of(std::int64_t{context.today.days}));
  if (!draft.is_refused()) look_for_others(draft, context);
  return finish(draft);
}

}  // namespace huzhu::registry
