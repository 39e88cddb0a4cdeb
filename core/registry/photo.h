// Photo: the picture in a person's file: taken or chosen, replaced, taken away.
//
// The picture is a blob beside the log (core/log/blob.h): the record and its chunks are written as one, or neither. What
// comes in was made small and bare by the shell; here it is held against its bound alone.
#pragma once

#include <optional>

#include "core/log/blob.h"
#include "core/people/saved.h"
#include "core/people/session.h"

namespace huzhu::registry {

// The photo in a person's file, and the scope that holds it; none when there is none.
using Photo = store::NamedBlob;
std::optional<Photo> photo_of(store::Database& db, EntityId person);

// May this person write one here, by the role held?
bool may_write_photo(people::Session& session);

// not_found, not_allowed, required (no bytes), too_long, consent_taken_back (to being photographed).
Result<people::Saved> put_photo(people::Session& session, EntityId person, ByteView jpeg);
// Another one that was in the file before, or none: what 去掉 and 撤回 write.
Result<people::Saved> set_photo(people::Session& session, EntityId person, const std::optional<Photo>& photo);

}  // namespace huzhu::registry
