// The behaviour every SegmentStore must have. Each implementation is run through all cases: add it to `stores()`.
#include "tests/hub/temporary.h"
#include "sync/hub/store.h"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "sync/hub/hub.h"

namespace huzhu::hub {
namespace {

constexpr ScopeId scope{0xf000000000000001}, other{2};  // above 2^63: ids are unsigned, columns are not
constexpr AuthorId author{0x9000000000000007}, second{3};
const Hash root = crypto::blake2b({view("root")});

struct Implementation {
  const char* name;
  std::unique_ptr<SegmentStore> (*open)();
};
std::ostream& operator<<(std::ostream& out, const Implementation& one) { return out << one.name; }

std::vector<Implementation> stores() {
  return {{"sqlite", [] { return std::move(open_sqlite_store(":memory:")).value(); }}};
}

log::SealedSegment segment(std::uint8_t mark) {
  log::SealedSegment out;
  out.bytes = Bytes(20, mark);
  out.chain = crypto::blake2b({ByteView(out.bytes)});
  out.has_signature = mark % 2 == 0;
  out.signature.fill(mark);
  if (mark % 3 == 0) out.actor_signature = Signature{mark};
  return out;
}

NewRun run_of(AuthorId a, LogHead before, std::initializer_list<std::uint8_t> marks) {
  NewRun run;
  before.author = a;
  before.epoch = 0xffffffff;
  run.before = before;
  std::uint64_t seq = before.seq;
  for (const std::uint8_t mark : marks) {
    run.segments.push_back(segment(mark));
    run.seq_first.push_back(seq + 1);
    seq += 3;
    run.seq_last.push_back(seq);
  }
  return run;
}

Appended append(SegmentStore& store, ScopeId to, NewRun run, std::uint64_t hub_epoch = 5) {
  const AppendBatch batch{to, {std::move(run)}};
  return store.append({&batch, 1}, {root, hub_epoch, 1000}).value().front();
}

LogHead head_at(std::uint64_t seq, std::uint8_t mark) { return {author, 0xffffffff, seq, segment(mark).chain}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(store_conformance)

BOOST_DATA_TEST_CASE(what_is_appended_reads_back, stores()) {
  auto store = sample.open();
  const Appended first = append(*store, scope, run_of(author, {}, {6, 7}));
  BOOST_TEST(!first.moved);
  BOOST_TEST(first.first_hub_seq == 1u);
  BOOST_TEST((first.previous == sync::first_receipt(root, scope)));
  const auto row = store->at(scope, 1).value();
  BOOST_REQUIRE(row);
  BOOST_TEST((row->link.author == author && row->link.epoch == 0xffffffff));
  BOOST_TEST((row->link.seq_first == 1 && row->link.seq_last == 3 && row->link.received_at_ms == 1000 && row->link.hub_epoch == 5));
  BOOST_TEST((row->sealed.bytes == segment(6).bytes && row->sealed.has_signature && row->sealed.signature == segment(6).signature));
  BOOST_TEST((row->sealed.actor_signature == segment(6).actor_signature));
  BOOST_TEST((row->receipt == sync::next_receipt(first.previous, row->link)));
  const auto unsigned_row = store->at(scope, 2).value();
  BOOST_TEST((!unsigned_row->sealed.has_signature && !unsigned_row->sealed.actor_signature));
  BOOST_TEST((unsigned_row->receipt == first.last));
  BOOST_TEST(!store->at(scope, 3).value());
  BOOST_TEST(!store->at(other, 1).value());
}

BOOST_DATA_TEST_CASE(heads_follow_and_are_sorted_as_unsigned, stores()) {
  auto store = sample.open();
  append(*store, scope, run_of(author, {}, {6, 7}));
  append(*store, scope, run_of(second, {}, {8}));
  const auto logs = store->logs(scope).value();
  BOOST_REQUIRE(logs.size() == 2u);
  BOOST_TEST((logs[0].author == second && logs[1].author == author));
  BOOST_TEST((logs[1].seq == 6 && logs[1].chain == segment(7).chain));
  BOOST_TEST(store->log(scope, author, 0xffffffff).value()->seq == 6u);
  BOOST_TEST(!store->log(scope, author, 1).value());
  BOOST_TEST(store->head(scope).value()->hub_seq == 3u);
  BOOST_TEST(!store->head(other).value());
  BOOST_TEST(store->scopes().value().size() == 1u);
}

BOOST_DATA_TEST_CASE(a_run_that_does_not_follow_is_moved_and_leaves_no_trace, stores()) {
  auto store = sample.open();
  append(*store, scope, run_of(author, {}, {6}));
  BOOST_TEST(append(*store, scope, run_of(author, {}, {7})).moved);
  BOOST_TEST(append(*store, scope, run_of(author, head_at(3, 7), {8})).moved);   // right number, other chain
  BOOST_TEST(append(*store, scope, run_of(author, head_at(6, 6), {8})).moved);
  BOOST_TEST(store->head(scope).value()->hub_seq == 1u);
  // Of two batches in one transaction only the one that fits is stored.
  const std::vector<AppendBatch> both{{other, {run_of(second, {}, {8})}}, {scope, {run_of(second, {}, {9}), run_of(author, {}, {7})}}};
  const auto done = store->append(both, {root, 5, 1000}).value();
  BOOST_TEST((!done[0].moved && done[1].moved));
  BOOST_TEST(store->head(other).value()->hub_seq == 1u);
  BOOST_TEST(!store->log(scope, second, 0xffffffff).value());
  BOOST_TEST(!append(*store, scope, run_of(author, head_at(3, 6), {8})).moved);
}

BOOST_DATA_TEST_CASE(one_batch_may_move_a_log_twice, stores()) {
  auto store = sample.open();
  const AppendBatch batch{scope, {run_of(author, {}, {6}), run_of(second, {}, {7}), run_of(author, head_at(3, 6), {8})}};
  BOOST_TEST(!store->append({&batch, 1}, {root, 5, 1000}).value().front().moved);
  BOOST_TEST(store->log(scope, author, 0xffffffff).value()->seq == 6u);
  BOOST_TEST((store->at(scope, 3).value()->link.author == author));
}

BOOST_DATA_TEST_CASE(segments_are_found_by_where_they_begin_and_end, stores()) {
  auto store = sample.open();
  append(*store, scope, run_of(author, {}, {6, 7}));
  BOOST_TEST((store->starting(scope, author, 0xffffffff, 4).value()->link.chain == segment(7).chain));
  BOOST_TEST(!store->starting(scope, author, 0xffffffff, 5).value());
  BOOST_TEST((store->ending(scope, author, 0xffffffff, 3).value()->link.chain == segment(6).chain));
  BOOST_TEST(!store->ending(scope, author, 0xffffffff, 4).value());
  BOOST_TEST(!store->ending(scope, author, 0xffffffff, 0).value());
}

BOOST_DATA_TEST_CASE(bytes_give_way_to_others_of_the_same_chain, stores()) {
  auto store = sample.open();
  append(*store, scope, run_of(author, {}, {2, 4}));
  const Row before = *store->at(scope, 2).value();
  const Bytes blank(7, 9);
  BOOST_REQUIRE(store->put_bytes(scope, 2, blank).ok());
  for (const Row& row : {*store->at(scope, 2).value(), *store->with(scope, author, 0xffffffff, 5).value()}) {
    BOOST_TEST(row.sealed.bytes == blank, boost::test_tools::per_element());
    BOOST_TEST((row.sealed.chain == before.sealed.chain && row.receipt == before.receipt && row.sealed.signature == before.sealed.signature));
  }
  BOOST_TEST(store->at(scope, 1).value()->sealed.bytes.size() == 20u);
  BOOST_TEST(!store->with(scope, author, 0xffffffff, 7).value().has_value());
  BOOST_TEST(!store->with(scope, second, 0xffffffff, 1).value().has_value());
}

BOOST_DATA_TEST_CASE(reading_is_in_order_and_may_look_aside, stores()) {
  auto store = sample.open();
  append(*store, scope, run_of(author, {}, {6, 7, 8, 10}));
  std::vector<std::uint64_t> seen;
  BOOST_REQUIRE(store->read(scope, 1, [&](Row& row) {
    seen.push_back(row.link.hub_seq);
    BOOST_TEST(store->at(scope, 1).value().has_value());
    return seen.size() < 2;
  }).ok());
  BOOST_TEST(seen == (std::vector<std::uint64_t>{2, 3}), boost::test_tools::per_element());
}

BOOST_DATA_TEST_CASE(a_fork_is_kept_once, stores()) {
  auto store = sample.open();
  const Fork fork{author, 1, 4, segment(9).chain, segment(9).bytes, 7};
  BOOST_REQUIRE(store->put_fork(scope, fork).ok());
  BOOST_REQUIRE(store->put_fork(scope, fork).ok());
  BOOST_TEST(store->fork_count(scope).value() == 1u);
  BOOST_TEST(store->fork_count(other).value() == 0u);
  BOOST_TEST(store->forks(other).value().empty());
  // Other bytes in its place stay there, also when the first are brought again.
  Fork blanked = store->forks(scope).value().at(0);
  BOOST_TEST((blanked.author == author && blanked.epoch == 1u && blanked.seq_first == 4u && blanked.chain == fork.chain && blanked.bytes == fork.bytes && blanked.received_at_ms == 7));
  blanked.bytes = bytes_of(view("blank"));
  BOOST_REQUIRE(store->put_fork_bytes(scope, blanked).ok());
  BOOST_REQUIRE(store->put_fork(scope, fork).ok());
  BOOST_TEST((store->forks(scope).value().at(0).bytes == blanked.bytes));
  // Another branch at the same place is another fork.
  BOOST_REQUIRE(store->put_fork(scope, {author, 1, 4, segment(10).chain, segment(10).bytes, 8}).ok());
  BOOST_TEST(store->forks(scope).value().size() == 2u);
}

BOOST_DATA_TEST_CASE(blobs_are_kept_once_a_scope_until_they_are_dropped, stores()) {
  const auto store = sample.open();
  const auto chunk = [](std::uint8_t mark) { return NamedChunk{Hash{mark}, Bytes(1000, mark)}; };
  for (const std::uint8_t mark : {9, 3, 200}) BOOST_REQUIRE(store->put_blob(scope, chunk(mark)).ok());
  BOOST_REQUIRE(store->put_blob(scope, {Hash{3}, Bytes{1}}).ok());   // the first stays
  BOOST_TEST((store->blob(scope, Hash{3}).value() == Bytes(1000, 3)));
  BOOST_TEST((store->blobs(scope).value() == std::vector{Hash{3}, Hash{9}, Hash{200}}));
  BOOST_TEST(store->has_blob(scope, Hash{9}).value());
  BOOST_TEST(!store->has_blob(other, Hash{9}).value());
  BOOST_TEST(!store->blob(other, Hash{9}).value());
  BOOST_TEST(store->blobs(other).value().empty());
  BOOST_REQUIRE(store->put_blob(other, chunk(9)).ok());
  BOOST_REQUIRE(store->drop_blob(scope, Hash{9}).ok());
  BOOST_REQUIRE(store->drop_blob(scope, Hash{9}).ok());
  BOOST_TEST(!store->has_blob(scope, Hash{9}).value());
  BOOST_TEST(store->has_blob(other, Hash{9}).value());
}

BOOST_DATA_TEST_CASE(a_fact_is_taken_once, stores()) {
  auto store = sample.open();
  BOOST_REQUIRE(store->put_fact("code/a", view("1")).ok());
  BOOST_REQUIRE(store->put_fact("code/a", view("2")).ok());
  BOOST_REQUIRE(store->put_fact("code/b", view("3")).ok());
  BOOST_REQUIRE(store->put_fact("codex", view("4")).ok());
  BOOST_TEST(store->facts("code/").value().size() == 2u);
  BOOST_TEST(text(*store->fact("code/a").value()) == "2");
  BOOST_TEST(text(*store->take_fact("code/a").value()) == "2");
  BOOST_TEST(!store->take_fact("code/a").value());
  BOOST_TEST(!store->fact("code/a").value());
}

BOOST_DATA_TEST_CASE(a_backup_is_a_whole_store, stores()) {
  auto store = sample.open();
  append(*store, scope, run_of(author, {}, {6, 7}));
  const std::string file = huzhu::test::temporary_path("huzhu_store_backup_test.db");
  remove_database(file);
  BOOST_REQUIRE(store->backup(file).ok());
  {
    auto copy = open_sqlite_store(file);
    BOOST_REQUIRE(copy.ok());
    BOOST_TEST(((*copy)->at(scope, 2).value()->receipt == store->at(scope, 2).value()->receipt));
    BOOST_TEST(!append(**copy, scope, run_of(author, head_at(6, 7), {8})).moved);
  }
  BOOST_TEST(store->head(scope).value()->hub_seq == 2u);
  BOOST_TEST(!store->backup(file).ok());  // never over another file
  remove_database(file);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::hub
