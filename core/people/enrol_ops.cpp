#include "core/people/enrol_ops.h"

#include "core/base/limits.h"
#include "core/base/utf8.h"
#include "core/people/places.h"
#include "core/people/query.h"

namespace huzhu::people {

using T = model::EntityType;

Status check_name(std::string_view name, const char* where) {
  if (name.empty()) return Error{ErrorCode::required, where, ""};
  if (!utf8::valid(name)) return Error{ErrorCode::bad_text, where, ""};
  if (utf8::count(name) > limits::name_characters_max) return Error{ErrorCode::too_many_characters, where, ""};
  for (char c : name)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return Error{ErrorCode::bad_text, where, ""};
  return Done{};
}

Result<std::vector<log::Frame>> frames_in(const std::vector<Bytes>& encoded, const char* where) {
  std::vector<log::Frame> frames;
  for (const Bytes& bytes : encoded) {
    ByteView rest = bytes;
    HUZHU_ASSIGN(log::Frame frame, log::read_frame(rest));
    if (!rest.empty()) return Error{ErrorCode::not_canonical, where, ""};
    frames.push_back(std::move(frame));
  }
  return frames;
}

void add_certificate(DraftOps& ops, const NewDevice& device, std::string_view name, std::int64_t now_ms) {
  ops.of(T::device, certificate_of(crypto::author_of(device.key)))
      .set(model::device::public_key, Value::of_bytes(device.key))
      .set(model::device::area, Value::of(device.area))
      .set_choice(model::device::kind, static_cast<std::int64_t>(device.kind))
      .set_text(model::device::name, name)
      .set(model::device::issued_at, Value::of(now_ms));
  if (device.ends_at_ms) ops.set(model::device::expires_at, Value::of(*device.ends_at_ms));
}

std::string default_device_name(store::Database& db, const NewDevice& device) {
  std::int64_t number = 1;
  each_row(db.cached("SELECT COUNT(*) FROM device WHERE area=?1 AND kind<>4").bind(1, device.area),
           [&](const store::Statement& row) { number += row.integer(0); });
  const model::Field* kind = model::find(*model::find(T::device), model::device::kind);
  const model::Choice* choice = model::find_choice(*kind, static_cast<std::int64_t>(device.kind));
  const char* station = area_digits(device.area) == 12 ? "站 " : " ";
  return place_name(db, device.area) + station + std::to_string(number) + " 号" + std::string(choice ? choice->label_zh : "");
}

void add_person_ops(DraftOps& ops, const NewPerson& person, const AddedPerson& ids, EntityId grant, std::int64_t area, AuthorId device) {
  ops.of(T::profile, ids.profile)
      .set(model::profile::public_key, Value::of_bytes(person.actor_key))
      .set_text(model::profile::person_name, person.name)
      .set_text(model::profile::short_name, person.short_name.empty() ? short_name_of(person.name) : person.short_name)
      .set(model::profile::person, Value::of(ids.person))
      .set(model::profile::device, Value::of(certificate_of(device)));
  ops.of(T::role_grant, grant)
      .set(model::role_grant::profile, Value::of(ids.profile))
      .set(model::role_grant::role, Value::of(static_cast<std::int64_t>(ids.role)))
      .set(model::role_grant::area, Value::of(area));
}

EntityId profile_of(const PublicKey& actor_key) { return EntityId{crypto::author_of(actor_key).value}; }

}  // namespace huzhu::people
