#include "sync/bundle/fountain.h"

#include <algorithm>

#include "core/base/crypto.h"
#include "sync/bundle/base45.h"
#include "sync/wire.h"

namespace huzhu::sync {

namespace {

constexpr std::string_view code_prefix = "HZ1:";

std::size_t pieces_of(std::size_t size) { return (size + piece_bytes_max - 1) / piece_bytes_max; }
// All pieces of a bundle are equally long, the last one filled up with zeros.
std::size_t piece_bytes(std::size_t size) { return (size + pieces_of(size) - 1) / pieces_of(size); }

std::uint64_t split_mix(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

// The pieces that frame `number` is the sum of, one bit each.
std::vector<std::uint64_t> mask_of(std::uint32_t sum, std::uint32_t number, std::size_t pieces) {
  std::vector<std::uint64_t> mask((pieces + 63) / 64);
  if (number < pieces) {
    mask[number / 64] = std::uint64_t{1} << number % 64;
    return mask;
  }
  std::uint64_t state = std::uint64_t{sum} << 32 | number;
  for (std::uint64_t& word : mask) word = split_mix(state);
  if (pieces % 64 != 0) mask.back() &= (std::uint64_t{1} << pieces % 64) - 1;
  const bool none = std::all_of(mask.begin(), mask.end(), [](std::uint64_t word) { return word == 0; });
  if (none) mask[number % pieces / 64] = std::uint64_t{1} << number % pieces % 64;
  return mask;
}

bool has(const std::vector<std::uint64_t>& mask, std::size_t piece) { return (mask[piece / 64] >> piece % 64 & 1) != 0; }

template <class Numbers, class Others>
void add(Numbers& into, const Others& other) {
  for (std::size_t i = 0; i < into.size(); ++i) into[i] ^= other[i];
}

}  // namespace

std::string encode(const CodeFrame& frame) {
  Writer out;
  out.u32(frame.sum);
  out.varint(frame.size);
  out.varint(frame.number);
  out.raw(frame.data);
  return std::string(code_prefix) + base45(out.take());
}

Result<CodeFrame> decode_code(std::string_view text) {
  if (!text.starts_with(code_prefix)) return Error{ErrorCode::not_a_bundle, "code", "begins otherwise"};
  HUZHU_ASSIGN(const Bytes bytes, from_base45(text.substr(code_prefix.size()), piece_bytes_max + 16));
  Reader in(bytes);
  CodeFrame frame;
  frame.sum = in.u32();
  frame.size = static_cast<std::uint32_t>(in.varint_max(coded_bundle_bytes_max));
  frame.number = static_cast<std::uint32_t>(in.varint_max(frame_number_max));
  if (in.ok() && frame.size == 0) in.fail(ErrorCode::not_canonical);
  if (in.ok()) frame.data = bytes_of(in.raw(piece_bytes(frame.size)));
  HUZHU_TRY(in.finish("code"));
  return frame;
}

Result<FountainWriter> FountainWriter::of(Bytes bundle) {
  if (bundle.empty()) return Error{ErrorCode::truncated, "code", "nothing to show"};
  if (bundle.size() > coded_bundle_bytes_max) return Error{ErrorCode::bundle_too_big, "code", "too much for codes"};
  FountainWriter writer;
  writer.sum_ = crypto::crc32c(bundle);
  writer.pieces_ = pieces_of(bundle.size());
  writer.bundle_ = std::move(bundle);
  return writer;
}

CodeFrame FountainWriter::frame(std::uint32_t number) const {
  const std::size_t size = piece_bytes(bundle_.size());
  CodeFrame frame{sum_, static_cast<std::uint32_t>(bundle_.size()), number, Bytes(size)};
  const auto mask = mask_of(sum_, number, pieces_);
  for (std::size_t piece = 0; piece < pieces_; ++piece) {
    if (!has(mask, piece)) continue;
    const std::size_t from = piece * size, count = std::min(size, bundle_.size() - std::min(bundle_.size(), from));
    for (std::size_t i = 0; i < count; ++i) frame.data[i] ^= bundle_[from + i];
  }
  return frame;
}

void FountainReader::begin(const CodeFrame& frame) {
  sum_ = frame.sum;
  size_ = frame.size;
  pieces_ = pieces_of(frame.size);
  known_ = 0;
  rows_.assign(pieces_, {});
}

bool FountainReader::take(const CodeFrame& frame) {
  const bool possible = frame.size > 0 && frame.size <= coded_bundle_bytes_max && frame.data.size() == piece_bytes(frame.size);
  if (!possible) return false;
  if (pieces_ == 0 || frame.sum != sum_ || frame.size != size_) begin(frame);
  Row row{mask_of(sum_, frame.number, pieces_), frame.data};
  for (std::size_t piece = 0; piece < pieces_; ++piece) {
    if (!has(row.mask, piece)) continue;
    Row& known = rows_[piece];
    if (known.mask.empty()) {
      known = std::move(row);
      ++known_;
      return true;
    }
    add(row.mask, known.mask);
    add(row.data, known.data);
  }
  return false;
}

std::optional<Result<Bytes>> FountainReader::bundle() {
  if (pieces_ == 0 || known_ < pieces_) return std::nullopt;
  // From the last piece down, every row is freed of the later pieces in it.
  for (std::size_t piece = pieces_; piece-- > 0;) {
    Row& row = rows_[piece];
    for (std::size_t later = piece + 1; later < pieces_; ++later) {
      if (has(row.mask, later)) add(row.data, rows_[later].data);
    }
    std::fill(row.mask.begin(), row.mask.end(), 0);
    row.mask[piece / 64] = std::uint64_t{1} << piece % 64;
  }
  Bytes bundle;
  for (const Row& row : rows_) bundle.insert(bundle.end(), row.data.begin(), row.data.end());
  bundle.resize(size_);
  if (crypto::crc32c(bundle) == sum_) return Result<Bytes>(std::move(bundle));
  begin({});
  return Result<Bytes>(Error{ErrorCode::bad_checksum, "code", "the frames do not fit each other"});
}

}  // namespace huzhu::sync
