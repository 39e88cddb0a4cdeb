#include "sync/hub/http/server.h"

#include <limits>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/ssl.hpp>
#include <limits>
#include <map>
#include <set>

#include "sync/hub/http/message_stream.h"

namespace huzhu::hub {

using asio::use_awaitable;
using asio::ip::tcp;
using std::chrono::milliseconds;

HttpReply text_reply(http::status status, std::string_view text, std::string_view content_type) {
  HttpReply reply{status, 11};
  reply.set(http::field::content_type, beast::string_view(content_type.data(), content_type.size()));
  reply.set(http::field::cache_control, "no-store");
  reply.set("X-Content-Type-Options", "nosniff");
  reply.body().assign(text.begin(), text.end());
  return reply;
}

struct HttpServer::Impl : std::enable_shared_from_this<HttpServer::Impl> {
  Impl(asio::io_context& i, Site& s, HttpOptions o) : io(i), site(s), options(std::move(o)), acceptor(i) {}

  asio::io_context& io;
  Site& site;
  HttpOptions options;
  tcp::acceptor acceptor;
  std::map<std::string, std::size_t> by_address;
  std::size_t open = 0;
  bool stopping = false;
  std::set<beast::tcp_stream*> idle;  // between two requests, or with messages: closed at once when stopping

