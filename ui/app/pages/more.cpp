// 更多, 同步, 设置.
#include "core/people/names.h"
#include "core/people/newcomer.h"
#include "core/people/places.h"
#include "core/registry/retention.h"
#include "ui/app/pages.h"
#include "ui/app/printing.h"
#include "ui/app/program.h"
#include "ui/screens/more.h"
#include "ui/screens/settings.h"
#include "ui/screens/sync.h"

namespace huzhu::ui {
namespace {

// One column, no wider than the eye follows.
float column_width(const Kit& kit) { return kit.theme().elder() ? 640.0f : 760.0f; }

SyncScreen sync_screen(Program& program, std::size_t rows) {
  SyncScreen s;
  s.status = people::sync_status(program.session(), rows);
  if (program.sync()) s.state = program.sync()->state();
  s.online = program.online();
  s.can_carry = program.sync() != nullptr;
  s.moment = program.moment();
  store::Replica& replica = program.session().replica();
  s.clock = replica.clock_state();
  s.clock_behind_ms = replica.now_estimated_ms() - program.setup().clock->now_ms();
  return s;
}

int held_to_check(people::Session& session) {
  store::Replica& replica = session.replica();
  return session.rights().add_person && replica.counts().held > 0 ? static_cast<int>(replica.held().size()) : 0;
}

int kept_too_long(people::Session& session) { return session.rights().add_person ? static_cast<int>(registry::retention_due(session).size()) : 0; }

bool may_invite(people::Session& session) { return !people::roles_to_give(session.role()).empty(); }

class MorePage final : public Page {
 public:
  std::string path() const override { return "more"; }
  Topic topic() const override { return Topic::more; }
  Tab tab() const override { return Tab::more; }
  bool main() const override { return true; }

  void load(Program& program) override {
    people::Session& session = program.session();
    const std::string name = people::profile_name(session.db(), session.profile());
    view_.surname = surname_of(name);
    view_.name = verbatim(name);
    const Text role = choice_label(model::EntityType::role_grant, model::role_grant::role, static_cast<std::int64_t>(session.role()));
    view_.role_line = verbatim(people::place_name(session.db(), session.area()) + role.plain());
    view_.conflicts = static_cast<int>(session.replica().conflict_count());
    view_.can_add_person = session.rights().add_person;
    view_.can_invite = may_invite(session);
    view_.held = held_to_check(session);
    view_.kept_too_long = kept_too_long(session);
    view_.practising = program.practising();
    view_.sync_line = sync_brief(sync_screen(program, 0));
  }

  void draw(Program& program) override {
    view_.sync = program.sync_mark();
    if (view_.sync.kind == MarkKind::received) view_.sync = {};   // the line below says it already
    program.frame(*this, {.title = Str::more_title});
    MoreAct act = MoreAct::none;
    program.kit().pane("more", [&] { program.kit().centred(column_width(program.kit()), [&] { act = more_content(program.kit(), view_); }); });
    switch (act) {
      case MoreAct::none: break;
      case MoreAct::switch_person: program.lock(); break;
      case MoreAct::conflicts: program.open(make_conflicts_page(false)); break;
      case MoreAct::sync: program.open(make_sync_page(false)); break;
      case MoreAct::settings: program.open(make_settings_page(false)); break;
      case MoreAct::station: program.open(make_station_page()); break;
      case MoreAct::retention: program.open(make_retention_page()); break;
      case MoreAct::invite: program.open(make_invite_page()); break;
      case MoreAct::add_person: program.open(make_add_person_page(program)); break;
      case MoreAct::print_today: print_today(program); break;
      case MoreAct::print_card: print_quick_card(program); break;
      case MoreAct::tour: program.open(make_tour_page()); break;
      case MoreAct::practise: program.practise(true); break;
      case MoreAct::standard_size: program.set_density(Density::standard); break;
    }
  }

 private:
  MoreView view_;
};

class SyncPage final : public Page {
 public:
  explicit SyncPage(bool main) : main_(main) {}
  std::string path() const override { return "sync"; }
  Topic topic() const override { return Topic::sync; }
  Tab tab() const override { return Tab::sync; }
  bool main() const override { return main_; }
  void load(Program& program) override { screen_ = sync_screen(program, 50); }

