// Enrolment: founding a county, certifying devices, naming the people who may act, and what an empty tablet is given.
//
// The root key writes the authority scope; a lead writes there only the volunteers of the own village, with a signature
// of the person. Every replica checks both (authority.h). In --demo the hub's process holds the root key and says so;
// elsewhere it is on the first county device and the recovery sheet (design/people-and-security.md "Devices and keys").
#pragma once

#include <string>
#include <vector>

#include "core/people/saved.h"
#include "core/people/session.h"

namespace huzhu::people {

struct AreaName {
  std::int64_t area = 0;   // 6, 9 or 12 digits
  std::string name;
};

struct Founding {
  PublicKey root_key{}, hub_key{};
  Hash county_root{};
  ScopeId authority;       // the county's authority scope
};

// Creates the county in an empty replica whose identity holds the root key: scopes of the county, each township and
// village in `areas` (one county among them), the hub's certificate. Everything is written by the root's log.
Result<Founding> found_county(store::Replica& replica, const std::vector<AreaName>& areas, const PublicKey& hub_key, Random& random,
                              Clock& clock);

// BLAKE2b-256("huzhu/county/1" ‖ root key): what every first `prev` and grant is bound to.
Hash county_root_of(const PublicKey& root_key);

enum class DeviceKind : std::int64_t { tablet = 1, computer = 2, phone = 3, hub = 4 };

// What a new device asks for. The person's key and entity are drawn on the device.
struct EnrolRequest {
  std::string code;                    // as typed
  PublicKey device_key{}, actor_key{};
  std::string device_name;             // 红古村站 1 号平板; may be empty: then the hub names it
  DeviceKind device_kind = DeviceKind::tablet;
  std::string person_name, short_name; // 陈桂香, 桂香
  EntityId person;                     // entity the device will write for this person in its work scope
};
Bytes encode(const EnrolRequest& request);
Result<EnrolRequest> decode_enrol_request(ByteView bytes);

// A code stands for an area and a role there.
struct CodeMeaning {
  std::int64_t area = 0;
  model::RoleKind role = model::RoleKind::station_lead;
};
CodeMeaning meaning_for_area(std::int64_t area);  // village → station_lead, county → county_admin

struct Enrolled {
  EntityId device, profile;
  std::vector<Saved> acts;
};
// Written by root (replica's identity is the root): device certificate, profile and role of its first person.
Result<Enrolled> enrol_device(store::Replica& replica, const EnrolRequest& request, const CodeMeaning& meaning, Clock& clock,
                              Random& random);

struct GrantedScope {
  ScopeId scope;
  std::int64_t area = 0;
  model::ScopeKind kind = model::ScopeKind::village;
  std::string name;
};

// All that an empty tablet needs to begin: then it can pull, verify, and write.
struct EnrolmentGrant {
  PublicKey root_key{}, hub_key{};
  Hash county_root{};
  EntityId device, profile;
  model::RoleKind role = model::RoleKind::station_lead;
  std::int64_t area = 0;
  std::vector<GrantedScope> scopes;    // authority first, then the work scopes this device may hold
  std::vector<Bytes> frames;           // the authority scope's frames up to and with its own certificate
  std::int64_t hub_now_ms = 0;         // for the first estimate of the clock's offset
};
Bytes encode(const EnrolmentGrant& grant);
Result<EnrolmentGrant> decode_enrolment_grant(ByteView bytes);

// Hub side: the grant for a device enrolled above.
Result<EnrolmentGrant> grant_for(store::Replica& replica, const Enrolled& enrolled, const CodeMeaning& meaning, const PublicKey& hub_key,
                                 Clock& clock);
// Tablet side: checks that the grant hangs together and belongs to this device, then sets the identity and takes in
// the frames.
Status accept_grant(store::Replica& replica, const EnrolmentGrant& grant, const crypto::SigningKey& device, Random& random);

// The session's own person as an entity of the work scope (helper of hours, visitor of visits); written once, at the
// first unlock after enrolment. Answers the entity.
Result<EntityId> ensure_person(Session& session);

// A lead adds a volunteer on the same tablet: profile and role in the authority scope, signed by the lead, and the
// person in the work scope. The caller puts the new key into the keyring.
struct NewPerson {
  std::string name, short_name;
  PublicKey actor_key{};
  model::RoleKind role = model::RoleKind::volunteer;
};
struct AddedPerson { EntityId profile, person; Saved saved; };
Result<AddedPerson> add_person(Session& session, const NewPerson& person);

// Short name for a lock-screen tile when nobody gave one: the given name, 桂香 of 陈桂香.
std::string short_name_of(std::string_view name);

}  // namespace huzhu::people
