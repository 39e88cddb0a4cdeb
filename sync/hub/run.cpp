#include "sync/hub/run.h"

#include <unistd.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <charconv>
#include <nlohmann/json.hpp>

#include "sync/hub/http/admin_site.h"
#include "sync/hub/http/app_site.h"
#include "sync/hub/log_event.h"

namespace huzhu::hub {

namespace {

constexpr auto finish_time = std::chrono::seconds(5);  // for answers under way when the hub is told to stop
constexpr int control_ms_max = 120'000;                // a backup of a large county

std::string control_file(const std::string& data_folder) { return data_folder + "/control"; }

// Stops in order: nobody new, long polls answered, answers under way finished, then the loop.
class Stopper {
 public:
  Stopper(asio::io_context& io, std::vector<HttpServer*> servers, AppSite& app) : io_(io), servers_(std::move(servers)), app_(app), signals_(io, SIGINT, SIGTERM), timer_(io) {
    signals_.async_wait([this](boost::system::error_code failed, int) {
      if (!failed) stop();
    });
  }

 private:
  void stop() {
    log_event(Level::info, "stopping");
    for (HttpServer* server : servers_) server->stop();
    app_.stop();
    until_ = std::chrono::steady_clock::now() + finish_time;
    look();
  }
  void look() {
    std::size_t open = 0;
    for (const HttpServer* server : servers_) open += server->connections();
    if (open == 0 || std::chrono::steady_clock::now() >= until_) return io_.stop();
    timer_.expires_after(std::chrono::milliseconds(20));
    timer_.async_wait([this](boost::system::error_code) { look(); });
  }

  asio::io_context& io_;
  std::vector<HttpServer*> servers_;
  AppSite& app_;
  asio::signal_set signals_;
  asio::steady_timer timer_;
  std::chrono::steady_clock::time_point until_;
};

// The hub's work that can wait, in pieces between the answers.
class Tender {
 public:
  Tender(asio::io_context& io, asio::thread_pool& service_thread, Service& service) : io_(io), service_thread_(service_thread), service_(service), timer_(io) { wait(first_look); }

 private:
  void wait(std::chrono::milliseconds time) {
    timer_.expires_after(time);
    timer_.async_wait([this](boost::system::error_code failed) {
      if (!failed) asio::post(service_thread_, [this] { turn(); });
    });
  }
  void turn() {
    const auto more = service_.tend();
    if (!more) log_event(Level::warning, "tending", {{"where", more.error().where}, {"detail", more.error().detail}});
    const bool at_once = more && *more;
    if (!at_once && service_.snapshots().made() != told_) {
      told_ = service_.snapshots().made();
      log_event(Level::info, "snapshots", {{"made", std::to_string(told_)}});
    }
    asio::post(io_, [this, at_once] { wait(at_once ? std::chrono::milliseconds(0) : next_look); });
  }

