// Presses: a tap means what was shown. A press is looked up in the frame the person saw, not in the one being built.
#include <cmath>
#include <utility>

#include "ui/kit/state.h"

namespace huzhu::ui {
namespace {

constexpr std::size_t frames_kept = 64;
constexpr float slop_dp = 12;          // a finger rolls this far while it taps

bool same_boxes(const std::vector<HitBox>& a, const std::vector<HitBox>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i].id != b[i].id || a[i].pane != b[i].pane || a[i].rect.x != b[i].rect.x || a[i].rect.y != b[i].rect.y ||
        a[i].rect.w != b[i].rect.w || a[i].rect.h != b[i].rect.h)
      return false;
  return true;
}

bool same_places(const std::vector<Pane>& a, const std::vector<Pane>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i].id != b[i].id || a[i].rect.x != b[i].rect.x || a[i].rect.y != b[i].rect.y || a[i].rect.w != b[i].rect.w ||
        a[i].rect.h != b[i].rect.h)
      return false;
  return true;
}

}  // namespace

void KitState::keep_history() {
  if (!history.empty() && history.back().overlay_open == shown.overlay_open && same_boxes(history.back().boxes, boxes) &&
      same_places(history.back().panes, shown.panes)) {
    history.back().last = shown.frame;
    return;
  }
  history.push_back({shown.frame, shown.frame, shown.overlay_open, overlay_rect, boxes, shown.panes});
  if (history.size() > frames_kept) history.erase(history.begin());
}

const ShownFrame* KitState::frame_shown(std::uint32_t number) const {
  for (auto at = history.rbegin(); at != history.rend(); ++at)
    if (number >= at->first && number <= at->last) return &*at;
  return nullptr;
}

const HitBox* KitState::hit(const ShownFrame& frame, float x, float y, PaneId in_pane, float scroll_top, bool* outside) const {
  const Layer top = frame.overlay_open ? Layer::overlay : Layer::base;
  float cx = x, cy = y;
  bool in_rect = false;
  for (const Pane& p : frame.panes) {
    if (p.layer != top) continue;
    if (p.id == in_pane && p.rect.contains(x, y)) {
      cx = x - p.rect.x;
      cy = y - p.rect.y + scroll_top;
      in_rect = true;
    }
  }
  if (outside != nullptr) *outside = false;
  // What was drawn last lies on top: the button inside a field before the field.
  for (auto box = frame.boxes.rbegin(); box != frame.boxes.rend(); ++box) {
    if (box->layer != top) continue;
    if (box->pane == 0 ? box->rect.contains(x, y) : in_rect && box->pane == in_pane && box->rect.contains(cx, cy)) return &*box;
  }
  if (outside != nullptr) *outside = frame.overlay_open && !frame.overlay_rect.contains(x, y);
  return nullptr;
}

void KitState::update_hover() {
  NodeId now_over = 0;
  if (pointer_here && !history.empty()) {
    const HitBox* box = hit(history.back(), pointer_x, pointer_y, pointer_pane, pointer_scroll, nullptr);
    if (box != nullptr) now_over = box->id;
  }
  if (now_over != hover) {
    hover = now_over;
    dirty = true;
  }
}

void KitState::press(const event::Pointer& e) {
  pointer_x = e.x;
  pointer_y = e.y;
  pointer_pane = e.pane;
  pointer_scroll = e.scroll_top;
  pointer_here = !e.touch && e.press != event::Press::leave;
  const ShownFrame* frame = frame_shown(e.frame);
  switch (e.press) {
    case event::Press::down: {
      touched = e.touch;
      pointer_recent = true;
      focus_by_key = false;
      finger = {true, e.touch, e.x, e.y, e.pane, e.scroll_top, 0, {}, false};
      if (frame != nullptr) {
        const HitBox* box = hit(*frame, e.x, e.y, e.pane, e.scroll_top, &finger.outside);
        if (box != nullptr) {
          finger.node = box->id;
          finger.rect = box->rect;
          if (box->draws) begin_trace(*frame, *box, e);
        }
      }
      dirty = true;
      break;
    }
    case event::Press::move: {
      if (follow(e)) break;
      if (finger.down && finger.touch && std::hypot(e.x - finger.x, e.y - finger.y) > slop_dp) {
        finger.node = 0;
        finger.outside = false;
        dirty = true;
      }
      break;
    }
    case event::Press::up: {
      const bool was_down = finger.down;
      finger.down = false;
      hold_begins = true;
      dirty = true;
      if (follow(e)) {
        trace.done = true;
        break;
      }
      if (!was_down || frame == nullptr) break;
      // Shown then and shown now: both must be the same node, or a row that slid in between would be opened.
      bool outside = false;
      const HitBox* box = hit(*frame, e.x, e.y, e.pane, e.scroll_top, &outside);
      if (finger.node != 0 && box != nullptr && box->id == finger.node)
        queue.push_back({Input::Kind::press, finger.node, finger.rect});
      if (finger.outside && outside) outside_pressed = true;
      break;
    }
    case event::Press::cancel: lift(); break;
    case event::Press::leave: break;
  }
  update_hover();
}

// The finger is gone and has pressed nothing.
void KitState::lift() {
  finger.down = false;
  finger.node = 0;
  finger.outside = false;
  // The stroke the browser took away is gone; those before it that no pass has taken yet are not.
  if (!trace.done) {
    while (!trace.xs.empty() && !std::isnan(trace.xs.back())) trace.xs.pop_back(), trace.ys.pop_back();
    if (!trace.xs.empty()) trace.xs.pop_back(), trace.ys.pop_back(), trace.done = true;
    else trace = {};
  }
  hold_begins = true;
  dirty = true;
}

