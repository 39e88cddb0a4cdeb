#include "ui/screens/unlock.h"

#include <algorithm>

#include "core/base/limits.h"

namespace huzhu::ui {

UnlockAct unlock_screen(Kit& kit, const UnlockView& view, UnlockState& state) {
  UnlockAct act = UnlockAct::none;
  kit.screen({"unlock", Str::unlock_title, true});
  const TopBar bar{.title = view.place.empty() ? Text(Str::unlock_title) : view.place, .size = kit.theme().elder() ? Text() : Text(Str::larger_text)};
  if (kit.top_bar(bar) == BarPress::size) act = UnlockAct::larger;
  const bool phone = kit.form() == Form::phone;
  kit.pane("unlock", [&] {
    kit.centred(phone ? 480 : 560, [&] {
      kit.label(Str::unlock_who);
      kit.space(8);
      const int count = static_cast<int>(view.profiles.size());
      const int per_row = std::clamp(count, 1, kit.theme().elder() || kit.narrow() ? 2 : 4);
      kit.group("unlock.who", Role::radiogroup, Str::unlock_who, [&] {
        kit.grid(count, per_row, [&](int i) {
          const UnlockProfile& p = view.profiles[static_cast<std::size_t>(i)];
          if (kit.picture_card(Id("unlock.profile", p.id),
                               {.word = p.name, .surname = p.surname, .second = p.role, .selected = i == state.selected})) {
            state = {};
            state.selected = i;
          }
        });
      });
    });
    kit.gap();
    kit.centred(phone ? 480 : 440, [&] {
      if (view.profiles.empty()) return;
      const UnlockProfile& who = view.profiles[static_cast<std::size_t>(state.selected)];
      kit.heading(say(Str::unlock_enter, who.name), 2, Align::middle);
      const Text why = state.busy ? Text(Str::unlock_opening) : view.blocked;
      const PadPress press = kit.keypad("unlock.pin", state.pin,
                                        {.length = static_cast<int>(limits::pin_digits), .error = state.error,
                                         .delete_word = Str::pin_delete, .dots_name = Str::pin_name, .disabled = why});
      if (press == PadPress::changed) state.error = {};
      if (press == PadPress::full) act = UnlockAct::full;
      kit.gap();
      kit.text(Str::unlock_note, {.type = Type::note, .colour = Colour::ink2, .align = Align::middle});
    });
  });
  return act;
}

}  // namespace huzhu::ui
