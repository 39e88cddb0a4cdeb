#include "web/platform.h"

#include <cstddef>

#include "web/host.h"

namespace huzhu::web {

std::int64_t BrowserClock::now_ms() { return static_cast<std::int64_t>(host::unix_ms()); }

void BrowserRandom::fill(std::span<std::uint8_t> out) { host::random_bytes(out.data(), static_cast<int>(out.size())); }

}  // namespace huzhu::web

// The C library's and the cipher layer's one source of randomness. The one that comes with the tool chain looks for
// node modules and a device file first; a worker has neither.
extern "C" int getentropy(void* buffer, std::size_t length) {
  huzhu::web::host::random_bytes(buffer, static_cast<int>(length));
  return 0;
}
