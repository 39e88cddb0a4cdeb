#include "core/registry/photo.h"

#include "core/people/draft_ops.h"
#include "core/people/places.h"
#include "core/people/query.h"
#include "core/registry/consent.h"

namespace huzhu::registry {
namespace {

using T = model::EntityType;

// Where the person stands, when the role held may write this there.
Result<people::Home> home_to_write(people::Session& session, EntityId person) {
  HUZHU_ASSIGN(people::Home home, people::home_of(session.db(), person, "person"));
  const auto held = people::held_role(session.db(), session.profile(), session.today());
  const bool may = held && people::lies_in(home.area, held->area) && people::may_edit(held->role, T::person, model::person::photo);
  if (!may) return Error{ErrorCode::not_allowed, "person.photo", ""};
  return home;
}

Result<people::Saved> write(people::Session& session, EntityId person, ScopeId scope, Value value) {
  people::DraftOps ops;
  ops.of(T::person, person).set(model::person::photo, std::move(value));
  HUZHU_ASSIGN(const store::Appended done, session.commit(scope, ops.take()));
  return people::Saved{person, scope, done.first, done.saved_at_ms};
}

}  // namespace

std::optional<Photo> photo_of(store::Database& db, EntityId person) {
  std::optional<Photo> photo;
  people::each_row(db.cached("SELECT scope, photo FROM person WHERE id=?1 AND photo IS NOT NULL ORDER BY scope LIMIT 1").bind(1, people::bits(person)),
                   [&](const store::Statement& row) {
                     const auto ref = log::decode_blob_ref(row.blob(1));
                     // A longer one no program of ours has made, and decoding it may cost the tablet its memory.
                     if (ref && ref->length <= limits::photo_bytes_max) photo = Photo{ScopeId{static_cast<std::uint64_t>(row.integer(0))}, *ref};
                   });
  return photo;
}

bool may_write_photo(people::Session& session) { return people::may_edit(session.role(), T::person, model::person::photo); }

Result<people::Saved> put_photo(people::Session& session, EntityId person, ByteView jpeg) {
  HUZHU_ASSIGN(const people::Home home, home_to_write(session, person));
  if (jpeg.size() > limits::photo_bytes_max) return Error{ErrorCode::too_long, "person.photo", ""};
  if (took_back(session.db(), person, ConsentSubject::photos)) return Error{ErrorCode::consent_taken_back, "person.photo", ""};
  people::Saved saved{person, home.scope, {}, 0};
  Status written = session.replica().together([&]() -> Status {
    HUZHU_ASSIGN(const log::BlobRef ref, session.replica().blobs().put(home.scope, log::BlobKind::jpeg, jpeg));
    HUZHU_ASSIGN(saved, write(session, person, home.scope, Value::of_bytes(log::encode(ref))));
    return Done{};
  });
  HUZHU_TRY(std::move(written));
  return saved;
}

Result<people::Saved> set_photo(people::Session& session, EntityId person, const std::optional<Photo>& photo) {
  HUZHU_ASSIGN(const people::Home home, home_to_write(session, person));
  if (photo && took_back(session.db(), person, ConsentSubject::photos)) return Error{ErrorCode::consent_taken_back, "person.photo", ""};
  return write(session, person, home.scope, photo ? Value::of_bytes(log::encode(photo->ref)) : Value::null());
}

}  // namespace huzhu::registry
