#include "ui/screens/carry.h"

namespace huzhu::ui {
namespace {

long long number(std::uint64_t n) { return static_cast<long long>(n); }

void error_line(Kit& kit, ErrorCode code) { kit.icon_line(Icon::alert, error_text(code), Tone::danger); }

void holds(Kit& kit, const PackedView& p) {
  if (p.packing) return kit.icon_line(Icon::clock, Str::carry_packing);
  if (p.error != ErrorCode::none) return error_line(kit, p.error);
  if (p.whole) kit.icon_line(Icon::file, say(Str::carry_holds_all, say_count(number(p.segments))));
  else kit.icon_line(Icon::file, p.segments == 0 ? Text(Str::carry_holds_none) : say(Str::carry_holds, say_count(number(p.segments))));
  if (!p.complete) kit.icon_line(Icon::info, Str::carry_part);
}

void taken(Kit& kit, const CarryInView& view) {
  const sync::TakenIn& t = view.taken;
  kit.lead(Str::carry_done);
  if (!view.from.empty()) kit.label(say(Str::carry_from, view.from));
  if (t.receipted > 0) kit.icon_line(Icon::seal, say(Str::carry_receipted, number(t.receipted)), Tone::ok);
  if (t.fresh > 0) kit.icon_line(Icon::check, say(Str::carry_fresh, number(t.fresh)), Tone::ok);
  if (t.known > 0 && t.fresh > 0) kit.icon_line(Icon::info, say(Str::carry_known, number(t.known)));
  if (t.fresh == 0 && t.receipted == 0 && t.elsewhere == 0 && t.refused == 0 && t.not_taken.empty()) kit.icon_line(Icon::info, Str::carry_nothing_new);
  if (t.elsewhere > 0) kit.icon_line(Icon::info, say(Str::carry_elsewhere, number(t.elsewhere)));
  if (t.refused > 0) kit.icon_line(Icon::alert, say(Str::carry_refused, number(t.refused)), Tone::due);
  if (!t.not_taken.empty()) kit.icon_line(Icon::alert, say(Str::carry_not_taken, number(t.not_taken.size())), Tone::due);
}

void handed_on(Kit& kit, const CarryInView& view, CarryInAct& act) {
  const sync::CarryAnswer& h = view.hub;
  kit.icon_line(Icon::seal, say(Str::carry_hub_stored, number(h.stored)), Tone::ok);
  if (h.known > 0) kit.icon_line(Icon::info, say(Str::carry_hub_known, number(h.known)));
  if (h.refused > 0) kit.icon_line(Icon::alert, say(Str::carry_hub_refused, number(h.refused)), Tone::due);
  if (h.answer.empty()) return kit.icon_line(Icon::alert, Str::carry_no_answer, Tone::due);
  kit.label(say(Str::carry_answer_ready, view.from));
  if (kit.button("carry.answer.save", Str::carry_answer_save, {.kind = ButtonKind::primary, .icon = Icon::save})) act = CarryInAct::save;
  if (!view.answer.saved_as.empty()) kit.icon_line(Icon::check, say(Str::carry_saved, verbatim(view.answer.saved_as)), Tone::ok);
  if (kit.button("carry.answer.show", Str::carry_answer_show, {.icon = Icon::qr})) act = CarryInAct::show;
  if (shown_codes(kit, view.codes)) act = CarryInAct::pause;
}

}  // namespace

CarryOutAct carry_out_content(Kit& kit, CarryOutView& view) {
  CarryOutAct act = CarryOutAct::none;
  const auto choose = [&] {
    std::vector<Choice> choices;
    for (const Text& one : view.recipients) choices.push_back({.word = one, .icon = choices.empty() ? Icon::hub : Icon::tablet});
    kit.section(Str::carry_to_whom);
    if (kit.radio_cards("carry.to", Str::carry_to_whom, choices, view.chosen)) act = CarryOutAct::choose;
    kit.gap();
    holds(kit, view.packed);
    const Text wait = view.packed.ready ? Text() : Text(Str::carry_packing);
    if (kit.button("carry.save", Str::carry_save, {.kind = ButtonKind::primary, .icon = Icon::file, .disabled = wait})) act = CarryOutAct::save;
    if (!view.packed.saved_as.empty()) kit.icon_line(Icon::check, say(Str::carry_saved, verbatim(view.packed.saved_as)), Tone::ok);
    if (kit.button("carry.show", Str::carry_show, {.icon = Icon::qr, .disabled = wait})) act = CarryOutAct::show;
  };
  const auto show = [&] {
    if (shown_codes(kit, view.codes)) act = CarryOutAct::pause;
  };
  // A camera must see the code whole: it stands beside what chooses it where that is wide, else above.
  const bool shown = !view.codes.text.empty();
  if (shown && kit.width() >= 720 && kit.theme().factor() < 1.3f) {
    kit.columns({-1, -1.3f}, [&](int cell) { cell == 0 ? choose() : show(); }, 24);
  } else {
    if (shown) show();
    choose();
    if (!shown) show();
  }
  kit.note(Str::carry_sealed);
  kit.note(Str::photo_not_carried);
  return act;
}

CarryInAct carry_in_content(Kit& kit, const CarryInView& view) {
  using State = CarryInView::State;
  CarryInAct act = CarryInAct::none;
  if (view.state != State::nothing) {
    kit.card([&] {
      kit.block([&] {
        switch (view.state) {
          case State::nothing: break;
          case State::opening: kit.icon_line(Icon::clock, Str::carry_opening); break;
          case State::asking: kit.icon_line(Icon::hub, Str::carry_asking); break;
          case State::taking: kit.icon_line(Icon::clock, Str::carry_taking); break;
          case State::done: taken(kit, view); break;
          case State::handed_on: handed_on(kit, view, act); break;
          case State::failed:
            if (view.for_hub) kit.icon_line(Icon::nonet, Str::carry_need_net, Tone::due);
            else error_line(kit, view.error);
        }
      });
    });
    kit.gap();
  }
  kit.act_card("carry.open", {.icon = Icon::inbox, .title = Str::carry_open, .second = Str::carry_open_hint, .selected = false, .file = true});
  kit.gap();
  if (view.scanning) read_codes(kit, view.reading, {Str::carry_camera_hint, Str::carry_not_ours, Str::carry_camera_missing});
  else if (kit.act_card("carry.scan", {.icon = Icon::qr, .title = Str::carry_scan, .second = Str::carry_read_hint, .selected = false})) act = CarryInAct::scan;
  return act;
}

}  // namespace huzhu::ui
