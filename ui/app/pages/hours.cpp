// 记时长.
#include <algorithm>

#include "core/people/names.h"
#include "ui/app/draft.h"
#include "ui/app/pages.h"
#include "ui/app/program.h"
#include "ui/screens/hours.h"

namespace huzhu::ui {
namespace {

constexpr std::size_t tiles = 5;

class HoursPage final : public Page {
 public:
  HoursPage(Program& program, EntityId elder) {
    if (elder) choose(elder, people::person_name(program.session().db(), elder));
  }
  std::string path() const override { return "hours"; }
  Topic topic() const override { return Topic::hours; }
  Tab tab() const override { return Tab::today; }

  void choose(EntityId elder, std::string name) {
    state_.draft.elder = elder;
    state_.elder_name = std::move(name);
    if (state_.step == 0) state_.step = 1;
  }

  void load(Program& program) override {
    screen_.recent = timebank::recent_elders(program.session(), tiles);
    screen_.moment = program.moment();
    warn(program);
  }

  void draw(Program& program) override {
    Kit& kit = program.kit();
    const bool elder = kit.theme().elder();
    program.frame(*this, {.title = Str::hours_title, .brief_bar = true});
    HoursAct act;
    const float width = elder ? 640 : 720;
    const auto act_at_foot = [&] { act = hours_dock(kit, screen_, state_); };
    if (!elder || state_.step == 2) kit.dock([&] { kit.form() == Form::phone ? act_at_foot() : kit.centred(width, act_at_foot); });
    kit.pane("hours", [&] {
      const auto form = [&] {
        const HoursAct content = elder ? hours_content_elder(kit, screen_, state_) : hours_content(kit, screen_, state_);
        if (act.kind == HoursAct::none) act = content;
      };
      kit.form() == Form::phone ? form() : kit.centred(width, form);
    });
    switch (act.kind) {
      case HoursAct::none: break;
      case HoursAct::changed:
        warn(program);
        kit.invalidate();
        break;
      case HoursAct::find: program.open(make_find_elder_page(program, FindFor::hours)); break;
      case HoursAct::save: save(program); break;
    }
  }

  bool go_back(Program& program) override { return program.kit().theme().elder() && hours_step_back(state_); }

  std::string draft() const override {
    const timebank::HoursDraft& d = state_.draft;
    if (d.service == timebank::Service::none && d.minutes == 0) return {};
    DraftWriter out;
    out.add(static_cast<std::int64_t>(d.elder.value)).add(std::string_view(state_.elder_name)).add(static_cast<std::int64_t>(d.service));
    out.add(d.minutes).add(static_cast<std::int64_t>(state_.other_minutes)).add(static_cast<std::int64_t>(state_.step));
    return out.take();
  }

  void restore(std::string_view draft) override {
    DraftReader in(draft);
    timebank::HoursDraft& d = state_.draft;
    d.elder = EntityId{static_cast<std::uint64_t>(in.number())};
    state_.elder_name = in.text();
    d.service = static_cast<timebank::Service>(std::clamp<std::int64_t>(in.number(), 0, 8));
    d.minutes = std::max<std::int64_t>(in.number(), 0);
    state_.other_minutes = in.number() != 0;
    state_.step = static_cast<int>(std::clamp<std::int64_t>(in.number(), 0, 2));
  }

 private:
  void warn(Program& program) {
    screen_.warnings.clear();
    const timebank::HoursDraft& d = state_.draft;
    if (d.elder && d.service != timebank::Service::none && d.minutes > 0) screen_.warnings = timebank::warnings_of(program.session(), d);
  }

  void save(Program& program) {
    auto done = timebank::record_hours(program.session(), state_.draft);
    if (!done) return program.tell(error_text(done.error().code));
    const EntityId entry = done.value().saved.entity;
    const Text sentence = say(Str::hours_saved, verbatim(state_.elder_name), say_span(static_cast<int>(state_.draft.minutes)));
    state_ = {};
    program.forget_draft(*this);
    program.back_to_main();
    program.saved(sentence, [&program, entry]() -> Status {
      auto back = timebank::take_back_hours(program.session(), entry);
      return back.ok() ? Status(Done{}) : Status(back.error());
    });
  }

  HoursState state_;
  HoursScreen screen_;
};

}  // namespace

PagePtr make_hours_page(Program& program, EntityId elder) { return std::make_unique<HoursPage>(program, elder); }

void chosen_elder(Page& page, EntityId elder, const std::string& name) {
  if (page.path() == "hours") static_cast<HoursPage&>(page).choose(elder, name);
}

}  // namespace huzhu::ui
