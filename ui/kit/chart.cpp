// Charts: bars and a line, drawn plainly; one image node whose name is the sentence a reader needs.
#include <algorithm>
#include <cmath>

#include "ui/kit/state.h"
#include "ui/text/say.h"

namespace huzhu::ui {
namespace {

Text say_value(double value) { return say_count(std::llround(value)); }

struct Axis {
  double low, high, step;
};

// Three or four grid lines at round values.
Axis axis_of(const Chart& chart, bool from_zero) {
  double low = chart.low, high = chart.high;
  if (low == high) {
    low = from_zero ? 0 : 1e300;
    high = from_zero ? 1 : -1e300;
    for (const double v : chart.values) {
      if (std::isnan(v)) continue;
      low = std::min(low, v);
      high = std::max(high, v);
    }
    if (low > high) low = 0, high = 1;
    if (!from_zero) {   // a line shows change: its axis begins at the ten below the lowest value
      low = std::floor(low / 10) * 10;
      high = std::max(std::ceil(high / 10) * 10, low + 10);
    }
  }
  const double span = high - low;
  double step = std::pow(10, std::floor(std::log10(span / 3)));
  for (const double factor : {2.0, 2.5, 2.0})
    if (span / step > 4) step *= factor;
  return {low, low + step * std::ceil(span / step - 1e-9), step};
}

struct Frame {
  Rect plot;
  Axis axis;
  NodeId node;
  float y(double v) const { return plot.y + plot.h * static_cast<float>(1 - (v - axis.low) / (axis.high - axis.low)); }
  float centre(std::size_t i, std::size_t count) const { return plot.x + plot.w * (static_cast<float>(i) + 0.5f) / static_cast<float>(count); }
};

// Title, unit, grid and labels; what both charts share.
Frame draw_frame(KitState& s, const Chart& chart, bool from_zero) {
  const float w = s.place->w, plot_h = 150, label_line = s.theme.type(Type::note).line;
  const TextBlock title = s.block(chart.title, Type::body, true, w), unit = s.block(chart.unit, Type::note, false, w);
  const bool beside = title.width + 12 + unit.width <= w;
  const float head = beside ? std::max(title.height, unit.height) : title.height + unit.height;
  const Rect r = s.take(head + 20 + plot_h + 4 + label_line, Flow::block, 280);
  Node& n = s.add_node(s.own_id("chart", chart.title, Role::image), Role::image, r, chart.title + chart.sentence);
  const NodeId node = n.id;
  s.put(title, r.x, r.y, w, 0, Colour::ink, node);
  if (beside) s.put(unit, r.x, r.y + (title.height - unit.height) / 2, w, 1, Colour::ink2, node);
  else s.put(unit, r.x, r.y + title.height, w, 0, Colour::ink2, node);

  Frame f{{}, axis_of(chart, from_zero), node};
  const TextBlock widest = s.block(say_value(f.axis.high), Type::note, false, 100);
  f.plot = {r.x + widest.width + 8, r.y + head + 20, w - widest.width - 8, plot_h};
  for (double v = f.axis.low; v <= f.axis.high + f.axis.step * 0.01; v += f.axis.step) {
    const float y = std::floor(f.y(v)) + 0.5f;
    s.line(f.plot.x, y, f.plot.x + f.plot.w, y, Colour::rule, 1);
    const TextBlock b = s.block(say_value(v), Type::note, false, 100);
    s.put(b, r.x, y - b.height / 2, widest.width, 1, Colour::ink2, node);
  }
  // A label that would touch the one before is left out; the last one always stands.
  float taken_to = -1e9f;
  const std::size_t count = std::min(chart.labels.size(), chart.values.size());
  for (std::size_t i = 0; i < count; ++i) {
    if (chart.labels[i].empty()) continue;
    const bool last = i + 1 == count;
    const TextBlock b = s.block(chart.labels[i], Type::note, last, 120);
    float x = f.centre(i, count) - b.width / 2;
    x = std::min(x, r.x + w - b.width);
    if (x < taken_to + 8 && !last) continue;
    if (!last && x + b.width + 8 > f.centre(count - 1, count) - measure(s.fonts, chart.labels[count - 1], b.type, true) / 2) continue;
    s.put(b, x, f.plot.y + plot_h + 4, b.width, 0, last ? Colour::ink : Colour::ink2, node);
    taken_to = x + b.width;
  }
  return f;
}

void label_value(KitState& s, const Frame& f, double value, float cx, float y) {
  const TextBlock b = s.block(say_value(value), Type::note, true, 100);
  s.put(b, std::min(cx - b.width / 2, f.plot.x + f.plot.w - b.width), y, b.width, 0, Colour::ink, f.node);
}

}  // namespace

void Kit::bar_chart(const Chart& chart) {
  KitState& s = *state_;
  const Frame f = draw_frame(s, chart, true);
  const std::size_t count = chart.values.size();
  if (count == 0) return;
  const float w = std::clamp(f.plot.w / static_cast<float>(count) * 0.6f, 6.0f, 36.0f);
  for (std::size_t i = 0; i < count; ++i) {
    const double v = chart.values[i];
    if (std::isnan(v)) continue;
    const bool present = i + 1 == count;
    const float cx = f.centre(i, count), y = f.y(v);
    const Rect bar{cx - w / 2, y, w, f.plot.y + f.plot.h - y};
    if (present) s.fill(bar, Colour::primary, 4, ImDrawFlags_RoundCornersTop);
    else s.fill_stroked(bar, Colour::pic_b, Colour::primary, 3, 1);
    if (present) label_value(s, f, v, cx, y - s.theme.type(Type::note).line);
  }
}

void Kit::line_chart(const Chart& chart) {
  KitState& s = *state_;
  const Frame f = draw_frame(s, chart, false);
  const std::size_t count = chart.values.size();
  std::size_t last = count;
  for (std::size_t i = 0; i < count; ++i)
    if (!std::isnan(chart.values[i])) last = i;
  for (std::size_t i = 1; i < count; ++i)
    if (!std::isnan(chart.values[i]) && !std::isnan(chart.values[i - 1]))
      s.line(f.centre(i - 1, count), f.y(chart.values[i - 1]), f.centre(i, count), f.y(chart.values[i]), Colour::primary, tokens::line_picture);
  for (std::size_t i = 0; i < count; ++i) {
    if (std::isnan(chart.values[i])) continue;
    const float x = f.centre(i, count), y = f.y(chart.values[i]);
    if (i == last) {
      s.disc(x, y, 6, Colour::primary);
      label_value(s, f, chart.values[i], x, y + 8);
    } else {
      s.disc(x, y, 5, Colour::primary);
      s.disc(x, y, 3, Colour::sheet);
    }
  }
}

}  // namespace huzhu::ui
