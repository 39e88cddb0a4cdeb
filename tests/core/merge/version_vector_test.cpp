// Vectors and pasts: what has been seen, to the operation.
#include <boost/test/unit_test.hpp>

#include "core/merge/version_vector.h"

using namespace huzhu;
using merge::LogKey;
using merge::Past;
using merge::VersionVector;

namespace {

const ScopeId here{10}, elsewhere{20};
const LogKey mine{here, AuthorId{1}, 5}, theirs{here, AuthorId{2}, 6}, far{elsewhere, AuthorId{2}, 6};

}  // namespace

BOOST_AUTO_TEST_SUITE(merge_version_vector)

BOOST_AUTO_TEST_CASE(a_past_ends_exactly_where_it_says) {
  VersionVector before;
  before.raise(theirs, 8);
  const Past past{&before, mine, 3};
  BOOST_TEST(past.holds({theirs.author, theirs.epoch, 8}));
  BOOST_TEST(!past.holds({theirs.author, theirs.epoch, 9}));
  BOOST_TEST(!past.holds({theirs.author, theirs.epoch + 1, 1}));
  BOOST_TEST(!past.holds({AuthorId{3}, theirs.epoch, 1}));
  BOOST_TEST(past.holds({mine.author, mine.epoch, 2}));
  BOOST_TEST(!past.holds({mine.author, mine.epoch, 3}));  // an operation is not before itself
}

BOOST_AUTO_TEST_CASE(another_scope_is_another_log) {
  VersionVector before;
  before.raise(far, 8);
  BOOST_TEST(!(Past{&before, mine, 1}.holds({far.author, far.epoch, 1})));
  BOOST_TEST(before.any(elsewhere, AuthorId{2}));
  BOOST_TEST(!before.any(here, AuthorId{2}));
  BOOST_TEST(!before.any(elsewhere, AuthorId{1}));
  BOOST_TEST(!before.any(elsewhere, AuthorId{3}));   // after all there is
  BOOST_TEST(!VersionVector().any(here, AuthorId{1}));
}

BOOST_AUTO_TEST_CASE(raising_never_lowers) {
  VersionVector vector;
  vector.raise(theirs, 8);
  vector.raise(theirs, 3);
  vector.raise(mine, 0);
  BOOST_TEST(vector.seq(theirs) == 8u);
  BOOST_TEST(vector.entries().size() == 1u);
}

BOOST_AUTO_TEST_CASE(equal_vectors_have_equal_bytes) {
  VersionVector a, b;
  for (const LogKey& log : {mine, theirs, far}) a.raise(log, 4);
  for (const LogKey& log : {far, theirs, mine}) b.raise(log, 4);
  BOOST_TEST((a.encode() == b.encode()));
  const auto decoded = VersionVector::decode(a.encode());
  BOOST_REQUIRE(decoded.ok());
  BOOST_TEST((*decoded == a));
}

BOOST_AUTO_TEST_CASE(damaged_bytes_are_errors) {
  VersionVector vector;
  vector.raise(mine, 4);
  vector.raise(theirs, 4);
  const Bytes bytes = vector.encode();
  for (std::size_t cut = 0; cut < bytes.size(); ++cut) BOOST_TEST(!VersionVector::decode(ByteView(bytes).first(cut)).ok());
  Bytes swapped = bytes;
  std::swap_ranges(swapped.begin() + 1, swapped.begin() + 22, swapped.begin() + 22);
  BOOST_TEST((VersionVector::decode(swapped).error().code == ErrorCode::not_canonical));
  Bytes longer = bytes;
  longer.push_back(0);
  BOOST_TEST(!VersionVector::decode(longer).ok());
}

BOOST_AUTO_TEST_SUITE_END()
