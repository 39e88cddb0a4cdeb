// The real server on loopback, asked by a plain client: files, protocol, and people who mean no good.
#include "sync/bundle/envelope.h"
#include "sync/bundle/gather.h"
#include "sync/hub/deflate.h"
#include "tests/hub/running_hub.h"

namespace huzhu::test {
namespace {

// Opens a connection, sends these bytes, answers whatever comes until the other side closes.
std::string talk(std::uint16_t port, std::string_view bytes) {
  boost::asio::io_context io;
  tcp::socket socket(io);
  socket.connect({boost::asio::ip::make_address("127.0.0.1"), port});
  boost::system::error_code failed;
  boost::asio::write(socket, boost::asio::buffer(bytes.data(), bytes.size()), failed);
  std::string out;
  boost::asio::read(socket, boost::asio::dynamic_buffer(out), failed);
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(hub_http)

BOOST_FIXTURE_TEST_CASE(serves_the_app_with_its_headers, RunningHub) {
  const Got page = ask(verb::get, "/");
  BOOST_TEST(page.status == 200);
  BOOST_TEST(page.body == "<!doctype html>page");
  BOOST_TEST(page.header("content-security-policy") == "default-src 'none'");
  BOOST_TEST(page.header("cache-control") == "no-cache");
  BOOST_TEST(page.header("X-Huzhu").empty());
  BOOST_TEST(ask(verb::get, "/elder/0123", {{"Accept", "text/html"}}).body == page.body);
  BOOST_TEST(ask(verb::get, "/elder/0123").status == 404);
  const Got script = ask(verb::get, "/main.0123456789ab.js", {{"Accept-Encoding", "gzip, br"}});
  BOOST_TEST(script.body == "packed");
  BOOST_TEST(script.header("content-encoding") == "br");
  BOOST_TEST(script.header("cache-control") == "public, max-age=31536000, immutable");
  BOOST_TEST(ask(verb::get, "/main.0123456789ab.js", {{"Accept-Encoding", "br;q=0"}}).body == "script");
  BOOST_TEST(ask(verb::get, "/", {{"If-None-Match", page.header("etag")}}).status == 304);
  BOOST_TEST(ask(verb::put, "/").status == 405);
}

BOOST_FIXTURE_TEST_CASE(serves_nothing_beside_it, RunningHub) {
  for (const char* target : {"/secret.txt", "/headers.json", "/main.0123456789ab.js.br", "/../data/hub.key", "/..%2fdata/hub.key", "/%2e%2e/data/hub.key",
                             "//etc/passwd", "/./index.html", "/app/../../data/root.key", "/healthz", "/metrics", "/control/code"}) {
    const Got got = ask(verb::get, target);
    BOOST_TEST(got.status == 404, target);
    BOOST_TEST(got.body.empty(), target);
  }
}

BOOST_FIXTURE_TEST_CASE(enrols_and_syncs_over_the_wire, RunningHub) {
  FakeClock device_clock;  // stands at 1970
  Tablet tablet(device_clock, 3);
  enrol(tablet);
  BOOST_REQUIRE(hub::sync_over(*tablet.client, carry(), hub::steady_now_ms).ok());
  BOOST_TEST(tablet.client->state().clock_offset_ms.value() > 0);
  const Got refused = ask(verb::post, "/v1/push", {}, Bytes{1});
  BOOST_TEST(refused.status == 400);
  BOOST_TEST(refused.header("X-Huzhu") == "1");
  BOOST_TEST(ask(verb::get, "/v1/push").header("X-Huzhu") == "1");
}

// What somebody brought, through the running hub: `hub carry-in`, `hub carry-out`, and /v1/carry.
BOOST_FIXTURE_TEST_CASE(takes_in_and_hands_out_what_is_carried_by_hand, RunningHub) {
  FakeClock device_clock;
  Tablet tablet(device_clock, 3);
  enrol(tablet);
  const store::DeviceIdentity& self = *tablet.replica().identity();
  const auto letter = sync::gather_for_hub(tablet.replica(), tablet.client->book(), device_clock).letter;
  const Bytes bundle = *sync::seal_envelope(self.county_root, self.hub_key, hub::deflate(sync::encode(letter)), tablet.device.random);
  const auto put = [&](const char* name, ByteView bytes) {
    std::ofstream(folder + "/" + name, std::ios::binary) << text(bytes);
    return folder + "/" + name;
  };
  const auto opens = [&](const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string all((std::istreambuf_iterator<char>(in)), {});
    return sync::open_envelope(view(all), self.county_root, tablet.device.key).ok();
  };
  const std::string data = folder + "/data";
  const auto carried = hub::control(data, "/control/carry-in", put("good.huzhu", bundle) + "\n" + folder);
  BOOST_REQUIRE(carried.ok());
  BOOST_TEST(carried->ok);
  BOOST_TEST(carried->refused == 0u);
  BOOST_TEST(opens(carried->answer_file));
  const auto cut = hub::control(data, "/control/carry-in", put("cut.huzhu", ByteView(bundle).first(40)) + "\n" + folder);
  BOOST_REQUIRE(cut.ok());
  BOOST_TEST(!cut->ok);
  BOOST_TEST((cut->reason == ErrorCode::truncated));
  BOOST_TEST(hub::control(data, "/control/carry-in", folder + "/none.huzhu\n" + folder)->ok == false);
  BOOST_TEST(hub::control(data, "/control/carry-out", to_string(tablet.device.key.author()) + "\n" + folder + "/out.huzhu")->ok);
  BOOST_TEST(opens(folder + "/out.huzhu"));
  BOOST_TEST(hub::control(data, "/control/carry-out", "0123456789abcdef\n" + folder + "/nobody.huzhu")->ok == false);
  // Larger than any other body: read whole, and refused for what it is.
  Bytes large(sync::request_bytes_max + 1);
  tablet.client->relay(large);
  BOOST_REQUIRE(hub::sync_over(*tablet.client, carry(), hub::steady_now_ms).ok());
  BOOST_TEST(!tablet.client->take_relayed()->ok());
  BOOST_TEST(ask(verb::post, "/v1/carry", {}, large).status == 400);
  BOOST_TEST(ask(verb::post, "/v1/push", {}, large).status == 413);
  tablet.client->relay(bundle);
  BOOST_REQUIRE(hub::sync_over(*tablet.client, carry(), hub::steady_now_ms).ok());
  BOOST_TEST(tablet.client->take_relayed()->ok());
}

BOOST_FIXTURE_TEST_CASE(a_long_poll_is_woken_by_a_push, RunningHub) {
  // Two clerks: one waits, one writes. Both through the loopback listener's protocol.
  const auto open = [&](const char* name) {
    const std::string data = folder + "/" + name;
    std::filesystem::create_directories(data);
    return hub::Clerk::open({data, carry(), [&]() -> Result<std::string> {
      return hub::control(folder + "/data", "/control/code", std::to_string(county))->code;
    }, &clock, &random, hub::steady_now_ms});
  };
  auto writer = open("writer"), reader = open("reader");
  BOOST_REQUIRE(writer.ok());
  BOOST_REQUIRE(reader.ok());
  BOOST_REQUIRE((*writer)->sync().ok());
  BOOST_REQUIRE((*reader)->sync().ok());
  BOOST_REQUIRE((*reader)->sync().ok());

  sync::Client client((*reader)->session().replica(), {&clock, &random, true, 100});
  const auto step = [&](const sync::HttpRequest& request) {
    const hub::Answer answer = carry()(request);
    client.on_response(request.id, answer.status, answer.body, true, hub::steady_now_ms());
    while (client.work(1e9, nullptr, nullptr)) {}
  };
  auto request = client.next(hub::steady_now_ms());
  while (request && request->path != sync::path::wait) {
    step(*request);
    request = client.next(hub::steady_now_ms());
  }
  BOOST_REQUIRE(request.has_value());
  std::chrono::steady_clock::time_point stored;
  std::thread writes([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    BOOST_TEST(registry::register_elder((*writer)->session(), elder_draft("马玉莲")).ok());
    BOOST_TEST((*writer)->sync().ok());
    stored = std::chrono::steady_clock::now();
  });
  step(*request);
  const auto woken = std::chrono::steady_clock::now();
  writes.join();
  BOOST_TEST((woken < stored + std::chrono::seconds(2)));
  request = client.next(hub::steady_now_ms());
  BOOST_REQUIRE(request.has_value());
  BOOST_TEST(request->path == "/v1/pull");
}

BOOST_FIXTURE_TEST_CASE(what_is_too_large_or_too_slow_is_cut_off, RunningHub) {
  const Bytes large(sync::request_bytes_max + 1);
  BOOST_TEST(ask(verb::post, "/v1/push", {}, large).status == 413);
  BOOST_TEST(ask(verb::post, "/index.html", {}, Bytes{1}).status == 413);
  BOOST_TEST(talk(port, "POST /v1/push HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n").find("200 OK") == std::string::npos);
  // Chunks without end.
  std::string chunked = "POST /v1/push HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 40; ++i) chunked += "2000\r\n" + std::string(0x2000, 'x') + "\r\n";
  const std::string answer = talk(port, chunked);
  BOOST_TEST((answer.empty() || answer.find(" 413 ") != std::string::npos));
  BOOST_TEST(talk(port, "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n").find(" 431 ") != std::string::npos);
  BOOST_TEST(talk(port, "NONSENSE\r\n\r\n").find(" 400 ") != std::string::npos);
  // A header that never ends, and a body that never comes: closed in time, and meanwhile others are served.
  const auto began = std::chrono::steady_clock::now();
  std::thread slow([&] { talk(port, "GET / HTTP/1.1\r\nHost: a\r\nX: "); });
  std::thread slower([&] { talk(port, "POST /v1/push HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc"); });
  BOOST_TEST(ask(verb::get, "/").status == 200);
  slow.join();
  slower.join();
  BOOST_TEST((std::chrono::steady_clock::now() - began < std::chrono::seconds(10)));
}

BOOST_FIXTURE_TEST_CASE(one_address_cannot_take_every_connection, RunningHub) {
  boost::asio::io_context io;
  std::vector<tcp::socket> held;
  for (int i = 0; i < 8; ++i) {
    held.emplace_back(io);
    held.back().connect({boost::asio::ip::make_address("127.0.0.1"), port});
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  BOOST_TEST(talk(port, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").empty());
  held.clear();
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  BOOST_TEST(ask(verb::get, "/").status == 200);
}

BOOST_FIXTURE_TEST_CASE(health_and_figures_are_for_this_machine, RunningHub) {
  BOOST_TEST(ask(verb::get, "/healthz", {}, {}, admin_port).body == "ok\n");
  const std::string figures = ask(verb::get, "/metrics", {}, {}, admin_port).body;
  BOOST_TEST(figures.find("\nhuzhu_segments_stored_total ") != std::string::npos);
  BOOST_TEST(figures.find("\nhuzhu_connections ") != std::string::npos);
  const std::string code = std::to_string(village);
  BOOST_TEST(ask(verb::post, "/control/code", {{"X-Huzhu-Control", "wrong"}}, view(code), admin_port).status == 403);
  BOOST_TEST(hub::control(folder + "/data", "/control/code", code)->code.size() == limits::enrol_code_digits);
  const std::string words = hub::control(folder + "/data", "/control/code", code)->words;   // four of two characters, blanks between
  BOOST_TEST(words.size() == 4 * 6 + 3u);
  BOOST_TEST(words == hub::control(folder + "/data", "/control/code", code)->words);
  BOOST_TEST(hub::control(folder + "/data", "/control/county", "")->county == county);
  BOOST_TEST(hub::control(folder + "/data", "/control/backup", folder + "/copy.db")->ok);
  BOOST_TEST(std::filesystem::exists(folder + "/copy.db"));
  BOOST_TEST(hub::control(folder + "/data", "/control/backup", folder + "/copy.db")->ok == false);
  BOOST_TEST(hub::control(folder + "/data", "/control/code", "620112101201")->ok == false);
  BOOST_TEST(hub::control(folder + "/data", "/control/code", "6201111012019999999999")->ok == false);
}

BOOST_FIXTURE_TEST_CASE(stops_when_told_and_leaves_no_address_behind, RunningHub) {
  boost::asio::io_context io;
  tcp::socket idle(io);
  idle.connect({boost::asio::ip::make_address("127.0.0.1"), port});
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  const auto began = std::chrono::steady_clock::now();
  stop();
  BOOST_TEST(ended_well);
  BOOST_TEST((std::chrono::steady_clock::now() - began < std::chrono::seconds(3)));
  BOOST_TEST(!hub::running_hub(folder + "/data").has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
