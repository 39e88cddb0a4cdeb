// A tablet as a person holds it: the whole program over a real encrypted database, and a county's hub in the same process.
//
//   TabletApp tablet(county);  tablet.enrol(county.code(village), "陈桂香", "24681357");
//   tablet.network();                 // what is on its way arrives, until nothing is
//   tablet.d().by_role(…).press();    // a person
//   tablet.restart();                 // power off, power on
//
// Answers of the hub arrive only when a test says so, and each as an event of its own, as in the browser. The long poll
// stays open until news() closes it. Argon2id is replaced by a hash: what it costs is measured elsewhere.
#pragma once

#include <deque>
#include <filesystem>
#include <memory>

#include "sync/hub/deflate.h"
#include "tests/hub/county.h"
#include "tests/hub/temporary.h"
#include "tests/ui/driver.h"
#include "ui/app.h"
#include "ui/kit/fixed_font.h"

namespace huzhu::test {

class TabletApp {
 public:
  explicit TabletApp(County& county, std::uint64_t seed = 5, float width = 360, float height = 800) : county_(county), random_(seed), width_(width), height_(height) {
    folder_ = temporary_path("huzhu_tablet_" + std::to_string(seed));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    start();
  }
  ~TabletApp() {
    stop();
    std::filesystem::remove_all(folder_);
  }

  ui::Driver& d() { return *driver_; }
  bool online = true;                         // false: no request gets an answer
  Bytes keyring;                              // as the shell has it on disk
  std::vector<ui::effect::SaveFile> saved_files;
  std::vector<std::string> spoken;            // what was read aloud; empty = silence
  ui::Language spoken_in = ui::Language::zh;  // the voice that was asked for last
  std::vector<std::string> copied;            // handed to the clipboard
  int switched = 0;                           // how often the new version was asked for
  int history = 0;                            // entries of the browser's history beyond the first
  std::vector<std::string> paths;             // pushed onto it
  std::vector<ui::Bytes> printed;             // documents handed to the printer
  std::vector<Bytes> decoded;                 // pictures handed to the shell to be decoded
  std::vector<ui::effect::PlaySound> played;  // what was to be heard; no bytes = silence
  std::vector<std::string> links;             // handed to the browser: a telephone
  std::vector<std::string> asked;             // paths of all requests so far
  const std::string& folder() const { return folder_; }

  void restart() {
    stop();
    start();
  }

  // Everything under way arrives, and what follows from it, until only the long poll is left.
  void network() {
    for (int i = 0; i < 1000; ++i) {
      if (arriving_.empty()) return;
      deliver();
    }
    throw ui::DriverError("the sync never ends");
  }
  // One answer arrives.
  void deliver() {
    const ui::effect::Http request = std::move(arriving_.front());
    arriving_.pop_front();
    driver_->send(answer(request));
  }
  bool under_way() const { return !arriving_.empty(); }
  // The hub answers the long poll with what is new.
  void news() {
    std::deque<ui::effect::Http> polls = std::exchange(waiting_, {});
    for (const ui::effect::Http& poll : polls) driver_->send(answer(poll));
    network();
  }

