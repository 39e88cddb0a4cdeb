// Site: what a listener of the hub answers; and the message types all of them share.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/beast/http.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/bytes.h"

namespace huzhu::hub {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

using HttpBody = http::vector_body<std::uint8_t>;
using HttpRequest = http::request<HttpBody>;
using HttpReply = http::response<HttpBody>;

class Site {
 public:
  virtual ~Site() = default;
  // Runs on the listener's thread; work that takes long is awaited elsewhere. May throw only boost::system::system_error.
  virtual asio::awaitable<HttpReply> answer(HttpRequest request, std::string peer) = 0;
  // How many bytes a request for this target may bring.
  virtual std::size_t body_bytes_max(http::verb method, std::string_view target) const = 0;

  // A WebSocket that may be opened at this target: its subprotocol, and the longest message it brings. Messages are answered
  // each by itself, in any order; none means that the peer has lost its senses and the connection ends.
  struct Messages { std::string_view protocol; std::size_t bytes_max = 0; };
  virtual std::optional<Messages> messages_at(std::string_view target) const { (void)target; return std::nullopt; }
  virtual asio::awaitable<std::optional<Bytes>> answer_message(Bytes message, std::string peer) { (void)message; (void)peer; co_return std::nullopt; }
};

// A reply with text, no cache.
HttpReply text_reply(http::status status, std::string_view text, std::string_view content_type = "text/plain; charset=utf-8");

}  // namespace huzhu::hub
