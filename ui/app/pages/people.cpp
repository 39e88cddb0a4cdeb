// 加一个人 (the lead, with no network), 改我的密码, and 换个长点的密码 after an unlock.
#include "core/people/enrol.h"
#include "ui/app/pages.h"
#include "ui/app/program.h"
#include "ui/screens/people.h"
#include "ui/screens/moment.h"

namespace huzhu::ui {
namespace {

class AddPersonPage final : public Page {
 public:
  std::string path() const override { return "add"; }
  Topic topic() const override { return Topic::add_person; }
  Tab tab() const override { return Tab::settings; }

  void draw(Program& program) override {
    program.frame(*this, {.title = Str::add_screen_title});
    AddPersonAct act = AddPersonAct::none;
    program.kit().pane("add", [&] { act = add_person_content(program.kit(), state_); });
    if (act == AddPersonAct::finish) finish(program);
  }

  bool go_back(Program&) override {
    if (state_.busy) return true;   // half a second, and half a person otherwise
    if (!state_.pin_step) return false;
    state_.pin_step = false;
    state_.pin = {};
    return true;
  }

 private:
  void finish(Program& program) {
    state_.busy = true;
    const auto challenge = people::Keyring::new_challenge(program.session().random());
    program.derive(state_.pin.pin, challenge, while_open([this, &program, challenge](Bytes derived) {
      state_.busy = false;
      const people::PinForm form = std::exchange(state_.pin, {}).form();
      if (const Status done = add(program, form, challenge, derived); !done.ok()) {
        state_.pin_step = false;
        state_.error = error_text(done.error().code);
      }
    }));
  }

  Status add(Program& program, people::PinForm form, const people::Keyring::Challenge& challenge, ByteView derived) {
    people::Session& session = program.session();
    const crypto::SigningKey actor = crypto::SigningKey::generate(session.random());
    people::NewPerson person;
    person.name = state_.name;
    person.actor_key = actor.public_key();
    HUZHU_ASSIGN(const people::AddedPerson added, people::add_person(session, person));
    const std::string role(choice_zh(model::EntityType::role_grant, model::role_grant::role, static_cast<std::int64_t>(added.role)));
    HUZHU_TRY(program.keyring().put(added.profile, people::short_name_of(state_.name), role, form, challenge, derived, session.database_key(), actor,
                                    session.random()));
    program.save_keyring();
    const Text sentence = say(Str::add_done, verbatim(state_.name));
    program.back();
    program.saved(sentence);
    return Done{};
  }

  AddPersonState state_;
};

// The person who is unlocked opens the tablet with this one from now on; then the page that asked is done.
void keep_own_pin(Program& program, TwicePin& chosen) {
  chosen.working = true;
  const auto challenge = people::Keyring::new_challenge(program.session().random());
  program.derive(chosen.pin, challenge, [&program, asking = &program.current(), form = chosen.form(), challenge](Bytes derived) {
    people::Session& session = program.session();
    Status done = Done{};
    for (const people::KeyringEntry& e : program.keyring().entries()) {
      if (e.profile != session.profile()) continue;
      done = program.keyring().put(e.profile, std::string(e.short_name), std::string(e.role_word), form, challenge, derived, session.database_key(),
                                   session.actor(), session.random());
      break;
    }
    program.save_keyring();
    if (&program.current() == asking) program.back();
    if (!done.ok()) return program.tell(error_text(done.error().code));
    program.saved(Str::pin_changed);
  });
}

class ChangePinPage final : public Page {
 public:
  explicit ChangePinPage(people::PinKind kind) : state_{.kind = kind} {}
  std::string path() const override { return "pin"; }
  Topic topic() const override { return Topic::change_pin; }
  Tab tab() const override { return Tab::settings; }

  void draw(Program& program) override {
    program.frame(*this, {.title = Str::pin_screen_title});
    const int length = people::pin_length(program.standing().role);
    bool full = false;
    program.kit().pane("pin", [&] { program.kit().centred(480, [&] { full = twice_pin(program.kit(), "pin", length, state_); }); });
    if (full) keep_own_pin(program, state_);
  }
  bool go_back(Program&) override { return state_.working; }

 private:
  TwicePin state_;
};

// Between the lock and where the person was. Nothing leads on from here but its two answers: neither is pressed unawares.
class LongerPinPage final : public Page {
 public:
  explicit LongerPinPage(people::PinKind kind) : state_{.pin = {.kind = kind}} {}
  std::string path() const override { return "longer"; }
  Topic topic() const override { return Topic::change_pin; }

  void draw(Program& program) override {
    switch (longer_pin_screen(program.kit(), people::pin_length(program.standing().role), state_)) {
      case LongerPinAct::none: break;
      case LongerPinAct::put_off: put_off(program); break;
      case LongerPinAct::finish: keep_own_pin(program, state_.pin); break;
      case LongerPinAct::larger: program.set_density(Density::elder); break;
      case LongerPinAct::help: program.open_help(topic()); break;
      case LongerPinAct::speak: program.read_aloud(); break;
    }
  }

  bool go_back(Program& program) override {
    if (state_.choosing) {
      step_back(state_);
      return true;
    }
    program.kit().toast({.sentence = Str::pin_longer_put_off});
    return false;
  }

 private:
  void put_off(Program& program) {
    program.back();
    program.kit().toast({.sentence = Str::pin_longer_put_off});
  }

  LongerPinState state_;
};

}  // namespace

PagePtr make_add_person_page(Program& program) {
  return program.session().rights().add_person ? std::make_unique<AddPersonPage>() : make_one_more_page(program);
}
PagePtr make_change_pin_page(Program& program) {
  return std::make_unique<ChangePinPage>(program.keyring().form_of(program.session().profile()).kind);
}
PagePtr make_longer_pin_page(Program& program) {
  return std::make_unique<LongerPinPage>(program.keyring().form_of(program.session().profile()).kind);
}

}  // namespace huzhu::ui
