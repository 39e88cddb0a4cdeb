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
  revocation = 9,   // REVOKE: a device, a person's key or a role ends; authority scope
  redaction = 10,   // REDACT: values that every holder erases; authority scope
  cut = 11,         // CUT: the hub's word where a revoked or forked log ends, in the scope of that log
  admission = 12,   // ADMIT: what a lead took over from beyond a cut
  pin_reset = 13,   // a lead gave a person a new key; authority scope
  consent = 14,     // what a person agreed to, how, before whom; or took back
  access = 15,      // who looked at whose sensitive fields, when, why
  claim = 16,       // somebody takes a slot (a duty, an order); several claims are listed, a lead resolves
  move = 17,        // MOVE_OPEN: a record goes on in this scope; its values follow as ordinary writes
  account = 18,     // of the time bank: member, pool, fund, issued, reserve …
  posting = 19,     // a double entry in whole minutes; both legs in one record, so they sum to zero
  right = 20,       // GRANT, RETURN, MOVE, CLOSE of the right to spend offline
  settlement = 21,  // SETTLE, WITHDRAW of a pending posting
  renewal = 22,     // a certificate with an end goes on; authority scope
};

enum class FieldType : std::uint8_t {
  text, integer, boolean, choice,
  date,        // integer: days since 1970-01-01, proleptic Gregorian
  time,        // integer: milliseconds since 1970-01-01T00:00Z
  minutes,
  area,        // integer: 12-digit area code
  reference,   // EntityId
  bytes,
  blob,        // bytes: names a picture or a sound that travels beside the log (core/log/blob.h)
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

// Which scope a record lies in. In authority scopes an act of a person needs that person's own signature.
enum class Home : std::uint8_t { work, authority, either };

enum class Life : std::uint8_t {
  lasting,  // changes as long as it lives
  event,    // something that happened: corrected by a later write, the first stays readable
  once,     // said once: whatever its own act did not write is void
};

struct Entity {
  EntityType type;
  std::string_view name;     // table name
  std::string_view label_zh;
  std::span<const Field> fields;
  Home home;
  Life life;
  bool signed_by_actor = false;  // beside what lies in authority scopes: the act needs the person's own signature
};

std::span<const Entity> entities();
const Entity* find(EntityType type);
const Entity* find(std::string_view name);
const Field* find(const Entity& entity, std::uint16_t field_id);
const Field* find(const Entity& entity, std::string_view field_name);
const Choice* find_choice(const Field& field, std::int64_t value);

// Rises by one when the code that merges or judges changes its mind, so that tables are made anew from the log; fields and
// kinds that are added need no new number. Neither emits operations.
inline constexpr int version = 4;

// Field ids by name for code that reads or writes particular fields.
// scope::work_scope holds the ScopeId's bits as an integer value.
namespace scope { enum : std::uint16_t { area = 1, name, kind, work_scope, valid_from, valid_to }; }
namespace station { enum : std::uint16_t { name = 1, area, kind, opened_on, phone }; }
namespace person {
enum : std::uint16_t {
  name = 1, sex, birth_date, resident_id, phone, area, group_name, address, living, tags, care_level, allergy, medicine, hearing,
  spare_key, stove, contact_name, contact_relation, contact_phone, consent_kind, consent_on, roles, note, household, ended_kind, ended_on, registered_on,
  visit_every_days, same_as, home_scope, photo, not_same_as
};
}
namespace visit {
enum : std::uint16_t { elder = 1, visitor, mode, happened_at, basics, safety, family, mood, outcome, matters, follow_up, follow_up_by, note, voice };
}
namespace time_entry { enum : std::uint16_t { helper = 1, elder, service, minutes, happened_on, proof, note }; }
namespace device { enum : std::uint16_t { public_key = 1, name, area, kind, issued_at, expires_at, box_key }; }
namespace role_grant { enum : std::uint16_t { profile = 1, role, area, ends_on }; }
namespace profile { enum : std::uint16_t { public_key = 1, person_name, short_name, person, device }; }
// A log is named by the bits of its author, its epoch and its scope's bits, all as integers.
namespace revocation { enum : std::uint16_t { kind = 1, target, reason, note }; }
namespace redaction { enum : std::uint16_t { scope = 1, dots, reason }; }
namespace cut { enum : std::uint16_t { author = 1, epoch, seq, chain, actor, revocation, reason }; }
namespace admission { enum : std::uint16_t { author = 1, epoch, seq_from, seq_to, chain, reason }; }
namespace renewal { enum : std::uint16_t { device = 1, until }; }
namespace pin_reset { enum : std::uint16_t { before = 1, after }; }
namespace consent { enum : std::uint16_t { person = 1, what, kind, given_by, witness, happened_on, withdraws, mark }; }
namespace access { enum : std::uint16_t { person = 1, privacy, reason, note, happened_at }; }
namespace claim { enum : std::uint16_t { slot = 1, helper, on }; }
namespace move { enum : std::uint16_t { person = 1, from_scope }; }
namespace account { enum : std::uint16_t { kind = 1, person, alias, floor_minutes }; }
namespace posting {
enum : std::uint16_t { kind = 1, from, to, minutes, about, service, proof, happened_on, pending, uses, reverses, other_scope, other_posting };
}
namespace right { enum : std::uint16_t { kind = 1, grant, account, device, to_device, minutes, lease_until, through }; }
namespace settlement { enum : std::uint16_t { kind = 1, intent }; }

// Roles of profiles (design/people-and-security.md "Who"); values are on the wire.
enum class RoleKind : std::int64_t { volunteer = 1, station_lead = 2, county_admin = 3, hub = 4, township_staff = 5, peer_helper = 6 };
enum class RevocationKind : std::int64_t { device = 1, profile = 2, role_grant = 3 };
enum class CutReason : std::int64_t { revoked = 1, forked = 2 };
enum class AccountKind : std::int64_t { member = 1, station_pool, grant_fund, issued, reserve, suspense, receivable, settlement };
enum class PostingKind : std::int64_t { earn = 1, spend, gift, donate, start_up, expire, inherit, reverse, across };
enum class RightKind : std::int64_t { grant = 1, give_back, move, close };
enum class SettlementKind : std::int64_t { settle = 1, withdraw = 2 };
// kinds of scope
enum class ScopeKind : std::int64_t { county_authority = 1, county = 2, township = 3, village = 4 };

}  // namespace huzhu::model
