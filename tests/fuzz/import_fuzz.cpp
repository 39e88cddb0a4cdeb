// Fuzz harness of the import: any bytes end in a plan or an error, and of a plan every row is to be written or says why not.
//
// Plain bytes hardly ever make a heading, so each byte also stands for a piece of a list: cells, separators, quotes, things
// that clerks write, things that nobody should.
//
//   clang++ -std=c++20 -O1 -g -fsanitize=fuzzer,address,undefined -I. tests/fuzz/import_fuzz.cpp (and the core library)
#include <cstdlib>
#include <iterator>

#include "core/registry/import.h"

using namespace huzhu;
using namespace huzhu::registry;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

ImportContext context() {
  std::vector<people::Place> places = {{620111, "红古区", model::ScopeKind::county, ScopeId{1}, true},
                                       {620111104, "红古镇", model::ScopeKind::township, ScopeId{2}, true},
                                       {620111104001, "红古社区", model::ScopeKind::village, ScopeId{3}, true},
                                       {620111104206, "红古村", model::ScopeKind::village, ScopeId{4}, true},
                                       {620111104207, "新庄村", model::ScopeKind::village, ScopeId{5}, false}};
  return {*Date::from_civil(2026, 11, 22), VillageFinder(std::move(places)), PersonKeys(), 0, gb18030_to_utf8};
}

void try_file(std::string_view bytes) {
  ImportContext against = context();
  const auto plan = plan_import(bytes, against);
  if (!plan) return require(!file_sentence(plan.error()).empty());
  for (const RowPlan& row : plan->rows) {
    require(row.to_write || !row.notes.empty());
    require(!row.to_write || (row.outcome <= RowOutcome::doubted && row.area != 0 && !row.name.empty()));
    require(row.outcome != RowOutcome::taken || row.notes.empty());
    for (const RowNote& note : row.notes) require(!note_sentence(note).empty());
  }
  const ImportCounts sum = plan->counts();
  require(sum.taken + sum.corrected + sum.doubted + sum.refused + sum.known + sum.skipped == sum.rows);
  require(!report_csv(*plan).empty());
}

constexpr std::string_view pieces[] = {
    ",", ",", ",", ",", "\n", "\n", "\r\n", "\"", "\"\"", ";", "\t", " ", "　", "马玉莲", "白𠮷祥", "999999194706030241", "110105491231002", "１９４７",
    "6.2E+17", "1947-06-03", "1947年6月", "1947年6月3日", "17321", "47.6.3", "男", "女性", "15412345678", "0931-6212345", "+86", "红古村", "红古", "红古村三社", "620111104206",
    "新庄村", "独居、低保", "空巢", "半失能", "失智", "无", "姓名", "\xEF\xBB\xBF", "\xE9", "\x01", "=1+1", "…", std::string_view("\0", 1)};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try_file({reinterpret_cast<const char*>(data), size});
  std::string list = "姓名,身份证号,出生日期,性别,联系电话,村,居住情况,人员类别,自理能力,年龄,备注\n";
  for (std::size_t i = 0; i < size; ++i) list += pieces[data[i] % std::size(pieces)];
  try_file(list);
  return 0;
}
