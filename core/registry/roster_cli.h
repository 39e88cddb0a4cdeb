// What `./huzhu roster` does once its options are read: the file's bytes and the words to print.
//
// Kept apart from the program around it, so that a test can ask for a file without starting one. Touches no files: the
// caller hands in the package's text and writes the bytes.
#pragma once

#include "core/registry/roster_generator.h"

namespace huzhu::registry {

struct RosterCommand {
  std::int64_t county = 620111;
  std::size_t elders = 10'000;
  std::uint64_t seed = 1;
  Date as_of;               // today, when the person does not say otherwise
  double dirt = 0;          // share of spoilt rows, 0 to 1
  bool gbk = false;         // GB 18030 (of which GBK is a part) instead of UTF-8
};

struct RosterFile {
  std::string bytes;
  RosterSummary summary;
};

// Errors: unknown_area, bad_number (elders above import_rows_max, or dirt outside 0 to 1), file_encoding.
Result<RosterFile> make_roster_file(const RosterCommand& command, const PackageFile& package_file);

// Some lines in English, for the terminal: the age bands and tags beside those of requirement E01.
std::string summary_lines(const RosterSummary& summary);

}  // namespace huzhu::registry
