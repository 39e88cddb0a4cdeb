// 老人档案.
#include "core/people/names.h"
#include "core/registry/elder_file.h"
#include "core/registry/consent.h"
#include "core/registry/person_copy.h"
#include "core/registry/relatives.h"
#include "ui/app/draft.h"
#include "ui/app/pages.h"
#include "ui/app/program.h"
#include "ui/app/voice.h"
#include "ui/app/pages/file_photo.h"
#include "ui/app/pages/reveal.h"
#include "ui/screens/looks.h"

namespace huzhu::ui {
namespace {

class ElderPage final : public Page {
 public:
  explicit ElderPage(EntityId elder) : elder_(elder) {}
  std::string path() const override { return "elder/" + to_string(elder_); }
  Topic topic() const override { return Topic::elder; }
  Tab tab() const override { return Tab::people; }

  void load(Program& program) override {
    screen_.reset();
    auto file = registry::elder_file(program.session(), elder_, 50);
    if (!file) return;
    const people::Rights& rights = program.standing().rights;
    screen_ = ElderScreen{std::move(file).value(), program.moment(), rights.record_visit, rights.edit_elder};
    reveal_.fill(program, *screen_);
    photo_.fill(program, *screen_);
    voices_.fill(program, screen_->file, screen_->voices);
  }
  void photo_chosen(Program& program, const event::PhotoChosen& photo) override { photo_.chosen(program, elder_, photo); }

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
    if (screen_) act(program, elder_question(kit, *screen_));
  }

  bool go_back(Program& program) override {
    const bool closed = reveal_.go_back();
    if (closed) reveal_.fill(program, *screen_);
    return closed;
  }

 private:
  void act(Program& program, const ElderAct& act) {
    if (reveal_.take(program, act, *screen_) || photo_.take(program, act, *screen_)) return;
    switch (act.kind) {
      case ElderAct::call: program.call(elder_, screen_->file.phone); break;
      case ElderAct::hear: voices_.press(program, screen_->file, act.entity); break;
      case ElderAct::who_looked: program.open(make_who_looked_page(elder_)); break;
      case ElderAct::ending: program.open(make_ending_page(elder_)); break;
      case ElderAct::consent: program.open(make_consent_page(elder_)); break;
      case ElderAct::visit: program.open(make_visit_page(elder_)); break;
      case ElderAct::edit: program.open(make_register_page(program, elder_)); break;
      case ElderAct::conflict: program.open(make_conflicts_page(false)); break;
      default: break;
    }
  }

  EntityId elder_;
  Reveal reveal_;
  FilePhoto photo_;
  HeardVoice voices_;
  std::optional<ElderScreen> screen_;
};

class WhoLookedPage final : public Page {
 public:
  explicit WhoLookedPage(EntityId elder) : elder_(elder) {}
  std::string path() const override { return "looked/" + to_string(elder_); }
  Topic topic() const override { return Topic::looked; }
  Tab tab() const override { return Tab::people; }

  void load(Program& program) override {
    store::Database& db = program.session().db();
    screen_.name = people::person_name(db, elder_);
    screen_.looks = people::who_looked(program.session(), elder_, looks_shown);
    screen_.moment = program.moment();
    screen_.died = registry::has_died(db, elder_);
    screen_.closed = screen_.died && registry::gave(db, elder_, registry::ConsentSubject::closed_after_death);
  }

  void draw(Program& program) override {
    program.frame(*this, {.title = Str::elder_looked});
    Kit& kit = program.kit();
    bool wanted = false;
    kit.pane(Id(path().c_str()), [&] {
      const auto content = [&] { wanted = who_looked_content(kit, screen_); };
      kit.form() == Form::phone ? content() : kit.centred(720, content);
    });
    if (wanted) give_copy(program);
  }
  std::string draft() const override { return screen_.relative.empty() ? std::string() : DraftWriter().add(std::string_view(screen_.relative)).take(); }
  void restore(std::string_view draft) override { screen_.relative = DraftReader(draft).text(); }

 private:
  // On record first, as every look.
  void give_copy(Program& program) {
    if (screen_.died) {
      const Status may = registry::check_relative(program.session(), elder_, screen_.relative);
      if (!may.ok()) return say_wrong(program, may.error());
    }
    if (!program.look_at({elder_, model::Privacy::personal, screen_.died ? people::AccessReason::relative : people::AccessReason::copy, screen_.died ? screen_.relative : std::string()})) return;
    auto copy = registry::person_copy(program.session(), elder_);
    if (!copy) return program.tell(error_text(copy.error().code));
    program.effect(effect::SaveFile{copy->file_name, Bytes(copy->html.begin(), copy->html.end())});
    if (screen_.died) {
      screen_.relative.clear();
      program.forget_draft(*this);
    }
    program.saved(Str::looked_copy_saved);
  }
  void say_wrong(Program& program, const Error& error) {
    if (error.where == "access.note") screen_.relative_error = error_text(error.code);
    else program.tell(error_text(error.code));
    program.kit().invalidate();
  }

  static constexpr std::size_t looks_shown = 500;
  EntityId elder_;
  WhoLookedScreen screen_;
};

class LooksPage final : public Page {
 public:
  std::string path() const override { return "looks"; }
  Topic topic() const override { return Topic::looked; }
  Tab tab() const override { return Tab::settings; }
  void load(Program& program) override {
    screen_.moment = program.moment();
    screen_.rows = people::looks(program.session(), screen_.words, rows_shown);
  }
  void draw(Program& program) override {
    program.frame(*this, {.title = Str::looks_title});
    Kit& kit = program.kit();
    LooksAct act;
    kit.pane("looks", [&] { kit.centred(kit.theme().elder() ? 640.0f : 760.0f, [&] { act = looks_content(kit, screen_); }); });
    if (act.kind == LooksAct::sought) {
      load(program);
      kit.invalidate();
    }
    if (act.kind == LooksAct::open) program.open(make_who_looked_page(act.person));
  }

 private:
  static constexpr std::size_t rows_shown = 500;
  LooksScreen screen_;
};

}  // namespace

PagePtr make_looks_page() { return std::make_unique<LooksPage>(); }
PagePtr make_who_looked_page(EntityId elder) { return std::make_unique<WhoLookedPage>(elder); }
PagePtr make_elder_page(EntityId elder) { return std::make_unique<ElderPage>(elder); }

}  // namespace huzhu::ui
