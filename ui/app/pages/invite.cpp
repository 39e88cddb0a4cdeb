// 登记新设备: this person's device invites another one and signs who it is for. What passes between the two: sync/client/invitation.h;
// with no network core/people/face.h.
#include "core/base/limits.h"
#include "core/people/face.h"
#include "core/people/names.h"
#include "core/people/newcomer.h"
#include "sync/bundle/envelope.h"
#include "sync/client/invitation.h"
#include "sync/client/invite_code.h"
#include "ui/app/codes.h"
#include "ui/app/pages.h"
#include "ui/app/program.h"
#include "ui/screens/invite.h"

namespace huzhu::ui {
namespace {

using sync::Invitation;
using Step = InviteState::Step;

constexpr std::int64_t minute_ms = 60'000;

int digits_of(model::RoleKind role) {
  return role == model::RoleKind::county_admin ? 6 : role == model::RoleKind::township_staff ? 9 : 12;
}

class InvitePage final : public Page {
 public:
  std::string path() const override { return "invite"; }
  Topic topic() const override { return Topic::invite; }
  Tab tab() const override { return Tab::settings; }
  bool waits_for_somebody() const override { return state_.step != Step::form && state_.step != Step::done && state_.step != Step::stopped; }

  void load(Program& program) override {
    people::Session& session = program.session();
    view_.roles.clear();
    for (const model::RoleKind role : people::roles_to_give(session.role())) view_.roles.push_back({role, digits_of(role)});
    if (view_.roles.size() == 1) state_.role = 0;
    view_.places.clear();
    for (people::Place& p : people::places(session.db()))
      if (people::lies_in(p.area, session.area())) view_.places.push_back(std::move(p));
    view_.may_add = session.rights().add_person;
    if (const auto at = program.setup().preferences.find("address"); at != program.setup().preferences.end()) view_.address = verbatim(at->second);
    if (state_.step == Step::done) view_.received = people::record_state(session.replica(), profile_) == people::RecordState::received;
  }

  void draw(Program& program) override {
    Kit& kit = program.kit();
    if (invitation_) follow(program);
    view_.online = program.online();
    if (std::exchange(asks_now_, false)) {
      kit.announce(Str::invite_words_title, true);
      kit.scroll_to_top("invite");
    }
    if (state_.step == Step::answering) codes_.turn(program);
    view_.codes = codes_.view();
    view_.reading = reading_.view();
    program.frame(*this, {.title = Str::invite_title, .brief_bar = true});
    InviteAct act = InviteAct::none;
    const float width = kit.theme().elder() ? 640 : 760;
    const auto acts = [&] {
      const InviteAct pressed = invite_acts(kit, view_, state_);
      if (act == InviteAct::none) act = pressed;
    };
    const bool desk = kit.form() == Form::desk;   // where a mouse is, the act stands below what it is about
    if (!desk) kit.dock([&] { kit.centred(width, acts); });
    kit.pane("invite", [&] {
      kit.centred(width, [&] {
        const InviteAct pressed = invite_content(kit, view_, state_);
        if (act == InviteAct::none) act = pressed;
        if (!desk) return;
        kit.space(24);
        acts();
      });
    });
    switch (act) {
      case InviteAct::none: return;
      case InviteAct::changed: break;
      case InviteAct::anew:
        if (state_.face) read_face();
        else invite(program);
        break;
      case InviteAct::invite:
        state_.face = false;
        invite(program);
        break;
      case InviteAct::face: read_face(); break;
      case InviteAct::pause: codes_.pause(); return kit.invalidate();
      case InviteAct::save: save_answer(program); return kit.invalidate();
      case InviteAct::answered: state_.step = Step::done; break;
      case InviteAct::register_too: program.open(make_carry_out_page(false)); break;
      case InviteAct::copy:
        program.effect(effect::Copy{view_.digits});
        program.tell(Str::invite_copied, Tone::ok);
        break;
      case InviteAct::stop:
        drop(program);
        state_.step = Step::form;
        break;
      case InviteAct::same:
        if (state_.face) answer_face(program);
        else take_in(program);
        break;
      case InviteAct::differ:
        drop(program);
        stop(Str::invite_differed);
        break;
      case InviteAct::again: state_ = {}; load(program); break;
      case InviteAct::leave: program.back(); break;
    }
    kit.scroll_to_top("invite");
    kit.invalidate();
  }

