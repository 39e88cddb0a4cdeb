// Face to face, on the device that asks: what the lead's camera is to see, and the lead's answer being read.
#pragma once

#include "ui/screens/codes.h"
#include "ui/screens/four_words.h"

namespace huzhu::ui {

// Both screens show the same four words; three steps say what the lead does.
void face_request_content(Kit& kit, const CodesView& codes, const WordCards& words);
// The camera, or the lead's file. `error`: why what was read before was nothing.
void face_answer_content(Kit& kit, const ReadingView& reading, const Text& error);

}  // namespace huzhu::ui
