// What comes from outside and is not as it should be: damaged, forked, out of order, unknown, unauthorised.
#include <algorithm>
#include <cstdio>

#include "core/base/limits.h"
#include "core/log/segment.h"
#include "tests/core/store/county.h"

using namespace huzhu;
using namespace huzhu::test;
namespace person = model::person;

namespace {

struct Village {
  TestCounty county;
  std::unique_ptr<Device> a = county.device("a"), b = county.device("b");
  EntityId id{42};

  void write(Device& device, std::string_view name) { good(device.replica->commit(county.village, {set_person(id, person::name, Value::of(name))}, device.actor())); }
  bool same_tables() { return a->replica->table_digest(county.village) == b->replica->table_digest(county.village); }
};

// Where this device would write next if its replica knew nothing.
Forgery first_of(Village& v, Device& device) {
  const std::uint32_t epoch = device.replica->identity()->epoch;
  return {v.county.village, epoch, 1, v.county.first_prev(device, epoch, v.county.village), {}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(store_intake)

BOOST_AUTO_TEST_CASE(duplicates_change_nothing) {
  Village v;
  v.write(*v.a, "甲");
  v.write(*v.a, "乙");
  TestCounty::carry(*v.a, *v.b, v.county.village);
  const auto again = TestCounty::carry(*v.a, *v.b, v.county.village);
  BOOST_TEST(again.held_already == 2u);
  BOOST_TEST(again.applied == 0u);
  BOOST_TEST(again.changed.empty());
}

BOOST_AUTO_TEST_CASE(a_run_in_any_order_takes_effect_once_whole) {
  Village v;
  for (int i = 0; i < 12; ++i) v.write(*v.a, "名" + std::to_string(i));
  auto frames = TestCounty::single_frames(*v.a, v.county.village);
  std::reverse(frames.begin(), frames.end());
  for (std::size_t i = 0; i + 1 < frames.size(); ++i) {
    const auto received = good(v.b->replica->receive({frames[i]}));
    BOOST_TEST(received.waiting == 1u);
  }
  BOOST_TEST(v.b->replica->counts().waiting == frames.size() - 1);
  const auto last = good(v.b->replica->receive({frames.back()}));
  BOOST_TEST(last.applied == 1u);
  BOOST_TEST(last.released == frames.size() - 1);
  BOOST_TEST(v.b->replica->counts().waiting == 0u);
  BOOST_TEST(v.same_tables());
}

BOOST_AUTO_TEST_CASE(an_act_waits_for_what_its_writer_had_seen) {
  Village v;
  v.write(*v.a, "甲");
  TestCounty::carry(*v.a, *v.b, v.county.village);
  v.write(*v.b, "乙");
  auto c = v.county.device("c");
  // c certified after a and b wrote; b's word comes before a's, on which it rests.
  std::vector<log::Frame> of_b;
  for (const log::Frame& frame : TestCounty::frames(*v.b, v.county.village))
    if (good(log::position_of(frame.segments[0].bytes)).author == v.b->author()) of_b.push_back(frame);
  const auto early = good(c->replica->receive(of_b));
  BOOST_TEST(early.waiting == 1u);
  BOOST_TEST(text_of(*c, v.id, "name") == "(no row)");
  BOOST_TEST(c->replica->counts().waiting == 1u);
  TestCounty::carry(*v.a, *c, v.county.village);
  BOOST_TEST(text_of(*c, v.id, "name") == "乙");
  BOOST_TEST(c->replica->conflict_count() == 0u);
  BOOST_TEST(c->replica->counts().waiting == 0u);
}

BOOST_AUTO_TEST_CASE(what_waits_survives_a_restart) {
  Village v;
  v.write(*v.a, "甲");
  v.write(*v.a, "乙");
  const auto frames = TestCounty::single_frames(*v.a, v.county.village);
  const std::string file = "waiting_restart.db";
  std::remove(file.c_str());
  auto c = v.county.device("c", model::RoleKind::station_lead, village_area, file);
  good(c->replica->receive({frames[1]}));
  c->replica.reset();
  v.county.open(*c, file);
  BOOST_TEST(c->replica->counts().waiting == 1u);
  good(c->replica->receive({frames[0]}));
  BOOST_TEST(text_of(*c, v.id, "name") == "乙");
  c->replica.reset();
  for (const char* suffix : {"", "-wal", "-journal"}) std::remove((file + suffix).c_str());
}

BOOST_AUTO_TEST_CASE(an_uncertified_device_waits_for_its_certificate) {
  Village v;
  auto stranger = std::make_unique<Device>("stranger", 999);
  v.county.open(*stranger, ":memory:");
  v.county.certify(*stranger, model::RoleKind::station_lead, village_area);
  TestCounty::carry(v.county.root(), *stranger, v.county.authority);
  v.write(*stranger, "外人");
  const auto early = TestCounty::carry(*stranger, *v.b, v.county.village);
  BOOST_TEST(early.waiting == 1u);
  const auto certified = TestCounty::carry(v.county.root(), *v.b, v.county.authority);
  BOOST_TEST(certified.released == 1u);
  BOOST_TEST(text_of(*v.b, v.id, "name") == "外人");
}

BOOST_AUTO_TEST_CASE(a_damaged_segment_stops_its_log_and_no_other) {
  Village v;
  for (int i = 0; i < 3; ++i) v.write(*v.a, "甲" + std::to_string(i));
  const auto frames = TestCounty::single_frames(*v.a, v.county.village);
  for (std::size_t byte = 0; byte < frames[1].segments[0].bytes.size(); byte += 3) {
    auto reader = v.county.device("reader");
    log::Frame damaged = frames[1];
    damaged.segments[0].bytes[byte] ^= 0x10;
    auto received = good(reader->replica->receive({frames[0], damaged, frames[2]}));
    BOOST_TEST(received.applied == 1u, "byte " << byte);
    BOOST_TEST(received.applied + received.waiting + received.quarantined + received.forked + received.refused == 3u);
    BOOST_TEST(text_of(*reader, v.id, "name") == "甲0");
    // The good one still takes its place, and what waited behind it follows.
    good(reader->replica->receive({frames[1]}));
    BOOST_TEST(text_of(*reader, v.id, "name") == "甲2");
  }
}

BOOST_AUTO_TEST_CASE(a_foreign_signature_is_quarantined_with_its_bytes) {
  Village v;
  v.write(*v.a, "甲");
  auto frames = TestCounty::single_frames(*v.a, v.county.village);
  frames[0].segments[0].signature[5] ^= 1;
  const auto received = good(v.b->replica->receive(frames));
  BOOST_TEST(received.quarantined == 1u);
  BOOST_TEST(v.b->replica->counts().quarantined == 1u);
  auto& read = v.b->replica->db().cached("SELECT reason, length(frame) FROM quarantine");
  BOOST_TEST(good(read.step()));
  BOOST_TEST(read.integer(0) == static_cast<std::int64_t>(ErrorCode::bad_signature));
  BOOST_TEST(read.integer(1) > 0);
  read.reset();
}

BOOST_AUTO_TEST_CASE(other_bytes_at_a_held_position_are_a_fork) {
  Village v;
  v.write(*v.a, "甲");
  TestCounty::carry(*v.a, *v.b, v.county.village);
  const log::Frame other = forged(*v.a, first_of(v, *v.a), {set_person(v.id, person::name, Value::of("另"))});
  const auto received = good(v.b->replica->receive({other}));
  BOOST_TEST(received.forked == 1u);
  BOOST_TEST(v.b->replica->counts().forked == 1u);
  BOOST_TEST(text_of(*v.b, v.id, "name") == "甲");
  // Bytes that the device never signed prove nothing against it.
  log::Frame slander = other;
  slander.segments[0].signature[0] ^= 1;
  const auto rejected = good(v.b->replica->receive({slander}));
  BOOST_TEST(rejected.forked == 0u);
  BOOST_TEST(rejected.quarantined == 1u);
}

BOOST_AUTO_TEST_CASE(what_rests_on_the_other_branch_waits) {
  Village v;
  v.write(*v.a, "甲");
  TestCounty::carry(*v.a, *v.b, v.county.village);
  auto c = v.county.device("c");
  TestCounty::carry(*v.a, *c, v.county.village);
  Forgery place = first_of(v, *c);
  place.deps = seen_by(*c, v.county.authority);
  const auto village = seen_by(*c, v.county.village);
  place.deps.insert(place.deps.end(), village.begin(), village.end());
  std::sort(place.deps.begin(), place.deps.end());
  TestCounty::carry(v.county.root(), *v.b, v.county.authority);
  for (log::Dependency& cause : place.deps)
    if (cause.scope == v.county.village) cause.hash8 ^= 1;
  const auto received = good(v.b->replica->receive({forged(*c, place, {set_person(v.id, person::name, Value::of("乙"))})}));
  BOOST_TEST(received.waiting == 1u);
  BOOST_TEST(v.b->replica->counts().waiting == 1u);
  BOOST_TEST(text_of(*v.b, v.id, "name") == "甲");
}

BOOST_AUTO_TEST_CASE(what_a_role_does_not_permit_is_kept_without_effect) {
  Village v;
  auto volunteer = v.county.device("v", model::RoleKind::volunteer);
  // Their own program would refuse; another might not.
  Forgery place = first_of(v, *volunteer);
  place.deps = seen_by(*volunteer, v.county.authority);
  const EntityId station{77};
  const log::Frame frame = forged(*volunteer, place,
                                  {set_person(v.id, person::name, Value::of("甲")), set_person(v.id, person::area, Value::of(village_area)),
                                   set(model::EntityType::station, station, model::station::name, Value::of("假站"))});
  TestCounty::carry(v.county.root(), *v.b, v.county.authority);
  const auto received = good(v.b->replica->receive({frame}));
  BOOST_TEST(received.applied == 1u);
  BOOST_TEST(received.void_ops == 1u);
  BOOST_TEST(text_of(*v.b, v.id, "name") == "甲");
  BOOST_TEST(v.b->replica->counts().void_ops == 1u);
  // Kept and forwarded like the rest.
  TestCounty::carry(*v.b, *v.a, v.county.authority);
  TestCounty::carry(*v.b, *v.a, v.county.village);
  BOOST_TEST(v.same_tables());
}

BOOST_AUTO_TEST_CASE(a_writer_that_claims_no_certificate_in_its_past_has_no_effect) {
  Village v;
  const log::Frame blind = forged(*v.a, first_of(v, *v.a), {set_person(v.id, person::name, Value::of("甲"))});
  const auto received = good(v.b->replica->receive({blind}));
  BOOST_TEST(received.applied == 1u);
  BOOST_TEST(received.void_ops == 1u);
  BOOST_TEST(text_of(*v.b, v.id, "name") == "(no row)");
}

BOOST_AUTO_TEST_CASE(a_newer_programs_fields_are_kept_without_effect) {
  Village v;
  v.write(*v.a, "甲");
  const auto head = v.a->replica->heads(v.county.village)[0];
  log::Operation unknown_field = set_person(v.id, 999, Value::of("later"));
  log::Operation unknown_kind = set_person(v.id, person::name, Value::of("later"));
  unknown_kind.kind = static_cast<log::OpKind>(77);
  log::Operation wrong_type = set_person(v.id, person::name, Value::of(std::int64_t{5}));
  const log::Frame frame = forged(*v.a, {v.county.village, head.epoch, 2, head.chain, {}}, {unknown_field, unknown_kind, wrong_type});
  TestCounty::carry(*v.a, *v.b, v.county.village);
  const auto received = good(v.b->replica->receive({frame}));
  BOOST_TEST(received.applied == 1u);
  BOOST_TEST(received.void_ops == 3u);
  BOOST_TEST(text_of(*v.b, v.id, "name") == "甲");
}

BOOST_AUTO_TEST_CASE(a_scope_holds_so_many_logs_and_no_more) {
  Village v;
  const std::uint32_t epoch = v.a->replica->identity()->epoch;
  std::vector<store::Receipt> receipts;
  for (std::size_t i = 0; i < limits::logs_per_scope_max; ++i)
    receipts.push_back({v.county.village, AuthorId{i + 1}, epoch, 1, i + 1, 1});
  good(v.b->replica->accept_receipts(receipts));
  v.write(*v.a, "甲");
  const auto received = TestCounty::carry(*v.a, *v.b, v.county.village);
  BOOST_TEST(received.quarantined == 1u);
  auto refused = v.b->replica->commit(v.county.village, {set_person(v.id, person::name, Value::of("乙"))}, v.b->actor());
  BOOST_TEST((code_of(refused) == ErrorCode::too_long));
}

BOOST_AUTO_TEST_CASE(an_open_intake_reads_as_if_written_and_is_on_the_disk_when_it_closes) {
  const std::string file = "intake_together.db";
  const auto remove = [&] { for (const char* suffix : {"", "-wal", "-journal"}) std::remove((file + suffix).c_str()); };
  remove();
  Village v;
  v.b = v.county.device("b", model::RoleKind::station_lead, village_area, file);
  for (int i = 0; i < 6; ++i) v.write(*v.a, "名" + std::to_string(i));
  const auto frames = TestCounty::single_frames(*v.a, v.county.village);
  const auto killed = [&] {
    v.b->replica.reset();
    v.county.open(*v.b, file);
    return v.b->replica->counts().operations;
  };
  const std::uint64_t before = v.b->replica->counts().operations;
  const auto take = [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) BOOST_TEST(good(v.b->replica->receive({frames[i]})).applied == 1u);
  };

  good(v.b->replica->open_intake());
  good(v.b->replica->open_intake());
  take(0, 3);
  good(v.b->replica->put_intake_fact("place", view("3")));
  BOOST_TEST(v.b->replica->counts().operations == before + 3);
  BOOST_TEST(v.b->replica->fact("place").has_value());
  BOOST_TEST(killed() == before);
  BOOST_TEST(!v.b->replica->fact("place").has_value());

  good(v.b->replica->open_intake());
  take(0, 3);
  good(v.b->replica->close_intake());
  BOOST_TEST(killed() == before + 3);

  // A record of this device does not wait for what others sent, nor goes with it.
  good(v.b->replica->open_intake());
  take(3, 6);
  good(v.b->replica->commit(v.county.village, {set_person(EntityId{43}, person::name, Value::of("乙"))}, v.b->actor()));
  BOOST_TEST(killed() == before + 7);
  v.b->replica.reset();
  remove();
}

// Rows are held back while an intake is open, so that they are written once, receipts and all; no reader may notice.
BOOST_AUTO_TEST_CASE(whoever_reads_in_an_open_intake_sees_what_came_with_its_receipts) {
  Village v;
  v.write(*v.a, "甲");
  v.write(*v.b, "乙");
  auto c = v.county.device("c");
  store::Replica& r = *c->replica;
  good(r.open_intake());
  const auto received = TestCounty::carry(*v.a, *c, v.county.village);
  BOOST_TEST((received.changed == std::vector<EntityId>{v.id}));
  BOOST_TEST(text_of(*c, v.id, "name") == "甲");
  BOOST_TEST(!r.is_receipted(v.id));
  TestCounty::carry(*v.b, *c, v.county.village);
  BOOST_TEST(r.conflict_count() == 1u);
  BOOST_TEST(r.field_heads(v.id, person::name).size() == 2u);

  std::vector<store::Receipt> receipts;
  for (const store::Head& head : r.heads(v.county.village))
    receipts.push_back({head.scope, head.author, head.epoch, head.seq, receipts.size() + 1, c->clock.now_ms()});
  good(r.accept_receipts(receipts));
  BOOST_TEST(r.is_receipted(v.id));
  good(r.close_intake());
  BOOST_TEST(r.is_receipted(v.id));

  // The same without a reader between: rows and receipts share one write.
  auto d = v.county.device("d");
  good(d->replica->open_intake());
  TestCounty::carry(*v.a, *d, v.county.village);
  TestCounty::carry(*v.b, *d, v.county.village);
  good(d->replica->accept_receipts(receipts));
  good(d->replica->close_intake());
  BOOST_TEST(d->replica->is_receipted(v.id));
  BOOST_TEST(text_of(*d, v.id, "name") == text_of(*c, v.id, "name"));
  BOOST_TEST(d->replica->table_digest(v.county.village) == r.table_digest(v.county.village));
}

BOOST_AUTO_TEST_CASE(an_intake_that_fails_is_taken_back_whole_and_comes_again) {
  Village v;
  for (int i = 0; i < 6; ++i) v.write(*v.a, "名" + std::to_string(i));
  const auto frames = TestCounty::single_frames(*v.a, v.county.village);
  store::Replica& b = *v.b->replica;
  const std::uint64_t before = b.counts().operations, lost = b.intakes_lost();
  good(b.open_intake());
  for (int i = 0; i < 3; ++i) good(b.receive({frames[static_cast<std::size_t>(i)]}));
  b.before_commit_for_test = [] { return Status(Error{ErrorCode::storage_full, "test", ""}); };
  BOOST_TEST((code_of(b.receive({frames[3]})) == ErrorCode::storage_full));
  b.before_commit_for_test = nullptr;
  BOOST_TEST(b.counts().operations == before);
  BOOST_TEST(b.intakes_lost() == lost + 1);
  good(b.open_intake());
  for (const log::Frame& frame : frames) BOOST_TEST(good(b.receive({frame})).applied == 1u);
  good(b.close_intake());
  BOOST_TEST(v.same_tables());
}

BOOST_AUTO_TEST_SUITE_END()
