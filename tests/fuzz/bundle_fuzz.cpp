// libFuzzer harness of everything that is read from a bundle or a code: nothing crashes, and whatever is accepted has one encoding.
//
//   clang++ -std=c++20 -O1 -g -fsanitize=fuzzer,address,undefined -I. tests/fuzz/bundle_fuzz.cpp sync/bundle/{base45,carry_answer,
//     envelope,fountain,letter}.cpp sync/{protocol,protocol_codec,receipt,wire}.cpp core/log/*.cpp core/base/*.cpp -lsodium -o bundle_fuzz
#include <cstdlib>

#include "sync/bundle/base45.h"
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

// With the checksum mended, and the seal: what is behind them.
void try_inside(ByteView bytes, const crypto::SigningKey& own) {
  if (bytes.size() < envelope_header_bytes + 4) return;
  Bytes mended = bytes_of(bytes);
  const std::uint32_t sum = crypto::crc32c(ByteView(mended).first(mended.size() - 4));
  for (std::size_t i = 0; i < 4; ++i) mended[mended.size() - 4 + i] = static_cast<std::uint8_t>(sum >> (24 - 8 * i));
  (void)open_envelope(mended, Hash{}, own).ok();
}

void try_envelope(ByteView bytes) {
  if (const auto envelope = read_envelope(bytes)) require(envelope->sealed.size() + envelope_header_bytes + 4 == bytes.size());
  const auto own = crypto::SigningKey::from_seed(Bytes(32, 3));
  (void)open_envelope(bytes, Hash{}, own).ok();
  (void)own.unseal(bytes).ok();
  try_inside(bytes, own);
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

void try_text(const std::string& code) {
  if (const auto frame = decode_code(code)) require(encode(*frame) == code);
}

// As it is; after the beginning that mutation would hardly ever find; and as what the letters of a code stand for.
void try_code(ByteView bytes) {
  try_text(std::string(text(bytes)));
  try_text("HZ1:" + std::string(text(bytes)));
  try_text("HZ1:" + base45(bytes));
  if (const auto read = from_base45(text(bytes), bytes.size())) require(base45(*read) == text(bytes));
  if (bytes.size() >= 7) {
    // A frame whose data is as long as its size asks for.
    CodeFrame whole{7, 1 + static_cast<std::uint32_t>(bytes[0] | bytes[1] << 8), static_cast<std::uint32_t>(bytes[2] | bytes[3] << 8 | bytes[4] << 16), {}};
    const std::size_t count = (whole.size + piece_bytes_max - 1) / piece_bytes_max;
    whole.data.assign((whole.size + count - 1) / count, bytes[5]);
    const auto read = decode_code(encode(whole));
    require(read.ok() == (whole.number <= frame_number_max));
  }
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
