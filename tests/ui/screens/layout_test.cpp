// Every screen × {320, 360, 800, 1366 dp} × the six type sizes: nothing cut, nothing overlapping, targets at their floor.
#include <boost/test/unit_test.hpp>

#include "tests/ui/driver.h"
#include "tests/ui/screens/sample.h"
#include "ui/screens/first_run.h"
#include "ui/screens/more.h"
#include "ui/screens/people.h"
#include "ui/screens/settings.h"
#include "ui/screens/unlock.h"
#include "ui/screens/write_sheet.h"

namespace huzhu::ui {
namespace {

struct Sample {
  const char* name;
  std::function<void(Kit&)> draw;
  bool desk_only = false;
};

void framed(Kit& kit, const Id& id, Str title, bool inner, FunctionRef<void()> dock, FunctionRef<void()> content) {
  kit.screen({id, title});
  kit.top_bar({.title = title, .back = inner, .mark = {.kind = MarkKind::waiting, .word = say(Str::mark_waiting_count, 3)}, .size = Str::larger_text});
  if (!inner)
    kit.navigation({.entries = {{.id = "nav.today", .word = Str::today_title, .icon = Icon::today},
                                {.id = "nav.people", .word = Str::nav_people, .icon = Icon::people},
                                {.id = "nav.write", .word = Str::write_title, .icon = Icon::write, .act = true},
                                {.id = "nav.more", .word = Str::more_title, .icon = Icon::more, .badge = 2}},
                    .current = 0});
  dock();
  kit.pane(id, content);
}

std::vector<Sample> samples() {
  static const registry::RosterResult result = sample::roster_result(300);
  static const registry::RosterChips chips = sample::roster_chips();
  static RosterScreen roster{&result, [](EntityId id) { return std::optional(sample::roster_row(id)); }, &chips, sample::moment(), true, false};
  static RegisterScreen form;
  static RegisterState form_state;
  form.moment = sample::moment();
  form.villages = {{620111104201, "红古村"}, {620111104202, "米家台村"}, {620111104203, "王家口村"}, {620111104204, "旋子村"}};
  form.duplicates = {{EntityId{9}, registry::Likeness::same_name_month_village, "白玉兰", 2, 79, "红古村", "三社", Date{19000}}};
  form_state.draft.name = "白玉兰";
  form_state.draft.resident_id = "9999991947";
  form.id = Error{ErrorCode::bad_id_length, "person.resident_id", {}};
  form_state.more = true;
  static VisitState visit_state;
  visit_state.draft.basics = care::Answer::fine;
  visit_state.draft.safety = care::Answer::concern;
  visit_state.draft.outcome = care::Outcome::needs_help;
  static const VisitScreen visit{"马玉莲", "红古村三社", "13900015621", 2, sample::moment()};
  static HoursState hours_state;
  hours_state.draft.elder = EntityId{1};
  hours_state.elder_name = "马玉莲";
  hours_state.draft.service = timebank::Service::clean;
  hours_state.draft.minutes = 90;
  static const HoursScreen hours{{{EntityId{1}, "马玉莲"}, {EntityId{2}, "祁生福"}, {EntityId{3}, "欧阳白玉兰"}}, {timebank::HoursWarning::over_daily_cap}, sample::moment()};
  static const auto nothing = [] {};
  return {
      {"today", [](Kit& k) { framed(k, "today", Str::today_title, false, nothing, [&] {
         k.theme().elder() ? today_content_elder(k, sample::today_screen()) : today_content(k, sample::today_screen()); }); }},
      {"roster", [](Kit& k) { static RosterState state; framed(k, "roster", Str::roster_title, false, nothing, [&] { roster_content(k, roster, state); }); }},
      {"elder", [](Kit& k) { framed(k, "elder", Str::elder_title, true, nothing, [&] { elder_content(k, sample::elder_screen()); }); }},
      {"register", [](Kit& k) { framed(k, "register", Str::register_title, true, [&] { k.dock([&] { register_dock(k, form, form_state); }); },
                                       [&] { register_content(k, form, form_state); }); }},
      {"visit", [](Kit& k) { framed(k, "visit", Str::write_visit, true, [&] { k.dock([&] { visit_dock(k, visit, visit_state); }); }, [&] {
         k.theme().elder() ? visit_content_elder(k, visit, visit_state) : visit_content(k, visit, visit_state); }); }},
      {"hours", [](Kit& k) { framed(k, "hours", Str::hours_title, true, [&] { k.dock([&] { hours_dock(k, hours, hours_state); }); }, [&] {
         k.theme().elder() ? hours_content_elder(k, hours, hours_state) : hours_content(k, hours, hours_state); }); }},
      {"conflicts", [](Kit& k) { framed(k, "conflicts", Str::conflicts_title, true, nothing, [&] { conflicts_content(k, sample::conflicts_screen()); }); }},
      {"sync", [](Kit& k) { framed(k, "sync", Str::sync_title, true, nothing, [&] { sync_content(k, sample::sync_screen()); }); }},
      {"settings", [](Kit& k) { framed(k, "settings", Str::settings_title, true, nothing, [&] { settings_content(k, {.look = k.theme().look(), .profiles = 4}); }); }},
      {"more", [](Kit& k) { framed(k, "more", Str::more_title, false, nothing, [&] {
         more_content(k, {.surname = verbatim("陈"), .name = verbatim("陈桂香"), .role_line = verbatim("红古村志愿者"), .conflicts = 2, .sync_line = Str::sync_never,
                          .sync = {.kind = MarkKind::waiting}, .can_add_person = true}); }); }},
      {"unlock", [](Kit& k) {
         static UnlockState state;
         static const UnlockView view{verbatim("红古村互助站"), {{1, verbatim("桂"), verbatim("桂香"), verbatim("志愿者")}, {2, verbatim("长"), verbatim("长顺"), verbatim("站长")}}, {}};
         unlock_screen(k, view, state);
       }},
      {"first_run", [](Kit& k) { static FirstRunState state; first_run_screen(k, state); }},
      {"add_person", [](Kit& k) { static AddPersonState state; framed(k, "add", Str::add_screen_title, true, nothing, [&] { add_person_content(k, state); }); }},
      {"write", [](Kit& k) {
         framed(k, "today", Str::today_title, false, nothing, [&] { today_content(k, sample::today_screen()); });
         write_sheet(k, {true, true, true});
       }},
      {"overview", [](Kit& k) { framed(k, "overview", Str::overview_title, true, nothing, [&] { overview_content(k, sample::overview_screen()); }); }, true},
      {"roster_desk", [](Kit& k) {
         static RosterState state;
         k.screen({"roster", Str::roster_title});
         static std::string search;
         k.desk_bar({.search = &search, .placeholder = Str::desk_search});
         k.split_right(404, [&] { k.pane_sheet("detail", [&] { elder_detail(k, sample::elder_screen()); }); });
         roster_desk(k, roster, state);
       }, true},
  };
}

struct Scale {
  const char* name;
  Look look;
};
const Scale scales[] = {{"standard", {}},
                        {"large", {Density::standard, SizeStep::large}},
                        {"largest", {Density::standard, SizeStep::largest}},
                        {"elder", {Density::elder}},
                        {"elder large", {Density::elder, SizeStep::large}},
                        {"elder largest", {Density::elder, SizeStep::largest}}};

float floor_of(const Kit& kit) { return kit.theme().elder() ? 60.0f : kit.theme().desk() ? 40.0f : 48.0f; }

}  // namespace

BOOST_AUTO_TEST_SUITE(screens_layout)

BOOST_AUTO_TEST_CASE(every_screen_fits_at_every_width_and_size) {
  for (const Sample& s : samples()) {
    for (const Scale& scale : scales) {
      for (const float width : {320.0f, 360.0f, 800.0f, 1366.0f}) {
        if (s.desk_only && (width < 1366 || scale.look.density == Density::elder)) continue;
        KitHost host(s.draw);
        host.kit.set_look(scale.look);
        Driver d(program_of(host));
        d.resize(width, width >= 1366 ? 768 : width >= 800 ? 1280 : 800, width >= 1366);
        d.settle();
        std::vector<std::string> faults = layout_faults(d.tree(), width, floor_of(host.kit));
        for (std::string& fault : text_faults()) faults.push_back(std::move(fault));
        for (const std::string& fault : faults) BOOST_ERROR(s.name << ", " << scale.name << ", " << width << " dp: " << fault);
        BOOST_TEST(!d.tree().nodes.empty());
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_phone_screen_has_few_nodes) {
  for (const Sample& s : samples()) {
    if (s.desk_only) continue;
    KitHost host(s.draw);
    Driver d(program_of(host));
    d.resize(360, 800);
    d.settle();
    BOOST_TEST(d.tree().nodes.size() <= 150u, s.name << " has " << d.tree().nodes.size() << " nodes");
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::ui
