// Pieces of ours: calendar leaf, identity, pictures, bars, three numbers, conflict sides, the passbook's cover.
#include <algorithm>
#include <cmath>

#include "ui/kit/state.h"

namespace huzhu::ui {

void Kit::identity(const Identity& person) {
  KitState& s = *state_;
  const float tile = person.small ? s.theme.size(Size::tile) : 72, gap = person.small ? 12 : 14, x_words = tile + gap, words_w = s.place->w - x_words;
  const Type name_type = narrow() || person.small ? Type::lead : Type::title;
  const TextBlock name = s.block(person.name, name_type, true, words_w), aside = s.block(person.aside, Type::label, false, words_w);
  std::vector<TextBlock> lines;
  float body = name.height;
  const bool aside_beside = person.aside.empty() || name.width + 8 + aside.width <= words_w;
  if (!aside_beside) body += aside.height;
  Text all = person.name + person.aside;
  for (const Text& line : person.lines) {
    lines.push_back(s.block(line, Type::label, false, words_w));
    body += lines.back().height;
    all = all + line;
  }
  for (const Text& tag : person.tags) all = all + tag;
  s.lead_in(Flow::block);
  const Rect at{s.place->x, s.place->y, s.place->w, std::max(tile, body)};
  Node& n = s.add_node(s.own_id("identity", person.name, Role::text), Role::text, at, all);
  const NodeId node = n.id;
  const Rect ground{at.x, at.y + (at.h - tile) / 2, tile, tile};
  if (KitState::Photo* const photo = s.photo_of(person.photo)) s.draw_photo(*photo, ground, tokens::radius_tile);
  else s.tile(person.surname, ground, node);
  if (person.picture != Picture::none) s.picture(person.picture, ground.x + 6, ground.y + 6, tile - 12);
  float y = at.y + (at.h - body) / 2;
  s.put(name, at.x + x_words, y, words_w, 0, Colour::ink, node);
  if (!person.aside.empty() && aside_beside)
    s.put(aside, at.x + x_words + name.width + 8, y + (name.type.line - aside.type.line) / 2 + 1, aside.width, 0, Colour::ink2, node);
  y += name.height;
  if (!aside_beside) {
    s.put(aside, at.x + x_words, y, words_w, 0, Colour::ink2, node);
    y += aside.height;
  }
  for (const TextBlock& line : lines) {
    s.put(line, at.x + x_words, y, words_w, 0, Colour::ink2, node);
    y += line.height;
  }
  float bottom = at.y + at.h;
  if (!person.tags.empty()) bottom += 12 + s.draw_tags(person.tags, at.x, bottom + 12, at.w, false, node);
  if (Node* again = s.find_node(node)) again->rect.h = bottom - at.y;
  s.lead_out(Flow::block, bottom);
}

void Kit::leaf(const Leaf& leaf, FunctionRef<void()> beside) {
  KitState& s = *state_;
  const float w = std::max({s.theme.pick(92, 112), measure(s.fonts, leaf.top, s.theme.type(Type::note), true) + 16,
                            measure(s.fonts, leaf.lunar, s.theme.type(Type::note), false) + 12, measure(s.fonts, leaf.day, s.theme.type(Type::figure), true) + 16});
  s.lead_in(Flow::block);
  const TextBlock top = s.block(leaf.top, Type::note, true, w, 1), day = s.block(leaf.day, Type::figure, true, w, 1);
  const TextBlock lunar = s.block(leaf.lunar, Type::note, false, w, 1);
  const float strip = top.height + 4, day_h = day.height + 2, lunar_h = lunar.height > 0 ? lunar.height + 4 : 6;
  const Rect r{s.place->x, s.place->y, w, strip + day_h + lunar_h};
  const Text spoken = leaf.spoken.empty() ? leaf.top + leaf.day + leaf.lunar : leaf.spoken;
  Node& n = s.add_node(s.own_id("kit.leaf", spoken, Role::text), Role::text, r, spoken);
  const NodeId node = n.id;
  s.fill(r, Colour::sheet, 12);
  s.fill({r.x, r.y, w, strip}, Colour::primary, 12, ImDrawFlags_RoundCornersTop);
  s.stroke(r, s.theme.outlined() ? Colour::ink : Colour::rule, 12, s.theme.outlined() ? 2.0f : 1.0f);
  s.put_middle(top, {r.x, r.y, w, strip}, 0.5f, Colour::on_primary, node);
  s.put_middle(day, {r.x, r.y + strip, w, day_h}, 0.5f, Colour::ink, node);
  s.put(lunar, r.x, r.y + strip + day_h - 1, w, 0.5f, Colour::ink2, node);
  const float gap = 16;
  float bottom = 0;
  // The largest letters on the narrowest phone: six ideographs a line are too few to read, so the words go below.
  if (s.place->w - w - gap < 6 * s.theme.type(Type::body).size) s.inside({.x = r.x, .y = r.y + r.h + 8, .w = s.place->w}, beside, &bottom);
  else s.inside({.x = r.x + w + gap, .y = r.y, .w = s.place->w - w - gap}, beside, &bottom);
  s.lead_out(Flow::block, std::max(bottom, r.y + r.h));
}

void Kit::picture(Picture picture, const Text& word, bool large) {
  KitState& s = *state_;
  const float drawing = large ? (s.theme.elder() ? 116.0f : 88.0f) : s.theme.elder() ? 72.0f : 48.0f;
  const float ground = large ? drawing + 52 : 0;
  const TextBlock b = s.block(word, large ? Type::title : Type::label, true, s.place->w + 8);
  const float head = large ? ground - 20 + (b.height > 0 ? 20.0f : 0.0f) : drawing + 4;
  const Rect r = s.take(head + b.height, Flow::block, std::max(b.width, drawing));
  const NodeId node = s.add_node(s.own_id("picture", word, Role::image), Role::image, r, word).id;
  if (large) s.fill({r.x + (r.w - ground) / 2, r.y, ground, ground - 20}, Colour::tile, 20);
  s.picture(picture, r.x + (r.w - drawing) / 2, large ? r.y + (ground - 20 - drawing) / 2 : r.y, drawing);
  s.put(b, r.x - 4, r.y + head, r.w + 8, 0.5f, Colour::ink, node);
}

void Kit::bars(int done, int total, const Text& sentence) {
  KitState& s = *state_;
  if (total <= 0) return;
  constexpr int separate_max = 7;
  const bool separate = total <= separate_max;
  const float h = separate ? s.theme.pick(10, 14) : 12, gap = separate && s.theme.elder() ? 6.0f : 4.0f;
  s.place->asked = s.place->last == Flow::nothing ? 0.0f : 8.0f;
  const Rect r = s.take(h, Flow::text, 120);
  Node& n = s.add_node("kit.bars", Role::progressbar, r, sentence);
  n.value = say(Str::of_all, done, total).plain();
  if (separate) {
    const float w = (r.w - gap * static_cast<float>(total - 1)) / static_cast<float>(total);
    for (int i = 0; i < total; ++i) {
      const Rect bar{r.x + static_cast<float>(i) * (w + gap), r.y, w, h};
      s.fill(bar, i < done ? Colour::primary : Colour::track, h / 2);
      if (s.theme.outlined()) s.stroke(bar, Colour::ink, h / 2, 2);
    }
  } else {
    s.fill(r, Colour::track, h / 2);
    const float w = r.w * static_cast<float>(std::min(done, total)) / static_cast<float>(total);
    if (w > 0) s.fill({r.x, r.y, std::max(w, h), h}, Colour::primary, h / 2);
    if (s.theme.outlined()) s.stroke(r, Colour::ink, h / 2, 2);
  }
  s.place->asked = 4;
}

bool Kit::progress(const Id& id, const Progress& progress) {
  KitState& s = *state_;
  const float share = progress.total > 0 ? static_cast<float>(std::clamp(progress.done / progress.total, 0.0, 1.0)) : -1;
  const Button act{.kind = ButtonKind::quiet, .spoken = progress.act + progress.sentence};
  const float act_w = progress.act.empty() ? 0 : s.button_width(progress.act, act), gap = act_w > 0 ? 12 : 0;
  const bool beside = s.place->w - act_w - gap >= s.theme.type(Type::label).size * 8;   // fewer ideographs a line are no sentence
  const TextBlock words = s.block(progress.sentence, Type::label, false, beside ? s.place->w - act_w - gap : s.place->w);
  const float bar_h = share < 0 ? 0 : s.theme.pick(12, 16), act_h = act_w > 0 ? s.theme.size(Size::button) : 0;
  const float line = std::max(words.height, beside ? act_h : 0.0f);
  const Rect r = s.take(bar_h + (bar_h > 0 ? 6 : 0) + line + (beside ? 0 : act_h), Flow::block, 280);
  const float under = r.h - bar_h;
  Node& n = s.add_node(id, Role::progressbar, {r.x, r.y, beside ? r.w - act_w - gap : r.w, beside ? r.h : r.h - act_h}, progress.sentence);
  if (progress.records) n.flags |= node_recorder;
  if (share >= 0) n.value = say(Str::of_all, std::llround(progress.done), std::llround(progress.total)).plain();
  const NodeId node = n.id;
  if (share >= 0) {
    const Rect track{r.x, r.y, r.w, bar_h};
    s.fill(track, Colour::track, bar_h / 2);
    if (share > 0) s.fill({track.x, track.y, std::max(track.w * share, bar_h), bar_h}, progress.paused ? Colour::wait : Colour::primary, bar_h / 2);
    if (s.theme.outlined()) s.stroke(track, Colour::ink, bar_h / 2, 2);
  }
  const float top = r.y + r.h - under + (bar_h > 0 ? 6 : 0);
  s.put_middle(words, {r.x, top, words.width, line}, 0, Colour::ink2, node);
  if (act_w <= 0) return false;
  const Rect at = beside ? Rect{r.x + r.w - act_w, top + (line - act_h) / 2, act_w, act_h} : Rect{r.x, r.y + r.h - act_h, act_w, act_h};
  return s.draw_button({id.key, "act"}, progress.act, act, at, Role::button, {}, 0);
}

namespace {

// Large letters, narrow window: one figure a line, its number at the right.
void stacked_figures(KitState& s, const std::vector<Figure>& figures, float pad) {
  const float icon = s.theme.pick(28, 34);
  for (const Figure& f : figures) {
    const TextBlock value = s.block(f.value, Type::lead, true, s.place->w * 0.5f);
    const float lead = f.seal ? 0 : icon + 12, words_w = s.place->w - 2 * pad - lead - value.width - 12;
    const TextBlock caption = s.block(f.caption, Type::label, false, words_w);
    const Rect r = s.take(std::max({icon, value.height, caption.height}) + 12, Flow::text, 240);
    const NodeId node = s.add_node(s.own_id("figure", f.caption, Role::text), Role::text, r, f.caption + f.value).id;
    if (!f.seal) s.icon(f.icon, r.x + pad, r.y + (r.h - icon) / 2, icon, text_of(f.tone));
    s.put_middle(caption, {r.x + pad + lead, r.y, words_w, r.h}, 0, Colour::ink2, node);
    s.put_middle(value, {r.x, r.y, r.w - pad, r.h}, 1, Colour::ink, node);
  }
}

}  // namespace

void Kit::figures(const std::vector<Figure>& figures) {
  KitState& s = *state_;
  if (figures.empty()) return;
  const float count = static_cast<float>(figures.size()), w = s.place->w / count, icon = s.theme.pick(32, 40);
  std::vector<TextBlock> values, captions;
  float tallest = 0;
  for (const Figure& f : figures) {
    values.push_back(s.block(f.value, Type::title, true, w - 8));
    captions.push_back(s.block(f.caption, Type::label, false, w - 8));
    tallest = std::max(tallest, values.back().height + captions.back().height);
  }
  const float pad = s.place->rows ? 14 : 0;   // inside a sheet of rows it brings its own air
  bool crowded = false;
  for (std::size_t i = 0; i < figures.size(); ++i) crowded = crowded || values[i].lines() > 1 || captions[i].lines() > 1;
  if (crowded) return stacked_figures(s, figures, pad);
  const Rect r = s.take(icon + 6 + tallest + 2 * pad, Flow::block, 280);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const Figure& f = figures[i];
    const Rect cell{r.x + static_cast<float>(i) * w, r.y + pad, w, r.h - 2 * pad};
    const NodeId node = s.add_node(s.own_id("figure", f.caption, Role::text), Role::text, cell, f.caption + f.value).id;
    if (f.seal) {
      const Mark seal{.kind = MarkKind::received};
      s.draw_mark(seal, cell.x + (w - s.mark_width(seal)) / 2, cell.y + (icon - s.mark_height()) / 2, node);
    } else {
      s.icon(f.icon, cell.x + (w - icon) / 2, cell.y, icon, text_of(f.tone));
    }
    s.put(values[i], cell.x + 4, cell.y + icon + 6, w - 8, 0.5f, Colour::ink, node);
    s.put(captions[i], cell.x + 4, cell.y + icon + 6 + values[i].height, w - 8, 0.5f, Colour::ink2, node);
    if (i > 0) s.line(cell.x, cell.y, cell.x, cell.y + cell.h, Colour::rule, 1);
  }
}

