// Reading what stands beside each other: the values of a field, the list of conflicts, and what was there before.
#include <algorithm>
#include <map>

#include "core/log/segment.h"
#include "core/store/columns.h"
#include "core/store/replica_impl.h"

namespace huzhu::store {
namespace {

// Cards on the screen at once; for more than these nobody needs the former value yet.
constexpr std::size_t former_values_max = 64;

std::array<std::uint8_t, 8> on_wire(EntityId id) {
  std::array<std::uint8_t, 8> bytes{};
  for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<std::uint8_t>(id.value >> (56 - 8 * i));
  return bytes;
}

// The past of one operation, put together again from the causes its log has named up to there.
Result<merge::VersionVector> past_of(LogTable& logs, SegmentTable& segments, const merge::LogKey& key, std::uint64_t seq) {
  merge::VersionVector past;
  const LogRow* log = logs.find(key);
  if (!log) return past;
  HUZHU_TRY(segments.each(*log, 1, [&](const SegmentRow& row) -> Result<bool> {
    if (row.seq_first > seq) return false;
    HUZHU_ASSIGN(const log::Segment segment, log::decode(row.sealed.bytes, log::Redaction::taken));
    for (const log::Dependency& cause : segment.deps) past.raise({cause.scope, cause.author, cause.epoch}, cause.seq);
    return true;
  }));
  return past;
}

bool stated_only(LogTable& logs, ScopeId scope) {
  bool any = false;
  logs.each_of(scope, [&](const LogRow& log) { any = any || log.stated.has_value(); });
  return any;
}

struct KnownPast {
  merge::VersionVector before;
  merge::LogKey own;
  std::uint64_t seq = 0;
  bool holds(const Dot& dot) const { return merge::Past{&before, own, seq}.holds(dot); }
};

}  // namespace

HeadValue Replica::Impl::head_value(const merge::Head& head, const merge::Receipts& receipts) const {
  HeadValue value;
  value.dot = head.dot();
  value.value = head.value;
  value.effective_ms = log::hlc_ms(merge::effective(head, receipts));
  value.written_at_ms = log::hlc_ms(head.stamp.hlc);
  value.actor = head.stamp.actor;
  value.device = head.stamp.author;
  return value;
}

// The last value that the writers of all standing heads had seen: what the field said before they went apart. Searched
// in the log, because keeping it in the state would make the state depend on the order of arrival.
Result<std::optional<HeadValue>> Replica::Impl::former_of(const EntityKey& key, std::uint16_t field, const merge::EntityState& state) {
  std::vector<KnownPast> pasts;
  if (stated_only(logs, key.scope)) return std::optional<HeadValue>();  // it may lie in what has not come yet
  for (const merge::Head& head : state.heads_of(field)) {
    const merge::LogKey own{key.scope, head.stamp.author, head.stamp.epoch};
    HUZHU_ASSIGN(merge::VersionVector before, past_of(logs, segments, own, head.seq));
    pasts.push_back({std::move(before), own, head.seq});
  }
  const auto seen_by_all = [&](const Dot& dot) { return std::all_of(pasts.begin(), pasts.end(), [&](const KnownPast& past) { return past.holds(dot); }); };
  const auto name = on_wire(key.id);
  const merge::Receipts receipts = receipts_of(key.scope);
  std::optional<merge::Head> latest;
  for (const Dot& last : state.touched) {
    const LogRow* log = logs.find({key.scope, last.author, last.epoch});
    if (!log) continue;
    HUZHU_TRY(segments.each(*log, 1, [&](const SegmentRow& row) -> Result<bool> {
      if (row.seq_first > last.seq) return false;
      // Most segments are about somebody else: ids lie in the bytes as they are.
      const Bytes& bytes = row.sealed.bytes;
      if (std::search(bytes.begin(), bytes.end(), name.begin(), name.end()) == bytes.end()) return true;
      HUZHU_ASSIGN(const log::Segment segment, log::decode(bytes, log::Redaction::taken));
      for (std::size_t i = 0; i < segment.operations.size(); ++i) {
        const log::Operation& operation = segment.operations[i];
        if (operation.entity != key.id || operation.type != key.type || operation.field != field || operation.kind != log::OpKind::set || operation.redacted) continue;
        if (!seen_by_all(segment.dot(i))) continue;
        merge::Head head{field, {segment.author, segment.epoch, segment.hlc_of(i), segment.clock_state, segment.actor}, segment.seq_first + i, operation.value, false, {}};
        if (!latest || std::pair(latest->stamp.hlc, latest->dot()) < std::pair(head.stamp.hlc, head.dot())) latest = std::move(head);
      }
      return true;
    }));
  }
  if (!latest) return std::optional<HeadValue>();
  return std::optional(head_value(*latest, receipts));
}

std::vector<HeadValue> Replica::field_heads(EntityId entity, std::uint16_t field) {
  impl_->settle();
  std::vector<HeadValue> values;
  const auto keys = impl_->entities.keys_of(entity);
  if (!keys.ok()) return values;
  for (const EntityKey& key : *keys) {
    const auto state = impl_->entities.read(key);
    if (!state.ok() || !*state) continue;
    const merge::Receipts receipts = impl_->receipts_of(key.scope);
    for (const merge::Head* head : merge::ranked((*state)->heads_of(field), receipts)) values.push_back(impl_->head_value(*head, receipts));
  }
  return values;
}

std::vector<Conflict> Replica::conflicts() {
  std::vector<std::pair<EntityKey, std::uint16_t>> found;
  Statement& read = db().cached("SELECT entity, scope, type, field FROM conflict ORDER BY entity, type, field, scope");
  for (auto more = read.step(); more.ok() && *more; more = read.step())
    found.push_back({{EntityId{unsigned_of(read, 0)}, ScopeId{unsigned_of(read, 1)}, static_cast<model::EntityType>(read.integer(2))},
                     static_cast<std::uint16_t>(read.integer(3))});
  read.reset();
  std::vector<Conflict> conflicts;
  for (const auto& [key, field] : found) {
    const auto state = impl_->entities.read(key);
    if (!state.ok() || !*state) continue;
    Conflict conflict{key.scope, key.id, key.type, field, {}, std::nullopt};
    const merge::Receipts receipts = impl_->receipts_of(key.scope);
    for (const merge::Head* head : merge::ranked((*state)->heads_of(field), receipts)) conflict.heads.push_back(impl_->head_value(*head, receipts));
    if (conflicts.size() < former_values_max)
      if (auto former = impl_->former_of(key, field, **state); former.ok()) conflict.former = std::move(former).value();
    conflicts.push_back(std::move(conflict));
  }
  return conflicts;
}

std::size_t Replica::conflict_count() {
  Statement& read = db().cached("SELECT count(*) FROM conflict");
  const auto there = read.step();
  const std::size_t count = there.ok() && *there ? static_cast<std::size_t>(read.integer(0)) : 0;
  read.reset();
  return count;
}

}  // namespace huzhu::store
