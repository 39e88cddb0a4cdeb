// 帮人重设密码 on the lead's tablet: what passes between it and the locked one is in core/people/help.h.
#include "core/people/help.h"

#include "ui/app/codes.h"
#include "ui/app/pages.h"
#include "ui/app/program.h"
#include "ui/screens/far_reset.h"
#include "ui/text/model_words.h"

namespace huzhu::ui {
namespace {

Text why_not(ErrorCode code) {
  switch (code) {
    case ErrorCode::not_a_bundle: return Str::give_read_strange;
    case ErrorCode::wrong_scope: return Str::give_other_county;
    case ErrorCode::unknown_device:
    case ErrorCode::not_found: return Str::give_unknown;
    case ErrorCode::device_revoked: return Str::give_stopped;
    case ErrorCode::bad_signature:
    case ErrorCode::bad_checksum: return Str::give_forged;
    case ErrorCode::not_for_us: return Str::give_not_you;
    case ErrorCode::not_allowed: return Str::give_not_allowed;
    case ErrorCode::bundle_too_big: return Str::give_too_much;
    default: return error_text(code);
  }
}

class HelpGivePage final : public Page {
 public:
  std::string path() const override { return "givehelp"; }
  Tab tab() const override { return Tab::settings; }
  Topic topic() const override { return Topic::give_pin; }
  bool waits_for_somebody() const override { return view_.step != Step::stopped; }

  void draw(Program& program) override {
    Kit& kit = program.kit();
    if (std::exchange(asks_now_, false)) {
      kit.announce(Str::give_compare, true);
      kit.scroll_to_top("give");
    }
    if (view_.step == Step::answer) codes_.turn(program);
    view_.codes = codes_.view();
    view_.reading = reading_.view();
    program.frame(*this, {.title = Str::give_title, .brief_bar = true});
    HelpGiveAct act = HelpGiveAct::none;
    const float width = kit.theme().elder() ? 640 : 560;
    const auto acts = [&] {
      if (const HelpGiveAct pressed = help_give_acts(kit, view_); act == HelpGiveAct::none) act = pressed;
    };
    const bool desk = kit.form() == Form::desk;
    if (!desk && view_.step != Step::read) kit.dock([&] { kit.centred(width, acts); });
    kit.pane("give", [&] {
      kit.centred(width, [&] {
        if (const HelpGiveAct pressed = help_give_content(kit, view_); act == HelpGiveAct::none) act = pressed;
        if (!desk) return;
        kit.space(24);
        acts();
      });
    });
    switch (act) {
      case HelpGiveAct::none: return;
      case HelpGiveAct::same: give(program); break;
      case HelpGiveAct::differ: stop(Str::give_differed); break;
      case HelpGiveAct::again: read_again(); break;
      case HelpGiveAct::pause: codes_.pause(); break;
      case HelpGiveAct::leave: return program.back();
    }
    kit.scroll_to_top("give");
    kit.invalidate();
  }
  bool go_back(Program&) override {
    if (view_.step == Step::read || view_.step == Step::answer) return false;
    read_again();
    return true;
  }

  void code_read(Program& program, const std::string& text) override {
    if (view_.step != Step::read) return;
    if (auto bytes = reading_.take(text)) read(program, std::move(*bytes));
    program.kit().invalidate();
  }
  void camera(Program& program, event::Camera state) override {
    reading_.camera(state);
    program.kit().invalidate();
  }

 private:
  using Step = HelpGiveView::Step;

  void read(Program& program, Result<Bytes> bytes) {
    if (!bytes) return stop(why_not(bytes.error().code));
    request_ = std::move(bytes).value();
    auto asking = people::who_asks(program.session(), request_);
    if (!asking) return stop(why_not(asking.error().code));
    asking_ = std::move(asking).value();
    view_.person = verbatim(asking_.person);
    view_.device = verbatim(asking_.device);
    view_.words = word_cards_of(asking_.words);
    view_.answered = asking_.answered;
    view_.step = Step::compare;
    asks_now_ = true;
  }
  void give(Program& program) {
    const auto answer = people::give_help(program.session(), asking_, request_);
    if (!answer) return stop(why_not(answer.error().code));
    codes_.begin(people::encode(*answer), program.now_ms());
    view_.step = Step::answer;
    program.changed();
    program.sync_now();
  }
  void read_again() {
    view_ = {};
    codes_.end();
    reading_.begin();
  }
  void stop(const Text& why) {
    view_.why = why;
    view_.step = Step::stopped;
  }

  HelpGiveView view_;
  ShownCodes codes_;
  ReadCodes reading_;
  Bytes request_;
  people::WhoAsks asking_;
  bool asks_now_ = false;   // a request was just read: whoever listens hears what to compare
};

}  // namespace

PagePtr make_help_give_page() { return std::make_unique<HelpGivePage>(); }

}  // namespace huzhu::ui
