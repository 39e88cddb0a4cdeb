// Network: what lies between a tablet and the hub: latency, a slow line, requests and answers that are lost, doubled,
// cut off, overtaken, and somebody else who answers instead.
#pragma once

#include "tests/sim/hub_machine.h"

namespace huzhu::sim {

// The line of one tablet at this moment. A good one as it stands here.
struct Line {
  bool up = true;
  bool captive = false;            // a Wi-Fi that wants a login answers everything
  bool requests_pass = true;       // one-way partitions
  bool answers_pass = true;
  std::int64_t latency_ms = 60;    // one way
  std::int64_t bytes_per_second = 250'000;
  std::size_t loss_percent = 0;    // of requests, and again of answers
  std::size_t doubled_percent = 0;
  std::size_t cut_percent = 0;     // the answer ends at some byte
};

// What the tablet's program is told. status 0 = no answer.
struct Reply {
  int status = 0;
  Bytes body;
  bool is_huzhu = false;
};

class Network {
 public:
  Network(Agenda& agenda, HubMachine& hub, Dice dice) : agenda_(agenda), hub_(hub), dice_(dice) {}

  // `done` is called once, perhaps long after the tablet has forgotten the request.
  using Done = std::function<void(Reply)>;
  void send(const Line& line, const sync::HttpRequest& request, Done done);

  std::uint64_t requests() const { return requests_; }
  std::uint64_t bytes() const { return bytes_; }

 private:
  struct Call;
  void carry(const Line* line, std::shared_ptr<Call> call);
  void answer(const Line* line, std::shared_ptr<Call> call, std::optional<hub::Answer> answer);
  std::int64_t way_ms(const Line& line, std::size_t size);

  Agenda& agenda_;
  HubMachine& hub_;
  Dice dice_;
  std::uint64_t requests_ = 0, bytes_ = 0;
};

}  // namespace huzhu::sim
