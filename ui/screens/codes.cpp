#include "ui/screens/codes.h"

namespace huzhu::ui {

bool shown_codes(Kit& kit, const CodesView& c) {
  const auto number = [](std::size_t n) { return static_cast<long long>(n); };
  if (c.too_many) {
    kit.icon_line(Icon::info, Str::carry_too_many, Tone::due);
    return false;
  }
  if (c.text.empty()) return false;
  kit.code("carry.code", Str::carry_code_name, c.text);
  kit.label(c.number <= c.pieces ? say(Str::carry_code_of, number(c.number), number(c.pieces)) : Text(Str::carry_code_more));
  return c.pieces > 1 && kit.button("carry.pause", c.running ? Str::carry_stop : Str::carry_go, {.kind = ButtonKind::quiet, .fit = true});
}

void read_codes(Kit& kit, const ReadingView& view, const ReadingWords& words) {
  kit.camera("carry.camera", Str::carry_camera_name);
  if (view.camera == event::Camera::refused) return kit.icon_line(Icon::alert, Str::carry_camera_refused, Tone::due);
  if (view.camera == event::Camera::missing) return kit.icon_line(Icon::alert, words.missing, Tone::due);
  kit.label(view.pieces > 0 ? say(Str::carry_read_of, static_cast<long long>(view.known), static_cast<long long>(view.pieces)) : words.hint);
  if (view.strange) kit.icon_line(Icon::info, words.strange, Tone::due);
}

}  // namespace huzhu::ui
