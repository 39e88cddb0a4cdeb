#include "core/store/soundness.h"

#include <algorithm>

#include "core/store/tables.h"

namespace huzhu::store {

// Not those of blobs: tens of megabytes, and a chunk that cannot be read is missing, and comes again from the hub.
Result<std::vector<std::string>> tables_of(Database& db) {
  std::vector<std::string> tables;
  HUZHU_ASSIGN(Statement read, db.prepare("SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'blob_%' ORDER BY name"));
  while (true) {
    HUZHU_ASSIGN(const bool more, read.step());
    if (!more) break;
    tables.emplace_back(read.text(0));
  }
  std::stable_partition(tables.begin(), tables.end(), is_log_table);
  return tables;
}

namespace {

// Every value of every row, so that pages that only hold the end of a long one are read as well.
bool reads_through(Database& db, const std::string& sql) {
  auto rows = db.prepare(sql);
  if (!rows) return false;
  for (;;) {
    const auto more = rows->step();
    if (!more) return false;
    if (!*more) return true;
    for (int column = 0; column < rows->columns(); ++column)
      if (!rows->is_null(column) && rows->blob(column).data() == nullptr && !rows->text(column).empty()) return false;
  }
}

// An index that leaves rows out is read by what it keeps; the one that a key brings with it has no text and keeps all.
std::string condition_of(std::string_view sql) {
  const std::size_t at = sql.find(" WHERE ");
  return at == std::string_view::npos ? std::string() : std::string(sql.substr(at));
}

}  // namespace

bool is_sound(Database& db, const std::string& table) {
  if (!reads_through(db, "SELECT * FROM " + table)) return false;
  std::vector<std::string> scans;
  auto indexes = db.prepare("SELECT name, sql FROM sqlite_master WHERE type='index' AND tbl_name=?1");
  if (!indexes) return false;
  indexes->bind(1, std::string_view(table));
  for (;;) {
    const auto more = indexes->step();
    if (!more) return false;
    if (!*more) break;
    scans.push_back("SELECT count(*) FROM " + table + " INDEXED BY " + std::string(indexes->text(0)) + condition_of(indexes->text(1)));
  }
  return std::all_of(scans.begin(), scans.end(), [&](const std::string& scan) { return reads_through(db, scan); });
}

}  // namespace huzhu::store
