// Kit: all that screens draw with. A screen is a function of its view model that calls these, top to bottom.
//
//   kit.screen({"today", Str::today_title});
//   switch (kit.top_bar({.title = Str::today_title, .mark = sync})) { … }
//   int go = kit.navigation(nav);              // bottom bar, rail or side by the window's form
//   kit.dock([&] { if (kit.button("visit.save", Str::visit_save, {.kind = ButtonKind::primary})) …; });
//   kit.pane("today", [&] {                    // what is left: one scroller box
//     kit.section(Str::today_still);
//     kit.list("today.rows", Str::today_still, n, [&](int i) { kit.row(Id("today.row", id[i]), {…}); });
//   });
//   if (open) if (kit.sheet("write", Str::write_title, [&] { … })) open = false;
//
// Why: one place decides what a control looks like, how large it is, what it is called aloud and when it counts
// as pressed. A control returns true in the one pass in which the person's press has reached it; the kit then
// runs the screen again until nothing changes, so a screen may change its state at once.
//
// Order matters: bars cut their strip from the window first, then panes take the rest. Reading order is the
// order of calls, except that navigation at the foot, dock and toast are read after the panes.
// Owns the ImGui context. Single-threaded. Lengths are dp. Nothing fails; odd input is drawn as it is.
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ui/kit/function_ref.h"
#include "ui/kit/parts.h"
#include "ui/kit/semantics.h"
#include "ui/port.h"
#include "ui/theme/theme.h"

struct ImFontLoader;

namespace huzhu::ui {

struct KitState;

class Kit {
 public:
  // The loader draws glyphs: the browser's text engine, or fixed metrics (ui/kit/fixed_font.h). It must outlive the kit.
  explicit Kit(const ImFontLoader* loader);
  ~Kit();
  Kit(const Kit&) = delete;
  Kit& operator=(const Kit&) = delete;

  // ---- for App -------------------------------------------------------------------------------------
  // Takes what concerns drawing and pressing (Resize, Pointer, Scroll, Text, Activate, Focus, Key, Visibility, Preferences);
  // other events are ignored, so App may pass all.
  void handle(const Event& event);
  // Runs `draw` until the queue of presses is empty and sizes are settled (≤ 8 passes), renders, and counts one
  // frame. False, and nothing done, when nothing changed since the last call.
  bool run(double now_ms, FunctionRef<void()> draw);
  const Tree& tree() const;
  void invalidate();                      // data changed: draw again
  void invalidate_at(double at_ms);       // draw again then (toast, back-off, midnight)
  double deadline_ms() const;             // earliest of those and the kit's own; negative = none
  bool wants_frame() const;               // more to do right now
  void set_look(const Look& look);        // what the person chose; takes effect when no finger is down
  void forget();                          // locking: field texts, focus, scroll places, toast
  void context_lost();
  // Characters the screen is likely to show next, in this type. They are drawn into the atlas a few at
  // a time while there is nothing else to do, so that a list does not stumble over each name it scrolls past.
  void expect(std::u32string letters, Type type, bool bold);
  bool prepare();                         // draws the next few of them; true while some are left
  // Somebody's picture, decoded, by a key of its own that is not 0: kept until three newer ones came, or forget().
  void put_photo(std::uint64_t key, std::uint32_t width, std::uint32_t height, const std::vector<std::uint8_t>& rgba);
  bool has_photo(std::uint64_t key) const;

  // ---- what a screen may ask -------------------------------------------------------------------------
  const Theme& theme() const;
  Form form() const;                      // phone, tablet, desk
  float window_width() const;
  float width() const;                    // of the place where the next control goes
  bool narrow() const;                    // < 340: marks below names
  double now_ms() const;
  // True while a finger is down and 300 ms after: do not reorder what is visible.
  bool hold_order() const { return hold_order(now_ms()); }
  bool hold_order(double at_ms) const;    // before run() the kit does not know how late it is
  bool key(std::string_view name);        // a key no field took, once, while nothing lies over the page: "/"
  bool field_focused() const;

