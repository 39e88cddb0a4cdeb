// Clerk: the hub machine's own device for the command line: imports, the demo.
//
// An ordinary county computer: it enrols with a code, holds a certificate, signs its requests, and pushes like any other,
// so nothing enters the log by a side door. Its replica and key lie in the data folder, mode 600.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/people/session.h"
#include "sync/client/client.h"
#include "sync/hub/service.h"

namespace huzhu::hub {

// Carries one request to the hub, in this process or over the loopback listener.
using Carry = std::function<Answer(const sync::HttpRequest&)>;
Carry carry_to(Service& service);

struct ClerkOptions {
  std::string data_folder;
  Carry carry;
  std::function<Result<std::string>()> new_code;  // asked once, when the clerk is not enrolled yet
  Clock* clock = nullptr;
  Random* random = nullptr;
  std::function<std::int64_t()> steady_ms;
};

class Clerk {
 public:
  static Result<std::unique_ptr<Clerk>> open(ClerkOptions options);

  people::Session& session() { return *session_; }
  Status sync();  // until both sides hold the same

 private:
  explicit Clerk(ClerkOptions options) : options_(std::move(options)) {}
  Status enrol(const crypto::SigningKey& device);
  Result<EntityId> name_person(const crypto::SigningKey& actor);

  ClerkOptions options_;
  std::unique_ptr<store::Replica> replica_;
  std::unique_ptr<sync::Client> client_;
  std::unique_ptr<people::Session> session_;
};

// Runs a client's rounds until both sides hold the same, or a step fails: then the client's error.
Status sync_over(sync::Client& client, const Carry& carry, const std::function<std::int64_t()>& steady_ms);

}  // namespace huzhu::hub
