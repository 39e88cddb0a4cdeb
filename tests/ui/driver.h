// Driver: presses, types and reads a program without a browser, by role and name as a person would say it.
//
//   Driver d(program);  d.resize(360, 800);
//   d.by_role(Role::button, "保存").press();
//   d.by_role(Role::textbox, "姓名").type("𠮷野");
//   BOOST_TEST(d.text_visible("记好了"));
//
// A press goes the way of a finger: into view, down and up at the node's centre with the number of the frame shown, and it
// fails unless the node on top there is the one that was asked for. Failures are thrown as DriverError with what is shown.
#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "ui/kit/kit.h"

namespace huzhu::ui {

struct DriverError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// What the driver drives: anything that takes events and draws frames. App and KitHost both do.
struct Driven {
  std::function<void(const Event&)> handle;
  std::function<bool(double now_ms)> frame;
  std::function<const Tree&()> tree;
  std::function<double()> deadline_ms;
};

template <class T>
Driven program_of(T& app) {
  return {[&app](const Event& e) { app.handle(e); }, [&app](double now) { return app.frame(now); },
          [&app]() -> const Tree& { return app.tree(); }, [&app] { return app.deadline_ms(); }};
}

// A kit with one screen, for tests of the kit and of single screens.
class KitHost {
 public:
  explicit KitHost(std::function<void(Kit&)> screen);
  void handle(const Event& e) { kit.handle(e); }
  bool frame(double now_ms) {
    return kit.run(now_ms, [&] { screen(kit); });
  }
  const Tree& tree() const { return kit.tree(); }
  double deadline_ms() const { return kit.deadline_ms(); }

  Kit kit;
  std::function<void(Kit&)> screen;
};

class Driver {
 public:
  explicit Driver(Driven program);

  class Handle {
   public:
    void press();                         // as a finger
    void activate();                      // as assistive technology
    void type(std::string_view text);     // focus, then the whole text
    const Node& node() const;

   private:
    friend class Driver;
    Handle(Driver& driver, NodeId id, std::string what) : driver_(driver), id_(id), what_(std::move(what)) {}
    Driver& driver_;
    NodeId id_;
    std::string what_;
  };

  void resize(float width, float height, bool fine_pointer = false, float pixel_ratio = 1);
  // The one node of that role whose name is `name`, or begins with it followed by a separator. Throws when none or several.
  Handle by_role(Role role, std::string_view name);
  Handle by_key(std::string_view key);
  bool exists(Role role, std::string_view name) const;
  // Any node whose name, value or error contains this.
  bool text_visible(std::string_view text) const;

  void settle();                          // draws until nothing is due
  void advance(double ms);                // time passes; deadlines are kept
  void send(const Event& event);          // and settles
  void scroll(std::string_view pane_key, float scroll_top);
  void finger_down(float x, float y);     // at the frame shown now
  void finger_up(float x, float y);
  int frames() const { return frames_; }
  const Tree& tree() const { return program_.tree(); }
  // Where a node's centre stands in the window, scrolled into view.
  struct Point {
    float x, y;
  };
  Point into_view(NodeId id);
  std::string outline() const;            // the tree as indented lines, for messages and snapshots

 private:
  const Node* find(NodeId id) const;
  const Node* topmost_at(float x, float y) const;
  PaneId pane_at(float x, float y, float* scroll_top) const;

  Driven program_;
  double now_ = 1000;
  int frames_ = 0;
};

// What is wrong with the layout of the frame shown last: words cut, parts that leave their pane, targets that overlap or are
// smaller than the floor (48 standard, 60 elder, 40 desk). One sentence each; empty = sound.
std::vector<std::string> layout_faults(const Tree& tree, float window_width, float target_floor);
// Words cut by … and text without a node in the frame drawn last in this process.
std::vector<std::string> text_faults();
const char* role_name(Role role);

}  // namespace huzhu::ui
