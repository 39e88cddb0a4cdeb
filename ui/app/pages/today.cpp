// 今日 on phones and tablets; 今日总览 on PCs.
#include <cstdlib>

#include "core/people/places.h"
#include "core/registry/elder_file.h"
#include "ui/app/pages.h"
#include "ui/app/printing.h"
#include "ui/app/program.h"
#include "ui/screens/overview.h"
#include "ui/screens/today.h"

namespace huzhu::ui {
namespace {

bool first_sync_running(Program& program) {
  return program.sync() && !program.sync()->state().done_at_ms && program.sync()->state().phase == sync::Phase::receiving;
}

// One banner at a time, the gravest (tokens.md "Composite parts").
Banner gravest(Program& program) {
  if (program.practising()) return {};   // there is one already, and what nothing is sent of waits for no network
  if (program.standing().stopped) return {.sentence = Str::banner_stopped, .tone = Tone::danger, .icon = Icon::alert};
  if (program.room().level == RoomLevel::full) return {.sentence = Str::banner_storage, .tone = Tone::danger, .icon = Icon::alert, .act = Str::banner_storage_look};
  if (program.standing().unsent_long)
    return {.sentence = say(Str::banner_unsent, static_cast<long long>(program.standing().unsent)), .tone = Tone::danger, .icon = Icon::late, .act = Str::banner_unsent_save};
  if (program.sync()) {
    if (const auto offset = program.sync()->state().clock_offset_ms; offset && std::abs(*offset) > 24ll * 3600 * 1000)
      return {.sentence = say(*offset < 0 ? Str::banner_clock_fast : Str::banner_clock_slow, std::abs(*offset) / (24ll * 3600 * 1000)), .tone = Tone::due,
              .icon = Icon::clock};
    if (first_sync_running(program)) {
      const auto& s = program.sync()->state();
      return {.sentence = say(Str::sync_receiving, say_count(static_cast<long long>(s.received)), say_count(static_cast<long long>(s.received + s.to_receive))),
              .tone = Tone::info, .icon = Icon::save};
    }
  }
  if (!program.online() || (program.sync() && program.sync()->state().phase == sync::Phase::offline))
    return {.sentence = Str::today_offline, .tone = Tone::wait, .icon = Icon::nonet};
  if (program.new_version()) return {.sentence = Str::version_banner, .tone = Tone::info, .icon = Icon::save, .act = Str::version_use};
  return {};
}

void press_banner(Program& program) {
  if (program.room().level == RoomLevel::full) program.open(make_settings_page(false));
  else if (program.standing().unsent_long) program.open(make_carry_out_page(false));
  else program.use_new_version();
}

class TodayPage final : public Page {
 public:
  std::string path() const override { return "today"; }
  Topic topic() const override { return Topic::today; }
  Tab tab() const override { return Tab::today; }
  bool main() const override { return true; }

  void load(Program& program) override {
    screen_.view = care::today_view(program.session(), program.index());
    screen_.moment = program.moment();
    screen_.can_visit = program.standing().rights.record_visit;
    screen_.first_phone.clear();
    if (!screen_.view.to_visit.empty())
      if (auto file = registry::elder_file(program.session(), screen_.view.to_visit.front().elder, 0)) screen_.first_phone = file.value().phone;
  }

  void draw(Program& program) override {
    screen_.banner = gravest(program);
    screen_.loading = first_sync_running(program);
    program.frame(*this, {.title = Str::today_title});
    program.kit().pane("today", [&] {
      TodayAct act;
      if (program.kit().theme().elder()) program.kit().centred(640, [&] { act = today_content_elder(program.kit(), screen_); });
      else act = today_content(program.kit(), screen_);
      switch (act.kind) {
        case TodayAct::none: break;
        case TodayAct::open_elder: program.open(make_elder_page(act.elder)); break;
        case TodayAct::visit_elder: program.open(make_visit_page(act.elder)); break;
        case TodayAct::call: program.call(act.elder, screen_.first_phone); break;
        case TodayAct::banner: press_banner(program); break;
        case TodayAct::roster: program.show(Tab::people); break;
      }
    });
  }

 private:
  TodayScreen screen_;
};

class OverviewPage final : public Page {
 public:
  std::string path() const override { return "overview"; }
  Topic topic() const override { return Topic::overview; }
  Tab tab() const override { return Tab::today; }
  bool main() const override { return true; }

  void load(Program& program) override {
    screen_.view = care::overview(program.session(), program.index());
    screen_.moment = program.moment();
  }

  void draw(Program& program) override {
    screen_.loading = first_sync_running(program);
    program.frame(*this, {.title = Str::overview_title});
    Kit& kit = program.kit();
    kit.pane("overview", [&] {
      kit.space(16);
      if (const Banner banner = gravest(program); !banner.sentence.empty()) {
        if (kit.banner("overview.banner", banner)) press_banner(program);
        kit.gap();
      }
      const OverviewAct act = overview_content(kit, screen_);
      switch (act.kind) {
        case OverviewAct::none: break;
        case OverviewAct::open_village:
          program.show(Tab::people);
          seek(program.current(), people::place_name(program.session().db(), act.area));
          break;
        case OverviewAct::open_elder: program.open(make_elder_page(act.elder)); break;
        case OverviewAct::same_person: program.open(make_same_person_page(act.elder, act.other)); break;
        case OverviewAct::print: print_today(program); break;
        case OverviewAct::conflicts:
        case OverviewAct::inbox: program.show(Tab::conflicts); break;
      }
    });
  }

 private:
  OverviewScreen screen_;
};

}  // namespace

PagePtr make_today_page() { return std::make_unique<TodayPage>(); }
PagePtr make_overview_page() { return std::make_unique<OverviewPage>(); }

}  // namespace huzhu::ui
