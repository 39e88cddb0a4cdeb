#include "ui/screens/first_run.h"

#include "core/base/limits.h"

namespace huzhu::ui {
namespace {

using Step = FirstRunState::Step;
constexpr float form_width = 480;  // reads as one column on tablets and PCs
constexpr int steps = 4;

int number_of(Step step) { return std::min(static_cast<int>(step) + 1, steps); }

void head(Kit& kit, const FirstRunState& state) {
  const Text line = say(Str::first_step, number_of(state.step), steps);
  kit.bars(number_of(state.step), steps, line);
  kit.label(line);
  kit.space(12);
}

void code_content(Kit& kit, FirstRunState& state) {
  kit.identity({.surname = Str::first_tile, .name = Str::app_name, .lines = {Str::first_welcome}});
  kit.space(20);
  kit.heading(Str::first_code_title);
  kit.label(Str::first_code_body);
  kit.gap();
  Field field{.label = Str::first_code_label, .kind = FieldKind::number, .placeholder = Str::first_code_hint, .icon = Icon::key,
              .help = Str::first_code_help, .error = state.error, .max_length = static_cast<int>(limits::enrol_code_digits)};
  if (!state.error.empty()) field.help = {};
  if (kit.field("first.code", state.code, field)) state.error = {};
}

FirstRunAct code_acts(Kit& kit, const FirstRunState& state) {
  const bool whole = state.code.size() == limits::enrol_code_digits;
  const Text why = state.busy ? Text(Str::first_asking) : whole ? Text() : Text(Str::first_code_short);
  if (!why.empty()) kit.icon_line(state.busy ? Icon::hub : Icon::info, why);
  return kit.button("first.join", Str::first_join, {.kind = ButtonKind::primary, .icon = Icon::hub, .disabled = why}) ? FirstRunAct::check_code : FirstRunAct::none;
}

// A typed code says nothing about who answers it: the person compares.
void words_content(Kit& kit, const FirstRunState& state) {
  kit.heading(Str::first_words_title);
  kit.label(Str::first_words_body);
  kit.gap();
  // As large as the column allows: read from across a counter.
  const bool large = kit.width() / 2 - 6 - 32 >= 2.1f * kit.theme().type(Type::figure).size;
  kit.group("first.words", Role::group, Str::first_words_name, [&] {
    kit.grid(static_cast<int>(state.words.size()), 2, [&](int i) {
      kit.card([&] {
        kit.space(12);
        kit.text(state.words[static_cast<std::size_t>(i)], {.type = large ? Type::figure : Type::title, .bold = true, .align = Align::middle});
        kit.space(12);
      });
    }, 12);
  });
}

void words_acts(Kit& kit, FirstRunState& state) {
  kit.columns({-1, -1.35f}, [&](int cell) {
    if (cell == 0 && kit.button("first.words_differ", Str::first_words_differ, {})) {
      state.step = Step::code;
      state.code.clear();
      state.error = Str::first_wrong_centre;
    }
    if (cell == 1 && kit.button("first.words_same", Str::first_words_same, {.kind = ButtonKind::primary, .icon = Icon::check})) state.step = Step::name;
  });
}

void name_content(Kit& kit, FirstRunState& state) {
  kit.icon_line(Icon::okround, say(Str::first_joined, state.place), Tone::ok);
  kit.space(12);
  kit.heading(Str::first_name_title);
  kit.label(say(Str::first_name_body, state.role));
  kit.gap();
  if (kit.field("first.name", state.name, {.label = Str::first_name_label, .icon = Icon::user, .error = state.error, .required = true,
                                           .max_length = static_cast<int>(limits::name_characters_max)}))
    state.error = {};
}

void name_acts(Kit& kit, FirstRunState& state) {
  const Text why = state.name.empty() ? Text(Str::first_name_missing) : Text();
  if (kit.button("first.to_pin", Str::first_to_pin, {.kind = ButtonKind::primary, .icon = Icon::lock, .disabled = why})) {
    state.step = Step::pin;
    state.error = {};
  }
}

void working_content(Kit& kit, const FirstRunState& state) {
  kit.space(40);
  kit.picture(Picture::family, {}, true);
  kit.heading(Str::first_working, 1, Align::middle);
  kit.text(Str::first_working_body, {.type = Type::label, .colour = Colour::ink2, .align = Align::middle});
  if (!state.error.empty()) kit.icon_line(Icon::alert, state.error, Tone::danger);
}

FirstRunAct acts(Kit& kit, FirstRunState& state) {
  switch (state.step) {
    case Step::code: return code_acts(kit, state);
    case Step::words: words_acts(kit, state); break;
    case Step::name: name_acts(kit, state); break;
    case Step::pin:
    case Step::working: break;
  }
  return FirstRunAct::none;
}

FirstRunAct content(Kit& kit, FirstRunState& state) {
  if (state.step != Step::working) head(kit, state);
  switch (state.step) {
    case Step::code: code_content(kit, state); break;
    case Step::words: words_content(kit, state); break;
    case Step::name: name_content(kit, state); break;
    case Step::pin:
      if (!twice_pin(kit, "first.pin", Str::first_pin_title, state.pin)) break;
      state.step = Step::working;
      return FirstRunAct::finish;
    case Step::working: working_content(kit, state); break;
  }
  return FirstRunAct::none;
}

void step_back(FirstRunState& state) {
  // The words were compared once; going back from the name means another code.
  state.step = state.step == Step::pin ? Step::name : Step::code;
  state.pin = {};
  state.error = {};
}

}  // namespace

FirstRunAct first_run_screen(Kit& kit, FirstRunState& state) {
  FirstRunAct act = FirstRunAct::none;
  kit.screen({"first_run", Str::first_title, true});
  const bool can_go_back = state.step != Step::code && state.step != Step::working;
  const TopBar bar{.title = Str::first_title, .back = can_go_back, .size = kit.theme().elder() ? Text() : Text(Str::larger_text)};
  switch (kit.top_bar(bar)) {
    case BarPress::back: step_back(state); break;
    case BarPress::size: return FirstRunAct::larger;
    default: break;
  }
  const bool desk = kit.form() == Form::desk;   // where a mouse is, the act stands below what it is about
  const bool has_acts = state.step == Step::code || state.step == Step::words || state.step == Step::name;
  const auto take = [&](FirstRunAct pressed) {
    if (act == FirstRunAct::none) act = pressed;
  };
  if (has_acts && !desk) kit.dock([&] { kit.centred(form_width, [&] { take(acts(kit, state)); }); });
  kit.pane("first_run", [&] {
    kit.centred(form_width, [&] {
      take(content(kit, state));
      if (!has_acts || !desk) return;
      kit.space(24);
      take(acts(kit, state));
    });
  });
  return act;
}

}  // namespace huzhu::ui
