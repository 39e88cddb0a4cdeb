// 老人档案.
#include "core/care/visits.h"
#include "core/registry/elder_file.h"
#include "core/timebank/hours.h"
#include "ui/app/pages.h"
#include "ui/app/program.h"
#include "ui/screens/elder.h"

namespace huzhu::ui {
namespace {

class ElderPage final : public Page {
 public:
  explicit ElderPage(EntityId elder) : elder_(elder) {}
  std::string path() const override { return "elder/" + to_string(elder_); }
  Tab tab() const override { return Tab::people; }

  void load(Program& program) override {
    screen_.reset();
    auto file = registry::elder_file(program.session(), elder_, 50);
    if (!file) return;
    const people::Rights& rights = program.standing().rights;
    screen_ = ElderScreen{std::move(file).value(), program.moment(), rights.record_visit, rights.edit_elder};
  }

  void draw(Program& program) override {
    program.frame(*this, {.title = Str::elder_title});
    Kit& kit = program.kit();
    kit.pane(Id(path().c_str()), [&] {
      if (!screen_) {
        kit.empty("elder.gone", {.picture = Picture::family, .what = Str::elder_gone, .next = Str::elder_gone_next});
        return;
      }
      // The file has two columns on tablets and PCs, and one in 长辈版.
      const auto content = [&] { act(program, elder_content(kit, *screen_)); };
      kit.form() == Form::phone ? content() : kit.centred(kit.theme().elder() ? 640.0f : 960.0f, content);
    });
  }

 private:
  void act(Program& program, const ElderAct& act) {
    switch (act.kind) {
      case ElderAct::none: break;
      case ElderAct::visit: program.open(make_visit_page(elder_)); break;
      case ElderAct::edit: program.open(make_register_page(program, elder_)); break;
      case ElderAct::conflict: program.open(make_conflicts_page(false)); break;
      case ElderAct::take_back: {
        const auto done = act.hours ? timebank::take_back_hours(program.session(), act.entity) : care::take_back_visit(program.session(), act.entity);
        done.ok() ? program.saved(Str::visit_taken_back) : program.tell(error_text(done.error().code));
        break;
      }
    }
  }

  EntityId elder_;
  std::optional<ElderScreen> screen_;
};

}  // namespace

PagePtr make_elder_page(EntityId elder) { return std::make_unique<ElderPage>(elder); }

}  // namespace huzhu::ui
