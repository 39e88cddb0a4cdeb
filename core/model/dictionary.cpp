#include "core/model/dictionary.h"

#include "core/base/limits.h"
#include "core/model/model.h"

namespace huzhu::model {
namespace {

std::string_view word(FieldType type) {
  switch (type) {
    case FieldType::text: return "文字";
    case FieldType::integer: return "整数";
    case FieldType::boolean: return "是否";
    case FieldType::choice: return "选项";
    case FieldType::date: return "日期";
    case FieldType::time: return "时刻";
    case FieldType::minutes: return "分钟";
    case FieldType::area: return "区划代码";
    case FieldType::reference: return "指向另一条记录";
    case FieldType::bytes: return "字节";
    case FieldType::blob: return "图片或声音";
  }
  return "";
}

std::string_view word(Merge merge) {
  switch (merge) {
    case Merge::reg: return "两人写得不一样时都留着，由人来定";
    case Merge::safety: return "所有写法一起显示";
    case Merge::set: return "可有多个；同时添加和去掉时，以添加为准";
  }
  return "";
}

std::string_view word(Privacy privacy) {
  switch (privacy) {
    case Privacy::open: return "公开";
    case Privacy::contact: return "联系方式";
    case Privacy::personal: return "个人";
    case Privacy::health: return "健康（敏感）";
    case Privacy::poverty: return "困难情况（敏感）";
    case Privacy::whereabouts: return "行踪（敏感）";
  }
  return "";
}

std::string_view word(Home home) {
  switch (home) {
    case Home::work: return "存在所属村、乡镇的记录日志中。";
    case Home::authority: return "存在县里的权限日志中，写入要本人签名。";
    case Home::either: return "由中心写，存在它所说的那一份日志中。";
  }
  return "";
}

std::string_view word(Life life) {
  switch (life) {
    case Life::lasting: return "";
    case Life::event: return "记的是发生过的事：只添加，写错了用更正，原来的仍可查。";
    case Life::once: return "说一次，不再改。";
  }
  return "";
}

std::string up_to(std::size_t characters) { return "最多 " + std::to_string(characters) + " 个字"; }

std::string word(Validity validity) {
  switch (validity) {
    case Validity::any: return "";
    case Validity::person_name: return up_to(limits::name_characters_max);
    case Validity::resident_id: return "GB 11643，18 位，校验码要对";
    case Validity::phone: return "手机或固定电话";
    case Validity::birth_date: return "1900-01-01 到今天";
    case Validity::past_date: return "1900-01-01 到今天";
    case Validity::past_time: return "不晚于现在";
    case Validity::area_code: return "6、9 或 12 位";
    case Validity::minutes_of_entry: return "1 到 " + std::to_string(limits::minutes_per_entry_max) + " 分钟";
    case Validity::short_text: return up_to(limits::address_characters_max);
    case Validity::address: return up_to(limits::address_characters_max);
    case Validity::note: return up_to(limits::note_characters_max);
    case Validity::public_key: return "32 字节";
    case Validity::interval_days: return "1 到 366 天";
    case Validity::due_date: return "可以是以后的日子";
  }
  return "";
}

std::string between(std::string_view list, std::string_view separator) {
  std::string out;
  for (char c : list) out += c == '|' ? std::string(separator) : std::string(1, c);
  return out;
}

std::string range_of(const Field& field) {
  std::string out = word(field.validity);
  for (const Choice& choice : field.choices) {
    if (!out.empty()) out += "；";
    out += std::to_string(choice.value) + " " + std::string(choice.label_zh);
  }
  return out;
}

void add_row(std::string& page, const Field& field) {
  page += "| " + std::to_string(field.id) + " | `" + std::string(field.name) + "` | " + std::string(field.label_zh) + (field.required ? "（必填）" : "") +
          (field.retired ? "（停用）" : "") + " | " + std::string(word(field.type)) + " | " + range_of(field) + " | " + std::string(word(field.privacy)) + " | " +
          std::string(word(field.merge)) + " | " + between(field.headings_zh, "、") + " |\n";
}

}  // namespace

std::string data_dictionary() {
  std::string page =
      "# 数据字典\n\n"
      "本页由模型表（`core/model/model.cpp`）生成，第 " + std::to_string(version) + " 版；测试保证两者一致。编号写进日志，永不改号。\n\n"
      "日期存为距 1970-01-01 的天数，时刻存为毫秒。隐私一栏决定谁能看、能否导出和打印。\n";
  for (const Entity& entity : entities()) {
    page += "\n## " + std::string(entity.label_zh) + " `" + std::string(entity.name) + "`\n\n";
    page += word(entity.home);
    page += word(entity.life);
    if (entity.signed_by_actor) page += "要本人签名。";
    page += "\n\n| 编号 | 名称 | 中文 | 类型 | 取值 | 隐私 | 合并 | 导入时认得的列名 |\n|---|---|---|---|---|---|---|---|\n";
    for (const Field& field : entity.fields) add_row(page, field);
  }
  return page;
}

}  // namespace huzhu::model
