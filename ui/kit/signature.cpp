// The pad a person signs on, or presses a thumb on, and the picture of what was signed.
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/kit/state.h"
#include "ui/kit/strokes.h"

namespace huzhu::ui {
namespace {

constexpr float pad_width_max = 520;

// A curve through the points, so that few of them suffice.
void draw_line(KitState& s, const std::vector<ImVec2>& points, Colour colour, float thickness) {
  const auto ink = s.theme.colour(colour);
  if (points.size() == 1) {
    s.list->AddCircleFilled(points[0], thickness * 0.8f, ink);
    return;
  }
  constexpr int steps = 6;
  s.list->PathLineTo(points[0]);
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const ImVec2 a = points[i == 0 ? 0 : i - 1], b = points[i], c = points[i + 1], d = points[std::min(i + 2, points.size() - 1)];
    for (int k = 1; k <= steps; ++k) {
      const float t = static_cast<float>(k) / steps, t2 = t * t, t3 = t2 * t;
      const auto mix = [&](float p0, float p1, float p2, float p3) {
        return 0.5f * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t2 + (3 * p1 - p0 - 3 * p2 + p3) * t3);
      };
      s.list->PathLineTo(ImVec2(mix(a.x, b.x, c.x, d.x), mix(a.y, b.y, c.y, d.y)));
    }
  }
  s.list->PathStroke(ink, 0, thickness);
  // Round ends, as a pen leaves them (tokens.md "Line ends").
  s.list->AddCircleFilled(points.front(), thickness / 2, ink);
  s.list->AddCircleFilled(points.back(), thickness / 2, ink);
}

// No picture of a finger: rings in the red of the ink pad, which say that a thumb was here.
void draw_thumb(KitState& s, float cx, float cy, float width) {
  const auto ink = s.theme.colour(Colour::danger);
  const float rx = std::clamp(width * 0.075f, 14.0f, 30.0f), ry = rx * 1.3f;
  for (int ring = 0; ring < 5; ++ring) {
    const float share = 1 - static_cast<float>(ring) * 0.21f, down = static_cast<float>(ring) * 0.05f * ry;
    constexpr int steps = 24;
    // Open below, as the ridges of a finger are.
    for (int k = 0; k <= steps; ++k) {
      const float angle = 3.1415927f * (0.62f + 1.76f * static_cast<float>(k) / steps);
      s.list->PathLineTo(ImVec2(cx + s.ox + std::cos(angle) * rx * share, cy + s.oy + down + std::sin(angle) * ry * share));
    }
    s.list->PathStroke(ink, 0, 2.5f);
  }
}

void draw_strokes(KitState& s, const std::string& value, const Rect& r) {
  const auto strokes = read_strokes(value);
  if (!strokes || !s.on_screen(r)) return;
  const float scale = r.w / stroke_units;
  s.list->PushClipRect(ImVec2(r.x + s.ox, r.y + s.oy), ImVec2(r.x + r.w + s.ox, r.y + r.h + s.oy), true);
  for (const auto& line : strokes->lines) {
    std::vector<ImVec2> points;
    for (const StrokePoint p : line) points.emplace_back(r.x + s.ox + static_cast<float>(p.x) * scale, r.y + s.oy + static_cast<float>(p.y) * scale);
    if (strokes->thumb) draw_thumb(s, points[0].x - s.ox, points[0].y - s.oy, r.w);
    else draw_line(s, points, Colour::ink, std::max(2.0f, r.w / 110));
  }
  s.list->PopClipRect();
}

// The strokes of a trace: what lies between its gaps.
void each_stroke(const Trace& trace, auto&& one) {
  std::vector<float> xs, ys;
  for (std::size_t i = 0; i <= trace.xs.size(); ++i) {
    if (i < trace.xs.size() && !std::isnan(trace.xs[i])) {
      xs.push_back(trace.xs[i]);
      ys.push_back(trace.ys[i]);
    } else if (!xs.empty()) {
      one(xs, ys);
      xs.clear();
      ys.clear();
    }
  }
}

Text state_words(const std::string& value, bool thumb) {
  if (value.empty()) return thumb ? Str::sign_thumb_none : Str::sign_none;
  return thumb ? Str::sign_thumb_done : Str::sign_done;
}

