// Soundness: pages of the file that came to harm, found before somebody needs them.
//
// The cipher seals every page, so harm shows as soon as a page is read; but most are not read for months, and a record that
// cannot be read when it is asked for cannot be sent either. Tables are read one by one: all of them take 0.3 s at 10,000
// elders with 30,000 visits on a laptop, and a tablet is ten times slower. By plain reading, because the browser's SQLite
// has no integrity check.
#pragma once

#include <string>
#include <vector>

#include "core/store/database.h"

namespace huzhu::store {

// Every table of the file, those of the log first.
Result<std::vector<std::string>> tables_of(Database& db);

// Reads the table and its indexes, page by page.
bool is_sound(Database& db, const std::string& table);

}  // namespace huzhu::store
