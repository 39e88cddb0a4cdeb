#include "core/registry/roster_cli.h"

#include <cstdio>

#include "core/base/limits.h"
#include "core/registry/charset.h"
#include "core/registry/csv.h"

namespace huzhu::registry {

namespace {

// "  60-69            5128   (E01: 22000 of 42900)"
void add_line(std::string& out, const char* what, std::size_t count, int of_e01 = 0) {
  char line[160];
  if (of_e01 != 0)
    std::snprintf(line, sizeof line, "  %-28s %7zu   (E01: %d of 42900)\n", what, count, of_e01);
  else
    std::snprintf(line, sizeof line, "  %-28s %7zu\n", what, count);
  out += line;
}

}  // namespace

Result<RosterFile> make_roster_file(const RosterCommand& command, const PackageFile& package_file) {
  if (command.elders == 0 || command.elders > limits::import_rows_max)
    return Error{ErrorCode::bad_number, "roster.elders", "1 to " + std::to_string(limits::import_rows_max)};
  if (!(command.dirt >= 0 && command.dirt <= 1)) return Error{ErrorCode::bad_number, "roster.dirt", "0 to 1"};
  HUZHU_ASSIGN(County county, find_county(command.county, package_file));
  const RosterOptions options{std::move(county), command.elders, command.seed, command.as_of,
                              static_cast<std::uint32_t>(command.dirt * 1000 + 0.5)};
  auto elders = generate_elders(options);
  RosterFile file{write_csv(generate_sheet(options, elders)), summarise(elders, command.as_of)};
  if (!command.gbk) return file;
  auto encoded = utf8_to_gb18030(std::string_view(file.bytes).substr(utf8_mark.size()));
  if (!encoded) return Error{ErrorCode::file_encoding, "roster.encoding", "no conversion to GB 18030 on this machine"};
  file.bytes = std::move(*encoded);
  return file;
}

std::string summary_lines(const RosterSummary& sum) {
  std::string out;
  add_line(out, "elders", sum.elders);
  add_line(out, "aged 60-69", sum.age_60, 22'000);
  add_line(out, "aged 70-79", sum.age_70, 14'800);
  add_line(out, "aged 80-89", sum.age_80, 5'800);
  add_line(out, "aged 90-99", sum.age_90, 300);
  add_line(out, "aged 100 and over", sum.age_100, 5);
  add_line(out, "disabled or partly disabled", sum.unable, 3'953);
  add_line(out, "empty nest", sum.empty_nest, 22'945);
  add_line(out, "left behind in villages", sum.left_behind, 380);
  add_line(out, "living alone", sum.alone);
  add_line(out, "minimum allowance", sum.minimum_allowance);
  add_line(out, "extreme poverty support", sum.extreme_poverty);
  add_line(out, "low income", sum.low_income);
  add_line(out, "special family planning", sum.family_planning);
  add_line(out, "men", sum.men);
  add_line(out, "villages and communities", sum.villages);
  add_line(out, "households", sum.households);
  add_line(out, "names with rare characters", sum.rare_names);
  if (sum.to_mend + sum.to_doubt + sum.to_refuse == 0) return out;
  add_line(out, "rows to be mended", sum.to_mend);
  add_line(out, "rows to be doubted", sum.to_doubt);
  add_line(out, "rows to be refused", sum.to_refuse);
  return out;
}

}  // namespace huzhu::registry
