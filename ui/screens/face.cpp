#include "ui/screens/face.h"

namespace huzhu::ui {

void face_request_content(Kit& kit, const CodesView& codes, const WordCards& words) {
  kit.heading(Str::first_face_title);
  kit.gap();
  shown_codes(kit, codes);
  kit.gap();
  kit.text(Str::first_face_words);
  kit.space(8);
  word_cards(kit, "first.words", words);
  kit.gap();
  kit.step(1, Str::first_face_step_open);
  kit.step(2, Str::first_face_step_scan);
  kit.step(3, Str::first_face_step_read);
}

void face_answer_content(Kit& kit, const ReadingView& reading, const Text& error) {
  kit.heading(Str::first_face_read_title);
  kit.label(Str::first_face_read_body);
  kit.gap();
  if (!error.empty()) kit.icon_line(Icon::alert, error, Tone::due);
  read_codes(kit, reading, {Str::first_face_read_hint, Str::first_face_read_strange, Str::first_face_read_missing});
  kit.gap();
  kit.file_button("first.face_file", Str::first_face_file, {.icon = Icon::file});
}

}  // namespace huzhu::ui
