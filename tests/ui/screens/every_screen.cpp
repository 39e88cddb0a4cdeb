#include "tests/ui/screens/every_part.h"
#include "ui/screens/carry.h"
#include "ui/screens/consent.h"
#include "ui/screens/help.h"
#include "ui/screens/looks.h"
#include "ui/screens/more.h"
#include "ui/screens/practice.h"
#include "ui/screens/settings.h"
#include "ui/screens/tour.h"
#include "ui/screens/write_sheet.h"

namespace huzhu::ui::sample {
namespace {

// ---- 今日 -----------------------------------------------------------------------------------------------

void add_today(std::vector<Sample>& out) {
  const auto one = [&](const char* name, TodayScreen screen) {
    out.push_back({name, [s = keep(std::move(screen))](Kit& k) {
      framed(k, "today", Str::today_title, false, [&] { k.theme().elder() ? today_content_elder(k, *s) : today_content(k, *s); });
    }});
  };
  one("today", today_screen());
  TodayScreen newer = today_screen();
  newer.banner = {.sentence = Str::version_banner, .tone = Tone::info, .icon = Icon::save, .act = Str::version_use};
  one("today, a new version", newer);
  TodayScreen empty;
  empty.moment = moment();
  empty.view.date = today();
  one("today, nobody", empty);
  empty.view.planned = 4;
  one("today, all done", empty);
  empty.loading = true;
  one("today, loading", empty);
  TodayScreen lengthy = today_screen();
  for (auto& e : lengthy.view.to_visit) {
    e.name = long_name;
    e.group_name = "红古村第十二生产合作社东片";
    e.carry_on = long_address;
  }
  for (auto& v : lengthy.view.visited) v.name = v.who = long_name;
  lengthy.view.birthdays[0].name = long_name;
  lengthy.view.short_name = long_name;
  lengthy.view.planned = 40;
  one("today, long", lengthy);
}

// ---- 名册 and 档案 -------------------------------------------------------------------------------------------

struct RosterSample {
  registry::RosterResult result;
  registry::RosterChips chips = roster_chips();
  RosterState state;
  RosterScreen screen;
};

std::shared_ptr<RosterSample> roster(std::size_t count, const std::string& name = {}) {
  auto r = std::make_shared<RosterSample>();
  r->result = roster_result(count);
  r->screen = {&r->result, [name](EntityId id) {
                 auto row = roster_row(id);
                 if (!name.empty()) row.name = row.village = row.group_name = name;
                 return std::optional(row);
               },
               &r->chips, moment(), true, false};
  return r;
}

void add_roster(std::vector<Sample>& out) {
  const auto one = [&](const char* name, std::shared_ptr<RosterSample> r) {
    out.push_back({name, [r](Kit& k) { framed(k, "roster", Str::roster_title, false, [&] { roster_content(k, r->screen, r->state); }); }});
  };
  one("roster", roster(300));
  one("roster, long names", roster(30, long_name));
  auto all_chips = roster(12);
  all_chips->state.more_chips = true;
  all_chips->state.query.due_only = true;
  all_chips->state.query.text = long_address;
  one("roster, all filters", all_chips);
  auto none = roster(0);
  none->result.total = 300;
  one("roster, nobody found", none);
  one("roster, empty", roster(0));
  auto loading = roster(0);
  loading->screen.loading = true;
  one("roster, loading", loading);
  const auto desk = [&](const char* name, std::shared_ptr<RosterSample> r, bool detail) {
    auto search = std::make_shared<std::string>();
    out.push_back({name, [r, search, detail](Kit& k) {
      k.screen({"roster", Str::roster_title});
      k.desk_bar({.search = search.get(), .placeholder = Str::desk_search, .mark = {.kind = MarkKind::received}, .size = Str::larger_text});
      if (detail) k.split_right(404, [&] { k.pane_sheet("detail", [&] { elder_detail(k, elder_screen()); }); });
      r->screen.can_take_out = true;
      roster_desk(k, r->screen, r->state);
    }, Sample::desk_only});
  };
  desk("roster of the desk", roster(300), true);
  desk("roster of the desk, nothing open", roster(300), false);
  desk("roster of the desk, long names", roster(30, long_name), true);
  desk("roster of the desk, empty", roster(0), false);
}

ElderScreen lengthy_elder() {
  ElderScreen s = elder_screen();
  registry::ElderFile& f = s.file;
  f.name = long_name;
  f.address = long_address;
  f.group_name = "第十二生产合作社东片";
  f.tags = {"计生特殊家庭", "失独", "重残", "重点优抚", "高龄", "独居", "低收入"};
  f.safety[0].values = {long_address, "阿司匹林"};
  f.safety.push_back({registry::SafetyKind::stove, {"每次来看烟筒通不通，院里的煤够不够烧到月底"}, ""});
  for (auto& h : f.history) h.who = long_name, h.note = long_address;
  f.minutes_earned = 90000;
  return s;
}

void add_elder(std::vector<Sample>& out) {
  const auto one = [&](const char* name, ElderScreen screen) {
    out.push_back({name, [s = keep(std::move(screen))](Kit& k) { framed(k, "elder", Str::elder_title, true, [&] { elder_content(k, *s); }); }});
  };
  one("elder", elder_screen());
  one("elder, long", lengthy_elder());
  ElderScreen shown = elder_screen();
  shown.id_shown = shown.phone_shown = shown.can_review = true;
  one("elder, all shown", shown);
  shown.file.others = {{EntityId{8}, "马玉连", "红古村", "五社", Date{today().days - 200}}, {EntityId{9}, long_name, "红古村", long_address, Date{today().days - 900}}};
  one("elder, of two files", shown);
  out.push_back({"elder, why", [s = keep(elder_screen())](Kit& k) {
    s->asking = true;
    framed(k, "elder", Str::elder_title, true, [&] { elder_content(k, *s); });
    elder_question(k, *s);
  }});
  out.push_back({"elder, how to print", [s = keep(elder_screen())](Kit& k) {
    s->printing = s->can_print_whole = true;
    framed(k, "elder", Str::elder_title, true, [&] { elder_content(k, *s); });
    elder_question(k, *s);
  }});
  WhoLookedScreen looked;
  looked.moment = moment();
  looked.name = long_name;
  const auto looks = [&](const char* name) {
    out.push_back({name, [s = keep(looked)](Kit& k) { framed(k, "looked", Str::elder_looked, true, [&] { who_looked_content(k, *s); }); }});
  };
  looks("who looked, nobody");
  for (std::int64_t i = 1; i <= 9; ++i)
    looked.looks.push_back({EntityId{static_cast<std::uint64_t>(i)}, i % 2 ? "陈桂香" : long_name, "红古村站 1 号平板", i == 9 ? long_name : "", model::Privacy::personal,
                            static_cast<people::AccessReason>(i > 6 ? 9 : i), moment().now_ms - i * 3600'000ll * 30});
  looks("who looked");
  LooksScreen everybody;
  everybody.moment = moment();
  const auto all = [&](const char* name) {
    out.push_back({name, [s = keep(everybody)](Kit& k) { framed(k, "looks", Str::looks_title, true, [&] { looks_content(k, *s); }); }});
  };
  all("looks, none");
  for (const people::AccessRow& look : looked.looks) everybody.rows.push_back({EntityId{7}, look.reason == people::AccessReason::other ? long_name : "马玉莲", look});
  all("looks");
  out.push_back({"elder, a record", [s = keep(elder_screen())](Kit& k) {
    s->record = s->file.history.front().entity;
    s->file.history.front().written = {moment().now_ms + 3 * 86400000ll, moment().now_ms, true};
    framed(k, "elder", Str::elder_title, true, [&] { elder_content(k, *s); });
    elder_question(k, *s);
  }});
  looked.died = true;
  looked.relative_error = Str::error_required;
  looks("who looked, of the dead");
  looked.closed = true;
  looks("who looked, closed by the dead");
  ConsentScreen consent;
  consent.name = long_name;
  consent.moment = moment();
  consent.can_erase = true;
  const registry::ConsentState states[] = {registry::ConsentState::given, registry::ConsentState::taken_back, registry::ConsentState::never_asked};
  for (std::size_t i = 0; i < registry::consent_subjects.size(); ++i)
    consent.lines.push_back({registry::consent_subjects[i], states[i % 3], i % 3 == 2 ? registry::ConsentKind::none : registry::ConsentKind::spoken,
                             moment().today(), i == 0 ? long_name : "", long_name});
  out.push_back({"consent", [s = keep(consent)](Kit& k) { framed(k, "consent", Str::consent_title, true, [&] { consent_content(k, *s); }); }});
  for (const registry::ConsentKind kind : {registry::ConsentKind::none, registry::ConsentKind::spoken, registry::ConsentKind::family}) {
    ConsentForm form;
    form.draft.kind = kind;
    form.offered.assign(registry::consent_subjects.begin(), registry::consent_subjects.end());
    form.draft.witness = form.draft.given_by = long_name;
    if (kind == registry::ConsentKind::spoken) form.witness_error = Str::error_required;
    out.push_back({"consent, form " + std::to_string(static_cast<int>(kind)),
                   [s = keep(form)](Kit& k) { framed(k, "agree", Str::consent_form_title, true, [&] { consent_form(k, *s); }); }});
  }
  for (const bool chosen : {false, true}) {
    EraseScreen erase;
    erase.name = long_name;
    erase.chosen = chosen;
    erase.count = 137;
    if (chosen) erase.wanted = {EntityId{1}, registry::ErasureReach::all, registry::ErasureReason::asked};
    out.push_back({chosen ? "erase, chosen" : "erase", [s = keep(erase)](Kit& k) { framed(k, "erase", Str::erase_title, true, [&] { erase_content(k, *s); }); }});
  }
  EraseScreen asked;
  asked.name = long_name;
  asked.wanted = {EntityId{1}, registry::ErasureReach::all, registry::ErasureReason::family_asked, long_name};
  asked.family_error = Str::error_arranged_otherwise;
  out.push_back({"erase, the family asks", [s = keep(asked)](Kit& k) { framed(k, "erase", Str::erase_title, true, [&] { erase_content(k, *s); }); }});
  RetentionScreen retention;
  retention.moment = moment();
  const auto kept = [&](const char* name) {
    out.push_back({name, [s = keep(retention)](Kit& k) { framed(k, "retention", Str::retention_title, true, [&] { retention_content(k, *s); }); }});
  };
  kept("retention, nobody");
  for (std::size_t i = 0; i < registry::retention_rules().size(); ++i)
    retention.due.push_back({EntityId{i + 1}, i % 2 ? "马玉莲" : long_name, "红古村", &registry::retention_rules()[i], moment().today(), moment().today(), registry::ErasureReason::retention});
  kept("retention");
  ElderScreen bare;
  bare.moment = moment();
  bare.file.name = "马";
  one("elder, hardly known", bare);
  out.push_back({"elder, gone", [](Kit& k) { framed(k, "elder", Str::elder_title, true, [&] {
    k.empty("elder.gone", {.picture = Picture::family, .what = Str::elder_gone, .next = Str::elder_gone_next}); }); }});
  out.push_back({"elder beside the table, long", [s = keep(lengthy_elder())](Kit& k) {
    k.screen({"roster", Str::roster_title});
    k.split_right(404, [&] { k.pane_sheet("detail", [&] { elder_detail(k, *s); }); });
    k.pane("rest", [&] { k.text(Str::roster_title); });
  }, Sample::desk_only});
}

// ---- carried by hand ------------------------------------------------------------------------------------------

void add_carry(std::vector<Sample>& out) {
  const auto sent = [&](const char* name, CarryOutView view) {
    out.push_back({name, [v = keep(std::move(view))](Kit& k) { framed(k, "carry", Str::carry_out_title, true, [&] { carry_out_content(k, *v); }); }});
  };
  CarryOutView view;
  view.recipients = {Str::carry_to_hub, verbatim("红古村站 1 号平板"), verbatim(long_name)};
  view.packed.packing = true;
  sent("carry, packing", view);
  view.packed = {.ready = true, .segments = 12345, .whole = true, .complete = false, .saved_as = "捎给平板-1128-0912.huzhu"};
  view.codes = {.text = std::string(900, '7'), .number = 3, .pieces = 4};
  sent("carry, codes", view);
  view.codes = {.too_many = true};
  sent("carry, too many codes", view);

  const auto came = [&](const char* name, CarryInView in) {
    out.push_back({name, [v = keep(std::move(in))](Kit& k) { framed(k, "take", Str::carry_in_title, true, [&] { carry_in_content(k, *v); }); }});
  };
  CarryInView in;
  in.scanning = true;
  in.reading = {.known = 3, .pieces = 40, .strange = true};
  came("carry in, reading codes", in);
  in = {};
  in.state = CarryInView::State::done;
  in.from = verbatim("红古村站 1 号平板");
  in.taken = {.fresh = 1240, .known = 300, .elsewhere = 12, .refused = 3, .receipted = 99};
  came("carry in, done", in);
  in.state = CarryInView::State::handed_on;
  in.hub.stored = in.hub.refused = 1240;
  in.hub.answer = Bytes{1};
  in.answer = {.ready = true, .saved_as = "回执-1128-0912.huzhu"};
  came("carry in, handed on", in);
}

// ---- forms ---------------------------------------------------------------------------------------------------

struct RegisterSample {
  RegisterScreen screen;
  RegisterState state;
};

void add_register(std::vector<Sample>& out) {
  const auto one = [&](const std::string& name, RegisterSample sample) {
    out.push_back({name, [r = keep(std::move(sample))](Kit& k) {
      framed(k, "register", r->state.editing ? Str::register_edit_title : Str::register_title, true, [&] { k.dock([&] { k.theme().elder() ? register_dock_elder(k, r->screen, r->state) : register_dock(k, r->screen, r->state); }); },
             [&] { k.theme().elder() ? register_content_elder(k, r->screen, r->state) : register_content(k, r->screen, r->state); });
    }});
  };
  RegisterSample empty;
  empty.screen.moment = moment();
  empty.screen.villages = {{620111104201, "红古村"}, {620111104202, "米家台村"}, {620111104203, "王家口村"}, {620111104204, "旋子村"}};
  empty.screen.id = Error{ErrorCode::required, "person.resident_id", {}};
  for (int step = 0; step < register_steps; ++step) {
    empty.state.step = step;
    one("register, empty, " + std::to_string(step), empty);
  }
  RegisterSample born = empty;
  born.state.step = 0;
  born.state.draft.birth_date = Date::from_civil(1947, 4, 14);
  born.state.birth_typed = "农历1947年闰二月廿三";
  born.state.birth_choice.lunar = true;
  one("register, birthday", born);
  born.state.birth_choice.open = true;
  one("register, choosing the birthday", born);
  RegisterSample many = empty;
  for (std::int64_t i = 0; i < 52; ++i) many.screen.villages.push_back({620111104300 + i, "八家川第" + std::to_string(i) + "村"});
  many.state.draft.area = 620111104330;
  many.state.step = 2;
  one("register, many villages", many);
  many.state.village_typed = "上海";
  one("register, no such village", many);
  RegisterSample wrong = empty;
  wrong.screen.duplicates = {{EntityId{9}, registry::Likeness::same_name_month_village, long_name, 2, 79, "红古村", "三社", Date{19000}}};
  wrong.screen.errors = {{ErrorCode::required, "person.name", {}}, {ErrorCode::bad_phone, "person.phone", {}}, {ErrorCode::required, "person.area", {}}};
  wrong.state.draft.name = long_name;
  wrong.state.draft.address = long_address;
  wrong.state.draft.note = long_address;
  wrong.state.draft.resident_id = "9999991947";
  wrong.screen.id = Error{ErrorCode::bad_id_length, "person.resident_id", {}};
  wrong.state.more = wrong.state.tried = true;
  for (int step = 0; step < register_steps; ++step) {
    wrong.state.step = step;
    one("register, wrong, " + std::to_string(step), wrong);
  }
}

struct VisitSample {
  VisitScreen screen{"马玉莲", "红古村三社", "13900015621", 2, moment()};
  VisitState state;
};

void add_visit(std::vector<Sample>& out) {
  const auto one = [&](const std::string& name, VisitSample sample) {
    out.push_back({name, [v = keep(std::move(sample))](Kit& k) {
      const bool elder = k.theme().elder();
      const Text title = elder ? verbatim(v->screen.elder_name) : say(Str::visit_title, verbatim(v->screen.elder_name));
      framed(k, "visit", title, true, [&] { k.dock([&] { elder ? visit_dock_elder(k, v->screen, v->state) : visit_dock(k, v->screen, v->state); }); },
             [&] { elder ? visit_content_elder(k, v->screen, v->state) : visit_content(k, v->screen, v->state); });
    }});
  };
  for (int step = 0; step <= 4; ++step) {
    VisitSample v;
    v.state.step = step;
    one("visit, step " + std::to_string(step), v);
    v.state.saying = step < 4;
    v.state.draft.basics = care::Answer::fine;
    v.state.draft.safety = v.state.draft.mood = care::Answer::concern;
    v.state.draft.outcome = care::Outcome::needs_help;
    v.state.draft.note = v.state.draft.follow_up = long_address;
    v.state.draft.matters = {21, 22, 41};
    if (step % 2 == 1) v.screen.elder_name = long_name;
    one("visit, worries, step " + std::to_string(step), v);
  }
}

struct HoursSample {
  HoursScreen screen;
  HoursState state;
};

void add_hours(std::vector<Sample>& out) {
  const auto one = [&](const std::string& name, HoursSample sample) {
    out.push_back({name, [h = keep(std::move(sample))](Kit& k) {
      framed(k, "hours", Str::hours_title, true, [&] { k.dock([&] { hours_dock(k, h->screen, h->state); }); },
             [&] { k.theme().elder() ? hours_content_elder(k, h->screen, h->state) : hours_content(k, h->screen, h->state); });
    }});
  };
  for (int step = 0; step < 3; ++step) {
    HoursSample h;
    h.screen.moment = moment();
    h.state.step = step;
    one("hours, step " + std::to_string(step), h);
    h.screen.recent = {{EntityId{1}, "马玉莲"}, {EntityId{2}, "祁生福"}, {EntityId{3}, long_name}};
    h.screen.warnings = {timebank::HoursWarning::over_daily_cap, timebank::HoursWarning::same_again};
    h.state.draft.elder = EntityId{3};
    h.state.elder_name = long_name;
    h.state.draft.service = timebank::Service::clean;
    h.state.draft.minutes = 705;
    h.state.other_minutes = true;
    one("hours, chosen, step " + std::to_string(step), h);
  }
}

// ---- 待处理, 同步, 设置, 更多 -----------------------------------------------------------------------------------

void add_work(std::vector<Sample>& out) {
  const auto conflicts = [&](const char* name, ConflictsScreen screen) {
    out.push_back({name, [s = keep(std::move(screen))](Kit& k) { framed(k, "conflicts", Str::conflicts_title, true, [&] { conflicts_content(k, *s); }); }});
  };
  conflicts("conflicts", conflicts_screen());
  conflicts("conflicts, none", {});
  ConflictsScreen lengthy = conflicts_screen();
  for (auto& card : lengthy.cards) {
    card.name = long_name;
    card.field = model::person::address;
    card.former = long_address;
    for (auto& side : card.sides) side.words = long_address, side.who = long_name, side.device = "红古村农村幸福院互助站 12 号平板";
    card.sides.push_back(card.sides[0]);
    card.sides[2].dot.seq += 100;
  }
  conflicts("conflicts, long", lengthy);

  ConflictsScreen alike = conflicts_screen();
  alike.cards.resize(1);
  alike.alike = {{elder_screen().file, elder_screen().file, registry::Likeness::near_name_birth_date}, {lengthy_elder().file, elder_screen().file, registry::Likeness::same_name_month_village}};
  alike.alike[0].other.person = EntityId{2};
  alike.alike[1].one.person = EntityId{3}, alike.alike[1].one.ended_kind = 2;
  alike.cards[0].between_records = true;
  conflicts("conflicts, and two alike", alike);
  out.push_back({"same person", [s = keep(alike.alike[0])](Kit& k) { framed(k, "same", Str::same_title, true, [&] { same_card(k, *s, moment(), false); }); }});

  const auto syncing = [&](const std::string& name, SyncScreen screen) {
    out.push_back({name, [s = keep(std::move(screen))](Kit& k) { framed(k, "sync", Str::sync_title, true, [&] { sync_content(k, *s); }); }});
  };
  syncing("sync", sync_screen());
  for (int phase = 0; phase <= static_cast<int>(sync::Phase::refused); ++phase) {
    SyncScreen s;
    s.moment = moment();
    s.state.phase = static_cast<sync::Phase>(phase);
    s.state.error = ErrorCode::unknown_device;
    s.state.received = 18600;
    s.state.to_receive = 11400;
    s.status.on_tablet = s.status.received = 1234567;
    s.status.device_name = long_name;
    syncing("sync, phase " + std::to_string(phase), s);
  }
  SyncScreen troubled = sync_screen();
  troubled.state.incidents.clear();
  for (int kind = 0; kind <= static_cast<int>(sync::IncidentKind::two_histories); ++kind) troubled.state.incidents.push_back({static_cast<sync::IncidentKind>(kind), {}, {}, moment().now_ms});
  for (auto& a : troubled.status.waiting_acts) a.name = a.who = long_name;
  syncing("sync, everything wrong", troubled);

  out.push_back({"settings", [](Kit& k) { framed(k, "settings", Str::settings_title, true, [&] {
    settings_content(k, {.look = k.theme().look(), .profiles = 4, .version = verbatim("3f9a1c0b5e77"), .storage = say(Str::settings_used, say_count(38), say_count(3200)), .kept = true}); }); }});
  out.push_back({"settings, on a PC", [](Kit& k) { framed(k, "settings", Str::settings_title, false, [&] {
    settings_content(k, {.look = k.theme().look(), .people = true, .invite = true, .help = true, .held = 12, .new_version = true, .version = verbatim("3f9a1c0b5e77"), .storage = Str::unknown}); }); },
                 Sample::desk_only});
  out.push_back({"settings, nearly full", [](Kit& k) { framed(k, "settings", Str::settings_title, true, [&] {
    settings_content(k, {.look = k.theme().look(), .profiles = 4, .version = verbatim("3f9a1c0b5e77"), .storage = say(Str::settings_used, say_count(12345), say_count(6)),
                         .room = Str::settings_room_full, .room_tone = Tone::danger, .kept = true, .photos_away = true}); }); }});
  out.push_back({"more", [](Kit& k) { framed(k, "more", Str::more_title, false, [&] {
    more_content(k, {.surname = verbatim("陈"), .name = verbatim("陈桂香"), .role_line = verbatim("红古村志愿者"), .conflicts = 2, .sync_line = Str::sync_never,
                     .sync = {.kind = MarkKind::waiting, .word = say(Str::mark_waiting_count, 12)}, .can_add_person = true, .can_invite = true}); }); }});
  out.push_back({"more, long", [](Kit& k) { framed(k, "more", Str::more_title, false, [&] {
    more_content(k, {.surname = verbatim("阿"), .name = verbatim(long_name), .role_line = verbatim(long_address), .conflicts = 120,
                     .sync_line = say(Str::sync_last, verbatim("2024年11月21日 下午 12:45"))}); }); }});
  for (int topic = static_cast<int>(Topic::none) + 1; topic < static_cast<int>(Topic::count_); ++topic)
    out.push_back({"help, topic " + std::to_string(topic), [t = keep(today_screen()), topic](Kit& k) {
      framed(k, "today", Str::today_title, false, [&] { today_content(k, *t); });
      help_sheet(k, {static_cast<Topic>(topic), topic % 2 == 0, topic % 3 != 0});
    }});
  out.push_back({"more, practising", [](Kit& k) { framed(k, "more", Str::more_title, false, [&] { practice_banner(k); }, [&] {
    more_content(k, {.surname = verbatim("陈"), .name = verbatim("陈桂香"), .role_line = verbatim("练习村志愿者"), .conflicts = 1, .practising = true}); }); }});
  for (int at = 0; at < tour_pictures; ++at)
    out.push_back({"tour, picture " + std::to_string(at + 1), [at](Kit& k) {
      framed(k, "tour", Str::tour_screen_title, true, [&] { k.dock([&] { tour_acts(k, at, true); }); }, [&] { tour_content(k, at); });
    }});
  out.push_back({"write sheet", [t = keep(today_screen())](Kit& k) {
    framed(k, "today", Str::today_title, false, [&] { today_content(k, *t); });
    write_sheet(k, {true, true, true});
  }});
  out.push_back({"dialog", [t = keep(today_screen())](Kit& k) {
    framed(k, "today", Str::today_title, false, [&] { today_content(k, *t); });
    k.dialog("d", {.title = Str::gallery_retire_title, .body = Str::gallery_retire_body, .safe = Str::later, .act = Str::gallery_danger, .danger = true});
  }});
  out.push_back({"told and saved", [t = keep(today_screen()), told = keep(false)](Kit& k) {
    if (!std::exchange(*told, true)) k.toast({say(Str::visit_saved_well, verbatim(long_name)), Str::undo, 7});
    framed(k, "today", Str::today_title, false, [&] { k.dock([&] { k.icon_line(Icon::alert, Str::speak_no_voice, Tone::wait); }); }, [&] { today_content(k, *t); });
  }});
}

void add_overview(std::vector<Sample>& out) {
  const auto one = [&](const char* name, OverviewScreen screen) {
    out.push_back({name, [s = keep(std::move(screen))](Kit& k) { framed(k, "overview", Str::overview_title, false, [&] { overview_content(k, *s); }); }, Sample::desk_only});
  };
  one("overview", overview_screen());
  OverviewScreen lengthy = overview_screen();
  for (auto& v : lengthy.view.villages) v.name = "红古镇八家村民委员会", v.due_today = 1240, v.late = 999;
  for (auto& item : lengthy.view.inbox) item.name = long_name, item.words = item.label = long_address;
  one("overview, long", lengthy);
  OverviewScreen empty;
  empty.moment = moment();
  empty.view.date = today();
  one("overview, empty", empty);
  empty.loading = true;
  one("overview, loading", empty);
}

}  // namespace

std::vector<Sample> every_screen() {
  std::vector<Sample> out;
  add_today(out);
  add_roster(out);
  add_elder(out);
  add_carry(out);
  add_register(out);
  add_visit(out);
  add_hours(out);
  add_work(out);
  add_endings(out);
  add_people(out);
  add_station(out);
  add_invite(out);
  add_help(out);
  add_overview(out);
  return out;
}

}  // namespace huzhu::ui::sample
