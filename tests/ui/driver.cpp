#include "tests/ui/driver.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "ui/kit/fixed_font.h"
#include "ui/kit/state.h"

namespace huzhu::ui {
namespace {

constexpr const char* role_names[] = {"none",   "text",     "heading", "button",      "link",   "checkbox", "radio",     "switch",
                                      "tab",    "textbox",  "textarea", "searchbox",  "combobox", "option", "list",      "listitem",
                                      "table",  "row",      "cell",    "columnheader", "dialog", "group",    "image",     "progressbar",
                                      "status", "alert",    "navigation", "radiogroup", "tablist", "form", "listbox", "tabpanel"};

bool is_interactive(const Node& n) {
  switch (n.role) {
    case Role::button:
    case Role::link:
    case Role::checkbox:
    case Role::radio:
    case Role::switch_:
    case Role::tab:
    case Role::textbox:
    case Role::textarea:
    case Role::searchbox:
    case Role::combobox:
    case Role::option: return true;
    case Role::row: return (n.flags & node_still) == 0;
    default: return false;
  }
}

bool is_text_input(const Node& n) { return n.role == Role::textbox || n.role == Role::textarea || n.role == Role::searchbox; }

// The headless host's renderer: textures count as uploaded.
void accept_textures() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates) {
      texture->SetTexID(1);
      texture->SetStatus(ImTextureStatus_OK);
    } else if (texture->Status == ImTextureStatus_WantDestroy) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    }
  }
}

bool stands_alone(const Node& n) {
  const bool words = n.role == Role::text || n.role == Role::heading || n.role == Role::image || n.role == Role::progressbar;
  return words && n.rect.w > 0 && n.rect.h > 0;
}

bool intersects(const Rect& a, const Rect& b) {
  constexpr float slack = 0.75f;
  return a.x + slack < b.x + b.w && b.x + slack < a.x + a.w && a.y + slack < b.y + b.h && b.y + slack < a.y + a.h;
}

std::string describe(const Node& n) {
  std::ostringstream out;
  out << role_names[static_cast<int>(n.role)] << " \"" << n.name << "\" (" << n.key << ") at " << n.rect.x << "," << n.rect.y << " "
      << n.rect.w << "×" << n.rect.h;
  return out.str();
}

}  // namespace

const char* role_name(Role role) { return role_names[static_cast<int>(role)]; }

KitHost::KitHost(std::function<void(Kit&)> draw) : kit(fixed_metric_loader()), screen(std::move(draw)) { audit_ink(true); }

Driver::Driver(Driven program) : program_(std::move(program)) {}

void Driver::settle() {
  for (int i = 0; i < 500; ++i) {  // a sync applies what it received in slices, each with a frame of its own
    if (!program_.frame(now_)) return;
    ++frames_;
    accept_textures();
  }
  throw DriverError("the program keeps drawing: it never settles");
}

void Driver::advance(double ms) {
  const double end = now_ + ms;
  for (int i = 0; i < 1000; ++i) {
    const double due = program_.deadline_ms();
    if (due < 0 || due > end) break;
    now_ = std::max(now_, due);
    settle();
    if (program_.deadline_ms() >= 0 && program_.deadline_ms() <= now_) throw DriverError("a deadline that has passed stays");
  }
  now_ = end;
  settle();
}

void Driver::send(const Event& event) {
  program_.handle(event);
  settle();
}

void Driver::resize(float width, float height, bool fine_pointer, float pixel_ratio) {
  send(event::Resize{width, height, pixel_ratio, 0, 0, 0, 0, fine_pointer});
}

void Driver::scroll(std::string_view pane_key, float scroll_top) {
  for (const Pane& p : tree().panes)
    if (p.key == pane_key) return send(event::Scroll{p.id, scroll_top});
  throw DriverError("no pane " + std::string(pane_key));
}

const Node* Driver::find(NodeId id) const {
  for (const Node& n : tree().nodes)
    if (n.id == id) return &n;
  return nullptr;
}

bool Driver::exists(Role role, std::string_view name) const {
  return std::any_of(tree().nodes.begin(), tree().nodes.end(), [&](const Node& n) { return n.role == role && n.name.starts_with(name); });
}

