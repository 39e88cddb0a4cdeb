// ShownCodes and ReadCodes: bytes that go from one screen to another device's camera, as codes that follow one another.
//
// For pages and for the carrier; neither needs a session, so that a locked or new device can use them.
#pragma once

#include "sync/bundle/fountain.h"
#include "ui/screens/codes.h"

namespace huzhu::ui {

class Program;

class ShownCodes {
 public:
  void begin(const Bytes& bytes, double now_ms);
  void end() { *this = {}; }
  void pause() { view_.running = !view_.running; }
  void turn(Program& program);             // the next code when its time has come; called while drawing
  bool shown() const { return !view_.text.empty(); }
  const CodesView& view() const { return view_; }

 private:
  CodesView view_;
  std::optional<sync::FountainWriter> fountain_;
  double next_ms_ = 0;
};

class ReadCodes {
 public:
  void begin() { *this = {}; }
  void camera(event::Camera state) { view_.camera = state; }
  // One code; the bytes when all of them are here, or why they cannot be: then it has begun anew.
  std::optional<Result<Bytes>> take(const std::string& text);
  const ReadingView& view() const { return view_; }

 private:
  ReadingView view_;
  sync::FountainReader reader_;
};

}  // namespace huzhu::ui
