// Charts are drawn for the eye and are tables to who reads: every label a row, every figure a cell, unknown said as unknown.
#include <boost/test/unit_test.hpp>

#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "tests/ui/driver.h"
#include "ui/kit/chart_axes.h"

using namespace huzhu::ui;

namespace {

struct Shown {
  KitHost host;
  Driver d{program_of(host)};
  explicit Shown(std::function<void(Kit&)> draw)
      : host([draw](Kit& kit) {
          kit.screen({"chart", Str::app_name});
          kit.pane("chart", [&] { draw(kit); });
        }) {
    d.resize(360, 800);
  }
  std::vector<std::string> rows() {
    std::vector<std::string> out;
    for (const Node& n : d.tree().nodes)
      if (n.role == Role::row) out.push_back(n.name);
    return out;
  }
  std::vector<std::string> inside(Role role, NodeId parent) {
    std::vector<std::string> out;
    for (const Node& n : d.tree().nodes)
      if (n.role == role && n.parent == parent) out.push_back(n.name);
    return out;
  }
  const Node& row(std::size_t i) {
    for (const Node& n : d.tree().nodes)
      if (n.role == Role::row && i-- == 0) return n;
    throw DriverError("no such row");
  }
};

const std::vector<double> values = {1200, std::nan(""), 182};
std::vector<Text> labels() { return {verbatim("9-28"), {}, verbatim("11-2")}; }
using Words = std::vector<std::string>;

}  // namespace

BOOST_AUTO_TEST_SUITE(charts)

BOOST_AUTO_TEST_CASE(bars_and_lines_are_tables) {
  for (const bool line : {false, true}) {
    Shown shown([line](Kit& kit) {
      const Chart chart{.title = Str::gallery_per_week, .unit = Str::gallery_unit, .values = values, .labels = labels(), .sentence = Str::gallery_sentence};
      line ? kit.line_chart(chart) : kit.bar_chart(chart);
    });
    const Node table = shown.d.by_role(Role::table, "每周探访").node();
    BOOST_TEST(table.name == "每周探访，这周 182 次，上周 300 次");
    BOOST_TEST(table.set_size == 3u);
    BOOST_TEST(shown.rows() == (Words{"每一列是什么", "9-28，1,200", "第 2 段，还不知道", "11-2，182"}), boost::test_tools::per_element());
    BOOST_TEST(shown.inside(Role::columnheader, shown.row(0).id) == (Words{"哪一段", "次，近 8 周"}), boost::test_tools::per_element());
    BOOST_TEST(shown.inside(Role::cell, shown.row(3).id) == (Words{"11-2", "182"}), boost::test_tools::per_element());
    for (std::size_t i = 0; i < 4; ++i) {
      BOOST_TEST(shown.row(i).parent == table.id);
      BOOST_TEST((shown.row(i).flags & node_still) != 0u);
    }
    BOOST_TEST(shown.row(3).position == 3u);
  }
}

BOOST_AUTO_TEST_CASE(a_stacked_chart_has_a_column_for_each_layer) {
  Shown shown([](Kit& kit) {
    kit.stacked_chart({.title = Str::gallery_what, .unit = Str::gallery_unit, .labels = labels(),
                       .series = {{Str::model_at_home, {3, 4, 5}}, {Str::model_phone, {1, std::nan(""), 2}}, {Str::unknown, {1}}},
                       .sentence = Str::gallery_sentence});
  });
  BOOST_TEST(shown.inside(Role::columnheader, shown.row(0).id) == (Words{"哪一段", "上门", "电话", "还不知道"}), boost::test_tools::per_element());
  BOOST_TEST(shown.inside(Role::cell, shown.row(2).id) == (Words{"第 2 段", "4", "还不知道", "还不知道"}), boost::test_tools::per_element());
  BOOST_TEST(shown.d.text_visible("11-2，5，2，还不知道"));
}

BOOST_AUTO_TEST_CASE(nothing_known_is_said_and_never_a_zero) {
  Shown shown([](Kit& kit) {
    kit.sparkline({.title = Str::model_phone, .values = {std::nan("")}, .labels = {verbatim("11-2")}, .sentence = Str::unknown});
    kit.bar_chart({.title = Str::gallery_per_week, .unit = Str::gallery_unit, .values = {}, .labels = {}, .sentence = Str::unknown});
  });
  BOOST_TEST(shown.d.text_visible("11-2，还不知道"));
  BOOST_TEST(!shown.d.text_visible("，0"));
}

BOOST_AUTO_TEST_CASE(no_grid_line_says_what_another_says) {
  for (const double highest : {1.0, 2.0, 3.0, 5.0, 7.0, 12.0, 90.0, 1234.0}) {
    ChartAxes axes;
    const std::vector<double> few = {0, highest};
    choose_axis(axes, Chart{.values = few}, true);
    BOOST_TEST(axes.high >= highest);
    std::set<std::string> said;
    int lines = 0;
    for (double v = axes.low; v <= axes.high + 1e-9; v += axes.step, ++lines) said.insert(say_value(v).plain());
    BOOST_TEST(said.size() == static_cast<std::size_t>(lines), highest);
    BOOST_TEST(lines <= 6);
  }
}

BOOST_AUTO_TEST_CASE(no_row_takes_a_press) {
  Shown shown([](Kit& kit) { kit.sparkline({.title = Str::gallery_per_week, .values = values, .labels = labels(), .sentence = Str::gallery_sentence}); });
  BOOST_CHECK_THROW(shown.d.by_role(Role::row, "11-2").press(), DriverError);
}

BOOST_AUTO_TEST_SUITE_END()
