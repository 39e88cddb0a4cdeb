// 记录探访.
#include <algorithm>

#include "core/registry/elder_file.h"
#include "ui/app/draft.h"
#include "ui/app/pages.h"
#include "ui/app/program.h"
#include "ui/app/voice.h"
#include "ui/screens/visit.h"

namespace huzhu::ui {
namespace {

using care::Answer;

class VisitPage final : public Page {
 public:
  VisitPage(EntityId elder, bool urgent) : urgent_(urgent) {
    state_.draft.elder = elder;
    if (urgent) begin_urgent();
  }
  // A visit that was recorded, to be put right.
  explicit VisitPage(care::VisitRecord record) : correcting_(record.visit) {
    state_.draft = std::move(record.said);
    screen_.correcting = true;
    recorded_ = encoded();
  }
  std::string path() const override { return correcting_ ? "correct/" + to_string(correcting_) : "visit/" + to_string(state_.draft.elder); }
  Topic topic() const override { return Topic::visit; }
  Tab tab() const override { return Tab::today; }

  void load(Program& program) override {
    screen_.moment = program.moment();
    if (!correcting_) voice_.restore(program, path());
    if (auto file = registry::elder_file(program.session(), state_.draft.elder, 0)) {
      screen_.elder_name = file.value().name;
      screen_.village = file.value().village + file.value().group_name;
      screen_.phone = file.value().phone;
      family_.clear();
      for (const registry::SafetyItem& item : file.value().safety)
        if (!item.phone.empty()) family_ = item.phone.substr(0, item.phone.find(' '));
      screen_.contact = !family_.empty();
      screen_.sex = file.value().sex;
    }
  }

  void draw(Program& program) override {
    Kit& kit = program.kit();
    const bool elder = kit.theme().elder();
    const Text name = verbatim(screen_.elder_name);
    program.frame(*this, {.title = elder ? name : say(correcting_ ? Str::visit_correct_title : Str::visit_title, name), .document_title = Str::write_visit, .brief_bar = true});
    screen_.voice = voice_.note();
    VisitAct act;
    const float width = elder ? 640 : 720;
    const auto act_at_foot = [&] { act = elder ? visit_dock_elder(kit, screen_, state_) : visit_dock(kit, screen_, state_); };
    if (!elder || state_.step >= 4 || care::unanswered(state_.draft) == 4)
      kit.dock([&] { kit.form() == Form::phone ? act_at_foot() : kit.centred(width, act_at_foot); });
    kit.pane(Id(path().c_str()), [&] {
      const auto form = [&] {
        const VisitAct content = elder ? visit_content_elder(kit, screen_, state_) : visit_content(kit, screen_, state_);
        if (act.kind == VisitAct::none) act = content;
      };
      kit.form() == Form::phone ? form() : kit.centred(width, form);
    });
    switch (act.kind) {
      case VisitAct::none: break;
      case VisitAct::changed: kit.invalidate(); break;
      case VisitAct::voice: voice_.press(program, act.press, visit_voice()); break;
      case VisitAct::call_120: program.effect(effect::OpenLink{"tel:120"}); break;
      case VisitAct::call_family: program.call(state_.draft.elder, family_); break;
      case VisitAct::save: case VisitAct::all_well: save(program, act.kind); break;
    }
  }

  void sound_recorded(Program& program, const event::SoundRecorded& sound) override {
    voice_.recorded(program, sound);
    if (!voice_.busy() && wanted_ != VisitAct::none) save(program, std::exchange(wanted_, VisitAct::none));
  }

  bool go_back(Program& program) override { return program.kit().theme().elder() && visit_step_back(state_); }

  std::string draft() const override {
    const care::VisitDraft& d = state_.draft;
    if (care::unanswered(d) == 4 && d.outcome == care::Outcome::none && d.note.empty() && d.follow_up.empty()) return {};
    std::string now = encoded();
    return now == recorded_ ? std::string() : now;
  }

  void keep_unfinished(Program& program) override {
    if (!correcting_) voice_.keep(program);
  }