bool Driver::text_visible(std::string_view text) const {
  return std::any_of(tree().nodes.begin(), tree().nodes.end(), [&](const Node& n) {
    return n.name.find(text) != std::string::npos || n.value.find(text) != std::string::npos || n.error.find(text) != std::string::npos;
  });
}

Driver::Handle Driver::by_role(Role role, std::string_view name) {
  const Node *exact = nullptr, *prefixed = nullptr;
  int exact_count = 0, prefixed_count = 0;
  for (const Node& n : tree().nodes) {
    if (n.role != role) continue;
    if (tree().overlay_open && n.layer == Layer::base) continue;
    if (n.name == name) exact = &n, ++exact_count;
    else if (n.name.starts_with(name)) prefixed = &n, ++prefixed_count;
  }
  const std::string what = std::string(role_name(role)) + " \"" + std::string(name) + "\"";
  if (exact_count > 1 || (exact_count == 0 && prefixed_count > 1)) throw DriverError("several: " + what + "\n" + outline());
  const Node* found = exact != nullptr ? exact : prefixed;
  if (found == nullptr) throw DriverError("none: " + what + "\n" + outline());
  return {*this, found->id, what};
}

Driver::Handle Driver::by_key(std::string_view key) {
  for (const Node& n : tree().nodes)
    if (n.key == key) return {*this, n.id, std::string(key)};
  throw DriverError("none with key " + std::string(key) + "\n" + outline());
}

PaneId Driver::pane_at(float x, float y, float* scroll_top) const {
  const Layer top = tree().overlay_open ? Layer::overlay : Layer::base;
  for (const Pane& p : tree().panes)
    if (p.layer == top && p.rect.contains(x, y)) {
      *scroll_top = p.scroll_top;
      return p.id;
    }
  *scroll_top = 0;
  return 0;
}

const Node* Driver::topmost_at(float x, float y) const {
  const Layer top = tree().overlay_open ? Layer::overlay : Layer::base;
  const Node* found = nullptr;
  for (const Node& n : tree().nodes) {
    if (n.layer != top || !is_interactive(n)) continue;
    if (n.pane == 0) {
      if (n.rect.contains(x, y)) found = &n;
      continue;
    }
    for (const Pane& p : tree().panes)
      if (p.id == n.pane && p.rect.contains(x, y) && n.rect.contains(x - p.rect.x, y - p.rect.y + p.scroll_top)) found = &n;
  }
  return found;
}

Driver::Point Driver::into_view(NodeId id) {
  const Node* n = find(id);
  if (n == nullptr) throw DriverError("the node is gone");
  if (n->pane != 0) {
    for (const Pane& p : tree().panes) {
      if (p.id != n->pane) continue;
      const bool shown = n->rect.y >= p.scroll_top && n->rect.y + n->rect.h <= p.scroll_top + p.rect.h;
      if (shown) break;
      const float furthest = std::max(0.0f, p.content_height - p.rect.h);
      send(event::Scroll{p.id, std::clamp(n->rect.y - (p.rect.h - n->rect.h) / 2, 0.0f, furthest)});
      break;
    }
    n = find(id);
    if (n == nullptr) throw DriverError("the node went when it was scrolled into view");
  }
  Point at{n->rect.x + n->rect.w / 2, n->rect.y + n->rect.h / 2};
  for (const Pane& p : tree().panes)
    if (p.id == n->pane) {
      at.x += p.rect.x;
      at.y += p.rect.y - p.scroll_top;
    }
  return at;
}

void Driver::finger_down(float x, float y) {
  float scroll_top = 0;
  const PaneId pane = pane_at(x, y, &scroll_top);
  send(event::Pointer{event::Press::down, x, y, tree().frame, pane, scroll_top, true});
}

void Driver::finger_up(float x, float y) {
  float scroll_top = 0;
  const PaneId pane = pane_at(x, y, &scroll_top);
  send(event::Pointer{event::Press::up, x, y, tree().frame, pane, scroll_top, true});
}

