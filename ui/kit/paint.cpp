#include <imgui.h>
#include <imgui_internal.h>

#include <cmath>
#include <cstdlib>

#include "ui/kit/state.h"

namespace huzhu::ui {
namespace {

// ImDrawList strokes a path in the middle of its points; a border lies inside its rectangle.
void path_rect(ImDrawList* list, float x, float y, const Rect& r, float inset, float radius) {
  list->PathRect(ImVec2(x + r.x + inset, y + r.y + inset), ImVec2(x + r.x + r.w - inset, y + r.y + r.h - inset),
                 radius > inset ? radius - inset : 0);
}

// Reads the primitives of ui/theme/icons.h. Numbers are short and plain, so strtof would be most of the time spent.
class Primitives {
 public:
  explicit Primitives(const char* at) : at_(at) {}
  bool done() const { return *at_ == 0; }
  char peek() const { return *at_; }
  char next() {
    const char c = *at_++;
    skip();
    return c;
  }
  float number() {
    const bool negative = *at_ == '-';
    if (negative) ++at_;
    float value = 0;
    while (*at_ >= '0' && *at_ <= '9') value = value * 10 + static_cast<float>(*at_++ - '0');
    if (*at_ == '.') {
      float place = 0.1f;
      for (++at_; *at_ >= '0' && *at_ <= '9'; ++at_, place *= 0.1f) value += place * static_cast<float>(*at_ - '0');
    }
    skip();
    return negative ? -value : value;
  }

 private:
  void skip() {
    while (*at_ == ' ') ++at_;
  }
  const char* at_;
};

struct Pen {
  ImDrawList* list;
  float x, y, scale;
  float width;         // of the line
  ImU32 line;          // 0 = none
  ImU32 fill;          // 0 = none
  ImVec2 at(float px, float py) const { return ImVec2(x + px * scale, y + py * scale); }
};

// Ends the path collected so far: fills it, strokes it, and rounds its corners and the ends of an open stroke.
void finish(const Pen& pen, bool closed) {
  static ImVector<ImVec2> points;   // circles are drawn by way of the list's own path: take ours out first
  points.resize(0);
  points.swap(pen.list->_Path);
  if (points.Size == 0) return;
  if (pen.fill != 0 && points.Size > 2) pen.list->AddConcavePolyFilled(points.Data, points.Size, pen.fill);
  if (pen.line == 0) return;
  if (points.Size > 1) pen.list->AddPolyline(points.Data, points.Size, pen.line, closed ? ImDrawFlags_Closed : 0, pen.width);
  // A curve's many joints are flat enough; the few corners of a polygon are not.
  constexpr int polygon_max = 9;
  const bool polygon = points.Size <= polygon_max;
  for (int i = 0; i < points.Size; ++i) {
    const bool end = !closed && (i == 0 || i == points.Size - 1);
    if (end || polygon) pen.list->AddCircleFilled(points[i], pen.width / 2, pen.line, 12);
  }
}

void draw_path(const Pen& pen, Primitives& p) {
  bool closed = false;
  while (!p.done() && p.peek() != '|') {
    const char command = p.next();
    if (command == 'Z') {
      closed = true;
      continue;
    }
    const float a = p.number(), b = p.number();
    if (command == 'M' || command == 'L') {
      pen.list->PathLineTo(pen.at(a, b));
    } else {
      const float c = p.number(), d = p.number(), e = p.number(), f = p.number();
      pen.list->PathBezierCubicCurveTo(pen.at(a, b), pen.at(c, d), pen.at(e, f), 8);
    }
  }
  // A closed path that returns to its first point must not have it twice: the fill would fold.
  ImVector<ImVec2>& path = pen.list->_Path;
  if (closed && path.Size > 2 && std::fabs(path.front().x - path.back().x) < 0.01f && std::fabs(path.front().y - path.back().y) < 0.01f)
    path.pop_back();
  finish(pen, closed || pen.fill != 0);
}

void draw_primitive(const Pen& pen, Primitives& p) {
  if (p.peek() == 'o') {
    p.next();
    const float cx = p.number(), cy = p.number(), r = p.number();
    if (pen.fill != 0) pen.list->AddCircleFilled(pen.at(cx, cy), r * pen.scale, pen.fill);
    if (pen.line != 0) pen.list->AddCircle(pen.at(cx, cy), r * pen.scale, pen.line, 0, pen.width);
  } else if (p.peek() == 'r') {
    p.next();
    const float x = p.number(), y = p.number(), w = p.number(), h = p.number(), radius = p.number();
    if (pen.fill != 0) pen.list->AddRectFilled(pen.at(x, y), pen.at(x + w, y + h), pen.fill, radius * pen.scale);
    pen.list->PathRect(pen.at(x, y), pen.at(x + w, y + h), radius * pen.scale);
    if (pen.line != 0) pen.list->PathStroke(pen.line, ImDrawFlags_Closed, pen.width);
    else pen.list->PathClear();
  } else {
    draw_path(pen, p);
  }
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

void KitState::icon(Icon which, float x, float y, float size, Colour colour) {
  if (which == Icon::none || !on_screen({x, y, size, size})) return;
  const float scale = size / icon_grid;
  const ImU32 ink = theme.colour(colour);
  for (Primitives p(icon_primitives(which)); !p.done();) {
    const bool filled = p.peek() == '*';
    if (filled) p.next();
    draw_primitive({list, x + ox, y + oy, scale, tokens::line_icon * scale, filled ? 0 : ink, filled ? ink : 0}, p);
    if (p.peek() == '|') p.next();
  }
}

void KitState::picture(Picture which, float x, float y, float size) {
  if (which == Picture::none || !on_screen({x, y, size, size})) return;
  const float scale = size / picture_grid;
  for (Primitives p(picture_primitives(which)); !p.done();) {
    const char role = p.next();
    const ImU32 ground = role == 'a'   ? theme.colour(Colour::pic_a)
                         : role == 'b' ? theme.colour(Colour::pic_b)
                         : role == 'c' ? theme.colour(Colour::pic_c)
                         : role == 'w' ? theme.colour(Colour::sheet)
                                       : 0;
    draw_primitive({list, x + ox, y + oy, scale, tokens::line_picture * scale, theme.colour(Colour::ink), ground}, p);
    if (p.peek() == '|') p.next();
  }
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
