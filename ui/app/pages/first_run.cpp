// First run: the code, four words, the name, the PIN; then the encrypted database is made and the county is known here.
//
// A code of the centre's root is answered with a grant at once, and its person writes the name. An invitation is answered by
// another person's device (sync/client/joining.h): that one decides who this device is for, after both screens showed the same words.
// With no network the lead's device answers by codes or a file (core/people/face.h); from there it goes on as an invitation does.
// What the code was spent for (the keys and the grant) is in the sealed keyring before anything is done with it:
// a device that dies before the PIN goes on at the name. A database that nobody's key opens stays until the person gives it up. Keys that went out with an invitation that came to nothing are not used again.
#include <optional>

#include "ui/app/face_asking.h"
#include "ui/app/pages.h"
#include "ui/app/program.h"
#include "core/base/limits.h"
#include "core/people/enrol.h"
#include "core/people/names.h"
#include "core/people/newcomer.h"
#include "core/people/places.h"
#include "sync/client/enrolment.h"
#include "sync/client/joining.h"
#include "sync/client/invite_code.h"
#include "ui/screens/first_run.h"

namespace huzhu::ui {
namespace {

using sync::Joining;
using Step = FirstRunState::Step;

Text why_not(ErrorCode code) {
  switch (code) {
    case ErrorCode::offline: return Str::first_no_net;
    case ErrorCode::bad_code: return Str::first_bad_code;
    case ErrorCode::hub_busy: return Str::first_too_many;
    default: return error_text(code);
  }
}

people::DeviceKind kind_of(Form form) {
  return form == Form::desk ? people::DeviceKind::computer : form == Form::tablet ? people::DeviceKind::tablet : people::DeviceKind::phone;
}

}  // namespace

class FirstRunPage final : public Page {
 public:
  explicit FirstRunPage(Program& program) {
    std::optional<people::BegunEnrolment>& begun = program.keyring_.begun;
    if (!begun && store::Database::there(program.setup_.database_name)) {
      state_.step = Step::closed;
      return;
    }
    if (!begun || (begun->invited && begun->grant.empty())) {
      new_keys(program);
      return;
    }
    device_ = crypto::SigningKey::from_seed(begun->device_seed);
    actor_ = begun->actor_seed.empty() ? crypto::SigningKey::generate(*program.setup_.random) : crypto::SigningKey::from_seed(begun->actor_seed);
    auto grant = people::decode_enrolment_grant(begun->grant);
    if (!grant) return;
    grant_ = std::move(grant).value();
    state_.invited = begun->invited;
    state_.invited ? meet(program) : show_county();
  }
  std::string path() const override { return "first"; }
  Topic topic() const override { return Topic::first_run; }

  void draw(Program& program) override {
    if (joining_) follow(program);
    if (state_.step == Step::face) face_.turn(program);
    state_.codes = face_.codes();
    state_.reading = face_.reading();
    switch (first_run_screen(program.kit(), state_)) {
      case FirstRunAct::none: break;
      case FirstRunAct::begin_anew:
        new_keys(program);
        state_.step = Step::code;
        program.kit().scroll_to_top("first_run");
        program.kit().invalidate();
        break;
      case FirstRunAct::check_code:
        scanned_.reset();
        ask(program);
        break;
      case FirstRunAct::face: show_face(program); break;
      case FirstRunAct::face_read:
        state_.step = Step::face_read;
        state_.error = {};
        face_.read();
        program.kit().invalidate();
        break;
      case FirstRunAct::words_same: same(program); break;
      case FirstRunAct::words_differ: differ(program); break;
      case FirstRunAct::give_up: give_up(program, {}); break;
      case FirstRunAct::finish: finish(program); break;
      case FirstRunAct::larger: program.set_density(Density::elder); break;
      case FirstRunAct::help: program.open_help(topic()); break;
    }
  }

  void code_read(Program& program, const std::string& text) override {
    if (state_.step == Step::face_read) {
      face_.code_read(program, *device_, text, answered_face(program));
      return program.kit().invalidate();
    }
    if (state_.step != Step::scan) return;
    const auto code = sync::read_invite_code(text);
    state_.strange_code = !code.ok();
    program.kit().invalidate();
    if (!code) return;
    state_.step = Step::code;
    state_.code = code->digits;
    scanned_ = *code;
    ask(program);
  }
  void camera(Program& program, event::Camera state) override {
    state_.camera = state;
    face_.camera(state);
    program.kit().invalidate();
  }
  bool file_chosen(Program& program, ByteView file) override {
    if (state_.step != Step::face_read) return false;
    face_.open(program, *device_, bytes_of(file), answered_face(program));
    program.kit().invalidate();
    return true;
  }

