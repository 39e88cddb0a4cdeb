// KitState: what the kit's files share: the pass being built, what was shown before, presses, and the way to draw.
//
// One pass runs the screen once; run() makes passes until presses are used up and sizes have settled, and only the last
// is rendered. Layout happens in content coordinates: of the pane, or of the window when pane == 0. Screens never see
// this. Owned by Kit; single-threaded.
#pragma once

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ui/kit/flat_map.h"
#include "ui/kit/icon_cache.h"
#include "ui/kit/kit.h"
#include "ui/kit/text_layout.h"

namespace huzhu::ui {

// ---- presses (input.cpp) ---------------------------------------------------------------------------------

struct HitBox {
  NodeId id;
  PaneId pane;
  Layer layer;
  Rect rect;  // content coordinates
  bool draws = false;   // a finger leaves a trace on it
};

// What a person could press in the frames [first, last], which had the same boxes.
struct ShownFrame {
  std::uint32_t first = 0, last = 0;
  bool overlay_open = false;
  Rect overlay_rect{};
  std::vector<HitBox> boxes;
  std::vector<Pane> panes;
};

// Something a person did that the next pass hands to a control.
struct Input {
  enum class Kind : std::uint8_t { press, activate, text, key } kind;
  NodeId node = 0;
  Rect rect{};         // press: where the node stood in the frame the person saw
  std::string value{};  // text, or the key's name
  bool taken = false;
};

struct Finger {
  bool down = false;
  bool touch = false;
  float x = 0, y = 0;
  PaneId pane = 0;
  float scroll_top = 0;
  NodeId node = 0;     // pressed node; 0 = none, or cancelled
  Rect rect{};
  bool outside = false;  // pressed beside an open overlay
};

// What a finger has drawn on a pad, from down to up, in parts of the pad's width.
struct Trace {
  NodeId node = 0;
  float origin_x = 0, origin_y = 0, width = 1;   // of the pad in the window, when the finger came down
  std::vector<float> xs, ys;
  bool done = false;
};

// How a part is being touched in this pass.
struct Part {
  bool activated = false, hovered = false, pressed = false, focused = false;
};

// ---- layout (flow.cpp) -----------------------------------------------------------------------------------

enum class Flow : std::uint8_t { nothing, text, section, block };

// Where the next control goes: a column of width w.
struct Place {
  float x = 0, y = 0, w = 0;
  float asked = -1;             // space() or gap() called since the last control; < 0 = the usual gap
  Flow last = Flow::nothing;
  float natural = 0;            // widest thing that was put here, at its own width
  float least = 0;              // what the buttons put here need for their words on one line
  bool rows = false;            // a sheet of rows: rules between, no gaps
  float row_height = 0;         // virtual list: all rows alike
};

struct PaneMemory {
  float scroll_top = 0;
  float content_height = 0;
  float request = -1;
  std::uint32_t seen_frame = 0;
};

struct ToastState {
  Toast toast;
  double until_ms = 0;          // 0 = none; < 0 = until the next act
  bool reason = false;          // says why something cannot be pressed
  float taken = 0;              // of the panes' height, since it was placed
  bool cleared = false;         // the pad in use has been scrolled out from under it, or there is none
};

struct Ring {
  Rect rect;
  float radius;
};

// What tests ask about a frame beside its tree.
struct Audit {
  std::vector<std::string> cut_texts;      // words that needed …
  std::vector<std::string> ownerless;      // text drawn for a node that is not there
  std::vector<NodeId> text_owners;
  struct Ink { NodeId owner; Rect rect, seen_in; std::string words; };
  std::vector<Ink> ink;                    // where letters were drawn, and what part of the window shows them; when asked for
  std::vector<std::string> spilled;        // words outside their node, their pane or the window
  bool unsettled = false;                  // measures still changed after the last pass
};

struct KitState {
  explicit KitState(const ImFontLoader* loader);
  ~KitState();

  // ---- the world -----------------------------------------------------------------------------------------
  ImGuiContext* context = nullptr;
  FontSet fonts;
  Theme theme;
  Look chosen;
  float window_w = 360, window_h = 800, ratio = 1;
  float inset_top = 0, inset_right = 0, inset_bottom = 0, inset_left = 0;
  bool fine_pointer = false, touched = false;
  double now = 0;
  void relook();

  // ---- frames --------------------------------------------------------------------------------------------
  Tree shown, building;
  std::size_t used_nodes = 0;
  std::vector<ShownFrame> history;
  std::vector<HitBox> boxes;       // of the pass being built
  bool dirty = true, unsettled = false;
  double app_deadline = -1, own_deadline = -1;
  void wake_at(double at_ms);
  Audit audit;

