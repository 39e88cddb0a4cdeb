#include "core/store/judge.h"

#include <algorithm>

#include "core/log/segment.h"
#include "core/people/rows.h"

namespace huzhu::store {

void Judge::begin(const log::Segment& segment, const log::SealedSegment& sealed, const merge::VersionVector& before) {
  segment_ = &segment;
  before_ = &before;
  // The root writes in authority scopes only, and every authority scope begins with what it wrote.
  authority_scopes_.clear();
  ScopeId last = segment.scope;
  for (const auto& entry : before.entries()) {
    if (entry.log.scope == last || entry.log.scope == segment.scope) continue;
    last = entry.log.scope;
    if (before.any(last, root_author)) authority_scopes_.push_back(last);
  }
  actor_signed_ = false;
  past_ = nullptr;
  if (segment.actor_signed && segment.actor) {
    const auto key = people::profile_key(db_, segment.actor);
    actor_signed_ = key && knows_key(segment.actor) && log::actor_signature_fits(sealed, *key);
  }
}

// That a key is known here says nothing: it may have come after all that the segment rests on.
bool Judge::knows_key(EntityId profile) const {
  const auto state = people::state_of(db_, profile, people::authority_scope_of(db_), model::EntityType::profile);
  if (!state) return false;
  const auto heads = state->heads_of(model::profile::public_key);
  return std::any_of(heads.begin(), heads.end(), [&](const merge::Head& head) {
    const Dot dot = head.dot();
    const bool own = dot.author == segment_->author && dot.epoch == segment_->epoch && dot.seq < segment_->seq_first;
    return own || dot.seq <= before_->seq({segment_->scope, dot.author, dot.epoch}) || in_authority_past(dot);
  });
}

bool Judge::in_authority_past(const Dot& dot) const {
  if (past_) return past_->holds(dot);
  return std::any_of(authority_scopes_.begin(), authority_scopes_.end(),
                     [&](ScopeId scope) { return dot.seq <= before_->seq({scope, dot.author, dot.epoch}); });
}

Result<merge::Void> Judge::verdict(std::size_t index, const merge::Past& past) {
  const log::Operation& operation = segment_->operations[index];
  if (const merge::Void reason = merge::admit(operation); reason != merge::Void::none) return reason;
  const bool authority = model::find(operation.type)->home == model::Home::authority;
  // The rules read the rows of the authority scope, down to the operation before this one.
  if (authority) HUZHU_TRY(entities_.flush());
  past_ = authority ? &past : nullptr;

  people::AuthorityQuestion question;
  question.segment = segment_;
  question.operation = &operation;
  question.actor_signed = actor_signed_;
  question.root_author = root_author;
  question.hub_author = hub_author;
  question.in_past = [this](const Dot& dot) { return in_authority_past(dot); };
  std::optional<Error> failed;
  question.created = [&]() -> std::optional<Dot> {
    auto state = entities_.read({operation.entity, segment_->scope, operation.type});
    if (!state) {
      failed = std::move(state).take_error();
      return std::nullopt;
    }
    if (!*state) return std::nullopt;
    const auto& firsts = (*state)->firsts;
    const auto seen = std::find_if(firsts.begin(), firsts.end(), [&](const Dot& dot) { return past.holds(dot); });
    return seen == firsts.end() ? std::nullopt : std::optional(*seen);
  };
  const bool permitted = authority_.permits(question);
  if (failed) return *failed;
  return permitted ? merge::Void::none : merge::Void::authority;
}

}  // namespace huzhu::store
