#include "ui/app/program.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/people/enrol.h"
#include "core/people/names.h"
#include "core/people/places.h"
#include "ui/app/carrier.h"
#include "ui/app/pages.h"
#include "ui/kit/read_aloud.h"

namespace huzhu::ui {
namespace {

constexpr double lock_after_ms = 5 * 60 * 1000;         // people-and-security.md "At rest"
constexpr double lock_after_county_ms = 2 * 60 * 1000;  // the same for county roles
constexpr double hold_again_ms = 100;                   // looks again whether the finger is up
constexpr double slice_ms = 8;                          // a long task never blocks a tap
constexpr double alone_slice_ms = 40;                   // nor the first tap after a while, which may wait 100 ms
constexpr double alone_after_ms = 2000;
constexpr double show_arrived_ms = 1000;                // what a long sync brings is shown this often

}  // namespace

Program::Program(AppSetup setup) : setup_(std::move(setup)), kit_(setup_.font_loader), preferences_(read_preferences(setup_.preferences)) {
  if (const auto at = setup_.preferences.find("languages"); at != setup_.preferences.end()) machine_.languages = at->second;
  apply_preferences();
  if (setup_.path == gallery_path) {   // for contributors: no keyring, no database
    pages_.push_back(make_gallery_page());
    return;
  }
  return_path_ = setup_.path;
  if (auto ring = people::Keyring::decode(setup_.keyring)) keyring_ = std::move(ring).value();
  if (keyring_.entries().empty()) {
    pages_.push_back(make_first_run_page(*this));
  } else {
    pages_.push_back(make_unlock_page(*this));
  }
}

Program::~Program() {
  carrier_.reset();
  sync_.reset();
  index_.reset();
  session_.reset();
}

void Program::prefer(const Preferences& preferences) {
  const auto before = kept_preferences(preferences_);
  preferences_ = preferences;
  const auto now = kept_preferences(preferences_);
  for (std::size_t i = 0; i < now.size(); ++i)
    if (now[i] != before[i]) effect(effect::SetPreference{now[i].first, now[i].second});
  apply_preferences();
}

void Program::set_density(Density density) {
  Preferences changed_one = preferences_;
  changed_one.density = density;
  prefer(changed_one);
}

void Program::apply_preferences() {
  kit_.set_look(look_of(preferences_, machine_));
  const Language language = language_of(preferences_, machine_);
  if (language != chosen_language()) {
    choose_language(language);
    changed();   // view models hold words
  }
  kit_.invalidate();
}

void Program::read_aloud() {
  if (!say_aloud(spoken_words(kit_.tree()))) tell(Str::speak_no_voice, Tone::wait);
}

bool Program::say_aloud(std::string words) {
  if (!can_speak()) return false;
  effect(effect::Speak{std::move(words), chosen_language()});
  speaking_ = true;
  return true;
}

void Program::be_silent() {
  hush();
  if (std::exchange(speaking_, false)) effect(effect::Speak{{}, chosen_language()});
}

// -- where to go ---------------------------------------------------------------------------------------------

void Program::open(PagePtr page) {
  close_sheets();
  be_silent();
  keep_draft(true);
  if (restore_draft(*page)) draft_found_ = page->path();
  effect(effect::HistoryPush{page->path()});
  pages_.push_back(std::move(page));
  if (session_) top().load(*this);
  kit_.invalidate();
}

void Program::back() {
  if (pages_.size() <= 1) return;
  be_silent();
  keep_draft(true);
  leaving_.push_back(std::move(pages_.back()));
  pages_.pop_back();
  effect(effect::HistoryBack{});
  restore_draft(top());
  if (session_) top().load(*this);
  kit_.invalidate();
}

void Program::replace(PagePtr page) {
  leaving_.push_back(std::move(pages_.back()));
  pages_.pop_back();
  restore_draft(*page);
  pages_.push_back(std::move(page));
  top().load(*this);
  kit_.invalidate();
}

void Program::back_to_main() {
  be_silent();
  while (pages_.size() > 1 && !top().main()) {
    leaving_.push_back(std::move(pages_.back()));
    pages_.pop_back();
    effect(effect::HistoryBack{});
  }
  draft_saved_.clear();
  draft_due_ms_ = -1;
  if (session_) top().load(*this);
  kit_.invalidate();
}

void Program::show(Tab tab) {
  PagePtr page = make_main_page(*this, tab);
  if (!page) return;
  close_sheets();
  be_silent();
  keep_draft(true);
  const std::size_t steps = pages_.size() - 1;
  for (std::size_t i = 0; i < steps; ++i) effect(effect::HistoryBack{});
  for (auto& old : pages_) leaving_.push_back(std::move(old));
  pages_.clear();
  // 今日 lies below every other main page, so that going back ends there (ui.md "Shell duties").
  if (tab != Tab::today) {
    pages_.push_back(make_main_page(*this, Tab::today));
    effect(effect::HistoryPush{page->path()});
  }
  pages_.push_back(std::move(page));
  restore_draft(top());
  top().load(*this);
  kit_.invalidate();
}

// -- saying ---------------------------------------------------------------------------------------------------

void Program::saved(const Text& sentence, std::function<Status()> undo) {
  notice_ = {};
  Toast toast{.sentence = sentence};
  if (undo) {
    toast.undo = Str::undo;
    toast.subject = ++undo_count_;
    undos_.clear();
    undos_[toast.subject] = std::move(undo);
  }
  kit_.toast(toast);
  changed();
  if (sync_) sync_->wake();
}

void Program::tell(const Text& sentence, Tone tone) {
  notice_ = sentence;
  notice_tone_ = tone;
  notice_answered_ = false;
  kit_.invalidate();
}

Mark Program::sync_mark() {
  if (!session_ || real_) return {};
  const auto waiting = static_cast<long long>(standing().unsent);
  if (waiting > 0) return {.kind = MarkKind::waiting, .word = say(Str::mark_waiting_count, waiting)};
  if (!sync_ || !sync_->state().done_at_ms) return {};
  return {.kind = MarkKind::received, .word = say(Str::mark_received_at, say_clock(*sync_->state().done_at_ms, setup_.clock->utc_offset_minutes()))};
}

// Known here, and without any role: stopped, or their last day has gone by.
bool Program::is_ended() {
  return !people::held_role(session_->db(), session_->profile(), session_->today()) && !people::profile_name(session_->db(), session_->profile()).empty();
}

const Program::Standing& Program::standing() {
  const Date today = session_->today();
  if (standing_version_ == data_version_ && standing_day_ == today) return standing_;
  standing_version_ = data_version_;
  standing_day_ = today;
  const auto place = people::place_of(session_->db(), session_->area());
  const store::Replica::Counts counts = replica_->counts();
  const auto since_ms = counts.unsent > 0 ? replica_->unsent_since_ms() : std::nullopt;
  const bool long_ago = since_ms && session_->now_ms() - *since_ms >= limits::unsent_ms_banner;
  standing_ = {session_->role(), session_->rights(), place ? place->name : std::string(), counts.unsent,
               long_ago || counts.unsent_operations >= limits::unsent_operations_banner, replica_->is_revoked(), is_ended()};
  return standing_;
}

bool Program::look_at(const people::Look& look) {
  if (people::is_chosen(look.reason) && looked_at(look.person, look.privacy)) return true;
  const Status done = looks_.note(*session_, look);
  if (!done.ok()) {
    tell(error_text(done.error().code));
    return false;
  }
  changed();
  if (sync_) sync_->wake();
  return true;
}

void Program::call(EntityId person, const std::string& phone) {
  look_at({person, model::Privacy::contact, people::AccessReason::call, {}});
  effect(effect::OpenLink{"tel:" + phone});
}

double Program::lock_limit_ms() {
  const model::RoleKind role = real_ ? real_->role : standing().role;
  const bool soon = role == model::RoleKind::county_admin && !top().waits_for_somebody();
  return soon ? lock_after_county_ms : lock_after_ms;
}

Moment Program::moment() const { return {setup_.clock->now_ms(), setup_.clock->utc_offset_minutes()}; }

// -- syncing ---------------------------------------------------------------------------------------------------

void Program::pump_sync() {
  if (!sync_) return;
  const auto now = static_cast<std::int64_t>(now_ms_);
  while (auto request = sync_->next(now)) {
    const std::uint32_t client_id = request->id;
    http(*request, [this, client_id](const event::HttpDone& done) {
      if (sync_) sync_->on_response(client_id, done.status, done.body, done.huzhu, static_cast<std::int64_t>(now_ms_));
    });
  }
}

// Applies received frames in slices; true while more are left.
bool Program::work_sync() {
  if (!sync_) return false;
  if (kit_.hold_order(now_ms_)) {  // a finger is down: what arrived waits, but is not forgotten
    if (sync_->has_work()) kit_.invalidate_at(now_ms_ + hold_again_ms);
    return false;
  }
  work_started_ms_ = setup_.monotonic_ms ? setup_.monotonic_ms() : 0;
  const auto elapsed = [](void* self) -> double {
    auto* program = static_cast<Program*>(self);
    return program->setup_.monotonic_ms() - program->work_started_ms_;
  };
  const double budget_ms = now_ms_ - last_touch_ms_ < alone_after_ms ? slice_ms : alone_slice_ms;
  return sync_->work(budget_ms, setup_.monotonic_ms ? static_cast<sync::Client::Elapsed>(elapsed) : nullptr, this);
}

// Pictures that others hold go before a record finds no room.
void Program::make_room() {
  if (!sync_ || room_.level != RoomLevel::full) return;
  const auto gone = sync_->make_room();
  if (!gone) tell(error_text(gone.error().code));
  else if (*gone > 0) changed();
}

void Program::look_for_harm() {
  const double due = session_ && !more_work_ ? harm_.due_ms(last_touch_ms_) : -1;
  if (due < 0 || now_ms_ < due) return;
  const auto found = harm_.look(*replica_, now_ms_);
  if (!found) tell(error_text(found.error().code));
  else if (*found == store::Soundness::reopen) lock();  // the unlock makes the tables anew
}

// Tells pages what the sync did. While much arrives, at intervals: reading a screen anew for every slice would take longer
// than the slices.
void Program::show_sync() {
  if (!sync_) return;
  const sync::SyncState& s = sync_->state();
  // An answer may have come between two runs: compare with what the screen was last told, not with a moment ago.
  const bool new_phase = s.phase != shown_phase_ || s.error != shown_error_;
  arrived_ = sync_->take_changed() || arrived_ || s.to_send != shown_to_send_ || s.sent != shown_sent_;
  if (new_phase && s.phase == sync::Phase::done) ask_room();
  if (!new_phase && !arrived_) return;
  if (!new_phase && s.phase == sync::Phase::receiving && now_ms_ < show_arrived_at_ms_) return kit_.invalidate_at(show_arrived_at_ms_);
  show_arrived_at_ms_ = now_ms_ + show_arrived_ms;
  arrived_ = false;
  if (new_phase && s.phase == sync::Phase::idle) keyring_due_ms_ = now_ms_ + keyring_after_ms;
  shown_phase_ = s.phase;
  shown_error_ = s.error;
  shown_to_send_ = s.to_send;
  shown_sent_ = s.sent;
  changed();
}

void Program::use_new_version() {
  keep_draft(true);
  effect(effect::SwitchVersion{});
}

void Program::sync_now() {
  if (!sync_) return;
  sync_->set_online(true);
  sync_->wake();
  kit_.invalidate();
}

// -- events ----------------------------------------------------------------------------------------------------------

// The browser has gone back already.
void Program::drop_history_back() {
  effects_.erase(std::remove_if(effects_.begin(), effects_.end(), [](const Effect& e) { return std::holds_alternative<effect::HistoryBack>(e); }), effects_.end());
}

void Program::handle(const Event& event) {
  kit_.handle(event);
  const auto* pointer = std::get_if<event::Pointer>(&event);
  if (pointer != nullptr || std::holds_alternative<event::Text>(event) || std::holds_alternative<event::Key>(event) ||
      std::holds_alternative<event::Activate>(event)) {
    last_touch_ms_ = now_ms_;
    // A finger that is down has pressed nothing yet, and what lies under it stays where it is.
    notice_answered_ |= pointer == nullptr || pointer->press == event::Press::up;
  }
  if (std::holds_alternative<event::Back>(event)) {
    if (close_sheets()) {
      drop_history_back();
    } else if (!pages_.empty() && top().go_back(*this)) {
      kit_.invalidate();
      effect(effect::HistoryPush{top().path()});
    } else if (pages_.size() > 1) {
      back();
      drop_history_back();
    }
  } else if (const auto* key = std::get_if<event::KeyDerived>(&event)) {
    if (const auto at = derivations_.find(key->request); at != derivations_.end()) {
      const auto then = std::move(at->second);
      derivations_.erase(at);
      then(key->key);
      kit_.invalidate();
    }
  } else if (const auto* done = std::get_if<event::HttpDone>(&event)) {
    take_http(*done);
  } else if (const auto* network = std::get_if<event::Network>(&event)) {
    online_ = network->online;
    if (sync_) sync_->set_online(online_);
    changed();
  } else if (const auto* seen = std::get_if<event::Visibility>(&event)) {
    if (!seen->visible) keep_draft(true);
    if (seen->visible) changed();
  } else if (const auto* converted = std::get_if<event::Converted>(&event)) {
    if (auto at = conversions_.extract(converted->request); !at.empty()) at.mapped()(converted->ok, converted->data);
    kit_.invalidate();
  } else if (const auto* photo = std::get_if<event::PhotoChosen>(&event)) {
    last_touch_ms_ = now_ms_;
    if (session_) top().photo_chosen(*this, *photo);
    kit_.invalidate();
  } else if (const auto* picture = std::get_if<event::PictureDecoded>(&event)) {
    if (auto at = decodings_.extract(picture->request); !at.empty()) at.mapped()(*picture);
    kit_.invalidate();
  } else if (const auto* sound = std::get_if<event::SoundRecorded>(&event)) {
    last_touch_ms_ = now_ms_;  // whoever speaks is here
    if (session_) top().sound_recorded(*this, *sound);
    kit_.invalidate();
  } else if (const auto* played = std::get_if<event::SoundPlayed>(&event)) {
    if (auto at = playing_.extract(played->request); !at.empty()) at.mapped()(played->ok);
    kit_.invalidate();
  } else if (const auto* file = std::get_if<event::FileChosen>(&event)) {
    last_touch_ms_ = now_ms_;
    if (!top().file_chosen(*this, file->data)) take_file(file->data);
  } else if (const auto* code = std::get_if<event::CodeRead>(&event)) {
    last_touch_ms_ = now_ms_;  // the person holds the tablet, though nobody touches it
    if (carrier_) carrier_->code_read(code->text);
    top().code_read(*this, code->text);
  } else if (const auto* camera = std::get_if<event::CameraState>(&event)) {
    if (carrier_) carrier_->camera(camera->state);
    top().camera(*this, camera->state);
  } else if (const auto* ready = std::get_if<event::VersionReady>(&event)) {
    new_version_ = ready->version;
    kit_.invalidate();
  } else if (const auto* storage = std::get_if<event::StorageState>(&event)) {
    room_ = room_of(*storage, replica_ ? replica_->free_bytes() : 0);
    make_room();
    kit_.invalidate();
  } else if (std::holds_alternative<event::KeyringLost>(event)) {
    // A PIN that was just set opens nothing after the next start: whoever set it must hear so.
    tell(Str::keyring_lost);
  } else if (const auto* machine = std::get_if<event::Preferences>(&event)) {
    machine_.dark = machine->dark;
    machine_.more_contrast = machine->more_contrast;
    machine_.text_scale = machine->text_scale;
    voice_zh_ = machine->voice_zh;
    voice_en_ = machine->voice_en;
    apply_preferences();
  }
}

// -- drawing ----------------------------------------------------------------------------------------------------------

// Whoever is no longer one of them sees no elder; what they recorded is still sent from here.
void Program::end_if_ended() {
  if (!session_ || practising() || !standing().ended || top().path() == "ended") return;
  keep_draft(true);
  close_sheets();
  leave_pages();
  pages_.push_back(make_ended_page());
}

void Program::reload_if_changed() {
  end_if_ended();
  if (!session_ || loaded_version_ == data_version_) return;
  if (kit_.hold_order(now_ms_)) return kit_.invalidate_at(now_ms_ + hold_again_ms);
  loaded_version_ = data_version_;
  top().load(*this);
}

bool Program::run(double now_ms) {
  now_ms_ = now_ms;
  if (session_ && now_ms - last_touch_ms_ >= lock_limit_ms()) lock();
  more_work_ = work_sync();
  look_for_harm();
  if (session_ && keyring_due_ms_ >= 0 && now_ms_ >= keyring_due_ms_ && !more_work_) renew_keyring();
  if (carrier_ && !more_work_) more_work_ = carrier_->step();
  if (!more_work_) more_work_ = kit_.prepare();
  pump_sync();
  show_sync();
  reload_if_changed();
  drawing_ = true;
  bool drew = kit_.run(now_ms, [this] { draw(); });
  drawing_ = false;
  if (lock_asked_ || practice_asked_ != Practice::as_is) {
    if (lock_asked_) lock();
    else practise(practice_asked_ == Practice::begin);
    drew = kit_.run(now_ms, [this] { draw(); }) || drew;
  }
  leaving_.clear();
  if (std::exchange(notice_answered_, false) && !notice_.empty()) {
    notice_ = {};
    kit_.invalidate();
  }
  if (session_) {
    keep_draft(false);
    pump_sync();
  }
  return drew;
}

void Program::draw() {
  if (const std::uint64_t subject = kit_.undone(); subject != 0) {
    if (const auto at = undos_.find(subject); at != undos_.end()) {
      const auto undo = std::move(at->second);
      undos_.clear();
      const Status done = undo();
      done.ok() ? saved(Str::visit_taken_back) : tell(error_text(done.error().code));
    }
  }
  top().draw(*this);
  if (session_ && write_open_) draw_write_sheet();
  if (help_open_) draw_help();
}

double Program::deadline_ms() {
  double deadline = kit_.deadline_ms();
  const auto sooner = [&](double at) {
    if (at >= 0 && (deadline < 0 || at < deadline)) deadline = at;
  };
  if (session_) {
    sooner(last_touch_ms_ + lock_limit_ms());
    sooner(harm_.due_ms(last_touch_ms_));
    sooner(keyring_due_ms_);
  }
  if (sync_)
    if (const auto wake = sync_->wake_at_ms()) sooner(static_cast<double>(*wake));
  return deadline;
}

std::vector<Effect> Program::take_effects() { return std::exchange(effects_, {}); }

}  // namespace huzhu::ui
