// A new device takes over a scope's tables from the hub, goes on upon them, and finds out whether the hub's word was true.
#include <boost/test/unit_test.hpp>
#include <map>

#include "core/merge/entity_state.h"
#include "core/registry/erasure.h"
#include "core/store/digest.h"
#include "sync/client/scope_book.h"
#include "sync/snapshot_protocol.h"
#include "tests/hub/county.h"

namespace huzhu::test {
namespace {

constexpr std::size_t elders_count = 90;

struct WithSnapshot : County {
  WithSnapshot() : lead(enrol(village, "陈桂香", 11)) {
    BOOST_REQUIRE(sync(*lead).ok());
    for (std::size_t i = 0; i < elders_count; ++i) elders.push_back(enter("王", i));
    BOOST_REQUIRE(sync(*lead).ok());
    tend();
    after_answer = [this](const sync::HttpRequest& request, hub::Answer& answer) {
      ++asked[request.path];
      if (meddle) meddle(request, answer);
    };
  }
  EntityId enter(const std::string& family, std::size_t i) {
    const EntityId made = register_elder(*lead, family + numerals[i / 10] + numerals[i % 10], "139093" + std::to_string(10000 + elders.size()));
    BOOST_TEST_REQUIRE(static_cast<bool>(made));
    return made;
  }
  void tend() {
    for (int i = 0; i < 1000; ++i) {
      const auto more = service->tend();
      BOOST_REQUIRE(more.ok());
      if (!*more) return;
    }
    BOOST_FAIL("never at rest");
  }
  std::unique_ptr<Tablet> newcomer(std::uint64_t seed = 21) { return enrol(village, "王建国", seed); }
  // Steps until `done` says so, or nothing more is to be asked.
  void step(Tablet& tablet, const std::function<bool()>& done) {
    while (!done()) {
      const auto request = tablet.client->next(steady);
      if (!request) return;
      const hub::Answer answer = carry()(*request);
      tablet.client->on_response(request->id, answer.status, answer.body, true, steady);
      while (tablet.client->work(1e9, nullptr, nullptr)) {}
    }
  }
  Hash tables(Tablet& tablet) { return tablet.replica().table_digest(village_scope(tablet)); }
  bool has_incident(Tablet& tablet, sync::IncidentKind kind) {
    for (const sync::Incident& one : tablet.client->state().incidents)
      if (one.kind == kind) return true;
    return false;
  }
  std::string name_of(Tablet& tablet, EntityId elder) {
    const auto heads = tablet.replica().field_heads(elder, model::person::name);
    return heads.empty() ? "" : heads.front().value.data;
  }
  // The hub's own key on rows of which one says something else.
  void misstate(hub::Answer& answer, const std::string& path) {
    if (path == sync::path::snapshot) {
      auto said = sync::decode<sync::SnapshotAnswer>(answer.body).value();
      BOOST_REQUIRE(said.there);
      auto head = store::decode_snapshot_head(said.head).value();
      std::vector<Hash> digests;
      chunks.clear();
      for (Hash& name : said.chunks) {
        auto rows = store::decode_snapshot_rows(store->chunk(said.scope, name).value().value()).value();
        for (store::SnapshotRow& row : rows) {
          auto state = merge::EntityState::decode(row.state).value();
          for (merge::Head& one : state.heads)
            if (row.id == elders[5] && one.field == model::person::name) one.value = Value::of("冒名");
          row.state = state.encode();
          digests.push_back(store::row_digest(row.id, row.type, row.state));
        }
        const Bytes bytes = store::encode_snapshot_rows(rows);
        name = crypto::blake2b({ByteView(bytes)});
        chunks[name] = bytes;
      }
      head.tables = store::rows_digest(said.scope, digests);
      said.head = store::encode(head);
      said.signature = keys->hub.sign(sync::snapshot_signed_part(said));
      answer.body = sync::encode(said);
      names = said.chunks;
    } else if (path == sync::path::chunks) {
      sync::ChunkAnswer all;
      for (const Hash& name : names) all.chunks.push_back(chunks[name]);
      answer.status = 200;
      answer.body = sync::encode(all);
    }
  }

