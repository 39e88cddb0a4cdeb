#include <iconv.h>

#include <cerrno>

#include "core/registry/charset.h"

namespace huzhu::registry {

namespace {

// An iconv conversion, open as long as this lives.
class Conversion {
 public:
  Conversion(const char* to, const char* from) : handle_(iconv_open(to, from)) {}
  ~Conversion() {
    if (is_open()) iconv_close(handle_);
  }
  Conversion(const Conversion&) = delete;
  Conversion& operator=(const Conversion&) = delete;

  bool is_open() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  std::optional<std::string> run(std::string_view input) {
    if (!is_open()) return std::nullopt;
    std::string out;
    char buffer[4096];
    // iconv takes a char* and does not write through it.
    char* from = const_cast<char*>(input.data());
    std::size_t left = input.size();
    while (left > 0) {
      char* to = buffer;
      std::size_t room = sizeof buffer;
      const std::size_t answer = iconv(handle_, &from, &left, &to, &room);
      const bool full = answer == static_cast<std::size_t>(-1) && errno == E2BIG;
      out.append(buffer, sizeof buffer - room);
      if (answer == static_cast<std::size_t>(-1) && !full) return std::nullopt;
    }
    return out;
  }

 private:
  iconv_t handle_;
};

}  // namespace

std::optional<std::string> gb18030_to_utf8(std::string_view bytes) { return Conversion("UTF-8", "GB18030").run(bytes); }

std::optional<std::string> utf8_to_gb18030(std::string_view text) { return Conversion("GB18030", "UTF-8").run(text); }

}  // namespace huzhu::registry
