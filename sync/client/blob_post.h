// BlobPost: brings the pictures and sounds of a replica and its hub together, when all records rest.
//
// What is to be done follows from what records name, what chunks are here, and what the hub says it has; a kill or a cut
// costs the one body under way. Nothing of it is waited for by a record, and nothing that goes wrong with it ends a session:
// a blob whose chunks are not there, or not the bytes of their names, is left alone until the next look.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>

#include "sync/client/conversation.h"
#include "sync/client/pace.h"

namespace huzhu::sync {

class BlobPost {
 public:
  BlobPost(store::Replica& replica, Random& random) : replica_(replica), backoff_(random) {}

  // Records rest: what do they name that is not at both ends?
  void look(const std::vector<ScopeId>& scopes, std::uint64_t hub_epoch);
  // Somebody looks at it now, on a device that holds too much to fetch all of it.
  void want(ScopeId scope, const log::BlobRef& ref);
  // This device is nearly full. Answers how many left; none before the hub was heard.
  Result<std::size_t> let_go();

  struct Ask {
    Kind kind = Kind::blobs_have;
    ScopeId scope;
    Bytes body;
  };
  std::optional<Ask> next(std::int64_t now_ms);
  bool on_answer(const InFlight& flight, ByteView body, std::int64_t now_ms);  // true: one more can be shown
  void unanswered(std::int64_t now_ms);   // the request under way; all is looked at again after a while
  void refused();                         // this hub knows nothing of blobs, as long as it runs
  std::optional<std::int64_t> wake_at_ms() const { return retry_at_; }

  std::uint64_t to_send() const { return to_send_.size(); }
  std::uint64_t to_fetch() const { return to_fetch_.size(); }

 private:
  using Blob = std::pair<ScopeId, Hash>;  // by its list
  struct Work {
    ScopeId scope;
    std::deque<log::BlobRef> to_ask;       // whole here; is it there?
    std::deque<Hash> to_detail;            // of those that are not: which chunks are?
    std::deque<Hash> to_put;
    std::vector<log::BlobRef> putting;     // there, when to_put is empty
    std::deque<log::BlobRef> to_get;
    bool empty() const { return to_ask.empty() && to_detail.empty() && to_put.empty() && putting.empty() && to_get.empty(); }
  };
  enum class Step : std::uint8_t { none, ask, detail, put, get };

  std::optional<Ask> next_of(Work& work);
  Ask question(Work& work, Step step, std::vector<Hash> names);
  std::optional<Ask> offer(Work& work);
  std::optional<Ask> request(Work& work);
  void settle_put(Work& work);
  bool on_standing(Work& work, Step step, ByteView body);
  bool on_receipt(Work& work, ByteView body);
  bool on_chunks(Work& work, ByteView body, bool& shown);
  void leave(Work& work);
  Work* work_of(ScopeId scope);
  bool is_named(ScopeId scope, const Hash& list);
  bool is_nobodys(const store::NamedBlob& one);

  store::Replica& replica_;
  Backoff backoff_;
  BodySize size_;
  std::uint64_t hub_epoch_ = 0;
  std::vector<ScopeId> scopes_;
  std::deque<Work> work_;
  std::set<Blob> to_send_, to_fetch_, wanted_;
  std::set<Hash> unnamed_;                // chunks the hub did not take
  Step step_ = Step::none;                // of the request under way, about the first of work_
  std::vector<Hash> asked_;
  log::BlobRef getting_;                  // whose chunks these are
  bool look_due_ = false;                 // records rested anew while it was under way
  std::optional<std::uint64_t> deaf_hub_; // the epoch of a hub of before there were any
  std::optional<std::int64_t> retry_at_;  // what was not there may have come
};

}  // namespace huzhu::sync
