#include "ui/kit/mirror_wire.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "ui/kit/semantics.h"

namespace huzhu::ui {
namespace {

class Writer {
 public:
  void u8(std::uint32_t v) { bytes.push_back(static_cast<std::uint8_t>(v)); }
  void u16(std::uint32_t v) { u8(v & 0xFF), u8(v >> 8 & 0xFF); }
  void u32(std::uint32_t v) { u16(v & 0xFFFF), u16(v >> 16); }
  void f32(float v) {
    std::uint32_t bits;
    std::memcpy(&bits, &v, sizeof bits);
    u32(bits);
  }
  void str(const std::string& s) {
    u32(static_cast<std::uint32_t>(s.size()));
    bytes.insert(bytes.end(), s.begin(), s.end());
  }
  void rect(const Rect& r) { f32(r.x), f32(r.y), f32(r.w), f32(r.h); }

  std::vector<std::uint8_t> bytes;
};

bool same_rect(const Rect& a, const Rect& b) { return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h; }

bool same_node(const Node& a, const Node& b) {
  return a.parent == b.parent && a.pane == b.pane && a.layer == b.layer && a.role == b.role && a.flags == b.flags &&
         same_rect(a.rect, b.rect) && a.name == b.name && a.value == b.value && a.description == b.description &&
         a.error == b.error && a.level == b.level && a.set_size == b.set_size && a.position == b.position &&
         a.input_mode == b.input_mode && a.max_length == b.max_length && a.font_size == b.font_size && a.bold == b.bold;
}

bool same_pane(const Pane& a, const Pane& b) {
  return a.id == b.id && a.layer == b.layer && same_rect(a.rect, b.rect) && a.content_height == b.content_height &&
         a.scroll_top == b.scroll_top && b.scroll_request < 0;
}

void write_pane(Writer& w, const Pane& pane) {
  w.u32(pane.id);
  w.u8(static_cast<std::uint8_t>(pane.layer));
  w.rect(pane.rect);
  w.f32(pane.content_height);
  w.f32(pane.scroll_top);
  w.f32(pane.scroll_request);
}

void write_node(Writer& w, const Node& n) {
  w.u32(n.id);
  w.u32(n.parent);
  w.u32(n.pane);
  w.u8(static_cast<std::uint8_t>(n.layer));
  w.u8(static_cast<std::uint8_t>(n.role));
  w.u32(n.flags);
  w.rect(n.rect);
  w.u16(n.level);
  w.u32(n.set_size);
  w.u32(n.position);
  w.u8(static_cast<std::uint8_t>(n.input_mode));
  w.u16(n.max_length);
  w.f32(n.font_size);
  w.u8(n.bold ? 1 : 0);
  w.str(n.name);
  w.str(n.value);
  w.str(n.description);
  w.str(n.error);
}

// Nodes of one tree by id, for look-up while the other is walked.
std::vector<const Node*> by_id(const Tree& tree) {
  std::vector<const Node*> sorted;
  sorted.reserve(tree.nodes.size());
  for (const Node& n : tree.nodes) sorted.push_back(&n);
  std::sort(sorted.begin(), sorted.end(), [](const Node* a, const Node* b) { return a->id < b->id; });
  return sorted;
}

const Node* find(const std::vector<const Node*>& sorted, NodeId id) {
  const auto at = std::lower_bound(sorted.begin(), sorted.end(), id, [](const Node* n, NodeId i) { return n->id < i; });
  return at != sorted.end() && (*at)->id == id ? *at : nullptr;
}

struct Order {
  Layer layer;
  PaneId pane;
  std::uint8_t place;
  std::vector<NodeId> ids;
  bool same_group(const Node& n) const {
    return layer == n.layer && pane == n.pane && place == ((n.flags & node_after) != 0 ? 1 : 0);
  }
};

std::vector<Order> orders_of(const Tree& tree) {
  std::vector<Order> orders;
  for (const Node& n : tree.nodes) {
    auto at = std::find_if(orders.begin(), orders.end(), [&](const Order& o) { return o.same_group(n); });
    if (at == orders.end())
      at = orders.insert(orders.end(), Order{n.layer, n.pane, static_cast<std::uint8_t>((n.flags & node_after) != 0 ? 1 : 0), {}});
    at->ids.push_back(n.id);
  }
  return orders;
}

const Order* same_order(const std::vector<Order>& orders, const Order& like) {
  for (const Order& o : orders)
    if (o.layer == like.layer && o.pane == like.pane && o.place == like.place) return &o;
  return nullptr;
}

std::vector<Order> changed_orders(const Tree& before, const Tree& after) {
  const std::vector<Order> old = orders_of(before), now = orders_of(after);
  std::vector<Order> changed;
  for (const Order& o : now) {
    const Order* was = same_order(old, o);
    if (was == nullptr || was->ids != o.ids) changed.push_back(o);
  }
  for (const Order& o : old)
    if (same_order(now, o) == nullptr) changed.push_back({o.layer, o.pane, o.place, {}});
  return changed;
}

}  // namespace

std::vector<std::uint8_t> encode_diff(const Tree& before, const Tree& after) {
  const bool is_whole = before.frame == 0;
  const bool new_title = is_whole || before.title != after.title;
  const auto old_nodes = by_id(before), new_nodes = by_id(after);

  std::vector<NodeId> removed;
  if (!is_whole)
    for (const Node& n : before.nodes)
      if (find(new_nodes, n.id) == nullptr) removed.push_back(n.id);
  std::vector<const Node*> changed;
  for (const Node& n : after.nodes) {
    const Node* was = is_whole ? nullptr : find(old_nodes, n.id);
    if (was == nullptr || !same_node(*was, n) || (n.flags & node_focus) != 0) changed.push_back(&n);
  }
  const std::vector<Order> orders = is_whole ? orders_of(after) : changed_orders(before, after);
  const bool panes_same = before.panes.size() == after.panes.size() &&
                          std::equal(before.panes.begin(), before.panes.end(), after.panes.begin(), same_pane);
  if (!is_whole && !new_title && panes_same && removed.empty() && changed.empty() && orders.empty() &&
      before.overlay_open == after.overlay_open)
    return {};

  Writer w;
  w.bytes.reserve(64 + changed.size() * 96);
  w.u8(mirror_wire::version);
  w.u8((is_whole ? mirror_wire::whole : 0) | (after.overlay_open ? mirror_wire::overlay : 0) | (new_title ? mirror_wire::title : 0));
  w.u32(after.frame);
  if (new_title) w.str(after.title);
  w.u16(static_cast<std::uint32_t>(after.panes.size()));
  for (const Pane& pane : after.panes) write_pane(w, pane);
  w.u16(static_cast<std::uint32_t>(removed.size()));
  for (const NodeId id : removed) w.u32(id);
  w.u16(static_cast<std::uint32_t>(changed.size()));
  for (const Node* n : changed) write_node(w, *n);
  w.u8(static_cast<std::uint32_t>(orders.size()));
  for (const Order& o : orders) {
    w.u8(static_cast<std::uint8_t>(o.layer));
    w.u32(o.pane);
    w.u8(o.place);
    w.u16(static_cast<std::uint32_t>(o.ids.size()));
    for (const NodeId id : o.ids) w.u32(id);
  }
  return std::move(w.bytes);
}

}  // namespace huzhu::ui
