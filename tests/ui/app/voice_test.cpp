// What is said instead of typed: recorded, kept through locks and kills, saved with the visit, heard on the file.
#include <boost/test/unit_test.hpp>

#include "tests/ui/app/tablet.h"

namespace huzhu::test {

using namespace ui;

namespace {

const Node* recorder(Driver& d) {
  for (const Node& n : d.tree().nodes)
    if ((n.flags & node_recorder) != 0) return &n;
  return nullptr;
}

Bytes sound(std::size_t length) {
  Bytes bytes(length, 0x33);
  for (std::size_t i = 0; const std::uint8_t byte : {0x1A, 0x45, 0xDF, 0xA3}) bytes[i++] = byte;
  return bytes;
}

struct Visiting : County {
  TabletApp tablet{*this};
  Driver& d() { return tablet.d(); }
  void begin() {
    tablet.enrol(code(village), "陈桂香", "24681357");
    register_elder(d());
    d().by_role(Role::button, "记录探访").press();
    d().advance(400);
  }
  void speak() {
    d().by_role(Role::button, "说一段话").press();
    d().advance(16);
  }
  void open_file() {
    d().by_role(Role::button, "老人").press();
    d().by_role(Role::button, "马玉莲").press();
    d().advance(400);
  }
  std::string row_with_voice() {
    for (const Node& n : d().tree().nodes)
      if (n.key.starts_with("elder.happening/") && n.name.find("点这里听") != std::string::npos) return n.key;
    return {};
  }
  // As the shell does, a second at a time.
  void hear(const Bytes& whole, std::size_t parts) {
    BOOST_REQUIRE(recorder(d()));
    const NodeId node = recorder(d())->id;
    d().send(event::SoundRecorded{node, event::Recorder::running, {}});
    for (std::size_t i = 0; i < parts; ++i) {
      const std::size_t from = i * whole.size() / parts, to = (i + 1) * whole.size() / parts;
      d().advance(1000);
      d().send(event::SoundRecorded{node, event::Recorder::running, Bytes(whole.begin() + static_cast<std::ptrdiff_t>(from), whole.begin() + static_cast<std::ptrdiff_t>(to))});
    }
    d().advance(16);
    node_ = node;
  }
  void finished() {
    d().send(event::SoundRecorded{node_, event::Recorder::finished, {}});
    d().advance(400);
  }
  void unlock_again() {
    tablet.restart();
    tablet.type_pin("24681357");
    open_file();
    d().by_role(Role::button, "记录探访").press();
    d().advance(400);
  }
  NodeId node_ = 0;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(voice, Visiting)

BOOST_AUTO_TEST_CASE(it_is_said_heard_saved_and_heard_again_on_the_file) {
  begin();
  BOOST_TEST(!recorder(d()));
  speak();
  hear(sound(6000), 3);
  BOOST_TEST(d().text_visible("正在录 0:03，最长 1:00"), d().outline());
  d().by_role(Role::button, "说完了").press();
  d().advance(16);
  BOOST_TEST(!recorder(d()));   // the microphone is off from here on
  finished();
  d().by_role(Role::button, "听一听").press();
  BOOST_REQUIRE(tablet.played.size() == 1u);
  BOOST_TEST((tablet.played[0].sound == sound(6000)));
  BOOST_TEST(tablet.played[0].media_type == "audio/webm");
  d().send(event::SoundPlayed{tablet.played[0].request, true});
  d().advance(400);
  d().by_role(Role::button, "四样都好，记平安").press();
  d().advance(400);
  open_file();
  BOOST_TEST(d().text_visible("点这里听"), d().outline());
  const std::string row = row_with_voice();
  BOOST_REQUIRE(!row.empty());
  d().by_key(row).press();
  BOOST_REQUIRE(tablet.played.size() == 2u);
  BOOST_TEST((tablet.played[1].sound == sound(6000)));
  d().advance(400);
  BOOST_TEST(d().text_visible("点这里停"), d().outline());
  d().by_key(row).press();
  BOOST_REQUIRE(tablet.played.size() == 3u);
  BOOST_TEST(tablet.played[2].sound.empty());
}

BOOST_AUTO_TEST_CASE(a_kill_while_speaking_loses_three_seconds_at_most) {
  begin();
  speak();
  hear(sound(9000), 9);
  unlock_again();
  BOOST_TEST(!recorder(d()));
  BOOST_TEST(d().text_visible("录了 0:09，保存时一起存"), d().outline());
  d().by_role(Role::button, "听一听").press();
  BOOST_REQUIRE(tablet.played.size() == 1u);
  const Bytes& kept = tablet.played[0].sound;
  BOOST_TEST(kept.size() >= 6000u);
  const Bytes said = sound(9000);
  BOOST_TEST((Bytes(said.begin(), said.begin() + static_cast<std::ptrdiff_t>(kept.size())) == kept));
}

BOOST_AUTO_TEST_CASE(leaving_while_speaking_puts_the_microphone_off_and_keeps_what_was_said) {
  begin();
  speak();
  hear(sound(2000), 2);
  d().by_role(Role::button, "返回").press();
  d().advance(400);
  BOOST_TEST(!recorder(d()));
  d().by_role(Role::button, "记录探访").press();
  d().advance(400);
  d().by_role(Role::button, "听一听").press();
  BOOST_REQUIRE(tablet.played.size() == 1u);
  BOOST_TEST(tablet.played[0].sound.size() == 2000u);
}

BOOST_AUTO_TEST_CASE(saving_while_speaking_waits_for_the_last_second) {
  begin();
  speak();
  hear(sound(2000), 2);
  d().by_role(Role::button, "四样都好，记平安").press();
  d().advance(400);
  BOOST_TEST(!recorder(d()));
  BOOST_TEST(d().exists(Role::button, "四样都好，记平安"), d().outline());
  d().send(event::SoundRecorded{node_, event::Recorder::running, Bytes(500, 0x44)});
  finished();
  BOOST_TEST(d().text_visible("记好了，马玉莲平安"), d().outline());
  open_file();
  const std::string row = row_with_voice();
  BOOST_REQUIRE_MESSAGE(!row.empty(), d().outline());
  d().by_key(row).press();
  BOOST_REQUIRE(!tablet.played.empty());
  BOOST_TEST(tablet.played.back().sound.size() == 2500u);
}

BOOST_AUTO_TEST_CASE(a_recorder_that_never_answers_keeps_nobody_from_saving) {
  begin();
  speak();
  hear(sound(2000), 2);
  d().by_role(Role::button, "四样都好，记平安").press();
  d().advance(400);
  d().by_role(Role::button, "四样都好，记平安").press();
  d().advance(400);
  BOOST_TEST(d().text_visible("记好了，马玉莲平安"), d().outline());
}

// The browser still asks whether the microphone may be used.
BOOST_AUTO_TEST_CASE(saving_before_a_word_was_said_waits_for_nothing) {
  begin();
  speak();
  d().by_role(Role::button, "四样都好，记平安").press();
  d().advance(400);
  BOOST_TEST(!recorder(d()));
  BOOST_TEST(d().text_visible("记好了，马玉莲平安"), d().outline());
}

BOOST_AUTO_TEST_CASE(no_microphone_is_said_and_typing_goes_on) {
  begin();
  speak();
  d().send(event::SoundRecorded{recorder(d())->id, event::Recorder::refused, {}});
  d().advance(16);
  BOOST_TEST(d().text_visible("话筒没让用。在浏览器的设置里允许话筒，再点一次"), d().outline());
  BOOST_TEST(!recorder(d()));
  speak();
  d().send(event::SoundRecorded{recorder(d())->id, event::Recorder::missing, {}});
  d().advance(16);
  BOOST_TEST(d().text_visible("这台设备没有话筒，或别的程序占着。打字也行"), d().outline());
}

BOOST_AUTO_TEST_CASE(a_generous_recorder_is_stopped_before_it_is_too_long_to_save) {
  begin();
  speak();
  hear(sound(300'000), 30);
  BOOST_TEST(!recorder(d()));
  BOOST_TEST(d().exists(Role::button, "听一听"), d().outline());
  d().by_role(Role::button, "四样都好，记平安").press();
  d().advance(400);
  BOOST_TEST(d().text_visible("记好了，马玉莲平安"), d().outline());
}

BOOST_AUTO_TEST_CASE(taken_away_before_it_was_saved_it_is_gone) {
  begin();
  speak();
  hear(sound(2000), 2);
  d().by_role(Role::button, "说完了").press();
  finished();
  d().by_role(Role::button, "去掉").press();
  d().advance(400);
  BOOST_TEST(d().exists(Role::button, "说一段话"));
  unlock_again();
  BOOST_TEST(d().exists(Role::button, "说一段话"), d().outline());
}

BOOST_AUTO_TEST_CASE(locking_is_silence) {
  begin();
  speak();
  hear(sound(2000), 2);
  d().by_role(Role::button, "说完了").press();
  finished();
  d().by_role(Role::button, "听一听").press();
  const std::uint32_t request = tablet.played.back().request;
  d().advance(3'600'000);
  BOOST_TEST(d().exists(Role::button, "1"), d().outline());   // the lock's digits
  d().send(event::SoundPlayed{request, true});
  d().advance(400);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
