// libFuzzer harness of what is read from a line, and of what is inflated: nothing crashes or grows past its bound, and
// whatever is accepted has one encoding.
//
//   clang++ -std=c++20 -O1 -g -fsanitize=fuzzer,address,undefined -I. tests/fuzz/line_fuzz.cpp sync/{line,wire}.cpp sync/hub/deflate.cpp
//     core/base/*.cpp -lz -lsodium -o line_fuzz
#include <cstdlib>

#include "sync/hub/deflate.h"
#include "sync/line.h"

using namespace huzhu;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void try_inflate(ByteView bytes) {
  for (const std::size_t most : {std::size_t{64}, sync::request_bytes_max}) {
    const auto plain = hub::inflate(bytes, most);
    if (!plain) continue;
    require(plain->size() <= most);
    require(hub::inflate(hub::deflate(*plain, 1), most).value() == *plain);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  if (const auto request = sync::decode_line_request(bytes)) {
    require(sync::encode(*request) == bytes_of(bytes));
    if (request->deflated) try_inflate(request->body);
  }
  if (const auto answer = sync::decode_line_answer(bytes)) {
    require(sync::encode(*answer) == bytes_of(bytes));
    if (answer->deflated) try_inflate(answer->body);
  }
  try_inflate(bytes);
  return 0;
}
