#include <imgui.h>
#include <imgui_internal.h>

#include "ui/kit/state.h"

namespace huzhu::ui {
namespace {

// ImDrawList strokes a path in the middle of its points; a border lies inside its rectangle.
void path_rect(ImDrawList* list, float x, float y, const Rect& r, float inset, float radius) {
  list->PathRect(ImVec2(x + r.x + inset, y + r.y + inset), ImVec2(x + r.x + r.w - inset, y + r.y + r.h - inset),
                 radius > inset ? radius - inset : 0);
}

}  // namespace

bool KitState::on_screen(const Rect& r) const {
  const ImVec2 low = list->GetClipRectMin(), high = list->GetClipRectMax();
  constexpr float margin = 8;   // rings and strokes reach out
  return r.y + oy < high.y + margin && r.y + r.h + oy > low.y - margin && r.x + ox < high.x + margin && r.x + r.w + ox > low.x - margin;
}

void KitState::fill(const Rect& r, Colour colour, float radius, int corners) {
  if (!on_screen(r)) return;
  list->AddRectFilled(ImVec2(r.x + ox, r.y + oy), ImVec2(r.x + r.w + ox, r.y + r.h + oy), theme.colour(colour), radius, corners);
}

void KitState::fill_code(const Rect& r, bool dark) {
  if (!on_screen(r)) return;
  list->AddRectFilled(ImVec2(r.x + ox, r.y + oy), ImVec2(r.x + r.w + ox, r.y + r.h + oy), dark ? IM_COL32_BLACK : IM_COL32_WHITE);
}

void KitState::stroke(const Rect& r, Colour colour, float radius, float thickness) {
  if (!on_screen(r)) return;
  path_rect(list, ox, oy, r, thickness / 2, radius);
  list->PathStroke(theme.colour(colour), ImDrawFlags_Closed, thickness);
}

void KitState::fill_stroked(const Rect& r, Colour ground, Colour border, float radius, float thickness) {
  const float inset = thickness / 2;   // no ground shines through outside the border
  fill({r.x + inset, r.y + inset, r.w - thickness, r.h - thickness}, ground, radius > inset ? radius - inset : 0);
  stroke(r, border, radius, thickness);
}

void KitState::line(float x0, float y0, float x1, float y1, Colour colour, float thickness) {
  if (x0 == x1 || y0 == y1) {   // axis-parallel: a rectangle is crisper than an antialiased stroke
    const bool upright = x0 == x1;
    fill(upright ? Rect{x0 - thickness / 2, y0, thickness, y1 - y0} : Rect{x0, y0 - thickness / 2, x1 - x0, thickness}, colour);
    return;
  }
  list->AddLine(ImVec2(x0 + ox, y0 + oy), ImVec2(x1 + ox, y1 + oy), theme.colour(colour), thickness);
}

void KitState::disc(float cx, float cy, float r, Colour colour) {
  if (on_screen({cx - r, cy - r, 2 * r, 2 * r})) list->AddCircleFilled(ImVec2(cx + ox, cy + oy), r, theme.colour(colour));
}

void KitState::circle(float cx, float cy, float r, Colour colour, float thickness) {
  if (on_screen({cx - r, cy - r, 2 * r, 2 * r}))
    list->AddCircle(ImVec2(cx + ox, cy + oy), r - thickness / 2, theme.colour(colour), 0, thickness);
}

void KitState::tile(const Text& surname, const Rect& r, NodeId owner) {
  fill(r, Colour::tile, tokens::radius_tile);
  if (theme.outlined()) stroke(r, Colour::ink, tokens::radius_tile, 2);
  const Type type = r.w >= 64 && !theme.elder() ? Type::figure : r.w < 44 ? Type::lead : Type::title;
  put_middle(block(surname, type, true, r.w, 1), r, 0.5f, Colour::ink, owner);
}

void KitState::ring(const Rect& r, float radius, const Part& part) {
  if (!part.focused || !focus_by_key) return;
  constexpr float gap = 2;
  const float out = gap + tokens::line_focus;
  rings.push_back({{r.x - out, r.y - out, r.w + 2 * out, r.h + 2 * out}, radius + gap + tokens::line_focus});
}

void KitState::flush_rings() {
  for (const Ring& r : rings) stroke(r.rect, Colour::focus, r.radius, tokens::line_focus);
  rings.clear();
}

}  // namespace huzhu::ui
