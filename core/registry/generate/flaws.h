// Flaws: the faults that real lists have, put into a sheet on purpose, so that an import can be tried against them.
#pragma once

#include "core/registry/generate/draw.h"
#include "core/registry/roster_generator.h"

namespace huzhu::registry::generate {

// Where the columns stand that flaws touch.
struct SheetColumns { std::size_t name, sex, resident_id, birth_date, phone, village; };

// Spoils one row in one of many ways and says what an import is to make of it. `earlier` is a row above (for a person
// entered twice); it may be null.
Flaw spoil(std::vector<std::string>& row, const std::vector<std::string>* earlier, const SheetColumns& columns, Draw& draw);

}  // namespace huzhu::registry::generate