  void draw(Program& program) override {
    if (program.sync()) screen_.state = program.sync()->state();
    screen_.online = program.online();
    program.frame(*this, {.title = Str::sync_title, .brief_bar = true});
    Kit& kit = program.kit();
    SyncAct act;
    kit.pane("sync", [&] {
      kit.centred(column_width(kit), [&] { act = sync_content(kit, screen_); });
    });
    if (act.kind == SyncAct::try_again) program.sync_now();
    if (act.kind == SyncAct::show_codes) program.open(make_carry_out_page(true));
    if (act.kind == SyncAct::save_file) program.open(make_carry_out_page(false));
    if (act.kind == SyncAct::read_codes) program.open(make_carry_in_page(true));
    if (act.kind == SyncAct::dismiss && program.sync()) program.sync()->dismiss_incidents();
  }

 private:
  bool main_;
  SyncScreen screen_;
};

class SettingsPage final : public Page {
 public:
  explicit SettingsPage(bool main) : main_(main) {}
  std::string path() const override { return "settings"; }
  Topic topic() const override { return Topic::settings; }
  Tab tab() const override { return Tab::settings; }
  bool main() const override { return main_; }
  void load(Program& program) override {
    if (!asked_) program.ask_room(), asked_ = true;
    people_ = main_ && program.session().rights().add_person;
    invite_ = main_ && may_invite(program.session());
    help_ = main_;
    held_ = people_ ? held_to_check(program.session()) : 0;
    kept_too_long_ = people_ ? kept_too_long(program.session()) : 0;
  }

  void draw(Program& program) override {
    SettingsView view;
    view.people = people_;
    view.help = help_;
    view.practising = program.practising();
    view.invite = invite_;
    view.held = held_;
    view.kept_too_long = kept_too_long_;
    view.card = main_;
    view.look = program.kit().theme().look();
    view.palette_follows = !program.preferences().palette;
    view.language = program.preferences().language;
    view.profiles = static_cast<int>(program.keyring().entries().size());
    view.new_version = program.new_version();
    view.version = verbatim(program.setup().version);
    const Room& room = program.room();
    view.storage = room.level == RoomLevel::unknown ? Text(Str::unknown) : say(Str::settings_used, say_count(room.used_mb), say_count(room.left_mb));
    view.kept = room.kept;
    view.photos_away = program.session().replica().blobs_come_when_looked_at();
    if (room.level == RoomLevel::little) view.room = Str::settings_room_little;
    if (room.level == RoomLevel::full) view.room = Str::settings_room_full, view.room_tone = Tone::danger;
    program.frame(*this, {.title = Str::settings_title, .brief_bar = true});
    SettingsAct act;
    program.kit().pane("settings", [&] {
      program.kit().centred(column_width(program.kit()), [&] { act = settings_content(program.kit(), view); });
    });
    Preferences chosen = program.preferences();
    switch (act.kind) {
      case SettingsAct::Kind::none: return;
      case SettingsAct::Kind::elder: chosen.density = Density::elder; break;
      case SettingsAct::Kind::standard: chosen.density = Density::standard; break;
      case SettingsAct::Kind::size: chosen.size = act.size; break;
      case SettingsAct::Kind::palette: chosen.palette = act.palette; break;
      case SettingsAct::Kind::language: chosen.language = act.language; break;
      case SettingsAct::Kind::switch_person: return program.lock();
      case SettingsAct::Kind::change_pin: return program.open(make_change_pin_page(program));
      case SettingsAct::Kind::add_person: return program.open(make_add_person_page(program));
      case SettingsAct::Kind::invite: return program.open(make_invite_page());
      case SettingsAct::Kind::tour: return program.open(make_tour_page());
      case SettingsAct::Kind::practise: return program.practise(true);
      case SettingsAct::Kind::retention: return program.open(make_retention_page());
      case SettingsAct::Kind::station: return program.open(make_station_page());
      case SettingsAct::Kind::use_version: return program.use_new_version();
      case SettingsAct::Kind::print_card: return print_quick_card(program);
    }
    program.prefer(chosen);
  }

 private:
  bool main_, asked_ = false, people_ = false, invite_ = false, help_ = false;
  int held_ = 0, kept_too_long_ = 0;
};

}  // namespace

PagePtr make_more_page() { return std::make_unique<MorePage>(); }
PagePtr make_sync_page(bool main) { return std::make_unique<SyncPage>(main); }
PagePtr make_settings_page(bool main) { return std::make_unique<SettingsPage>(main); }

}  // namespace huzhu::ui
