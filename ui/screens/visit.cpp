#include "ui/screens/visit.h"

#include <algorithm>
#include <array>

#include "core/base/limits.h"

namespace huzhu::ui {
namespace {

using care::Answer;
using care::Outcome;
using care::VisitDraft;

struct Look4 {
  Answer VisitDraft::*answer;
  Picture picture;
  Str word;
  Str hint;
  int matter_tens;  // visit.matters of this row have this tens digit (core/model/model.cpp)
  const char* id;
};
constexpr std::array<Look4, 4> looks = {{{&VisitDraft::basics, Picture::meal, Str::visit_basics, Str::visit_basics_hint, 1, "basics"},
                                         {&VisitDraft::safety, Picture::safe, Str::visit_safety, Str::visit_safety_hint, 2, "safety"},
                                         {&VisitDraft::family, Picture::family, Str::visit_family, Str::visit_family_hint, 3, "family"},
                                         {&VisitDraft::mood, Picture::mood, Str::visit_mood, Str::visit_mood_hint, 4, "mood"}}};

std::span<const model::Choice> matters_of_model() {
  return model::find(*model::find(model::EntityType::visit), model::visit::matters)->choices;
}
std::vector<const model::Choice*> matters_of(const Look4& look) {
  std::vector<const model::Choice*> out;
  for (const model::Choice& c : matters_of_model())
    if (c.value / 10 == look.matter_tens) out.push_back(&c);
  return out;
}

void flip_matter(VisitDraft& draft, std::int64_t value) {
  const auto at = std::find(draft.matters.begin(), draft.matters.end(), value);
  if (at == draft.matters.end()) {
    draft.matters.push_back(value);
  } else {
    draft.matters.erase(at);
  }
}

void set_answer(VisitDraft& draft, const Look4& look, Answer answer) {
  draft.*look.answer = draft.*look.answer == answer ? Answer::unseen : answer;
  if (draft.*look.answer != Answer::concern)
    std::erase_if(draft.matters, [&](std::int64_t v) { return v / 10 == look.matter_tens; });
}

bool any_concern(const VisitDraft& draft) {
  return std::any_of(looks.begin(), looks.end(), [&](const Look4& l) { return draft.*l.answer == Answer::concern; });
}
bool untouched(const VisitDraft& draft) { return care::unanswered(draft) == 4 && draft.outcome == Outcome::none; }

bool mode_choice(Kit& kit, VisitDraft& draft) {
  int mode = static_cast<int>(draft.mode) - 1;
  if (!kit.segmented("visit.mode", Str::visit_mode,
                     {{.word = Str::visit_home, .icon = Icon::door},
                      {.word = Str::visit_phone, .icon = Icon::phone},
                      {.word = Str::visit_paired, .icon = Icon::people},
                      {.word = Str::visit_neighbour, .icon = Icon::houses}},
                     mode))
    return false;
  draft.mode = static_cast<care::VisitMode>(mode + 1);
  return true;
}

bool answers(Kit& kit, VisitDraft& draft, const Look4& look) {
  bool changed = false;
  kit.columns({-1, -1}, [&](int cell) {
    const Answer answer = cell == 0 ? Answer::fine : Answer::concern;
    const Choice choice{.word = cell == 0 ? Str::visit_fine : Str::visit_concern,
                        .icon = draft.*look.answer == answer ? (cell == 0 ? Icon::check : Icon::hand) : Icon::none,
                        .tone = cell == 0 ? Tone::primary : Tone::due};
    const Id id(cell == 0 ? "visit.fine" : "visit.concern", look.id);
    if (kit.option(id, choice, draft.*look.answer == answer, 56)) {
      set_answer(draft, look, answer);
      changed = true;
    }
  }, 8);
  return changed;
}

// Two beside each other, as long as five characters and the tick fit into one.
bool matter_chips(Kit& kit, VisitDraft& draft, const Look4& look, int per_row) {
  if ((kit.width() - 40) / 2 < 5 * kit.theme().type(Type::label).size + 48) per_row = 0;
  const auto list = matters_of(look);
  bool changed = false;
  kit.chips(Id("visit.matters", look.id), look.word, static_cast<int>(list.size()), [&](int i) {
    const model::Choice& c = *list[static_cast<std::size_t>(i)];
    const bool on = std::find(draft.matters.begin(), draft.matters.end(), c.value) != draft.matters.end();
    if (kit.chip(Id("visit.matter", static_cast<std::uint64_t>(c.value)), model_word(c.label_zh), on)) {
      flip_matter(draft, c.value);
      changed = true;
    }
  }, per_row);
  return changed;
}

bool four_looks(Kit& kit, VisitDraft& draft) {
  bool changed = false;
  const bool wide = kit.width() >= 600 && kit.theme().factor() < 1.3f;
  const float picture_w = std::max(96.0f, 4.2f * kit.theme().type(Type::label).size);   // four characters under it
  kit.section(Str::visit_four);
  kit.card([&] {
    for (std::size_t i = 0; i < looks.size(); ++i) {
      const Look4& look = looks[i];
      if (i > 0) kit.rule();
      kit.group(Id("visit.look", look.id), Role::group, look.word, [&] {
        // Where there is room, the word and what it means stand beside the picture.
        if (wide) {
          kit.columns({-1.25f, -1}, [&](int cell) {
            if (cell == 0) kit.identity({.picture = look.picture, .name = look.word, .lines = {look.hint}, .small = true});
            else changed |= answers(kit, draft, look);
          }, 16, Align::middle);
        } else {
          kit.columns({picture_w, -1}, [&](int cell) {
            if (cell == 0) kit.picture(look.picture, look.word);
            else changed |= answers(kit, draft, look);
          }, 12, Align::middle);
        }
        if (draft.*look.answer == Answer::concern) changed |= matter_chips(kit, draft, look, wide ? 0 : 2);
      });
    }
  });
  return changed;
}

bool outcome_choice(Kit& kit, VisitDraft& draft) {
  struct Entry { Outcome outcome; Str word; Icon icon; Tone tone; const char* id; };
  constexpr std::array<Entry, 4> entries = {{{Outcome::safe, Str::visit_safe, Icon::okround, Tone::primary, "safe"},
                                             {Outcome::come_again, Str::visit_again, Icon::again, Tone::primary, "again"},
                                             {Outcome::needs_help, Str::visit_help, Icon::hand, Tone::primary, "help"},
                                             {Outcome::emergency, Str::visit_emergency, Icon::help, Tone::danger, "emergency"}}};
  bool changed = false;
  kit.section(Str::visit_outcome);
  kit.group("visit.outcome", Role::radiogroup, Str::visit_outcome, [&] {
    kit.grid(4, kit.form() == Form::phone ? 2 : 4, [&](int i) {
      const Entry& e = entries[static_cast<std::size_t>(i)];
      if (kit.option(Id("visit.outcome", e.id), {.word = e.word, .icon = e.icon, .tone = e.tone}, draft.outcome == e.outcome, 56)) {
        draft.outcome = draft.outcome == e.outcome ? Outcome::none : e.outcome;
        changed = true;
      }
    });
  });
  return changed;
}

// Words wait; the telephone does not.
void urgent_calls(Kit& kit, const VisitScreen& screen, const VisitDraft& draft, VisitAct& act) {
  if (draft.outcome != Outcome::emergency || screen.correcting) return;
  kit.gap();
  kit.icon_line(Icon::alert, Str::visit_urgent, Tone::danger);
  kit.gap();
  const auto ambulance = [&] {
    if (kit.button("visit.call_120", Str::visit_call_120, {.kind = ButtonKind::danger, .icon = Icon::phone})) act.kind = VisitAct::call_120;
  };
  const auto family = [&] {
    if (kit.button("visit.call_family", Str::visit_call_family, {.icon = Icon::phone})) act.kind = VisitAct::call_family;
  };
  if (!screen.contact) return ambulance();
  kit.columns({-1, -1}, [&](int cell) { cell == 0 ? ambulance() : family(); });
}

bool follow_up(Kit& kit, const VisitScreen& screen, VisitState& state) {
  VisitDraft& draft = state.draft;
  if (draft.outcome == Outcome::none || draft.outcome == Outcome::safe) return false;
  bool changed = false;
  kit.gap();
  if (kit.field("visit.follow_up", draft.follow_up, {.label = Str::visit_follow_up, .placeholder = Str::visit_follow_up_hint, .icon = Icon::hand, .max_length = 40}))
    changed = true;
  kit.space(12);
  kit.label(Str::visit_by);
  kit.space(8);
  const Date today = screen.moment.today();
  constexpr int days[] = {0, 1, 2, 7};
  kit.chips("visit.by", Str::visit_by, 4, [&](int i) {
    const Date day{today.days + days[i]};
    if (kit.chip(Id("visit.by", static_cast<std::uint64_t>(days[i])), days[i] == 7 ? say_day(day, today) : say_day(day, today), draft.follow_up_by == day)) {
      draft.follow_up_by = draft.follow_up_by == day ? std::nullopt : std::optional<Date>(day);
      changed = true;
    }
  });
  return changed;
}

void voice(Kit& kit, const VisitScreen& screen, VisitAct& act) {
  if (screen.correcting) return;
  kit.space(12);
  const VoicePress press = kit.voice_note(visit_voice(), screen.voice);
  if (press != VoicePress::none) act = {VisitAct::voice, press};
}

}  // namespace

Id visit_voice() { return "visit.voice"; }

VisitAct visit_content(Kit& kit, const VisitScreen& screen, VisitState& state) {
  VisitAct act;
  VisitDraft& draft = state.draft;
  kit.label(joined({say_moment(draft.happened_at_ms.value_or(screen.moment.now_ms), screen.moment.now_ms, screen.moment.utc_offset_minutes),
                    verbatim(screen.village)}));
  kit.space(12);
  bool changed = mode_choice(kit, draft);
  kit.space(12);
  // Once a worry is told the card only fills in what is left, so it can never overwrite it.
  const int left = care::unanswered(draft);
  if (untouched(draft)) {
    if (kit.act_card("visit.all_well", {.icon = Icon::okround, .title = Str::visit_all_well, .second = Str::visit_all_well_what})) act.kind = VisitAct::all_well;
  } else if (left > 0) {
    if (kit.act_card("visit.rest_well", {.icon = Icon::okround, .title = say(Str::visit_rest_well, left), .second = Str::visit_rest_well_what})) {
      for (const Look4& look : looks)
        if (draft.*look.answer == Answer::unseen) draft.*look.answer = Answer::fine;
      changed = true;
    }
  }
  changed |= four_looks(kit, draft);
  changed |= outcome_choice(kit, draft);
  urgent_calls(kit, screen, draft, act);
  changed |= follow_up(kit, screen, state);
  kit.gap();
  if (kit.field("visit.note", draft.note, {.label = Str::visit_note, .kind = FieldKind::multiline, .placeholder = Str::visit_note_hint,
                                           .max_length = static_cast<int>(limits::note_characters_max)}))
    changed = true;
  if (changed && act.kind == VisitAct::none) act.kind = VisitAct::changed;
  voice(kit, screen, act);
  return act;
}

VisitAct visit_dock(Kit& kit, const VisitScreen&, const VisitState& state) {
  VisitAct act;
  const VisitDraft& draft = state.draft;
  const int left = care::unanswered(draft);
  if (untouched(draft)) {
    kit.columns({-1, -0.6f}, [&](int cell) {
      if (cell == 0) kit.label(Str::visit_not_looked);
      if (cell == 1) kit.button("visit.save", Str::save, {.kind = ButtonKind::primary, .disabled = Str::visit_not_looked});
    }, 12, Align::middle);
    return act;
  }
  const Text why = any_concern(draft) && draft.outcome == Outcome::none ? Text(Str::visit_need_outcome) : Text();
  const Text word = left > 0 ? say(Str::visit_save_left, left) : Text(Str::visit_save);
  if (!why.empty()) kit.label(why);
  if (kit.button("visit.save", word, {.kind = ButtonKind::primary, .disabled = why})) act.kind = VisitAct::save;
  return act;
}

VisitAct visit_content_elder(Kit& kit, const VisitScreen& screen, VisitState& state) {
  VisitAct act;
  VisitDraft& draft = state.draft;
  const int total = static_cast<int>(looks.size());
  if (state.step >= total) {
    kit.bars(total, total, say(Str::visit_step, total, total));
    kit.gap();
    const bool chosen = outcome_choice(kit, draft);
    urgent_calls(kit, screen, draft, act);
    const bool followed = follow_up(kit, screen, state);
    if ((chosen || followed) && act.kind == VisitAct::none) act.kind = VisitAct::changed;
    voice(kit, screen, act);
    return act;
  }
  const Look4& look = looks[static_cast<std::size_t>(state.step)];
  kit.bars(state.step + 1, total, say(Str::visit_step, state.step + 1, total));
  kit.label(say(Str::visit_step_line, state.step + 1));
  kit.gap();
  const float air = kit.form() == Form::phone && kit.theme().factor() < 1.2f ? 28 : 0;   // the question is the screen
  kit.card([&] {
    if (air > 0) kit.space(air);
    kit.picture(look.picture, look.word, true);
    kit.text(look.hint, {.align = Align::middle});
    if (air > 0) kit.space(air);
  });
  kit.gap();
  const auto go_on = [&] {
    state.saying = false;
    ++state.step;
    act.kind = VisitAct::changed;
    if (state.step == total && !any_concern(draft)) act.kind = VisitAct::save;
  };
  if (state.saying) {
    if (matter_chips(kit, draft, look, 2)) act.kind = VisitAct::changed;
    kit.gap();
    if (kit.button(Id("visit.said", look.id), Str::visit_said, {.kind = ButtonKind::primary})) go_on();
    return act;
  }
  if (kit.button(Id("visit.fine", look.id), Str::visit_fine, {.kind = ButtonKind::primary, .icon = Icon::okround})) {
    draft.*look.answer = Answer::fine;
    go_on();
  }
  kit.gap();
  if (kit.button(Id("visit.concern", look.id), Str::visit_say_it, {.icon = Icon::hand})) {
    draft.*look.answer = Answer::concern;
    state.saying = true;
    act.kind = VisitAct::changed;
  }
  return act;
}

VisitAct visit_dock_elder(Kit& kit, const VisitScreen&, VisitState& state) {
  VisitAct act;
  const VisitDraft& draft = state.draft;
  if (state.step >= static_cast<int>(looks.size())) {
    const Text why = any_concern(draft) && draft.outcome == Outcome::none ? Text(Str::visit_need_outcome) : Text();
    if (kit.button("visit.save", Str::visit_save, {.kind = ButtonKind::primary, .disabled = why})) act.kind = VisitAct::save;
    return act;
  }
  if (untouched(draft) && kit.button("visit.all_well", Str::visit_all_well_once, {.kind = ButtonKind::quiet, .icon = Icon::check}))
    act.kind = VisitAct::all_well;
  return act;
}

bool visit_step_back(VisitState& state) {
  if (state.saying) {
    state.saying = false;
    return true;
  }
  if (state.step == 0) return false;
  --state.step;
  return true;
}

}  // namespace huzhu::ui
