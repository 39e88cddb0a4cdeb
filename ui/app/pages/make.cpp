// Pages by tab and by path.
#include <algorithm>

#include "core/people/newcomer.h"
#include "core/people/rights_table.h"
#include "ui/app/pages.h"
#include "ui/app/program.h"

namespace huzhu::ui {

PagePtr make_main_page(Program& program, Tab tab) {
  switch (tab) {
    case Tab::today: return program.desk() ? make_overview_page() : make_today_page();
    case Tab::people: return make_roster_page();
    case Tab::more: return make_more_page();
    case Tab::conflicts: return make_conflicts_page(true);
    case Tab::sync: return make_sync_page(true);
    case Tab::settings: return make_settings_page(true);
    case Tab::write:
    case Tab::person:
    case Tab::none: break;
  }
  return nullptr;
}

PagePtr make_page(Program& program, std::string_view path) {
  auto part = [rest = path]() mutable {   // name/id/id, one after the other
    const std::string_view one = rest.substr(0, rest.find('/'));
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    return one;
  };
  const std::string_view name = part();
  const EntityId id{parse_id(part())}, second{parse_id(part())};
  if (name == "roster") return make_roster_page();
  if (name == "conflicts") return make_conflicts_page(false);
  if (name == "sync") return make_sync_page(false);
  if (name == "carry") return make_carry_out_page(false);
  if (name == "take") return make_carry_in_page(false);
  if (name == "settings") return make_settings_page(false);
  // A link opens what its button would have opened, and nothing else.
  const bool leads = program.standing().rights.add_person;
  if (!leads && (name == "station" || name == "retention" || name == "held" || name == "looks" || name == "looked" || name == "ending" || name == "erase" || name == "same")) return nullptr;
  if (name == "station") return make_station_page();
  if (name == "retention") return make_retention_page();
  if (name == "held") return make_held_page();
  if (name == "looks") return make_looks_page();
  if (name == "givehelp") return people::find_right(program.session().role(), model::EntityType::pin_reset) ? make_help_give_page() : nullptr;
  if (name == "invite") return people::roles_to_give(program.session().role()).empty() ? nullptr : make_invite_page();
  if (name == "register") return make_register_page(program, {});
  if (name == "hours") return make_hours_page(program, {});
  if (!id) return nullptr;
  if (name == "elder") return make_elder_page(id);
  if (name == "looked") return make_who_looked_page(id);
  if (name == "ending") return make_ending_page(id);
  if (name == "consent") return make_consent_page(id);
  if (name == "agree" || name == "unsay") return make_consent_form_page(id, name == "unsay");
  if (name == "erase") return make_erase_page({.person = id});
  if (name == "visit") return make_visit_page(id);
  if (name == "same") return make_same_person_page(id, second);
  if (name == "correct") return make_correct_visit_page(program, id);
  if (name == "edit") return make_register_page(program, id);
  return nullptr;
}

}  // namespace huzhu::ui
