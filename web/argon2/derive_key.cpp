// Argon2id in a wasm of its own: 32 bytes from a PIN and a salt.
//
// Apart from the program because wasm memory never shrinks: the worker that runs this ends after each key and gives
// its 64 MiB back. The same function and parameters as crypto_pwhash with ALG_ARGON2ID13 elsewhere.
#include <emscripten.h>
#include <sodium/crypto_pwhash_argon2id.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace {

constexpr std::size_t kPinMaxBytes = 256;
std::array<unsigned char, kPinMaxBytes> g_pin;
std::array<unsigned char, crypto_pwhash_argon2id_SALTBYTES> g_salt;
std::array<unsigned char, 32> g_key;

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE void* argon2_pin() { return g_pin.data(); }
EMSCRIPTEN_KEEPALIVE void* argon2_salt() { return g_salt.data(); }
EMSCRIPTEN_KEEPALIVE void* argon2_key() { return g_key.data(); }

// 0 = the key is ready; anything else = no memory or a parameter out of range.
EMSCRIPTEN_KEEPALIVE int argon2_derive(int pin_bytes, unsigned passes, unsigned memory_kib) {
  if (pin_bytes < 0 || static_cast<std::size_t>(pin_bytes) > kPinMaxBytes) return -1;
  return crypto_pwhash_argon2id(g_key.data(), g_key.size(), reinterpret_cast<const char*>(g_pin.data()),
                                static_cast<unsigned long long>(pin_bytes), g_salt.data(), passes,
                                static_cast<std::size_t>(memory_kib) * 1024, crypto_pwhash_argon2id_ALG_ARGON2ID13);
}
}
