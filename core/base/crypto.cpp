#include "core/base/crypto.h"

#include <sodium.h>

#include <cstdlib>

namespace huzhu::crypto {
namespace {

constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

// A wrong size of key is a mistake of ours, never of bytes from outside; going on would sign or seal under garbage.
void require(bool holds) {
  if (!holds) std::abort();
}

template <std::size_t N>
std::array<std::uint8_t, N> hash_parts(ByteView key, std::initializer_list<ByteView> parts) {
  require(key.empty() || (key.size() >= 16 && key.size() <= 64));
  crypto_generichash_state state;
  crypto_generichash_init(&state, key.empty() ? nullptr : key.data(), key.size(), N);
  for (ByteView part : parts) crypto_generichash_update(&state, part.data(), part.size());
  std::array<std::uint8_t, N> digest;
  crypto_generichash_final(&state, digest.data(), digest.size());
  return digest;
}

// Castagnoli polynomial, reflected; one table, made at compile time.
constexpr std::array<std::uint32_t, 256> make_crc32c_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t n = 0; n < 256; ++n) {
    std::uint32_t c = n;
    for (int k = 0; k < 8; ++k) c = (c & 1) ? 0x82f63b78u ^ (c >> 1) : c >> 1;
    table[n] = c;
  }
  return table;
}
constexpr auto kCrc32cTable = make_crc32c_table();

}  // namespace

void init() {
  require(sodium_init() >= 0);
}

Hash blake2b(std::initializer_list<ByteView> parts) { return hash_parts<32>({}, parts); }

Hash blake2b_keyed(ByteView key, std::initializer_list<ByteView> parts) {
  require(!key.empty());
  return hash_parts<32>(key, parts);
}

std::array<std::uint8_t, 16> blake2b128_keyed(ByteView key, std::initializer_list<ByteView> parts) {
  require(!key.empty());
  return hash_parts<16>(key, parts);
}

std::uint32_t crc32c(ByteView bytes) {
  std::uint32_t c = ~0u;
  for (std::uint8_t b : bytes) c = kCrc32cTable[(c ^ b) & 255] ^ (c >> 8);
  return ~c;
}

SigningKey SigningKey::generate(Random& random) {
  std::array<std::uint8_t, 32> seed;
  random.fill(seed);
  SigningKey key = from_seed(seed);
  wipe(seed);
  return key;
}

SigningKey SigningKey::from_seed(ByteView seed32) {
  require(seed32.size() == crypto_sign_SEEDBYTES);
  SigningKey key;
  crypto_sign_seed_keypair(key.public_.data(), key.secret_.data(), seed32.data());
  return key;
}

SigningKey::~SigningKey() { wipe(secret_); }

AuthorId SigningKey::author() const { return author_of(public_); }

Signature SigningKey::sign(ByteView message) const {
  Signature signature;
  crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret_.data());
  return signature;
}

Result<Bytes> SigningKey::unseal(ByteView sealed) const {
  static_assert(seal_bytes == crypto_box_SEALBYTES);
  if (sealed.size() < seal_bytes) return Error{ErrorCode::truncated, "seal", "shorter than its key and tag"};
  std::array<std::uint8_t, crypto_box_SECRETKEYBYTES> secret;
  std::array<std::uint8_t, crypto_box_PUBLICKEYBYTES> own;
  require(crypto_sign_ed25519_sk_to_curve25519(secret.data(), secret_.data()) == 0);
  require(crypto_scalarmult_base(own.data(), secret.data()) == 0);
  Bytes plain(sealed.size() - seal_bytes);
  const bool fits = crypto_box_seal_open(plain.data(), sealed.data(), sealed.size(), own.data(), secret.data()) == 0;
  wipe(secret);
  if (!fits) return Error{ErrorCode::bad_checksum, "seal", "for another key, or altered"};
  return plain;
}

Bytes SigningKey::seed() const { return Bytes(secret_.begin(), secret_.begin() + crypto_sign_SEEDBYTES); }

bool verify(const PublicKey& key, ByteView message, const Signature& signature) {
  return crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.data()) == 0;
}

AuthorId author_of(const PublicKey& key) {
  const Hash hash = blake2b({view("huzhu/key/1"), key});
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < 8; ++i) value = value << 8 | hash[i];
  return AuthorId{value};
}

// As crypto_box_seal does it, but with randomness that was handed in.
Result<Bytes> seal_to(const PublicKey& key, ByteView plain, Random& random) {
  PublicKey to{};
  if (crypto_sign_ed25519_pk_to_curve25519(to.data(), key.data()) != 0) return Error{ErrorCode::bad_signature, "seal.key", "no key"};
  std::array<std::uint8_t, crypto_box_SECRETKEYBYTES> secret;
  random.fill(secret);
  Bytes sealed(seal_bytes + plain.size());
  const auto passing = std::span(sealed).first<crypto_box_PUBLICKEYBYTES>();
  require(crypto_scalarmult_base(passing.data(), secret.data()) == 0);
  const auto nonce = [&] {
    std::array<std::uint8_t, crypto_box_NONCEBYTES> digest;
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, digest.size());
    crypto_generichash_update(&state, passing.data(), passing.size());
    crypto_generichash_update(&state, to.data(), to.size());
    crypto_generichash_final(&state, digest.data(), digest.size());
    return digest;
  }();
  const bool closed = crypto_box_easy(sealed.data() + passing.size(), plain.data(), plain.size(), nonce.data(), to.data(), secret.data()) == 0;
  wipe(secret);
  if (!closed) return Error{ErrorCode::bad_signature, "seal.key", "a key of low order"};
  return sealed;
}

Bytes secretbox(ByteView key32, ByteView plain, Random& random) {
  require(key32.size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
  Bytes sealed(kNonceBytes + plain.size() + kTagBytes);
  random.fill(std::span(sealed).first(kNonceBytes));
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + kNonceBytes, nullptr, plain.data(), plain.size(), nullptr, 0, nullptr,
                                             sealed.data(), key32.data());
  return sealed;
}

Result<Bytes> secretbox_open(ByteView key32, ByteView sealed) {
  require(key32.size() == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
  if (sealed.size() < kNonceBytes + kTagBytes) return Error{ErrorCode::truncated, "secretbox", "shorter than nonce and tag"};
  Bytes plain(sealed.size() - kNonceBytes - kTagBytes);
  const ByteView box = sealed.subspan(kNonceBytes);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, box.data(), box.size(), nullptr, 0, sealed.data(),
                                                 key32.data()) != 0) {
    return Error{ErrorCode::bad_checksum, "secretbox", "wrong key or altered bytes"};
  }
  return plain;
}

void wipe(std::span<std::uint8_t> secret) { sodium_memzero(secret.data(), secret.size()); }

}  // namespace huzhu::crypto
