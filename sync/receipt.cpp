#include "sync/receipt.h"

#include "sync/wire.h"

namespace huzhu::sync {

Hash first_receipt(const Hash& county_root, ScopeId scope) {
  Writer out;
  out.u64(scope.value);
  const Bytes tail = out.take();
  return crypto::blake2b({view("huzhu/rcpt0/1"), county_root, tail});
}

Hash next_receipt(const Hash& previous, const Link& link) {
  Writer out;
  out.u64(link.scope.value);
  out.u64(link.hub_epoch);
  out.u64(link.hub_seq);
  out.u64(link.author.value);
  out.u32(link.epoch);
  out.u64(link.seq_first);
  out.u64(link.seq_last);
  out.raw(link.chain);
  out.u64(static_cast<std::uint64_t>(link.received_at_ms));
  const Bytes fields = out.take();
  return crypto::blake2b({view("huzhu/rcpt/1"), previous, fields});
}

namespace {
Bytes signed_part(const Hash& receipt) {
  Bytes message = bytes_of(view("huzhu/rcptsig/1"));
  message.insert(message.end(), receipt.begin(), receipt.end());
  return message;
}
}  // namespace

Signature sign_receipt(const crypto::SigningKey& hub, const Hash& receipt) { return hub.sign(signed_part(receipt)); }

bool receipt_signature_fits(const PublicKey& hub, const Hash& receipt, const Signature& signature) {
  return crypto::verify(hub, signed_part(receipt), signature);
}

std::uint64_t first8(const Hash& hash) {
  std::uint64_t value = 0;
  for (int i = 0; i < 8; ++i) value = (value << 8) | hash[static_cast<std::size_t>(i)];
  return value;
}

}  // namespace huzhu::sync
