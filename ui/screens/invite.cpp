#include "ui/screens/invite.h"

#include "core/base/limits.h"
#include "core/people/rights_table.h"
#include "ui/screens/moment.h"
#include "ui/screens/place_chips.h"

namespace huzhu::ui {
namespace {

using R = model::RoleKind;
using Step = InviteState::Step;
constexpr int questions = 3;

Str what_it_is(R role) {
  switch (role) {
    case R::peer_helper: return Str::invite_role_peer;
    case R::volunteer: return Str::invite_role_volunteer;
    case R::station_lead: return Str::invite_role_lead;
    case R::township_staff: return Str::invite_role_township;
    default: return Str::invite_role_admin;
  }
}

Text role_name(R role) { return choice_label(model::EntityType::role_grant, model::role_grant::role, static_cast<std::int64_t>(role)); }

// -- the form -------------------------------------------------------------------------------------------------------

int digits_of(const InviteView& view, const InviteState& state) {
  return state.role < 0 ? 0 : view.roles[static_cast<std::size_t>(state.role)].digits;
}

bool role_question(Kit& kit, const InviteView& view, InviteState& state) {
  std::vector<Choice> choices;
  for (const InviteRole& one : view.roles) choices.push_back({.word = role_name(one.role), .icon = Icon::user, .second = what_it_is(one.role)});
  if (!kit.radio_cards("invite.role", Str::invite_role, choices, state.role)) return false;
  state.area = 0;
  return true;
}

std::vector<people::Place> of_level(const InviteView& view, int digits, std::int64_t within) {
  std::vector<people::Place> out;
  for (const people::Place& p : view.places)
    if (people::area_digits(p.area) == digits && (within == 0 || people::lies_in(p.area, within))) out.push_back(p);
  return out;
}

// A village is found through its township: one name stands for several villages of a county.
bool place_question(Kit& kit, const InviteView& view, InviteState& state) {
  const int digits = digits_of(view, state);
  if (digits == 0) {
    kit.label(Str::invite_pick_role);
    return false;
  }
  const auto word = [](const people::Place& p) { return verbatim(p.name); };
  const bool cards = kit.theme().elder() || kit.theme().factor() >= 1.3f;
  bool changed = false;
  std::int64_t within = 0;
  if (const auto townships = of_level(view, 9, 0); digits == 12 && townships.size() > 1) {
    const std::int64_t before = state.township;
    changed |= place_chips(kit, {"invite.township", Str::invite_township, Str::invite_place_find, Str::invite_place_none, cards}, townships, word, state.township_typed, state.township);
    if (state.township != before) state.area = 0, state.village_typed.clear();
    if (state.township == 0) return changed;
    kit.space(16);
    within = state.township;
  }
  const auto places = of_level(view, digits, within);
  if (places.size() == 1) {
    state.area = places.front().area;
    kit.icon_line(Icon::pin, verbatim(places.front().name));
    return changed;
  }
  const Text label = digits == 12 ? Str::register_village : Str::invite_township;
  return place_chips(kit, {"invite.place", label, Str::invite_place_find, Str::invite_place_none, cards}, places, word, state.village_typed, state.area) || changed;
}

bool name_question(Kit& kit, InviteState& state) {
  return kit.field("invite.name", state.name, {.label = Str::first_name_label, .icon = Icon::user, .help = Str::invite_name_help, .required = true,
                                               .max_length = static_cast<int>(limits::name_characters_max)}).changed;
}

void network_note(Kit& kit, const InviteView& view) {
  if (view.online) return kit.note(Str::invite_need_net);
  kit.icon_line(Icon::nonet, Str::invite_no_net, Tone::due);
  kit.icon_line(Icon::qr, Str::invite_no_net_face);
  if (view.may_add) kit.icon_line(Icon::info, Str::invite_no_net_add);
}

bool form(Kit& kit, const InviteView& view, InviteState& state) {
  bool changed = false;
  if (kit.theme().elder()) {
    const Text line = say(Str::invite_step, state.question + 1, questions);
    kit.bars(state.question + 1, questions, line);
    kit.label(line);
    kit.space(12);
    kit.heading(state.question == 0 ? Str::invite_role : state.question == 1 ? Str::invite_where : Str::invite_name);
    kit.gap();
    if (state.question == 0) changed = role_question(kit, view, state);
    else if (state.question == 1) changed = place_question(kit, view, state);
    else changed = name_question(kit, state);
    kit.gap();
    network_note(kit, view);
    return changed;
  }
  kit.section(Str::invite_role);
  changed |= role_question(kit, view, state);
  kit.section(Str::invite_where);
  changed |= place_question(kit, view, state);
  kit.section(Str::invite_name);
  changed |= name_question(kit, state);
  kit.gap();
  network_note(kit, view);
  return changed;
}

Text missing(const InviteState& state, int question) {
  if (question >= 0 && state.role < 0) return Str::invite_pick_role;
  if (question >= 1 && state.area == 0) return Str::invite_pick_place;
  if (question >= 2 && state.name.empty()) return Str::invite_pick_name;
  return Text();
}

// Nobody else has seen that device: it is for helpers and volunteers, for thirty days.
Text not_face_to_face(const InviteView& view, const InviteState& state) {
  const bool lead = state.role >= 0 && people::leads(view.roles[static_cast<std::size_t>(state.role)].role);
  return lead ? Text(Str::invite_face_no_leads) : Text();
}

InviteAct form_acts(Kit& kit, const InviteView& view, InviteState& state) {
  const bool more = kit.theme().elder() && state.question < questions - 1;
  const Text why = missing(state, more ? state.question : questions - 1);
  if (!why.empty()) kit.icon_line(Icon::info, why);
  if (more) {
    if (!kit.button("invite.next", Str::invite_next, {.kind = ButtonKind::primary, .icon = Icon::next, .disabled = why})) return InviteAct::none;
    ++state.question;
    return InviteAct::changed;
  }
  // What works here and now is the one that stands out.
  const Text no_net = why.empty() && !view.online ? Text(Str::invite_no_net) : why, no_face = why.empty() ? not_face_to_face(view, state) : why;
  const auto kind = [&](bool first) { return first ? ButtonKind::primary : ButtonKind::secondary; };
  InviteAct act = InviteAct::none;
  kit.columns({-1, -1}, [&](int cell) {
    if (cell == 0 && kit.button("invite.face", Str::invite_face, {.kind = kind(!view.online), .icon = Icon::qr, .disabled = no_face})) act = InviteAct::face;
    if (cell == 1 && kit.button("invite.go", Str::invite_go, {.kind = kind(view.online), .icon = Icon::send, .disabled = no_net})) act = InviteAct::invite;
  });
  return act;
}

// -- the invitation -------------------------------------------------------------------------------------------------

// 1234 5678: as it is read aloud.
Text spaced(const std::string& digits) { return verbatim(digits.substr(0, 4) + " " + digits.substr(4)); }

void digits_card(Kit& kit, const InviteView& view) {
  kit.group("invite.digits", Role::group, Str::invite_digits_name, [&] {
    kit.card([&] {
      kit.space(4);
      kit.text(spaced(view.digits), {.type = Type::figure, .bold = true, .align = Align::middle});
      kit.space(4);
    });
  });
}

InviteAct waiting(Kit& kit, const InviteView& view, const InviteState& state) {
  kit.heading(say(Str::invite_for, verbatim(state.name)));
  kit.gap();
  if (view.digits.empty()) {
    kit.icon_line(view.trouble.empty() ? Icon::hub : Icon::nonet, view.trouble.empty() ? Text(Str::invite_opening) : view.trouble, view.trouble.empty() ? Tone::quiet : Tone::due);
    return InviteAct::none;
  }
  InviteAct act = InviteAct::none;
  const auto how = [&] {
    kit.step(1, view.address.empty() ? Text(Str::invite_open_app) : say(Str::invite_open, view.address));
    kit.step(2, Str::invite_scan);
    kit.step(3, Str::invite_type);
  };
  const auto digits = [&] {
    digits_card(kit, view);
    kit.space(8);
    if (kit.button("invite.copy", Str::invite_copy, {.kind = ButtonKind::quiet, .fit = true})) act = InviteAct::copy;
    kit.label(say(Str::invite_minutes, view.minutes_left));
    kit.space(8);
    if (view.trouble.empty()) kit.icon_line(Icon::clock, Str::invite_waits);
    else kit.icon_line(Icon::nonet, view.trouble, Tone::due);
  };
  const auto code = [&] { kit.code("invite.code", Str::invite_code_name, view.code); };
  // A camera must see the code whole: it stands beside the words where there is room, else before them.
  if (kit.width() >= 640 && kit.theme().factor() < 1.3f) {
    kit.columns({-1.3f, -1}, [&](int cell) {
      if (cell == 1) return code();
      how();
      digits();
    }, 24);
  } else {
    code();
    kit.gap();
    digits();
    kit.gap();
    how();
  }
  return act;
}

void comparing(Kit& kit, const InviteView& view, const InviteState& state) {
  kit.heading(Str::invite_words_title);
  kit.label(say(Str::invite_words_body, verbatim(state.name)));
  kit.gap();
  word_cards(kit, "invite.words", view.words);
  kit.gap();
  kit.icon_line(Icon::tablet, say(view.known ? Str::invite_came_known : Str::invite_came, view.device));
}

void reading(Kit& kit, const InviteView& view, const InviteState& state) {
  kit.heading(say(Str::invite_face_read_title, verbatim(state.name)));
  kit.label(Str::invite_face_read_body);
  kit.gap();
  read_codes(kit, view.reading, {Str::invite_face_read_hint, Str::invite_face_read_strange, Str::invite_face_read_missing});
}

InviteAct answering(Kit& kit, const InviteView& view, const InviteState& state) {
  InviteAct act = InviteAct::none;
  kit.heading(say(Str::invite_face_answer_title, verbatim(state.name)));
  kit.label(Str::invite_face_answer_body);
  kit.gap();
  if (view.codes.text.empty() && !view.codes.too_many) kit.icon_line(Icon::clock, Str::invite_face_packing);
  if (shown_codes(kit, view.codes)) act = InviteAct::pause;
  kit.gap();
  kit.label(Str::invite_face_file_what);
  kit.space(8);
  if (kit.button("invite.face_save", Str::carry_save, {.icon = Icon::file})) act = InviteAct::save;
  if (!view.saved_as.empty()) kit.icon_line(Icon::okround, say(Str::carry_saved, view.saved_as), Tone::ok);
  return act;
}

InviteAct done(Kit& kit, const InviteView& view, const InviteState& state) {
  InviteAct act = InviteAct::none;
  kit.icon_line(Icon::okround, Str::invite_done, Tone::ok);
  kit.space(12);
  kit.heading(view.who);
  kit.gap();
  if (!state.face) {
    kit.icon_line(view.received ? Icon::seal : Icon::send, view.received ? Str::invite_received : Str::invite_sending, view.received ? Tone::ok : Tone::quiet);
    return act;
  }
  if (view.known) {
    kit.icon_line(Icon::lock, Str::invite_face_one_more);
    return act;
  }
  kit.icon_line(Icon::cal, Str::invite_face_thirty);
  kit.gap();
  kit.rows([&] {
    if (kit.row("invite.register_too", {.icon = Icon::usb, .name = Str::invite_face_register, .second = Str::invite_face_register_what, .chevron = true}) == RowPress::row)
      act = InviteAct::register_too;
  });
  return act;
}

}  // namespace

InviteAct invite_content(Kit& kit, const InviteView& view, InviteState& state) {
  switch (state.step) {
    case Step::form: return form(kit, view, state) ? InviteAct::changed : InviteAct::none;
    case Step::waiting: return waiting(kit, view, state);
    case Step::reading: reading(kit, view, state); break;
    case Step::comparing: comparing(kit, view, state); break;
    case Step::answering: return answering(kit, view, state);
    case Step::done: return done(kit, view, state);
    case Step::stopped: kit.icon_line(Icon::alert, view.why, Tone::danger); break;
  }
  return InviteAct::none;
}

InviteAct invite_acts(Kit& kit, const InviteView& view, InviteState& state) {
  InviteAct act = InviteAct::none;
  switch (state.step) {
    case Step::form: return form_acts(kit, view, state);
    case Step::waiting:
      if (kit.button("invite.stop", Str::invite_stop, {})) act = InviteAct::stop;
      break;
    case Step::reading: break;
    case Step::answering:
      if (kit.button("invite.answered", Str::invite_face_answered, {.kind = ButtonKind::primary, .icon = Icon::check})) act = InviteAct::answered;
      break;
    case Step::comparing:
      kit.columns({-1, -1.35f}, [&](int cell) {
        if (cell == 0 && kit.button("invite.differ", Str::invite_differ, {})) act = InviteAct::differ;
        if (cell == 1 && kit.button("invite.same", Str::invite_same, {.kind = ButtonKind::primary, .icon = Icon::check})) act = InviteAct::same;
      });
      break;
    case Step::done:
      kit.columns({-1, -1.35f}, [&](int cell) {
        if (cell == 0 && kit.button("invite.again", Str::invite_again, {})) act = InviteAct::again;
        if (cell == 1 && kit.button("invite.leave", Str::invite_back, {.kind = ButtonKind::primary, .icon = Icon::check})) act = InviteAct::leave;
      });
      break;
    case Step::stopped:
      if (kit.button("invite.anew", Str::invite_anew, {.kind = ButtonKind::primary, .icon = Icon::again})) act = InviteAct::anew;
      break;
  }
  return act;
}

bool invite_step_back(InviteState& state) {
  if (state.step != Step::form || state.question == 0) return false;
  --state.question;
  return true;
}

}  // namespace huzhu::ui
