// The messages about pictures and sounds: there and back, their bounds, and every way to be malformed.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <map>

#include "core/log/blob.h"
#include "sync/blob_protocol.h"
#include "tests/source_dir.h"

using namespace huzhu;
using namespace huzhu::sync;

namespace {

std::vector<Hash> names(std::size_t count) {
  std::vector<Hash> out(count);
  for (std::size_t i = 0; i < count; ++i) out[i][0] = static_cast<std::uint8_t>(i), out[i][1] = static_cast<std::uint8_t>(i >> 8);
  return out;
}

// Every beginning of it, and it with a byte more, is refused.
template <class Message>
void only_whole(const Message& message) {
  Bytes bytes = encode(message);
  BOOST_TEST(decode<Message>(bytes).ok());
  for (std::size_t size = 0; size < bytes.size(); size += 1 + bytes.size() / 500) BOOST_TEST(!decode<Message>(ByteView(bytes).first(size)).ok(), size);
  bytes.push_back(0);
  BOOST_TEST(!decode<Message>(bytes).ok());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sync_blob_protocol)

BOOST_AUTO_TEST_CASE(there_and_back) {
  const ScopeId scope{0xf000000000000009};
  const auto question = decode<BlobQuestion>(encode(BlobQuestion{scope, names(3)}));
  BOOST_TEST((question.ok() && question->scope == scope && question->names == names(3)));
  const auto standing = decode<BlobStanding>(encode(BlobStanding{{BlobHeld::no, BlobHeld::whole, BlobHeld::yes}}));
  BOOST_TEST((standing.ok() && standing->held == std::vector{BlobHeld::no, BlobHeld::whole, BlobHeld::yes}));
  const auto request = decode<BlobRequest>(encode(BlobRequest{scope, 70000, names(2)}));
  BOOST_TEST((request.ok() && request->scope == scope && request->bytes_max == 70000 && request->names == names(2)));
  const auto chunks = decode<BlobChunks>(encode(BlobChunks{{Bytes(5, 1), {}, Bytes(limits::blob_chunk_bytes, 2)}}));
  BOOST_TEST((chunks.ok() && chunks->chunks.size() == 3 && chunks->chunks[1].empty() && chunks->chunks[2].size() == limits::blob_chunk_bytes));
  const auto offer = decode<BlobOffer>(encode(BlobOffer{scope, {Bytes(7, 7)}}));
  BOOST_TEST((offer.ok() && offer->scope == scope && offer->chunks == std::vector<Bytes>{Bytes(7, 7)}));
  const auto receipt = decode<BlobReceipt>(encode(BlobReceipt{{BlobVerdict::unnamed, BlobVerdict::kept}}));
  BOOST_TEST((receipt.ok() && receipt->verdicts == std::vector{BlobVerdict::unnamed, BlobVerdict::kept}));
}

// Frozen: what another implementation must come to.
BOOST_AUTO_TEST_CASE(the_vectors_hold) {
  std::map<std::string, Bytes> vectors;
  std::ifstream file(std::string(test::source_dir) + "/tests/sync/vectors/blobs.txt");
  for (std::string line; std::getline(file, line);)
    if (const auto at = line.find(" = "); at != std::string::npos) vectors[line.substr(0, at)] = from_hex(line.substr(at + 3));
  Bytes picture(40000);
  for (std::size_t i = 0; i < picture.size(); ++i) picture[i] = static_cast<std::uint8_t>(i * 7);
  const auto cut = log::cut_blob(log::BlobKind::jpeg, picture);
  BOOST_REQUIRE(cut.ok());
  BOOST_TEST((log::encode(cut->ref) == vectors["reference"]));
  BOOST_TEST((cut->list == vectors["list"]));
  std::vector<Hash> all{cut->ref.list};
  for (const ByteView chunk : cut->chunks) all.push_back(log::blob_name(chunk));
  const ScopeId scope{0xf000000000000001};
  BOOST_TEST((encode(BlobQuestion{scope, all}) == vectors["have"]));
  BOOST_TEST((encode(BlobStanding{{BlobHeld::whole, BlobHeld::yes, BlobHeld::yes, BlobHeld::yes}}) == vectors["have_answer"]));
  BOOST_TEST((encode(BlobRequest{scope, 16384, all}) == vectors["get"]));
  BOOST_TEST((encode(BlobChunks{{cut->list, {}}}) == vectors["get_answer"]));
  BOOST_TEST((encode(BlobOffer{scope, {cut->list}}) == vectors["put"]));
  BOOST_TEST((encode(BlobReceipt{{BlobVerdict::kept}}) == vectors["put_answer"]));
}

BOOST_AUTO_TEST_CASE(only_whole_messages) {
  only_whole(BlobQuestion{ScopeId{1}, names(4)});
  only_whole(BlobStanding{{BlobHeld::yes, BlobHeld::no}});
  only_whole(BlobRequest{ScopeId{1}, 16384, names(4)});
  only_whole(BlobChunks{{Bytes(300, 1), Bytes(2, 2)}});
  only_whole(BlobOffer{ScopeId{1}, {Bytes(300, 1)}});
  only_whole(BlobReceipt{{BlobVerdict::kept}});
}

BOOST_AUTO_TEST_CASE(nothing_past_its_bound) {
  const std::size_t most = limits::blob_names_per_request_max;
  BOOST_TEST(decode<BlobQuestion>(encode(BlobQuestion{ScopeId{1}, names(most)})).ok());
  BOOST_TEST(!decode<BlobQuestion>(encode(BlobQuestion{ScopeId{1}, names(most + 1)})).ok());
  BOOST_TEST(!decode<BlobQuestion>(encode(BlobQuestion{ScopeId{1}, {}})).ok());
  BOOST_TEST(!decode<BlobRequest>(encode(BlobRequest{ScopeId{1}, 1, names(most + 1)})).ok());
  BOOST_TEST(!decode<BlobRequest>(encode(BlobRequest{ScopeId{1}, answer_bytes_max + 1, names(1)})).ok());
  BOOST_TEST(decode<BlobOffer>(encode(BlobOffer{ScopeId{1}, {Bytes(limits::blob_chunk_bytes)}})).ok());
  BOOST_TEST(!decode<BlobOffer>(encode(BlobOffer{ScopeId{1}, {Bytes(limits::blob_chunk_bytes + 1)}})).ok());
  BOOST_TEST(!decode<BlobChunks>(encode(BlobChunks{{Bytes(limits::blob_chunk_bytes + 1)}})).ok());
  BOOST_TEST(!decode<BlobChunks>(encode(BlobChunks{std::vector<Bytes>(most + 1, Bytes(1))})).ok());
  BOOST_TEST(!decode<BlobStanding>(encode(BlobStanding{{static_cast<BlobHeld>(3)}})).ok());
  BOOST_TEST(!decode<BlobReceipt>(encode(BlobReceipt{{static_cast<BlobVerdict>(2)}})).ok());
}

BOOST_AUTO_TEST_SUITE_END()
