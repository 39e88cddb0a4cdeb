// App: the whole program as one value: events in, frames, semantics and effects out.
//
// Owns the kit, the session with the replica (core), the sync client and the current screen. Single-threaded;
// every call comes from one thread (the worker in the browser, the test in the native driver). Draws through
// Dear ImGui draw lists, which the host renders after frame() returned true.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/ports.h"
#include "ui/port.h"

struct ImFontLoader;

namespace huzhu::ui {

struct AppSetup {
  Clock* clock = nullptr;
  Random* random = nullptr;
  std::string database_name = "huzhu.db";          // SQLite file name in the host's VFS
  Bytes keyring;                                   // as last saved by effect::SaveKeyring; empty on first run
  std::map<std::string, std::string> preferences;  // as last saved by effect::SetPreference
  std::string version;                             // build hash shown in settings
  std::string path;                                // deep link at start
  const ::ImFontLoader* font_loader = nullptr;     // null: the one this build was made with
  double (*monotonic_ms)() = nullptr;              // for slices of long work; null: the smallest slices
};

class App {
 public:
  explicit App(AppSetup setup);
  ~App();

  void handle(const Event& event);

  // Runs frames until the event queue is empty and what is shown is settled; returns true when something was
  // drawn that must be presented (ImGui::GetDrawData() is then valid), false when nothing changed.
  bool frame(double now_ms);

  // True when frame() should be called again at the next animation tick.
  bool wants_frame() const;
  // True when frame() should be called again at once, whether or not anything is to be drawn: a slice of long work is next.
  bool wants_work() const;

  // Milliseconds (same clock as frame's now_ms) of the one deadline, or a negative number when there is none.
  double deadline_ms() const;

  const Tree& tree() const;
  std::vector<Effect> take_effects();

  // ImGui context was lost with the GL context: textures are made anew at the next frame.
  void context_lost();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace huzhu::ui
