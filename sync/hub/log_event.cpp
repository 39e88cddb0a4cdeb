#include "sync/hub/log_event.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <nlohmann/json.hpp>

namespace huzhu::hub {

namespace {

spdlog::level::level_enum spd(Level level) {
  switch (level) {
    case Level::debug: return spdlog::level::debug;
    case Level::info: return spdlog::level::info;
    case Level::warning: return spdlog::level::warn;
    case Level::error: return spdlog::level::err;
  }
  return spdlog::level::info;
}

// Requests that went well are only of interest to who looks for a fault.
Level level_of(const Answer& answer) {
  if (answer.status >= 500) return Level::error;
  return answer.refusal == sync::Refusal::none ? Level::debug : Level::info;
}

}  // namespace

void start_log(Level level) {
  auto logger = std::make_shared<spdlog::logger>("hub", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_pattern("{\"time\":\"%Y-%m-%dT%H:%M:%S.%e%z\",\"level\":\"%l\",%v}");
  logger->set_level(spd(level));
  logger->flush_on(spdlog::level::warn);
  spdlog::set_default_logger(logger);
}

void log_event(Level level, std::string_view event, std::initializer_list<std::pair<std::string_view, std::string_view>> facts) {
  if (!spdlog::default_logger()->should_log(spd(level))) return;
  nlohmann::ordered_json line = {{"event", event}};
  for (const auto& [name, value] : facts) line[std::string(name)] = value;
  // Ill-formed UTF-8 from a request line must not throw.
  const std::string text = line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  spdlog::log(spd(level), "{}", std::string_view(text).substr(1, text.size() - 2));
}

void log_request(std::string_view path, const Answer& answer, std::size_t body_bytes, std::int64_t took_ms) {
  const Level level = level_of(answer);
  if (!spdlog::default_logger()->should_log(spd(level))) return;
  log_event(level, "request",
            {{"path", path}, {"status", std::to_string(answer.status)}, {"refusal", std::to_string(static_cast<int>(answer.refusal))},
             {"device", answer.device ? to_string(answer.device) : std::string()}, {"in", std::to_string(body_bytes)},
             {"out", std::to_string(answer.body.size())}, {"ms", std::to_string(took_ms)}});
}

}  // namespace huzhu::hub
