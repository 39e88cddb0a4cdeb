#include "core/registry/generate/flaws.h"

#include "core/base/utf8.h"
#include "core/registry/resident_id.h"

namespace huzhu::registry::generate {

namespace {

std::string full_width(std::string_view ascii) {
  std::string out;
  for (const char c : ascii) utf8::append(out, c > ' ' && c <= '~' ? 0xFF01u + static_cast<char32_t>(c - '!') : U'　');
  return out;
}

std::string without(std::string text, char unwanted) {
  std::erase(text, unwanted);
  return text;
}

Flaw mend(std::vector<std::string>& row, const SheetColumns& at, Draw& draw) {
  std::string& id = row[at.resident_id];
  std::string& birth = row[at.birth_date];
  std::string& village = row[at.village];
  const Date::Civil day = Date::parse(birth)->civil();
  switch (draw.below(9)) {
    case 0: id = full_width(id); break;
    case 1: id.insert(14, " ").insert(6, " "); break;
    case 2: id = id.substr(0, 6) + id.substr(8, 9); break;  // the 15-digit form
    case 3: birth = std::to_string(day.year) + "年" + std::to_string(day.month) + "月" + std::to_string(day.day) + "日"; break;
    case 4: birth = std::to_string(day.year) + "/" + std::to_string(day.month) + "/" + std::to_string(day.day); break;
    case 5: birth = without(birth, '-'); break;
    case 6: row[at.name].insert(utf8::first(row[at.name], 1).size(), "　"); break;
    case 7: village += "委会"; break;
    default: row[at.phone] = "１５４" + std::to_string(10'000'000 + draw.below(80'000'000)); break;
  }
  return Flaw::to_mend;
}

Flaw doubt(std::vector<std::string>& row, const std::vector<std::string>* earlier, const SheetColumns& at, Draw& draw) {
  std::string& birth = row[at.birth_date];
  switch (draw.below(earlier != nullptr ? 4 : 3)) {
    case 0:  // the birthday by the lunar calendar, as the elder tells it
      birth = Date{Date::parse(birth)->days - draw.between(18, 50)}.iso();
      break;
    case 1: row[at.sex] = row[at.sex] == "男" ? "女" : "男"; break;
    case 2: row[at.phone] = "15412345"; break;
    default: {  // the same person once more, without the number and with another telephone
      row[at.name] = (*earlier)[at.name];
      birth = (*earlier)[at.birth_date];
      row[at.sex] = (*earlier)[at.sex];
      row[at.village] = (*earlier)[at.village];
      row[at.resident_id].clear();
      row[at.phone] = "154" + std::to_string(10'000'000 + draw.below(80'000'000));
    }
  }
  return Flaw::to_doubt;
}

Flaw refuse(std::vector<std::string>& row, const SheetColumns& at, Draw& draw) {
  std::string& id = row[at.resident_id];
  switch (draw.below(7)) {
    case 0: id.back() = id.back() == '0' ? '1' : '0'; break;
    case 1: id.resize(4); break;
    case 2: id = "9.99999E+17"; break;
    case 3: row[at.birth_date] = row[at.birth_date].substr(0, 5) + "02-30", id.clear(); break;
    case 4: row[at.name].clear(); break;
    case 5: row[at.village] = "没有这个村"; break;
    default: row[at.birth_date] = "2999-01-01", id.clear(); break;
  }
  return Flaw::to_refuse;
}

}  // namespace

Flaw spoil(std::vector<std::string>& row, const std::vector<std::string>* earlier, const SheetColumns& columns, Draw& draw) {
  const auto kind = draw.below(10);
  if (kind < 6) return mend(row, columns, draw);
  if (kind < 8) return doubt(row, earlier, columns, draw);
  return refuse(row, columns, draw);
}

}  // namespace huzhu::registry::generate
