// Own acts: what one segment holds, what a batch leaves when it fails, and what an act says of its past.
#include "tests/core/store/county.h"

using namespace huzhu;
using namespace huzhu::test;
namespace person = model::person;

namespace {

log::Segment last_segment(TestCounty& county, Device& device) {
  const auto all = device.replica->segments(county.village, device.author(), device.replica->identity()->epoch, 1, 1u << 30);
  return good(log::decode(all.back().sealed.bytes));
}

std::vector<log::Operation> names(std::size_t count) {
  std::vector<log::Operation> act;
  for (std::size_t i = 1; i <= count; ++i) act.push_back(set_person(EntityId{i}, person::name, Value::of("甲")));
  return act;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(store_writer)

BOOST_AUTO_TEST_CASE(as_many_operations_as_one_segment_holds_and_one_more) {
  TestCounty county;
  auto a = county.device("a");
  good(a->replica->commit(county.village, names(limits::segment_ops_max), a->actor()));
  BOOST_TEST(last_segment(county, *a).operations.size() == limits::segment_ops_max);
  BOOST_TEST(!last_segment(county, *a).group);
  good(a->replica->commit(county.village, names(limits::segment_ops_max + 1), a->actor()));
  BOOST_TEST_REQUIRE(last_segment(county, *a).group.has_value());
  BOOST_TEST(last_segment(county, *a).group->n == 2);
  BOOST_TEST((code_of(a->replica->commit(county.village, {}, a->actor())) == ErrorCode::internal));
}

BOOST_AUTO_TEST_CASE(the_longest_value_and_one_byte_more) {
  TestCounty county;
  auto a = county.device("a");
  const auto write = [&](std::size_t bytes) {
    return a->replica->commit(county.village, {set_person(EntityId{1}, person::note, Value::of(std::string_view(std::string(bytes, 'x'))))}, a->actor());
  };
  good(write(limits::value_bytes_max));
  BOOST_TEST((code_of(write(limits::value_bytes_max + 1)) == ErrorCode::too_long));
  BOOST_TEST(text_of(*a, EntityId{1}, "note").size() == limits::value_bytes_max);
}

BOOST_AUTO_TEST_CASE(a_group_as_large_as_allowed_and_one_segment_more) {
  TestCounty county;
  auto a = county.device("a"), b = county.device("b");
  const std::size_t most = limits::group_segments_max * limits::segment_ops_max;
  BOOST_TEST((code_of(a->replica->commit(county.village, names(most + 1), a->actor())) == ErrorCode::too_long));
  BOOST_TEST(a->replica->counts().segments == 1u + 2u);  // what came from the root, nothing else
  good(a->replica->commit(county.village, names(most), a->actor()));
  county.meet(*a, *b);
  BOOST_TEST((a->replica->table_digest(county.village) == b->replica->table_digest(county.village)));
}

BOOST_AUTO_TEST_CASE(what_is_written_together_stands_or_falls_together) {
  TestCounty county;
  auto a = county.device("a");
  const auto write = [&](std::uint64_t id, ErrorCode then) {
    return a->replica->together([&, id, then]() -> Status {
      HUZHU_TRY(a->replica->commit(county.village, {set_person(EntityId{id}, person::name, Value::of("马玉莲"))}, a->actor()));
      HUZHU_TRY(a->replica->put_fact("noted", view("yes")));
      BOOST_TEST(text_of(*a, EntityId{id}, "name") == "马玉莲");  // seen by what follows
      HUZHU_TRY(a->replica->commit(county.village, {set_person(EntityId{id + 1}, person::name, Value::of("张德福"))}, a->actor()));
      return then == ErrorCode::none ? Status(Done{}) : Status(Error{then, "test", ""});
    });
  };
  const auto before = a->replica->log_digest(county.village), tables = a->replica->table_digest(county.village);
  const auto nothing_remains = [&] {
    BOOST_TEST((a->replica->log_digest(county.village) == before));
    BOOST_TEST((a->replica->table_digest(county.village) == tables));
    BOOST_TEST(!a->replica->fact("noted").has_value());
  };
  BOOST_TEST((code_of(write(1, ErrorCode::storage_full)) == ErrorCode::storage_full));
  nothing_remains();
  // A part that failed takes all with it, even when nobody passed it on.
  const Status swallowed = a->replica->together([&]() -> Status {
    good(a->replica->commit(county.village, {set_person(EntityId{1}, person::name, Value::of("马玉莲"))}, a->actor()));
    (void)a->replica->commit(county.village, {}, a->actor());
    return Done{};
  });
  BOOST_TEST((code_of(swallowed) == ErrorCode::internal));
  nothing_remains();
  good(write(1, ErrorCode::none));
  BOOST_TEST(text_of(*a, EntityId{2}, "name") == "张德福");
  BOOST_TEST(a->replica->fact("noted").has_value());
  good(a->replica->rebuild());
  BOOST_TEST(text_of(*a, EntityId{2}, "name") == "张德福");
}

BOOST_AUTO_TEST_CASE(a_batch_is_all_or_nothing) {
  TestCounty county;
  auto a = county.device("a");
  std::vector<std::vector<log::Operation>> acts = {names(1), names(2), {set_person(EntityId{3}, person::name, Value::of(std::int64_t{1}))}};
  BOOST_TEST(!a->replica->commit_batch(county.village, acts, a->actor()).ok());
  BOOST_TEST(text_of(*a, EntityId{1}, "name") == "(no row)");
  acts.pop_back();
  BOOST_TEST(good(a->replica->commit_batch(county.village, acts, a->actor())).size() == 2u);
  BOOST_TEST(text_of(*a, EntityId{2}, "name") == "甲");
}

BOOST_AUTO_TEST_CASE(causes_are_said_once) {
  TestCounty county;
  auto a = county.device("a"), b = county.device("b");
  good(b->replica->commit(county.village, names(1), b->actor()));
  county.meet(*a, *b);
  good(a->replica->commit(county.village, names(1), a->actor()));
  BOOST_TEST(last_segment(county, *a).deps.size() == 2u);  // the root's log and b's
  good(a->replica->commit(county.village, names(1), a->actor()));
  BOOST_TEST(last_segment(county, *a).deps.empty());
}

BOOST_AUTO_TEST_CASE(more_causes_than_a_segment_holds_are_said_in_several) {
  TestCounty county;
  auto a = county.device("a"), reader = county.device("reader");
  constexpr std::size_t writers = limits::deps_max + 40;
  std::vector<std::unique_ptr<Device>> others;
  for (std::size_t i = 0; i < writers; ++i) {
    others.push_back(std::make_unique<Device>("w", 5000 + i));
    county.certify(*others.back(), model::RoleKind::station_lead, village_area);
  }
  for (Device* device : {a.get(), reader.get()}) TestCounty::carry(county.root(), *device, county.authority);
  std::vector<log::Frame> frames;
  for (std::size_t i = 0; i < writers; ++i)
    frames.push_back(forged(*others[i], {county.village, 7, 1, county.first_prev(*others[i], 7, county.village), seen_by(*a, county.authority)},
                            {set_person(EntityId{i + 1}, person::name, Value::of("甲"))}));
  BOOST_TEST(good(a->replica->receive(frames)).applied == writers);

  // Of all these it is the one whose record is touched that must not be left out, wherever its name sorts.
  for (std::uint64_t id : {std::uint64_t{1}, std::uint64_t{writers / 2}, std::uint64_t{writers}})
    good(a->replica->commit(county.village, {set_person(EntityId{id}, person::name, Value::of("乙"))}, a->actor()));
  BOOST_TEST(a->replica->conflict_count() == 0u);
  const auto own = a->replica->segments(county.village, a->author(), a->replica->identity()->epoch, 1, 1u << 30);
  std::size_t said = 0;
  for (const store::StoredSegment& segment : own) said += good(log::decode(segment.sealed.bytes)).deps.size();
  BOOST_TEST(said == writers + 1);
  BOOST_TEST(good(log::decode(own[0].sealed.bytes)).deps.size() <= limits::deps_max);

  TestCounty::carry(*a, *reader, county.village);
  BOOST_TEST((a->replica->table_digest(county.village) == reader->replica->table_digest(county.village)));
  BOOST_TEST(reader->replica->counts().waiting == 0u);
}

BOOST_AUTO_TEST_CASE(among_many_authority_logs_the_own_rights_are_said_first) {
  TestCounty county;
  auto a = county.device("a"), reader = county.device("reader");
  std::vector<log::Frame> frames;
  for (std::size_t i = 0; i < limits::deps_max + 20; ++i) {
    Device other("w", 9000 + i);
    county.certify(other, model::RoleKind::volunteer, village_area);
    // Whatever they write there: their log is one more that a has seen.
    frames.push_back(forged(other, {county.authority, 7, 1, county.first_prev(other, 7, county.authority), {}}, {set_person(EntityId{i + 1}, person::name, Value::of("甲"))}));
  }
  for (Device* device : {a.get(), reader.get()}) {
    TestCounty::carry(county.root(), *device, county.authority);
    BOOST_TEST(good(device->replica->receive(frames)).applied == frames.size());
  }
  good(a->replica->commit(county.village, names(1), a->actor()));
  BOOST_TEST(last_segment(county, *a).deps.size() <= limits::deps_max);
  BOOST_TEST(last_segment(county, *a).deps.size() < frames.size());
  TestCounty::carry(*a, *reader, county.village);
  BOOST_TEST(text_of(*reader, EntityId{1}, "name") == "甲");
}

BOOST_AUTO_TEST_CASE(listed_dots_may_come_in_any_order) {
  TestCounty county;
  auto a = county.device("a");
  good(a->replica->commit(county.village, names(1), a->actor()));
  auto operations = names(1);
  operations[0].lists_dots = true;
  operations[0].supersedes = {{AuthorId{9}, 1, 5}, {AuthorId{2}, 1, 7}, {AuthorId{9}, 1, 5}};
  good(a->replica->commit(county.village, operations, a->actor()));
  BOOST_TEST(last_segment(county, *a).operations[0].supersedes.size() == 2u);
}

BOOST_AUTO_TEST_SUITE_END()
