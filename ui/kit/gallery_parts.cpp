#include "ui/kit/gallery_parts.h"

#include <array>
#include <cmath>

#include "core/base/lunar.h"
#include "core/registry/pinyin.h"
#include "ui/text/say.h"

namespace huzhu::ui {
namespace {

// As many as a city has, and none of them real.
constexpr int villages = 2400;
std::string village_name(int i) {
  constexpr std::array heads = {"红", "平", "海", "花", "河", "窑", "东", "西", "上", "下", "新", "张", "李", "杨", "石"};
  constexpr std::array tails = {"古", "安", "石", "庄", "嘴", "街", "湾", "川", "坪", "沟", "滩", "台", "岭", "泉", "堡", "寨"};
  const auto n = static_cast<std::size_t>(i);
  return std::string(heads[n % heads.size()]) + tails[n / heads.size() % tails.size()] + "村" +
         (n < heads.size() * tails.size() ? std::string() : std::to_string(n / (heads.size() * tails.size()) + 1) + "社");
}

std::vector<Text> weeks() {
  std::vector<Text> out;
  for (const char* monday : {"9-28", "10-5", "10-12", "10-19", "10-26", "11-2", "11-9"}) out.push_back(verbatim(monday));
  out.emplace_back(Str::gallery_this_week);
  return out;
}

std::vector<Column> table_columns() {
  return {{.title = Str::gallery_name_label, .width = -1, .sortable = true, .sorted = 1},
          {.title = Str::gallery_due_chip, .width = -1},
          {.title = Str::model_elder, .width = 72, .align = Align::right, .sortable = true}};
}

void fill_row(int row, std::vector<Cell>& cells) {
  cells.push_back({.text = verbatim(village_name(row)), .bold = true});
  Cell done{.done = static_cast<float>(row % 5), .late = row % 3 == 0 ? 1.0f : 0.0f, .of = 6, .of_max = 6};
  done.text = {};
  cells.push_back(done);
  cells.push_back({.text = say_count(6 + row % 40)});
}

}  // namespace

void gallery_acts(Kit& kit, GalleryState& state) {
  kit.columns({kit.theme().size(Size::target), -1, -1}, [&](int i) {
    if (i == 0 && kit.icon_button("gallery.icon_button", Icon::speak, Str::gallery_speak_row)) ++state.presses;
    if (i == 1) kit.link("gallery.link", Str::gallery_secondary, "tel:13909315621", {.icon = Icon::phone});
    if (i == 2) kit.file_button("gallery.file", Str::carry_open, {.icon = Icon::file});
  });
  kit.photo("gallery.photo", {.name = Str::photo_title, .instead = Str::photo_coming});
  kit.file_button("gallery.take_photo", Str::photo_take, {.icon = Icon::plus, .picture = true});
  // The browser asks before it opens a microphone: no recorder is on here.
  kit.voice_note("gallery.voice", {.why = Str::voice_missing});
  kit.voice_note("gallery.voice_kept", {.state = VoiceNote::kept, .seconds = 12});
}

void gallery_views(Kit& kit, GalleryState& state) {
  kit.section(Str::gallery_look);
  kit.tabs("gallery.tabs", Str::gallery_look,
           {{.word = Str::gallery_due_chip, .icon = Icon::clock}, {.word = Str::gallery_fine}, {.word = Str::gallery_worry, .disabled = Str::gallery_disabled}},
           state.view, [&] { kit.text(state.view == 0 ? say(Str::gallery_seen_of, 2, 3) : Text(Str::gallery_all_seen)); });
}

void gallery_pick(Kit& kit, GalleryState& state) {
  const Pick pick{.label = Str::register_village, .placeholder = Str::gallery_village_hint, .find = Str::register_village_find,
                  .none = Str::register_village_none, .icon = Icon::pin};
  kit.pick("gallery.village", state.village_pick, villages, state.village, pick,
           [](int i) { return PickOption{.key = static_cast<std::uint64_t>(i), .word = verbatim(village_name(i)), .second = i % 7 == 0 ? Text(Str::gallery_group) : Text()}; },
           [](int i, std::string_view typed) {
             const std::string name = village_name(i);
             return name.find(typed) != std::string::npos || registry::initials(name).starts_with(typed);
           });
}

void gallery_dates(Kit& kit, GalleryState& state) {
  DateField birth{.label = Str::register_birth_title, .placeholder = Str::register_birth_open, .low = *Date::from_civil(1900, 1, 1), .high = *Date::from_civil(2026, 11, 20)};
  if (state.born) birth.ok = say_zodiac(lunar(*state.born)->year);
  kit.date("gallery.birth", state.birth, state.born, birth);
  // The sheet alone, for a field that has a word of its own for it.
  if (kit.button("gallery.visit_day", Str::register_birth_open, {.kind = ButtonKind::quiet, .icon = Icon::cal})) state.other_day.open = true;
  kit.date_sheet("gallery.other_day", state.other_day, state.other, birth);
}

void gallery_sign(Kit& kit, GalleryState& state) {
  if (kit.signature("gallery.sign", state.strokes, {.label = Str::consent_sign, .witness = Str::consent_sign_witness}) != SignPress::none) ++state.presses;
  kit.gap();
  kit.signature("gallery.thumb", state.thumb, {.label = Str::consent_thumb, .thumb = true});
  kit.gap();
  kit.signed_picture("gallery.signed", Str::consent_sign, state.strokes);
}

void gallery_tasks(Kit& kit, GalleryState& state) {
  const Text sentence = state.paused ? say(Str::gallery_taking_paused, say_count(18600)) : say(Str::gallery_taking, say_count(18600), say_count(30000));
  if (kit.progress("gallery.taking", {.sentence = sentence, .done = 18600, .total = 30000, .paused = state.paused,
                                      .act = state.paused ? Str::gallery_go_on : Str::gallery_pause}))
    state.paused = !state.paused;
  kit.skeleton(3);
}

void gallery_charts(Kit& kit) {
  kit.section(Str::gallery_charts);
  const Chart bars{.title = Str::gallery_per_week, .unit = Str::gallery_unit, .values = {268, 241, 281, 290, 286, 294, 300, 182}, .labels = weeks(),
                   .sentence = Str::gallery_sentence};
  const Chart line{.title = Str::gallery_on_time, .unit = Str::gallery_hundred, .values = {88, 81, 90, 92, std::nan(""), 93, 94, 96}, .labels = weeks(),
                   .low = 70, .high = 100, .sentence = Str::gallery_sentence};
  const StackedChart stacked{.title = Str::gallery_what, .unit = Str::gallery_unit, .labels = weeks(),
                             .series = {{Str::model_at_home, {190, 170, 200, 210, 200, 205, 210, 120}},
                                        {Str::model_phone, {48, 51, 51, 60, 56, 60, 60, 40}},
                                        {Str::model_neighbour, {20, 20, 20, 20, 20, 19, 30, 22}},
                                        {Str::unknown, {10, 0, 10, std::nan(""), 10, 10, 0, 0}}},
                             .sentence = Str::gallery_sentence};
  kit.card([&] { kit.bar_chart(bars); });
  kit.card([&] { kit.line_chart(line); });
  kit.card([&] { kit.stacked_chart(stacked); });
  kit.card([&] {
    kit.sparkline({.title = Str::gallery_on_time, .values = line.values, .labels = line.labels, .sentence = Str::gallery_sentence});
    kit.sparkline({.title = Str::model_phone, .values = {std::nan(""), std::nan("")}, .labels = {}, .sentence = Str::unknown});
  });
}

void gallery_codes(Kit& kit, GalleryState& state) {
  kit.centred(280, [&] { kit.code("gallery.code", Str::invite_code_name, "HUZHU:0123456789ABCDEF"); });
  kit.gap();
  // The browser asks before it opens a camera: not before it was pressed for.
  if (state.camera) kit.camera("gallery.camera", Str::carry_camera_name);
  else if (kit.button("gallery.camera_open", Str::carry_scan, {.icon = Icon::qr})) state.camera = true;
}

void gallery_words(Kit& kit) {
  kit.heading(Str::gallery_look, 2);
  kit.lead(Str::gallery_all_seen);
  kit.text(Str::gallery_rest);
  kit.label(Str::gallery_house_help);
  kit.note(Str::gallery_house_help);
  kit.icon_line(Icon::info, Str::gallery_house_help);
  kit.alert_line(Icon::alert, Str::gallery_full, Tone::due);
  kit.announce(Str::gallery_offline);
  kit.rule();
  kit.space(12);
  kit.tags({Str::gallery_alone, Str::gallery_support, Str::gallery_half});
  kit.space(12);
  kit.mark({MarkKind::late, say_late(2)});
  kit.gap();
  kit.group("gallery.group", Role::group, Str::gallery_cards, [&] { kit.block([&] { kit.label(Str::gallery_group); }); });
}

void gallery_small_table(Kit& kit, GalleryState& state) {
  kit.section(Str::gallery_rows);
  const TablePress press = kit.small_table("gallery.small_table", Str::gallery_rows, table_columns(), 3, [](int row, std::vector<Cell>& cells) { fill_row(row, cells); },
                                           [](int row) { return static_cast<std::uint64_t>(row); });
  if (press.row >= 0 || press.column >= 0) ++state.presses;
}

void gallery_desk(Kit& kit, GalleryState& state) {
  int first = 0, last = 0;
  kit.visible_rows("gallery.table", first, last);
  kit.foot([&] { kit.note(say(Str::gallery_seen_of, first + 1, last)); });
  const TablePress press = kit.table("gallery.table", Str::gallery_rows, table_columns(), villages, state.village,
                                     [](int row, std::vector<Cell>& cells) { fill_row(row, cells); },
                                     [](int row) { return static_cast<std::uint64_t>(row); });
  if (press.row >= 0) state.village = press.row;
}

BarPress gallery_bar(Kit& kit, GalleryState& state) {
  const Mark waiting{MarkKind::waiting, say(Str::mark_waiting_count, 3)};
  if (kit.theme().elder()) return kit.top_bar({.title = Str::gallery_title, .back = true, .size = Str::larger_text, .speak = Str::speak});
  if (kit.form() != Form::desk) return kit.top_bar({.title = Str::gallery_title, .back = true, .mark = waiting, .size = Str::larger_text});
  return kit.desk_bar({.search = &state.desk_search, .placeholder = Str::gallery_search, .mark = waiting, .note = Str::gallery_waiting_caption, .size = Str::larger_text}).press;
}

}  // namespace huzhu::ui
