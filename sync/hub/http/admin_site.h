// AdminSite: the second, loopback listener: /healthz and /metrics for who watches, and the commands of the same machine.
//
// A command (a new code, a backup) carries the secret that the running hub wrote into a file of mode 600, so only who
// may read the data folder may give it.
#pragma once

#include <boost/asio/thread_pool.hpp>

#include "sync/hub/http/app_site.h"
#include "sync/hub/http/server.h"

namespace huzhu::hub {

class AdminSite final : public Site {
 public:
  AdminSite(asio::thread_pool& service_thread, Service& service, const AppSite& app, std::string secret)
      : service_thread_(service_thread), service_(service), app_(app), secret_(std::move(secret)) {}

  void watch(const HttpServer* server) { server_ = server; }

  asio::awaitable<HttpReply> answer(HttpRequest request, std::string peer) override;
  std::size_t body_bytes_max(http::verb, std::string_view target) const override { return sync::body_bytes_max(target); }

 private:
  std::string metrics();                                    // on the service's thread
  HttpReply command(std::string_view path, std::string_view argument);  // likewise

  asio::thread_pool& service_thread_;
  Service& service_;
  const AppSite& app_;
  const HttpServer* server_ = nullptr;
  std::string secret_;
};

}  // namespace huzhu::hub
