// 人和设备, 给新密码 and 要核对的: what a lead does with no network when somebody forgot a PIN or a tablet is lost.
#include <algorithm>

#include "core/people/names.h"
#include "core/people/newcomer.h"
#include "core/people/reset.h"
#include "core/people/revoke.h"
#include "core/people/rights_table.h"
#include "ui/app/pages.h"
#include "ui/app/program.h"
#include "ui/screens/people.h"
#include "ui/screens/station.h"

namespace huzhu::ui {
namespace {

class ResetPinPage final : public Page {
 public:
  ResetPinPage(EntityId profile, std::string name, people::PinForm form, bool then_lock)
      : profile_(profile), name_(std::move(name)), pin_length_(form.length), then_lock_(then_lock), state_{.kind = form.kind} {}
  std::string path() const override { return "reset"; }
  Topic topic() const override { return Topic::reset_pin; }
  Tab tab() const override { return Tab::settings; }

  void draw(Program& program) override {
    program.frame(*this, {.title = Str::station_reset_title});
    bool full = false;
    program.kit().pane("reset", [&] {
      program.kit().centred(480, [&] {
        if (busy_) program.kit().heading(Str::first_working, 1, Align::middle);
        else full = twice_pin(program.kit(), "reset", pin_length_, state_, verbatim(name_));
      });
    });
    if (!full) return;
    busy_ = true;
    const auto challenge = people::Keyring::new_challenge(program.session().random());
    program.derive(state_.pin, challenge, while_open([this, &program, challenge](Bytes derived) {
      busy_ = false;
      const people::PinForm form = std::exchange(state_, {}).form();
      if (const Status done = reset(program, form, challenge, derived); !done.ok()) program.tell(error_text(done.error().code));
    }));
  }
  bool go_back(Program&) override { return busy_; }

 private:
  Status reset(Program& program, people::PinForm form, const people::Keyring::Challenge& challenge, ByteView derived) {
    people::Session& session = program.session();
    const crypto::SigningKey actor = crypto::SigningKey::generate(session.random());
    HUZHU_ASSIGN(const people::AddedPerson added, people::reset_person(session, profile_, actor.public_key()));
    const std::string role(choice_zh(model::EntityType::role_grant, model::role_grant::role, static_cast<std::int64_t>(added.role)));
    // The old entry goes first: a tablet that is full of people has room for the new one. Both, or neither.
    people::Keyring changed = program.keyring();
    changed.remove(profile_);
    HUZHU_TRY(changed.put(added.profile, people::short_name_of(name_), role, form, challenge, derived, session.database_key(), actor, session.random()));
    program.keyring() = std::move(changed);
    program.save_keyring();
    program.hand_drafts(session.replica(), profile_, added.profile);
    const Text sentence = say(Str::station_reset_done, verbatim(name_));
    program.back();
    program.saved(sentence);
    if (then_lock_) {
      // The lead came from the lock screen and holds the tablet no more: the person goes on with the new PIN.
      program.lock();
      program.kit().toast({.sentence = sentence});
    }
    return Done{};
  }

  EntityId profile_;
  std::string name_;
  int pin_length_;
  bool then_lock_;
  TwicePin state_;
  bool busy_ = false;
};

class HeldPage final : public Page {
 public:
  std::string path() const override { return "held"; }
  Topic topic() const override { return Topic::held; }
  Tab tab() const override { return Tab::settings; }
  void load(Program& program) override { view_ = {people::held_acts(program.session()), program.moment()}; }

  void draw(Program& program) override {
    program.frame(*this, {.title = Str::station_held});
    Kit& kit = program.kit();
    int pressed = -1;
    kit.pane("held", [&] {
      kit.centred(kit.theme().elder() ? 640.0f : 760.0f, [&] { pressed = held_content(kit, view_); });
    });
    if (pressed < 0) return;
    const auto done = people::admit(program.session(), {view_.acts[static_cast<std::size_t>(pressed)].act});
    if (!done) return program.tell(error_text(done.error().code));
    program.saved(Str::station_admitted);
  }

