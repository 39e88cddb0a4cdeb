// FaceAsking: the device that asks to be answered face to face (core/people/face.h): its request as codes, and the lead's answer.
//
// For a new device at its first run, and for one in use that one more person shall use.
#pragma once

#include <functional>
#include <memory>

#include "core/people/enrol.h"
#include "ui/app/codes.h"
#include "ui/screens/four_words.h"

namespace huzhu::ui {

class FaceAsking {
 public:
  FaceAsking() = default;
  FaceAsking(const FaceAsking&) = delete;

  // The same keys make the same request, also after the device was off.
  void show(Program& program, const crypto::SigningKey& device, const PublicKey& actor);
  WordCards words() const;
  void read();                                // from now on codes are read, none shown
  void turn(Program& program) { shown_.turn(program); }   // called while drawing, where codes are shown
  void camera(event::Camera state) { reading_.camera(state); }
  const CodesView& codes() const { return shown_.view(); }
  const ReadingView& reading() const { return reading_.view(); }

  // A code that the camera saw, and a file that was chosen. `then` gets the grant, or why it is none, while this object lives.
  using Then = std::function<void(Result<people::EnrolmentGrant>)>;
  void code_read(Program& program, const crypto::SigningKey& device, const std::string& text, Then then);
  void open(Program& program, const crypto::SigningKey& device, Result<Bytes> file, Then then);

 private:
  Bytes request_;
  ShownCodes shown_;
  ReadCodes reading_;
  std::shared_ptr<std::uint32_t> attempt_ = std::make_shared<std::uint32_t>(0);   // answers to an earlier one are nobody's
};

// What is said of an answer that was none.
Text face_trouble(ErrorCode why);

}  // namespace huzhu::ui
