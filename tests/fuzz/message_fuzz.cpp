// libFuzzer harness of every message that a hub or a tablet reads (sync/protocol.h, sync/invite_protocol.h), of a grant, and of
// what a device keeps of itself: nothing crashes or grows past its bound, and whatever is accepted has one encoding.
//
//   clang++ -std=c++20 -O1 -g -fsanitize=fuzzer,address,undefined -I. tests/fuzz/message_fuzz.cpp and the core and sync libraries -lsodium -o message_fuzz
#include <cstdlib>

#include "core/merge/version_vector.h"
#include "core/people/enrol.h"
#include "core/store/identity.h"
#include "sync/invite_protocol.h"
#include "sync/protocol.h"

using namespace huzhu;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

template <class... Messages>
void try_messages(ByteView bytes) {
  const auto one = [&](auto message) {
    if (message) require(sync::encode(*message) == bytes_of(bytes));
  };
  (one(sync::decode<Messages>(bytes)), ...);
}

void try_all(ByteView bytes) {
  using namespace sync;
  try_messages<Problem, EnrolRequest, EnrolAnswer, HelloRequest, HelloAnswer, PushAnswer, PullRequest, PullAnswer, OfferRequest, OfferAnswer, DigestRequest,
               DigestAnswer, WaitRequest, WaitAnswer, InviteRequest, InviteAnswer, RedeemRequest, RedeemAnswer, JoinRequest, JoinAnswer>(bytes);
  if (const auto grant = people::decode_enrolment_grant(bytes)) require(people::encode(*grant) == bytes_of(bytes));
  if (const auto past = merge::VersionVector::decode(bytes)) require(past->encode() == bytes_of(bytes));
  (void)store::decode_identity(bytes).ok();
  ByteView frames;
  if (const auto introduced = open_introduction(bytes)) frames = introduced->frames;
  if (const auto push = open_push(frames.empty() ? bytes : frames)) frames = *push;
  while (!frames.empty())
    if (!log::read_frame(frames)) break;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  crypto::init();
  const ByteView bytes(data, size);
  try_all(bytes);
  // Every message begins with its version, which a mutation of something else seldom has.
  Bytes versioned = {sync::protocol_version};
  versioned.insert(versioned.end(), bytes.begin(), bytes.end());
  try_all(versioned);
  return 0;
}
