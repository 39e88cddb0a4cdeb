// The county's root key: with the first county device it leaves the hub's folder, on paper it comes back for one device.
#include <sys/stat.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "sync/hub/recovery_sheet.h"
#include "tests/hub/county.h"
#include "tests/hub/temporary.h"

namespace huzhu::test {
namespace {

using Root = hub::Service::Root;

struct Folder {
  Folder() : path(temporary_path("huzhu_root_test")), random(6) {
    std::filesystem::remove_all(path);
    crypto::init();
    clock.set(2026, 11, 20);
  }
  ~Folder() {
    hub.reset();
    std::filesystem::remove_all(path);
  }
  void open(bool root_stays = false) {
    hub.reset();
    auto opened = hub::Hub::open({path, {{county, "红古区"}, {township, "红古镇"}, {village, "红古村"}}, &clock, &random, [this] { return steady += 100; }, root_stays});
    BOOST_REQUIRE(opened.ok());
    hub = std::move(opened).value();
  }
  std::unique_ptr<Tablet> enrol(std::int64_t area, std::uint64_t seed) {
    const auto code = hub::new_code(hub->service(), area);
    return code ? enrol_with(*code, seed) : nullptr;
  }
  std::unique_ptr<Tablet> enrol_with(const std::string& code, std::uint64_t seed) {
    auto tablet = std::make_unique<Tablet>(clock, seed);
    const auto request = sync::enrol_request(1, code, tablet->device.key, people::DeviceKind::computer, "");
    for (int lost = 0; lost < 2; ++lost) {  // the first answer is lost
      const hub::Answer answer = hub::carry_to(hub->service())(*request);
      const auto grant = sync::enrol_answer(answer.status, answer.body, true);
      if (!grant) return nullptr;
      if (lost == 1 && !people::accept_grant(tablet->replica(), *grant, tablet->device.key, tablet->device.random)) return nullptr;
    }
    const auto added = people::first_profile(tablet->replica(), {"周育才", "", tablet->actor.public_key(), {}}, clock, random);
    if (!added) return nullptr;
    tablet->person = *added;
    tablet->open_client();
    const Status done = hub::sync_over(*tablet->client, hub::carry_to(hub->service()), [this] { return steady += 100; });
    return done ? std::move(tablet) : nullptr;
  }
  bool is_there(const char* file) { return std::filesystem::exists(path + "/" + file); }
  std::string read(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  // Files that hold these bytes.
  std::vector<std::string> holding(const Bytes& secret) {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path))
      if (entry.is_regular_file() && read(entry.path()).find(std::string(text(secret))) != std::string::npos) found.push_back(entry.path().filename());
    return found;
  }