 private:
  // Drawn here, and they stay here; the public halves and the code go to the hub.
  void new_keys(Program& program) {
    Random& random = *program.setup_.random;
    device_ = crypto::SigningKey::generate(random);
    actor_ = crypto::SigningKey::generate(random);
    keep(program, {}, false);
  }
  void keep(Program& program, Bytes grant, bool invited) {
    program.keyring_.begun = people::BegunEnrolment{device_->seed(), std::move(grant), actor_->seed(), invited};
    program.save_keyring();
  }

  // -- the code ------------------------------------------------------------------------------------------------------------
  void ask(Program& program) {
    // A key that has its certificate keeps its place: another code stands for another place, and needs another key.
    if (grant_ && state_.code != asked_code_) device_ = crypto::SigningKey::generate(*program.setup_.random);
    asked_code_ = state_.code;
    state_.error = {};
    auto joining = Joining::begin({*device_, *actor_, kind_of(program.kit().form()), {}, {}}, state_.code, *program.setup_.random, 1);
    if (!joining) {
      state_.error = why_not(joining.error().code);
      return;
    }
    joining_ = std::move(joining).value();
    state_.invited = said_same_ = false;
    state_.busy = true;
    follow(program);
  }

  // Sends what is next, and shows how far it is. Called while drawing: an answer and a due time both draw again.
  void follow(Program& program) {
    const auto now = static_cast<std::int64_t>(program.now_ms_);
    if (auto request = joining_->next(now)) {
      program.http(*request, [this, &program, id = request->id, attempt = attempt_](const event::HttpDone& done) {
        if (attempt != attempt_ || !joining_) return;
        joining_->on_response(id, done.status, done.body, done.huzhu, static_cast<std::int64_t>(program.now_ms_));
        answered(program);
        program.kit().invalidate();
      });
    }
    if (!joining_) return;
    if (const auto wake = joining_->wake_at_ms()) program.kit().invalidate_at(static_cast<double>(*wake));
  }

  void answered(Program& program) {
    using Phase = Joining::Phase;
    const ErrorCode trouble = joining_->error();
    switch (joining_->phase()) {
      case Phase::asking:  // nobody answered: the person asks again when there is a network
      case Phase::failed: return give_up(program, why_not(trouble));
      case Phase::waiting:
        if (!state_.invited) invited(program);
        break;
      case Phase::comparing:
        if (state_.step == Step::waiting) compare();
        break;
      case Phase::granted: return granted(program);
    }
    if (joining_) state_.error = trouble == ErrorCode::none ? Text() : Text(Str::first_waiting_net);
  }

  void invited(Program& program) {
    state_.busy = false;
    state_.invited = true;
    grant_.reset();
    keep(program, {}, true);  // from here on these keys may get a certificate
    if (scanned_ && !scanned_->is_of(joining_->county_root())) return give_up(program, Str::first_other_county);
    state_.step = Step::waiting;
  }
  void compare() {
    state_.words = word_cards_of(joining_->words());
    state_.step = Step::words;
  }

  void granted(Program& program) {
    state_.busy = false;
    state_.error = {};
    grant_ = joining_->grant();
    if (state_.invited) {
      if (state_.step == Step::waiting) compare();  // told and taken in came in one answer
      if (said_same_) meet(program);
      return;
    }
    joining_.reset();
    keep(program, people::encode(*grant_), false);
    show_county();
  }

  // Back to the code. What an invitation has seen of this device is thrown away: it may be certified by now.
  void give_up(Program& program, const Text& why) {
    joining_.reset();
    ++attempt_;
    replica_.reset();
    state_.busy = false;
    if (std::exchange(state_.invited, false)) {
      grant_.reset();
      new_keys(program);
    }
    state_.step = Step::code;
    state_.error = why;
  }

  // -- face to face ---------------------------------------------------------------------------------------------------------
  void show_face(Program& program) {
    face_.show(program, *device_, actor_->public_key());
    state_.words = face_.words();
    state_.step = Step::face;
    program.kit().scroll_to_top("first_run");
    program.kit().invalidate();
  }
  FaceAsking::Then answered_face(Program& program) {
    return [this, &program](Result<people::EnrolmentGrant> grant) {
      if (state_.step != Step::face_read) return;
      program.kit().invalidate();
      if (!grant) {
        state_.error = face_trouble(grant.error().code);
        return;
      }
      grant_ = std::move(grant).value();
      state_.invited = true;
      meet(program);
    };
  }

