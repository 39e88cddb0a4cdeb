// The messages by which a new device takes over a scope's tables: what the hub states, signed, and its chunks by their hashes.
//
// docs/sync_protocol.md section 8a is the contract, exact to the byte; core/store/snapshot.h is what the bytes hold. Bodies and
// decoders are as in protocol.h.
#pragma once

#include "sync/protocol.h"

namespace huzhu::sync {

namespace path {
inline constexpr std::string_view snapshot = "/v1/snapshot", chunks = "/v1/chunks";
}

inline constexpr std::size_t chunks_per_request_max = 1024;

struct SnapshotRequest { ScopeId scope; };

struct SnapshotAnswer {
  bool there = false;            // the rest is empty without one
  ScopeId scope;
  std::uint64_t hub_epoch = 0;   // the tables are those of everything up to this receipt
  std::uint64_t hub_seq = 0;
  Hash receipt{};
  Bytes head;                    // store::SnapshotHead
  std::vector<Hash> chunks;      // BLAKE2b-256 of each, in order
  Signature signature{};         // by the hub's key, over snapshot_signed_part
};
Bytes snapshot_signed_part(const SnapshotAnswer& answer);

struct ChunkRequest {
  ScopeId scope;
  std::uint32_t bytes_max = 0;   // of the answer; the hub sends at least one
  std::vector<Hash> chunks;
};
struct ChunkAnswer { std::vector<Bytes> chunks; };  // the first of those asked for; none: the hub has made another snapshot

Bytes encode(const SnapshotRequest& message);
Bytes encode(const SnapshotAnswer& message);
Bytes encode(const ChunkRequest& message);
Bytes encode(const ChunkAnswer& message);
template <> Result<SnapshotRequest> decode<SnapshotRequest>(ByteView body);
template <> Result<SnapshotAnswer> decode<SnapshotAnswer>(ByteView body);
template <> Result<ChunkRequest> decode<ChunkRequest>(ByteView body);
template <> Result<ChunkAnswer> decode<ChunkAnswer>(ByteView body);

}  // namespace huzhu::sync
