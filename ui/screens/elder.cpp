#include "ui/screens/elder.h"

#include <algorithm>

#include "ui/screens/choices.h"
#include "ui/screens/elder_words.h"
#include "ui/screens/ending.h"
#include "ui/text/model_words.h"

namespace huzhu::ui {
namespace {

using registry::Happening;
using registry::SafetyKind;

Text who_line(const registry::ElderFile& f) {
  Text zodiac = f.zodiac.empty() ? Text() : say(Str::elder_zodiac, model_word(f.zodiac));
  return joined({sex_word(f.sex), f.age >= 0 ? say(Str::age, f.age) : Text(), zodiac});
}
Text where_line(const registry::ElderFile& f) { return joined({verbatim(f.village + f.group_name), verbatim(f.address)}); }

Icon safety_icon(SafetyKind kind) {
  switch (kind) {
    case SafetyKind::allergy: return Icon::pill;
    case SafetyKind::medicine: return Icon::pill;
    case SafetyKind::hearing: return Icon::ear;
    case SafetyKind::spare_key: return Icon::key;
    case SafetyKind::stove: return Icon::fire;
    case SafetyKind::contact: return Icon::phone;
  }
  return Icon::alert;
}
// All values side by side, never one alone.
void safety(Kit& kit, const ElderScreen& screen, bool detail, ElderAct& act) {
  const registry::ElderFile& f = screen.file;
  if (f.safety.empty()) return;
  kit.section(Str::elder_safety);
  const auto items = [&] {
    for (const registry::SafetyItem& item : f.safety) {
      Text words = joined(verbatim_all(item.values));
      if (!item.phone.empty()) words = joined({words, screen.phone_shown ? verbatim(item.phone) : say_phone_tail(item.phone)});
      const bool grave = item.kind == SafetyKind::allergy;
      Row row{.icon = safety_icon(item.kind), .tone = grave ? Tone::danger : Tone::due, .name = safety_title(item.kind), .second = words,
              .press = false};
      if (item.kind == SafetyKind::hearing || item.kind == SafetyKind::spare_key || item.kind == SafetyKind::contact) row.tone = Tone::plain;
      if (item.values.size() > 1) row.mark = {.kind = MarkKind::conflict};
      row.plain_name = true;
      row.compact = detail;
      // At the door one press calls; at a desk the number is read and dialled elsewhere. On record, both.
      if (!item.phone.empty() && !(detail && screen.phone_shown)) {
        row.act = detail ? Str::show : Str::call;
        row.act_icon = detail ? Icon::eye : Icon::phone;
        row.act_quiet = detail;
      }
      if (kit.row(Id("elder.safety", static_cast<std::uint64_t>(item.kind)), row) == RowPress::act) act.kind = detail ? ElderAct::show_phone : ElderAct::call_contact;
    }
  };
  kit.rows(items);
}

void duties(Kit& kit, const ElderScreen& screen) {
  const auto& f = screen.file;
  kit.section(Str::elder_duties);
  kit.rows([&] {
    if (f.duties.empty()) {
      kit.row("elder.duty/none", {.icon = Icon::okround, .name = Str::elder_no_duty, .compact = true, .press = false});
      return;
    }
    std::uint64_t n = 0;
    for (const care::DutyState& d : f.duties) {
      const Text name = d.kind == care::DutyKind::follow_up ? Text(Str::elder_follow_up)
                        : d.rule                            ? model_word(d.rule->title_zh)
                                                            : say(Str::elder_every_days, d.every_days);
      const Text last = d.last ? say(Str::roster_last, say_day(*d.last, screen.moment.today())) : Text(Str::roster_never);
      kit.row(Id("elder.duty", n++), {.name = name, .second = last, .mark = duty_mark(d, screen.moment), .press = false});
    }
  });
}

Text happening_second(const Happening& h) {
  Text how;
  if (h.kind == Happening::Kind::visit) how = choice_label(model::EntityType::visit, model::visit::mode, h.mode);
  return joined({verbatim(h.who), how, verbatim(h.note)});
}

Text voice_sentence(VoiceState state) {
  switch (state) {
    case VoiceState::coming: return Str::voice_coming;
    case VoiceState::newer: return Str::voice_newer;
    case VoiceState::playing: return Str::voice_on;
    case VoiceState::there: case VoiceState::none: break;
  }
  return Str::voice_there;
}

// In plain words, when the clock of who wrote it and the hub's contradict each other.
Text clock_words(const Happening& h, const Moment& moment) {
  if (!h.written.clock_was_fast) return {};
  const auto said = [&](std::int64_t ms) { return say_moment(ms, moment.now_ms, moment.utc_offset_minutes); };
  return say(Str::elder_clock_fast, said(h.written.device_ms), said(*h.written.received_ms));
}

bool may_change(const ElderScreen& screen, const Happening& h) {
  return screen.can_visit && (h.kind == Happening::Kind::visit || h.kind == Happening::Kind::hours) && (h.own || screen.changes_of_others);
}

void history(Kit& kit, const ElderScreen& screen, ElderAct& act) {
  const auto& f = screen.file;
  kit.section(Str::elder_history, f.history_count > 0 ? say(Str::elder_history_count, static_cast<int>(f.history_count)) : Text());
  if (f.history.empty()) {
    kit.label(Str::elder_no_history);
    return;
  }
  kit.list("elder.history", Str::elder_history, static_cast<int>(f.history.size()), [&](int i) {
    const Happening& h = f.history[static_cast<std::size_t>(i)];
    const Date day = Date::from_ms(h.happened_at_ms, screen.moment.utc_offset_minutes);
    const bool undoable = may_change(screen, h);
    Row row{.lead = say_day(day, screen.moment.today()), .name = happening_words(h), .second = happening_second(h), .mark = state_mark(h.state),
            .small_name = true, .press = false};
    if (undoable) {
      row.act = h.kind == Happening::Kind::visit ? Str::elder_change_visit : Str::undo;
      row.act_icon = h.kind == Happening::Kind::visit ? Icon::write : Icon::undo;
      row.act_quiet = true;
    }
    const VoiceState voice = screen.voices.empty() ? VoiceState::none : screen.voices[static_cast<std::size_t>(i)];
    if (voice != VoiceState::none) {
      row.third = voice_sentence(voice);
      row.third_icon = Icon::speak;
      row.third_tone = voice == VoiceState::coming || voice == VoiceState::newer ? Tone::quiet : Tone::primary;
      row.press = row.third_tone == Tone::primary;
    }
    if (row.third.empty() && h.written.clock_was_fast) {
      row.third = Str::elder_clock_doubt;
      row.third_icon = Icon::clock;
      row.third_tone = Tone::due;
    }
    switch (kit.row(Id("elder.happening", h.entity.value), row)) {
      case RowPress::act: act = {ElderAct::ask_record, h.entity, h.kind == Happening::Kind::hours, 0}; break;
      case RowPress::row: act = {ElderAct::hear, h.entity, false, 0}; break;
      case RowPress::none: break;
    }
  });
}

void acts(Kit& kit, const ElderScreen& screen, ElderAct& act) {
  const auto& f = screen.file;
  const bool call = !f.phone.empty();
  const bool here = screen.can_visit && f.moved_to.empty();   // who moved is visited, and written about, there
  const auto visit = [&] {
    if (kit.button(Id("elder.visit", f.person.value), Str::write_visit, {.kind = ButtonKind::primary, .icon = Icon::write})) act.kind = ElderAct::visit;
  };
  // No link: who calls has the whole number, and that is put on record.
  const auto phone = [&] {
    if (kit.button(Id("elder.call", f.person.value), Str::call, {.icon = Icon::phone})) act.kind = ElderAct::call;
  };
  if (here && call) {
    kit.columns({-1.35f, -1}, [&](int cell) { cell == 0 ? visit() : phone(); });
  } else if (here) {
    visit();
  } else if (call) {
    phone();
  }
}

void conflict_banner(Kit& kit, const ElderScreen& screen, ElderAct& act) {
  if (screen.file.ended_kind != 0) {
    kit.gap();
    const Text to = screen.file.moved_to.empty() ? Text() : say(Str::ending_moved_to, verbatim(screen.file.moved_to));
    kit.icon_line(Icon::info, joined({ending_line(screen.file.ended_kind, screen.file.ended_on, screen.moment.today()), to}));
  } else if (!screen.file.moved_from.empty()) {
    kit.gap();
    kit.icon_line(Icon::houses, say(Str::ending_moved_from, verbatim(screen.file.moved_from)));
  }
  if (screen.file.consent_taken_back) {
    kit.gap();
    if (kit.banner("elder.no_more", {.sentence = Str::consent_no_more, .tone = Tone::due, .icon = Icon::hand, .act = screen.can_edit ? Text(Str::elder_conflict_go) : Text()}))
      act.kind = ElderAct::consent;
  }
  for (const registry::OpenConflict& c : screen.file.conflicts) {
    kit.gap();
    if (kit.banner(Id("elder.conflict", c.field), {.sentence = say(Str::elder_conflict, model_word(c.label)), .tone = Tone::due, .icon = Icon::fork,
                                                   .act = Str::elder_conflict_go}))
      act = {ElderAct::conflict, c.entity, false, c.field};
  }
}

// Her other records: what is told here is told of all of them.
void others(Kit& kit, const ElderScreen& screen, ElderAct& act) {
  if (screen.file.others.empty()) return;
  kit.section(Str::same_others);
  kit.rows([&] {
    for (const registry::OtherRecord& other : screen.file.others) {
      const Text since = other.registered_on ? say(Str::register_since, say_day(*other.registered_on, screen.moment.today())) : Text();
      Row row{.icon = Icon::people, .name = verbatim(other.name), .second = joined({verbatim(other.village + other.group_name), since, ending_line(other.ended_kind, {}, screen.moment.today())}), .chevron = !screen.can_review};
      if (screen.can_review) {
        row.act = Str::same_part;
        row.act_quiet = true;
      }
      switch (kit.row(Id("elder.other", other.person.value), row)) {
        case RowPress::act: act = {ElderAct::part_record, other.person}; break;
        case RowPress::row: act = {ElderAct::open_record, other.person}; break;
        case RowPress::none: break;
      }
    }
  });
}

void passbook(Kit& kit, const registry::ElderFile& f) {
  if (f.minutes_received == 0 && f.minutes_earned == 0) return;
  kit.section(Str::elder_hours);
  kit.rows([&] {
    if (f.minutes_received > 0)
      kit.row("elder.received", {.icon = Icon::clock, .name = say(Str::elder_received, say_span(static_cast<int>(f.minutes_received))),
                                 .second = say(Str::elder_this_month, say_span(static_cast<int>(f.minutes_received_this_month))), .press = false});
    if (f.minutes_earned > 0)
      kit.row("elder.earned", {.icon = Icon::heart, .name = say(Str::elder_earned, say_span(static_cast<int>(f.minutes_earned))), .press = false});
  });
}

// Masked until somebody asks; a look is on record before anything is seen.
void contact(Kit& kit, const ElderScreen& screen, ElderAct& act) {
  const auto& f = screen.file;
  const auto item = [&](const char* id, Icon icon, Str name, const std::string& value, bool shown, const Text& masked, Str none, ElderAct::Kind show, ElderAct::Kind copy) {
    Row row{.icon = icon, .name = name, .second = value.empty() ? Text(none) : shown ? verbatim(value) : masked, .press = false};
    if (!value.empty() && !shown) {
      row.act = Str::show;
      row.act_icon = Icon::eye;
      row.act_quiet = true;
    }
    // Where papers are filled in beside it.
    const bool to_copy = shown && !value.empty() && kit.form() == Form::desk;
    if (to_copy) {
      row.act = Str::copy;
      row.act_quiet = true;
    }
    if (kit.row(Id(id, f.person.value), row) == RowPress::act) act.kind = to_copy ? copy : show;
  };
  kit.section(Str::elder_papers);
  kit.rows([&] {
    item("elder.id", Icon::idcard, Str::elder_id, f.resident_id, screen.id_shown, say_masked_id(f.resident_id), Str::unknown, ElderAct::ask_id, ElderAct::copy_id);
    item("elder.phone", Icon::phone, Str::elder_phone, f.phone, screen.phone_shown, say_phone_tail(f.phone), Str::elder_no_phone, ElderAct::show_phone, ElderAct::copy_phone);
    if (screen.can_review &&
        kit.row(Id("elder.looked", f.person.value), {.icon = Icon::eye, .name = Str::elder_looked, .second = Str::elder_looked_what, .chevron = true}) == RowPress::row)
      act.kind = ElderAct::who_looked;
    if (screen.can_edit &&
        kit.row(Id("elder.consent", f.person.value), {.icon = Icon::okround, .name = Str::consent_title, .second = Str::consent_row_what, .chevron = true}) == RowPress::row)
      act.kind = ElderAct::consent;
    if (screen.can_review &&
        kit.row(Id("elder.find_same", f.person.value), {.icon = Icon::people, .name = Str::same_row, .second = Str::same_row_what, .chevron = true}) == RowPress::row)
      act.kind = ElderAct::find_same;
    if (screen.can_review &&
        kit.row(Id("elder.ending", f.person.value), {.icon = Icon::door, .name = Str::ending_title, .second = Str::ending_row_what, .chevron = true}) == RowPress::row)
      act.kind = ElderAct::ending;
  });
}

Text photo_sentence(PhotoState state) {
  switch (state) {
    case PhotoState::hidden: return Str::photo_hidden;
    case PhotoState::coming: return Str::photo_coming;
    case PhotoState::preparing: return Str::photo_preparing;
    case PhotoState::newer: return Str::photo_newer;
    case PhotoState::broken: return Str::photo_broken;
    case PhotoState::none: case PhotoState::shown: break;
  }
  return Str::photo_none;
}

void photo(Kit& kit, const ElderScreen& screen, ElderAct& act) {
  const auto& f = screen.file;
  const bool any = screen.photo_state != PhotoState::none;
  if (!any && !screen.can_photograph) return;
  kit.section(Str::photo_title);
  kit.photo(Id("elder.photo", f.person.value), {.photo = screen.photo, .name = say(Str::photo_of, verbatim(f.name)), .instead = photo_sentence(screen.photo_state)});
  if (screen.photo_state == PhotoState::hidden && kit.button(Id("elder.show_photo", f.person.value), Str::show, {.icon = Icon::eye})) act.kind = ElderAct::ask_id;
  if (!screen.can_photograph) return;
  kit.note(Str::photo_agree);
  const auto take = [&] { kit.file_button(photo_button(f.person), any ? Str::photo_replace : Str::photo_take, {.icon = any ? Icon::swap : Icon::plus, .picture = true}); };
  if (!any) return take();
  kit.columns({-1, -1}, [&](int cell) {
    if (cell == 0) take();
    else if (kit.button(Id("elder.remove_photo", f.person.value), Str::photo_remove, {.icon = Icon::del})) act.kind = ElderAct::remove_photo;
  });
}

void print_button(Kit& kit, const ElderScreen& screen, ElderAct& act) {
  kit.gap();
  if (kit.button(Id("elder.print", screen.file.person.value), Str::print_file, {.icon = Icon::print})) act.kind = ElderAct::ask_print;
}

}  // namespace

Id photo_button(EntityId person) { return Id("elder.take_photo", person.value); }

ElderAct elder_content(Kit& kit, const ElderScreen& screen) {
  ElderAct act;
  const auto& f = screen.file;
  kit.card([&] {
    kit.identity({.surname = surname_of(f.name), .photo = screen.photo, .name = verbatim(f.name), .lines = {who_line(f), where_line(f)}, .tags = model_words(f.tags)});
    kit.gap();
    acts(kit, screen, act);
  });
  conflict_banner(kit, screen, act);
  others(kit, screen, act);
  const auto left = [&] { safety(kit, screen, false, act); };
  const auto right = [&] {
    duties(kit, screen);
    passbook(kit, f);
  };
  if (kit.form() == Form::phone || kit.theme().elder() || f.safety.empty()) {
    left();
    right();
  } else {
    kit.columns({-1, -1}, [&](int cell) { cell == 0 ? left() : right(); }, 24);
  }
  contact(kit, screen, act);
  photo(kit, screen, act);
  history(kit, screen, act);
  if (screen.can_edit) {
    kit.gap();
    if (kit.button(Id("elder.edit", f.person.value), Str::elder_edit, {.icon = Icon::write})) act.kind = ElderAct::edit;
  }
  print_button(kit, screen, act);
  return act;
}

ElderAct elder_detail(Kit& kit, const ElderScreen& screen) {
  ElderAct act;
  const auto& f = screen.file;
  kit.identity({.surname = surname_of(f.name), .photo = screen.photo, .name = verbatim(f.name), .lines = {joined({who_line(f), where_line(f)})}, .tags = model_words(f.tags)});
  kit.gap();
  kit.columns({-1.3f, -0.8f}, [&](int cell) {
    if (cell == 0 && screen.can_visit &&
        kit.button(Id("detail.visit", f.person.value), Str::write_visit, {.kind = ButtonKind::primary, .icon = Icon::write}))
      act.kind = ElderAct::visit;
    if (cell == 1 && screen.can_edit && kit.button(Id("detail.edit", f.person.value), Str::change, {})) act.kind = ElderAct::edit;
  });
  conflict_banner(kit, screen, act);
  others(kit, screen, act);
  safety(kit, screen, true, act);
  duties(kit, screen);
  passbook(kit, f);
  contact(kit, screen, act);
  photo(kit, screen, act);
  history(kit, screen, act);
  print_button(kit, screen, act);
  return act;
}

namespace {

// Why somebody's sensitive fields are needed; the reason that was pressed.
std::optional<people::AccessReason> reason_rows(Kit& kit, std::string_view id) {
  std::optional<people::AccessReason> pressed;
  kit.rows([&] {
    for (const model::Choice& c : choices_of(model::EntityType::access, model::access::reason)) {
      const auto reason = static_cast<people::AccessReason>(c.value);
      if (people::is_chosen(reason) &&
          kit.row(Id(id, static_cast<std::uint64_t>(c.value)), {.name = model_word(c.label_zh), .chevron = true, .compact = true}) == RowPress::row)
        pressed = reason;
    }
  });
  return pressed;
}

ElderAct print_question(Kit& kit, const ElderScreen& screen) {
  ElderAct act;
  const bool closed = kit.sheet("elder.paper", Str::print_file, [&] {
    kit.label(Str::print_file_body);
    kit.space(8);
    kit.rows([&] {
      if (kit.row("elder.masked", {.icon = Icon::print, .name = Str::print_masked, .second = Str::print_masked_what, .chevron = true}) == RowPress::row)
        act.kind = ElderAct::print;
    });
    if (!screen.can_print_whole) return;
    kit.section(Str::print_whole);
    kit.label(Str::print_whole_what);
    kit.space(8);
    if (const auto reason = reason_rows(kit, "elder.print_reason")) act = {.kind = ElderAct::print, .reason = *reason, .whole = true};
  });
  if (closed) act.kind = ElderAct::keep_print;
  return act;
}

}  // namespace

namespace {

// One record of the history: put right, or taken back. Nothing is gone at one stray press.
ElderAct record_question(Kit& kit, const ElderScreen& screen, const Happening& h) {
  ElderAct act;
  const bool hours = h.kind == Happening::Kind::hours;
  const bool closed = kit.sheet("elder.record", happening_words(h), [&] {
    kit.label(joined({say_day(Date::from_ms(h.happened_at_ms, screen.moment.utc_offset_minutes), screen.moment.today()), verbatim(h.who)}));
    const auto said = [&](std::int64_t ms) { return say_moment(ms, screen.moment.now_ms, screen.moment.utc_offset_minutes); };
    kit.label(say(Str::elder_written_at, said(h.written.device_ms)));
    kit.label(h.written.received_ms ? say(Str::elder_received_at, said(*h.written.received_ms)) : Text(Str::elder_not_received));
    if (const Text odd = clock_words(h, screen.moment); !odd.empty()) kit.icon_line(Icon::alert, odd, Tone::due);
    kit.space(8);
    kit.rows([&] {
      if (!hours && kit.row("elder.correct", {.icon = Icon::write, .name = Str::elder_correct, .second = Str::elder_correct_what, .chevron = true}) == RowPress::row)
        act = {ElderAct::correct, h.entity};
      if (kit.row("elder.take_back", {.icon = Icon::undo, .tone = Tone::danger, .name = Str::elder_take_back, .second = hours ? Text(Str::elder_take_back_hours) : Text(Str::elder_take_back_what),
                                      .chevron = true}) == RowPress::row)
        act = {ElderAct::take_back, h.entity, hours, 0};
    });
  });
  if (closed) act.kind = ElderAct::keep_record;
  return act;
}

}  // namespace

ElderAct elder_question(Kit& kit, const ElderScreen& screen) {
  ElderAct act;
  if (screen.printing) return print_question(kit, screen);
  if (screen.record) {
    const auto h = std::find_if(screen.file.history.begin(), screen.file.history.end(), [&](const Happening& one) { return one.entity == screen.record; });
    if (h != screen.file.history.end()) return record_question(kit, screen, *h);
  }
  if (!screen.asking) return act;
  const bool closed = kit.sheet("elder.why", Str::elder_why, [&] {
    kit.label(Str::elder_why_what);
    kit.space(8);
    if (const auto reason = reason_rows(kit, "elder.reason")) act = {.kind = ElderAct::show_id, .reason = *reason};
  });
  if (closed) act.kind = ElderAct::keep_id;
  return act;
}

}  // namespace huzhu::ui
