// AppSite: the public face of the hub: /v1 for devices, everything else from the built app.
//
// The Service does its blocking work on one thread of its own; this side only waits for it. Long polls wait here, on the
// io thread, and are woken whenever something was stored.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <memory>
#include <set>
#include <unordered_map>

#include "sync/hub/device_sessions.h"
#include "sync/hub/http/site.h"
#include "sync/hub/http/static_files.h"
#include "sync/hub/service.h"

namespace huzhu::hub {

// Between HTTP and the protocol. `request` must outlive what request_of answers.
Request request_of(const HttpRequest& request);
HttpReply reply_of(Answer answer);

class AppSite final : public Site {
 public:
  // `service_thread` has exactly one thread; only there the service is touched. All of them outlive this.
  AppSite(asio::io_context& io, asio::thread_pool& service_thread, Service& service, StaticFiles files);

  asio::awaitable<HttpReply> answer(HttpRequest request, std::string peer) override;
  std::size_t body_bytes_max(http::verb method, std::string_view target) const override;
  std::optional<Messages> messages_at(std::string_view target) const override;
  asio::awaitable<std::optional<Bytes>> answer_message(Bytes message, std::string peer) override;

  // On the io thread: answers every long poll now, so that the process can end.
  void stop();
  std::size_t waiting() const { return waiting_.size(); }

 private:
  asio::awaitable<HttpReply> answer_protocol(HttpRequest request, const std::string& peer);
  asio::awaitable<Answer> wait(const HttpRequest& request);
  bool admit(const std::string& peer, bool enrolment);

  asio::io_context& io_;
  asio::thread_pool& service_thread_;
  Service& service_;
  StaticFiles files_;
  std::set<asio::steady_timer*> waiting_;
  std::uint64_t stored_ = 0;  // rises with every push that stored something
  bool stopping_ = false;
  struct Share { RateBucket requests, enrolments; };
  std::unordered_map<std::string, Share> shares_;  // by address
};

}  // namespace huzhu::hub
