// 加一个人, by a lead who is not the one unlocked here: this device asks, the lead's own device answers (core/people/face.h).
#include "core/people/face.h"
#include "core/people/names.h"
#include "core/people/newcomer.h"
#include "ui/app/face_asking.h"
#include "ui/app/pages.h"
#include "ui/app/program.h"
#include "ui/screens/people.h"
#include "ui/text/model_words.h"

namespace huzhu::ui {
namespace {

using Step = OneMoreState::Step;

class OneMorePage final : public Page {
 public:
  explicit OneMorePage(Program& program) : actor_(crypto::SigningKey::generate(program.session().random())) { ask(program); }
  std::string path() const override { return "one_more"; }
  Topic topic() const override { return Topic::add_person; }
  Tab tab() const override { return Tab::settings; }
  bool waits_for_somebody() const override { return state_.step == Step::ask || state_.step == Step::read; }

  void draw(Program& program) override {
    Kit& kit = program.kit();
    if (state_.step == Step::ask) asking_.turn(program);
    state_.codes = asking_.codes();
    state_.reading = asking_.reading();
    program.frame(*this, {.title = Str::add_screen_title, .brief_bar = true});
    OneMoreAct act = OneMoreAct::none;
    const auto acts = [&] {
      if (const OneMoreAct pressed = one_more_acts(kit, state_); act == OneMoreAct::none) act = pressed;
    };
    const bool desk = kit.form() == Form::desk, has_acts = one_more_has_acts(state_);
    if (has_acts && !desk) kit.dock([&] { kit.centred(width, acts); });
    kit.pane("one_more", [&] {
      kit.centred(width, [&] {
        if (const OneMoreAct pressed = one_more_content(kit, state_); act == OneMoreAct::none) act = pressed;
        if (!has_acts || !desk) return;
        kit.space(24);
        acts();
      });
    });
    switch (act) {
      case OneMoreAct::none: return;
      case OneMoreAct::read:
        state_.step = Step::read;
        state_.error = {};
        asking_.read();
        break;
      case OneMoreAct::to_pin: state_.step = Step::pin; break;
      case OneMoreAct::finish: finish(program); break;
    }
    kit.scroll_to_top("one_more");
    kit.invalidate();
  }

  void code_read(Program& program, const std::string& text) override {
    if (state_.step != Step::read) return;
    asking_.code_read(program, key(program), text, answered(program));
    program.kit().invalidate();
  }
  void camera(Program& program, event::Camera camera) override {
    asking_.camera(camera);
    program.kit().invalidate();
  }
  bool file_chosen(Program& program, ByteView file) override {
    if (state_.step != Step::read) return false;
    asking_.open(program, key(program), bytes_of(file), answered(program));
    program.kit().invalidate();
    return true;
  }

  bool go_back(Program& program) override {
    switch (state_.step) {
      case Step::ask:
      case Step::person: return false;
      case Step::read: ask(program); return true;
      case Step::pin:
        state_.step = Step::person;
        state_.pin = {};
        return true;
      case Step::working: return true;   // half a second, and half a person otherwise
    }
    return false;
  }

 private:
  static constexpr float width = 480;

  static const crypto::SigningKey& key(Program& program) { return program.session().replica().identity()->key; }
  void ask(Program& program) {
    asking_.show(program, key(program), actor_.public_key());
    state_.words = asking_.words();
    state_.step = Step::ask;
    state_.error = {};
  }
  FaceAsking::Then answered(Program& program) {
    return [this, &program](Result<people::EnrolmentGrant> grant) {
      program.kit().invalidate();
      if (state_.step != Step::read) return;
      auto added = grant.ok() ? people::take_in_here(program.session().replica(), *grant, actor_.public_key()) : Result<people::AddedPerson>(std::move(grant).take_error());
      if (!added) {
        state_.error = face_trouble(added.error().code);
        return;
      }
      added_ = std::move(added).value();
      state_.name = people::profile_name(program.session().db(), added_.profile);
      role_ = choice_zh(model::EntityType::role_grant, model::role_grant::role, static_cast<std::int64_t>(added_.role));
      state_.role = model_word(role_);
      state_.pin_length = people::pin_length(added_.role);
      state_.step = Step::person;
      program.changed();
    };
  }

  void finish(Program& program) {
    state_.step = Step::working;
    const auto challenge = people::Keyring::new_challenge(program.session().random());
    program.derive(state_.pin.pin, challenge, while_open([this, &program, challenge](Bytes derived) {
      const people::PinForm form = std::exchange(state_.pin, {}).form();
      people::Session& session = program.session();
      const Status done = program.keyring().put(added_.profile, people::short_name_of(state_.name), role_, form, challenge, derived, session.database_key(), actor_, session.random());
      if (!done.ok()) {
        state_.step = Step::pin;
        state_.pin.error = error_text(done.error().code);
        return program.kit().invalidate();
      }
      program.save_keyring();
      const Text sentence = say(Str::add_done, verbatim(state_.name));
      program.back();
      program.saved(sentence);
    }));
  }

  OneMoreState state_;
  FaceAsking asking_;
  crypto::SigningKey actor_;
  people::AddedPerson added_;
  std::string role_;
};

}  // namespace

PagePtr make_one_more_page(Program& program) { return std::make_unique<OneMorePage>(program); }

}  // namespace huzhu::ui
