#include "sync/hub/http/app_site.h"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

#include "sync/hub/http/on_service.h"
#include "sync/hub/deflate.h"
#include "sync/hub/log_event.h"
#include "sync/hub/native_ports.h"
#include "sync/line.h"
#include "sync/request_auth.h"

namespace huzhu::hub {

using asio::use_awaitable;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr std::string_view protocol_prefix = "/v1/";
constexpr double requests_per_second = 50, requests_burst = 1000;      // of one address: a township behind one router
constexpr double enrolments_per_second = 1.0 / 12, enrolments_burst = 10;  // 5 a minute: typing errors, not guessing
constexpr std::size_t shares_max = 50'000;                             // addresses remembered at once

constexpr std::size_t worth_deflating = 96, deflated_at_once = 16 * 1024;
constexpr int quick_level = 1;

// Never longer than a request to that path may be: what is inflated may be a bomb.
Result<Bytes> plain_of(const sync::LineRequest& asked) {
  if (!asked.deflated) return bytes_of(asked.body);
  return inflate(asked.body, sync::body_bytes_max(std::string(protocol_prefix) + asked.name));
}

std::string_view std_view(beast::string_view text) { return {text.data(), text.size()}; }

}  // namespace

HttpReply reply_of(Answer answer) {
  HttpReply reply{static_cast<http::status>(answer.status), 11};
  reply.set(http::field::content_type, "application/octet-stream");
  reply.set(http::field::cache_control, "no-store");
  reply.set("X-Content-Type-Options", "nosniff");
  reply.set(beast::string_view(sync::header_mark.data(), sync::header_mark.size()), "1");
  reply.body() = std::move(answer.body);
  return reply;
}


Request request_of(const HttpRequest& request) {
  Request out;
  out.method = std_view(request.method_string());
  out.path = std_view(request.target());
  out.auth = std_view(request[beast::string_view(sync::header_auth.data(), sync::header_auth.size())]);
  out.body = request.body();
  return out;
}

AppSite::AppSite(asio::io_context& io, asio::thread_pool& service_thread, Service& service, StaticFiles files)
    : io_(io), service_thread_(service_thread), service_(service), files_(std::move(files)) {
  service_.on_stored = [this] {
    asio::post(io_, [this] {
      ++stored_;
      for (asio::steady_timer* timer : waiting_) timer->cancel();
    });
  };
}

std::size_t AppSite::body_bytes_max(http::verb method, std::string_view target) const {
  return method == http::verb::post && target.starts_with(protocol_prefix) ? sync::body_bytes_max(target) : 0;
}

asio::awaitable<HttpReply> AppSite::answer(HttpRequest request, std::string peer) {
  if (std_view(request.target()).starts_with(protocol_prefix)) co_return co_await answer_protocol(std::move(request), peer);
  if (!admit(peer, false)) co_return text_reply(http::status::too_many_requests, "");
  co_return files_.answer(request);
}

bool AppSite::admit(const std::string& peer, bool enrolment) {
  // When so many addresses come at once, forgetting them all costs only their counts.
  if (shares_.size() >= shares_max && !shares_.contains(peer)) shares_.clear();
  Share& share = shares_.try_emplace(peer, Share{{requests_per_second, requests_burst}, {enrolments_per_second, enrolments_burst}}).first->second;
  const std::int64_t now = steady_now_ms();
  return share.requests.take(now) && (!enrolment || share.enrolments.take(now));
}

asio::awaitable<HttpReply> AppSite::answer_protocol(HttpRequest request, const std::string& peer) {
  const auto began = steady_clock::now();
  const std::string path(std_view(request.target()));
  Answer answer;
  if (!admit(peer, path == sync::path::enrol || path == sync::path::redeem)) {
    answer = refuse(sync::Refusal::busy, 12'000);
  } else if (path == sync::path::wait) {
    answer = co_await wait(request);
  } else {
    answer = co_await on_service(service_thread_, [this, &request] { return service_.handle(request_of(request)); });
  }
  const auto took = std::chrono::duration_cast<milliseconds>(steady_clock::now() - began).count();
  log_request(path, answer, request.body().size(), took);
  co_return reply_of(std::move(answer));
}

// -- line -------------------------------------------------------------------------------------------------------------------

std::optional<Site::Messages> AppSite::messages_at(std::string_view target) const {
  if (target != sync::line_path) return std::nullopt;
  return Messages{sync::line_protocol, sync::line_message_bytes_max};
}

asio::awaitable<std::optional<Bytes>> AppSite::answer_message(Bytes message, std::string peer) {
  const auto asked = sync::decode_line_request(message);
  if (!asked || !sync::goes_over_line(asked->name)) co_return std::nullopt;
  HttpRequest request{http::verb::post, std::string(protocol_prefix) + asked->name, 11};
  request.set(beast::string_view(sync::header_auth.data(), sync::header_auth.size()), sync::auth_header(asked->auth));
  HttpReply reply;
  if (auto body = plain_of(*asked); body) {
    request.body() = std::move(body).value();
    reply = co_await answer_protocol(std::move(request), peer);
  } else {
    reply = reply_of(refuse(body.error().code == ErrorCode::bundle_too_big ? sync::Refusal::too_large : sync::Refusal::malformed));
  }
  sync::LineAnswer answer{false, asked->number, static_cast<std::uint16_t>(reply.result_int()), reply.body()};
  Bytes deflated;
  if (answer.body.size() >= worth_deflating) {
    // A page of hundreds of kilobytes keeps others waiting for as long as it takes.
    if (answer.body.size() < deflated_at_once) deflated = deflate(answer.body);
    else deflated = co_await on_service(service_thread_, [&answer] { return deflate(answer.body, quick_level); });
    answer.deflated = deflated.size() < answer.body.size();
    if (answer.deflated) answer.body = deflated;
  }
  co_return sync::encode(answer);
}

asio::awaitable<Answer> AppSite::wait(const HttpRequest& request) {
  auto opened = co_await on_service(service_thread_, [this, &request] { return service_.open_wait(request_of(request)); });
  if (auto* now = std::get_if<Answer>(&opened)) co_return std::move(*now);
  const Waiting waiting = std::get<Waiting>(std::move(opened));
  const auto until = steady_clock::now() + milliseconds(waiting.request.timeout_ms);
  std::uint64_t seen = stored_;
  bool look_again = true;  // something may have been stored between opening and listening
  while (!stopping_ && steady_clock::now() < until) {
    if (!look_again) {
      asio::steady_timer timer(io_, until);
      waiting_.insert(&timer);
      boost::system::error_code woken;
      co_await timer.async_wait(asio::redirect_error(use_awaitable, woken));
      waiting_.erase(&timer);
      if (!woken || stopping_) break;
      seen = stored_;
    }
    auto news = co_await on_service(service_thread_, [this, &waiting] { return service_.poll(waiting); });
    if (news) co_return std::move(*news);
    look_again = seen != stored_;
    seen = stored_;
  }
  co_return co_await on_service(service_thread_, [this] { return service_.wait_over(); });
}

void AppSite::stop() {
  stopping_ = true;
  for (asio::steady_timer* timer : waiting_) timer->cancel();
}

}  // namespace huzhu::hub
