// Lists: a sheet of rows. Long ones build only what can be seen, at one height for all rows.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "ui/kit/state.h"

namespace huzhu::ui {
namespace {

constexpr int long_list = 40;      // from here on only visible rows are built
constexpr int rows_beyond = 2;     // built above and below the visible ones, so that a step of the keyboard finds a node

// Lays the ground's colour over a corner, where a chosen row's own ground would stick out of the round sheet.
void mask_corner(KitState& s, float x, float y, float dx, float dy) {
  const float radius = tokens::radius_card;
  const ImVec2 corner(x + s.ox, y + s.oy), centre(corner.x + dx * radius, corner.y + dy * radius);
  constexpr int steps = 8;
  ImVec2 points[steps + 2] = {corner};
  for (int i = 0; i <= steps; ++i) {
    const float angle = 1.5707963f * static_cast<float>(i) / steps;
    points[i + 1] = ImVec2(centre.x - dx * radius * std::cos(angle), centre.y - dy * radius * std::sin(angle));
  }
  s.list->AddConcavePolyFilled(points, steps + 2, s.theme.colour(Colour::paper));
}

// Where a sheet of rows stands. On an overlay the rows bring their own air, so their words line up with the title's.
Rect rows_place(const KitState& s) {
  const float reach = s.layer == Layer::overlay ? 12.0f : 0.0f;
  return {s.place->x - reach, s.place->y, s.place->w + 2 * reach, 0};
}

// Draws the sheet behind rows that `content` puts down; returns its bottom. On an overlay the rows lie on its own sheet.
float sheet_of_rows(KitState& s, const Rect& at, FunctionRef<float()> content) {
  if (s.layer == Layer::overlay) return content();
  Scoped<bool> none_chosen(s.row_chosen, false);
  ImDrawListSplitter channels;
  channels.Split(s.list, 2);
  channels.SetCurrentChannel(s.list, 1);
  const float bottom = content();
  channels.SetCurrentChannel(s.list, 0);
  const bool strong = s.theme.outlined();
  const Rect r{at.x, at.y, at.w, bottom - at.y};
  if (r.h > 0) {
    s.fill(r, Colour::sheet, tokens::radius_card);
    channels.SetCurrentChannel(s.list, 1);   // over the rows' own grounds
    if (s.row_chosen && s.on_screen(r)) {
      mask_corner(s, r.x, r.y, 1, 1);
      mask_corner(s, r.x + r.w, r.y, -1, 1);
      mask_corner(s, r.x, r.y + r.h, 1, -1);
      mask_corner(s, r.x + r.w, r.y + r.h, -1, -1);
    }
    s.stroke(r, strong ? Colour::ink : Colour::rule, tokens::radius_card, strong ? 2.0f : 1.0f);
  }
  channels.Merge(s.list);
  return bottom;
}

}  // namespace

void Kit::rows(FunctionRef<void()> content) {
  KitState& s = *state_;
  s.lead_in(Flow::block);
  const Rect at = rows_place(s);
  const float bottom = sheet_of_rows(s, at, [&] {
    float end = 0;
    s.inside({.x = at.x, .y = at.y, .w = at.w, .rows = true}, content, &end);
    return end;
  });
  s.lead_out(Flow::block, bottom);
}

void KitState::rows_of(const Id& id, Role role, const Text& name, int count, FunctionRef<void(int)> one) {
  KitState& s = *this;
  if (count <= 0) return;
  s.lead_in(Flow::block);
  const Rect at = rows_place(s);
  Node& group = s.add_node(id, role, at, name);
  group.set_size = static_cast<std::uint32_t>(count);
  const NodeId node = group.id;
  Scoped<NodeId> within(s.parent, node);
  Scoped<std::uint32_t> size(s.set_size, static_cast<std::uint32_t>(count));
  Scoped<std::uint32_t> place_in(s.position, 0u);

  const bool is_long = count > long_list;
  const std::uint32_t height_key = node ^ static_cast<std::uint32_t>(at.w) ^ (static_cast<std::uint32_t>(s.theme.type(Type::body).size) << 20);
  const float row_h = s.recall(height_key, s.theme.size(role == Role::listbox ? Size::button : s.theme.desk() ? Size::row_compact : Size::row));
  int first = 0, last = count;
  const float view_top = s.list->GetClipRectMin().y - s.oy, view_bottom = s.list->GetClipRectMax().y - s.oy;
  if (is_long) {
    first = std::clamp(static_cast<int>((view_top - at.y) / row_h) - rows_beyond, 0, count);
    last = std::clamp(static_cast<int>((view_bottom - at.y) / row_h) + 1 + rows_beyond, first, count);
    s.visible.push_back({node, {std::clamp(first + rows_beyond, 0, count), std::max(first, last - rows_beyond)}});
  } else {
    s.visible.push_back({node, {0, count}});
  }

  const float bottom = sheet_of_rows(s, at, [&] {
    Place inner{.x = at.x, .y = at.y + (is_long ? static_cast<float>(first) * row_h : 0), .w = at.w, .rows = true};
    if (is_long) {
      inner.row_height = row_h;
      if (first > 0) inner.last = Flow::block;   // a rule above the first built row too
    }
    float end = 0, tallest = 0;
    s.inside(inner, [&] {
      for (int i = first; i < last; ++i) {
        s.position = static_cast<std::uint32_t>(i) + 1;
        const float before = s.place->y;
        one(i);
        if (is_long) {
          tallest = std::max(tallest, s.place->y - before);
          s.place->y = before + row_h;
        }
      }
    }, &end);
    if (is_long && tallest > row_h + 0.25f) s.remember(height_key, tallest);
    return is_long ? at.y + static_cast<float>(count) * row_h : end;
  });
  if (Node* n = s.find_node(node)) n->rect.h = bottom - at.y;
  s.lead_out(Flow::block, bottom);
}

void Kit::list(const Id& id, const Text& name, int count, FunctionRef<void(int)> one) { state_->rows_of(id, Role::list, name, count, one); }

}  // namespace huzhu::ui
