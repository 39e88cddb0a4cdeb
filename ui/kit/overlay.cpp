// Overlays: a sheet from the foot (phone, elder) or in the middle; dialogs for what undo cannot mend.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "ui/kit/state.h"

namespace huzhu::ui {
namespace {

// Runs `body` on a sheet over a scrim; returns true when the person wants it closed.
// `body` gets the dialog's node; its content scrolls in a pane when it is higher than the window.
bool open_overlay(KitState& s, const Id& id, const Text& title, bool close_button, FunctionRef<void()> body) {
  Scoped<ImDrawList*> on_top(s.list, ImGui::GetForegroundDrawList());
  Scoped<Layer> layer(s.layer, Layer::overlay);
  Scoped<PaneId> no_pane(s.pane, 0u);
  Scoped<float> no_x(s.ox, 0.0f), no_y(s.oy, 0.0f);
  Scoped<bool> not_after(s.after, false);
  Scoped<std::uint32_t> no_size(s.set_size, 0u), no_place(s.position, 0u);
  s.flush_rings();
  // What lies below can be neither pressed nor reached any more, an overlay under this one included.
  std::erase_if(s.boxes, [](const HitBox& box) { return box.layer == Layer::overlay; });
  const bool first_time = !s.overlay_was_open && !s.overlay_open;
  s.overlay_open = true;

  const bool from_foot = s.window_w < 600 || s.theme.elder();
  const float padding = 20, target = s.theme.size(Size::target);
  const float w = from_foot ? std::min(s.window_w, 640.0f) : std::min(480.0f, s.window_w - 48);
  const TextBlock head = s.block(title, Type::title, true, w - 2 * padding - (close_button ? target : 0));
  const float head_h = std::max(head.height + 16, close_button ? target + 8 : 0.0f) + 8;
  const std::uint32_t key = node_id(id, Role::dialog);
  const float wanted = s.recall(key, 200), foot = from_foot ? s.inset_bottom : 0;
  const float room = s.window_h - s.inset_top - s.inset_bottom - 24;
  const float body_h = std::min(wanted, room - head_h), h = head_h + body_h + foot;
  const Rect r{(s.window_w - w) / 2, from_foot ? s.window_h - h : (s.window_h - h) / 2, w, h};
  s.overlay_rect = r;

  s.list->AddRectFilled(ImVec2(0, 0), ImVec2(s.window_w, s.window_h), s.theme.colour(Colour::scrim, 0.55f));
  s.fill(r, Colour::sheet, tokens::radius_sheet, from_foot ? ImDrawFlags_RoundCornersTop : ImDrawFlags_RoundCornersAll);
  if (s.theme.outlined()) s.stroke(r, Colour::ink, tokens::radius_sheet, 2);
  Node& dialog = s.add_node(id, Role::dialog, r, title);
  if (first_time) dialog.flags |= node_focus;
  Scoped<NodeId> within(s.parent, dialog.id);
  bool close = false;
  {
    const Rect at{r.x + padding, r.y + 8, head.width, head_h - 8};
    Node& words = s.add_node({id.key, "title"}, Role::heading, at, title);
    words.level = 2;
    const NodeId owner = words.id;
    s.put_middle(head, at, 0, Colour::ink, owner);
  }
  if (close_button) {
    const Rect at{r.x + r.w - target - 8, r.y + 8, target, target};
    const NodeId node = s.add_node({id.key, "close"}, Role::button, at, Str::close).id;
    const Part part = s.touch(node, at, false);
    const float size = s.theme.pick(28, 34);
    if (part.hovered || part.pressed) s.fill(at, Colour::primary_soft, tokens::radius_button);
    s.icon(Icon::close, at.x + (target - size) / 2, at.y + (target - size) / 2, size, Colour::ink);
    s.ring(at, tokens::radius_button, part);
    close = part.activated;
  }
  s.flush_rings();
  float used = 0;
  s.open_pane({id.key, "pane"}, {r.x, r.y + head_h, r.w, body_h}, Colour::sheet, padding, 0, [&] {
    body();
    used = s.place->y + 16;
    s.place->asked = 16;
  });
  s.remember(key, std::ceil(used));
  if (s.outside_pressed) {
    s.outside_pressed = false;
    s.unsettled = true;
    close = true;
  }
  return close || s.take_key("Escape");
}

}  // namespace

bool Kit::sheet(const Id& id, const Text& title, FunctionRef<void()> content) { return open_overlay(*state_, id, title, true, content); }

DialogPress Kit::dialog(const Id& id, const Dialog& dialog) {
  DialogPress press = DialogPress::none;
  const bool close = open_overlay(*state_, id, dialog.title, false, [&] {
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
