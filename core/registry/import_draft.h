// ImportDraft: one row of a list while it is read: its cells by field, what was found in them, what there is to say.
// Internal to the import (import_row.h).
#pragma once

#include "core/registry/csv.h"
#include "core/registry/import.h"
#include "core/registry/import_columns.h"

namespace huzhu::registry {

class ImportDraft {
 public:
  ImportDraft(const CsvRow& row, const ImportColumns& columns) : row_(row), columns_(columns) {
    plan.line_first = row.line_first;
    plan.line_last = row.line_last;
  }

  // -- cells -------------------------------------------------------------------------------------
  const CsvRow& row() const { return row_; }
  const ImportColumns& columns() const { return columns_; }
  std::string_view raw(std::uint16_t field) const { return cell_at(columns_.of(field)); }
  std::string_view raw(Helper helper) const { return cell_at(columns_.of(helper)); }
  std::string_view cell(std::uint16_t field) const;  // empty for 无, 不详 and the like
  const std::string& heading(std::uint16_t field) const;

  // -- values ------------------------------------------------------------------------------------
  void set(std::uint16_t field, Value value) { plan.values.push_back({field, std::move(value)}); }
  // Only when the field has none yet; of a field of many values, when it has not this one.
  void set_once(std::uint16_t field, std::int64_t value);
  bool has(std::uint16_t field) const { return value(field) != nullptr; }
  const Value* value(std::uint16_t field) const;

  // -- what there is to say ----------------------------------------------------------------------
  void note(NoteKind kind, std::uint16_t field, std::string was = {}, std::string now = {}, ErrorCode code = ErrorCode::none);
  void fault(std::uint16_t field, ErrorCode code, std::string_view was) { note(NoteKind::field_fault, field, std::string(was), {}, code); }
  // Words without a place of their own go behind the elder's note, so that nothing of a row is lost.
  void keep_in_note(NoteKind kind, std::uint16_t field, const std::string& words);
  const std::string& kept_words() const { return kept_; }
  bool is_refused() const;

  RowPlan plan;

 private:
  std::string_view cell_at(std::optional<std::size_t> column) const {
    return column && *column < row_.cells.size() ? row_.cells[*column] : std::string_view();
  }

  const CsvRow& row_;
  const ImportColumns& columns_;
  std::string kept_;
};

const model::Field& import_field(std::uint16_t id);  // of the person

// Number, birth date, sex and age, held against each other. The number is believed where they differ.
void read_identity(ImportDraft& draft, Date today);
// Everything that is neither identity nor place, by the model table; and the note, with the kept words behind it.
void read_fields(ImportDraft& draft, Date today);
void write_note(ImportDraft& draft, Date today);

}  // namespace huzhu::registry
