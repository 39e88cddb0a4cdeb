// 同意和权利: what a person agreed to, taking it back, and erasing what is known of them.
#pragma once

#include "core/registry/consent.h"
#include "core/registry/erasure.h"
#include "core/registry/retention.h"
#include "ui/screens/moment.h"

namespace huzhu::ui {

struct ConsentScreen {
  std::string name;
  std::vector<registry::ConsentLine> lines;
  Moment moment;
  bool can_erase = false;
};
struct ConsentAct {
  enum Kind { none, ask, take_back, erase } kind = none;
  registry::ConsentSubject subject = registry::ConsentSubject::registration;   // ask, take_back
};
ConsentAct consent_content(Kit& kit, const ConsentScreen& screen);

// One form for both: what was said, how, before whom.
struct ConsentForm {
  registry::ConsentDraft draft;
  bool taking_back = false;
  std::vector<registry::ConsentSubject> offered;   // to choose from
  Text witness_error{}, family_error{};
};
bool consent_form(Kit& kit, ConsentForm& form);   // true: record it

struct EraseScreen {
  std::string name;
  registry::Erasure wanted;
  bool chosen = false;           // a reach was
  std::size_t count = 0;         // of values, when it was
  ErrorCode refused = ErrorCode::none;
  Text family_error{};
  bool sure = false;             // the last question stands
};
enum class EraseAct { none, chosen, erase };
EraseAct erase_content(Kit& kit, EraseScreen& screen);
EraseAct erase_question(Kit& kit, EraseScreen& screen);

// 到期该删的: whom the rules say to keep no longer.
struct RetentionScreen {
  std::vector<registry::RetentionDue> due;
  Moment moment;
};
int retention_content(Kit& kit, const RetentionScreen& screen);   // whose row was pressed; -1 = none

}  // namespace huzhu::ui
