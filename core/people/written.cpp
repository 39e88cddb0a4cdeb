#include "core/people/written.h"

#include "core/base/limits.h"
#include "core/people/query.h"

namespace huzhu::people {

Written written(store::Replica& replica, ScopeId scope, EntityId entity, std::uint16_t field) {
  Written times;
  const auto heads = replica.field_heads(entity, field);
  if (heads.empty()) return times;
  const store::HeadValue& head = heads.front();
  times.device_ms = head.written_at_ms;
  std::optional<std::int64_t> log;
  each_row(replica.db().cached("SELECT id FROM log WHERE scope=?1 AND author=?2 AND epoch=?3")
               .bind(1, bits(scope)).bind(2, store::signed_of(head.dot.author.value)).bind(3, std::int64_t{head.dot.epoch}),
           [&](const store::Statement& row) { log = row.integer(0); });
  if (!log) return times;
  const std::int64_t seq = store::signed_of(head.dot.seq);
  each_row(replica.db().cached("SELECT min(received_at) FROM receipt WHERE log=?1 AND seq_last>=?2").bind(1, *log).bind(2, seq), [&](const store::Statement& row) {
    if (!row.is_null(0)) times.received_ms = row.integer(0);
  });
  times.clock_was_fast = times.received_ms && times.device_ms > *times.received_ms + limits::clock_drift_ms_max;
  return times;
}

}  // namespace huzhu::people
