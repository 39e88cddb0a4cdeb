// The model table: every entity and every field, once (STYLE.md rule 3).
//
// SQL schema, merge, validation, forms, lists, import columns, privacy and the data dictionary are derived
// from it. Adding a field is one line in model.cpp and nothing else. Ids are forever: a field that goes out
// of use keeps its line with `retired`.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace huzhu::model {

enum class EntityType : std::uint8_t {
  none = 0,
  scope = 1,        // unit of replication; lives in the county's authority scope
  station = 2,      // 互助幸福院 / 为老服务驿站; lives in its village's work scope
  person = 3,       // elder, volunteer, staff are roles of a person
  visit = 4,        // 探访: add-only, corrected by superseding
  time_entry = 5,   // 记时长: add-only
  device = 6,       // a device certificate; authority scope
  role_grant = 7,   // who may do what where; authority scope
  profile = 8,      // an actor's public key, bound to a person; authority scope
};

enum class FieldType : std::uint8_t {
  text, integer, boolean, choice,
  date,        // integer: days since 1970-01-01, proleptic Gregorian
  time,        // integer: milliseconds since 1970-01-01T00:00Z
  minutes,
  area,        // integer: 12-digit area code
  reference,   // EntityId
  bytes,
};

enum class Merge : std::uint8_t {
  reg,     // multi-value register: concurrent different values are kept, one is shown, a person resolves
  safety,  // multi-value, all values side by side everywhere, never one alone
  set,     // add wins; the field holds many values
};

enum class Privacy : std::uint8_t { open, contact, personal, health, poverty, whereabouts };

// What makes a value valid beyond its type. The checks stand in core/registry/typed_value, where what people type is
// mended first; merging does not ask (a value that one program took, every program keeps).
enum class Validity : std::uint8_t {
  any, person_name, resident_id, phone, birth_date, past_date, past_time, area_code, minutes_of_entry, short_text, address, note, public_key,
  interval_days,  // 1 to 366
  due_date        // may lie ahead
};

struct Choice {
  std::int64_t value;        // on the wire; never renumber
  std::string_view key;      // in code and in the catalogue
  std::string_view label_zh;
  std::string_view others_zh = {};  // further words an import recognises, separated by '|'
};

struct Field {
  std::uint16_t id;          // on the wire; never renumber
  std::string_view name;     // column name
  FieldType type;
  Merge merge;
  Privacy privacy;
  Validity validity;
  std::string_view label_zh;
  std::string_view headings_zh = {};       // further column headings an import recognises, separated by '|'
  std::span<const Choice> choices = {};
  bool required = false;
  bool indexed = false;
  bool retired = false;      // out of use: no new writes, old ones still merge
};

struct Entity {
  EntityType type;
  std::string_view name;     // table name
  std::string_view label_zh;
  std::span<const Field> fields;
  bool authority;            // lives in an authority scope; its writes need actor_sig
  bool add_only;             // a record of something that happened
};

std::span<const Entity> entities();
const Entity* find(EntityType type);
const Entity* find(std::string_view name);
const Field* find(const Entity& entity, std::uint16_t field_id);
const Field* find(const Entity& entity, std::string_view field_name);
const Choice* find_choice(const Field& field, std::int64_t value);

// Rises by one whenever the table changes, so that tables are rebuilt from the log. A change emits no operations.
inline constexpr int version = 1;

// Field ids by name for code that reads or writes particular fields.
// scope::work_scope holds the ScopeId's bits as an integer value.
namespace scope { enum : std::uint16_t { area = 1, name, kind, work_scope, valid_from, valid_to }; }
namespace station { enum : std::uint16_t { name = 1, area, kind, opened_on, phone }; }
namespace person {
enum : std::uint16_t {
  name = 1, sex, birth_date, resident_id, phone, area, group_name, address, living, tags, care_level, allergy, medicine, hearing,
  spare_key, stove, contact_name, contact_relation, contact_phone, consent_kind, consent_on, roles, note, household, ended_kind, ended_on, registered_on,
  visit_every_days
};
}
namespace visit {
enum : std::uint16_t { elder = 1, visitor, mode, happened_at, basics, safety, family, mood, outcome, matters, follow_up, follow_up_by, note };
}
namespace time_entry { enum : std::uint16_t { helper = 1, elder, service, minutes, happened_on, proof, note }; }
namespace device { enum : std::uint16_t { public_key = 1, name, area, kind, issued_at, expires_at, box_key }; }
namespace role_grant { enum : std::uint16_t { profile = 1, role, area, ends_on }; }
namespace profile { enum : std::uint16_t { public_key = 1, person_name, short_name, person, device }; }

// Roles of profiles (design/people-and-security.md "Who"); values are on the wire.
enum class RoleKind : std::int64_t { volunteer = 1, station_lead = 2, county_admin = 3, hub = 4 };
// kinds of scope
enum class ScopeKind : std::int64_t { county_authority = 1, county = 2, township = 3, village = 4 };

}  // namespace huzhu::model
