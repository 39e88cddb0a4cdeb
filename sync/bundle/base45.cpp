#include "sync/bundle/base45.h"

namespace huzhu::sync {

namespace {
constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
static_assert(alphabet.size() == 45);
}  // namespace

std::string base45(ByteView bytes) {
  std::string out;
  out.reserve(bytes.size() / 2 * 3 + 2);
  for (std::size_t i = 0; i < bytes.size(); i += 2) {
    const bool pair = i + 1 < bytes.size();
    std::uint32_t n = pair ? bytes[i] * 256u + bytes[i + 1] : bytes[i];
    for (int digits = pair ? 3 : 2; digits > 0; --digits, n /= 45) out += alphabet[n % 45];
  }
  return out;
}

Result<Bytes> from_base45(std::string_view text, std::size_t bytes_max) {
  if (text.size() / 3 * 2 > bytes_max) return Error{ErrorCode::too_long, "base45", ""};
  if (text.size() % 3 == 1) return Error{ErrorCode::not_canonical, "base45", "one character is left"};
  Bytes out;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    const std::string_view group = text.substr(i, 3);
    std::uint32_t n = 0;
    for (std::size_t k = group.size(); k-- > 0;) {
      const std::size_t digit = alphabet.find(group[k]);
      if (digit == std::string_view::npos) return Error{ErrorCode::not_canonical, "base45", "another character"};
      n = n * 45 + static_cast<std::uint32_t>(digit);
    }
    const bool pair = group.size() == 3;
    if (n > (pair ? 0xffffu : 0xffu)) return Error{ErrorCode::not_canonical, "base45", "no such group"};
    if (pair) out.push_back(static_cast<std::uint8_t>(n >> 8));
    out.push_back(static_cast<std::uint8_t>(n));
  }
  return out;
}

}  // namespace huzhu::sync
