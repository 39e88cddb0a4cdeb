// FilePhoto: the picture on an elder's file, wherever the file is shown: fetched, decoded, taken, replaced, taken away.
#pragma once

#include "ui/app/program.h"
#include "ui/screens/elder.h"

namespace huzhu::ui {

class FilePhoto {
 public:
  // What of it may be seen, and what has to be waited for; asks for what is not here.
  void fill(Program& program, ElderScreen& screen);
  // True when the act was one of its own; `screen` is then as it is now.
  bool take(Program& program, const ElderAct& act, ElderScreen& screen);
  // The shell's answer to a file button. Taking a photo lasts: on the PC somebody else may be shown by now.
  void chosen(Program& program, EntityId person, const event::PhotoChosen& photo);

 private:
  void decode(Program& program, std::uint64_t key, Bytes jpeg);

  // By key; kept for the answer, which may come when the page is gone.
  struct Decoding { std::uint64_t now = 0, failed = 0; };
  std::shared_ptr<Decoding> decoding_ = std::make_shared<Decoding>();
};

}  // namespace huzhu::ui
