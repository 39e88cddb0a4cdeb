#include "ui/screens/sync.h"

#include "core/base/limits.h"

namespace huzhu::ui {
namespace {

Banner banner_of(const SyncScreen& screen) {
  using sync::Phase;
  if (!screen.online || screen.state.phase == Phase::offline) return {.sentence = Str::sync_offline, .tone = Tone::wait, .icon = Icon::nonet};
  switch (screen.state.phase) {
    case Phase::captive_portal: return {.sentence = Str::sync_portal, .tone = Tone::wait, .icon = Icon::nonet};
    case Phase::refused: return {.sentence = error_text(screen.state.error), .tone = Tone::danger, .icon = Icon::alert};
    case Phase::connecting: return {.sentence = Str::sync_connecting, .tone = Tone::info, .icon = Icon::hub};
    case Phase::sending: return {.sentence = say(Str::sync_sending, static_cast<long long>(screen.state.to_send)), .tone = Tone::info, .icon = Icon::send};
    case Phase::receiving: {
      const auto got = static_cast<long long>(screen.state.received);
      const auto all = got + static_cast<long long>(screen.state.to_receive);
      return {.sentence = say(Str::sync_receiving, say_count(got), say_count(all)), .tone = Tone::info, .icon = Icon::save};
    }
    case Phase::comparing: return {.sentence = Str::sync_comparing, .tone = Tone::info, .icon = Icon::hub};
    default: break;
  }
  return {};
}

// A wrong clock blocks nobody; it is said, so that the times on the records are understood.
void clock_words(Kit& kit, const SyncScreen& screen) {
  constexpr std::int64_t day_ms = 24ll * 3600 * 1000;
  const std::int64_t off = screen.clock_behind_ms < 0 ? -screen.clock_behind_ms : screen.clock_behind_ms;
  Text words;
  if (off > limits::clock_drift_ms_max) {
    const Text span = off >= day_ms ? say(Str::sync_days, static_cast<long long>(off / day_ms)) : say_span(static_cast<int>(off / 60'000));
    words = say(screen.clock_behind_ms > 0 ? Str::sync_clock_slow : Str::sync_clock_fast, span);
  } else if (screen.clock == log::ClockState::untrusted) {
    words = Str::sync_clock_unknown;
  }
  if (words.empty()) return;
  kit.gap();
  kit.icon_line(Icon::clock, words, Tone::due);
}

void incidents(Kit& kit, const SyncScreen& screen, SyncAct& act) {
  if (screen.state.incidents.empty()) return;
  using sync::IncidentKind;
  if (kit.section(Str::sync_incidents, "sync.dismiss", Str::sync_read, Icon::check)) act.kind = SyncAct::dismiss;
  kit.rows([&] {
    std::uint64_t n = 0;
    for (const sync::Incident& i : screen.state.incidents) {
      Str words = Str::sync_incident_digest;
      switch (i.kind) {
        case IncidentKind::digest_differs: words = Str::sync_incident_digest; break;
        case IncidentKind::forged_receipt: words = Str::sync_incident_receipt; break;
        case IncidentKind::false_hub: words = Str::sync_incident_hub; break;
        case IncidentKind::fork: words = Str::sync_incident_fork; break;
        case IncidentKind::refused_segment: words = Str::sync_incident_refused; break;
        case IncidentKind::quarantined: words = Str::sync_incident_quarantined; break;
        case IncidentKind::two_histories: words = Str::sync_incident_two_histories; break;
        case IncidentKind::misstated: words = Str::sync_incident_misstated; break;
        case IncidentKind::hub_rolled_back: words = Str::sync_incident_rolled_back; break;
      }
      kit.row(Id("sync.incident", n++), {.icon = Icon::alert, .tone = Tone::due, .name = words,
                                         .second = say_moment(i.at_ms, screen.moment.now_ms, screen.moment.utc_offset_minutes), .press = false});
    }
  });
}

// Two beside each other, as long as their words have room.
void pair(Kit& kit, FunctionRef<void(int)> one) {
  if (kit.width() >= 480) return kit.columns({-1, -1}, one);
  one(0);
  kit.gap();
  one(1);
}

// Records go by hand where there is no network.
void by_hand(Kit& kit, SyncAct& act) {
  kit.section(Str::carry_send);
  pair(kit, [&](int cell) {
    if (cell == 0 && kit.act_card("sync.codes", {.icon = Icon::qr, .title = Str::carry_codes, .second = Str::carry_codes_hint, .selected = false})) act.kind = SyncAct::show_codes;
    if (cell == 1 && kit.act_card("sync.file", {.icon = Icon::file, .title = Str::carry_file, .second = Str::carry_file_hint, .selected = false})) act.kind = SyncAct::save_file;
  });
  kit.note(Str::carry_sealed);
  kit.note(Str::photo_not_carried);
  kit.section(Str::carry_receive);
  pair(kit, [&](int cell) {
    if (cell == 0 && kit.act_card("sync.read", {.icon = Icon::search, .title = Str::carry_read, .second = Str::carry_read_hint, .selected = false})) act.kind = SyncAct::read_codes;
    if (cell == 1) kit.act_card("sync.open", {.icon = Icon::inbox, .title = Str::carry_open, .second = Str::carry_open_hint, .selected = false, .file = true});
  });
}

}  // namespace

Text waiting_words(const people::WaitingAct& a) {
  using Kind = people::WaitingAct::Kind;
  const Text name = verbatim(a.name);
  switch (a.kind) {
    case Kind::visit: return say(Str::sync_act_visit, name);
    case Kind::hours:
      return joined({choice_label(model::EntityType::time_entry, model::time_entry::service, a.service), say_span(static_cast<int>(a.minutes))});
    case Kind::registered: return say(Str::sync_act_registered, name);
    case Kind::edited: return a.label.empty() ? say(Str::sync_act_edited, name) : say(Str::sync_act_edited_field, name, model_word(a.label));
    case Kind::taken_back: return say(Str::sync_act_taken_back, name);
    case Kind::settled: return say(Str::sync_act_settled, name);
    case Kind::other: break;
  }
  return name.empty() ? Text(Str::sync_act_other) : name;
}

Text sync_brief(const SyncScreen& screen) {
  if (!screen.status.last_received_ms) return Str::sync_never;
  const std::int64_t at = *screen.status.last_received_ms;
  const Date day = Date::from_ms(at, screen.moment.utc_offset_minutes), today = screen.moment.today();
  return say(Str::sync_last_brief, day == today ? say_clock(at, screen.moment.utc_offset_minutes) : say_day(day, today));
}

Text sync_sentence(const SyncScreen& screen) {
  if (screen.status.last_received_ms)
    return say(Str::sync_last, say_moment(*screen.status.last_received_ms, screen.moment.now_ms, screen.moment.utc_offset_minutes));
  return Str::sync_never;
}

SyncAct sync_content(Kit& kit, const SyncScreen& screen) {
  SyncAct act;
  if (const Banner banner = banner_of(screen); !banner.sentence.empty()) {
    kit.banner("sync.banner", banner);
    kit.gap();
  }
  const people::SyncStatus& s = screen.status;
  kit.card([&] {
    kit.figures({{.icon = Icon::tablet, .value = say_count(static_cast<long long>(s.on_tablet)), .caption = Str::mark_local},
                 {.icon = Icon::send, .value = say_count(static_cast<long long>(s.waiting)), .caption = Str::mark_waiting, .tone = Tone::wait},
                 {.seal = true, .value = say_count(static_cast<long long>(s.received)), .caption = Str::sync_received}});
    kit.space(14);
    kit.rule();
    kit.space(10);
    const bool busy = screen.state.phase == sync::Phase::sending || screen.state.phase == sync::Phase::receiving;
    kit.columns({-1, 0}, [&](int cell) {
      if (cell == 0) kit.label(sync_sentence(screen));
      if (cell == 1 && kit.button("sync.again", Str::try_again, {.kind = ButtonKind::quiet, .disabled = busy ? Text(Str::sync_busy) : Text(), .fit = true}))
        act.kind = SyncAct::try_again;
    }, 12, Align::middle);
  });
  if (!s.waiting_acts.empty()) {
    kit.section(say(Str::sync_waiting, static_cast<long long>(s.waiting)));
    kit.list("sync.waiting", Str::mark_waiting, static_cast<int>(s.waiting_acts.size()), [&](int i) {
      const people::WaitingAct& a = s.waiting_acts[static_cast<std::size_t>(i)];
      kit.row(Id("sync.act", a.entity.value ^ static_cast<std::uint64_t>(a.at_ms)),
              {.name = waiting_words(a), .second = joined({say_moment(a.at_ms, screen.moment.now_ms, screen.moment.utc_offset_minutes), verbatim(a.who)}),
               .mark = {.kind = MarkKind::waiting}, .small_name = true, .press = false});
    });
  } else if (s.on_tablet > 0) {
    kit.gap();
    kit.icon_line(Icon::check, Str::sync_all_received, Tone::ok);
  }
  if (screen.state.to_prove > 0) {
    kit.gap();
    kit.icon_line(Icon::book, say(Str::sync_proving, say_count(static_cast<long long>(screen.state.to_prove))));
  }
  if (screen.state.blobs_to_send > 0) {
    kit.gap();
    kit.icon_line(Icon::send, say(Str::photo_to_send, static_cast<long long>(screen.state.blobs_to_send)), Tone::wait);
  }
  if (screen.state.blobs_to_fetch > 0) {
    kit.gap();
    kit.icon_line(Icon::save, say(Str::photo_to_fetch, static_cast<long long>(screen.state.blobs_to_fetch)));
  }
  clock_words(kit, screen);
  incidents(kit, screen, act);
  for (const people::QuarantinedLog& q : s.quarantined) {
    kit.gap();
    kit.icon_line(Icon::alert, say(Str::sync_quarantined, verbatim(q.device)), Tone::due);
  }
  if (screen.can_carry) by_hand(kit, act);
  kit.section(Str::sync_this_device);
  kit.rows([&] {
    kit.row("sync.device", {.icon = Icon::tablet, .name = verbatim(s.device_name.empty() ? s.place : s.device_name), .second = verbatim(s.place), .press = false});
    kit.row("sync.elders", {.icon = Icon::people, .name = say(Str::sync_elders, say_count(static_cast<long long>(s.elders))), .compact = true, .press = false});
  });
  return act;
}

}  // namespace huzhu::ui
