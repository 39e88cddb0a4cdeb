// Tablet: one device as it runs in a village: the real replica on a disk of its own, the real sync client, the people who
// unlock it. It can be locked, killed at any step, and lose its whole disk; then it enrols anew.
#pragma once

#include "core/people/session.h"
#include "sync/client/client.h"
#include "tests/sim/disk.h"
#include "tests/sim/network.h"
#include "tests/sim/wrong_clock.h"

namespace huzhu::sim {

struct Person {
  std::string name;
  crypto::SigningKey actor;
  EntityId profile;  // none: not named in the authority scope yet
};

class Tablet {
 public:
  Tablet(Agenda& agenda, Trace& trace, HubMachine& hub, Network& network, Dice dice, int number, std::int64_t area);

  const int number;
  const std::int64_t area;
  WrongClock clock;
  Line line;

  // -- being used ------------------------------------------------------------------------------------------------------
  void unlock();                     // opens the store; without one, tries to enrol
  bool ready() const { return client_ != nullptr; }
  void touch();                      // locks itself when nobody touches it for five minutes
  void stay_open() { stays_open_ = true; }
  void lock();
  void wake();                       // a record was saved, somebody tapped "sync now"
  // After anything that may have written: false when the machine died over it; then it is down.
  bool still_runs();
  bool has_stopped() const { return disk_.stopped(); }  // the machine is about to be down; whatever works on its store lets go first
  std::uint64_t run() const { return run_; }  // another number after each lock or kill

  store::Replica& replica() { return *replica_; }
  sync::Client& client() { return *client_; }
  std::vector<Person>& people() { return people_; }
  people::Session session(std::size_t person);
  Dice& dice() { return dice_; }

  // -- what befalls it -------------------------------------------------------------------------------------------------
  void kill(Unflushed what);
  void kill_during_writes(int writes) { disk_.stop_after(writes); }
  void lose_disk();
  void flip_a_bit();                 // in the database, while the tablet lies locked
  void limit_room(std::optional<std::size_t> more_bytes);
  void heal();                       // no further trouble is under way
  bool room_is_limited() const { return room_is_limited_; }

  // -- what it holds, open or not ----------------------------------------------------------------------------------------
  const std::vector<store::Head>& held() const { return held_; }
  std::optional<AuthorId> author() const { return author_; }

  std::function<void(Tablet&)> on_acknowledged;  // its own log grew, and its person was told so
  std::function<void(std::optional<AuthorId> was)> on_disk_lost;

 private:
  void close();
  void enrol();
  void take_grant(const Reply& reply);
  bool name_first_person();
  void begin_sync();
  void pump();
  void work();
  void note_held();
  bool whole();

  Agenda& agenda_;
  Trace& trace_;
  HubMachine& hub_;
  Network& network_;
  Dice dice_;
  Disk disk_;
  Bytes disk_key_;
  std::optional<crypto::SigningKey> enrolling_;
  std::vector<Person> people_;
  std::unique_ptr<store::Replica> replica_;
  std::unique_ptr<sync::Client> client_;
  std::vector<store::Head> held_;
  std::optional<AuthorId> author_;
  std::uint64_t run_ = 0;
  std::int64_t touched_ms_ = 0;
  bool stays_open_ = false, room_is_limited_ = false, flipped_ = false;
};

}  // namespace huzhu::sim
