#include "ui/screens/conflicts.h"

#include <algorithm>

namespace huzhu::ui {
namespace {

using registry::ConflictCard;
using Side = registry::ConflictSide;

bool is_phone(model::EntityType type, std::uint16_t field) {
  return type == model::EntityType::person && (field == model::person::phone || field == model::person::contact_phone);
}

Text short_form(model::EntityType type, std::uint16_t field, const std::string& words) {
  if (words.empty()) return Str::conflicts_emptied;
  if (is_phone(type, field)) return say_phone_tail(words);
  if (type == model::EntityType::person && field == model::person::resident_id) return say_masked_id(words);
  const model::Entity* entity = model::find(type);
  const model::Field* f = entity ? model::find(*entity, field) : nullptr;
  return f && !f->choices.empty() ? model_word(words) : verbatim(words);   // a person called 马 is no horse
}

// Ids key a side: author, epoch and seq folded into one number that does not change while the side exists.
std::uint64_t key_of(const Dot& dot) { return dot.author.value ^ (static_cast<std::uint64_t>(dot.epoch) << 20) ^ dot.seq; }

Text who_of(const Side& side) {
  const Text name = side.who.empty() ? Text(Str::conflicts_device_itself) : verbatim(side.who);
  return side.me ? say(Str::conflicts_you, name) : name;
}

void sides(Kit& kit, const ConflictsScreen& screen, std::size_t index, ConflictsAct& act) {
  const ConflictCard& card = screen.cards[index];
  const auto one = [&](std::size_t i) {
    const Side& s = card.sides[i];
    const Text words = side_words(card, s);
    const Side* side = &s;
    if (kit.conflict_side(Id("conflict.side", key_of(s.dot)),
                          {.value = words, .who = who_of(s),
                           .when = say_moment(s.written_at_ms, screen.moment.now_ms, screen.moment.utc_offset_minutes),
                           .device = s.this_device ? Text(Str::conflicts_this_device) : verbatim(s.device), .device_icon = Icon::tablet,
                           .act = Str::conflicts_use}))
      act = {ConflictsAct::choose, index, side->dot};
  };
  if (kit.form() != Form::phone && card.sides.size() == 2 && !kit.theme().elder()) {
    kit.columns({-1, -1}, [&](int cell) { one(static_cast<std::size_t>(cell)); });
    return;
  }
  for (std::size_t i = 0; i < card.sides.size(); ++i) {
    if (i > 0) kit.space(12);
    one(i);
  }
}

void one_card(Kit& kit, const ConflictsScreen& screen, std::size_t index, ConflictsAct& act) {
  const ConflictCard& card = screen.cards[index];
  const std::uint64_t key = card.entity.value ^ card.field ^ (card.between_records ? 1u << 20 : 0u);
  kit.card(
      [&] {
        kit.identity({.surname = surname_of(card.name), .name = verbatim(card.name),
                      .lines = {say(card.between_records ? Str::same_differ : Str::conflicts_differ, model_word(card.label)), verbatim(card.village)}});
        if (card.former) kit.label(say(Str::conflicts_former, short_form(card.type, card.field, *card.former)));
        kit.space(12);
        sides(kit, screen, index, act);
        kit.space(8);
        if (kit.button(Id("conflict.later", key), Str::conflicts_later, {.kind = ButtonKind::quiet, .icon = Icon::clock}))
          act = {ConflictsAct::later, index, {}};
      },
      Tone::due);
  kit.gap();
}

void settled_rows(Kit& kit, const ConflictsScreen& screen, ConflictsAct& act) {
  if (screen.settled.empty()) return;
  kit.section(Str::conflicts_settled);
  kit.rows([&] {
    for (std::size_t i = 0; i < screen.settled.size(); ++i) {
      const registry::SettledCard& s = screen.settled[i];
      const auto other = std::find_if(s.sides.begin(), s.sides.end(), [&](const Side& side) { return side.value != s.chosen; });
      Row row{.icon = Icon::check, .tone = Tone::ok, .name = joined({verbatim(s.name), model_word(s.label)}),
              .second = joined({short_form(model::EntityType::person, s.field, s.words),
                                say_moment(s.settled_at_ms, screen.moment.now_ms, screen.moment.utc_offset_minutes)}),
              .press = false};
      if (other != s.sides.end()) {
        row.act = Str::undo;
        row.act_icon = Icon::undo;
        row.act_quiet = true;
      }
      if (kit.row(Id("conflict.settled", s.entity.value ^ s.field), row) == RowPress::act) act = {ConflictsAct::restore, i, other->dot};
    }
  });
}

// Masked alike, they are told apart by the digits in which they differ, and by no others: nobody said why they look.
Text only_what_differs(const ConflictCard& card, const std::string& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool differs = std::any_of(card.sides.begin(), card.sides.end(), [&](const Side& s) { return s.words.size() <= i || s.words[i] != words[i]; });
    const bool tail = i + 4 >= words.size();
    if (differs || tail) out += words[i];
    else out += "\u2022";
  }
  return verbatim(out);
}

void alike_cards(Kit& kit, const ConflictsScreen& screen, ConflictsAct& act) {
  if (screen.alike.empty()) return;
  kit.section(Str::same_section);
  for (std::size_t i = 0; i < screen.alike.size(); ++i) {
    switch (same_card(kit, screen.alike[i], screen.moment, true)) {
      case SameAnswer::none: break;
      case SameAnswer::same: act = {ConflictsAct::same, i, {}}; break;
      case SameAnswer::not_same: act = {ConflictsAct::not_same, i, {}}; break;
      case SameAnswer::later: act = {ConflictsAct::same_later, i, {}}; break;
    }
  }
}

}  // namespace

Text side_words(const registry::ConflictCard& card, const registry::ConflictSide& side) {
  const Text brief = short_form(card.type, card.field, side.words);
  const auto same = std::count_if(card.sides.begin(), card.sides.end(),
                                  [&](const Side& s) { return short_form(card.type, card.field, s.words) == brief; });
  if (same < 2 || side.words.empty()) return brief;
  const bool masked = is_phone(card.type, card.field) || (card.type == model::EntityType::person && card.field == model::person::resident_id);
  return masked ? only_what_differs(card, side.words) : verbatim(side.words);
}

ConflictsAct conflicts_content(Kit& kit, const ConflictsScreen& screen) {
  ConflictsAct act;
  if (screen.cards.empty() && screen.alike.empty()) {
    kit.empty("conflicts.none", {.picture = Picture::chat, .what = Str::conflicts_none, .next = Str::conflicts_none_next});
  } else if (!screen.cards.empty()) {
    kit.label(Str::conflicts_intro);
    kit.space(8);
    for (std::size_t i = 0; i < screen.cards.size(); ++i) one_card(kit, screen, i, act);
  }
  alike_cards(kit, screen, act);
  settled_rows(kit, screen, act);
  return act;
}

}  // namespace huzhu::ui
