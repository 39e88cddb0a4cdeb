// 老人名册, and the same list as a way to find the elder a visit or an hour is about.
#include <utility>

#include "core/registry/elder_file.h"
#include "core/registry/roster_csv.h"
#include "sync/bundle/envelope.h"
#include "ui/app/pages.h"
#include "ui/app/pages/file_photo.h"
#include "ui/app/pages/reveal.h"
#include "ui/app/printing.h"
#include "ui/app/program.h"
#include "ui/app/voice.h"
#include "ui/screens/roster.h"

namespace huzhu::ui {
namespace {

class RosterPage final : public Page {
 public:
  explicit RosterPage(std::optional<FindFor> why = {}, EntityId other = {}) : why_(why), other_(other) {}
  std::string path() const override { return why_ ? "find" : "roster"; }
  Topic topic() const override { return why_ ? Topic::find : Topic::roster; }
  Tab tab() const override { return Tab::people; }
  bool main() const override { return !why_; }

  void load(Program& program) override {
    chips_ = registry::roster_chips(program.index());
    find(program);
    load_detail(program);
    if (!std::exchange(expected_, true)) program.kit().expect(program.index().letters(), program.desk() ? Type::body : Type::lead, true);
  }

  void draw(Program& program) override {
    Kit& kit = program.kit();
    const std::string before = state_.query.text;
    const Text title = !why_ ? Text(Str::roster_title) : finding(*why_);
    const bool desk = program.desk() && !why_;
    program.frame(*this, {.title = title, .search = desk ? &state_.query.text : nullptr});
    if (before != state_.query.text) find(program);
    const RosterScreen screen = this->screen(program);
    RosterAct act;
    if (desk) {
      draw_detail(program);
      act = roster_desk(kit, screen, state_);
    } else {
      kit.pane(Id(path().c_str()), [&] { act = roster_content(kit, screen, state_); });
    }
    if (desk && detail_) act_on_detail(program, elder_question(kit, *detail_));
    switch (act.kind) {
      case RosterAct::none: break;
      case RosterAct::query_changed: find(program); break;
      case RosterAct::register_elder: program.open(make_register_page(program, {})); break;
      case RosterAct::to_file: to_file(program); break;
      case RosterAct::print: print_roster(program, result_); break;
      case RosterAct::open_elder: chosen(program, act.elder, desk); break;
    }
  }

  bool go_back(Program& program) override {
    const bool closed = reveal_.go_back();
    if (closed && detail_) reveal_.fill(program, *detail_);
    return closed;
  }

  void photo_chosen(Program& program, const event::PhotoChosen& photo) override {
    if (detail_) photo_.chosen(program, state_.selected, photo);
  }

  void search(const std::string& text) { state_.query.text = text; }

 private:
  static Str finding(FindFor why) {
    switch (why) {
      case FindFor::hours: return Str::hours_whom;
      case FindFor::same_person: return Str::same_find;
      case FindFor::visit: case FindFor::urgent: break;
    }
    return Str::visit_who;
  }
  RosterScreen screen(Program& program) {
    RosterScreen s;
    s.result = &result_;
    s.row = [&program](EntityId id) { return program.index().row(id); };
    s.chips = &chips_;
    s.moment = program.moment();
    s.can_register = !why_ && program.standing().rights.register_elder;
    s.can_take_out = program.standing().rights.add_person;
    s.loading = program.sync() && !program.sync()->state().done_at_ms;
    return s;
  }

  void find(Program& program) {
    result_ = program.index().find(state_.query);
    program.kit().invalidate();
  }

  void chosen(Program& program, EntityId elder, bool desk) {
    if (why_ == FindFor::visit || why_ == FindFor::urgent) {
      program.replace(make_visit_page(elder, why_ == FindFor::urgent));
    } else if (why_ == FindFor::hours) {
      const auto row = program.index().row(elder);
      program.back();
      chosen_elder(program.current(), elder, row ? row->name : std::string());
    } else if (why_ == FindFor::same_person) {
      program.replace(make_same_person_page(other_, elder));
    } else if (desk) {
      state_.selected = elder;
      load_detail(program);
      program.kit().invalidate();
    } else {
      program.open(make_elder_page(elder));
    }
  }

  void to_file(Program& program) {
    const std::string table = registry::roster_csv(program.index(), result_);
    const Moment moment = program.moment();
    const std::string name = Text(Str::roster_title).plain() + "-" + sync::file_stamp(moment.now_ms, moment.utc_offset_minutes).substr(4) + ".csv";
    program.effect(effect::SaveFile{name, Bytes(table.begin(), table.end())});
    program.saved(say(Str::roster_filed, static_cast<int>(result_.ids.size())));
  }

  void load_detail(Program& program) {
    detail_.reset();
    if (!state_.selected || !program.desk()) return;
    auto file = registry::elder_file(program.session(), state_.selected, 10);
    if (!file) return;
    const people::Rights& rights = program.standing().rights;
    detail_ = ElderScreen{std::move(file).value(), program.moment(), rights.record_visit, rights.edit_elder};
    reveal_.fill(program, *detail_);
    photo_.fill(program, *detail_);
    voices_.fill(program, detail_->file, detail_->voices);
  }

  void draw_detail(Program& program) {
    Kit& kit = program.kit();
    if (!detail_) return;
    kit.split_right(404, [&] {
      kit.pane_sheet("roster.detail", [&] { act_on_detail(program, elder_detail(kit, *detail_)); });
    });
  }

  void act_on_detail(Program& program, const ElderAct& act) {
    if (reveal_.take(program, act, *detail_) || photo_.take(program, act, *detail_)) return;
    switch (act.kind) {
      default: break;
      case ElderAct::call: program.call(state_.selected, detail_->file.phone); break;
      case ElderAct::hear: voices_.press(program, detail_->file, act.entity); break;
      case ElderAct::who_looked: program.open(make_who_looked_page(state_.selected)); break;
      case ElderAct::consent: program.open(make_consent_page(state_.selected)); break;
      case ElderAct::ending: program.open(make_ending_page(state_.selected)); break;
      case ElderAct::visit: program.open(make_visit_page(state_.selected)); break;
      case ElderAct::edit: program.open(make_register_page(program, state_.selected)); break;
      case ElderAct::conflict: program.show(Tab::conflicts); break;
    }
  }

  std::optional<FindFor> why_;
  EntityId other_;
  RosterState state_;
  registry::RosterResult result_;
  registry::RosterChips chips_;
  std::optional<ElderScreen> detail_;
  Reveal reveal_;
  FilePhoto photo_;
  HeardVoice voices_;
  bool expected_ = false;   // the kit was told what letters will come
};

}  // namespace

PagePtr make_roster_page() { return std::make_unique<RosterPage>(); }
PagePtr make_find_elder_page(Program&, FindFor why, EntityId other) { return std::make_unique<RosterPage>(why, other); }

void seek(Page& page, const std::string& text) {
  if (page.path() == "roster") static_cast<RosterPage&>(page).search(text);
}

}  // namespace huzhu::ui
