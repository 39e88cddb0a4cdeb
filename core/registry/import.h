// Import: a clerk's list of elders becomes records, in two steps: everything is checked first, then all of it is written.
//
// plan_import() reads the whole file and touches nothing; a fault of its structure (encoding, quotes, headings, size) is an
// error and nothing of it can be written. The plan says of every row what will become of it and why. commit_import() writes
// each row as one act of the session's person, one transaction a village; a row is there whole or not at all. The same
// file a second time adds nobody. Requirements A11–A14; issue "Real input".
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/calendar.h"
#include "core/model/value.h"
#include "core/people/session.h"
#include "core/registry/charset.h"
#include "core/registry/person_keys.h"
#include "core/registry/village_finder.h"

namespace huzhu::registry {

enum class RowOutcome : std::uint8_t {
  taken,      // as it stands
  corrected,  // written after mending what is certain: full width, blanks, the 15-digit number, ways to write a date
  doubted,    // something does not fit together; see RowPlan::to_write whether it is written all the same
  refused,    // a fault in what identifies a person; not written
  known,      // this person is registered already; not written
  skipped,    // no person: the headings once more
};

// What there is to say about a cell or a row. The sentence for each stands in import_words.cpp.
enum class NoteKind : std::uint8_t {
  // mended
  blanks_and_width, legacy_id, date_form, date_serial, phone_form, village_completed, group_from_village, choice_moved,
  word_to_note, second_phone_to_note, line_ends,
  // doubted, and written
  birth_differs, sex_differs, age_differs, village_guessed, value_to_note, younger_than_expected,
  // doubted, and not written
  like_registered, like_other_row, id_of_another,
  // refused
  field_fault, id_scientific, date_incomplete, village_unknown, village_ambiguous, village_elsewhere, cell_too_long, more_cells_than_headings,
  rows_run_together, not_saved,
  // known, skipped
  registered_already, row_again, headings_again,
};

struct RowNote {
  NoteKind kind = NoteKind::field_fault;
  std::uint16_t field = 0;              // model::person::…; 0 = the whole row
  std::string heading;                  // of the column, as written
  ErrorCode code = ErrorCode::none;     // of field_fault and not_saved
  std::string was, now;                 // as it stood, as it is taken; a name or a line number where the sentence needs one
};

struct FieldValue {
  std::uint16_t field = 0;
  Value value;
};

struct RowPlan {
  std::size_t line_first = 0, line_last = 0;
  RowOutcome outcome = RowOutcome::taken;
  bool to_write = false;
  bool written = false;                 // after commit_import
  std::string name;                     // for the report
  std::int64_t area = 0;
  std::vector<FieldValue> values;       // a field of many values stands once for each
  std::vector<RowNote> notes;
};

struct ImportCounts {
  std::size_t rows = 0, taken = 0, corrected = 0, doubted = 0, refused = 0, known = 0, skipped = 0;
  std::size_t to_write = 0, written = 0, without_consent = 0;
};

struct ImportPlan {
  std::vector<RowPlan> rows;
  std::vector<std::string> ignored_headings;
  ImportCounts counts() const;
};

// What a plan is made against.
struct ImportContext {
  Date today;
  VillageFinder villages;
  PersonKeys known;
  std::int64_t default_area = 0;        // for lists without a village column; 0 = the column is required
  GbDecoder decode_gb;                  // none: only UTF-8 and UTF-16 are read
};
ImportContext import_context(people::Session& session, GbDecoder decode_gb, std::int64_t default_area = 0);

// Errors, with the line in `detail`: those of decode_file and CsvReader; file_no_header; file_missing_column (where =
// "person.<field>").
Result<ImportPlan> plan_import(std::string_view bytes, ImportContext& context);

// Writes what is to be written and marks it. Rows of a village whose transaction fails become `refused` with not_saved, and
// the rest is still tried unless the disk is full. not_allowed when the person may not register elders.
Status commit_import(people::Session& session, ImportPlan& plan);

// The report as a table for the clerk: UTF-8 with a mark; one line a note, one for a row without any.
std::string report_csv(const ImportPlan& plan);
// One Chinese sentence.
std::string note_sentence(const RowNote& note);
std::string file_sentence(const Error& error);
std::string summary_sentence(const ImportCounts& counts);

}  // namespace huzhu::registry