  asio::awaitable<void> accept();
  asio::awaitable<void> serve(tcp::socket socket, std::string peer);
  template <class Stream>
  asio::awaitable<void> talk(Stream& stream, const std::string& peer);
  std::optional<Site::Messages> messages_of(const HttpRequest& request) const {
    if (stopping || !beast::websocket::is_upgrade(request)) return std::nullopt;
    return site.messages_at({request.target().data(), request.target().size()});
  }
  template <class Stream>
  asio::awaitable<bool> one_request(Stream& stream, beast::flat_buffer& buffer, const std::string& peer);
};

namespace {

// Counts a connection in and out, however its coroutine ends.
template <class Leave>
struct OnExit {
  Leave leave;
  ~OnExit() { leave(); }
};
template <class Leave>
OnExit(Leave) -> OnExit<Leave>;

template <class Stream>
asio::awaitable<void> write(Stream& stream, HttpReply& reply, int ms_max) {
  beast::get_lowest_layer(stream).expires_after(milliseconds(ms_max));
  co_await http::async_write(stream, reply, use_awaitable);
}

}  // namespace

asio::awaitable<void> HttpServer::Impl::accept() {
  auto self = shared_from_this();
  while (!stopping) {
    boost::system::error_code failed;
    tcp::socket socket = co_await acceptor.async_accept(asio::redirect_error(use_awaitable, failed));
    if (stopping) co_return;
    if (failed) {
      // Out of file descriptors, most likely: wait for some to come back instead of spinning.
      asio::steady_timer pause(io, milliseconds(100));
      co_await pause.async_wait(asio::redirect_error(use_awaitable, failed));
      continue;
    }
    const auto end = socket.remote_endpoint(failed);
    const std::string peer = failed ? std::string() : end.address().to_string();
    if (open >= options.limits.connections_max || by_address[peer] >= options.limits.connections_per_address_max) {
      if (by_address[peer] == 0) by_address.erase(peer);
      continue;  // the socket closes here
    }
    asio::co_spawn(io, serve(std::move(socket), peer), asio::detached);
  }
}

asio::awaitable<void> HttpServer::Impl::serve(tcp::socket socket, std::string peer) {
  auto self = shared_from_this();
  ++open;
  ++by_address[peer];
  OnExit leave{[this, &peer] {
    --open;
    if (--by_address[peer] == 0) by_address.erase(peer);
  }};
  // A peer that goes away or dawdles ends its own connection and nothing else.
  try {
    socket.set_option(tcp::no_delay(true));
    beast::tcp_stream tcp_stream(std::move(socket));
    if (options.tls == nullptr) {
      co_await talk(tcp_stream, peer);
      boost::system::error_code ignored;
      tcp_stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
    } else {
      beast::ssl_stream<beast::tcp_stream> tls(std::move(tcp_stream), *options.tls);
      beast::get_lowest_layer(tls).expires_after(milliseconds(options.limits.header_ms_max));
      co_await tls.async_handshake(asio::ssl::stream_base::server, use_awaitable);
      co_await talk(tls, peer);
      beast::get_lowest_layer(tls).expires_after(milliseconds(options.limits.header_ms_max));
      co_await tls.async_shutdown(use_awaitable);
    }
  } catch (const boost::system::system_error&) {
  }
}

template <class Stream>
asio::awaitable<void> HttpServer::Impl::talk(Stream& stream, const std::string& peer) {
  beast::flat_buffer buffer;
  while (!stopping) {
    if (buffer.size() == 0) {
      auto& lowest = beast::get_lowest_layer(stream);
      idle.insert(&lowest);
      OnExit busy{[this, &lowest] { idle.erase(&lowest); }};
      lowest.expires_after(milliseconds(options.limits.idle_ms_max));
      const std::size_t got = co_await stream.async_read_some(buffer.prepare(4096), use_awaitable);
      buffer.commit(got);
    }
    if (!co_await one_request(stream, buffer, peer)) co_return;
  }
}

// False when the connection is to be closed.
template <class Stream>
asio::awaitable<bool> HttpServer::Impl::one_request(Stream& stream, beast::flat_buffer& buffer, const std::string& peer) {
  http::request_parser<HttpBody> parser;
  parser.header_limit(static_cast<std::uint32_t>(options.limits.header_bytes_max));
  parser.body_limit(std::numeric_limits<std::uint64_t>::max());  // set below, when the target is known; Boost 1.74 takes "none" for zero
  boost::system::error_code failed;
  beast::get_lowest_layer(stream).expires_after(milliseconds(options.limits.header_ms_max));
  co_await http::async_read_header(stream, buffer, parser, asio::redirect_error(use_awaitable, failed));
  HttpReply reply;
  bool keep = false;
  if (failed == http::error::header_limit) {
    reply = text_reply(http::status::request_header_fields_too_large, "");
  } else if (failed) {
    if (failed.category() != http::make_error_code(http::error::bad_method).category()) throw boost::system::system_error(failed);
    reply = text_reply(http::status::bad_request, "");
  } else if (const auto messages = messages_of(parser.get()); messages) {
    auto& lowest = beast::get_lowest_layer(stream);
    idle.insert(&lowest);
    OnExit left{[this, &lowest] { idle.erase(&lowest); }};
    co_await serve_messages(stream, site, parser.release(), *messages, peer);
    co_return false;
  } else {
    const auto target = parser.get().target();
    const std::size_t body_max = site.body_bytes_max(parser.get().method(), {target.data(), target.size()});
    const auto length = parser.content_length();
    if (length && *length > body_max) {
      // Not read on: the connection is closed, so nothing of the body is taken for a request.
      reply = text_reply(http::status::payload_too_large, "");
    } else {
      parser.body_limit(body_max);
      beast::get_lowest_layer(stream).expires_after(milliseconds(options.limits.body_ms_max));
      co_await http::async_read(stream, buffer, parser, asio::redirect_error(use_awaitable, failed));
      if (failed == http::error::body_limit) {
        reply = text_reply(http::status::payload_too_large, "");
      } else {
        if (failed) throw boost::system::system_error(failed);
        keep = parser.get().keep_alive() && !stopping;
        const unsigned version = parser.get().version();
        // The answer may take a long poll's time; nothing is read or written meanwhile.
        beast::get_lowest_layer(stream).expires_never();
        reply = co_await site.answer(parser.release(), peer);
        reply.version(version);
      }
    }
  }
  keep = keep && !stopping;
  reply.keep_alive(keep);
  reply.prepare_payload();
  co_await write(stream, reply, options.limits.write_ms_max);
  co_return keep;
}

HttpServer::HttpServer(asio::io_context& io, Site& site, HttpOptions options) : impl_(std::make_shared<Impl>(io, site, std::move(options))) {}
HttpServer::~HttpServer() = default;

Status HttpServer::listen() {
  Impl& m = *impl_;
  boost::system::error_code failed;
  const auto address = asio::ip::make_address(m.options.address, failed);
  if (failed) return Error{ErrorCode::bad_number, "hub.address", m.options.address};
  const tcp::endpoint where(address, m.options.port);
  m.acceptor.open(where.protocol(), failed);
  if (!failed) m.acceptor.set_option(asio::socket_base::reuse_address(true), failed);
  if (!failed) m.acceptor.bind(where, failed);
  if (!failed) m.acceptor.listen(asio::socket_base::max_listen_connections, failed);
  if (failed) return Error{ErrorCode::hub_refused, "hub.listen", m.options.address + ":" + std::to_string(m.options.port) + ": " + failed.message()};
  asio::co_spawn(m.io, m.accept(), asio::detached);
  return Done{};
}

std::uint16_t HttpServer::port() const {
  boost::system::error_code failed;
  return impl_->acceptor.local_endpoint(failed).port();
}

std::size_t HttpServer::connections() const { return impl_->open; }

void HttpServer::stop() {
  impl_->stopping = true;
  boost::system::error_code ignored;
  impl_->acceptor.close(ignored);
  for (beast::tcp_stream* stream : impl_->idle) stream->cancel();
}

}  // namespace huzhu::hub
