// libFuzzer harness of what two devices show each other when somebody forgot the PIN or joins face to face, and of what is kept
// for it: nothing crashes, whatever is accepted has one encoding, and no answer opens anything by chance.
//
//   clang++ -std=c++20 -O1 -g -fsanitize=fuzzer,address,undefined -I. tests/fuzz/help_fuzz.cpp and the core library -lsodium -o help_fuzz
#include <cstdlib>

#include "core/people/face.h"
#include "core/people/help.h"
#include "core/people/keyring.h"

using namespace huzhu;
using namespace huzhu::people;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

// After the beginning that mutation would hardly ever find.
Bytes after(std::string_view magic, ByteView bytes) {
  Bytes whole = bytes_of(view(magic));
  whole.push_back(1);
  whole.insert(whole.end(), bytes.begin(), bytes.end());
  return whole;
}

void try_request(ByteView bytes) {
  const auto request = decode_help_request(bytes);
  if (!request) return;
  require(encode(*request) == bytes_of(bytes));
  (void)help_words(bytes);
}

void try_face(ByteView bytes) {
  if (const auto request = decode_face_request(bytes)) {
    require(encode(*request) == bytes_of(bytes));
    (void)face_words(bytes);
  }
  const Bytes own = encode(face_request(crypto::SigningKey::from_seed(Bytes(32, 5)), {}, DeviceKind::phone));
  require(!open_face_answer(bytes, own).ok());   // the mark of this request is none that mutation finds
}

void try_answer(ByteView bytes) {
  const auto answer = decode_help_answer(bytes);
  if (!answer) return;
  require(encode(*answer) == bytes_of(bytes));
  require(!open_answer(*answer, {EntityId{1}, Bytes(32, 3), {}}).ok());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  crypto::init();
  const ByteView bytes(data, size);
  try_request(bytes);
  try_request(after("hzask", bytes));
  try_answer(bytes);
  try_answer(after("hzans", bytes));
  for (const std::string_view magic : {"", "hzfrq", "hzfan"}) try_face(magic.empty() ? bytes_of(bytes) : after(magic, bytes));
  if (const auto keys = decode_help_keys(bytes)) require(encode(*keys) == bytes_of(bytes));
  if (const auto asked = decode_help_asked(bytes)) require(encode(*asked) == bytes_of(bytes));
  (void)Keyring::decode(bytes).ok();
  return 0;
}
