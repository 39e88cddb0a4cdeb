// A snapshot taken over instead of every operation: the tables are the same, life goes on upon them, and the segments
// that come afterwards either say the same or put it right.
#include <boost/test/unit_test.hpp>

#include "core/merge/entity_state.h"
#include "core/store/digest.h"
#include "core/store/snapshot.h"
#include "tests/core/store/county.h"

using namespace huzhu;
using namespace huzhu::test;
namespace person = model::person;

namespace {

struct Fixture {
  TestCounty county;
  std::unique_ptr<Device> ann = county.device("ann"), ben = county.device("ben"), maker = county.device("maker"), fresh = county.device("fresh");
  std::vector<EntityId> people;
  std::vector<store::Receipt> receipts;  // as the hub gave them

  explicit Fixture(std::size_t count = 60) {
    for (std::size_t i = 0; i < count; ++i) write(*ann, EntityId{ann->random.next()});
    meet_all();
    receipt(1000);
    // Both change some at once, so that there are conflicts, and one goes.
    for (std::size_t i = 0; i < count; i += 7) {
      rename(*ann, people[i], "王" + std::to_string(i));
      rename(*ben, people[i], "李" + std::to_string(i));
    }
    good(ben->replica->commit(county.village, {erase_person(people[3])}, ben->actor()));
    meet_all();
    receipt(2000);
  }
  void receipt(std::int64_t later_ms) {
    const std::vector<store::Receipt> before = receipts;
    for (const store::Head& head : maker->replica->heads(county.village)) {
      const bool given = std::any_of(before.begin(), before.end(), [&](const store::Receipt& one) { return one.author == head.author && one.seq_last == head.seq; });
      if (!given) receipts.push_back({county.village, head.author, head.epoch, head.seq, receipts.size() + 1, ann->clock.ms + later_ms});
    }
    good(maker->replica->accept_receipts(receipts));
  }
  // The segments and receipts behind the snapshot.
  void bring_the_rest(Device& into) {
    county.carry(*maker, into, county.village);
    good(into.replica->accept_receipts(receipts));
  }
  void write(Device& device, EntityId id) {
    people.push_back(id);
    good(device.replica->commit(county.village, {set_person(id, person::name, Value::of("张" + std::to_string(people.size()))), tag(log::OpKind::add, id, 1)}, device.actor()));
  }
  void rename(Device& device, EntityId id, const std::string& name) {
    good(device.replica->commit(county.village, {set_person(id, person::name, Value::of(name))}, device.actor()));
  }
  void meet_all() {
    county.meet(*ann, *ben);
    county.carry(*ann, *maker, county.authority), county.carry(*ann, *maker, county.village);
    county.carry(*fresh, *ann, county.authority);
  }
  store::Snapshot made() {
    auto snapshot = good(maker->replica->snapshot(county.village));
    BOOST_REQUIRE(snapshot.has_value());
    return std::move(*snapshot);
  }
  void take(const store::Snapshot& snapshot, Device& into) {
    store::Replica& replica = *into.replica;
    good(replica.open_intake());
    good(replica.begin_snapshot(snapshot.head));
    for (const Bytes& chunk : snapshot.chunks) good(replica.take_snapshot_rows(good(store::decode_snapshot_rows(chunk))));
    good(replica.finish_snapshot());
    good(replica.close_intake());
  }
  Hash tables(Device& device) { return device.replica->table_digest(county.village); }
  store::Replica::Stated retell(Device& device) {
    for (int i = 0; i < 10000; ++i) {
      const auto now = good(device.replica->retell(county.village, 3));
      if (now != store::Replica::Stated::whole) return now;
    }
    BOOST_FAIL("no end");
    return store::Replica::Stated::coming;
  }
};

using Stated = store::Replica::Stated;

}  // namespace

BOOST_AUTO_TEST_SUITE(snapshot)

