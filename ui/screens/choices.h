// Choices of the model table as chips: one of them, or many. A form needs no list of its own (STYLE.md rule 3).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/model/model.h"
#include "ui/kit/kit.h"

namespace huzhu::ui {

// The choices of a field of the model table, in its order.
std::span<const model::Choice> choices_of(model::EntityType type, std::uint16_t field);

// True when the person changed it. Pressing the chosen one again empties it.
bool choose_one(Kit& kit, const Id& id, const Text& label, model::EntityType type, std::uint16_t field, std::optional<std::int64_t>& value);
bool choose_many(Kit& kit, const Id& id, const Text& label, model::EntityType type, std::uint16_t field, std::vector<std::int64_t>& values);

}  // namespace huzhu::ui