  bool go_back(Program& program) override {
    if (state_.step == Step::form) return program.kit().theme().elder() && invite_step_back(state_);
    if (state_.step == Step::done) return false;
    if (state_.step == Step::answering) {
      state_.step = Step::done;
      return true;
    }
    drop(program);
    state_.step = Step::form;
    return true;
  }

  void code_read(Program& program, const std::string& text) override {
    if (state_.step != Step::reading) return;
    if (auto bytes = reading_.take(text)) face_read(program, std::move(*bytes));
    program.kit().invalidate();
  }
  void camera(Program& program, event::Camera state) override {
    reading_.camera(state);
    program.kit().invalidate();
  }

 private:
  // -- face to face ---------------------------------------------------------------------------------------------------------
  void read_face() {
    state_.face = true;
    state_.step = Step::reading;
    view_.why = {};
    reading_.begin();
    codes_.end();
  }
  void face_read(Program& program, Result<Bytes> bytes) {
    auto request = bytes.ok() ? people::decode_face_request(*bytes) : Result<people::FaceRequest>(bytes.error());
    if (!request) return stop(request.error().code == ErrorCode::not_a_bundle ? Text(Str::invite_face_read_strange) : error_text(request.error().code));
    request_ = std::move(request).value();
    request_bytes_ = std::move(bytes).value();
    view_.words = word_cards_of(people::face_words(request_bytes_));
    const std::string name = people::device_that_asks(program.session(), request_);
    view_.known = !name.empty();
    view_.device = view_.known ? verbatim(name) : choice_label(model::EntityType::device, model::device::kind, static_cast<std::int64_t>(request_.kind));
    state_.step = Step::comparing;
    asks_now_ = true;
  }
  void answer_face(Program& program) {
    people::Newcomer newcomer;
    newcomer.role = view_.roles[static_cast<std::size_t>(state_.role)].role;
    newcomer.area = state_.area;
    newcomer.name = state_.name;
    const auto answer = people::answer_face(program.session(), request_, newcomer, request_bytes_);
    if (!answer) return stop(answer.error().code == ErrorCode::bundle_too_big ? Text(Str::invite_face_too_big) : error_text(answer.error().code));
    welcome(program, *answer);
    state_.step = Step::answering;
    answer_.clear();
    view_.saved_as = {};
    codes_.end();
    program.deflate(answer->plain, while_open([this, &program, key = request_.device, packing = ++packing_](bool ok, Bytes deflated) {
      if (packing != packing_ || state_.step != Step::answering) return;
      auto sealed = ok ? sync::seal_envelope(program.session().replica().identity()->county_root, key, deflated, program.session().random())
                       : Result<Bytes>(Error{ErrorCode::internal, "face.deflate", ""});
      program.kit().invalidate();
      if (!sealed) return stop(error_text(sealed.error().code));
      answer_ = std::move(sealed).value();
      codes_.begin(answer_, program.now_ms());
    }));
    program.changed();
    program.sync_now();
  }
  void welcome(Program& program, const people::FaceAnswer& answer) {
    people::Session& session = program.session();
    profile_ = answer.added.profile;
    const Text role = choice_label(model::EntityType::role_grant, model::role_grant::role, static_cast<std::int64_t>(answer.added.role));
    state_.name = people::profile_name(session.db(), profile_);   // who was answered before keeps the name of then
    view_.who = say(Str::invite_done_who, verbatim(state_.name), verbatim(people::place_name(session.db(), state_.area)), role);
  }
  void save_answer(Program& program) {
    if (answer_.empty()) return;
    const Moment moment = program.moment();
    const std::string name = Text(Str::invite_face_file_name).plain() + "-" + sync::file_stamp(moment.now_ms, moment.utc_offset_minutes).substr(4) + ".huzhu";
    program.effect(effect::SaveFile{name, answer_});
    view_.saved_as = verbatim(name);
  }

  // -- through the centre ---------------------------------------------------------------------------------------------------
  void invite(Program& program) {
    invitation_ = std::make_shared<Invitation>(program.session().replica(), Invitation::Options{program.setup().clock, program.setup().random, 1});
    opened_at_ms_ = -1;
    view_.digits.clear();
    view_.trouble = {};
    state_.step = Step::waiting;
    follow(program);
  }

