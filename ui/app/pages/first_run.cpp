// First run: the code, the name, the PIN; then the encrypted database is made and the county is known here.
//
// What the code was spent for (the device's key and its grant) is in the sealed keyring before anything is done with it:
// a tablet that dies before the PIN goes on at the name.
#include <optional>

#include "ui/app/pages.h"
#include "ui/app/program.h"
#include "core/people/enrol.h"
#include "core/people/four_words.h"
#include "core/people/places.h"
#include "sync/client/enrolment.h"
#include "ui/screens/first_run.h"

namespace huzhu::ui {

class FirstRunPage final : public Page {
 public:
  explicit FirstRunPage(Program& program) {
    std::optional<people::BegunEnrolment>& begun = program.keyring_.begun;
    if (!begun) {
      begun = people::BegunEnrolment{crypto::SigningKey::generate(*program.setup_.random).seed(), {}};
      program.save_keyring();
    }
    device_ = crypto::SigningKey::from_seed(begun->device_seed);
    if (auto grant = people::decode_enrolment_grant(begun->grant)) join(std::move(grant).value());
  }
  std::string path() const override { return "first"; }

  void draw(Program& program) override {
    switch (first_run_screen(program.kit(), state_)) {
      case FirstRunAct::none: break;
      case FirstRunAct::check_code: ask(program); break;
      case FirstRunAct::finish: finish(program); break;
      case FirstRunAct::larger: program.set_density(Density::elder); break;
    }
  }

 private:
  // Keys are drawn here and stay here; the code and the public key go to the hub.
  void ask(Program& program) {
    const auto kind = program.desk() ? people::DeviceKind::computer : program.kit().form() == Form::tablet ? people::DeviceKind::tablet : people::DeviceKind::phone;
    // A key that has its certificate keeps its place: another code stands for another place, and needs another key.
    if (granted_ && state_.code != asked_code_) device_ = crypto::SigningKey::generate(*program.setup_.random);
    auto request = sync::enrol_request(1, state_.code, *device_, kind, {});
    if (!request) {
      state_.error = error_text(request.error().code);
      return;
    }
    asked_code_ = state_.code;
    state_.busy = true;
    program.http(*request, [this, &program](const event::HttpDone& done) { answered(program, done); });
  }

  void answered(Program& program, const event::HttpDone& done) {
    state_.busy = false;
    program.kit().invalidate();
    auto grant = sync::enrol_answer(done.status, done.body, done.huzhu);
    if (!grant) {
      state_.error = error_text(grant.error().code);
      return;
    }
    program.keyring_.begun = people::BegunEnrolment{device_->seed(), people::encode(*grant)};
    program.save_keyring();
    join(std::move(grant).value());
  }

  void join(people::EnrolmentGrant grant) {
    granted_ = true;
    grant_ = std::move(grant);
    for (const people::GrantedScope& s : grant_.scopes)
      if (s.area == grant_.area && s.kind != model::ScopeKind::county_authority) place_ = s.name;
    state_.place = verbatim(place_);
    const auto meaning = people::meaning_for_area(grant_.area);
    role_ = choice_zh(model::EntityType::role_grant, model::role_grant::role, static_cast<std::int64_t>(meaning.role));
    state_.role = model_word(role_);
    const people::FourWords words = people::four_words(grant_.county_root);
    for (std::size_t i = 0; i < words.size(); ++i) state_.words[i] = verbatim(words[i]);
    state_.step = FirstRunState::Step::words;
    state_.error = {};
  }

  void finish(Program& program) {
    const auto challenge = people::Keyring::new_challenge(*program.setup_.random);
    program.derive(state_.pin.pin, challenge, [this, &program, challenge](Bytes derived) {
      if (const Status done = establish(program, challenge, derived); !done.ok()) {
        state_.step = FirstRunState::Step::pin;
        state_.pin = {};
        state_.pin.error = error_text(done.error().code);
      }
    });
  }

  Status establish(Program& program, const people::Keyring::Challenge& challenge, ByteView derived) {
    Random& random = *program.setup_.random;
    Bytes key(32);
    random.fill(key);
    // No profile opens what may lie there from a first run that was cut short.
    HUZHU_TRY(store::Database::discard(program.setup_.database_name));
    HUZHU_ASSIGN(auto replica, store::Replica::open({program.setup_.database_name, key, program.setup_.clock, &random, {registry::roster_table()}}));
    HUZHU_TRY(people::accept_grant(*replica, grant_, *device_, random));
    const crypto::SigningKey actor = crypto::SigningKey::generate(random);
    people::NewPerson person;
    person.name = state_.name;
    person.actor_key = actor.public_key();
    HUZHU_ASSIGN(const people::AddedPerson added, people::first_profile(*replica, person, *program.setup_.clock, random));
    people::Keyring ring;
    ring.place_name = place_;
    HUZHU_TRY(ring.put(added.profile, people::short_name_of(state_.name), role_, challenge, derived, key, actor, random));
    program.keyring_ = std::move(ring);
    program.save_keyring();
    return program.enter(people::Unlocked{added.profile, key, actor}, std::move(replica));
  }

  FirstRunState state_;
  std::optional<crypto::SigningKey> device_;
  people::EnrolmentGrant grant_;
  bool granted_ = false;
  std::string asked_code_, place_, role_;
};

PagePtr make_first_run_page(Program& program) { return std::make_unique<FirstRunPage>(program); }

}  // namespace huzhu::ui
