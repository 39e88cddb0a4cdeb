// Entering and leaving: unlocked, locked, and the practice in between, in which nothing is real.
#include "core/care/practice_village.h"
#include "core/people/enrol.h"
#include "core/people/names.h"
#include "core/registry/erasure.h"
#include "ui/app/carrier.h"
#include "ui/app/pages.h"
#include "ui/app/program.h"

namespace huzhu::ui {

Status Program::enter(people::Unlocked person, std::unique_ptr<store::Replica> replica) {
  close_sheets();
  replica_ = std::move(replica);
  session_ = std::make_unique<people::Session>(*replica_, std::move(person), *setup_.clock, *setup_.random);
  if (auto own = people::ensure_person(*session_); !own) return std::move(own).take_error();
  const Status tidied = registry::forget_drafts_of_erased(*replica_);
  looks_ = {};
  index_ = std::make_unique<registry::ElderIndex>(*session_);
  connect();
  last_touch_ms_ = now_ms_;
  effect(effect::AskPersist{});
  for (auto& old : pages_) leaving_.push_back(std::move(old));
  pages_.clear();
  pages_.push_back(make_main_page(*this, Tab::today));
  // Back to where the same person was before the lock, or where a link points; else 今日.
  const bool same = !locked_profile_ || locked_profile_ == session_->profile();
  if (PagePtr page = same ? make_page(*this, return_path_) : nullptr) {
    effect(effect::HistoryPush{page->path()});
    pages_.push_back(std::move(page));
  }
  return_path_.clear();
  restore_draft(top());
  top().load(*this);
  changed();
  warn_of_end();
  if (!tidied) tell(error_text(tidied.error().code));   // nobody is kept out by it
  if (!carried_.empty()) take_file(std::exchange(carried_, {}));
  return Done{};
}

// A device that was taken in face to face: while there is time to do something about it.
void Program::warn_of_end() {
  constexpr int days_ahead = 7;
  const auto end = session_->device_ends_at_ms();
  if (!end) return;
  const int days = days_left(*end, session_->now_ms());
  if (days == 0) tell(error_text(ErrorCode::device_expired));
  else if (days <= days_ahead) tell(say(Str::first_face_days_left, days), Tone::wait);
}

void Program::lock() {
  if (!session_) return;
  close_sheets();
  be_silent();
  lock_asked_ = drawing_;  // pages may still be drawing from the session: it goes when they are done
  if (drawing_) return;
  if (real_) take_real_back();
  else keep_draft(true);
  if (keyring_version_ != data_version_) renew_keyring();
  locked_profile_ = session_->profile();
  return_path_ = pages_.size() > 1 ? top().path() : std::string();
  disconnect();
  index_.reset();
  session_.reset();
  replica_.reset();
  leave_pages();
  pages_.push_back(make_unlock_page(*this));
}

void Program::connect() {
  standing_version_ = 0;
  if (replica_->identity()) {
    sync_ = std::make_unique<sync::Client>(*replica_, sync::Client::Options{setup_.clock, setup_.random, true, 1});
    sync_->set_online(online_);
  }
  carrier_ = std::make_unique<Carrier>(*this);
  harm_.begin(*replica_, session_->today());
  keyring_due_ms_ = now_ms_ + keyring_after_ms;
}

void Program::disconnect() {
  if (sync_) sync_->stop();
  carrier_.reset();
  derivations_.clear();
  conversions_.clear();
  decodings_.clear();
  playing_.clear();
  sync_.reset();
  harm_ = {};
  http_.clear();
  undos_.clear();
  desk_search_.clear();
  notice_ = {};
  draft_saved_.clear();
  keyring_due_ms_ = -1;
}

// What was on the screen is forgotten, not parked: a locked tablet holds no elder's name in memory.
void Program::leave_pages() {
  for (std::size_t i = 1; i < pages_.size(); ++i) effect(effect::HistoryBack{});
  for (auto& page : pages_) leaving_.push_back(std::move(page));
  pages_.clear();
  kit_.forget();
  effect(effect::ReleaseInputs{});
  kit_.invalidate();
}

// -- practice --------------------------------------------------------------------------------------------------------

// The village has no sync client and no carrier, so nothing of it leaves this device; and what is real is no page's while it
// is there, so nothing of it is written there. Drafts of the practice lie in its own store and go with it.
void Program::practise(bool begin) {
  if (!session_ || begin == practising()) return;
  practice_asked_ = !drawing_ ? Practice::as_is : begin ? Practice::begin : Practice::end;
  if (drawing_) return;
  close_sheets();
  be_silent();
  if (begin) {
    auto village = care::make_practice_village(people::profile_name(session_->db(), session_->profile()), *setup_.clock, *setup_.random);
    if (!village) return tell(error_text(village.error().code));
    keep_draft(true);
    disconnect();
    leave_pages();
    real_ = std::make_unique<Real>(Real{std::move(replica_), std::move(session_), std::move(index_), std::exchange(looks_, {}), standing_.role});
    replica_ = std::move(village->replica);
    session_ = std::make_unique<people::Session>(*replica_, std::move(village->person), *setup_.clock, *setup_.random);
    index_ = std::make_unique<registry::ElderIndex>(*session_);
    standing_version_ = 0;
  } else {
    take_real_back();
    connect();
  }
  pages_.push_back(make_main_page(*this, Tab::today));
  restore_draft(top());
  top().load(*this);
  changed();
  if (!begin && !carried_.empty()) take_file(std::exchange(carried_, {}));
}

void Program::take_real_back() {
  leave_pages();
  disconnect();
  index_.reset();
  session_.reset();
  replica_ = std::move(real_->replica);
  session_ = std::move(real_->session);
  index_ = std::move(real_->index);
  looks_ = std::move(real_->looks);
  real_.reset();
}

}  // namespace huzhu::ui
