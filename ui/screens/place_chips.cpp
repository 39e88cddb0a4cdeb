#include "ui/screens/place_chips.h"

#include "core/registry/pinyin.h"

namespace huzhu::ui {
namespace {

// As many as the eye takes in.
constexpr std::size_t at_once = 12, found = 8;

std::vector<const people::Place*> offered(const std::vector<people::Place>& places, const std::string& typed, std::int64_t area) {
  std::vector<const people::Place*> shown;
  const auto show = [&](auto&& fits) {
    for (const people::Place& p : places)
      if (fits(p)) shown.push_back(&p);
  };
  if (places.size() <= at_once) {
    show([](const people::Place&) { return true; });
    return shown;
  }
  const auto chosen = [&](const people::Place& p) { return p.area == area; };
  show(chosen);
  show([&](const people::Place& p) {
    return shown.size() < found && !chosen(p) && (p.name.find(typed) != std::string::npos || registry::initials(p.name).starts_with(typed));
  });
  return shown;
}

}  // namespace

bool place_chips(Kit& kit, const PlaceChips& chips, const std::vector<people::Place>& places, FunctionRef<Text(const people::Place&)> word,
                 std::string& typed, std::int64_t& area) {
  if (places.size() == 1) {
    area = places.front().area;
    return false;
  }
  const std::string village = chips.key + ".village";
  const std::vector<const people::Place*> shown = offered(places, typed, area);
  bool changed = false;
  if (places.size() > at_once) {
    changed = kit.field((village + "_find").c_str(), typed,
                        {.label = chips.label, .kind = FieldKind::search, .placeholder = chips.find, .icon = Icon::pin, .clear = true, .max_length = 20}).changed;
    if (shown.empty()) kit.label(chips.none);
  } else {
    kit.label(chips.label);
  }
  kit.space(8);
  if (chips.cards) {
    std::vector<Choice> choices;
    int selected = -1;
    for (const people::Place* p : shown) {
      if (p->area == area) selected = static_cast<int>(choices.size());
      choices.push_back({.word = word(*p), .icon = Icon::pin});
    }
    if (!kit.radio_cards((village + "s").c_str(), chips.label, choices, selected)) return changed;
    area = shown[static_cast<std::size_t>(selected)]->area;
    return true;
  }
  kit.chips((village + "s").c_str(), chips.label, static_cast<int>(shown.size()), [&](int i) {
    const people::Place& p = *shown[static_cast<std::size_t>(i)];
    if (kit.chip(Id(village, static_cast<std::uint64_t>(p.area)), word(p), area == p.area)) {
      area = p.area;
      changed = true;
    }
  });
  return changed;
}

}  // namespace huzhu::ui
