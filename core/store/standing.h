// Standing: the third verdict: does what a log wrote still count? (log-and-merge.md "Three verdicts", "Revocation and forks")
//
// After a revocation, or when one device has become two, the hub writes cuts: how far it had received each log concerned.
// What lies beyond is held: stored, chained, forwarded, shown, without effect, until a lead takes it over. This is a
// function of the whole set of operations and not of their order, so a cut that comes late takes effect back: the tables
// are then rebuilt without what lies beyond it (Replica::Impl::fill_derived).
#pragma once

#include <map>
#include <optional>

#include "core/merge/version_vector.h"
#include "core/store/database.h"

namespace huzhu::store {

class Standing {
 public:
  using Positions = std::map<std::pair<AuthorId, std::uint32_t>, std::uint64_t>;  // of a log, the last operation that counts
  // A person's acts, by the revocation that ended them. Who has lost one role may keep another: what was written knowing of
  // the revocation is a matter of rights, not of the cut.
  struct ActorCut {
    Positions positions;
    merge::LogKey said_in;       // where the revocation was written
    std::uint64_t said_at = 0;
    bool of_a_role = false;
    friend bool operator==(const ActorCut&, const ActorCut&) = default;
  };
  // Once somebody is cut in a scope, a log that no cut names counts up to 0.
  struct Cuts {
    std::map<AuthorId, Positions> devices;
    std::map<EntityId, std::map<EntityId, ActorCut>> actors;  // by actor, then by revocation
    friend bool operator==(const Cuts&, const Cuts&) = default;
  };
  using Book = std::map<ScopeId, Cuts>;

  // The cuts that stand in the tables now, with the revocations they name.
  static Result<Book> read(Database& db);

  const Book& book() const { return book_; }
  void obey(Book book) { book_ = std::move(book); }

  // Does this operation lie beyond a cut of its device or of its actor?
  // `before`: the causal past of its segment.
  bool holds_back(const merge::LogKey& log, EntityId actor, std::uint64_t seq, const merge::VersionVector& before) const;
  // The last operation of this log that counts, whoever acted; none when its device is not cut. Nobody has to wait for a
  // cause beyond it.
  std::optional<std::uint64_t> end_of(const merge::LogKey& log) const;
  // Does a log count further by `next` than by the cuts gone by now? A cut that names it came after one that did not.
  bool lets_go_on(const Book& next) const;

 private:
  Book book_;
};

}  // namespace huzhu::store
