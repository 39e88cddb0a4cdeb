// What names a blob: the fields of the model that can, read from what merging left standing.
#include <set>
#include <tuple>

#include "core/store/columns.h"
#include "core/store/replica_impl.h"

namespace huzhu::store {

Blobs& Replica::blobs() { return impl_->blobs; }

Result<std::vector<NamedBlob>> Replica::named_blobs() {
  impl_->settle();
  return impl_->named_blobs();
}

Result<std::vector<NamedBlob>> Replica::Impl::named_blobs() {
  std::vector<NamedBlob> named;
  std::set<std::tuple<ScopeId, Hash, std::uint64_t>> seen;  // a wrong length beside the right one hides nothing
  const auto note = [&](ScopeId scope, const Value& value) {
    const auto ref = log::decode_blob_ref(view(value.data));
    if (ref && seen.insert({scope, ref->list, ref->length}).second) named.push_back({scope, *ref});
  };
  for (const model::Entity& type : model::entities()) {
    for (const model::Field& field : type.fields) {
      if (field.type != model::FieldType::blob) continue;
      HUZHU_TRY(each_record_with_blob(type, field, [&](const EntityKey& key, const Value& shown, bool alone) -> Status {
        // While tables wait for what lies behind a snapshot they may still show what was erased.
        const bool looked_at = !alone || applier.redactions().speaks_of(key.scope);
        if (!looked_at) return note(key.scope, shown), Status(Done{});
        HUZHU_ASSIGN(const auto state, entities.read(key));
        if (!state) return Done{};
        for (const merge::Head& head : state->heads_of(field.id))
          if (!applier.redactions().covers({key.scope, head.stamp.author, head.stamp.epoch}, head.seq)) note(key.scope, head.value);
        return Done{};
      }));
    }
  }
  return named;
}

// Each record whose shown value names one, and each where values stand beside each other.
Status Replica::Impl::each_record_with_blob(const model::Entity& type, const model::Field& field,
                                            const std::function<Status(const EntityKey&, const Value& shown, bool alone)>& each) {
  const std::string column(field.name);
  HUZHU_ASSIGN(Statement shown, db->prepare("SELECT id, scope, " + column + " FROM " + std::string(type.name) + " WHERE " + column + " IS NOT NULL"));
  while (true) {
    HUZHU_ASSIGN(const bool more, shown.step());
    if (!more) break;
    HUZHU_TRY(each({EntityId{unsigned_of(shown, 0)}, ScopeId{unsigned_of(shown, 1)}, type.type}, Value::of_bytes(shown.blob(2)), true));
  }
  HUZHU_ASSIGN(Statement rivals, db->prepare("SELECT entity, scope FROM conflict WHERE type=?1 AND field=?2"));
  rivals.bind(1, static_cast<std::int64_t>(type.type)).bind(2, std::int64_t{field.id});
  while (true) {
    HUZHU_ASSIGN(const bool more, rivals.step());
    if (!more) return Done{};
    HUZHU_TRY(each({EntityId{unsigned_of(rivals, 0)}, ScopeId{unsigned_of(rivals, 1)}, type.type}, Value::null(), false));
  }
}

}  // namespace huzhu::store
