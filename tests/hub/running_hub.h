// A hub in a folder of its own, served over loopback as `huzhu hub serve` does, and a plain client of it.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/test/unit_test.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <future>
#include <thread>

#include "sync/hub/log_event.h"
#include "sync/hub/native_ports.h"
#include "sync/hub/run.h"
#include "sync/protocol.h"
#include "tests/hub/county.h"
#include "tests/hub/temporary.h"

namespace huzhu::test {
inline namespace running {

using boost::asio::ip::tcp;
using hub::http::verb;

struct Got {
  int status = 0;
  std::string body;
  hub::HttpReply reply;
  std::string header(std::string_view name) const { return std::string(reply[std::string(name)]); }
};

// A hub in a folder of its own, served by a thread until the end of the test.
struct RunningHub {
  RunningHub() {
    crypto::init();
    hub::start_log(hub::Level::error);
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder + "/app");
    write("index.html", "<!doctype html>page");
    write("main.0123456789ab.js", "script");
    write("main.0123456789ab.js.br", "packed");
    write("secret.txt", "not in headers.json");
    write("headers.json", R"({"all":{"content-security-policy":"default-src 'none'","x-content-type-options":"nosniff"},
      "files":{"/index.html":{"content-type":"text/html","cache-control":"no-cache"},
               "/main.0123456789ab.js":{"content-type":"text/javascript","cache-control":"public, max-age=31536000, immutable"}},"index":"/index.html"})");
    auto opened = hub::Hub::open({folder + "/data", {{county, "红古区"}, {township, "红古镇"}, {village, "红古村"}}, &clock, &random, hub::steady_now_ms, true});
    BOOST_REQUIRE(opened.ok());
    hub = std::move(opened).value();
    std::promise<std::pair<std::uint16_t, std::uint16_t>> ready;
    auto ports = ready.get_future();
    hub::RunOptions options;
    options.app_folder = folder + "/app";
    options.port = 0;
    options.limits.header_ms_max = 700;
    options.limits.body_ms_max = 700;
    options.limits.idle_ms_max = 5'000;
    options.limits.connections_per_address_max = 8;
    options.on_ready = [&](std::uint16_t a, std::uint16_t b) { ready.set_value({a, b}); };
    thread = std::thread([this, options] { ended_well = hub::run_hub(*hub, options).ok(); });
    BOOST_REQUIRE((ports.wait_for(std::chrono::seconds(30)) == std::future_status::ready));
    std::tie(port, admin_port) = ports.get();
  }
  ~RunningHub() {
    stop();
    hub.reset();
    std::filesystem::remove_all(folder);
  }
  void stop() {
    if (!thread.joinable()) return;
    ::kill(::getpid(), SIGTERM);
    thread.join();
  }
  void write(const std::string& name, std::string_view content) { std::ofstream(folder + "/app/" + name, std::ios::binary) << content; }

  Got ask(verb method, const std::string& target, const std::vector<std::pair<std::string, std::string>>& headers = {}, ByteView body = {}, std::uint16_t to = 0) {
    boost::asio::io_context io;
    tcp::socket socket(io);
    socket.connect({boost::asio::ip::make_address("127.0.0.1"), to == 0 ? port : to});
    hub::HttpRequest request{method, target, 11};
    request.set(hub::http::field::host, "127.0.0.1");
    for (const auto& [name, value] : headers) request.set(name, value);
    request.body().assign(body.begin(), body.end());
    if (!body.empty()) request.prepare_payload();
    boost::system::error_code ignored;
    hub::http::write(socket, request, ignored);
    return read(socket);
  }
  static Got read(tcp::socket& socket) {
    boost::beast::flat_buffer buffer;
    hub::http::response_parser<hub::HttpBody> parser;
    parser.body_limit(8u << 20);
    boost::system::error_code failed;
    hub::http::read(socket, buffer, parser, failed);
    Got got;
    if (failed) return got;
    got.reply = parser.release();
    got.status = static_cast<int>(got.reply.result_int());
    got.body = std::string(text(got.reply.body()));
    return got;
  }
  hub::Carry carry() {
    return [this](const sync::HttpRequest& request) {
      const Got got = ask(verb::post, request.path, request.headers, request.body);
      hub::Answer answer;
      answer.status = got.header("X-Huzhu") == "1" ? got.status : 0;
      answer.body = got.reply.body();
      return answer;
    };
  }

  void enrol(Tablet& tablet) {
    const auto code = hub::control(folder + "/data", "/control/code", std::to_string(village));
    BOOST_REQUIRE(code.ok());
    const auto request = sync::enrol_request(1, code->code, tablet.device.key, people::DeviceKind::tablet, "");
    const hub::Answer granted = carry()(*request);
    const auto grant = sync::enrol_answer(granted.status, granted.body, true);
    BOOST_REQUIRE(grant.ok());
    BOOST_REQUIRE(people::accept_grant(tablet.replica(), *grant, tablet.device.key, tablet.device.random).ok());
    tablet.open_client();
  }

  std::string folder = huzhu::test::temporary_path("huzhu_http_test");
  hub::SystemClock clock;
  hub::SystemRandom random;
  std::unique_ptr<hub::Hub> hub;
  std::thread thread;
  std::uint16_t port = 0, admin_port = 0;
  bool ended_well = false;
};

}  // namespace running
}  // namespace huzhu::test
