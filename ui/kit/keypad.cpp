// Keypad: six dots and twelve keys. Digits are never drawn, named or kept by the kit.
#include <algorithm>

#include "ui/kit/state.h"

namespace huzhu::ui {
namespace {

struct Key {
  Text word;
  Icon icon = Icon::none;
  bool bare = false;   // a word without a box
};

bool draw_key(KitState& s, const Id& id, const Text& name, const Key& key, const Rect& r, const Text& why_not) {
  const bool disabled = !why_not.empty();
  Node& n = s.add_node(id, Role::button, r, name);
  if (disabled) n.flags |= node_disabled;
  n.description = why_not.plain();
  const NodeId node = n.id;
  const Part part = s.touch(node, r, disabled);
  const Colour ink = disabled ? (s.theme.elder() ? Colour::ink2 : Colour::ink3) : key.bare ? Colour::primary : Colour::ink;
  if (!key.bare) s.fill_stroked(r, disabled ? Colour::sunken : part.pressed ? Colour::primary_soft : Colour::sheet, part.hovered ? Colour::ink : Colour::edge, 14, s.theme.outlined() ? 2.0f : 1.0f);
  else if (part.pressed || part.hovered) s.fill(r, Colour::primary_soft, 14);
  if (key.icon != Icon::none) {
    const float size = s.theme.pick(28, 34);
    s.icon(key.icon, r.x + (r.w - size) / 2, r.y + (r.h - size) / 2, size, ink);
  } else {
    s.put_middle(s.block(key.word, key.bare ? Type::body : Type::title, true, r.w), r, 0.5f, ink, node);
  }
  s.ring(r, 14, part);
  return part.activated;
}

}  // namespace

PadPress Kit::keypad(const Id& id, std::string& digits, const Keypad& pad) {
  KitState& s = *state_;
  const int length = pad.length;
  PadPress press = PadPress::none;
  const std::size_t before = digits.size();
  // Keys of a keyboard work too: the pad is the only thing on its screen that takes digits.
  if (pad.disabled.empty()) {
    static constexpr std::string_view names[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    for (const std::string_view name : names)
      if (static_cast<int>(digits.size()) < length && s.take_key(name)) digits += name;
    if (!digits.empty() && s.take_key("Backspace")) digits.pop_back();
  }

  const float dot = s.theme.pick(20, 26), dot_gap = 18, row = dot * static_cast<float>(length) + dot_gap * static_cast<float>(length - 1);
  s.place->asked = std::max(s.place->asked, 8.0f);
  const Rect dots = s.take(dot + 4, Flow::block, row);
  Node& n = s.add_node({id.key, "dots"}, Role::status, dots, say(Str::pin_dots, static_cast<int>(digits.size()), length));
  n.flags |= node_live_polite;
  for (int i = 0; i < length; ++i) {
    const float cx = dots.x + (dots.w - row) / 2 + dot / 2 + static_cast<float>(i) * (dot + dot_gap), cy = dots.y + dots.h / 2;
    const bool wrong = !pad.error.empty();
    if (i < static_cast<int>(digits.size())) s.disc(cx, cy, dot / 2, wrong ? Colour::danger : Colour::primary);
    else s.circle(cx, cy, dot / 2, wrong ? Colour::danger : Colour::edge, 2);
  }
  const Text& sentence = pad.disabled.empty() ? pad.error : pad.disabled;
  if (!sentence.empty()) {
    const TextBlock b = s.block(sentence, Type::label, false, s.place->w);
    s.place->asked = 6;
    const Rect at = s.take(b.height, Flow::block);
    Node& alert = s.add_node({id.key, "error"}, Role::alert, at, sentence);
    alert.flags |= node_live_assertive;
    const NodeId owner = alert.id;
    s.put(b, at.x, at.y, at.w, 0.5f, pad.disabled.empty() ? Colour::danger : Colour::ink2, owner);
  }

  constexpr float gap = 10;
  const float w = (s.place->w - 2 * gap) / 3, h = s.window_w >= 600 ? 88.0f : s.theme.pick(76, 84);
  s.place->asked = 10;
  const Rect all = s.take(4 * h + 3 * gap, Flow::block, 280);
  s.use_pad(all);
  for (int i = 0; i < 12; ++i) {
    const Rect r{all.x + static_cast<float>(i % 3) * (w + gap), all.y + static_cast<float>(i / 3) * (h + gap), w, h};
    if (i == 9) {
      if (!pad.act.empty() && draw_key(s, {id.key, "act"}, pad.act, {pad.act, Icon::none, true}, r, {})) press = PadPress::act;
    } else if (i == 11) {
      if (draw_key(s, {id.key, "delete"}, pad.delete_word.empty() ? Text(Str::pin_delete) : pad.delete_word, {{}, Icon::del}, r, pad.disabled) && !digits.empty())
        digits.pop_back();
    } else {
      const int digit = i == 10 ? 0 : i + 1;
      const Text word = detail::number_text(digit);
      if (draw_key(s, {id.key, static_cast<std::uint64_t>(digit)}, word, {word}, r, pad.disabled) && static_cast<int>(digits.size()) < length)
        digits += static_cast<char>('0' + digit);
    }
  }
  if (digits.size() != before) s.answer_toast();
  if (press == PadPress::none && digits.size() != before)
    press = static_cast<int>(digits.size()) == length && before < digits.size() ? PadPress::full : PadPress::changed;
  return press;
}

}  // namespace huzhu::ui
