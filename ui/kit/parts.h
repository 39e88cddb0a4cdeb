// Parts: what each kit control may be told, as plain structs for designated initialisers.
//
// kit.button("visit.save", Str::save, {.kind = ButtonKind::primary, .icon = Icon::check});
// Every field has a default; what is left out is not drawn. Lengths are dp. Nothing here is kept by the kit.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/calendar.h"
#include "ui/kit/semantics.h"
#include "ui/text/text.h"
#include "ui/theme/theme.h"

namespace huzhu::ui {

// The stable string id of a control: "visit.save", or with what it stands for: Id("roster.row", person).
// Rows take the id of the record, never its place, or a tap could reach another record.
struct Id {
  Id(const char* whole) : key(whole) {}                  // NOLINT(google-explicit-constructor)
  Id(std::string_view base, std::string_view of) : key(std::string(base) + "/" + std::string(of)) {}
  Id(std::string_view base, std::uint64_t of) : Id(base, std::string_view(std::to_string(of))) {}
  std::string key;
};
NodeId node_id(const Id& id, Role role);
PaneId pane_id(const Id& id);

// A meaning with its colours: text on soft ground (tokens.md).
enum class Tone : std::uint8_t { plain, quiet, primary, ok, due, wait, danger, info };
enum class Align : std::uint8_t { left, middle, right };

// ---- marks -------------------------------------------------------------------------------------------
enum class MarkKind : std::uint8_t {
  none,
  local,     // 在本机: outline pill, tablet
  waiting,   // 待发送: wait ground, up arrow
  received,  // 收讫: the seal; only once the hub's signed receipt is here
  conflict,  // 有冲突: due ground, fork
  late,      // 迟 2 天
  today,     // 今天看
  well,      // 平安
  pending,   // 待结
  help,      // 求助, filled danger
  plain,     // icon and word without ground: 明天, 11月22日
};
struct Mark {
  MarkKind kind = MarkKind::none;
  Text word{};             // left empty: the usual word of the kind
  Icon icon = Icon::none;  // for MarkKind::plain
};

// ---- buttons -----------------------------------------------------------------------------------------
enum class ButtonKind : std::uint8_t { secondary, primary, quiet, danger, danger_filled };
struct Button {
  ButtonKind kind = ButtonKind::secondary;
  Icon icon = Icon::none;
  Text disabled{};         // not empty: cannot be pressed, and this says why
  bool fit = false;        // as wide as its word; default: the width it is given
  float min_height = 0;    // higher than the token when a screen gives it room
  Text spoken{};           // accessible name when the word alone does not say it ("用这个" → "用尾号 5621")
  bool picture = false;    // of a file button: a picture from camera or album
};

// ---- choosing ----------------------------------------------------------------------------------------
struct Choice {            // one of a few: radio card, segment, option, chip
  Text word{};
  Icon icon = Icon::none;
  Text second{};           // a second line, radio cards only
  Tone tone = Tone::primary;  // selected look: primary, or due for 有事; danger draws the border at rest
  Text disabled{};
};
struct PictureCard {
  Text word{};
  Picture picture = Picture::none;
  Icon icon = Icon::none;  // instead of a picture: 找人
  Text surname{};          // instead of a picture: a person's tile
  Text second{};           // small line below: 志愿者
  bool selected = false;
  float min_height = 0;
  Text disabled{};
};

struct Pick {              // one of many, found by typing
  Text label{};            // above the box, and the title of the sheet
  Text placeholder{};      // nothing chosen yet: 挑一个村
  Text find{};             // in the search field: 村名，或者拼音头一个字母
  Text none{};             // nothing fits what was typed: what to do
  Icon icon = Icon::none;
  Text help{};
  Text error{};
  Text disabled{};
  bool required = false;
};
struct PickOption {
  std::uint64_t key = 0;   // of what it stands for, never its place
  Text word{};
  Text second{};           // small line below: 红古乡
};
struct PickState {         // the screen's, like what its fields hold
  bool open = false;
  std::string typed{};
  std::vector<int> found{};           // the options that fit `searched`
  std::string searched{};
  int searched_of = -1;    // of so many options; -1 = not yet
};

struct DateField {
  Text label{};            // above the box, and the title of the sheet: 哪天生的
  Text placeholder{};      // nothing chosen yet: 点这里挑日子
  Text help{};
  Text ok{};               // below: 属猪，79 岁
  Text error{};
  Text disabled{};
  bool required = false;
  Date low{}, high{};      // the first and the last day that can be chosen, from 1900 to 2100
};
struct DateState {         // the screen's: what was answered so far, in the calendar it was told in
  bool open = false;
  bool lunar = false;      // 农历
  int decade = 0, year = 0, month = 0, day = 0;   // 0 = not yet
  bool leap = false;       // 闰月
  int asked = 0;           // 0 year, 1 month, 2 day
};
struct SignPad {
  Text label{};            // 请本人签名
  Text help{};
  Text error{};
  bool thumb = false;      // 按手印: a press leaves a print
  Text witness{};          // for who cannot draw here: 请人作证; empty = not offered
};
enum class SignPress : std::uint8_t { none, changed, witness };

// ---- fields ------------------------------------------------------------------------------------------
enum class FieldKind : std::uint8_t { text, number, phone, id, search, password, multiline };
struct Field {
  Text label{};            // above; a search field has none and takes `placeholder` as its name
  FieldKind kind = FieldKind::text;
  Text placeholder{};
  Icon icon = Icon::none;
  Text help{};             // explanation below
  Text ok{};               // with a tick below: 号码对
  Text error{};            // one sentence below; the border turns danger
  Text act{};              // word button inside at the right: 显示, 换
  bool clear = false;      // × at the right while there is text
  Text disabled{};
  bool required = false;
  int max_length = 200;    // code points
  std::string shown{};     // not empty: drawn instead of the value (masked ID); the field is read-only then
};
struct FieldPress {
  bool changed = false;    // the value was replaced by what the person typed
  bool act = false;        // the word inside was pressed
  explicit operator bool() const { return changed; }
};

// ---- rows and lists ----------------------------------------------------------------------------------
struct Row {
  Text surname{};          // tile with the surname at the left, or
  Icon icon = Icon::none;  // an icon at the left,
  bool icon_tile = false;  // the icon on a tile (sheets), or
  Text lead{};             // a short text column at the left: 11月11日
  Tone tone = Tone::plain; // colour of icon and name
  bool plain_name = false; // the icon alone has it
  Text name{};             // bold
  Text aside{};            // after the name: 87 岁
  Text second{};           // second line
  std::vector<Text> tags{};
  Text third{};            // third line with icon: 药快没了
  Icon third_icon = Icon::none;
  Tone third_tone = Tone::due;
  Mark mark{};             // at the right
  Text note{};             // at the right, below the mark: 上次 11月11日
  Text value{};            // at the right: 12月4日前, 5 位
  bool value_bold = false;
  int badge = 0;           // count at the right
  bool chevron = false;    // › : opens something
  Text act{};              // a button at the right, own target: 记录探访
  Icon act_icon = Icon::none;
  bool act_quiet = false;  // the word alone: 改, 换
  bool compact = false;    // 64 instead of 88
  bool small_name = false; // name in body size
  bool press = true;       // false: cannot be pressed
  bool selected = false;
  Text disabled{};
};
enum class RowPress : std::uint8_t { none, row, act };

// ---- tables (desk) -----------------------------------------------------------------------------------
struct Column {
  Text title{};
  float width = 0;         // > 0: dp; < 0: share of the rest (-1 = one part)
  Align align = Align::left;
  bool sortable = false;
  int sorted = 0;          // 1 ascending, -1 descending
};
struct Cell {
  Text text{};
  bool bold = false;
  bool note = false;       // note size, ink2
  std::vector<Text> tags{};
  Mark mark{};
  float done = -1, late = 0, of = 0, of_max = 0;  // progress: done, late of `of`, drawn of_max wide; done < 0 with of > 0 = unknown
};
struct TablePress {
  int row = -1;            // pressed row, or
  int column = -1;         // pressed heading
};

// ---- bars --------------------------------------------------------------------------------------------
struct TopBar {
  Text title{};
  bool back = false;
  Mark mark{};             // sync state; pressed = open 同步
  Text size{};             // 大字, in a frame
  Text speak{};            // 念, with loudspeaker
  Text help{};             // 怎么用: a question mark, and what it is called aloud
};
enum class BarPress : std::uint8_t { none, back, mark, size, speak, help };
struct DeskBar {           // PC: search at the left, sync state at the right
  std::string* search = nullptr;
  Text placeholder{};
  Mark mark{};
  Text note{};
  Text size{};
  Text help{};
};
struct DeskBarPress {
  bool search_changed = false;
  BarPress press = BarPress::none;
};
struct Entry {             // of the navigation
  Id id;
  Text word{};
  Icon icon = Icon::none;
  int badge = 0;
  bool act = false;        // 记一笔: filled
  bool foot = false;       // at the foot of rail and side: 换人, 设置; left out of the bottom bar
  Text spoken{};
};
struct Navigation {
  std::vector<Entry> entries;
  int current = -1;
  Text brand{}, brand_second{};  // head of the PC side
};

// ---- notices -----------------------------------------------------------------------------------------
struct Banner {
  Text sentence{};
  Tone tone = Tone::wait;
  Icon icon = Icon::none;
  Text act{};              // word at the right: 对一下
};
struct Toast {
  Text sentence{};
  Text undo{};             // 撤回
  std::uint64_t subject = 0;  // given back by undone()
};
struct Empty {
  Picture picture = Picture::none;
  Text what{};               // what is so
  Text next{};             // what to do
  Text act{};
  Icon act_icon = Icon::none;
};
struct Dialog {
  Text title{};              // the question
  Text body{};               // the consequence
  Text safe{};               // left
  Text act{};                // right
  bool danger = false;
};
enum class DialogPress : std::uint8_t { none, safe, act };

// ---- pieces of ours ----------------------------------------------------------------------------------
struct Leaf {
  Text top{};                // 11月 周五
  Text day{};                // 20
  Text lunar{};              // 十月十二
  Text spoken{};           // whole date in one sentence
};
struct Identity {          // head of a person's file
  Text surname{};
  Picture picture = Picture::none;  // instead of a surname: what is asked about
  std::uint64_t photo = 0;          // instead of a surname, once it is here (Kit::put_photo)
  Text name{};
  std::vector<Text> lines{};
  std::vector<Text> tags{};
  Text aside{};            // after the name: 87 岁
  bool small = false;      // tile and name of a list row: inside a card that is about something else
};
struct PhotoFrame {
  std::uint64_t photo = 0; // as in Kit::put_photo
  Text name{};             // 马玉莲的照片
  Text instead{};          // while it is not here: why
};
struct ActCard {           // a card that is one act: 四样都好
  Icon icon = Icon::okround;
  Text title{};
  Text second{};
  bool selected = true;    // soft ground and primary border
  bool file = false;       // pressed in the DOM: opens a file chooser
  Text disabled{};
};
struct Figure {
  Icon icon = Icon::none;  // or the seal:
  bool seal = false;
  Text value{};              // 1284
  Text caption{};            // 在本机
  Tone tone = Tone::plain;
};
struct ConflictSide {
  Text value{};              // 尾号 5621
  Text who{};
  Text when{};
  Text device{};
  Icon device_icon = Icon::tablet;
  Text act{};                // 用这个
};
enum class PadPress : std::uint8_t { none, changed, full, act };
struct Keypad {
  int length = 6;
  bool pictures = false;   // twelve pictures instead of the digits: 'a' to 'l'
  Text act{};              // word key at the left: 忘了
  Text error{};            // dots turn danger, sentence below
  Text disabled{};         // locked out: why
};
struct Chart {
  Text title{};
  Text unit{};             // 次，近 8 周
  std::vector<double> values{}; // NaN = unknown: a gap
  std::vector<Text> labels{};   // empty ones are not drawn
  double low = 0, high = 0;     // axis; equal = chosen by the kit
  Text sentence{};              // read instead of the drawing; required
};
struct Series {            // one layer of a stacked chart
  Text name{};
  std::vector<double> values{};
};
struct StackedChart {      // at most four series: more nobody tells apart
  Text title{};
  Text unit{};
  std::vector<Text> labels{};
  std::vector<Series> series{};   // from the ground up
  Text sentence{};
};
struct Progress {          // a long task: how far, and a way to stop for a while
  Text sentence{};         // 正在收 18,600 / 30,000 条
  double done = 0, total = 0;     // total 0 = nobody knows how much: no bar, the sentence alone
  bool paused = false;
  Text act{};              // 停一停, or 接着来 while it is paused; empty = cannot be paused
  bool records = false;    // what is said, while it is there (node_recorder)
};
struct VoiceNote {         // said instead of typed
  enum State : std::uint8_t { none, asking, recording, finishing, kept };
  State state = none;      // from asking to recording the shell's recorder is on (event::SoundRecorded with node_id(id, Role::progressbar))
  double seconds = 0;      // so far, or of what is kept; 0 = nobody knows
  bool playing = false;
  Text why{};              // why there is no recording: 话筒没让用
};
enum class VoicePress : std::uint8_t { none, record, stop, play, hush, remove };
enum class Check : std::uint8_t { off, on, mixed };

}  // namespace huzhu::ui
