#include "core/registry/import_columns.h"

#include <algorithm>

#include "core/base/utf8.h"
#include "core/model/model.h"
#include "core/registry/cell_text.h"

namespace huzhu::registry {

namespace {

namespace person = model::person;

// Beyond the model's own headings: seen on lists of townships, civil affairs and health stations.
struct Variant { std::uint16_t field; std::string_view headings; };
constexpr Variant variants[] = {
    {person::name, "老人姓名|服务对象|服务对象姓名|对象姓名|户主姓名|本人姓名"},
    {person::resident_id, "身份证号|居民身份证号|居民身份证号码|公民身份证号码|身份号码|身份证件号码|证件号码|有效证件号"},
    {person::birth_date, "出生年月日|出生时间|公历生日|出生"},
    {person::phone, "电话号码|联系电话号码|手机号码|本人联系电话|本人手机|老人联系电话|家庭电话"},
    {person::area, "村|社区|村社区|村居|所在村|所在社区|所属社区|所属村社区|村名|村委会|居委会|村（居）委会|村居委会|行政村|村社区名称|所在村社区|居住村|村庄"},
    {person::group_name, "社|组|村组|社组|小组|村民小组|居民小组|自然村|网格|楼栋"},
    {person::address, "住址|住所|现居住地|居住地|家庭地址|详细住址|常住地址|户籍地"},
    {person::living, "居住类型|居住形式|与谁同住|和谁住|同住情况|家庭结构"},
    {person::tags, "人群标签|人群类别|人群分类|老人类型|老年人类别|老年人类型|特殊群体|特殊身份|经济状况|经济困难类型|困难类别|保障类型|享受待遇"},
    {person::care_level, "自理程度|生活自理能力|身体状况|能力评估等级|评估等级|护理等级|失能程度|身体情况"},
    {person::allergy, "药物过敏|药物过敏史"},
    {person::medicine, "常用药|服用药物|长期服药"},
    {person::hearing, "听力情况|视力情况|视听情况"},
    {person::stove, "取暖|取暖情况"},
    {person::contact_name, "家属姓名|子女姓名|亲属姓名|监护人姓名|赡养人姓名|紧急联系人名字"},
    {person::contact_relation, "与紧急联系人关系|与联系人关系|与监护人关系|关系"},
    {person::contact_phone, "家属电话|子女电话|亲属电话|家属联系电话|子女联系电话|紧急电话|紧急联系方式|联系人联系电话|赡养人联系电话"},
    {person::household, "户号|家庭户号|户主编号|户籍编号"},
    {person::consent_kind, "是否同意|同意情况"},
    {person::note, "备注|其他|其它|情况说明|补充说明"},
};
constexpr std::string_view township_headings = "乡镇|街道|乡镇街道|镇|镇街|乡（镇）|乡镇（街道）|所属乡镇|所在乡镇|所属街道|乡镇名称|街道乡镇";
constexpr std::string_view age_headings = "年龄|周岁|年龄周岁|实足年龄";
constexpr std::string_view serial_headings = "序号|编号|号|No|NO.|行号";

// Blanks, stars, colons and every kind of bracket gone, with what is in brackets kept: 社（组） is 社组, 姓名* is 姓名.
std::string plain_heading(std::string_view heading) {
  std::string out;
  const std::string squeezed = squeeze(heading);
  for (std::string_view rest = squeezed; !rest.empty();) {
    const char32_t code = utf8::next(rest);
    constexpr std::u32string_view dropped = U"*:()[]{}/\\-_.,、，。：【】〔〕《》“”\"'";
    if (dropped.find(code) == std::u32string_view::npos) utf8::append(out, code >= 'A' && code <= 'Z' ? code + U' ' : code);
  }
  // What forms print beside a heading to say how to fill it in.
  for (const std::string_view hint : {"必填", "选填", "必填项", "可不填"}) {
    if (out.size() > hint.size() && out.compare(out.size() - hint.size(), hint.size(), hint) == 0) out.resize(out.size() - hint.size());
  }
  return out;
}

bool is_among(std::string_view plain, std::string_view headings) {
  while (!headings.empty()) {
    const std::size_t end = headings.find('|');
    if (plain_heading(headings.substr(0, end)) == plain) return true;
    headings.remove_prefix(end == std::string_view::npos ? headings.size() : end + 1);
  }
  return false;
}

bool is_phone_heading(std::string_view heading) { return recognise_heading(heading).field == person::phone; }

Error missing(const char* where) { return {ErrorCode::file_missing_column, where, ""}; }

}  // namespace

ImportColumn recognise_heading(std::string_view heading) {
  ImportColumn column{trim_cell(heading), 0, Helper::none};
  const std::string plain = plain_heading(heading);
  constexpr std::size_t heading_bytes_max = 90;
  if (plain.empty() || plain.size() > heading_bytes_max) return column;
  for (const model::Field& field : model::find(model::EntityType::person)->fields) {
    // An import registers elders; links between records, where they are kept, and pictures are not typed.
    const bool typed = field.type != model::FieldType::reference && field.type != model::FieldType::blob;
    if (field.id == person::roles || field.id == person::home_scope || !typed || field.retired) continue;
    if (is_among(plain, field.label_zh) || is_among(plain, field.headings_zh)) {
      column.field = field.id;
      return column;
    }
  }
  for (const Variant& variant : variants)
    if (is_among(plain, variant.headings)) {
      column.field = variant.field;
      return column;
    }
  if (is_among(plain, township_headings)) column.helper = Helper::township;
  if (is_among(plain, age_headings)) column.helper = Helper::age;
  if (is_among(plain, serial_headings)) column.helper = Helper::serial;
  return column;
}

std::optional<std::size_t> ImportColumns::of(std::uint16_t field) const {
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const ImportColumn& c) { return c.field == field && field != 0; });
  return found == columns.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - columns.begin()));
}

std::optional<std::size_t> ImportColumns::of(Helper helper) const {
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const ImportColumn& c) { return c.helper == helper; });
  return found == columns.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - columns.begin()));
}

std::optional<ImportColumns> recognise_headings(const std::vector<std::string_view>& cells) {
  ImportColumns found;
  std::size_t known = 0;
  for (const std::string_view cell : cells) {
    ImportColumn column = recognise_heading(cell);
    if (column.field != 0 && found.of(column.field)) {
      // 联系人, 联系电话 after 姓名, 联系电话: the second telephone is the contact's.
      const bool of_contact = is_phone_heading(column.heading) && found.of(person::contact_name) && !found.of(person::contact_phone);
      column.field = of_contact ? person::contact_phone : std::uint16_t{0};
    }
    if (column.helper != Helper::none && found.of(column.helper)) column.helper = Helper::none;
    if (column.field != 0)
      ++known;
    else if (column.helper == Helper::none && !column.heading.empty())
      found.ignored.push_back(column.heading);
    found.columns.push_back(std::move(column));
  }
  if (known < 2) return std::nullopt;
  return found;
}

Status require_columns(const ImportColumns& columns, bool has_default_area) {
  if (!columns.of(person::name)) return missing("person.name");
  if (!columns.of(person::area) && !has_default_area) return missing("person.area");
  if (!columns.of(person::resident_id) && !columns.of(person::birth_date)) return missing("person.resident_id");
  return Done{};
}

}  // namespace huzhu::registry
