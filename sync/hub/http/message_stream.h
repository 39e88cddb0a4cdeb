// serve_messages: one connection that became a WebSocket: brings each message to the Site and its answer back, several at
// once, until either side ends it.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <deque>

#include "sync/hub/http/site.h"

namespace huzhu::hub {

inline constexpr std::size_t messages_at_once_max = 4;   // a device has two under way: one of the round, and the long poll

template <class Stream>
class MessageStream {
 public:
  MessageStream(Stream& stream, Site& site, std::string peer, const Site::Messages& shape)
      : socket_(stream), site_(site), peer_(std::move(peer)), shape_(shape), all_answered_(stream.get_executor()) {
    namespace ws = beast::websocket;
    // A line may be silent for as long as a long poll; pings find out that the other end is gone.
    socket_.set_option(ws::stream_base::timeout{std::chrono::seconds(10), std::chrono::seconds(120), true});
    socket_.set_option(ws::stream_base::decorator([shape](ws::response_type& answer) {
      answer.set(http::field::sec_websocket_protocol, beast::string_view(shape.protocol.data(), shape.protocol.size()));
    }));
    socket_.read_message_max(shape.bytes_max);
    socket_.binary(true);
  }

  asio::awaitable<void> run(HttpRequest request) {
    beast::get_lowest_layer(socket_).expires_never();
    boost::system::error_code failed;
    co_await socket_.async_accept(request, asio::redirect_error(asio::use_awaitable, failed));
    while (!failed && !ended_) {
      beast::flat_buffer buffer;
      co_await socket_.async_read(buffer, asio::redirect_error(asio::use_awaitable, failed));
      if (failed || !socket_.got_binary() || under_way_ >= messages_at_once_max) break;
      const auto data = buffer.cdata();
      const auto* first = static_cast<const std::uint8_t*>(data.data());
      ++under_way_;
      asio::co_spawn(socket_.get_executor(), answer(Bytes(first, first + data.size())), asio::detached);
    }
    end();
    // What is still being answered holds on to this; a long poll for as long as it lasts.
    all_answered_.expires_at(std::chrono::steady_clock::time_point::max());
    while (under_way_ > 0) co_await all_answered_.async_wait(asio::redirect_error(asio::use_awaitable, failed));
  }

 private:
  asio::awaitable<void> answer(Bytes message) {
    try {
      std::optional<Bytes> made = co_await site_.answer_message(std::move(message), peer_);
      if (made) co_await send(std::move(*made));
      else end();
    } catch (const boost::system::system_error&) {
      end();
    }
    --under_way_;
    all_answered_.cancel();
  }

  // One write at a time: who finds another under way leaves its own behind it.
  asio::awaitable<void> send(Bytes message) {
    to_send_.push_back(std::move(message));
    if (sending_) co_return;
    sending_ = true;
    boost::system::error_code failed;
    while (!to_send_.empty() && !failed && !ended_) {
      const Bytes next = std::move(to_send_.front());
      to_send_.pop_front();
      co_await socket_.async_write(asio::buffer(next), asio::redirect_error(asio::use_awaitable, failed));
    }
    sending_ = false;
    if (failed) end();
  }

  void end() {
    if (ended_) return;
    ended_ = true;
    beast::get_lowest_layer(socket_).close();
  }

  beast::websocket::stream<Stream&> socket_;
  Site& site_;
  std::string peer_;
  Site::Messages shape_;
  asio::steady_timer all_answered_;
  std::deque<Bytes> to_send_;
  std::size_t under_way_ = 0;
  bool sending_ = false, ended_ = false;
};

template <class Stream>
asio::awaitable<void> serve_messages(Stream& stream, Site& site, HttpRequest request, Site::Messages shape, std::string peer) {
  MessageStream<Stream> messages(stream, site, std::move(peer), shape);
  co_await messages.run(std::move(request));
}

}  // namespace huzhu::hub
