// The wrapper of SQLite: keys, errors by value, transactions.
#include <cstdio>

#include "tests/core/store/county.h"

using namespace huzhu;
using namespace huzhu::test;
using store::Database;

namespace {

// A file of its own for one test, gone at its end.
struct TestFile {
  explicit TestFile(std::string called) : name(std::move(called)) { remove(); }
  ~TestFile() { remove(); }
  void remove() {
    for (const char* suffix : {"", "-wal", "-journal"}) std::remove((name + suffix).c_str());
  }
  std::string name;
};

const Bytes right_key(32, 0x11), wrong_key(32, 0x22);

}  // namespace

BOOST_AUTO_TEST_SUITE(store_database)

BOOST_AUTO_TEST_CASE(only_the_right_key_opens) {
  TestFile file("database_key.db");
  {
    auto db = good(Database::open(file.name, right_key));
    good(db->execute("CREATE TABLE secret(text TEXT); INSERT INTO secret VALUES('马玉莲');"));
  }
  BOOST_TEST((code_of(Database::open(file.name, wrong_key)) == ErrorCode::storage_broken));
  BOOST_TEST((code_of(Database::open(file.name, {})) == ErrorCode::storage_broken));
  auto db = good(Database::open(file.name, right_key));
  auto read = good(db->prepare("SELECT text FROM secret"));
  BOOST_TEST(good(read.step()));
  BOOST_TEST(read.text(0) == "马玉莲");
}

BOOST_AUTO_TEST_CASE(a_failing_body_is_rolled_back) {
  auto db = good(Database::open(":memory:", {}));
  good(db->execute("CREATE TABLE t(n INTEGER PRIMARY KEY)"));
  const auto failed = db->transaction([&]() -> Status {
    HUZHU_TRY(db->execute("INSERT INTO t VALUES(1)"));
    return Error{ErrorCode::not_allowed, "test", ""};
  });
  BOOST_TEST((code_of(failed) == ErrorCode::not_allowed));
  auto& count = db->cached("SELECT count(*) FROM t");
  BOOST_TEST(good(count.step()));
  BOOST_TEST(count.integer(0) == 0);
  count.reset();
  BOOST_TEST((code_of(db->execute("INSERT INTO nowhere VALUES(1)")) == ErrorCode::internal));
  BOOST_TEST((code_of(db->prepare("SELECT nonsense")) == ErrorCode::internal));
}

BOOST_AUTO_TEST_CASE(values_come_back_as_they_went) {
  auto db = good(Database::open(":memory:", {}));
  good(db->execute("CREATE TABLE t(a, b, c, d, e)"));
  auto write = good(db->prepare("INSERT INTO t VALUES(?1,?2,?3,?4,?5)"));
  const Bytes blob = {0, 1, 2, 0};
  write.bind(1, INT64_MIN).bind(2, std::string_view("a\0b", 3)).bind(3, ByteView(blob)).bind(4, std::string_view()).bind_null(5);
  good(write.run());
  auto read = good(db->prepare("SELECT * FROM t"));
  BOOST_TEST(good(read.step()));
  BOOST_TEST(read.integer(0) == INT64_MIN);
  BOOST_TEST(read.text(1).size() == 3u);
  BOOST_TEST(bytes_of(read.blob(2)) == blob);
  BOOST_TEST(!read.is_null(3));
  BOOST_TEST(read.text(3).empty());
  BOOST_TEST(read.is_null(4));
  BOOST_TEST(!good(read.step()));
}

BOOST_AUTO_TEST_CASE(a_replica_of_another_key_does_not_open) {
  TestFile file("replica_key.db");
  TestCounty county;
  auto device = county.device("a");
  county.open(*device, file.name, right_key);
  device->replica.reset();
  BOOST_TEST((code_of(store::Replica::open({file.name, wrong_key, &device->clock, &device->random, {}})) == ErrorCode::storage_broken));
  county.open(*device, file.name, right_key);
  BOOST_TEST((device->replica->identity() != nullptr));
  BOOST_TEST((device->replica->identity()->key.author() == device->author()));
}

