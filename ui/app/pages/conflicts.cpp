// 待处理.
#include <algorithm>
#include <set>

#include "core/registry/same_person.h"
#include "ui/app/pages.h"
#include "ui/app/pages/same_person.h"
#include "ui/app/program.h"
#include "ui/screens/conflicts.h"

namespace huzhu::ui {
namespace {

class ConflictsPage final : public Page {
 public:
  explicit ConflictsPage(bool main) : main_(main) {}
  std::string path() const override { return "conflicts"; }
  Topic topic() const override { return Topic::conflicts; }
  Tab tab() const override { return Tab::conflicts; }
  bool main() const override { return main_; }

  void load(Program& program) override {
    screen_.cards = registry::conflict_cards(program.session());
    screen_.settled = registry::settled_cards(program.session());
    screen_.moment = program.moment();
    screen_.alike.clear();
    if (!program.standing().rights.add_person) return;
    for (const registry::LikelySame& pair : registry::likely_same(program.session(), program.index())) {
      if (screen_.alike.size() == alike_shown) break;
      if (left_.count({pair.one, pair.other}) == 0)
        if (auto files = same_pair(program, pair.one, pair.other, pair.why)) screen_.alike.push_back(*std::move(files));
    }
  }

  void draw(Program& program) override {
    program.frame(*this, {.title = Str::conflicts_title});
    Kit& kit = program.kit();
    ConflictsAct act;
    kit.pane("conflicts", [&] {
      kit.centred(kit.theme().elder() ? 640.0f : 760.0f, [&] { act = conflicts_content(kit, screen_); });
    });
    switch (act.kind) {
      case ConflictsAct::none:
      case ConflictsAct::open_elder: break;
      case ConflictsAct::later:  // stays a conflict; goes to the end of this list
        std::rotate(screen_.cards.begin() + static_cast<std::ptrdiff_t>(act.card), screen_.cards.begin() + static_cast<std::ptrdiff_t>(act.card) + 1,
                    screen_.cards.end());
        kit.scroll_to_top("conflicts");
        break;
      case ConflictsAct::same:
      case ConflictsAct::not_same: say_of_pair(program, screen_.alike[act.card], act.kind == ConflictsAct::same); break;
      case ConflictsAct::same_later:  // asked again when the page is opened again
        left_.insert({screen_.alike[act.card].one.person, screen_.alike[act.card].other.person});
        program.changed();
        break;
      case ConflictsAct::choose: choose(program, act); break;
      case ConflictsAct::restore: restore_side(program, screen_.settled[act.card], act.side); break;
    }
  }

 private:
  void choose(Program& program, const ConflictsAct& act) {
    const registry::ConflictCard card = screen_.cards[act.card];
    const auto side = std::find_if(card.sides.begin(), card.sides.end(), [&](const registry::ConflictSide& s) { return s.dot == act.side; });
    if (side == card.sides.end()) return;
    auto done = registry::resolve(program.session(), card, act.side);
    if (!done) return program.tell(error_text(done.error().code));
    program.saved(say(Str::conflicts_saved, model_word(card.label), side_words(card, *side)));
  }

  void restore_side(Program& program, const registry::SettledCard& card, const Dot& side) {
    auto done = registry::restore(program.session(), card, side);
    if (!done) return program.tell(error_text(done.error().code));
    program.saved(Str::conflicts_restored);
  }

  static constexpr std::size_t alike_shown = 5;
  bool main_;
  std::set<std::pair<EntityId, EntityId>> left_;   // pairs left for later
  ConflictsScreen screen_;
};

}  // namespace

PagePtr make_conflicts_page(bool main) { return std::make_unique<ConflictsPage>(main); }

}  // namespace huzhu::ui
