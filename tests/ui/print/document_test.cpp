// Blocks as the bytes the shell reads, and the two sheets that say nothing sensitive.
#include "ui/print/document.h"

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "tests/ui/print/read_document.h"
#include "tests/ui/screens/sample.h"
#include "ui/print/quick_card.h"
#include "ui/print/roster_paper.h"
#include "ui/print/today_list.h"

namespace huzhu::ui::print {
namespace {

bool has(const std::vector<std::string>& lines, const std::string& line) { return std::find(lines.begin(), lines.end(), line) != lines.end(); }

BOOST_AUTO_TEST_SUITE(print_documents)

BOOST_AUTO_TEST_CASE(every_block_is_read_back) {
  Document document;
  document.push_back(Heading{2, Str::card_ask});
  document.push_back(Paragraph{Str::card_emergency, true});
  document.push_back(Entry{Str::card_lead, {}, 2});
  document.push_back(Table{{{Str::print_seen, 40}, {Str::print_name, 60}}, {{{Cell::across, verbatim("红古村")}}, {{Cell::box, {}}, {Cell::strong, verbatim("马")}}, {{Cell::line, {}}}}});
  document.push_back(Steps{{step(Icon::lock, Str::card_open, Str::card_open_what), step(Picture::meal, Str::card_done, Str::card_ask)}});
  document.push_back(Code{"https://hub.example.cn/", Str::card_station});
  const std::vector<std::string> expected = {"h2 问谁", "small 有急事先打 120，再给站里打电话。", "entry 站长: ______", "head 看过 | 姓名", "across 红古村", "row □ | 马", "row ___ | ",
                                             "step 开锁: 点自己的名字，输自己的密码。", "step 用完了: 问谁", "code 互助站"};
  BOOST_TEST(lines_of(encode(document)) == expected, boost::test_tools::per_element());
  BOOST_TEST(lines_of(encode({})).empty());
  // What fits no code is left out, and what follows it still stands.
  BOOST_TEST(lines_of(encode({Code{std::string(400, 'x'), Str::card_ask}, Heading{1, Str::card_ask}})) == std::vector<std::string>{"h1 问谁"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(words_are_printed_without_the_catalogues_marks) {
  for (int i = 0; i < static_cast<int>(Str::count_); ++i) {
    const std::string printed = words_of(encode({Paragraph{static_cast<Str>(i)}}));
    BOOST_TEST(printed.find('\x01') == std::string::npos);
    BOOST_TEST(printed.find("**") == std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(the_quick_card_has_six_steps_and_whom_to_ask) {
  const QuickCardView known{verbatim("红古村幸福院"), verbatim("0931-6220001"), verbatim("李长顺"), verbatim("ab12cd34ef56"), "https://hub.example.cn:8620"};
  const auto lines = lines_of(encode(quick_card(known)));
  BOOST_TEST(std::count_if(lines.begin(), lines.end(), [](const std::string& l) { return l.rfind("step ", 0) == 0; }) == 6);
  BOOST_TEST(has(lines, "entry 互助站: 红古村幸福院"));
  BOOST_TEST(has(lines, "entry 站长: 李长顺"));
  BOOST_TEST(has(lines, "entry 站里电话: 0931-6220001"));
  BOOST_TEST(has(lines, "small 版本 ab12cd34ef56。「设置」里写的要和这个一样；不一样，先问站长。"));
  BOOST_TEST(has(lines, "code 换一台用，扫这个码，或者打开 https://hub.example.cn:8620"));
  const auto blank = lines_of(encode(quick_card({{}, {}, {}, verbatim("ab12cd34ef56"), {}})));
  BOOST_TEST(has(blank, "entry 站里电话: ___"));
  BOOST_TEST(std::none_of(blank.begin(), blank.end(), [](const std::string& l) { return l.rfind("code ", 0) == 0; }));
}

BOOST_AUTO_TEST_CASE(todays_list_goes_by_village_and_place_in_one_table) {
  care::TodayView view = sample::today_screen().view;
  view.to_visit[1].village = "米家台村";
  const std::string words = words_of(encode(today_list({&view, sample::moment(), verbatim("陈桂香")})));
  BOOST_TEST_MESSAGE(words);
  const auto at = [&](const char* what) { return words.find(what); };
  BOOST_TEST(at("across 米家台村 1 位") != std::string::npos);
  BOOST_TEST(at("across 红古村 2 位") != std::string::npos);
  BOOST_TEST(at("row □ | 马玉莲 | 87 岁 | 迟 2 天 | ___") != std::string::npos);
  BOOST_TEST(at("马玉莲") < at("欧阳白玉兰"));   // 三社, 十二社: those of one place stand together
  BOOST_TEST(words.find("head ") == words.rfind("head "), "one table: its head comes again on each sheet");
  BOOST_TEST(at("p 这张上没有印全的：哪一社。") != std::string::npos, "what is withheld is said");
  BOOST_TEST(at("small 陈桂香印的，2026年11月21日") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(todays_list_says_nothing_sensitive) {
  const TodayScreen screen = sample::today_screen();
  const std::string words = words_of(encode(today_list({&screen.view, screen.moment, verbatim("陈桂香")})));
  for (const char* secret : {"独居", "半失能", "三社", "十二社", "计生特殊家庭", "药快没了", "降压药", "13900015621", "5621"}) BOOST_TEST(words.find(secret) == std::string::npos, secret);
}

BOOST_AUTO_TEST_CASE(a_day_without_visits_is_said) {
  care::TodayView view;
  view.date = sample::today();
  const auto lines = lines_of(encode(today_list({&view, sample::moment(), verbatim("陈桂香")})));
  BOOST_TEST(has(lines, "p 今天没有要看的"));
  view.planned = 3;
  BOOST_TEST(has(lines_of(encode(today_list({&view, sample::moment(), verbatim("陈桂香")}))), "p 今天都看完了"));
}

BOOST_AUTO_TEST_CASE(a_list_of_the_register_by_village_with_nothing_but_what_is_open) {
  RosterPaper paper{{}, sample::moment(), verbatim("周育才")};
  for (const char* village : {"红古村", "米家台村", "红古村"}) {
    registry::RosterRow row;
    row.name = "马玉莲";
    row.sex = 2;
    row.age = 87;
    row.village = village;
    row.group_name = "三社东头";
    row.tags = {"低保", "独居"};
    paper.rows.push_back(row);
  }
  const std::string words = words_of(encode(roster_paper(paper)));
  for (const char* wanted : {"马玉莲", "女 87", "红古村 2 位", "米家台村 1 位", "3 位", "周育才"}) BOOST_TEST(words.find(wanted) != std::string::npos, wanted);
  for (const char* withheld : {"低保", "独居", "三社"}) BOOST_TEST(words.find(withheld) == std::string::npos, withheld);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::ui::print
