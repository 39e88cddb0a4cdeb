// Navigation: one list of places, drawn as a bar at the foot (phone), a rail (tablet) or a side (PC).
#include <algorithm>

#include "ui/kit/state.h"

namespace huzhu::ui {
namespace {

struct EntryLook {
  Colour words, ground;
  bool has_ground, bold;
};

EntryLook look_of(const Entry& entry, bool current, const Part& part, bool soft_current) {
  if (entry.act)
    return {Colour::on_primary, part.pressed ? Colour::primary_press : part.hovered ? Colour::primary_hover : Colour::primary, true, true};
  const bool touched = part.pressed || part.hovered;
  if (current)
    return {soft_current ? Colour::on_primary_soft : Colour::primary, Colour::primary_soft, soft_current || part.pressed, true};
  return {part.hovered && !soft_current ? Colour::ink : Colour::ink2, part.pressed ? Colour::primary_soft : Colour::paper, soft_current ? touched : part.pressed,
          false};
}

Part entry_node(KitState& s, const Entry& entry, bool current, const Rect& r, NodeId* node) {
  Node& n = s.add_node(entry.id, Role::button, r, entry.spoken.empty() ? entry.word : entry.spoken);
  if (current) n.flags |= node_selected;
  if (entry.badge > 0) n.name += " " + say(Str::badge_spoken, entry.badge).plain();
  *node = n.id;
  return s.touch(*node, r, false);
}

// Icon over word, as in bar and rail.
bool upright(KitState& s, const Entry& entry, bool current, const Rect& r, bool rail, float gap) {
  NodeId node = 0;
  const Part part = entry_node(s, entry, current, r, &node);
  const EntryLook look = look_of(entry, current, part, rail);
  const float radius = 14;
  if (look.has_ground) s.fill(entry.act && !rail ? Rect{r.x, r.y + 6, r.w, r.h - 12} : r, look.ground, radius);
  if (current && rail) s.fill({r.x - 8, r.y + 16, 4, r.h - 32}, Colour::primary, 4, ImDrawFlags_RoundCornersRight);
  if (current && !rail) s.fill({r.x + 14, r.y, r.w - 28, 4}, Colour::primary, 4, ImDrawFlags_RoundCornersBottom);
  const float size = s.theme.size(Size::icon_nav);
  const TextBlock b = s.block(entry.word, rail ? Type::label : Type::note, look.bold, r.w);
  const float line = b.height - (rail ? 2 : 4);   // nav words stand closer than running text
  const float top = r.y + (r.h - size - gap - line) / 2;
  s.icon(entry.icon, r.x + (r.w - size) / 2, top, size, look.words);
  s.put(b, r.x, top + size + gap - (b.height - line) / 2, r.w, 0.5f, look.words, node);
  if (entry.badge > 0) s.draw_badge(entry.badge, std::min(r.x + r.w / 2 + size / 2 - 4, r.x + r.w - s.badge_width(entry.badge)), std::max(top + 6, r.y + s.badge_height() / 2), node);
  s.ring(r, radius, part);
  return part.activated;
}

bool lying(KitState& s, const Entry& entry, bool current, const Rect& r) {
  NodeId node = 0;
  const Part part = entry_node(s, entry, current, r, &node);
  const EntryLook look = look_of(entry, current, part, true);
  if (look.has_ground) s.fill(r, look.ground, 10);
  if (current) s.fill({r.x - 12, r.y + 10, 4, r.h - 20}, Colour::primary, 4, ImDrawFlags_RoundCornersRight);
  const float size = s.theme.size(Size::icon_nav), padding = 12;
  s.icon(entry.icon, r.x + padding, r.y + (r.h - size) / 2, size, look.words);
  const float x = r.x + padding + size + 12, badge = s.badge_width(entry.badge);
  s.put_middle(s.block(entry.word, Type::body, look.bold, r.w - (x - r.x) - padding - badge), {x, r.y, 0, r.h}, 0, look.words, node);
  s.draw_badge(entry.badge, r.x + r.w - padding - badge, r.y + r.h / 2, node);
  s.ring(r, 10, part);
  return part.activated;
}

int bottom_bar(KitState& s, const Navigation& nav) {
  int count = 0, pressed = -1;
  for (const Entry& e : nav.entries) count += e.foot ? 0 : 1;
  constexpr float padding = 4;
  const float w = (s.area.w - 2 * padding) / static_cast<float>(std::max(1, count));
  // The largest letters on the narrowest phone: a word that needs two lines makes the bar higher.
  float h = s.theme.size(Size::bottom_nav);
  const float line = s.theme.type(Type::note).line;
  for (const Entry& e : nav.entries) {
    if (e.foot) continue;
    const TextBlock b = lay_out(s.fonts, e.word, {.type = s.theme.type(Type::note), .bold = true, .max_width = w});
    h = std::max(h, s.theme.size(Size::bottom_nav) + b.height - line);
  }
  const Rect r{s.area.x, s.area.y + s.area.h - h, s.area.w, h};
  s.area.h -= h;
  Scoped<bool> later(s.after, true);
  s.fill({0, r.y, s.window_w, h + s.inset_bottom}, Colour::sheet);
  s.line(0, r.y + 0.5f, s.window_w, r.y + 0.5f, Colour::rule, s.theme.outlined() ? 2.0f : 1.0f);
  const NodeId group = s.add_node("kit.navigation", Role::navigation, r, Str::navigation_name).id;
  Scoped<NodeId> within(s.parent, group);
  float x = r.x + padding;
  for (int i = 0; i < static_cast<int>(nav.entries.size()); ++i) {
    const Entry& e = nav.entries[static_cast<std::size_t>(i)];
    if (e.foot) continue;
    if (upright(s, e, i == nav.current, {x, r.y, w, h}, false, s.theme.pick(3, 4))) pressed = i;
    x += w;
  }
  s.flush_rings();
  return pressed;
}

int upright_strip(KitState& s, const Navigation& nav, bool side) {
  const float w = s.theme.size(Size::rail), padding = side ? 12 : 8, gap = 4;
  const float words_h = side ? s.theme.type(Type::body).line : s.theme.size(Size::icon_nav) + s.theme.type(Type::label).line;
  const Rect r{s.inset_left, s.inset_top, w, s.window_h - s.inset_top - s.inset_bottom};
  s.rail_drawn = w;
  if (s.rail_kept != w) {
    s.area.x += w - s.rail_kept;
    s.area.w -= w - s.rail_kept;
    s.set_loose();
  }
  s.fill({0, 0, r.x + w, s.window_h}, Colour::sheet);
  s.line(r.x + w - 0.5f, 0, r.x + w - 0.5f, s.window_h, Colour::rule, s.theme.outlined() ? 2.0f : 1.0f);
  const NodeId group = s.add_node("kit.navigation", Role::navigation, r, Str::navigation_name).id;
  Scoped<NodeId> within(s.parent, group);
  float y = r.y + (side ? 16.0f : 12.0f), foot = r.y + r.h - 12;
  if (!nav.brand.empty()) {
    const TextBlock name = s.block(nav.brand, Type::lead, true, w - 2 * padding - 24);
    const NodeId head = s.add_node("kit.brand", Role::text, {r.x + padding + 12, y, w - 2 * padding - 24, name.height}, nav.brand).id;
    s.put(name, r.x + padding + 12, y, name.width, 0, Colour::ink, head);
    y += name.height;
    if (!nav.brand_second.empty()) {
      const TextBlock second = s.block(nav.brand_second, Type::note, false, w - 2 * padding - 24);
      const Rect at{r.x + padding + 12, y, second.width, second.height};
      const NodeId node = s.add_node("kit.brand_second", Role::text, at, nav.brand_second).id;
      s.put(second, at.x, at.y, at.w, 0, Colour::ink2, node);
      y += second.height;
    }
    y += 16;
  }
  // A low window (200 % zoom on a PC): entries stand closer, so that none lies over another.
  float beside = gap;
  for (const Entry& e : nav.entries) beside += gap + (e.act && !side ? 16.0f : 0.0f);
  const float room = (foot - y - beside) / static_cast<float>(std::max<std::size_t>(1, nav.entries.size()));
  const float entry_h = std::clamp(room, words_h + 4, side ? 48.0f : std::max(s.theme.pick(84, 100), words_h + 20));
  for (const Entry& e : nav.entries)
    if (e.foot) foot -= entry_h + gap;
  int pressed = -1;
  for (int pass = 0; pass < 2; ++pass)
    for (int i = 0; i < static_cast<int>(nav.entries.size()); ++i) {
      const Entry& e = nav.entries[static_cast<std::size_t>(i)];
      if (e.foot != (pass == 1)) continue;
      float& at = e.foot ? foot : y;
      if (e.act && !side) at += 8;
      const Rect place{r.x + padding, at, w - 2 * padding, entry_h};
      if (side ? lying(s, e, i == nav.current, place) : upright(s, e, i == nav.current, place, true, 4)) pressed = i;
      at += entry_h + gap + (e.act && !side ? 8 : 0);
    }
  s.flush_rings();
  return pressed;
}

}  // namespace

int Kit::navigation(const Navigation& navigation) {
  switch (form()) {
    case Form::phone: return bottom_bar(*state_, navigation);
    case Form::tablet: return upright_strip(*state_, navigation, false);
    case Form::desk: return upright_strip(*state_, navigation, true);
  }
  return -1;
}

}  // namespace huzhu::ui
