// The pad: a finger's way from down to up is a stroke, wherever it ends; a thumb leaves a print; who cannot draw has another way.
#include <boost/test/unit_test.hpp>

#include <cmath>
#include <string>
#include <tuple>

#include "tests/ui/driver.h"
#include "ui/kit/state.h"
#include "ui/kit/strokes.h"

using namespace huzhu::ui;

namespace {

struct Fixture {
  std::string drawn, print;
  int witness = 0;
  KitHost host{[this](Kit& kit) {
    kit.screen({"sign", Str::app_name});
    kit.pane("sign", [&] {
      kit.space(40);
      if (kit.signature("name", drawn, {.label = Str::consent_sign, .witness = Str::consent_sign_witness}) == SignPress::witness) ++witness;
      kit.signature("thumb", print, {.label = Str::consent_thumb, .thumb = true});
    });
  }};
  Driver d{program_of(host)};
  Fixture() { d.resize(360, 900); }

  Rect pad(const char* key) { return d.by_key(key).node().rect; }
  void pointer(event::Press press, float x, float y, bool touch = true) {
    const Pane& pane = d.tree().panes[0];
    host.handle(event::Pointer{press, x + pane.rect.x, y + pane.rect.y - pane.scroll_top, d.tree().frame, pane.id, pane.scroll_top, touch});
  }
  void draw(const char* key, float from_x, float from_y, float to_x, float to_y, bool touch = true) {
    const Rect r = pad(key);
    pointer(event::Press::down, r.x + r.w * from_x, r.y + r.w * from_y, touch);
    for (int i = 1; i < 8; ++i) {
      const float t = static_cast<float>(i) / 8;
      pointer(event::Press::move, r.x + r.w * (from_x + (to_x - from_x) * t), r.y + r.w * (from_y + (to_y - from_y) * t), touch);
      d.settle();   // frames come while the finger is down
    }
    pointer(event::Press::up, r.x + r.w * to_x, r.y + r.w * to_y, touch);
    d.settle();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(signature, Fixture)

BOOST_AUTO_TEST_CASE(it_says_whether_it_was_signed) {
  BOOST_TEST(d.by_key("name").node().name == "请本人在这里签名，未签名");
  BOOST_TEST((d.by_key("name").node().flags & node_draws) != 0u);
  draw("name", 0.1f, 0.1f, 0.6f, 0.3f);
  BOOST_TEST(d.by_key("name").node().name == "请本人在这里签名，已签名");
}

BOOST_AUTO_TEST_CASE(a_stroke_goes_where_the_finger_went) {
  for (const bool touch : {true, false}) {
    drawn.clear();
    draw("name", 0.1f, 0.1f, 0.6f, 0.3f, touch);
    const auto strokes = read_strokes(drawn);
    BOOST_REQUIRE((strokes && strokes->lines.size() == 1u));
    const auto& line = strokes->lines[0];
    for (const auto& [point, x, y] : {std::tuple{line.front(), 25.5, 25.5}, {line.back(), 153.0, 76.5}})
      BOOST_TEST((std::abs(point.x - x) <= 1 && std::abs(point.y - y) <= 1), int{point.x} << " " << int{point.y});
  }
}

BOOST_AUTO_TEST_CASE(a_tap_is_a_dot_and_a_stroke_may_end_outside) {
  draw("name", 0.3f, 0.2f, 0.3f, 0.2f);
  draw("name", 0.3f, 0.2f, 0.3f, 0.9f);   // over the button below: it is not pressed
  const auto strokes = read_strokes(drawn);
  BOOST_REQUIRE((strokes && strokes->lines.size() == 2u));
  BOOST_TEST(strokes->lines[0].size() == 1u);
  BOOST_TEST(int{strokes->lines[1].back().y} == 128);
  BOOST_TEST(witness == 0);
}

BOOST_AUTO_TEST_CASE(what_the_browser_takes_away_leaves_nothing) {
  const Rect r = pad("name");
  pointer(event::Press::down, r.x + 20, r.y + 20);
  pointer(event::Press::move, r.x + 60, r.y + 30);
  d.settle();
  pointer(event::Press::cancel, r.x + 60, r.y + 30);
  d.settle();
  BOOST_TEST(drawn.empty());
  draw("name", 0.1f, 0.1f, 0.6f, 0.3f);
  BOOST_TEST(read_strokes(drawn)->lines.size() == 1u);
}

BOOST_AUTO_TEST_CASE(strokes_that_come_between_two_frames_are_all_kept) {
  const Rect r = pad("name");
  for (int i = 0; i < 4; ++i) {   // no frame between: a slow tablet, a quick hand
    const float y = r.y + 20 + 20 * static_cast<float>(i);
    pointer(event::Press::down, r.x + 20, y);
    pointer(event::Press::move, r.x + 90, y);
    pointer(event::Press::up, r.x + 160, y);
  }
  pointer(event::Press::down, r.x + 20, r.y + 120);
  pointer(event::Press::move, r.x + 90, r.y + 120);
  pointer(event::Press::cancel, r.x + 90, r.y + 120);   // the browser took this one away
  d.settle();
  const auto strokes = read_strokes(drawn);
  BOOST_REQUIRE((strokes && strokes->lines.size() == 4u));
  for (const auto& line : strokes->lines) BOOST_TEST(int{line.front().y} == int{line.back().y});   // none runs into the next
}

BOOST_AUTO_TEST_CASE(strokes_go_back_one_by_one_or_all) {
  draw("name", 0.1f, 0.1f, 0.6f, 0.1f);
  draw("name", 0.1f, 0.3f, 0.6f, 0.3f);
  d.by_role(Role::button, "退一笔").press();
  BOOST_TEST(read_strokes(drawn)->lines.size() == 1u);
  draw("name", 0.1f, 0.3f, 0.6f, 0.3f);
  d.by_role(Role::button, "重来").press();
  BOOST_TEST(drawn.empty());
  BOOST_TEST(!d.exists(Role::button, "退一笔"));
}

BOOST_AUTO_TEST_CASE(a_thumb_leaves_a_print_where_it_lay) {
  draw("thumb", 0.4f, 0.2f, 0.42f, 0.2f);
  const auto strokes = read_strokes(print);
  BOOST_REQUIRE((strokes && strokes->thumb));
  BOOST_TEST(int{strokes->lines[0][0].x} == 107);
  BOOST_TEST(d.by_key("thumb").node().name == "请本人在这里按手印，按了手印");
  draw("thumb", 0.6f, 0.2f, 0.6f, 0.2f);   // pressed again: that one counts
  BOOST_TEST(int{read_strokes(print)->lines[0][0].x} == 153);
  BOOST_TEST(drawn.empty());
}

BOOST_AUTO_TEST_CASE(who_cannot_draw_names_a_witness) {
  d.by_role(Role::button, "写不了，口头说，请人作证").activate();
  BOOST_TEST(witness == 1);
  draw("name", 0.1f, 0.1f, 0.6f, 0.3f);
  BOOST_TEST(!d.exists(Role::button, "写不了，口头说，请人作证"));
}

BOOST_AUTO_TEST_CASE(a_full_pad_says_so_and_keeps_what_it_has) {
  for (int i = 0; i < 400 && !d.text_visible("写满了"); ++i) draw("name", 0.1f, 0.1f, 0.1f, 0.1f);
  BOOST_TEST(d.text_visible("写满了"));
  BOOST_TEST(read_strokes(drawn)->lines.size() > 100u);
}

BOOST_AUTO_TEST_SUITE_END()