  // ---- frame -----------------------------------------------------------------------------------------
  struct Screen {
    Id id;
    Text title;                           // document title: no personal data
    bool from_top = false;                // forget where it was scrolled to
  };
  void screen(const Screen& screen);
  BarPress top_bar(const TopBar& bar);
  DeskBarPress desk_bar(const DeskBar& bar);
  int navigation(const Navigation& navigation);   // index pressed, or -1
  void dock(FunctionRef<void()> content);         // the act at the foot
  void foot(FunctionRef<void()> content);         // like dock, quiet: count, 导出, 打印
  void strip(FunctionRef<void()> content);        // the same at the head, below the bars that stand there: what is said of every page
  // A column of the given width at the right of what is left, with bars and panes of its own (PC detail).
  void split_right(float width, FunctionRef<void()> content);
  void pane(const Id& id, FunctionRef<void()> content);
  void pane_sheet(const Id& id, FunctionRef<void()> content);  // the same on sheet ground (PC detail)
  void scroll_to_top(const Id& pane);
  void focus(const Id& id);               // asks the shell to focus that control and scrolls it into view

  // ---- layout ----------------------------------------------------------------------------------------
  void space(float dp);
  void gap();                             // between cards
  void rule();
  void card(FunctionRef<void()> content, Tone border = Tone::plain);   // border: plain 1 dp rule; due, danger, primary 2 dp
  void block(FunctionRef<void()> content);                             // paper block inside a card
  // Side by side. width > 0: dp; < 0: share of the rest (-1.35f); 0: as wide as its button or text needs.
  void columns(std::initializer_list<float> widths, FunctionRef<void(int)> cell, float between = 12, Align vertical = Align::left);
  // `count` cells, `per_row` in each line, equal widths.
  void grid(int count, int per_row, FunctionRef<void(int)> cell, float between = 8);
  void centred(float max_width, FunctionRef<void()> content);          // narrower than the window: elder on tablets
  // A named group for readers: role group, radiogroup, list, form.
  void group(const Id& id, Role role, const Text& name, FunctionRef<void()> content);

  // ---- text ------------------------------------------------------------------------------------------
  struct TextStyle {
    Type type = Type::body;
    bool bold = false;
    Colour colour = Colour::ink;
    Align align = Align::left;
    int max_lines = 0;                    // 0 = as many as it takes
  };
  void heading(const Text& words, int level = 1, Align align = Align::left);
  void section(const Text& words, const Text& aside = {});    // 40 high, level 2, aside at the right
  bool section(const Text& words, const Id& act, const Text& act_word, Icon icon = Icon::none);
  void step(int number, const Text& words);                   // ① 帮了谁
  void text(const Text& words, TextStyle style);
  void text(const Text& words);           // body
  void lead(const Text& words);
  void label(const Text& words);          // ink2
  void note(const Text& words);           // ink2
  void icon_line(Icon icon, const Text& words, Tone tone = Tone::quiet);
  void alert_line(Icon icon, const Text& words, Tone tone);   // the same, and said at once to who listens
  void announce(const Text& words, bool assertive = false);   // said, not drawn

  // ---- acts ------------------------------------------------------------------------------------------
  bool button(const Id& id, const Text& word, const Button& options);
  bool button(const Id& id, const Text& word);
  bool icon_button(const Id& id, Icon icon, const Text& spoken);
  bool link(const Id& id, const Text& word, const std::string& href, const Button& options);  // tel:…; pressed in the DOM
  bool file_button(const Id& id, const Text& word, const Button& options);                    // opens a file chooser
  bool act_card(const Id& id, const ActCard& card);

  // ---- choosing --------------------------------------------------------------------------------------
  bool chip(const Id& id, const Text& word, bool selected, Icon icon = Icon::none);
  // Flows chips over lines; one(i) must call chip(). Index is given back by the screen itself.
  void chips(const Id& id, const Text& name, int count, FunctionRef<void(int)> one, int per_row = 0);
  bool option(const Id& id, const Choice& choice, bool selected, float min_height = 0);
  bool radio_cards(const Id& id, const Text& name, const std::vector<Choice>& choices, int& selected);
  bool segmented(const Id& id, const Text& name, const std::vector<Choice>& choices, int& selected);
  // A few views of one thing; `panel` draws the chosen one, below.
  bool tabs(const Id& id, const Text& name, const std::vector<Choice>& choices, int& current, FunctionRef<void()> panel);
  // One of many (thousands): a box that shows what is chosen; pressed, it opens a list with a search field, as a sheet from
  // the foot on phones and in 长辈版, else over the box. `fits` says whether an option fits what was typed, which is not
  // empty. `chosen` is an index, or -1. Do not use it on a sheet.
  bool pick(const Id& id, PickState& state, int count, int& chosen, const Pick& pick, FunctionRef<PickOption(int)> one,
            FunctionRef<bool(int, std::string_view)> fits);
  bool checkbox(const Id& id, const Text& word, Check& state, const Text& error = {});
  bool toggle(const Id& id, const Row& row, bool& on);        // a row with a switch at the right
  bool picture_card(const Id& id, const PictureCard& card);
  bool stepper(const Id& id, const Text& label, int& value, int low, int high, const Text& shown);

