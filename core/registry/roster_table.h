// The table behind the roster: one row an elder with what lists, search and due dates need, kept by the store in the same
// transaction as the rows it stands for (store::DerivedIndex).
//
// Why not straight from the typed tables: pinyin is not in them, and the last visit of ten thousand elders is an aggregate
// over a year of visits. Give roster_table() to Replica::Options::derived of every replica whose elders are shown.
#pragma once

#include "core/store/derived_index.h"

namespace huzhu::registry {

store::DerivedIndex roster_table();

// What a person may type for this name, as one string "|myl|mayulian|yl|yulian|": a word that follows a bar matches.
std::string search_text(std::string_view name);

}  // namespace huzhu::registry
