// Courier: records that go by hand: bundle files, packed on one machine, lying about for days, handed in at another late, in
// any order, twice, cut short, damaged, to the wrong one, or never.
#pragma once

#include "sync/bundle/letter.h"
#include "tests/sim/tablet.h"

namespace huzhu::sim {

class Courier {
 public:
  using Tablets = std::vector<std::unique_ptr<Tablet>>;
  Courier(Trace& trace, HubMachine& hub) : trace_(trace), hub_(hub) {}

  // Has this tablet, or the hub for it, pack a file; then hands in some that lie about.
  void walk(Tablets& tablets, Tablet& from, Dice& dice);

  std::uint64_t taken_in() const { return taken_in_; }  // whole files

 private:
  struct File {
    AuthorId to;      // none: the hub
    Bytes bytes;
    std::vector<sync::HeldRange> receipted;  // of an answer: what the hub took of the records it answers
  };

  void pack(Tablets& tablets, Tablet& from, Dice& dice);
  void lay_down(File file);
  void hand_in(Tablets& tablets, const File& file, Dice& dice);
  void spoil(const File& file, Tablets& tablets, Dice& dice);
  void at_hub(const File& file);
  void at_tablet(Tablet& tablet, const File& file);

  Trace& trace_;
  HubMachine& hub_;
  std::vector<File> lying_about_;
  std::uint64_t taken_in_ = 0;
};

}  // namespace huzhu::sim
