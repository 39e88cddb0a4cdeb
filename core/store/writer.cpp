#include "core/store/writer.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/log/segment.h"
#include "core/store/columns.h"

namespace huzhu::store {
namespace {

// Upper bounds of what a part takes on the wire (docs/log_format.md), to cut acts and causes before sealing.
constexpr std::size_t header_bytes = 160, operation_bytes = 24, dot_bytes = 21, cause_bytes = 29;
constexpr std::size_t body_bytes_max = 3000;  // leaves room for some causes

std::size_t bytes_of_operation(const log::Operation& operation) {
  return operation_bytes + operation.value.data.size() + operation.supersedes.size() * dot_bytes;
}

struct Part {
  std::size_t first = 0, count = 0, bytes = 0;
};

// Cuts an act into the operations of as few segments as the limits allow.
std::vector<Part> parts_of(const std::vector<log::Operation>& operations) {
  std::vector<Part> parts;
  for (std::size_t i = 0; i < operations.size(); ++i) {
    const std::size_t bytes = bytes_of_operation(operations[i]);
    if (parts.empty() || parts.back().count == limits::segment_ops_max || parts.back().bytes + bytes > body_bytes_max) parts.push_back({i, 0, 0});
    parts.back().count += 1;
    parts.back().bytes += bytes;
  }
  return parts;
}

Error refusal(merge::Void reason) {
  if (reason == merge::Void::held) return {ErrorCode::device_revoked, "store.commit", "beyond the cut of this device or person"};
  if (reason == merge::Void::authority) return {ErrorCode::not_allowed, "store.commit", "the role does not permit it"};
  return {ErrorCode::internal, "store.commit", "operation does not fit the model"};
}

}  // namespace

Result<Appended> Writer::write(ScopeId scope, std::vector<log::Operation> operations, const Actor& actor, log::HybridClock& clock) {
  if (!county_.identity) return Error{ErrorCode::unknown_device, "store.commit", "not enrolled"};
  if (operations.empty()) return Error{ErrorCode::internal, "store.commit", "nothing to write"};
  // People's choices list dots in the order they were shown; the format has one order (docs/log_format.md).
  for (log::Operation& operation : operations) {
    std::sort(operation.supersedes.begin(), operation.supersedes.end());
    operation.supersedes.erase(std::unique(operation.supersedes.begin(), operation.supersedes.end()), operation.supersedes.end());
  }
  const std::vector<Part> parts = parts_of(operations);
  if (parts.size() > limits::group_segments_max) return Error{ErrorCode::too_long, "store.commit", "more than one group holds"};
  HUZHU_ASSIGN(LogRow* const log, logs_.find_or_create({scope, county_.own, county_.identity->epoch}));
  if (log->applied != log->seq) return Error{ErrorCode::waiting_for_cause, "store.commit", "what this device wrote before is not whole here"};

  Appended appended;
  appended.first = {county_.own, county_.identity->epoch, log->seq + 1};
  const std::uint64_t first_seq = log->seq + 1;
  // One act happened at once: its segments share one time.
  const std::uint64_t hlc = clock.tick();
  appended.saved_at_ms = log::hlc_ms(hlc);
  const log::ClockState clock_state = clock.state();
  for (std::size_t k = 0; k < parts.size(); ++k) {
    log::Segment segment;
    segment.scope = scope;
    segment.author = county_.own;
    segment.epoch = county_.identity->epoch;
    segment.seq_first = log->seq + 1;
    segment.hlc = hlc;
    segment.clock_state = clock_state;
    segment.actor = actor.profile;
    random_.fill(segment.salt);
    if (parts.size() > 1) segment.group = log::Group{first_seq, static_cast<std::uint16_t>(k + 1), static_cast<std::uint16_t>(parts.size())};
    const auto begin = operations.begin() + static_cast<std::ptrdiff_t>(parts[k].first);
    segment.operations.assign(std::make_move_iterator(begin), std::make_move_iterator(begin + static_cast<std::ptrdiff_t>(parts[k].count)));
    HUZHU_TRY(write_segment(*log, segment, parts[k].bytes, actor));
  }
  // The first part of a group waits for the last one.
  HUZHU_TRY(applier_.drain());
  if (log->applied != log->seq) return Error{ErrorCode::internal, "store.commit", "an own act does not apply"};
  appended.seq_last = log->seq;
  return appended;
}

Status Writer::write_segment(LogRow& log, log::Segment& segment, std::size_t body_bytes, const Actor& actor) {
  const std::size_t used = header_bytes + body_bytes;
  HUZHU_ASSIGN(segment.deps, causes(log, segment, used < limits::segment_bytes_max ? limits::segment_bytes_max - used : 0));
  const Hash prev = log.seq > 0 ? log.chain : log::first_prev(county_.identity->county_root, log.key.scope, log.key.author, log.key.epoch);
  HUZHU_ASSIGN(const log::SealedSegment sealed, log::seal(segment, prev, county_.identity->key, actor.key));
  segment.actor_signed = actor.key != nullptr;
  const std::uint64_t void_before = applier_.void_ops();
  HUZHU_TRY(segments_.append(log, segment, sealed));
  HUZHU_TRY(applier_.take(log, segment, sealed));
  if (applier_.void_ops() != void_before) return refusal(applier_.last_void());
  return Done{};
}

Result<Writer::Writers> Writer::needed(const log::Segment& segment) {
  Writers writers;
  std::vector<EntityId> named;  // by reference: what the act speaks of, a cut of its revocation
  // What gives the right to write: the certificate, the person and the roles of the actor.
  Statement& rights = db_.cached(
      "SELECT author, epoch FROM entity WHERE (id=?1 AND type=?3) OR (id=?2 AND type=?4) UNION"
      " SELECT author, epoch FROM entity WHERE type=?5 AND id IN (SELECT id FROM role_grant WHERE profile=?2)");
  rights.bind(1, signed_of(people::certificate_of(county_.own).value)).bind(2, signed_of(segment.actor.value));
  rights.bind(3, static_cast<std::int64_t>(model::EntityType::device)).bind(4, static_cast<std::int64_t>(model::EntityType::profile));
  rights.bind(5, static_cast<std::int64_t>(model::EntityType::role_grant));
  while (true) {
    HUZHU_ASSIGN(const bool more, rights.step());
    if (!more) break;
    writers.emplace(AuthorId{unsigned_of(rights, 0)}, static_cast<std::uint32_t>(rights.integer(1)));
  }
  for (std::size_t i = 0; i < segment.operations.size(); ++i) {
    const log::Operation& operation = segment.operations[i];
    if (operation.value.type == WireType::entity) named.push_back(operation.value.entity());
    if (i > 0 && operation.entity == segment.operations[i - 1].entity) continue;
    HUZHU_ASSIGN(const auto state, entities_.read({operation.entity, segment.scope, operation.type}));
    if (!state) continue;
    for (const Dot& dot : state->touched) writers.emplace(dot.author, dot.epoch);
  }
  for (const EntityId id : named) {
    Statement& speaker = db_.cached("SELECT author, epoch FROM entity WHERE id=?1");
    speaker.bind(1, signed_of(id.value));
    while (true) {
      HUZHU_ASSIGN(const bool more, speaker.step());
      if (!more) break;
      writers.emplace(AuthorId{unsigned_of(speaker, 0)}, static_cast<std::uint32_t>(speaker.integer(1)));
    }
  }
  return writers;
}

Result<std::vector<log::Dependency>> Writer::causes(LogRow& log, const log::Segment& segment, std::size_t room_bytes) {
  HUZHU_ASSIGN(const merge::VersionVector* const known, logs_.vector(log));
  std::vector<LogRow*> news;
  const auto gather = [&](LogRow& other) {
    if (&other != &log && other.applied > known->seq(other.key)) news.push_back(&other);
  };
  logs_.each_of(log.key.scope, gather);
  for (const ScopeId scope : logs_.scopes())
    if (scope != log.key.scope && logs_.holds_any(scope, county_.root)) logs_.each_of(scope, gather);
  const std::size_t room = std::min(limits::deps_max, room_bytes / cause_bytes);
  if (news.size() > room) {
    // What is left out now is said by a later segment: to have seen less than one has is always true (docs/adr/0007).
    HUZHU_ASSIGN(const Writers writers, needed(segment));
    const auto comes_first = [&](const LogRow* other) {
      return other->key.author == county_.root || other->key.author == county_.own || writers.contains({other->key.author, other->key.epoch});
    };
    std::stable_partition(news.begin(), news.end(), comes_first);
    news.resize(room);
  }
  std::vector<log::Dependency> deps;
  for (LogRow* other : news) {
    HUZHU_ASSIGN(const auto chain, segments_.chain_ending_at(*other, other->applied));
    if (!chain) return Error{ErrorCode::storage_broken, "store.segment", "the head of a log is missing"};
    deps.push_back({other->key.scope, other->key.author, other->key.epoch, other->applied, hash8_of(*chain)});
  }
  std::sort(deps.begin(), deps.end());
  return deps;
}

}  // namespace huzhu::store
