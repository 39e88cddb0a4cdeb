// Charts: bars, stacked bars, a line, and a line that fits beside words. Drawn plainly; to who reads each is a table.
#include <algorithm>
#include <cmath>

#include "ui/kit/chart_axes.h"

namespace huzhu::ui {
namespace {

constexpr std::size_t series_max = 4;

void bar(KitState& s, const Rect& r, bool present) {
  if (present) s.fill(r, Colour::primary, 4, ImDrawFlags_RoundCornersTop);
  else s.fill_stroked(r, Colour::pic_b, Colour::primary, 3, 1);
}

// The layers of a stacked bar differ by what fills them, not by colour alone: full, plain, hatched, crossed by level lines.
void layer(KitState& s, const Rect& r, std::size_t series) {
  if (r.h <= 0) return;
  const auto clipped = [&](auto&& draw) {
    s.list->PushClipRect(ImVec2(r.x + s.ox, r.y + s.oy), ImVec2(r.x + r.w + s.ox, r.y + r.h + s.oy), true);
    draw();
    s.list->PopClipRect();
  };
  switch (series) {
    case 0: s.fill(r, Colour::primary); break;
    case 1: s.fill_stroked(r, Colour::pic_b, Colour::primary, 0, 1); break;
    case 2:
      s.fill(r, Colour::due_soft);
      clipped([&] {
        for (float x = r.x - r.h; x < r.x + r.w; x += 8) s.line(x, r.y + r.h, x + r.h, r.y, Colour::due, 2);
      });
      s.stroke(r, Colour::due, 0, 1);
      break;
    default:
      s.fill(r, Colour::sheet);
      clipped([&] {
        for (float y = r.y + r.h - 6; y > r.y; y -= 6) s.line(r.x, y, r.x + r.w, y, Colour::ink2, 1);
      });
      s.stroke(r, Colour::ink2, 0, 1);
      break;
  }
}

float bar_width(const ChartAxes& axes) { return std::clamp(axes.step_w() * 0.6f, 6.0f, 36.0f); }

// A line with open circles, the last one filled.
void course(KitState& s, const std::vector<double>& values, float thickness, bool circles, auto&& x, auto&& y) {
  std::size_t last = values.size();
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::isnan(values[i])) last = i;
  for (std::size_t i = 1; i < values.size(); ++i)
    if (!std::isnan(values[i]) && !std::isnan(values[i - 1])) s.line(x(i - 1), y(values[i - 1]), x(i), y(values[i]), Colour::primary, thickness);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(values[i])) continue;
    // A value with gaps on both sides is no line: it shows as a circle even where there are none else.
    const bool alone = (i == 0 || std::isnan(values[i - 1])) && (i + 1 == values.size() || std::isnan(values[i + 1]));
    if (i == last) {
      s.disc(x(i), y(values[i]), circles ? 6 : 4, Colour::primary);
    } else if (circles) {
      s.disc(x(i), y(values[i]), 5, Colour::primary);
      s.disc(x(i), y(values[i]), 3, Colour::sheet);
    } else if (alone) {
      s.disc(x(i), y(values[i]), 2, Colour::primary);
    }
  }
}

// The names of the layers with what fills them; lays them out, and draws them when `axes` says where.
float legend(KitState& s, const std::vector<Series>& series, float width, const ChartAxes* axes) {
  constexpr float swatch = 20, gap = 6, between = 16;
  const float line = std::max(s.theme.type(Type::note).line, swatch) + 4;
  float x = 0, y = 0;
  for (std::size_t i = 0; i < series.size(); ++i) {
    const TextBlock b = s.block(series[i].name, Type::note, false, width - swatch - gap);
    if (x > 0 && x + swatch + gap + b.width > width) {
      x = 0;
      y += line;
    }
    if (axes != nullptr) {
      const float left = axes->whole.x + x, top = axes->whole.y + axes->whole.h - legend(s, series, width, nullptr) + y;
      layer(s, {left, top + (line - swatch) / 2, swatch, swatch}, i);
      s.put_middle(b, {left + swatch + gap, top, b.width, line}, 0, Colour::ink2, axes->node);
    }
    x += swatch + gap + b.width + between;
  }
  return y + line;
}

}  // namespace

void Kit::bar_chart(const Chart& chart) {
  KitState& s = *state_;
  const ChartAxes axes = draw_axes(s, chart, true);
  const float w = bar_width(axes);
  for (std::size_t i = 0; i < axes.count; ++i) {
    const double v = chart.values[i];
    if (std::isnan(v)) continue;
    const bool present = i + 1 == axes.count;
    const float cx = axes.centre(i), y = axes.y(v);
    bar(s, {cx - w / 2, y, w, axes.plot.y + axes.plot.h - y}, present);
    if (present) label_value(s, axes, v, cx, y - s.theme.type(Type::note).line);
  }
  say_table(s, axes, chart.labels, {{.name = chart.unit, .values = chart.values}});
}