  // Sends what is next, and shows how far it is. Called while drawing: an answer and a due time both draw again.
  void follow(Program& program) {
    send(program, invitation_);
    const std::int64_t now = static_cast<std::int64_t>(program.now_ms());
    switch (invitation_->phase()) {
      case Invitation::Phase::opening: break;
      case Invitation::Phase::waiting: wait(program, now); break;
      case Invitation::Phase::comparing: compare(program, now); break;
      case Invitation::Phase::done:
      case Invitation::Phase::dropped: return;
      case Invitation::Phase::failed: {
        const ErrorCode why = invitation_->error();
        invitation_.reset();
        return stop(why == ErrorCode::bad_code ? Text(Str::invite_over) : error_text(why));
      }
    }
    if (!invitation_) return;
    const ErrorCode trouble = invitation_->error();
    view_.trouble = trouble == ErrorCode::none ? Text() : trouble == ErrorCode::offline ? Text(Str::first_waiting_net) : error_text(trouble);
    if (const auto wake = invitation_->wake_at_ms()) program.kit().invalidate_at(static_cast<double>(*wake));
  }

  // The answer finds the invitation even after the page has gone, so that a dropped one is dropped at the hub too.
  static void send(Program& program, const std::shared_ptr<Invitation>& invitation) {
    const auto request = invitation->next(static_cast<std::int64_t>(program.now_ms()));
    if (!request) return;
    program.http(*request, [&program, invitation, id = request->id](const event::HttpDone& done) {
      invitation->on_response(id, done.status, done.body, done.huzhu, static_cast<std::int64_t>(program.now_ms()));
      if (invitation->phase() == Invitation::Phase::dropped) send(program, invitation);
      program.kit().invalidate();
    });
  }

  void wait(Program& program, std::int64_t now) {
    if (opened_at_ms_ < 0) {
      opened_at_ms_ = now;
      view_.digits = invitation_->code();
      view_.code = sync::invite_code_text(view_.digits, program.session().replica().identity()->county_root);
    }
    if (!still_good(program, now)) return;
    view_.minutes_left = static_cast<int>((opened_at_ms_ + limits::enrol_code_ms - now + minute_ms - 1) / minute_ms);
    program.kit().invalidate_at(static_cast<double>(opened_at_ms_ + limits::enrol_code_ms - (view_.minutes_left - 1) * minute_ms));
  }

  void compare(Program& program, std::int64_t now) {
    if (state_.step == Step::waiting) {
      state_.step = Step::comparing;
      opened_at_ms_ = now;  // a redeemed invitation holds as long again
      view_.words = word_cards_of(invitation_->words());
      view_.device = choice_label(model::EntityType::device, model::device::kind, invitation_->joiner().device_kind);
      view_.known = false;
      program.kit().announce(Str::invite_words_title, true);
      program.kit().scroll_to_top("invite");
    }
    if (still_good(program, now)) program.kit().invalidate_at(static_cast<double>(opened_at_ms_ + limits::enrol_code_ms));
  }

  bool still_good(Program& program, std::int64_t now) {
    if (now < opened_at_ms_ + limits::enrol_code_ms) return true;
    drop(program);
    stop(Str::invite_over);
    return false;
  }

  void take_in(Program& program) {
    people::Newcomer newcomer;
    newcomer.role = view_.roles[static_cast<std::size_t>(state_.role)].role;
    newcomer.area = state_.area;
    newcomer.name = state_.name;
    const auto added = invitation_->take_in(program.session(), newcomer);
    if (!added) {
      const ErrorCode why = added.error().code;
      drop(program);
      return stop(why == ErrorCode::duplicate ? Text(Str::invite_known_device) : error_text(why));
    }
    profile_ = added->profile;
    const Text role = choice_label(model::EntityType::role_grant, model::role_grant::role, static_cast<std::int64_t>(newcomer.role));
    view_.who = say(Str::invite_done_who, verbatim(state_.name), verbatim(people::place_name(program.session().db(), newcomer.area)), role);
    view_.received = false;
    state_.step = Step::done;
    invitation_.reset();
    program.changed();
    program.sync_now();
  }

  void drop(Program& program) {
    if (!invitation_) return;
    invitation_->drop();
    send(program, invitation_);
    invitation_.reset();
  }
  void stop(const Text& why) {
    view_.why = why;
    state_.step = Step::stopped;
  }

  InviteState state_;
  InviteView view_;
  std::shared_ptr<Invitation> invitation_;
  std::int64_t opened_at_ms_ = -1;
  EntityId profile_;
  people::FaceRequest request_;
  Bytes request_bytes_, answer_;
  ShownCodes codes_;
  ReadCodes reading_;
  bool asks_now_ = false;         // a request was just read: whoever listens hears what to compare
  std::uint32_t packing_ = 0;     // what comes back for an older one is dropped
};

}  // namespace

PagePtr make_invite_page() { return std::make_unique<InvitePage>(); }

}  // namespace huzhu::ui