std::string Driver::outline() const {
  std::ostringstream out;
  for (const Node& n : tree().nodes) {
    out << (n.parent != 0 ? "    " : "  ") << describe(n);
    if (!n.value.empty()) out << " = " << n.value;
    if ((n.flags & node_disabled) != 0) out << " disabled: " << n.description;
    if ((n.flags & node_checked) != 0) out << " checked";
    if ((n.flags & node_selected) != 0) out << " selected";
    if (!n.error.empty()) out << " error: " << n.error;
    out << '\n';
  }
  return out.str();
}

void Driver::Handle::press() {
  const Point at = driver_.into_view(id_);
  const Node* top = driver_.topmost_at(at.x, at.y);
  if (top == nullptr || top->id != id_) throw DriverError("something lies over " + what_ + ": " + (top == nullptr ? std::string("nothing to press there") : describe(*top)));
  if (is_text_input(*top)) {   // the press stays in the DOM, which focuses the input
    driver_.send(event::Focus{id_});
    return;
  }
  driver_.finger_down(at.x, at.y);
  driver_.finger_up(at.x, at.y);
}

void Driver::Handle::activate() {
  node();
  driver_.send(event::Activate{id_});
}

void Driver::Handle::type(std::string_view text) {
  if (!is_text_input(node())) throw DriverError(what_ + " takes no text");
  driver_.send(event::Focus{id_});
  driver_.send(event::Text{id_, std::string(text)});
}

const Node& Driver::Handle::node() const {
  const Node* n = driver_.find(id_);
  if (n == nullptr) throw DriverError(what_ + " is gone");
  return *n;
}

std::vector<std::string> layout_faults(const Tree& tree, float window_width, float target_floor) {
  std::vector<std::string> faults;
  constexpr float slack = 0.75f;
  for (const Node& n : tree.nodes) {
    float width = window_width;
    for (const Pane& p : tree.panes)
      if (p.id == n.pane) width = p.rect.w;
    if (n.rect.w > 0 && (n.rect.x < -slack || n.rect.x + n.rect.w > width + slack)) faults.push_back("leaves its pane: " + describe(n));
    if (is_interactive(n) && !is_text_input(n) && (n.rect.h < target_floor - slack || n.rect.w < target_floor - slack))
      faults.push_back("smaller than " + std::to_string(static_cast<int>(target_floor)) + ": " + describe(n));
    if (is_interactive(n) && n.name.empty()) faults.push_back("has no name: " + describe(n));
  }
  for (std::size_t i = 0; i < tree.nodes.size(); ++i)
    for (std::size_t j = i + 1; j < tree.nodes.size(); ++j) {
      const Node &a = tree.nodes[i], &b = tree.nodes[j];
      if (!is_interactive(a) || !is_interactive(b) || a.pane != b.pane || a.layer != b.layer) continue;
      if (intersects(a.rect, b.rect)) faults.push_back("overlap: " + describe(a) + " and " + describe(b));
    }
  // Words and pictures that stand by themselves keep clear of each other and of what can be pressed.
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const Node& a = tree.nodes[i];
    if (!stands_alone(a)) continue;
    for (std::size_t j = 0; j < tree.nodes.size(); ++j) {
      const Node& b = tree.nodes[j];
      if (j == i || (stands_alone(b) && j < i) || !(stands_alone(b) || is_interactive(b)) || a.pane != b.pane || a.layer != b.layer || a.parent == b.id || b.parent == a.id) continue;
      if (intersects(a.rect, b.rect)) faults.push_back("overlap: " + describe(a) + " and " + describe(b));
    }
  }
  for (std::size_t i = 0; i < tree.nodes.size(); ++i)
    for (std::size_t j = i + 1; j < tree.nodes.size(); ++j)
      if (tree.nodes[i].id == tree.nodes[j].id) faults.push_back("two nodes with one id: " + describe(tree.nodes[i]));
  return faults;
}

std::vector<std::string> text_faults() {
  std::vector<std::string> faults;
  for (const std::string& words : last_audit().cut_texts) faults.push_back("cut: " + words);
  for (const std::string& node : last_audit().ownerless) faults.push_back("text without a node: " + node);
  for (const std::string& words : last_audit().spilled) faults.push_back("spilled: " + words);
  if (last_audit().unsettled) faults.push_back("the layout never settles");
  return faults;
}

}  // namespace huzhu::ui
