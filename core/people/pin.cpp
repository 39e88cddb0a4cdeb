#include "core/people/pin.h"

#include <string>

#include "core/base/calendar.h"
#include "core/people/rights_table.h"

namespace huzhu::people {
namespace {

// Each as far along the pad from the one before, around its end: 111111, 123456, 890123, 963074.
bool is_run(std::string_view pin, int keys) {
  const auto step = [&](std::size_t i) { return (pin[i] - pin[i - 1] + keys) % keys; };
  for (std::size_t i = 2; i < pin.size(); ++i)
    if (step(i) != step(1)) return false;
  return true;
}

// 19560311, and 560311 of either century.
bool is_day(std::string_view pin) {
  const std::string day = pin.size() == 6 ? "20" + std::string(pin) : std::string(pin);
  return (day.starts_with("19") || day.starts_with("20")) && Date::parse(day);
}

}  // namespace

std::uint8_t pin_length(model::RoleKind role) { return leads(role) ? limits::pin_length_of_leads : limits::pin_length; }

bool easily_guessed(PinKind kind, std::string_view pin) {
  return kind == PinKind::digits ? is_run(pin, limits::pin_digits) || is_day(pin) : is_run(pin, limits::pin_pictures);
}

}  // namespace huzhu::people
