#include "sync/bundle/gather.h"

#include <algorithm>
#include <tuple>

#include "core/base/limits.h"
#include "core/base/order.h"
#include "core/people/enrol.h"
#include "core/people/places.h"
#include "core/people/query.h"
#include "core/people/rows.h"
#include "sync/bundle/carry_notes.h"

namespace huzhu::sync {

namespace {

using store::StoredSegment;

// Frames with their ranges, the question and the rest of the letter stay below what a reader takes.
constexpr std::size_t frames_bytes_max = limits::bundle_plain_bytes_max - 512 * 1024;
constexpr std::size_t read_bytes = 256 * 1024;  // of a log at once

AuthorId root_of(store::Replica& replica) { return crypto::author_of(replica.identity()->root_key); }

class Packer {
 public:
  // False when it does not fit any more: then nothing of it is taken.
  bool add(const std::vector<StoredSegment>& segments) {
    std::vector<log::SealedSegment> run;
    for (const StoredSegment& one : segments) run.push_back(one.sealed);
    const std::vector<Bytes> frames = log::encode_frames(run);
    std::size_t size = frames_.size();
    for (const Bytes& frame : frames) size += frame.size();
    if (size > frames_bytes_max) return false;
    for (const Bytes& frame : frames) frames_.insert(frames_.end(), frame.begin(), frame.end());
    return true;
  }

  // From one sequence number to the end of a log.
  bool add_log(store::Replica& replica, const store::Head& head, std::uint64_t from) {
    while (from <= head.seq) {
      const auto segments = replica.segments(head.scope, head.author, head.epoch, from, read_bytes);
      if (segments.empty()) return true;  // an end that nobody else could believe yet
      if (!add(segments)) return false;
      from = segments.back().seq_last + 1;
    }
    return true;
  }

  Gathered finish(store::Replica& replica, Clock& clock) {
    Gathered out;
    out.letter.from = replica.identity()->key.author();
    out.letter.made_at_ms = clock.now_ms();
    out.letter.frames = std::move(frames_);
    if (auto ranges = ranges_of(out.letter.frames)) out.letter.holds = std::move(ranges).value();
    for (ByteView rest = out.letter.frames; !rest.empty();) {
      const auto frame = log::read_frame(rest);
      if (!frame) break;  // cannot be: we made them
      out.segments += frame->segments.size();
    }
    return out;
  }

