// Likeness of two registrations, for a form that is being filled in and for a register that is looked through.
#pragma once

#include <optional>

#include "core/registry/duplicates.h"

namespace huzhu::registry {

// What is compared; what is empty is not.
struct Likened {
  std::string_view name, resident_id, phone;
  std::optional<Date> birth_date;
  std::int64_t area = 0;
};
std::optional<Likeness> likeness(const Likened& one, const Likened& other);

}  // namespace huzhu::registry
