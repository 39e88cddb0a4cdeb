// Voice note: what somebody says instead of typing it. One large press goes through it all: say, done, hear it, quiet.
#include <cmath>

#include "core/base/limits.h"
#include "ui/kit/state.h"

namespace huzhu::ui {
namespace {

// 0:12
Text clock_of(double seconds) {
  const auto whole = static_cast<int>(std::lround(seconds));
  return say(Str::voice_clock, whole / 60, verbatim((whole % 60 < 10 ? "0" : "") + std::to_string(whole % 60)));
}

}  // namespace

VoicePress Kit::voice_note(const Id& id, const VoiceNote& voice) {
  using State = VoiceNote::State;
  constexpr double longest = limits::voice_seconds_max;
  VoicePress press = VoicePress::none;
  // One button whose word changes: whoever found it once, with a finger or a screen reader, stays on it.
  const Id main{id.key, "press"};
  switch (voice.state) {
    case State::none:
      if (button(main, Str::voice_say, {.icon = Icon::mic})) press = VoicePress::record;
      note(voice.why.empty() ? say(Str::voice_what, static_cast<int>(longest)) : voice.why);
      break;
    case State::asking:
    case State::finishing:
      button(main, Str::voice_say, {.icon = Icon::mic, .disabled = voice.state == State::asking ? Str::voice_asking : Str::voice_finishing});
      note(voice.state == State::asking ? Str::voice_asking : Str::voice_finishing);
      break;
    case State::recording:
      if (button(main, Str::voice_done, {.kind = ButtonKind::danger_filled, .icon = Icon::mic})) press = VoicePress::stop;
      break;
    case State::kept:
      columns({-1, -1}, [&](int cell) {
        const Text hear = voice.playing ? Text(Str::voice_hush) : Text(Str::voice_hear);
        if (cell == 0 && button(main, hear, {.icon = voice.playing ? Icon::close : Icon::speak})) press = voice.playing ? VoicePress::hush : VoicePress::play;
        if (cell == 1 && button(Id{id.key, "remove"}, Str::voice_remove, {.icon = Icon::del})) press = VoicePress::remove;
      });
      note(voice.seconds > 0 ? say(Str::voice_kept, clock_of(voice.seconds)) : Text(Str::voice_kept_some));
      break;
  }
  if (voice.state == State::asking || voice.state == State::recording) {
    progress(id, {.sentence = voice.state == State::asking ? Text(Str::voice_listens) : say(Str::voice_recording, clock_of(voice.seconds), clock_of(longest)),
                  .done = voice.seconds, .total = voice.state == State::asking ? 0 : longest, .records = true});
  }
  return press;
}

}  // namespace huzhu::ui