// The pad itself; true when something was drawn on it.
bool draw_pad(KitState& s, const Id& id, std::string& value, const SignPad& pad, const Rect& r, bool* full) {
  Node& n = s.add_node(id, Role::image, r, pad.label + state_words(value, pad.thumb));
  n.flags |= node_draws | (pad.error.empty() ? 0u : node_invalid);
  n.error = pad.error.plain();
  const NodeId node = n.id;
  s.boxes.push_back({node, s.pane, s.layer, r, true});
  s.use_pad(r);
  const bool mine = s.trace.node == node;
  s.fill_stroked(r, Colour::sheet, !pad.error.empty() ? Colour::danger : mine ? Colour::focus : Colour::edge, tokens::radius_field, 2);
  const float ground = r.y + r.h * 0.78f;
  if (!pad.thumb) s.line(r.x + 20, ground, r.x + r.w - 20, ground, Colour::rule, 2);
  if (value.empty() && !mine) {
    const TextBlock hint = s.block(pad.thumb ? Str::sign_press_here : Str::sign_here, Type::label, false, r.w - 32);
    s.put_middle(hint, {r.x + 16, r.y, r.w - 32, r.h * 0.7f}, 0.5f, Colour::ink2, node);
  }
  draw_strokes(s, value, r);
  if (!mine) return false;
  if (!s.trace.done) {
    s.list->PushClipRect(ImVec2(r.x + s.ox, r.y + s.oy), ImVec2(r.x + r.w + s.ox, r.y + r.h + s.oy), true);
    if (pad.thumb) draw_thumb(s, r.x + s.trace.xs.back() * r.w, r.y + s.trace.ys.back() * r.w, r.w);
    else each_stroke(s.trace, [&](const std::vector<float>& xs, const std::vector<float>& ys) {
      std::vector<ImVec2> points;
      for (std::size_t i = 0; i < xs.size(); ++i) points.emplace_back(r.x + s.ox + xs[i] * r.w, r.y + s.oy + ys[i] * r.w);
      draw_line(s, points, Colour::ink, std::max(2.0f, r.w / 110));
    });
    s.list->PopClipRect();
    return false;
  }
  const Trace trace = std::exchange(s.trace, {});
  s.unsettled = true;   // its name was said before it knew
  s.answer_toast();
  if (pad.thumb) {
    value = thumb_at(trace.xs.back(), trace.ys.back());
    return true;
  }
  const std::string before = value;
  each_stroke(trace, [&](const std::vector<float>& xs, const std::vector<float>& ys) { *full = !add_stroke(value, xs, ys) || *full; });
  return value != before;
}

}  // namespace

SignPress Kit::signature(const Id& id, std::string& value, const SignPad& pad) {
  KitState& s = *state_;
  SignPress press = SignPress::none;
  s.lead_in(Flow::block);
  s.label_above(pad.label, node_id(id, Role::image));
  const float w = std::min(s.place->w, pad_width_max);
  bool full = false;
  if (draw_pad(s, id, value, pad, {s.place->x, s.place->y, w, w * stroke_height_share}, &full)) press = SignPress::changed;
  if (full) toast({.sentence = Str::sign_full});
  s.place->y += w * stroke_height_share;
  s.sentence_below(pad.error, {}, pad.help, node_id(id, Role::image));
  s.lead_out(Flow::block, s.place->y);
  if (!value.empty()) {
    space(8);
    const auto again = [&] {
      if (button({id.key, "again"}, Str::sign_again, {.kind = ButtonKind::secondary})) {
        value.clear();
        press = SignPress::changed;
      }
    };
    const auto back = [&] {
      if (button({id.key, "back"}, Str::sign_back, {.kind = ButtonKind::secondary, .icon = Icon::undo})) {
        take_last_stroke(value);
        press = SignPress::changed;
      }
    };
    if (pad.thumb) again();
    else columns({-1, -1}, [&](int i) { i == 0 ? back() : again(); });
  }
  if (!pad.witness.empty() && value.empty()) {
    space(8);
    if (button({id.key, "witness"}, pad.witness, {.kind = ButtonKind::quiet, .icon = Icon::people})) press = SignPress::witness;
  }
  return press;
}

void Kit::signed_picture(const Id& id, const Text& name, const std::string& value) {
  KitState& s = *state_;
  const auto strokes = read_strokes(value);
  if (!strokes || strokes->lines.empty()) return;
  const float w = std::min(s.place->w, pad_width_max / 2);
  const TextBlock words = s.block(name, Type::note, false, s.place->w);
  const Rect r = s.take(w * stroke_height_share + 6 + words.height, Flow::block, w);
  const NodeId node = s.add_node(id, Role::image, r, name + state_words(value, strokes->thumb)).id;
  const Rect frame{r.x, r.y, w, w * stroke_height_share};
  s.fill_stroked(frame, Colour::sheet, s.theme.outlined() ? Colour::ink : Colour::rule, tokens::radius_field, s.theme.outlined() ? 2.0f : 1.0f);
  draw_strokes(s, value, frame);
  s.put(words, r.x, r.y + frame.h + 6, r.w, 0, Colour::ink2, node);
}

}  // namespace huzhu::ui
