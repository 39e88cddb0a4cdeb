#include "ui/screens/far_reset.h"

namespace huzhu::ui {
namespace {

using AskStep = HelpAskState::Step;
using GiveStep = HelpGiveView::Step;
constexpr float ask_width = 560;

// A camera must see the code whole: it stands beside the words where there is room, else before them.
void beside_code(Kit& kit, FunctionRef<void()> code, FunctionRef<void()> words) {
  if (kit.width() >= 640 && kit.theme().factor() < 1.3f) {
    kit.columns({-1, -1}, [&](int cell) { cell == 0 ? words() : code(); }, 24);
    return;
  }
  code();
  kit.gap();
  words();
}

void show_request(Kit& kit, const HelpAskView& view, HelpAskAct& act) {
  if (view.helpers.empty()) return kit.icon_line(Icon::info, say(Str::far_nobody, view.person), Tone::due);
  kit.heading(say(Str::far_show, view.person));
  kit.step(1, Str::far_step_lead);
  kit.gap();
  beside_code(
      kit,
      [&] {
        if (shown_codes(kit, view.codes)) act = HelpAskAct::pause;
      },
      [&] {
        kit.label(Str::far_words);
        kit.space(8);
        word_cards(kit, "help.words", view.words);
      });
  kit.gap();
  kit.step(2, Str::far_step_words);
  kit.step(3, Str::far_step_read);
  kit.gap();
  kit.label(Str::far_who);
  for (const Text& one : view.helpers) kit.icon_line(Icon::user, one);
}

void ask_content(Kit& kit, const HelpAskView& view, HelpAskState& state, HelpAskAct& act) {
  switch (state.step) {
    case AskStep::show: return show_request(kit, view, act);
    case AskStep::read:
      kit.heading(Str::far_read_title);
      kit.gap();
      if (!state.error.empty()) kit.alert_line(Icon::alert, state.error, Tone::danger);
      return read_codes(kit, view.reading, {Str::far_read_hint, Str::far_read_strange, Str::far_read_missing});
    case AskStep::pin:
      kit.icon_line(Icon::okround, Str::far_nothing_lost, Tone::ok);
      kit.gap();
      if (twice_pin(kit, "help.pin", view.pin_length, state.pin, view.person)) act = HelpAskAct::finish;
      return;
    case AskStep::working:
      kit.space(40);
      kit.heading(Str::first_working, 1, Align::middle);
      if (!state.error.empty()) kit.alert_line(Icon::alert, state.error, Tone::danger);
  }
}

HelpAskAct ask_acts(Kit& kit, AskStep step) {
  if (step == AskStep::show && kit.button("help.read", Str::far_read, {.kind = ButtonKind::primary, .icon = Icon::qr})) return HelpAskAct::read;
  if (step == AskStep::read && kit.button("help.show", Str::far_show_again, {.icon = Icon::back})) return HelpAskAct::show;
  return HelpAskAct::none;
}

}  // namespace

HelpAskAct help_ask_screen(Kit& kit, const HelpAskView& view, HelpAskState& state) {
  HelpAskAct act = HelpAskAct::none;
  kit.screen({"help", Str::far_title, true});
  const TopBar bar{.title = Str::far_title, .back = state.step != AskStep::working, .size = kit.theme().elder() ? Text() : Text(Str::larger_text), .help = Str::help_open};
  switch (kit.top_bar(bar)) {
    case BarPress::back: act = state.step == AskStep::read ? HelpAskAct::show : HelpAskAct::leave; break;
    case BarPress::size: return HelpAskAct::larger;
    case BarPress::help: return HelpAskAct::help;
    default: break;
  }
  const float width = view.codes.text.empty() || kit.form() == Form::phone ? ask_width : 760;
  const bool has_acts = !view.helpers.empty() && (state.step == AskStep::show || state.step == AskStep::read);
  const auto acts = [&] {
    if (const HelpAskAct pressed = ask_acts(kit, state.step); act == HelpAskAct::none) act = pressed;
  };
  const bool desk = kit.form() == Form::desk;   // where a mouse is, the act stands below what it is about
  if (has_acts && !desk) kit.dock([&] { kit.centred(width, acts); });
  kit.pane("help", [&] {
    kit.centred(width, [&] {
      ask_content(kit, view, state, act);
      if (!has_acts || !desk) return;
      kit.space(24);
      acts();
    });
  });
  return act;
}

HelpGiveAct help_give_content(Kit& kit, const HelpGiveView& view) {
  HelpGiveAct act = HelpGiveAct::none;
  switch (view.step) {
    case GiveStep::read:
      kit.heading(Str::give_read_title);
      kit.label(Str::give_read_body);
      kit.gap();
      read_codes(kit, view.reading, {Str::give_read_hint, Str::give_read_strange, Str::give_read_missing});
      break;
    case GiveStep::compare:
      kit.heading(say(Str::give_who, view.person));
      kit.icon_line(Icon::tablet, say(Str::give_device, view.device));
      if (view.answered) kit.icon_line(Icon::info, Str::give_again_note);
      kit.gap();
      kit.text(Str::give_compare);
      kit.space(8);
      word_cards(kit, "give.words", view.words);
      break;
    case GiveStep::answer:
      kit.heading(say(Str::give_answer, view.person));
      kit.label(Str::give_answer_body);
      kit.gap();
      if (shown_codes(kit, view.codes)) act = HelpGiveAct::pause;
      break;
    case GiveStep::stopped: kit.alert_line(Icon::alert, view.why, Tone::danger); break;
  }
  return act;
}

HelpGiveAct help_give_acts(Kit& kit, const HelpGiveView& view) {
  HelpGiveAct act = HelpGiveAct::none;
  switch (view.step) {
    case GiveStep::read: break;
    case GiveStep::compare:
      kit.columns({-1, -1.35f}, [&](int cell) {
        if (cell == 0 && kit.button("give.differ", Str::give_differ, {})) act = HelpGiveAct::differ;
        if (cell == 1 && kit.button("give.same", Str::give_same, {.kind = ButtonKind::primary, .icon = Icon::check})) act = HelpGiveAct::same;
      });
      break;
    case GiveStep::answer:
      if (kit.button("give.done", Str::give_done, {.kind = ButtonKind::primary, .icon = Icon::check})) act = HelpGiveAct::leave;
      break;
    case GiveStep::stopped:
      if (kit.button("give.again", Str::give_again, {.kind = ButtonKind::primary, .icon = Icon::again})) act = HelpGiveAct::again;
      break;
  }
  return act;
}

}  // namespace huzhu::ui
