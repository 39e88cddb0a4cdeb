#include "ui/kit/gallery.h"

#include "ui/kit/gallery_parts.h"
#include "ui/kit/state.h"
#include "ui/text/say.h"

namespace huzhu::ui {
namespace {

void looks(Kit& kit, Look& look) {
  int density = look.density == Density::elder ? 1 : 0, size = static_cast<int>(look.size), palette = static_cast<int>(look.palette);
  kit.section(Str::gallery_look);
  kit.segmented("gallery.density", Str::gallery_look, {{.word = Str::settings_standard}, {.word = Str::settings_elder}}, density);
  kit.segmented("gallery.size", Str::settings_size,
                {{.word = Str::settings_size_normal}, {.word = Str::settings_size_large}, {.word = Str::settings_size_largest}}, size);
  kit.segmented("gallery.palette", Str::settings_palette,
                {{.word = Str::settings_light}, {.word = Str::settings_dark}, {.word = Str::settings_contrast}}, palette);
  look = {density == 1 ? Density::elder : Density::standard, static_cast<SizeStep>(size), static_cast<Palette>(palette)};
}

// Each control as it stands, under a pointer, with the focus, and pressed: what no picture of a screen shows at once.
void states(Kit& kit) {
  constexpr Part parts[] = {{}, {.hovered = true}, {.focused = true}, {.pressed = true}};
  constexpr Str words[] = {Str::gallery_rest_state, Str::gallery_hover, Str::gallery_focus, Str::gallery_pressed};
  std::string value(catalogue(Str::gallery_name_label));
  const auto each = [&](Str title, const char* id, FunctionRef<void(const Id&, Str)> one) {
    kit.label(title);
    kit.grid(4, kit.width() < 300 || (kit.width() < 400 && kit.theme().factor() > 1.3f) ? 1 : kit.width() < 560 ? 2 : 4, [&](int i) {
      KitState& s = kit.state();
      Scoped<const Part*> pretend(s.pretended, &parts[i]);
      Scoped<bool> by_key(s.focus_by_key, parts[i].focused);
      one(Id(id, static_cast<std::uint64_t>(i)), words[i]);
    }, 16);
    kit.gap();
  };
  kit.section(Str::gallery_states);
  each(Str::gallery_primary, "state.primary", [&](const Id& id, Str word) { kit.button(id, word, {.kind = ButtonKind::primary}); });
  each(Str::gallery_secondary, "state.secondary", [&](const Id& id, Str word) { kit.button(id, word, {.icon = Icon::phone}); });
  each(Str::gallery_quiet, "state.quiet", [&](const Id& id, Str word) { kit.button(id, word, {.kind = ButtonKind::quiet}); });
  each(Str::gallery_danger, "state.danger", [&](const Id& id, Str word) { kit.button(id, word, {.kind = ButtonKind::danger}); });
  each(Str::gallery_name_label, "state.field", [&](const Id& id, Str word) { kit.field(id, value, {.label = word}); });
  each(Str::gallery_fields, "state.option", [&](const Id& id, Str word) { kit.option(id, {.word = word}, false); });
  kit.label(Str::gallery_due_chip);
  kit.chips("state.chips", Str::gallery_states, 4, [&](int i) {
    KitState& s = kit.state();
    Scoped<const Part*> pretend(s.pretended, &parts[i]);
    Scoped<bool> by_key(s.focus_by_key, parts[i].focused);
    kit.chip(Id("state.chip", static_cast<std::uint64_t>(i)), words[i], false);
  });
  kit.gap();
  each(Str::gallery_agree, "state.check", [&](const Id& id, Str word) {
    Check on = Check::on;
    kit.checkbox(id, word, on);
  });
  each(Str::gallery_rows, "state.row", [&](const Id& id, Str word) { kit.rows([&] { kit.row(id, {.icon = Icon::user, .name = word}); }); });
}

void buttons(Kit& kit, GalleryState& state) {
  kit.section(Str::gallery_buttons);
  struct Sample {
    const char* id;
    Str word;
    ButtonKind kind;
    Icon icon;
  };
  static constexpr Sample samples[] = {{"gallery.primary", Str::gallery_primary, ButtonKind::primary, Icon::none},
                                       {"gallery.secondary", Str::gallery_secondary, ButtonKind::secondary, Icon::phone},
                                       {"gallery.quiet", Str::gallery_quiet, ButtonKind::quiet, Icon::none},
                                       {"gallery.danger", Str::gallery_danger, ButtonKind::danger, Icon::none}};
  for (const Sample& sample : samples)
    kit.columns({-1, -1}, [&](int i) {
      const Id id = i == 0 ? Id(sample.id) : Id(sample.id, "off");
      const Text why = i == 0 ? Text() : Text(Str::gallery_disabled);
      if (kit.button(id, sample.word, {.kind = sample.kind, .icon = sample.icon, .disabled = why})) ++state.presses;
    });
}

void fields(Kit& kit, GalleryState& state) {
  kit.section(Str::gallery_fields);
  kit.field("gallery.search", state.search, {.kind = FieldKind::search, .placeholder = Str::gallery_search, .icon = Icon::search, .clear = true});
  kit.field("gallery.name", state.name, {.label = Str::gallery_name_label, .placeholder = Str::gallery_write_here});
  const bool whole = state.id.size() >= 18;
  kit.field("gallery.id", state.id,
            {.label = Str::gallery_id_label, .kind = FieldKind::id, .icon = Icon::idcard, .ok = whole ? Text(Str::gallery_id_ok) : Text(),
             .error = whole ? Text() : Text(Str::gallery_id_short), .act = Str::show, .required = true, .max_length = 18});
  kit.field("gallery.house", state.house, {.label = Str::gallery_house_label, .help = Str::gallery_house_help});
  kit.field("gallery.note", state.note, {.label = Str::gallery_note_label, .kind = FieldKind::multiline, .placeholder = Str::gallery_can_skip});
  const Str words[] = {Str::gallery_alone, Str::gallery_support, Str::gallery_half, Str::gallery_due_chip};
  kit.chips("gallery.chips", Str::gallery_fields, 4, [&](int i) {
    if (kit.chip(Id("gallery.chip", static_cast<std::uint64_t>(i)), words[i], state.chip[i])) state.chip[i] = !state.chip[i];
  });
  kit.radio_cards("gallery.radio", Str::gallery_live_alone, {{.word = Str::gallery_live_alone}, {.word = Str::gallery_live_pair}}, state.radio);
  kit.segmented("gallery.segment", Str::gallery_fields,
                {{.word = Str::gallery_light, .icon = Icon::sun}, {.word = Str::gallery_dark, .icon = Icon::moon}, {.word = Str::gallery_contrast}},
                state.segment);
  kit.checkbox("gallery.agree", Str::gallery_agree, state.agree);
  gallery_pick(kit, state);
  gallery_dates(kit, state);
  kit.stepper("gallery.minutes", Str::gallery_how_long, state.minutes, 0, 600, say_span(state.minutes));
  kit.act_card("gallery.all_well", {.title = Str::gallery_all_well, .second = Str::gallery_tap_here});
  kit.card([&] {
    kit.columns({-0.9f, -1, -1}, [&](int i) {
      if (i == 0) kit.picture(Picture::meal, Str::gallery_food);
      if (i == 1 && kit.option("gallery.fine", {.word = Str::gallery_fine}, state.option == 0)) state.option = 0;
      if (i == 2 && kit.option("gallery.worry", {.word = Str::gallery_worry, .icon = Icon::hand, .tone = Tone::due}, state.option == 1)) state.option = 1;
    }, 10, Align::middle);
  });
  kit.step(1, Str::gallery_who);
  kit.grid(4, 4, [&](int i) {
    const char* surnames[] = {"马", "祁", "白"};
    const char* names[] = {"马玉莲", "祁生福", "白玉兰"};
    PictureCard card{.word = i < 3 ? verbatim(names[i]) : Text(Str::gallery_find), .selected = state.picture == i};
    if (i < 3) card.surname = verbatim(surnames[i]);
    else card.icon = Icon::search;
    if (kit.picture_card(Id("gallery.person", static_cast<std::uint64_t>(i)), card)) state.picture = i;
  });
  kit.keypad("gallery.pin", state.pin, {.act = Str::later});
  kit.keypad("gallery.pictures", state.pictures, {.length = 8, .pictures = true, .act = Str::later});
}

void rows(Kit& kit, GalleryState& state) {
  kit.section(Str::gallery_rows);
  kit.text(say(Str::gallery_stressed, 12));
  kit.list("gallery.list", Str::gallery_rows, 3, [&](int i) {
    Row row{.surname = verbatim("马"), .name = verbatim("马玉莲"), .aside = say(Str::age, 87)};
    if (i == 0) {
      row.second = Str::gallery_group;
      row.mark = {MarkKind::late, say_late(2)};
    } else if (i == 1) {
      row.tags = {Str::gallery_alone, Str::gallery_half};
      row.mark = {MarkKind::today};
      row.note = say(Str::gallery_last_seen, say(Str::day_month_day, say_month_name(11), 13));
    } else {
      row.second = Str::gallery_group;
      row.third = Str::gallery_pills;
      row.third_icon = Icon::pill;
      row.mark = {MarkKind::conflict};
      row.selected = true;
    }
    if (kit.row(Id("gallery.row", static_cast<std::uint64_t>(i)), row) != RowPress::none) ++state.presses;
  });
  kit.rows([&] {
    const MarkKind kinds[] = {MarkKind::local, MarkKind::waiting, MarkKind::received, MarkKind::well, MarkKind::pending, MarkKind::help};
    for (int i = 0; i < 6; ++i)
      kit.row(Id("gallery.mark", static_cast<std::uint64_t>(i)), {.icon = Icon::okround, .name = verbatim("李占魁"), .mark = {kinds[i]}, .compact = true});
    kit.row("gallery.inbox", {.icon = Icon::inbox, .name = Str::gallery_conflict_field, .badge = 4, .compact = true});
    kit.row("gallery.open", {.icon = Icon::lock, .name = Str::gallery_find, .second = Str::gallery_house_help, .chevron = true, .compact = true});
    kit.row("gallery.change", {.icon = Icon::hand, .name = Str::gallery_sweep, .act = Str::change, .act_quiet = true, .compact = true, .press = false});
    kit.toggle("gallery.speak", {.icon = Icon::speak, .name = Str::gallery_speak_row}, state.speak);
  });
  kit.rows([&] {
    kit.figures({{.icon = Icon::tablet, .value = say_count(1284), .caption = Str::mark_local},
                 {.icon = Icon::send, .value = say_count(3), .caption = Str::gallery_waiting_caption, .tone = Tone::wait},
                 {.seal = true, .value = say_count(1281), .caption = Str::gallery_received_caption}});
  });
  kit.bars(2, 5, say(Str::gallery_seen_of, 2, 3));
  kit.text(say(Str::gallery_seen_of, 2, 3));
}

void cards(Kit& kit, GalleryState& state) {
  kit.section(Str::gallery_cards);
  kit.leaf({.top = say(Str::month_weekday, say_month_name(11), Str::weekday_5), .day = say_count(20), .lunar = verbatim("十月十二")}, [&] {
    kit.lead(say(Str::greet_morning, verbatim("桂香")));
    kit.label(Str::gallery_rest);
  });
  kit.card([&] {
    kit.identity({.surname = verbatim("马"), .name = verbatim("马玉莲"), .lines = {Str::gallery_group}, .tags = {Str::gallery_alone, Str::gallery_support}});
  });
  kit.card([&] {
    kit.identity({.surname = verbatim("马"), .name = verbatim("马玉莲"), .lines = {Str::gallery_conflict_field}});
    kit.columns({-1, -1}, [&](int i) {
      const ConflictSide side{.value = say_phone_tail(i == 0 ? "13909315621" : "13909317708"), .who = verbatim(i == 0 ? "陈桂香" : "周育才"),
                              .when = say(Str::day_month_day, say_month_name(11), 18), .device = Str::mark_local, .act = Str::gallery_use_this};
      if (kit.conflict_side(Id("gallery.side", static_cast<std::uint64_t>(i)), side)) ++state.presses;
    });
    kit.button("gallery.unsure", Str::gallery_unsure, {.kind = ButtonKind::quiet, .icon = Icon::clock});
  }, Tone::due);
  kit.balance(Str::gallery_how_long, say_span(750), {Str::gallery_waiting_caption});
  kit.card([&] {
    kit.empty("gallery.tomorrow", {.picture = Picture::chat, .what = Str::gallery_all_seen, .next = Str::gallery_rest, .act = Str::gallery_tomorrow, .act_icon = Icon::cal});
  });
  kit.columns({-1, -1}, [&](int i) {
    if (i == 0 && kit.button("gallery.sheet", Str::gallery_show_sheet)) state.sheet = true;
    if (i == 1 && kit.button("gallery.dialog", Str::gallery_show_dialog)) state.dialog = true;
  });
}

void notices(Kit& kit, GalleryState& state) {
  kit.section(Str::gallery_notices);
  kit.banner("gallery.offline", {.sentence = Str::gallery_offline});
  kit.banner("gallery.unsent", {.sentence = Str::gallery_waiting, .tone = Tone::info});
  if (kit.banner("gallery.clock", {.sentence = Str::gallery_clock, .tone = Tone::due, .act = Str::gallery_set_clock})) ++state.presses;
  kit.banner("gallery.full", {.sentence = Str::gallery_full, .tone = Tone::danger});
  if (kit.undone() != 0) ++state.presses;
}

void drawings(Kit& kit) {
  kit.section(Str::gallery_pictures);
  kit.grid(picture_count - 1, kit.form() == Form::phone ? 4 : 6, [&](int i) { kit.picture(static_cast<Picture>(i + 1), say_count(i + 1)); });
  kit.section(Str::gallery_icons);
  kit.rows([&] {
    for (int i = 1; i < icon_count; ++i)
      kit.row(Id("gallery.icon", static_cast<std::uint64_t>(i)), {.icon = static_cast<Icon>(i), .name = verbatim(icon_name(static_cast<Icon>(i))), .compact = true});
  });
}

}  // namespace

void gallery_screen(Kit& kit, GalleryState& state) {
  kit.screen({"gallery", Str::gallery_title});
  kit.navigation({.entries = {{"gallery.nav.today", Str::open, Icon::today},
                              {"gallery.nav.write", Str::gallery_primary, Icon::write, 0, true},
                              {"gallery.nav.inbox", Str::gallery_find, Icon::inbox, 4}},
                  .current = 0});
  gallery_bar(kit, state);
  if (kit.form() == Form::desk) {
    kit.split_right(280, [&] { kit.pane_sheet("gallery.detail", [&] { gallery_words(kit); }); });
    kit.split_right(440, [&] { gallery_desk(kit, state); });
  }
  kit.strip([&] { kit.banner("gallery.strip", {.sentence = Str::practice_banner, .tone = Tone::due, .act = Str::practice_over}); });
  kit.dock([&] {
    if (kit.button("gallery.toast", Str::gallery_show_toast)) kit.toast({say(Str::gallery_saved, verbatim("马玉莲")), Str::undo, 7});
  });
  kit.pane("gallery", [&] {
    if (kit.form() == Form::desk) kit.heading(Str::gallery_title);
    looks(kit, state.look);
    buttons(kit, state);
    gallery_acts(kit, state);
    fields(kit, state);
    gallery_views(kit, state);
    rows(kit, state);
    notices(kit, state);
    gallery_tasks(kit, state);
    cards(kit, state);
    gallery_charts(kit);
    gallery_small_table(kit, state);
    gallery_codes(kit, state);
    gallery_sign(kit, state);
    if (kit.form() != Form::desk) gallery_words(kit);
    states(kit);
    drawings(kit);
  });
  if (state.sheet && kit.sheet("gallery.write_sheet", Str::gallery_what, [&] {
        kit.rows([&] {
          kit.row("gallery.sheet.visit", {.icon = Icon::okround, .icon_tile = true, .name = Str::gallery_all_well, .second = Str::gallery_tap_here, .chevron = true});
          kit.row("gallery.sheet.help", {.icon = Icon::help, .icon_tile = true, .tone = Tone::danger, .name = Str::gallery_danger, .second = Str::gallery_full, .chevron = true});
        });
      }))
    state.sheet = false;
  if (state.dialog) {
    const DialogPress press = kit.dialog("gallery.retire", {.title = Str::gallery_retire_title, .body = Str::gallery_retire_body, .safe = Str::later, .act = Str::gallery_danger, .danger = true});
    if (press != DialogPress::none) state.dialog = false;
    if (press == DialogPress::act) ++state.presses;
  }
}

}  // namespace huzhu::ui
