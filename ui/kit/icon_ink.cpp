// Icons and pictures, drawn from the strokes of ui/theme/icons.h.
#include <imgui.h>
#include <imgui_internal.h>

#include <cmath>

#include "ui/kit/state.h"

namespace huzhu::ui {
namespace {

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

// Sizes that differ by less than a sixty-fourth of a dp look the same.
std::uint32_t IconCache::Key::number() const {
  return static_cast<std::uint32_t>(icon) << 24 | static_cast<std::uint32_t>(colour) << 16 | (static_cast<std::uint32_t>(size * 64) & 0xffff);
}

bool IconCache::put(ImDrawList* list, const Key& key, float x, float y) {
  // The places of the white pixel and of the line textures move when the atlas grows: then all is drawn anew.
  const ImVec2 white = list->_Data->TexUvWhitePixel;
  if (white.x != white_x_ || white.y != white_y_ || drawn_.size() > most) drawn_.clear();
  white_x_ = white.x;
  white_y_ = white.y;
  const Drawn* found = drawn_.find(key.number());
  if (found == nullptr || found->ink != key.ink) return false;
  const Drawn& d = *found;
  list->PrimReserve(static_cast<int>(d.indices.size()), static_cast<int>(d.vertices.size()));
  const unsigned base = list->_VtxCurrentIdx;
  ImDrawIdx* index = list->_IdxWritePtr;
  for (const ImDrawIdx i : d.indices) *index++ = static_cast<ImDrawIdx>(base + i);
  ImDrawVert* vertex = list->_VtxWritePtr;
  for (const ImDrawVert& v : d.vertices) *vertex++ = {ImVec2(v.pos.x + x, v.pos.y + y), v.uv, v.col};
  list->_IdxWritePtr = index;
  list->_VtxWritePtr = vertex;
  list->_VtxCurrentIdx += static_cast<unsigned>(d.vertices.size());
  return true;
}

IconCache::Recording::Recording(IconCache& cache, ImDrawList* list, const Key& key, float x, float y)
    : cache_(cache), list_(list), key_(key), x_(x), y_(y), first_vertex_(list->VtxBuffer.Size), first_index_(list->IdxBuffer.Size),
      base_(list->_VtxCurrentIdx) {}

IconCache::Recording::~Recording() {
  const int vertices = list_->VtxBuffer.Size - first_vertex_;
  // A list of more vertices than an index can name starts a new run: what lies on both sides of that is not kept.
  if (list_->_VtxCurrentIdx != base_ + static_cast<unsigned>(vertices)) return;
  Drawn& d = cache_.drawn_[key_.number()];
  d.ink = key_.ink;
  d.vertices.assign(list_->VtxBuffer.Data + first_vertex_, list_->VtxBuffer.end());
  for (ImDrawVert& v : d.vertices) v.pos = ImVec2(v.pos.x - x_, v.pos.y - y_);
  d.indices.assign(list_->IdxBuffer.Data + first_index_, list_->IdxBuffer.end());
  for (ImDrawIdx& i : d.indices) i = static_cast<ImDrawIdx>(i - base_);
}

void KitState::icon(Icon which, float x, float y, float size, Colour colour) {
  if (which == Icon::none || !on_screen({x, y, size, size})) return;
  const ImU32 ink = theme.colour(colour);
  const IconCache::Key key{which, size, colour, ink};
  if (ready_icons.put(list, key, x + ox, y + oy)) return;
  const IconCache::Recording recording(ready_icons, list, key, x + ox, y + oy);
  const float scale = size / icon_grid;
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

}  // namespace huzhu::ui
