// libFuzzer harness of what is read about pictures and sounds: references in records, lists of chunks, and the messages.
// Nothing crashes or grows past its bound, and whatever is accepted has one encoding.
//
//   clang++ -std=c++20 -O1 -g -fsanitize=fuzzer,address,undefined -I. tests/fuzz/blob_fuzz.cpp sync/{blob_protocol,protocol,wire,receipt}.cpp
//     core/log/{blob,archive}.cpp core/base/*.cpp -lsodium -o blob_fuzz
#include <cstdlib>

#include "core/log/blob.h"
#include "sync/blob_protocol.h"

using namespace huzhu;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

template <class Message>
void try_message(ByteView bytes) {
  const auto message = sync::decode<Message>(bytes);
  if (message) require(sync::encode(*message) == bytes_of(bytes));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  if (const auto ref = log::decode_blob_ref(bytes)) {
    require(log::encode(*ref) == bytes_of(bytes));
    require(ref->chunks() >= 1 && ref->chunks() <= limits::blob_chunks_max);
    std::size_t length = 0;
    for (std::size_t i = 0; i < ref->chunks(); ++i) length += ref->chunk_length(i);
    require(length == ref->length);
  }
  // The first bytes as a reference, the rest as its list.
  constexpr std::size_t ref_bytes = 37;
  if (size >= ref_bytes) {
    const auto ref = log::decode_blob_ref(bytes.first(ref_bytes));
    const auto names = ref ? log::names_in(*ref, bytes.subspan(ref_bytes)) : Result<std::vector<Hash>>(Error{ErrorCode::not_found, "", ""});
    if (names) require(names->size() == ref->chunks());
  }
  try_message<sync::BlobQuestion>(bytes);
  try_message<sync::BlobStanding>(bytes);
  try_message<sync::BlobRequest>(bytes);
  try_message<sync::BlobChunks>(bytes);
  try_message<sync::BlobOffer>(bytes);
  try_message<sync::BlobReceipt>(bytes);
  return 0;
}
