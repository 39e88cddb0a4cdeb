// Blobs: pictures and sounds, too long for a value, beside the log (design/log-and-merge.md "Limits").
//
// A field holds a reference: what it is, how long, and the name of a list. The list is the names of the chunks, one after
// the other; a name is a hash of the bytes, so whoever has a reference can check whatever comes, from whomever. Chunks are
// 16 KB, the last one what is left. docs/log_format.md "Blobs" is the contract.
#pragma once

#include <vector>

#include "core/base/bytes.h"
#include "core/base/limits.h"
#include "core/base/result.h"

namespace huzhu::log {

// What the bytes are. On the wire; never renumber. Another number is a newer program's: kept, carried, not shown.
// A sound is a WebM, Ogg or MP4 file as a browser's recorder writes it; its first bytes say which.
enum class BlobKind : std::uint8_t { jpeg = 1, sound = 2 };

struct BlobRef {
  BlobKind kind = BlobKind::jpeg;
  std::uint64_t length = 0;  // bytes, 1 to limits::blob_bytes_max
  Hash list{};               // the list's name

  std::size_t chunks() const { return static_cast<std::size_t>((length + limits::blob_chunk_bytes - 1) / limits::blob_chunk_bytes); }
  // Of the chunk at this place, from 0.
  std::size_t chunk_length(std::size_t place) const {
    return place + 1 < chunks() ? limits::blob_chunk_bytes : static_cast<std::size_t>(length) - place * limits::blob_chunk_bytes;
  }
  friend bool operator==(const BlobRef&, const BlobRef&) = default;
};

Bytes encode(const BlobRef& ref);
// Fails with truncated, not_canonical, too_long, unknown_version.
Result<BlobRef> decode_blob_ref(ByteView bytes);

// As a browser has to be told to show or play it (IANA media types); empty for what is of no kind we know.
std::string_view media_type(BlobKind kind, ByteView whole);

// The name of a chunk, and of a list.
Hash blob_name(ByteView bytes);

// The names in the list of this blob; not_canonical when these bytes are not as long as it must be.
Result<std::vector<Hash>> names_in(const BlobRef& ref, ByteView list);

struct CutBlob {
  BlobRef ref;
  Bytes list;
  std::vector<ByteView> chunks;  // of the bytes that were cut
};
// Fails with required (no bytes), too_long.
Result<CutBlob> cut_blob(BlobKind kind, ByteView whole);

}  // namespace huzhu::log