  // ---- presses -------------------------------------------------------------------------------------------
  std::vector<Input> queue;
  std::vector<Input> current;      // handed to this pass
  Finger finger;
  Trace trace;                     // node 0 = none
  float pointer_x = -1, pointer_y = -1;
  PaneId pointer_pane = 0;
  float pointer_scroll = 0;
  bool pointer_here = false;
  bool pointer_recent = false;     // a press within the last 300 ms: a focus now is its doing, not the keyboard's
  bool hold_begins = false;
  double hold_until = 0;
  NodeId hover = 0, focus = 0;
  bool focus_by_key = false;
  std::string wants_focus;         // key of the node to focus
  NodeId wants_node = 0;           // the same by node: an overlay that opened, or what had the focus before it
  bool outside_pressed = false, escape = false;
  double waiting_since = 0;        // skeletons appear when this is 400 ms ago
  std::uint32_t waiting_frame = 0;
  bool waiting_now = false;

  const ShownFrame* frame_shown(std::uint32_t number) const;
  const HitBox* hit(const ShownFrame& frame, float x, float y, PaneId pane, float scroll_top, bool* outside) const;
  void update_hover();
  void press(const event::Pointer& e);
  void lift();
  void begin_trace(const ShownFrame& frame, const HitBox& pad, const event::Pointer& e);
  bool follow(const event::Pointer& e);
  bool take_key(std::string_view name);
  const std::string* take_text(NodeId id);

  // ---- the pass ------------------------------------------------------------------------------------------
  ImDrawList* list = nullptr;
  Layer layer = Layer::base;
  PaneId pane = 0;
  float ox = 0, oy = 0;            // window = content + (ox, oy)
  NodeId parent = 0;
  bool after = false;              // nodes are read after the panes
  Place* place = nullptr;
  Place loose;                     // for calls outside any bar or pane: drawn at the head of what is left
  void set_loose();                // after a bar has cut its strip
  void close_loose();              // before a pane takes the rest
  Rect area{};                     // of the window, not yet taken by bars and panes
  float rail_kept = 0, rail_drawn = 0;   // width kept free for a rail because the pass before drew one; drawn in this pass
  std::uint32_t set_size = 0, position = 0;   // of the list around
  std::uint32_t column_number = 0; // counts columns() and the like, for recall
  bool overlay_open = false;
  Rect overlay_rect{};
  bool overlay_was_open = false;
  NodeId focus_before_overlay = 0;
  bool toast_placed = false;
  struct { PaneId pane = 0; float top = 0, bottom = 0; } pad;   // signature or keypad of this pass
  void use_pad(const Rect& r) { pad = {pane, r.y, r.y + r.h}; }
  void clear_pad(PaneId pid, const Rect& box, float scroll_top, float furthest);
  void answer_toast() { if (toast.until_ms < 0) toast = {}; }   // 长辈版: the next act
  bool row_chosen = false;         // a row of this sheet has a ground of its own
  std::string screen_key;
  std::vector<Ring> rings;
  std::vector<std::pair<NodeId, std::pair<int, int>>> visible, visible_before;   // rows of long lists; of the pass before

  struct Expected {
    std::u32string letters;
    Type type = Type::body;
    bool bold = false;
    std::size_t ready = 0;           // of the letters
  } expected;

  // ---- photos (photo.cpp) ----------------------------------------------------------------------------------
  struct Photo {
    std::uint64_t key = 0;
    bool dropped = false;            // the renderer still has it
    ImTextureData texture;
  };
  std::vector<std::unique_ptr<Photo>> photos;   // the oldest first
  Photo* photo_of(std::uint64_t key) const;
  void draw_photo(Photo& photo, const Rect& rect, float radius);
  void drop_photo(Photo& photo);
  void drop_photos();
  void let_photos_go();

  FlatMap<PaneMemory> panes;
  FlatMap<float> remembered;
  ToastState toast;
  std::uint64_t undone = 0;

  void begin_pass();
  void end_pass();
  void keep_history();

  // ---- nodes ---------------------------------------------------------------------------------------------
  // The reference holds until the next node is added.
  Node& add_node(const Id& id, Role role, const Rect& rect, const Text& name);
  // For what has no id of its own: its words in its place, and a number when they stand there twice.
  Id own_id(std::string_view base, const Text& words, Role role);
  void explain(NodeId disabled);   // somebody pressed what cannot be pressed: say why
  Part touch(NodeId id, const Rect& rect, bool disabled);
  const Part* pretended = nullptr;   // the gallery shows controls as they look under a pointer or with the focus
  Node* find_node(NodeId id);

  // ---- layout --------------------------------------------------------------------------------------------
  // The rectangle of the next control, as wide as the place; `natural` is what it would need.
  Rect take(float height, Flow kind, float natural = 0);
  void lead_in(Flow kind);         // the gap before a control whose height is not known yet
  void lead_out(Flow kind, float bottom);
  // A number remembered from the pass before; a change makes another pass.
  float recall(std::uint32_t key, float value_if_new) const;
  void remember(std::uint32_t key, float value);
  std::uint32_t next_key() { return (pane * 16777619u) ^ ((++column_number + (layer == Layer::overlay ? 5000u : 0u)) * 2654435761u); }
  void inside(Place inner, FunctionRef<void()> content, float* bottom, float* natural = nullptr, float* least = nullptr);
  float gutter() const;
  float stack_gap() const;
  bool on_screen(const Rect& rect) const;   // any of it within the clip rectangle

