// Bars and panes: what cuts the window into strips, and the scroller box that takes what is left.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "ui/kit/state.h"

namespace huzhu::ui {
namespace {

float side_padding(const KitState& s) { return s.window_w >= 600 ? 24 : 16; }

struct BarButton {
  Colour ground, border, words;
  bool has_border, bold;
  bool seal = false;   // the only mark with square corners, here too
};

// A word in a frame inside the top bar (大字, 念, 待发 3): drawn 36 high inside its target.
float bar_button_width(KitState& s, const Text& word, Icon icon, bool bold) {
  const float i = icon == Icon::none ? 0 : s.theme.pick(18, 26) + s.theme.pick(6, 8);
  return measure(s.fonts, word, s.theme.type(Type::label), bold) + i + 2 * s.theme.pick(10, 14);
}

bool bar_button(KitState& s, const Id& id, const Text& word, const Text& spoken, Icon icon, const BarButton& look, const Rect& target) {
  const NodeId node = s.add_node(id, Role::button, target, spoken).id;
  const Part part = s.touch(node, target, false);
  const float line = s.theme.type(Type::label).line, h = std::min(target.h, std::max(s.theme.pick(36, 52), line + 8));
  const Rect r{target.x, target.y + (target.h - h) / 2, target.w, h};
  const float radius = look.seal ? 5 : s.theme.pick(10, 12), icon_size = icon == Icon::none ? 0 : s.theme.pick(18, 26);
  s.fill(r, part.pressed ? Colour::primary_soft : look.ground, radius);
  if (look.has_border) s.stroke(r, part.hovered ? Colour::ink : look.border, radius, 2);
  const TextBlock b = s.block(word, Type::label, look.bold, r.w, 1);
  const float gap = icon_size > 0 ? s.theme.pick(6, 8) : 0, x = r.x + (r.w - b.width - icon_size - gap) / 2;
  s.icon(icon, x, r.y + (h - icon_size) / 2, icon_size, look.words);
  s.put_middle(b, {x + icon_size + gap, r.y, b.width, h}, 0, look.words, node);
  s.ring(r, radius, part);
  return part.activated;
}

BarButton plain_bar_button() { return {Colour::sheet, Colour::edge, Colour::ink, true, false, false}; }

// The sync mark as a button in the bar. Brief, where a title needs the room: without the time, and without the arrow; its
// shape and its first word still tell, and it is called by all of it.
KitState::MarkLook bar_mark(KitState& s, const Mark& mark, bool brief) {
  KitState::MarkLook look = s.mark_look(mark);
  if (brief && mark.kind == MarkKind::received) look.word = s.mark_look({.kind = MarkKind::received}).word;
  if (brief || look.seal) look.icon = Icon::none;
  return look;
}

bool mark_button(KitState& s, const Id& id, const Mark& mark, bool brief, const Rect& target) {
  const KitState::MarkLook m = bar_mark(s, mark, brief);
  const bool outline = m.seal || !m.has_ground;
  const BarButton look{m.has_ground ? m.ground : Colour::sheet, outline ? m.border : m.text, m.text, outline || s.theme.outlined(), m.bold, m.seal};
  return bar_button(s, id, m.word, s.mark_look(mark).word, m.icon, look, target);
}

float mark_button_width(KitState& s, const Mark& mark, bool brief) {
  if (mark.kind == MarkKind::none) return 0;
  const KitState::MarkLook m = bar_mark(s, mark, brief);
  return bar_button_width(s, m.word, m.icon, m.bold);
}

// A bare icon in its target: 返回, 怎么用.
bool icon_in_bar(KitState& s, const Id& id, Icon icon, const Text& spoken, const Rect& at) {
  const NodeId node = s.add_node(id, Role::button, at, spoken).id;
  const Part part = s.touch(node, at, false);
  const float size = s.theme.pick(28, 34);
  if (part.pressed || part.hovered) s.fill(at, Colour::primary_soft, tokens::radius_button);
  s.icon(icon, at.x + (at.w - size) / 2, at.y + (at.h - size) / 2, size, Colour::ink);
  s.ring(at, tokens::radius_button, part);
  return part.activated;
}

// What stands at the right of a top bar. The question mark has no frame: its target brings its own room.
struct RightOfBar {
  float mark, size, speak, help, all;
};
RightOfBar right_of_bar(KitState& s, const TopBar& bar, bool brief, float gap) {
  const float target = s.theme.size(Size::target);
  RightOfBar r{mark_button_width(s, bar.mark, brief), bar.size.empty() ? 0 : std::max(bar_button_width(s, bar.size, Icon::none, false), target),
               bar.speak.empty() ? 0 : bar_button_width(s, bar.speak, Icon::speak, false), bar.help.empty() ? 0 : target, 0};
  for (const float w : {r.mark, r.size, r.speak}) r.all += w > 0 ? w + gap : 0;
  r.all += r.help;
  return r;
}

}  // namespace

void Kit::screen(const Screen& screen) {
  KitState& s = *state_;
  if (s.screen_key != screen.id.key) {
    s.screen_key = screen.id.key;
    const bool was_dirty = s.dirty;
    s.relook();            // the density may change here, never under a finger
    s.dirty = was_dirty;   // this pass draws it already
    s.unsettled = true;
    if (screen.from_top)
      for (auto& [id, memory] : s.panes) memory.request = memory.seen_frame == s.shown.frame ? memory.request : 0;
  }
  s.building.title = screen.title.plain();
  s.fill({0, 0, s.window_w, s.window_h}, Colour::paper);
}

BarPress Kit::top_bar(const TopBar& bar) {
  KitState& s = *state_;
  const bool tablet = s.window_w >= 600;
  const float target = s.theme.size(Size::target), gap = narrow() ? 4.0f : 8.0f;
  const float left_padding = bar.back ? (tablet ? 12.0f : 4.0f) : side_padding(s);
  const float right_padding = (tablet ? 24.0f : narrow() ? 8.0f : 12.0f) - (bar.help.empty() ? 0 : 8);
  const float title_x = s.area.x + left_padding + (bar.back ? target + gap : 0);
  bool brief = false;
  RightOfBar right = right_of_bar(s, bar, brief, gap);
  const auto title_room = [&] { return s.area.x + s.area.w - right_padding - right.all - title_x; };

  // A title that does not fit takes the next smaller size, then the room of the mark's time, then a second line; it is never cut.
  float title_w = title_room();
  TextBlock title = s.block(bar.title, narrow() ? Type::lead : Type::title, true, title_w);
  if (title.lines() > 1) title = s.block(bar.title, Type::lead, true, title_w);
  if (title.lines() > 1 && right.mark > 0) {
    brief = true;
    right = right_of_bar(s, bar, brief, gap);
    title_w = title_room();
    title = s.block(bar.title, Type::lead, true, title_w);
  }
  // The largest letters on the narrowest phone: the title gets the first line for itself, the buttons the next.
  const bool two_rows = title.lines() > 1 && right.all > 0;
  if (two_rows) {
    title_w = s.area.x + s.area.w - right_padding - title_x;
    title = s.block(bar.title, Type::lead, true, title_w);
  }
  const float h = std::max(tablet ? std::max(72.0f, s.theme.size(Size::top_bar)) : s.theme.size(Size::top_bar), title.height + 8);
  const float below = two_rows ? target + 4 : 0;
  const Rect r{s.area.x, s.area.y, s.area.w, h};
  s.area.y += h + below;
  s.area.h -= h + below;
  const auto middle = [&](float w, float x) { return Rect{x, r.y + (h - target) / 2, w, target}; };

  BarPress press = BarPress::none;
  if (bar.back) {
    const Rect at = middle(target, r.x + left_padding);
    if (icon_in_bar(s, "kit.back", Icon::back, Str::back, at)) press = BarPress::back;
  }
  Node& head = s.add_node("kit.title", Role::heading, {title_x, r.y + (h - title.height) / 2, title_w, title.height}, bar.title);
  head.level = 1;
  s.put_middle(title, {title_x, r.y, title_w, h}, 0, Colour::ink, head.id);

  float x = r.x + r.w - right_padding - right.all + (right.all > right.help ? gap : 0);
  const auto button_place = [&](float w) { return Rect{x, two_rows ? r.y + h : r.y + (h - target) / 2, w, target}; };
  if (right.mark > 0) {
    if (mark_button(s, "kit.sync", bar.mark, brief, button_place(right.mark))) press = BarPress::mark;
    x += right.mark + (right.size + right.speak > 0 ? gap : 0);
  }
  if (right.size > 0) {
    if (bar_button(s, "kit.size", bar.size, Str::larger_text_spoken, Icon::none, plain_bar_button(), button_place(right.size))) press = BarPress::size;
    x += right.size + (right.speak > 0 ? gap : 0);
  }
  if (right.speak > 0) {
    if (bar_button(s, "kit.speak", bar.speak, Str::speak_spoken, Icon::speak, plain_bar_button(), button_place(right.speak))) press = BarPress::speak;
    x += right.speak;
  }
  if (right.help > 0 && icon_in_bar(s, "kit.help", Icon::ask, bar.help, button_place(right.help))) press = BarPress::help;
  s.flush_rings();
  s.set_loose();
  return press;
}

DeskBarPress Kit::desk_bar(const DeskBar& bar) {
  KitState& s = *state_;
  DeskBarPress result;
  const float h = s.theme.size(Size::top_bar), target = s.theme.size(Size::target), gutter = s.gutter(), gap = 12;
  const Rect r{s.area.x, s.area.y, s.area.w, h};
  s.area.y += h;
  s.area.h -= h;
  s.line(r.x, r.y + h - 0.5f, r.x + r.w, r.y + h - 0.5f, Colour::rule, 1);
  if (bar.search != nullptr) {
    const float field_h = s.theme.size(Size::field);
    const Rect at{r.x + gutter, r.y + (h - field_h) / 2, std::min(420.0f, r.w * 0.45f), field_h};
    const Field field{.kind = FieldKind::search, .placeholder = bar.placeholder, .icon = Icon::search, .clear = true};
    result.search_changed = s.draw_field("kit.search", *bar.search, field, at).changed;
  }
  float x = r.x + r.w - gutter;
  const auto middle = [&](float w) { return Rect{x, r.y + (h - target) / 2, w, target}; };
  // From the right; nodes are added in reading order all the same, for each is one step from the next.
  const float size_w = bar.size.empty() ? 0 : std::max(target, bar_button_width(s, bar.size, Icon::none, false));
  const TextBlock note = s.block(bar.note, Type::note, false, 360, 1);
  const float mark_w = mark_button_width(s, bar.mark, false), help_w = bar.help.empty() ? 0 : target + gap;
  x -= help_w + size_w + (bar.note.empty() ? 0 : note.width + gap) + (mark_w > 0 ? mark_w + gap : 0);
  if (mark_w > 0) {
    if (mark_button(s, "kit.sync", bar.mark, false, middle(mark_w))) result.press = BarPress::mark;
    x += mark_w + gap;
  }
  if (!bar.note.empty()) {
    const Rect at = middle(note.width);
    const NodeId node = s.add_node("kit.bar_note", Role::text, at, bar.note).id;
    s.put_middle(note, at, 0, Colour::ink2, node);
    x += note.width + gap;
  }
  if (size_w > 0) {
    if (bar_button(s, "kit.size", bar.size, Str::larger_text_spoken, Icon::none, plain_bar_button(), middle(size_w))) result.press = BarPress::size;
    x += size_w + gap;
  }
  if (help_w > 0 && icon_in_bar(s, "kit.help", Icon::ask, bar.help, middle(target))) result.press = BarPress::help;
  s.flush_rings();
  s.set_loose();
  return result;
}

void KitState::foot_strip(float padding_y, FunctionRef<void()> content) {
  const std::uint32_t key = next_key() ^ 0xD0C4u;
  const float h = recall(key, theme.size(Size::button) + 2 * padding_y);
  const bool at_edge = std::fabs(area.y + area.h - (window_h - inset_bottom)) < 1;
  const Rect r{area.x, area.y + area.h - h, area.w, h};
  area.h -= h;
  fill({r.x, r.y, r.w, r.h + (at_edge ? inset_bottom : 0)}, Colour::sheet);
  line(r.x, r.y + 0.5f, r.x + r.w, r.y + 0.5f, Colour::rule, theme.outlined() ? 2.0f : 1.0f);
  Scoped<bool> later(after, true);
  float bottom = 0;
  inside({.x = r.x + gutter(), .y = r.y + padding_y, .w = r.w - 2 * gutter()}, content, &bottom);
  remember(key, bottom + padding_y - r.y);
  flush_rings();
}

void Kit::dock(FunctionRef<void()> content) { state_->foot_strip(state_->window_w >= 600 && !state_->theme.desk() ? 16.0f : 12.0f, content); }
void Kit::foot(FunctionRef<void()> content) { state_->foot_strip(4, content); }

void Kit::strip(FunctionRef<void()> content) {
  state_->set_loose();
  content();
  state_->close_loose();
  state_->set_loose();
}

void Kit::split_right(float width, FunctionRef<void()> content) {
  KitState& s = *state_;
  const float w = std::min(width, s.area.w * 0.6f);
  const Rect whole = s.area;
  s.area = {whole.x + whole.w - w, whole.y, w, whole.h};
  s.line(s.area.x + 0.5f, whole.y, s.area.x + 0.5f, whole.y + whole.h, Colour::rule, 1);
  s.area.x += 1;
  s.area.w -= 1;
  s.set_loose();
  content();
  s.area = {whole.x, whole.y, whole.w - w, whole.h};
  s.set_loose();
}

void KitState::set_loose() {
  loose = {.x = area.x + gutter(), .y = area.y + (theme.desk() ? 16.0f : 0.0f), .w = area.w - 2 * gutter()};
}

void KitState::close_loose() {
  flush_rings();
  if (loose.last == Flow::nothing) return;
  const float bottom = loose.y + (theme.desk() ? 14.0f : 8.0f);
  area.h -= bottom - area.y;
  area.y = bottom;
  loose.last = Flow::nothing;
}

// ---- panes -----------------------------------------------------------------------------------------------------

void KitState::open_pane(const Id& id, const Rect& r, Colour ground, float padding_x, float padding_bottom, FunctionRef<void()> content) {
  const PaneId pid = pane_id(id);
  PaneMemory& memory = panes[pid];
  float request = memory.request;
  const bool returning = memory.seen_frame != shown.frame || shown.frame == 0;
  if (request < 0 && returning && memory.scroll_top > 0) request = memory.scroll_top;
  if (request >= 0) memory.scroll_top = request;
  if (layer == Layer::base) fill(r, ground);   // a sheet has its ground and its round corners already

  list->PushClipRect(ImVec2(r.x, r.y), ImVec2(r.x + r.w, r.y + r.h), true);
  Scoped<PaneId> in_pane(pane, pid);
  Scoped<float> origin_x(ox, r.x), origin_y(oy, r.y - memory.scroll_top);
  Scoped<bool> not_after(after, false);
  const std::size_t index = building.panes.size();
  building.panes.push_back({pid, layer, r, 0, memory.scroll_top, request, id.key});
  float bottom = 0;
  inside({.x = padding_x, .y = 0, .w = r.w - 2 * padding_x}, content, &bottom);
  flush_rings();
  const float height = bottom + padding_bottom;
  building.panes[index].content_height = height;
  panes[pid].content_height = height;
  const float furthest = std::max(0.0f, height - r.h);
  if (panes[pid].scroll_top > furthest + 0.5f) {   // the content became shorter: draw again where the box will stand
    panes[pid].scroll_top = furthest;
    if (request >= 0) panes[pid].request = furthest;
    unsettled = true;
  }
  clear_pad(pid, r, panes[pid].scroll_top, furthest);
  // A thumb that says how long the list is; on the desk the scroller box shows its own.
  if (!theme.desk() && height > r.h * 1.5f) {
    const float h = std::max(32.0f, r.h * r.h / height), y = (r.h - h - 8) * (furthest > 0 ? panes[pid].scroll_top / furthest : 0) + 4;
    fill({r.w - 8, y + panes[pid].scroll_top, 4, h}, Colour::edge, 2);
  }
  list->PopClipRect();
}

// A toast has made the pane lower: a pad that was whole in it is scrolled as far as it takes to be whole again, once.
void KitState::clear_pad(PaneId pid, const Rect& box, float scroll_top, float furthest) {
  if (layer != Layer::base || toast.taken == 0 || toast.cleared || finger.down) return;
  toast.cleared = true;
  const bool was_whole = pad.pane == pid && pad.top >= scroll_top && pad.bottom <= scroll_top + box.h + toast.taken + 1;
  const float wanted = std::min({pad.bottom + 8 - box.h, pad.top, furthest});
  if (!was_whole || wanted <= scroll_top) return;
  panes[pid].request = wanted;
  unsettled = true;
}

void Kit::pane(const Id& id, FunctionRef<void()> content) {
  KitState& s = *state_;
  s.close_loose();
  s.place_toast();
  const Rect r = s.area;
  s.area = {r.x, r.y + r.h, r.w, 0};
  s.open_pane(id, r, Colour::paper, s.gutter(), s.window_w >= 600 ? 24.0f : 16.0f, content);
}

void Kit::pane_sheet(const Id& id, FunctionRef<void()> content) {
  KitState& s = *state_;
  s.close_loose();
  const Rect r = s.area;
  s.area = {r.x, r.y + r.h, r.w, 0};
  s.open_pane(id, r, Colour::sheet, 20, 24, [&] {
    s.place->asked = 18;
    content();
  });
}

}  // namespace huzhu::ui
