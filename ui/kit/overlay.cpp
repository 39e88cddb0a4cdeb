// Overlays: a sheet from the foot (phone, elder) or in the middle; dialogs for what undo cannot mend.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "ui/kit/state.h"

namespace huzhu::ui {
namespace {

bool close_button(KitState& s, const Id& id, const Rect& at) {
  const NodeId node = s.add_node(id, Role::button, at, Str::close).id;
  const Part part = s.touch(node, at, false);
  const float size = s.theme.pick(28, 34);
  if (part.hovered || part.pressed) s.fill(at, Colour::primary_soft, tokens::radius_button);
  s.icon(Icon::close, at.x + (at.w - size) / 2, at.y + (at.h - size) / 2, size, Colour::ink);
  s.ring(at, tokens::radius_button, part);
  return part.activated;
}

}  // namespace

bool KitState::open_overlay(const Id& id, const Text& title, const OverlayShape& shape, FunctionRef<void(const Rect&)> fixed,
                            FunctionRef<void()> body) {
  Scoped<ImDrawList*> on_top(list, ImGui::GetForegroundDrawList());
  Scoped<Layer> in_layer(layer, Layer::overlay);
  Scoped<PaneId> no_pane(pane, 0u);
  Scoped<NodeId> no_parent(parent, 0u);
  Scoped<float> no_x(ox, 0.0f), no_y(oy, 0.0f);
  Scoped<bool> not_after(after, false);
  Scoped<std::uint32_t> no_size(set_size, 0u), no_place(position, 0u), own_columns(column_number, 0u);
  flush_rings();
  // What lies below can be neither pressed nor reached any more, an overlay under this one included.
  std::erase_if(boxes, [](const HitBox& box) { return box.layer == Layer::overlay; });
  const bool first_time = !overlay_was_open && !overlay_open;
  overlay_open = true;

  const bool from_foot = window_w < 600 || theme.elder();
  const Rect* over = from_foot ? nullptr : shape.over;
  const float padding = over != nullptr ? 12 : 20, target = theme.size(Size::target);
  const float w = over != nullptr ? std::clamp(over->w, 320.0f, window_w - 16) : from_foot ? std::min(window_w, 640.0f) : std::min(480.0f, window_w - 48);
  const TextBlock head = block(title, Type::title, true, w - 2 * padding - (shape.close_button ? target : 0));
  const float title_h = over != nullptr ? 12 : std::max(head.height + 16, shape.close_button ? target + 8 : 0.0f) + 8, head_h = title_h + shape.fixed;
  const std::uint32_t key = node_id(id, Role::dialog);
  const float wanted = shape.body > 0 ? shape.body : recall(key, 200), foot = from_foot ? inset_bottom : 0;
  const float room = window_h - inset_top - inset_bottom - 24;
  const float body_h = std::min(wanted, room - head_h), h = head_h + body_h + foot;
  Rect r{(window_w - w) / 2, from_foot ? window_h - h : (window_h - h) / 2, w, h};
  if (over != nullptr) r = {std::clamp(over->x, 8.0f, window_w - w - 8), std::clamp(over->y - 12, inset_top + 8, window_h - h - 8), w, h};
  overlay_rect = r;

  if (over == nullptr) list->AddRectFilled(ImVec2(0, 0), ImVec2(window_w, window_h), theme.colour(Colour::scrim, 0.55f));
  fill(r, Colour::sheet, tokens::radius_sheet, from_foot ? ImDrawFlags_RoundCornersTop : ImDrawFlags_RoundCornersAll);
  if (over != nullptr || theme.outlined()) stroke(r, theme.outlined() ? Colour::ink : Colour::edge, tokens::radius_sheet, 2);
  Node& dialog = add_node(id, Role::dialog, r, title);
  if (first_time) wants_node = dialog.id;
  Scoped<NodeId> within(parent, dialog.id);
  bool close = false;
  if (over == nullptr) {
    const Rect at{r.x + padding, r.y + 8, head.width, title_h - 8};
    Node& words = add_node({id.key, "title"}, Role::heading, at, title);
    words.level = 2;
    const NodeId owner = words.id;
    put_middle(head, at, 0, Colour::ink, owner);
    if (shape.close_button) close = close_button(*this, {id.key, "close"}, {r.x + r.w - target - 8, r.y + 8, target, target});
  }
  fixed({r.x + padding, r.y + title_h, r.w - 2 * padding, shape.fixed});
  flush_rings();
  float used = 0;
  open_pane({id.key, "pane"}, {r.x, r.y + head_h, r.w, body_h}, Colour::sheet, padding, 0, [&] {
    body();
    used = place->y + 16;
    place->asked = 16;
  });
  if (shape.body <= 0) remember(key, std::ceil(used));
  if (outside_pressed) {
    outside_pressed = false;
    unsettled = true;
    close = true;
  }
  return close || take_key("Escape");
}

bool Kit::sheet(const Id& id, const Text& title, FunctionRef<void()> content) {
  return state_->open_overlay(id, title, {.close_button = true}, [](const Rect&) {}, content);
}

DialogPress Kit::dialog(const Id& id, const Dialog& dialog) {
  DialogPress press = DialogPress::none;
  const bool close = state_->open_overlay(id, dialog.title, {}, [](const Rect&) {}, [&] {
    label(dialog.body);
    space(20);
    const Button act{.kind = dialog.danger ? ButtonKind::danger_filled : ButtonKind::primary};
    if (narrow() || state_->theme.elder()) {   // long words, large letters: one above the other, the safe one first
      if (button({id.key, "safe"}, dialog.safe, {})) press = DialogPress::safe;
      if (button({id.key, "act"}, dialog.act, act)) press = DialogPress::act;
    } else {
      columns({-1, -1}, [&](int i) {
        if (i == 0 && button({id.key, "safe"}, dialog.safe, {})) press = DialogPress::safe;
        if (i == 1 && button({id.key, "act"}, dialog.act, act)) press = DialogPress::act;
      });
    }
  });
  return press == DialogPress::none && close ? DialogPress::safe : press;
}

}  // namespace huzhu::ui
