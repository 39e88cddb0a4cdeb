// Photos between tablets: after all records, chunk by chunk, whatever breaks and whoever the hub is; and gone when erased.
#include <boost/test/unit_test.hpp>
#include <map>

#include "core/people/places.h"
#include "core/registry/erasure.h"
#include "core/registry/photo.h"
#include "sync/blob_protocol.h"
#include "sync/client/conversation.h"
#include "sync/hub/blobs.h"
#include "tests/hub/county.h"

namespace huzhu::test {
namespace {

Bytes picture(std::uint8_t mark, std::size_t size = 50000) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(mark * 31 + i % 113 + i / 700);
  return bytes;
}

bool is_blob(const std::string& path) { return path.starts_with("/v1/blobs/"); }

struct WithPhotos : County {
  std::unique_ptr<Tablet> lead = enrol(village, "陈桂香", 5), other = enrol(village, "马兰", 6);
  EntityId elder = register_elder(*lead, "马玉莲");
  std::map<std::string, int> asked;
  std::vector<std::string> order;
  std::function<void(const sync::HttpRequest&, hub::Answer&)> meddle;

  WithPhotos() {
    for (Tablet* one : {lead.get(), other.get()}) BOOST_REQUIRE(sync(*one).ok());
    after_answer = [this](const sync::HttpRequest& request, hub::Answer& answer) {
      ++asked[request.path];
      order.push_back(request.path);
      if (meddle) meddle(request, answer);
    };
  }
  void photograph(Tablet& tablet, EntityId person, const Bytes& jpeg) {
    auto session = tablet.session();
    BOOST_REQUIRE(registry::put_photo(session, person, jpeg).ok());
  }
  std::optional<registry::Photo> named(Tablet& tablet, EntityId person) { return registry::photo_of(tablet.replica().db(), person); }
  std::optional<Bytes> shown(Tablet& tablet, EntityId person) {
    const auto photo = named(tablet, person);
    return photo ? tablet.replica().blobs().whole(photo->scope, photo->ref) : std::nullopt;
  }
  // As a person would wait for what has yet to come.
  void sync_later(Tablet& tablet) {
    steady += 20 * 60'000;
    BOOST_REQUIRE(sync(tablet).ok());
  }
  int asked_about_blobs() {
    int all = 0;
    for (const auto& [path, times] : asked) all += is_blob(path) ? times : 0;
    return all;
  }
  void tend() {
    for (int i = 0; i < 1000; ++i)
      if (!service->tend().value()) return;
    BOOST_FAIL("never at rest");
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(hub_blobs)

BOOST_FIXTURE_TEST_CASE(a_photo_reaches_the_other_tablet_after_its_record, WithPhotos) {
  photograph(*lead, elder, picture(1));
  BOOST_REQUIRE(sync(*lead).ok());
  BOOST_TEST(lead->client->state().blobs_to_send == 0u);
  // Everything else first: the round was over before the first word about it.
  const auto first = std::find_if(order.begin(), order.end(), is_blob);
  BOOST_REQUIRE((first != order.end() && first != order.begin()));
  BOOST_TEST(*(first - 1) == "/v1/digest");
  BOOST_TEST(std::all_of(first, order.end(), is_blob));
  BOOST_REQUIRE(sync(*other).ok());
  BOOST_TEST((shown(*other, elder) == picture(1)));
  BOOST_TEST(other->client->take_changed());
  BOOST_TEST(other->client->state().blobs_to_fetch == 0u);
  // Known at both ends: nobody asks again.
  asked.clear();
  for (Tablet* one : {lead.get(), other.get()}) BOOST_REQUIRE(sync(*one).ok());
  const int once = asked_about_blobs();   // the other tablet's question whether the hub has it, too
  BOOST_TEST(once <= 1);
  for (Tablet* one : {lead.get(), other.get()}) BOOST_REQUIRE(sync(*one).ok());
  BOOST_TEST(asked_about_blobs() == once);
}

BOOST_FIXTURE_TEST_CASE(the_same_picture_twice_is_sent_once, WithPhotos) {
  const EntityId second = register_elder(*lead, "祁生福");
  photograph(*lead, elder, picture(1));
  BOOST_REQUIRE(sync(*lead).ok());
  const int before = asked["/v1/blobs/put"];
  photograph(*lead, second, picture(1));
  BOOST_REQUIRE(sync(*lead).ok());
  BOOST_TEST(asked["/v1/blobs/put"] == before);
  BOOST_REQUIRE(sync(*other).ok());
  BOOST_TEST((shown(*other, second) == picture(1)));
}

// The network goes after every answer; what has come is never asked for again.
BOOST_FIXTURE_TEST_CASE(it_goes_on_where_it_broke, WithPhotos) {
  photograph(*lead, elder, picture(1, limits::photo_bytes_max));
  int chunks_sent = 0;
  before_answer = [&](const sync::HttpRequest& request) {
    if (request.path != "/v1/blobs/put") return true;
    return ++chunks_sent % 2 == 1;   // every second one is lost
  };
  for (int i = 0; i < 20 && (i == 0 || lead->client->state().blobs_to_send > 0); ++i) sync_later(*lead);
  BOOST_TEST(lead->client->state().blobs_to_send == 0u);
  std::size_t fetched = 0;
  bool lose = false;
  before_answer = [&](const sync::HttpRequest& request) { return request.path != "/v1/blobs/get" || (lose = !lose); };
  meddle = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    if (request.path == "/v1/blobs/get" && answer.status == 200) fetched += sync::decode<sync::BlobChunks>(answer.body)->chunks.size();
  };
  for (int i = 0; i < 20 && !shown(*other, elder); ++i) sync_later(*other);
  BOOST_TEST(shown(*other, elder).has_value());
  BOOST_TEST(fetched == named(*other, elder)->ref.chunks() + 1);   // and the list
}

BOOST_FIXTURE_TEST_CASE(a_full_tablet_fetches_what_is_looked_at, WithPhotos) {
  photograph(*lead, elder, picture(1));
  BOOST_REQUIRE(sync(*lead).ok());
  BOOST_REQUIRE(sync(*other).ok());
  BOOST_REQUIRE(sync(*other).ok());   // by now it has asked whether the hub holds it
  BOOST_REQUIRE(shown(*other, elder).has_value());
  BOOST_TEST(lead->client->make_room().value() == 0u);
  BOOST_TEST(other->client->make_room().value() == 1u);
  BOOST_TEST(!shown(*other, elder));
  sync_later(*other);
  BOOST_TEST(!shown(*other, elder));
  BOOST_TEST(other->client->state().blobs_to_fetch == 0u);
  other->client->want_blob(named(*other, elder)->scope, named(*other, elder)->ref);
  sync_later(*other);
  BOOST_TEST((shown(*other, elder) == picture(1)));
}

// Another program's record may name the same list and lie about its length.
BOOST_FIXTURE_TEST_CASE(a_wrong_length_beside_the_right_one_hides_nothing, WithPhotos) {
  const EntityId liar = register_elder(*lead, "祁生福");
  const ScopeId scope = people::home_of(lead->replica().db(), elder, "person").value().scope;
  registry::Photo wrong{scope, *lead->replica().blobs().put(scope, log::BlobKind::jpeg, picture(1))};
  wrong.ref.length += 2 * limits::blob_chunk_bytes;
  auto session = lead->session();
  BOOST_REQUIRE(registry::set_photo(session, liar, wrong).ok());
  BOOST_REQUIRE(sync(*lead).ok());   // the lie comes first
  photograph(*lead, elder, picture(1));
  BOOST_REQUIRE(sync(*lead).ok());
  BOOST_REQUIRE(sync(*other).ok());
  BOOST_TEST((shown(*other, elder) == picture(1)));
  BOOST_TEST(!shown(*other, liar));
  BOOST_TEST(lead->client->state().incidents.empty());
}

// A record saved while a picture is on its way does not wait for it.
BOOST_FIXTURE_TEST_CASE(a_record_overtakes_a_picture, WithPhotos) {
  photograph(*lead, elder, picture(1));
  lead->client->wake();
  std::optional<sync::HttpRequest> parcel;
  while (!parcel) {
    auto request = lead->client->next(steady += 100);
    BOOST_REQUIRE(request.has_value());
    if (is_blob(request->path)) parcel = std::move(request);
    else {
      const hub::Answer answer = ask(*request);
      lead->client->on_response(request->id, answer.status, answer.body, true, steady);
      while (lead->client->work(1e9, nullptr, nullptr)) {}
    }
  }
  BOOST_REQUIRE(write_phone(*lead, elder, "13909315621").ok());
  lead->client->wake();
  const auto request = lead->client->next(steady += 100);
  BOOST_REQUIRE(request.has_value());
  BOOST_TEST(request->path == "/v1/push");
}

BOOST_FIXTURE_TEST_CASE(who_is_there_before_the_picture_asks_again, WithPhotos) {
  photograph(*lead, elder, picture(1));
  before_answer = [](const sync::HttpRequest& request) { return !is_blob(request.path); };
  BOOST_REQUIRE(sync(*lead).ok());
  before_answer = {};
  BOOST_REQUIRE(sync(*other).ok());
  BOOST_TEST(!shown(*other, elder));
  BOOST_TEST(other->client->state().blobs_to_fetch == 1u);
  BOOST_TEST(other->client->wake_at_ms().has_value());
  sync_later(*lead);
  // Nothing tells it but the clock.
  steady = *other->client->wake_at_ms() + 1;
  while (const auto request = other->client->next(steady)) {
    const hub::Answer answer = ask(*request);
    other->client->on_response(request->id, answer.status, answer.body, true, steady);
    while (other->client->work(1e9, nullptr, nullptr)) {}
  }
  BOOST_TEST((shown(*other, elder) == picture(1)));
}

// -- whoever the hub is ------------------------------------------------------------------------------------------------

BOOST_FIXTURE_TEST_CASE(no_other_bytes_are_taken_for_a_photo_and_no_record_suffers, WithPhotos) {
  photograph(*lead, elder, picture(1));
  BOOST_REQUIRE(sync(*lead).ok());
  const auto answer_with = [&](auto&& chunks_for) {
    meddle = [=, this](const sync::HttpRequest& request, hub::Answer& answer) {
      if (request.path == "/v1/blobs/get") answer.body = chunks_for(sync::decode<sync::BlobRequest>(request.body)->names.size(), answer.body);
    };
    asked.clear();
    BOOST_REQUIRE(write_phone(*lead, elder, "1390931562" + std::to_string(asked.size())).ok());
    BOOST_REQUIRE(sync(*lead).ok());
    sync_later(*other);
    BOOST_TEST((other->client->state().phase == sync::Phase::done));
    BOOST_TEST(phone_of(*other, elder) == phone_of(*lead, elder));
    BOOST_TEST(!shown(*other, elder));
    BOOST_TEST(other->client->state().blobs_to_fetch == 1u);
    BOOST_TEST(asked["/v1/blobs/get"] <= 3);   // it ends
  };
  using sync::encode, sync::BlobChunks;
  answer_with([](std::size_t, const Bytes&) { return encode(BlobChunks{{Bytes(96, 7)}}); });                       // other bytes
  answer_with([](std::size_t count, const Bytes&) { return encode(BlobChunks{std::vector<Bytes>(count + 1, Bytes(9, 9))}); });   // too many
  answer_with([](std::size_t, const Bytes&) { return encode(BlobChunks{}); });                                     // none, for ever
  answer_with([](std::size_t count, const Bytes&) { return encode(BlobChunks{std::vector<Bytes>(count)}); });      // not there
  answer_with([](std::size_t, const Bytes&) { return Bytes(100, 0xee); });                                         // no message
  answer_with([](std::size_t, const Bytes& true_answer) {                                                        // one bit
    auto chunks = *sync::decode<BlobChunks>(true_answer);
    chunks.chunks.front().back() ^= 1;
    return encode(chunks);
  });
  meddle = {};
  sync_later(*other);
  BOOST_TEST((shown(*other, elder) == picture(1)));
  BOOST_TEST(other->client->state().incidents.empty());
}

BOOST_FIXTURE_TEST_CASE(a_hub_that_never_has_enough_is_left_alone, WithPhotos) {
  photograph(*lead, elder, picture(1));
  meddle = [](const sync::HttpRequest& request, hub::Answer& answer) {
    if (request.path == "/v1/blobs/have") answer.body = sync::encode(sync::BlobStanding{std::vector(sync::decode<sync::BlobQuestion>(request.body)->names.size(), sync::BlobHeld::no)});
    if (request.path == "/v1/blobs/put") answer.body = sync::encode(sync::BlobReceipt{std::vector(sync::decode<sync::BlobOffer>(request.body)->chunks.size(), sync::BlobVerdict::unnamed)});
  };
  BOOST_REQUIRE(sync(*lead).ok());
  BOOST_TEST(asked_about_blobs() < 12);
  BOOST_TEST(lead->client->state().blobs_to_send == 1u);   // it knows better than to believe it sent
  meddle = {};
  sync_later(*lead);
  BOOST_TEST(lead->client->state().blobs_to_send == 0u);
}

BOOST_FIXTURE_TEST_CASE(a_hub_of_before_there_were_any_does_no_harm, WithPhotos) {
  photograph(*lead, elder, picture(1));
  meddle = [](const sync::HttpRequest& request, hub::Answer& answer) {
    if (is_blob(request.path)) answer = hub::refuse(sync::Refusal::malformed);
  };
  BOOST_REQUIRE(sync(*lead).ok());
  BOOST_REQUIRE(sync(*lead).ok());
  BOOST_TEST(asked_about_blobs() == 1);
  BOOST_TEST((lead->client->state().phase == sync::Phase::done));
  meddle = {};
  start();   // it was renewed
  BOOST_REQUIRE(sync(*lead).ok());
  BOOST_REQUIRE(sync(*other).ok());
  BOOST_TEST((shown(*other, elder) == picture(1)));
}

BOOST_FIXTURE_TEST_CASE(a_hub_that_lost_its_store_gets_the_pictures_again, WithPhotos) {
  photograph(*lead, elder, picture(1));
  BOOST_REQUIRE(sync(*lead).ok());
  store = std::move(hub::open_sqlite_store(":memory:")).value();
  start();
  for (Tablet* one : {lead.get(), other.get(), lead.get(), other.get()}) sync_later(*one);
  BOOST_TEST((shown(*other, elder) == picture(1)));
}

// -- what the hub takes and gives ----------------------------------------------------------------------------------------

BOOST_FIXTURE_TEST_CASE(the_hub_keeps_only_what_a_record_names, WithPhotos) {
  photograph(*lead, elder, picture(1));
  const auto photo = *named(*lead, elder);
  before_answer = [](const sync::HttpRequest& request) { return !is_blob(request.path); };
  BOOST_REQUIRE(sync(*lead).ok());
  hub::Blobs blobs(*store);
  const auto names = lead->replica().blobs().names(photo.scope, photo.ref);
  const auto chunk = [&](std::size_t i) { return *lead->replica().blobs().chunk(photo.scope, names[i]); };
  using sync::BlobVerdict;
  // A chunk before its list, and what nobody names.
  const auto early = blobs.take({photo.scope, {chunk(1), Bytes(100, 1)}}).value();
  BOOST_TEST((early.verdicts == std::vector{BlobVerdict::unnamed, BlobVerdict::unnamed}));
  const auto in_order = blobs.take({photo.scope, {chunk(0), chunk(1), Bytes(100, 1), chunk(2)}}).value();
  BOOST_TEST((in_order.verdicts == std::vector{BlobVerdict::kept, BlobVerdict::kept, BlobVerdict::unnamed, BlobVerdict::kept}));
  BOOST_TEST((blobs.take({facts.authority, {chunk(0)}}).value().verdicts == std::vector{BlobVerdict::unnamed}));   // of another scope
  using sync::BlobHeld;
  BOOST_TEST((blobs.standing({photo.scope, {names[0], names[3], Hash{7}}}).value().held == std::vector{BlobHeld::yes, BlobHeld::no, BlobHeld::no}));
  BOOST_REQUIRE(blobs.take({photo.scope, {chunk(3), chunk(4)}}).ok());
  BOOST_TEST((blobs.standing({photo.scope, {names[0], names[3]}}).value().held == std::vector{BlobHeld::whole, BlobHeld::yes}));
}

BOOST_FIXTURE_TEST_CASE(another_villages_tablet_gets_and_gives_nothing, WithPhotos) {
  photograph(*lead, elder, picture(1));
  BOOST_REQUIRE(sync(*lead).ok());
  const auto photo = *named(*lead, elder);
  auto stranger = enrol(other_village, "李四", 8);
  BOOST_REQUIRE(sync(*stranger).ok());
  // The stranger's own requests, about the village next door.
  meddle = {};
  int refused = 0;
  before_answer = {};
  sync::Conversation talk(stranger->replica(), clock, random, 1000);
  sync::InFlight flight;
  const auto hello = talk.hello(flight, steady);
  BOOST_REQUIRE(talk.on_hello(ask(hello).body).ok());
  const auto ask_about = [&](sync::Kind kind, Bytes body) {
    const hub::Answer answer = ask(talk.request(flight, kind, photo.scope, std::move(body), 1000, steady));
    refused += answer.refusal == sync::Refusal::wrong_scope;
  };
  ask_about(sync::Kind::blobs_have, sync::encode(sync::BlobQuestion{photo.scope, {photo.ref.list}}));
  ask_about(sync::Kind::blobs_get, sync::encode(sync::BlobRequest{photo.scope, 1 << 16, {photo.ref.list}}));
  ask_about(sync::Kind::blobs_put, sync::encode(sync::BlobOffer{photo.scope, {Bytes(10)}}));
  BOOST_TEST(refused == 3);
}

// A county's PC holds every village: it fetches what somebody looks at.
BOOST_FIXTURE_TEST_CASE(a_device_of_many_scopes_fetches_what_is_looked_at, WithPhotos) {
  auto pc = enrol(county, "县里", 9);
  photograph(*lead, elder, picture(1));
  BOOST_REQUIRE(sync(*lead).ok());
  sync_later(*pc);
  const auto photo = named(*pc, elder);
  BOOST_REQUIRE(photo.has_value());
  BOOST_TEST(!shown(*pc, elder));
  pc->client->want_blob(photo->scope, photo->ref);
  BOOST_REQUIRE(sync(*pc).ok());
  BOOST_TEST((shown(*pc, elder) == picture(1)));
}

// -- erasing -----------------------------------------------------------------------------------------------------------------

BOOST_FIXTURE_TEST_CASE(an_erased_photo_is_gone_everywhere_and_does_not_come_back, WithPhotos) {
  const EntityId neighbour = register_elder(*lead, "祁生福");
  photograph(*lead, elder, picture(1));
  photograph(*lead, neighbour, picture(2));
  BOOST_REQUIRE(sync(*lead).ok());
  BOOST_REQUIRE(sync(*other).ok());
  const auto photo = *named(*other, elder);
  const Bytes list = *other->replica().blobs().chunk(photo.scope, photo.ref.list);
  auto session = lead->session();
  BOOST_REQUIRE(registry::erase_values(session, {elder, registry::ErasureReach::all, registry::ErasureReason::asked}).ok());
  BOOST_REQUIRE(sync(*lead).ok());
  tend();
  BOOST_TEST(!store->has_blob(photo.scope, photo.ref.list).value());
  BOOST_TEST(store->blobs(photo.scope).value().size() == 5u);   // the neighbour's list and chunks
  hub::Blobs blobs(*store);
  BOOST_TEST((blobs.take({photo.scope, {list}}).value().verdicts == std::vector{sync::BlobVerdict::unnamed}));
  for (Tablet* one : {other.get(), lead.get()}) {
    sync_later(*one);
    BOOST_TEST(!one->replica().blobs().chunk(photo.scope, photo.ref.list));
    BOOST_TEST((shown(*one, neighbour) == picture(2)));
    BOOST_TEST(one->client->state().incidents.empty());
  }
  tend();
  BOOST_TEST(store->blobs(photo.scope).value().size() == 5u);
}

BOOST_FIXTURE_TEST_CASE(a_photo_erased_while_it_comes_is_not_kept, WithPhotos) {
  photograph(*lead, elder, picture(1));
  BOOST_REQUIRE(sync(*lead).ok());
  // The redaction arrives by hand between the question and the answer.
  bool done = false;
  meddle = [&](const sync::HttpRequest& request, hub::Answer&) {
    if (request.path != "/v1/blobs/get" || std::exchange(done, true)) return;
    auto session = lead->session();
    BOOST_REQUIRE(registry::erase_values(session, {elder, registry::ErasureReach::all, registry::ErasureReason::asked}).ok());
    carry_frames(*lead, *other, facts.authority);
  };
  BOOST_REQUIRE(sync(*other).ok());
  BOOST_TEST(done);
  auto held = other->replica().db().prepare("SELECT 1 FROM blob_chunk");
  BOOST_REQUIRE(held.ok());
  BOOST_TEST(!held->step().value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
