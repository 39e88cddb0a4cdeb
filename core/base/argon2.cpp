// Argon2id alone: its 19 MiB of working memory would grow the browser program for good, so the browser derives in a
// short-lived worker with a WebAssembly module of its own, and this file is for native programs and their tests.
#ifndef __EMSCRIPTEN__

#include <sodium.h>

#include "core/base/crypto.h"

namespace huzhu::crypto {

Bytes argon2id(ByteView pin, ByteView salt16, std::uint32_t memory_kib, std::uint32_t passes) {
  Bytes derived(32);
  if (salt16.size() != crypto_pwhash_SALTBYTES) return {};
  const int failed = crypto_pwhash(derived.data(), derived.size(), reinterpret_cast<const char*>(pin.data()), pin.size(), salt16.data(),
                                   passes, std::size_t{memory_kib} * 1024, crypto_pwhash_ALG_ARGON2ID13);
  if (failed != 0) return {};  // no memory, or a cost outside the algorithm's own bounds
  return derived;
}

}  // namespace huzhu::crypto

#endif  // __EMSCRIPTEN__
