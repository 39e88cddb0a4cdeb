// A hub's folder: founded once, started again, backed up, restored, checked.
#include "tests/hub/temporary.h"
#include "sync/hub/backup.h"

#include <sys/stat.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "core/store/database.h"
#include "tests/hub/county.h"

namespace huzhu::test {
namespace {

struct Folder {
  Folder() : path(huzhu::test::temporary_path("huzhu_hub_folder_test")) { std::filesystem::remove_all(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string path;
};

EntityId write_elder(hub::Clerk& clerk, std::string_view name) {
  const auto saved = registry::register_elder(clerk.session(), elder_draft(std::string(name)));
  return saved ? saved->saved.entity : EntityId{};
}

struct HubInFolder : Folder {
  HubInFolder() : random(5) {
    crypto::init();
    clock.set(2026, 11, 20);
    open();
  }
  Result<std::unique_ptr<hub::Hub>> try_open() {
    hub.reset();
    return hub::Hub::open({path, {{county, "红古区"}, {township, "红古镇"}, {village, "红古村"}, {other_village, "米家台村"}}, &clock, &random, [this] { return steady += 100; }, true});
  }
  void open() {
    auto opened = try_open();
    BOOST_REQUIRE(opened.ok());
    hub = std::move(opened).value();
  }
  // The county is still the one it was, and its devices bring back what the hub has lost.
  void comes_back_after_losing(const std::vector<std::string>& files) {
    auto device = clerk();
    BOOST_REQUIRE(write_elder(*device, "马玉莲"));
    BOOST_REQUIRE(device->sync().ok());
    const auto segments = verify().segments;
    const ScopeId authority = hub->authority().county().authority;
    device.reset();
    hub.reset();
    for (const std::string& file : files) hub::remove_database(path + "/" + file);
    open();
    BOOST_TEST(!hub->founded_now());
    BOOST_TEST((hub->authority().county().authority == authority));
    device = clerk();
    BOOST_REQUIRE(device->sync().ok());
    BOOST_TEST(verify().faults.empty());
    BOOST_TEST(verify().segments == segments);
    BOOST_TEST(hub::new_code(hub->service(), village).ok());
  }
  std::unique_ptr<hub::Clerk> clerk() {
    hub::Service& service = hub->service();
    auto opened = hub::Clerk::open({path, hub::carry_to(service), [&service] { return hub::new_code(service, county); }, &clock, &random, [this] { return steady += 100; }});
    if (!opened.ok()) BOOST_FAIL("error " << static_cast<int>(opened.error().code) << " at " << opened.error().where << ": " << opened.error().detail);
    return std::move(opened).value();
  }
  hub::Verification verify() {
    auto found = hub::verify_store(hub->store(), hub->authority());
    BOOST_REQUIRE(found.ok());
    return std::move(found).value();
  }

  FakeClock clock;
  FakeRandom random;
  std::int64_t steady = 1'000'000;
  std::unique_ptr<hub::Hub> hub;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(hub_folder)

BOOST_FIXTURE_TEST_CASE(is_founded_once_and_starts_in_a_new_epoch_each_time, HubInFolder) {
  BOOST_TEST(hub->founded_now());
  const auto first_epoch = hub->service().hub_epoch();
  const auto county_root = hub->authority().county().county_root;
  open();
  BOOST_TEST(!hub->founded_now());
  BOOST_TEST((hub->authority().county().county_root == county_root));
  BOOST_TEST(hub->service().hub_epoch() != first_epoch);
}

BOOST_FIXTURE_TEST_CASE(keeps_its_secrets_to_its_owner, HubInFolder) {
  for (const char* name : {"/hub.key", "/root.key", "/pepper"}) {
    struct stat about{};
    BOOST_REQUIRE(::stat((path + name).c_str(), &about) == 0);
    BOOST_TEST((about.st_mode & 0777) == 0600u);
  }
  ::chmod((path + "/hub.key").c_str(), 0644);
  BOOST_TEST(!hub::load_keys(path).ok());
}

BOOST_FIXTURE_TEST_CASE(the_clerk_is_an_ordinary_device_and_is_enrolled_once, HubInFolder) {
  {
    auto first = clerk();
    BOOST_REQUIRE(write_elder(*first, "马玉莲"));
    BOOST_REQUIRE(first->sync().ok());
  }
  open();
  auto again = clerk();
  BOOST_TEST((again->session().role() == model::RoleKind::county_admin));
  BOOST_REQUIRE(write_elder(*again, "张德福"));
  BOOST_REQUIRE(again->sync().ok());
  const auto found = verify();
  BOOST_TEST(found.faults.empty());
  BOOST_TEST(found.segments > 3u);
}

BOOST_FIXTURE_TEST_CASE(a_restored_backup_has_the_same_digest_and_goes_on, HubInFolder) {
  auto device = clerk();
  const EntityId kept = write_elder(*device, "马玉莲");
  BOOST_REQUIRE(device->sync().ok());
  const std::string file = path + "/night.backup";
  BOOST_REQUIRE(hub->store().backup(file).ok());
  const Hash root = verify().root;
  const EntityId later = write_elder(*device, "张德福");
  BOOST_REQUIRE(device->sync().ok());
  BOOST_TEST((verify().root != root));
  device.reset();
  hub.reset();

  const auto restored = hub::restore(path, file, clock, random);
  BOOST_REQUIRE(restored.ok());
  BOOST_TEST(restored->faults.empty());
  BOOST_TEST((restored->root == root));
  open();
  BOOST_TEST(!hub->founded_now());
  // What the backup had not, its author brings back.
  device = clerk();
  BOOST_REQUIRE(device->sync().ok());
  BOOST_TEST(device->session().replica().is_receipted(kept));
  BOOST_TEST(device->session().replica().is_receipted(later));
  BOOST_TEST(verify().faults.empty());
}

BOOST_FIXTURE_TEST_CASE(losing_the_store_does_not_lose_the_county, HubInFolder) { comes_back_after_losing({"hub.db"}); }

BOOST_FIXTURE_TEST_CASE(losing_the_authority_scope_does_not_lose_the_county, HubInFolder) { comes_back_after_losing({"authority.db"}); }

BOOST_FIXTURE_TEST_CASE(losing_both_databases_does_not_lose_the_county, HubInFolder) { comes_back_after_losing({"hub.db", "authority.db"}); }

BOOST_FIXTURE_TEST_CASE(a_folder_without_the_county_file_is_read_from_its_databases, HubInFolder) { comes_back_after_losing({"county", "hub.db"}); }

BOOST_FIXTURE_TEST_CASE(a_founding_that_was_cut_off_is_made_anew, HubInFolder) {
  hub.reset();
  for (const char* file : {"/hub.db", "/authority.db", "/county"}) hub::remove_database(path + file);  // only the keys had been written
  open();
  BOOST_TEST(hub->founded_now());
}

BOOST_FIXTURE_TEST_CASE(databases_of_another_county_are_refused_and_left_alone, HubInFolder) {
  hub.reset();
  const std::string kept = path + "/authority.db";
  for (const char* file : {"/county", "/hub.db", "/hub.key", "/root.key", "/pepper"}) hub::remove_database(path + file);
  const auto size = std::filesystem::file_size(kept);
  const auto opened = try_open();  // new keys, and an authority scope they did not write
  BOOST_REQUIRE(!opened.ok());
  BOOST_TEST((opened.error().code == ErrorCode::wrong_scope));
  BOOST_TEST(std::filesystem::file_size(kept) == size);
}

BOOST_FIXTURE_TEST_CASE(a_backup_of_another_hub_is_refused, HubInFolder) {
  const std::string file = path + "/other.backup";
  BOOST_REQUIRE(hub->store().backup(file).ok());
  hub.reset();
  BOOST_REQUIRE(hub::write_secret(path + "/hub.key", hub::make_keys(random).hub.seed()).ok());
  BOOST_TEST(!hub::restore(path, file, clock, random).ok());
  BOOST_TEST(!hub::restore(path, path + "/nothing", clock, random).ok());
}

BOOST_FIXTURE_TEST_CASE(every_changed_byte_of_a_store_is_found, HubInFolder) {
  {
    auto device = clerk();
    BOOST_REQUIRE(write_elder(*device, "马玉莲"));
    BOOST_REQUIRE(device->sync().ok());
  }
  BOOST_REQUIRE(verify().faults.empty());
  hub.reset();
  const std::string changes[] = {
      "UPDATE segment SET received_at_ms = received_at_ms + 1 WHERE hub_seq = 1",
      "UPDATE segment SET hash = zeroblob(32) WHERE hub_seq = 1",
      "UPDATE segment SET signature = zeroblob(64) WHERE hub_seq = 1 AND signature IS NOT NULL",
      "UPDATE segment SET bytes = substr(bytes, 1, length(bytes) - 1) || x'00' WHERE hub_seq = 1",
      "UPDATE segment SET receipt = zeroblob(32) WHERE hub_seq = 1",
      "UPDATE segment SET hub_epoch = 1 WHERE hub_seq = 1",
      "DELETE FROM segment WHERE hub_seq = 1",
      "UPDATE log SET seq = seq + 1",
      "DELETE FROM log",
      "UPDATE scope SET hub_seq = hub_seq + 1",
  };
  for (const std::string& change : changes) {
    const std::string copy = path + "/changed.db";
    hub::remove_database(copy);
    std::filesystem::copy_file(path + "/hub.db", copy);
    {
      auto db = store::Database::open(copy, {});
      BOOST_REQUIRE(db.ok());
      BOOST_REQUIRE((*db)->execute(change).ok());
    }
    auto store = std::move(hub::open_sqlite_store(copy)).value();
    const auto facts = hub::decode_county(*store->fact("county").value());
    auto whole = std::move(hub::open_sqlite_store(path + "/hub.db")).value();
    auto view = hub::reading_view(*whole, *facts, clock, random);
    BOOST_REQUIRE(view.ok());
    const auto found = hub::verify_store(*store, **view);
    BOOST_REQUIRE(found.ok());
    BOOST_TEST(!found->faults.empty(), change);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
