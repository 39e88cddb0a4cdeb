#include "core/registry/roster_csv.h"

#include "core/registry/csv.h"
#include "core/registry/tags.h"

namespace huzhu::registry {
namespace {

std::string label_of(std::uint16_t field, std::int64_t value) {
  const model::Choice* choice = model::find_choice(person_field(field), value);
  return std::string(choice ? choice->label_zh : "");
}

std::string day_of(Date day) {
  const Date::Civil c = day.civil();
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(c.year) + "-" + two(c.month) + "-" + two(c.day);
}

}  // namespace

std::string roster_csv(ElderIndex& index, const RosterResult& list) {
  std::string out(utf8_mark);
  append_csv_row(out, {std::string(person_field(model::person::name).label_zh), std::string(person_field(model::person::sex).label_zh), "年龄",
                       std::string(person_field(model::person::area).label_zh), "该看", std::string(person_field(model::person::ended_kind).label_zh)});
  for (const EntityId id : list.ids) {
    const auto row = index.row(id);
    if (!row) continue;
    append_csv_row(out, {row->name, label_of(model::person::sex, row->sex), row->age >= 0 ? std::to_string(row->age) : "", row->village,
                         row->due && row->ended_kind == 0 ? day_of(row->due->due) : "", label_of(model::person::ended_kind, row->ended_kind)});
  }
  return out;
}

}  // namespace huzhu::registry
