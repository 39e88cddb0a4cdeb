// Program: what pages may use while a person is using the tablet: the kit, the session, where to go next, how to
// say that something was saved. Owned by App; lives from start to end; `session()` only between unlock and lock.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/people/access.h"
#include "core/people/session.h"
#include "core/registry/roster.h"
#include "sync/client/client.h"
#include "ui/app.h"
#include "ui/app/harm_watch.h"
#include "ui/app/room.h"
#include "ui/app/page.h"
#include "ui/app/preferences.h"
#include "ui/kit/kit.h"
#include "ui/screens/moment.h"

namespace huzhu::ui {

class Carrier;

class Program {
 public:
  explicit Program(AppSetup setup);
  ~Program();

  // -- for pages ---------------------------------------------------------------------------------------
  Kit& kit() { return kit_; }
  people::Session& session() { return *session_; }
  registry::ElderIndex& index() { return *index_; }
  // Whether this person has looked at these fields of somebody since the unlock; and: puts such a look on record. False, and
  // said, when it could not be: then nothing may be shown.
  bool looked_at(EntityId person, model::Privacy privacy) const { return looks_.noted(person, privacy); }
  bool look_at(const people::Look& look);
  // Opens the telephone. That the whole number was given out is put on record; where it cannot be, the call goes first.
  void call(EntityId person, const std::string& phone);
  people::Keyring& keyring() { return keyring_; }
  // What bars and pages ask in every frame: read from the records once for each change of them, and each new day.
  struct Standing {
    model::RoleKind role = model::RoleKind::volunteer;
    people::Rights rights;
    std::string place;                // 红古区: where this person's role holds; empty when not known
    std::uint64_t unsent = 0;         // records the hub has not confirmed
    bool unsent_long = false;         // so many, or since so long, that a copy should leave this device (limits.h)
    bool stopped = false;             // this tablet, as far as it has heard
    bool ended = false;               // this person: without any role
  };
  const Standing& standing();
  Moment moment() const;
  Page& current() { return *pages_.back(); }
  bool desk() const { return kit_.form() == Form::desk; }
  const Preferences& preferences() const { return preferences_; }
  void prefer(const Preferences& preferences);   // kept, and shown at once
  void set_density(Density density);
  void read_aloud();                  // 念: the screen as shown
  // By the voice of the catalogue's language; false: this device has none.
  bool say_aloud(std::string words);
  void be_silent();
  bool can_speak() const { return chosen_language() == Language::zh ? voice_zh_ : voice_en_; }
  const AppSetup& setup() const { return setup_; }

  void open(PagePtr page);            // one step deeper; the browser gets a history entry
  void replace(PagePtr page);         // instead of this one: same place in the history
  void back();                        // to where one came from
  void back_to_main();                // out of a finished form, to the main page below it
  void show(Tab tab);                 // another main page; the way back is emptied
  void open_write_sheet() { open_sheet(write_open_); }
  void open_help(Topic topic) {
    help_topic_ = topic;
    open_sheet(help_open_);
  }
  void lock();
  // 练一练: a village of made-up people in the place of what is real (care/practice_village.h), and back. Both forget what is
  // on the screen; going back forgets the village.
  void practise(bool begin);
  bool practising() const { return real_ != nullptr; }

  // Unfinished input of whoever is here, beside the drafts: not another person's on the same tablet. No bytes = none.
  Bytes kept_input(std::string_view path);
  void keep_input(std::string_view path, const Bytes& bytes);
  // A new PIN makes a new profile, which goes on with what the old one began.
  void hand_drafts(store::Replica& replica, EntityId from, EntityId to);
  void forget_draft(Page& page);      // its input has become a record

  // Records changed here: pages load again. `sentence` is shown with 撤回 when `undo` is given.
  void saved(const Text& sentence, std::function<Status()> undo = {});
  void changed() { ++data_version_; kit_.invalidate(); }
  // An error as a sentence at the foot; the input stays where it is.
  void tell(const Text& sentence, Tone tone = Tone::danger);

  // Bars and navigation around the page's own panes.
  struct Frame {
    Text title;
    Text document_title{};            // without personal data; empty = title
    bool brief_bar = false;           // phones: no sync mark, so that a name has room in the title
    bool speak = false;               // 念 in the standard size too
    std::string* search = nullptr;    // PC: the page's own search text, else the shared one
  };
  void frame(Page& page, const Frame& frame);

  Mark sync_mark();                   // for top bars
  sync::Client* sync() { return sync_.get(); }
  void sync_now();
  void effect(Effect effect) { effects_.push_back(std::move(effect)); }
  // Argon2id elsewhere; `then` gets 32 bytes.
  void derive(const std::string& pin, const people::Keyring::Challenge& challenge, std::function<void(Bytes)> then);
  void save_keyring();
  // The browser's raw deflate; `then` gets whether it could, and what it made.
  void deflate(Bytes plain, std::function<void(bool, Bytes)> then);
  void inflate(Bytes deflated, std::size_t bytes_max, std::function<void(bool, Bytes)> then);
  // A JPEG as pixels, no side longer than that.
  void decode_picture(Bytes jpeg, std::uint32_t side_pixels_max, std::function<void(const event::PictureDecoded&)> then);
  // Aloud, one at a time; `then` gets whether it could, when it has ended.
  void play(log::BlobKind kind, Bytes sound, std::function<void(bool)> then);
  void hush();
  Carrier& carrier() { return *carrier_; }
  double now_ms() const { return now_ms_; }
  bool online() const { return online_; }
  // A newer version lies here, whole and checked. It comes into use at the next start, or when somebody says so: the page
  // then closes everything and starts anew, at the lock. Never by itself.
  bool new_version() const { return !new_version_.empty(); }
  void use_new_version();
  const Room& room() const { return room_; }
  void ask_room() { effect(effect::AskPersist{}); }   // anew: room() is what was told last

