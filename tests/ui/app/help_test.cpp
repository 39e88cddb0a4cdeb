// 怎么用 as a person uses it: one press on any screen, read aloud where there is a voice, closed by going back.
#include <boost/test/unit_test.hpp>

#include "tests/ui/app/tablet.h"

namespace huzhu::test {

using namespace ui;

namespace {

const Node* help_button(Driver& d) {
  for (const Node& n : d.tree().nodes)
    if (n.key == "kit.help") return &n;
  return nullptr;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(help_pages, County)

BOOST_AUTO_TEST_CASE(every_page_a_person_comes_to_has_it) {
  for (const auto& [width, height] : {std::pair(360.0f, 800.0f), {800.0f, 1280.0f}}) {
    TabletApp tablet(*this, static_cast<std::uint64_t>(width), width, height);
    Driver& d = tablet.d();
    tablet.enrol(code(village), "李长顺", "24681357");
    const auto check = [&](std::string_view first_words) {
      BOOST_TEST_CONTEXT(first_words << " at " << width) {
        BOOST_REQUIRE(help_button(d) != nullptr);
        d.by_role(Role::button, "怎么用").press();
        BOOST_TEST(d.exists(Role::dialog, "怎么用"));
        BOOST_TEST(d.text_visible(first_words), d.outline());
        d.advance(2000);
        d.by_role(Role::button, "关上").press();
        BOOST_TEST(!d.exists(Role::dialog, "怎么用"));
        d.advance(2000);
      }
    };
    check("今天要看哪几位");
    register_elder(d);
    d.advance(2000);
    check("这位老人的事都在这里");
    d.by_role(Role::button, "同意和权利").press();
    check("老人同意什么");
    d.by_role(Role::button, "返回").press();
    d.advance(2000);
    d.by_role(Role::button, "记录探访").press();
    check("这一回看得怎么样");
    d.by_role(Role::button, "返回").press();
    d.advance(2000);
    d.by_role(Role::button, "返回").press();
    d.advance(2000);
    d.by_role(Role::button, "更多").press();
    check("不常用的都在这里");
    d.by_role(Role::button, "人和设备").press();
    check("用这一台的人");
  }
}

BOOST_AUTO_TEST_CASE(it_is_read_aloud_where_there_is_a_voice) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  Driver& d = tablet.d();
  d.by_role(Role::button, "怎么用").press();
  d.by_role(Role::button, "念给我听").press();
  BOOST_TEST(tablet.spoken.empty());
  BOOST_TEST(d.text_visible("没有装普通话的声音"), d.outline());
  d.send(event::Preferences{false, false, false, 1, true, false});
  d.by_role(Role::button, "念给我听").press();
  BOOST_REQUIRE(!tablet.spoken.empty());
  BOOST_TEST(tablet.spoken.back() == "今天要看哪几位，都在这里。最上头的先去看。点老人的名字，记这一回探访。别的事，点「记一笔」。没有网照常记。有网了它自己发。");
  d.send(event::Back{});
  BOOST_TEST(tablet.spoken.back() == "", "who goes away wants silence");
}

// One voice a language: a Chinese one spells English letter by letter.
BOOST_AUTO_TEST_CASE(the_voice_is_of_the_language_that_is_read) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  Driver& d = tablet.d();
  d.send(event::Preferences{false, false, false, 1, true, false});   // Chinese is here, English is not
  d.by_role(Role::button, "更多").press();
  d.by_role(Role::button, "设置").press();
  d.by_role(Role::radio, "English").press();
  d.by_role(Role::button, "How this works").press();
  d.by_role(Role::button, "Read it to me").press();
  BOOST_TEST(tablet.spoken.empty());
  BOOST_TEST(d.text_visible("No English voice"), d.outline());
  d.send(event::Preferences{false, false, false, 1, false, true});
  d.by_role(Role::button, "Read it to me").press();
  BOOST_REQUIRE(!tablet.spoken.empty());
  BOOST_TEST((tablet.spoken_in == Language::en));
  BOOST_TEST(tablet.spoken.back().find("Change letters, colours and the PIN here.") == 0u);
  d.by_role(Role::button, "Close").press();
  d.advance(2000);
  d.by_role(Role::radio, "中文").press();
  d.by_role(Role::button, "怎么用").press();
  BOOST_TEST(d.text_visible("没有装普通话的声音"), d.outline());
}

// Nobody has unlocked yet, and whoever holds the tablet may be a stranger.
BOOST_AUTO_TEST_CASE(it_is_there_before_anybody_has_unlocked) {
  TabletApp tablet(*this);
  Driver& d = tablet.d();
  const auto reads = [&](std::string_view words) {
    d.by_role(Role::button, "怎么用").press();
    BOOST_TEST(d.text_visible(words), d.outline());
    BOOST_TEST(!d.exists(Role::button, "印一张说明卡"), "the card names the station");
    d.advance(2000);
    d.by_role(Role::button, "关上").press();
    d.advance(2000);
  };
  reads("先和中心对上");
  tablet.enrol(code(village), "陈桂香", "24681357");
  tablet.network();
  d.by_role(Role::button, "更多").press();
  d.by_role(Role::button, "换人").press();
  d.advance(2000);
  reads("捡到的平板");
  const int before = tablet.history;
  d.by_role(Role::button, "怎么用").press();
  --tablet.history;
  d.send(event::Back{});
  BOOST_TEST(!d.exists(Role::dialog, "怎么用"));
  BOOST_TEST(tablet.history == before);
  d.advance(2000);
  tablet.type_pin("24681357");
  BOOST_TEST(d.exists(Role::heading, "今日"), d.outline());
}

// A sheet is an entry of the browser's history, whichever way it is closed.
BOOST_AUTO_TEST_CASE(going_back_closes_the_sheet_and_nothing_else) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  Driver& d = tablet.d();
  const int before = tablet.history;
  for (const std::string_view opens : {"怎么用", "记一笔"}) {
    d.by_role(Role::button, opens).press();
    BOOST_TEST(tablet.history == before + 1);
    --tablet.history;   // the browser's own way back
    d.send(event::Back{});
    BOOST_TEST(!d.exists(Role::dialog, opens), d.outline());
    BOOST_TEST(tablet.history == before);
    d.advance(2000);
    d.by_role(Role::button, opens).press();
    d.by_role(Role::button, "关上").press();
    BOOST_TEST(tablet.history == before);
    d.advance(2000);
  }
  d.by_role(Role::button, "记一笔").press();
  d.by_role(Role::button, "登记老人").press();
  BOOST_TEST(tablet.history == before + 1, "the sheet gives its place to the page");
  d.by_role(Role::button, "怎么用").press();
  --tablet.history;
  d.send(event::Back{});
  BOOST_TEST(d.exists(Role::heading, "登记老人"), d.outline());
}

BOOST_AUTO_TEST_CASE(the_card_is_printed_from_it) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  tablet.d().by_role(Role::button, "怎么用").press();
  tablet.d().by_role(Role::button, "印一张说明卡").press();
  BOOST_TEST(tablet.printed.size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
