// References to pictures and sounds, and how these are cut.
#include <boost/test/unit_test.hpp>

#include "core/base/crypto.h"
#include "core/log/blob.h"

using namespace huzhu;
using namespace huzhu::log;

namespace {

Bytes counted(std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(i * 7 + i / 251);
  return bytes;
}

template <class T>
ErrorCode code_of(const Result<T>& result) { return result.ok() ? ErrorCode::none : result.error().code; }

}  // namespace

BOOST_AUTO_TEST_SUITE(log_blob)

BOOST_AUTO_TEST_CASE(what_is_cut_is_named_by_its_bytes_and_fits_together) {
  crypto::init();
  const std::size_t chunk = limits::blob_chunk_bytes;
  for (const std::size_t size : {std::size_t{1}, chunk - 1, chunk, chunk + 1, 3 * chunk, limits::blob_bytes_max}) {
    const Bytes whole = counted(size);
    const auto cut = cut_blob(BlobKind::jpeg, whole);
    BOOST_REQUIRE(cut.ok());
    BOOST_TEST(cut->ref.chunks() == cut->chunks.size());
    BOOST_TEST((blob_name(cut->list) == cut->ref.list));
    BOOST_TEST(cut->list.size() <= chunk);   // a list is a chunk like any other
    const auto names = names_in(cut->ref, cut->list);
    BOOST_REQUIRE(names.ok());
    Bytes again;
    for (std::size_t i = 0; i < cut->chunks.size(); ++i) {
      BOOST_TEST(cut->chunks[i].size() == cut->ref.chunk_length(i));
      BOOST_TEST((blob_name(cut->chunks[i]) == (*names)[i]));
      again.insert(again.end(), cut->chunks[i].begin(), cut->chunks[i].end());
    }
    BOOST_TEST((again == whole));
  }
}

BOOST_AUTO_TEST_CASE(a_blob_has_a_byte_and_no_more_than_two_million) {
  BOOST_TEST((code_of(cut_blob(BlobKind::jpeg, {})) == ErrorCode::required));
  BOOST_TEST((code_of(cut_blob(BlobKind::jpeg, Bytes(limits::blob_bytes_max + 1))) == ErrorCode::too_long));
}

BOOST_AUTO_TEST_CASE(a_reference_has_one_encoding) {
  crypto::init();
  const BlobRef ref = cut_blob(BlobKind::jpeg, counted(40000))->ref;
  const Bytes good = encode(ref);
  BOOST_TEST(good.size() == 1u + 1 + 3 + 32);
  BOOST_REQUIRE(decode_blob_ref(good).ok());
  BOOST_TEST((*decode_blob_ref(good) == ref));
  for (std::size_t size = 0; size < good.size(); ++size) BOOST_TEST(!decode_blob_ref(ByteView(good).first(size)).ok(), size);
  const auto changed = [&](auto&& change) {
    Bytes bytes = good;
    change(bytes);
    return code_of(decode_blob_ref(bytes));
  };
  BOOST_TEST((changed([](Bytes& b) { b.push_back(0); }) == ErrorCode::not_canonical));
  BOOST_TEST((changed([](Bytes& b) { b[0] = 2; }) == ErrorCode::unknown_version));
  BOOST_TEST((changed([](Bytes& b) { b[1] = 0; }) == ErrorCode::not_canonical));
  BOOST_TEST((changed([](Bytes& b) { b[1] = 77; }) == ErrorCode::none));   // a newer program's kind is kept
  BOOST_TEST((code_of(decode_blob_ref(encode(BlobRef{BlobKind::jpeg, 0, {}}))) == ErrorCode::not_canonical));
  BOOST_TEST((code_of(decode_blob_ref(encode(BlobRef{BlobKind::jpeg, limits::blob_bytes_max, {}}))) == ErrorCode::none));
  BOOST_TEST((code_of(decode_blob_ref(encode(BlobRef{BlobKind::jpeg, limits::blob_bytes_max + 1, {}}))) == ErrorCode::too_long));
}

BOOST_AUTO_TEST_CASE(a_sound_says_by_its_first_bytes_how_it_is_played) {
  const auto type = [](std::string_view bytes) { return media_type(BlobKind::sound, view(bytes)); };
  BOOST_TEST(type("\x1A\x45\xDF\xA3 and so on") == "audio/webm");
  BOOST_TEST(type("OggS and so on") == "audio/ogg");
  BOOST_TEST(type(std::string_view("\0\0\0\x1c" "ftypisom", 12)) == "audio/mp4");
  for (const char* other : {"", "Ogg", "RIFF....WAVE", "<html>", "MThd"}) BOOST_TEST(type(other).empty(), other);
  BOOST_TEST(media_type(static_cast<BlobKind>(77), view(std::string_view("OggS"))).empty());
}

BOOST_AUTO_TEST_CASE(a_list_is_as_long_as_its_blob_needs) {
  crypto::init();
  const auto cut = cut_blob(BlobKind::jpeg, counted(40000));
  Bytes longer = cut->list;
  longer.resize(longer.size() + 32);
  BOOST_TEST(!names_in(cut->ref, longer).ok());
  BOOST_TEST(!names_in(cut->ref, ByteView(cut->list).first(cut->list.size() - 1)).ok());
  BOOST_TEST(!names_in(cut->ref, {}).ok());
}

BOOST_AUTO_TEST_SUITE_END()
