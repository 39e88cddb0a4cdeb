// The SQL of the typed tables, derived from the model table (STYLE.md rule 3).
//
// One table an entity type, named as in the model: id and scope, then one column a field with the shown value. Fields of
// many values are rows of `entity_set`. All of it can be dropped and filled again from the log.
#pragma once

#include <string>
#include <vector>

#include "core/model/model.h"

namespace huzhu::model {

std::string create_typed_tables();  // with indexes; several statements
std::string drop_typed_tables();
// One line for all that decides what the tables hold and how a field merges; sorted. Tables that were made for a part of
// today's lines need only what the other lines add (added_tables); any other difference means to make them anew.
std::vector<std::string> schema_lines();
// SQL that brings tables made for `old_lines` up to today; `old_lines` are among today's.
std::string added_tables(const std::vector<std::string>& old_lines);

// INSERT with ?1 = id, ?2 = scope, then one parameter a column, in the order of the fields that have one.
std::string insert_row(const Entity& entity);
std::string update_column(const Entity& entity, const Field& field);  // ?1 = value, ?2 = id, ?3 = scope
std::string delete_row(const Entity& entity);                         // ?1 = id, ?2 = scope

inline bool has_column(const Field& field) { return field.merge != Merge::set; }

}  // namespace huzhu::model
