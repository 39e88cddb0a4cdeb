#include "core/registry/import.h"

#include <map>

#include "core/people/draft_ops.h"
#include "core/people/places.h"
#include "core/registry/import_row.h"

namespace huzhu::registry {

namespace {

// A title and the date of the list may stand above the headings.
constexpr std::size_t rows_above_headings_max = 20;

Result<ImportColumns> find_headings(CsvReader& reader, bool has_default_area) {
  std::optional<Error> first_failure;
  CsvRow row;
  for (std::size_t i = 0; i < rows_above_headings_max; ++i) {
    HUZHU_ASSIGN(const bool more, reader.next(row));
    if (!more) break;
    auto columns = recognise_headings(row.cells);
    if (!columns) continue;
    const Status complete = require_columns(*columns, has_default_area);
    if (complete.ok()) return std::move(*columns);
    if (!first_failure) first_failure = complete.error();
  }
  if (first_failure) return std::move(*first_failure);
  return Error{ErrorCode::file_no_header, "file", ""};
}

std::vector<log::Operation> operations_of(const RowPlan& row, EntityId elder) {
  const model::Entity& person = *model::find(model::EntityType::person);
  people::DraftOps ops;
  ops.of(model::EntityType::person, elder);
  for (const FieldValue& value : row.values) {
    if (model::find(person, value.field)->merge == model::Merge::set)
      ops.add(value.field, value.value.integer);
    else
      ops.set(value.field, value.value);
  }
  return ops.take();
}

void mark_not_saved(const std::vector<RowPlan*>& rows, ErrorCode code) {
  for (RowPlan* row : rows) {
    row->outcome = RowOutcome::refused;
    row->to_write = false;
    row->notes.push_back({NoteKind::not_saved, 0, {}, code, {}, {}});
  }
}

}  // namespace

ImportCounts ImportPlan::counts() const {
  ImportCounts sum;
  for (const RowPlan& row : rows) {
    ++sum.rows;
    switch (row.outcome) {
      case RowOutcome::taken: ++sum.taken; break;
      case RowOutcome::corrected: ++sum.corrected; break;
      case RowOutcome::doubted: ++sum.doubted; break;
      case RowOutcome::refused: ++sum.refused; break;
      case RowOutcome::known: ++sum.known; break;
      case RowOutcome::skipped: ++sum.skipped; break;
    }
    sum.to_write += row.to_write;
    sum.written += row.written;
    bool consent = false;
    for (const FieldValue& value : row.values) consent |= value.field == model::person::consent_kind;
    sum.without_consent += row.to_write && !consent;
  }
  return sum;
}

ImportContext import_context(people::Session& session, GbDecoder decode_gb, std::int64_t default_area) {
  return {session.today(), VillageFinder(people::places(session.db())), PersonKeys::of_register(session.db()), default_area, std::move(decode_gb)};
}

Result<ImportPlan> plan_import(std::string_view bytes, ImportContext& context) {
  HUZHU_ASSIGN(std::string text, decode_file(bytes, context.decode_gb));
  CsvReader reader(std::move(text));
  HUZHU_ASSIGN(ImportColumns columns, find_headings(reader, context.default_area != 0));
  ImportPlan plan;
  plan.ignored_headings = columns.ignored;
  CsvRow row;
  for (;;) {
    HUZHU_ASSIGN(const bool more, reader.next(row));
    if (!more) return plan;
    plan.rows.push_back(plan_row(row, columns, context));
  }
}

Status commit_import(people::Session& session, ImportPlan& plan) {
  if (!session.rights().register_elder) return Error{ErrorCode::not_allowed, "import", ""};
  std::map<std::int64_t, std::vector<RowPlan*>> by_village;
  for (RowPlan& row : plan.rows)
    if (row.to_write && !row.written) by_village[row.area].push_back(&row);
  std::optional<ErrorCode> disk;
  for (auto& [area, rows] : by_village) {
    const ScopeId scope = session.work_scope(area);
    if (disk || !scope) {
      mark_not_saved(rows, disk.value_or(ErrorCode::unknown_area));
      continue;
    }
    std::vector<std::vector<log::Operation>> acts;
    acts.reserve(rows.size());
    for (const RowPlan* row : rows) acts.push_back(operations_of(*row, session.new_entity()));
    const auto done = session.replica().commit_batch(scope, std::move(acts), store::Actor{session.profile(), nullptr});
    if (!done) {
      const ErrorCode code = done.error().code;
      mark_not_saved(rows, code);
      if (code == ErrorCode::storage_full || code == ErrorCode::storage_broken) disk = code;
      continue;
    }
    for (RowPlan* row : rows) row->written = true;
  }
  return Done{};
}

}  // namespace huzhu::registry
