// Flow: where the next control goes. A column with gaps that know what stood before; panes, cards, columns.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "ui/kit/state.h"

namespace huzhu::ui {

float KitState::gutter() const {
  const float token = theme.size(Size::gutter);
  if (window_w < 340) return 12;
  return window_w >= 600 && !theme.desk() ? 24 : token;
}

float KitState::stack_gap() const {
  const float token = theme.size(Size::gap);
  return window_w >= 600 && window_w < 1024 ? std::max(token, 16.0f) : token;
}

void KitState::lead_in(Flow kind) {
  Place& p = *place;
  float gap = 0;
  if (p.asked >= 0) {
    gap = p.asked;
  } else if (p.rows) {
    gap = 0;
  } else {
    switch (p.last) {
      case Flow::nothing: gap = 0; break;
      case Flow::section: gap = 4; break;
      case Flow::text: gap = kind == Flow::text ? 0 : kind == Flow::section ? stack_gap() : 8; break;
      case Flow::block: gap = kind == Flow::text ? 8 : stack_gap(); break;
    }
  }
  p.y += gap;
  p.asked = -1;
}

void KitState::lead_out(Flow kind, float bottom) {
  place->y = bottom;
  place->last = kind;
}

Rect KitState::take(float height, Flow kind, float natural) {
  lead_in(kind);
  const Rect r{place->x, place->y, place->w, height};
  lead_out(kind, r.y + height);
  place->natural = std::max(place->natural, natural);
  return r;
}

float KitState::recall(std::uint32_t key, float value_if_new) const {
  const float* found = remembered.find(key);
  return found == nullptr ? value_if_new : *found;
}

void KitState::remember(std::uint32_t key, float value) {
  const float* found = remembered.find(key);
  if (found != nullptr && std::fabs(*found - value) < 0.25f) return;
  remembered[key] = value;
  unsettled = true;
}

void KitState::inside(Place inner, FunctionRef<void()> content, float* bottom, float* natural, float* least) {
  Place* outer = place;
  place = &inner;
  content();
  place = outer;
  *bottom = inner.y + std::max(0.0f, inner.asked);   // a space() at the end counts, an automatic gap does not
  if (natural != nullptr) *natural = inner.natural;
  if (least != nullptr) *least = inner.least;
}

// ---- the kit's own calls -------------------------------------------------------------------------------

void Kit::space(float dp) { state_->place->asked = dp; }
void Kit::gap() {
  Place& p = *state_->place;
  if (p.last != Flow::nothing) p.asked = std::max(p.asked, state_->stack_gap());
}

void Kit::rule() {
  KitState& s = *state_;
  const Rect r = s.take(1, Flow::text);
  s.fill(r, Colour::rule);
}

float Kit::width() const { return state_->place->w; }

void Kit::card(FunctionRef<void()> content, Tone border) {
  KitState& s = *state_;
  constexpr float padding = 16;
  s.lead_in(Flow::block);
  const Rect at{s.place->x, s.place->y, s.place->w, 0};
  // The ground lies behind what is not measured yet: two channels, merged when the height is known.
  ImDrawListSplitter channels;
  channels.Split(s.list, 2);
  channels.SetCurrentChannel(s.list, 1);
  float bottom = 0, natural = 0, least = 0;
  s.inside({.x = at.x + padding, .y = at.y + padding, .w = at.w - 2 * padding}, content, &bottom, &natural, &least);
  if (least > 0) s.place->least = std::max(s.place->least, least + 2 * padding);
  const Rect r{at.x, at.y, at.w, bottom + padding - at.y};
  channels.SetCurrentChannel(s.list, 0);
  if (border == Tone::plain && !s.theme.outlined()) s.fill_stroked(r, Colour::sheet, Colour::rule, tokens::radius_card, tokens::line_hair);
  else s.fill_stroked(r, Colour::sheet, border == Tone::plain ? Colour::ink : text_of(border), tokens::radius_card, tokens::line_control);
  channels.Merge(s.list);
  s.lead_out(Flow::block, r.y + r.h);
  s.place->natural = std::max(s.place->natural, natural + 2 * padding);
}

void Kit::block(FunctionRef<void()> content) {
  KitState& s = *state_;
  constexpr float padding = 12;
  s.lead_in(Flow::block);
  const Rect at{s.place->x, s.place->y, s.place->w, 0};
  ImDrawListSplitter channels;
  channels.Split(s.list, 2);
  channels.SetCurrentChannel(s.list, 1);
  float bottom = 0, least = 0;
  s.inside({.x = at.x + padding, .y = at.y + padding, .w = at.w - 2 * padding}, content, &bottom, nullptr, &least);
  if (least > 0) s.place->least = std::max(s.place->least, least + 2 * padding);
  const Rect r{at.x, at.y, at.w, bottom + padding - at.y};
  channels.SetCurrentChannel(s.list, 0);
  s.fill(r, Colour::paper, 12);
  if (s.theme.outlined()) s.stroke(r, Colour::ink, 12, 2);
  channels.Merge(s.list);
  s.lead_out(Flow::block, r.y + r.h);
}

void Kit::columns(std::initializer_list<float> widths, FunctionRef<void(int)> cell, float between, Align vertical) {
  KitState& s = *state_;
  s.lead_in(Flow::block);
  const int count = static_cast<int>(widths.size());
  const std::uint32_t key = s.next_key();
  const Rect at{s.place->x, s.place->y, s.place->w, 0};
  const auto of = [&](int i) { return widths.begin()[i]; };
  const auto width_key = [&](int i) { return key + static_cast<std::uint32_t>(i) * 2 + 1; };

  float fixed = between * static_cast<float>(count - 1), shares = 0;
  for (int i = 0; i < count; ++i) {
    if (of(i) > 0) fixed += of(i);
    else if (of(i) == 0) fixed += s.recall(width_key(i), 96);
    else shares += -of(i);
  }
  const float rest = std::max(0.0f, at.w - fixed);

  // Buttons whose words would break beside each other stand one below the other.
  const auto least_key = [&](int i) { return width_key(i) ^ 0x4C454153u; };
  bool stacked = false;
  if (shares > 0 && count > 1)
    for (int i = 0; i < count; ++i)
      if (of(i) < 0 && s.recall(least_key(i), 0) > rest * (-of(i) / shares) + 0.5f) stacked = true;
  if (stacked) {
    float y = at.y;
    for (int i = 0; i < count; ++i) {
      float cell_bottom = 0, natural = 0, least = 0;
      s.inside({.x = at.x, .y = y, .w = at.w}, [&] { cell(i); }, &cell_bottom, &natural, &least);
      if (of(i) < 0) s.remember(least_key(i), least);
      if (of(i) == 0) s.remember(width_key(i), std::min(natural, at.w));
      if (cell_bottom > y) y = cell_bottom + between;
    }
    s.lead_out(Flow::block, std::max(at.y, y - between));
    return;
  }

  float x = at.x, bottom = at.y, tallest = 0;
  const float height_before = s.recall(key, 0);
  for (int i = 0; i < count; ++i) {
    const float w = of(i) > 0 ? of(i) : of(i) == 0 ? s.recall(width_key(i), 96) : rest * (-of(i) / shares);
    float down = 0;
    const std::uint32_t height_key = width_key(i) + 1;
    if (vertical == Align::middle) down = std::max(0.0f, (height_before - s.recall(height_key, height_before)) / 2);
    float cell_bottom = 0, natural = 0, least = 0;
    s.inside({.x = x, .y = at.y + down, .w = w}, [&] { cell(i); }, &cell_bottom, &natural, &least);
    if (of(i) < 0) s.remember(least_key(i), least);
    if (of(i) == 0) s.remember(width_key(i), std::min(natural, at.w));
    if (vertical == Align::middle) s.remember(height_key, cell_bottom - at.y - down);
    tallest = std::max(tallest, cell_bottom - at.y - down);
    bottom = std::max(bottom, cell_bottom);
    x += w + between;
  }
  if (vertical == Align::middle) s.remember(key, tallest);
  s.lead_out(Flow::block, vertical == Align::middle ? at.y + tallest : bottom);
}

void Kit::grid(int count, int per_row, FunctionRef<void(int)> cell, float between) {
  KitState& s = *state_;
  if (count <= 0 || per_row <= 0) return;
  s.lead_in(Flow::block);
  const Rect at{s.place->x, s.place->y, s.place->w, 0};
  const float w = (at.w - between * static_cast<float>(per_row - 1)) / static_cast<float>(per_row);
  const std::uint32_t key = s.next_key();
  float top = at.y;
  for (int first = 0; first < count; first += per_row) {
    const std::uint32_t line_key = key + static_cast<std::uint32_t>(first / per_row) + 1;
    const float line_height = s.recall(line_key, 0);   // cells of a line are as high as its highest
    float bottom = top;
    for (int i = first; i < std::min(count, first + per_row); ++i) {
      float cell_bottom = 0;
      const float x = at.x + static_cast<float>(i - first) * (w + between);
      s.inside({.x = x, .y = top, .w = w, .row_height = line_height}, [&] { cell(i); }, &cell_bottom);
      bottom = std::max(bottom, cell_bottom);
    }
    s.remember(line_key, bottom - top);
    top = bottom + between;
  }
  s.lead_out(Flow::block, top - between);
}

void Kit::centred(float max_width, FunctionRef<void()> content) {
  KitState& s = *state_;
  const float w = std::min(max_width, s.place->w);
  s.lead_in(Flow::block);
  float bottom = 0;
  s.inside({.x = s.place->x + (s.place->w - w) / 2, .y = s.place->y, .w = w}, content, &bottom);
  s.lead_out(Flow::block, bottom);
}

void Kit::group(const Id& id, Role role, const Text& name, FunctionRef<void()> content) {
  KitState& s = *state_;
  s.lead_in(Flow::block);
  const Rect at{s.place->x, s.place->y, s.place->w, 0};
  const NodeId node = s.add_node(id, role, at, name).id;
  float bottom = 0;
  {
    Scoped<NodeId> within(s.parent, node);
    s.inside({.x = at.x, .y = at.y, .w = at.w}, content, &bottom);
  }
  if (Node* n = s.find_node(node)) n->rect.h = bottom - at.y;
  s.lead_out(Flow::block, bottom);
}

}  // namespace huzhu::ui
