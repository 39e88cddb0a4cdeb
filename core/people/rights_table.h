// The table of rights: role × entity × what happens to it. permits() and the screens read the same lines.
//
// Requires: design/people-and-security.md "Who". Records of a village: whoever works there. What a person is (name, birth,
// tags, care level, consent) a lead says; what a visitor sees or is told at the door a volunteer may write down.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/model/model.h"

namespace huzhu::people {

enum class Reach : std::uint8_t {
  none,
  own,           // written first by this very device
  visitor,       // fields a visitor learns: contact, safety, who lives there, key, stove, hearing
  all,
};

struct Right {
  model::RoleKind role;
  model::EntityType type;
  Reach create, edit, erase;
};

std::span<const Right> rights_table();
// One line a right, sorted: tables hold what these lines permitted (model::schema_lines).
std::vector<std::string> rights_lines();
const Right* find_right(model::RoleKind role, model::EntityType type);
bool is_visitor_field(std::uint16_t person_field);

// Who may give whom a role (people-and-security.md): a lead the helpers of the own station, the township its leads, the
// county's admin everyone but the hub.
bool may_grant(model::RoleKind granter, model::RoleKind granted);

// How far a role of a person reaches, for choosing one of several; 0 for what no person holds (the hub, an unknown number).
int reach_of(model::RoleKind role);
bool leads(model::RoleKind role);   // reaches further than a volunteer

// Fields that decide about rights: written once.
bool is_deciding(model::EntityType type, std::uint16_t field);

}  // namespace huzhu::people
