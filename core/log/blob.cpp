#include "core/log/blob.h"

#include <algorithm>

#include "core/base/crypto.h"
#include "core/log/archive.h"

namespace huzhu::log {
namespace {

constexpr std::uint8_t version = 1;

}  // namespace

Bytes encode(const BlobRef& ref) {
  CompactWriter out;
  out(version, static_cast<std::uint8_t>(ref.kind), ref.length);
  out.raw(ref.list);
  return out.take();
}

Result<BlobRef> decode_blob_ref(ByteView bytes) {
  CompactReader in(bytes, "blob");
  std::uint8_t made_by = 0, kind = 0;
  BlobRef ref;
  in(made_by);
  if (in.ok() && made_by != version) in.fail(ErrorCode::unknown_version, "a newer program's");
  in(kind, ref.length);
  in.canonical(kind != 0, "no kind");
  in.canonical(ref.length > 0, "no bytes");
  if (ref.length > limits::blob_bytes_max) in.fail(ErrorCode::too_long, "longer than a blob");
  const ByteView list = in.raw(ref.list.size());
  if (in.ok()) std::copy(list.begin(), list.end(), ref.list.begin());
  in.at_end();
  if (!in.ok()) return in.error();
  ref.kind = static_cast<BlobKind>(kind);
  return ref;
}

std::string_view media_type(BlobKind kind, ByteView whole) {
  const auto has = [&](std::size_t at, std::string_view signature) {
    return whole.size() >= at + signature.size() && text(whole.subspan(at, signature.size())) == signature;
  };
  switch (kind) {
    case BlobKind::jpeg: return "image/jpeg";
    case BlobKind::sound:
      if (has(0, "\x1A\x45\xDF\xA3")) return "audio/webm";  // EBML, RFC 8794
      if (has(0, "OggS")) return "audio/ogg";                // RFC 3533
      if (has(4, "ftyp")) return "audio/mp4";                // ISO/IEC 14496-12
      break;
  }
  return {};
}

Hash blob_name(ByteView bytes) { return crypto::blake2b({view("huzhu/blob/1"), bytes}); }

Result<std::vector<Hash>> names_in(const BlobRef& ref, ByteView list) {
  std::vector<Hash> names(ref.chunks());
  if (list.size() != names.size() * sizeof(Hash)) return Error{ErrorCode::not_canonical, "blob.list", "not one name a chunk"};
  for (Hash& name : names) {
    std::copy_n(list.begin(), name.size(), name.begin());
    list = list.subspan(name.size());
  }
  return names;
}

Result<CutBlob> cut_blob(BlobKind kind, ByteView whole) {
  if (whole.empty()) return Error{ErrorCode::required, "blob", "no bytes"};
  if (whole.size() > limits::blob_bytes_max) return Error{ErrorCode::too_long, "blob", "longer than a blob"};
  CutBlob cut;
  cut.ref.kind = kind;
  cut.ref.length = whole.size();
  for (ByteView rest = whole; !rest.empty(); rest = rest.subspan(cut.chunks.back().size())) {
    cut.chunks.push_back(rest.first(std::min(rest.size(), limits::blob_chunk_bytes)));
    const Hash name = blob_name(cut.chunks.back());
    cut.list.insert(cut.list.end(), name.begin(), name.end());
  }
  cut.ref.list = blob_name(cut.list);
  return cut;
}

}  // namespace huzhu::log
