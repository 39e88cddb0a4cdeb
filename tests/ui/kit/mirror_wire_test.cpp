// The wire says what changed, the whole of it and nothing else: a reader that only knows mirror_wire.h rebuilds the tree.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstring>
#include <map>

#include "tests/ui/driver.h"
#include "ui/kit/gallery.h"
#include "ui/kit/item_hooks.h"
#include "ui/kit/mirror_wire.h"

using namespace huzhu::ui;

namespace {

class Reader {
 public:
  explicit Reader(const std::vector<std::uint8_t>& bytes) : bytes_(bytes) {}
  std::uint32_t u8() { return bytes_.at(at_++); }
  std::uint32_t u16() { const auto low = u8(); return low | u8() << 8; }
  std::uint32_t u32() { const auto low = u16(); return low | u16() << 16; }
  float f32() {
    const std::uint32_t bits = u32();
    float v;
    std::memcpy(&v, &bits, sizeof v);
    return v;
  }
  std::string str() {
    const std::uint32_t size = u32();
    const std::string s(bytes_.begin() + static_cast<long>(at_), bytes_.begin() + static_cast<long>(at_ + size));
    at_ += size;
    return s;
  }
  Rect rect() { Rect r; r.x = f32(); r.y = f32(); r.w = f32(); r.h = f32(); return r; }
  bool done() const { return at_ == bytes_.size(); }

 private:
  const std::vector<std::uint8_t>& bytes_;
  std::size_t at_ = 0;
};

// What a shell would hold.
struct Mirror {
  std::string title;
  std::uint32_t frame = 0;
  bool overlay = false;
  std::map<NodeId, Node> nodes;
  std::map<std::tuple<int, PaneId, int>, std::vector<NodeId>> orders;
  std::vector<Pane> panes;

  void take(const std::vector<std::uint8_t>& bytes) {
    if (bytes.empty()) return;
    Reader r(bytes);
    BOOST_REQUIRE(r.u8() == mirror_wire::version);
    const std::uint32_t bits = r.u8();
    if ((bits & mirror_wire::whole) != 0) nodes.clear(), orders.clear();
    overlay = (bits & mirror_wire::overlay) != 0;
    frame = r.u32();
    if ((bits & mirror_wire::title) != 0) title = r.str();
    panes.resize(r.u16());
    for (Pane& p : panes) {
      p.id = r.u32();
      p.layer = static_cast<Layer>(r.u8());
      p.rect = r.rect();
      p.content_height = r.f32();
      p.scroll_top = r.f32();
      p.scroll_request = r.f32();
    }
    for (std::uint32_t n = r.u16(); n > 0; --n) BOOST_TEST(nodes.erase(r.u32()) == 1u);
    for (std::uint32_t count = r.u16(); count > 0; --count) {
      Node n;
      n.id = r.u32();
      n.parent = r.u32();
      n.pane = r.u32();
      n.layer = static_cast<Layer>(r.u8());
      n.role = static_cast<Role>(r.u8());
      n.flags = r.u32();
      n.rect = r.rect();
      n.level = static_cast<std::uint16_t>(r.u16());
      n.set_size = r.u32();
      n.position = r.u32();
      n.input_mode = static_cast<InputMode>(r.u8());
      n.max_length = static_cast<std::uint16_t>(r.u16());
      n.font_size = r.f32();
      n.bold = r.u8() != 0;
      n.name = r.str();
      n.value = r.str();
      n.description = r.str();
      n.error = r.str();
      nodes[n.id] = n;
    }
    for (std::uint32_t count = r.u8(); count > 0; --count) {
      const int layer = static_cast<int>(r.u8());
      const PaneId pane = r.u32();
      const int place = static_cast<int>(r.u8());
      std::vector<NodeId> ids(r.u16());
      for (NodeId& id : ids) id = r.u32();
      if (ids.empty()) orders.erase({layer, pane, place});
      else orders[{layer, pane, place}] = ids;
    }
    BOOST_TEST(r.done());
  }

  void agrees_with(const Tree& tree) const {
    BOOST_TEST(nodes.size() == tree.nodes.size());
    BOOST_TEST(overlay == tree.overlay_open);
    std::map<std::tuple<int, PaneId, int>, std::vector<NodeId>> wanted;
    for (const Node& n : tree.nodes) {
      const auto at = nodes.find(n.id);
      BOOST_REQUIRE(at != nodes.end());
      BOOST_TEST(at->second.name == n.name);
      BOOST_TEST(at->second.value == n.value);
      BOOST_TEST(at->second.error == n.error);
      BOOST_TEST(at->second.rect.y == n.rect.y);
      BOOST_TEST((at->second.flags | node_focus) == (n.flags | node_focus));
      wanted[{static_cast<int>(n.layer), n.pane, (n.flags & node_after) != 0 ? 1 : 0}].push_back(n.id);
    }
    BOOST_TEST((orders == wanted));
    BOOST_TEST(panes.size() == tree.panes.size());
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(mirror)

BOOST_AUTO_TEST_CASE(diffs_rebuild_every_tree) {
  GalleryState state;
  KitHost host([&](Kit& kit) { gallery_screen(kit, state); });
  Driver d(program_of(host));
  Mirror mirror;
  Tree before;
  const auto follow = [&] {
    mirror.take(encode_diff(before, d.tree()));
    mirror.agrees_with(d.tree());
    before = d.tree();
  };
  d.resize(360, 800);
  follow();
  d.by_role(Role::textbox, "姓名").type("马玉莲");
  follow();
  d.by_role(Role::radio, "老两口").press();
  follow();
  d.by_role(Role::button, "打开弹层").press();
  follow();
  d.send(event::Key{"Escape", false, false, false});
  follow();
  d.by_role(Role::button, "出一条提示").press();
  follow();
  d.advance(9000);
  follow();
  d.resize(800, 1280);
  follow();
}

BOOST_AUTO_TEST_CASE(a_small_change_is_a_small_message) {
  GalleryState state;
  KitHost host([&](Kit& kit) { gallery_screen(kit, state); });
  Driver d(program_of(host));
  d.resize(360, 800);
  const Tree before = d.tree();
  BOOST_TEST(encode_diff(before, before).empty());
  const std::size_t whole = encode_diff({}, before).size();
  d.by_role(Role::textbox, "姓名").type("马");
  const auto bytes = encode_diff(before, d.tree());
  BOOST_TEST(!bytes.empty());
  BOOST_TEST(bytes.size() < whole / 10);
}

BOOST_AUTO_TEST_CASE(every_item_imgui_knows_has_a_node) {
  GalleryState state;
  KitHost host([&](Kit& kit) { gallery_screen(kit, state); });
  Driver d(program_of(host));
  d.resize(360, 800);
  watch_items();
  host.kit.invalidate();
  d.settle();
  const std::vector<unsigned> reported = take_reported_items();
  BOOST_TEST(reported.size() > 50u);
  for (const unsigned id : reported)
    BOOST_TEST(std::any_of(d.tree().nodes.begin(), d.tree().nodes.end(), [id](const Node& n) { return n.id == id; }));
  BOOST_TEST(text_faults().empty());
}

BOOST_AUTO_TEST_SUITE_END()
