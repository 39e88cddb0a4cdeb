// Pin: what a person opens a profile with: digits, or pictures for those whom digits escape; how many of them the role
// asks, and which choices are too easily guessed.
//
// Every place that sets a PIN asks here. The secret itself is a text, of '0' to '9' or 'a' to 'l', and only passes through; the
// keyring keeps its form, which the pad of a lock screen must know and which tells nobody more than the role does.
// Requires: design/people-and-security.md "Who". Why these numbers: docs/adr/0034.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/base/limits.h"
#include "core/model/model.h"

namespace huzhu::people {

enum class PinKind : std::uint8_t { digits, pictures };

struct PinForm {
  PinKind kind = PinKind::digits;
  std::uint8_t length = limits::pin_length;
  friend bool operator==(const PinForm&, const PinForm&) = default;
};

// What this role has to choose; a longer one is never too long.
std::uint8_t pin_length(model::RoleKind role);

// All the same, a straight run along the pad, or a day of the calendar: what somebody who knows the person tries first.
bool easily_guessed(PinKind kind, std::string_view pin);

}  // namespace huzhu::people
