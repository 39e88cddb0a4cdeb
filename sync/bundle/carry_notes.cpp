#include "sync/bundle/carry_notes.h"

#include <algorithm>

#include "core/base/limits.h"
#include "sync/wire.h"

namespace huzhu::sync {

namespace {
constexpr std::string_view fact_carried = "carry/authors", fact_gaps = "carry/gaps";
constexpr std::size_t gap_bytes = 8 + 8 + 4 + 8;
}  // namespace

std::vector<AuthorId> carried_authors(store::Replica& replica) {
  std::vector<AuthorId> authors;
  const auto kept = replica.fact(fact_carried);
  if (!kept || kept->size() % 8 != 0) return authors;
  for (Reader in(*kept); !in.rest().empty();) authors.push_back(AuthorId{in.u64()});
  return authors;
}

Status note_carried(store::Replica& replica, AuthorId author) {
  const std::vector<AuthorId> known = carried_authors(replica);
  if (known.size() >= limits::logs_per_scope_max || std::find(known.begin(), known.end(), author) != known.end()) return Done{};
  Writer out;
  for (const AuthorId one : known) out.u64(one.value);
  out.u64(author.value);
  const Bytes bytes = out.take();
  return replica.put_intake_fact(fact_carried, bytes);
}

std::vector<NotTaken> gaps_at_hub(store::Replica& replica) {
  std::vector<NotTaken> gaps;
  const auto kept = replica.fact(fact_gaps);
  if (!kept || kept->size() % gap_bytes != 0) return gaps;
  for (Reader in(*kept); !in.rest().empty();) {
    NotTaken one;
    one.scope.value = in.u64();
    one.author.value = in.u64();
    one.epoch = in.u32();
    one.verdict = Verdict::gap;
    one.hub_seq_last = in.u64();
    gaps.push_back(one);
  }
  return gaps;
}

Status note_gaps(store::Replica& replica, const std::vector<NotTaken>& said) {
  Writer out;
  for (const NotTaken& one : said) {
    if (one.verdict != Verdict::gap) continue;
    out.u64(one.scope.value);
    out.u64(one.author.value);
    out.u32(one.epoch);
    out.u64(one.hub_seq_last);
  }
  const Bytes bytes = out.take();
  if (bytes.empty() && !replica.fact(fact_gaps)) return Done{};
  return replica.put_intake_fact(fact_gaps, bytes);
}

}  // namespace huzhu::sync
