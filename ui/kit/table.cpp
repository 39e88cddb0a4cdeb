// Tables, for the desk: a head that stays, rows 49 high of which only the visible are built, one selection.
#include <imgui.h>

#include <algorithm>

#include "ui/kit/state.h"

namespace huzhu::ui {
namespace {

constexpr float padding = 16, between = 12;

struct Columns {
  std::vector<float> x, w;
};

Columns place_columns(const std::vector<Column>& columns, float x, float width) {
  float fixed = 2 * padding + between * static_cast<float>(columns.size() - 1), shares = 0;
  for (const Column& c : columns) (c.width > 0 ? fixed : shares) += c.width > 0 ? c.width : -c.width;
  const float rest = std::max(0.0f, width - fixed);
  Columns out;
  float at = x + padding;
  for (const Column& c : columns) {
    const float w = c.width > 0 ? c.width : rest * (-c.width / shares);
    out.x.push_back(at);
    out.w.push_back(w);
    at += w + between;
  }
  return out;
}

float align_of(Align a) { return a == Align::left ? 0.0f : a == Align::middle ? 0.5f : 1.0f; }

constexpr float head_height = 40;

// Headings that are longer than their column take a second line.
float head_height_of(KitState& s, const std::vector<Column>& columns, const Columns& at) {
  float h = head_height;
  for (std::size_t i = 0; i < columns.size(); ++i) h = std::max(h, s.block(columns[i].title, Type::note, true, at.w[i]).height + 12);
  return h;
}

// Returns the pressed heading, or -1.
int draw_head(KitState& s, const Id& id, const std::vector<Column>& columns, const Columns& at, const Rect& r, int corners) {
  s.fill(r, Colour::sunken, tokens::radius_card, corners);
  int pressed = -1;
  Node& head = s.add_node({id.key, "head"}, Role::row, r, {});
  head.flags |= node_still;   // its headings may be pressed, it is not
  const NodeId row = head.id;
  Scoped<NodeId> within(s.parent, row);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Column& c = columns[i];
    const Text title = c.sorted > 0 ? say(Str::sorted_up, c.title) : c.sorted < 0 ? say(Str::sorted_down, c.title) : c.title;
    const Rect cell{at.x[i], r.y, at.w[i], r.h};
    Node& n = s.add_node({id.key + ".head", i}, Role::columnheader, cell, title);
    if (c.sorted != 0) n.flags |= node_selected;
    const NodeId node = n.id;
    Part part;
    if (c.sortable) part = s.touch(node, cell, false);
    if (part.activated) pressed = static_cast<int>(i);
    s.put_middle(s.block(title, Type::note, c.sorted != 0, at.w[i]), cell, align_of(c.align), part.hovered ? Colour::ink : Colour::ink2, node);
    s.ring({cell.x, cell.y + 6, cell.w, cell.h - 12}, 6, part);
  }
  return pressed;
}

// A bar of what is done, late and still to do; unknown stays an empty track.
void draw_progress(KitState& s, const Cell& cell, const Rect& r) {
  if (cell.of <= 0) return;
  const float h = 16, whole = r.w * (cell.of_max > 0 ? cell.of / cell.of_max : 1), y = r.y + (r.h - h) / 2;
  s.fill({r.x, y, whole, h}, Colour::track, h / 2);
  if (cell.done < 0) return;
  const float done = whole * cell.done / cell.of, late = whole * cell.late / cell.of;
  if (done > 0) s.fill({r.x, y, done, h}, Colour::primary, h / 2, late > 0 || cell.done < cell.of ? ImDrawFlags_RoundCornersLeft : ImDrawFlags_RoundCornersAll);
  if (late > 0) s.fill({r.x + done + 2, y, late, h}, Colour::due);
}

std::string cell_words(const KitState& s, const Cell& cell) {
  Text all = cell.text;
  for (const Text& t : cell.tags) all = all + t;
  return (all + verbatim(mark_words(s, cell.mark))).plain();
}

void draw_cell(KitState& s, const Column& column, const Cell& cell, const Rect& r, NodeId owner) {
  draw_progress(s, cell, r);
  float x = r.x;
  if (cell.mark.kind != MarkKind::none) {
    const float w = s.mark_width(cell.mark);
    const float at = column.align == Align::right ? r.x + r.w - w : r.x;
    s.draw_mark(cell.mark, at, r.y + (r.h - s.mark_height()) / 2, owner);
    x += w + 8;
  }
  if (!cell.tags.empty()) s.draw_tags(cell.tags, x, r.y + (r.h - s.tag_height()) / 2, r.w, true, owner);
  if (cell.text.empty()) return;
  // As in any table, a value longer than its column ends in …; the row's node and the file beside it have it whole.
  const TextBlock b = lay_out(s.fonts, cell.text, {.type = s.theme.type(cell.note ? Type::note : Type::body), .bold = cell.bold,
                                                   .max_width = std::max(24.0f, r.w - (x - r.x)), .max_lines = 1});
  s.put_middle(b, {x, r.y, r.w - (x - r.x), r.h}, align_of(column.align), cell.note ? Colour::ink2 : Colour::ink, owner);
}

// One row and its cells; true when pressed.
bool draw_row(KitState& s, const Id& id, const std::vector<Column>& columns, const Columns& at, const std::vector<Cell>& cells, const Rect& r,
              bool selected, bool ruled) {
  Node& n = s.add_node(id, Role::row, r, {});
  if (selected) n.flags |= node_selected;
  n.name = cells.empty() ? std::string() : cell_words(s, cells[0]);
  const NodeId row = n.id;
  const Part part = s.touch(row, r, false);
  const Rect ground{r.x + 1, r.y, r.w - 2, r.h};
  if (selected || part.pressed) s.fill(ground, Colour::primary_soft);
  else if (part.hovered) s.fill(ground, Colour::paper);
  if (selected) s.fill({r.x, r.y, 4, r.h}, Colour::primary);
  if (ruled) s.line(r.x, r.y + 0.5f, r.x + r.w, r.y + 0.5f, Colour::rule, 1);
  Scoped<NodeId> within(s.parent, row);
  Scoped<std::uint32_t> no_size(s.set_size, 0u), no_place(s.position, 0u);
  for (std::size_t i = 0; i < columns.size() && i < cells.size(); ++i) {
    const Rect cell{at.x[i], r.y, at.w[i], r.h};
    Node& c = s.add_node({id.key, i}, Role::cell, cell, {});
    c.name = cell_words(s, cells[i]);
    const NodeId owner = c.id;
    draw_cell(s, columns[i], cells[i], cell, owner);
  }
  s.ring({r.x + 6, r.y + 6, r.w - 12, r.h - 12}, 8, part);
  return part.activated;
}

float row_height(const KitState& s) { return s.theme.size(Size::row) + 1; }

}  // namespace

