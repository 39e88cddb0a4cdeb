#include "core/people/keyring.h"

#include <boost/test/unit_test.hpp>

#include "core/base/limits.h"
#include "tests/core/people/world.h"

namespace huzhu::people {
namespace {

struct Ring {
  test::FakeRandom random{3};
  crypto::SigningKey actor = crypto::SigningKey::generate(random);
  Bytes right = Bytes(32, 1), wrong = Bytes(32, 2), database = Bytes(32, 9);
  EntityId profile{77};
  Keyring keyring;
  Ring() {
    keyring.place_name = "红古村互助站";
    const Status put = keyring.put(profile, "桂香", "志愿者", PinForm{}, Keyring::new_challenge(random), right, database, actor, random);
    BOOST_REQUIRE(put.ok());
  }
};

ErrorCode code(const Result<Unlocked>& r) { return r.ok() ? ErrorCode::none : r.error().code; }

BOOST_AUTO_TEST_SUITE(keyring)

BOOST_AUTO_TEST_CASE(the_right_pin_gives_both_keys_back) {
  Ring r;
  auto opened = r.keyring.unlock(r.profile, r.right, 1000);
  BOOST_REQUIRE(opened.ok());
  BOOST_TEST((opened->database_key == r.database));
  BOOST_TEST((opened->actor.public_key() == r.actor.public_key()));
}

BOOST_AUTO_TEST_CASE(wrong_pins_wait_longer_each_time_and_never_erase) {
  Ring r;
  std::int64_t now = 1'000'000;
  for (std::int64_t wait_s : {1, 2, 4, 8, 16, 32, 64, 128, 256}) {
    BOOST_TEST((code(r.keyring.unlock(r.profile, r.wrong, now)) == ErrorCode::wrong_pin));
    BOOST_TEST((code(r.keyring.unlock(r.profile, r.right, now + wait_s * 1000 - 1)) == ErrorCode::locked_out));
    BOOST_TEST(!r.keyring.challenge(r.profile, now + wait_s * 1000 - 1).ok());
    now += wait_s * 1000;
    BOOST_TEST(r.keyring.challenge(r.profile, now).ok());
  }
  BOOST_TEST((code(r.keyring.unlock(r.profile, r.wrong, now)) == ErrorCode::wrong_pin));  // the tenth
  const auto locked = r.keyring.challenge(r.profile, now + 1'000'000'000);
  BOOST_REQUIRE(!locked.ok());
  BOOST_TEST((locked.error().code == ErrorCode::locked_out));
  BOOST_TEST(locked.error().where == "pin.lead");
  r.keyring.forgive(r.profile);
  BOOST_TEST(r.keyring.unlock(r.profile, r.right, now).ok());
}

BOOST_AUTO_TEST_CASE(success_clears_the_count) {
  Ring r;
  (void)r.keyring.unlock(r.profile, r.wrong, 0);
  BOOST_TEST(r.keyring.unlock(r.profile, r.right, 1000).ok());
  BOOST_TEST(r.keyring.entries().front().wrong_tries == 0u);
}

BOOST_AUTO_TEST_CASE(a_clock_set_back_does_not_lock_out_for_years) {
  Ring r;
  (void)r.keyring.unlock(r.profile, r.wrong, 1'000'000'000'000);
  BOOST_TEST(r.keyring.unlock(r.profile, r.right, 1000).ok());
}

BOOST_AUTO_TEST_CASE(the_count_of_wrong_tries_survives_storage) {
  Ring r;
  (void)r.keyring.unlock(r.profile, r.wrong, 5000);
  auto again = Keyring::decode(r.keyring.encode());
  BOOST_REQUIRE(again.ok());
  BOOST_TEST(again->place_name == "红古村互助站");
  BOOST_TEST(again->entries().front().short_name == "桂香");
  BOOST_TEST((code(again->unlock(r.profile, r.right, 5001)) == ErrorCode::locked_out));
  BOOST_TEST(again->unlock(r.profile, r.right, 6000).ok());
}

BOOST_AUTO_TEST_CASE(a_begun_enrolment_survives_storage) {
  Keyring ring;
  ring.begun = BegunEnrolment{Bytes(32, 4), {}, Bytes(32, 6), true};
  auto again = Keyring::decode(ring.encode());
  BOOST_REQUIRE(again.ok());
  BOOST_REQUIRE(again->begun.has_value());
  BOOST_TEST((again->begun->device_seed == Bytes(32, 4)));
  BOOST_TEST(again->begun->grant.empty());
  BOOST_TEST((again->begun->actor_seed == Bytes(32, 6)));
  BOOST_TEST(again->begun->invited);
  ring.begun->grant = Bytes(500 * 1024, 7);
  again = Keyring::decode(ring.encode());
  BOOST_REQUIRE(again.ok());
  BOOST_TEST((again->begun->grant == ring.begun->grant));
  ring.begun.reset();
  BOOST_TEST(!Keyring::decode(ring.encode())->begun.has_value());
}

BOOST_AUTO_TEST_CASE(what_stands_beside_the_profiles_survives_storage) {
  Ring r;
  r.keyring.help_keys = Bytes(900, 4);
  r.keyring.help_asked = Bytes(500, 5);
  r.keyring.stopped = true;
  const auto again = Keyring::decode(r.keyring.encode());
  BOOST_REQUIRE(again.ok());
  BOOST_TEST((again->help_keys == r.keyring.help_keys));
  BOOST_TEST((again->help_asked == r.keyring.help_asked));
  BOOST_TEST(again->stopped);
}

BOOST_AUTO_TEST_CASE(half_a_begun_enrolment_is_refused) {
  Keyring ring;
  ring.begun = BegunEnrolment{Bytes(31, 4), {}, {}};
  BOOST_TEST(!Keyring::decode(ring.encode()).ok());
  ring.begun = BegunEnrolment{{}, Bytes(10, 4), {}};
  BOOST_TEST(!Keyring::decode(ring.encode()).ok());
  ring.begun = BegunEnrolment{Bytes(32, 4), {}, Bytes(31, 6)};
  BOOST_TEST(!Keyring::decode(ring.encode()).ok());
  ring.begun = BegunEnrolment{{}, {}, {}, true};
  BOOST_TEST(!Keyring::decode(ring.encode()).ok());
}

// Version 1 had no begun enrolment (two empty texts and what later ones added), version 2 one without the person's key,
// version 3 no help from another tablet, version 4 nothing but six digits.
BOOST_AUTO_TEST_CASE(keyrings_of_older_versions_are_still_read) {
  Ring r;
  const std::string_view magic = "huzhu/keyring/";
  constexpr int form = 2;  // of the one entry
  for (const auto& [version, shorter] : {std::pair{'1', 7}, std::pair{'2', 5}, std::pair{'3', 3}, std::pair{'4', 0}}) {
    Bytes old = r.keyring.encode();
    old.resize(old.size() - static_cast<std::size_t>(shorter + form));
    old[1 + magic.size()] = static_cast<std::uint8_t>(version);
    auto read = Keyring::decode(old);
    BOOST_REQUIRE(read.ok());
    BOOST_TEST((read->entries().front().pin == PinForm{PinKind::digits, 6}));
    BOOST_TEST(read->unlock(r.profile, r.right, 0).ok());
  }
}

BOOST_AUTO_TEST_CASE(an_enrolment_begun_by_the_older_program_goes_on) {
  Keyring ring;
  ring.begun = BegunEnrolment{Bytes(32, 4), Bytes(10, 7), {}};
  Bytes old = ring.encode();
  old.resize(old.size() - 5);
  old[1 + std::string_view("huzhu/keyring/").size()] = '2';
  auto read = Keyring::decode(old);
  BOOST_REQUIRE(read.ok());
  BOOST_REQUIRE(read->begun.has_value());
  BOOST_TEST((read->begun->grant == Bytes(10, 7)));
  BOOST_TEST(read->begun->actor_seed.empty());
}

BOOST_AUTO_TEST_CASE(a_new_pin_replaces_the_old_one) {
  Ring r;
  const Bytes other(32, 5);
  BOOST_TEST(r.keyring.put(r.profile, "桂香", "志愿者", PinForm{}, Keyring::new_challenge(r.random), other, r.database, r.actor, r.random).ok());
  BOOST_TEST(r.keyring.entries().size() == 1u);
  BOOST_TEST((code(r.keyring.unlock(r.profile, r.right, 0)) == ErrorCode::wrong_pin));
  BOOST_TEST(r.keyring.unlock(r.profile, other, 2000).ok());
}

BOOST_AUTO_TEST_CASE(the_form_of_each_pin_survives_storage) {
  Ring r;
  const PinForm forms[] = {{PinKind::digits, 8}, {PinKind::pictures, 6}, {PinKind::pictures, 8}};
  std::uint64_t id = 100;
  for (const PinForm& form : forms)
    BOOST_REQUIRE(r.keyring.put(EntityId{++id}, "甲", "站长", form, Keyring::new_challenge(r.random), r.right, r.database, r.actor, r.random).ok());
  const auto again = Keyring::decode(r.keyring.encode());
  BOOST_REQUIRE(again.ok());
  BOOST_TEST((again->entries()[0].pin == PinForm{PinKind::digits, 6}));
  for (std::size_t i = 0; i < 3; ++i) BOOST_TEST((again->entries()[i + 1].pin == forms[i]));
}

BOOST_AUTO_TEST_CASE(another_kind_or_length_is_refused) {
  Ring r;
  for (const auto& [from_end, value] : {std::pair{2, 2}, std::pair{1, 5}, std::pair{1, 7}, std::pair{1, 9}, std::pair{1, 0}}) {
    Bytes bad = r.keyring.encode();
    bad[bad.size() - static_cast<std::size_t>(from_end)] = static_cast<std::uint8_t>(value);
    BOOST_TEST(!Keyring::decode(bad).ok());
  }
}

BOOST_AUTO_TEST_CASE(profiles_are_limited) {
  Ring r;
  for (std::size_t i = 1; i < limits::profiles_per_device_max; ++i)
    BOOST_REQUIRE(r.keyring.put(EntityId{1000 + i}, "甲", "志愿者", PinForm{}, Keyring::new_challenge(r.random), r.right, r.database, r.actor, r.random).ok());
  BOOST_TEST(!r.keyring.put(EntityId{5}, "乙", "志愿者", PinForm{}, Keyring::new_challenge(r.random), r.right, r.database, r.actor, r.random).ok());
  BOOST_TEST(Keyring::decode(r.keyring.encode()).ok());
}

BOOST_AUTO_TEST_CASE(any_bytes_are_refused_or_read_but_never_trusted) {
  Ring r;
  const Bytes good = r.keyring.encode();
  BOOST_TEST(Keyring::decode({}).ok());
  for (std::size_t n = 1; n < good.size(); ++n) BOOST_TEST(!Keyring::decode(ByteView(good).first(n)).ok());
  for (std::size_t i = 0; i < good.size(); ++i)
    for (std::uint8_t bit : {1, 128}) {
      Bytes bad = good;
      bad[i] ^= bit;
      auto read = Keyring::decode(bad);
      if (!read.ok() || read->entries().empty()) continue;
      BOOST_TEST(read->entries().front().memory_kib <= 1024u * 1024u);
    }
  Bytes longer = good;
  longer.push_back(0);
  BOOST_TEST(!Keyring::decode(longer).ok());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::people
