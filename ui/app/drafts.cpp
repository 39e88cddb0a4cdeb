// Drafts: what is typed into a form and is no record yet outlives leaving it, locking and a kill, by the form's path.
#include "ui/app/program.h"

namespace huzhu::ui {
namespace {

constexpr double draft_pause_ms = 600;  // unfinished input is on the disk soon after the last key

}  // namespace

void Program::keep_draft(bool at_once) {
  if (!session_ || pages_.empty()) return;
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
  if (auto put = replica_->put_fact("draft/" + top().path(), view(draft)); !put) tell(error_text(put.error().code));
}

void Program::forget_draft(Page& page) {
  draft_saved_.clear();
  draft_due_ms_ = -1;
  if (auto put = replica_->put_fact("draft/" + page.path(), {}); !put) tell(error_text(put.error().code));
}

void Program::restore_draft(Page& page) {
  draft_saved_.clear();
  draft_due_ms_ = -1;
  if (!session_) return;
  const auto kept = replica_->fact("draft/" + page.path());
  if (!kept || kept->empty()) return;
  draft_saved_ = std::string(text(*kept));
  page.restore(draft_saved_);
}

}  // namespace huzhu::ui
