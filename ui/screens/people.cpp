#include "ui/screens/people.h"

#include "core/base/limits.h"
#include "ui/screens/face.h"

namespace huzhu::ui {

namespace {

// Of the same kind as before.
void start_anew(TwicePin& state, const Text& why) { state = {.kind = state.kind, .error = why}; }

}  // namespace

bool twice_pin(Kit& kit, const Id& id, int length, TwicePin& state, const Text& who) {
  if (state.working) {
    kit.heading(Str::first_working, 1, Align::middle);
    return false;
  }
  const bool pictures = state.kind == people::PinKind::pictures;
  const Text title = state.second ? Text(Str::pin_again_title) : say(pictures ? Str::pin_choose_pictures : Str::pin_choose, length);
  kit.heading(who.empty() || state.second ? title : say(Str::pin_who, who, title), 1, Align::middle);
  kit.text(state.second ? Str::pin_again_body : pictures ? Str::pin_body_pictures : Str::pin_body, {.type = Type::label, .colour = Colour::ink2, .align = Align::middle});
  kit.gap();
  const PadPress press = kit.keypad(Id(id.key, state.second ? "again" : "first"), state.second ? state.again : state.pin,
                                    {.length = length, .pictures = pictures, .error = state.error});
  if (press == PadPress::changed) state.error = {};
  if (!state.second) {
    kit.gap();
    if (kit.button(Id(id.key, "kind"), pictures ? Str::pin_to_digits : Str::pin_to_pictures, {.kind = ButtonKind::quiet})) {
      state = {.kind = pictures ? people::PinKind::digits : people::PinKind::pictures};
      return false;
    }
  }
  if (press != PadPress::full) return false;
  state.error = {};
  if (!state.second) {
    if (people::easily_guessed(state.kind, state.pin)) start_anew(state, pictures ? Str::pin_guessed_pictures : Str::pin_guessed);
    else state.second = true;
    return false;
  }
  if (state.pin == state.again) return true;
  start_anew(state, Str::pin_differs);
  return false;
}

void step_back(LongerPinState& state) {
  if (state.pin.working) return;
  state.choosing = false;
  start_anew(state.pin, {});
}

LongerPinAct longer_pin_screen(Kit& kit, int length, LongerPinState& state) {
  LongerPinAct act = LongerPinAct::none;
  kit.screen({"longer", Str::pin_longer_title, true});
  const bool elder = kit.theme().elder();
  TopBar bar{.title = Str::pin_screen_title, .back = state.choosing && !state.pin.working, .size = elder ? Text() : Text(Str::larger_text), .help = Str::help_open};
  if (elder) bar.speak = Str::speak;
  switch (kit.top_bar(bar)) {
    case BarPress::back: step_back(state); break;
    case BarPress::size: return LongerPinAct::larger;
    case BarPress::help: return LongerPinAct::help;
    case BarPress::speak: return LongerPinAct::speak;
    default: break;
  }
  kit.pane("longer", [&] {
    kit.centred(480, [&] {
      if (state.choosing) {
        if (twice_pin(kit, "longer.pin", length, state.pin)) act = LongerPinAct::finish;
        return;
      }
      kit.heading(Str::pin_longer_title);
      kit.text(Str::pin_longer_why);
      kit.gap();
      if (kit.button("longer.now", Str::pin_longer_now, {.kind = ButtonKind::primary, .icon = Icon::lock})) state.choosing = true;
      kit.gap();
      if (kit.button("longer.later", Str::pin_longer_later, {})) act = LongerPinAct::put_off;
    });
  });
  return act;
}

AddPersonAct add_person_content(Kit& kit, AddPersonState& state) {
  AddPersonAct act = AddPersonAct::none;
  kit.centred(480, [&] {
    if (state.busy) {
      kit.heading(Str::first_working, 1, Align::middle);
      return;
    }
    if (state.pin_step) {
      if (twice_pin(kit, "add.pin", people::pin_length(model::RoleKind::volunteer), state.pin, verbatim(state.name))) act = AddPersonAct::finish;
      return;
    }
    kit.heading(Str::add_title);
    kit.label(Str::add_body);
    kit.gap();
    if (kit.field("add.name", state.name, {.label = Str::first_name_label, .icon = Icon::user, .error = state.error, .required = true,
                                           .max_length = static_cast<int>(limits::name_characters_max)}))
      state.error = {};
    kit.gap();
    if (kit.button("add.next", Str::add_next, {.kind = ButtonKind::primary, .disabled = state.name.empty() ? Text(Str::first_name_missing) : Text()}))
      state.pin_step = true;
  });
  return act;
}

OneMoreAct one_more_content(Kit& kit, OneMoreState& state) {
  using Step = OneMoreState::Step;
  switch (state.step) {
    case Step::ask:
      kit.text(Str::one_more_what);
      kit.gap();
      face_request_content(kit, state.codes, state.words);
      break;
    case Step::read: face_answer_content(kit, state.reading, state.error); break;
    case Step::person:
      kit.heading(say(Str::first_person_title, verbatim(state.name)));
      kit.label(say(Str::one_more_person, state.role));
      break;
    case Step::pin:
      if (twice_pin(kit, "one_more.pin", state.pin_length, state.pin, verbatim(state.name))) return OneMoreAct::finish;
      break;
    case Step::working: kit.heading(Str::first_working, 1, Align::middle); break;
  }
  return OneMoreAct::none;
}

bool one_more_has_acts(const OneMoreState& state) { return state.step == OneMoreState::Step::ask || state.step == OneMoreState::Step::person; }

OneMoreAct one_more_acts(Kit& kit, const OneMoreState& state) {
  if (state.step == OneMoreState::Step::ask && kit.button("one_more.read", Str::first_face_read, {.kind = ButtonKind::primary, .icon = Icon::qr})) return OneMoreAct::read;
  if (state.step == OneMoreState::Step::person && kit.button("one_more.to_pin", Str::first_to_pin, {.kind = ButtonKind::primary, .icon = Icon::lock})) return OneMoreAct::to_pin;
  return OneMoreAct::none;
}

}  // namespace huzhu::ui
