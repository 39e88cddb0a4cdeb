// One replica and two: commit, receive, conflicts, and what a failing write leaves behind.
#include "tests/core/store/county.h"

using namespace huzhu;
using namespace huzhu::test;
namespace person = model::person;

namespace {

EntityId new_person(TestCounty& county, Device& device, const std::string& name) {
  const EntityId id{device.random.next()};
  good(device.replica->commit(county.village,
                              {set_person(id, person::name, Value::of(name)), set_person(id, person::area, Value::of(village_area)),
                               set_person(id, person::phone, Value::of("13900000000"))},
                              device.actor()));
  return id;
}

void write(TestCounty& county, Device& device, log::Operation operation) {
  good(device.replica->commit(county.village, {std::move(operation)}, device.actor()));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(store_replica)

BOOST_AUTO_TEST_CASE(a_saved_record_is_in_its_table) {
  TestCounty county;
  auto tablet = county.device("a");
  const EntityId id = new_person(county, *tablet, "马玉莲");
  BOOST_TEST(text_of(*tablet, id, "name") == "马玉莲");
  BOOST_TEST(!tablet->replica->is_receipted(id));
  BOOST_TEST(tablet->replica->counts().unreceipted > 0u);
  county.receipt_all(*tablet, tablet->clock.ms);
  BOOST_TEST(tablet->replica->is_receipted(id));
  BOOST_TEST(tablet->replica->counts().unreceipted == 0u);
  BOOST_TEST(tablet->replica->unreceipted(1u << 20).empty());
}

BOOST_AUTO_TEST_CASE(two_tablets_disagree_and_agree_again) {
  TestCounty county;
  auto a = county.device("a"), b = county.device("b");
  const EntityId id = new_person(county, *a, "马玉莲");
  county.meet(*a, *b);
  BOOST_TEST(text_of(*b, id, "phone") == "13900000000");

  b->clock.ms += 1000;
  write(county, *a, set_person(id, person::phone, Value::of("13900000001")));
  write(county, *b, set_person(id, person::phone, Value::of("13900000002")));
  county.meet(*a, *b);
  for (Device* device : {a.get(), b.get()}) {
    BOOST_TEST_REQUIRE(device->replica->conflict_count() == 1u);
    const auto conflicts = device->replica->conflicts();
    BOOST_TEST(conflicts[0].heads.size() == 2u);
    BOOST_TEST(conflicts[0].heads[0].value.data == "13900000002");  // later, while no receipt says otherwise
    BOOST_TEST((conflicts[0].heads[0].device == b->author()));
    BOOST_TEST((conflicts[0].heads[0].actor == b->profile));
    BOOST_TEST_REQUIRE(conflicts[0].former.has_value());
    BOOST_TEST(conflicts[0].former->value.data == "13900000000");
    BOOST_TEST(text_of(*device, id, "phone") == "13900000002");
  }
  BOOST_TEST((a->replica->table_digest(county.village) == b->replica->table_digest(county.village)));
  BOOST_TEST((a->replica->log_digest(county.village) == b->replica->log_digest(county.village)));

  write(county, *a, set_person(id, person::phone, Value::of("13900000001")));
  BOOST_TEST(a->replica->conflict_count() == 0u);
  county.meet(*a, *b);
  BOOST_TEST(b->replica->conflict_count() == 0u);
  BOOST_TEST(text_of(*b, id, "phone") == "13900000001");
}

BOOST_AUTO_TEST_CASE(a_person_who_was_shown_less_overwrites_less) {
  TestCounty county;
  auto a = county.device("a"), b = county.device("b");
  const EntityId id = new_person(county, *a, "马玉莲");
  county.meet(*a, *b);
  const Dot shown = a->replica->field_heads(id, person::phone)[0].dot;
  write(county, *b, set_person(id, person::phone, Value::of("13900000002")));
  county.meet(*a, *b);  // arrives while the form is open on a
  log::Operation late = set_person(id, person::phone, Value::of("13900000003"));
  late.lists_dots = true;
  late.supersedes = {shown};
  write(county, *a, late);
  county.meet(*a, *b);
  for (Device* device : {a.get(), b.get()}) {
    const auto heads = device->replica->field_heads(id, person::phone);
    BOOST_TEST_REQUIRE(heads.size() == 2u);
    BOOST_TEST(heads[0].value.data == "13900000003");  // it has the other in its past
    BOOST_TEST(device->replica->conflict_count() == 1u);
  }
}

BOOST_AUTO_TEST_CASE(equal_values_and_safety_fields_are_no_conflict) {
  TestCounty county;
  auto a = county.device("a"), b = county.device("b");
  const EntityId id = new_person(county, *a, "马玉莲");
  county.meet(*a, *b);
  for (Device* device : {a.get(), b.get()}) write(county, *device, set_person(id, person::phone, Value::of("13911111111")));
  write(county, *a, set_person(id, person::allergy, Value::of("青霉素")));
  write(county, *b, set_person(id, person::allergy, Value::of("头孢")));
  county.meet(*a, *b);
  BOOST_TEST(a->replica->conflict_count() == 0u);
  BOOST_TEST(a->replica->field_heads(id, person::allergy).size() == 2u);
}

BOOST_AUTO_TEST_CASE(an_addition_wins_over_a_concurrent_removal) {
  TestCounty county;
  auto a = county.device("a"), b = county.device("b");
  const EntityId id = new_person(county, *a, "马玉莲");
  write(county, *a, tag(log::OpKind::add, id, 1));
  county.meet(*a, *b);
  write(county, *a, tag(log::OpKind::remove, id, 1));
  write(county, *b, tag(log::OpKind::add, id, 1));
  county.meet(*a, *b);
  for (Device* device : {a.get(), b.get()}) {
    auto& read = device->replica->db().cached("SELECT count(*) FROM entity_set WHERE field=10 AND value=1");
    BOOST_TEST(good(read.step()));
    BOOST_TEST(read.integer(0) == 1);
    read.reset();
  }
  write(county, *b, tag(log::OpKind::remove, id, 1));
  BOOST_TEST(b->replica->field_heads(id, person::tags).empty());
}

BOOST_AUTO_TEST_CASE(an_edit_brings_back_what_was_erased_meanwhile) {
  TestCounty county;
  auto a = county.device("a"), b = county.device("b");
  const EntityId id = new_person(county, *a, "马玉莲");
  county.meet(*a, *b);
  write(county, *a, erase_person(id));
  BOOST_TEST(text_of(*a, id, "name") == "(no row)");
  write(county, *b, set_person(id, person::phone, Value::of("13922222222")));
  county.meet(*a, *b);
  for (Device* device : {a.get(), b.get()}) {
    BOOST_TEST(text_of(*device, id, "name") == "马玉莲");
    BOOST_TEST(text_of(*device, id, "phone") == "13922222222");
    auto& read = device->replica->db().cached("SELECT presence FROM entity WHERE type=3");
    BOOST_TEST(good(read.step()));
    BOOST_TEST(read.integer(0) == 2);  // revived: marked
    read.reset();
  }
  write(county, *b, erase_person(id));
  BOOST_TEST(text_of(*b, id, "name") == "(no row)");
  BOOST_TEST((a->replica->table_digest(county.village) != b->replica->table_digest(county.village)));
  county.meet(*a, *b);
  BOOST_TEST((a->replica->table_digest(county.village) == b->replica->table_digest(county.village)));
}

BOOST_AUTO_TEST_CASE(a_receipt_can_change_which_value_is_shown) {
  TestCounty county;
  auto a = county.device("a"), b = county.device("b");
  const EntityId id = new_person(county, *a, "马玉莲");
  county.meet(*a, *b);
  b->clock.ms += 40LL * 365 * 24 * 3600 * 1000;  // a tablet forty years ahead
  // Trusted in its own eyes, so that only the receipt can say otherwise.
  good(a->replica->learn_time(a->clock.ms, a->clock.ms));
  good(b->replica->learn_time(b->clock.ms, b->clock.ms));
  const std::int64_t minute = 60'000, start = a->clock.ms;
  write(county, *b, set_person(id, person::phone, Value::of("13900000002")));
  a->clock.ms += 10 * minute;
  write(county, *a, set_person(id, person::phone, Value::of("13900000001")));
  county.meet(*a, *b);
  const Hash before = a->replica->table_digest(county.village);
  for (Device* device : {a.get(), b.get()}) {
    BOOST_TEST(text_of(*device, id, "phone") == "13900000002");
    // In the hub's time b wrote first: at most five minutes after its receipt.
    county.receipt(*device, b->author(), start + minute);
    BOOST_TEST(text_of(*device, id, "phone") == "13900000001");
    county.receipt(*device, a->author(), start + 11 * minute);
    BOOST_TEST(text_of(*device, id, "phone") == "13900000001");
    BOOST_TEST(device->replica->conflicts()[0].heads[1].effective_ms == start + 6 * minute);
    BOOST_TEST(device->replica->conflict_count() == 1u);  // the other value stays
  }
  BOOST_TEST((before == a->replica->table_digest(county.village)));
}

BOOST_AUTO_TEST_CASE(a_refused_or_failing_act_leaves_no_trace) {
  TestCounty county;
  auto a = county.device("a", model::RoleKind::volunteer);
  const EntityId id = new_person(county, *a, "马玉莲");
  const auto counts = a->replica->counts();
  const Hash tables = a->replica->table_digest(county.village), logs = a->replica->log_digest(county.village);

  const EntityId grant{7};
  auto refused = a->replica->commit(county.authority, {set(model::EntityType::role_grant, grant, model::role_grant::role, Value::of(std::int64_t{3}))}, a->actor());
  BOOST_TEST((code_of(refused) == ErrorCode::not_allowed));
  a->replica->before_commit_for_test = [] { return Status(Error{ErrorCode::storage_full, "test", ""}); };
  auto full = a->replica->commit(county.village, {set_person(id, person::phone, Value::of("1"))}, a->actor());
  BOOST_TEST((code_of(full) == ErrorCode::storage_full));
  a->replica->before_commit_for_test = nullptr;

  BOOST_TEST(a->replica->counts().segments == counts.segments);
  BOOST_TEST((a->replica->table_digest(county.village) == tables));
  BOOST_TEST((a->replica->log_digest(county.village) == logs));
  BOOST_TEST(text_of(*a, id, "phone") == "13900000000");
  write(county, *a, set_person(id, person::phone, Value::of("13933333333")));  // and it goes on
  BOOST_TEST(text_of(*a, id, "phone") == "13933333333");
}

BOOST_AUTO_TEST_CASE(rebuilding_gives_the_same_tables) {
  TestCounty county;
  auto a = county.device("a"), b = county.device("b");
  for (int i = 0; i < 20; ++i) {
    const EntityId id = new_person(county, i % 2 ? *a : *b, "人" + std::to_string(i));
    county.meet(*a, *b);
    write(county, *a, set_person(id, person::note, Value::of("甲")));
    write(county, *b, set_person(id, person::note, Value::of("乙")));
    if (i % 3 == 0) write(county, *b, erase_person(id));
  }
  county.meet(*a, *b);
  const Hash before = a->replica->table_digest(county.village), authority = a->replica->table_digest(county.authority);
  const std::size_t conflicts = a->replica->conflict_count();
  BOOST_TEST(conflicts > 0u);
  good(a->replica->rebuild());
  BOOST_TEST((before == a->replica->table_digest(county.village)));
  BOOST_TEST((authority == a->replica->table_digest(county.authority)));
  BOOST_TEST((before == b->replica->table_digest(county.village)));
  BOOST_TEST(a->replica->conflict_count() == conflicts);
}

BOOST_AUTO_TEST_CASE(an_act_larger_than_a_segment_is_one_group) {
  TestCounty county;
  auto a = county.device("a"), b = county.device("b");
  std::vector<log::Operation> act;
  for (std::uint64_t i = 1; i <= 150; ++i) act.push_back(set_person(EntityId{i}, person::name, Value::of("人" + std::to_string(i))));
  const auto appended = good(a->replica->commit(county.village, act, a->actor()));
  BOOST_TEST(appended.seq_last - appended.first.seq + 1 == 150u);
  auto frames = TestCounty::single_frames(*a, county.village);
  const log::Frame last = frames.back();
  frames.pop_back();
  const auto partly = good(b->replica->receive(frames));
  BOOST_TEST(partly.applied == 0u);
  BOOST_TEST(partly.waiting > 0u);
  BOOST_TEST(text_of(*b, EntityId{1}, "name") == "(no row)");
  good(b->replica->receive({last}));
  BOOST_TEST(text_of(*b, EntityId{1}, "name") == "人1");
  BOOST_TEST((a->replica->table_digest(county.village) == b->replica->table_digest(county.village)));
}

BOOST_AUTO_TEST_CASE(derived_indexes_follow_every_change) {
  TestCounty county;
  auto a = county.device("a");
  std::vector<std::pair<EntityId, model::EntityType>> seen;
  int cleared = 0;
  store::DerivedIndex index;
  index.create = [](store::Database& db) { return db.execute("CREATE TABLE IF NOT EXISTS probe(id INTEGER)"); };
  index.update = [&](store::Database&, std::span<const store::ChangedRow> rows) -> Status {
    for (const store::ChangedRow& row : rows) seen.emplace_back(row.id, row.type);
    return Done{};
  };
  index.clear = [&](store::Database& db) { ++cleared; return db.execute("DELETE FROM probe"); };
  county.open(*a, ":memory:", {}, {index});
  TestCounty::carry(county.root(), *a, county.authority);
  seen.clear();
  const EntityId id = new_person(county, *a, "马玉莲");
  BOOST_TEST(seen.size() == 1u);
  BOOST_TEST((seen[0].first == id));
  cleared = 0;
  good(a->replica->rebuild());
  BOOST_TEST(cleared == 1);
  BOOST_TEST((seen.back().first == id));
}

// The tables as a program made them whose model lacked one field and one kind of record.
void make_older(Device& device) {
  store::Database& db = device.replica->db();
  good(db.execute("ALTER TABLE person DROP COLUMN home_scope; DROP TABLE claim;"));
  auto& read = db.cached("SELECT value FROM fact WHERE key='model'");
  BOOST_REQUIRE(good(read.step()));
  std::string lines(text(read.blob(0))), older;
  read.reset();
  for (std::size_t end; (end = lines.find('\n')) != std::string::npos; lines.erase(0, end + 1)) {
    const std::string line = lines.substr(0, end + 1);
    if (line.starts_with("person.home_scope") || line.starts_with("claim")) continue;
    older += line;
  }
  auto& write = db.cached("UPDATE fact SET value=?1 WHERE key='model'");
  good(write.bind(1, view(older)).run());
}

BOOST_AUTO_TEST_CASE(a_model_that_gained_fields_keeps_every_row_and_writes_nothing) {
  TestCounty county;
  const std::string file = "replica_test_model.db";
  for (const bool put_aside : {false, true}) {
    (void)store::Database::discard(file);
    auto a = county.device("a", model::RoleKind::station_lead, village_area, file);
    const EntityId person{a->random.next()};
    good(a->replica->commit(county.village, {set_person(person, model::person::name, Value::of("马玉莲"))}, a->actor()));
    const auto operations = a->replica->counts().operations;
    const Hash digest = a->replica->table_digest(county.village);
    if (put_aside) good(a->replica->db().execute("INSERT INTO void_op VALUES(1,1,1,1,1)"));
    make_older(*a);
    // Something a rebuild would write over.
    good(a->replica->db().execute("UPDATE person SET name='没有重做'"));
    a->replica.reset();
    county.open(*a, file);
    BOOST_TEST(text_of(*a, person, "name") == (put_aside ? "马玉莲" : "没有重做"));
    BOOST_TEST(text_of(*a, person, "home_scope") == "(null)");
    BOOST_TEST(a->replica->counts().operations == operations);
    good(a->replica->commit(county.village, {set_person(person, model::person::home_scope, Value::of(std::int64_t{7}))}, a->actor()));
    good(a->replica->db().execute("INSERT INTO claim(id, scope) VALUES(1, 1)"));
    if (!put_aside) good(a->replica->rebuild());
    BOOST_TEST(text_of(*a, person, "name") == "马玉莲");
    BOOST_TEST((a->replica->table_digest(county.village) != digest));
    a->replica.reset();
    (void)store::Database::discard(file);
  }
}

BOOST_AUTO_TEST_SUITE_END()
