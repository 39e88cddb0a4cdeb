// One row of a list, read and judged; the heart of plan_import(). Internal to the import.
#pragma once

#include "core/registry/csv.h"
#include "core/registry/import.h"
#include "core/registry/import_columns.h"

namespace huzhu::registry {

// Reads the row against the context and, when it is to be written, adds the person to context.known.
RowPlan plan_row(const CsvRow& row, const ImportColumns& columns, ImportContext& context);

// How grave a note is: the gravest of a row is its outcome.
RowOutcome outcome_of(NoteKind kind);
// Doubts that keep a row from being written: it may be a person who is here already.
bool holds_back(NoteKind kind);

}  // namespace huzhu::registry
