#include "sync/bundle/envelope.h"

#include "core/base/calendar.h"
#include "core/base/limits.h"
#include "sync/receipt.h"
#include "sync/wire.h"

namespace huzhu::sync {

Result<Envelope> read_envelope(ByteView file) {
  const ByteView magic = view(bundle_magic), front = file.first(std::min(file.size(), magic.size()));
  // The beginning of a bundle, or nothing at all, was cut off on the way; anything else never was one.
  if (!std::equal(front.begin(), front.end(), magic.begin())) return Error{ErrorCode::not_a_bundle, "bundle", "begins otherwise"};
  if (file.size() > limits::bundle_bytes_max) return Error{ErrorCode::bundle_too_big, "bundle", "more bytes than allowed"};
  Reader in(file.subspan(front.size()));
  const std::uint8_t version = in.byte();
  if (in.ok() && version != bundle_version) return Error{ErrorCode::unknown_version, "bundle", "version " + std::to_string(version)};
  Envelope envelope;
  envelope.county = in.u64();
  envelope.recipient.value = in.u64();
  envelope.sealed = in.raw(in.u32());
  const std::size_t covered = file.size() - in.rest().size();
  const std::uint32_t sum = in.u32();
  HUZHU_TRY(in.finish("bundle"));
  if (crypto::crc32c(file.first(covered)) != sum) return Error{ErrorCode::bad_checksum, "bundle", "crc32c differs"};
  return envelope;
}

Result<Bytes> seal_envelope(const Hash& county_root, const PublicKey& to, ByteView deflated, Random& random) {
  if (deflated.size() > limits::bundle_bytes_max - envelope_bytes) return Error{ErrorCode::bundle_too_big, "bundle", "too much to carry at once"};
  HUZHU_ASSIGN(const Bytes sealed, crypto::seal_to(to, deflated, random));
  Writer out;
  out.raw(view(bundle_magic));
  out.byte(bundle_version);
  out.u64(first8(county_root));
  out.u64(crypto::author_of(to).value);
  out.u32(static_cast<std::uint32_t>(sealed.size()));
  out.raw(sealed);
  Bytes file = out.take();
  const std::uint32_t sum = crypto::crc32c(file);
  for (int shift = 24; shift >= 0; shift -= 8) file.push_back(static_cast<std::uint8_t>(sum >> shift));
  return file;
}

Result<Bytes> open_envelope(ByteView file, const Hash& county_root, const crypto::SigningKey& own) {
  HUZHU_ASSIGN(const Envelope envelope, read_envelope(file));
  if (envelope.county != first8(county_root)) return Error{ErrorCode::wrong_scope, "bundle", "of another county"};
  return open_envelope(file, own);
}

Result<Bytes> open_envelope(ByteView file, const crypto::SigningKey& own) {
  HUZHU_ASSIGN(const Envelope envelope, read_envelope(file));
  if (envelope.recipient != own.author()) return Error{ErrorCode::not_for_us, "bundle", "sealed to another key"};
  return own.unseal(envelope.sealed);
}

std::string file_stamp(std::int64_t now_ms, int utc_offset_minutes) {
  std::string stamp = Date::from_ms(now_ms, utc_offset_minutes).iso();
  std::erase(stamp, '-');
  const std::int64_t minutes = (now_ms / 60000 + utc_offset_minutes) % (24 * 60);
  const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return stamp + "-" + two(minutes / 60) + two(minutes % 60);
}

}  // namespace huzhu::sync
