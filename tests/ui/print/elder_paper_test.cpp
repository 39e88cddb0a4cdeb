// An elder's file on paper: masked without a reason, and with one no more than the role may have.
#include "ui/print/elder_paper.h"

#include <boost/test/unit_test.hpp>

#include "tests/ui/print/read_document.h"
#include "tests/ui/screens/sample.h"

namespace huzhu::ui::print {
namespace {

using R = model::RoleKind;
using P = model::Privacy;

registry::ElderFile whole_file() {
  registry::ElderFile f = sample::elder_screen().file;
  f.safety.push_back({registry::SafetyKind::spare_key, {"门框上头"}, ""});
  f.safety.push_back({registry::SafetyKind::stove, {"烧煤炉"}, ""});
  f.history[0].note = "夜里咳得厉害";
  f.note = "儿子在外头欠了债";
  return f;
}

std::string printed(R role, bool reason) {
  const registry::ElderFile file = whole_file();
  return words_of(encode(elder_paper({&file, people::Opened(role, reason), sample::moment(), verbatim("陈桂香")})));
}

// What each class holds of the sample file.
struct Secret {
  P privacy;
  std::vector<const char*> words;
};
const Secret secrets[] = {{P::contact, {"13900015621", "13900017708", "三社", "东头平房", "马建国"}},
                          {P::personal, {"999999193903048842"}},
                          {P::health, {"青霉素", "降压药", "敲门要重"}},
                          {P::poverty, {"低保"}},
                          {P::whereabouts, {"门框上头", "烧煤炉"}}};

bool says(const std::string& sheet, const char* words) { return sheet.find(words) != std::string::npos; }

BOOST_AUTO_TEST_SUITE(print_elder)

BOOST_AUTO_TEST_CASE(without_a_reason_everybodys_sheet_is_masked) {
  for (const R role : {R::peer_helper, R::volunteer, R::station_lead, R::township_staff, R::county_admin, R::hub}) {
    const std::string sheet = printed(role, false);
    for (const Secret& secret : secrets)
      for (const char* words : secret.words) BOOST_TEST(!says(sheet, words), words);
    BOOST_TEST(!says(sheet, "夜里咳得厉害"));
    BOOST_TEST(!says(sheet, "半失能"));
    BOOST_TEST(says(sheet, "h1 马玉莲"));
    BOOST_TEST(says(sheet, "p 女，87 岁，红古村"));
    BOOST_TEST(says(sheet, "entry 身份证号: 999999••••8842"));
    BOOST_TEST(says(sheet, "entry 电话: 尾号 5621"));
    BOOST_TEST(says(sheet, "没有印全的：联系方式，个人，健康，困难情况，行踪"), sheet);
  }
}

BOOST_AUTO_TEST_CASE(a_reason_opens_the_classes_of_the_role_and_no_other) {
  for (const R role : {R::peer_helper, R::volunteer, R::station_lead, R::township_staff, R::county_admin, R::hub}) {
    const people::Opened opened(role, true);
    const std::string sheet = printed(role, true);
    for (const Secret& secret : secrets)
      for (const char* words : secret.words) BOOST_TEST(says(sheet, words) == (opened.has(secret.privacy)), static_cast<int>(role) << " " << words << "\n" << sheet);
  }
}

BOOST_AUTO_TEST_CASE(what_several_classes_tell_needs_them_all) {
  BOOST_TEST_MESSAGE(printed(R::station_lead, true));
  const std::string lead = printed(R::station_lead, true), helper = printed(R::volunteer, true);
  for (const char* words : {"独居", "半失能", "夜里咳得厉害", "h2 来往记录"}) {
    BOOST_TEST(says(lead, words), words);
    BOOST_TEST(!says(helper, words), words);
  }
  BOOST_TEST(!says(lead, "没有印全的"));
  BOOST_TEST(says(helper, "没有印全的：个人，困难情况，行踪"), helper);
  BOOST_TEST(!says(lead, "欠了债"), "the note on a person is not part of the sheet");
}

BOOST_AUTO_TEST_CASE(every_sheet_has_room_to_write_and_says_who_printed_it) {
  for (const bool reason : {false, true}) {
    const std::string sheet = printed(R::volunteer, reason);
    BOOST_TEST(says(sheet, "row ___ | ___ | ___ | ___"));
    BOOST_TEST(says(sheet, "small 陈桂香印的，2026年11月21日"));
    BOOST_TEST(says(sheet, "entry 下一次该看: 2026年11月19日"));
  }
}

BOOST_AUTO_TEST_CASE(a_file_with_nothing_in_it_withholds_nothing) {
  registry::ElderFile file;
  file.name = "马玉莲";
  file.village = "红古村";
  BOOST_TEST(classes_of(file).empty());
  const std::string sheet = words_of(encode(elder_paper({&file, people::Opened(), sample::moment(), {}})));
  BOOST_TEST(!says(sheet, "没有印全的"));
  BOOST_TEST(!says(sheet, "身份证号"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::ui::print
