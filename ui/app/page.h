// Page: one place in the program: it asks the session for its view model, draws it with a screen function, and
// turns what was pressed into commands and moves. Screens stay pure; pages are the only ones that know both sides.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "ui/port.h"
#include "ui/screens/topic.h"

namespace huzhu::ui {

class Program;

enum class Tab : int { none = -1, today, people, write, more, conflicts, sync, settings, person };

class Page {
 public:
  virtual ~Page() = default;
  // Opaque: ids only, never a name (it stands in the browser's history).
  virtual std::string path() const = 0;
  // Main pages show the navigation with this entry lit; inner pages show a way back.
  virtual Tab tab() const { return Tab::none; }
  // What its 怎么用 is about.
  virtual Topic topic() const = 0;
  virtual bool main() const { return false; }
  // Fills the view model; called before the first drawing and whenever records changed.
  virtual void load(Program& program) { (void)program; }
  virtual void draw(Program& program) = 0;
  // One step back inside the page (the questions of 长辈版); false: leave it.
  virtual bool go_back(Program& program) { (void)program; return false; }
  // What the camera on this page saw, and how it is.
  virtual void code_read(Program& program, const std::string& text) { (void)program, (void)text; }
  virtual void camera(Program& program, event::Camera state) { (void)program, (void)state; }
  // A file was chosen here; false: it is for whoever takes what was carried by hand.
  virtual bool file_chosen(Program& program, ByteView file) { (void)program, (void)file; return false; }
  // A picture from camera or album for the button that asked, which may be gone by then.
  virtual void photo_chosen(Program& program, const event::PhotoChosen& photo) { (void)program, (void)photo; }
  // A part of what was said to the recorder on this page.
  virtual void sound_recorded(Program& program, const event::SoundRecorded& sound) { (void)program, (void)sound; }
  // Somebody else is about to answer what this page shows: the short auto-lock of county roles waits as long as everybody's.
  virtual bool waits_for_somebody() const { return false; }
  // Unfinished input as bytes, kept through kill and log-out; empty = nothing to keep.
  virtual std::string draft() const { return {}; }
  virtual void restore(std::string_view draft) { (void)draft; }
  // The page is about to be left, by the person or by a lock: what lies beside the draft is kept now.
  virtual void keep_unfinished(Program& program) { (void)program; }

 protected:
  // An answer that may come when the page is gone, by another press or by locking: it is nobody's then.
  template <class Answer>
  auto while_open(Answer answer) {
    return [answer = std::move(answer), here = std::weak_ptr<const bool>(here_)](auto&&... args) {
      if (!here.expired()) answer(std::forward<decltype(args)>(args)...);
    };
  }

 private:
  std::shared_ptr<const bool> here_ = std::make_shared<const bool>(true);
};

using PagePtr = std::unique_ptr<Page>;

}  // namespace huzhu::ui
