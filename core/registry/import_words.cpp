// The words of an import's report, in the voice of look/guide.md: short, kind, what to do. They stand here and not in the
// catalogue of the screens, because the hub writes the same report without any screen.
#include <cstdlib>

#include "core/base/limits.h"
#include "core/registry/csv.h"
#include "core/registry/import.h"
#include "core/registry/import_row.h"

namespace huzhu::registry {

namespace {

std::string quote(std::string_view text) { return "“" + std::string(text) + "”"; }

std::string fault_sentence(const RowNote& note) {
  switch (note.code) {
    case ErrorCode::required: return note.field == model::person::name ? "没写姓名" : note.field == model::person::area ? "没写是哪个村" : "身份证号和生日都没写，至少要有一样";
    case ErrorCode::bad_id_length: {
      const int missing = std::atoi(note.now.c_str());
      return missing > 0 ? "少了 " + std::to_string(missing) + " 位，再看看" : "多了 " + std::to_string(-missing) + " 位，再看看";
    }
    case ErrorCode::bad_id_checksum: return "身份证号有一位不对，再看看";
    case ErrorCode::bad_id_date: return "身份证号里的生日没有这一天";
    case ErrorCode::bad_date: return "没有这一天，或写法认不出来，写成 1947-06-03 这样";
    case ErrorCode::date_too_early: return "生日在 1900 年以前，再看看";
    case ErrorCode::date_in_future: return "日子还没到，再看看";
    case ErrorCode::bad_text: return note.field == model::person::name ? "名字里有数字或认不出的字符" : "有认不出的字符，重新写一遍";
    case ErrorCode::too_many_characters: return "太长了，写短些";
    default: return "认不出来，再看看";
  }
}

std::string not_saved_sentence(ErrorCode code) {
  switch (code) {
    case ErrorCode::storage_full: return "这台机器满了，没存下；腾出地方再导一次，已存的不会重";
    case ErrorCode::unknown_area: return "这台机器上没有这个村的名册";
    default: return "没存下，再导一次；已存的不会重";
  }
}

std::string_view outcome_word(const RowPlan& row) {
  switch (row.outcome) {
    case RowOutcome::taken: return row.written ? "登记了" : "可以登记";
    case RowOutcome::corrected: return row.written ? "改过后登记了" : "改过后可以登记";
    case RowOutcome::doubted: return row.written ? "登记了，有疑问" : row.to_write ? "可以登记，有疑问" : "没有登记，有疑问";
    case RowOutcome::refused: return "没有登记";
    case RowOutcome::known: return "早就登记过";
    case RowOutcome::skipped: return "不是人，跳过";
  }
  return {};
}

std::string field_label(std::string_view where) {
  const std::size_t dot = where.find('.');
  const model::Field* field = dot == std::string_view::npos ? nullptr : model::find(*model::find(model::EntityType::person), where.substr(dot + 1));
  if (field == nullptr) return {};
  return field->id == model::person::area ? "村" : field->id == model::person::resident_id ? "身份证号或出生日期" : std::string(field->label_zh);
}

}  // namespace

std::string note_sentence(const RowNote& note) {
  switch (note.kind) {
    case NoteKind::blanks_and_width: return "空格和全角字去掉了，写成 " + note.now;
    case NoteKind::legacy_id: return "15 位的老号码换成了 " + note.now;
    case NoteKind::date_form: return "日期写成了 " + note.now;
    case NoteKind::date_serial: return "表格把日期存成了数字，认作 " + note.now;
    case NoteKind::phone_form: return "电话写成了 " + note.now;
    case NoteKind::village_completed: return "村名写全了：" + note.now;
    case NoteKind::group_from_village: return note.now + "记在社、组里";
    case NoteKind::choice_moved: return quote(note.was) + "记在“" + note.now + "”里";
    case NoteKind::word_to_note: return quote(note.was) + "认不出是哪一类，记在备注里";
    case NoteKind::second_phone_to_note: return quote(note.was) + "也记下了，在备注里";
    case NoteKind::line_ends: return "几行并成了一行";
    case NoteKind::birth_differs: return "名单上是" + quote(note.was) + "，身份证上是 " + note.now + "，按身份证记；可能说的是农历";
    case NoteKind::sex_differs: return "名单上是" + quote(note.was) + "，身份证上是" + note.now + "，按身份证记";
    case NoteKind::age_differs: return "名单上是 " + note.was + " 岁，按生日算 " + note.now + " 岁";
    case NoteKind::village_guessed: return "没有" + quote(note.was) + "，当作" + note.now + "，看看对不对";
    case NoteKind::value_to_note: return quote(note.was) + "不对，没有记进这一栏，先放在备注里";
    case NoteKind::younger_than_expected: return "才 " + note.now + " 岁，看看生日对不对";
    case NoteKind::like_registered: return "像是已经登记的" + note.now + "，先没登记；不是同一个人就单独登记";
    case NoteKind::like_other_row: return "和第 " + note.now + " 行像是同一个人，先没登记；不是同一个人就单独登记";
    case NoteKind::id_of_another: return "这个身份证号是" + note.now + "的，看看号码和姓名";
    case NoteKind::field_fault: return fault_sentence(note);
    case NoteKind::id_scientific: return "表格软件把身份证号改成了" + quote(note.was) + "，后几位没了；把这一列设成文本，重新填号码";
    case NoteKind::date_incomplete: return quote(note.was) + "没写到哪一天；补上日子，或写上身份证号";
    case NoteKind::village_unknown: return "没有" + quote(note.was) + "这个村，看看村名";
    case NoteKind::village_ambiguous: return quote(note.was) + "不止一个，写全村名，再写上乡镇";
    case NoteKind::village_elsewhere: return note.now + "的名册不在这台机器上，请那边登记";
    case NoteKind::cell_too_long: return "有一格太长了，看看是不是几行连在一起了";
    case NoteKind::more_cells_than_headings: return "比表头多出几格，看看是不是多了逗号";
    case NoteKind::rows_run_together: return "几行连在一起了，看看引号";
    case NoteKind::not_saved: return not_saved_sentence(note.code);
    case NoteKind::registered_already: return note.now + "早就登记过，没有再登记";
    case NoteKind::row_again: return "和第 " + note.now + " 行是同一个人，没有再登记";
    case NoteKind::headings_again: return "又是一行表头，跳过了";
  }
  return {};
}

std::string file_sentence(const Error& error) {
  const bool has_line = !error.detail.empty() && error.detail.find_first_not_of("0123456789") == std::string::npos;
  const std::string line = has_line ? "第 " + error.detail + " 行" : "";
  switch (error.code) {
    case ErrorCode::file_encoding:
      if (error.detail == "spreadsheet") return "这是 Excel 文件；在 Excel 里另存为 CSV，再导一次";
      return has_line ? line + "的字认不出来；在表格软件里另存为“CSV UTF-8”，再导一次" : "文件里的字认不出来；在表格软件里另存为“CSV UTF-8”，再导一次";
    case ErrorCode::file_no_header: return "没找到表头；第一行要有姓名、身份证号、村这些栏名";
    case ErrorCode::file_missing_column: return "少了" + quote(field_label(error.where)) + "这一栏，补上再导";
    case ErrorCode::file_broken_quotes: return line + "的引号没有配对，后面的行会连在一起；改好这一行，再导一次";
    case ErrorCode::file_too_big:
      if (has_line) return "到" + line + "就太大了；一次最多 " + std::to_string(limits::import_rows_max / 10'000) + " 万行、" + std::to_string(csv_columns_max) + " 栏，分成几个文件再导";
      return "文件太大，最多 " + std::to_string(limits::import_file_bytes_max >> 20) + " MB；分成几个文件再导";
    case ErrorCode::not_allowed: return "名单由站长或县里来导";
    default: return "文件没能导进来，再试一次";
  }
}

std::string summary_sentence(const ImportCounts& sum) {
  const bool done = sum.written > 0 || sum.to_write == 0;
  std::string text = "共 " + std::to_string(sum.rows - sum.skipped) + " 行：" + (done ? "登记了 " + std::to_string(sum.written) : "可以登记 " + std::to_string(sum.to_write)) + " 位";
  const auto add = [&text](std::size_t count, std::string_view what) {
    if (count > 0) text += "，" + std::string(what) + " " + std::to_string(count) + " 行";
  };
  add(sum.corrected, "改了写法");
  add(sum.doubted, "有疑问");
  add(sum.known, "早就登记过");
  add(sum.refused, "没有登记");
  if (sum.without_consent > 0) text += "；" + std::to_string(sum.without_consent) + " 位还没有本人同意的记录，见面时补上";
  return text + "。";
}

std::string report_csv(const ImportPlan& plan) {
  std::string out(utf8_mark);
  append_csv_row(out, {"行号", "姓名", "结果", "栏", "说明"});
  for (const RowPlan& row : plan.rows) {
    const std::string line = std::to_string(row.line_first);
    const std::string outcome(outcome_word(row));
    if (row.notes.empty()) append_csv_row(out, {line, row.name, outcome, "", ""});
    for (const RowNote& note : row.notes) append_csv_row(out, {line, row.name, outcome, note.heading, note_sentence(note)});
  }
  for (const std::string& heading : plan.ignored_headings) append_csv_row(out, {"", "", "没有用", heading, "这一栏不认得，没有导进来"});
  return out;
}

}  // namespace huzhu::registry
