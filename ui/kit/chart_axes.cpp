#include "ui/kit/chart_axes.h"

#include <algorithm>
#include <cmath>

#include "ui/text/say.h"

namespace huzhu::ui {

void choose_axis(ChartAxes& axes, const Chart& chart, bool from_zero) {
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
  step = std::max(step, 1.0);  // figures are said as whole numbers: a finer grid would say the same one twice
  axes.low = low;
  axes.high = low + step * std::ceil(span / step - 1e-9);
  axes.step = step;
}

namespace {

// A label that would touch the one before is left out; the last one always stands.
void draw_labels(KitState& s, const ChartAxes& axes, const std::vector<Text>& labels) {
  float taken_to = -1e9f;
  const std::size_t count = std::min(labels.size(), axes.count);
  const float right = axes.whole.x + axes.whole.w;
  for (std::size_t i = 0; i < count; ++i) {
    if (labels[i].empty()) continue;
    const bool last = i + 1 == count;
    const TextBlock b = s.block(labels[i], Type::note, last, 120);
    const float x = std::min(axes.centre(i) - b.width / 2, right - b.width);
    if (x < taken_to + 8 && !last) continue;
    if (!last) {
      const float width_of_last = measure(s.fonts, labels[count - 1], b.type, true);
      if (x + b.width + 8 > std::min(axes.centre(count - 1) - width_of_last / 2, right - width_of_last)) continue;
    }
    s.put(b, x, axes.plot.y + axes.plot.h + 4, b.width, 0, last ? Colour::ink : Colour::ink2, axes.node);
    taken_to = x + b.width;
  }
}

}  // namespace

Text say_value(double value) { return std::isnan(value) ? Text(Str::unknown) : say_count(std::llround(value)); }

ChartAxes draw_axes(KitState& s, const Chart& chart, bool from_zero, float foot) {
  const float w = s.place->w, plot_h = 150, label_line = s.theme.type(Type::note).line;
  const TextBlock title = s.block(chart.title, Type::body, true, w), unit = s.block(chart.unit, Type::note, false, w);
  const bool beside = title.width + 12 + unit.width <= w;
  const float head = beside ? std::max(title.height, unit.height) : title.height + unit.height;
  const Rect r = s.take(head + 20 + plot_h + 4 + label_line + foot, Flow::block, 280);
  ChartAxes axes{.whole = r, .count = chart.values.size()};
  const Id id = s.own_id("chart", chart.title, Role::table);
  Node& n = s.add_node(id, Role::table, r, chart.title + chart.sentence);
  n.set_size = static_cast<std::uint32_t>(axes.count);
  axes.node = n.id;
  axes.key = id.key;
  s.put(title, r.x, r.y, w, 0, Colour::ink, axes.node);
  if (beside) s.put(unit, r.x, r.y + (title.height - unit.height) / 2, w, 1, Colour::ink2, axes.node);
  else s.put(unit, r.x, r.y + title.height, w, 0, Colour::ink2, axes.node);

  choose_axis(axes, chart, from_zero);
  const TextBlock widest = s.block(say_value(axes.high), Type::note, false, 100);
  axes.plot = {r.x + widest.width + 8, r.y + head + 20, w - widest.width - 8, plot_h};
  for (double v = axes.low; v <= axes.high + axes.step * 0.01; v += axes.step) {
    const float y = std::floor(axes.y(v)) + 0.5f;
    s.line(axes.plot.x, y, axes.plot.x + axes.plot.w, y, Colour::rule, 1);
    const TextBlock b = s.block(say_value(v), Type::note, false, 100);
    s.put(b, r.x, y - b.height / 2, widest.width, 1, Colour::ink2, axes.node);
  }
  draw_labels(s, axes, chart.labels);
  return axes;
}

void label_value(KitState& s, const ChartAxes& axes, double value, float cx, float y) {
  const TextBlock b = s.block(say_value(value), Type::note, true, 100);
  s.put(b, std::min(cx - b.width / 2, axes.plot.x + axes.plot.w - b.width), y, b.width, 0, Colour::ink, axes.node);
}

void say_table(KitState& s, const ChartAxes& axes, const std::vector<Text>& labels, const std::vector<Series>& series) {
  Scoped<NodeId> in_table(s.parent, axes.node);
  const float head_h = std::max(1.0f, axes.plot.y - axes.whole.y), columns = static_cast<float>(series.size() + 1);
  const auto line = [&](const Id& id, const Rect& r, const Text& name) {
    Node& row = s.add_node(id, Role::row, r, name);
    row.flags |= node_still;
    return row.id;
  };
  {
    const Rect r{axes.whole.x, axes.whole.y, axes.whole.w, head_h};
    Scoped<NodeId> in_row(s.parent, line({axes.key, "head"}, r, Str::chart_columns));
    const float w = r.w / columns;
    s.add_node({axes.key + ".column", "label"}, Role::columnheader, {r.x, r.y, w, r.h}, Str::chart_label);
    for (std::size_t c = 0; c < series.size(); ++c)
      s.add_node({axes.key + ".column", c}, Role::columnheader, {r.x + w * static_cast<float>(c + 1), r.y, w, r.h}, series[c].name);
  }
  Scoped<std::uint32_t> size(s.set_size, static_cast<std::uint32_t>(axes.count));
  Scoped<std::uint32_t> place_in(s.position, 0u);
  for (std::size_t i = 0; i < axes.count; ++i) {
    const Rect r{axes.plot.x + axes.step_w() * static_cast<float>(i), axes.plot.y, axes.step_w(), axes.whole.y + axes.whole.h - axes.plot.y};
    const Text label = i < labels.size() && !labels[i].empty() ? labels[i] : say(Str::chart_nth, static_cast<int>(i + 1));
    s.position = static_cast<std::uint32_t>(i) + 1;
    Text all = label;
    for (const Series& one : series) all = all + say_value(i < one.values.size() ? one.values[i] : std::nan(""));
    Scoped<NodeId> in_row(s.parent, line({axes.key + ".row", i}, r, all));
    Scoped<std::uint32_t> no_size(s.set_size, 0u), no_place(s.position, 0u);
    const float h = r.h / columns;
    s.add_node({axes.key + ".label", i}, Role::cell, {r.x, r.y + r.h - h, r.w, h}, label);
    for (std::size_t c = 0; c < series.size(); ++c)
      s.add_node({axes.key + ".cell" + std::to_string(c), i}, Role::cell, {r.x, r.y + r.h - h * static_cast<float>(c + 2), r.w, h},
                 say_value(i < series[c].values.size() ? series[c].values[i] : std::nan("")));
  }
}

}  // namespace huzhu::ui
