// Enrolment: founding a county, certifying devices, naming the people who may act, and what an empty tablet is given.
//
// The root key writes the authority scope; people write there whom they may take in, each act with the person's signature
// (newcomer.h). Every replica checks both (authority.h). In --demo the hub's process holds the root key and says so; elsewhere
// it certifies the first county device and is on paper from then on (design/people-and-security.md "Devices and keys").
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
  Hash county_root{};
  ScopeId authority;       // the county's authority scope
};

// Creates the county in an empty replica and gives it the root's identity: scopes of the county, each township and
// village in `areas` (exactly one county among them). Everything is written by the root's log. Such a replica counts as
// a device of the county. Errors: unknown_area (no or two counties, or a code outside it), bad_text.
Result<Founding> found_county(store::Replica& replica, const crypto::SigningKey& root, const PublicKey& hub_key,
                              const std::vector<AreaName>& areas, Clock& clock, Random& random);

// BLAKE2b-256("huzhu/county/1" ‖ root key): what every first `prev` and grant is bound to.
Hash county_root_of(const PublicKey& root_key);

enum class DeviceKind : std::int64_t { tablet = 1, computer = 2, phone = 3, hub = 4 };

// A code stands for an area, and the first person on a device enrolled with it has this role there.
struct CodeMeaning {
  std::int64_t area = 0;
  model::RoleKind role = model::RoleKind::station_lead;
};
CodeMeaning meaning_for_area(std::int64_t area);  // village → station_lead, township → township_staff, county → county_admin

// Writes the certificate of a device; the replica is the root's. Enrolling a key again answers its certificate.
struct NewDevice {
  PublicKey key{};
  std::string name;                    // 红古村站 1 号平板; empty: the place and a number
  DeviceKind kind = DeviceKind::tablet;
  std::int64_t area = 0;
  std::optional<std::int64_t> ends_at_ms{};   // none: its certificate has no end
};
Result<Saved> enrol_device(store::Replica& replica, const NewDevice& device, Clock& clock, Random& random);

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
  EntityId device;                     // its certificate
  std::int64_t area = 0;               // of the certificate
  std::vector<GrantedScope> scopes;    // authority first, then the work scopes this device may hold
  std::vector<Bytes> frames;           // the authority scope's frames up to and with its own certificate
  std::int64_t hub_now_ms = 0;         // the giver's, for a device whose own clock cannot be right
};
Bytes encode(const EnrolmentGrant& grant);
Result<EnrolmentGrant> decode_enrolment_grant(ByteView bytes);

// Hub side: the grant for a device that was enrolled above. `bytes_max` bounds the frames; when the authority scope is
// larger, they are left out and the tablet pulls them before its first person is named.
Result<EnrolmentGrant> grant_for(store::Replica& replica, const PublicKey& device_key, Clock& clock, std::size_t bytes_max = 500 * 1024);

// Tablet side: checks that the grant hangs together and belongs to this device, then sets the identity and takes in
// the frames. A device whose clock cannot be right begins with the time of the grant. Errors: bad_signature (county root,
// foreign device), and those of Replica::receive.
Status accept_grant(store::Replica& replica, const EnrolmentGrant& grant, const crypto::SigningKey& device, Random& random);

struct NewPerson {
  std::string name, short_name;        // 陈桂香, 桂香; an empty short name is made from the name
  PublicKey actor_key{};
  model::RoleKind role = model::RoleKind::volunteer;  // of add_person; the first person's comes with the code
};
struct AddedPerson {
  EntityId profile, person;
  model::RoleKind role = model::RoleKind::volunteer;
  Saved saved;
};

// The first person on a device just enrolled: the certificate lets the device itself name one profile, with the role
// its code stood for (authority.h). unknown_device when the certificate is not here yet; not_allowed a second time.
Result<AddedPerson> first_profile(store::Replica& replica, const NewPerson& person, Clock& clock, Random& random);

// The session's own person as an entity of the work scope (helper of hours, visitor of visits); written once, at the
// first unlock after enrolment. Answers the entity.
Result<EntityId> ensure_person(Session& session);

// A lead adds a volunteer on the same tablet: profile and role in the authority scope, signed by the lead, and the
// person in the work scope. The caller puts the new key into the keyring.
Result<AddedPerson> add_person(Session& session, const NewPerson& person);

// Short name for a lock-screen tile when nobody gave one: the given name, 桂香 of 陈桂香.
std::string short_name_of(std::string_view name);

}  // namespace huzhu::people
