// Notices: banner, toast with undo, empty state, skeleton.
#include <algorithm>

#include "ui/kit/state.h"

namespace huzhu::ui {
namespace {

constexpr double toast_ms = 8000;
constexpr double skeleton_after_ms = 400;

}  // namespace

bool Kit::banner(const Id& id, const Banner& banner) {
  KitState& s = *state_;
  const float padding = s.theme.pick(14, 16), icon = s.theme.pick(26, 32), gap = 10;
  const Icon which = banner.icon != Icon::none         ? banner.icon
                     : banner.tone == Tone::wait   ? Icon::nonet
                     : banner.tone == Tone::info   ? Icon::send
                     : banner.tone == Tone::due    ? Icon::clock
                     : banner.tone == Tone::danger ? Icon::alert
                                                   : Icon::info;
  const Type type = s.theme.elder() ? Type::body : Type::label;
  const float act_w = banner.act.empty() ? 0 : std::max(s.theme.size(Size::target), measure(s.fonts, banner.act, s.theme.type(type), true) + 16);
  const float words_w = s.place->w - 2 * padding - icon - gap - act_w;
  const TextBlock b = s.block(banner.sentence, type, false, words_w);
  const Rect r = s.take(std::max(b.height + 2 * 10, icon + 2 * 10), Flow::block, b.width + 2 * padding + icon + gap + act_w);
  const Colour words = text_of(banner.tone);
  Node& n = s.add_node({id.key, "sentence"}, Role::status, {r.x, r.y, r.w - act_w, r.h}, banner.sentence);
  n.flags |= node_live_polite;
  const NodeId node = n.id;
  s.fill(r, ground_of(banner.tone), 12);
  if (s.theme.outlined()) s.stroke(r, words, 12, 2);
  s.icon(which, r.x + padding, r.y + (r.h - icon) / 2, icon, words);
  s.put_middle(b, {r.x + padding + icon + gap, r.y, words_w, r.h}, 0, words, node);
  if (banner.act.empty()) return false;
  const float h = std::max(r.h, s.theme.size(Size::target));   // the target may reach beyond the strip
  const Rect at{r.x + r.w - act_w - 4, r.y + (r.h - h) / 2, act_w, h};
  const NodeId act = s.add_node(id, Role::button, at, banner.act).id;
  const Part part = s.touch(act, at, false);
  s.put_middle(s.block(banner.act, type, true, act_w), at, 0.5f, part.hovered ? Colour::ink : words, act);
  s.ring({at.x + 2, r.y + 4, at.w - 4, r.h - 8}, 10, part);
  return part.activated;
}

void Kit::toast(const Toast& toast) {
  KitState& s = *state_;
  s.toast = {toast, s.theme.elder() ? -1 : s.now + toast_ms};
  s.unsettled = true;
}

std::uint64_t Kit::undone() {
  const std::uint64_t subject = state_->undone;
  state_->undone = 0;
  return subject;
}

void KitState::place_toast() {
  if (toast_placed || layer == Layer::overlay) return;
  toast_placed = true;
  if (toast.until_ms == 0 || (toast.until_ms > 0 && now >= toast.until_ms)) {
    toast = {};
    return;
  }
  Scoped<bool> later(after, true);
  const float margin = std::min(gutter(), 16.0f), padding = 14, icon_size = theme.pick(22, 28), least = theme.pick(52, 68);
  const float act_w = toast.toast.undo.empty() ? 0 : measure(fonts, toast.toast.undo, theme.type(Type::body), true) + icon_size + 6 + 2 * padding;
  const float w = std::min(area.w - 2 * margin, 560.0f), words_w = w - 2 * padding - icon_size - 10 - act_w;
  // A very long name must not fill the window: three lines, the whole sentence is in the node and in the record.
  const TextBlock b = lay_out(fonts, toast.toast.sentence, {.type = theme.type(theme.elder() ? Type::body : Type::label), .max_width = words_w, .max_lines = 3});
  const float h = std::max(least, b.height + 20);
  const Rect r{area.x + (area.w - w) / 2, area.y + area.h - h - 8, w, h};
  toast.taken = h + 16;
  area.h -= toast.taken;   // the pane ends above it: a toast never lies on a field
  Node& n = add_node("kit.toast", Role::status, {r.x, r.y, r.w - act_w, r.h}, toast.toast.sentence);
  n.flags |= node_live_polite;
  const NodeId node = n.id;
  fill(r, Colour::ink, 12);
  icon(toast.reason ? Icon::info : Icon::check, r.x + padding, r.y + (h - icon_size) / 2, icon_size, Colour::paper);
  put_middle(b, {r.x + padding + icon_size + 10, r.y, words_w, h}, 0, Colour::paper, node);
  if (act_w > 0) {
    const Rect at{r.x + r.w - act_w, r.y, act_w, h};
    const NodeId act = add_node("kit.toast.undo", Role::button, at, toast.toast.undo).id;
    const Part part = touch(act, at, false);
    const float words = at.x + padding;
    icon(Icon::undo, words, at.y + (h - icon_size) / 2, icon_size, Colour::paper);
    put_middle(block(toast.toast.undo, Type::body, true, act_w, 1), {words + icon_size + 6, at.y, act_w, h}, 0, Colour::paper, act);
    ring({at.x + 4, at.y + 4, at.w - 8, at.h - 8}, 8, part);
    if (part.activated) {
      undone = toast.toast.subject;
      toast = {};
    }
  }
  flush_rings();
}

bool Kit::empty(const Id& act, const Empty& state) {
  KitState& s = *state_;
  bool pressed = false;
  s.place->asked = std::max(s.place->asked, 24.0f);
  const float size = s.theme.pick(72, 88);
  if (state.picture != Picture::none) {
    const Rect r = s.take(size, Flow::text);
    s.picture(state.picture, r.x + (r.w - size) / 2, r.y, size);
    s.place->asked = 12;
  }
  heading(state.what, 2, Align::middle);
  text(state.next, {.type = Type::label, .colour = Colour::ink2, .align = Align::middle});
  if (!state.act.empty()) {
    space(16);
    const Button button_options{.icon = state.act_icon, .fit = true};
    const float w = std::min(s.button_width(state.act, button_options), s.place->w);
    const Rect r = s.take(s.theme.size(Size::button), Flow::block, w);
    pressed = s.draw_button(act, state.act, button_options, {r.x + (r.w - w) / 2, r.y, w, r.h}, Role::button, {}, 0);
  }
  space(24);
  return pressed;
}

void Kit::skeleton(int rows) {
  KitState& s = *state_;
  if (s.waiting_frame != s.shown.frame) s.waiting_since = s.now;   // nothing waited in the frame before: a new wait
  s.waiting_now = true;
  if (s.now - s.waiting_since < skeleton_after_ms) {
    s.wake_at(s.waiting_since + skeleton_after_ms);
    return;
  }
  const float row_h = s.theme.size(Size::row), tile = s.theme.size(Size::tile);
  const Rect r = s.take(row_h * static_cast<float>(rows), Flow::block);
  s.add_node({s.screen_key, "skeleton"}, Role::status, r, Str::loading);
  s.fill_stroked(r, Colour::sheet, Colour::rule, tokens::radius_card, 1);
  for (int i = 0; i < rows; ++i) {
    const float y = r.y + static_cast<float>(i) * row_h, cy = y + row_h / 2;
    if (i > 0) s.line(r.x + 12, y + 0.5f, r.x + r.w - 12, y + 0.5f, Colour::rule, 1);
    s.fill({r.x + 12, cy - tile / 2, tile, tile}, Colour::track, 12);
    s.fill({r.x + 24 + tile, cy - 22, r.w * 0.28f, 16}, Colour::track, 8);
    s.fill({r.x + 24 + tile, cy + 6, r.w * 0.42f, 14}, Colour::track, 7);
    s.fill({r.x + r.w - 12 - 64, cy - 14, 64, 28}, Colour::track, 8);
  }
}

}  // namespace huzhu::ui
