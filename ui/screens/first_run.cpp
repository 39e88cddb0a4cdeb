#include "ui/screens/first_run.h"

#include "core/base/limits.h"
#include "sync/client/enrolment.h"
#include "ui/screens/face.h"

namespace huzhu::ui {
namespace {

using Step = FirstRunState::Step;
constexpr float form_width = 480;  // reads as one column on tablets and PCs
constexpr int steps = 4;
constexpr int typed_max = 12;        // digits as pasted: 1234 5678

int number_of(Step step) {
  switch (step) {
    case Step::closed:
    case Step::code:
    case Step::scan: return 1;
    case Step::face:
    case Step::face_read:
    case Step::waiting:
    case Step::words:
    case Step::approval: return 2;
    case Step::name:
    case Step::person: return 3;
    case Step::pin:
    case Step::working: break;
  }
  return steps;
}

void head(Kit& kit, const FirstRunState& state) {
  const Text line = say(Str::first_step, number_of(state.step), steps);
  kit.bars(number_of(state.step), steps, line);
  kit.label(line);
  kit.space(12);
}

void closed_content(Kit& kit, FirstRunState& state) {
  kit.heading(Str::first_closed_title);
  kit.label(Str::first_closed_body);
  kit.gap();
  kit.icon_line(Icon::undo, Str::first_closed_try);
  kit.gap();
  kit.icon_line(Icon::hub, Str::first_closed_sent);
  kit.gap();
  kit.icon_line(Icon::alert, Str::first_closed_unsent, Tone::due);
  kit.space(20);
  kit.checkbox("first.give_up", Str::first_closed_give_up, state.give_up_unsent);
}

FirstRunAct closed_acts(Kit& kit, const FirstRunState& state) {
  const Text why = state.give_up_unsent == Check::on ? Text() : Text(Str::first_closed_tick);
  if (!why.empty()) kit.icon_line(Icon::info, why);
  return kit.button("first.anew", Str::first_closed_anew, {.kind = ButtonKind::danger, .disabled = why}) ? FirstRunAct::begin_anew : FirstRunAct::none;
}

FirstRunAct code_content(Kit& kit, FirstRunState& state) {
  kit.identity({.surname = Str::first_tile, .name = Str::app_name, .lines = {Str::first_welcome}});
  kit.space(20);
  kit.heading(Str::first_code_title);
  kit.label(Str::first_code_body);
  kit.gap();
  Field field{.label = Str::first_code_label, .kind = FieldKind::number, .placeholder = Str::first_code_hint, .icon = Icon::key,
              .help = Str::first_code_help, .error = state.error, .max_length = typed_max};
  if (!state.error.empty()) field.help = {};
  if (kit.field("first.code", state.code, field)) state.error = {};
  kit.gap();
  if (!state.busy && kit.button("first.scan", Str::first_scan, {.icon = Icon::qr})) {
    state.step = Step::scan;
    state.error = {};
    state.camera.reset();
    state.strange_code = false;
  }
  kit.gap();
  if (!state.busy && kit.button("first.face", Str::first_face, {.kind = ButtonKind::quiet, .icon = Icon::nonet})) return FirstRunAct::face;
  return FirstRunAct::none;
}

FirstRunAct code_acts(Kit& kit, const FirstRunState& state) {
  const bool whole = sync::code_digits(state.code).size() == limits::enrol_code_digits;
  const Text why = state.busy ? Text(Str::first_asking) : whole ? Text() : Text(Str::first_code_short);
  if (!why.empty()) kit.icon_line(state.busy ? Icon::hub : Icon::info, why);
  return kit.button("first.join", Str::first_join, {.kind = ButtonKind::primary, .icon = Icon::hub, .disabled = why}) ? FirstRunAct::check_code : FirstRunAct::none;
}

void scan_content(Kit& kit, const FirstRunState& state) {
  kit.heading(Str::first_scan_title);
  kit.label(Str::first_scan_body);
  kit.gap();
  if (state.camera == event::Camera::refused) return kit.icon_line(Icon::alert, Str::first_scan_refused, Tone::due);
  if (state.camera == event::Camera::missing) return kit.icon_line(Icon::alert, Str::first_scan_missing, Tone::due);
  kit.camera("first.camera", Str::first_scan_camera);
  if (state.strange_code) kit.icon_line(Icon::info, Str::first_scan_strange, Tone::due);
}

// A person at the other end is about to look: what is awaited, and nothing to press.
void wait_content(Kit& kit, const FirstRunState& state, Str title, Str body) {
  kit.heading(title);
  kit.gap();
  if (!state.error.empty()) kit.icon_line(Icon::nonet, state.error, Tone::due);
  else kit.icon_line(Icon::clock, body);
}

// A code says nothing about who answers it, nor about who stands between: the person compares.
void words_content(Kit& kit, const FirstRunState& state) {
  kit.heading(Str::first_words_title);
  kit.label(state.invited ? Str::first_pair_body : Str::first_words_body);
  kit.gap();
  word_cards(kit, "first.words", state.words);
}

FirstRunAct words_acts(Kit& kit) {
  FirstRunAct act = FirstRunAct::none;
  kit.columns({-1, -1.35f}, [&](int cell) {
    if (cell == 0 && kit.button("first.words_differ", Str::first_words_differ, {})) act = FirstRunAct::words_differ;
    if (cell == 1 && kit.button("first.words_same", Str::first_words_same, {.kind = ButtonKind::primary, .icon = Icon::check})) act = FirstRunAct::words_same;
  });
  return act;
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

void person_content(Kit& kit, const FirstRunState& state) {
  kit.icon_line(Icon::okround, say(Str::first_joined, state.place), Tone::ok);
  kit.space(12);
  kit.heading(say(Str::first_person_title, verbatim(state.name)));
  kit.label(say(Str::first_person_body, state.role));
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
    case Step::closed: return closed_acts(kit, state);
    case Step::code: return code_acts(kit, state);
    case Step::scan:
      if (kit.button("first.scan_type", Str::first_scan_type, {.icon = Icon::key})) state.step = Step::code;
      break;
    case Step::face:
      if (kit.button("first.face_read", Str::first_face_read, {.kind = ButtonKind::primary, .icon = Icon::qr})) return FirstRunAct::face_read;
      break;
    case Step::words: return words_acts(kit);
    case Step::name:
    case Step::person: name_acts(kit, state); break;
    case Step::face_read:
    case Step::waiting:
    case Step::approval:
    case Step::pin:
    case Step::working: break;
  }
  return FirstRunAct::none;
}

bool has_acts(Step step) { return step != Step::face_read && step != Step::waiting && step != Step::approval && step != Step::pin && step != Step::working; }

FirstRunAct content(Kit& kit, FirstRunState& state) {
  if (state.step != Step::working && state.step != Step::closed) head(kit, state);
  switch (state.step) {
    case Step::closed: closed_content(kit, state); break;
    case Step::code: return code_content(kit, state);
    case Step::scan: scan_content(kit, state); break;
    case Step::face: face_request_content(kit, state.codes, state.words); break;
    case Step::face_read: face_answer_content(kit, state.reading, state.error); break;
    case Step::waiting: wait_content(kit, state, Str::first_waiting_title, Str::first_waiting_body); break;
    case Step::words: words_content(kit, state); break;
    case Step::approval: wait_content(kit, state, Str::first_approval_title, Str::first_approval_body); break;
    case Step::name: name_content(kit, state); break;
    case Step::person: person_content(kit, state); break;
    case Step::pin:
      if (!twice_pin(kit, "first.pin", state.pin_length, state.pin)) break;
      state.step = Step::working;
      return FirstRunAct::finish;
    case Step::working: working_content(kit, state); break;
  }
  return FirstRunAct::none;
}

FirstRunAct step_back(FirstRunState& state) {
  state.error = {};
  if (state.step == Step::pin) {
    state.step = state.invited ? Step::person : Step::name;
    state.pin = {};
    return FirstRunAct::none;
  }
  if (state.step == Step::face_read) {
    state.step = Step::face;
    return FirstRunAct::none;
  }
  // The words were compared once; going back from the name means another code.
  const bool under_way = state.step != Step::scan && state.step != Step::face;
  state.step = Step::code;
  return under_way ? FirstRunAct::give_up : FirstRunAct::none;
}

}  // namespace

FirstRunAct first_run_screen(Kit& kit, FirstRunState& state) {
  FirstRunAct act = FirstRunAct::none;
  kit.screen({"first_run", Str::first_title, true});
  const bool can_go_back = state.step != Step::closed && state.step != Step::code && state.step != Step::working;
  const TopBar bar{.title = Str::first_title, .back = can_go_back, .size = kit.theme().elder() ? Text() : Text(Str::larger_text), .help = Str::help_open};
  switch (kit.top_bar(bar)) {
    case BarPress::back: act = step_back(state); break;
    case BarPress::size: return FirstRunAct::larger;
    case BarPress::help: return FirstRunAct::help;
    default: break;
  }
  const bool desk = kit.form() == Form::desk;   // where a mouse is, the act stands below what it is about
  const auto take = [&](FirstRunAct pressed) {
    if (act == FirstRunAct::none) act = pressed;
  };
  if (has_acts(state.step) && !desk) kit.dock([&] { kit.centred(form_width, [&] { take(acts(kit, state)); }); });
  kit.pane("first_run", [&] {
    kit.centred(form_width, [&] {
      take(content(kit, state));
      if (!has_acts(state.step) || !desk) return;
      kit.space(24);
      take(acts(kit, state));
    });
  });
  return act;
}

}  // namespace huzhu::ui
