// The frozen histories under vectors/: a stranger's replica that takes these frames, in whatever order, must come to these
// states and digests (docs/merge.md). A difference means that merging changed, which after the freeze it may not.
//
// To add one: HUZHU_UPDATE_VECTORS=1 writes the files anew from the histories below.
#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "core/store/redactions.h"
#include "tests/core/store/county.h"
#include "tests/source_dir.h"

namespace huzhu::test {
namespace {

using T = model::EntityType;
using namespace model;

std::string file_of(const std::string& name) { return std::string(huzhu::test::source_dir) + "/tests/core/merge/vectors/" + name + ".txt"; }
std::string hex(std::uint64_t n) { return to_string(EntityId{n}); }

// What a replica holds of its scopes, as lines.
std::string states_of(store::Replica& replica, const std::vector<ScopeId>& scopes) {
  std::ostringstream out;
  for (const ScopeId scope : scopes) {
    out << "log_digest " << to_string(scope) << " = " << to_hex(replica.log_digest(scope)) << "\n";
    out << "table_digest " << to_string(scope) << " = " << to_hex(replica.table_digest(scope)) << "\n";
  }
  auto& read = replica.db().cached("SELECT scope, type, id, state FROM entity ORDER BY scope, type, id");
  while (good(read.step()))
    out << "state " << hex(static_cast<std::uint64_t>(read.integer(0))) << " " << read.integer(1) << " " << hex(static_cast<std::uint64_t>(read.integer(2))) << " = "
        << to_hex(read.blob(3)) << "\n";
  auto& voids = replica.db().cached("SELECT scope, author, epoch, seq, reason FROM void_op ORDER BY 1, 2, 3, 4");
  while (good(voids.step()))
    out << "void " << hex(static_cast<std::uint64_t>(voids.integer(0))) << " " << hex(static_cast<std::uint64_t>(voids.integer(1))) << " " << voids.integer(2) << " "
        << voids.integer(3) << " = " << voids.integer(4) << "\n";
  return out.str();
}

std::string written(TestCounty& county, Device& last, const std::string& title) {
  std::ostringstream out;
  const store::DeviceIdentity& identity = *last.replica->identity();
  out << "# " << title << "\n# frame: one frame as it travels. state: scope, type, id = bytes of docs/merge.md. void: scope, author, epoch, seq = reason\n";
  out << "county_root = " << to_hex(identity.county_root) << "\nroot_key = " << to_hex(identity.root_key) << "\nhub_key = " << to_hex(identity.hub_key) << "\n";
  for (const ScopeId scope : {county.authority, county.village})
    for (const store::Head& head : last.replica->heads(scope)) {
      std::vector<log::SealedSegment> run;
      for (const auto& segment : last.replica->segments(scope, head.author, head.epoch, 1, 1u << 30)) run.push_back(segment.sealed);
      for (const Bytes& bytes : log::encode_frames(run)) out << "frame = " << to_hex(bytes) << "\n";
    }
  out << states_of(*last.replica, {county.authority, county.village});
  return out.str();
}

struct Story {
  TestCounty county;
  std::unique_ptr<Device> a = county.device("a"), b = county.device("b"), v = county.device("v", RoleKind::volunteer),
                          admin = county.device("admin", RoleKind::county_admin, county_area);
  Story() { county.open(county.hub(), ":memory:"); share(); }
  std::vector<Device*> all() { return {a.get(), b.get(), v.get(), admin.get(), &county.hub()}; }
  void share() {
    for (int round = 0; round < 2; ++round)
      for (Device* to : all()) {
        TestCounty::carry(county.root(), *to, county.authority);
        for (Device* from : all())
          if (from != to)
            for (const ScopeId scope : {county.authority, county.village}) TestCounty::carry(*from, *to, scope);
      }
  }
  void act(Device& by, std::vector<log::Operation> ops) { good(by.replica->commit(county.village, std::move(ops), by.actor())); }
  void signed_act(Device& by, ScopeId scope, std::vector<log::Operation> ops) { good(by.replica->commit(scope, std::move(ops), {by.profile, &by.actor_key})); }
  // As another program might write it: what this one would refuse to write is void, or it is nothing.
  void forge(Device& by, ScopeId scope, std::vector<log::Operation> ops, bool is_signed = false) {
    log::Segment segment;
    segment.scope = scope;
    segment.author = by.author();
    segment.epoch = by.replica->identity()->epoch;
    segment.seq_first = 1;
    Hash prev = county.first_prev(by, segment.epoch, scope);
    for (const store::Head& own : by.replica->heads(scope)) {
      if (own.author != by.author()) continue;
      segment.seq_first = own.seq + 1;
      prev = own.chain;
    }
    segment.hlc = static_cast<std::uint64_t>(by.clock.ms) << 16;
    segment.actor = by.profile;
    std::vector<ScopeId> scopes{county.authority};
    if (scope != county.authority) scopes.push_back(scope);
    for (const ScopeId one : scopes)
      for (const log::Dependency& seen : seen_by(by, one))
        if (seen.author != by.author() || seen.scope != scope) segment.deps.push_back(seen);
    std::sort(segment.deps.begin(), segment.deps.end());
    by.random.fill(segment.salt);
    segment.operations = std::move(ops);
    const store::Received received = good(by.replica->receive({{{good(log::seal(segment, prev, by.key, is_signed ? &by.actor_key : nullptr))}}}));
    BOOST_REQUIRE(received.quarantined == 0u);
  }
  Value choice(std::int64_t n) { return Value::of(n); }
  std::uint64_t head(Device& of) {
    for (const store::Head& one : of.replica->heads(county.village))
      if (one.author == of.author()) return one.seq;
    return 0;
  }
};

// Registers apart and together, safety, sets, erasure and its answer, listed dots, corrections, aliases, a claim twice.
std::string everyday() {
  Story s;
  const EntityId p{0x11}, q{0x12}, visit{0x21}, slot{0x31};
  s.act(*s.a, {set_person(p, person::name, Value::of("马玉莲")), set_person(p, person::phone, Value::of("13909310001")), tag(log::OpKind::add, p, 1),
               set_person(p, person::allergy, Value::of("青霉素"))});
  s.act(*s.b, {set_person(q, person::name, Value::of("马玉连"))});
  s.share();
  s.act(*s.a, {set_person(p, person::phone, Value::of("13909315621")), tag(log::OpKind::remove, p, 1), set_person(p, person::allergy, Value::of("头孢"))});
  s.act(*s.b, {set_person(p, person::phone, Value::of("13909317708")), tag(log::OpKind::add, p, 1), set_person(p, person::allergy, Value::of("磺胺"))});
  s.act(*s.v, {set(T::visit, visit, visit::elder, Value::of(p)), set(T::visit, visit, visit::outcome, s.choice(1))});
  s.act(*s.a, {operation(log::OpKind::add, T::person, p, person::same_as, Value::of(q))});
  s.share();
  log::Operation chosen = set_person(p, person::phone, Value::of("13909315621"));
  chosen.lists_dots = true;
  chosen.supersedes = {s.a->replica->field_heads(p, person::phone).back().dot};
  s.act(*s.a, {chosen});
  s.act(*s.a, {set(T::visit, visit, visit::outcome, s.choice(2))});
  s.act(*s.b, {set(T::visit, visit, visit::outcome, s.choice(3))});
  s.act(*s.a, {erase_person(q)});
  s.act(*s.b, {set_person(q, person::name, Value::of("马玉莲"))});
  for (Device* by : {s.a.get(), s.b.get()}) {
    const EntityId claim{0x40 + by->author().value % 7};
    s.act(*by, {set(T::claim, claim, claim::slot, Value::of(slot)), set(T::claim, claim, claim::helper, Value::of(p))});
  }
  s.share();
  return written(s.county, *s.b, "registers, safety fields, sets, erasure, corrections, aliases, claims");
}

// A lost tablet: revoked, cut, admitted; a consent, a withdrawal, an access record; values erased.
std::string standing() {
  Story s;
  const EntityId p{0x11}, q{0x12}, gone{0x91}, record{0x92};
  s.act(*s.a, {set_person(p, person::name, Value::of("马玉莲")), set_person(p, person::phone, Value::of("13909310001"))});
  s.share();
  const std::uint64_t received = s.head(*s.a);
  s.act(*s.a, {set_person(q, person::name, Value::of("李秀英"))});
  TestCounty::carry(*s.a, *s.b, s.county.village);
  s.act(*s.b, {set_person(q, person::phone, Value::of("13909310002"))});
  s.signed_act(*s.admin, s.county.authority,
               {set(T::revocation, gone, revocation::kind, s.choice(1)), set(T::revocation, gone, revocation::target, Value::of(people::certificate_of(s.a->author()))),
                set(T::revocation, gone, revocation::reason, s.choice(1))});
  TestCounty::carry(*s.admin, s.county.hub(), s.county.authority);
  const auto number = [](std::uint64_t n) { return Value::of(static_cast<std::int64_t>(n)); };
  good(s.county.hub().replica->commit(s.county.village,
                                      {set(T::cut, record, cut::author, number(s.a->author().value)), set(T::cut, record, cut::epoch, number(s.a->replica->identity()->epoch)),
                                       set(T::cut, record, cut::seq, number(received)), set(T::cut, record, cut::reason, s.choice(1)),
                                       set(T::cut, record, cut::revocation, Value::of(gone))},
                                      {}));
  s.share();
  s.act(*s.b, {set_person(q, person::name, Value::of("李秀英"))});
  s.signed_act(*s.b, s.county.village,
               {set(T::admission, EntityId{0x93}, admission::author, number(s.a->author().value)), set(T::admission, EntityId{0x93}, admission::reason, s.choice(1))});
  s.signed_act(*s.b, s.county.village, {set(T::consent, EntityId{0x94}, consent::person, Value::of(p)), set(T::consent, EntityId{0x94}, consent::kind, s.choice(1))});
  s.signed_act(*s.b, s.county.village, {set(T::consent, EntityId{0x95}, consent::withdraws, Value::of(EntityId{0x94})), set(T::consent, EntityId{0x95}, consent::kind, s.choice(5))});
  s.act(*s.v, {set(T::access, EntityId{0x96}, access::person, Value::of(p)), set(T::access, EntityId{0x96}, access::privacy, s.choice(4))});
  s.signed_act(*s.admin, s.county.authority,
               {set(T::redaction, EntityId{0x97}, redaction::scope, number(s.county.village.value)),
                set(T::redaction, EntityId{0x97}, redaction::dots, Value::of_bytes(store::pack_dots({{s.a->author(), s.a->replica->identity()->epoch, 2}}))),
                set(T::redaction, EntityId{0x97}, redaction::reason, s.choice(1))});
  s.signed_act(*s.admin, s.county.authority,
               {set(T::pin_reset, EntityId{0x98}, pin_reset::before, Value::of(s.v->profile)), set(T::pin_reset, EntityId{0x98}, pin_reset::after, Value::of(s.b->profile))});
  s.share();
  return written(s.county, *s.b, "revocation, cut, held, admission, consent, access, redaction, PIN reset");
}

// Accounts, postings of both kinds, rights and settlements of the hub, a move into the scope.
std::string ledger() {
  Story s;
  const EntityId member{0x51}, issued{0x52}, earned{0x61}, intent{0x62}, grant{0x71};
  s.act(*s.a, {set(T::account, member, account::kind, s.choice(1)), set(T::account, issued, account::kind, s.choice(4)), set(T::account, member, account::alias, Value::of("红-001"))});
  s.share();
  s.act(*s.v, {set(T::posting, earned, posting::kind, s.choice(1)), set(T::posting, earned, posting::from, Value::of(issued)), set(T::posting, earned, posting::to, Value::of(member)),
               set(T::posting, earned, posting::minutes, s.choice(90)), set(T::posting, earned, posting::proof, s.choice(1))});
  s.act(*s.a, {set(T::posting, intent, posting::kind, s.choice(2)), set(T::posting, intent, posting::from, Value::of(member)), set(T::posting, intent, posting::to, Value::of(issued)),
               set(T::posting, intent, posting::minutes, s.choice(30)), set(T::posting, intent, posting::pending, s.choice(1)), set(T::posting, intent, posting::uses, Value::of_bytes(Bytes{1, 2}))});
  s.share();
  Device& hub = s.county.hub();
  good(hub.replica->commit(s.county.village, {set(T::right, grant, right::kind, s.choice(1)), set(T::right, grant, right::account, Value::of(member)), set(T::right, grant, right::minutes, s.choice(60))}, {}));
  good(hub.replica->commit(s.county.village, {set(T::settlement, EntityId{0x72}, settlement::kind, s.choice(1)), set(T::settlement, EntityId{0x72}, settlement::intent, Value::of(intent))}, {}));
  s.act(*s.a, {set(T::move, EntityId{0x81}, move::person, Value::of(EntityId{0x11})), set(T::move, EntityId{0x81}, move::from_scope, s.choice(77)),
               set_person(EntityId{0x11}, person::name, Value::of("马玉莲"))});
  s.share();
  return written(s.county, *s.b, "accounts, postings, rights, settlement, move");
}

// Who may do what, seen by who judges; and what is none of the model, however good its writer.
std::string rights() {
  Story s;
  const EntityId p{0x11}, q{0x12}, own{0x13}, station{0x14}, visit{0x21}, other{0x22}, grant{0x91}, ended{0x92};
  s.act(*s.a, {set_person(p, person::name, Value::of("马玉莲")), set_person(p, person::phone, Value::of("13909310001"))});
  s.act(*s.a, {set(T::visit, visit, visit::elder, Value::of(p)), set(T::visit, visit, visit::outcome, s.choice(1))});
  s.share();
  // A visitor: what is learnt at the door, a new record, the own one; not the name, not another's visit, no station.
  s.forge(*s.v, s.county.village, {set_person(p, person::phone, Value::of("13909310009")), set_person(p, person::name, Value::of("马玉兰"))});
  s.act(*s.v, {set_person(own, person::name, Value::of("李秀英")), set_person(own, person::area, s.choice(village_area))});
  s.forge(*s.v, s.county.village, {set_person(own, person::name, Value::of("李秀莲")), erase_person(p)});
  s.forge(*s.v, s.county.village, {set(T::visit, visit, visit::outcome, s.choice(3)), set(T::station, station, station::name, Value::of("红古村站"))});
  s.act(*s.v, {set(T::visit, other, visit::elder, Value::of(p)), set(T::visit, other, visit::outcome, s.choice(2))});
  s.forge(*s.v, s.county.village, {set(T::visit, other, visit::outcome, s.choice(1)), operation(log::OpKind::add, T::person, p, person::same_as, Value::of(own))});
  // An area that does not lie in the scope; and what is not of the model.
  s.forge(*s.a, s.county.village, {set_person(q, person::name, Value::of("王秀兰")), set_person(q, person::area, s.choice(village_area + 1))});
  s.forge(*s.a, s.county.village, {operation(log::OpKind::set, T::person, p, person::tags, s.choice(3)), operation(log::OpKind::add, T::person, p, person::phone, Value::of("1")),
               operation(log::OpKind::set, T::person, p, 200, Value::of("?")), set_person(p, person::birth_date, Value::of("1940")), set_person(p, person::note, Value::null())});
  s.share();
  // Roles: a lead makes no lead; the county ends the volunteer's, on a day gone by, and revokes what was given.
  s.forge(*s.a, s.county.authority,
          {set(T::role_grant, grant, role_grant::profile, Value::of(s.v->profile)), set(T::role_grant, grant, role_grant::role, s.choice(static_cast<std::int64_t>(RoleKind::station_lead))),
           set(T::role_grant, grant, role_grant::area, s.choice(village_area))},
          true);
  EntityId given;
  auto& read = s.a->replica->db().cached("SELECT id FROM role_grant WHERE profile=?1 AND role=?2");
  if (good(read.bind(1, static_cast<std::int64_t>(s.v->profile.value)).bind(2, static_cast<std::int64_t>(RoleKind::volunteer)).step())) given = EntityId{static_cast<std::uint64_t>(read.integer(0))};
  read.reset();
  s.forge(*s.v, s.county.authority, {set(T::role_grant, given, role_grant::ends_on, s.choice(40000))}, true);   // nobody prolongs their own
  s.signed_act(*s.admin, s.county.authority, {set(T::revocation, ended, revocation::kind, s.choice(3)), set(T::revocation, ended, revocation::target, Value::of(given)),
                                              set(T::revocation, ended, revocation::reason, s.choice(2))});
  s.act(*s.v, {set_person(p, person::address, Value::of("东头"))});   // before it is known here
  s.share();
  s.forge(*s.v, s.county.village, {set_person(p, person::address, Value::of("西头"))});
  s.share();
  return written(s.county, *s.b, "rights of a visitor and a lead, what is not of the model, roles given and ended");
}

// Three devices apart: sets, erasures and their answers, listed dots, clocks that are wrong, one person registered twice.
std::string apart() {
  Story s;
  const EntityId p{0x11}, q{0x12}, r{0x13};
  s.act(*s.a, {set_person(p, person::name, Value::of("马玉莲")), tag(log::OpKind::add, p, 1), tag(log::OpKind::add, p, 3), set_person(p, person::stove, Value::of("煤炉"))});
  s.act(*s.b, {set_person(q, person::name, Value::of("马玉连"))});
  s.act(*s.admin, {set_person(r, person::name, Value::of("马玉兰"))});
  s.share();
  s.a->clock.ms -= 40LL * 365 * 86400000;
  s.b->clock.ms += 50LL * 365 * 86400000;
  s.act(*s.a, {set_person(p, person::stove, Value::of("电炉")), tag(log::OpKind::remove, p, 1), erase_person(q), operation(log::OpKind::add, T::person, p, person::same_as, Value::of(q))});
  s.act(*s.b, {set_person(p, person::stove, Value::of("煤炉")), tag(log::OpKind::add, p, 1), erase_person(q), operation(log::OpKind::add, T::person, q, person::same_as, Value::of(p))});
  s.act(*s.v, {set_person(p, person::stove, Value::of("没有"))});
  s.act(*s.admin, {erase_person(p), set_person(q, person::phone, Value::of("13909310002")), tag(log::OpKind::remove, p, 3)});
  TestCounty::carry(*s.a, *s.b, s.county.village);
  TestCounty::carry(*s.v, *s.admin, s.county.village);
  s.act(*s.b, {operation(log::OpKind::remove, T::person, p, person::same_as, Value::of(q)), operation(log::OpKind::add, T::person, p, person::not_same_as, Value::of(q)),
               operation(log::OpKind::remove, T::person, q, person::same_as, Value::of(p))});
  s.act(*s.a, {operation(log::OpKind::add, T::person, p, person::same_as, Value::of(q)), operation(log::OpKind::add, T::person, q, person::same_as, Value::of(r))});
  const auto shown = s.admin->replica->field_heads(p, person::stove);
  log::Operation chosen = set_person(p, person::stove, Value::of("没有"));
  chosen.lists_dots = true;
  for (const store::HeadValue& head : shown) chosen.supersedes.push_back(head.dot);
  std::sort(chosen.supersedes.begin(), chosen.supersedes.end());
  s.share();
  s.act(*s.admin, {chosen});   // drawn before the others came
  s.act(*s.a, {erase_person(r)});
  s.share();
  s.act(*s.v, {set_person(r, person::phone, Value::of("13909310003"))});
  s.share();
  return written(s.county, *s.admin, "three apart: sets, erasures and their answers, listed dots, wrong clocks, one person twice");
}

struct Read {
  std::map<std::string, std::string> facts;
  std::vector<log::Frame> frames;
  std::string states;
};

Read read_file(const std::string& name) {
  std::ifstream in(file_of(name));
  BOOST_REQUIRE_MESSAGE(in.good(), file_of(name) << " is missing");
  Read read;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    const std::size_t at = line.find(" = ");
    BOOST_REQUIRE(at != std::string::npos);
    const std::string key = line.substr(0, at), value = line.substr(at + 3);
    if (key == "frame") {
      const Bytes bytes = from_hex(value);
      ByteView rest = bytes;
      read.frames.push_back(good(log::read_frame(rest)));
    } else if (key.find(' ') == std::string::npos) {
      read.facts[key] = value;
    } else {
      read.states += line + "\n";
    }
  }
  return read;
}

template <class Array>
Array array_of(const std::string& text) {
  Array out{};
  const Bytes bytes = from_hex(text);
  BOOST_REQUIRE(bytes.size() == out.size());
  std::copy(bytes.begin(), bytes.end(), out.begin());
  return out;
}

void hold_against(const std::string& name) {
  const Read read = read_file(name);
  SeededRandom random(5);
  HandClock clock;
  for (int order = 0; order < 6; ++order) {
    auto replica = good(store::Replica::open({":memory:", {}, &clock, &random}));
    good(replica->set_identity({crypto::SigningKey::generate(random), 1, array_of<Hash>(read.facts.at("county_root")), array_of<PublicKey>(read.facts.at("root_key")),
                                array_of<PublicKey>(read.facts.at("hub_key"))}));
    std::vector<log::Frame> frames = read.frames;
    if (order == 1) std::reverse(frames.begin(), frames.end());
    if (order > 1)
      for (std::size_t i = frames.size(); i > 1; --i) std::swap(frames[i - 1], frames[random.below(i)]);
    if (order % 2 == 0) {
      good(replica->receive(frames));
    } else {
      for (const log::Frame& frame : frames) good(replica->receive({frame}));
    }
    std::vector<ScopeId> scopes;
    for (std::string_view rest = read.states; rest.starts_with("log_digest ");) {
      scopes.push_back(ScopeId{parse_id(rest.substr(11, 16))});
      rest.remove_prefix(rest.find('\n') + 1);
      rest.remove_prefix(rest.find('\n') + 1);
    }
    BOOST_TEST((states_of(*replica, scopes) == read.states), name << " in order " << order << " gives\n" << states_of(*replica, scopes));
  }
}

BOOST_AUTO_TEST_SUITE(merge_vectors)

BOOST_AUTO_TEST_CASE(histories_end_as_they_were_frozen) {
  const std::pair<const char*, std::string (*)()> stories[] = {{"everyday", everyday}, {"standing", standing}, {"ledger", ledger}, {"rights", rights}, {"apart", apart}};
  for (const auto& [name, story] : stories) {
    if (std::getenv("HUZHU_UPDATE_VECTORS")) std::ofstream(file_of(name), std::ios::binary) << story();
    hold_against(name);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::test
