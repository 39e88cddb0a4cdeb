// What the hub takes and what it refuses, request by request.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "sync/invite_protocol.h"
#include "sync/protocol.h"
#include "sync/request_auth.h"
#include "tests/hub/county.h"

namespace huzhu::test {
namespace {

using sync::Refusal;
using sync::Verdict;

// Signs requests by hand, as a stranger's program would.
struct ByHand {
  ByHand(County& c, Tablet& t) : county(c), tablet(t) {
    sync::HelloRequest hello;
    hello.nonce.fill(1);
    const auto answer = send(sync::path::hello, sync::encode(hello), sync::Token{}, 0);
    if (const auto message = sync::decode<sync::HelloAnswer>(answer.body)) token = message->token;
  }

  hub::Answer send(std::string_view path, const Bytes& body, const sync::Token& with, std::uint64_t n) {
    sync::RequestAuth auth;
    auth.device = tablet.device.key.author();
    auth.token = with;
    auth.number = n;
    sync::sign_request(auth, "POST", path, body, tablet.device.key);
    const std::string header = sync::encode_auth(auth);
    return county.service->handle({"POST", path, header, body});
  }
  hub::Answer send(std::string_view path, const Bytes& body) { return send(path, body, token, ++number); }

  sync::PushAnswer push(const std::vector<Bytes>& frames) { return *sync::decode<sync::PushAnswer>(send(sync::path::push, sync::encode(sync::PushRequest{frames})).body); }

