// The hub's own log: one JSON object a line on the standard error, without personal data.
//
// Devices appear by their public id, never people, records, codes or addresses.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "sync/hub/service.h"

namespace huzhu::hub {

enum class Level : std::uint8_t { debug, info, warning, error };

void start_log(Level level);
void log_event(Level level, std::string_view event, std::initializer_list<std::pair<std::string_view, std::string_view>> facts = {});
void log_request(std::string_view path, const Answer& answer, std::size_t body_bytes, std::int64_t took_ms);

}  // namespace huzhu::hub