  // -- the words ------------------------------------------------------------------------------------------------------------
  // What the hub answered to a code of the root: a place, and the county's words to compare with the centre's.
  void show_county() {
    place_ = place_of_grant();
    state_.place = verbatim(place_);
    take_role(people::meaning_for_area(grant_->area).role);
    state_.words = word_cards_of(people::four_words(grant_->county_root));
    state_.step = Step::words;
    state_.error = {};
  }

  void same(Program& program) {
    if (!state_.invited) {
      state_.step = Step::name;
      return;
    }
    said_same_ = true;
    if (grant_) return meet(program);
    state_.step = Step::approval;
  }
  void differ(Program& program) {
    const Text why = state_.invited ? Str::first_pair_differ : Str::first_wrong_centre;
    state_.code.clear();
    give_up(program, why);
  }

  // Invited, and the words were the same: who the supervisor says this is. The database is there already, for nobody yet.
  void meet(Program& program) {
    joining_.reset();
    keep(program, people::encode(*grant_), true);
    const Status met = try_meet(program);
    if (!met) give_up(program, error_text(met.error().code));
  }
  Status try_meet(Program& program) {
    HUZHU_TRY(open_database(program));
    HUZHU_ASSIGN(added_, people::taken_in_as(*replica_, actor_->public_key()));
    state_.name = people::profile_name(replica_->db(), added_.profile);
    place_ = place_of_grant();
    state_.place = verbatim(place_);
    take_role(added_.role);
    state_.step = Step::person;
    state_.error = {};
    return Done{};
  }

  void take_role(model::RoleKind role) {
    role_ = choice_zh(model::EntityType::role_grant, model::role_grant::role, static_cast<std::int64_t>(role));
    state_.role = model_word(role_);
    state_.pin_length = people::pin_length(role);
  }
  std::string place_of_grant() const {
    for (const people::GrantedScope& s : grant_->scopes)
      if (s.area == grant_->area && s.kind != model::ScopeKind::county_authority) return s.name;
    return {};
  }

  // -- the PIN --------------------------------------------------------------------------------------------------------------
  void finish(Program& program) {
    const auto challenge = people::Keyring::new_challenge(*program.setup_.random);
    program.derive(state_.pin.pin, challenge, [this, &program, challenge](Bytes derived) {
      if (const Status done = establish(program, challenge, derived); !done.ok()) {
        state_.step = Step::pin;
        state_.pin = {};
        state_.pin.error = error_text(done.error().code);
      }
    });
  }

  Status open_database(Program& program) {
    Random& random = *program.setup_.random;
    replica_.reset();
    database_key_.resize(32);
    random.fill(database_key_);
    // No profile opens what may lie there from a first run that was cut short.
    HUZHU_TRY(store::Database::discard(program.setup_.database_name));
    HUZHU_ASSIGN(replica_, store::Replica::open({program.setup_.database_name, database_key_, program.setup_.clock, &random, {registry::roster_table()}}));
    return people::accept_grant(*replica_, *grant_, *device_, random);
  }

  Status establish(Program& program, const people::Keyring::Challenge& challenge, ByteView derived) {
    Random& random = *program.setup_.random;
    if (!state_.invited || !replica_) HUZHU_TRY(open_database(program));
    if (!state_.invited) {
      people::NewPerson person;
      person.name = state_.name;
      person.actor_key = actor_->public_key();
      HUZHU_ASSIGN(added_, people::first_profile(*replica_, person, *program.setup_.clock, random));
    }
    people::Keyring ring;
    ring.place_name = place_;
    HUZHU_TRY(ring.put(added_.profile, people::short_name_of(state_.name), role_, state_.pin.form(), challenge, derived, database_key_, *actor_, random));
    program.keyring_ = std::move(ring);
    program.save_keyring();
    HUZHU_TRY(program.enter(people::Unlocked{added_.profile, database_key_, *actor_}, std::move(replica_)));
    program.open(make_tour_page());
    return Done{};
  }

  FirstRunState state_;
  FaceAsking face_;
  std::optional<crypto::SigningKey> device_, actor_;
  std::optional<Joining> joining_;
  std::optional<people::EnrolmentGrant> grant_;
  std::optional<sync::InviteCode> scanned_;  // none: the digits were typed
  std::uint32_t attempt_ = 0;         // answers to an earlier one are nobody's
  bool said_same_ = false;
  std::string asked_code_, place_, role_;
  std::unique_ptr<store::Replica> replica_;
  Bytes database_key_;
  people::AddedPerson added_;
};

PagePtr make_first_run_page(Program& program) { return std::make_unique<FirstRunPage>(program); }

}  // namespace huzhu::ui
