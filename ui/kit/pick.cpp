// Pick: one of many, found by typing. Closed it is a box with what is chosen; open it is a list under a search field,
// on a sheet of its own, or on the desk over the box. Thousands of options cost what can be seen of them.
#include <algorithm>

#include "ui/kit/state.h"

namespace huzhu::ui {
namespace {

constexpr float padding = 14, inner_gap = 10;

// One line of the list; true when it was pressed.
bool option_line(KitState& s, const Id& id, const PickOption& option, bool chosen) {
  constexpr float side = 12;
  const float tick = s.theme.size(Size::icon), words_w = s.place->w - 2 * side - tick - inner_gap;
  const TextBlock word = s.block(option.word, Type::body, chosen, words_w), second = s.block(option.second, Type::note, false, words_w);
  const float h = std::max({s.theme.size(Size::button), word.height + second.height + 16, s.place->row_height});
  const bool ruled = s.place->last != Flow::nothing;
  const Rect r = s.take(h, Flow::block, word.width + 2 * side + tick + inner_gap);
  Node& n = s.add_node(id, Role::option, r, option.word + option.second);
  n.flags |= chosen ? node_selected : 0u;
  const NodeId node = n.id;
  const Part part = s.touch(node, r, false);
  const Rect ground{r.x, r.y + 1, r.w, r.h - 1};
  if (chosen || part.pressed) s.fill(ground, Colour::primary_soft, 10);
  else if (part.hovered) s.fill(ground, Colour::paper, 10);
  if (ruled) s.line(r.x + side, r.y + 0.5f, r.x + r.w - side, r.y + 0.5f, Colour::rule, 1);
  const Colour ink = chosen ? Colour::on_primary_soft : Colour::ink;
  const float top = r.y + (r.h - word.height - second.height) / 2;
  s.put(word, r.x + side, top, words_w, 0, ink, node);
  s.put(second, r.x + side, top + word.height, words_w, 0, Colour::ink2, node);
  if (chosen) s.icon(Icon::check, r.x + r.w - side - tick, r.y + (r.h - tick) / 2, tick, ink);
  s.ring({r.x + 5, r.y + 6, r.w - 10, r.h - 11}, 8, part);
  return part.activated;
}

void search(PickState& state, int count, FunctionRef<bool(int, std::string_view)> fits) {
  if (state.searched_of == count && state.searched == state.typed) return;
  state.found.clear();
  for (int i = 0; i < count; ++i)
    if (state.typed.empty() || fits(i, state.typed)) state.found.push_back(i);
  state.searched = state.typed;
  state.searched_of = count;
}

}  // namespace

bool KitState::choice_box(const Id& id, const Pick& pick, const Text& shown, const Text& ok, bool open, Rect* at) {
  const bool disabled = !pick.disabled.empty(), empty = shown.empty(), invalid = !pick.error.empty();
  const NodeId node = node_id(id, Role::combobox);
  lead_in(Flow::block);
  label_above(pick.label, node);
  const float size = theme.size(Size::icon), lead = pick.icon == Icon::none ? 0 : size + inner_gap;
  const float words_w = place->w - 2 * padding - lead - size - inner_gap;
  const TextBlock words = block(empty ? pick.placeholder : shown, Type::body, false, words_w);
  const Rect r = *at = {place->x, place->y, place->w, std::max(theme.size(Size::field), words.height + 16)};
  Node& n = add_node(id, Role::combobox, r, pick.label);
  n.value = (empty ? pick.placeholder : shown).plain();
  n.flags |= node_expandable | (open ? node_expanded : 0u) | (disabled ? node_disabled : 0u) | (invalid ? node_invalid : 0u) |
             (pick.required ? node_required : 0u);
  n.error = pick.error.plain();
  n.description = disabled ? pick.disabled.plain() : !ok.empty() ? ok.plain() : pick.help.plain();
  const Part part = touch(node, r, disabled);
  const Colour border = invalid ? Colour::danger : disabled ? Colour::rule : part.focused ? Colour::focus : part.hovered ? Colour::ink : Colour::edge;
  fill_stroked(r, disabled ? Colour::sunken : part.pressed ? Colour::primary_soft : Colour::sheet, border, tokens::radius_field, 2);
  icon(pick.icon, r.x + padding, r.y + (r.h - size) / 2, size, disabled ? Colour::ink3 : Colour::ink);
  icon(Icon::down, r.x + r.w - padding - size, r.y + (r.h - size) / 2, size, disabled ? Colour::ink3 : Colour::primary);
  const Colour ink = disabled || empty ? (theme.elder() ? Colour::ink2 : Colour::ink3) : Colour::ink;
  put_middle(words, {r.x + padding + lead, r.y, words_w, r.h}, 0, ink, node);
  ring(r, tokens::radius_field, part);
  place->y += r.h;
  sentence_below(pick.error, ok, pick.help, node);
  lead_out(Flow::block, place->y);
  place->natural = std::max(place->natural, 240.0f);
  return part.activated;
}

bool Kit::pick(const Id& id, PickState& state, int count, int& chosen, const Pick& pick, FunctionRef<PickOption(int)> one,
               FunctionRef<bool(int, std::string_view)> fits) {
  KitState& s = *state_;
  const PaneId pane = pane_id({id.key + ".list", "pane"});
  const PickOption shown = chosen >= 0 && chosen < count ? one(chosen) : PickOption();
  Rect r;
  if (s.choice_box(id, pick, shown.word, {}, state.open, &r)) {
    state = {.open = true};
    s.panes[pane].request = 0;
  }
  if (!state.open) return false;

  const Rect over{r.x + s.ox, r.y + s.oy, r.w, r.h};
  const float field_h = std::max(s.theme.size(Size::field), s.theme.type(Type::body).line + 16);
  const float line = std::max(s.theme.size(Size::button), s.theme.type(Type::body).line + s.theme.type(Type::note).line + 16);
  // As high as the whole list would be, so that it does not jump while one types; on the desk eight lines.
  const float lines = static_cast<float>(s.theme.desk() ? std::min(count, 8) : std::min(count, 100));
  const Id search_id(id.key, "search");
  if (!s.overlay_was_open && (s.fine_pointer || s.focus_by_key)) s.wants_focus = search_id.key;
  int now = -1;
  const bool close = s.open_overlay(
      {id.key, "sheet"}, pick.label, {.close_button = true, .over = s.theme.desk() ? &over : nullptr, .fixed = field_h + 12, .body = lines * line + 24},
      [&](const Rect& at) {
        const Field field{.kind = FieldKind::search, .placeholder = pick.find, .icon = Icon::search, .clear = true, .max_length = 40};
        if (s.draw_field(search_id, state.typed, field, {at.x, at.y, at.w, field_h}).changed) s.panes[pane].request = 0;
      },
      [&] {
        search(state, count, fits);
        if (state.found.empty()) {
          alert_line(Icon::info, pick.none, Tone::quiet);
          return;
        }
        s.rows_of({id.key, "options"}, Role::listbox, pick.label, static_cast<int>(state.found.size()), [&](int i) {
          const int at = state.found[static_cast<std::size_t>(i)];
          const PickOption offered = one(at);
          if (option_line(s, {id.key + ".option", offered.key}, offered, at == chosen)) now = at;
        });
      });
  // Enter in the search field takes the one that is left; of several the person chooses.
  if (state.found.size() == 1 && !state.typed.empty() && s.take_key("Enter")) now = state.found.front();
  if (close || now >= 0) state = {};
  if (close || now >= 0) s.unsettled = true;
  if (now < 0 || now == chosen) return false;
  chosen = now;
  return true;
}

}  // namespace huzhu::ui
