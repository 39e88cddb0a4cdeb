// Records carried by hand: tablet to hub and back, tablet to tablet, and everything that is not such a bundle.
#include <algorithm>
#include <filesystem>

#include "sync/bundle/fountain.h"
#include "sync/hub/clerk.h"
#include "tests/hub/courier.h"
#include "tests/hub/temporary.h"

namespace huzhu::test {

BOOST_AUTO_TEST_SUITE(hub_carry)

BOOST_FIXTURE_TEST_CASE(a_tablet_that_never_had_a_network_gets_its_receipts, Courier) {
  const EntityId ma = register_elder(*a, "马玉莲");
  auto session = a->session();
  BOOST_REQUIRE(care::record_all_well(session, {.elder = ma}).ok());
  BOOST_TEST(!a->replica().is_receipted(ma));
  const auto waiting = a->replica().counts().unsent;

  const hub::CarriedIn carried = at_hub(for_hub(*a));
  BOOST_TEST((carried.from == a->device.key.author()));
  BOOST_TEST(carried.stored >= 3u);  // the first profile, the elder, the visit
  BOOST_TEST(carried.refused == 0u);
  BOOST_REQUIRE(!carried.answer.empty());

  const auto taken = take(*a, carried.answer);
  BOOST_REQUIRE(taken.ok());
  BOOST_TEST(taken->reply);
  BOOST_TEST(taken->receipted == waiting);
  BOOST_TEST(incidents.empty());
  BOOST_TEST(a->replica().is_receipted(ma));
  BOOST_TEST(a->replica().counts().unreceipted == 0u);
  // Nothing is left to carry, and with a network nothing is left to send.
  BOOST_TEST(sync::gather_for_hub(a->replica(), a->client->book(), clock).segments == 0u);
  std::vector<std::string> paths;
  after_answer = [&](const sync::HttpRequest& request, hub::Answer&) { paths.push_back(request.path); };
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(std::count(paths.begin(), paths.end(), "/v1/push") == 0);
  BOOST_TEST(std::count(paths.begin(), paths.end(), "/v1/pull") == 0);
}

BOOST_FIXTURE_TEST_CASE(the_answer_brings_what_others_wrote, Courier) {
  const EntityId ma = register_elder(*a, "马玉莲"), zhang = register_elder(*b, "张德福");
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_REQUIRE(take(*a, at_hub(for_hub(*a)).answer).ok());
  BOOST_TEST(phone_of(*a, zhang) == "13909310001");
  BOOST_REQUIRE(sync(*b).ok());
  BOOST_TEST(phone_of(*b, ma) == "13909310001");
  BOOST_TEST(same(*a, *b));
  // And goes on from there: the next answer holds what is new alone.
  BOOST_REQUIRE(register_elder(*b, "李秀英"));
  BOOST_REQUIRE(sync(*b).ok());
  const auto taken = take(*a, at_hub(for_hub(*a)).answer);
  BOOST_REQUIRE(taken.ok());
  BOOST_TEST(taken->fresh == 1u);
  BOOST_TEST(same(*a, *b));
}

BOOST_FIXTURE_TEST_CASE(any_order_and_any_number_of_times, Courier) {
  const EntityId ma = register_elder(*a, "马玉莲");
  const Bytes first = for_hub(*a);
  BOOST_REQUIRE(write_phone(*a, ma, "13909310002").ok());
  const Bytes second = for_hub(*a);
  // The later one first: it holds all that waits.
  const hub::CarriedIn later = at_hub(second), earlier = at_hub(first), twice = at_hub(second);
  BOOST_TEST(later.refused + earlier.refused + twice.refused == 0u);
  BOOST_TEST(earlier.stored == 0u);
  BOOST_TEST(twice.stored == 0u);
  BOOST_TEST(earlier.known > 0u);
  const auto stored = service->counts().segments_stored;
  for (const Bytes* answer : {&twice.answer, &later.answer, &earlier.answer, &twice.answer}) {
    const auto taken = take(*a, *answer);
    BOOST_REQUIRE(taken.ok());
    BOOST_TEST(incidents.empty());
  }
  BOOST_TEST(a->replica().counts().unreceipted == 0u);
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(service->counts().segments_stored == stored);
  BOOST_TEST(a->client->state().incidents.empty());
}

// Two bundles were under way at once: the second answer begins where the first one did, before what was followed since.
BOOST_FIXTURE_TEST_CASE(an_answer_that_begins_before_our_place_brings_its_receipts, Courier) {
  const EntityId ma = register_elder(*a, "马玉莲");
  const Bytes first = for_hub(*a);
  const EntityId zhang = register_elder(*a, "张德福");
  const Bytes second = for_hub(*a);
  const Bytes first_answer = at_hub(first).answer, second_answer = at_hub(second).answer;
  BOOST_REQUIRE(take(*a, first_answer).ok());
  BOOST_TEST(a->replica().is_receipted(ma));
  BOOST_TEST(!a->replica().is_receipted(zhang));
  BOOST_REQUIRE(take(*a, second_answer).ok());
  BOOST_TEST(a->replica().is_receipted(zhang));
  BOOST_TEST(a->replica().counts().unreceipted == 0u);
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(a->client->state().incidents.empty());
}

BOOST_FIXTURE_TEST_CASE(an_answer_overtaken_by_a_network_is_no_incident, Courier) {
  register_elder(*a, "马玉莲");
  const Bytes answer = at_hub(for_hub(*a)).answer;
  BOOST_REQUIRE(sync(*a).ok());
  register_elder(*a, "张德福");
  BOOST_REQUIRE(sync(*a).ok());
  const auto taken = take(*a, answer);
  BOOST_REQUIRE(taken.ok());
  BOOST_TEST(incidents.empty());
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_TEST(a->client->state().incidents.empty());
}

BOOST_FIXTURE_TEST_CASE(tablet_to_tablet_without_any_hub, Courier) {
  const EntityId ma = register_elder(*a, "马玉莲");
  // b was enrolled after a, so a has not heard of it: b carries to a first.
  const EntityId zhang = register_elder(*b, "张德福");
  const Bytes from_b = for_tablet(*b, *a);
  BOOST_REQUIRE(!from_b.empty());
  const auto taken = take(*a, from_b);
  BOOST_REQUIRE(taken.ok());
  BOOST_TEST(!taken->reply);
  BOOST_TEST((taken->from == b->device.key.author()));
  BOOST_TEST(taken->fresh > 0u);
  BOOST_TEST(taken->elsewhere == 0u);
  BOOST_TEST(phone_of(*a, zhang) == "13909310001");
  const Bytes from_a = for_tablet(*a, *b);
  BOOST_REQUIRE(!from_a.empty());
  BOOST_REQUIRE(take(*b, from_a).ok());
  BOOST_TEST(phone_of(*b, ma) == "13909310001");
  BOOST_TEST(same(*a, *b));
  const auto again = take(*b, from_a);
  BOOST_TEST(again->fresh == 0u);
  BOOST_TEST(again->known > 0u);
  // What b carries to the centre holds a's records too: any of the two may go.
  const hub::CarriedIn carried = at_hub(for_hub(*b));
  BOOST_TEST(carried.refused == 0u);
  auto late = enrol(village, "李秀英", 13);
  BOOST_REQUIRE(sync(*late).ok());
  BOOST_TEST(phone_of(*late, ma) == "13909310001");
}

BOOST_FIXTURE_TEST_CASE(nobody_carries_to_the_clerk_of_the_centre, Courier) {
  const std::string folder = temporary_path("huzhu_carry_clerk");
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  {
    std::int64_t steady = 1'000'000;
    auto clerk = hub::Clerk::open({folder, hub::carry_to(*service), [&] { return hub::new_code(*service, county); }, &clock, &random, [&] { return steady += 100; }});
    BOOST_REQUIRE(clerk.ok());
    BOOST_REQUIRE((*clerk)->sync().ok());
  }
  BOOST_REQUIRE(sync(*a).ok());
  for (const auto& one : sync::recipients(a->replica(), clock.ms)) BOOST_TEST(one.name.find("录入机") == std::string::npos, one.name);
  std::filesystem::remove_all(folder);
}

BOOST_FIXTURE_TEST_CASE(only_devices_that_share_a_place_may_be_chosen, Courier) {
  auto far = enrol(other_village, "赵铁柱", 14);
  auto desk = enrol(county, "县里", 15);
  BOOST_REQUIRE(sync(*a).ok());
  std::vector<AuthorId> offered;
  for (const auto& one : sync::recipients(a->replica(), clock.ms)) offered.push_back(one.author);
  const auto has = [&](Tablet& t) { return std::find(offered.begin(), offered.end(), t.device.key.author()) != offered.end(); };
  BOOST_TEST(has(*b));
  BOOST_TEST(has(*desk));
  BOOST_TEST(!has(*far));
  BOOST_TEST(!has(*a));
  BOOST_TEST((std::find(offered.begin(), offered.end(), crypto::author_of(facts.hub_key)) == offered.end()));
}

// Sealed to a tablet by somebody who should not have: what is another village's stays out.
BOOST_FIXTURE_TEST_CASE(records_of_another_village_are_not_taken, Courier) {
  auto far = enrol(other_village, "赵铁柱", 14);
  BOOST_REQUIRE(sync(*a).ok());
  auto session = far->session();
  auto draft = elder_draft("马三");
  draft.area = other_village;
  BOOST_REQUIRE(registry::register_elder(session, draft).ok());
  const auto gathered = sync::gather_for_hub(far->replica(), far->client->book(), clock);
  const auto taken = take(*a, pack(*far, a->device.key.public_key(), gathered.letter));
  BOOST_REQUIRE(taken.ok());
  BOOST_TEST(taken->elsewhere >= 1u);
  BOOST_TEST(a->replica().heads(far->session().work_scope(other_village)).empty());
}

BOOST_FIXTURE_TEST_CASE(what_is_no_bundle_for_the_hub_says_why_and_changes_nothing, Courier) {
  register_elder(*a, "马玉莲");
  const Bytes good = for_hub(*a);
  const auto stored = service->counts().segments_stored;
  const auto why = [&](ByteView bytes) { return hub::carry_in(*service, bytes).error().code; };
  BOOST_TEST((why({}) == ErrorCode::truncated));
  BOOST_TEST((why(ByteView(good).first(good.size() / 2)) == ErrorCode::truncated));
  BOOST_TEST((why(view("\xff\xd8\xff\xe0 a photo")) == ErrorCode::not_a_bundle));
  Bytes flipped = good;
  flipped[flipped.size() / 2] ^= 4;
  BOOST_TEST((why(flipped) == ErrorCode::bad_checksum));
  BOOST_TEST((why(for_tablet(*b, *a)) == ErrorCode::not_for_us));
  Hash other = facts.county_root;
  other[0] ^= 1;
  const Bytes foreign = *sync::seal_envelope(other, facts.hub_key, hub::deflate(view("x")), random);
  BOOST_TEST((why(foreign) == ErrorCode::wrong_scope));
  const Bytes no_deflate = *sync::seal_envelope(facts.county_root, facts.hub_key, view("not deflated"), random);
  BOOST_TEST((why(no_deflate) == ErrorCode::bad_checksum));
  const Bytes no_letter = *sync::seal_envelope(facts.county_root, facts.hub_key, hub::deflate(view("?")), random);
  BOOST_TEST((why(no_letter) == ErrorCode::unknown_version));
  // A bomb: a letter that would fill a gigabyte.
  const Bytes bomb = *sync::seal_envelope(facts.county_root, facts.hub_key, hub::deflate(Bytes(200u << 20)), random);
  BOOST_TEST((why(bomb) == ErrorCode::bundle_too_big));
  BOOST_TEST(service->counts().segments_stored == stored);
  BOOST_TEST(at_hub(good).stored > 0u);
}

BOOST_FIXTURE_TEST_CASE(what_is_no_bundle_for_a_tablet_says_why_and_changes_nothing, Courier) {
  register_elder(*b, "张德福");
  const Bytes good = for_tablet(*b, *a);
  const auto before = a->replica().counts().segments;
  const auto why = [&](ByteView bytes) { return take(*a, bytes).error().code; };
  BOOST_TEST((why(ByteView(good).first(good.size() - 1)) == ErrorCode::truncated));
  BOOST_TEST((why(for_hub(*b)) == ErrorCode::not_for_us));
  Hash other = facts.county_root;
  other[0] ^= 1;
  BOOST_TEST((why(*sync::seal_envelope(other, a->device.key.public_key(), hub::deflate(view("x")), random)) == ErrorCode::wrong_scope));
  BOOST_TEST(a->replica().counts().segments == before);
  BOOST_TEST(take(*a, good).ok());
}

// The same key could be known in two counties: records and receipts are bound to one root.
BOOST_FIXTURE_TEST_CASE(records_of_another_county_under_our_name_are_not_believed, Courier) {
  auto letter = sync::gather_for_device(b->replica(), b->client->book(), sync::recipients(b->replica(), clock.ms).front(), clock).letter;
  const Hash other = crypto::blake2b({view("another county")});
  log::Segment s;
  s.scope = village_scope(*a);
  s.author = b->device.key.author();
  s.epoch = 9;
  s.seq_first = 1;
  log::Operation op;
  op.entity = EntityId{77};
  op.type = model::EntityType::person;
  op.field = model::person::name;
  op.value = Value::of("外县");
  s.operations.push_back(op);
  const auto foreign = log::seal(s, log::first_prev(other, s.scope, s.author, s.epoch), b->device.key, nullptr);
  BOOST_REQUIRE(foreign.ok());
  letter.frames.clear();
  for (const Bytes& frame : log::encode_frames({*foreign})) letter.frames.insert(letter.frames.end(), frame.begin(), frame.end());
  letter.holds = std::move(sync::ranges_of(letter.frames)).value();
  carry_frames(*b, *a, facts.authority);  // b's certificate is known here
  const auto taken = take(*a, pack(*b, a->device.key.public_key(), letter));
  BOOST_REQUIRE(taken.ok());
  BOOST_TEST(taken->fresh == 0u);
  BOOST_TEST(taken->refused == 1u);
  BOOST_TEST(at_hub(pack(*b, facts.hub_key, letter)).refused == 1u);
}

BOOST_FIXTURE_TEST_CASE(a_forged_answer_is_not_believed, Courier) {
  const EntityId ma = register_elder(*a, "马玉莲");
  const Bytes answer = at_hub(for_hub(*a)).answer;
  const Bytes plain = *hub::inflate(*sync::open_envelope(answer, facts.county_root, a->device.key), limits::bundle_plain_bytes_max);
  auto letter = std::get<sync::Reply>(*sync::decode_letter(plain));
  for (sync::AnswerPage& one : letter.pages) {
    auto page = *sync::decode<sync::PullAnswer>(one.page);
    for (sync::PullEntry& entry : page.entries) entry.received_at_ms += 1;
    one.page = sync::encode(page);
  }
  const Bytes forged = *sync::seal_envelope(facts.county_root, a->device.key.public_key(), hub::deflate(sync::encode(letter)), random);
  BOOST_TEST(!take(*a, forged).ok());
  BOOST_TEST(!a->replica().is_receipted(ma));
  BOOST_TEST(take(*a, answer).ok());
  BOOST_TEST(a->replica().is_receipted(ma));
}

BOOST_FIXTURE_TEST_CASE(the_hub_can_send_a_village_unasked, Courier) {
  const EntityId zhang = register_elder(*b, "张德福");
  BOOST_REQUIRE(sync(*b).ok());
  const auto bundle = hub::carry_out(*service, a->device.key.author());
  BOOST_REQUIRE(bundle.ok());
  BOOST_REQUIRE(take(*a, *bundle).ok());
  BOOST_TEST(phone_of(*a, zhang) == "13909310001");
  BOOST_TEST((hub::carry_out(*service, AuthorId{77}).error().code == ErrorCode::unknown_device));
}

// A day of visits as people record them: sizes may gate a test.
BOOST_FIXTURE_TEST_CASE(a_day_of_a_hundred_operations_fits_four_codes, Courier) {
  std::vector<EntityId> elders;
  for (int i = 0; i < 20; ++i) elders.push_back(register_elder(*a, "马玉莲", "139093100" + std::to_string(10 + i)));
  BOOST_REQUIRE(sync(*a).ok());
  BOOST_REQUIRE(sync(*b).ok());
  const auto before = b->replica().counts().operations;
  auto session = b->session();
  for (std::size_t i = 0; b->replica().counts().operations < before + 100; ++i) {
    clock.ms += 9 * 60'000;
    BOOST_REQUIRE(care::record_all_well(session, {.elder = elders[i % elders.size()]}).ok());
  }
  const Bytes bundle = for_hub(*b);
  const auto shown = sync::FountainWriter::of(bundle);
  BOOST_TEST_MESSAGE("a day of " << b->replica().counts().operations - before << " operations: " << bundle.size() << " bytes, " << shown->pieces() << " codes");
  BOOST_TEST(shown->pieces() <= 4u);
  // Seen by a camera, the hub's computer has the day.
  sync::FountainReader seen;
  for (std::uint32_t i = 4; i > 0; --i) seen.take(*sync::decode_code(sync::encode(shown->frame(i - 1))));
  BOOST_REQUIRE(seen.bundle().has_value());
  const hub::CarriedIn carried = at_hub(seen.bundle()->value());
  BOOST_TEST(carried.refused == 0u);
  BOOST_TEST(carried.stored > 0u);
}

BOOST_FIXTURE_TEST_CASE(another_device_hands_it_in_over_the_network, Courier) {
  const EntityId ma = register_elder(*a, "马玉莲");
  auto desk = enrol(county, "县里", 15);
  BOOST_REQUIRE(sync(*desk).ok());
  desk->client->relay(for_hub(*a));
  BOOST_REQUIRE(sync(*desk).ok());
  auto relayed = desk->client->take_relayed();
  BOOST_REQUIRE(relayed.has_value());
  BOOST_REQUIRE(relayed->ok());
  BOOST_TEST((relayed->value().from == a->device.key.author()));
  BOOST_TEST(relayed->value().stored >= 2u);
  BOOST_REQUIRE(take(*a, relayed->value().answer).ok());
  BOOST_TEST(a->replica().is_receipted(ma));
  // A bad one is refused, and the desk goes on as before.
  desk->client->relay(bytes_of(view("no bundle")));
  BOOST_REQUIRE(sync(*desk).ok());
  relayed = desk->client->take_relayed();
  BOOST_REQUIRE(relayed.has_value());
  BOOST_TEST(!relayed->ok());
  // Without a network it says so at once; the bundle is still in the courier's hand.
  desk->client->set_online(false);
  desk->client->relay(for_hub(*a));
  relayed = desk->client->take_relayed();
  BOOST_REQUIRE(relayed.has_value());
  BOOST_TEST((relayed->error().code == ErrorCode::offline));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
