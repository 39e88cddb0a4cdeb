// 请站长帮忙 on a locked tablet: what passes between it and the lead's is in core/people/help.h.
#include "core/people/authority.h"
#include "core/people/help.h"

#include "core/people/newcomer.h"
#include "ui/app/codes.h"
#include "ui/app/pages.h"
#include "ui/app/program.h"
#include "ui/screens/far_reset.h"
#include "ui/text/model_words.h"

namespace huzhu::ui {

class HelpAskPage final : public Page {
 public:
  Topic topic() const override { return Topic::ask_pin; }
  HelpAskPage(Program& program, const people::HelpKeys& keys, const people::KeyringEntry& entry) : entry_(entry) {
    view_.person = verbatim(entry.short_name);
    for (const people::Helper& one : people::helpers_of(keys, entry.profile)) view_.helpers.push_back(verbatim(one.name));
    if (view_.helpers.empty()) return;   // nobody this tablet has heard of: the screen says what to do
    ask(program, keys);
    view_.words = word_cards_of(people::help_words(asked_.request));
    codes_.begin(asked_.request, program.now_ms());
  }
  std::string path() const override { return "askhelp"; }

  void draw(Program& program) override {
    if (state_.step == Step::show) codes_.turn(program);
    view_.codes = state_.step == Step::show ? codes_.view() : CodesView{};
    view_.reading = reading_.view();
    switch (help_ask_screen(program.kit(), view_, state_)) {
      case HelpAskAct::none: return;
      case HelpAskAct::read:
        state_.step = Step::read;
        state_.error = {};
        reading_.begin();
        break;
      case HelpAskAct::show: state_.step = Step::show; break;
      case HelpAskAct::pause: codes_.pause(); break;
      case HelpAskAct::finish: finish(program); break;
      case HelpAskAct::leave: return program.back();
      case HelpAskAct::larger: return program.set_density(Density::elder);
      case HelpAskAct::help: return program.open_help(topic());
    }
    program.kit().scroll_to_top("help");
    program.kit().invalidate();
  }
  bool go_back(Program&) override {
    if (state_.step == Step::read) state_.step = Step::show;
    else return state_.step == Step::working;
    return true;
  }

  void code_read(Program& program, const std::string& text) override {
    if (state_.step != Step::read) return;
    if (const auto bytes = reading_.take(text)) read(program, *bytes);
    program.kit().invalidate();
  }
  void camera(Program& program, event::Camera state) override {
    reading_.camera(state);
    program.kit().invalidate();
  }

 private:
  using Step = HelpAskState::Step;

  // The same request until it is answered, also after the tablet was off; another one when there are other helpers.
  void ask(Program& program, const people::HelpKeys& keys) {
    if (auto before = people::decode_help_asked(program.keyring().help_asked); before && before->profile == entry_.profile) {
      const auto request = people::decode_help_request(before->request);
      if (request && request->device_word == keys.device_word && request->ends == keys.ends) {
        asked_ = std::move(before).value();
        return;
      }
    }
    asked_ = people::ask_for_help(keys, entry_.profile, *program.setup().random);
    program.keyring().help_asked = people::encode(asked_);
    program.save_keyring();
  }

  void read(Program& program, const Result<Bytes>& bytes) {
    const Status done = bytes.ok() ? open(program, *bytes) : Status(bytes.error());
    if (done.ok()) return;
    replica_.reset();
    reading_.begin();
    switch (done.error().code) {
      case ErrorCode::not_a_bundle: state_.error = Str::far_read_strange; break;
      case ErrorCode::not_for_us: state_.error = Str::far_other_answer; break;
      case ErrorCode::not_found: state_.error = Str::far_not_enough; break;
      case ErrorCode::unknown_version: state_.error = error_text(done.error().code); break;
      default: state_.error = Str::far_broken_answer;
    }
  }
  Status open(Program& program, ByteView bytes) {
    HUZHU_ASSIGN(const people::HelpAnswer answer, people::decode_help_answer(bytes));
    HUZHU_ASSIGN(database_key_, people::open_answer(answer, asked_));
    HUZHU_ASSIGN(replica_, store::Replica::open({program.setup().database_name, database_key_, program.setup().clock, program.setup().random, {registry::roster_table()}}));
    HUZHU_ASSIGN(added_, people::take_answer(*replica_, answer, asked_));
    view_.pin_length = people::pin_length(added_.role);
    state_ = {};
    state_.step = Step::pin;
    state_.pin.kind = entry_.pin.kind;
    return Done{};
  }

