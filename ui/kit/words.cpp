// Words on the ground: headings, text, marks, tags, badges.
#include <algorithm>

#include "ui/kit/glyph_slots.h"
#include "ui/kit/state.h"

namespace huzhu::ui {
namespace {

float align_of(Align align) { return align == Align::left ? 0.0f : align == Align::middle ? 0.5f : 1.0f; }

}  // namespace

Id KitState::own_id(std::string_view base, const Text& words, Role role) {
  const std::uint64_t first = static_cast<std::uint64_t>(hash_key(words.marked()) ^ (pane * 31u) ^ (parent * 17u)) << 8;
  for (std::uint64_t twin = 0;; ++twin) {
    Id id(base, first + twin);
    if (find_node(node_id(id, role)) == nullptr) return id;
  }
}

Colour text_of(Tone tone) {
  switch (tone) {
    case Tone::plain: return Colour::ink;
    case Tone::quiet: return Colour::ink2;
    case Tone::primary: return Colour::primary;
    case Tone::ok: return Colour::on_primary_soft;
    case Tone::due: return Colour::due;
    case Tone::wait: return Colour::wait;
    case Tone::danger: return Colour::danger;
    case Tone::info: return Colour::info;
  }
  return Colour::ink;
}

Colour ground_of(Tone tone) {
  switch (tone) {
    case Tone::plain:
    case Tone::quiet: return Colour::paper;
    case Tone::primary:
    case Tone::ok: return Colour::primary_soft;
    case Tone::due: return Colour::due_soft;
    case Tone::wait: return Colour::wait_soft;
    case Tone::danger: return Colour::danger_soft;
    case Tone::info: return Colour::info_soft;
  }
  return Colour::sheet;
}

void Kit::text(const Text& words, TextStyle style) {
  KitState& s = *state_;
  if (words.empty()) return;
  // 长辈版 has no third ink: what is worth showing is worth reading.
  const Colour colour = style.colour == Colour::ink3 && s.theme.elder() ? Colour::ink2 : style.colour;
  const TextBlock b = s.block(words, style.type, style.bold, s.place->w, style.max_lines);
  const Rect r = s.take(b.height, Flow::text, b.lines() > 1 ? measure(s.fonts, words, s.theme.type(style.type), style.bold) : b.width);
  const NodeId id = s.add_node(s.own_id("text", words, Role::text), Role::text, r, words).id;
  s.put(b, r.x, r.y, r.w, align_of(style.align), colour, id);
}
void Kit::text(const Text& words) { text(words, {}); }
void Kit::lead(const Text& words) { text(words, {.type = Type::lead, .bold = true}); }
void Kit::label(const Text& words) { text(words, {.type = Type::label, .colour = Colour::ink2}); }
void Kit::note(const Text& words) { text(words, {.type = Type::note, .colour = Colour::ink2}); }

void Kit::heading(const Text& words, int level, Align align) {
  KitState& s = *state_;
  if (words.empty()) return;
  const Type type = level <= 1 && !narrow() ? Type::title : Type::lead;
  const TextBlock b = s.block(words, type, true, s.place->w);
  const Rect r = s.take(b.height, Flow::text, b.lines() > 1 ? measure(s.fonts, words, s.theme.type(type), true) : b.width);
  Node& n = s.add_node(s.own_id("text", words, Role::heading), Role::heading, r, words);
  n.level = static_cast<std::uint16_t>(level);
  s.put(b, r.x, r.y, r.w, align_of(align), Colour::ink, n.id);
}

void Kit::section(const Text& words, const Text& aside) {
  KitState& s = *state_;
  constexpr float least = 40;
  TextBlock side = s.block(aside, Type::label, false, s.place->w * 0.6f);
  const TextBlock b = s.block(words, Type::lead, true, s.place->w - (aside.empty() ? 0 : side.width + 12));
  const Rect r = s.take(std::max({least, b.height, side.height}), Flow::section, b.width + side.width + 12);
  Node& n = s.add_node(s.own_id("text", words, Role::heading), Role::heading, {r.x, r.y, r.w - (aside.empty() ? 0 : side.width + 12), r.h}, words);
  n.level = 2;
  s.put_middle(b, r, 0, Colour::ink, n.id);
  if (aside.empty()) return;
  const Rect right{r.x + r.w - side.width, r.y, side.width, r.h};
  const NodeId id = s.add_node(s.own_id("text", aside, Role::text), Role::text, right, aside).id;
  s.put_middle(side, right, 1, Colour::ink2, id);
}

bool Kit::section(const Text& words, const Id& act, const Text& act_word, Icon icon) {
  KitState& s = *state_;
  const Button quiet{.kind = ButtonKind::quiet, .icon = icon, .fit = true};
  const float act_w = s.button_width(act_word, quiet);
  const TextBlock b = s.block(words, Type::lead, true, s.place->w - act_w - 12);
  const Rect r = s.take(std::max(s.theme.size(Size::target), b.height), Flow::section, b.width + act_w + 12);
  Node& n = s.add_node(s.own_id("text", words, Role::heading), Role::heading, {r.x, r.y, r.w - act_w - 12, r.h}, words);
  n.level = 2;
  s.put_middle(b, r, 0, Colour::ink, n.id);
  return s.draw_button(act, act_word, quiet, {r.x + r.w - act_w, r.y, act_w, r.h}, Role::button, {}, 0);
}

void Kit::step(int number, const Text& words) {
  KitState& s = *state_;
  const float d = std::max(s.theme.pick(28, 36), s.theme.type(Type::note).size + 8);
  const TextBlock b = s.block(words, Type::lead, true, s.place->w - d - 8);
  const Rect r = s.take(std::max(40.0f, b.height), Flow::section, b.width + d + 8);
  const Text digit = detail::number_text(number);
  Node& n = s.add_node(s.own_id("text", words, Role::heading), Role::heading, r, words);
  n.level = 2;
  n.name = digit.plain() + " " + words.plain();
  const NodeId id = n.id;
  s.disc(r.x + d / 2, r.y + r.h / 2, d / 2, Colour::primary);
  s.put_middle(s.block(digit, Type::note, true, d), {r.x, r.y, d, r.h}, 0.5f, Colour::on_primary, id);
  s.put_middle(b, {r.x + d + 8, r.y, r.w - d - 8, r.h}, 0, Colour::ink, id);
}

namespace {

Node& icon_words(KitState& s, Icon icon, const Text& words, Tone tone, Role role) {
  const float size = s.theme.pick(18, 24), gap = 6;
  const TextBlock b = s.block(words, Type::note, false, s.place->w - size - gap);
  const Rect r = s.take(b.height, Flow::text, b.width + size + gap);
  Node& node = s.add_node(s.own_id("text", words, role), role, r, words);
  s.icon(icon, r.x, r.y + (b.type.line - size) / 2, size, text_of(tone));
  s.put(b, r.x + size + gap, r.y, b.width, 0, text_of(tone), node.id);
  return node;
}

}  // namespace

void Kit::icon_line(Icon icon, const Text& words, Tone tone) { icon_words(*state_, icon, words, tone, Role::text); }
void Kit::alert_line(Icon icon, const Text& words, Tone tone) { icon_words(*state_, icon, words, tone, Role::alert).flags |= node_live_assertive; }

void Kit::announce(const Text& words, bool assertive) {
  KitState& s = *state_;
  Scoped<PaneId> bar(s.pane, 0);
  Node& n = s.add_node(assertive ? Id("kit.alert") : Id("kit.status"), assertive ? Role::alert : Role::status, {}, words);
  n.flags |= assertive ? node_live_assertive : node_live_polite;
}

// ---- marks ---------------------------------------------------------------------------------------------------

KitState::MarkLook KitState::mark_look(const Mark& mark) const {
  MarkLook look;
  const auto grounded = [&](Str word, Icon i, Colour text, Colour ground, bool bold) {
    look.word = word;
    look.icon = i;
    look.text = text;
    look.ground = ground;
    look.has_ground = true;
    look.bold = bold;
  };
  switch (mark.kind) {
    case MarkKind::none: break;
    case MarkKind::local:
      look.word = Str::mark_local;
      look.icon = Icon::tablet;
      look.border_width = 1;
      break;
    case MarkKind::waiting: grounded(Str::mark_waiting, Icon::send, Colour::wait, Colour::wait_soft, false); break;
    case MarkKind::received:
      look.word = Str::mark_received;
      look.text = look.border = Colour::on_primary_soft;
      look.bold = look.seal = true;
      look.border_width = 2;
      break;
    case MarkKind::conflict: grounded(Str::mark_conflict, Icon::fork, Colour::due, Colour::due_soft, true); break;
    case MarkKind::late: grounded(Str::mark_late, Icon::late, Colour::due, Colour::due_soft, true); break;
    case MarkKind::today: grounded(Str::mark_today, Icon::clock, Colour::wait, Colour::wait_soft, false); break;
    case MarkKind::well: grounded(Str::mark_well, Icon::check, Colour::on_primary_soft, Colour::primary_soft, false); break;
    case MarkKind::pending: grounded(Str::mark_pending, Icon::clock, Colour::wait, Colour::wait_soft, false); break;
    case MarkKind::help: grounded(Str::mark_help, Icon::help, Colour::sheet, Colour::danger, true); break;
    case MarkKind::plain:
      look.icon = mark.icon;
      look.bare = true;
      break;
  }
  if (!mark.word.empty()) look.word = mark.word;
  if (theme.outlined() && look.has_ground) {
    look.border_width = 2;
    look.border = look.text;
  }
  return look;
}

namespace {
struct MarkMeasure {
  float padding, gap, icon;
};
MarkMeasure mark_measure(const KitState& s, const KitState::MarkLook& look) {
  return {look.bare ? 0 : s.theme.pick(look.seal ? 7 : 8, 10), s.theme.pick(5, 7), look.icon == Icon::none ? 0 : s.theme.pick(18, 24)};
}
}  // namespace

float KitState::mark_width(const Mark& mark) {
  if (mark.kind == MarkKind::none) return 0;
  const MarkLook look = mark_look(mark);
  const MarkMeasure m = mark_measure(*this, look);
  const float words = measure(fonts, look.word, theme.type(Type::note), look.bold);
  return 2 * m.padding + words + (m.icon > 0 ? m.icon + m.gap : 0);
}

void KitState::draw_mark(const Mark& mark, float x, float y, NodeId owner) {
  if (mark.kind == MarkKind::none) return;
  const MarkLook look = mark_look(mark);
  const MarkMeasure m = mark_measure(*this, look);
  const float h = mark_height(), inset = look.seal ? 1.0f : 0.0f;
  const Rect r{x, y + inset, mark_width(mark), h - 2 * inset};
  const float radius = look.seal ? 5 : theme.pick(8, 10);
  if (look.has_ground) fill(r, look.ground, radius);
  if (look.border_width > 0) stroke(r, look.border, radius, look.border_width);
  float at = x + m.padding;
  if (m.icon > 0) {
    icon(look.icon, at, y + (h - m.icon) / 2, m.icon, look.text);
    at += m.icon + m.gap;
  }
  put_middle(block(look.word, Type::note, look.bold, 1e6f), {at, y, r.w, h}, 0, look.text, owner);
}

std::string mark_words(const KitState& s, const Mark& mark) {
  return mark.kind == MarkKind::none ? std::string() : s.mark_look(mark).word.plain();
}

void Kit::mark(const Mark& mark) {
  KitState& s = *state_;
  if (mark.kind == MarkKind::none) return;
  const Text words = verbatim(mark_words(s, mark));
  const float w = s.mark_width(mark);
  const Rect r = s.take(s.mark_height(), Flow::text, w);
  const NodeId id = s.add_node(s.own_id("text", words, Role::text), Role::text, {r.x, r.y, w, r.h}, words).id;
  s.draw_mark(mark, r.x, r.y, id);
}

// ---- tags and badges -----------------------------------------------------------------------------------------

float KitState::tag_width(const Text& word) { return measure(fonts, word, theme.type(Type::note), false) + 16; }

float KitState::draw_tags(const std::vector<Text>& words, float x, float y, float width, bool one_line, NodeId owner) {
  constexpr float gap = 6;
  const float h = std::max(tag_height(), theme.type(Type::note).line + 4);
  float at = x, top = y;
  for (const Text& word : words) {
    if (one_line && tag_width(word) > width) continue;   // the row's name says it; half a word would say nothing
    const float w = std::min(tag_width(word), width);
    if (at + w > x + width + 0.5f && at > x) {
      if (one_line) break;   // the row's name says them all
      at = x;
      top += h + gap;
    }
    const Rect r{at, top, w, h};
    fill_stroked(r, theme.outlined() ? Colour::sheet : Colour::paper, theme.outlined() ? Colour::ink : Colour::rule, tokens::radius_mark,
                 theme.outlined() ? 2.0f : 1.0f);
    put_middle(block(word, Type::note, false, w - 12, 1), r, 0.5f, Colour::ink2, owner);
    at += w + gap;
  }
  return top + h - y;
}

void Kit::tags(const std::vector<Text>& words) {
  KitState& s = *state_;
  if (words.empty()) return;
  Text all;
  for (const Text& w : words) all = all + w;
  s.lead_in(Flow::block);
  const Rect at{s.place->x, s.place->y, s.place->w, 0};
  const NodeId id = s.add_node(s.own_id("text", all, Role::text), Role::text, at, all).id;
  const float h = s.draw_tags(words, at.x, at.y, at.w, false, id);
  if (Node* n = s.find_node(id)) n->rect.h = h;
  s.lead_out(Flow::block, at.y + h);
}

float KitState::badge_width(int count) {
  if (count <= 0) return 0;
  const float d = badge_height();
  return std::max(d, measure(fonts, detail::number_text(count), theme.type(Type::note), true) + 14);
}

void KitState::draw_badge(int count, float x, float cy, NodeId owner) {
  if (count <= 0) return;
  const float h = badge_height(), w = badge_width(count);
  const Rect r{x, cy - h / 2, w, h};
  fill(r, Colour::due, h / 2);
  put_middle(block(detail::number_text(count), Type::note, true, w), r, 0.5f, Colour::sheet, owner);
}

// ---- characters that will be wanted ------------------------------------------------------------------------

void Kit::expect(std::u32string letters, Type type, bool bold) { state_->expected = {std::move(letters), type, bold, 0}; }

bool Kit::prepare() {
  KitState& s = *state_;
  auto& [letters, type, bold, ready] = s.expected;
  if (ready == letters.size()) return false;
  constexpr std::size_t at_once = 24;   // about a millisecond
  ImGui::SetCurrentContext(s.context);
  ImFontBaked* baked = (bold ? s.fonts.bold : s.fonts.regular)->GetFontBaked(s.theme.type(type).size, s.ratio);
  for (const std::size_t end = std::min(ready + at_once, letters.size()); ready < end; ++ready)
    baked->FindGlyph(static_cast<ImWchar>(slot_of_code_point(letters[ready])));
  return ready < letters.size();
}

}  // namespace huzhu::ui