 private:
  HeldView view_;
};

std::vector<StationPerson> people_here(Program& program) {
  people::Session& session = program.session();
  std::vector<StationPerson> here;
  for (const people::KeyringEntry& e : program.keyring().entries()) {
    const std::string known = people::profile_name(session.db(), e.profile), &name = known.empty() ? e.short_name : known;
    here.push_back({e.profile, surname_of(name), verbatim(name), model_word(e.role_word), e.profile == session.profile(),
                    people::may_reset(session, e.profile), people::may_take_off(session, e.profile), people::may_stop(session, e.profile)});
  }
  return here;
}
StationDisplaced shown(const people::Displaced& one) { return {one.profile, surname_of(one.name), verbatim(one.name), verbatim(one.device)}; }

class LeavePage final : public Page {
 public:
  std::string path() const override { return "leave"; }
  Topic topic() const override { return Topic::station; }
  Tab tab() const override { return Tab::settings; }

  void load(Program& program) override {
    view_.people = people_here(program);
    std::erase_if(view_.people, [](const StationPerson& p) { return !p.may_take_off; });
    view_.taken_off.clear();
    for (const people::Displaced& one : people::taken_off(program.session(), program.keyring())) view_.taken_off.push_back(shown(one));
    view_.elsewhere.clear();
    for (const people::Colleague& one : people::people_under(program.session())) {
      const auto& here = program.keyring().entries();
      if (std::any_of(here.begin(), here.end(), [&](const people::KeyringEntry& e) { return e.profile == one.profile; })) continue;
      const Text role = model_word(choice_zh(model::EntityType::role_grant, model::role_grant::role, static_cast<std::int64_t>(one.role)));
      view_.elsewhere.push_back({one.profile, surname_of(one.name), verbatim(one.name), joined({role, verbatim(one.device)})});
    }
  }

  void draw(Program& program) override {
    program.frame(*this, {.title = Str::leave_title});
    Kit& kit = program.kit();
    LeaveAct act;
    kit.pane("leave", [&] {
      kit.centred(kit.theme().elder() ? 640.0f : 760.0f, [&] { act = leave_content(kit, view_); });
    });
    if (view_.asking) act = leave_question(kit, view_);
    switch (act.kind) {
      case LeaveAct::none: break;
      case LeaveAct::ask: view_.asking = act.profile; kit.invalidate(); break;
      case LeaveAct::keep: view_.asking = {}; kit.invalidate(); break;
      case LeaveAct::take_off: take_off(program, act.profile); break;
      case LeaveAct::stop: stop(program, act.profile); break;
      case LeaveAct::back: program.open(make_reset_pin_page(program, act.profile, false)); break;
    }
  }

  bool go_back(Program&) override { return static_cast<bool>(std::exchange(view_.asking, EntityId{})); }

 private:
  void take_off(Program& program, EntityId profile) {
    view_.asking = {};
    const auto who = std::find_if(view_.people.begin(), view_.people.end(), [&](const StationPerson& p) { return p.profile == profile; });
    if (!people::may_take_off(program.session(), profile) || who == view_.people.end()) return program.tell(error_text(ErrorCode::not_allowed));
    const Text sentence = say(Str::leave_done, who->name);
    std::optional<people::KeyringEntry> taken = program.keyring().remove(profile);
    if (!taken) return;
    program.save_keyring();
    program.saved(sentence, [&program, taken = std::move(*taken)]() -> Status {
      HUZHU_TRY(program.keyring().restore(taken));
      program.save_keyring();
      return Done{};
    });
  }

  void stop(Program& program, EntityId profile) {
    view_.asking = {};
    const Text name = verbatim(people::profile_name(program.session().db(), profile));
    const auto done = people::revoke(program.session(), {model::RevocationKind::profile, profile, people::RevocationReason::left, ""});
    if (!done) return program.tell(error_text(done.error().code));
    if (program.keyring().remove(profile)) program.save_keyring();
    program.saved(say(Str::leave_stopped, name));
    program.sync_now();
  }

  LeaveView view_;
};

// In the place of every other page, for who has no role any more. What they recorded is still sent.
class EndedPage final : public Page {
 public:
  std::string path() const override { return "ended"; }
  Topic topic() const override { return Topic::unlock; }
  bool main() const override { return true; }
  void draw(Program& program) override {
    if (ended_screen(program.kit(), {program.standing().unsent})) program.lock();
  }
};

class StationPage final : public Page {
 public:
  std::string path() const override { return "station"; }
  Topic topic() const override { return Topic::station; }
  Tab tab() const override { return Tab::settings; }

