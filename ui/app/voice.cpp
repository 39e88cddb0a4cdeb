#include "ui/app/voice.h"

#include <algorithm>

#include "core/base/limits.h"

namespace huzhu::ui {
namespace {

constexpr double keep_every_ms = 3000;

// A kept recording: how many seconds, then its bytes.
Bytes kept_bytes(double seconds, const Bytes& sound) {
  Bytes out{static_cast<std::uint8_t>(std::clamp(seconds, 0.0, 255.0))};
  out.insert(out.end(), sound.begin(), sound.end());
  return out;
}

}  // namespace

void SaidVoice::restore(Program& program, std::string path) {
  if (!path_.empty()) return;   // a page loads anew whenever records change
  path_ = "voice/" + std::move(path);
  const Bytes kept = program.kept_input(path_);
  if (kept.size() < 2) return;
  seconds_ = kept.front();
  sound_.assign(kept.begin() + 1, kept.end());
  kept_ = sound_;
  state_ = VoiceNote::kept;
}

VoiceNote SaidVoice::note() const { return {.state = state_, .seconds = seconds_, .playing = *playing_, .why = why_}; }

void SaidVoice::press(Program& program, VoicePress press, const Id& id) {
  switch (press) {
    case VoicePress::none: return;
    case VoicePress::record:
      program.be_silent();   // or it would record what is read aloud
      why_ = {};
      node_ = node_id(id, Role::progressbar);
      state_ = VoiceNote::asking;
      break;
    case VoicePress::stop: state_ = state_ == VoiceNote::asking ? VoiceNote::none : VoiceNote::finishing; break;   // before the first part nothing was said
    case VoicePress::play: {
      *playing_ = true;
      program.play(log::BlobKind::sound, sound_, [&program, playing = playing_](bool ok) {
        *playing = false;
        if (!ok) program.tell(Str::voice_unplayable, Tone::wait);
      });
      break;
    }
    case VoicePress::hush: program.hush(); break;
    case VoicePress::remove:
      program.hush();
      forget(program);
      break;
  }
  program.kit().invalidate();
}

void SaidVoice::recorded(Program& program, const event::SoundRecorded& sound) {
  if (sound.node != node_ || !busy()) return;
  if (sound.state == event::Recorder::refused || sound.state == event::Recorder::missing) {
    why_ = sound.state == event::Recorder::refused ? Str::voice_refused : Str::voice_missing;
    state_ = VoiceNote::none;
    return;
  }
  if (state_ == VoiceNote::asking) {
    sound_.clear();
    started_ms_ = kept_ms_ = program.now_ms();
    state_ = VoiceNote::recording;
  }
  const bool room = sound_.size() + sound.part.size() <= limits::voice_bytes_max;
  if (room) sound_.insert(sound_.end(), sound.part.begin(), sound.part.end());
  if (state_ == VoiceNote::recording) seconds_ = std::min<double>((program.now_ms() - started_ms_) / 1000, limits::voice_seconds_max);
  // Parts after one that is left out would fit to nothing.
  if (sound.state == event::Recorder::finished || !room) return finish(program);
  if (program.now_ms() - kept_ms_ < keep_every_ms) return;
  kept_ms_ = program.now_ms();
  keep(program);
}

void SaidVoice::finish(Program& program) {
  state_ = sound_.empty() ? VoiceNote::none : VoiceNote::kept;
  if (sound_.empty()) why_ = Str::voice_nothing;
  keep(program);
}

void SaidVoice::keep(Program& program) {
  if (sound_ == kept_) return;
  kept_ = sound_;
  program.keep_input(path_, sound_.empty() ? Bytes() : kept_bytes(seconds_, sound_));
}

void SaidVoice::forget(Program& program) {
  state_ = VoiceNote::none;
  sound_.clear();
  seconds_ = 0;
  why_ = {};
  keep(program);
}

void HeardVoice::fill(Program& program, const registry::ElderFile& file, std::vector<VoiceState>& states) const {
  states.assign(file.history.size(), VoiceState::none);
  for (std::size_t i = 0; i < file.history.size(); ++i) {
    const auto& voice = file.history[i].voice;
    if (!voice) continue;
    if (voice->ref.kind != log::BlobKind::sound) {
      states[i] = VoiceState::newer;
    } else if (program.session().replica().blobs().missing(voice->scope, voice->ref).empty()) {
      states[i] = *playing_ == file.history[i].entity ? VoiceState::playing : VoiceState::there;
    } else {
      states[i] = VoiceState::coming;
      if (program.sync()) program.sync()->want_blob(voice->scope, voice->ref);
    }
  }
}

void HeardVoice::press(Program& program, const registry::ElderFile& file, EntityId visit) {
  if (std::exchange(*playing_, {}) == visit) return program.hush();
  const auto at = std::find_if(file.history.begin(), file.history.end(), [&](const registry::Happening& h) { return h.entity == visit; });
  if (at == file.history.end() || !at->voice) return;
  auto sound = program.session().replica().blobs().whole(at->voice->scope, at->voice->ref);
  if (!sound) return program.tell(Str::voice_unplayable, Tone::wait);
  program.be_silent();
  *playing_ = visit;
  program.play(at->voice->ref.kind, std::move(*sound), [&program, visit, playing = playing_](bool ok) {
    if (*playing == visit) *playing = {};
    if (!ok) program.tell(Str::voice_unplayable, Tone::wait);
    program.changed();
  });
  program.changed();
}

}  // namespace huzhu::ui
