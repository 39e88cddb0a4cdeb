#include "core/log/segment.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/log/codec.h"
#include "core/log/wire.h"

namespace huzhu::log {
namespace {

Bytes with_context(std::string_view context, const Hash& chain) {
  Bytes message(context.size() + chain.size());
  std::copy(chain.begin(), chain.end(), std::copy(context.begin(), context.end(), message.begin()));
  return message;
}
Bytes device_message(const Hash& chain) { return with_context("huzhu/sig/1", chain); }
Bytes actor_message(const Hash& chain) { return with_context("huzhu/act/1", chain); }

Hash chain_after(const Hash& prev, const Parsed& parsed) {
  const Hash body = body_hash_of(parsed);
  return crypto::blake2b({view("huzhu/seg/1"), prev, parsed.header, body});
}

}  // namespace

std::array<std::uint8_t, 16> value_salt(const std::array<std::uint8_t, 16>& segment_salt, std::size_t index) {
  const std::uint8_t i = static_cast<std::uint8_t>(index);
  return crypto::blake2b128_keyed(segment_salt, {ByteView(&i, 1)});
}

std::vector<Hash> leaves_of(const Parsed& parsed) {
  const Segment& s = parsed.segment;
  std::vector<Hash> leaves;
  leaves.reserve(s.operations.size());
  for (std::size_t i = 0; i < s.operations.size(); ++i) {
    if (s.operations[i].redacted) {
      leaves.push_back(s.redaction[i]);
    } else if (!s.redaction.empty()) {
      leaves.push_back(crypto::blake2b_keyed(ByteView(s.redaction[i]).first(wire::salt_bytes), {parsed.values[i]}));
    } else {
      leaves.push_back(crypto::blake2b_keyed(value_salt(s.salt, i), {parsed.values[i]}));
    }
  }
  return leaves;
}

Hash body_hash_of(const Parsed& parsed) {
  const std::vector<Hash> leaves = leaves_of(parsed);
  return crypto::blake2b({parsed.structure, ByteView(leaves.front().data(), leaves.size() * sizeof(Hash))});
}

Hash first_prev(const Hash& county_root, ScopeId scope, AuthorId author, std::uint32_t epoch) {
  CompactWriter log_name;
  log_name(fixed(scope.value), fixed(author.value), fixed(epoch));
  return crypto::blake2b({view("huzhu/log/1"), county_root, log_name.bytes()});
}

Result<SealedSegment> seal(const Segment& segment, const Hash& prev, const crypto::SigningKey& device, const crypto::SigningKey* actor) {
  if (device.author() != segment.author) return Error{ErrorCode::bad_signature, "segment.author", "another device's log"};
  Segment flagged = segment;
  flagged.actor_signed = actor != nullptr;
  SealedSegment sealed;
  HUZHU_ASSIGN(sealed.bytes, encode(flagged));
  HUZHU_ASSIGN(sealed.chain, chain_of(sealed.bytes, prev));
  sealed.signature = device.sign(device_message(sealed.chain));
  sealed.has_signature = true;
  if (actor) sealed.actor_signature = actor->sign(actor_message(sealed.chain));
  return sealed;
}

Result<Segment> decode(ByteView bytes, Redaction redaction) {
  HUZHU_ASSIGN(Parsed parsed, parse(bytes));
  if (redaction == Redaction::refused && !parsed.segment.redaction.empty()) {
    return Error{ErrorCode::not_allowed, "segment.values", "a value is redacted"};
  }
  return std::move(parsed.segment);
}

Result<Hash> chain_of(ByteView bytes, const Hash& prev) {
  HUZHU_ASSIGN(const Parsed parsed, parse(bytes));
  return chain_after(prev, parsed);
}

Result<Opened> open(ByteView bytes, const Hash& prev, Redaction redaction) {
  HUZHU_ASSIGN(Parsed parsed, parse(bytes));
  if (redaction == Redaction::refused && !parsed.segment.redaction.empty()) {
    return Error{ErrorCode::not_allowed, "segment.values", "a value is redacted"};
  }
  const Hash chain = chain_after(prev, parsed);
  return Opened{std::move(parsed.segment), chain};
}

Result<Position> position_of(ByteView bytes) {
  CompactReader in(bytes, "segment.header");
  wire::Prefix prefix;
  in(prefix);
  in.canonical(prefix.seq_first >= 1 && prefix.seq_first <= limits::seq_max, "no such sequence number");
  in.canonical(prefix.count >= 1 && prefix.count <= limits::segment_ops_max, "no such count");
  if (!in.ok()) return in.error();
  return Position{prefix.scope, prefix.author, prefix.epoch, prefix.seq_first, prefix.seq_first + prefix.count - 1,
                  (prefix.flags & wire::actor_signed) != 0};
}

bool signature_fits(const SealedSegment& sealed, const PublicKey& device) {
  if (!sealed.has_signature) return false;
  const Result<Position> position = position_of(sealed.bytes);
  if (!position || position->author != crypto::author_of(device)) return false;
  return crypto::verify(device, device_message(sealed.chain), sealed.signature);
}

bool actor_signature_fits(const SealedSegment& sealed, const PublicKey& actor) {
  return sealed.actor_signature && crypto::verify(actor, actor_message(sealed.chain), *sealed.actor_signature);
}

}  // namespace huzhu::log