  void restore(std::string_view draft) override {
    DraftReader in(draft);
    care::VisitDraft& d = state_.draft;
    d.mode = static_cast<care::VisitMode>(std::clamp<std::int64_t>(in.number(), 1, 4));
    for (Answer* a : {&d.basics, &d.safety, &d.family, &d.mood}) *a = static_cast<Answer>(std::clamp<std::int64_t>(in.number(), 0, 2));
    d.outcome = static_cast<care::Outcome>(std::clamp<std::int64_t>(in.number(), 0, 4));
    d.matters = in.numbers();
    d.follow_up = in.text();
    d.follow_up_by = in.day();
    d.note = in.text();
    state_.step = static_cast<int>(std::clamp<std::int64_t>(in.number(), 0, 4));
    if (urgent_) begin_urgent();
  }

 private:
  // The question of how it went is answered, and stands on the screen.
  void begin_urgent() {
    state_.draft.outcome = care::Outcome::emergency;
    state_.step = 4;
  }
  std::string encoded() const {
    const care::VisitDraft& d = state_.draft;
    DraftWriter out;
    out.add(static_cast<std::int64_t>(d.mode)).add(static_cast<std::int64_t>(d.basics)).add(static_cast<std::int64_t>(d.safety));
    out.add(static_cast<std::int64_t>(d.family)).add(static_cast<std::int64_t>(d.mood)).add(static_cast<std::int64_t>(d.outcome));
    out.add(d.matters).add(std::string_view(d.follow_up)).add(d.follow_up_by).add(std::string_view(d.note));
    out.add(static_cast<std::int64_t>(state_.step));
    return out.take();
  }

  // What is just being said comes with it: its last second is still with the recorder. Pressed again, it is not waited for.
  void save(Program& program, VisitAct::Kind how) {
    if (correcting_) return correct(program, how);
    if (voice_.busy() && wanted_ == VisitAct::none) {
      voice_.press(program, VoicePress::stop, visit_voice());
      if (voice_.busy()) return void(wanted_ = how);
    }
    wanted_ = VisitAct::none;
    state_.draft.voice = voice_.sound();
    done(program, how == VisitAct::all_well ? care::record_all_well(program.session(), state_.draft) : care::record_visit(program.session(), state_.draft));
  }

  void correct(Program& program, VisitAct::Kind how) {
    care::VisitDraft& d = state_.draft;
    if (how == VisitAct::all_well) d.basics = d.safety = d.family = d.mood = Answer::fine;
    const auto saved = care::correct_visit(program.session(), correcting_, d);
    if (!saved) return program.tell(error_text(saved.error().code));
    const Text sentence = say(Str::visit_corrected, verbatim(screen_.elder_name));
    program.forget_draft(*this);
    recorded_ = encoded();
    program.back();
    program.saved(sentence);
  }

  void done(Program& program, Result<people::Saved> saved) {
    if (!saved) return program.tell(error_text(saved.error().code));
    const EntityId visit = saved.value().entity;
    const bool well = state_.draft.outcome == care::Outcome::none || state_.draft.outcome == care::Outcome::safe;
    const Text sentence = say(well ? Str::visit_saved_well : Str::visit_saved, verbatim(screen_.elder_name));
    const EntityId elder = state_.draft.elder;
    state_ = {};
    state_.draft.elder = elder;
    program.forget_draft(*this);
    voice_.forget(program);
    program.back_to_main();
    program.saved(sentence, [&program, visit]() -> Status {
      auto back = care::take_back_visit(program.session(), visit);
      return back.ok() ? Status(Done{}) : Status(back.error());
    });
  }

  VisitState state_;
  VisitScreen screen_;
  EntityId correcting_;
  bool urgent_ = false;
  std::string recorded_;   // as the draft of it would be: nothing was changed
  std::string family_;     // their number
  SaidVoice voice_;
  VisitAct::Kind wanted_ = VisitAct::none;   // as soon as the recorder has finished
};

}  // namespace

PagePtr make_visit_page(EntityId elder, bool urgent) { return std::make_unique<VisitPage>(elder, urgent); }
PagePtr make_correct_visit_page(Program& program, EntityId visit) {
  auto record = care::visit_record(program.session(), visit);
  return record ? std::make_unique<VisitPage>(std::move(*record)) : nullptr;
}

}  // namespace huzhu::ui
