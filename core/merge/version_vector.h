// VersionVector: how far each log has been seen; and Past: what lies before one operation.
//
// Every merge rule asks one question only: does this operation lie in that one's past? (log-and-merge.md "Before and
// after"). Time plays no part here.
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace huzhu::merge {

// Names one log: one writer, contiguous sequence numbers from 1.
struct LogKey {
  ScopeId scope;
  AuthorId author;
  std::uint32_t epoch = 0;
  friend auto operator<=>(const LogKey&, const LogKey&) = default;
};

class VersionVector {
 public:
  struct Entry {
    LogKey log;
    std::uint64_t seq = 0;
    friend bool operator==(const Entry&, const Entry&) = default;
  };

  std::uint64_t seq(const LogKey& log) const;      // 0 when nothing of it was seen
  void raise(const LogKey& log, std::uint64_t seq);  // never lowers
  bool any(ScopeId scope, AuthorId author) const;  // anything at all by this author there
  const std::vector<Entry>& entries() const { return entries_; }
  friend bool operator==(const VersionVector&, const VersionVector&) = default;

  Bytes encode() const;                            // canonical: equal vectors, equal bytes
  static Result<VersionVector> decode(ByteView bytes);

 private:
  std::vector<Entry> entries_;  // sorted by log, seq > 0
};

// The causal past of one operation: its segment's vector, and what its own log wrote before it.
struct Past {
  const VersionVector* before = nullptr;
  LogKey own;
  std::uint64_t own_seq = 0;  // of the operation itself

  // `dot` names an operation of the operation's own scope.
  bool holds(const Dot& dot) const {
    if (dot.author == own.author && dot.epoch == own.epoch) return dot.seq < own_seq;
    return dot.seq <= before->seq({own.scope, dot.author, dot.epoch});
  }
};

}  // namespace huzhu::merge
