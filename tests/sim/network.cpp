#include "tests/sim/network.h"

namespace huzhu::sim {

namespace {
constexpr std::size_t headers_bytes = 350;
}

struct Network::Call {
  sync::HttpRequest request;
  Done done;
  bool answered = false;

  void end(Reply reply) {
    if (std::exchange(answered, true)) return;
    done(std::move(reply));
  }
};

std::int64_t Network::way_ms(const Line& line, std::size_t size) {
  bytes_ += size + headers_bytes;
  const std::int64_t wire = static_cast<std::int64_t>(size + headers_bytes) * 1000 / line.bytes_per_second;
  return line.latency_ms + wire + dice_.between(0, line.latency_ms);
}

void Network::send(const Line& line, const sync::HttpRequest& request, Done done) {
  ++requests_;
  auto call = std::make_shared<Call>(Call{request, std::move(done)});
  agenda_.after(request.timeout_ms, [call] { call->end({}); });
  if (!line.up) {
    agenda_.after(20, [call] { call->end({}); });
    return;
  }
  if (line.captive) {
    agenda_.after(way_ms(line, 0), [call] { call->end({200, bytes_of(view("<html>login</html>")), false}); });
    return;
  }
  carry(&line, call);
  if (dice_.percent(line.doubled_percent)) carry(&line, call);
}

// The line is looked at again when the answer comes: it may have changed meanwhile.
void Network::carry(const Line* line, std::shared_ptr<Call> call) {
  const bool lost = !line->requests_pass || dice_.percent(line->loss_percent);
  agenda_.after(way_ms(*line, call->request.body.size()), [this, line, call, lost] {
    if (lost) return;  // nobody says so: the time runs out
    hub_.handle(call->request, [this, line, call](std::optional<hub::Answer> given) { answer(line, call, std::move(given)); });
  });
}

void Network::answer(const Line* line, std::shared_ptr<Call> call, std::optional<hub::Answer> given) {
  if (!line->up || !line->answers_pass || dice_.percent(line->loss_percent)) return;
  Reply reply;
  if (given) reply = {given->status, std::move(given->body), true};
  if (dice_.percent(line->cut_percent) && !reply.body.empty()) {
    // Most programs in between close the connection; some say 200 and hand on what they have.
    if (dice_.one_in(3)) reply.body.resize(dice_.below(reply.body.size()));
    else reply = {};
  }
  const std::int64_t way = way_ms(*line, reply.body.size());
  agenda_.after(way, [call, reply = std::move(reply)]() mutable { call->end(std::move(reply)); });
}

}  // namespace huzhu::sim
