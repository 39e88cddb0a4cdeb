// 怎么用: after the first run of a device, and from 更多 whenever somebody wants it.
#include "ui/app/pages.h"
#include "ui/app/program.h"
#include "ui/screens/tour.h"

namespace huzhu::ui {
namespace {

constexpr float column_width = 480;   // a picture and one sentence

class TourPage final : public Page {
 public:
  std::string path() const override { return "tour"; }
  Tab tab() const override { return Tab::more; }
  Topic topic() const override { return Topic::tour; }

  void draw(Program& program) override {
    program.frame(*this, {.title = Str::tour_screen_title, .brief_bar = true, .speak = true});
    Kit& kit = program.kit();
    TourAct act = TourAct::none;
    const bool desk = kit.form() == Form::desk;   // where a mouse is, the act stands below what it is about
    const auto acts = [&] { kit.centred(column_width, [&] { act = tour_acts(kit, at_, !program.practising()); }); };
    if (!desk) kit.dock(acts);
    kit.pane("tour", [&] {
      kit.centred(column_width, [&] { tour_content(kit, at_); });
      if (!desk) return;
      kit.space(24);
      acts();
    });
    switch (act) {
      case TourAct::none: break;
      case TourAct::next: turn(program, at_ + 1); break;
      case TourAct::skip: program.back(); break;
      case TourAct::practise: program.practise(true); break;
    }
  }

  bool go_back(Program& program) override {
    if (at_ == 0) return false;
    turn(program, at_ - 1);
    return true;
  }

 private:
  void turn(Program& program, int to) {
    at_ = to;
    program.be_silent();   // what was being read is of another picture
    program.kit().scroll_to_top("tour");
    program.kit().invalidate();
  }
  int at_ = 0;
};

}  // namespace

PagePtr make_tour_page() { return std::make_unique<TourPage>(); }

}  // namespace huzhu::ui