  void finish(Program& program) {
    state_.step = Step::working;
    const auto challenge = people::Keyring::new_challenge(*program.setup().random);
    program.derive(state_.pin.pin, challenge, while_open([this, &program, challenge](Bytes derived) {
      if (const Status done = establish(program, challenge, derived); !done.ok()) {
        state_.step = Step::pin;
        state_.pin = {};
        state_.pin.error = error_text(done.error().code);
      }
    }));
  }
  Status establish(Program& program, const people::Keyring::Challenge& challenge, ByteView derived) {
    const crypto::SigningKey actor = crypto::SigningKey::from_seed(asked_.new_seed);
    const std::string role(choice_zh(model::EntityType::role_grant, model::role_grant::role, static_cast<std::int64_t>(added_.role)));
    people::Keyring changed = program.keyring();
    changed.remove(entry_.profile);
    HUZHU_TRY(changed.put(added_.profile, entry_.short_name, role, state_.pin.form(), challenge, derived, database_key_, actor, *program.setup().random));
    changed.help_asked.clear();
    program.keyring() = std::move(changed);
    program.save_keyring();
    program.hand_drafts(*replica_, entry_.profile, added_.profile);
    const Text sentence = say(Str::station_reset_done, view_.person);
    program.effect(effect::HistoryBack{});
    HUZHU_TRY(program.enter(people::Unlocked{added_.profile, database_key_, actor}, std::move(replica_)));
    program.kit().toast({.sentence = sentence});
    return Done{};
  }

  people::KeyringEntry entry_;
  people::HelpAsked asked_;
  HelpAskState state_;
  HelpAskView view_;
  ShownCodes codes_;
  ReadCodes reading_;
  std::unique_ptr<store::Replica> replica_;
  Bytes database_key_;
  people::AddedPerson added_;
};

PagePtr make_help_ask_page(Program& program, EntityId profile) {
  const auto keys = people::decode_help_keys(program.keyring().help_keys);
  if (!keys) return nullptr;
  for (const people::KeyringEntry& entry : program.keyring().entries())
    if (entry.profile == profile) return std::make_unique<HelpAskPage>(program, *keys, entry);
  return nullptr;
}

// What the keyring says of the records (who may help, whether this tablet was stopped) changes seldom: it is looked at after the
// unlock and after each sync, when the first screen stands, and at the latest when the tablet locks.
void Program::renew_keyring() {
  keyring_due_ms_ = -1;
  keyring_version_ = data_version_;
  // Who was given another role is called by it at the lock, too.
  std::vector<std::pair<EntityId, std::string_view>> roles;
  for (const people::KeyringEntry& e : keyring_.entries())
    if (const auto held = people::held_role(session_->db(), e.profile, session_->today()))
      roles.emplace_back(e.profile, choice_zh(model::EntityType::role_grant, model::role_grant::role, static_cast<std::int64_t>(held->role)));
  bool called = false;
  for (const auto& [profile, role] : roles) called = keyring_.call(profile, role) || called;
  if (called) save_keyring();
  if (const bool stopped = replica_->is_revoked(); stopped != keyring_.stopped) {
    keyring_.stopped = stopped;
    save_keyring();
  }
  const auto kept = people::decode_help_keys(keyring_.help_keys);
  const auto keys = people::renew_help_keys(*session_, kept.ok() ? &*kept : nullptr);
  if (!keys || !*keys) return;
  Bytes now = (*keys)->helpers.empty() ? Bytes() : people::encode(**keys);  // empty: the lock screen offers nothing
  if (now == keyring_.help_keys) return;
  keyring_.help_keys = std::move(now);
  save_keyring();
}

}  // namespace huzhu::ui
