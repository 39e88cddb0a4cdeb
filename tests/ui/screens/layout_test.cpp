// Every screen, in every state × {320, 360, 683, 800, 1366 dp} × the six type sizes: nothing cut, nothing overlapping, targets
// and letters at their floors. 683 is a PC of 1366 at 200 % zoom; 1366 × 625 is one with the browser's bars.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <optional>

#include "tests/ui/driver.h"
#include "tests/ui/screens/every_screen.h"

namespace huzhu::ui {
namespace {

using sample::Sample;

struct Scale {
  const char* name;
  Look look;
};
const Scale scales[] = {{"standard", {}},
                        {"large", {Density::standard, SizeStep::large}},
                        {"largest", {Density::standard, SizeStep::largest}},
                        {"elder", {Density::elder}},
                        {"elder large", {Density::elder, SizeStep::large}},
                        {"elder largest", {Density::elder, SizeStep::largest}}};

struct Window {
  float width, height;
  bool fine_pointer;
};
const Window windows[] = {{320, 640, false}, {360, 800, false}, {683, 384, true}, {800, 1280, false}, {1366, 768, true}, {1366, 625, true}};

bool meant_for(const Sample& sample, const Window& window, const Scale& scale) {
  const bool desk = window.fine_pointer && window.width >= 1024 && scale.look.density != Density::elder;
  return sample.where == Sample::any || (sample.where == Sample::desk_only) == desk;
}

float floor_of(const Kit& kit) { return kit.theme().elder() ? 60.0f : kit.theme().desk() ? 40.0f : 48.0f; }

// English is for contributors: the usual sizes, from 360 dp.
bool meant_for_english(const Window& window, const Scale& scale) { return window.width >= 360 && scale.look.size == SizeStep::normal && scale.look.density != Density::elder; }

// Signature or keypad, in its pane's coordinates.
struct Pad {
  PaneId pane = 0;
  float top = 0, bottom = 0;
};

std::optional<Pad> pad_of(const Tree& tree) {
  std::optional<Pad> pad;
  for (const Node& n : tree.nodes) {
    const bool key = n.role == Role::button && n.name.size() == 1 && n.name[0] >= '0' && n.name[0] <= '9';
    if (!key && (n.flags & node_draws) == 0) continue;
    if (!pad) pad = Pad{n.pane, n.rect.y, n.rect.y + n.rect.h};
    pad->top = std::min(pad->top, n.rect.y);
    pad->bottom = std::max(pad->bottom, n.rect.y + n.rect.h);
  }
  return pad;
}

const Pane& pane_of(const Tree& tree, const Pad& pad) {
  return *std::find_if(tree.panes.begin(), tree.panes.end(), [&](const Pane& p) { return p.id == pad.pane; });
}

bool whole(const Tree& tree, const Pad& pad) {
  const Pane& pane = pane_of(tree, pad);
  constexpr float slack = 1;
  return pad.top >= pane.scroll_top - slack && pad.bottom <= pane.scroll_top + pane.rect.h + slack;
}

void check_all(const char* only_language) {
  for (const Sample& s : sample::every_screen())
    for (const Scale& scale : scales)
      for (const Window& window : windows) {
        if (!meant_for(s, window, scale) || (chosen_language() == Language::en && !meant_for_english(window, scale))) continue;
        KitHost host(s.draw);
        host.kit.set_look(scale.look);
        Driver d(program_of(host));
        d.resize(window.width, window.height, window.fine_pointer);
        d.settle();
        std::vector<std::string> faults = layout_faults(d.tree(), window.width, floor_of(host.kit));
        for (std::string& fault : text_faults()) faults.push_back(std::move(fault));
        for (const std::string& fault : faults)
          BOOST_ERROR(s.name << ", " << only_language << ", " << scale.name << ", " << window.width << " x " << window.height << ": " << fault);
        BOOST_TEST(!d.tree().nodes.empty());
      }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(screens_layout)

BOOST_AUTO_TEST_CASE(every_screen_fits_at_every_width_and_size) { check_all("zh"); }

BOOST_AUTO_TEST_CASE(every_screen_fits_in_english_too) {
  choose_language(Language::en);
  check_all("en");
  choose_language(Language::zh);
}

// A hand is on the pad: where signature or keypad stands at the foot of its pane, what is told there must not take it away.
BOOST_AUTO_TEST_CASE(what_is_told_covers_no_pad) {
  int pads = 0;
  for (const Sample& s : sample::every_screen())
    for (const Scale& scale : scales)
      for (const Window& window : windows) {
        if (!meant_for(s, window, scale)) continue;
        KitHost host(s.draw);
        host.kit.set_look(scale.look);
        Driver d(program_of(host));
        d.resize(window.width, window.height, window.fine_pointer);
        d.settle();
        const std::optional<Pad> pad = pad_of(d.tree());
        if (!pad || d.tree().overlay_open || pad->bottom - pad->top > pane_of(d.tree(), *pad).rect.h) continue;
        d.scroll(pane_of(d.tree(), *pad).key, pad->bottom - pane_of(d.tree(), *pad).rect.h);
        if (!whole(d.tree(), *pad_of(d.tree()))) continue;   // content ends before: it stands higher
        host.kit.toast({Str::sign_full, Str::undo, 7});
        d.settle();
        const bool fits = pad->bottom - pad->top <= pane_of(d.tree(), *pad).rect.h;
        if (!fits) continue;   // no window is lower than a pad and a sentence but that of a PC at 200 %
        ++pads;
        BOOST_TEST(whole(d.tree(), *pad_of(d.tree())), s.name << ", " << scale.name << ", " << window.width << " x " << window.height);
      }
  BOOST_TEST(pads > 100);
}

BOOST_AUTO_TEST_CASE(letters_have_their_floors) {
  for (const Density density : {Density::standard, Density::elder, Density::desk})
    for (const SizeStep size : {SizeStep::normal, SizeStep::large, SizeStep::largest}) {
      const Theme theme({density, size});
      const bool elder = density == Density::elder, desk = density == Density::desk;
      BOOST_TEST(theme.type(Type::body).size >= (elder ? 24 : desk ? 18 : 20));
      BOOST_TEST(theme.type(Type::note).size >= (elder ? 20 : 16));
      BOOST_TEST(theme.type(Type::label).size >= (elder ? 20 : 16));
      for (int role = 0; role < type_count; ++role) BOOST_TEST(theme.type(static_cast<Type>(role)).line >= 1.15f * theme.type(static_cast<Type>(role)).size);
    }
}

BOOST_AUTO_TEST_CASE(a_screen_has_few_nodes) {
  for (const Sample& s : sample::every_screen())
    for (const Window& window : windows) {
      if (!meant_for(s, window, scales[0])) continue;
      KitHost host(s.draw);
      Driver d(program_of(host));
      d.resize(window.width, window.height, window.fine_pointer);
      d.settle();
      const std::size_t most = window.width >= 1024 ? 400 : 150;
      BOOST_TEST(d.tree().nodes.size() <= most, s.name << " has " << d.tree().nodes.size() << " nodes at " << window.width);
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::ui
