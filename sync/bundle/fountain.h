// Fountain: a bundle as an endless series of short frames, of which any sufficient few give it back, in any order: for codes
// shown one after the other, of which a camera misses some.
//
// A random linear code over GF(2): the first frames are the pieces themselves, every further one is the exclusive-or of about
// half of them. Any set of frames whose combinations span all pieces is enough; two more than there are pieces nearly always do.
// docs/sync_protocol.md "Codes" shows the bytes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace huzhu::sync {

inline constexpr std::size_t piece_bytes_max = 600;                  // with its header in base45: a QR code of version 17, level L
inline constexpr std::size_t coded_bundle_bytes_max = 128 * 1024;    // a minute of codes; more goes into a file
inline constexpr std::uint32_t frame_number_max = 0xfffff;

// What one code says.
struct CodeFrame {
  std::uint32_t sum = 0;     // crc32c of the bundle: which one it is of
  std::uint32_t size = 0;    // of the bundle
  std::uint32_t number = 0;
  Bytes data;
};
// The text of a code, in the alphabet of QR's alphanumeric mode; and back: not_a_bundle for any other code.
std::string encode(const CodeFrame& frame);
Result<CodeFrame> decode_code(std::string_view text);

class FountainWriter {
 public:
  // bundle_too_big, truncated (nothing).
  static Result<FountainWriter> of(Bytes bundle);
  std::size_t pieces() const { return pieces_; }
  CodeFrame frame(std::uint32_t number) const;

 private:
  FountainWriter() = default;
  Bytes bundle_;
  std::uint32_t sum_ = 0;
  std::size_t pieces_ = 0;
};

class FountainReader {
 public:
  // Takes one frame; one of another bundle begins anew. True when it told something new.
  bool take(const CodeFrame& frame);
  std::size_t known() const { return known_; }
  std::size_t pieces() const { return pieces_; }   // 0 before the first frame
  // The bundle, when enough is here. bad_checksum (a forged frame among them): then it has begun anew.
  std::optional<Result<Bytes>> bundle();

 private:
  struct Row {
    std::vector<std::uint64_t> mask;  // which pieces `data` is the sum of; empty: there is no such row yet
    Bytes data;
  };
  void begin(const CodeFrame& frame);

  std::uint32_t sum_ = 0, size_ = 0;
  std::size_t pieces_ = 0, known_ = 0;
  std::vector<Row> rows_;   // by the lowest piece in their mask
};

}  // namespace huzhu::sync
