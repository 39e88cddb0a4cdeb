// 加一个人 (the lead, with no network) and 改我的密码.
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
    if (!state_.pin_step || state_.busy) return false;
    state_.pin_step = false;
    state_.pin = {};
    return true;
  }

 private:
  void finish(Program& program) {
    state_.busy = true;
    const auto challenge = people::Keyring::new_challenge(program.session().random());
    program.derive(state_.pin.pin, challenge, [this, &program, challenge](Bytes derived) {
      state_.busy = false;
      state_.pin = {};
      if (const Status done = add(program, challenge, derived); !done.ok()) {
        state_.pin_step = false;
        state_.error = error_text(done.error().code);
      }
    });
  }

  Status add(Program& program, const people::Keyring::Challenge& challenge, ByteView derived) {
    people::Session& session = program.session();
    const crypto::SigningKey actor = crypto::SigningKey::generate(session.random());
    people::NewPerson person;
    person.name = state_.name;
    person.actor_key = actor.public_key();
    HUZHU_ASSIGN(const people::AddedPerson added, people::add_person(session, person));
    const std::string role(choice_zh(model::EntityType::role_grant, model::role_grant::role, static_cast<std::int64_t>(added.role)));
    HUZHU_TRY(program.keyring().put(added.profile, people::short_name_of(state_.name), role, challenge, derived, session.database_key(), actor,
                                    session.random()));
    program.save_keyring();
    const Text sentence = say(Str::add_done, verbatim(state_.name));
    program.back();
    program.saved(sentence);
    return Done{};
  }

  AddPersonState state_;
};

class ChangePinPage final : public Page {
 public:
  std::string path() const override { return "pin"; }
  Topic topic() const override { return Topic::change_pin; }
  Tab tab() const override { return Tab::settings; }

  void draw(Program& program) override {
    program.frame(*this, {.title = Str::pin_screen_title});
    bool full = false;
    program.kit().pane("pin", [&] { program.kit().centred(480, [&] { full = twice_pin(program.kit(), "pin", Str::first_pin_title, state_); }); });
    if (!full) return;
    const auto challenge = people::Keyring::new_challenge(program.session().random());
    program.derive(state_.pin, challenge, [this, &program, challenge](Bytes derived) {
      state_ = {};
      people::Session& session = program.session();
      for (const people::KeyringEntry& e : program.keyring().entries()) {
        if (e.profile != session.profile()) continue;
        const Status done = program.keyring().put(e.profile, std::string(e.short_name), std::string(e.role_word), challenge, derived, session.database_key(),
                                                  session.actor(), session.random());
        if (!done.ok()) return program.tell(error_text(done.error().code));
        break;
      }
      program.save_keyring();
      program.back();
      program.saved(Str::pin_changed);
    });
  }

 private:
  TwicePin state_;
};

}  // namespace

PagePtr make_add_person_page(Program& program) {
  return program.session().rights().add_person ? std::make_unique<AddPersonPage>() : make_one_more_page(program);
}
PagePtr make_change_pin_page() { return std::make_unique<ChangePinPage>(); }

}  // namespace huzhu::ui