  // ---- text ----------------------------------------------------------------------------------------------
  TextBlock block(const Text& words, Type type, bool bold, float max_width, int max_lines = 0);
  void put(const TextBlock& words, float x, float y, float width, float align, Colour colour, NodeId owner);
  // In the middle of a line of the given height.
  void put_middle(const TextBlock& words, const Rect& rect, float align, Colour colour, NodeId owner);

  // ---- paint (paint.cpp), content coordinates --------------------------------------------------------------
  void fill(const Rect& rect, Colour colour, float radius = 0, int corners = 0);
  void fill_code(const Rect& rect, bool dark);   // black or white whatever the palette: a code of other colours is not read
  void stroke(const Rect& rect, Colour colour, float radius, float thickness);
  void fill_stroked(const Rect& rect, Colour ground, Colour border, float radius, float thickness);
  void line(float x0, float y0, float x1, float y1, Colour colour, float thickness);
  void disc(float cx, float cy, float r, Colour colour);
  void circle(float cx, float cy, float r, Colour colour, float thickness);
  IconCache ready_icons;
  void icon(Icon icon, float x, float y, float size, Colour colour);
  void picture(Picture picture, float x, float y, float size);
  void tile(const Text& surname, const Rect& rect, NodeId owner);
  void ring(const Rect& rect, float radius, const Part& part);
  void flush_rings();

  // ---- pieces that several controls draw --------------------------------------------------------------------
  struct MarkLook {
    Text word;
    Icon icon = Icon::none;
    Colour text = Colour::ink2, ground = Colour::sheet, border = Colour::edge;
    bool has_ground = false, bold = false, seal = false, bare = false;
    float border_width = 0;
  };
  MarkLook mark_look(const Mark& mark) const;
  float mark_width(const Mark& mark);
  // The largest letters of 长辈版 are higher than the token.
  float mark_height() const { return std::max(theme.pick(30, 40), std::ceil(theme.type(Type::note).size * 1.3f)); }
  void draw_mark(const Mark& mark, float x, float y, NodeId owner);
  float tag_width(const Text& word);
  float tag_height() const { return theme.pick(28, 38); }
  // Draws what fits into `width` on one line (or on several); returns the height used.
  float draw_tags(const std::vector<Text>& words, float x, float y, float width, bool one_line, NodeId owner);
  float badge_height() const { return std::max(theme.pick(26, 34), theme.type(Type::note).size + 8); }
  float badge_width(int count);
  void draw_badge(int count, float x, float cy, NodeId owner);
  void open_pane(const Id& id, const Rect& rect, Colour ground, float padding_x, float padding_bottom, FunctionRef<void()> content);
  void place_toast();
  struct OverlayShape {
    bool close_button = false;
    const Rect* over = nullptr;      // in the window: opens over this part, without title and scrim (desk)
    float fixed = 0;                 // height of what stays above the scroller
    float body = 0;                  // height of the scroller; 0 = as its content needs
  };
  // Runs `body` in a scroller on a sheet over a scrim, `fixed` above it; true when the person wants it closed.
  bool open_overlay(const Id& id, const Text& title, const OverlayShape& shape, FunctionRef<void(const Rect&)> fixed, FunctionRef<void()> body);
  // Cuts a strip of the height that `content` turns out to need from the foot of what is left.
  void foot_strip(float padding_y, FunctionRef<void()> content);
  FieldPress draw_field(const Id& id, std::string& value, const Field& field, const Rect& rect);
  bool draw_button(const Id& id, const Text& word, const Button& options, const Rect& rect, Role role, const std::string& href,
                   std::uint32_t extra_flags);
  float button_width(const Text& word, const Button& options);
  // Rows one below the other as a list or a listbox; of many only those that can be seen are built.
  void rows_of(const Id& id, Role role, const Text& name, int count, FunctionRef<void(int)> one);
  // The closed box of a part that opens a sheet: label, what is chosen, and the sentence below. True when it was pressed;
  // `at` becomes where the box stands.
  bool choice_box(const Id& id, const Pick& pick, const Text& shown, const Text& ok, bool open, Rect* at);
  // Label above a part, and error, tick or help below it, as fields have them.
  void label_above(const Text& label, NodeId owner);
  void sentence_below(const Text& error, const Text& ok, const Text& help, NodeId owner);
};

// Of the frame drawn last by any kit of this process; for tests.
const Audit& last_audit();
const std::string& last_code();   // its text
void audit_ink(bool wanted);   // costs a copy of every word: off in the product

std::uint32_t hash_key(std::string_view key);
Colour text_of(Tone tone);
Colour ground_of(Tone tone);
Icon icon_of(Tone tone);
std::string mark_words(const KitState& s, const Mark& mark);

// Sets a value for the time of a block.
template <class T>
class Scoped {
 public:
  Scoped(T& slot, T value) : slot_(slot), before_(std::move(slot)) { slot_ = std::move(value); }
  ~Scoped() { slot_ = std::move(before_); }
  Scoped(const Scoped&) = delete;
  Scoped& operator=(const Scoped&) = delete;

 private:
  T& slot_;
  T before_;
};

}  // namespace huzhu::ui
