// The whole matrix of rights: role × what is done × scope × entity type, every combination against rights_matrix.txt.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "core/people/draft_ops.h"
#include "tests/core/people/world.h"
#include "tests/source_dir.h"

namespace huzhu::people {
namespace {

using R = model::RoleKind;
using T = model::EntityType;
using test::World;

const std::map<std::string, std::int64_t> areas = {{"village", test::village}, {"other_village", test::other_village}, {"township", test::township}, {"county", test::county}};
const std::map<std::string, R> roles = {{"peer_helper", R::peer_helper}, {"volunteer", R::volunteer}, {"station_lead", R::station_lead},
                                        {"township_staff", R::township_staff}, {"county_admin", R::county_admin}, {"hub", R::hub}};

// rights_matrix.txt as a set of words joined by blanks: "record person volunteer C", "give station_lead volunteer village".
struct Expected {
  std::set<std::string> lines;
  Expected() {
    std::ifstream file(std::string(test::source_dir) + "/tests/core/people/rights_matrix.txt");
    BOOST_REQUIRE(file.good());
    for (std::string line; std::getline(file, line);) {
      std::istringstream in(line);
      std::string what, first, word;
      if (!(in >> what) || what[0] == '#') continue;
      in >> first;
      if (what == "name") add({what, first});
      else if (what == "authority") { in >> word; add({what, first, word}); }
      else if (what == "record") record(in, first);
      else if (what == "give") { in >> word; places(in, {what, first, word}); }
      else places(in, {what, first});
    }
  }
  void add(const std::vector<std::string>& words) {
    std::string line;
    for (const std::string& word : words) line += (line.empty() ? "" : " ") + word;
    lines.insert(line);
  }
  void places(std::istringstream& in, const std::vector<std::string>& before) {
    for (std::string place; in >> place;) {
      std::vector<std::string> words = before;
      words.push_back(place);
      add(words);
    }
  }
  void record(std::istringstream& in, const std::string& type) {
    std::string who, letters;
    in >> who >> letters;
    const std::vector<std::string> all = who == "HELPER" ? std::vector<std::string>{"peer_helper", "volunteer"}
                                         : who == "LEAD" ? std::vector<std::string>{"station_lead", "township_staff", "county_admin"} : std::vector{who};
    for (const std::string& role : all)
      for (const char letter : letters) add({"record", type, role, std::string(1, letter)});
  }
  bool says(const std::string& line) const { return lines.contains(line); }
};

Value value_for(const model::Field& field) {
  switch (field.type) {
    case model::FieldType::text: return Value::of("甲");
    case model::FieldType::bytes: return Value::of_bytes(Bytes(32, 7));
    case model::FieldType::reference: return Value::of(EntityId{777});
    default: return Value::of(std::int64_t{1});
  }
}

// A field that anybody who may edit at all may edit; `visitor`: one that a visitor learns.
const model::Field& field_of(T type, bool visitor) {
  const model::Entity& entity = *model::find(type);
  if (type == T::person) return *model::find(entity, visitor ? model::person::phone : model::person::name);
  for (const model::Field& field : entity.fields)
    if (field.merge != model::Merge::set && field.type != model::FieldType::area) return field;
  return entity.fields.front();
}

DraftOps write(T type, EntityId entity, bool visitor = false) {
  const model::Field& field = field_of(type, visitor);
  DraftOps ops;
  return ops.of(type, entity).set(field.id, value_for(field));
}

struct Matrix : World {
  struct Who { std::string name; test::Device* device; EntityId profile; const crypto::SigningKey* key; };
  World::Enrolled tablet = enrol(test::village, "陈桂香", 11), town = enrol(test::township, "马占山", 13), pc = enrol(test::county, "周育才", 12);
  crypto::SigningKey volunteer_key = crypto::SigningKey::generate(random), peer_key = crypto::SigningKey::generate(random);
  test::Device hub{clock, 21};
  std::vector<Who> everybody;
  std::map<std::string, ScopeId> scopes;
  std::uint64_t next_entity = 100'000;
  const Expected expected;
  std::size_t tried = 0;

