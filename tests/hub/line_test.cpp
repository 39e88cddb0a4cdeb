// A device that speaks over one WebSocket instead of by requests: the same answers, deflated both ways, and what a line does
// with those who mean no good.
#include <boost/beast/websocket.hpp>

#include "sync/hub/deflate.h"
#include "sync/line.h"
#include "sync/request_auth.h"
#include "sync/wire.h"
#include "tests/hub/running_hub.h"

namespace huzhu::test {
namespace {

namespace ws = boost::beast::websocket;

// The 104 bytes of the header.
std::array<std::uint8_t, sync::auth_bytes> raw_auth(std::string_view header) {
  const auto auth = sync::decode_auth(header);
  sync::Writer out;
  out.u64(auth->device.value);
  out.raw(auth->token);
  out.u64(auth->number);
  out.u64(static_cast<std::uint64_t>(auth->device_time_ms));
  out.raw(auth->signature);
  const Bytes bytes = out.take();
  std::array<std::uint8_t, sync::auth_bytes> raw{};
  std::copy(bytes.begin(), bytes.end(), raw.begin());
  return raw;
}

struct LineEnd {
  explicit LineEnd(std::uint16_t port, std::string_view protocol = sync::line_protocol) : socket(io) {
    socket.next_layer().connect({boost::asio::ip::make_address("127.0.0.1"), port});
    socket.set_option(ws::stream_base::decorator([=](ws::request_type& request) { request.set("Sec-WebSocket-Protocol", std::string(protocol)); }));
    socket.handshake(answer, "127.0.0.1", std::string(sync::line_path));
    socket.binary(true);
  }

  // What of an HTTP request goes over the line, deflated where that is shorter.
  std::uint16_t send(const sync::HttpRequest& request) {
    sync::LineRequest message{false, ++number, request.path.substr(4), {}, request.body};
    for (const auto& [name, value] : request.headers)
      if (name == sync::header_auth) message.auth = raw_auth(value);
    const Bytes deflated = hub::deflate(request.body);
    message.deflated = deflated.size() < request.body.size();
    if (message.deflated) message.body = deflated;
    deflated_sent += message.deflated;
    write(sync::encode(message));
    return number;
  }
  void write(ByteView bytes) {
    boost::system::error_code failed;
    socket.write(boost::asio::buffer(bytes.data(), bytes.size()), failed);
  }
  // none: the hub ended the line.
  std::optional<Bytes> read() {
    boost::beast::flat_buffer buffer;
    boost::system::error_code failed;
    socket.read(buffer, failed);
    if (failed) return std::nullopt;
    const auto data = buffer.cdata();
    const auto* first = static_cast<const std::uint8_t*>(data.data());
    return Bytes(first, first + data.size());
  }
  hub::Answer read_answer(std::uint16_t wanted) {
    hub::Answer out;
    out.status = 0;
    const auto message = read();
    if (!message) return out;
    const auto got = sync::decode_line_answer(*message);
    BOOST_REQUIRE(got.ok());
    BOOST_TEST(got->number == wanted);
    out.status = got->status;
    out.body = got->deflated ? hub::inflate(got->body, sync::answer_bytes_max).value() : bytes_of(got->body);
    deflated_got += got->deflated;
    return out;
  }
  hub::Carry carry() {
    return [this](const sync::HttpRequest& request) { return read_answer(send(request)); };
  }

