// Voice: what is said into a form instead of typed (SaidVoice), and what was said in records, heard again (HeardVoice).
#pragma once

#include "core/registry/elder_file.h"
#include "ui/app/program.h"
#include "ui/screens/elder.h"

namespace huzhu::ui {

// A form's recording. It is written to the disk while it grows, beside the form's draft, so that a killed tab or a lock
// loses three seconds at most. Where the page is left the microphone goes off: the node it listens at is gone.
class SaidVoice {
 public:
  // What was kept for the form of this path.
  void restore(Program& program, std::string path);
  VoiceNote note() const;
  void press(Program& program, VoicePress press, const Id& id);
  void recorded(Program& program, const event::SoundRecorded& sound);
  const Bytes& sound() const { return sound_; }
  bool busy() const { return state_ == VoiceNote::asking || state_ == VoiceNote::recording || state_ == VoiceNote::finishing; }
  // Its bytes have become part of a record, or are not wanted.
  void forget(Program& program);

  // What is being said, until now.
  void keep(Program& program);

 private:
  void finish(Program& program);

  std::string path_;
  NodeId node_ = 0;
  VoiceNote::State state_ = VoiceNote::none;
  Bytes sound_, kept_;   // kept_: as it is on the disk
  double started_ms_ = 0, kept_ms_ = 0, seconds_ = 0;
  Text why_;
  std::shared_ptr<bool> playing_ = std::make_shared<bool>(false);   // the answer may come when the page is gone
};

// Of an elder's file, wherever it is shown.
class HeardVoice {
 public:
  // What can be heard of each visit; asks for what is not here.
  void fill(Program& program, const registry::ElderFile& file, std::vector<VoiceState>& states) const;
  // Begins, or stops, what was said at that visit.
  void press(Program& program, const registry::ElderFile& file, EntityId visit);

 private:
  std::shared_ptr<EntityId> playing_ = std::make_shared<EntityId>();
};

}  // namespace huzhu::ui
