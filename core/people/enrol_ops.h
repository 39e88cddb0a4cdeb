// The operations that certify a device and name a person, as the root, a lead and an admin write them alike.
//
// For the sources of this folder alone.
#pragma once

#include "core/people/draft_ops.h"
#include "core/people/enrol.h"

namespace huzhu::people {

Status check_name(std::string_view name, const char* where);

// What travels in a grant or an answer, one frame each. not_canonical, and those of a frame.
Result<std::vector<log::Frame>> frames_in(const std::vector<Bytes>& encoded, const char* where);

// The key first, then the area: authority.h holds the rest against them.
void add_certificate(DraftOps& ops, const NewDevice& device, std::string_view name, std::int64_t now_ms);
// 红古村站 1 号平板, 红古区 2 号电脑.
std::string default_device_name(store::Database& db, const NewDevice& device);

// Profile and role. The role before its area: authority.h holds the area against it.
void add_person_ops(DraftOps& ops, const NewPerson& person, const AddedPerson& ids, EntityId grant, std::int64_t area, AuthorId device);
// A profile is called after its key, so that nobody can give it another.
EntityId profile_of(const PublicKey& actor_key);

}  // namespace huzhu::people