  void load(Program& program) override {
    people::Session& session = program.session();
    view_.people = people_here(program);
    view_.displaced.clear();
    for (const people::Displaced& one : people::displaced(session)) view_.displaced.push_back(shown(one));
    view_.may_take_off = std::any_of(view_.people.begin(), view_.people.end(), [](const StationPerson& p) { return p.may_take_off; }) ||
                         !people::taken_off(session, program.keyring()).empty() || !people::people_under(session).empty();
    view_.devices = people::devices(session);
    view_.now_ms = session.now_ms();
    view_.may_revoke = people::find_right(session.role(), model::EntityType::revocation) != nullptr;
    view_.may_help = people::find_right(session.role(), model::EntityType::pin_reset) != nullptr;
    view_.may_invite = !people::roles_to_give(session.role()).empty();
    view_.held = static_cast<int>(people::held_acts(session).size());
    if (view_.asking && *view_.asking >= view_.devices.size()) view_.asking.reset();
  }

  void draw(Program& program) override {
    program.frame(*this, {.title = Str::station_title});
    Kit& kit = program.kit();
    StationAct act;
    kit.pane("station", [&] {
      kit.centred(kit.theme().elder() ? 640.0f : 760.0f, [&] { act = station_content(kit, view_); });
    });
    if (view_.asking) act = station_question(kit, view_);
    switch (act.kind) {
      case StationAct::none: break;
      case StationAct::held: program.open(std::make_unique<HeldPage>()); break;
      case StationAct::reset: program.open(make_reset_pin_page(program, view_.people[act.index].profile, false)); break;
      case StationAct::move: program.open(make_reset_pin_page(program, view_.displaced[act.index].profile, false)); break;
      case StationAct::help: program.open(make_help_give_page()); break;
      case StationAct::looks: program.open(make_looks_page()); break;
      case StationAct::leave: program.open(std::make_unique<LeavePage>()); break;
      case StationAct::invite: program.open(make_invite_page()); break;
      case StationAct::renew: let_go_on(program, view_.devices[act.index]); break;
      case StationAct::ask: view_.asking = act.index; kit.invalidate(); break;
      case StationAct::keep: view_.asking.reset(); kit.invalidate(); break;
      case StationAct::revoke: stop(program, view_.devices[act.index]); break;
    }
  }

  bool go_back(Program&) override { return std::exchange(view_.asking, std::nullopt).has_value(); }

 private:
  void stop(Program& program, const people::DeviceRow& device) {
    const Text sentence = say(Str::station_revoke_done, verbatim(device.name));
    const EntityId certificate = device.certificate;
    view_.asking.reset();
    const auto done = people::revoke(program.session(), {model::RevocationKind::device, certificate, people::RevocationReason::lost, ""});
    if (!done) return program.tell(error_text(done.error().code));
    program.saved(sentence);
    program.sync_now();
  }

  void let_go_on(Program& program, const people::DeviceRow& device) {
    const Text sentence = say(Str::station_renewed, verbatim(device.name));
    const auto done = people::renew(program.session(), device.certificate);
    if (!done) return program.tell(error_text(done.error().code));
    program.saved(sentence);
    program.sync_now();
  }

  StationView view_;
};

}  // namespace

PagePtr make_reset_pin_page(Program& program, EntityId profile, bool then_lock) {
  people::Session& session = program.session();
  const auto held = people::held_role(session.db(), profile, session.today());
  const people::PinForm form{program.keyring().form_of(profile).kind, people::pin_length(held ? held->role : model::RoleKind::volunteer)};
  return std::make_unique<ResetPinPage>(profile, people::profile_name(session.db(), profile), form, then_lock);
}
PagePtr make_station_page() { return std::make_unique<StationPage>(); }
PagePtr make_ended_page() { return std::make_unique<EndedPage>(); }
PagePtr make_held_page() { return std::make_unique<HeldPage>(); }

}  // namespace huzhu::ui
