#include "ui/app/codes.h"

#include "ui/app/program.h"

namespace huzhu::ui {
namespace {

constexpr double code_ms = 350;              // long enough for a slow camera to see each code once
constexpr std::size_t shown_in_turn_max = 4; // so few are shown over and over; more go on as an endless stream

}  // namespace

void ShownCodes::begin(const Bytes& bytes, double now_ms) {
  *this = {};
  auto fountain = sync::FountainWriter::of(bytes);
  view_.too_many = !fountain.ok();
  if (!fountain) return;
  fountain_ = std::move(fountain).value();
  view_.pieces = fountain_->pieces();
  view_.number = 1;
  view_.text = sync::encode(fountain_->frame(0));
  next_ms_ = now_ms + code_ms;
}

void ShownCodes::turn(Program& program) {
  if (!shown() || !view_.running || view_.pieces < 2) return;
  if (program.now_ms() >= next_ms_) {
    const std::size_t last = view_.pieces <= shown_in_turn_max ? view_.pieces : sync::frame_number_max;
    view_.number = view_.number >= last ? 1 : view_.number + 1;
    view_.text = sync::encode(fountain_->frame(static_cast<std::uint32_t>(view_.number - 1)));
    next_ms_ = program.now_ms() + code_ms;
  }
  program.kit().invalidate_at(next_ms_);
}

std::optional<Result<Bytes>> ReadCodes::take(const std::string& text) {
  const auto frame = sync::decode_code(text);
  view_.strange = !frame.ok();
  if (frame) reader_.take(*frame);
  view_.known = reader_.known();
  view_.pieces = reader_.pieces();
  auto bytes = reader_.bundle();
  if (bytes) reader_ = {};
  return bytes;
}

}  // namespace huzhu::ui
