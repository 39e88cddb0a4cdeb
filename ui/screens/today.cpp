#include "ui/screens/today.h"

namespace huzhu::ui {
namespace {

Leaf leaf_of(const care::TodayView& view) {
  return {.top = say_month_weekday(view.date),
          .day = say_count(view.date.civil().day),
          .lunar = say_lunar(view.date),
          .spoken = joined({say_day(view.date, Date{view.date.days + 9}), say_weekday(view.date), say_lunar(view.date)})};
}

// 后天小雪，天冷路滑 is a promise about weather; only the solar term is known.
Text term_line(const care::TodayView& view) {
  if (view.solar_term.empty() || view.solar_term_in_days < 0) return {};
  return say(Str::today_solar_term, say_day(Date{view.date.days + view.solar_term_in_days}, view.date), model_word(view.solar_term));
}

int planned(const care::TodayView& view) { return view.planned; }
int done(const care::TodayView& view) { return view.planned - static_cast<int>(view.to_visit.size()); }

Str rest_words(const care::TodayView& view) {
  if (!view.urgent.empty()) return Str::today_urgent_next;
  return view.planned > 0 ? Str::today_all_done_next : Str::today_nobody_next;
}

void greeting(Kit& kit, const TodayScreen& screen) {
  const care::TodayView& view = screen.view;
  kit.leaf(leaf_of(view), [&] {
    kit.lead(say_greeting(verbatim(view.short_name), screen.moment.now_ms, screen.moment.utc_offset_minutes));
    if (const Text term = term_line(view); !term.empty()) kit.label(term);
    if (planned(view) > 0) {
      const Text sentence = say(Str::today_count, planned(view), done(view));
      kit.bars(done(view), planned(view), sentence);
      kit.label(sentence);
    }
  });
}

Row row_of(const care::TodayElder& e, const Moment& moment) {
  Row row{.surname = surname_of(e.name), .name = verbatim(e.name), .mark = duty_mark(e.duty, moment)};
  if (e.age >= 0) row.aside = say(Str::age, e.age);
  row.second = joined({verbatim(e.group_name.empty() ? e.village : e.group_name), e.tags.empty() ? Text() : model_word(e.tags.front())});
  if (!e.carry_on.empty()) {
    row.third = verbatim(e.carry_on);
    row.third_icon = Icon::hand;
  }
  return row;
}

void visited_rows(Kit& kit, const TodayScreen& screen, TodayAct& act) {
  const auto& visited = screen.view.visited;
  if (visited.empty()) return;
  kit.section(say(Str::today_done, static_cast<int>(visited.size())));
  kit.list("today.visited", Str::today_done_name, static_cast<int>(visited.size()), [&](int i) {
    const care::VisitedToday& v = visited[static_cast<std::size_t>(i)];
    const Text what = choice_label(model::EntityType::visit, model::visit::outcome, v.outcome);
    const Row row{.icon = Icon::okround, .tone = Tone::ok, .name = verbatim(v.name),
                  .aside = joined({say_clock(v.happened_at_ms, screen.moment.utc_offset_minutes)}),
                  .second = joined({what, verbatim(v.who)}), .mark = state_mark(v.state), .compact = true};
    if (kit.row(Id("today.visited", v.visit.value), row) == RowPress::row) act = {TodayAct::open_elder, v.elder};
  });
}

void coming_rows(Kit& kit, const TodayScreen& screen, TodayAct& act) {
  const auto& next = screen.view.next_days;
  if (next.empty()) return;
  kit.section(Str::today_next);
  kit.list("today.next", Str::today_next, static_cast<int>(next.size()), [&](int i) {
    const care::TodayElder& e = next[static_cast<std::size_t>(i)];
    Row row = row_of(e, screen.moment);
    row.compact = true;
    row.third = {};
    row.third_icon = Icon::none;
    if (kit.row(Id("today.next", e.elder.value), row) == RowPress::row) act = {TodayAct::open_elder, e.elder};
  });
}

void banner(Kit& kit, const TodayScreen& screen, TodayAct& act) {
  if (screen.banner.sentence.empty()) return;
  kit.gap();
  if (kit.banner("today.banner", screen.banner)) act = {TodayAct::banner, {}};
}

// Before everything else, until somebody has been there and says how it went.
void urgent(Kit& kit, const TodayScreen& screen, TodayAct& act) {
  const auto& list = screen.view.urgent;
  if (list.empty()) return;
  kit.section(Str::today_urgent);
  kit.list("today.urgent", Str::today_urgent, static_cast<int>(list.size()), [&](int i) {
    const care::Urgent& u = list[static_cast<std::size_t>(i)];
    const Row row{.icon = Icon::help, .tone = Tone::danger, .name = verbatim(u.name),
                  .second = joined({say_moment(u.at_ms, screen.moment.now_ms, screen.moment.utc_offset_minutes), verbatim(u.village)}), .chevron = true};
    if (kit.row(Id("today.urgent", u.elder.value), row) == RowPress::row) act = {TodayAct::open_elder, u.elder};
  });
}

void birthdays(Kit& kit, const TodayScreen& screen, TodayAct& act) {
  const auto& list = screen.view.birthdays;
  if (list.empty()) return;
  kit.section(Str::today_birthdays);
  kit.list("today.birthdays", Str::today_birthdays, static_cast<int>(list.size()), [&](int i) {
    const care::Birthday& b = list[static_cast<std::size_t>(i)];
    const Row row{.icon = Icon::gift, .tone = Tone::info, .name = verbatim(b.name), .second = say(Str::today_turns, b.turns),
                  .value = say_day(b.on, screen.moment.today()), .compact = true};
    if (kit.row(Id("today.birthday", b.elder.value), row) == RowPress::row) act = {TodayAct::open_elder, b.elder};
  });
}

}  // namespace

TodayAct today_content(Kit& kit, const TodayScreen& screen) {
  TodayAct act;
  const care::TodayView& view = screen.view;
  greeting(kit, screen);
  banner(kit, screen, act);
  urgent(kit, screen, act);
  if (screen.loading && view.to_visit.empty() && view.visited.empty()) {
    kit.gap();
    kit.skeleton(4);
    return act;
  }
  if (view.to_visit.empty()) {
    kit.gap();
    const Empty empty{.picture = Picture::chat, .what = view.planned > 0 ? Str::today_all_done : Str::today_nobody,
                      .next = rest_words(view), .act = Str::today_open_roster,
                      .act_icon = Icon::people};
    if (kit.empty("today.roster", empty)) act.kind = TodayAct::roster;
  } else {
    kit.section(say(Str::today_to_visit, static_cast<int>(view.to_visit.size())));
    kit.list("today.rows", Str::today_to_visit_name, static_cast<int>(view.to_visit.size()), [&](int i) {
      const care::TodayElder& e = view.to_visit[static_cast<std::size_t>(i)];
      Row row = row_of(e, screen.moment);
      if (kit.form() != Form::phone && screen.can_visit) {
        row.act = Str::write_visit;
        row.act_icon = Icon::write;
      }
      const RowPress press = kit.row(Id("today.row", e.elder.value), row);
      if (press == RowPress::row) act = {screen.can_visit ? TodayAct::visit_elder : TodayAct::open_elder, e.elder};
      if (press == RowPress::act) act = {TodayAct::visit_elder, e.elder};
    });
  }
  visited_rows(kit, screen, act);
  coming_rows(kit, screen, act);
  birthdays(kit, screen, act);
  return act;
}

// One elder at a time: the next one as a card with two large acts, the others as a short list below.
TodayAct today_content_elder(Kit& kit, const TodayScreen& screen) {
  TodayAct act;
  const care::TodayView& view = screen.view;
  kit.leaf(leaf_of(view), [&] {
    kit.lead(say_greeting(verbatim(view.short_name), screen.moment.now_ms, screen.moment.utc_offset_minutes));
    if (planned(view) > 0) {
      kit.text(say(Str::today_planned, planned(view)));
      kit.text(say(Str::today_done, done(view)));
    }
  });
  banner(kit, screen, act);
  urgent(kit, screen, act);
  kit.gap();
  if (view.to_visit.empty()) {
    const Empty empty{.picture = Picture::chat, .what = view.planned > 0 ? Str::today_all_done : Str::today_nobody,
                      .next = rest_words(view)};
    kit.empty("today.roster", empty);
    visited_rows(kit, screen, act);
    coming_rows(kit, screen, act);
    return act;
  }
  const care::TodayElder& first = view.to_visit.front();
  kit.card([&] {
    kit.identity({.surname = surname_of(first.name), .name = verbatim(first.name),
                  .lines = {joined({first.age >= 0 ? say(Str::age, first.age) : Text(), verbatim(first.village + first.group_name)})}});
    kit.gap();
    const bool beside = !first.tags.empty() && !kit.narrow() && kit.theme().factor() < 1.2f;
    kit.columns({0, -1}, [&](int cell) {
      if (cell == 0) kit.mark(duty_mark(first.duty, screen.moment));
      if (cell == 1 && beside) kit.tags({model_word(first.tags.front())});
    }, 8, Align::middle);
    kit.gap();
    if (screen.can_visit && kit.button(Id("today.arrived", first.elder.value), say(Str::today_arrived, pronoun(first.sex)),
                                       {.kind = ButtonKind::primary, .icon = Icon::door}))
      act = {TodayAct::visit_elder, first.elder};
    if (!screen.first_phone.empty()) {
      kit.gap();
      if (kit.button(Id("today.call", first.elder.value), say(Str::today_call, pronoun(first.sex)), {.icon = Icon::phone})) act = {TodayAct::call, first.elder};
    }
    // What she must not eat, where the key lies, whom to call: known before the door.
    kit.gap();
    if (kit.button(Id("today.file", first.elder.value), say(Str::today_file, pronoun(first.sex)), {.kind = ButtonKind::quiet, .icon = Icon::file}))
      act = {TodayAct::open_elder, first.elder};
  });
  for (std::size_t i = 1; i < view.to_visit.size(); ++i) {
    kit.gap();
    const care::TodayElder& e = view.to_visit[i];
    const Row row{.surname = surname_of(e.name), .name = verbatim(e.name), .mark = duty_mark(e.duty, screen.moment)};
    kit.rows([&] {
      if (kit.row(Id("today.row", e.elder.value), row) == RowPress::row)
        act = {screen.can_visit ? TodayAct::visit_elder : TodayAct::open_elder, e.elder};
    });
  }
  visited_rows(kit, screen, act);
  return act;
}

}  // namespace huzhu::ui
