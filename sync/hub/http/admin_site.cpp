#include "sync/hub/http/admin_site.h"

#include <nlohmann/json.hpp>

#include "core/people/four_words.h"
#include "sync/hub/carry.h"
#include "sync/hub/http/on_service.h"

namespace huzhu::hub {

namespace {

std::string_view std_view(beast::string_view text) { return {text.data(), text.size()}; }

void add(std::string& out, std::string_view name, std::string_view kind, std::string_view help, std::uint64_t value) {
  out += "# HELP huzhu_" + std::string(name) + " " + std::string(help) + "\n# TYPE huzhu_" + std::string(name) + " " + std::string(kind) + "\nhuzhu_" +
         std::string(name) + " " + std::to_string(value) + "\n";
}

// Takes the same time for every wrong secret.
bool equal(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned char differs = 0;
  for (std::size_t i = 0; i < a.size(); ++i) differs |= static_cast<unsigned char>(a[i] ^ b[i]);
  return differs == 0;
}

}  // namespace

asio::awaitable<HttpReply> AdminSite::answer(HttpRequest request, std::string) {
  const std::string path(std_view(request.target()));
  if (request.method() == http::verb::get && path == "/healthz") {
    // Through the service's thread: a hub whose disk hangs is not well.
    co_await on_service(service_thread_, [] { return 0; });
    co_return text_reply(http::status::ok, "ok\n");
  }
  if (request.method() == http::verb::get && path == "/metrics") {
    const std::uint64_t connections = server_ ? server_->connections() : 0, waiting = app_.waiting();
    std::string text = co_await on_service(service_thread_, [this] { return metrics(); });
    add(text, "connections", "gauge", "open connections", connections);
    add(text, "long_polls", "gauge", "devices waiting for news", waiting);
    co_return text_reply(http::status::ok, text, "text/plain; version=0.0.4");
  }
  // The same protocol as outside, for programs of this machine: signed by their device like any other.
  if (path.starts_with("/v1/")) {
    Answer answer = co_await on_service(service_thread_, [this, &request] { return service_.handle(request_of(request)); });
    co_return reply_of(std::move(answer));
  }
  if (request.method() == http::verb::post && path.starts_with("/control/")) {
    if (!equal(std_view(request["X-Huzhu-Control"]), secret_)) co_return text_reply(http::status::forbidden, "");
    const std::string argument(text(request.body()));
    co_return co_await on_service(service_thread_, [this, &path, &argument] { return command(path, argument); });
  }
  co_return text_reply(http::status::not_found, "");
}

std::string AdminSite::metrics() {
  const Counts& c = service_.counts();
  std::string out;
  add(out, "requests_total", "counter", "requests of devices", c.requests);
  add(out, "requests_refused_total", "counter", "requests answered with a refusal", c.refused);
  add(out, "segments_stored_total", "counter", "segments stored since the start", c.segments_stored);
  add(out, "frames_refused_total", "counter", "frames of pushes that were not stored", c.frames_refused);
  add(out, "forks_total", "counter", "segments kept apart because other bytes are held at their place", c.forks);
  add(out, "devices_enrolled_total", "counter", "devices certified since the start", c.devices_enrolled);
  add(out, "digests_differing_total", "counter", "digest requests that found a difference, news included", c.digests_differing);
  add(out, "snapshots_made_total", "counter", "snapshots of scopes made since the start", service_.snapshots().made());
  add(out, "sessions", "gauge", "devices that said hello", service_.session_count());
  return out;
}

HttpReply AdminSite::command(std::string_view path, std::string_view argument) {
  nlohmann::json out = nlohmann::json::object();
  Status done = Done{};
  const auto tell = [&](Result<std::string> code) {
    if (code) {
      out["code"] = *code;
      out["words"] = people::spoken(people::four_words(service_.authority().county().county_root));
    } else {
      done = std::move(code).take_error();
    }
  };
  if (path == "/control/code") {
    std::int64_t area = 0;
    for (const char c : argument) area = c >= '0' && c <= '9' && area < 100'000'000'000'0 ? area * 10 + (c - '0') : -1;
    tell(area > 0 ? new_code(service_, area) : Result<std::string>(Error{ErrorCode::unknown_area, "hub.code", std::string(argument)}));
  } else if (path == "/control/clerk-code") {
    tell(clerk_code(service_));
  } else if (path == "/control/recover") {
    Bytes seed = from_hex(argument);
    done = seed.size() == 32 ? service_.recover(crypto::SigningKey::from_seed(seed)) : Status(Error{ErrorCode::bad_code, "hub.recover", "no key"});
    crypto::wipe(seed);
    if (done) tell(new_code(service_, service_.authority().county_area()));
  } else if (path == "/control/county") {
    out["county"] = service_.authority().county_area();
  } else if (path == "/control/backup") {
    done = service_.store().backup(std::string(argument));
  } else if (path == "/control/carry-in" || path == "/control/carry-out") {
    // Two lines: the bundle and the folder of its answer; the device and the file of what it gets.
    const std::size_t end = argument.find('\n');
    const std::string first(argument.substr(0, end)), second(end == std::string_view::npos ? "" : argument.substr(end + 1));
    if (path == "/control/carry-out") {
      done = carry_out_file(service_, AuthorId{parse_id(first)}, second);
    } else if (const auto carried = carry_in_file(service_, first, second)) {
      out["stored"] = carried->in.stored;
      out["known"] = carried->in.known;
      out["refused"] = carried->in.refused;
      out["answer"] = carried->answer_file;
    } else {
      done = carried.error();
      out["reason"] = static_cast<int>(carried.error().code);
    }
  } else {
    return text_reply(http::status::not_found, "");
  }
  if (!done) out["error"] = done.error().where + ": " + done.error().detail;
  return text_reply(done.ok() ? http::status::ok : http::status::bad_request, out.dump(), "application/json");
}

}  // namespace huzhu::hub
