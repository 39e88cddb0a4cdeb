// Choosing one or some: chips, options, radio cards, segments, check boxes, picture cards, a stepper.
#include <algorithm>

#include "ui/kit/state.h"

namespace huzhu::ui {
namespace {

struct ChoiceLook {
  Colour ground, border, words;
  bool bold;
};

ChoiceLook look_of(const KitState& s, const Part& part, bool selected, bool disabled, Tone tone = Tone::primary) {
  if (disabled) return {Colour::sunken, Colour::rule, s.theme.elder() ? Colour::ink2 : Colour::ink3, false};
  if (selected && tone == Tone::due) return {Colour::due_soft, Colour::due, Colour::due, true};
  if (selected && tone == Tone::danger) return {Colour::danger_soft, Colour::danger, Colour::danger, true};
  if (selected) return {Colour::primary_soft, Colour::primary, Colour::on_primary_soft, true};
  const Colour rest = tone == Tone::danger ? Colour::danger : Colour::edge;
  return {part.pressed ? Colour::primary_soft : Colour::sheet,
          part.pressed ? Colour::primary_press : part.hovered && tone != Tone::danger ? Colour::primary : rest,
          tone == Tone::danger ? Colour::danger : Colour::ink, false};
}

void radio_dot(KitState& s, float cx, float cy, bool on, const Part& part, bool disabled) {
  const float r = s.theme.pick(13, 17);
  s.disc(cx, cy, r, disabled ? Colour::sunken : Colour::sheet);
  s.circle(cx, cy, r, on || part.hovered ? Colour::primary : disabled ? Colour::rule : Colour::edge, 2);
  if (on) s.disc(cx, cy, r * 7 / 13, Colour::primary);
}

}  // namespace

// ---- chips -----------------------------------------------------------------------------------------------------

bool Kit::chip(const Id& id, const Text& word, bool selected, Icon icon) {
  KitState& s = *state_;
  const float drawn = std::max(s.theme.size(Size::chip_drawn), s.theme.type(Type::label).line + 12);
  const float target = std::max(s.theme.size(Size::chip), drawn);
  const Icon shown_icon = selected ? Icon::check : icon;
  const float icon_w = shown_icon == Icon::none ? 0 : s.theme.pick(20, 26) + 6, padding = s.theme.pick(14, 18);
  // Measured bold and ticked, so that choosing one does not push the next to another line.
  const float natural =
      std::max(target, measure(s.fonts, word, s.theme.type(Type::label), true) + 2 * padding + (selected || icon != Icon::none ? s.theme.pick(20, 26) + 6 : 0));
  Place& p = *s.place;
  const float w = p.row_height > 0 ? p.row_height : std::min(natural, p.w);   // chips() hands the cell's width over
  Rect r = s.take(target, Flow::block, natural);
  r.w = w;
  Node& n = s.add_node(id, Role::checkbox, r, word);
  n.flags |= node_checkable | (selected ? node_checked : 0u);
  const NodeId node = n.id;
  const Part part = s.touch(node, r, false);
  const ChoiceLook look = look_of(s, part, selected, false);
  const Rect at{r.x, r.y + (r.h - drawn) / 2, r.w, drawn};
  s.fill_stroked(at, look.ground, look.border, drawn / 2, 2);
  const TextBlock b = s.block(word, Type::label, look.bold, at.w - 2 * 8 - icon_w, 1);
  const float x = at.x + (at.w - b.width - icon_w) / 2, size = s.theme.pick(20, 26);
  s.icon(shown_icon, x, at.y + (drawn - size) / 2, size, look.words);
  s.put_middle(b, {x + icon_w, at.y, b.width, drawn}, 0, look.words, node);
  s.ring(at, drawn / 2, part);
  return part.activated;
}

void Kit::chips(const Id& id, const Text& name, int count, FunctionRef<void(int)> one, int per_row) {
  KitState& s = *state_;
  if (count <= 0) return;
  s.lead_in(Flow::block);
  const Rect at{s.place->x, s.place->y, s.place->w, 0};
  const NodeId group = s.add_node(id, Role::group, at, name).id;
  Scoped<NodeId> within(s.parent, group);
  Scoped<std::uint32_t> no_size(s.set_size, 0u), no_place(s.position, 0u);
  constexpr float gap = 8;
  const float cell = per_row > 0 ? (at.w - gap * static_cast<float>(per_row - 1)) / static_cast<float>(per_row) : 0;
  const std::uint32_t key = s.next_key();
  float x = at.x, y = at.y, line_h = 0;
  for (int i = 0; i < count; ++i) {
    const std::uint32_t width_key = key + static_cast<std::uint32_t>(i) + 1;
    const float w = cell > 0 ? cell : std::min(at.w, s.recall(width_key, 96));
    if (x + w > at.x + at.w + 0.5f && x > at.x) {
      x = at.x;
      y += line_h + gap;
      line_h = 0;
    }
    float bottom = 0, natural = 0;
    s.inside({.x = x, .y = y, .w = at.x + at.w - x, .row_height = cell}, [&] { one(i); }, &bottom, &natural);
    if (cell <= 0) s.remember(width_key, natural);
    line_h = std::max(line_h, bottom - y);
    x += w + gap;
  }
  if (Node* n = s.find_node(group)) n->rect.h = y + line_h - at.y;
  s.lead_out(Flow::block, y + line_h);
}

// ---- options and radio cards ---------------------------------------------------------------------------------------

bool Kit::option(const Id& id, const Choice& choice, bool selected, float min_height) {
  KitState& s = *state_;
  const bool disabled = !choice.disabled.empty();
  const float icon = choice.icon == Icon::none ? 0 : s.theme.size(Size::icon);
  const float one_line = measure(s.fonts, choice.word, s.theme.type(Type::body), true);
  s.place->least = std::max(s.place->least, one_line + (icon > 0 ? icon + 6 : 0) + 16);
  const bool tight = one_line + icon + 38 > s.place->w;   // gives up air before it breaks a word
  const float gap = icon > 0 ? (tight ? 6.0f : 10.0f) : 0, padding = tight ? 8 : 14;
  const float words_w = std::max(30.0f, s.place->w - 2 * padding - icon - gap);
  // Measured bold: choosing must not make it taller.
  const TextBlock widest = lay_out(s.fonts, choice.word, {.type = s.theme.type(Type::body), .bold = true, .max_width = words_w});
  const TextBlock second = s.block(choice.second, Type::label, false, words_w);
  const float h = std::max({s.theme.size(Size::field), min_height, widest.height + second.height + 20, s.place->row_height});
  const Rect r = s.take(h, Flow::block, widest.width + 2 * padding + icon + gap);
  Node& n = s.add_node(id, Role::radio, r, choice.word + choice.second);
  n.flags |= node_checkable | (selected ? node_checked : 0u) | (disabled ? node_disabled : 0u);
  n.description = choice.disabled.plain();
  const NodeId node = n.id;
  const Part part = s.touch(node, r, disabled);
  const ChoiceLook look = look_of(s, part, selected, disabled, choice.tone);
  s.fill_stroked(r, look.ground, look.border, 12, 2);
  const TextBlock b = s.block(choice.word, Type::body, look.bold, words_w);
  // An option with an icon reads from the left, one with a word alone stands in the middle.
  const bool tick = selected && choice.icon == Icon::none && widest.width + 30 + 2 * padding <= r.w;
  const float tick_w = tick ? s.theme.pick(22, 26) + 6 : 0;
  const float lead = icon > 0 ? icon + gap : tick_w;
  const bool left = icon > 0 && (s.place->w > 140 || !choice.second.empty());
  const float x = left ? r.x + padding : r.x + (r.w - b.width - lead) / 2, top = r.y + (r.h - b.height - second.height) / 2;
  if (icon > 0) s.icon(choice.icon, x, r.y + (r.h - icon) / 2, icon, look.words);
  else if (tick) s.icon(Icon::check, x, top + (b.height - tick_w + 6) / 2, tick_w - 6, look.words);
  s.put(b, x + lead, top, b.width, 0, look.words, node);
  s.put(second, x + lead, top + b.height, second.width, 0, disabled ? look.words : Colour::ink2, node);
  s.ring(r, 12, part);
  return part.activated;
}

bool Kit::radio_cards(const Id& id, const Text& name, const std::vector<Choice>& choices, int& selected) {
  KitState& s = *state_;
  bool changed = false;
  group(id, Role::radiogroup, name, [&] {
    for (int i = 0; i < static_cast<int>(choices.size()); ++i) {
      const Choice& c = choices[static_cast<std::size_t>(i)];
      const bool disabled = !c.disabled.empty(), on = i == selected;
      const float dot = s.theme.pick(26, 34), padding = 14, gap = 10, words_w = s.place->w - 2 * padding - dot - gap;
      const TextBlock b = s.block(c.word, Type::body, on, words_w), second = s.block(c.second, Type::label, false, words_w);
      if (i > 0) s.place->asked = 8;
      const Rect r = s.take(std::max(s.theme.size(Size::field), b.height + second.height + 18), Flow::block, b.width + 2 * padding + dot + gap);
      Node& n = s.add_node({id.key, static_cast<std::uint64_t>(i)}, Role::radio, r, c.word + c.second);
      n.flags |= node_checkable | (on ? node_checked : 0u) | (disabled ? node_disabled : 0u);
      n.description = c.disabled.plain();
      const NodeId node = n.id;
      const Part part = s.touch(node, r, disabled);
      const ChoiceLook look = look_of(s, part, on, disabled, c.tone);
      s.fill_stroked(r, look.ground, look.border, 12, 2);
      radio_dot(s, r.x + padding + dot / 2, r.y + r.h / 2, on, part, disabled);
      const float top = r.y + (r.h - b.height - second.height) / 2;
      s.put(b, r.x + padding + dot + gap, top, words_w, 0, look.words, node);
      s.put(second, r.x + padding + dot + gap, top + b.height, words_w, 0, disabled ? look.words : Colour::ink2, node);
      s.ring(r, 12, part);
      if (part.activated && !on) {
        selected = i;
        changed = true;
      }
    }
  });
  return changed;
}

bool Kit::segmented(const Id& id, const Text& name, const std::vector<Choice>& choices, int& selected) {
  KitState& s = *state_;
  bool changed = false;
  const int count = static_cast<int>(choices.size());
  if (count == 0) return false;
  constexpr float inset = 4;
  float widest = 0;
  for (const Choice& c : choices) {
    const float icon = c.icon == Icon::none ? 0 : s.theme.pick(20, 26) + 6;
    widest = std::max(widest, measure(s.fonts, c.word, s.theme.type(Type::label), true) + icon + 4);
  }
  // Segments that do not fit beside each other stand in two lines, or one below the other.
  int per_row = count;
  while (per_row > 1 && (s.place->w - inset * static_cast<float>(per_row + 1)) / static_cast<float>(per_row) < widest) per_row = (per_row + 1) / 2;
  const int lines = (count + per_row - 1) / per_row;
  const float part_h = std::max(s.theme.pick(48, 60), s.theme.type(Type::label).line + 16);
  const Rect r = s.take(inset + static_cast<float>(lines) * (part_h + inset), Flow::block, widest * static_cast<float>(count));
  const NodeId group = s.add_node(id, Role::radiogroup, r, name).id;
  Scoped<NodeId> within(s.parent, group);
  s.fill(r, Colour::sunken, 12);
  if (s.theme.outlined()) s.stroke(r, Colour::ink, 12, 2);
  const float w = (r.w - inset * static_cast<float>(per_row + 1)) / static_cast<float>(per_row);
  for (int i = 0; i < count; ++i) {
    const Choice& c = choices[static_cast<std::size_t>(i)];
    const bool on = i == selected, disabled = !c.disabled.empty();
    const Rect at{r.x + inset + static_cast<float>(i % per_row) * (w + inset), r.y + inset + static_cast<float>(i / per_row) * (part_h + inset), w, part_h};
    Node& n = s.add_node({id.key, static_cast<std::uint64_t>(i)}, Role::radio, at, c.word);
    n.flags |= node_checkable | (on ? node_checked : 0u) | (disabled ? node_disabled : 0u);
    n.description = c.disabled.plain();
    const NodeId node = n.id;
    const Part part = s.touch(node, at, disabled);
    if (on) s.fill_stroked(at, Colour::sheet, Colour::primary, 9, 2);
    else if (part.pressed) s.fill(at, Colour::primary_soft, 9);
    const Colour words = disabled ? Colour::ink3 : on ? Colour::on_primary_soft : part.hovered ? Colour::ink : Colour::ink2;
    const TextBlock b = s.block(c.word, Type::label, on, w, 1);
    const float icon = c.icon == Icon::none ? 0 : s.theme.pick(20, 26), gap = icon > 0 ? 6 : 0, x = at.x + (w - b.width - icon - gap) / 2;
    s.icon(c.icon, x, at.y + (part_h - icon) / 2, icon, words);
    s.put_middle(b, {x + icon + gap, at.y, b.width, part_h}, 0, words, node);
    s.ring(at, 9, part);
    if (part.activated && !on) {
      selected = i;
      changed = true;
    }
  }
  return changed;
}

// ---- check box -----------------------------------------------------------------------------------------------------

bool Kit::checkbox(const Id& id, const Text& word, Check& state, const Text& error) {
  KitState& s = *state_;
  const float box = s.theme.size(Size::check), padding = 14, gap = 10;
  const TextBlock b = s.block(word, Type::body, false, s.place->w - 2 * padding - box - gap);
  const Rect r = s.take(std::max(s.theme.size(Size::field), b.height + 24), Flow::block, b.width + 2 * padding + box + gap);
  Node& n = s.add_node(id, Role::checkbox, r, word);
  n.flags |= node_checkable | (state == Check::on ? node_checked : 0u) | (state == Check::mixed ? node_mixed : 0u) |
             (error.empty() ? 0u : node_invalid);
  n.error = error.plain();
  const NodeId node = n.id;
  const Part part = s.touch(node, r, false);
  if (part.activated) state = state == Check::on ? Check::off : Check::on;
  s.fill_stroked(r, part.pressed ? Colour::primary_soft : Colour::sheet, error.empty() ? Colour::edge : Colour::danger, 12, 2);
  const Rect mark{r.x + padding, r.y + std::min((r.h - box) / 2, 12 + (b.type.line - box) / 2), box, box};
  const bool filled = state != Check::off;
  s.fill_stroked(mark, filled ? Colour::primary : Colour::sheet,
                 filled || part.hovered ? Colour::primary : error.empty() ? Colour::edge : Colour::danger, 7, 2);
  if (state == Check::on) s.icon(Icon::check, mark.x + 3, mark.y + 3, box - 6, Colour::on_primary);
  if (state == Check::mixed) s.fill({mark.x + 7, mark.y + box / 2 - 1.5f, box - 14, 3}, Colour::on_primary, 1.5f);
  s.put(b, mark.x + box + gap, r.y + (r.h - b.height) / 2, b.width, 0, Colour::ink, node);
  s.ring(r, 12, part);
  if (!error.empty()) {
    const float size = s.theme.pick(18, 24);
    const TextBlock e = s.block(error, Type::note, false, s.place->w - size - 6);
    s.place->asked = 6;
    const Rect at = s.take(e.height, Flow::block);
    s.icon(Icon::alert, at.x, at.y + (e.type.line - size) / 2, size, Colour::danger);
    s.put(e, at.x + size + 6, at.y, e.width, 0, Colour::danger, node);
  }
  return part.activated;
}

// ---- pictures and persons --------------------------------------------------------------------------------------------

bool Kit::picture_card(const Id& id, const PictureCard& card) {
  KitState& s = *state_;
  const bool disabled = !card.disabled.empty();
  const float w = s.place->w, tile = std::min(s.theme.pick(card.second.empty() ? 44 : 52, 64), w - 24);
  const float drawing = card.picture != Picture::none ? std::min(s.theme.pick(48, 72), w - 16) : tile;
  const TextBlock widest = lay_out(s.fonts, card.word, {.type = s.theme.type(Type::label), .bold = true, .max_width = w - 8});
  const TextBlock second = s.block(card.second, Type::note, card.selected, w - 8);
  const float h = std::max({drawing + widest.height + second.height + (card.picture != Picture::none || !card.second.empty() ? 30.0f : 22.0f), card.min_height, s.place->row_height});
  const Rect r = s.take(h, Flow::block, std::max(widest.width, drawing) + 24);
  Node& n = s.add_node(id, Role::radio, r, card.word + card.second);
  n.flags |= node_checkable | (card.selected ? node_checked : 0u) | (disabled ? node_disabled : 0u);
  n.description = card.disabled.plain();
  const NodeId node = n.id;
  const Part part = s.touch(node, r, disabled);
  const ChoiceLook look = look_of(s, part, card.selected, disabled);
  s.fill_stroked(r, look.ground, look.border, 12, 2);
  const TextBlock b = s.block(card.word, Type::label, look.bold, w - 8);
  float y = r.y + (r.h - drawing - b.height - second.height - 4) / 2;
  const float x = r.x + (w - drawing) / 2;
  if (card.picture != Picture::none) {
    s.picture(card.picture, x, y, drawing);
  } else if (!card.surname.empty()) {
    s.tile(card.surname, {x, y, drawing, drawing}, node);
  } else {
    const float size = s.theme.size(Size::icon_nav);
    s.icon(card.icon, r.x + (w - size) / 2, y + (drawing - size) / 2, size, look.words);
  }
  y += drawing + 4;
  s.put(b, r.x, y, w, 0.5f, look.words, node);
  s.put(second, r.x, y + b.height, w, 0.5f, disabled ? look.words : Colour::ink2, node);
  s.ring(r, 12, part);
  return part.activated;
}

bool Kit::stepper(const Id& id, const Text& label, int& value, int low, int high, const Text& shown) {
  KitState& s = *state_;
  const int before = value;
  if (!label.empty()) this->label(label);
  if (!label.empty()) s.place->asked = 6;
  const float side = std::max(s.theme.size(Size::field), s.theme.size(Size::target));
  const TextBlock words_now = s.block(shown, Type::body, true, std::max(40.0f, s.place->w - 2 * side - 8));
  const float h = std::max(s.theme.size(Size::field), words_now.height + 16);
  const Rect r = s.take(h, Flow::block, 240);
  s.fill_stroked(r, Colour::sheet, Colour::edge, tokens::radius_field, 2);
  for (int direction = -1; direction <= 1; direction += 2) {
    const Rect at{direction < 0 ? r.x : r.x + r.w - side, r.y, side, h};
    const bool end = direction < 0 ? value <= low : value >= high;
    Node& n = s.add_node({id.key, direction < 0 ? "less" : "more"}, Role::button, at, say(direction < 0 ? Str::stepper_less : Str::stepper_more, label));
    if (end) n.flags |= node_disabled;
    const NodeId node = n.id;
    const Part part = s.touch(node, at, end);
    if (part.activated) value += direction;
    if (part.pressed || part.hovered) s.fill({at.x + 2, at.y + 2, at.w - 4, at.h - 4}, Colour::primary_soft, 8);
    const float cx = at.x + side / 2, cy = at.y + h / 2;
    const Colour ink = end ? Colour::ink3 : Colour::primary;
    s.line(cx - 9, cy, cx + 9, cy, ink, 3);
    if (direction > 0) s.line(cx, cy - 9, cx, cy + 9, ink, 3);
    s.ring(at, tokens::radius_field, part);
    if (direction > 0) continue;
    const Rect middle{r.x + side, r.y, r.w - 2 * side, h};
    Node& words = s.add_node({id.key, "value"}, Role::status, middle, shown);
    words.flags |= node_live_polite;
    const NodeId owner = words.id;
    s.put_middle(words_now, middle, 0.5f, Colour::ink, owner);
  }
  return value != before;
}

}  // namespace huzhu::ui