void KitState::begin_trace(const ShownFrame& frame, const HitBox& pad, const event::Pointer& e) {
  // On a busy machine several strokes come between two frames: one after the other, with a gap between (not a number).
  const bool goes_on = trace.node == pad.id && trace.done;
  Trace before = goes_on ? std::move(trace) : Trace();
  trace = {.node = pad.id, .origin_x = pad.rect.x, .origin_y = pad.rect.y, .width = pad.rect.w, .xs = std::move(before.xs), .ys = std::move(before.ys)};
  if (goes_on) trace.xs.push_back(std::nanf("")), trace.ys.push_back(std::nanf(""));
  for (const Pane& p : frame.panes)
    if (p.id == pad.pane) {
      trace.origin_x += p.rect.x;
      trace.origin_y += p.rect.y - e.scroll_top;
    }
  trace.xs.push_back((e.x - trace.origin_x) / trace.width);
  trace.ys.push_back((e.y - trace.origin_y) / trace.width);
}

// True when the finger draws: what it then does presses nothing.
bool KitState::follow(const event::Pointer& e) {
  constexpr std::size_t points_max = 2000;   // half a minute without lifting it
  if (trace.node == 0 || trace.done || !(finger.down || e.press == event::Press::up)) return false;
  if (trace.xs.size() < points_max) {
    trace.xs.push_back((e.x - trace.origin_x) / trace.width);
    trace.ys.push_back((e.y - trace.origin_y) / trace.width);
  }
  dirty = true;
  return true;
}

void KitState::explain(NodeId disabled) {
  constexpr double reason_ms = 5000;
  const Node* n = find_node(disabled);
  if (n == nullptr || n->description.empty()) return;
  toast = {{verbatim(n->description), {}, 0}, theme.elder() ? -1 : now + reason_ms, true};
  unsettled = true;
}

Part KitState::touch(NodeId id, const Rect& r, bool disabled) {
  boxes.push_back({id, pane, layer, r});
  if (pretended != nullptr) return *pretended;
  Part part;
  part.hovered = hover == id && !disabled && !finger.down;
  part.pressed = finger.down && finger.node == id && !disabled;
  part.focused = focus == id;
  for (Input& input : current) {
    if (input.taken || input.node != id) continue;
    if (input.kind != Input::Kind::press && input.kind != Input::Kind::activate) continue;
    input.taken = true;
    if (disabled) {
      explain(id);
      continue;
    }
    const bool moved = input.kind == Input::Kind::press && (std::fabs(input.rect.y - r.y) > r.h / 2 || std::fabs(input.rect.x - r.x) > r.w / 2);
    if (moved) continue;
    part.activated = true;
    unsettled = true;   // whoever drew before this control must see what it changed
    if (id != node_id("kit.toast.undo", Role::button)) answer_toast();
  }
  return part;
}

bool KitState::take_key(std::string_view name) {
  for (Input& input : current) {
    if (input.kind != Input::Kind::key || input.taken || input.value != name) continue;
    input.taken = true;
    unsettled = true;
    return true;
  }
  return false;
}

const std::string* KitState::take_text(NodeId id) {
  // A pass takes all texts that came since the last: quick typing sends several, and the newest is the field's.
  const std::string* newest = nullptr;
  for (Input& input : current) {
    if (input.kind != Input::Kind::text || input.taken || input.node != id) continue;
    input.taken = true;
    unsettled = true;
    newest = &input.value;
  }
  return newest;
}

void Kit::handle(const Event& event) {
  KitState& s = *state_;
  if (const auto* e = std::get_if<event::Resize>(&event)) {
    s.window_w = e->width;
    s.window_h = e->height;
    s.ratio = e->pixel_ratio;
    s.inset_top = e->inset_top;
    s.inset_right = e->inset_right;
    s.inset_bottom = e->inset_bottom;
    s.inset_left = e->inset_left;
    s.fine_pointer = e->fine_pointer;
    s.relook();
    s.dirty = true;
  } else if (const auto* pointer = std::get_if<event::Pointer>(&event)) {
    s.press(*pointer);
  } else if (const auto* scroll = std::get_if<event::Scroll>(&event)) {
    PaneMemory& memory = s.panes[scroll->pane];
    if (memory.scroll_top == scroll->scroll_top) return;
    memory.scroll_top = scroll->scroll_top;
    // The finger scrolls, it does not press; unless the press was made there, and only the news of the scroll is late.
    if (s.finger.down && s.finger.pane == scroll->pane && s.finger.scroll_top != scroll->scroll_top) s.finger.node = 0;
    s.dirty = true;
  } else if (const auto* text = std::get_if<event::Text>(&event)) {
    s.queue.push_back({Input::Kind::text, text->node, {}, text->value});
    s.dirty = true;
  } else if (const auto* activate = std::get_if<event::Activate>(&event)) {
    s.queue.push_back({Input::Kind::activate, activate->node});
    s.dirty = true;
  } else if (const auto* focused = std::get_if<event::Focus>(&event)) {
    if (focused->node == s.focus) return;
    s.focus = focused->node;
    // Where the person went by themselves is where they type: nothing that waited to move the focus moves it now.
    if (focused->node != 0) s.wants_node = 0;
    s.focus_by_key = !s.pointer_recent;
    s.dirty = true;
  } else if (const auto* seen = std::get_if<event::Visibility>(&event)) {
    if (!seen->visible && s.finger.down) s.lift();   // its lifting would not be told
  } else if (const auto* key = std::get_if<event::Key>(&event)) {
    s.focus_by_key = true;
    s.queue.push_back({Input::Kind::key, 0, {}, key->key});
    s.dirty = true;
  }
}

}  // namespace huzhu::ui
