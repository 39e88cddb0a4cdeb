// Unlock: tries the PIN against the keyring and opens the database. A wrong one slows down and never erases.
#include "core/people/help.h"
#include "core/people/reset.h"
#include "ui/app/pages.h"
#include "ui/app/program.h"
#include "ui/screens/unlock.h"
#include "ui/text/model_words.h"

namespace huzhu::ui {

class UnlockPage final : public Page {
 public:
  explicit UnlockPage(Program& program) {
    view_.place = verbatim(program.keyring_.place_name);
    for (const people::KeyringEntry& e : program.keyring_.entries())
      view_.profiles.push_back({e.profile.value, surname_of(e.short_name), verbatim(e.short_name), model_word(e.role_word), e.pin});
    view_.stopped = program.keyring_.stopped;
    view_.helpers_elsewhere = !program.keyring_.help_keys.empty();
  }
  std::string path() const override { return "unlock"; }
  Topic topic() const override { return Topic::unlock; }

  void draw(Program& program) override {
    note_wait(program);
    switch (unlock_screen(program.kit(), view_, state_)) {
      case UnlockAct::none: break;
      case UnlockAct::full: try_pin(program); break;
      case UnlockAct::larger: program.set_density(Density::elder); break;
      case UnlockAct::help: program.open_help(topic()); break;
      case UnlockAct::elsewhere:
        if (PagePtr page = make_help_ask_page(program, helped_profile(program).value_or(entry(program).profile))) program.open(std::move(page));
        break;
    }
  }

 private:
  const people::KeyringEntry& entry(Program& program) const {
    return program.keyring_.entries()[static_cast<std::size_t>(state_.selected)];
  }

  std::optional<EntityId> helped_profile(Program& program) const {
    if (state_.helped < 0) return std::nullopt;
    return program.keyring_.entries()[static_cast<std::size_t>(state_.helped)].profile;
  }

  // How long this person still has to wait, said anew each second.
  void note_wait(Program& program) {
    view_.blocked = {};
    if (state_.busy || program.keyring_.entries().empty()) return;
    const std::int64_t now = program.setup_.clock->now_ms();
    const auto challenge = program.keyring_.challenge(entry(program).profile, now);
    if (challenge.ok()) return;
    if (challenge.error().where == "pin.lead") {
      view_.blocked = Str::unlock_need_lead;
      return;
    }
    const std::int64_t left_s = (entry(program).wait_until_ms - now + 999) / 1000;
    view_.blocked = left_s > 90 ? say(Str::unlock_wait_minutes, (left_s + 59) / 60) : say(Str::unlock_wait_seconds, std::max<std::int64_t>(left_s, 1));
    program.kit().invalidate_at(program.now_ms_ + 1000);
  }

  void try_pin(Program& program) {
    const EntityId profile = entry(program).profile;
    const auto challenge = program.keyring_.challenge(profile, program.setup_.clock->now_ms());
    if (!challenge.ok()) {
      state_.pin.clear();
      return;
    }
    state_.busy = true;
    program.derive(state_.pin, challenge.value(), while_open([this, &program, profile](Bytes derived) { derived_key(program, profile, derived); }));
    state_.pin.clear();
  }

  void derived_key(Program& program, EntityId profile, ByteView derived) {
    state_.busy = false;
    const std::optional<EntityId> helped = helped_profile(program);
    auto person = program.keyring_.unlock(profile, derived, program.setup_.clock->now_ms());
    if (person.ok()) forget_request(program, profile);
    program.save_keyring();
    if (!person) {
      state_.error = Str::unlock_wrong;
      return;
    }
    auto replica = store::Replica::open({program.setup_.database_name, person.value().database_key, program.setup_.clock, program.setup_.random, {registry::roster_table()}});
    Status entered = replica.ok() ? program.enter(std::move(person).value(), std::move(replica).value()) : Status(replica.error());
    if (!entered.ok()) state_.error = error_text(entered.error().code);
    else go_on(program, profile, helped);
  }

  static void go_on(Program& program, EntityId profile, const std::optional<EntityId>& helped) {
    if (helped) help(program, *helped);
    if (program.keyring_.form_of(profile).length < people::pin_length(program.session().role())) program.open(make_longer_pin_page(program));
  }

  // Whoever asked for help elsewhere and remembered: an answer that comes now opens nothing.
  static void forget_request(Program& program, EntityId profile) {
    Bytes& kept = program.keyring_.help_asked;
    if (kept.empty()) return;
    if (const auto asked = people::decode_help_asked(kept); !asked || asked->profile == profile) kept.clear();
  }

  // The person who unlocked came to give somebody a new PIN; whoever may not is told so and is at home.
  static void help(Program& program, EntityId profile) {
    if (people::may_reset(program.session(), profile)) return program.open(make_reset_pin_page(program, profile, true));
    for (const people::KeyringEntry& e : program.keyring_.entries())
      if (e.profile == profile) program.tell(say(Str::unlock_cannot_help, verbatim(e.short_name)));
  }

  UnlockView view_;
  UnlockState state_;
};

PagePtr make_unlock_page(Program& program) { return std::make_unique<UnlockPage>(program); }

}  // namespace huzhu::ui