  Matrix() {
    hub.key = hub_key;
    BOOST_REQUIRE(hub.replica->set_identity({hub_key, 5, county_root_of(root.key.public_key()), root.key.public_key(), hub_key.public_key()}).ok());
    auto lead = tablet.session();
    BOOST_REQUIRE(ensure_person(lead).ok());
    const auto volunteer = add_person(lead, {"魏长顺", "", volunteer_key.public_key(), R::volunteer});
    const auto peer = add_person(lead, {"李发财", "", peer_key.public_key(), R::peer_helper});
    BOOST_REQUIRE((volunteer.ok() && peer.ok()));
    for (const auto& [name, area] : areas) scopes[name] = place_of(root.replica->db(), area)->scope;
    scopes["authority"] = authority;
    everybody = {{"device", tablet.device.get(), {}, nullptr}, {"hub", &hub, {}, nullptr},
                 {"peer_helper", tablet.device.get(), peer->profile, &peer_key}, {"volunteer", tablet.device.get(), volunteer->profile, &volunteer_key},
                 {"station_lead", tablet.device.get(), tablet.person.profile, &tablet.actor}, {"township_staff", town.device.get(), town.person.profile, &town.actor},
                 {"county_admin", pc.device.get(), pc.person.profile, &pc.actor}};
    share();
  }
  void share() {
    const std::vector<ScopeId> all = {authority, scopes["village"], scopes["other_village"], scopes["township"], scopes["county"]};
    for (int round = 0; round < 2; ++round)
      for (test::Device* one : {tablet.device.get(), town.device.get(), pc.device.get(), &hub}) {
        test::carry(*one, root, all);
        test::carry(root, *one, all);
      }
  }
  EntityId fresh() { return EntityId{++next_entity}; }
  // True when it took effect.
  bool does(const Who& who, ScopeId scope, DraftOps ops, bool sign = true) {
    ++tried;
    return who.device->replica->commit(scope, ops.take(), {who.profile, sign ? who.key : nullptr}).ok();
  }
  const Who& who(const std::string& name) {
    return *std::find_if(everybody.begin(), everybody.end(), [&](const Who& one) { return one.name == name; });
  }
  // A record that another device began: the hub's own by the hub, else the admin's or, for the admin, the township's.
  std::map<std::pair<std::string, T>, EntityId> foreign(const std::string& by) {
    std::map<std::pair<std::string, T>, EntityId> made;
    for (const auto& [place, scope] : scopes)
      for (const model::Entity& entity : model::entities()) {
        const EntityId id = fresh();
        const bool hubs = entity.type == T::cut || entity.type == T::right || entity.type == T::settlement;
        if (who(hubs ? "hub" : by).device->replica->commit(scope, write(entity.type, id).take(), {hubs ? EntityId{} : who(by).profile, hubs ? nullptr : who(by).key}).ok()) made[{place, entity.type}] = id;
      }
    return made;
  }
};

BOOST_AUTO_TEST_SUITE(rights_matrix)

BOOST_FIXTURE_TEST_CASE(every_role_does_to_every_record_what_the_matrix_says, Matrix) {
  auto of_admin = foreign("county_admin"), of_town = foreign("township_staff");
  share();
  for (const Who& one : everybody)
    for (const auto& held : scopes)
      for (const model::Entity& entity : model::entities()) {
        const std::string& place = held.first;
        const ScopeId scope = held.second;
        if (place == "authority" && entity.home == model::Home::authority) continue;  // the cases below
        const std::string type(entity.name);
        const bool within = expected.says("reach " + one.name + " " + place);
        const auto may = [&](const char* letter) {
          if (place == "authority") return letter[0] == 'C' && expected.says("authority " + type + " " + one.name);
          return within && expected.says("record " + type + " " + one.name + " " + letter);
        };
        const auto check = [&](bool done, const char* letter) { BOOST_TEST(done == may(letter), one.name << " " << letter << " " << type << " in " << place); };
        DraftOps erase_own, erase_other;
        const EntityId own = fresh();
        const bool began = does(one, scope, write(entity.type, own));
        check(began, "C");
        if (entity.signed_by_actor) BOOST_TEST(!does(one, scope, write(entity.type, fresh()), false), one.name << " unsigned " << type);
        if (began) {
          check(does(one, scope, write(entity.type, own)), "e");
          check(does(one, scope, erase_own.of(entity.type, own).erase()), "x");
        }
        auto& others = one.name == "county_admin" ? of_town : of_admin;
        const auto other = others.find({place, entity.type});
        if (other == others.end()) continue;
        check(does(one, scope, write(entity.type, other->second)), "E");
        if (entity.type == T::person) check(does(one, scope, write(entity.type, other->second, true)), "v");
        if (one.name == "hub") continue;
        check(does(one, scope, erase_other.of(entity.type, other->second).erase()), "X");
      }
  BOOST_TEST_MESSAGE("rights matrix: " << tried << " acts tried");
  BOOST_TEST(tried > 1'500u);
}

DraftOps grant_ops(EntityId grant, EntityId profile, R role, std::int64_t area) {
  DraftOps ops;
  ops.of(T::role_grant, grant)
      .set(model::role_grant::profile, Value::of(profile))
      .set(model::role_grant::role, Value::of(static_cast<std::int64_t>(role)))
      .set(model::role_grant::area, Value::of(area));
  return ops;
}

BOOST_FIXTURE_TEST_CASE(every_role_gives_ends_and_resets_what_the_matrix_says, Matrix) {
  auto places = areas;
  places["outside"] = 620112101201;
  auto granted_roles = roles;
  granted_roles["unknown"] = static_cast<R>(99);
  for (const auto& [role_name, role] : granted_roles)
    for (const auto& [place, area] : places) {
      // Somebody who holds it already, by the root's word: what may others do to that?
      const crypto::SigningKey key = crypto::SigningKey::generate(random);
      const EntityId profile{key.author().value}, grant = fresh();
      DraftOps ops = grant_ops(grant, profile, role, area);
      ops.of(T::profile, profile).set(model::profile::public_key, Value::of_bytes(key.public_key()));
      BOOST_REQUIRE(root.replica->commit(authority, ops.take(), {}).ok());
      for (test::Device* one : {tablet.device.get(), town.device.get(), pc.device.get(), &hub}) test::carry(root, *one, {authority});
      for (const Who& one : everybody) {
        const bool may = expected.says("give " + one.name + " " + role_name + " " + place);
        const std::string what = one.name + " → " + role_name + " in " + place;
        DraftOps by_grant, by_key, reset, ends;
        BOOST_TEST(does(one, authority, grant_ops(fresh(), EntityId{5555}, role, area)) == may, what);
        if (one.key) BOOST_TEST(!does(one, authority, grant_ops(fresh(), EntityId{5555}, role, area), false), what << ", unsigned");
        by_grant.of(T::revocation, fresh()).set(model::revocation::kind, Value::of(std::int64_t{3})).set(model::revocation::target, Value::of(grant));
        by_key.of(T::revocation, fresh()).set(model::revocation::kind, Value::of(std::int64_t{2})).set(model::revocation::target, Value::of(profile));
        reset.of(T::pin_reset, fresh()).set(model::pin_reset::before, Value::of(profile)).set(model::pin_reset::after, Value::of(EntityId{5556}));
        BOOST_TEST(does(one, authority, reset) == may, what << ", reset");
        BOOST_TEST(does(one, authority, ends.of(T::role_grant, grant).set(model::role_grant::ends_on, Value::of(std::int64_t{30'000}))) == may, what << ", last day");
        BOOST_TEST(does(one, authority, by_grant) == may, what << ", end");
        // Once the role is ended here nothing of it is left to have a say over.
        if (!may) BOOST_TEST(!does(one, authority, by_key), what << ", key");
      }
    }
  BOOST_TEST_MESSAGE("rights matrix: " << tried << " acts tried");
}

BOOST_FIXTURE_TEST_CASE(every_role_certifies_names_and_redacts_what_the_matrix_says, Matrix) {
  for (const auto& known : areas) {
    const std::string& place = known.first;
    const std::int64_t area = known.second;
    for (const Who& one : everybody) {
      const bool may = expected.says("device " + one.name + " " + place);
      const crypto::SigningKey key = crypto::SigningKey::generate(random);
      const auto certificate = [&] {
        DraftOps ops;
        return ops.of(T::device, certificate_of(key.author())).set(model::device::public_key, Value::of_bytes(key.public_key())).set(model::device::area, Value::of(area));
      };
      BOOST_TEST(does(one, authority, certificate()) == may, one.name << " certifies in " << place);
      DraftOps as_hub, end, redact;
      as_hub = certificate();
      as_hub.of(T::device, certificate_of(key.author())).set(model::device::kind, Value::of(std::int64_t{4}));
      BOOST_TEST(!does(one, authority, as_hub), one.name << " certifies a hub");
      // A device of the root's.
      const crypto::SigningKey other = crypto::SigningKey::generate(random);
      BOOST_REQUIRE(enrol_device(*root.replica, {other.public_key(), "某台", DeviceKind::tablet, area}, clock, random).ok());
      const crypto::SigningKey key_of_root = crypto::SigningKey::generate(random);
      BOOST_REQUIRE(enrol_device(*root.replica, {key_of_root.public_key(), "另一台", DeviceKind::tablet, area, clock.ms + 1000}, clock, random).ok());
      test::carry(root, *one.device, {authority});
      end.of(T::revocation, fresh()).set(model::revocation::kind, Value::of(std::int64_t{1})).set(model::revocation::target, Value::of(certificate_of(other.author())));
      BOOST_TEST(does(one, authority, end) == may, one.name << " revokes a device in " << place);
      DraftOps goes_on;
      goes_on.of(T::renewal, fresh()).set(model::renewal::device, Value::of(certificate_of(key_of_root.author())));
      BOOST_TEST(does(one, authority, goes_on) == may, one.name << " lets a device in " << place << " go on");
      redact.of(T::redaction, fresh()).set(model::redaction::scope, Value::of(static_cast<std::int64_t>(scopes[place].value)));
      BOOST_TEST(does(one, authority, redact) == may, one.name << " redacts in " << place);
    }
  }
  for (const Who& one : everybody) {
    const crypto::SigningKey key = crypto::SigningKey::generate(random);
    DraftOps name, scope;
    name.of(T::profile, EntityId{key.author().value}).set(model::profile::public_key, Value::of_bytes(key.public_key()));
    BOOST_TEST(does(one, authority, name) == expected.says("name " + one.name), one.name << " names a person");
    BOOST_TEST(!does(one, authority, scope.of(T::scope, fresh()).set(model::scope::area, Value::of(test::village))), one.name << " founds a place");
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::people
