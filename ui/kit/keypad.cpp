// Keypad: a dot for each of what is asked, and the keys: ten digits, or twelve pictures. What is pressed is never drawn, named or
// kept by the kit.
#include <algorithm>

#include "ui/kit/state.h"

namespace huzhu::ui {
namespace {

struct Key {
  Text word;
  Icon icon = Icon::none;
  bool bare = false;   // a word without a box
  Picture picture = Picture::none;   // above the word
  float drawing = 0;                 // its side
};

// In the order of their letters, four in a row.
struct PadPicture {
  Picture picture;
  Str name;
};
constexpr PadPicture pictures[] = {
    {Picture::sun, Str::pin_sun}, {Picture::moon, Str::pin_moon}, {Picture::tree, Str::pin_tree}, {Picture::flower, Str::pin_flower},
    {Picture::hen, Str::pin_hen}, {Picture::fish, Str::pin_fish}, {Picture::house, Str::pin_house}, {Picture::meal, Str::pin_bowl},
    {Picture::cook, Str::pin_pot}, {Picture::errand, Str::pin_basket}, {Picture::clean, Str::pin_broom}, {Picture::mood, Str::pin_face},
};
constexpr int picture_keys = static_cast<int>(std::size(pictures));
constexpr float gap = 10;

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
  if (key.picture != Picture::none) {
    const TextBlock word = s.block(key.word, Type::note, true, r.w);
    const float y = r.y + (r.h - key.drawing - word.height) / 2;
    s.picture(key.picture, r.x + (r.w - key.drawing) / 2, y, key.drawing);
    s.put(word, r.x, y + key.drawing, r.w, 0.5f, ink, node);
  } else if (key.icon != Icon::none) {
    const float size = s.theme.pick(28, 34);
    s.icon(key.icon, r.x + (r.w - size) / 2, r.y + (r.h - size) / 2, size, ink);
  } else {
    s.put_middle(s.block(key.word, key.bare ? Type::body : Type::title, true, r.w), r, 0.5f, ink, node);
  }
  s.ring(r, 14, part);
  return part.activated;
}

void draw_dots(KitState& s, const Id& id, int pressed, const Keypad& pad) {
  // Eight of an elder's size stand closer on a narrow phone.
  const float dot = s.theme.pick(20, 26), count = static_cast<float>(pad.length);
  const float dot_gap = std::min(18.0f, (s.place->w - dot * count) / (count - 1)), row = dot * count + dot_gap * (count - 1);
  s.place->asked = std::max(s.place->asked, 8.0f);
  const Rect dots = s.take(dot + 4, Flow::block, row);
  Node& n = s.add_node({id.key, "dots"}, Role::status, dots, say(Str::pin_dots, pressed, pad.length));
  n.flags |= node_live_polite;
  for (int i = 0; i < pad.length; ++i) {
    const float cx = dots.x + (dots.w - row) / 2 + dot / 2 + static_cast<float>(i) * (dot + dot_gap), cy = dots.y + dots.h / 2;
    const bool wrong = !pad.error.empty();
    if (i < pressed) s.disc(cx, cy, dot / 2, wrong ? Colour::danger : Colour::primary);
    else s.circle(cx, cy, dot / 2, wrong ? Colour::danger : Colour::edge, 2);
  }
  const Text& sentence = pad.disabled.empty() ? pad.error : pad.disabled;
  if (sentence.empty()) return;
  const TextBlock b = s.block(sentence, Type::label, false, s.place->w);
  s.place->asked = 6;
  const Rect at = s.take(b.height, Flow::block);
  Node& alert = s.add_node({id.key, "error"}, Role::alert, at, sentence);
  alert.flags |= node_live_assertive;
  const NodeId owner = alert.id;
  s.put(b, at.x, at.y, at.w, 0.5f, pad.disabled.empty() ? Colour::danger : Colour::ink2, owner);
}

// How wide and high the keys are, and how many stand in a row.
struct Keys {
  int columns = 3, rows = 4;
  float w = 0, h = 0, drawing = 0;
  float height() const { return static_cast<float>(rows) * (h + gap) - gap; }
  Rect at(const Rect& all, int nth, int span = 1) const {
    const int column = nth % columns, row = nth / columns;
    return {all.x + static_cast<float>(column) * (w + gap), all.y + static_cast<float>(row) * (h + gap), w * static_cast<float>(span) + gap * static_cast<float>(span - 1), h};
  }
};

Keys keys_of(KitState& s, const Keypad& pad) {
  Keys keys;
  keys.h = s.window_w >= 600 ? 88.0f : s.theme.pick(76, 84);
  const auto width = [&] { return (s.place->w - static_cast<float>(keys.columns - 1) * gap) / static_cast<float>(keys.columns); };
  if (!pad.pictures) {
    keys.w = width();
    return keys;
  }
  float widest = 0, line = 0;
  for (const PadPicture& one : pictures) {
    const TextBlock word = s.block(one.name, Type::note, true, s.place->w);
    widest = std::max(widest, word.width);
    line = word.height;
  }
  keys.columns = 4;
  keys.w = width();
  if (keys.w < widest + 8) {
    keys.columns = 3;   // large letters on a narrow phone
    keys.w = width();
  }
  keys.rows = picture_keys / keys.columns + 1;   // the last one deletes
  keys.drawing = std::min(s.theme.pick(44, 52), keys.w - 8);
  keys.h = std::max(keys.h, keys.drawing + line + 12);
  return keys;
}

}  // namespace

