// run_hub: serves one hub until SIGTERM or SIGINT: the public listener, the loopback one beside it, the service's thread.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "sync/hub/clerk.h"
#include "sync/hub/http/server.h"
#include "sync/hub/hub.h"

namespace huzhu::hub {

struct RunOptions {
  std::string app_folder;
  std::string address = "127.0.0.1";
  std::uint16_t port = 8620;
  std::uint16_t admin_port = 0;               // 0: any free one
  asio::ssl::context* tls = nullptr;          // null: plain HTTP, loopback only
  HttpLimits limits;
  Site* install_site = nullptr;               // a further plain listener, for the local CA's certificate
  std::uint16_t install_port = 0;
  std::function<void(std::uint16_t port, std::uint16_t admin_port)> on_ready;
};

Status run_hub(Hub& hub, RunOptions options);

// How commands of the same machine reach a running hub: its loopback port and its secret, in a file of mode 600.
struct ControlAddress { std::uint16_t port = 0; std::string secret; };
std::optional<ControlAddress> running_hub(const std::string& data_folder);

// One command (see AdminSite) to a running hub. offline when none is running.
struct ControlAnswer {
  bool ok = false;
  std::string code, words, error;   // of /control/code, with the county's four words; why not
  std::int64_t county = 0;   // of /control/county
  // Of /control/carry-in.
  std::size_t stored = 0, known = 0, refused = 0;
  std::string answer_file;
  ErrorCode reason = ErrorCode::none;
};
Result<ControlAnswer> control(const std::string& data_folder, const std::string& path, const std::string& argument);

// Carries a device's requests to the running hub's loopback listener; status 0 when none answers.
Carry carry_over_loopback(const std::string& data_folder);

}  // namespace huzhu::hub
