#include "core/store/soundness.h"

#include <algorithm>

namespace huzhu::store {
namespace {

constexpr std::string_view truth[] = {"fact", "log", "segment", "receipt", "waiting", "fork", "quarantine"};  // core/store/tables.cpp

}  // namespace

bool holds_truth(std::string_view table) { return std::find(std::begin(truth), std::end(truth), table) != std::end(truth); }

Result<std::vector<std::string>> tables_of(Database& db) {
  std::vector<std::string> tables;
  HUZHU_ASSIGN(Statement read, db.prepare("SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%' ORDER BY name"));
  while (true) {
    HUZHU_ASSIGN(const bool more, read.step());
    if (!more) break;
    tables.emplace_back(read.text(0));
  }
  std::stable_partition(tables.begin(), tables.end(), holds_truth);
  return tables;
}

bool is_sound(Database& db, const std::string& table) {
  auto check = db.prepare("PRAGMA quick_check('" + table + "')");
  if (!check) return false;
  const auto answered = check->step();
  return answered && *answered && check->text(0) == "ok";
}

Status forget_derived_tables(Database& db) {
  HUZHU_ASSIGN(const std::vector<std::string> tables, tables_of(db));
  HUZHU_TRY(db.execute("PRAGMA writable_schema=ON"));
  Status done = Done{};
  for (const std::string& table : tables)
    if (!holds_truth(table) && done.ok()) done = db.execute("DELETE FROM sqlite_master WHERE tbl_name='" + table + "'");
  HUZHU_TRY(db.execute("PRAGMA writable_schema=RESET"));
  return done;
}

}  // namespace huzhu::store