void Kit::stacked_chart(const StackedChart& chart) {
  KitState& s = *state_;
  std::vector<Series> series = chart.series;
  if (series.size() > series_max) series.resize(series_max);
  Chart sums{.title = chart.title, .unit = chart.unit, .labels = chart.labels, .sentence = chart.sentence};
  for (const Series& one : series) {
    if (sums.values.size() < one.values.size()) sums.values.resize(one.values.size(), std::nan(""));
    for (std::size_t i = 0; i < one.values.size(); ++i)
      if (!std::isnan(one.values[i])) sums.values[i] = (std::isnan(sums.values[i]) ? 0 : sums.values[i]) + one.values[i];
  }
  const ChartAxes axes = draw_axes(s, sums, true, 8 + legend(s, series, s.place->w, nullptr));
  const float w = bar_width(axes);
  for (std::size_t i = 0; i < axes.count; ++i) {
    double ground = 0;
    for (std::size_t k = 0; k < series.size(); ++k) {
      const double v = i < series[k].values.size() ? series[k].values[i] : std::nan("");
      if (std::isnan(v) || v <= 0) continue;
      const float top = axes.y(ground + v), bottom = axes.y(ground);
      layer(s, {axes.centre(i) - w / 2, top, w, bottom - top}, k);
      ground += v;
    }
    if (i + 1 == axes.count && !std::isnan(sums.values[i])) label_value(s, axes, sums.values[i], axes.centre(i), axes.y(sums.values[i]) - s.theme.type(Type::note).line);
  }
  legend(s, series, s.place->w, &axes);
  say_table(s, axes, chart.labels, series);
}

void Kit::line_chart(const Chart& chart) {
  KitState& s = *state_;
  const ChartAxes axes = draw_axes(s, chart, false);
  course(s, chart.values, tokens::line_picture, true, [&](std::size_t i) { return axes.centre(i); }, [&](double v) { return axes.y(v); });
  for (std::size_t i = axes.count; i-- > 0;)
    if (!std::isnan(chart.values[i])) {
      label_value(s, axes, chart.values[i], axes.centre(i), axes.y(chart.values[i]) + 8);
      break;
    }
  say_table(s, axes, chart.labels, {{.name = chart.unit, .values = chart.values}});
}

void Kit::sparkline(const Chart& chart) {
  KitState& s = *state_;
  const float w = s.place->w, least = 96, gap = 12;
  double last = std::nan(""), low = 1e300, high = -1e300;
  for (const double v : chart.values) {
    if (std::isnan(v)) continue;
    last = v;
    low = std::min(low, v);
    high = std::max(high, v);
  }
  const TextBlock value = s.block(say_value(last), Type::lead, true, w), title = s.block(chart.title, Type::label, false, w);
  const bool beside = title.width + gap + least + gap + value.width <= w;
  const float line = std::max({value.height, title.height, s.theme.pick(40, 52)});
  const Rect r = s.take(beside ? line : title.height + line, Flow::block, title.width + 2 * gap + least + value.width);
  ChartAxes axes{.whole = r, .count = chart.values.size()};
  const Id id = s.own_id("spark", chart.title, Role::table);
  Node& n = s.add_node(id, Role::table, r, chart.title + chart.sentence);
  n.set_size = static_cast<std::uint32_t>(axes.count);
  axes.node = n.id;
  axes.key = id.key;
  const float top = beside ? r.y : r.y + title.height, left = beside ? r.x + title.width + gap : r.x;
  s.put_middle(title, {r.x, r.y, title.width, beside ? line : title.height}, 0, Colour::ink, axes.node);
  s.put_middle(value, {r.x, top, r.w, line}, 1, Colour::ink, axes.node);
  axes.plot = {left, top + 8, r.x + r.w - value.width - gap - left, line - 16};
  const double span = high > low ? high - low : 1;
  axes.low = low;
  axes.high = low + span;
  if (!std::isnan(last))
    course(s, chart.values, 2, false, [&](std::size_t i) { return axes.centre(i); }, [&](double v) { return axes.y(v); });
  say_table(s, axes, chart.labels, {{.name = chart.unit.empty() ? chart.title : chart.unit, .values = chart.values}});
}

}  // namespace huzhu::ui
