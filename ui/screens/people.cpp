#include "ui/screens/people.h"

#include "core/base/limits.h"
#include "ui/screens/face.h"

namespace huzhu::ui {

bool twice_pin(Kit& kit, const Id& id, const Text& title, TwicePin& state) {
  kit.heading(state.second ? Text(Str::first_pin_again_title) : title, 1, Align::middle);
  kit.text(state.second ? Str::first_pin_again_body : Str::first_pin_body, {.type = Type::label, .colour = Colour::ink2, .align = Align::middle});
  kit.gap();
  std::string& digits = state.second ? state.again : state.pin;
  const PadPress press = kit.keypad(Id(id.key, state.second ? "again" : "first"), digits,
                                    {.length = static_cast<int>(limits::pin_digits), .error = state.error, .delete_word = Str::pin_delete,
                                     .dots_name = Str::pin_name});
  if (press == PadPress::changed) state.error = {};
  if (press != PadPress::full) return false;
  state.error = {};
  if (!state.second) {
    state.second = true;
    return false;
  }
  if (state.pin == state.again) return true;
  state = {};
  state.error = Str::first_pin_differs;
  return false;
}

AddPersonAct add_person_content(Kit& kit, AddPersonState& state) {
  AddPersonAct act = AddPersonAct::none;
  kit.centred(480, [&] {
    if (state.busy) {
      kit.heading(Str::first_working, 1, Align::middle);
      return;
    }
    if (state.pin_step) {
      if (twice_pin(kit, "add.pin", say(Str::add_pin_title, verbatim(state.name)), state.pin)) act = AddPersonAct::finish;
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
      if (twice_pin(kit, "one_more.pin", say(Str::add_pin_title, verbatim(state.name)), state.pin)) return OneMoreAct::finish;
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