  // A day by big choices, one question after the other: year, month, day; by either calendar. `date` is the box that opens
  // it, `date_sheet` the sheet alone, for a field of the screen's own that opens it. Not on a sheet.
  bool date(const Id& id, DateState& state, std::optional<Date>& value, const DateField& field);
  bool date_sheet(const Id& id, DateState& state, std::optional<Date>& value, const DateField& field);
  // Strokes of a finger, or a thumb's print, as a value of ≤ limits::mark_bytes_max (ui/kit/strokes.h).
  SignPress signature(const Id& id, std::string& strokes, const SignPad& pad);
  void photo(const Id& id, const PhotoFrame& frame);
  void signed_picture(const Id& id, const Text& name, const std::string& strokes);   // of a record: cannot be changed

  // ---- fields ----------------------------------------------------------------------------------------
  FieldPress field(const Id& id, std::string& value, const Field& field);
  PadPress keypad(const Id& id, std::string& pin, const Keypad& pad);

  // ---- rows ------------------------------------------------------------------------------------------
  RowPress row(const Id& id, const Row& row);
  void rows(FunctionRef<void()> content);           // a sheet of rows with rules between
  // A sheet of rows; only the visible ones are built when there are many (10,000 at ≤ 2 ms).
  void list(const Id& id, const Text& name, int count, FunctionRef<void(int)> one);
  // Desk. Head stays, rows scroll in a pane of their own that takes what is left of the window.
  TablePress table(const Id& id, const Text& name, const std::vector<Column>& columns, int count, int selected,
                   FunctionRef<void(int row, std::vector<Cell>& cells)> fill, FunctionRef<std::uint64_t(int row)> row_key);
  // The same inside a pane, all rows drawn; for short tables (12 villages).
  TablePress small_table(const Id& id, const Text& name, const std::vector<Column>& columns, int count,
                         FunctionRef<void(int row, std::vector<Cell>& cells)> fill, FunctionRef<std::uint64_t(int row)> row_key);
  void visible_rows(const Id& list, int& first, int& last) const;   // [first, last), as last drawn: 正看第 1–11 位

  // ---- marks and pieces ------------------------------------------------------------------------------
  void mark(const Mark& mark);
  void tags(const std::vector<Text>& words);
  void identity(const Identity& person);
  void leaf(const Leaf& leaf, FunctionRef<void()> beside);
  // A QR code as wide as its place, of text in QR's alphanumeric alphabet (≤ 4,296 characters; longer draws nothing).
  void code(const Id& id, const Text& name, const std::string& text);
  // The camera's picture, filled in by the shell; what it reads comes as event::CodeRead with node_id(id, Role::image).
  void camera(const Id& id, const Text& name);
  void picture(Picture picture, const Text& word, bool large = false);   // over its word, centred
  void bars(int done, int total, const Text& sentence);     // ≤ 7 bars, else one; sentence is its name, drawn by the screen
  void figures(const std::vector<Figure>& figures);
  bool conflict_side(const Id& id, const ConflictSide& side);
  void balance(const Text& caption, const Text& figure, const std::vector<Text>& lines);   // green passbook cover
  bool progress(const Id& id, const Progress& progress);    // true: its act was pressed
  VoicePress voice_note(const Id& id, const VoiceNote& note);
  // Each is a table to who reads: a row for each label.
  void bar_chart(const Chart& chart);
  void line_chart(const Chart& chart);
  void stacked_chart(const StackedChart& chart);
  void sparkline(const Chart& chart);                       // one line high: the course, and the last value

  // ---- notices ---------------------------------------------------------------------------------------
  bool banner(const Id& id, const Banner& banner);          // true: its act was pressed
  void toast(const Toast& toast);                           // stays 8 s; in 长辈版 until the next act
  std::uint64_t undone();                                   // subject of the toast whose 撤回 was pressed, once; 0 = none
  bool empty(const Id& act, const Empty& state);
  void skeleton(int rows);                                  // after 400 ms only

  // ---- overlays --------------------------------------------------------------------------------------
  // Open while it is called. True: the person wants it closed (×, outside, Escape).
  bool sheet(const Id& id, const Text& title, FunctionRef<void()> content);
  DialogPress dialog(const Id& id, const Dialog& dialog);   // closing without choosing = safe

  KitState& state() { return *state_; }   // for the kit's own files and its tests

 private:
  std::unique_ptr<KitState> state_;
};

}  // namespace huzhu::ui
