#include "ui/screens/elder_words.h"

#include "ui/screens/moment.h"

namespace huzhu::ui {

using registry::Happening;
using registry::SafetyKind;

Str safety_title(SafetyKind kind) {
  switch (kind) {
    case SafetyKind::allergy: return Str::elder_allergy;
    case SafetyKind::medicine: return Str::elder_medicine;
    case SafetyKind::hearing: return Str::elder_hearing;
    case SafetyKind::spare_key: return Str::elder_spare_key;
    case SafetyKind::stove: return Str::elder_stove;
    case SafetyKind::contact: return Str::elder_contact;
  }
  return Str::unknown;
}

Text happening_words(const Happening& h) {
  switch (h.kind) {
    case Happening::Kind::visit: return choice_label(model::EntityType::visit, model::visit::outcome, h.outcome);
    case Happening::Kind::hours:
      return say(Str::elder_helped, choice_label(model::EntityType::time_entry, model::time_entry::service, h.service),
                 say_span(static_cast<int>(h.minutes)));
    case Happening::Kind::registered: return Str::elder_registered;
  }
  return {};
}

}  // namespace huzhu::ui
