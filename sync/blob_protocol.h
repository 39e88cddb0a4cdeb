// The messages by which pictures and sounds travel, chunk by chunk, after everything else (core/log/blob.h).
//
// docs/sync_protocol.md section 8b is the contract, exact to the byte. Bodies and decoders are as in protocol.h. Names are
// those of lists and chunks alike; a scope is asked about by itself, so that nobody learns from one what lies in another.
#pragma once

#include "sync/protocol.h"

namespace huzhu::sync {

namespace path {
inline constexpr std::string_view blobs_have = "/v1/blobs/have", blobs_get = "/v1/blobs/get", blobs_put = "/v1/blobs/put";
}

struct BlobQuestion { ScopeId scope; std::vector<Hash> names; };
// What the hub holds. On the wire; never renumber.
enum class BlobHeld : std::uint8_t {
  no = 0,
  yes = 1,
  whole = 2,  // a list that a record names, and every chunk in it
};
struct BlobStanding { std::vector<BlobHeld> held; };  // in the order of the names

struct BlobRequest {
  ScopeId scope;
  std::uint32_t bytes_max = 0;  // of the answer; the hub sends at least one
  std::vector<Hash> names;
};
struct BlobChunks { std::vector<Bytes> chunks; };  // the first of those asked for; an empty one is not there

struct BlobOffer { ScopeId scope; std::vector<Bytes> chunks; };
// On the wire; never renumber.
enum class BlobVerdict : std::uint8_t {
  kept = 0,
  unnamed = 1,  // no record here names it, nor a list that a record names
};
struct BlobReceipt { std::vector<BlobVerdict> verdicts; };  // in the order of the chunks

Bytes encode(const BlobQuestion& message);
Bytes encode(const BlobStanding& message);
Bytes encode(const BlobRequest& message);
Bytes encode(const BlobChunks& message);
Bytes encode(const BlobOffer& message);
Bytes encode(const BlobReceipt& message);
template <> Result<BlobQuestion> decode<BlobQuestion>(ByteView body);
template <> Result<BlobStanding> decode<BlobStanding>(ByteView body);
template <> Result<BlobRequest> decode<BlobRequest>(ByteView body);
template <> Result<BlobChunks> decode<BlobChunks>(ByteView body);
template <> Result<BlobOffer> decode<BlobOffer>(ByteView body);
template <> Result<BlobReceipt> decode<BlobReceipt>(ByteView body);

}  // namespace huzhu::sync