  // A network is there again: the program is told, and has time for what it does then.
  void come_online() {
    online = true;
    for (const bool there : {false, true}) d().send(ui::event::Network{there});
    network();
    d().advance(30'000);
    network();
  }

  void type_pin(std::string_view pin) {
    for (const char digit : pin) d().by_role(ui::Role::button, std::string_view(&digit, 1)).press();
  }
  void ask_code(const std::string& code) {
    d().by_role(ui::Role::textbox, "8 位号码").type(code);
    d().by_role(ui::Role::button, "对上中心").press();
    network();
  }
  // The four words of the county are those on the centre's screen.
  void compare_words() { d().by_role(ui::Role::button, "一样").press(); }
  void name_and_pin(std::string_view name, std::string_view pin) {
    if (d().exists(ui::Role::button, "一样")) compare_words();
    d().by_role(ui::Role::textbox, "姓名").type(name);
    d().by_role(ui::Role::button, "接着设密码").press();
    first_pin(pin);
  }
  // Ends on 今日: the four pictures of the first day are skipped, unless a test wants them.
  bool skips_tour = true;
  std::string link;                           // the address that the next start is given
  void first_pin(std::string_view pin) {
    type_pin(pin);
    type_pin(pin);
    d().advance(400);  // the finger is up: what arrives may move the screen again
    if (!skips_tour) return;
    d().by_role(ui::Role::button, "跳过").press();
    d().advance(400);
  }
  void enrol(const std::string& code, std::string_view name, std::string_view pin) {
    ask_code(code);
    name_and_pin(name, pin);
  }

 private:
  void start() {
    ui::AppSetup setup;
    setup.clock = &county_.clock;
    setup.random = &random_;
    setup.database_name = folder_ + "/huzhu.db";
    setup.keyring = keyring;
    setup.path = link;
    setup.font_loader = ui::fixed_metric_loader();
    app_ = std::make_unique<ui::App>(std::move(setup));
    driver_ = std::make_unique<ui::Driver>(ui::Driven{
        [this](const ui::Event& e) {
          app_->handle(e);
          carry();
        },
        [this](double now_ms) {
          const bool drew = app_->frame(now_ms);
          carry();
          return drew || app_->wants_frame() || app_->wants_work();
        },
        [this]() -> const ui::Tree& { return app_->tree(); }, [this] { return app_->deadline_ms(); }});
    carry();
    driver_->resize(width_, height_);
  }
  void stop() {
    arriving_.clear();
    waiting_.clear();
    driver_.reset();
    app_.reset();
  }

  void carry() {
    for (ui::Effect& effect : app_->take_effects()) {
      if (auto* http = std::get_if<ui::effect::Http>(&effect)) {
        asked.push_back(http->path);
        (http->path == sync::path::wait ? waiting_ : arriving_).push_back(std::move(*http));
      } else if (const auto* file = std::get_if<ui::effect::SaveFile>(&effect)) {
        saved_files.push_back(*file);
      } else if (const auto* speak = std::get_if<ui::effect::Speak>(&effect)) {
        spoken.push_back(speak->text);
        spoken_in = speak->language;
      } else if (const auto* push = std::get_if<ui::effect::HistoryPush>(&effect)) {
        paths.push_back(push->path);
        ++history;
      } else if (std::holds_alternative<ui::effect::HistoryBack>(effect)) {
        --history;
      } else if (const auto* copy = std::get_if<ui::effect::Copy>(&effect)) {
        copied.push_back(copy->text);
      } else if (std::holds_alternative<ui::effect::SwitchVersion>(effect)) {
        ++switched;
      } else if (const auto* print = std::get_if<ui::effect::Print>(&effect)) {
        printed.push_back(print->document);
      } else if (const auto* saved = std::get_if<ui::effect::SaveKeyring>(&effect)) {
        keyring = saved->keyring;
      } else if (const auto* jpeg = std::get_if<ui::effect::DecodePicture>(&effect)) {
        // Whatever begins as a JPEG does is one here, of four by three pixels.
        const bool is_one = jpeg->jpeg.size() > 2 && jpeg->jpeg[0] == 0xFF && jpeg->jpeg[1] == 0xD8;
        decoded.push_back(jpeg->jpeg);
        app_->handle(is_one ? ui::event::PictureDecoded{jpeg->request, 4, 3, Bytes(4 * 3 * 4, 0x80)} : ui::event::PictureDecoded{jpeg->request, 0, 0, {}});
      } else if (const auto* link = std::get_if<ui::effect::OpenLink>(&effect)) {
        links.push_back(link->href);
      } else if (const auto* sound = std::get_if<ui::effect::PlaySound>(&effect)) {
        played.push_back(*sound);
      } else if (const auto* derive = std::get_if<ui::effect::DeriveKey>(&effect)) {
        const Hash key = crypto::blake2b({derive->pin, derive->salt});
        app_->handle(ui::event::KeyDerived{derive->request, Bytes(key.begin(), key.end())});
      } else if (const auto* plain = std::get_if<ui::effect::Deflate>(&effect)) {
        app_->handle(ui::event::Converted{plain->request, true, hub::deflate(plain->data)});
      } else if (const auto* packed = std::get_if<ui::effect::Inflate>(&effect)) {
        auto opened = hub::inflate(packed->data, packed->bytes_max);
        app_->handle(ui::event::Converted{packed->request, opened.ok(), opened.ok() ? std::move(opened).value() : Bytes()});
      }
    }
  }

  ui::Event answer(const ui::effect::Http& request) {
    if (!online) return ui::event::HttpDone{request.request, 0, {}, false};
    const hub::Answer told = county_.carry()({request.request, request.method, request.path, request.headers, request.body, request.timeout_ms});
    return ui::event::HttpDone{request.request, told.status, told.body, told.status != 0};
  }

  County& county_;
  FakeRandom random_;
  std::string folder_;
  float width_, height_;
  std::unique_ptr<ui::App> app_;
  std::unique_ptr<ui::Driver> driver_;
  std::deque<ui::effect::Http> arriving_, waiting_;
};

// Registers a woman of 79 through the form, up to 保存; `phone` may be empty.
inline void register_elder(ui::Driver& d, std::string_view name = "马玉莲", const std::string& phone = "", const std::string& id = "999999194706032044") {
  using ui::Role;
  d.by_role(Role::button, "记一笔").press();
  d.by_role(Role::button, "登记老人").press();
  d.by_role(Role::textbox, "身份证号").type(id);
  d.by_role(Role::textbox, "姓名").type(std::string(name));
  if (!phone.empty()) d.by_role(Role::textbox, "电话").type(phone);
  d.by_role(Role::checkbox, "本人或家里人同意登记，知道用来做啥").press();
  d.by_role(Role::button, "保存").press();
}

}  // namespace huzhu::test
