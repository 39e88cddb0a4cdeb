#include "core/store/redactions.h"

#include <algorithm>

#include "core/log/archive.h"
#include "core/merge/entity_state.h"
#include "core/people/rows.h"
#include "core/store/columns.h"

namespace huzhu::store {

Bytes pack_dots(std::vector<Dot> dots) {
  std::sort(dots.begin(), dots.end());
  dots.erase(std::unique(dots.begin(), dots.end()), dots.end());
  log::CompactWriter out;
  for (Dot& dot : dots) out(log::fixed(dot.author.value), log::fixed(dot.epoch), log::fixed(dot.seq));
  return out.take();
}

std::optional<std::vector<Dot>> unpack_dots(ByteView bytes) {
  log::CompactReader in(bytes, "redaction.dots");
  std::vector<Dot> dots;
  while (in.ok() && !in.rest().empty()) {
    Dot dot;
    auto author = log::fixed(dot.author.value);
    auto epoch = log::fixed(dot.epoch);
    auto seq = log::fixed(dot.seq);
    in(author, epoch, seq);
    if (!dots.empty()) in.canonical(dots.back() < dot, "dots not rising");
    dots.push_back(dot);
  }
  if (!in.ok() || dots.empty()) return std::nullopt;
  return dots;
}

std::set<Dot> redacted_dots(Database& db, ScopeId scope) {
  std::set<Dot> named;
  Statement& rows = db.cached("SELECT dots FROM redaction WHERE of_scope=?1 AND dots IS NOT NULL");
  rows.bind(1, signed_of(scope.value));
  for (auto more = rows.step(); more.ok() && *more; more = rows.step())
    if (const auto dots = unpack_dots(rows.blob(0))) named.insert(dots->begin(), dots->end());
  rows.reset();
  return named;
}

// Of each record what every log wrote counts: it was held against that writer's rights by itself.
Result<Redactions::Book> Redactions::read(Database& db, LogTable& logs, AuthorId hub, bool final) {
  Book book;
  Statement& rows = db.cached("SELECT e.scope, e.state FROM redaction r JOIN entity e ON e.id=r.id AND e.scope=r.scope AND e.type=?1");
  rows.bind(1, static_cast<std::int64_t>(model::EntityType::redaction));
  while (true) {
    HUZHU_ASSIGN(const bool more, rows.step());
    if (!more) return book;
    const ScopeId home{unsigned_of(rows, 0)};
    const auto state = merge::EntityState::decode(rows.blob(1));
    if (!state) continue;
    for (const merge::Head& head : state->heads_of(model::redaction::dots)) {
      const LogRow* log = logs.find({home, head.stamp.author, head.stamp.epoch});
      if (final && head.stamp.author != hub && (!log || log->receipted < head.seq)) continue;
      const auto of = people::past_value(*state, model::redaction::scope, [](const Dot&) { return true; }, head.dot());
      const auto dots = unpack_dots(view(head.value.data));
      if (!of || !dots) continue;
      for (const Dot& dot : *dots) book[{ScopeId{static_cast<std::uint64_t>(of->integer)}, dot.author, dot.epoch}].insert(dot.seq);
    }
  }
}

bool Redactions::speaks_of(ScopeId scope) const {
  const auto at = book_.lower_bound({scope, AuthorId{}, 0});
  return at != book_.end() && at->first.scope == scope;
}

bool Redactions::covers(const merge::LogKey& log, std::uint64_t seq) const {
  const auto at = book_.find(log);
  return at != book_.end() && at->second.contains(seq);
}

std::optional<log::Segment> Redactions::blank(const log::Segment& segment) const {
  const auto at = book_.find({segment.scope, segment.author, segment.epoch});
  if (at == book_.end()) return std::nullopt;
  std::optional<log::Segment> blanked;
  for (std::size_t i = 0; i < segment.operations.size(); ++i) {
    if (segment.operations[i].redacted || !at->second.contains(segment.seq_first + i)) continue;
    if (!blanked) blanked = segment;
    log::Operation& operation = blanked->operations[i];
    operation.redacted = true;
    operation.value = Value{operation.value.type, 0, {}};
  }
  return blanked;
}

bool Redactions::explain(const log::Segment& segment) const {
  for (std::size_t i = 0; i < segment.operations.size(); ++i)
    if (segment.operations[i].redacted && !covers({segment.scope, segment.author, segment.epoch}, segment.seq_first + i)) return false;
  return true;
}

}  // namespace huzhu::store