  static constexpr auto first_look = std::chrono::milliseconds(200), next_look = std::chrono::milliseconds(15'000);
  asio::io_context& io_;
  asio::thread_pool& service_thread_;
  Service& service_;
  asio::steady_timer timer_;
  std::uint64_t told_ = 0;
};

}  // namespace

Status run_hub(Hub& hub, RunOptions options) {
  HUZHU_ASSIGN(StaticFiles files, StaticFiles::load(options.app_folder));
  asio::thread_pool service_thread(1);
  asio::io_context io(1);
  AppSite app(io, service_thread, hub.service(), std::move(files));
  Bytes secret(32);
  hub.random().fill(secret);
  AdminSite admin(service_thread, hub.service(), app, to_hex(secret));

  HttpServer server(io, app, {options.address, options.port, options.tls, options.limits});
  HttpServer admin_server(io, admin, {"127.0.0.1", options.admin_port, nullptr, options.limits});
  admin.watch(&server);
  HUZHU_TRY(server.listen());
  HUZHU_TRY(admin_server.listen());
  std::vector<HttpServer*> servers{&server, &admin_server};
  std::optional<HttpServer> install;
  if (options.install_site != nullptr) {
    install.emplace(io, *options.install_site, HttpOptions{options.address, options.install_port, nullptr, options.limits});
    HUZHU_TRY(install->listen());
    servers.push_back(&*install);
  }
  const std::string control_line = std::to_string(admin_server.port()) + " " + to_hex(secret);
  HUZHU_TRY(write_secret(control_file(hub.data_folder()), view(control_line)));
  Tender tender(io, service_thread, hub.service());
  Stopper stopper(io, servers, app);
  log_event(Level::info, "started", {{"epoch", std::to_string(hub.service().hub_epoch())}});
  if (options.on_ready) options.on_ready(server.port(), admin_server.port());
  io.run();
  service_thread.join();
  hub.service().on_stored = nullptr;
  ::unlink(control_file(hub.data_folder()).c_str());
  log_event(Level::info, "stopped");
  return Done{};
}

std::optional<ControlAddress> running_hub(const std::string& data_folder) {
  const auto line = read_secret(control_file(data_folder));
  if (!line) return std::nullopt;
  const std::string_view all = text(*line);
  const auto blank = all.find(' ');
  ControlAddress out;
  if (blank == std::string_view::npos || std::from_chars(all.data(), all.data() + blank, out.port).ec != std::errc{}) return std::nullopt;
  out.secret = all.substr(blank + 1);
  return out;
}

namespace {

// One request to the loopback listener. Throws system_error when nobody answers there.
HttpReply post(std::uint16_t port, const std::string& path, std::initializer_list<std::pair<std::string_view, std::string_view>> headers, ByteView body) {
  asio::io_context io;
  beast::tcp_stream stream(io);
  stream.expires_after(std::chrono::milliseconds(control_ms_max));
  stream.connect(asio::ip::tcp::endpoint(asio::ip::make_address("127.0.0.1"), port));
  HttpRequest request{http::verb::post, path, 11};
  request.set(http::field::host, "127.0.0.1");
  for (const auto& [name, value] : headers) request.set(beast::string_view(name.data(), name.size()), beast::string_view(value.data(), value.size()));
  request.body().assign(body.begin(), body.end());
  request.prepare_payload();
  http::write(stream, request);
  beast::flat_buffer buffer;
  http::response_parser<HttpBody> parser;
  parser.body_limit(sync::answer_bytes_max * 2);
  http::read(stream, buffer, parser);
  return parser.release();
}

}  // namespace

Result<ControlAnswer> control(const std::string& data_folder, const std::string& path, const std::string& argument) {
  const auto where = running_hub(data_folder);
  if (!where) return Error{ErrorCode::offline, "hub.control", "no hub is running on " + data_folder};
  try {
    const HttpReply reply = post(where->port, path, {{"X-Huzhu-Control", where->secret}}, view(argument));
    const auto json = nlohmann::json::parse(reply.body().begin(), reply.body().end(), nullptr, false);
    ControlAnswer answer;
    answer.ok = reply.result() == http::status::ok && json.is_object();
    if (json.is_object()) {
      answer.code = json.value("code", "");
      answer.words = json.value("words", "");
      answer.error = json.value("error", "");
      answer.county = json.value("county", std::int64_t{0});
      answer.stored = json.value("stored", std::size_t{0});
      answer.known = json.value("known", std::size_t{0});
      answer.refused = json.value("refused", std::size_t{0});
      answer.answer_file = json.value("answer", "");
      answer.reason = static_cast<ErrorCode>(json.value("reason", 0));
    } else {
      answer.error = "status " + std::to_string(reply.result_int());
    }
    return answer;
  } catch (const boost::system::system_error& failed) {
    return Error{ErrorCode::offline, "hub.control", failed.what()};  // a control file of a hub that was killed
  }
}

Carry carry_over_loopback(const std::string& data_folder) {
  return [data_folder](const sync::HttpRequest& request) {
    Answer answer;
    answer.status = 0;
    const auto where = running_hub(data_folder);
    if (!where) return answer;
    std::string_view auth;
    for (const auto& [name, value] : request.headers) {
      if (name == sync::header_auth) auth = value;
    }
    try {
      HttpReply reply = post(where->port, request.path, {{sync::header_auth, auth}}, request.body);
      answer.status = static_cast<int>(reply.result_int());
      answer.body = std::move(reply.body());
    } catch (const boost::system::system_error&) {
      // Nobody answered: status 0 says so.
    }
    return answer;
  };
}

}  // namespace huzhu::hub