PadPress Kit::keypad(const Id& id, std::string& pin, const Keypad& pad) {
  KitState& s = *state_;
  const std::size_t before = pin.size(), length = static_cast<std::size_t>(pad.length);
  const auto put = [&](char sign) {
    if (pin.size() < length) pin += sign;
  };
  const auto drop = [&] {
    if (!pin.empty()) pin.pop_back();
  };
  // Keys of a keyboard work too: the pad is the only thing on its screen that takes digits.
  if (pad.disabled.empty()) {
    static constexpr std::string_view names[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    for (const std::string_view name : names)
      if (!pad.pictures && pin.size() < length && s.take_key(name)) put(name[0]);
    if (!pin.empty() && s.take_key("Backspace")) drop();
  }
  draw_dots(s, id, static_cast<int>(pin.size()), pad);

  PadPress press = PadPress::none;
  const Keys keys = keys_of(s, pad);
  s.place->asked = 10;
  const Rect all = s.take(keys.height(), Flow::block, 280);
  s.use_pad(all);
  const auto act = [&](const Rect& r) {
    if (!pad.act.empty() && draw_key(s, {id.key, "act"}, pad.act, {pad.act, Icon::none, true}, r, {})) press = PadPress::act;
  };
  const auto remove = [&](const Rect& r) {
    if (draw_key(s, {id.key, "delete"}, Str::pin_delete, {{}, Icon::del}, r, pad.disabled)) drop();
  };
  if (pad.pictures) {
    for (int i = 0; i < picture_keys; ++i) {
      const PadPicture& one = pictures[i];
      if (draw_key(s, {id.key, static_cast<std::uint64_t>(i)}, one.name, {one.name, Icon::none, false, one.picture, keys.drawing}, keys.at(all, i), pad.disabled))
        put(static_cast<char>('a' + i));
    }
    act(keys.at(all, picture_keys, keys.columns - 2));
    remove(keys.at(all, picture_keys + keys.columns - 2, 2));
  } else {
    for (int i = 0; i < 12; ++i) {
      const Rect r = keys.at(all, i);
      if (i == 9) {
        act(r);
      } else if (i == 11) {
        remove(r);
      } else {
        const int digit = i == 10 ? 0 : i + 1;
        const Text word = detail::number_text(digit);
        if (draw_key(s, {id.key, static_cast<std::uint64_t>(digit)}, word, {word}, r, pad.disabled)) put(static_cast<char>('0' + digit));
      }
    }
  }
  if (pin.size() != before) s.answer_toast();
  if (press == PadPress::none && pin.size() != before) press = pin.size() == length && before < pin.size() ? PadPress::full : PadPress::changed;
  return press;
}

}  // namespace huzhu::ui