  static constexpr const char* numerals[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  std::unique_ptr<Tablet> lead;
  std::vector<EntityId> elders;
  std::map<std::string, int> asked;
  std::function<void(const sync::HttpRequest&, hub::Answer&)> meddle;
  std::map<Hash, Bytes> chunks;
  std::vector<Hash> names;
};

std::string at(std::string_view path) { return std::string(path); }

}  // namespace

BOOST_AUTO_TEST_SUITE(hub_snapshot)

BOOST_FIXTURE_TEST_CASE(a_new_tablet_shows_everybody_before_it_has_the_segments, WithSnapshot) {
  auto tablet = newcomer();
  step(*tablet, [&] { return name_of(*tablet, elders.back()) != ""; });
  BOOST_TEST(asked[at(sync::path::snapshot)] == 1);
  BOOST_TEST(tables(*tablet) == tables(*lead), boost::test_tools::per_element());
  BOOST_TEST(tablet->replica().segments(village_scope(*tablet), lead->device.key.author(), lead->replica().identity()->epoch, 1, 1u << 20).empty());
  step(*tablet, [&] { return tablet->client->state().phase == sync::Phase::done; });
  BOOST_TEST(tablet->client->state().to_prove >= elders_count);
  // Life goes on upon it, both ways, before the segments are there.
  BOOST_REQUIRE(write_phone(*tablet, elders[3], "13909319999").ok());
  BOOST_REQUIRE(write_phone(*lead, elders[4], "13909318888").ok());
  BOOST_REQUIRE(sync(*lead).ok());
  BOOST_REQUIRE(sync(*tablet).ok());
  BOOST_REQUIRE(sync(*lead).ok());
  BOOST_TEST(phone_of(*lead, elders[3]) == "13909319999");
  BOOST_TEST(phone_of(*tablet, elders[4]) == "13909318888");
  // And in the end all is here and says the same.
  BOOST_TEST(tablet->client->state().to_prove == 0u);
  BOOST_TEST(tablet->replica().scopes_stated().empty());
  BOOST_TEST(tables(*tablet) == tables(*lead), boost::test_tools::per_element());
  BOOST_TEST(tablet->client->state().incidents.empty());
  const Hash before = tables(*tablet);
  BOOST_REQUIRE(tablet->replica().rebuild().ok());
  BOOST_TEST(tables(*tablet) == before, boost::test_tools::per_element());
}

// A hub that lost its store must not wait for segments from whoever knows only where they ended.
BOOST_FIXTURE_TEST_CASE(what_is_only_stated_is_offered_to_nobody, WithSnapshot) {
  auto tablet = newcomer();
  step(*tablet, [&] { return tablet->client->state().phase == sync::Phase::done; });
  const ScopeId scope = village_scope(*tablet);
  BOOST_TEST(!tablet->replica().heads(scope).empty());
  BOOST_TEST(tablet->client->book().vector_of(scope).empty());
  BOOST_REQUIRE(sync(*tablet).ok());
  BOOST_TEST(!tablet->client->book().vector_of(scope).empty());
}

BOOST_FIXTURE_TEST_CASE(what_came_after_it_comes_as_segments, WithSnapshot) {
  for (int i = 0; i < 5; ++i) elders.push_back(enter("后", static_cast<std::size_t>(i)));
  BOOST_REQUIRE(sync(*lead).ok());
  tend();  // too few for another one
  auto tablet = newcomer();
  BOOST_REQUIRE(sync(*tablet).ok());
  BOOST_TEST(asked[at(sync::path::snapshot)] == 1);
  BOOST_TEST(tables(*tablet) == tables(*lead), boost::test_tools::per_element());
  BOOST_TEST(tablet->replica().scopes_stated().empty());
}

BOOST_FIXTURE_TEST_CASE(a_month_away_fetches_what_is_new_and_no_snapshot, WithSnapshot) {
  auto tablet = newcomer();
  BOOST_REQUIRE(sync(*tablet).ok());
  for (std::size_t i = 0; i < elders_count; ++i) elders.push_back(enter("李", i));
  BOOST_REQUIRE(sync(*lead).ok());
  tend();
  asked.clear();
  BOOST_REQUIRE(sync(*tablet).ok());
  BOOST_TEST(asked[at(sync::path::snapshot)] == 0);
  BOOST_TEST(tables(*tablet) == tables(*lead), boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(a_kill_on_the_way_costs_no_chunk_twice, WithSnapshot) {
  auto tablet = newcomer();
  std::size_t sent = 0;
  meddle = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    if (request.path != sync::path::chunks) return;
    // One at a time, so that there is something between.
    auto some = sync::decode<sync::ChunkAnswer>(answer.body).value();
    some.chunks.resize(1);
    answer.body = sync::encode(some);
    ++sent;
  };
  step(*tablet, [&] { return sent == 1; });
  const auto kept = sync::decode<sync::SnapshotAnswer>(store->snapshot(village_scope(*tablet)).value().value()).value();
  BOOST_TEST_REQUIRE(kept.chunks.size() >= 1u);
  BOOST_REQUIRE(tablet->replica().close_intake().ok());
  tablet->client.reset();
  tablet->open_client();
  BOOST_REQUIRE(sync(*tablet).ok());
  BOOST_TEST(sent == kept.chunks.size());
  BOOST_TEST(tables(*tablet) == tables(*lead), boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(a_kill_before_the_segments_came_goes_on_with_them, WithSnapshot) {
  auto tablet = newcomer();
  step(*tablet, [&] { return tablet->client->state().phase == sync::Phase::done; });
  BOOST_TEST(!tablet->replica().scopes_stated().empty());
  tablet->client.reset();
  tablet->open_client();
  BOOST_TEST(tablet->client->state().to_prove >= elders_count);
  BOOST_REQUIRE(sync(*tablet).ok());
  BOOST_TEST(tablet->replica().scopes_stated().empty());
  BOOST_TEST(asked[at(sync::path::snapshot)] == 1);
}

BOOST_FIXTURE_TEST_CASE(a_misstated_row_is_put_right_and_told, WithSnapshot) {
  auto tablet = newcomer();
  meddle = [this](const sync::HttpRequest& request, hub::Answer& answer) { misstate(answer, request.path); };
  step(*tablet, [&] { return tablet->client->state().phase == sync::Phase::done; });
  BOOST_TEST(name_of(*tablet, elders[5]) == "冒名");
  BOOST_REQUIRE(sync(*tablet).ok());
  BOOST_TEST(has_incident(*tablet, sync::IncidentKind::misstated));
  BOOST_TEST(name_of(*tablet, elders[5]) == "王零五");
  BOOST_TEST(tables(*tablet) == tables(*lead), boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(without_the_hubs_signature_it_is_nothing, WithSnapshot) {
  auto tablet = newcomer();
  meddle = [](const sync::HttpRequest& request, hub::Answer& answer) {
    if (request.path != sync::path::snapshot) return;
    auto said = sync::decode<sync::SnapshotAnswer>(answer.body).value();
    said.hub_seq += 1;
    answer.body = sync::encode(said);
  };
  BOOST_REQUIRE(sync(*tablet).ok());
  BOOST_TEST(has_incident(*tablet, sync::IncidentKind::misstated));
  BOOST_TEST(tables(*tablet) == tables(*lead), boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(a_place_that_the_receipts_do_not_lead_to_is_refuted, WithSnapshot) {
  auto tablet = newcomer();
  bool once = true;
  meddle = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    if (request.path != sync::path::snapshot || !std::exchange(once, false)) return;
    auto said = sync::decode<sync::SnapshotAnswer>(answer.body).value();
    said.receipt[0] ^= 1;
    said.signature = keys->hub.sign(sync::snapshot_signed_part(said));
    answer.body = sync::encode(said);
  };
  for (int tries = 0; tries < 5 && !sync(*tablet).ok(); ++tries) {}
  BOOST_REQUIRE(sync(*tablet).ok());
  BOOST_TEST(tables(*tablet) == tables(*lead), boost::test_tools::per_element());
  BOOST_TEST(!tablet->client->state().incidents.empty());
}

BOOST_FIXTURE_TEST_CASE(a_hub_of_before_there_were_any_is_asked_for_segments, WithSnapshot) {
  auto tablet = newcomer();
  meddle = [](const sync::HttpRequest& request, hub::Answer& answer) {
    if (request.path == sync::path::snapshot) answer = hub::refuse(sync::Refusal::malformed);
  };
  BOOST_REQUIRE(sync(*tablet).ok());
  BOOST_TEST(tables(*tablet) == tables(*lead), boost::test_tools::per_element());
  BOOST_TEST(tablet->client->state().incidents.empty());
}

BOOST_FIXTURE_TEST_CASE(a_record_saved_while_it_is_put_in_is_kept, WithSnapshot) {
  auto tablet = newcomer();
  // Slice by slice, with a record in between.
  bool saved = false;
  EntityId own;
  while (const auto request = tablet->client->next(steady)) {
    const hub::Answer answer = carry()(*request);
    tablet->client->on_response(request->id, answer.status, answer.body, true, steady);
    while (tablet->client->has_work()) {
      tablet->client->work(0, nullptr, nullptr);
      if (!saved && asked[at(sync::path::chunks)] > 0) {
        saved = true;
        own = register_elder(*tablet, "新来的");
        BOOST_TEST(static_cast<bool>(own));
      }
    }
  }
  BOOST_TEST(saved);
  BOOST_REQUIRE(sync(*tablet).ok());
  BOOST_REQUIRE(sync(*lead).ok());
  BOOST_TEST(name_of(*lead, own) == "新来的");
  BOOST_TEST(tables(*tablet) == tables(*lead), boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(what_was_erased_is_in_no_snapshot, WithSnapshot) {
  const ScopeId scope = village_scope(*lead);
  BOOST_TEST(store->snapshot(scope).value().has_value());
  auto session = lead->session();
  BOOST_REQUIRE(registry::erase_values(session, {elders[2], registry::ErasureReach::all, registry::ErasureReason::asked}).ok());
  BOOST_REQUIRE(sync(*lead).ok());
  auto tablet = newcomer();
  BOOST_REQUIRE(sync(*tablet).ok());
  BOOST_TEST(name_of(*tablet, elders[2]) == "");
  BOOST_TEST(tables(*tablet) == tables(*lead), boost::test_tools::per_element());
  tend();
  const auto said = sync::decode<sync::SnapshotAnswer>(store->snapshot(scope).value().value()).value();
  for (const Hash& name : said.chunks) {
    const Bytes bytes = store->chunk(scope, name).value().value();
    BOOST_TEST((text(bytes).find("王零二") == std::string_view::npos));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
