// libFuzzer harness of a snapshot: the hub's messages, the head, the rows: nothing crashes or grows past its bound, and
// whatever is accepted has one encoding.
//
//   clang++ -std=c++20 -O1 -g -fsanitize=fuzzer,address,undefined -I. tests/fuzz/snapshot_fuzz.cpp sync/{snapshot_protocol,wire}.cpp
//     core/store/snapshot.cpp core/merge/*.cpp core/log/*.cpp core/model/*.cpp core/base/*.cpp -lsodium -lfmt -o snapshot_fuzz
#include <cstdlib>

#include "core/merge/entity_state.h"
#include "core/store/snapshot.h"
#include "sync/snapshot_protocol.h"

using namespace huzhu;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

template <class Message>
void try_message(ByteView bytes) {
  if (const auto message = sync::decode<Message>(bytes)) require(sync::encode(*message) == bytes_of(bytes));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  try_message<sync::SnapshotRequest>(bytes);
  try_message<sync::SnapshotAnswer>(bytes);
  try_message<sync::ChunkRequest>(bytes);
  try_message<sync::ChunkAnswer>(bytes);
  if (const auto head = store::decode_snapshot_head(bytes)) require(store::encode(*head) == bytes_of(bytes));
  if (const auto rows = store::decode_snapshot_rows(bytes)) {
    require(store::encode_snapshot_rows(*rows) == bytes_of(bytes));
    for (const store::SnapshotRow& row : *rows)
      if (const auto state = merge::EntityState::decode(row.state)) require(state->encode() == row.state);
  }
  return 0;
}
