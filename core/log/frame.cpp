// Frames: how runs of segments travel. docs/log_format.md "Frame".
//
// The log's name and the sequence number are said once a frame, for its first segment; the others follow from it.
#include <algorithm>

#include "core/base/limits.h"
#include "core/log/segment.h"
#include "core/log/wire.h"

namespace huzhu::log {
namespace {

constexpr std::size_t kCrcBytes = 4, kSignatureBytes = 64;
// A run that was blanked after it was signed, or one segment of any size with both signatures, its length and the count.
constexpr std::size_t kContentBytesMax = limits::redacted_frame_bytes_max;
static_assert(kContentBytesMax > limits::redacted_segment_bytes_max + 2 * kSignatureBytes + 2 + 1);

std::size_t varint_bytes(std::uint64_t n) {
  std::size_t size = 1;
  for (; n >= 0x80; n >>= 7) ++size;
  return size;
}

// A segment of the run, with what encoding needs to know of it.
struct Member {
  const SealedSegment* sealed;
  Position position;
  bool follows;  // the one before it in the same log

  // Bytes of the log's name and the sequence number, which a follower leaves out.
  std::size_t implied_bytes() const { return wire::log_name_bytes + varint_bytes(position.seq_first); }
  std::size_t bytes_in_frame(bool first) const {
    const std::size_t size = sealed->bytes.size() - (first ? 0 : implied_bytes());
    return varint_bytes(size) + size + (position.actor_signed ? kSignatureBytes : 0);
  }
};

bool same_log(const Position& a, const Position& b) { return a.scope == b.scope && a.author == b.author && a.epoch == b.epoch; }

std::vector<Member> members_of(const std::vector<SealedSegment>& run) {
  std::vector<Member> members;
  for (const SealedSegment& sealed : run) {
    const Result<Position> position = position_of(sealed.bytes);
    if (!position) continue;  // never stored, so never here
    const bool follows = !members.empty() && same_log(members.back().position, *position) &&
                         members.back().position.seq_last + 1 == position->seq_first;
    members.push_back({&sealed, *position, follows});
  }
  return members;
}

// What a segment may have gained when values of it were redacted; 0 of a whole one.
std::size_t grown_bytes(const SealedSegment& sealed) {
  const Result<Segment> segment = decode(sealed.bytes, Redaction::taken);
  if (!segment || segment->redaction.empty()) return 0;
  return segment->operations.size() * limits::redacted_op_bytes;
}

// How many segments from `from` make one frame: the most that end with a signature within the limit. A run that outgrew it
// because values were redacted ends at its first signature: others have none. 0 when there is none.
std::size_t frame_length(const std::vector<Member>& members, std::size_t from) {
  std::size_t best = 0, size = 0, grown = 0;
  bool outgrown = false;
  for (std::size_t i = from; i < members.size() && (i == from || members[i].follows); ++i) {
    size += members[i].bytes_in_frame(i == from);
    const std::size_t content = varint_bytes(i - from + 1) + size + kSignatureBytes;
    const std::size_t bytes = varint_bytes(content) + kCrcBytes + content;
    if (i > from && bytes > limits::frame_bytes_max) {
      if (best > 0) break;
      for (std::size_t k = outgrown ? i : from; k <= i; ++k) grown += grown_bytes(*members[k].sealed);
      outgrown = true;
      if (content > kContentBytesMax || bytes > limits::frame_bytes_max + grown) break;
    }
    if (!members[i].sealed->has_signature) continue;
    best = i - from + 1;
    if (outgrown) break;
  }
  return best;
}

Bytes encode_frame(std::span<const Member> members) {
  CompactWriter content;
  content.varint(members.size());
  for (const Member& m : members) {
    ByteView bytes = m.sealed->bytes;
    Bytes shortened;
    if (&m != &members.front()) {
      shortened = bytes_of(bytes.first(wire::log_name_at));
      const ByteView after = bytes.subspan(wire::log_name_at + m.implied_bytes());
      shortened.insert(shortened.end(), after.begin(), after.end());
      bytes = shortened;
    }
    content.blob(bytes);
    if (m.position.actor_signed) content.raw(m.sealed->actor_signature.value_or(Signature{}));
  }
  content.raw(members.back().sealed->signature);

  CompactWriter frame;
  std::uint32_t crc = crypto::crc32c(content.bytes());
  frame.varint(content.size());
  frame(fixed(crc));
  frame.raw(content.bytes());
  return frame.take();
}

Signature read_signature(CompactReader& in) {
  Signature signature{};
  const ByteView bytes = in.raw(kSignatureBytes);
  std::copy(bytes.begin(), bytes.end(), signature.begin());
  return signature;
}

// Puts back what a follower left out.
Bytes lengthen(ByteView shortened, ByteView first, std::uint64_t seq_first) {
  CompactWriter out;
  out.raw(shortened.first(wire::log_name_at));
  out.raw(first.subspan(wire::log_name_at, wire::log_name_bytes));
  out.varint(seq_first);
  out.raw(shortened.subspan(wire::log_name_at));
  return out.take();
}

Result<Frame> read_content(CompactReader& in) {
  Frame frame;
  const std::uint64_t count = in.count(1, limits::redacted_frame_bytes_max);
  std::uint64_t seq_next = 0;
  for (std::uint64_t i = 0; i < count && in.ok(); ++i) {
    SealedSegment sealed;
    const ByteView bytes = in.blob(limits::redacted_segment_bytes_max);
    in.canonical(bytes.size() >= wire::log_name_at, "no segment");
    if (!in.ok()) break;
    sealed.bytes = i == 0 ? bytes_of(bytes) : lengthen(bytes, frame.segments[0].bytes, seq_next);
    HUZHU_ASSIGN(const Position position, position_of(sealed.bytes));
    seq_next = position.seq_last + 1;
    if (position.actor_signed) sealed.actor_signature = read_signature(in);
    frame.segments.push_back(std::move(sealed));
  }
  if (in.ok()) {
    frame.segments.back().signature = read_signature(in);
    frame.segments.back().has_signature = true;
  }
  if (in.ok()) in.at_end();
  if (!in.ok()) return in.error();
  return frame;
}

}  // namespace

std::vector<Bytes> encode_frames(const std::vector<SealedSegment>& run) {
  const std::vector<Member> members = members_of(run);
  std::vector<Bytes> frames;
  for (std::size_t i = 0; i < members.size();) {
    const std::size_t length = frame_length(members, i);
    if (length != 0) {
      frames.push_back(encode_frame(std::span(members).subspan(i, length)));
      i += length;
    } else {
      do ++i;  // what follows in this log would reach its reader with a gap
      while (i < members.size() && members[i].follows);
    }
  }
  return frames;
}

Result<Frame> read_frame(ByteView& bytes) {
  CompactReader in(bytes, "frame");
  const std::uint64_t size = in.varint();
  std::uint32_t crc = 0;
  in(fixed(crc));
  if (in.ok() && size > kContentBytesMax) in.fail(ErrorCode::too_long, "more bytes than allowed");
  const ByteView content = in.raw(in.ok() ? static_cast<std::size_t>(size) : 0);
  if (!in.ok()) return in.error();
  if (crypto::crc32c(content) != crc) return Error{ErrorCode::bad_checksum, "frame", "crc32c differs"};
  CompactReader inside(content, "frame.segments");
  HUZHU_ASSIGN(Frame frame, read_content(inside));
  const std::size_t frame_bytes = bytes.size() - in.rest().size();
  if (frame.segments.size() > 1 && frame_bytes > limits::frame_bytes_max) {
    std::size_t grown = 0;
    for (const SealedSegment& one : frame.segments) grown += grown_bytes(one);
    if (frame_bytes > limits::frame_bytes_max + grown) return Error{ErrorCode::too_long, "frame", "a run longer than allowed"};
  }
  bytes = in.rest();
  return frame;
}

}  // namespace huzhu::log
