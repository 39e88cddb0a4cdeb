#include "sync/hub/deflate.h"

#include <zlib.h>

#include <algorithm>

namespace huzhu::hub {

namespace {

constexpr std::size_t chunk_bytes = 64 * 1024;
constexpr int raw_window_bits = -15;
constexpr int memory_level = 8;

// zlib takes no const; it does not write there.
Bytef* source(ByteView bytes) { return const_cast<Bytef*>(bytes.data()); }

}  // namespace

Bytes deflate(ByteView plain, int level) {
  z_stream stream{};
  Bytes out;
  if (deflateInit2(&stream, level, Z_DEFLATED, raw_window_bits, memory_level, Z_DEFAULT_STRATEGY) != Z_OK) return out;
  out.resize(deflateBound(&stream, static_cast<uLong>(plain.size())));
  stream.next_in = source(plain);
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = out.data();
  stream.avail_out = static_cast<uInt>(out.size());
  ::deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

Result<Bytes> inflate(ByteView deflated, std::size_t bytes_max) {
  z_stream stream{};
  if (inflateInit2(&stream, raw_window_bits) != Z_OK) return Error{ErrorCode::internal, "inflate", "no memory"};
  stream.next_in = source(deflated);
  stream.avail_in = static_cast<uInt>(deflated.size());
  Bytes out;
  int state = Z_OK;
  while (state == Z_OK && out.size() <= bytes_max) {
    const std::size_t before = out.size();
    out.resize(before + chunk_bytes);
    stream.next_out = out.data() + before;
    stream.avail_out = chunk_bytes;
    state = ::inflate(&stream, Z_NO_FLUSH);
    out.resize(before + chunk_bytes - stream.avail_out);
  }
  const std::size_t left = stream.avail_in;
  inflateEnd(&stream);
  if (out.size() > bytes_max) return Error{ErrorCode::bundle_too_big, "inflate", "longer than allowed"};
  if (state != Z_STREAM_END || left > 0) return Error{ErrorCode::bad_checksum, "inflate", "not one whole stream"};
  return out;
}

}  // namespace huzhu::hub
