// People: what those who hold a tablet do: the real commands of registry, care, timebank and people, on whatever the
// tablet shows them. Clumsy ones also fill in forms that were opened a while ago, register somebody twice, visit the wrong
// elder and take it back.
//
// Nothing may ever refuse what they write but their own mistake: no clock, no partition, no trouble elsewhere.
#pragma once

#include "core/registry/conflict_card.h"
#include "core/registry/edit_elder.h"
#include "tests/sim/tablet.h"

namespace huzhu::sim {

class People {
 public:
  People(Agenda& agenda, Trace& trace, bool clumsy) : agenda_(agenda), trace_(trace), clumsy_(clumsy) {}

  // One act on this tablet, which is unlocked for it. Nothing happens when it cannot be unlocked or is still enrolling.
  void act(Tablet& tablet, std::uint64_t seed);

  // As act, but whoever is asked with the same seed writes the same field of the same elder, each another value.
  void collide(Tablet& tablet, std::uint64_t seed);

  // Has a lost device revoked; the hub answers with cuts. False: nobody here may.
  bool stop_device(Tablet& tablet, AuthorId device);

  std::uint64_t acts() const { return acts_; }
  std::uint64_t settled() const { return settled_; }  // conflicts

 private:
  struct Hand;  // one person at one tablet, for one act
  void settle_form(Tablet& tablet, std::size_t person, EntityId elder, std::vector<registry::FieldEdit> edits);
  void done(Tablet& tablet, std::string_view what, const Result<people::Saved>& saved, bool lead);

  Agenda& agenda_;
  Trace& trace_;
  bool clumsy_;
  std::uint64_t acts_ = 0, settled_ = 0;
};

}  // namespace huzhu::sim
