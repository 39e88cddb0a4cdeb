#include "ui/screens/settings.h"

namespace huzhu::ui {
namespace {

// The first segment follows the machine; the others are the values in their order.
template <class E>
std::optional<E> chosen(int segment) {
  return segment == 0 ? std::nullopt : std::optional(static_cast<E>(segment - 1));
}

}  // namespace

SettingsAct settings_content(Kit& kit, const SettingsView& view) {
  SettingsAct act;
  const bool elder = view.look.density == Density::elder;
  kit.card([&] {
    kit.identity({.surname = elder ? Str::settings_standard_tile : Str::settings_elder_tile, .name = elder ? Str::settings_standard : Str::settings_elder,
                  .lines = {elder ? Text(Str::settings_standard_what) : Text(Str::settings_elder_what)}});
    kit.gap();
    if (kit.button("settings.elder", elder ? Str::settings_to_standard : Str::settings_to_elder, {.kind = ButtonKind::primary}))
      act.kind = elder ? SettingsAct::Kind::standard : SettingsAct::Kind::elder;
  }, Tone::primary);

  kit.section(Str::settings_size);
  int size = static_cast<int>(view.look.size);
  if (kit.segmented("settings.size", Str::settings_size,
                    {{.word = Str::settings_size_normal}, {.word = Str::settings_size_large}, {.word = Str::settings_size_largest}}, size))
    act = {.kind = SettingsAct::Kind::size, .size = static_cast<SizeStep>(size)};

  kit.section(Str::settings_palette);
  int palette = view.palette_follows ? 0 : static_cast<int>(view.look.palette) + 1;
  if (kit.segmented("settings.palette", Str::settings_palette,
                    {{.word = Str::settings_follow, .icon = view.look.palette == Palette::dark ? Icon::moon : Icon::sun},
                     {.word = Str::settings_light, .icon = Icon::sun},
                     {.word = Str::settings_dark, .icon = Icon::moon},
                     {.word = Str::settings_contrast, .icon = Icon::half}},
                    palette))
    act = {.kind = SettingsAct::Kind::palette, .palette = chosen<Palette>(palette)};

  kit.gap();
  kit.rows([&] {
    if (!view.practising && kit.row("settings.pin", {.icon = Icon::lock, .name = Str::settings_pin, .chevron = true, .compact = true}) == RowPress::row)
      act.kind = SettingsAct::Kind::change_pin;
    if (kit.row("settings.switch", {.icon = Icon::swap, .name = Str::settings_switch, .second = say(Str::settings_profiles, view.profiles),
                                    .chevron = true}) == RowPress::row)
      act.kind = SettingsAct::Kind::switch_person;
    if (view.card && kit.row("settings.print_card", {.icon = Icon::print, .name = Str::print_card, .second = Str::print_card_what, .chevron = true}) == RowPress::row)
      act.kind = SettingsAct::Kind::print_card;
    if (view.help && !view.practising &&
        kit.row("settings.add_person", {.icon = Icon::user, .name = Str::more_add_person, .second = view.people ? Str::more_add_person_what : Str::more_add_by_lead, .chevron = true}) == RowPress::row)
      act.kind = SettingsAct::Kind::add_person;
    if (!view.people) return;
    if (view.invite && kit.row("settings.invite", {.icon = Icon::tablet, .name = Str::invite_title, .second = Str::invite_what, .chevron = true}) == RowPress::row)
      act.kind = SettingsAct::Kind::invite;
    if (kit.row("settings.station", {.icon = Icon::people, .name = Str::station_title, .second = Str::station_what, .badge = view.held,
                                     .chevron = true}) == RowPress::row)
      act.kind = SettingsAct::Kind::station;
    if (view.kept_too_long > 0 && kit.row("settings.retention", {.icon = Icon::cal, .name = Str::retention_title, .second = Str::retention_row_what,
                                                                 .badge = view.kept_too_long}) == RowPress::row)
      act.kind = SettingsAct::Kind::retention;
  });

  if (view.help) {
    kit.gap();
    kit.rows([&] {
      if (kit.row("settings.tour", {.icon = Icon::info, .name = Str::tour_screen_title, .second = Str::tour_row_what, .chevron = true}) == RowPress::row)
        act.kind = SettingsAct::Kind::tour;
      if (!view.practising && kit.row("settings.practise", {.icon = Icon::hand, .name = Str::practice_title, .second = Str::practice_what, .chevron = true}) == RowPress::row)
        act.kind = SettingsAct::Kind::practise;
    });
  }

  kit.section(Str::settings_language);
  int language = view.language ? static_cast<int>(*view.language) + 1 : 0;
  if (kit.segmented("settings.language", Str::settings_language,
                    {{.word = Str::settings_follow}, {.word = Str::settings_chinese}, {.word = Str::settings_english}}, language))
    act = {.kind = SettingsAct::Kind::language, .language = chosen<Language>(language)};

  kit.gap();
  if (!view.room.empty()) kit.banner("settings.room", {.sentence = view.room, .tone = view.room_tone, .icon = Icon::alert});
  kit.rows([&] {
    kit.row("settings.storage", {.icon = Icon::tablet, .name = Str::settings_storage, .second = view.storage,
                                 .third = view.photos_away ? Text(Str::settings_photos_away) : view.kept ? Text(Str::settings_used_kept) : Text(),
                                 .third_icon = Icon::info, .third_tone = Tone::plain, .press = false});
    if (view.new_version && kit.row("settings.use_version", {.icon = Icon::save, .name = Str::version_ready, .second = Str::version_ready_what, .chevron = true}) == RowPress::row)
      act.kind = SettingsAct::Kind::use_version;
    kit.row("settings.version", {.icon = Icon::info, .name = Str::settings_version, .second = view.version, .press = false});
  });
  return act;
}

}  // namespace huzhu::ui
