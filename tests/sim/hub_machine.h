// HubMachine: the hub as it runs: the real Service over the real SQLite store on a disk of its own, which can be killed,
// lose its store, and be set back to last night's backup. Long polls are held open as the listener does.
#pragma once

#include <functional>
#include <list>
#include <map>
#include <memory>

#include "core/store/digest.h"
#include "sync/client/client.h"
#include "sync/bundle/letter.h"
#include "sync/hub/carry.h"
#include "tests/sim/acknowledged.h"
#include "tests/sim/disk.h"
#include "tests/sim/trace.h"

namespace huzhu::sim {

inline constexpr std::int64_t county_area = 620111, township_area = 620111101, village_area = 620111101201, other_village_area = 620111101202;

class HubMachine {
 public:
  HubMachine(Agenda& agenda, Trace& trace, Dice dice);

  bool up() const { return service_ != nullptr; }
  void start();
  void kill(Unflushed what);
  void kill_during_writes(int writes) { disk_.stop_after(writes); }
  void heal();
  void lose_store(bool authority_too);  // the database of segments is gone; the keys are there, the authority scope's replica perhaps
  void back_up();
  bool roll_back();    // to the last backup; false: there is none

  // The answer comes through `answered`, at once or when a long poll ends; none: the hub died over it.
  using Answered = std::function<void(std::optional<hub::Answer>)>;
  void handle(const sync::HttpRequest& request, Answered answered);

  std::optional<std::string> new_code(std::int64_t area);  // none: the hub is not there
  // A bundle that somebody brought, and one for a device that nobody asked for; none: the hub is not there, or died over it.
  std::optional<Result<hub::CarriedIn>> carry_in(ByteView bundle);
  std::optional<Bytes> carry_out(AuthorId to);
  sync::Letter read_letter(ByteView bundle);  // with the hub's key, whether it runs or not
  hub::SegmentStore& store() { return *store_; }
  hub::AuthorityView& authority() { return *authority_; }
  std::vector<store::Head> heads(ScopeId scope);
  std::vector<store::Head> all_heads();
  // Up to where each log was ever receipted, whatever became of the store since.
  const std::map<LogName, std::uint64_t>& received() const { return received_; }
  Hash log_digest(ScopeId scope) { return store::log_digest(scope, heads(scope)); }

 private:
  // A clock of its own: the hub's word on time is taken, so it is nearly right.
  struct HubClock : Clock {
    explicit HubClock(const Agenda& world) : agenda(world) {}
    std::int64_t now_ms() override { return agenda.now_ms() + 700; }
    const Agenda& agenda;
  };
  struct Held {
    hub::Waiting waiting;
    Answered answered;
    std::uint64_t number;
  };

  void found();
  void open();
  void close();
  bool died();         // in the middle of what it was just asked: then it is down
  void answer(const Answered& answered, hub::Answer what);
  void look_at_held();
  void tend();
  bool done_by_hand();  // false: it died over it
  void remember_promises();
  void check_promises();

  Agenda& agenda_;
  Trace& trace_;
  Dice dice_;
  HubClock clock_;
  Disk disk_;
  hub::CountyKeys keys_;
  hub::County county_;
  std::unique_ptr<hub::SegmentStore> store_;
  std::unique_ptr<hub::AuthorityView> authority_;
  std::unique_ptr<hub::Service> service_;
  std::list<Held> held_;
  std::uint64_t held_count_ = 0;
  std::uint64_t handled_ = 0;
  bool news_ = false, backed_up_ = false;
  std::map<ScopeId, std::uint64_t> promised_;  // receipts that left this machine
  std::map<LogName, std::uint64_t> received_;
};

}  // namespace huzhu::sim
