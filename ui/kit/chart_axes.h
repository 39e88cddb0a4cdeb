// ChartAxes: what the charts share: title, unit, grid and labels as drawn, and the same figures as a table to who reads.
//
// Only ui/kit's chart files use it. The nodes of the table lie where their figures are drawn, so that a finger that feels
// its way over the drawing hears them; text that is drawn belongs to the table's own node.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ui/kit/state.h"

namespace huzhu::ui {

struct ChartAxes {
  Rect whole, plot;
  double low = 0, high = 1, step = 1;
  NodeId node = 0;
  std::string key;
  std::size_t count = 0;
  float y(double v) const { return plot.y + plot.h * static_cast<float>(1 - (v - low) / (high - low)); }
  float step_w() const { return plot.w / static_cast<float>(count == 0 ? 1 : count); }
  float centre(std::size_t i) const { return plot.x + step_w() * (static_cast<float>(i) + 0.5f); }
};

Text say_value(double value);   // NaN: 还不知道
// Three or four grid lines at round values, fewer where the values are few.
void choose_axis(ChartAxes& axes, const Chart& chart, bool from_zero);
// Low and high equal: chosen by the values. `foot` is kept free below the labels.
ChartAxes draw_axes(KitState& s, const Chart& chart, bool from_zero, float foot = 0);
void label_value(KitState& s, const ChartAxes& axes, double value, float cx, float y);
// A head with the names of what is counted, then a row for each label.
void say_table(KitState& s, const ChartAxes& axes, const std::vector<Text>& labels, const std::vector<Series>& series);

}  // namespace huzhu::ui
