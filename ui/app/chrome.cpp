// Bars and navigation around a page: bottom bar on phones, rail on tablets, side and search on PCs.
#include "ui/app/pages.h"
#include "ui/app/program.h"
#include "ui/screens/practice.h"

namespace huzhu::ui {
namespace {

struct Entries {
  Navigation navigation;
  std::vector<Tab> tabs;
};

void add(Entries& e, Tab tab, const char* id, Str word, Icon icon, int badge = 0, bool act = false, bool foot = false) {
  e.navigation.entries.push_back({.id = id, .word = word, .icon = icon, .badge = badge, .act = act, .foot = foot});
  e.tabs.push_back(tab);
}

// Navigation shows only what works: what a role may do, what this form has no other door to.
Entries entries(Program& program, Tab current) {
  Entries e;
  Kit& kit = program.kit();
  const bool elder = kit.theme().elder();
  const int conflicts = static_cast<int>(program.session().replica().conflict_count());
  const bool desk = program.desk();
  add(e, Tab::today, "nav.today", desk ? Str::overview_title : Str::today_title, Icon::today);
  if (desk) {
    add(e, Tab::people, "nav.people", Str::roster_title, Icon::people);
  } else if (!elder) {
    add(e, Tab::people, "nav.people", Str::nav_people, Icon::people);
  }
  const people::Rights& rights = program.standing().rights;
  if (rights.record_visit || rights.record_hours || rights.register_elder)
    add(e, Tab::write, "nav.write", Str::write_title, Icon::write, 0, !desk);
  if (desk) {
    add(e, Tab::conflicts, "nav.conflicts", Str::conflicts_title, Icon::inbox, conflicts);
    if (!program.practising()) add(e, Tab::sync, "nav.sync", Str::sync_title, Icon::send, 0, false, true);
    add(e, Tab::settings, "nav.settings", Str::settings_title, Icon::gear, 0, false, true);
    add(e, Tab::person, "nav.person", Str::more_switch, Icon::swap, 0, false, true);
  } else {
    add(e, Tab::more, "nav.more", Str::more_title, Icon::more, conflicts);
    if (kit.form() == Form::tablet) add(e, Tab::person, "nav.person", Str::more_switch, Icon::swap, 0, false, true);
  }
  const bool behind_more = !desk && (current == Tab::conflicts || current == Tab::sync || current == Tab::settings);
  for (std::size_t i = 0; i < e.tabs.size(); ++i)
    if (e.tabs[i] == (behind_more ? Tab::more : current)) e.navigation.current = static_cast<int>(i);
  if (desk) {
    const std::string& place = program.standing().place;
    e.navigation.brand = place.empty() ? Text(Str::app_name) : verbatim(place);
    e.navigation.brand_second = Str::nav_brand;
  }
  return e;
}

void go(Program& program, Tab tab) {
  switch (tab) {
    case Tab::write: program.open_write_sheet(); break;
    case Tab::person: program.lock(); break;
    default: program.show(tab); break;
  }
}

// At a desk. 怎么用 names them (help_keys).
void take_keys(Program& program, const Page& page) {
  Kit& kit = program.kit();
  if (kit.key("/")) kit.focus("kit.search");
  if (!page.main()) return;
  const people::Rights& rights = program.standing().rights;
  if (rights.register_elder && kit.key("n")) program.open(make_register_page(program, {}));
  else if (rights.record_visit && kit.key("v")) program.open(make_find_elder_page(program, FindFor::visit));
  else if (rights.record_hours && kit.key("h")) program.open(make_hours_page(program, {}));
}

}  // namespace

void Program::frame(Page& page, const Frame& frame) {
  kit_.screen({Id(page.path().c_str()), frame.document_title.empty() ? frame.title : frame.document_title});
  const bool main = page.main();
  const bool phone = kit_.form() == Form::phone;
  BarPress press = BarPress::none;
  if (main || !phone) {
    Entries e = entries(*this, page.tab());
    const int pressed = kit_.navigation(e.navigation);
    if (pressed >= 0) return go(*this, e.tabs[static_cast<std::size_t>(pressed)]);
  }
  const bool elder = kit_.theme().elder();
  if (desk()) {
    std::string& search = frame.search ? *frame.search : desk_search_;
    const DeskBarPress bar = kit_.desk_bar({.search = &search, .placeholder = Str::desk_search, .mark = sync_mark(), .size = elder ? Text() : Text(Str::larger_text), .help = Str::help_open});
    press = bar.press;
    if (bar.search_changed && !frame.search) open_search();
    take_keys(*this, page);
    // 今日总览 and 名册 open with a sentence of their own; every other page says what it is.
    const bool titled = page.tab() != Tab::today && page.tab() != Tab::people;
    if (!main || titled) {
      if (kit_.top_bar({.title = frame.title, .back = !main}) == BarPress::back) press = BarPress::back;
    }
  } else {
    TopBar bar{.title = frame.title, .back = !main, .mark = sync_mark(), .size = elder ? Text() : Text(Str::larger_text), .help = Str::help_open};
    if (elder || frame.speak) bar.speak = Str::speak;
    if ((elder && !main) || (frame.brief_bar && phone)) bar.mark = {};
    press = kit_.top_bar(bar);
  }
  if (practising() && practice_banner(kit_)) practise(false);
  draw_kept_draft(page);
  if (!notice_.empty()) kit_.dock([&] { kit_.alert_line(Icon::alert, notice_, notice_tone_); });
  switch (press) {
    case BarPress::back:
      if (!page.go_back(*this)) back();
      break;
    case BarPress::mark: open(make_page(*this, "sync")); break;
    case BarPress::size: set_density(Density::elder); break;
    case BarPress::speak: read_aloud(); break;
    case BarPress::help: open_help(page.topic()); break;
    case BarPress::none: break;
  }
}

// On the PC whatever is typed at the top searches the register.
void Program::open_search() {
  std::string typed = std::exchange(desk_search_, {});
  show(Tab::people);
  seek(top(), typed);
}

}  // namespace huzhu::ui
