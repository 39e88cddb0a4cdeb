#include "ui/screens/unlock.h"

#include <algorithm>

namespace huzhu::ui {
namespace {

// Whoever forgot the PIN and touches the own tile has remembered it.
void choose(UnlockState& state, int who) {
  const int helped = who == state.helped ? -1 : state.helped;
  state = {};
  state.selected = who;
  state.helped = helped;
}

// Below the pad: 忘了密码, then who else can help, and the way back. A tablet of one person asks elsewhere at once, or nobody.
UnlockAct forgotten(Kit& kit, const UnlockView& view, UnlockState& state) {
  const bool alone = view.profiles.size() < 2;
  if ((alone && !view.helpers_elsewhere) || state.busy) return UnlockAct::none;
  kit.gap();
  if (state.helped >= 0) {
    if (view.helpers_elsewhere && kit.button("unlock.elsewhere", Str::far_elsewhere, {.icon = Icon::qr})) return UnlockAct::elsewhere;
    if (kit.button("unlock.remembered", Str::unlock_remembered, {.kind = ButtonKind::quiet})) choose(state, state.helped);
  } else if (kit.button("unlock.forgot", Str::unlock_forgot, {.kind = ButtonKind::quiet})) {
    if (alone) return UnlockAct::elsewhere;
    const int helped = state.selected;
    choose(state, helped == 0 ? 1 : 0);  // who set the tablet up comes first: most often the lead
    state.helped = helped;
    kit.scroll_to_top("unlock");  // who is asked now stands there
  }
  return UnlockAct::none;
}

}  // namespace

UnlockAct unlock_screen(Kit& kit, const UnlockView& view, UnlockState& state) {
  UnlockAct act = UnlockAct::none;
  kit.screen({"unlock", Str::unlock_title, true});
  const TopBar bar{.title = view.place.empty() ? Text(Str::unlock_title) : view.place, .size = kit.theme().elder() ? Text() : Text(Str::larger_text), .help = Str::help_open};
  switch (kit.top_bar(bar)) {
    case BarPress::size: act = UnlockAct::larger; break;
    case BarPress::help: act = UnlockAct::help; break;
    default: break;
  }
  const bool phone = kit.form() == Form::phone;
  kit.pane("unlock", [&] {
    kit.centred(phone ? 480 : 560, [&] {
      if (view.stopped) {
        kit.icon_line(Icon::alert, Str::unlock_stopped, Tone::danger);
        kit.gap();
      }
      kit.label(Str::unlock_who);
      kit.space(8);
      const int count = static_cast<int>(view.profiles.size());
      const int per_row = std::clamp(count, 1, kit.theme().elder() || kit.narrow() ? 2 : 4);
      kit.group("unlock.who", Role::radiogroup, Str::unlock_who, [&] {
        kit.grid(count, per_row, [&](int i) {
          const UnlockProfile& p = view.profiles[static_cast<std::size_t>(i)];
          if (kit.picture_card(Id("unlock.profile", p.id),
                               {.word = p.name, .surname = p.surname, .second = p.role, .selected = i == state.selected})) {
            choose(state, i);
          }
        });
      });
    });
    kit.gap();
    kit.centred(phone ? 480 : 440, [&] {
      if (view.profiles.empty()) return;
      const UnlockProfile& who = view.profiles[static_cast<std::size_t>(state.selected)];
      if (state.helped >= 0) {
        kit.text(say(Str::unlock_help, view.profiles[static_cast<std::size_t>(state.helped)].name), {.align = Align::middle});
        kit.space(8);
      }
      const bool pictures = who.pin.kind == people::PinKind::pictures;
      kit.heading(say(pictures ? Str::unlock_enter_pictures : Str::unlock_enter, who.name, who.pin.length), 2, Align::middle);
      const Text why = state.busy ? Text(Str::unlock_opening) : view.blocked;
      const PadPress press = kit.keypad("unlock.pin", state.pin, {.length = who.pin.length, .pictures = pictures, .error = state.error, .disabled = why});
      if (press == PadPress::changed) state.error = {};
      if (press == PadPress::full) act = UnlockAct::full;
      if (const UnlockAct pressed = forgotten(kit, view, state); pressed != UnlockAct::none) act = pressed;
      kit.gap();
      kit.text(Str::unlock_note, {.type = Type::note, .colour = Colour::ink2, .align = Align::middle});
    });
  });
  return act;
}

}  // namespace huzhu::ui
