#include "ui/screens/consent.h"

#include <algorithm>

#include "core/base/limits.h"
#include "ui/screens/choices.h"
#include "ui/text/model_words.h"

namespace huzhu::ui {
namespace {

using registry::ConsentKind;
using registry::ConsentState;
using registry::ConsentSubject;

namespace fields = model::consent;

Text subject_word(ConsentSubject subject) { return choice_label(model::EntityType::consent, fields::what, static_cast<std::int64_t>(subject)); }
Text kind_word(ConsentKind kind) { return choice_label(model::EntityType::consent, fields::kind, static_cast<std::int64_t>(kind)); }

Text how_words(const registry::ConsentLine& line, const Moment& moment) {
  if (line.state == ConsentState::never_asked) return Str::consent_never;
  return joined({line.state == ConsentState::taken_back ? Text(Str::consent_taken_back) : Text(), line.kind == ConsentKind::none ? Text() : kind_word(line.kind),
                 line.on ? say_day(*line.on, moment.today()) : Text(), line.given_by.empty() ? Text() : say(Str::consent_given_by, verbatim(line.given_by)),
                 line.witness.empty() ? Text() : say(Str::consent_witness, verbatim(line.witness))});
}

// Several may be said in one breath.
void subjects(Kit& kit, ConsentForm& form, const Text& title) {
  registry::ConsentDraft& draft = form.draft;
  kit.section(title);
  kit.chips("consent.what", title, static_cast<int>(form.offered.size()), [&](int i) {
    const ConsentSubject subject = form.offered[static_cast<std::size_t>(i)];
    const auto at = std::find(draft.subjects.begin(), draft.subjects.end(), subject);
    const bool on = at != draft.subjects.end();
    if (!kit.chip(Id("consent.subject", static_cast<std::uint64_t>(subject)), subject_word(subject), on)) return;
    if (on) draft.subjects.erase(at);
    else draft.subjects.push_back(subject);
  });
}

void how(Kit& kit, ConsentForm& form) {
  constexpr std::pair<ConsentKind, Icon> kinds[] = {
      {ConsentKind::signature, Icon::write}, {ConsentKind::thumb_mark, Icon::hand}, {ConsentKind::spoken, Icon::people}, {ConsentKind::family, Icon::user}};
  std::vector<Choice> choices;
  int chosen = -1;
  for (const auto& [kind, icon] : kinds) {
    if (kind == form.draft.kind) chosen = static_cast<int>(choices.size());
    choices.push_back({.word = kind_word(kind), .icon = icon});
  }
  kit.section(Str::consent_how);
  if (kit.radio_cards("consent.how", Str::consent_how, choices, chosen)) {
    form.draft.kind = kinds[chosen].first;
    form.draft.mark.clear();   // given another way, it is another mark
  }
}

// The name or the thumb itself, where it is given here; on paper it was given elsewhere.
void sign(Kit& kit, registry::ConsentDraft& draft) {
  const bool thumb = draft.kind == ConsentKind::thumb_mark;
  if (draft.kind != ConsentKind::signature && !thumb) return;
  kit.gap();
  const SignPad pad{.label = thumb ? Str::consent_thumb : Str::consent_sign, .help = Str::consent_sign_paper, .thumb = thumb, .witness = Str::consent_sign_witness};
  std::string& mark = draft.mark;
  if (kit.signature(thumb ? "consent.thumb" : "consent.sign", mark, pad) == SignPress::witness) draft.kind = ConsentKind::spoken;
}

void marks(Kit& kit, const ConsentScreen& screen) {
  std::vector<const registry::ConsentLine*> signed_lines;
  for (const registry::ConsentLine& line : screen.lines)
    if (line.state == ConsentState::given && !line.mark.empty()) signed_lines.push_back(&line);
  if (signed_lines.empty()) return;
  kit.section(Str::consent_marks);
  kit.grid(static_cast<int>(signed_lines.size()), kit.width() < 440 ? 1 : 2, [&](int i) {
    const registry::ConsentLine& line = *signed_lines[static_cast<std::size_t>(i)];
    kit.signed_picture(Id("consent.mark", static_cast<std::uint64_t>(line.subject)), subject_word(line.subject), line.mark);
  }, 16);
}

}  // namespace

ConsentAct consent_content(Kit& kit, const ConsentScreen& screen) {
  ConsentAct act;
  kit.section(say(Str::consent_whose, verbatim(screen.name)));
  kit.rows([&] {
    for (const registry::ConsentLine& line : screen.lines) {
      const bool given = line.state == ConsentState::given;
      const Row row{.icon = given ? Icon::check : Icon::info, .tone = given ? Tone::ok : Tone::plain, .plain_name = true, .name = subject_word(line.subject),
                    .second = how_words(line, screen.moment), .act = given ? Str::consent_take_back : Str::consent_ask, .act_quiet = true, .press = false};
      if (kit.row(Id("consent.line", static_cast<std::uint64_t>(line.subject)), row) == RowPress::act)
        act = {given ? ConsentAct::take_back : ConsentAct::ask, line.subject};
    }
  });
  kit.space(8);
  kit.note(Str::consent_why);
  marks(kit, screen);
  if (!screen.can_erase) return act;
  kit.section(Str::erase_section);
  kit.rows([&] {
    if (kit.row("consent.erase", {.icon = Icon::close, .name = Str::erase_open, .second = Str::erase_open_what, .chevron = true}) == RowPress::row)
      act.kind = ConsentAct::erase;
  });
  return act;
}

bool consent_form(Kit& kit, ConsentForm& form) {
  registry::ConsentDraft& draft = form.draft;
  subjects(kit, form, form.taking_back ? Str::consent_what_back : Str::consent_what);
  how(kit, form);
  const int longest = static_cast<int>(limits::name_characters_max);
  if (draft.kind == ConsentKind::family) {
    kit.gap();
    if (kit.field("consent.family", draft.given_by, {.label = Str::consent_family_name, .error = form.family_error, .required = true, .max_length = longest}))
      form.family_error = {};
  }
  sign(kit, draft);
  if (draft.kind == ConsentKind::spoken || draft.kind == ConsentKind::thumb_mark) {
    kit.gap();
    if (kit.field("consent.witness", draft.witness, {.label = Str::consent_witness_name, .help = Str::consent_witness_help, .error = form.witness_error,
                                                     .required = draft.kind == ConsentKind::spoken, .max_length = longest}))
      form.witness_error = {};
  }
  kit.gap();
  const Text missing = draft.subjects.empty() ? Text(Str::consent_need_what) : draft.kind == ConsentKind::none ? Text(Str::consent_need_how) : Text();
  return kit.button("consent.save", Str::consent_save, {.kind = ButtonKind::primary, .icon = Icon::check, .disabled = missing});
}

EraseAct erase_content(Kit& kit, EraseScreen& screen) {
  EraseAct act = EraseAct::none;
  int reach = screen.chosen ? static_cast<int>(screen.wanted.reach) : -1;
  kit.section(Str::erase_reach);
  if (kit.radio_cards("erase.reach", Str::erase_reach, {{.word = Str::erase_health, .second = Str::erase_health_what}, {.word = Str::erase_all, .second = Str::erase_all_what}},
                      reach)) {
    screen.wanted.reach = static_cast<registry::ErasureReach>(reach);
    screen.chosen = true;
    act = EraseAct::chosen;
  }
  std::optional<std::int64_t> reason;
  if (screen.wanted.reason != registry::ErasureReason::none) reason = static_cast<std::int64_t>(screen.wanted.reason);
  if (choose_one(kit, "erase.reason", Str::erase_reason, model::EntityType::redaction, model::redaction::reason, reason))
    screen.wanted.reason = static_cast<registry::ErasureReason>(reason.value_or(0));
  const bool family = screen.wanted.reason == registry::ErasureReason::family_asked;
  if (family) {
    kit.gap();
    if (kit.field("erase.family", screen.wanted.asked_by, {.label = Str::looked_family_who, .help = Str::looked_family_who_help, .error = screen.family_error, .required = true,
                                                           .max_length = static_cast<int>(limits::address_characters_max)}))
      screen.family_error = {};
  }
  kit.gap();
  kit.icon_line(Icon::info, Str::erase_stays);
  if (screen.chosen) {
    if (screen.refused != ErrorCode::none) kit.icon_line(Icon::alert, error_text(screen.refused), Tone::due);
    else kit.icon_line(Icon::alert, screen.count == 0 ? Text(Str::erase_nothing) : say(Str::erase_count, static_cast<int>(screen.count)), Tone::due);
  }
  const Text missing = !screen.chosen                                        ? Text(Str::erase_need_reach)
                       : screen.refused != ErrorCode::none                   ? error_text(screen.refused)
                       : screen.count == 0                                   ? Text(Str::erase_nothing)
                       : screen.wanted.reason == registry::ErasureReason::none ? Text(Str::erase_need_reason)
                       : family && screen.wanted.asked_by.empty()            ? Text(Str::looked_family_need)
                                                                             : Text();
  kit.space(8);
  if (kit.button("erase.open", Str::erase_title, {.kind = ButtonKind::danger, .disabled = missing})) screen.sure = true;
  return act;
}

EraseAct erase_question(Kit& kit, EraseScreen& screen) {
  if (!screen.sure) return EraseAct::none;
  const DialogPress press = kit.dialog("erase.sure", {.title = say(Str::erase_sure, verbatim(screen.name)), .body = Str::erase_sure_body,
                                                      .safe = Str::erase_keep, .act = Str::erase_do, .danger = true});
  if (press != DialogPress::none) screen.sure = false;
  return press == DialogPress::act ? EraseAct::erase : EraseAct::none;
}

int retention_content(Kit& kit, const RetentionScreen& screen) {
  int pressed = -1;
  if (screen.due.empty()) {
    kit.empty("retention.none", {.picture = Picture::safe, .what = Str::retention_none, .next = Str::retention_none_next});
    return pressed;
  }
  kit.label(Str::retention_what);
  kit.gap();
  kit.list("retention.rows", Str::retention_title, static_cast<int>(screen.due.size()), [&](int i) {
    const registry::RetentionDue& one = screen.due[static_cast<std::size_t>(i)];
    const Row row{.surname = surname_of(one.name), .name = verbatim(one.name), .aside = verbatim(one.place), .second = verbatim(std::string(one.rule->title_zh)),
                  .third = say(Str::retention_since, say_day(one.since, screen.moment.today())), .third_icon = Icon::cal, .chevron = true};
    if (kit.row(Id("retention.row", one.person.value), row) == RowPress::row) pressed = i;
  });
  // By which document, for whoever asks the lead why.
  kit.section(Str::retention_rules);
  for (const registry::RetentionRule& rule : registry::retention_rules())
    if (std::any_of(screen.due.begin(), screen.due.end(), [&](const registry::RetentionDue& one) { return one.rule == &rule; }))
      kit.note(verbatim(std::string(rule.title_zh) + "：" + std::string(rule.source_zh)));
  return pressed;
}

}  // namespace huzhu::ui
