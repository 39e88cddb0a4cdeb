#include "core/store/standing.h"

#include <algorithm>

#include "core/model/model.h"
#include "core/store/columns.h"

namespace huzhu::store {
namespace {

// Of several cuts of one log the earliest counts.
void note(Standing::Positions& positions, AuthorId author, std::uint32_t epoch, std::uint64_t seq) {
  const auto [at, is_new] = positions.try_emplace({author, epoch}, seq);
  if (!is_new) at->second = std::min(at->second, seq);
}

std::uint64_t position(const Standing::Positions& positions, const merge::LogKey& log) {
  const auto at = positions.find({log.author, log.epoch});
  return at == positions.end() ? 0 : at->second;
}

}  // namespace

// A cut counts when it names a revocation of that very device, of that person or of a role of that person; or a fork.
Result<Standing::Book> Standing::read(Database& db) {
  Book book;
  Statement& rows = db.cached(
      "SELECT c.scope, c.author, c.epoch, c.seq, c.actor, c.revocation, r.kind, e.scope, e.author, e.epoch, e.seq FROM cut c"
      " LEFT JOIN revocation r ON r.id=c.revocation LEFT JOIN entity e ON e.id=r.id AND e.scope=r.scope AND e.type=?1"
      " WHERE c.author IS NOT NULL AND c.epoch IS NOT NULL AND c.seq IS NOT NULL AND ((c.reason=2 AND c.actor IS NULL)"
      " OR (r.kind=1 AND r.target=c.author AND c.actor IS NULL) OR (r.kind=2 AND r.target=c.actor)"
      " OR (r.kind=3 AND c.actor=(SELECT g.profile FROM role_grant g WHERE g.id=r.target AND g.scope=r.scope)))");
  rows.bind(1, static_cast<std::int64_t>(model::EntityType::revocation));
  while (true) {
    HUZHU_ASSIGN(const bool more, rows.step());
    if (!more) return book;
    Cuts& cuts = book[ScopeId{unsigned_of(rows, 0)}];
    const AuthorId author{unsigned_of(rows, 1)};
    const auto epoch = static_cast<std::uint32_t>(rows.integer(2));
    if (rows.is_null(4)) {
      note(cuts.devices[author], author, epoch, unsigned_of(rows, 3));
      continue;
    }
    ActorCut& cut = cuts.actors[EntityId{unsigned_of(rows, 4)}][EntityId{unsigned_of(rows, 5)}];
    cut.of_a_role = rows.integer(6) == static_cast<std::int64_t>(model::RevocationKind::role_grant);
    cut.said_in = {ScopeId{unsigned_of(rows, 7)}, AuthorId{unsigned_of(rows, 8)}, static_cast<std::uint32_t>(rows.integer(9))};
    cut.said_at = unsigned_of(rows, 10);
    note(cut.positions, author, epoch, unsigned_of(rows, 3));
  }
}

bool Standing::holds_back(const merge::LogKey& log, EntityId actor, std::uint64_t seq, const merge::VersionVector& before) const {
  if (book_.empty()) return false;
  if (const auto end = end_of(log); end && seq > *end) return true;
  const auto scope = book_.find(log.scope);
  if (scope == book_.end() || !actor) return false;
  const auto cuts = scope->second.actors.find(actor);
  if (cuts == scope->second.actors.end()) return false;
  return std::any_of(cuts->second.begin(), cuts->second.end(), [&](const auto& each) {
    const ActorCut& cut = each.second;
    if (cut.of_a_role && before.seq(cut.said_in) >= cut.said_at) return false;
    return seq > position(cut.positions, log);
  });
}

std::optional<std::uint64_t> Standing::end_of(const merge::LogKey& log) const {
  const auto scope = book_.find(log.scope);
  if (scope == book_.end()) return std::nullopt;
  const auto cut = scope->second.devices.find(log.author);
  return cut == scope->second.devices.end() ? std::nullopt : std::optional(position(cut->second, log));
}

bool Standing::lets_go_on(const Book& next) const {
  for (const auto& [scope, cuts] : next)
    for (const auto& [author, positions] : cuts.devices)
      for (const auto& [log, seq] : positions)
        if (const auto end = end_of({scope, author, log.second}); end && seq > *end) return true;
  return false;
}

}  // namespace huzhu::store
