// An icon put down again looks as it was drawn, wherever it stands.
#include <boost/test/unit_test.hpp>
#include <imgui.h>
#include <imgui_internal.h>

#include "tests/ui/driver.h"
#include "ui/kit/icon_cache.h"

using namespace huzhu::ui;

namespace {

// A list of its own, with the kit's atlas; the shapes are those icons are made of.
struct Fixture {
  KitHost host{[](Kit& kit) { kit.screen({"icons", Str::app_name, false}); }};
  Driver d{program_of(host)};
  ImDrawList list{nullptr};
  IconCache cache;
  IconCache::Key key{Icon::clock, 24, Colour::ink, 0xff102030};

  Fixture() {
    d.resize(360, 800);
    list._SetDrawListSharedData(ImGui::GetDrawListSharedData());
    start();
  }
  void start() {
    list._ResetForNewFrame();
    list.PushClipRectFullScreen();
    list.PushTexture(ImGui::GetIO().Fonts->TexRef);
  }
  void draw(float x, float y) {
    list.AddCircle(ImVec2(x + 12, y + 12), 9, key.ink, 0, 2);
    list.AddCircleFilled(ImVec2(x + 12, y + 12), 2, key.ink);
    list.AddLine(ImVec2(x + 12, y + 12), ImVec2(x + 12, y + 6), key.ink, 2);
  }
  void record(float x, float y) {
    BOOST_TEST(!cache.put(&list, key, x, y));   // as the kit does
    const IconCache::Recording recording(cache, &list, key, x, y);
    draw(x, y);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(icon_cache, Fixture)

BOOST_AUTO_TEST_CASE(it_stands_elsewhere_as_it_was_drawn) {
  list.AddRectFilled(ImVec2(0, 0), ImVec2(5, 5), key.ink);   // so that it does not begin at the first vertex
  record(10, 20);
  list.AddRectFilled(ImVec2(0, 0), ImVec2(9, 9), key.ink);
  const int vertex = list.VtxBuffer.Size, index = list.IdxBuffer.Size;
  BOOST_REQUIRE(cache.put(&list, key, 107.5f, 300.25f));
  const int vertices = list.VtxBuffer.Size - vertex, indices = list.IdxBuffer.Size - index;
  draw(107.5f, 300.25f);
  BOOST_REQUIRE(list.VtxBuffer.Size == vertex + 2 * vertices);
  BOOST_REQUIRE(list.IdxBuffer.Size == index + 2 * indices);
  for (int i = 0; i < vertices; ++i) {
    const ImDrawVert &put = list.VtxBuffer[vertex + i], &drawn = list.VtxBuffer[vertex + vertices + i];
    BOOST_TEST(put.pos.x == drawn.pos.x, boost::test_tools::tolerance(1e-5f));
    BOOST_TEST(put.pos.y == drawn.pos.y, boost::test_tools::tolerance(1e-5f));
    BOOST_TEST((put.uv.x == drawn.uv.x && put.uv.y == drawn.uv.y && put.col == drawn.col));
  }
  for (int i = 0; i < indices; ++i) BOOST_TEST(list.IdxBuffer[index + i] + vertices == list.IdxBuffer[index + indices + i]);
}

BOOST_AUTO_TEST_CASE(another_colour_or_size_is_drawn_anew) {
  record(0, 0);
  IconCache::Key other = key;
  other.ink = 0xff405060;   // the palette changed
  BOOST_TEST(!cache.put(&list, other, 0, 0));
  other = key;
  other.size = 32;
  BOOST_TEST(!cache.put(&list, other, 0, 0));
  BOOST_TEST(cache.put(&list, key, 0, 0));
}

BOOST_AUTO_TEST_CASE(a_grown_atlas_is_drawn_anew) {
  record(0, 0);
  BOOST_TEST(cache.put(&list, key, 0, 0));
  ImVec2& white = ImGui::GetDrawListSharedData()->TexUvWhitePixel;
  const ImVec2 before = white;
  white = ImVec2(before.x / 2, before.y / 2);
  BOOST_TEST(!cache.put(&list, key, 0, 0));
  white = before;
}

BOOST_AUTO_TEST_CASE(what_two_runs_of_vertices_share_is_not_kept) {
  list.Flags |= ImDrawListFlags_AllowVtxOffset;
  for (int i = 0; i < 16383; ++i) list.AddRectFilled(ImVec2(0, 0), ImVec2(5, 5), key.ink);   // 65,532 vertices of 65,536
  record(0, 0);
  BOOST_TEST(!cache.put(&list, key, 0, 0));
}

BOOST_AUTO_TEST_SUITE_END()
