// Codes that are shown, and codes that a camera reads: the same on every screen where two devices speak without a network.
#pragma once

#include <optional>
#include <string>

#include "ui/kit/kit.h"
#include "ui/port.h"

namespace huzhu::ui {

// Codes being shown.
struct CodesView {
  std::string text;                 // of the code now; empty: none are shown
  std::size_t number = 0, pieces = 0;
  bool running = true, too_many = false;
};
// The code itself, how far it is, and a way to stop: nobody is hurried by a screen. True: that was pressed.
bool shown_codes(Kit& kit, const CodesView& codes);

// Codes being read.
struct ReadingView {
  std::optional<event::Camera> camera;
  std::size_t known = 0, pieces = 0;
  bool strange = false;             // the last one was none of ours
};
// The camera's picture and how far it is. `missing`: what to do without a camera.
struct ReadingWords {
  Text hint, strange, missing;
};
void read_codes(Kit& kit, const ReadingView& view, const ReadingWords& words);

}  // namespace huzhu::ui
