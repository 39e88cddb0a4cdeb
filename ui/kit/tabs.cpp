// Tabs: a few views of one thing. The words stand on a line; the chosen one stands on a ground of its own with a bar,
// and what it shows follows in a panel. The arrow keys move along the words (web/shell/keys.ts).
#include <algorithm>
#include <cmath>

#include "ui/kit/state.h"

namespace huzhu::ui {
namespace {

constexpr float bar = 4, air = 10, icon_gap = 6;

bool tab(KitState& s, const Id& id, const Choice& choice, bool current, const Rect& r) {
  const bool disabled = !choice.disabled.empty();
  Node& n = s.add_node(id, Role::tab, r, choice.word);
  n.flags |= (current ? node_selected : 0u) | (disabled ? node_disabled : 0u);
  n.description = choice.disabled.plain();
  const NodeId node = n.id;
  const Part part = s.touch(node, r, disabled);
  if (current || part.pressed) s.fill(r, Colour::primary_soft, tokens::radius_button, ImDrawFlags_RoundCornersTop);
  if (current) s.fill({r.x, r.y + r.h - bar, r.w, bar}, Colour::primary);
  if (current && s.theme.outlined()) s.stroke(r, Colour::ink, tokens::radius_button, 2);
  const Colour words = disabled ? (s.theme.elder() ? Colour::ink2 : Colour::ink3) : current ? Colour::on_primary_soft : part.hovered ? Colour::ink : Colour::ink2;
  const float icon = choice.icon == Icon::none ? 0 : s.theme.size(Size::icon), gap = icon > 0 ? icon_gap : 0;
  const TextBlock b = s.block(choice.word, Type::label, current, r.w - icon - gap);
  const float x = r.x + (r.w - b.width - icon - gap) / 2;
  s.icon(choice.icon, x, r.y + (r.h - icon) / 2, icon, words);
  s.put_middle(b, {x + icon + gap, r.y, b.width, r.h}, 0, words, node);
  s.ring({r.x + 5, r.y + 5, r.w - 10, r.h - 10 - bar}, 8, part);   // inside: tabs stand close
  return part.activated && !current;
}

}  // namespace

bool Kit::tabs(const Id& id, const Text& name, const std::vector<Choice>& choices, int& current, FunctionRef<void()> panel) {
  KitState& s = *state_;
  const int count = static_cast<int>(choices.size());
  if (count == 0) return false;
  current = std::clamp(current, 0, count - 1);
  float widest = 0;
  for (const Choice& c : choices)   // measured bold, so that choosing one moves none
    widest = std::max(widest, measure(s.fonts, c.word, s.theme.type(Type::label), true) + (c.icon == Icon::none ? 0 : s.theme.size(Size::icon) + icon_gap) + 2 * air);
  // Words that do not fit beside each other stand in two lines, or one below the other.
  int per_row = count;
  while (per_row > 1 && s.place->w / static_cast<float>(per_row) < widest) per_row = (per_row + 1) / 2;
  const int lines = (count + per_row - 1) / per_row;
  const float h = std::max(s.theme.size(Size::button), s.theme.type(Type::label).line + 16 + bar);
  // On the desk a tab is as wide as its word; a finger gets all the width there is.
  const float w = s.theme.desk() ? std::min(std::ceil(widest) + 16, s.place->w / static_cast<float>(per_row)) : s.place->w / static_cast<float>(per_row);
  const Rect r = s.take(static_cast<float>(lines) * h, Flow::block, widest * static_cast<float>(count));
  s.line(r.x, r.y + r.h - 1, r.x + r.w, r.y + r.h - 1, s.theme.outlined() ? Colour::ink : Colour::edge, 2);
  const int before = current;
  {
    const NodeId list = s.add_node(id, Role::tablist, r, name).id;
    Scoped<NodeId> within(s.parent, list);
    Scoped<std::uint32_t> size(s.set_size, static_cast<std::uint32_t>(count));
    Scoped<std::uint32_t> place_in(s.position, 0u);
    for (int i = 0; i < count; ++i) {
      s.position = static_cast<std::uint32_t>(i) + 1;
      const Rect at{r.x + static_cast<float>(i % per_row) * w, r.y + static_cast<float>(i / per_row) * h, w, h};
      if (tab(s, {id.key, static_cast<std::uint64_t>(i)}, choices[static_cast<std::size_t>(i)], i == before, at)) current = i;
    }
  }
  s.flush_rings();
  s.place->asked = 12;
  group({id.key, "panel"}, Role::tabpanel, choices[static_cast<std::size_t>(current)].word, panel);
  return current != before;
}

}  // namespace huzhu::ui
