// Fields: label above, help or error below, words inside. While focused the DOM draws its own text over the same box.
#include <algorithm>

#include "ui/kit/state.h"
#include "ui/text/utf8.h"

namespace huzhu::ui {
namespace {

constexpr float padding = 14, inner_gap = 10;

InputMode mode_of(FieldKind kind) {
  switch (kind) {
    case FieldKind::number: return InputMode::numeric;
    case FieldKind::phone: return InputMode::tel;
    case FieldKind::search: return InputMode::search;
    case FieldKind::id:        // the last character may be X
    case FieldKind::text:
    case FieldKind::password:
    case FieldKind::multiline: return InputMode::text;
  }
  return InputMode::text;
}

Role role_of(FieldKind kind) {
  return kind == FieldKind::search ? Role::searchbox : kind == FieldKind::multiline ? Role::textarea : Role::textbox;
}

std::string drawn_value(const std::string& value, const Field& field) {
  if (!field.shown.empty()) return field.shown;
  if (field.kind != FieldKind::password) return value;
  std::string dots;
  for (std::size_t n = count_code_points(value); n > 0; --n) dots += "\u2022";
  return dots;
}

// The sentence below a field, with its icon.
void below(KitState& s, Icon icon, Colour colour, NodeId owner, const Rect& at, const TextBlock& b) {
  const float size = s.theme.pick(18, 24);
  s.icon(icon, at.x, at.y + (b.type.line - size) / 2, size, colour);
  s.put(b, at.x + size + 6, at.y, b.width, 0, colour, owner);
}

}  // namespace

FieldPress KitState::draw_field(const Id& id, std::string& value, const Field& field, const Rect& r) {
  FieldPress press;
  const bool disabled = !field.disabled.empty(), invalid = !field.error.empty();
  const Role role = role_of(field.kind);
  const NodeId node = node_id(id, role);
  if (const std::string* typed = take_text(node); typed != nullptr && !disabled && field.shown.empty()) {
    const std::string_view kept = first_code_points(*typed, static_cast<std::size_t>(field.max_length));
    if (kept != value) {
      value.assign(kept);
      press.changed = true;
    }
  }

  const float icon_size = field.icon == Icon::none ? 0 : theme.size(Size::icon), target = std::min(r.h, theme.size(Size::target));
  const float act_w = field.act.empty() ? 0 : std::max(target, measure(fonts, field.act, theme.type(Type::body), true) + 16);
  const bool clears = field.clear && !value.empty() && !disabled;
  const float clear_w = clears ? target : 0;
  const float text_x = r.x + padding + (icon_size > 0 ? icon_size + inner_gap : 0);
  const float text_w = std::max(20.0f, r.x + r.w - (act_w + clear_w > 0 ? act_w + clear_w + 4 : padding) - text_x);

  // The node's box is where the DOM input lies: icon and in-field buttons are left out of it.
  Node& n = add_node(id, role, {text_x - 4, r.y, text_w + 4, r.h}, field.label.empty() ? field.placeholder : field.label);
  n.value = field.shown.empty() ? value : field.shown;
  n.flags |= (disabled ? node_disabled : 0u) | (invalid ? node_invalid : 0u) | (field.required ? node_required : 0u) |
             (field.kind == FieldKind::password ? node_password : 0u) | (field.shown.empty() ? 0u : node_readonly);
  n.input_mode = mode_of(field.kind);
  n.max_length = static_cast<std::uint16_t>(field.max_length);
  n.font_size = theme.type(Type::body).size;
  n.error = field.error.plain();
  n.description = disabled ? field.disabled.plain() : !field.ok.empty() ? field.ok.plain() : field.help.plain();
  if (n.description.empty() && !field.label.empty()) n.description = field.placeholder.plain();
  Part part = touch(node, n.rect, disabled);
  if (part.focused) part.hovered = false;

  const Colour border = invalid ? Colour::danger : disabled ? Colour::rule : part.focused ? Colour::focus : part.hovered ? Colour::ink : Colour::edge;
  fill_stroked(r, disabled ? Colour::sunken : Colour::sheet, border, tokens::radius_field, 2);
  const bool many = field.kind == FieldKind::multiline;
  const float icon_y = many ? r.y + 12 : r.y + (r.h - icon_size) / 2;
  icon(field.icon, r.x + padding, icon_y, icon_size, disabled ? Colour::ink3 : Colour::ink);

  const std::string words = drawn_value(value, field);
  const bool empty = words.empty();
  const Text shown_words = empty ? field.placeholder : verbatim(words);
  // A value longer than its box is cut at the right as an input shows it; that is no fault of the layout.
  const TextBlock b = lay_out(fonts, shown_words, {.type = theme.type(Type::body), .max_width = text_w, .max_lines = many ? 0 : 1});
  const Colour ink = disabled || empty ? (theme.elder() ? Colour::ink2 : Colour::ink3) : Colour::ink;
  if (many) put(b, text_x, r.y + 12, text_w, 0, ink, node);
  else put_middle(b, {text_x, r.y, text_w, r.h}, 0, ink, node);
  ring(r, tokens::radius_field, {.focused = part.focused});
  if (part.focused && !focus_by_key) {   // a field shows its ring however it was reached
    rings.push_back({{r.x - 5, r.y - 5, r.w + 10, r.h + 10}, tokens::radius_field + 5});
  }

  if (clears) {
    const Rect at{r.x + r.w - clear_w - act_w, r.y + (r.h - target) / 2, clear_w, target};
    const NodeId clear_node = add_node({id.key, "clear"}, Role::button, at, Str::clear).id;
    const Part clear_part = touch(clear_node, at, false);
    const float size = theme.pick(22, 28);
    icon(Icon::close, at.x + (at.w - size) / 2, at.y + (at.h - size) / 2, size, clear_part.hovered ? Colour::primary : Colour::ink);
    ring({at.x + 4, at.y + 4, at.w - 8, at.h - 8}, 10, clear_part);
    if (clear_part.activated && !value.empty()) {
      value.clear();
      press.changed = true;
      wants_focus = id.key;
    }
  }
  if (act_w > 0) {
    const Rect at{r.x + r.w - act_w - 2, r.y + (r.h - target) / 2, act_w, target};
    Node& act = add_node({id.key, "act"}, Role::button, at, field.act);
    act.description = field.label.plain();
    const NodeId act_node = act.id;
    const Part act_part = touch(act_node, at, false);
    if (act_part.hovered || act_part.pressed) fill({at.x + 2, at.y + 4, at.w - 4, at.h - 8}, Colour::primary_soft, 8);
    put_middle(block(field.act, Type::body, true, act_w, 1), at, 0.5f, Colour::primary, act_node);
    ring({at.x + 4, at.y + 4, at.w - 8, at.h - 8}, 8, act_part);
    press.act = act_part.activated;
  }
  return press;
}

void KitState::label_above(const Text& label, NodeId owner) {
  if (label.empty()) return;
  const TextBlock b = block(label, Type::label, false, place->w);
  put(b, place->x, place->y, place->w, 0, Colour::ink, owner);   // the part's own name: no second node says it
  place->y += b.height + 6;
}

void KitState::sentence_below(const Text& error, const Text& ok, const Text& help, NodeId owner) {
  const bool invalid = !error.empty(), good = !invalid && !ok.empty();
  const Text& sentence = invalid ? error : good ? ok : help;
  if (sentence.empty()) return;
  place->y += 6;
  const float size = theme.pick(18, 24);
  const TextBlock b = block(sentence, Type::note, false, place->w - size - 6);
  const Colour colour = invalid ? Colour::danger : good ? Colour::on_primary_soft : Colour::ink2;
  below(*this, invalid ? Icon::alert : good ? Icon::check : Icon::info, colour, owner, {place->x, place->y, place->w, b.height}, b);
  place->y += b.height;
}

FieldPress Kit::field(const Id& id, std::string& value, const Field& given) {
  KitState& s = *state_;
  Field field = given;
  // 长辈版 has no grey words inside a box: the placeholder moves up into the label.
  if (s.theme.elder() && !field.placeholder.empty() && !field.label.empty()) {
    field.label = field.label + field.placeholder;
    field.placeholder = {};
  }
  s.lead_in(Flow::block);
  const NodeId node = node_id(id, role_of(field.kind));
  s.label_above(field.label, node);
  const float w = s.place->w;
  float h = std::max(s.theme.size(Size::field), s.theme.type(Type::body).line + 16);
  if (field.kind == FieldKind::multiline) {
    const TextBlock b = lay_out(s.fonts, verbatim(value), {.type = s.theme.type(Type::body), .max_width = w - 2 * padding});
    h = std::max(h, std::max(2.0f, static_cast<float>(b.lines())) * s.theme.type(Type::body).line + 24);
  }
  const FieldPress press = s.draw_field(id, value, field, {s.place->x, s.place->y, w, h});
  s.place->y += h;
  s.sentence_below(field.error, field.ok, field.help, node);
  s.lead_out(Flow::block, s.place->y);
  s.place->natural = std::max(s.place->natural, 240.0f);
  return press;
}

}  // namespace huzhu::ui
