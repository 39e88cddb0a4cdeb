// Rows: one record in a list. One node whose name joins its parts; an act at the right is a node of its own.
#include <algorithm>
#include <cmath>

#include "ui/kit/state.h"

namespace huzhu::ui {
namespace {

constexpr float padding_x = 12, padding_y = 10, part_gap = 12;

// All measures of one row, found before anything is drawn.
struct RowLayout {
  float lead_w = 0;              // tile, icon or text column, with its part_gap
  float trail_w = 0;             // mark, value, badge, chevron at the right
  float act_w = 0;
  bool act_below = false;        // large letters, narrow window: the act gets a line of its own
  float body_w = 0;
  bool two_lines = false;        // mark on the name's line, note on the second
  bool below = false;            // mark under the name: narrow windows
  bool lead_above = false;       // the text column is the first line instead
  bool tags_beside = false;      // there is room: the tags follow the second line
  bool aside_second = false;     // no room beside the name: before the second line or the tags
  TextBlock name, aside, second, third, lead, note, value;
  float name_h = 0, body_h = 0;
};

float tag_line(KitState& s) { return std::max(s.tag_height(), s.theme.type(Type::note).line + 4); }

float lead_width(KitState& s, const Row& row, RowLayout& l) {
  if (!row.surname.empty() || row.icon_tile) return s.theme.size(Size::tile) + part_gap;
  if (row.icon != Icon::none) return s.theme.pick(28, 36) + part_gap;
  if (row.lead.empty()) return 0;
  l.lead = s.block(row.lead, Type::label, false, 120);
  return std::max(84.0f * s.theme.factor(), l.lead.width) + part_gap;
}

// What stands at the right, apart from the act.
float trail_width(KitState& s, const Row& row, RowLayout& l, bool with_mark) {
  float w = 0;
  const auto add = [&w](float part) {
    if (part > 0) w += part + (w > 0 ? 8 : 0);
  };
  if (with_mark) add(s.mark_width(row.mark));
  if (!row.value.empty()) {
    l.value = s.block(row.value, row.value_bold ? Type::body : Type::note, row.value_bold, s.place->w * 0.5f);
    add(l.value.width);
  }
  add(s.badge_width(row.badge));
  if (row.chevron) add(20);
  return w;
}

RowLayout measure_row(KitState& s, const Row& row, float w) {
  RowLayout l;
  const float inner = w - 2 * padding_x;
  l.lead_w = lead_width(s, row, l);
  if (!row.act.empty()) {
    const Button button{.kind = row.act_quiet ? ButtonKind::quiet : ButtonKind::secondary, .icon = row.act_icon, .fit = true};
    l.act_w = std::max(s.button_width(row.act, button), s.theme.size(Size::target)) + part_gap;
  }
  // The largest letters on the narrowest phone: the day stands above what happened, not beside it.
  const bool lead_column = l.lead_w > 0 && !row.lead.empty() && row.surname.empty() && row.icon == Icon::none;
  l.lead_above = lead_column && inner - l.lead_w < std::max(s.mark_width(row.mark), 5 * s.theme.type(Type::body).size);
  if (l.lead_above) l.lead_w = 0;
  l.two_lines = !row.note.empty();
  l.note = s.block(row.note, Type::note, false, inner * 0.6f);
  l.trail_w = trail_width(s, row, l, true);
  const Type name_type = row.small_name || s.theme.desk() ? Type::body : Type::lead;
  const float least_body = std::max(std::min(measure(s.fonts, row.name, s.theme.type(name_type), true), 120.0f), 96.0f);
  l.act_below = l.act_w > 0 && inner - l.lead_w - l.act_w < std::max(least_body, s.mark_width(row.mark));
  if (l.act_below) l.act_w = 0;
  const float room = inner - l.lead_w - l.act_w;
  const bool has_mark = row.mark.kind != MarkKind::none;
  l.below = has_mark && (s.window_w < 340 || room - l.trail_w - part_gap < least_body);
  if (l.below) {
    l.two_lines = false;
    l.trail_w = trail_width(s, row, l, false);
  }
  const float beside = l.trail_w > 0 ? l.trail_w + part_gap : 0;
  l.body_w = std::max(40.0f, room - beside);
  const float wide = l.two_lines && !l.below ? room : l.body_w;   // the second line has only the note beside it

  l.aside = s.block(row.aside, Type::label, false, l.body_w);
  const float aside_w = row.aside.empty() ? 0 : l.aside.width + 8;
  l.name = s.block(row.name, name_type, true, l.body_w);
  l.aside_second = aside_w > 0 && (l.name.lines() > 1 || l.name.width + aside_w > l.body_w);
  l.name_h = l.name.height + (l.lead_above ? l.lead.height : 0);
  const bool aside_in_tags = l.aside_second && row.second.empty() && !row.tags.empty();
  const Text second = l.aside_second && !aside_in_tags ? row.aside + row.second : row.second;
  l.second = s.block(second, Type::label, false, l.two_lines ? std::max(60.0f, wide - l.note.width - 8) : l.body_w);
  l.third = s.block(row.third, Type::label, false, l.body_w - s.theme.pick(22, 28));
  l.body_h = l.name_h + l.second.height + l.third.height;
  if (!row.tags.empty() && !row.second.empty() && l.second.lines() == 1) {
    float all = l.second.width + 10;
    for (const Text& tag : row.tags) all += s.tag_width(tag) + 6;
    l.tags_beside = all <= (l.two_lines ? wide - l.note.width - 8 : l.body_w);
  }
  if (!row.tags.empty()) l.body_h += tag_line(s) + 2 - (l.tags_beside ? l.second.height : 0);
  if (l.below) l.body_h += s.mark_height() + 4;
  if (l.below && !row.note.empty()) l.body_h += l.note.height;
  return l;
}

std::string spoken(const KitState& s, const Row& row) {
  Text all = row.name + row.aside + row.second;
  for (const Text& tag : row.tags) all = all + tag;
  all = all + row.third + row.lead + verbatim(mark_words(s, row.mark)) + row.note + row.value;
  if (row.badge > 0) all = all + say(Str::badge_spoken, row.badge);
  return all.plain();
}

void draw_lead(KitState& s, const Row& row, const RowLayout& l, const Rect& r, Colour words, NodeId node) {
  const float x = r.x + padding_x, tile = s.theme.size(Size::tile);
  if (!row.surname.empty()) {
    s.tile(row.surname, {x, r.y + (r.h - tile) / 2, tile, tile}, node);
  } else if (row.icon_tile) {
    const Rect at{x, r.y + (r.h - tile) / 2, tile, tile};
    s.fill(at, row.tone == Tone::danger ? Colour::danger_soft : Colour::tile, tokens::radius_tile);
    const float size = s.theme.pick(28, 36);
    s.icon(row.icon, at.x + (tile - size) / 2, at.y + (tile - size) / 2, size, words);
  } else if (row.icon != Icon::none) {
    const float size = s.theme.pick(26, 34);
    s.icon(row.icon, x + 1, r.y + (r.h - size) / 2, size, words);
  } else if (!row.lead.empty() && !l.lead_above) {
    s.put_middle(l.lead, {x, r.y, l.lead.width, r.h}, 0, Colour::ink2, node);
  }
}

void draw_body(KitState& s, const Row& row, const RowLayout& l, const Rect& r, Colour words, bool disabled, NodeId node) {
  const float x = r.x + padding_x + l.lead_w;
  float y = r.y + (r.h - l.body_h) / 2;
  const Colour second = disabled ? words : Colour::ink2;
  if (l.lead_above) s.put(l.lead, x, y, l.lead.width, 0, second, node);
  s.put(l.name, x, y + (l.lead_above ? l.lead.height : 0), l.body_w, 0, words, node);
  if (!row.aside.empty()) {
    if (!l.aside_second) s.put(l.aside, x + l.name.width + 8, y + (l.name.type.line - l.aside.type.line) * 0.5f + 1, l.aside.width, 0, second, node);
  }
  const float right = r.x + r.w - padding_x - l.act_w;
  if (l.two_lines) s.draw_mark(row.mark, right - s.mark_width(row.mark), y + (l.name.type.line - s.mark_height()) / 2, node);
  y += l.name_h;
  const float second_line = y;
  if (l.tags_beside) {
    s.put_middle(l.second, {x, y + 2, l.second.width, tag_line(s)}, 0, second, node);
  } else {
    s.put(l.second, x, y, l.second.width, 0, second, node);
    y += l.second.height;
  }
  if (!row.tags.empty()) {
    const float room = l.two_lines ? right - x - l.note.width - 8 : l.body_w;
    float taken = l.tags_beside ? l.second.width + 10 : 0;
    if (l.aside_second && row.second.empty()) {
      s.put_middle(l.aside, {x, y + 2, l.aside.width, tag_line(s)}, 0, second, node);
      taken = l.aside.width + 8;
    }
    if (room - taken > 40) s.draw_tags(row.tags, x + taken, y + 2, room - taken, true, node);
    y += tag_line(s) + 2;
  }
  if (l.two_lines) {
    const float h = row.tags.empty() ? s.theme.type(Type::label).line : tag_line(s) + 4;
    s.put_middle(l.note, {right - l.note.width, second_line, l.note.width, h}, 1, second, node);
  }
  if (!row.third.empty()) {
    const float size = s.theme.pick(18, 24);
    s.icon(row.third_icon, x, y + (l.third.type.line - size) / 2, size, text_of(row.third_tone));
    s.put(l.third, x + size + 4, y, l.third.width, 0, text_of(row.third_tone), node);
    y += l.third.height;
  }
  if (l.below) {
    s.draw_mark(row.mark, x, y + 2, node);
    if (!row.note.empty()) s.put(l.note, x, y + s.mark_height() + 4, l.note.width, 0, second, node);
  }
}

void draw_trail(KitState& s, const Row& row, const RowLayout& l, const Rect& r, bool disabled, NodeId node) {
  float x = r.x + r.w - padding_x - l.act_w;
  const float cy = r.y + r.h / 2;
  if (row.chevron) {
    x -= 20;
    s.icon(Icon::next, x - 2, cy - 12, 24, Colour::edge);
    x -= 8;
  }
  if (row.badge > 0) {
    x -= s.badge_width(row.badge);
    s.draw_badge(row.badge, x, cy, node);
    x -= 8;
  }
  if (!row.value.empty()) {
    x -= l.value.width;
    s.put_middle(l.value, {x, r.y, l.value.width, r.h}, 1, disabled ? Colour::ink3 : row.value_bold ? Colour::ink : Colour::ink2, node);
    x -= 8;
  }
  if (row.mark.kind != MarkKind::none && !l.below && !l.two_lines) {
    x -= s.mark_width(row.mark);
    s.draw_mark(row.mark, x, cy - s.mark_height() / 2, node);
  }
}

}  // namespace

RowPress Kit::row(const Id& id, const Row& row) {
  KitState& s = *state_;
  const bool disabled = !row.disabled.empty();
  const RowLayout l = measure_row(s, row, s.place->w);
  // The tall row is a person's; whatever has no surname tile is as low as its words allow.
  const bool low = row.compact || row.surname.empty() || s.theme.desk();
  const float token = s.theme.size(low ? Size::row_compact : Size::row);
  const float tile = row.surname.empty() && !row.icon_tile ? 0 : s.theme.size(Size::tile) + 24;
  const float natural = std::max({token, tile, std::ceil(l.body_h) + 2 * padding_y});
  const bool ruled = s.place->rows && s.place->last != Flow::nothing;
  const float act_h = l.act_below ? s.theme.size(Size::button) + padding_y : 0;
  const float h = std::max(natural + act_h, s.place->row_height);
  const Rect whole = s.take(h, Flow::block, l.lead_w + l.name.width + l.trail_w + l.act_w + 2 * padding_x);

  const Rect r{whole.x, whole.y, whole.w, whole.h - act_h};
  Node& n = s.add_node(id, row.press ? Role::button : s.set_size > 0 ? Role::listitem : Role::group, {r.x, r.y, r.w - (l.act_w > 0 ? l.act_w : 0), r.h}, {});
  n.name = spoken(s, row);
  n.flags |= (disabled ? node_disabled : 0u) | (row.selected ? node_selected : 0u);
  n.description = row.disabled.plain();
  const NodeId node = n.id;
  const Rect body = n.rect;
  Part part;
  if (row.press) part = s.touch(node, body, disabled);

  const Rect ground{r.x + 1, r.y + (ruled ? 1.0f : 0.0f), r.w - 2, r.h - (ruled ? 1.0f : 0.0f)};
  if (row.selected || part.pressed) s.fill(ground, Colour::primary_soft, row.selected && s.place->rows ? 0.0f : 12.0f);
  else if (part.hovered) s.fill(ground, Colour::paper, 12.0f);
  if (row.selected) s.fill({r.x, r.y, 4, r.h}, Colour::primary);
  s.row_chosen = s.row_chosen || row.selected;
  if (ruled) s.line(r.x + padding_x, r.y + 0.5f, r.x + r.w - padding_x, r.y + 0.5f, Colour::rule, 1);

  const Colour words = disabled ? (s.theme.elder() ? Colour::ink2 : Colour::ink3) : text_of(row.tone);
  draw_lead(s, row, l, r, words, node);
  draw_body(s, row, l, r, row.plain_name && !disabled ? Colour::ink : words, disabled, node);
  draw_trail(s, row, l, r, disabled, node);
  s.ring({body.x + 6, body.y + 6, body.w - 12, body.h - 12}, 12, part);   // inside the sheet

  RowPress press = part.activated ? RowPress::row : RowPress::none;
  if (!row.act.empty()) {
    const float button_h = s.theme.size(Size::button), w = l.act_below ? r.w - 2 * padding_x : l.act_w - part_gap;
    const Button button{.kind = row.act_quiet ? ButtonKind::quiet : ButtonKind::secondary, .icon = row.act_icon,
                        .spoken = row.act + row.name};
    const float reach = row.act_quiet && !l.act_below ? 10.0f : 0.0f;   // its word ends where the others end
    const Rect at{r.x + r.w - padding_x - w + reach, l.act_below ? r.y + r.h : r.y + (r.h - button_h) / 2, w, button_h};
    if (s.draw_button({id.key, "act"}, row.act, button, at, Role::button, {}, 0)) press = RowPress::act;
  }
  return press;
}

bool Kit::toggle(const Id& id, const Row& row, bool& on) {
  KitState& s = *state_;
  const float w = 60, h = 34;
  const TextBlock word = s.block(on ? Str::on : Str::off, Type::label, false, 60);
  Row bare = row;
  const RowLayout l = measure_row(s, bare, s.place->w - w - word.width - 20);
  const bool ruled = s.place->rows && s.place->last != Flow::nothing;
  const Rect r = s.take(std::max(s.theme.size(Size::row_compact), std::ceil(l.body_h) + 2 * padding_y), Flow::block, 0);
  Node& n = s.add_node(id, Role::switch_, r, row.name + row.second);
  n.flags |= node_checkable | (on ? node_checked : 0u);
  const NodeId node = n.id;
  const Part part = s.touch(node, r, false);
  if (part.activated) on = !on;
  const Rect ground{r.x + 1, r.y + 1, r.w - 2, r.h - 2};
  if (part.pressed) s.fill(ground, Colour::primary_soft, 12);
  else if (part.hovered) s.fill(ground, Colour::paper, 12);
  if (ruled) s.line(r.x + padding_x, r.y + 0.5f, r.x + r.w - padding_x, r.y + 0.5f, Colour::rule, 1);
  draw_lead(s, row, l, r, Colour::ink, node);
  draw_body(s, row, l, r, Colour::ink, false, node);
  const float word_x = r.x + r.w - padding_x - word.width;
  const Rect knob_box{word_x - 8 - w, r.y + (r.h - h) / 2, w, h};
  s.fill_stroked(knob_box, on ? Colour::primary : Colour::sheet, on || part.hovered ? Colour::primary : Colour::edge, h / 2, 2);
  s.disc(on ? knob_box.x + w - h / 2 : knob_box.x + h / 2, knob_box.y + h / 2, 12, on ? Colour::on_primary : Colour::edge);
  s.put_middle(word, {word_x, r.y, word.width, r.h}, 0, Colour::ink2, node);
  s.ring({r.x + 6, r.y + 6, r.w - 12, r.h - 12}, 12, part);
  return part.activated;
}

}  // namespace huzhu::ui
