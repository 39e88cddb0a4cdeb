// Redactions: which operations have lost their values for good (log-and-merge.md "Merge, by kind", erasure).
//
// A redaction is a record of the authority scope, so that it is known before the segments it speaks of arrive. It hides
// the values at once, like every other operation by what is in the tables; the bytes themselves are blanked when the hub
// has received the redaction, because from then on no cut can take it back. An unredacted copy that comes later is
// blanked as it comes; a redacted copy is taken only when its redaction is known.
#pragma once

#include <map>
#include <set>

#include "core/log/segment.h"
#include "core/store/log_table.h"
#include "core/store/segment_table.h"

namespace huzhu::store {

using NamedOperations = std::map<merge::LogKey, std::set<std::uint64_t>>;  // by the log that wrote them

class Redactions {
 public:
  using Book = NamedOperations;

  // What the redactions in the tables name; `final` only those that the hub has received.
  static Result<Book> read(Database& db, LogTable& logs, AuthorId hub, bool final);

  const Book& book() const { return book_; }
  void obey(Book book) { book_ = std::move(book); }

  bool speaks_of(ScopeId scope) const;  // of any operation there
  bool covers(const merge::LogKey& log, std::uint64_t seq) const;
  // The segment as it will be when its bytes are blanked; none when it is so already, or nothing of it is redacted.
  std::optional<log::Segment> blank(const log::Segment& segment) const;
  // Are exactly known redactions what this segment has lost?
  bool explain(const log::Segment& segment) const;

 private:
  Book book_;
};

// The dots of one redaction record as they lie in its bytes, and back. None when the bytes are not such a list.
Bytes pack_dots(std::vector<Dot> dots);
std::optional<std::vector<Dot>> unpack_dots(ByteView bytes);

// All that the redactions known here name in one scope: for what keeps values beside the tables.
std::set<Dot> redacted_dots(Database& db, ScopeId scope);

}  // namespace huzhu::store