bool Kit::conflict_side(const Id& id, const ConflictSide& side) {
  bool pressed = false;
  block([&] {
    lead(side.value);
    struct Fact {
      Icon icon;
      const Text& words;
    };
    const Fact facts[] = {{Icon::user, side.who}, {Icon::clock, side.when}, {side.device_icon, side.device}};
    KitState& s = *state_;
    for (const Fact& fact : facts) {
      if (fact.words.empty()) continue;
      const float size = s.theme.pick(18, 24);
      const TextBlock b = s.block(fact.words, Type::label, false, s.place->w - size - 6);
      const Rect r = s.take(b.height, Flow::text, b.width + size + 6);
      const NodeId node = s.add_node({id.key, static_cast<std::uint64_t>(fact.icon)}, Role::text, r, fact.words).id;
      s.icon(fact.icon, r.x, r.y + (b.type.line - size) / 2, size, Colour::ink2);
      s.put(b, r.x + size + 6, r.y, b.width, 0, Colour::ink2, node);
    }
    space(10);
    pressed = button(id, side.act, {.spoken = side.act + side.value});
  });
  return pressed;
}

void Kit::balance(const Text& caption, const Text& figure, const std::vector<Text>& lines) {
  KitState& s = *state_;
  constexpr float padding = 16;
  const float w = s.place->w - 2 * padding;
  const TextBlock head = s.block(caption, Type::label, false, w);
  TextBlock value = s.block(figure, Type::figure, true, w);
  if (value.lines() > 1) value = s.block(figure, Type::title, true, w);
  std::vector<TextBlock> rest;
  float h = head.height + value.height;
  Text all = caption + figure;
  for (const Text& line : lines) {
    rest.push_back(s.block(line, Type::label, false, w));
    h += rest.back().height;
    all = all + line;
  }
  const Rect r = s.take(h + 2 * padding, Flow::block, value.width + 2 * padding);
  const NodeId node = s.add_node("kit.balance", Role::text, r, all).id;
  s.fill(r, Colour::primary, tokens::radius_card);
  float y = r.y + padding;
  const auto put_line = [&](const TextBlock& b) {
    s.put(b, r.x + padding, y, w, 0, Colour::on_primary, node);
    y += b.height;
  };
  put_line(head);
  put_line(value);
  for (const TextBlock& b : rest) put_line(b);
}

}  // namespace huzhu::ui
