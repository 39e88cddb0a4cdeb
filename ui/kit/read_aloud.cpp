#include "ui/kit/read_aloud.h"

#include "ui/text/text.h"

namespace huzhu::ui {
namespace {

bool is_holder(Role role) {
  switch (role) {
    case Role::list:
    case Role::table:
    case Role::radiogroup:
    case Role::tablist:
    case Role::navigation:
    case Role::dialog:
    case Role::form: return true;
    default: return false;
  }
}

// Bars hold acts that are the same on every screen; of them only the title tells where one is.
bool belongs_to_page(const Tree& tree, const Node& node) {
  if (node.pane != 0 || node.layer == Layer::overlay || node.role == Role::heading) return true;
  if ((node.flags & node_after) == 0) return false;
  for (const Node& other : tree.nodes)
    if (other.id == node.parent) return other.role != Role::navigation;
  return node.role != Role::navigation;
}

bool ends_a_sentence(std::string_view words) {
  for (const std::string_view mark : {"。", "？", "?", ".", "！", "：", "，"})
    if (words.size() >= mark.size() && words.substr(words.size() - mark.size()) == mark) return true;
  return false;
}

std::string words_of(const Node& node) {
  std::string out = node.name;
  const bool typed = node.role == Role::textbox || node.role == Role::textarea || node.role == Role::searchbox;
  if (typed && (node.flags & node_password) == 0 && !node.value.empty()) out += std::string(catalogue(Str::comma)) + node.value;
  if ((node.flags & node_checked) != 0) out += std::string(catalogue(Str::comma)) + Text(Str::spoken_chosen).plain();
  if (!node.error.empty()) out += std::string(catalogue(Str::comma)) + node.error;
  return out;
}

}  // namespace

std::string spoken_words(const Tree& tree) {
  std::string out, before;
  const Layer layer = tree.overlay_open ? Layer::overlay : Layer::base;
  for (const Node& node : tree.nodes) {
    if (node.layer != layer || is_holder(node.role) || !belongs_to_page(tree, node)) continue;
    const std::string words = words_of(node);
    if (words.empty() || words == before) continue;
    before = words;
    out += words;
    if (!ends_a_sentence(words)) out += catalogue(Str::full_stop);
  }
  return out;
}

}  // namespace huzhu::ui
