// PushJudge: decides, frame by frame, what of a push the hub stores, and says so to the device.
//
// Structure is judged here by the same core as on a tablet: canonical segment, chain after the held head, signature of a
// certified device, a scope that device may write to. Authority (may this person write this?) makes an operation void but
// never refuses it: void operations are stored and forwarded like any other, and counted for the hub's operator.
#pragma once

#include <map>
#include <tuple>

#include "sync/hub/authority_view.h"
#include "sync/hub/refill.h"
#include "sync/hub/store.h"
#include "sync/protocol.h"

namespace huzhu::hub {

// Who brings the frames: a device in good standing, one that was revoked, one that nobody knows. It does not matter to
// what a frame is; but the last brings nothing beside the authority scope.
enum class Carrier : std::uint8_t { known, revoked, stranger };

struct Judged {
  std::vector<sync::FrameVerdict> frames;  // one per frame of the push
  std::vector<AppendBatch> batches;        // one per scope that has something new
  // Where the segments of batch i, in their order, stood in the push.
  std::vector<std::vector<sync::ReceiptItem>> items;
  std::vector<log::Frame> authority_frames;  // new in the authority scope
  std::vector<std::pair<ScopeId, Fork>> forks;
};

class PushJudge {
 public:
  PushJudge(SegmentStore& store, AuthorityView& authority, Refill& refill, Carrier carrier, std::int64_t now_ms)
      : store_(store), authority_(authority), refill_(refill), carrier_(carrier), now_ms_(now_ms) {}

  // `frames`: what follows the version byte of a push.
  Result<Judged> judge(ByteView frames);

 private:
  using LogName = std::tuple<ScopeId, AuthorId, std::uint32_t>;

  Result<sync::FrameVerdict> judge_frame(log::Frame& frame, std::uint32_t index);
  Result<bool> is_same(const std::optional<Hash>& held, const Bytes* held_bytes, const log::Position& position, const Bytes& bytes);
  std::optional<Hash> pending_chain(const log::Position& position, std::uint64_t seq_last) const;
  bool explained(const Bytes& bytes);
  Result<sync::FrameVerdict> take_new(log::Frame& frame, std::uint32_t index, std::size_t first, const log::Position& from, LogHead& head,
                                      const PublicKey& key);
  Result<sync::FrameVerdict> take_fork(log::Frame& frame, std::size_t first, const log::Position& from, const PublicKey& key);
  Result<LogHead*> head_of(const log::Position& position);
  Result<Hash> chain_before(const log::Position& position);
  void add_run(ScopeId scope, NewRun run, sync::ReceiptItem item);

  SegmentStore& store_;
  AuthorityView& authority_;
  Refill& refill_;
  Carrier carrier_;
  std::int64_t now_ms_;
  Judged out_;
  std::map<LogName, LogHead> heads_;  // as they will be when the batches are stored
  std::map<ScopeId, std::size_t> new_logs_, batch_of_;
  std::optional<store::Redactions> redacted_;   // read when the first blanked segment comes
};

}  // namespace huzhu::hub
