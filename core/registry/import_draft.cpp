#include "core/registry/import_draft.h"

#include <algorithm>

#include "core/registry/import_cells.h"
#include "core/registry/import_row.h"

namespace huzhu::registry {

const model::Field& import_field(std::uint16_t id) { return *model::find(*model::find(model::EntityType::person), id); }

std::string_view ImportDraft::cell(std::uint16_t field) const {
  const std::string_view found = raw(field);
  return is_placeholder(found) ? std::string_view() : found;
}

const std::string& ImportDraft::heading(std::uint16_t field) const {
  static const std::string none;
  const auto column = columns_.of(field);
  return column ? columns_.columns[*column].heading : none;
}

void ImportDraft::set_once(std::uint16_t field, std::int64_t value) {
  const bool many = import_field(field).merge == model::Merge::set;
  const auto same = [&](const FieldValue& v) { return v.field == field && (!many || v.value.integer == value); };
  if (std::none_of(plan.values.begin(), plan.values.end(), same)) set(field, Value::of(value));
}

const Value* ImportDraft::value(std::uint16_t field) const {
  for (const FieldValue& v : plan.values)
    if (v.field == field) return &v.value;
  return nullptr;
}

void ImportDraft::note(NoteKind kind, std::uint16_t field, std::string was, std::string now, ErrorCode code) {
  plan.notes.push_back({kind, field, field != 0 ? heading(field) : std::string(), code, std::move(was), std::move(now)});
}

void ImportDraft::keep_in_note(NoteKind kind, std::uint16_t field, const std::string& words) {
  kept_ += (kept_.empty() ? "" : "；") + heading(field) + "：" + words;
  note(kind, field, words);
}

bool ImportDraft::is_refused() const {
  return std::any_of(plan.notes.begin(), plan.notes.end(), [](const RowNote& n) { return outcome_of(n.kind) == RowOutcome::refused; });
}

}  // namespace huzhu::registry