BOOST_AUTO_TEST_CASE(a_full_disk_loses_nothing_and_the_replica_goes_on) {
  namespace person = model::person;
  TestFile file("replica_full.db");
  TestCounty county;
  auto device = county.device("a");
  county.open(*device, file.name, right_key);
  TestCounty::carry(county.root(), *device, county.authority);
  const auto write = [&](std::uint64_t id, const std::string& note) {
    return device->replica->commit(county.village, {set_person(EntityId{id}, person::name, Value::of("甲")), set_person(EntityId{id}, person::note, Value::of(note))},
                                   device->actor());
  };
  good(write(1, "前"));
  auto pages = good(device->replica->db().prepare("PRAGMA page_count"));
  BOOST_TEST(good(pages.step()));
  good(device->replica->db().execute("PRAGMA max_page_count=" + std::to_string(pages.integer(0) + 2)));
  pages.reset();
  std::uint64_t id = 2;
  auto last = write(id, std::string(900, 'x'));
  while (last.ok() && id < 200) last = write(++id, std::string(900, 'x'));
  BOOST_TEST((code_of(last) == ErrorCode::storage_full));
  BOOST_TEST(text_of(*device, EntityId{id}, "name") == "(no row)");
  const Hash before = device->replica->table_digest(county.village);
  BOOST_TEST((code_of(write(id, std::string(900, 'x'))) == ErrorCode::storage_full));
  BOOST_TEST((device->replica->table_digest(county.village) == before));
  BOOST_TEST(text_of(*device, EntityId{1}, "note") == "前");
  good(device->replica->db().execute("PRAGMA max_page_count=100000"));
  good(write(id, std::string(900, 'x')));
  good(device->replica->rebuild());
  BOOST_TEST(text_of(*device, EntityId{id}, "name") == "甲");
}

BOOST_AUTO_TEST_CASE(everything_is_there_after_closing) {
  namespace person = model::person;
  TestFile file("replica_reopen.db");
  TestCounty county;
  auto device = county.device("a");
  county.open(*device, file.name, right_key);
  TestCounty::carry(county.root(), *device, county.authority);
  good(device->replica->commit(county.village, {set_person(EntityId{1}, person::name, Value::of("甲"))}, device->actor()));
  good(device->replica->put_fact("zoom", view("2")));
  const Hash tables = device->replica->table_digest(county.village), logs = device->replica->log_digest(county.village);
  device->replica.reset();
  county.open(*device, file.name, right_key);
  BOOST_TEST((device->replica->table_digest(county.village) == tables));
  BOOST_TEST((device->replica->log_digest(county.village) == logs));
  BOOST_TEST(text(*device->replica->fact("zoom")) == "2");
  BOOST_TEST(!device->replica->fact("nothing"));
  good(device->replica->commit(county.village, {set_person(EntityId{1}, person::name, Value::of("乙"))}, device->actor()));
  BOOST_TEST(text_of(*device, EntityId{1}, "name") == "乙");
  BOOST_TEST(device->replica->conflict_count() == 0u);
}

BOOST_AUTO_TEST_CASE(another_model_version_rebuilds_at_opening) {
  namespace person = model::person;
  TestFile file("replica_model.db");
  TestCounty county;
  auto device = county.device("a");
  county.open(*device, file.name);
  TestCounty::carry(county.root(), *device, county.authority);
  good(device->replica->commit(county.village, {set_person(EntityId{1}, person::name, Value::of("甲"))}, device->actor()));
  const auto operations = device->replica->counts().operations;
  // As an older program would have left it: other columns, another version.
  good(device->replica->db().execute("UPDATE fact SET value=x'30' WHERE key='model'; ALTER TABLE person DROP COLUMN stove; DELETE FROM entity WHERE type=3;"));
  device->replica.reset();
  county.open(*device, file.name);
  BOOST_TEST(text_of(*device, EntityId{1}, "name") == "甲");
  BOOST_TEST(text_of(*device, EntityId{1}, "stove") == "(null)");
  BOOST_TEST(device->replica->counts().operations == operations);  // a change of the model writes nothing into the log
}

BOOST_AUTO_TEST_CASE(a_scope_holds_so_many_records_and_no_more) {
  namespace person = model::person;
  TestCounty county;
  auto device = county.device("a");
  const auto write = [&](std::uint64_t id) {
    return device->replica->commit(county.village, {set_person(EntityId{id}, person::name, Value::of("甲"))}, device->actor());
  };
  good(write(1));
  good(device->replica->db().execute("UPDATE scope_size SET live=" + std::to_string(limits::entities_per_scope_max - 1) + " WHERE live=1"));
  good(write(2));
  BOOST_TEST((code_of(write(3)) == ErrorCode::too_long));
  BOOST_TEST(text_of(*device, EntityId{3}, "name") == "(no row)");
  good(write(2));  // what is there can be changed
}

BOOST_AUTO_TEST_SUITE_END()
