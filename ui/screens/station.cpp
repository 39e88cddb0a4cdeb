#include "ui/screens/station.h"

#include <algorithm>

namespace huzhu::ui {
namespace {

Text what_was_done(const people::HeldAct& act) {
  const Text about = act.about.empty() ? Text(Str::unknown) : verbatim(act.about);
  switch (act.type) {
    case model::EntityType::visit: return say(Str::station_held_visit, about);
    case model::EntityType::time_entry: return say(Str::station_held_hours, about);
    case model::EntityType::person: return say(Str::station_held_person, about);
    default: return Str::station_held_other;
  }
}

// Taken in face to face: for thirty days, until somebody lets them go on.
void limited_devices(Kit& kit, const StationView& view, StationAct& act) {
  const auto limited = [](const people::DeviceRow& d) { return d.ends_at_ms && !d.revoked; };
  if (!view.may_revoke || std::none_of(view.devices.begin(), view.devices.end(), limited)) return;
  kit.section(Str::station_limited);
  kit.label(Str::station_limited_what);
  kit.space(8);
  kit.rows([&] {
    for (std::size_t i = 0; i < view.devices.size(); ++i) {
      const people::DeviceRow& d = view.devices[i];
      if (!limited(d)) continue;
      const int days = days_left(*d.ends_at_ms, view.now_ms);
      const Row row{.icon = Icon::cal, .tone = days > 0 ? Tone::plain : Tone::due, .name = verbatim(d.name),
                    .second = days > 0 ? say(Str::station_days_left, days) : Text(Str::station_ended), .act = Str::station_renew, .press = false};
      if (kit.row(Id("station.limited", d.certificate.value), row) == RowPress::act) act = {StationAct::renew, i};
    }
  });
}

}  // namespace

StationAct station_content(Kit& kit, const StationView& view) {
  StationAct act;
  if (view.held > 0) {
    kit.rows([&] {
      if (kit.row("station.held", {.icon = Icon::inbox, .tone = Tone::due, .name = Str::station_held, .second = say(Str::station_held_what, static_cast<long long>(view.held)),
                                   .chevron = true}) == RowPress::row)
        act.kind = StationAct::held;
    });
    kit.gap();
  }
  kit.section(Str::station_people);
  kit.rows([&] {
    for (std::size_t i = 0; i < view.people.size(); ++i) {
      const StationPerson& p = view.people[i];
      Row row{.surname = p.surname, .name = p.name, .second = p.self ? joined({p.role, Str::station_you}) : p.role, .press = false};
      if (p.may_reset) row.act = Str::station_reset;
      if (kit.row(Id("station.person", p.profile.value), row) == RowPress::act) act = {StationAct::reset, i};
    }
    if (view.may_take_off && kit.row("station.leave", {.icon = Icon::door, .tone = Tone::primary, .name = Str::leave_title, .second = Str::leave_what, .chevron = true}) == RowPress::row)
      act.kind = StationAct::leave;
    if (kit.row("station.looks", {.icon = Icon::eye, .tone = Tone::primary, .name = Str::looks_title, .second = Str::looks_what, .chevron = true}) == RowPress::row)
      act.kind = StationAct::looks;
    if (view.may_help && kit.row("station.help", {.icon = Icon::key, .tone = Tone::primary, .name = Str::give_title, .second = Str::give_what, .chevron = true}) == RowPress::row)
      act.kind = StationAct::help;
  });
  if (!view.displaced.empty()) {
    kit.section(Str::station_displaced);
    kit.label(Str::station_displaced_what);
    kit.space(8);
    kit.rows([&] {
      for (std::size_t i = 0; i < view.displaced.size(); ++i) {
        const StationDisplaced& p = view.displaced[i];
        const Row row{.surname = p.surname, .name = p.name, .second = p.device, .act = Str::station_move, .press = false};
        if (kit.row(Id("station.displaced", p.profile.value), row) == RowPress::act) act = {StationAct::move, i};
      }
    });
  }
  limited_devices(kit, view, act);
  kit.section(Str::station_devices);
  kit.rows([&] {
    if (view.may_invite && kit.row("station.invite", {.icon = Icon::plus, .tone = Tone::primary, .name = Str::invite_title, .second = Str::invite_what, .chevron = true}) == RowPress::row)
      act.kind = StationAct::invite;
    for (std::size_t i = 0; i < view.devices.size(); ++i) {
      const people::DeviceRow& d = view.devices[i];
      Row row{.icon = Icon::tablet, .name = verbatim(d.name), .second = d.own ? joined({verbatim(d.place), Str::station_this_device}) : verbatim(d.place), .press = false};
      if (d.revoked) row.value = Str::station_revoked;
      else if (view.may_revoke && !d.own) row.act = Str::station_revoke, row.act_quiet = true;
      if (kit.row(Id("station.device", d.certificate.value), row) == RowPress::act) act = {StationAct::ask, i};
    }
  });
  return act;
}

StationAct station_question(Kit& kit, const StationView& view) {
  if (!view.asking || *view.asking >= view.devices.size()) return {};
  switch (kit.dialog("station.revoke", {.title = say(Str::station_revoke_title, verbatim(view.devices[*view.asking].name)), .body = Str::station_revoke_body,
                                        .safe = Str::station_revoke_keep, .act = Str::station_revoke_act, .danger = true})) {
    case DialogPress::none: return {};
    case DialogPress::safe: return {StationAct::keep, *view.asking};
    case DialogPress::act: return {StationAct::revoke, *view.asking};
  }
  return {};
}

LeaveAct leave_content(Kit& kit, const LeaveView& view) {
  LeaveAct act;
  kit.label(Str::leave_intro);
  kit.space(8);
  kit.rows([&] {
    for (const StationPerson& p : view.people) {
      const Row row{.surname = p.surname, .name = p.name, .second = p.role, .act = Str::leave_off, .act_quiet = true, .press = false};
      if (kit.row(Id("leave.person", p.profile.value), row) == RowPress::act) act = {LeaveAct::ask, p.profile};
    }
  });
  if (view.people.empty() && view.elsewhere.empty()) kit.empty("leave.none", {.picture = Picture::chat, .what = Str::leave_none, .next = Str::leave_none_next});
  if (!view.taken_off.empty()) {
    kit.section(Str::leave_gone);
    kit.rows([&] {
      for (const StationDisplaced& p : view.taken_off) {
        const Row row{.surname = p.surname, .name = p.name, .act = Str::leave_back, .press = false};
        if (kit.row(Id("leave.gone", p.profile.value), row) == RowPress::act) act = {LeaveAct::back, p.profile};
      }
    });
  }
  if (view.elsewhere.empty()) return act;
  kit.section(Str::leave_elsewhere);
  kit.list("leave.elsewhere", Str::leave_elsewhere, static_cast<int>(view.elsewhere.size()), [&](int i) {
    const StationPerson& p = view.elsewhere[static_cast<std::size_t>(i)];
    const Row row{.surname = p.surname, .name = p.name, .second = p.role, .act = Str::leave_stop, .act_quiet = true, .press = false};
    if (kit.row(Id("leave.other", p.profile.value), row) == RowPress::act) act = {LeaveAct::ask, p.profile};
  });
  return act;
}

namespace {

// Somebody who uses this device: from it alone, or for good.
LeaveAct leave_sheet(Kit& kit, const StationPerson& who) {
  LeaveAct act;
  const bool closed = kit.sheet("leave.ask", say(Str::leave_ask, who.name), [&] {
    kit.rows([&] {
      if (kit.row("leave.here", {.icon = Icon::tablet, .name = Str::leave_here, .second = Str::leave_here_what, .chevron = true}) == RowPress::row)
        act = {LeaveAct::take_off, who.profile};
      if (who.may_stop &&
          kit.row("leave.stop", {.icon = Icon::door, .tone = Tone::danger, .name = Str::leave_for_good, .second = Str::leave_for_good_what, .chevron = true}) == RowPress::row)
        act = {LeaveAct::stop, who.profile};
    });
  });
  if (closed) act = {LeaveAct::keep, who.profile};
  return act;
}

}  // namespace

LeaveAct leave_question(Kit& kit, const LeaveView& view) {
  const auto of = [&](const std::vector<StationPerson>& people) {
    return std::find_if(people.begin(), people.end(), [&](const StationPerson& p) { return p.profile == view.asking; });
  };
  if (const auto here = of(view.people); here != view.people.end()) return leave_sheet(kit, *here);
  const auto other = of(view.elsewhere);
  if (other == view.elsewhere.end()) return {};
  switch (kit.dialog("leave.sure", {.title = say(Str::leave_sure, other->name), .body = Str::leave_for_good_what, .safe = Str::leave_keep, .act = Str::leave_stop, .danger = true})) {
    case DialogPress::none: return {};
    case DialogPress::safe: return {LeaveAct::keep, view.asking};
    case DialogPress::act: return {LeaveAct::stop, view.asking};
  }
  return {};
}

bool ended_screen(Kit& kit, const EndedView& view) {
  bool lock = false;
  kit.screen({"ended", Str::leave_ended_title, true});
  kit.top_bar({.title = Str::leave_ended_title});
  kit.pane("ended", [&] {
    kit.centred(480, [&] {
      kit.heading(Str::leave_ended);
      kit.text(Str::leave_ended_what);
      kit.gap();
      if (view.unsent > 0) kit.icon_line(Icon::send, say(Str::leave_ended_unsent, static_cast<long long>(view.unsent)), Tone::wait);
      else kit.icon_line(Icon::okround, Str::leave_ended_sent, Tone::ok);
      kit.gap();
      if (kit.button("ended.lock", Str::leave_ended_lock, {.kind = ButtonKind::primary, .icon = Icon::lock})) lock = true;
    });
  });
  return lock;
}

int held_content(Kit& kit, const HeldView& view) {
  int pressed = -1;
  if (view.acts.empty()) {
    kit.empty("held.none", {.picture = Picture::chat, .what = Str::station_none, .next = Str::station_none_next});
    return pressed;
  }
  kit.label(Str::station_held_intro);
  kit.gap();
  kit.list("held.rows", Str::station_held, static_cast<int>(view.acts.size()), [&](int i) {
    const people::HeldAct& act = view.acts[static_cast<std::size_t>(i)];
    const Text who = say(Str::station_held_by, act.writer.empty() ? Text(Str::unknown) : verbatim(act.writer), verbatim(act.device));
    const Row row{.icon = Icon::file, .name = what_was_done(act), .second = who,
                  .third = say_moment(act.act.written_at_ms, view.moment.now_ms, view.moment.utc_offset_minutes), .third_icon = Icon::clock, .third_tone = Tone::quiet,
                  .act = Str::station_admit, .small_name = true, .press = false};
    if (kit.row(Id("held.row", act.act.author.value ^ act.act.seq_first ^ (act.act.forked ? 1u << 31 : 0u)), row) == RowPress::act) pressed = i;
  });
  return pressed;
}

}  // namespace huzhu::ui
