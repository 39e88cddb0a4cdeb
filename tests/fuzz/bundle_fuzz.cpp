// libFuzzer harness of everything that is read from a bundle or a code: nothing crashes, and whatever is accepted has one encoding.
//
//   clang++ -std=c++20 -O1 -g -fsanitize=fuzzer,address,undefined -I. tests/fuzz/bundle_fuzz.cpp sync/bundle/{base45,carry_answer,
//     envelope,fountain,letter}.cpp sync/{protocol,protocol_codec,receipt,wire}.cpp core/log/*.cpp core/base/*.cpp -lsodium -o bundle_fuzz
#include <cstdlib>

#include "sync/bundle/carry_answer.h"
#include "sync/bundle/envelope.h"
#include "sync/bundle/fountain.h"
#include "sync/bundle/letter.h"

using namespace huzhu;
using namespace huzhu::sync;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void try_envelope(ByteView bytes) {
  if (const auto envelope = read_envelope(bytes)) require(envelope->sealed.size() + envelope_header_bytes + 4 == bytes.size());
  const auto own = crypto::SigningKey::from_seed(Bytes(32, 3));
  (void)open_envelope(bytes, Hash{}, own).ok();
  (void)own.unseal(bytes).ok();
}

// What the checksum and the seal would hide from a fuzzer.
void try_letter(ByteView bytes) {
  const auto letter = decode_letter(bytes);
  if (!letter) return;
  require(std::visit([](const auto& one) { return encode(one); }, *letter) == bytes_of(bytes));
  if (const auto* reply = std::get_if<Reply>(&*letter))
    for (const AnswerPage& page : reply->pages)
      if (const auto answer = decode<PullAnswer>(page.page)) require(encode(*answer) == page.page);
}

void try_code(ByteView bytes) {
  if (const auto frame = decode_code(text(bytes))) require(encode(*frame) == text(bytes));
  if (bytes.size() < 12) return;
  CodeFrame frame;
  frame.sum = bytes[0];
  frame.size = 1 + static_cast<std::uint32_t>(bytes[1] | bytes[2] << 8) % 4000;
  FountainReader reader;
  for (std::size_t at = 3; at + 8 < bytes.size(); at += 8) {
    frame.number = static_cast<std::uint32_t>(bytes[at] | bytes[at + 1] << 8);
    const std::size_t pieces = (frame.size + piece_bytes_max - 1) / piece_bytes_max;
    frame.data.assign((frame.size + pieces - 1) / pieces, bytes[at + 2]);
    reader.take(frame);
    require(reader.known() <= reader.pieces());
    if (const auto bundle = reader.bundle()) require(!bundle->ok() || bundle->value().size() == frame.size);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  crypto::init();
  const ByteView bytes(data, size);
  try_envelope(bytes);
  try_letter(bytes);
  try_code(bytes);
  if (const auto answer = decode_carry_answer(bytes)) require(encode(*answer) == bytes_of(bytes));
  return 0;
}