BOOST_AUTO_TEST_CASE(the_tables_are_those_of_who_applied_every_operation) {
  Fixture f;
  f.take(f.made(), *f.fresh);
  BOOST_TEST(f.tables(*f.fresh) == f.tables(*f.maker), boost::test_tools::per_element());
  BOOST_TEST(f.fresh->replica->log_digest(f.county.village) == f.maker->replica->log_digest(f.county.village), boost::test_tools::per_element());
  BOOST_TEST(f.fresh->replica->conflict_count() == f.maker->replica->conflict_count());
  BOOST_TEST(text_of(*f.fresh, f.people[1], "name") == "张2");
  BOOST_TEST(text_of(*f.fresh, f.people[3], "name") == "(no row)");
  BOOST_TEST(text_of(*f.fresh, f.people[7], "name") == text_of(*f.maker, f.people[7], "name"));
  BOOST_TEST(f.fresh->replica->is_receipted(f.people[1]));
  BOOST_TEST((f.fresh->replica->stated(f.county.village) == Stated::coming));
  std::uint64_t segments = 0;
  for (const log::Frame& frame : TestCounty::frames(*f.maker, f.county.village)) segments += frame.segments.size();
  BOOST_TEST(f.fresh->replica->stated_missing() == segments);
}

BOOST_AUTO_TEST_CASE(life_goes_on_upon_it_in_both_directions) {
  Fixture f;
  f.take(f.made(), *f.fresh);
  f.rename(*f.fresh, f.people[7], "赵七");  // settles a conflict, knowing both values
  f.rename(*f.ann, f.people[1], "张新");
  // What is only stated cannot be sent; what was written here can.
  BOOST_TEST(TestCounty::frames(*f.fresh, f.county.village).size() == 1u);
  f.county.carry(*f.fresh, *f.ann, f.county.village);
  f.county.carry(*f.ann, *f.fresh, f.county.village);
  BOOST_TEST(f.tables(*f.fresh) == f.tables(*f.ann), boost::test_tools::per_element());
  BOOST_TEST(text_of(*f.fresh, f.people[1], "name") == "张新");
  BOOST_TEST(text_of(*f.ann, f.people[7], "name") == "赵七");
}