 private:
  Bytes frames_;
};

bool add_log(store::Replica& replica, Packer& packer, ScopeId scope, AuthorId author, std::uint32_t epoch, std::uint64_t from) {
  for (const store::Head& head : replica.heads(scope))
    if (head.author == author && head.epoch == epoch && !packer.add_log(replica, head, from)) return false;
  return true;
}

// The first segment of each log that has no receipt, in the store's order of importance, for which `wanted` holds; with what
// the hub lacks before it, which is then no gap any more.
template <class Wanted>
bool add_unreceipted(store::Replica& replica, Packer& packer, std::vector<NotTaken>& gaps, Wanted&& wanted) {
  std::vector<StoredSegment> seen;  // the first of each log
  for (std::size_t ask = read_bytes;; ask *= 4) {
    const auto segments = replica.unreceipted(ask);
    std::size_t size = 0;
    for (const StoredSegment& one : segments) {
      size += one.sealed.bytes.size();
      const auto of_this_log = [&](const auto& other) { return other.scope == one.scope && other.author == one.author && other.epoch == one.epoch; };
      if (std::any_of(seen.begin(), seen.end(), of_this_log)) continue;
      seen.push_back({one.scope, one.author, one.epoch});
      if (!wanted(one)) continue;
      std::uint64_t from = one.seq_first;
      for (const NotTaken& gap : gaps)
        if (of_this_log(gap)) from = std::min(from, gap.hub_seq_last + 1);
      std::erase_if(gaps, of_this_log);
      if (!add_log(replica, packer, one.scope, one.author, one.epoch, from)) return false;
    }
    if (size < ask || ask > limits::bundle_bytes_max) return size < ask;
  }
}

}  // namespace

std::vector<ScopeId> scopes_for(store::Replica& replica, std::int64_t area) {
  store::Database& db = replica.db();
  std::vector<ScopeId> scopes;
  if (const ScopeId authority = people::authority_scope_of(db)) scopes.push_back(authority);
  for (const people::Place& place : people::places(db))
    if (place.scope && people::lies_in(place.area, area)) scopes.push_back(place.scope);
  return scopes;
}

std::vector<ScopeId> own_scopes(store::Replica& replica) {
  store::Database& db = replica.db();
  std::vector<ScopeId> scopes;
  if (const ScopeId authority = people::authority_scope_of(db)) scopes.push_back(authority);
  for (const people::Place& place : people::places(db))
    if (place.scope && place.held) scopes.push_back(place.scope);
  return scopes;
}

std::vector<Recipient> recipients(store::Replica& replica, std::int64_t now_ms) {
  store::Database& db = replica.db();
  const AuthorId self = replica.identity()->key.author();
  const std::vector<ScopeId> ours = own_scopes(replica);
  std::vector<Recipient> found;
  store::Statement& rows = db.cached("SELECT public_key, name, area, kind FROM device WHERE public_key IS NOT NULL AND area IS NOT NULL");
  people::each_row(rows, [&](const store::Statement& row) {
    Recipient one;
    const ByteView key = row.blob(0);
    if (key.size() != one.key.size() || row.integer(3) == static_cast<std::int64_t>(people::DeviceKind::hub)) return;
    std::copy(key.begin(), key.end(), one.key.begin());
    one.author = crypto::author_of(one.key);
    one.name = std::string(row.text(1));
    one.area = row.integer(2);
    if (one.author != self) found.push_back(std::move(one));
  });
  std::erase_if(found, [&](const Recipient& one) {
    const EntityId certificate = people::certificate_of(one.author);
    const auto end = people::certificate_end_ms(db, certificate);
    if (people::device_is_revoked(db, certificate) || (end && *end < now_ms)) return true;
    const std::vector<ScopeId> theirs = scopes_for(replica, one.area);
    // The first is the authority scope, which everybody holds.
    return std::none_of(theirs.begin(), theirs.end(), [&](ScopeId scope) { return scope != ours.front() && std::find(ours.begin(), ours.end(), scope) != ours.end(); });
  });
  stable_order(found, [](const Recipient& a, const Recipient& b) { return std::tie(a.name, a.author) < std::tie(b.name, b.author); });
  return found;
}

Gathered gather_for_hub(store::Replica& replica, ScopeBook& book, Clock& clock) {
  Packer packer;
  const store::DeviceIdentity& self = *replica.identity();
  const ScopeId authority = people::authority_scope_of(replica.db());
  const bool followed = authority && book.place(authority).hub_seq > 0;
  const std::vector<AuthorId> carried = carried_authors(replica);
  std::vector<NotTaken> gaps = gaps_at_hub(replica);
  bool complete = add_unreceipted(replica, packer, gaps, [&](const StoredSegment& one) {
    // Certificates of others came from the hub with the enrolment; they lack receipts only until their scope was followed.
    return followed || one.scope != authority || one.author == self.key.author() || std::find(carried.begin(), carried.end(), one.author) != carried.end();
  });
  for (const NotTaken& gap : gaps) complete = complete && add_log(replica, packer, gap.scope, gap.author, gap.epoch, gap.hub_seq_last + 1);
  Gathered out = packer.finish(replica, clock);
  out.complete = complete;
  for (const ScopeId scope : own_scopes(replica)) out.letter.asks.push_back(book.question(scope, 0));
  return out;
}

Gathered gather_for_device(store::Replica& replica, ScopeBook& book, const Recipient& to, Clock& clock) {
  const std::vector<ScopeId> theirs = scopes_for(replica, to.area);
  const auto shared = [&](ScopeId scope) { return std::find(theirs.begin(), theirs.end(), scope) != theirs.end(); };
  std::vector<ScopeId> common = own_scopes(replica);
  std::erase_if(common, [&](ScopeId scope) { return !shared(scope); });
  Packer all;
  bool fits = true, whole = true;
  for (const ScopeId scope : common) {
    for (const store::Head& head : replica.heads(scope)) {
      fits = fits && all.add_log(replica, head, 1);
      whole = whole && !head.is_stated;
    }
  }
  if (fits) {
    Gathered out = all.finish(replica, clock);
    out.complete = whole;
    out.letter.heads = book.signed_heads(common);
    return out;
  }
  Packer fresh;
  const AuthorId root = root_of(replica);
  std::vector<NotTaken> none;
  (void)add_unreceipted(replica, fresh, none, [&](const StoredSegment& one) { return shared(one.scope) && one.author != root; });
  Gathered out = fresh.finish(replica, clock);
  out.complete = false;
  out.letter.heads = book.signed_heads(common);
  return out;
}

}  // namespace huzhu::sync
