#include "core/model/schema.h"

#include <algorithm>

namespace huzhu::model {
namespace {

std::string_view sql_type(FieldType type) {
  switch (type) {
    case FieldType::text: return "TEXT";
    case FieldType::bytes: case FieldType::blob: return "BLOB";
    case FieldType::integer: case FieldType::boolean: case FieldType::choice: case FieldType::date: case FieldType::time:
    case FieldType::minutes: case FieldType::area: case FieldType::reference:
      return "INTEGER";
  }
  return "BLOB";
}

void add(std::string& sql, std::initializer_list<std::string_view> parts) {
  for (std::string_view part : parts) sql += part;
}

void create_index(std::string& sql, const Entity& entity, const Field& field) {
  if (field.indexed && has_column(field))
    add(sql, {"CREATE INDEX ", entity.name, "_", field.name, " ON ", entity.name, "(", field.name, ") WHERE ", field.name, " IS NOT NULL;\n"});
}

std::string line_of(const Entity& entity) {
  std::string line;
  add(line, {entity.name, " ", std::to_string(static_cast<int>(entity.type)), " home ", std::to_string(static_cast<int>(entity.home)), " life ",
             std::to_string(static_cast<int>(entity.life)), entity.signed_by_actor ? " signed" : ""});
  return line;
}

std::string line_of(const Entity& entity, const Field& field) {
  std::string line;
  add(line, {entity.name, ".", field.name, " ", std::to_string(field.id), " type ", std::to_string(static_cast<int>(field.type)), " merge ",
             std::to_string(static_cast<int>(field.merge)), field.indexed ? " indexed" : ""});
  return line;
}

void create_table(std::string& sql, const Entity& entity) {
  // Keyed by id and scope: two scopes may hold the same id, and neither may hide the other's record.
  add(sql, {"CREATE TABLE ", entity.name, "(id INTEGER NOT NULL, scope INTEGER NOT NULL"});
  for (const Field& field : entity.fields)
    if (has_column(field)) add(sql, {", ", field.name, " ", sql_type(field.type)});
  // Rows lie in the order they came, beside an index: ids are random, and rows kept by id would make each new one touch
  // another page, which is opened, sealed and written whole.
  sql += ", PRIMARY KEY(id, scope));\n";
  for (const Field& field : entity.fields) create_index(sql, entity, field);
}

}  // namespace

std::string create_typed_tables() {
  std::string sql;
  for (const Entity& entity : entities()) create_table(sql, entity);
  sql +=
      "CREATE TABLE entity_set(entity INTEGER NOT NULL, type INTEGER NOT NULL, field INTEGER NOT NULL, value NOT NULL, scope INTEGER NOT NULL,"
      " PRIMARY KEY(entity, type, field, value, scope)) WITHOUT ROWID;\n"
      "CREATE INDEX entity_set_value ON entity_set(type, field, value);\n";
  return sql;
}

std::string drop_typed_tables() {
  std::string sql;
  for (const Entity& entity : entities()) add(sql, {"DROP TABLE IF EXISTS ", entity.name, ";\n"});
  return sql + "DROP TABLE IF EXISTS entity_set;\n";
}

std::vector<std::string> schema_lines() {
  std::vector<std::string> lines;
  for (const Entity& entity : entities()) {
    lines.push_back(line_of(entity));
    for (const Field& field : entity.fields) lines.push_back(line_of(entity, field));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::string added_tables(const std::vector<std::string>& old_lines) {
  const auto known = [&](const std::string& line) { return std::binary_search(old_lines.begin(), old_lines.end(), line); };
  std::string sql;
  for (const Entity& entity : entities()) {
    if (!known(line_of(entity))) {
      create_table(sql, entity);
      continue;
    }
    for (const Field& field : entity.fields) {
      if (known(line_of(entity, field)) || !has_column(field)) continue;
      add(sql, {"ALTER TABLE ", entity.name, " ADD COLUMN ", field.name, " ", sql_type(field.type), ";\n"});
      create_index(sql, entity, field);
    }
  }
  return sql;
}

std::string insert_row(const Entity& entity) {
  std::string columns = "id, scope", values = "?, ?";
  for (const Field& field : entity.fields) {
    if (!has_column(field)) continue;
    add(columns, {", ", field.name});
    values += ", ?";
  }
  std::string sql;
  add(sql, {"INSERT INTO ", entity.name, "(", columns, ") VALUES(", values, ")"});
  return sql;
}

std::string update_column(const Entity& entity, const Field& field) {
  std::string sql;
  add(sql, {"UPDATE ", entity.name, " SET ", field.name, "=?1 WHERE id=?2 AND scope=?3"});
  return sql;
}

std::string delete_row(const Entity& entity) {
  std::string sql;
  add(sql, {"DELETE FROM ", entity.name, " WHERE id=?1 AND scope=?2"});
  return sql;
}

}  // namespace huzhu::model
