#include "ui/screens/register.h"

#include <algorithm>
#include <string>

#include "core/base/limits.h"
#include "core/base/lunar.h"
#include "ui/screens/choices.h"
#include "ui/screens/place_chips.h"
#include "ui/screens/same_person.h"

namespace huzhu::ui {
namespace {

namespace person = model::person;

const Error* error_of(const RegisterScreen& screen, std::string_view field) {
  for (const Error& e : screen.errors)
    if (e.where == std::string("person.").append(field)) return &e;
  return nullptr;
}

// A field that is empty is silent until 保存 was tried; one that is wrong says so at once.
Text complaint(const RegisterScreen& screen, const RegisterState& state, std::string_view field) {
  const Error* e = error_of(screen, field);
  if (!e || (e->code == ErrorCode::required && !state.tried)) return {};
  return error_text(e->code);
}

bool duplicate_blocks(const RegisterScreen& screen, const RegisterState& state) {
  return !screen.duplicates.empty() && !state.not_the_same && !state.editing;
}

Text id_error(const RegisterScreen& screen, const RegisterState& state) {
  if (state.draft.resident_id.empty() || screen.id.ok()) return {};
  const std::size_t typed = state.draft.resident_id.size();
  if (screen.id.error().code == ErrorCode::bad_id_length && typed < 18) return say(Str::register_id_short, static_cast<int>(18 - typed));
  return error_text(screen.id.error().code);
}

bool id_field(Kit& kit, const RegisterScreen& screen, RegisterState& state) {
  Field field{.label = Str::register_id, .kind = FieldKind::id, .placeholder = Str::register_id_hint, .icon = Icon::idcard,
              .error = id_error(screen, state), .max_length = 24};
  if (screen.id.ok()) {
    const registry::IdReading& id = screen.id.value();
    field.ok = say(Str::register_id_ok, sex_word(id.sex), say_month(id.birth_date), say(Str::age, id.age));
    field.act = state.id_shown ? Str::hide : Str::show;
    if (!state.id_shown) field.shown = say_masked_id(id.normal).plain();
  }
  const FieldPress press = kit.field("register.id", state.draft.resident_id, field);
  if (press.act) state.id_shown = !state.id_shown;
  return press.changed;
}

// What was typed as a day, by either calendar.
std::optional<Date> typed_day(const std::string& typed) {
  if (const auto told = parse_lunar(typed)) return from_lunar(*told);
  return Date::parse(typed);
}

// 农历1947年四月十五，属猪，79 岁: what was told in the one calendar is said in the other, so that a slip is seen.
Text birth_said(const RegisterScreen& screen, const RegisterState& state) {
  if (!state.draft.birth_date) return {};
  const Date birth = *state.draft.birth_date;
  const auto told = lunar(birth);
  if (!told) return {};
  const Text other = parse_lunar(state.birth_typed) ? say_whole_day(birth) : say_lunar_date(birth);
  return other + say(Str::register_birth_age, say_zodiac(told->year), age_on(birth, screen.moment.today()));
}

bool birth_date_field(Kit& kit, const RegisterScreen& screen, RegisterState& state) {
  const bool unread = !state.birth_typed.empty() && !state.draft.birth_date;
  const Text why = unread ? Text(Str::register_birth_bad) : complaint(screen, state, "birth_date");
  const Text good = why.empty() ? birth_said(screen, state) : Text();
  std::optional<Date>& birth = state.draft.birth_date;
  const DateField choice{.label = Str::register_birth_title, .placeholder = Str::register_birth_open, .ok = good, .error = why, .required = true,
                         .low = *Date::from_civil(1900, 1, 1), .high = screen.moment.today()};
  // 长辈版: big choices instead of a keyboard.
  if (kit.theme().elder() ? kit.date("register.birth_day", state.birth_choice, birth, choice) : kit.date_sheet("register.birth_day", state.birth_choice, birth, choice)) {
    state.birth_typed = birth ? (state.birth_choice.lunar ? say_lunar_date(*birth).plain() : birth->iso()) : std::string();
    return true;
  }
  if (kit.theme().elder()) return false;
  const Field field{.label = Str::register_birth, .kind = FieldKind::text, .placeholder = Str::register_birth_hint, .icon = Icon::cal, .ok = good, .error = why,
                    .act = Str::register_birth_choose, .max_length = 24};
  const FieldPress press = kit.field("register.birth", state.birth_typed, field);
  if (press.act) state.birth_choice.open = true;
  if (!press.changed) return false;
  birth = typed_day(state.birth_typed);
  return true;
}

// Without an ID: birth date and sex by hand.
bool birth_fields(Kit& kit, const RegisterScreen& screen, RegisterState& state, bool wide) {
  if (screen.id.ok()) return false;
  bool changed = false;
  const auto sex = [&] {
    changed |= choose_one(kit, "register.sex", Str::register_sex, model::EntityType::person, person::sex, state.draft.sex);
    kit.space(16);
  };
  const auto birth = [&] {
    changed |= birth_date_field(kit, screen, state);
    kit.space(16);
  };
  if (wide) {
    kit.columns({-1, -1}, [&](int cell) { cell == 0 ? birth() : sex(); }, 16);
  } else {
    birth();
    sex();
  }
  return changed;
}

RegisterAct duplicate_card(Kit& kit, const RegisterScreen& screen, RegisterState& state) {
  RegisterAct act;
  const registry::Duplicate& d = screen.duplicates.front();
  kit.card(
      [&] {
        kit.icon_line(Icon::alert, Str::register_alike, Tone::due);
        kit.space(8);
        kit.identity({.surname = surname_of(d.name),
                      .name = verbatim(d.name),
                      .lines = {verbatim(d.village + d.group_name),
                                d.registered_on ? say(Str::register_since, say_month(*d.registered_on)) : Text()},
                      .aside = joined({sex_word(d.sex), say(Str::age, d.age)})});
        kit.label(why_alike(d.why));
        kit.space(12);
        const Text who = pronoun(d.sex);
        kit.columns({-1, -1}, [&](int cell) {
          if (cell == 0 && kit.button(Id("register.same", d.person.value), say(Str::register_same, who), {.kind = ButtonKind::primary}))
            act = {RegisterAct::open_duplicate, d.person};
          if (cell == 1 && kit.button("register.not_same", say(Str::register_not_same, who), {})) state.not_the_same = true;
        });
      },
      Tone::due);
  kit.gap();
  return act;
}

bool village_chips(Kit& kit, const RegisterScreen& screen, RegisterState& state) {
  const PlaceChips chips{"register", Str::register_village, Str::register_village_find, Str::register_village_none};
  const bool changed = place_chips(kit, chips, screen.villages, [](const people::Place& p) { return verbatim(p.name); }, state.village_typed, state.draft.area);
  if (screen.villages.size() == 1) return false;
  if (const Text why = complaint(screen, state, "area"); !why.empty()) kit.icon_line(Icon::alert, why, Tone::danger);
  kit.space(16);
  return changed;
}

bool text_field(Kit& kit, const RegisterScreen& screen, const RegisterState& state, const char* id, std::string& value, Str label,
                std::string_view field, Icon icon, std::size_t most, FieldKind kind = FieldKind::text, Text help = {}) {
  const Text why = complaint(screen, state, field);
  const bool changed = kit.field(id, value, {.label = label, .kind = kind, .placeholder = Str::leave_empty, .icon = icon,
                                             .help = why.empty() ? help : Text(), .error = why, .max_length = static_cast<int>(most)}).changed;
  kit.space(16);
  return changed;
}

bool name_field(Kit& kit, const RegisterScreen& screen, RegisterState& state) {
  const bool changed = kit.field("register.name", state.draft.name,
                                 {.label = Str::register_name, .icon = Icon::user, .error = complaint(screen, state, "name"), .required = true,
                                  .max_length = static_cast<int>(limits::name_characters_max)}).changed;
  kit.space(16);
  return changed;
}

bool place_fields(Kit& kit, const RegisterScreen& screen, RegisterState& state, bool wide) {
  registry::ElderDraft& d = state.draft;
  bool changed = false;
  const auto group = [&] { changed |= text_field(kit, screen, state, "register.group", d.group_name, Str::register_group, "group_name", Icon::houses, 20); };
  const auto phone = [&] {
    changed |= text_field(kit, screen, state, "register.phone", d.phone, Str::elder_phone, "phone", Icon::phone, 20, FieldKind::phone);
  };
  const auto address = [&] {
    changed |= text_field(kit, screen, state, "register.address", d.address, Str::register_address, "address", Icon::pin, limits::address_characters_max,
                          FieldKind::text, Str::register_address_help);
  };
  if (wide) {
    kit.columns({-1, -1}, [&](int cell) { cell == 0 ? group() : phone(); }, 16);
    address();
  } else {
    group();
    address();
    phone();
  }
  return changed;
}

bool living_choice(Kit& kit, RegisterState& state) {
  const bool changed = choose_one(kit, "register.living", Str::register_living, model::EntityType::person, person::living, state.draft.living);
  kit.space(16);
  return changed;
}

bool consent_check(Kit& kit, RegisterState& state) {
  if (state.editing) return false;
  Check consent = state.consent ? Check::on : Check::off;
  const Text why = state.tried && !state.consent ? Text(Str::register_consent_missing) : Text();
  const bool changed = kit.checkbox("register.consent", Str::register_consent, consent, why);
  if (changed) state.consent = consent == Check::on;
  kit.space(16);
  return changed;
}

bool further(Kit& kit, const RegisterScreen& screen, RegisterState& state) {
  bool changed = false;
  registry::ElderDraft& d = state.draft;
  changed |= choose_one(kit, "register.care", Str::register_care, model::EntityType::person, person::care_level, d.care_level);
  kit.space(16);
  changed |= choose_many(kit, "register.tags", Str::register_tags, model::EntityType::person, person::tags, d.tags);
  kit.space(16);
  kit.section(Str::elder_safety);
  const std::size_t brief = limits::name_characters_max;
  changed |= text_field(kit, screen, state, "register.allergy", d.allergy, Str::elder_allergy, "allergy", Icon::pill, brief);
  changed |= text_field(kit, screen, state, "register.medicine", d.medicine, Str::elder_medicine, "medicine", Icon::pill, brief);
  changed |= text_field(kit, screen, state, "register.hearing", d.hearing, Str::elder_hearing, "hearing", Icon::ear, brief);
  changed |= text_field(kit, screen, state, "register.spare_key", d.spare_key, Str::elder_spare_key, "spare_key", Icon::key, brief);
  changed |= text_field(kit, screen, state, "register.stove", d.stove, Str::elder_stove, "stove", Icon::fire, brief);
  changed |= text_field(kit, screen, state, "register.contact", d.contact_name, Str::elder_contact, "contact_name", Icon::user, brief);
  changed |= text_field(kit, screen, state, "register.contact_phone", d.contact_phone, Str::register_contact_phone, "contact_phone", Icon::phone, 20,
                        FieldKind::phone);
  changed |= text_field(kit, screen, state, "register.note", d.note, Str::register_note, "note", Icon::write, limits::note_characters_max,
                        FieldKind::multiline);
  return changed;
}

// What is still missing before 保存; empty = all there.
Text missing(const RegisterScreen& screen, const RegisterState& state) {
  if (duplicate_blocks(screen, state)) return Str::register_see_card;
  if (state.draft.name.empty()) return Str::register_need_name;
  if (!screen.id.ok() && !state.draft.resident_id.empty()) return Str::register_need_id;
  for (const Error& e : screen.errors)
    if (e.where == "person.birth_date" && e.code == ErrorCode::required) return Str::register_need_birth;
  if (!screen.errors.empty()) return error_text(screen.errors.front().code);
  if (!state.editing && !state.consent) return Str::register_consent_missing;
  return {};
}

}  // namespace

RegisterAct register_content(Kit& kit, const RegisterScreen& screen, RegisterState& state) {
  RegisterAct act;
  const bool wide = kit.form() != Form::phone && kit.width() >= 560 && kit.theme().factor() < 1.3f;
  bool changed = false;
  // Tablets and PCs: the ID and the name beside each other, as drawn.
  if (wide) {
    kit.columns({-1, -1}, [&](int cell) { changed |= cell == 0 ? id_field(kit, screen, state) : name_field(kit, screen, state); }, 16);
  } else {
    changed |= id_field(kit, screen, state);
    kit.space(16);
    changed |= name_field(kit, screen, state);
  }
  changed |= birth_fields(kit, screen, state, wide);
  if (duplicate_blocks(screen, state)) {
    act = duplicate_card(kit, screen, state);
    if (state.not_the_same) changed = true;
  }
  changed |= village_chips(kit, screen, state);
  changed |= living_choice(kit, state);
  changed |= place_fields(kit, screen, state, wide);
  changed |= consent_check(kit, state);
  if (!state.more) {
    if (kit.button("register.more", Str::register_more, {.kind = ButtonKind::quiet, .icon = Icon::down})) state.more = true;
  } else {
    changed |= further(kit, screen, state);
  }
  if (changed && act.kind == RegisterAct::none) act.kind = RegisterAct::changed;
  return act;
}

RegisterAct register_dock(Kit& kit, const RegisterScreen& screen, const RegisterState& state) {
  RegisterAct act;
  const Text why = missing(screen, state);
  kit.columns({-1, -0.6f}, [&](int cell) {
    if (cell == 0) kit.label(why.empty() ? Text(Str::register_ready) : why);
    if (cell == 1 && kit.button("register.save", Str::save, {.kind = ButtonKind::primary, .disabled = why})) act.kind = RegisterAct::save;
  }, 12, Align::middle);
  return act;
}

// ---- 长辈版 -----------------------------------------------------------------------------------------------------

RegisterAct register_content_elder(Kit& kit, const RegisterScreen& screen, RegisterState& state) {
  RegisterAct act;
  const Text line = say(Str::first_step, state.step + 1, register_steps);
  kit.bars(state.step + 1, register_steps, line);
  kit.label(line);
  kit.space(12);
  bool changed = false;
  switch (state.step) {
    case 0:
      changed |= id_field(kit, screen, state);
      kit.space(16);
      changed |= birth_fields(kit, screen, state, false);
      break;
    case 1:
      changed |= name_field(kit, screen, state);
      if (duplicate_blocks(screen, state)) {
        act = duplicate_card(kit, screen, state);
        changed |= state.not_the_same;
      }
      break;
    case 2:
      changed |= village_chips(kit, screen, state);
      changed |= living_choice(kit, state);
      break;
    case 3: changed |= place_fields(kit, screen, state, false); break;
    case 4: changed |= further(kit, screen, state); break;
    default:
      kit.identity({.surname = surname_of(state.draft.name), .name = verbatim(state.draft.name)});
      kit.space(16);
      changed |= consent_check(kit, state);
      break;
  }
  if (changed && act.kind == RegisterAct::none) act.kind = RegisterAct::changed;
  return act;
}

RegisterAct register_dock_elder(Kit& kit, const RegisterScreen& screen, RegisterState& state) {
  RegisterAct act;
  if (state.step + 1 >= register_steps) {
    const Text why = missing(screen, state);
    if (!why.empty()) kit.label(why);
    if (kit.button("register.save", Str::save, {.kind = ButtonKind::primary, .icon = Icon::check, .disabled = why})) act.kind = RegisterAct::save;
    return act;
  }
  // Only what this screen asks can hold her up here.
  Text why;
  if (state.step == 0 && !screen.id.ok() && !state.draft.resident_id.empty()) why = Str::register_need_id;
  if (state.step == 1 && duplicate_blocks(screen, state)) why = Str::register_see_card;
  if (state.step == 1 && state.draft.name.empty()) why = Str::register_need_name;
  if (!why.empty()) kit.label(why);
  if (kit.button("register.next", Str::next, {.kind = ButtonKind::primary, .disabled = why})) {
    ++state.step;
    act.kind = RegisterAct::changed;
  }
  return act;
}

bool register_step_back(RegisterState& state) {
  if (state.step == 0) return false;
  --state.step;
  return true;
}

}  // namespace huzhu::ui