  County& county;
  Tablet& tablet;
  sync::Token token{};
  std::uint64_t number = 0;
};

std::vector<Bytes> frames_of(const std::vector<store::StoredSegment>& segments) {
  std::vector<log::SealedSegment> run;
  for (const auto& one : segments) run.push_back(one.sealed);
  return log::encode_frames(run);
}

struct OneTablet : County {
  OneTablet() : tablet(enrol(village, "陈桂香", 11)) {
    BOOST_REQUIRE(tablet);
    BOOST_REQUIRE(sync(*tablet).ok());
  }
  // The frames of what the tablet has not sent, each with one segment.
  std::vector<Bytes> single_frames() {
    std::vector<Bytes> out;
    for (const auto& one : tablet->replica().unreceipted(1 << 20)) out.push_back(frames_of({one}).front());
    return out;
  }
  std::unique_ptr<Tablet> tablet;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(hub_push)

BOOST_FIXTURE_TEST_CASE(pushed_twice_is_stored_once, OneTablet) {
  register_elder(*tablet, "马玉莲");
  ByHand hand(*this, *tablet);
  const auto frames = single_frames();
  const auto first = hand.push(frames), second = hand.push(frames);
  BOOST_TEST((first.frames[0].verdict == Verdict::stored));
  BOOST_TEST(first.runs.size() == 1u);
  BOOST_TEST((second.frames[0].verdict == Verdict::duplicate));
  BOOST_TEST(second.runs.empty());
  // Twice within one push too.
  register_elder(*tablet, "张德福");
  auto fresh = single_frames();
  fresh.insert(fresh.end(), fresh.begin(), fresh.end());
  for (const auto& one : hand.push(fresh).frames) BOOST_TEST((one.verdict == Verdict::stored || one.verdict == Verdict::duplicate));
}

// Who holds somebody's words hands in a copy without them: were it taken, the true one would be no news any more.
BOOST_FIXTURE_TEST_CASE(a_copy_without_its_values_is_not_taken, OneTablet) {
  register_elder(*tablet, "马玉莲");
  ByHand hand(*this, *tablet);
  const auto segments = tablet->replica().unreceipted(1 << 20);
  BOOST_REQUIRE(!segments.empty());
  std::vector<Bytes> blanked;
  for (store::StoredSegment one : segments) {
    const std::size_t first[] = {0};
    auto blank = log::redact(one.sealed.bytes, first);
    if (!blank) continue;
    one.sealed.bytes = *std::move(blank);
    blanked.push_back(frames_of({one}).front());
  }
  BOOST_REQUIRE(!blanked.empty());
  const auto stored = service->counts().segments_stored;
  for (const Bytes& frame : blanked)
    for (const auto& one : hand.push({frame}).frames) BOOST_TEST((one.verdict == Verdict::busy || one.verdict == Verdict::gap));
  BOOST_TEST(service->counts().segments_stored == stored);
  for (const auto& one : hand.push(single_frames()).frames) BOOST_TEST((one.verdict == Verdict::stored));
}

// Two branches of one log in one push, as whoever copied a tablet would send them.
BOOST_FIXTURE_TEST_CASE(a_fork_within_one_push_is_found, OneTablet) {
  Tablet copy(clock, 77);
  copy.actor = tablet->actor;
  copy.person = tablet->person;
  BOOST_REQUIRE(copy.replica().set_identity(*tablet->replica().identity()).ok());
  BOOST_REQUIRE(copy.replica().put_fact(people::device_area_fact, view(std::to_string(village))).ok());
  for (const ScopeId scope : {facts.authority, village_scope(*tablet)}) carry_frames(*tablet, copy, scope);
  register_elder(*tablet, "马玉莲");
  register_elder(copy, "张德福");
  ByHand hand(*this, *tablet);
  std::vector<Bytes> both = single_frames();
  for (const auto& one : copy.replica().unreceipted(1 << 20))
    if (one.scope == village_scope(*tablet)) both.push_back(frames_of({one}).front());
  int forks = 0;
  for (const auto& one : hand.push(both).frames) forks += one.verdict == Verdict::fork;
  BOOST_TEST(forks > 0);
  BOOST_TEST(store->fork_count(village_scope(*tablet)).value() > 0u);
}

BOOST_FIXTURE_TEST_CASE(every_flipped_bit_is_refused_and_nothing_is_stored, OneTablet) {
  register_elder(*tablet, "马玉莲");
  ByHand hand(*this, *tablet);
  const Bytes frame = single_frames().front();
  const auto stored = service->counts().segments_stored;
  for (std::size_t bit = 0; bit < frame.size() * 8; bit += 7) {
    Bytes damaged = frame;
    damaged[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
    const auto answer = hand.push({damaged});
    if (!answer.frames.empty()) BOOST_TEST((answer.frames[0].verdict != Verdict::stored && answer.frames[0].verdict != Verdict::duplicate), "bit " << bit);
    steady += 100;
  }
  BOOST_TEST(service->counts().segments_stored == stored);
  BOOST_TEST((hand.push({frame}).frames[0].verdict == Verdict::stored));
}

BOOST_FIXTURE_TEST_CASE(what_came_whole_before_a_damaged_frame_is_kept, OneTablet) {
  register_elder(*tablet, "马玉莲");
  register_elder(*tablet, "张德福");
  ByHand hand(*this, *tablet);
  auto frames = single_frames();
  BOOST_REQUIRE(frames.size() >= 2u);
  frames.back().pop_back();
  const auto answer = hand.push(frames);
  BOOST_TEST((answer.frames.front().verdict == Verdict::stored));
  BOOST_TEST((answer.frames.back().verdict == Verdict::malformed));
}

BOOST_FIXTURE_TEST_CASE(a_gap_says_how_far_the_hub_is, OneTablet) {
  register_elder(*tablet, "马玉莲");
  register_elder(*tablet, "张德福");
  ByHand hand(*this, *tablet);
  const auto frames = single_frames();
  const auto answer = hand.push({frames.back()});
  BOOST_TEST((answer.frames[0].verdict == Verdict::gap));
  BOOST_TEST(answer.frames[0].hub_seq_last == 0u);
  BOOST_TEST((hand.push(frames).frames.back().verdict == Verdict::stored));
}

BOOST_FIXTURE_TEST_CASE(another_scope_is_closed_for_reading_and_writing, OneTablet) {
  auto other = enrol(other_village, "赵玉梅", 15);
  BOOST_REQUIRE(sync(*other).ok());
  const ScopeId mine = village_scope(*tablet);
  ByHand hand(*this, *other);
  const auto pull = hand.send(sync::path::pull, sync::encode(sync::PullRequest{mine, {}, 1000, {}}));
  BOOST_TEST((pull.refusal == Refusal::wrong_scope));
  BOOST_TEST((hand.send(sync::path::offer, sync::encode(sync::OfferRequest{mine, {}})).refusal == Refusal::wrong_scope));
  // A segment for the neighbour's scope, properly signed by a device that has no business there.
  log::Segment segment;
  segment.scope = mine;
  segment.author = other->device.key.author();
  segment.epoch = 5;
  segment.seq_first = 1;
  log::Operation op;
  op.entity = EntityId{9};
  op.type = model::EntityType::person;
  op.field = model::person::name;
  op.value = Value::of("不是我们村");
  segment.operations = {op};
  const auto sealed = log::seal(segment, log::first_prev(facts.county_root, mine, segment.author, 5), other->device.key, nullptr);
  BOOST_REQUIRE(sealed.ok());
  BOOST_TEST((hand.push(log::encode_frames({*sealed})).frames[0].verdict == Verdict::wrong_scope));
}

BOOST_FIXTURE_TEST_CASE(a_neighbour_may_carry_what_another_device_signed, OneTablet) {
  register_elder(*tablet, "马玉莲");
  auto other = enrol(other_village, "赵玉梅", 15);
  ByHand hand(*this, *other);
  BOOST_TEST((hand.push(single_frames()).frames[0].verdict == Verdict::stored));
}

BOOST_FIXTURE_TEST_CASE(an_unknown_device_is_refused, OneTablet) {
  Tablet stranger(clock, 55);
  ByHand hand(*this, stranger);
  BOOST_TEST((hand.send(sync::path::push, sync::encode(sync::PushRequest{})).refusal == Refusal::unknown_device));
  BOOST_TEST((service->handle({"POST", sync::path::push, "", {}}).refusal == Refusal::malformed));
}

BOOST_FIXTURE_TEST_CASE(a_request_is_taken_once_and_only_as_signed, OneTablet) {
  ByHand hand(*this, *tablet);
  const Bytes body = sync::encode(sync::DigestRequest{});
  BOOST_TEST(hand.send(sync::path::digest, body, hand.token, 1).status == 200);
  BOOST_TEST((hand.send(sync::path::digest, body, hand.token, 1).refusal == Refusal::replayed));
  BOOST_TEST(hand.send(sync::path::digest, body, hand.token, 40).status == 200);
  BOOST_TEST(hand.send(sync::path::digest, body, hand.token, 2).status == 200);  // overtaken by another connection
  BOOST_TEST((hand.send(sync::path::digest, body, hand.token, 2).refusal == Refusal::replayed));
  BOOST_TEST(hand.send(sync::path::digest, body, hand.token, 1000).status == 200);
  BOOST_TEST((hand.send(sync::path::digest, body, hand.token, 41).refusal == Refusal::replayed));
  BOOST_TEST((hand.send(sync::path::digest, body, sync::Token{}, 3).refusal == Refusal::session));
  // A signature over one body or path does not hold for another.
  sync::RequestAuth auth;
  auth.device = tablet->device.key.author();
  auth.token = hand.token;
  auth.number = 2000;
  sync::sign_request(auth, "POST", sync::path::digest, body, tablet->device.key);
  const std::string header = sync::encode_auth(auth);
  Bytes changed = body;
  changed.back() ^= 1;
  BOOST_TEST((service->handle({"POST", sync::path::digest, header, changed}).refusal == Refusal::bad_signature));
  BOOST_TEST((service->handle({"POST", sync::path::offer, header, body}).refusal == Refusal::bad_signature));
  BOOST_TEST(service->handle({"POST", sync::path::digest, header, body}).status == 200);  // the number was not used up
}

BOOST_FIXTURE_TEST_CASE(a_device_that_asks_without_pause_is_told_to_wait, OneTablet) {
  ByHand hand(*this, *tablet);
  int refused = 0;
  for (int i = 0; i < 400; ++i) refused += hand.send(sync::path::digest, sync::encode(sync::DigestRequest{})).refusal == Refusal::busy;
  BOOST_TEST(refused > 100);
  steady += 10'000;
  BOOST_TEST(hand.send(sync::path::digest, sync::encode(sync::DigestRequest{})).status == 200);
}

BOOST_FIXTURE_TEST_CASE(a_stale_cursor_is_named_so, OneTablet) {
  register_elder(*tablet, "马玉莲");
  BOOST_REQUIRE(sync(*tablet).ok());
  ByHand hand(*this, *tablet);
  const ScopeId scope = village_scope(*tablet);
  const auto row = store->at(scope, 1).value();
  const sync::Cursor right{row->link.hub_epoch, 1, sync::first8(row->receipt)};
  for (sync::Cursor wrong : {sync::Cursor{right.hub_epoch + 1, 1, right.hash8}, sync::Cursor{right.hub_epoch, 99, right.hash8}, sync::Cursor{right.hub_epoch, 1, right.hash8 + 1}}) {
    BOOST_TEST((hand.send(sync::path::pull, sync::encode(sync::PullRequest{scope, wrong, 1000, {}})).refusal == Refusal::stale_cursor));
  }
  BOOST_TEST(hand.send(sync::path::pull, sync::encode(sync::PullRequest{scope, right, 1000, {}})).status == 200);
}

BOOST_FIXTURE_TEST_CASE(a_stranger_may_bring_certificates_and_nothing_else, OneTablet) {
  register_elder(*tablet, "马玉莲");
  sync::PushRequest push;
  for (const auto& one : tablet->replica().unreceipted(1 << 20))
    if (one.scope == village_scope(*tablet)) push.frames.push_back(frames_of({one}).front());
  BOOST_REQUIRE(!push.frames.empty());
  ByHand hand(*this, *tablet);
  const auto introduce = [&](const Bytes& body) { return hand.send(sync::path::introduce, body, sync::Token{}, 0); };
  const PublicKey key = tablet->device.key.public_key();
  const auto answer = introduce(sync::introduction(key, sync::encode(push)));
  BOOST_REQUIRE(answer.status == 200);
  const auto judged = sync::decode<sync::PushAnswer>(answer.body);
  for (const auto& one : judged->frames) BOOST_TEST((one.verdict == Verdict::wrong_scope));
  BOOST_TEST(hand.push(push.frames).frames.front().stored == 1u);  // nothing of it was stored
  // In the name of a key that the sender does not hold.
  const crypto::SigningKey other = crypto::SigningKey::generate(random);
  BOOST_TEST((introduce(sync::introduction(other.public_key(), sync::encode(push))).refusal == Refusal::bad_signature));
  std::size_t busy = 0;
  for (int i = 0; i < 200; ++i) busy += introduce(sync::introduction(key, sync::encode(push))).refusal == Refusal::busy;
  BOOST_TEST(busy > 0u);  // of all strangers together only so many
}

BOOST_FIXTURE_TEST_CASE(garbage_is_refused_and_never_a_crash, OneTablet) {
  ByHand hand(*this, *tablet);
  for (const std::string_view path : {sync::path::hello, sync::path::push, sync::path::pull, sync::path::offer, sync::path::digest, sync::path::wait, sync::path::enrol, sync::path::introduce, sync::path::invite, sync::path::redeem, sync::path::join, sync::path::carry}) {
    for (std::size_t size : {0u, 1u, 2u, 9u, 60u, 300u}) {
      Bytes body(size);
      random.fill(body);
      if (size > 0) body[0] = sync::protocol_version;
      const auto answer = hand.send(path, body);
      BOOST_TEST((answer.status == 200 || answer.refusal != Refusal::none));
      BOOST_TEST((answer.refusal != Refusal::internal));
      steady += 1000;
    }
  }
  Bytes newer = sync::encode(sync::DigestRequest{});
  newer[0] = 9;
  BOOST_TEST((hand.send(sync::path::digest, newer).refusal == Refusal::version));
}

BOOST_FIXTURE_TEST_CASE(a_code_is_for_one_device_and_a_quarter_of_an_hour, OneTablet) {
  const std::string first = code(village);
  BOOST_TEST(first.size() == limits::enrol_code_digits);
  Tablet one(clock, 61), two(clock, 62);
  const auto try_code = [&](Tablet& t, const std::string& typed) {
    steady += 60'000;
    const auto request = sync::enrol_request(1, typed, t.device.key, people::DeviceKind::tablet, "");
    const hub::Answer answer = ask(*request);
    return sync::enrol_answer(answer.status, answer.body, true);
  };
  BOOST_TEST(try_code(one, first.substr(0, 4) + " " + first.substr(4)).ok());
  BOOST_TEST(try_code(one, first).ok());  // its answer was lost: the same device asks again
  BOOST_TEST((try_code(two, first).error().code == ErrorCode::bad_code));
  const std::string late = code(village);
  clock.pass_minutes(15);
  BOOST_TEST((try_code(two, late).error().code == ErrorCode::bad_code));
  const std::string forgotten = code(village);
  BOOST_REQUIRE(service->codes().forget_all().ok());
  BOOST_TEST((try_code(two, forgotten).error().code == ErrorCode::bad_code));
  BOOST_TEST(!sync::enrol_request(1, "1234567", two.device.key, people::DeviceKind::tablet, "").ok());
  BOOST_TEST(!sync::enrol_request(1, "12345678x", two.device.key, people::DeviceKind::tablet, "").ok());
  BOOST_TEST(!hub::new_code(*service, 620112101201).ok());
  // Codes stand in the store as keyed hashes only.
  const auto facts = store->facts("");
  BOOST_REQUIRE(facts.ok());
  for (const auto& [name, value] : facts.value()) BOOST_TEST(name.find(first) == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(guessing_codes_is_cut_off, OneTablet) {
  Tablet stranger(clock, 63);
  ErrorCode last = ErrorCode::none;
  for (int i = 0; i < 700 && last != ErrorCode::hub_busy; ++i) {
    const std::string guess = std::to_string(10'000'000 + i);
    const auto request = sync::enrol_request(1, guess, stranger.device.key, people::DeviceKind::tablet, "");
    const hub::Answer answer = ask(*request);
    last = sync::enrol_answer(answer.status, answer.body, true).error().code;
  }
  BOOST_TEST((last == ErrorCode::hub_busy));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
