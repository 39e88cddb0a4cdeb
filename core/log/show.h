// A segment as people who mend things read it (`huzhu log show`): cereal's JSON, names from the model table.
//
// Native only: cereal's headers need exceptions and run-time types, which the browser build leaves out.
#pragma once

#ifndef __EMSCRIPTEN__

#include <string>

#include "core/log/operation.h"

namespace huzhu::log {

// Ids as 16 hex digits, epochs as 8, bytes as hex; kinds, types and fields by name where this version knows them, else by
// number. Shows personal data as it stands.
std::string to_json(const Segment& segment);

}  // namespace huzhu::log

#endif  // __EMSCRIPTEN__
