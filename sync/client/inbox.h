// Inbox: a page that was pulled, applied in small steps, and its receipts, followed link by link.
//
// Segments are believed for their own signatures, receipts for the hub's; the cursor moves only when a whole page was
// applied and its receipts fit. A page that is cut off by a kill is pulled again.
#pragma once

#include <deque>
#include <optional>

#include "sync/client/scope_book.h"
#include "sync/client/state.h"

namespace huzhu::sync {

class Inbox {
 public:
  Inbox(store::Replica& replica, ScopeBook& book) : replica_(replica), book_(book) {}

  // `after`: the receipt the page follows, when somebody carried it here; without it, the last one we followed. The hub's
  // signature at the page's end covers whatever it begins with, but only a page that follows on moves the cursor.
  void load(PullAnswer answer, const std::optional<ScopePlace>& after = {});
  // A page of what lies before a snapshot's place: its receipts must lead there, and only the place behind it moves.
  void load_behind(PullAnswer answer, const ScopeBook::Behind& behind);
  // A page from where somebody else stands, by a receipt the hub signed, towards our own place: its receipts must lead here.
  void load_witnessed(PullAnswer answer, const ScopePlace& from, const ScopePlace& here);
  bool busy() const { return busy_; }
  ScopeId scope() const { return page_.scope; }
  bool is_witnessed() const { return witnessed_; }
  const ScopePlace& reached() const { return reached_; }
  bool is_behind() const { return behind_.has_value() && !witnessed_; }
  std::size_t left() const { return page_.entries.size() - at_; }

  // Applies up to `entries` entries; the last step of a page settles its receipts. On an error the page is dropped.
  Status step(std::size_t entries, std::vector<Incident>& incidents);
  void drop();

  std::size_t take_applied() { return std::exchange(applied_, 0); }
  bool take_changed() { return std::exchange(changed_, false); }   // did anything since the last call change a record?

 private:
  struct Followed { store::Receipt receipt; std::uint64_t seq_first = 0; Hash chain{}; };

  Result<log::Frame> open_frame(const PullEntry& entry);
  Status follow_held(const PullEntry& entry);
  void follow(const PullEntry& entry, AuthorId author, std::uint32_t epoch, std::uint64_t seq_first, std::uint64_t seq_last, const Hash& chain);
  Status receive(const std::vector<log::Frame>& frames, std::vector<Incident>& incidents);
  Status settle(std::vector<Incident>& incidents);
  Status adopt_standing();
  bool held_here(const Followed& one);
  Status compare_witnesses(std::vector<Incident>& incidents);

  store::Replica& replica_;
  ScopeBook& book_;
  bool busy_ = false;
  PullAnswer page_;
  std::size_t at_ = 0;      // next entry
  ScopePlace place_;        // as followed so far
  std::uint64_t intakes_lost_ = 0;   // of the replica, when the page came
  ScopePlace after_;        // what the page follows
  std::vector<Followed> followed_;
  bool doubtful_ = false;   // some segment of the page was not taken: look which receipts speak of ours
  std::optional<ScopeBook::Behind> behind_;
  bool witnessed_ = false;
  SignedReceipt last_;      // link that was followed
  std::vector<SignedReceipt> witnesses_;   // that this page may pass
  struct Passed { SignedReceipt witness; bool differs = false; };
  std::vector<Passed> passed_;
  ScopePlace reached_;      // at the end of the last page
  // Where it should lead the hub's receipts are others, of the same epoch; or of a later one, after a backup came back.
  bool strays_ = false, lost_ = false;
  std::size_t applied_ = 0;
  bool changed_ = false;
};

}  // namespace huzhu::sync
