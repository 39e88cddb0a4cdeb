// The cryptography the product uses, over libsodium: BLAKE2b, Ed25519, sealed boxes, XChaCha20-Poly1305, Argon2id.
//
// Every hash and signature begins with a context string ("huzhu/seg/1", …), so that nothing signed for one
// purpose can be shown as another.
#pragma once

#include <initializer_list>

#include "core/base/bytes.h"
#include "core/base/ports.h"
#include "core/base/result.h"

namespace huzhu::crypto {

void init();  // once, before anything else; safe to call again

Hash blake2b(std::initializer_list<ByteView> parts);                       // BLAKE2b-256 of the concatenation
Hash blake2b_keyed(ByteView key, std::initializer_list<ByteView> parts);   // key of 16 to 64 bytes
std::array<std::uint8_t, 16> blake2b128_keyed(ByteView key, std::initializer_list<ByteView> parts);
std::uint32_t crc32c(ByteView bytes);

// An Ed25519 key pair; the seed is secret and is wiped on destruction.
class SigningKey {
 public:
  static SigningKey generate(Random& random);
  static SigningKey from_seed(ByteView seed32);
  ~SigningKey();
  SigningKey(const SigningKey&) = default;
  SigningKey& operator=(const SigningKey&) = default;

  const PublicKey& public_key() const { return public_; }
  AuthorId author() const;
  Signature sign(ByteView message) const;
  Result<Bytes> unseal(ByteView sealed) const;  // what seal_to() made for this key; bad_checksum for anything else
  Bytes seed() const;  // 32 bytes

 private:
  SigningKey() = default;
  std::array<std::uint8_t, 64> secret_{};
  PublicKey public_{};
};

bool verify(const PublicKey& key, ByteView message, const Signature& signature);
AuthorId author_of(const PublicKey& key);

// libsodium's sealed box (crypto_box_seal) to the X25519 form of an Ed25519 key: whoever has the key can open it, nobody
// can tell who closed it. docs/adr/0017 says why one key does both. Fails (bad_signature) when `key` is no point of the curve.
inline constexpr std::size_t seal_bytes = 48;  // longer than what is inside
Result<Bytes> seal_to(const PublicKey& key, ByteView plain, Random& random);

// XChaCha20-Poly1305 under a 32-byte key: nonce ‖ ciphertext ‖ tag.
Bytes secretbox(ByteView key32, ByteView plain, Random& random);
Result<Bytes> secretbox_open(ByteView key32, ByteView sealed);

// Argon2id, 32 bytes; empty when there is no memory for it or the salt is not of 16 bytes. Native only: the browser
// derives in a worker of its own.
Bytes argon2id(ByteView pin, ByteView salt16, std::uint32_t memory_kib, std::uint32_t passes);

void wipe(std::span<std::uint8_t> secret);

}  // namespace huzhu::crypto
