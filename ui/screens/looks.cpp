#include "ui/screens/looks.h"

#include "core/base/limits.h"
#include "ui/screens/choices.h"

namespace huzhu::ui {
namespace {

// What was seen, and why.
Text look_words(Kit& kit, const people::AccessRow& look) {
  const Text what = look.reason == people::AccessReason::print ? Text(Str::print_paper)
                    : look.privacy == model::Privacy::personal  ? Text(Str::elder_id)
                    : look.privacy == model::Privacy::contact ? Text(Str::elder_phone)
                        : choice_label(model::EntityType::access, model::access::privacy, static_cast<std::int64_t>(look.privacy) + 1);
  const Text why = choice_label(model::EntityType::access, model::access::reason, static_cast<std::int64_t>(look.reason));
  return joined({what, why, look.note.empty() ? Text() : verbatim(look.note), kit.form() == Form::phone ? Text() : verbatim(look.device)});
}

void looks(Kit& kit, const WhoLookedScreen& screen) {
  if (screen.looks.empty()) {
    kit.empty("looked.none", {.picture = Picture::safe, .what = Str::looked_none, .next = Str::looked_none_next});
    return;
  }
  kit.label(say(Str::looked_whose, verbatim(screen.name)));
  kit.gap();
  kit.list("looked.rows", Str::elder_looked, static_cast<int>(screen.looks.size()), [&](int i) {
    const people::AccessRow& look = screen.looks[static_cast<std::size_t>(i)];
    kit.row(Id("looked.row", look.record.value), {.icon = Icon::eye, .name = look.who.empty() ? Text(Str::unknown) : verbatim(look.who), .second = look_words(kit, look),
                                                  .note = say_moment(look.at_ms, screen.moment.now_ms, screen.moment.utc_offset_minutes), .press = false});
  });
}

}  // namespace

LooksAct looks_content(Kit& kit, LooksScreen& screen) {
  LooksAct act;
  if (kit.field("looks.words", screen.words, {.kind = FieldKind::search, .placeholder = Str::looks_search, .icon = Icon::search, .clear = true, .max_length = 40}))
    act.kind = LooksAct::sought;
  kit.gap();
  if (screen.rows.empty()) {
    kit.empty("looks.none", {.picture = Picture::safe, .what = screen.words.empty() ? Text(Str::looked_none) : Text(Str::looks_none), .next = Str::looked_none_next});
    return act;
  }
  kit.list("looks.rows", Str::looks_title, static_cast<int>(screen.rows.size()), [&](int i) {
    const people::LookedAt& one = screen.rows[static_cast<std::size_t>(i)];
    const Text who = one.look.who.empty() ? Text(Str::unknown) : verbatim(one.look.who);
    if (kit.row(Id("looks.row", one.look.record.value), {.icon = Icon::eye, .name = say(Str::looks_row, who, verbatim(one.name)), .second = look_words(kit, one.look),
                                                         .note = say_moment(one.look.at_ms, screen.moment.now_ms, screen.moment.utc_offset_minutes), .small_name = true}) == RowPress::row)
      act = {LooksAct::open, one.person};
  });
  return act;
}

bool who_looked_content(Kit& kit, WhoLookedScreen& screen) {
  looks(kit, screen);
  if (!screen.died) {
    kit.section(Str::looked_copy_title);
    kit.label(Str::looked_copy_what);
    kit.space(8);
    return kit.button("looked.copy", Str::looked_copy_save, {.kind = ButtonKind::secondary, .icon = Icon::file});
  }
  kit.section(Str::looked_family_title);
  if (screen.closed) {
    kit.icon_line(Icon::alert, error_text(ErrorCode::arranged_otherwise), Tone::due);
    return false;
  }
  kit.label(Str::looked_family_what);
  kit.gap();
  const Field field{.label = Str::looked_family_who, .help = Str::looked_family_who_help, .error = screen.relative_error, .required = true,
                    .max_length = static_cast<int>(limits::address_characters_max)};
  if (kit.field("looked.relative", screen.relative, field)) screen.relative_error = {};
  kit.gap();
  kit.label(Str::looked_copy_what);
  kit.space(8);
  return kit.button("looked.copy", Str::looked_family_save, {.kind = ButtonKind::secondary, .icon = Icon::file,
                                                             .disabled = screen.relative.empty() ? Text(Str::looked_family_need) : Text()});
}

}  // namespace huzhu::ui
