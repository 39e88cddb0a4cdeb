#include "core/people/paper.h"

#include "core/people/rights_table.h"

namespace huzhu::people {
namespace {

using R = model::RoleKind;
using P = model::Privacy;

constexpr P classes[] = {P::open, P::contact, P::personal, P::health, P::poverty, P::whereabouts};

struct Line {
  R role;
  Paper contact, personal, health, poverty, whereabouts;
};

// Who goes to the door needs to know where it is, whom to call and what to be careful of. Papers, benefits and when somebody
// is at home are the business of who keeps the file. A role without a line, the hub's, prints nothing about anybody.
constexpr Line table[] = {
    // role              contact        personal       health         poverty        whereabouts
    {R::peer_helper,     Paper::asked,  Paper::never,  Paper::never,  Paper::never,  Paper::never},
    {R::volunteer,       Paper::asked,  Paper::never,  Paper::asked,  Paper::never,  Paper::never},
    {R::station_lead,    Paper::asked,  Paper::asked,  Paper::asked,  Paper::asked,  Paper::asked},
    {R::township_staff,  Paper::asked,  Paper::asked,  Paper::asked,  Paper::asked,  Paper::asked},
    {R::county_admin,    Paper::asked,  Paper::asked,  Paper::asked,  Paper::asked,  Paper::asked},
};

}  // namespace

Paper on_paper(R role, P privacy) {
  if (privacy == P::open) return Paper::whole;
  for (const Line& line : table) {
    if (line.role != role) continue;
    switch (privacy) {
      case P::open: return Paper::whole;
      case P::contact: return line.contact;
      case P::personal: return line.personal;
      case P::health: return line.health;
      case P::poverty: return line.poverty;
      case P::whereabouts: return line.whereabouts;
    }
  }
  return Paper::never;
}

bool on_screen(R role, P privacy) { return privacy != P::poverty || leads(role); }

Opened::Opened(R role, bool reason_given) {
  for (const P privacy : classes) {
    const Paper paper = on_paper(role, privacy);
    if (paper == Paper::whole || (paper == Paper::asked && reason_given)) classes_ |= 1u << static_cast<unsigned>(privacy);
  }
}

}  // namespace huzhu::people
