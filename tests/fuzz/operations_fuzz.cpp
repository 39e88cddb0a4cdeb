// libFuzzer harness of the merge: an input is the dice of a history (writers, what they saw, what they wrote); whatever order its
// operations come in, the state is the same, byte for byte, and reads back as itself.
//
//   clang++ -std=c++20 -O1 -g -fsanitize=fuzzer,address,undefined -I. tests/fuzz/operations_fuzz.cpp and the core library -lsodium -o operations_fuzz
#include <cstdlib>

#include "core/base/crypto.h"
#include "tests/core/merge/history.h"

using namespace huzhu;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  test::Dice dice{0};
  const Hash seed = crypto::blake2b({ByteView(data, size)});
  for (std::size_t i = 0; i < 8; ++i) dice.state = dice.state << 8 | seed[i];
  const test::Shape shape{2 + dice.below(5), 4 + dice.below(36), dice.one_in(2), dice.one_in(2), dice.one_in(2)};
  const auto events = test::make_history(dice, shape);
  const Bytes first = test::state_after(test::causal_order(events, dice)).encode();
  for (int again = 0; again < 3; ++again) require(test::state_after(test::causal_order(events, dice)).encode() == first);
  const auto read = merge::EntityState::decode(first);
  require(read.ok() && read->encode() == first);
  return 0;
}
