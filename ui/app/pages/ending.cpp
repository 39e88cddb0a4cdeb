// 不再看了.
#include <algorithm>

#include "core/people/names.h"
#include "core/people/places.h"
#include "core/registry/edit_elder.h"
#include "core/registry/move_elder.h"
#include "ui/app/draft.h"
#include "ui/app/pages.h"
#include "ui/app/program.h"
#include "ui/screens/ending.h"

namespace huzhu::ui {
namespace {

class EndingPage final : public Page {
 public:
  explicit EndingPage(EntityId elder) : elder_(elder) {}
  std::string path() const override { return "ending/" + to_string(elder_); }
  Topic topic() const override { return Topic::ending; }
  Tab tab() const override { return Tab::people; }

  // What somebody has begun to answer stays when records change under it.
  void load(Program& program) override {
    screen_.name = people::person_name(program.session().db(), elder_);
    screen_.moment = program.moment();
    find_villages(program);
    if (std::exchange(loaded_, true)) return;
    form_ = registry::open_form(program.session(), elder_);
    const std::optional<std::int64_t> kind = number(model::person::ended_kind), on = number(model::person::ended_on);
    screen_.ended = kind.has_value();
    if (restored_) return;
    screen_.kind = kind.value_or(0);
    screen_.on = on ? Date{static_cast<std::int32_t>(*on)} : screen_.moment.today();
  }
  void draw(Program& program) override {
    program.frame(*this, {.title = Str::ending_title});
    Kit& kit = program.kit();
    EndingAct act = EndingAct::none;
    kit.pane(Id(path().c_str()), [&] {
      const auto content = [&] { act = ending_content(kit, screen_); };
      kit.form() == Form::phone ? content() : kit.centred(kit.theme().elder() ? 640.0f : 720.0f, content);
    });
    if (act == EndingAct::record) screen_.moves() ? move(program) : record(program, Value::of(screen_.kind), Value::of(std::int64_t{screen_.on->days}), Str::ending_saved);
    if (act == EndingAct::undo) goes_on_ ? bring_back(program) : record(program, Value::null(), Value::null(), Str::ending_undone);
  }
  bool go_back(Program&) override { return std::exchange(screen_.choosing.open, false); }

  std::string draft() const override {
    if (screen_.kind == 0 || screen_.ended) return {};
    return DraftWriter().add(screen_.kind).add(std::int64_t{screen_.on ? screen_.on->days : 0}).add(static_cast<std::int64_t>(screen_.where)).add(screen_.area).take();
  }
  void restore(std::string_view draft) override {
    DraftReader in(draft);
    screen_.kind = in.number();
    if (const std::int64_t day = in.number()) screen_.on = Date{static_cast<std::int32_t>(day)};
    screen_.where = static_cast<EndingScreen::Where>(std::clamp<std::int64_t>(in.number(), 0, 2));
    screen_.area = in.number();
    restored_ = true;
  }

 private:
  std::optional<std::int64_t> number(std::uint16_t field) const {
    for (const registry::FormField& one : form_)
      if (one.field == field && !one.values.empty() && !one.values.front().is_null()) return one.values.front().integer;
    return std::nullopt;
  }
  registry::FieldEdit edit(std::uint16_t field, Value value) const {
    registry::FieldEdit made{field, {std::move(value)}, {}};
    for (const registry::FormField& one : form_)
      if (one.field == field) made.shown = one.shown;
    return made;
  }
  // Those near by are for whoever reaches them and hers; where she is cared for by now she is brought back from.
  void find_villages(Program& program) {
    store::Database& db = program.session().db();
    screen_.villages.clear();
    screen_.moved_to = registry::moved_to(db, elder_);
    goes_on_ = registry::goes_on_in(db, elder_);
    screen_.may_bring_back = goes_on_.has_value();
    const auto home = people::home_of(db, elder_, "person");
    if (!home) return;
    home_ = home.value();
    screen_.village = people::place_name(db, home_.area);
    if (screen_.moved_to.empty())
      for (people::Place& place : people::villages(db, program.session().area()))
        if (place.scope != home_.scope) screen_.villages.push_back(std::move(place));
    if (chosen_village(screen_).empty()) screen_.area = 0;
  }
  void move(Program& program) { go_on(program, registry::move_elder(program.session(), elder_, screen_.area, *screen_.on), Str::ending_move_saved, chosen_village(screen_)); }
  void bring_back(Program& program) {
    go_on(program, registry::move_elder(program.session(), *goes_on_, home_.area, program.moment().today()), Str::ending_move_back_saved, screen_.village);
  }
  void go_on(Program& program, Result<registry::Moved> done, Str sentence, const std::string& village) {
    if (!done) {
      program.tell(error_text(done.error().code));
      return program.kit().invalidate();
    }
    screen_.kind = 0;
    program.forget_draft(*this);
    const registry::Moved moved = std::move(done).value();
    program.back();
    program.open(make_elder_page(moved.saved.entity));   // the file that goes on
    program.saved(say(sentence, verbatim(village)), [&program, moved]() -> Status {
      auto back = registry::take_back_move(program.session(), moved);
      if (!back) return std::move(back).take_error();
      program.back_to_main();
      return Done{};
    });
  }
  void record(Program& program, Value kind, Value on, Str sentence) {
    const auto done = registry::edit_elder(program.session(), elder_, {edit(model::person::ended_kind, std::move(kind)), edit(model::person::ended_on, std::move(on))});
    if (!done.ok()) {
      program.tell(error_text(done.error().code));
      return program.kit().invalidate();
    }
    screen_.kind = 0;
    program.forget_draft(*this);
    program.back();
    program.saved(sentence);
  }

  EntityId elder_;
  people::Home home_;
  std::optional<EntityId> goes_on_;
  EndingScreen screen_;
  std::vector<registry::FormField> form_;
  bool loaded_ = false, restored_ = false;
};

}  // namespace

PagePtr make_ending_page(EntityId elder) { return std::make_unique<EndingPage>(elder); }

}  // namespace huzhu::ui
