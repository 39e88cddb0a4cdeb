// What the program asks of the shell and gets an answer to later: keys derived, bytes packed, HTTP, files.
#include "ui/app/carrier.h"
#include "ui/app/pages.h"
#include "ui/app/program.h"

namespace huzhu::ui {

void Program::derive(const std::string& pin, const people::Keyring::Challenge& challenge, std::function<void(Bytes)> then) {
  const std::uint32_t request = ++request_;
  derivations_[request] = std::move(then);
  effect(effect::DeriveKey{request, Bytes(pin.begin(), pin.end()), challenge.salt, challenge.memory_kib, challenge.passes});
}

void Program::save_keyring() { effect(effect::SaveKeyring{keyring_.encode()}); }

void Program::http(const sync::HttpRequest& request, std::function<void(const event::HttpDone&)> then) {
  const std::uint32_t id = ++request_;
  http_[id] = std::move(then);
  effect(effect::Http{id, request.method, request.path, request.headers, request.body, request.timeout_ms});
}

void Program::take_http(const event::HttpDone& done) {
  const auto at = http_.find(done.request);
  if (at == http_.end()) return;
  const auto then = std::move(at->second);
  http_.erase(at);
  then(done);
}

void Program::deflate(Bytes plain, std::function<void(bool, Bytes)> then) {
  conversions_[++request_] = std::move(then);
  effect(effect::Deflate{request_, std::move(plain)});
}

void Program::inflate(Bytes deflated, std::size_t bytes_max, std::function<void(bool, Bytes)> then) {
  conversions_[++request_] = std::move(then);
  effect(effect::Inflate{request_, std::move(deflated), static_cast<std::uint32_t>(bytes_max)});
}

void Program::decode_picture(Bytes jpeg, std::uint32_t side_pixels_max, std::function<void(const event::PictureDecoded&)> then) {
  decodings_[++request_] = std::move(then);
  effect(effect::DecodePicture{request_, std::move(jpeg), side_pixels_max});
}

void Program::play(log::BlobKind kind, Bytes sound, std::function<void(bool)> then) {
  hush();
  const std::string_view type = log::media_type(kind, sound);
  if (type.empty()) return then(false);
  playing_[++request_] = std::move(then);
  effect(effect::PlaySound{request_, std::string(type), std::move(sound)});
}

void Program::hush() {
  const auto before = std::exchange(playing_, {});
  if (before.empty()) return;
  effect(effect::PlaySound{});
  for (const auto& [request, then] : before) then(true);
}

// A bundle that was chosen, or opened from outside: then it waits for whoever unlocks next, or for the end of the practice.
void Program::take_file(Bytes file) {
  if (!session_ || practising()) {
    carried_ = std::move(file);
    if (practising()) tell(Str::practice_file_waits, Tone::wait);
    return;
  }
  if (top().path() != "take") open(make_carry_in_page(false));
  carrier_->take(std::move(file));
}

}  // namespace huzhu::ui
