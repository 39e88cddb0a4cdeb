// HttpServer: one listener, plain or TLS, that hands requests to a Site.
//
// Bounds everything a stranger can make grow: connections in all and per address, header bytes, body bytes, the time a
// header or a body may take, the time a connection may idle. Coroutines on one io_context; thousands of slow links hold
// no threads. stop() lets answers under way finish for a short time.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "sync/hub/http/site.h"

namespace huzhu::hub {

struct HttpLimits {
  std::size_t connections_max = 4096;
  std::size_t connections_per_address_max = 256;  // a township may sit behind one address
  std::size_t header_bytes_max = 8 * 1024;
  int header_ms_max = 10'000;
  int body_ms_max = 120'000;                      // 256 KB at 30 kbit/s takes 70 s
  int write_ms_max = 180'000;                     // half a megabyte at 30 kbit/s takes 140 s
  int idle_ms_max = 75'000;
};

struct HttpOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;                         // 0: any free one
  asio::ssl::context* tls = nullptr;              // null: plain; else it outlives the server
  HttpLimits limits;
};

class HttpServer {
 public:
  HttpServer(asio::io_context& io, Site& site, HttpOptions options);
  ~HttpServer();

  Status listen();             // binds and begins to accept once io runs
  std::uint16_t port() const;
  std::size_t connections() const;
  void stop();                 // no new connections; idle ones close; call on the io thread

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace huzhu::hub
