#include "core/store/standing.h"

#include <algorithm>
#include <tuple>

#include "core/model/model.h"
#include "core/people/authority.h"
#include "core/people/past_roles.h"
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

// A cut counts when it names a revocation of that very device, of that person or of a role of that person, by somebody who
// had a say over all they may do there; or a fork.
Result<Standing::Book> Standing::read(Database& db) {
  struct Row {
    ScopeId scope;
    AuthorId author;
    std::uint32_t epoch;
    std::uint64_t seq;
    EntityId actor, revocation;
    ActorCut said;
  };
  Book book;
  std::vector<Row> named;
  Statement& rows = db.cached(
      "SELECT c.scope, c.author, c.epoch, c.seq, c.actor, c.revocation, c.reason, e.scope, e.author, e.epoch, e.seq FROM cut c"
      " LEFT JOIN entity e ON e.id=c.revocation AND e.type=?1 WHERE c.author IS NOT NULL AND c.epoch IS NOT NULL AND c.seq IS NOT NULL");
  rows.bind(1, static_cast<std::int64_t>(model::EntityType::revocation));
  while (true) {
    HUZHU_ASSIGN(const bool more, rows.step());
    if (!more) break;
    Row row{ScopeId{unsigned_of(rows, 0)}, AuthorId{unsigned_of(rows, 1)}, static_cast<std::uint32_t>(rows.integer(2)), unsigned_of(rows, 3),
            EntityId{unsigned_of(rows, 4)}, EntityId{unsigned_of(rows, 5)}, {}};
    if (rows.integer(6) == static_cast<std::int64_t>(model::CutReason::forked) && !row.actor) {
      note(book[row.scope].devices[row.author], row.author, row.epoch, row.seq);
    } else if (row.revocation && !rows.is_null(7)) {
      row.said.said_in = {ScopeId{unsigned_of(rows, 7)}, AuthorId{unsigned_of(rows, 8)}, static_cast<std::uint32_t>(rows.integer(9))};
      row.said.said_at = unsigned_of(rows, 10);
      named.push_back(std::move(row));
    }
  }
  if (named.empty()) return book;
  people::RolesNow roles(db);
  // Many cuts name one revocation in one scope: a log each.
  std::map<std::tuple<ScopeId, EntityId, EntityId, EntityId>, people::Ends> known;
  for (Row& row : named) {
    const EntityId certificate = row.actor ? EntityId{} : people::certificate_of(row.author);
    const auto [at, is_new] = known.try_emplace({row.scope, row.revocation, certificate, row.actor}, people::Ends::nothing);
    if (is_new) at->second = roles.ends(row.revocation, certificate, row.actor, people::area_of_scope(db, row.scope));
    if (at->second == people::Ends::nothing) continue;
    Cuts& cuts = book[row.scope];
    if (at->second == people::Ends::device) {
      note(cuts.devices[row.author], row.author, row.epoch, row.seq);
      continue;
    }
    ActorCut& cut = cuts.actors[row.actor].try_emplace(row.revocation, std::move(row.said)).first->second;
    cut.of_a_role = at->second == people::Ends::role;
    note(cut.positions, row.author, row.epoch, row.seq);
  }
  return book;
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