  boost::asio::io_context io;
  ws::stream<tcp::socket> socket;
  ws::response_type answer;
  std::uint16_t number = 0;
  int deflated_sent = 0, deflated_got = 0;
};

// A hello whose signature is by a key the hub does not know.
sync::HttpRequest stranger(Bytes body = Bytes(17, 1), std::string path = "/v1/hello") {
  FakeRandom random(77);
  const auto key = crypto::SigningKey::generate(random);
  sync::HttpRequest request;
  request.path = std::move(path);
  request.body = std::move(body);
  sync::RequestAuth auth;
  auth.device = key.author();
  sync::sign_request(auth, "POST", request.path, request.body, key);
  request.headers = {{std::string(sync::header_auth), sync::encode_auth(auth)}};
  return request;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(hub_line)

BOOST_FIXTURE_TEST_CASE(a_whole_round_over_a_line, RunningHub) {
  Tablet a(clock, 21), b(clock, 22);
  for (Tablet* tablet : {&a, &b}) {
    enrol(*tablet);
    auto added = people::first_profile(tablet->replica(), {"陈桂香", "", tablet->actor.public_key(), {}}, clock, random);
    BOOST_REQUIRE(added.ok());
    tablet->person = *added;
  }
  LineEnd line(port);
  BOOST_TEST((std::string(line.answer["Sec-WebSocket-Protocol"]) == sync::line_protocol));
  std::vector<EntityId> elders;
  for (int i = 0; i < 20; ++i) elders.push_back(register_elder(a, "马玉莲"));
  BOOST_REQUIRE(hub::sync_over(*a.client, line.carry(), hub::steady_now_ms).ok());
  BOOST_TEST(a.replica().counts().unreceipted == 0u);
  BOOST_TEST(line.deflated_sent > 0);
  // The other one by requests; then back over the line.
  BOOST_REQUIRE(hub::sync_over(*b.client, carry(), hub::steady_now_ms).ok());
  BOOST_TEST(phone_of(b, elders.front()) == "13909310001");
  BOOST_REQUIRE(write_phone(b, elders.front(), "13909310002").ok());
  b.client->wake();
  BOOST_REQUIRE(hub::sync_over(*b.client, carry(), hub::steady_now_ms).ok());
  a.client->wake();
  BOOST_REQUIRE(hub::sync_over(*a.client, line.carry(), hub::steady_now_ms).ok());
  BOOST_TEST(phone_of(a, elders.front()) == "13909310002");
  // Nothing new: one message there, one back.
  const std::uint16_t before = line.number;
  a.client->wake();
  BOOST_REQUIRE(hub::sync_over(*a.client, line.carry(), hub::steady_now_ms).ok());
  BOOST_TEST(line.number == before + 1);
  // A page long enough comes deflated.
  Tablet late(clock, 23);
  enrol(late);
  LineEnd other(port);
  BOOST_REQUIRE(hub::sync_over(*late.client, other.carry(), hub::steady_now_ms).ok());
  BOOST_TEST(other.deflated_got > 0);
  BOOST_TEST(phone_of(late, elders.back()) == "13909310001");
}

BOOST_FIXTURE_TEST_CASE(a_bomb_is_refused_and_the_line_goes_on, RunningHub) {
  LineEnd line(port);
  const sync::HttpRequest request = stranger();
  const Bytes bomb = hub::deflate(Bytes(64u << 20, 0));
  BOOST_TEST(bomb.size() < sync::request_bytes_max);
  sync::LineRequest message{true, 7, "push", {}, bomb};
  line.write(sync::encode(message));
  BOOST_TEST(line.read_answer(7).status == 413);
  // At the bound and one past it.
  for (const std::size_t size : {sync::request_bytes_max, sync::request_bytes_max + 1}) {
    const Bytes packed = hub::deflate(Bytes(size, 0));
    message.body = packed;
    line.write(sync::encode(message));
    BOOST_TEST(line.read_answer(7).status == (size > sync::request_bytes_max ? 413 : 403));
  }
  // No deflated stream, one that is cut, one with something behind it.
  Bytes cut = hub::deflate(request.body), longer = cut;
  cut.pop_back();
  longer.push_back(0);
  for (const Bytes& body : {Bytes{1, 2, 3}, cut, longer}) {
    message.body = body;
    line.write(sync::encode(message));
    BOOST_TEST(line.read_answer(7).status == 400);
  }
  BOOST_TEST(line.read_answer(line.send(request)).status == 403);
}

BOOST_FIXTURE_TEST_CASE(what_is_no_message_ends_the_line_and_nothing_else, RunningHub) {
  LineEnd good(port);
  Bytes unknown = sync::encode(sync::LineRequest{false, 1, "metrics", {}, {}}), bundle = sync::encode(sync::LineRequest{false, 1, "carry", {}, {}});
  Bytes flags = sync::encode(sync::LineRequest{false, 1, "hello", {}, {}});
  flags[0] = 2;
  for (const Bytes& message : {Bytes{}, Bytes{0, 0, 1}, unknown, bundle, flags, Bytes(sync::line_message_bytes_max + 1, 0)}) {
    LineEnd line(port);
    line.write(message);
    BOOST_TEST(!line.read().has_value());
  }
  LineEnd words(port);
  words.socket.text(true);
  words.write(sync::encode(sync::LineRequest{false, 1, "hello", {}, {}}));
  BOOST_TEST(!words.read().has_value());
  BOOST_TEST(good.read_answer(good.send(stranger())).status == 403);
  // No WebSocket elsewhere.
  BOOST_TEST(ask(verb::get, "/v1/hello", {{"Upgrade", "websocket"}, {"Connection", "Upgrade"}, {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="}, {"Sec-WebSocket-Version", "13"}}).status != 101);
}

BOOST_FIXTURE_TEST_CASE(a_long_poll_and_a_round_share_a_line_and_a_stopping_hub_ends_it, RunningHub) {
  Tablet a(clock, 24);
  enrol(a);
  LineEnd line(port);
  BOOST_REQUIRE(hub::sync_over(*a.client, line.carry(), hub::steady_now_ms).ok());
  auto waiting = sync::Client(a.replica(), {&clock, &random, true, 1});
  for (int i = 0; i < 20 && waiting.state().phase != sync::Phase::done; ++i) {
    const auto request = waiting.next(hub::steady_now_ms());
    if (!request) break;
    const hub::Answer answer = line.read_answer(line.send(*request));
    waiting.on_response(request->id, answer.status, answer.body, true, hub::steady_now_ms());
    while (waiting.work(0, nullptr, nullptr)) {}
  }
  const auto poll = waiting.next(hub::steady_now_ms());
  BOOST_REQUIRE(poll.has_value());
  BOOST_TEST(poll->path == "/v1/wait");
  line.send(*poll);
  // Overtaken by what is answered at once.
  BOOST_TEST(line.read_answer(line.send(stranger())).status == 403);
  const auto began = std::chrono::steady_clock::now();
  stop();
  BOOST_TEST(ended_well);
  BOOST_TEST((std::chrono::steady_clock::now() - began < std::chrono::seconds(10)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
