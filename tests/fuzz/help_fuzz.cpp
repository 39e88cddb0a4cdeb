// libFuzzer harness of what two tablets show each other when somebody forgot the PIN, and of what is kept for it: nothing
// crashes, whatever is accepted has one encoding, and no answer opens anything by chance.
//
//   clang++ -std=c++20 -O1 -g -fsanitize=fuzzer,address,undefined -I. tests/fuzz/help_fuzz.cpp and the core library -lsodium -o help_fuzz
#include <cstdlib>

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
  if (const auto keys = decode_help_keys(bytes)) require(encode(*keys) == bytes_of(bytes));
  if (const auto asked = decode_help_asked(bytes)) require(encode(*asked) == bytes_of(bytes));
  (void)Keyring::decode(bytes).ok();
  return 0;
}
