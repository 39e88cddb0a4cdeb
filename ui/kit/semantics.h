// Semantics: the tree of what is on the screen, said as well as drawn (design/ui.md "Kit and semantics").
//
// Every kit control adds one Node per frame. The same tree feeds the DOM mirror in the browser, the
// native headless driver of the tests, hit testing, and the completeness tests. Screens never see it.
//
// Coordinates are dp. A node in a pane has coordinates relative to the pane's content (they do not
// change while the pane scrolls); a node in a bar layer has window coordinates.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace huzhu::ui {

using NodeId = std::uint32_t;  // hash of (stable string id, role); 0 = none
using PaneId = std::uint32_t;

enum class Role : std::uint8_t {
  none, text, heading, button, link, checkbox, radio, switch_, tab, textbox, textarea, searchbox, combobox, option,
  list, listitem, table, row, cell, columnheader, dialog, group, image, progressbar, status, alert, navigation, radiogroup,
  tablist, form, listbox, tabpanel
};

enum NodeFlag : std::uint32_t {
  node_disabled = 1u << 0,   // stays focusable; `description` says why
  node_checked = 1u << 1,
  node_checkable = 1u << 2,  // has a checked state at all
  node_mixed = 1u << 3,
  node_selected = 1u << 4,   // current tab, current row, aria-current for navigation
  node_expanded = 1u << 5,
  node_expandable = 1u << 6,
  node_invalid = 1u << 7,    // `error` says what to do
  node_required = 1u << 8,
  node_focus = 1u << 9,      // asks the shell to focus this node once
  node_live_polite = 1u << 10,
  node_live_assertive = 1u << 11,
  node_password = 1u << 12,  // never written to disk, masked
  node_readonly = 1u << 13,
  node_wants_file = 1u << 14,   // pressed in the DOM: opens a file chooser
  node_href = 1u << 15,         // real link; `value` is the href (tel:…)
  node_after = 1u << 16,        // a bar's node that is read after the panes: foot navigation, dock, toast
  node_camera = 1u << 17,       // an image that the shell fills with the camera's picture; codes in it come as CodeRead
  node_draws = 1u << 19,        // an image a finger draws on: the browser must not scroll there
  node_picture = 1u << 20,      // with node_wants_file: only a picture, which comes small as PhotoChosen; a tablet offers its camera
  node_recorder = 1u << 21,     // while it is there the shell records what is said; parts come as SoundRecorded
  node_still = 1u << 18,        // a row of a table that only tells: it cannot be pressed and takes no focus
};

enum class Layer : std::uint8_t { base, overlay };  // an open overlay makes base inert and aria-hidden
enum class InputMode : std::uint8_t { text, numeric, tel, search, none };

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;
  bool contains(float px, float py) const { return px >= x && py >= y && px < x + w && py < y + h; }
};

struct Node {
  NodeId id = 0;
  NodeId parent = 0;         // enclosing group/list/dialog/table node, 0 = the layer itself
  PaneId pane = 0;           // 0 = a bar: window coordinates
  Layer layer = Layer::base;
  Role role = Role::none;
  std::uint32_t flags = 0;
  Rect rect;
  std::string key;           // stable string id, e.g. "visit.save" (tests and drafts use it)
  std::string name;          // accessible name, as shown
  std::string value;         // textbox text, progress text, href
  std::string description;   // hint or reason why disabled
  std::string error;         // one sentence, by aria-describedby
  std::uint16_t level = 0;   // heading level
  std::uint32_t set_size = 0, position = 0;  // lists: whole size and 1-based place
  InputMode input_mode = InputMode::text;
  std::uint16_t max_length = 0;
  float font_size = 0;       // dp, of textboxes: the DOM input draws its own text while focused
  bool bold = false;
};

// One scroll box (design/ui.md "Layers, bottom up"): window rectangle, true content height, and, when the
// program wants to move it (open at the same place as before), a scroll request.
struct Pane {
  PaneId id = 0;
  Layer layer = Layer::base;
  Rect rect;
  float content_height = 0;
  float scroll_top = 0;         // as known to this frame
  float scroll_request = -1;    // >= 0: the shell sets scrollTop to this once
  std::string key;
};

// Everything one drawn frame says. `frame` numbers drawn frames from 1.
struct Tree {
  std::uint32_t frame = 0;
  std::string title;        // document title; carries no personal data
  bool overlay_open = false;
  std::vector<Pane> panes;
  std::vector<Node> nodes;  // in reading order
};

// Difference between two trees as bytes for the shell; layout is described in mirror_wire.h.
std::vector<std::uint8_t> encode_diff(const Tree& before, const Tree& after);

}  // namespace huzhu::ui
