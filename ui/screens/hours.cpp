#include "ui/screens/hours.h"

#include <algorithm>
#include <array>

#include "core/base/limits.h"

namespace huzhu::ui {
namespace {

using timebank::Service;

struct ServiceTile { Service service; Picture picture; Str word; const char* id; };
constexpr std::array<ServiceTile, 8> tiles = {{{Service::chat, Picture::chat, Str::hours_chat, "chat"},
                                               {Service::cook, Picture::cook, Str::hours_cook, "cook"},
                                               {Service::clean, Picture::clean, Str::hours_clean, "clean"},
                                               {Service::bath, Picture::bath, Str::hours_bathe, "bathe"},
                                               {Service::clinic, Picture::clinic, Str::hours_clinic, "clinic"},
                                               {Service::errand, Picture::errand, Str::hours_errand, "errand"},
                                               {Service::walk, Picture::walk, Str::hours_walk, "walk"},
                                               {Service::fix, Picture::fix, Str::hours_repair, "repair"}}};
constexpr std::array<int, 5> spans = {30, 60, 90, 120, 180};
constexpr int step_minutes = 15;

Text service_word(Service service) {
  for (const ServiceTile& t : tiles)
    if (t.service == service) return t.word;
  return {};
}

HoursAct whom(Kit& kit, const HoursScreen& screen, HoursState& state, int per_row) {
  HoursAct act;
  const float height = kit.theme().elder() && kit.form() == Form::phone ? 150 : 0;
  const std::size_t room = static_cast<std::size_t>(per_row) * (kit.theme().elder() || kit.narrow() ? 3 : 1) - 1;
  std::vector<timebank::RecentElder> shown(screen.recent.begin(), screen.recent.begin() + static_cast<std::ptrdiff_t>(std::min(room, screen.recent.size())));
  bool listed = !state.draft.elder;
  for (const auto& r : shown) listed |= r.elder == state.draft.elder;
  if (!listed && !shown.empty()) shown.back() = {state.draft.elder, state.elder_name};
  if (!listed && shown.empty()) shown.push_back({state.draft.elder, state.elder_name});
  kit.group("hours.whom", Role::radiogroup, Str::hours_whom, [&] {
    kit.grid(static_cast<int>(shown.size()) + 1, per_row, [&](int i) {
      if (i == static_cast<int>(shown.size())) {
        if (kit.picture_card("hours.find", {.word = Str::hours_find, .icon = Icon::search, .min_height = height})) act.kind = HoursAct::find;
        return;
      }
      const timebank::RecentElder& r = shown[static_cast<std::size_t>(i)];
      if (kit.picture_card(Id("hours.elder", r.elder.value),
                           {.word = verbatim(r.name), .surname = surname_of(r.name), .selected = r.elder == state.draft.elder, .min_height = height})) {
        state.draft.elder = r.elder;
        state.elder_name = r.name;
        act.kind = HoursAct::changed;
      }
    });
  });
  return act;
}

bool what(Kit& kit, HoursState& state, int per_row) {
  bool changed = false;
  kit.group("hours.what", Role::radiogroup, Str::hours_what, [&] {
    kit.grid(static_cast<int>(tiles.size()), per_row, [&](int i) {
      const ServiceTile& t = tiles[static_cast<std::size_t>(i)];
      if (kit.picture_card(Id("hours.service", t.id), {.word = t.word, .picture = t.picture, .selected = t.service == state.draft.service})) {
        state.draft.service = t.service;
        changed = true;
      }
    });
  });
  return changed;
}

bool how_long(Kit& kit, HoursState& state, int per_row) {
  bool changed = false;
  const float height = kit.theme().elder() && kit.form() == Form::phone ? 112 : 0;   // one thing a screen: it may fill it
  kit.group("hours.long", Role::radiogroup, Str::hours_long, [&] {
    kit.grid(static_cast<int>(spans.size()) + 1, per_row, [&](int i) {
      if (i == static_cast<int>(spans.size())) {
        if (kit.option("hours.other", {.word = Str::other}, state.other_minutes, height)) {
          state.other_minutes = true;
          if (state.draft.minutes == 0) state.draft.minutes = 45;
          changed = true;
        }
        return;
      }
      const int minutes = spans[static_cast<std::size_t>(i)];
      if (kit.option(Id("hours.span", static_cast<std::uint64_t>(minutes)), {.word = say_span_choice(minutes)},
                     !state.other_minutes && state.draft.minutes == minutes, height)) {
        state.draft.minutes = minutes;
        state.other_minutes = false;
        changed = true;
      }
    });
  });
  if (state.other_minutes) {
    int quarters = static_cast<int>(state.draft.minutes) / step_minutes;
    if (kit.stepper("hours.minutes", Str::hours_long, quarters, 1, limits::minutes_per_entry_max / step_minutes,
                    say_span(quarters * step_minutes))) {
      state.draft.minutes = quarters * step_minutes;
      changed = true;
    }
  }
  return changed;
}

// A service that was given is never refused: what looks odd is said.
void warnings(Kit& kit, const HoursScreen& screen) {
  for (const timebank::HoursWarning w : screen.warnings) {
    kit.gap();
    const Str words = w == timebank::HoursWarning::over_daily_cap ? Str::hours_over_cap
                      : w == timebank::HoursWarning::same_again   ? Str::hours_same_again
                                                                  : Str::hours_at_once;
    kit.icon_line(Icon::alert, words, Tone::due);
  }
}

Text whole_act(const HoursState& state) { return say(Str::hours_save, say_span(static_cast<int>(state.draft.minutes))); }

Text missing(const HoursState& state) {
  if (!state.draft.elder) return Str::hours_need_whom;
  if (state.draft.service == Service::none) return Str::hours_need_what;
  if (state.draft.minutes <= 0) return Str::hours_need_long;
  return {};
}

}  // namespace

HoursAct hours_content(Kit& kit, const HoursScreen& screen, HoursState& state) {
  kit.step(1, Str::hours_whom);
  HoursAct act = whom(kit, screen, state, kit.narrow() ? 2 : kit.form() == Form::phone || kit.theme().factor() > 1.3f ? 4 : 6);
  kit.gap();
  kit.step(2, Str::hours_what);
  bool changed = what(kit, state, 4);
  kit.gap();
  kit.step(3, Str::hours_long);
  changed |= how_long(kit, state, 3);
  warnings(kit, screen);
  if (kit.form() != Form::phone && missing(state).empty()) {
    kit.gap();
    kit.card([&] {
      kit.label(Str::hours_summary);
      kit.lead(say(Str::hours_sentence, verbatim(state.elder_name), service_word(state.draft.service), say_span(static_cast<int>(state.draft.minutes))));
    });
  }
  if (changed && act.kind == HoursAct::none) act.kind = HoursAct::changed;
  return act;
}

HoursAct hours_dock(Kit& kit, const HoursScreen&, const HoursState& state) {
  HoursAct act;
  const Text why = missing(state);
  if (why.empty()) {
    if (kit.button("hours.save", whole_act(state), {.kind = ButtonKind::primary})) act.kind = HoursAct::save;
    return act;
  }
  kit.columns({-1, -0.6f}, [&](int cell) {
    if (cell == 0) kit.label(why);
    if (cell == 1) kit.button("hours.save", Str::save, {.kind = ButtonKind::primary, .disabled = why});
  }, 12, Align::middle);
  return act;
}

HoursAct hours_content_elder(Kit& kit, const HoursScreen& screen, HoursState& state) {
  HoursAct act;
  kit.bars(state.step + 1, 3, say(Str::hours_step, state.step + 1));
  kit.label(say(Str::hours_step, state.step + 1));
  const Text name = verbatim(state.elder_name);
  if (state.step == 0) {
    kit.heading(Str::hours_whom);
    act = whom(kit, screen, state, 2);
    if (act.kind == HoursAct::changed) state.step = 1;
  } else if (state.step == 1) {
    kit.heading(say(Str::hours_what_for, name));
    if (what(kit, state, 2)) {
      state.step = 2;
      act.kind = HoursAct::changed;
    }
  } else {
    kit.heading(say(Str::hours_long_for, name));
    if (how_long(kit, state, 2)) act.kind = HoursAct::changed;
    warnings(kit, screen);
    kit.gap();
    kit.banner("hours.undoable", {.sentence = Str::hours_undoable, .tone = Tone::info, .icon = Icon::info});
  }
  return act;
}

bool hours_step_back(HoursState& state) {
  if (state.step == 0) return false;
  --state.step;
  return true;
}

}  // namespace huzhu::ui
