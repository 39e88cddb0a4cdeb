// What names a blob: the fields of the model that can, read from what merging left standing.
#include <algorithm>
#include <set>
#include <tuple>

#include "core/store/columns.h"
#include "core/store/replica_impl.h"

namespace huzhu::store {

namespace {
constexpr std::string_view when_looked_at_fact = "blobs/when_looked_at";
}

Blobs& Replica::blobs() { return impl_->blobs; }

Result<std::vector<NamedBlob>> Replica::named_blobs() {
  impl_->settle();
  return impl_->named_blobs();
}

Result<std::size_t> Replica::let_blobs_go(std::uint64_t hub_epoch) {
  HUZHU_ASSIGN(std::vector<NamedBlob> named, named_blobs());
  const auto may_go = [&](const NamedBlob& one) {
    return blobs().is_at_hub(one.scope, one.ref.list, hub_epoch) && !blobs().is_made_here(one.scope, one.ref.list);
  };
  const auto staying = std::partition(named.begin(), named.end(), may_go);
  std::set<ScopeId> scopes;
  for (auto one = named.begin(); one != staying; ++one) scopes.insert(one->scope);
  const auto stay = std::span<const NamedBlob>(named).subspan(static_cast<std::size_t>(staying - named.begin()));
  HUZHU_TRY(together([&]() -> Status {
    HUZHU_TRY(put_fact(when_looked_at_fact, view("1")));
    for (const ScopeId scope : scopes) HUZHU_TRY(blobs().sweep(scope, stay));
    return Done{};
  }));
  return static_cast<std::size_t>(staying - named.begin());
}

bool Replica::blobs_come_when_looked_at() { return fact(when_looked_at_fact).has_value(); }

std::uint64_t Replica::free_bytes() {
  std::uint64_t bytes = 1;
  for (const std::string_view sql : {"PRAGMA freelist_count", "PRAGMA page_size"}) {
    Statement& read = impl_->db->cached(sql);
    const auto there = read.step();
    bytes *= there.ok() && *there ? unsigned_of(read, 0) : 0;
    read.reset();
  }
  return bytes;
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
