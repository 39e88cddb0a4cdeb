// Paper: what of a person may be printed, and what a screen shows, by the role of who looks and the privacy class of the field.
//
// Stricter than the screen: paper cannot be locked, stopped or asked to forget. Nothing of a class is printed whole without a
// reason, and the look is put on record first (access.h). What is withheld is said on the sheet, so that an empty place is
// never taken for "there is none". Requires: design/people-and-security.md "Seeing less".
#pragma once

#include "core/model/model.h"

namespace huzhu::people {

enum class Paper : std::uint8_t {
  never,   // masked, or left out, whatever is asked
  asked,   // whole once a reason is given
  whole,
};
Paper on_paper(model::RoleKind role, model::Privacy privacy);

// On a screen whoever visits sees what the visit needs: where it is, whom to call (masked until asked), what to be careful of,
// where the key lies. What somebody is given because they are poor is the business of who keeps the file; the days on which a
// visit is owed follow from it without saying so.
bool on_screen(model::RoleKind role, model::Privacy privacy);

// The classes that one sheet shows whole.
class Opened {
 public:
  Opened() = default;                                // nothing but what is open to all
  Opened(model::RoleKind role, bool reason_given);
  bool has(model::Privacy privacy) const { return (classes_ >> static_cast<unsigned>(privacy) & 1u) != 0; }

 private:
  std::uint32_t classes_ = 1u << static_cast<unsigned>(model::Privacy::open);
};

}  // namespace huzhu::people