BOOST_AUTO_TEST_CASE(segments_that_come_afterwards_prove_it) {
  Fixture f;
  f.take(f.made(), *f.fresh);
  f.rename(*f.fresh, f.people[7], "赵七");
  const Hash before = f.tables(*f.fresh);
  // In single frames, the later half first, some of them twice.
  auto frames = TestCounty::single_frames(*f.maker, f.county.village);
  std::vector<log::Frame> order(frames.begin() + static_cast<std::ptrdiff_t>(frames.size() / 2), frames.end());
  order.insert(order.end(), frames.begin(), frames.end());
  order.insert(order.end(), frames.begin(), frames.end());
  BOOST_TEST((f.retell(*f.fresh) == Stated::coming));
  for (const log::Frame& frame : order) {
    const auto received = good(f.fresh->replica->receive({frame}));
    BOOST_TEST(received.forked + received.quarantined + received.waiting == 0u);
  }
  BOOST_TEST((f.fresh->replica->stated(f.county.village) == Stated::whole));
  BOOST_TEST(f.fresh->replica->stated_missing() == 0u);
  good(f.fresh->replica->accept_receipts(f.receipts));
  BOOST_TEST((f.retell(*f.fresh) == Stated::nothing));
  BOOST_TEST(f.tables(*f.fresh) == before, boost::test_tools::per_element());
  good(f.fresh->replica->rebuild());
  BOOST_TEST(f.tables(*f.fresh) == before, boost::test_tools::per_element());
  // Now it can be handed on from the first segment.
  auto next = f.county.device("next");
  f.county.carry(*f.fresh, *next, f.county.village);
  BOOST_TEST(f.tables(*next) == before, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_misstated_row_is_found_and_put_right) {
  Fixture f;
  store::Snapshot false_one = f.made();
  // The maker lies: another value in one row, and a digest that fits it.
  std::vector<Hash> digests;
  bool changed = false;
  for (Bytes& chunk : false_one.chunks) {
    auto rows = good(store::decode_snapshot_rows(chunk));
    for (store::SnapshotRow& row : rows) {
      auto state = good(merge::EntityState::decode(row.state));
      if (row.id == f.people[1] && !changed) {
        for (merge::Head& head : state.heads)
          if (head.field == person::name) head.value = Value::of("冒名"), changed = true;
        row.state = state.encode();
      }
      digests.push_back(store::row_digest(row.id, row.type, row.state));
    }
    chunk = store::encode_snapshot_rows(rows);
  }
  BOOST_REQUIRE(changed);
  false_one.head.tables = store::rows_digest(f.county.village, digests);
  f.take(false_one, *f.fresh);
  BOOST_TEST(text_of(*f.fresh, f.people[1], "name") == "冒名");
  f.bring_the_rest(*f.fresh);
  BOOST_TEST((f.retell(*f.fresh) == Stated::refuted));
  BOOST_TEST(good(f.fresh->replica->refute(f.county.village)));
  BOOST_TEST(text_of(*f.fresh, f.people[1], "name") == "张2");
  BOOST_TEST(f.tables(*f.fresh) == f.tables(*f.maker), boost::test_tools::per_element());
  BOOST_TEST((f.fresh->replica->stated(f.county.village) == Stated::nothing));
}

BOOST_AUTO_TEST_CASE(a_misstated_end_of_a_log_is_found) {
  Fixture f;
  store::Snapshot false_one = f.made();
  false_one.head.logs[0].chain[0] ^= 1;
  f.take(false_one, *f.fresh);
  f.county.carry(*f.maker, *f.fresh, f.county.village);
  BOOST_TEST((f.fresh->replica->stated(f.county.village) == Stated::refuted));
  good(f.fresh->replica->refute(f.county.village));
  f.county.carry(*f.maker, *f.fresh, f.county.village);
  BOOST_TEST(f.tables(*f.fresh) == f.tables(*f.maker), boost::test_tools::per_element());
}

// When something was received decides which of two values is shown; and whether it was at all, whether it is sent again.
BOOST_AUTO_TEST_CASE(a_misstated_time_of_receipt_is_found) {
  Fixture f;
  const store::Snapshot true_one = f.made();
  const std::size_t times = true_one.head.logs[0].received.size();
  BOOST_REQUIRE(times == 2u);
  for (const int lie : {0, 1, 2, 3}) {
    auto fresh = f.county.device("fresh " + std::to_string(lie));
    f.county.carry(*f.ann, *fresh, f.county.authority);
    store::Snapshot false_one = true_one;
    auto& received = false_one.head.logs[0].received;
    if (lie == 0) --received[0].at_ms;
    if (lie == 1) ++received[1].at_ms;
    if (lie == 2) received.erase(received.begin());
    if (lie == 3) received.pop_back();
    f.take(false_one, *fresh);
    f.bring_the_rest(*fresh);
    BOOST_TEST((f.retell(*fresh) == Stated::refuted));
    good(fresh->replica->refute(f.county.village));
    BOOST_TEST((fresh->replica->stated(f.county.village) == Stated::nothing));
    const auto mended = good(fresh->replica->snapshot(f.county.village));
    BOOST_REQUIRE(mended.has_value());
    BOOST_TEST((mended->head == true_one.head));
  }
}

// What nobody but the snapshot says was received is sent again once its word is gone.
BOOST_AUTO_TEST_CASE(a_stated_receipt_goes_with_the_snapshots_word) {
  Fixture f;
  f.take(f.made(), *f.fresh);
  f.county.carry(*f.maker, *f.fresh, f.county.village);
  BOOST_TEST(f.fresh->replica->is_receipted(f.people[1]));
  BOOST_TEST((f.retell(*f.fresh) == Stated::refuted));
  good(f.fresh->replica->refute(f.county.village));
  BOOST_TEST(!f.fresh->replica->is_receipted(f.people[1]));
}

// A hub whose clock was set back: what it received later has an earlier time, and comes before what lies behind.
BOOST_AUTO_TEST_CASE(an_earlier_time_of_a_later_receipt_does_not_belie_it) {
  Fixture f;
  f.take(f.made(), *f.fresh);
  f.rename(*f.ann, f.people[1], "张新");
  f.meet_all();
  f.county.carry(*f.ann, *f.fresh, f.county.village);
  const std::size_t behind = f.receipts.size();
  f.receipt(-5000);
  good(f.fresh->replica->accept_receipts({f.receipts.begin() + static_cast<std::ptrdiff_t>(behind), f.receipts.end()}));
  f.receipts.resize(behind);
  f.bring_the_rest(*f.fresh);
  BOOST_TEST((f.retell(*f.fresh) == Stated::nothing));
}

BOOST_AUTO_TEST_CASE(a_write_in_between_takes_it_back_whole) {
  Fixture f;
  const store::Snapshot snapshot = f.made();
  store::Replica& replica = *f.fresh->replica;
  good(replica.open_intake());
  good(replica.begin_snapshot(snapshot.head));
  good(replica.take_snapshot_rows(good(store::decode_snapshot_rows(snapshot.chunks.front()))));
  f.write(*f.fresh, EntityId{42});
  BOOST_TEST(replica.intakes_lost() == 1u);
  BOOST_TEST(replica.finish_snapshot().ok() == false);
  BOOST_TEST(text_of(*f.fresh, f.people[1], "name") == "(no row)");
  BOOST_TEST(text_of(*f.fresh, EntityId{42}, "name") != "(no row)");
  BOOST_TEST(replica.heads(f.county.village).size() == 1u);
}

BOOST_AUTO_TEST_CASE(rows_that_are_not_what_the_head_says_leave_nothing) {
  Fixture f;
  store::Snapshot snapshot = f.made();
  snapshot.head.tables[5] ^= 1;
  store::Replica& replica = *f.fresh->replica;
  good(replica.open_intake());
  good(replica.begin_snapshot(snapshot.head));
  for (const Bytes& chunk : snapshot.chunks) good(replica.take_snapshot_rows(good(store::decode_snapshot_rows(chunk))));
  BOOST_TEST((code_of(replica.finish_snapshot()) == ErrorCode::bad_checksum));
  BOOST_TEST(replica.heads(f.county.village).empty());
  BOOST_TEST((replica.stated(f.county.village) == Stated::nothing));
  f.county.carry(*f.maker, *f.fresh, f.county.village);
  BOOST_TEST(f.tables(*f.fresh) == f.tables(*f.maker), boost::test_tools::per_element());
}

// Many scopes come in one transaction: what one of them makes of itself is not the others' loss.
BOOST_AUTO_TEST_CASE(what_came_before_it_in_the_intake_stays_when_it_goes) {
  Fixture f;
  store::Snapshot wrong = f.made();
  wrong.head.tables[5] ^= 1;
  store::Replica& replica = *f.fresh->replica;
  const auto dan = f.county.device("dan");
  std::vector<log::Frame> certificate = TestCounty::frames(*dan, f.county.authority);
  const std::size_t heads_before = replica.heads(f.county.authority).size();
  for (const bool interrupted : {false, true}) {
    good(replica.open_intake());
    good(replica.put_intake_fact("note", view(interrupted ? "second" : "first")));
    if (!interrupted) good(replica.receive(certificate));
    good(replica.begin_snapshot(wrong.head));
    good(replica.take_snapshot_rows(good(store::decode_snapshot_rows(wrong.chunks.front()))));
    if (!interrupted) {
      for (const Bytes& chunk : std::span(wrong.chunks).subspan(1)) good(replica.take_snapshot_rows(good(store::decode_snapshot_rows(chunk))));
      BOOST_TEST((code_of(replica.finish_snapshot()) == ErrorCode::bad_checksum));
      good(replica.close_intake());
    } else {
      f.write(*f.fresh, EntityId{42});
    }
    BOOST_TEST(text(replica.fact("note").value_or(Bytes())) == (interrupted ? "second" : "first"));
    BOOST_TEST(replica.heads(f.county.village).size() == (interrupted ? 1u : 0u));
  }
  BOOST_TEST(replica.heads(f.county.authority).size() >= heads_before);
  BOOST_TEST((code_of(replica.receive(certificate)) == ErrorCode::none));
  BOOST_TEST(text_of(*f.fresh, EntityId{42}, "name") != "(no row)");
}

BOOST_AUTO_TEST_CASE(of_one_that_was_given_up_nothing_stays_when_another_is_begun) {
  Fixture f;
  const store::Snapshot snapshot = f.made();
  store::Replica& replica = *f.fresh->replica;
  good(replica.open_intake());
  good(replica.begin_snapshot(snapshot.head));
  good(replica.take_snapshot_rows(good(store::decode_snapshot_rows(snapshot.chunks.front()))));
  f.take(snapshot, *f.fresh);
  BOOST_TEST(replica.intakes_lost() == 1u);
  BOOST_TEST(f.tables(*f.fresh) == f.tables(*f.maker), boost::test_tools::per_element());
}

// A newer program makes other tables: what was only stated goes, and comes again as segments. What this device wrote stays.
BOOST_AUTO_TEST_CASE(made_anew_before_its_segments_came) {
  Fixture f;
  f.take(f.made(), *f.fresh);
  f.rename(*f.fresh, f.people[7], "赵七");
  f.rename(*f.ann, f.people[1], "张新");
  f.county.carry(*f.ann, *f.fresh, f.county.village);
  good(f.fresh->replica->rebuild());
  BOOST_TEST((f.fresh->replica->stated(f.county.village) == Stated::nothing));
  BOOST_TEST(f.fresh->replica->counts().unreceipted >= 1u);
  f.county.carry(*f.maker, *f.fresh, f.county.village);
  f.county.carry(*f.ann, *f.fresh, f.county.village);
  f.county.carry(*f.fresh, *f.ann, f.county.village);
  BOOST_TEST(f.tables(*f.fresh) == f.tables(*f.ann), boost::test_tools::per_element());
  BOOST_TEST(text_of(*f.fresh, f.people[7], "name") == "赵七");
}

BOOST_AUTO_TEST_CASE(none_is_made_of_what_is_itself_not_whole) {
  Fixture f;
  f.rename(*f.maker, f.people[1], "未收");  // without a receipt
  BOOST_TEST(!good(f.maker->replica->snapshot(f.county.village)).has_value());
  f.receipt(3000);
  f.take(f.made(), *f.fresh);
  BOOST_TEST(!good(f.fresh->replica->snapshot(f.county.village)).has_value());
}

BOOST_AUTO_TEST_CASE(a_larger_scope_is_told_in_parts) {
  Fixture f(4500);
  const store::Snapshot snapshot = f.made();
  BOOST_TEST(snapshot.chunks.size() > 10u);
  f.take(snapshot, *f.fresh);
  f.bring_the_rest(*f.fresh);
  int calls = 0;
  while (good(f.fresh->replica->retell(f.county.village, 500)) == Stated::whole) BOOST_REQUIRE(++calls < 1000);
  BOOST_TEST((f.fresh->replica->stated(f.county.village) == Stated::nothing));
}

BOOST_AUTO_TEST_CASE(a_change_leaves_other_chunks_as_they_are) {
  Fixture f(1200);
  const store::Snapshot before = f.made();
  f.rename(*f.ann, f.people[1], "张新");
  f.meet_all();
  f.receipt(3000);
  const store::Snapshot after = f.made();
  BOOST_TEST(before.chunks.size() == after.chunks.size());
  std::size_t same = 0;
  for (std::size_t i = 0; i < std::min(before.chunks.size(), after.chunks.size()); ++i) same += before.chunks[i] == after.chunks[i];
  BOOST_TEST(same + 1 == after.chunks.size());
}

BOOST_AUTO_TEST_CASE(its_encoding_is_one_and_total) {
  Fixture f;
  const store::Snapshot snapshot = f.made();
  const Bytes head = store::encode(snapshot.head);
  BOOST_TEST((good(store::decode_snapshot_head(head)) == snapshot.head));
  SeededRandom random(7);
  const auto damage = [&](const Bytes& whole, auto&& decode, auto&& encode_again) {
    for (std::size_t cut = 0; cut < whole.size(); cut += 1 + whole.size() / 200) BOOST_TEST(!decode(ByteView(whole).first(cut)).ok());
    for (int i = 0; i < 2000; ++i) {
      Bytes bytes = whole;
      bytes[random.below(bytes.size())] ^= static_cast<std::uint8_t>(1 + random.below(255));
      const auto read = decode(bytes);
      if (read.ok()) BOOST_TEST(encode_again(*read) == bytes, boost::test_tools::per_element());
    }
  };
  damage(head, [](ByteView bytes) { return store::decode_snapshot_head(bytes); }, [](const store::SnapshotHead& read) { return store::encode(read); });
  damage(snapshot.chunks.front(), [](ByteView bytes) { return store::decode_snapshot_rows(bytes); },
         [](const std::vector<store::SnapshotRow>& rows) { return store::encode_snapshot_rows(rows); });
}

BOOST_AUTO_TEST_SUITE_END()
