#include "sync/client/blob_post.h"

#include <algorithm>

#include "sync/blob_protocol.h"

namespace huzhu::sync {

namespace {

constexpr std::size_t names_max = limits::blob_names_per_request_max;

template <class T>
std::vector<T> take_first(std::deque<T>& from, std::size_t most) {
  const auto end = from.begin() + static_cast<std::ptrdiff_t>(std::min(most, from.size()));
  std::vector<T> taken(from.begin(), end);
  from.erase(from.begin(), end);
  return taken;
}

}  // namespace

void BlobPost::look(const std::vector<ScopeId>& scopes, std::uint64_t hub_epoch) {
  const bool same = scopes == scopes_ && hub_epoch == hub_epoch_;
  scopes_ = scopes;
  hub_epoch_ = hub_epoch;
  look_due_ = step_ != Step::none;
  if (look_due_) return;
  const std::set<Blob> sending = std::exchange(to_send_, {}), fetching = std::exchange(to_fetch_, {});
  const auto retry_at = std::exchange(retry_at_, std::nullopt);
  work_.clear();
  unnamed_.clear();
  if (deaf_hub_ == hub_epoch) return;
  const auto named = replica_.named_blobs();
  if (!named) return;  // the disk; it shows at the next write
  const bool all = scopes.size() <= limits::blob_scopes_max && !replica_.blobs_come_when_looked_at();
  for (const store::NamedBlob& one : *named) {
    if (std::find(scopes.begin(), scopes.end(), one.scope) == scopes.end()) continue;
    const Blob blob{one.scope, one.ref.list};
    if (!replica_.blobs().missing(one.scope, one.ref).empty()) {
      if (!all && !wanted_.contains(blob)) continue;
      work_of(one.scope)->to_get.push_back(one.ref);
      to_fetch_.insert(blob);
    } else if (!replica_.blobs().is_at_hub(one.scope, one.ref.list, hub_epoch) && !is_nobodys(one)) {
      work_of(one.scope)->to_ask.push_back(one.ref);
      to_send_.insert(blob);
    }
  }
  // Records rest once a round: what the hub had not, it is not asked for at every one.
  if (same && to_send_ == sending && to_fetch_ == fetching) retry_at_ = retry_at;
}

// Its list is here and is that of a blob of another length: a record lies. Sending it would pass for having sent the true one.
bool BlobPost::is_nobodys(const store::NamedBlob& one) { return replica_.blobs().names(one.scope, one.ref).size() < 2; }

void BlobPost::want(ScopeId scope, const log::BlobRef& ref) {
  if (!wanted_.insert({scope, ref.list}).second || to_fetch_.contains({scope, ref.list})) return;
  if (std::find(scopes_.begin(), scopes_.end(), scope) == scopes_.end()) return;  // the next look finds it
  to_fetch_.insert({scope, ref.list});
  work_of(scope)->to_get.push_front(ref);
  retry_at_.reset();
}

Result<std::size_t> BlobPost::let_go() {
  if (hub_epoch_ == 0) return std::size_t{0};
  HUZHU_ASSIGN(const std::size_t gone, replica_.let_blobs_go(hub_epoch_));
  wanted_.clear();
  const std::vector<ScopeId> scopes = scopes_;
  look(scopes, hub_epoch_);
  return gone;
}

BlobPost::Work* BlobPost::work_of(ScopeId scope) {
  const auto found = std::find_if(work_.begin(), work_.end(), [&](const Work& work) { return work.scope == scope; });
  if (found != work_.end()) return &*found;
  work_.emplace_back();
  work_.back().scope = scope;
  return &work_.back();
}

std::optional<BlobPost::Ask> BlobPost::next(std::int64_t now_ms) {
  if (step_ != Step::none) return std::nullopt;
  if (retry_at_ && now_ms < *retry_at_ && !look_due_) return std::nullopt;
  if (retry_at_ || look_due_) {
    if (retry_at_ && now_ms >= *retry_at_) retry_at_.reset();
    const std::vector<ScopeId> scopes = scopes_;
    look(scopes, hub_epoch_);
    if (retry_at_) return std::nullopt;
  }
  while (!work_.empty()) {
    if (auto ask = next_of(work_.front())) return ask;
    if (work_.front().empty()) work_.pop_front();
  }
  // Another device may still be sending them.
  if (!to_fetch_.empty() || !to_send_.empty()) retry_at_ = now_ms + backoff_.next_delay_ms();
  else backoff_.reset();
  return std::nullopt;
}

// The records' own senders first: what is nowhere else goes before what is only not here.
std::optional<BlobPost::Ask> BlobPost::next_of(Work& work) {
  if (!work.to_ask.empty()) {
    std::vector<Hash> names;
    for (const log::BlobRef& ref : work.to_ask)
      if (names.size() < names_max) names.push_back(ref.list);
    return question(work, Step::ask, std::move(names));
  }
  if (!work.to_detail.empty()) {
    const std::size_t count = std::min(names_max, work.to_detail.size());
    return question(work, Step::detail, {work.to_detail.begin(), work.to_detail.begin() + static_cast<std::ptrdiff_t>(count)});
  }
  if (!work.to_put.empty())
    if (auto ask = offer(work)) return ask;
  settle_put(work);
  return request(work);
}

BlobPost::Ask BlobPost::question(Work& work, Step step, std::vector<Hash> names) {
  step_ = step;
  asked_ = std::move(names);
  return {Kind::blobs_have, work.scope, encode(BlobQuestion{work.scope, asked_})};
}

std::optional<BlobPost::Ask> BlobPost::offer(Work& work) {
  BlobOffer offer{work.scope, {}};
  asked_.clear();
  std::size_t bytes = 0;
  while (!work.to_put.empty() && asked_.size() < names_max) {
    auto chunk = replica_.blobs().chunk(work.scope, work.to_put[0]);
    if (chunk && !asked_.empty() && bytes + chunk->size() > size_.bytes()) break;
    if (chunk) {
      bytes += chunk->size();
      asked_.push_back(work.to_put[0]);
      offer.chunks.push_back(std::move(*chunk));
    }
    work.to_put.pop_front();  // without its bytes: erased meanwhile
  }
  if (asked_.empty()) return std::nullopt;
  work.to_put.insert(work.to_put.begin(), asked_.begin(), asked_.end());
  step_ = Step::put;
  return Ask{Kind::blobs_put, work.scope, encode(offer)};
}

void BlobPost::settle_put(Work& work) {
  for (const log::BlobRef& ref : work.putting) {
    const auto names = replica_.blobs().names(work.scope, ref);
    if (std::any_of(names.begin(), names.end(), [&](const Hash& name) { return unnamed_.contains(name); })) continue;
    (void)replica_.blobs().note_at_hub(work.scope, ref.list, hub_epoch_);  // else it is asked about once more
    to_send_.erase({work.scope, ref.list});
  }
  work.putting.clear();
}

std::optional<BlobPost::Ask> BlobPost::request(Work& work) {
  asked_.clear();
  while (!work.to_get.empty()) {
    const std::vector<Hash> missing = replica_.blobs().missing(work.scope, work.to_get.front());
    getting_ = work.to_get.front();
    asked_.assign(missing.begin(), missing.begin() + static_cast<std::ptrdiff_t>(std::min(names_max, missing.size())));
    if (!asked_.empty()) break;
    to_fetch_.erase({work.scope, work.to_get.front().list});
    work.to_get.pop_front();
  }
  if (asked_.empty()) return std::nullopt;
  step_ = Step::get;
  return Ask{Kind::blobs_get, work.scope, encode(BlobRequest{work.scope, static_cast<std::uint32_t>(size_.bytes()), asked_})};
}

bool BlobPost::on_answer(const InFlight& flight, ByteView body, std::int64_t now_ms) {
  const Step step = std::exchange(step_, Step::none);
  if (step == Step::none || work_.empty() || work_.front().scope != flight.scope) return false;
  size_.measured(flight.bytes + body.size(), now_ms - flight.sent_at_ms);
  Work& work = work_.front();
  bool shown = false, understood = false;
  switch (step) {
    case Step::ask: case Step::detail: understood = on_standing(work, step, body); break;
    case Step::put: understood = on_receipt(work, body); break;
    case Step::get: understood = on_chunks(work, body, shown); break;
    case Step::none: break;
  }
  if (!understood) leave(work);
  return shown;
}

bool BlobPost::on_standing(Work& work, Step step, ByteView body) {
  const auto answer = decode<BlobStanding>(body);
  if (!answer || answer->held.size() != asked_.size()) return false;
  if (step == Step::detail) {
    const std::vector<Hash> names = take_first(work.to_detail, asked_.size());
    for (std::size_t i = 0; i < names.size(); ++i)
      if (answer->held[i] == BlobHeld::no) work.to_put.push_back(names[i]);
    return true;
  }
  const std::vector<log::BlobRef> refs = take_first(work.to_ask, asked_.size());
  for (std::size_t i = 0; i < refs.size(); ++i) {
    work.putting.push_back(refs[i]);
    if (answer->held[i] == BlobHeld::whole) continue;
    for (const Hash& name : replica_.blobs().names(work.scope, refs[i])) work.to_detail.push_back(name);
  }
  return true;
}

bool BlobPost::on_receipt(Work& work, ByteView body) {
  const auto answer = decode<BlobReceipt>(body);
  if (!answer || answer->verdicts.size() != asked_.size()) return false;
  for (std::size_t i = 0; i < asked_.size(); ++i)
    if (answer->verdicts[i] != BlobVerdict::kept) unnamed_.insert(asked_[i]);
  take_first(work.to_put, asked_.size());
  return true;
}

// Each answer brings a chunk, or the blob is left: so it ends, whatever the hub answers.
bool BlobPost::on_chunks(Work& work, ByteView body, bool& shown) {
  const auto answer = decode<BlobChunks>(body);
  if (!answer || answer->chunks.empty() || answer->chunks.size() > asked_.size()) return false;
  const log::BlobRef ref = getting_;
  // What names it may have been erased while it was on its way.
  if (!is_named(work.scope, ref.list)) return false;
  for (std::size_t i = 0; i < answer->chunks.size(); ++i) {
    if (answer->chunks[i].empty()) return false;
    if (!replica_.blobs().take(work.scope, asked_[i], answer->chunks[i])) return false;
  }
  if (!replica_.blobs().missing(work.scope, ref).empty()) return true;
  to_fetch_.erase({work.scope, ref.list});
  wanted_.erase({work.scope, ref.list});
  std::erase(work.to_get, ref);
  shown = true;
  return true;
}

bool BlobPost::is_named(ScopeId scope, const Hash& list) {
  const auto named = replica_.named_blobs();
  return named && std::any_of(named->begin(), named->end(), [&](const store::NamedBlob& one) { return one.scope == scope && one.ref.list == list; });
}

void BlobPost::unanswered(std::int64_t now_ms) {
  if (std::exchange(step_, Step::none) == Step::none) return;
  size_.failed();
  retry_at_ = now_ms + backoff_.next_delay_ms();
}

void BlobPost::refused() {
  step_ = Step::none;
  deaf_hub_ = hub_epoch_;
  work_.clear();
  to_send_.clear();
  to_fetch_.clear();
  retry_at_.reset();
}

// What was just asked about stays to be sent or fetched, and is taken up by the next look.
void BlobPost::leave(Work& work) {
  if (!work.to_ask.empty() || !work.to_detail.empty() || !work.to_put.empty()) {
    work.to_ask.clear();
    work.to_detail.clear();
    work.to_put.clear();
    work.putting.clear();
  } else {
    std::erase(work.to_get, getting_);
  }
}

}  // namespace huzhu::sync
