#include "core/registry/roster_generator.h"

#include <algorithm>
#include <set>

#include "core/base/utf8.h"
#include "core/model/model.h"
#include "core/registry/csv.h"
#include "core/registry/generate/details.h"
#include "core/registry/generate/flaws.h"
#include "core/registry/generate/names.h"

namespace huzhu::registry {

namespace {

// The label of a choice of the model, which an import recognises again.
std::string label(std::uint16_t field_id, std::int64_t value) {
  const model::Field* field = model::find(*model::find(model::EntityType::person), field_id);
  const model::Choice* choice = model::find_choice(*field, value);
  return choice != nullptr ? std::string(choice->label_zh) : std::string();
}

std::string labels(const std::vector<std::int64_t>& values) {
  std::string text;
  for (const std::int64_t value : values) text += (text.empty() ? "" : "、") + label(model::person::tags, value);
  return text;
}

constexpr const char* headings[] = {"序号", "乡镇街道", "村社区", "姓名", "性别", "身份证号", "出生日期", "联系电话", "村民小组", "住址", "户号", "居住情况",
                                    "人员类别", "自理能力", "过敏史", "服药情况", "听力视力", "备用钥匙", "取暖方式", "紧急联系人", "与老人关系",
                                    "紧急联系电话", "同意方式", "同意日期", "登记日期", "备注"};
constexpr generate::SheetColumns columns{.name = 3, .sex = 4, .resident_id = 5, .birth_date = 6, .phone = 7, .village = 2};

std::vector<std::string> row_of(const GeneratedElder& elder, std::size_t serial) {
  namespace p = model::person;
  return {std::to_string(serial),
          elder.township,
          elder.village.name,
          elder.name,
          label(p::sex, elder.male ? 1 : 2),
          elder.resident_id,
          elder.birth.iso(),
          elder.phone,
          elder.group_name,
          elder.address,
          elder.household,
          label(p::living, elder.living),
          labels(elder.tags),
          label(p::care_level, elder.care_level),
          elder.allergy,
          elder.medicine,
          elder.hearing,
          elder.spare_key,
          elder.stove,
          elder.contact_name,
          elder.contact_relation != 0 ? label(p::contact_relation, elder.contact_relation) : "",
          elder.contact_phone,
          elder.consent_kind != 0 ? label(p::consent_kind, elder.consent_kind) : "",
          elder.consent_on ? elder.consent_on->iso() : "",
          elder.registered_on.iso(),
          elder.note};
}

bool has_rare_character(std::string_view name) {
  while (!name.empty()) {
    const std::string_view before = name;
    utf8::next(name);
    const std::string_view character = before.substr(0, before.size() - name.size());
    if (generate::rare_text.find(character) != std::string_view::npos) return true;
  }
  return false;
}

// Draws for flaws come from a stream of their own: the people of a seed are the same with and without dirt.
constexpr std::uint64_t flaw_stream = 0x6669'6c74'6879'0001;

}  // namespace

std::vector<GeneratedElder> generate_elders(const RosterOptions& options) {
  if (options.county.villages.empty()) return {};
  generate::Draw draw(options.seed);
  return generate::describe(generate::draw_population(options, draw), options, draw);
}

RosterSheet generate_sheet(const RosterOptions& options, std::vector<GeneratedElder>& elders) {
  RosterSheet sheet;
  sheet.headings.assign(std::begin(headings), std::end(headings));
  generate::Draw draw(options.seed ^ flaw_stream);
  const std::vector<std::string>* clean_row = nullptr;
  sheet.rows.reserve(elders.size());
  for (std::size_t i = 0; i < elders.size(); ++i) {
    sheet.rows.push_back(row_of(elders[i], i + 1));
    if (draw.chance(options.dirt_per_mille))
      elders[i].flaw = generate::spoil(sheet.rows.back(), clean_row, columns, draw);
    else
      clean_row = &sheet.rows.back();
    sheet.flaws.push_back(elders[i].flaw);
  }
  return sheet;
}

std::string write_csv(const RosterSheet& sheet) {
  std::string out(utf8_mark);
  append_csv_row(out, sheet.headings);
  for (const auto& row : sheet.rows) append_csv_row(out, row);
  return out;
}

RosterSummary summarise(const std::vector<GeneratedElder>& elders, Date as_of) {
  RosterSummary sum;
  std::set<std::int64_t> villages;
  std::set<std::string> households;
  for (const GeneratedElder& elder : elders) {
    const auto tagged = [&elder](std::int64_t tag) { return std::find(elder.tags.begin(), elder.tags.end(), tag) != elder.tags.end(); };
    const int age = age_on(elder.birth, as_of);
    ++sum.elders;
    ++(age < 70 ? sum.age_60 : age < 80 ? sum.age_70 : age < 90 ? sum.age_80 : age < 100 ? sum.age_90 : sum.age_100);
    sum.men += elder.male;
    sum.unable += elder.care_level > 1;
    sum.alone += elder.living == 1;
    sum.empty_nest += tagged(1);
    sum.left_behind += tagged(2);
    sum.minimum_allowance += tagged(3);
    sum.extreme_poverty += tagged(4);
    sum.low_income += tagged(5);
    sum.family_planning += tagged(6);
    sum.rare_names += has_rare_character(elder.name);
    sum.to_mend += elder.flaw == Flaw::to_mend;
    sum.to_doubt += elder.flaw == Flaw::to_doubt;
    sum.to_refuse += elder.flaw == Flaw::to_refuse;
    villages.insert(elder.village.code);
    households.insert(std::to_string(elder.village.code) + elder.household);
  }
  sum.villages = villages.size();
  sum.households = households.size();
  return sum;
}

}  // namespace huzhu::registry
