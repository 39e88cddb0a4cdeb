// Chunks on a device: what is here, what is missing, what goes when its value is erased.
#include <filesystem>
#include <fstream>

#include "core/store/redactions.h"
#include "tests/core/store/county.h"

using namespace huzhu;
using namespace huzhu::test;

namespace {

using T = model::EntityType;

Bytes picture(std::uint8_t mark, std::size_t size = 40000) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(mark + i % 97 + i / 1000);
  return bytes;
}

struct OneTablet {
  TestCounty county;
  std::unique_ptr<Device> tablet = county.device("tablet"), admin = county.device("admin", model::RoleKind::county_admin, county_area);
  ScopeId village = county.village;
  store::Blobs& blobs() { return tablet->replica->blobs(); }

  log::BlobRef photograph(EntityId person, std::uint8_t mark) {
    log::BlobRef ref;
    good(tablet->replica->together([&]() -> Status {
      HUZHU_ASSIGN(ref, blobs().put(village, log::BlobKind::jpeg, picture(mark)));
      HUZHU_ASSIGN(const auto done, tablet->replica->commit(village, {set_person(person, model::person::photo, Value::of_bytes(log::encode(ref)))}, tablet->actor()));
      (void)done;
      return Done{};
    }));
    return ref;
  }
  std::uint64_t head() {
    for (const store::Head& one : tablet->replica->heads(village))
      if (one.author == tablet->author()) return one.seq;
    return 0;
  }
  // Of one operation of the tablet's; then the hub has it.
  void erase(std::uint64_t seq) {
    const EntityId record{admin->random.next()};
    const Bytes dots = store::pack_dots({{tablet->author(), tablet->replica->identity()->epoch, seq}});
    good(admin->replica->commit(county.authority,
                                {set(T::redaction, record, model::redaction::scope, Value::of(static_cast<std::int64_t>(village.value))),
                                 set(T::redaction, record, model::redaction::dots, Value::of_bytes(dots)), set(T::redaction, record, model::redaction::reason, Value::of(std::int64_t{1}))},
                                {admin->profile, &admin->actor_key}));
    TestCounty::carry(*admin, *tablet, county.authority);
    county.receipt_all(*tablet, 1'700'000'100'000);
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(store_blobs)

BOOST_FIXTURE_TEST_CASE(what_was_put_comes_back_whole_and_is_named, OneTablet) {
  const log::BlobRef ref = photograph(EntityId{1}, 3);
  BOOST_TEST((blobs().whole(village, ref) == picture(3)));
  BOOST_TEST(blobs().missing(village, ref).empty());
  const auto named = good(tablet->replica->named_blobs());
  BOOST_REQUIRE(named.size() == 1u);
  BOOST_TEST((named[0].scope == village && named[0].ref == ref));
  BOOST_TEST(!blobs().whole(county.authority, ref));   // each scope has its own
}

// Chunks come in any order and after any break; none is believed for its name.
BOOST_FIXTURE_TEST_CASE(chunks_come_one_by_one, OneTablet) {
  const log::BlobRef ref = photograph(EntityId{1}, 3);
  auto other = county.device("other");
  store::Blobs& theirs = other->replica->blobs();
  BOOST_TEST((theirs.missing(village, ref) == std::vector{ref.list}));
  const auto names = blobs().names(village, ref);
  BOOST_REQUIRE(names.size() == 4u);
  for (std::size_t i = 0; i < names.size(); ++i) {
    BOOST_TEST(!theirs.whole(village, ref));
    Bytes bytes = *blobs().chunk(village, names[i]);
    bytes[0] ^= 1;
    BOOST_TEST((code_of(theirs.take(village, names[i], bytes)) == ErrorCode::bad_checksum));
    bytes[0] ^= 1;
    good(theirs.take(village, names[i], bytes));
    good(theirs.take(village, names[i], bytes));
    BOOST_TEST(theirs.missing(village, ref).size() == 3 - i);
  }
  BOOST_TEST((theirs.whole(village, ref) == picture(3)));
  BOOST_TEST((code_of(theirs.take(village, names[0], Bytes(limits::blob_chunk_bytes + 1))) == ErrorCode::too_long));
}

// The record and its picture are one act: neither without the other.
BOOST_FIXTURE_TEST_CASE(a_failed_act_leaves_no_picture, OneTablet) {
  log::BlobRef ref;
  const Status done = tablet->replica->together([&]() -> Status {
    HUZHU_ASSIGN(ref, blobs().put(village, log::BlobKind::jpeg, picture(9)));
    return Error{ErrorCode::storage_full, "", ""};
  });
  BOOST_TEST(!done.ok());
  BOOST_TEST((blobs().missing(village, ref) == std::vector{ref.list}));
}

// Two who took a photo at once: both are kept until somebody chooses.
BOOST_FIXTURE_TEST_CASE(what_lost_is_named_as_well, OneTablet) {
  auto other = county.device("other");
  const EntityId person{5};
  const log::BlobRef mine = photograph(person, 1);
  const log::BlobRef theirs = good(other->replica->blobs().put(village, log::BlobKind::jpeg, picture(2)));
  good(other->replica->commit(village, {set_person(person, model::person::photo, Value::of_bytes(log::encode(theirs)))}, other->actor()));
  county.meet(*tablet, *other);
  for (Device* device : {tablet.get(), other.get()}) {
    std::vector<Hash> lists;
    for (const auto& one : good(device->replica->named_blobs())) lists.push_back(one.ref.list);
    std::sort(lists.begin(), lists.end());
    std::vector expected{mine.list, theirs.list};
    std::sort(expected.begin(), expected.end());
    BOOST_TEST((lists == expected), device->name);
  }
}

// Two others hold it: the hub, and who made it. What was made here stays, and what the hub has not all of.
BOOST_FIXTURE_TEST_CASE(a_full_device_lets_go_of_what_two_others_hold, OneTablet) {
  auto other = county.device("other");
  std::vector<log::BlobRef> refs;
  for (std::uint8_t i = 1; i <= 3; ++i) refs.push_back(photograph(EntityId{i}, i));
  county.meet(*tablet, *other);
  store::Blobs& theirs = other->replica->blobs();
  for (const log::BlobRef& ref : refs) {
    for (const Hash& name : blobs().names(village, ref)) good(theirs.take(village, name, *blobs().chunk(village, name)));
    good(blobs().note_at_hub(village, ref.list, 7));
  }
  for (const std::size_t at : {0u, 1u}) good(theirs.note_at_hub(village, refs[at].list, 7));
  BOOST_TEST(good(other->replica->let_blobs_go(8)) == 0u);   // another history of the hub said nothing
  BOOST_TEST(good(other->replica->let_blobs_go(7)) == 2u);
  BOOST_TEST((!theirs.whole(village, refs[0]) && !theirs.whole(village, refs[1])));
  BOOST_TEST((theirs.whole(village, refs[2]) == picture(3)));
  BOOST_TEST(good(other->replica->named_blobs()).size() == 3u);   // their records stand
  BOOST_TEST(other->replica->blobs_come_when_looked_at());
  BOOST_TEST(good(tablet->replica->let_blobs_go(7)) == 0u);
  BOOST_TEST((blobs().whole(village, refs[0]) == picture(1)));
}

BOOST_FIXTURE_TEST_CASE(an_erased_photo_is_gone_and_its_neighbours_stay, OneTablet) {
  const log::BlobRef erased = photograph(EntityId{1}, 1);
  const std::uint64_t seq = head();
  const log::BlobRef kept = photograph(EntityId{2}, 2);
  // Part of it is the same picture: chunks that somebody else's names are not hers alone.
  Bytes half = picture(1);
  half[half.size() - 1] ^= 1;
  const log::BlobRef shared = good(blobs().put(village, log::BlobKind::jpeg, half));
  good(tablet->replica->commit(village, {set_person(EntityId{3}, model::person::photo, Value::of_bytes(log::encode(shared)))}, tablet->actor()));
  good(blobs().note_at_hub(village, erased.list, 7));
  erase(seq);
  BOOST_TEST(!blobs().whole(village, erased));
  BOOST_TEST((blobs().missing(village, erased) == std::vector{erased.list}));
  BOOST_TEST(!blobs().is_at_hub(village, erased.list, 7));
  BOOST_TEST((blobs().whole(village, kept) == picture(2)));
  BOOST_TEST((blobs().whole(village, shared) == half));
  BOOST_TEST(good(tablet->replica->named_blobs()).size() == 2u);
}

#ifndef __EMSCRIPTEN__  // there the file cannot be read from outside
BOOST_FIXTURE_TEST_CASE(no_byte_of_an_erased_photo_is_left_in_the_file, OneTablet) {
  const std::string file = (std::filesystem::temp_directory_path() / "huzhu_blobs_test.db").string();
  (void)store::Database::discard(file);
  tablet = county.device("on disk", model::RoleKind::station_lead, village_area, file);
  const auto holds = [&](ByteView needle) {
    std::string all;
    for (const char* suffix : {"", "-wal"}) {
      std::ifstream in(file + suffix, std::ios::binary);
      all.append(std::istreambuf_iterator<char>(in), {});
    }
    return all.find(text(needle)) != std::string::npos;
  };
  photograph(EntityId{1}, 11);
  const std::uint64_t seq = head();
  const Bytes bytes = picture(11);
  const ByteView needle = ByteView(bytes).subspan(100, 64);
  good(tablet->replica->db().execute("PRAGMA wal_checkpoint(TRUNCATE)"));
  BOOST_TEST(holds(needle));
  erase(seq);
  good(tablet->replica->db().execute("PRAGMA wal_checkpoint(TRUNCATE)"));
  BOOST_TEST(!holds(needle));
  tablet.reset();
  (void)store::Database::discard(file);
}
#endif

// Tens of megabytes are not read through in idle moments, and harm to them is no harm to records.
BOOST_FIXTURE_TEST_CASE(pictures_are_not_looked_through_for_harm, OneTablet) {
  photograph(EntityId{1}, 1);
  store::Soundness found = store::Soundness::more;
  for (int i = 0; i < 200 && found == store::Soundness::more; ++i) found = good(tablet->replica->look_for_harm());
  BOOST_TEST((found == store::Soundness::whole));
}

BOOST_FIXTURE_TEST_CASE(what_the_hub_holds_is_known_for_one_epoch_of_it, OneTablet) {
  const log::BlobRef ref = photograph(EntityId{1}, 1);
  BOOST_TEST(!blobs().is_at_hub(village, ref.list, 7));
  good(blobs().note_at_hub(village, ref.list, 7));
  BOOST_TEST(blobs().is_at_hub(village, ref.list, 7));
  BOOST_TEST(!blobs().is_at_hub(village, ref.list, 8));
}

BOOST_AUTO_TEST_SUITE_END()