TablePress Kit::table(const Id& id, const Text& name, const std::vector<Column>& columns, int count, int selected,
                      FunctionRef<void(int, std::vector<Cell>&)> fill, FunctionRef<std::uint64_t(int)> row_key) {
  KitState& s = *state_;
  TablePress press;
  s.close_loose();
  s.place_toast();
  const float gutter = s.gutter(), row_h = row_height(s);
  const float width = s.area.w - 2 * gutter;
  const Columns at = place_columns(columns, 0, width);
  const Rect head{s.area.x + gutter, s.area.y, width, head_height_of(s, columns, at)};
  Columns in_window = at;
  for (float& x : in_window.x) x += head.x;
  press.column = draw_head(s, id, columns, in_window, head, ImDrawFlags_RoundCornersTop);
  s.flush_rings();
  const Rect body{head.x, head.y + head.h, head.w, std::max(0.0f, s.area.y + s.area.h - head.y - head.h)};
  s.area.h = 0;

  s.open_pane({id.key, "pane"}, body, Colour::sheet, 0, 8, [&] {
    Node& table_node = s.add_node(id, Role::table, {0, 0, body.w, static_cast<float>(count) * row_h}, name);
    table_node.set_size = static_cast<std::uint32_t>(count);
    const NodeId node = table_node.id;
    Scoped<NodeId> within(s.parent, node);
    const float top = s.list->GetClipRectMin().y - s.oy, bottom = s.list->GetClipRectMax().y - s.oy;
    const int first = std::clamp(static_cast<int>(top / row_h), 0, count), last = std::clamp(static_cast<int>(bottom / row_h) + 1, first, count);
    s.visible.push_back({node, {first, std::clamp(static_cast<int>(bottom / row_h), first, count)}});
    std::vector<Cell> cells;
    Scoped<std::uint32_t> size(s.set_size, static_cast<std::uint32_t>(count));
    Scoped<std::uint32_t> place_in(s.position, 0u);
    for (int i = first; i < last; ++i) {
      s.position = static_cast<std::uint32_t>(i) + 1;
      cells.clear();
      fill(i, cells);
      const Rect r{0, static_cast<float>(i) * row_h, body.w, row_h};
      if (draw_row(s, {id.key + ".row", row_key(i)}, columns, at, cells, r, i == selected, i > 0)) press.row = i;
    }
    s.place->y = static_cast<float>(count) * row_h;
  });
  // The frame runs on below what is seen: the table goes on there.
  s.list->PushClipRect(ImVec2(head.x, head.y), ImVec2(head.x + head.w, body.y + body.h), true);
  s.stroke({head.x, head.y, head.w, body.y + body.h - head.y + 20}, Colour::rule, tokens::radius_card, 1);
  s.list->PopClipRect();
  return press;
}

TablePress Kit::small_table(const Id& id, const Text& name, const std::vector<Column>& columns, int count,
                            FunctionRef<void(int, std::vector<Cell>&)> fill, FunctionRef<std::uint64_t(int)> row_key) {
  KitState& s = *state_;
  TablePress press;
  const float row_h = s.theme.size(Size::row);
  Columns at = place_columns(columns, 0, s.place->w);
  const float head = head_height_of(s, columns, at);
  const Rect r = s.take(head + static_cast<float>(count) * row_h, Flow::block, 480);
  s.fill(r, Colour::sheet, tokens::radius_card);
  for (float& x : at.x) x += r.x;
  Node& n = s.add_node(id, Role::table, r, name);
  n.set_size = static_cast<std::uint32_t>(count);
  Scoped<NodeId> within(s.parent, n.id);
  press.column = draw_head(s, id, columns, at, {r.x, r.y, r.w, head}, ImDrawFlags_RoundCornersTop);
  std::vector<Cell> cells;
  for (int i = 0; i < count; ++i) {
    cells.clear();
    fill(i, cells);
    const Rect line{r.x, r.y + head + static_cast<float>(i) * row_h, r.w, row_h};
    if (draw_row(s, {id.key + ".row", row_key(i)}, columns, at, cells, line, false, i > 0)) press.row = i;
  }
  s.stroke(r, Colour::rule, tokens::radius_card, 1);
  return press;
}

}  // namespace huzhu::ui
