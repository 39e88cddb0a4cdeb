#include "ui/app/face_asking.h"

#include "core/base/limits.h"
#include "core/people/face.h"
#include "sync/bundle/envelope.h"
#include "ui/app/program.h"

namespace huzhu::ui {
namespace {

people::DeviceKind kind_of(Form form) {
  return form == Form::desk ? people::DeviceKind::computer : form == Form::tablet ? people::DeviceKind::tablet : people::DeviceKind::phone;
}

}  // namespace

void FaceAsking::show(Program& program, const crypto::SigningKey& device, const PublicKey& actor) {
  ++*attempt_;
  request_ = people::encode(people::face_request(device, actor, kind_of(program.kit().form())));
  shown_.begin(request_, program.now_ms());
}

WordCards FaceAsking::words() const { return word_cards_of(people::face_words(request_)); }

void FaceAsking::read() {
  ++*attempt_;
  shown_.end();
  reading_.begin();
}

void FaceAsking::code_read(Program& program, const crypto::SigningKey& device, const std::string& text, Then then) {
  if (auto bytes = reading_.take(text)) open(program, device, std::move(*bytes), std::move(then));
}

void FaceAsking::open(Program& program, const crypto::SigningKey& device, Result<Bytes> file, Then then) {
  reading_.begin();
  if (!file) return then(std::move(file).take_error());
  auto deflated = sync::open_envelope(*file, device);
  if (!deflated) return then(std::move(deflated).take_error());
  const std::uint32_t attempt = ++*attempt_;
  program.inflate(std::move(deflated).value(), limits::bundle_plain_bytes_max,
                  [request = request_, attempt, now = std::weak_ptr(attempt_), then = std::move(then)](bool ok, Bytes plain) {
    const auto still = now.lock();
    if (!still || *still != attempt) return;
    if (ok) then(people::open_face_answer(plain, request));
    else then(Error{ErrorCode::bad_checksum, "face", ""});
  });
}

Text face_trouble(ErrorCode why) {
  switch (why) {
    case ErrorCode::not_a_bundle: return Str::first_face_read_strange;
    case ErrorCode::not_for_us: return Str::first_face_other;
    default: return error_text(why);
  }
}

}  // namespace huzhu::ui
