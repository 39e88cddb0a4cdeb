// EditElder: changes of single fields of a person, checked against the model table.
//
// A form opened a while ago has shown less than the log may hold by now; so each edit names the values that were shown
// (their dots), and what arrived meanwhile stays beside it as a conflict (log-and-merge.md "Before and after").
#pragma once

#include "core/people/saved.h"
#include "core/people/session.h"
#include "core/registry/typed_value.h"

namespace huzhu::registry {

// One field as the form shows it.
struct FormField {
  std::uint16_t field = 0;          // model::person::…
  std::vector<Value> values;        // shown one first; of a set all; empty = nothing written
  std::vector<Dot> shown;           // pass on in FieldEdit
};
std::vector<FormField> open_form(people::Session& session, EntityId person);

struct FieldEdit {
  std::uint16_t field = 0;
  std::vector<Value> values;        // one (null = emptied) for registers; the whole new set for sets
  std::vector<Dot> shown;           // from FormField
};

// Only fields that differ are written; none of their health once the person took that consent back (consent_taken_back). An edit without any difference is saved as nothing and answers saved_at_ms 0.
Result<people::Saved> edit_elder(people::Session& session, EntityId person, const std::vector<FieldEdit>& edits);

}  // namespace huzhu::registry
