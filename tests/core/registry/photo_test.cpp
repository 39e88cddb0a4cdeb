// The picture in a person's file: who may, who agreed, and what erasing leaves of it.
#include "core/registry/photo.h"

#include <boost/test/unit_test.hpp>

#include "core/care/visits.h"
#include "core/people/authority.h"
#include "core/registry/consent.h"
#include "core/registry/elder_file.h"
#include "core/registry/erasure.h"
#include "core/registry/person_copy.h"
#include "tests/core/people/world.h"

namespace huzhu::registry {
namespace {

using test::World;

struct Village {
  World world;
  World::Enrolled lead = world.enrol(test::village, "陈桂香", 5);
  people::Session session = lead.session();
  EntityId elder = register_elder(session, test::elder_draft("马玉莲"))->saved.entity;

  void receipt_all() {
    std::vector<store::Receipt> receipts;
    std::uint64_t hub_seq = 0;
    for (const ScopeId scope : session.replica().scopes_held())
      for (const store::Head& head : session.replica().heads(scope)) receipts.push_back({scope, head.author, head.epoch, head.seq, ++hub_seq, world.clock.ms});
    BOOST_REQUIRE(session.replica().accept_receipts(receipts).ok());
  }
  Bytes jpeg = Bytes(50000, 0xD8);

  std::optional<Bytes> shown() {
    const auto photo = photo_of(session.db(), elder);
    return photo ? session.replica().blobs().whole(photo->scope, photo->ref) : std::nullopt;
  }
};

template <class T>
ErrorCode code_of(const Result<T>& result) { return result.ok() ? ErrorCode::none : result.error().code; }

}  // namespace

BOOST_AUTO_TEST_SUITE(registry_photo)

BOOST_FIXTURE_TEST_CASE(a_photo_is_put_replaced_taken_away_and_brought_back, Village) {
  BOOST_TEST(!photo_of(session.db(), elder));
  BOOST_REQUIRE(put_photo(session, elder, jpeg).ok());
  BOOST_TEST((shown() == jpeg));
  const auto first = photo_of(session.db(), elder);
  const Bytes better(60000, 0x11);
  BOOST_REQUIRE(put_photo(session, elder, better).ok());
  BOOST_TEST((shown() == better));
  BOOST_REQUIRE(set_photo(session, elder, std::nullopt).ok());
  BOOST_TEST(!photo_of(session.db(), elder));
  BOOST_REQUIRE(set_photo(session, elder, first).ok());
  BOOST_TEST((shown() == jpeg));
}

BOOST_FIXTURE_TEST_CASE(only_as_large_as_the_shell_makes_them, Village) {
  BOOST_TEST((code_of(put_photo(session, elder, Bytes(limits::photo_bytes_max + 1))) == ErrorCode::too_long));
  BOOST_TEST((code_of(put_photo(session, elder, Bytes(limits::photo_bytes_max))) == ErrorCode::none));
  BOOST_TEST((code_of(put_photo(session, elder, {})) == ErrorCode::required));
  BOOST_TEST((code_of(put_photo(session, EntityId{99}, jpeg)) == ErrorCode::not_found));
}

BOOST_FIXTURE_TEST_CASE(nobody_is_photographed_who_took_it_back, Village) {
  BOOST_REQUIRE(put_photo(session, elder, jpeg).ok());
  const auto before = photo_of(session.db(), elder);
  ConsentDraft consent{elder, {ConsentSubject::photos}, ConsentKind::spoken, "", "马建国", std::nullopt, ""};
  BOOST_REQUIRE(give_consent(session, consent).ok());
  BOOST_REQUIRE(take_back_consent(session, consent).ok());
  BOOST_TEST((code_of(put_photo(session, elder, jpeg)) == ErrorCode::consent_taken_back));
  BOOST_TEST((code_of(set_photo(session, elder, before)) == ErrorCode::consent_taken_back));
  BOOST_TEST(set_photo(session, elder, std::nullopt).ok());   // taking it away is always allowed
}

BOOST_FIXTURE_TEST_CASE(erasing_takes_the_photo_with_it, Village) {
  BOOST_REQUIRE(put_photo(session, elder, jpeg).ok());
  const auto photo = photo_of(session.db(), elder);
  BOOST_REQUIRE(erase_values(session, {elder, ErasureReach::all, ErasureReason::asked}).ok());
  BOOST_TEST(!photo_of(session.db(), elder));
  BOOST_TEST(session.replica().blobs().whole(photo->scope, photo->ref).has_value());   // until the hub has the redaction
  receipt_all();
  BOOST_TEST(!session.replica().blobs().whole(photo->scope, photo->ref));
}

BOOST_FIXTURE_TEST_CASE(the_persons_own_copy_shows_it, Village) {
  BOOST_REQUIRE(put_photo(session, elder, Bytes{0xFF, 0xD8, 0xFF, 0xE0}).ok());
  const auto copy = person_copy(session, elder);
  BOOST_REQUIRE(copy.ok());
  BOOST_TEST(copy->html.find("src=\"data:image/jpeg;base64,/9j/4A==\"") != std::string::npos);
  BOOST_TEST(copy->html.find("<th>照片</th>") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(what_was_said_at_a_visit_is_in_the_copy_and_goes_with_the_erasing, Village) {
  care::VisitDraft visit;
  visit.elder = elder;
  const std::string_view sound = "OggS, what a browser recorded";
  visit.voice.assign(sound.begin(), sound.end());
  BOOST_REQUIRE(care::record_all_well(session, visit).ok());
  const auto copy = person_copy(session, elder);
  BOOST_REQUIRE(copy.ok());
  BOOST_TEST(copy->html.find("<audio controls src=\"data:audio/ogg;base64,T2dnUy") != std::string::npos);
  const auto voice = elder_file(session, elder, 10)->history.at(0).voice;
  BOOST_REQUIRE(voice.has_value());
  BOOST_REQUIRE(erase_values(session, {elder, ErasureReach::all, ErasureReason::asked, {}}).ok());
  receipt_all();
  BOOST_TEST(!session.replica().blobs().whole(voice->scope, voice->ref));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::registry
