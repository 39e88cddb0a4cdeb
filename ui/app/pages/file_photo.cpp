#include "ui/app/pages/file_photo.h"

#include "core/people/names.h"
#include "core/registry/consent.h"
#include "core/registry/photo.h"

namespace huzhu::ui {
namespace {

constexpr std::uint32_t side_pixels_max = 640;  // twice what it is shown at, for fine screens

// Those who go to the house know the face; others say why they look (people-and-security.md "Seeing less").
bool may_see(Program& program, EntityId person) {
  const model::RoleKind role = program.standing().role;
  const bool at_the_door = role == model::RoleKind::volunteer || role == model::RoleKind::peer_helper || role == model::RoleKind::station_lead;
  return at_the_door || program.looked_at(person, model::Privacy::personal);
}

std::uint64_t key_of(const log::BlobRef& ref) {
  std::uint64_t key = 0;
  for (int i = 0; i < 8; ++i) key = key << 8 | ref.list[static_cast<std::size_t>(i)];
  return key | 1;  // never 0, which is none
}

}  // namespace

void FilePhoto::fill(Program& program, ElderScreen& screen) {
  screen.photo = 0;
  screen.photo_state = PhotoState::none;
  // Who takes the consent back is not shown again, whoever holds the picture.
  const bool refused = registry::took_back(program.session().db(), screen.file.person, registry::ConsentSubject::photos);
  screen.can_photograph = !refused && registry::may_write_photo(program.session());
  if (refused) return;
  const auto photo = registry::photo_of(program.session().db(), screen.file.person);
  if (!photo) return;
  const std::uint64_t key = key_of(photo->ref);
  if (!may_see(program, screen.file.person)) {
    screen.photo_state = PhotoState::hidden;
  } else if (photo->ref.kind != log::BlobKind::jpeg) {
    screen.photo_state = PhotoState::newer;
  } else if (decoding_->failed == key) {
    screen.photo_state = PhotoState::broken;
  } else if (program.kit().has_photo(key)) {
    screen.photo_state = PhotoState::shown;
    screen.photo = key;
  } else if (auto jpeg = program.session().replica().blobs().whole(photo->scope, photo->ref)) {
    screen.photo_state = PhotoState::preparing;
    decode(program, key, std::move(*jpeg));
  } else {
    screen.photo_state = PhotoState::coming;
    if (program.sync()) program.sync()->want_blob(photo->scope, photo->ref);
  }
}

void FilePhoto::decode(Program& program, std::uint64_t key, Bytes jpeg) {
  if (std::exchange(decoding_->now, key) == key) return;
  program.decode_picture(std::move(jpeg), side_pixels_max, [&program, key, decoding = decoding_](const event::PictureDecoded& picture) {
    decoding->now = 0;
    if (picture.width == 0) decoding->failed = key;
    program.kit().put_photo(key, picture.width, picture.height, picture.rgba);
    program.changed();
  });
}

bool FilePhoto::take(Program& program, const ElderAct& act, ElderScreen& screen) {
  if (act.kind != ElderAct::remove_photo) return false;
  const EntityId person = screen.file.person;
  const auto before = registry::photo_of(program.session().db(), person);
  auto done = registry::set_photo(program.session(), person, std::nullopt);
  if (!done) return program.tell(error_text(done.error().code)), true;
  program.saved(Str::photo_removed, [&program, person, before]() -> Status {
    auto back = registry::set_photo(program.session(), person, before);
    return back ? Status(Done{}) : Status(std::move(back).take_error());
  });
  return true;
}

void FilePhoto::chosen(Program& program, EntityId person, const event::PhotoChosen& photo) {
  if (photo.node != node_id(photo_button(person), Role::button)) return program.tell(Str::photo_of_another, Tone::wait);
  if (photo.jpeg.empty()) return program.tell(Str::photo_unreadable, Tone::wait);
  const auto before = registry::photo_of(program.session().db(), person);
  auto done = registry::put_photo(program.session(), person, photo.jpeg);
  if (!done) {
    const ErrorCode code = done.error().code;
    return program.tell(code == ErrorCode::consent_taken_back ? Text(Str::photo_not_agreed) : code == ErrorCode::too_long ? Text(Str::photo_unreadable) : error_text(code));
  }
  program.saved(say(Str::photo_saved, verbatim(people::person_name(program.session().db(), person))), [&program, person, before]() -> Status {
    auto back = registry::set_photo(program.session(), person, before);
    return back ? Status(Done{}) : Status(std::move(back).take_error());
  });
}

}  // namespace huzhu::ui