  // -- for App -----------------------------------------------------------------------------------------
  void handle(const Event& event);
  bool run(double now_ms);
  bool wants_frame() const { return kit_.wants_frame(); }
  bool wants_work() const { return more_work_; }
  double deadline_ms();
  std::vector<Effect> take_effects();

 private:
  friend class FirstRunPage;
  friend class HelpAskPage;
  friend class UnlockPage;

  Status enter(people::Unlocked person, std::unique_ptr<store::Replica> replica);  // session, sync, first page
  void connect();       // sync and carrier, for a session that is real
  void warn_of_end();
  void disconnect();    // and nothing under way comes back
  void leave_pages();   // none is left; what was on the screen is forgotten
  void take_real_back();
  void apply_preferences();
  void draw();
  void draw_write_sheet();
  void draw_help();
  void open_sheet(bool& sheet);
  bool close_sheets();
  void drop_history_back();
  void open_search();
  void reload_if_changed();
  void end_if_ended();
  bool is_ended();
  double lock_limit_ms();
  void keep_draft(bool at_once);
  bool restore_draft(Page& page);     // true: there was one
  void draw_kept_draft(Page& page);   // says that a form holds what was begun before, and begins it anew at a press
  void begin_anew();
  void pump_sync();
  bool work_sync();
  void show_sync();
  void make_room();
  void look_for_harm();
  void renew_keyring();
  void take_http(const event::HttpDone& done);
  void take_file(Bytes file);
  Page& top() { return *pages_.back(); }

  AppSetup setup_;
  Kit kit_;
  // What is real, put away whole while somebody practises. It has no sync client then, and no page knows it.
  struct Real {
    std::unique_ptr<store::Replica> replica;
    std::unique_ptr<people::Session> session;
    std::unique_ptr<registry::ElderIndex> index;
    people::AccessBook looks;
    model::RoleKind role;
  };
  enum class Practice : std::uint8_t { as_is, begin, end };

  Preferences preferences_;
  Machine machine_;
  people::Keyring keyring_;
  std::unique_ptr<Real> real_;        // while somebody practises
  std::unique_ptr<store::Replica> replica_;
  std::unique_ptr<people::Session> session_;
  std::unique_ptr<registry::ElderIndex> index_;
  people::AccessBook looks_;
  std::unique_ptr<sync::Client> sync_;
  HarmWatch harm_;
  std::unique_ptr<Carrier> carrier_;
  std::vector<PagePtr> pages_;
  std::vector<PagePtr> leaving_;      // popped during a draw; destroyed after it
  std::vector<Effect> effects_;
  EntityId locked_profile_;           // who locked, and where they were
  std::string return_path_;
  std::map<std::uint32_t, std::function<void(Bytes)>> derivations_;
  std::map<std::uint32_t, std::function<void(const event::HttpDone&)>> http_;
  std::map<std::uint32_t, std::function<void(bool, Bytes)>> conversions_;
  std::map<std::uint32_t, std::function<void(const event::PictureDecoded&)>> decodings_;
  std::map<std::uint32_t, std::function<void(bool)>> playing_;   // one at most
  Bytes carried_;                     // a bundle opened while the tablet was locked; it is sealed
  std::map<std::uint64_t, std::function<Status()>> undos_;
  std::string desk_search_;
  std::string new_version_;
  std::string draft_saved_;
  std::string draft_found_;           // path of the form that was opened over something begun before
  Text notice_;
  Tone notice_tone_ = Tone::danger;
  bool notice_answered_ = false;   // since it was told somebody has pressed, typed or sent a key
  Room room_;
  std::uint64_t data_version_ = 1, loaded_version_ = 0, undo_count_ = 0;
  Standing standing_;
  std::uint64_t standing_version_ = 0;
  Date standing_day_;
  std::uint32_t request_ = 0;
  static constexpr double keyring_after_ms = 1500;  // after an unlock or a sync, when the first screen stands
  double now_ms_ = 0, last_touch_ms_ = 0, draft_due_ms_ = -1, keyring_due_ms_ = -1;
  std::uint64_t keyring_version_ = 0;   // data_version_ when renew_keyring() looked
  double work_started_ms_ = 0, show_arrived_at_ms_ = 0;
  sync::Phase shown_phase_ = sync::Phase::idle;
  ErrorCode shown_error_ = ErrorCode::none;
  std::uint64_t shown_to_send_ = 0, shown_sent_ = 0;
  bool write_open_ = false, help_open_ = false, online_ = true, more_work_ = false, drawing_ = false, lock_asked_ = false, arrived_ = false;
  bool voice_zh_ = false, voice_en_ = false, speaking_ = false;
  Topic help_topic_ = Topic::none;
  Practice practice_asked_ = Practice::as_is;   // by a page that is being drawn

 public:
  // One HTTP request outside the sync client (enrolment).
  void http(const sync::HttpRequest& request, std::function<void(const event::HttpDone&)> then);
};

}  // namespace huzhu::ui
