// Drafts: what is typed into a form and is no record yet outlives leaving it, locking and a kill, by the form's path.
#include "core/store/facts.h"
#include "ui/app/pages.h"
#include "ui/app/program.h"

namespace huzhu::ui {
namespace {

constexpr double draft_pause_ms = 600;  // unfinished input is on the disk soon after the last key

// What one person began is not what the next one on this tablet saw: it would be saved as theirs.
std::string draft_key(EntityId profile, std::string_view path) { return "draft/" + to_string(profile) + "/" + std::string(path); }

}  // namespace

void Program::hand_drafts(store::Replica& replica, EntityId from, EntityId to) {
  const std::string before = draft_key(from, {});
  const Status done = replica.together([&]() -> Status {
    for (const std::string& key : store::fact_keys(replica.db(), before)) {
      HUZHU_TRY(replica.put_fact(draft_key(to, std::string_view(key).substr(before.size())), replica.fact(key).value_or(Bytes())));
      HUZHU_TRY(replica.put_fact(key, {}));
    }
    return Done{};
  });
  if (!done) tell(error_text(done.error().code));
}

Bytes Program::kept_input(std::string_view path) { return session_ ? replica_->fact(draft_key(session_->profile(), path)).value_or(Bytes()) : Bytes(); }

void Program::keep_input(std::string_view path, const Bytes& bytes) {
  if (auto put = replica_->put_fact(draft_key(session_->profile(), path), bytes); !put) tell(error_text(put.error().code));
}

void Program::keep_draft(bool at_once) {
  if (!session_ || pages_.empty()) return;
  if (at_once) top().keep_unfinished(*this);
  const std::string draft = top().draft();
  if (draft == draft_saved_) {
    draft_due_ms_ = -1;
    return;
  }
  if (!at_once && draft_due_ms_ < 0) {
    draft_due_ms_ = now_ms_ + draft_pause_ms;
    kit_.invalidate_at(draft_due_ms_);
    return;
  }
  if (!at_once && now_ms_ < draft_due_ms_) return;
  draft_due_ms_ = -1;
  draft_saved_ = draft;
  keep_input(top().path(), Bytes(draft.begin(), draft.end()));
}

void Program::forget_draft(Page& page) {
  draft_saved_.clear();
  draft_due_ms_ = -1;
  keep_input(page.path(), {});
}

bool Program::restore_draft(Page& page) {
  draft_saved_.clear();
  draft_found_.clear();
  draft_due_ms_ = -1;
  if (!session_) return false;
  const Bytes kept = kept_input(page.path());
  if (kept.empty()) return false;
  draft_saved_ = std::string(text(kept));
  page.restore(draft_saved_);
  return true;
}

// Until something is changed: from then on it is known what stands there.
void Program::draw_kept_draft(Page& page) {
  if (draft_found_.empty() || draft_found_ != page.path() || page.draft() != draft_saved_) return;
  bool anew = false;
  kit_.strip([&] { anew = kit_.banner("draft.kept", {.sentence = Str::draft_kept, .tone = Tone::info, .icon = Icon::write, .act = Str::draft_anew}); });
  if (anew) begin_anew();
}

void Program::begin_anew() {
  const std::string path = top().path();
  std::vector<std::pair<std::string, Bytes>> kept;
  for (const std::string& one : {path, "voice/" + path}) kept.emplace_back(one, kept_input(one));
  const auto put = [this, path](const std::vector<std::pair<std::string, Bytes>>& inputs, bool as_it_was) {
    forget_draft(top());
    for (const auto& [one, bytes] : inputs) keep_input(one, as_it_was ? bytes : Bytes());
    if (PagePtr page = top().path() == path ? make_page(*this, path) : nullptr) replace(std::move(page));
  };
  put(kept, false);
  saved(Str::draft_begun, [put, kept]() -> Status {
    put(kept, true);
    return Done{};
  });
}

}  // namespace huzhu::ui