  std::string path;
  FakeClock clock;
  FakeRandom random;
  std::int64_t steady = 1'000'000;
  std::unique_ptr<hub::Hub> hub;
};

BOOST_AUTO_TEST_SUITE(hub_root)

BOOST_FIXTURE_TEST_CASE(the_root_key_leaves_with_the_first_county_device, Folder) {
  open();
  const Bytes seed = hub->keys().root->seed();
  BOOST_TEST((holding(seed) == std::vector<std::string>{"root.key"}));  // and in no database
  BOOST_TEST(!hub->store().fact("refill/since").value().has_value());  // a founding is no loss
  BOOST_TEST((hub->service().root() == Root::for_one));
  BOOST_TEST((hub::new_code(hub->service(), village).error().code == ErrorCode::not_allowed));
  BOOST_TEST((hub::clerk_code(hub->service()).error().code == ErrorCode::not_allowed));
  bool said = false;
  hub->on_root_left = [&] { said = true; };
  auto first = enrol(county, 41);
  BOOST_REQUIRE(first);
  BOOST_TEST((first->session().role() == model::RoleKind::county_admin));
  BOOST_TEST(said);
  BOOST_TEST((hub->service().root() == Root::away));
  BOOST_TEST(!hub->keys().root.has_value());
  BOOST_TEST(holding(seed).empty());
  BOOST_TEST(!enrol(county, 42));
  open();
  BOOST_TEST((hub->service().root() == Root::away));
  BOOST_TEST(!enrol(county, 43));
  open(true);  // as a demonstration from now on: what is gone does not come back
  BOOST_TEST((hub->service().root() == Root::away));
}

BOOST_FIXTURE_TEST_CASE(a_stop_between_certificate_and_erasure_is_made_good, Folder) {
  open();
  const Bytes seed = hub->keys().root->seed();
  BOOST_REQUIRE(enrol(county, 41));
  hub.reset();
  BOOST_REQUIRE(hub::write_secret(path + "/root.key", seed).ok());
  open();
  BOOST_TEST(!is_there("root.key"));
  BOOST_TEST((hub->service().root() == Root::away));
}

BOOST_FIXTURE_TEST_CASE(in_the_demo_it_stays, Folder) {
  open(true);
  BOOST_REQUIRE(enrol(county, 41));
  BOOST_REQUIRE(enrol(village, 42));
  BOOST_TEST(!is_there("recovery-sheet.html"));
  open();  // the folder remembers
  BOOST_TEST((hub->service().root() == Root::stays));
  BOOST_TEST(enrol(village, 43) != nullptr);
}

BOOST_FIXTURE_TEST_CASE(the_sheet_brings_in_one_county_device_when_all_are_lost, Folder) {
  open();
  struct stat about{};
  BOOST_REQUIRE(::stat(hub->sheet_file().c_str(), &about) == 0);
  BOOST_TEST((about.st_mode & 0777) == 0600u);
  const auto root = hub::read_recovery(read(hub->sheet_file()));
  BOOST_REQUIRE(root.ok());
  BOOST_TEST((root->public_key() == hub->authority().county().root_key));
  BOOST_REQUIRE(enrol(county, 41));

  BOOST_TEST((hub->service().recover(crypto::SigningKey::generate(random)).error().code == ErrorCode::wrong_scope));
  BOOST_REQUIRE(hub->service().recover(*root).ok());
  BOOST_TEST((hub->service().root() == Root::for_one));
  BOOST_TEST((hub::new_code(hub->service(), village).error().code == ErrorCode::not_allowed));
  auto again = enrol(county, 44);
  BOOST_REQUIRE(again);
  BOOST_TEST((again->session().role() == model::RoleKind::county_admin));
  BOOST_TEST((hub->service().root() == Root::away));
  BOOST_TEST(holding(root->seed()).empty());
  // Unused, it is forgotten with its code.
  BOOST_REQUIRE(hub->service().recover(*root).ok());
  const std::string code = std::move(hub::new_code(hub->service(), county)).value();
  clock.pass_minutes(15);
  BOOST_TEST((hub->service().root() == Root::away));
  BOOST_TEST(!enrol_with(code, 45));
}

BOOST_FIXTURE_TEST_CASE(a_folder_of_an_older_program_is_cleared_of_the_key, Folder) {
  // There authority.db was the root's own replica.
  std::filesystem::create_directories(path);
  const hub::CountyKeys keys = hub::make_keys(random);
  BOOST_REQUIRE(hub::save_keys(path, keys).ok());
  {
    auto replica = std::move(store::Replica::open({path + "/authority.db", {}, &clock, &random})).value();
    const auto founding = people::found_county(*replica, *keys.root, keys.hub.public_key(), {{county, "红古区"}, {village, "红古村"}}, clock, random);
    BOOST_REQUIRE(founding.ok());
    BOOST_REQUIRE(people::enrol_device(*replica, {crypto::SigningKey::generate(random).public_key(), "县里电脑", people::DeviceKind::computer, county}, clock, random).ok());
    BOOST_REQUIRE(hub::save_county(path, {keys.root->public_key(), keys.hub.public_key(), founding->county_root, founding->authority}).ok());
  }
  const Bytes seed = keys.root->seed();
  BOOST_TEST(holding(seed).size() == 2u);
  open();
  BOOST_TEST(holding(seed).empty());
  BOOST_TEST(is_there("recovery-sheet.html"));
  BOOST_TEST(hub->authority().devices().size() == 1u);
  BOOST_TEST(hub->store().head(hub->authority().county().authority).value().has_value());
}

BOOST_AUTO_TEST_CASE(a_sheet_is_read_as_nouns_and_as_groups_and_not_with_a_wrong_one) {
  FakeRandom random(9);
  const auto root = crypto::SigningKey::generate(random);
  const std::string page = hub::recovery_sheet("红古区", root);
  const auto between = [&](std::string_view from, std::string_view to) {
    const auto at = page.find(from) + from.size();
    return page.substr(at, page.find(to, at) - at);
  };
  const std::string nouns = between("<h2>词</h2><pre>", "</pre>"), groups = between("huzhu-root-1\n", "</pre>");
  for (const std::string& typed : {page, nouns, groups}) {
    const auto read = hub::read_recovery(typed);
    BOOST_REQUIRE(read.ok());
    BOOST_TEST((read->public_key() == root.public_key()));
  }
  std::string wrong = groups;
  wrong[0] = wrong[0] == 'a' ? 'b' : 'a';
  BOOST_TEST(!hub::read_recovery(wrong).ok());
  BOOST_TEST(!hub::read_recovery(nouns.substr(nouns.find(' '))).ok());
  BOOST_TEST(!hub::read_recovery("").ok());
  BOOST_TEST(!hub::read_recovery("<html>别的</html>").ok());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::test
