// Buttons: words that do something. States as in tokens.md: rest, hover, focus, pressed, disabled.
#include <algorithm>

#include "ui/kit/state.h"

namespace huzhu::ui {
namespace {

struct ButtonLook {
  Colour ground, border, words;
  bool has_ground;
  float border_width;
};

ButtonLook look_of(const KitState& s, ButtonKind kind, const Part& part, bool disabled) {
  const Colour dim = s.theme.elder() ? Colour::ink2 : Colour::ink3;
  if (disabled) return {Colour::sunken, Colour::rule, dim, kind != ButtonKind::quiet, s.theme.outlined() ? 2.0f : 0.0f};
  switch (kind) {
    case ButtonKind::primary: {
      const Colour ground = part.pressed ? Colour::primary_press : part.hovered ? Colour::primary_hover : Colour::primary;
      return {ground, ground, Colour::on_primary, true, 0};
    }
    case ButtonKind::secondary:
      return {part.pressed || part.hovered ? Colour::primary_soft : Colour::sheet, part.pressed ? Colour::primary_press : Colour::primary,
              Colour::primary, true, 2};
    case ButtonKind::quiet:
      return {Colour::primary_soft, Colour::primary_press, Colour::primary, part.pressed || part.hovered, part.pressed ? 2.0f : 0.0f};
    case ButtonKind::danger:
      return {part.pressed || part.hovered ? Colour::danger_soft : Colour::sheet, Colour::danger, Colour::danger, true, 2};
    case ButtonKind::danger_filled: return {Colour::danger, Colour::danger, Colour::sheet, true, 0};
  }
  return {Colour::sheet, Colour::primary, Colour::primary, true, 2};
}

constexpr float icon_gap = 8;
float padding_of(ButtonKind kind) { return kind == ButtonKind::quiet ? 10 : 18; }

}  // namespace

float KitState::button_width(const Text& word, const Button& options) {
  const float i = options.icon == Icon::none ? 0 : theme.size(Size::icon) + icon_gap;
  return measure(fonts, word, theme.type(Type::body), true) + i + 2 * padding_of(options.kind);
}

bool KitState::draw_button(const Id& id, const Text& word, const Button& options, const Rect& r, Role role, const std::string& href,
                           std::uint32_t extra_flags) {
  const bool disabled = !options.disabled.empty();
  Node& n = add_node(id, role, r, options.spoken.empty() ? word : options.spoken);
  n.flags |= extra_flags | (disabled ? node_disabled : 0u);
  n.description = options.disabled.plain();
  n.value = href;
  const NodeId node = n.id;
  const Part part = touch(node, r, disabled);
  const ButtonLook look = look_of(*this, options.kind, part, disabled);
  if (look.has_ground) fill(r, look.ground, tokens::radius_button);
  if (look.border_width > 0) stroke(r, look.border, tokens::radius_button, look.border_width);
  const float icon_size = options.icon == Icon::none ? 0 : theme.size(Size::icon), gap = icon_size > 0 ? icon_gap : 0;
  const float padding = std::min(padding_of(options.kind), 10.0f);   // narrow buttons give up their air first
  const TextBlock b = block(word, Type::body, true, std::max(24.0f, r.w - 2 * padding - icon_size - gap));
  const float whole = icon_size + gap + b.width, x = r.x + (r.w - whole) / 2;
  icon(options.icon, x, r.y + (r.h - icon_size) / 2, icon_size, look.words);
  put_middle(b, {x + icon_size + gap, r.y, b.width, r.h}, 0.5f, look.words, node);
  ring(r, tokens::radius_button, part);
  return part.activated;
}

namespace {

// Takes the place of a button: as high as its token, or as its words when they wrap.
Rect button_rect(KitState& s, const Text& word, const Button& options) {
  const float natural = s.button_width(word, options);
  s.place->least = std::max(s.place->least, natural - 2 * (padding_of(options.kind) - 10));
  const float w = options.fit ? std::min(natural, s.place->w) : s.place->w;
  const float icon = options.icon == Icon::none ? 0 : s.theme.size(Size::icon) + icon_gap;
  const TextBlock b = lay_out(s.fonts, word, {.type = s.theme.type(Type::body), .bold = true, .max_width = std::max(24.0f, w - 20 - icon)});
  const float h = std::max({s.theme.size(Size::button), options.min_height, b.height + 16, s.place->row_height});
  Rect r = s.take(h, Flow::block, natural);
  r.w = w;
  return r;
}

}  // namespace

bool Kit::button(const Id& id, const Text& word, const Button& options) {
  return state_->draw_button(id, word, options, button_rect(*state_, word, options), Role::button, {}, 0);
}
bool Kit::button(const Id& id, const Text& word) { return button(id, word, {}); }

bool Kit::link(const Id& id, const Text& word, const std::string& href, const Button& options) {
  return state_->draw_button(id, word, options, button_rect(*state_, word, options), Role::link, href, node_href);
}

bool Kit::file_button(const Id& id, const Text& word, const Button& options) {
  return state_->draw_button(id, word, options, button_rect(*state_, word, options), Role::button, {}, node_wants_file | (options.picture ? node_picture : 0u));
}

bool Kit::icon_button(const Id& id, Icon icon, const Text& spoken) {
  KitState& s = *state_;
  const float target = s.theme.size(Size::target), size = s.theme.size(Size::icon);
  Rect r = s.take(target, Flow::block, target);
  r.w = target;
  const NodeId node = s.add_node(id, Role::button, r, spoken).id;
  const Part part = s.touch(node, r, false);
  if (part.pressed || part.hovered) s.fill(r, Colour::primary_soft, tokens::radius_button);
  s.icon(icon, r.x + (target - size) / 2, r.y + (target - size) / 2, size, Colour::ink);
  s.ring(r, tokens::radius_button, part);
  return part.activated;
}

bool Kit::act_card(const Id& id, const ActCard& card) {
  KitState& s = *state_;
  const bool disabled = !card.disabled.empty();
  const float padding = 16, icon = s.theme.pick(32, 40), gap = 14;
  const float words_w = s.place->w - 2 * padding - icon - gap;
  const TextBlock title = s.block(card.title, Type::lead, true, words_w), second = s.block(card.second, Type::label, false, words_w);
  const float h = std::max(80.0f, title.height + second.height + 24);
  const Rect r = s.take(h, Flow::block, title.width + 2 * padding + icon + gap);
  Node& n = s.add_node(id, Role::button, r, card.title + card.second);
  n.flags |= (disabled ? node_disabled : 0u) | (card.file ? node_wants_file : 0u);
  n.description = card.disabled.plain();
  const NodeId node = n.id;
  const Part part = s.touch(node, r, disabled);
  const Colour ground = disabled ? Colour::sunken : card.selected || part.pressed || part.hovered ? Colour::primary_soft : Colour::sheet;
  const Colour border = disabled ? Colour::rule : part.pressed ? Colour::primary_press : card.selected ? Colour::primary : Colour::edge;
  const Colour words = disabled ? (s.theme.elder() ? Colour::ink2 : Colour::ink3) : card.selected ? Colour::on_primary_soft : Colour::ink;
  s.fill_stroked(r, ground, border, tokens::radius_card, 2);
  s.icon(card.icon, r.x + padding, r.y + (h - icon) / 2, icon, words);
  const float x = r.x + padding + icon + gap, top = r.y + (h - title.height - second.height) / 2;
  s.put(title, x, top, words_w, 0, words, node);
  s.put(second, x, top + title.height, words_w, 0, disabled ? words : Colour::ink2, node);
  s.ring(r, tokens::radius_card, part);
  return part.activated;
}

}  // namespace huzhu::ui
