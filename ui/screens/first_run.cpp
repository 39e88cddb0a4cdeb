#include "ui/screens/first_run.h"

#include "core/base/limits.h"

namespace huzhu::ui {
namespace {

using Step = FirstRunState::Step;
constexpr float form_width = 480;  // reads as one column on tablets and PCs

FirstRunAct code_step(Kit& kit, FirstRunState& state) {
  FirstRunAct act = FirstRunAct::none;
  kit.heading(Str::first_code_title);
  kit.label(Str::first_code_body);
  kit.gap();
  Field field{.label = Str::first_code_label, .kind = FieldKind::number, .placeholder = Str::first_code_hint, .icon = Icon::key,
              .help = Str::first_code_help, .error = state.error, .max_length = static_cast<int>(limits::enrol_code_digits)};
  if (!state.error.empty()) field.help = {};
  if (kit.field("first.code", state.code, field)) state.error = {};
  kit.gap();
  const bool whole = state.code.size() == limits::enrol_code_digits;
  const Text why = state.busy ? Text(Str::first_asking) : whole ? Text() : Text(Str::first_code_short);
  if (kit.button("first.join", Str::first_join, {.kind = ButtonKind::primary, .disabled = why})) act = FirstRunAct::check_code;
  return act;
}

FirstRunAct name_step(Kit& kit, FirstRunState& state) {
  kit.icon_line(Icon::check, say(Str::first_joined, state.place), Tone::ok);
  kit.gap();
  kit.heading(Str::first_name_title);
  kit.label(say(Str::first_name_body, state.role));
  kit.gap();
  if (kit.field("first.name", state.name, {.label = Str::first_name_label, .icon = Icon::user, .error = state.error, .required = true,
                                           .max_length = static_cast<int>(limits::name_characters_max)}))
    state.error = {};
  kit.gap();
  const Text why = state.name.empty() ? Text(Str::first_name_missing) : Text();
  if (kit.button("first.to_pin", Str::first_to_pin, {.kind = ButtonKind::primary, .disabled = why})) {
    state.step = Step::pin;
    state.error = {};
  }
  return FirstRunAct::none;
}

FirstRunAct pin_step(Kit& kit, FirstRunState& state) {
  if (!twice_pin(kit, "first.pin", Str::first_pin_title, state.pin)) return FirstRunAct::none;
  state.step = Step::working;
  return FirstRunAct::finish;
}

}  // namespace

FirstRunAct first_run_screen(Kit& kit, FirstRunState& state) {
  FirstRunAct act = FirstRunAct::none;
  kit.screen({"first_run", Str::first_title, true});
  const bool can_go_back = state.step == Step::name || state.step == Step::pin;
  if (kit.top_bar({.title = Str::first_title, .back = can_go_back}) == BarPress::back) {
    state.step = state.step == Step::name ? Step::code : Step::name;
    state.pin = {};
    state.error = {};
  }
  kit.pane("first_run", [&] {
    kit.centred(form_width, [&] {
      switch (state.step) {
        case Step::code: act = code_step(kit, state); break;
        case Step::name: act = name_step(kit, state); break;
        case Step::pin: act = pin_step(kit, state); break;
        case Step::working:
          kit.heading(Str::first_working, 1, Align::middle);
          kit.text(Str::first_working_body, {.type = Type::label, .colour = Colour::ink2, .align = Align::middle});
          if (!state.error.empty()) kit.icon_line(Icon::alert, state.error, Tone::danger);
          break;
      }
    });
  });
  return act;
}

}  // namespace huzhu::ui
