#include "core/people/rights_table.h"

#include <algorithm>

namespace huzhu::people {
namespace {

using R = model::RoleKind;
using T = model::EntityType;

// The hub has no line: what little it writes is in authority.cpp. Scopes are the root's alone.
constexpr Right table[] = {
    // role              entity            create        edit             erase
    {R::volunteer,       T::person,        Reach::all,   Reach::visitor,  Reach::own},
    {R::volunteer,       T::visit,         Reach::all,   Reach::own,      Reach::own},
    {R::volunteer,       T::time_entry,    Reach::all,   Reach::own,      Reach::own},
    {R::volunteer,       T::consent,       Reach::all,   Reach::none,     Reach::none},
    {R::volunteer,       T::access,        Reach::all,   Reach::none,     Reach::none},
    {R::volunteer,       T::claim,         Reach::all,   Reach::own,      Reach::own},
    {R::volunteer,       T::posting,       Reach::all,   Reach::none,     Reach::none},
    {R::peer_helper,     T::person,        Reach::all,   Reach::visitor,  Reach::own},
    {R::peer_helper,     T::visit,         Reach::all,   Reach::own,      Reach::own},
    {R::peer_helper,     T::time_entry,    Reach::all,   Reach::own,      Reach::own},
    {R::peer_helper,     T::consent,       Reach::all,   Reach::none,     Reach::none},
    {R::peer_helper,     T::access,        Reach::all,   Reach::none,     Reach::none},
    {R::peer_helper,     T::claim,         Reach::all,   Reach::own,      Reach::own},
    {R::peer_helper,     T::posting,       Reach::all,   Reach::none,     Reach::none},
    {R::station_lead,    T::person,        Reach::all,   Reach::all,      Reach::all},
    {R::station_lead,    T::visit,         Reach::all,   Reach::all,      Reach::all},
    {R::station_lead,    T::time_entry,    Reach::all,   Reach::all,      Reach::all},
    {R::station_lead,    T::station,       Reach::all,   Reach::all,      Reach::all},
    {R::station_lead,    T::profile,       Reach::all,   Reach::all,      Reach::none},
    {R::station_lead,    T::role_grant,    Reach::all,   Reach::all,      Reach::none},
    {R::station_lead,    T::device,        Reach::all,   Reach::all,      Reach::none},
    {R::station_lead,    T::revocation,    Reach::all,   Reach::none,     Reach::none},
    {R::station_lead,    T::redaction,     Reach::all,   Reach::none,     Reach::none},
    {R::station_lead,    T::pin_reset,     Reach::all,   Reach::none,     Reach::none},
    {R::station_lead,    T::renewal,       Reach::all,   Reach::none,     Reach::none},
    {R::station_lead,    T::admission,     Reach::all,   Reach::none,     Reach::none},
    {R::station_lead,    T::consent,       Reach::all,   Reach::none,     Reach::none},
    {R::station_lead,    T::access,        Reach::all,   Reach::none,     Reach::none},
    {R::station_lead,    T::claim,         Reach::all,   Reach::all,      Reach::all},
    {R::station_lead,    T::move,          Reach::all,   Reach::none,     Reach::none},
    {R::station_lead,    T::account,       Reach::all,   Reach::all,      Reach::none},
    {R::station_lead,    T::posting,       Reach::all,   Reach::none,     Reach::none},
    {R::township_staff,  T::person,        Reach::all,   Reach::all,      Reach::all},
    {R::township_staff,  T::visit,         Reach::all,   Reach::all,      Reach::all},
    {R::township_staff,  T::time_entry,    Reach::all,   Reach::all,      Reach::all},
    {R::township_staff,  T::station,       Reach::all,   Reach::all,      Reach::all},
    {R::township_staff,  T::profile,       Reach::all,   Reach::all,      Reach::none},
    {R::township_staff,  T::role_grant,    Reach::all,   Reach::all,      Reach::none},
    {R::township_staff,  T::device,        Reach::all,   Reach::all,      Reach::none},
    {R::township_staff,  T::revocation,    Reach::all,   Reach::none,     Reach::none},
    {R::township_staff,  T::redaction,     Reach::all,   Reach::none,     Reach::none},
    {R::township_staff,  T::pin_reset,     Reach::all,   Reach::none,     Reach::none},
    {R::township_staff,  T::renewal,       Reach::all,   Reach::none,     Reach::none},
    {R::township_staff,  T::admission,     Reach::all,   Reach::none,     Reach::none},
    {R::township_staff,  T::consent,       Reach::all,   Reach::none,     Reach::none},
    {R::township_staff,  T::access,        Reach::all,   Reach::none,     Reach::none},
    {R::township_staff,  T::claim,         Reach::all,   Reach::all,      Reach::all},
    {R::township_staff,  T::move,          Reach::all,   Reach::none,     Reach::none},
    {R::township_staff,  T::account,       Reach::all,   Reach::all,      Reach::none},
    {R::township_staff,  T::posting,       Reach::all,   Reach::none,     Reach::none},
    {R::county_admin,    T::person,        Reach::all,   Reach::all,      Reach::all},
    {R::county_admin,    T::visit,         Reach::all,   Reach::all,      Reach::all},
    {R::county_admin,    T::time_entry,    Reach::all,   Reach::all,      Reach::all},
    {R::county_admin,    T::station,       Reach::all,   Reach::all,      Reach::all},
    {R::county_admin,    T::profile,       Reach::all,   Reach::all,      Reach::none},
    {R::county_admin,    T::role_grant,    Reach::all,   Reach::all,      Reach::none},
    {R::county_admin,    T::device,        Reach::all,   Reach::all,      Reach::none},
    {R::county_admin,    T::revocation,    Reach::all,   Reach::none,     Reach::none},
    {R::county_admin,    T::redaction,     Reach::all,   Reach::none,     Reach::none},
    {R::county_admin,    T::pin_reset,     Reach::all,   Reach::none,     Reach::none},
    {R::county_admin,    T::renewal,       Reach::all,   Reach::none,     Reach::none},
    {R::county_admin,    T::admission,     Reach::all,   Reach::none,     Reach::none},
    {R::county_admin,    T::consent,       Reach::all,   Reach::none,     Reach::none},
    {R::county_admin,    T::access,        Reach::all,   Reach::none,     Reach::none},
    {R::county_admin,    T::claim,         Reach::all,   Reach::all,      Reach::all},
    {R::county_admin,    T::move,          Reach::all,   Reach::none,     Reach::none},
    {R::county_admin,    T::account,       Reach::all,   Reach::all,      Reach::none},
    {R::county_admin,    T::posting,       Reach::all,   Reach::none,     Reach::none},
};

}  // namespace

std::span<const Right> rights_table() { return table; }

std::vector<std::string> rights_lines() {
  std::vector<std::string> lines;
  for (const Right& right : table) {
    std::string line = "right";
    for (const int part : {static_cast<int>(right.role), static_cast<int>(right.type), static_cast<int>(right.create), static_cast<int>(right.edit), static_cast<int>(right.erase)})
      line += " " + std::to_string(part);
    lines.push_back(std::move(line));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

const Right* find_right(R role, T type) {
  for (const Right& right : table)
    if (right.role == role && right.type == type) return &right;
  return nullptr;
}

bool is_visitor_field(std::uint16_t person_field) {
  const model::Field* field = model::find(*model::find(T::person), person_field);
  if (!field) return false;
  if (field->privacy == model::Privacy::contact || field->merge == model::Merge::safety) return true;
  switch (person_field) {
    case model::person::living:
    case model::person::hearing:
    case model::person::spare_key:
    case model::person::stove:
    case model::person::note:
    case model::person::photo: return true;
    default: return false;
  }
}

bool may_grant(R granter, R granted) {
  switch (granter) {
    case R::station_lead: return granted == R::volunteer || granted == R::peer_helper;
    case R::township_staff: return granted == R::station_lead;
    case R::county_admin: return reach_of(granted) > 0;
    default: return false;
  }
}

bool leads(R role) { return reach_of(role) > reach_of(R::volunteer); }

int reach_of(R role) {
  switch (role) {
    case R::peer_helper: return 1;
    case R::volunteer: return 2;
    case R::station_lead: return 3;
    case R::township_staff: return 4;
    case R::county_admin: return 5;
    case R::hub: return 0;
  }
  return 0;
}

bool is_deciding(T type, std::uint16_t field) {
  switch (type) {
    case T::scope: return field == model::scope::area || field == model::scope::kind || field == model::scope::work_scope;
    case T::device: return field == model::device::public_key || field == model::device::area || field == model::device::expires_at;
    case T::profile: return field == model::profile::public_key || field == model::profile::device;
    case T::role_grant: return true;
    default: return false;
  }
}

}  // namespace huzhu::people
