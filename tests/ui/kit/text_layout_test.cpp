// Lines break the Chinese way, at any width, and every weight and size is measured by one rule.
#include <boost/test/unit_test.hpp>

#include <string>

#include "tests/ui/driver.h"
#include "ui/kit/glyph_slots.h"
#include "ui/kit/state.h"

using namespace huzhu::ui;

namespace {

struct Fixture {
  KitHost host{[](Kit& kit) { kit.screen({"text", Str::app_name}); }};
  Driver d{program_of(host)};
  Fixture() { d.resize(360, 800); }

  // The lines of a sentence laid out 20 dp high in `ems` ideographs of width.
  std::vector<std::string> lines(std::string_view words, float ems, int max_lines = 0) {
    const TextBlock b = lay_out(host.kit.state().fonts, verbatim(words), {.type = {20, 28}, .max_width = ems * 20, .max_lines = max_lines});
    std::vector<std::string> out(static_cast<std::size_t>(b.lines()));
    for (const TextRun& run : b.runs) out[run.line] += b.bytes.substr(run.begin, run.end - run.begin);
    return out;
  }
};

using Lines = std::vector<std::string>;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(text_layout, Fixture)

BOOST_AUTO_TEST_CASE(what_is_expected_is_ready_before_it_is_shown) {
  Kit& kit = host.kit;
  std::u32string letters;
  for (char32_t c = U'一'; c < U'一' + 60; ++c) letters += c;
  letters += U"国𠮷";   // and the one all others are measured by
  BOOST_TEST(!kit.prepare());
  kit.expect(letters, Type::body, true);
  int steps = 1;
  while (kit.prepare()) ++steps;
  BOOST_TEST(steps == 3);   // a few at a time
  ImFontBaked* baked = kit.state().fonts.bold->GetFontBaked(kit.theme().type(Type::body).size);
  const int before = baked->Glyphs.Size;
  BOOST_TEST(before >= 62);
  lay_out(kit.state().fonts, verbatim("一丁"), {.type = kit.theme().type(Type::body), .bold = true, .max_width = 400});
  BOOST_TEST(baked->IsGlyphLoaded(static_cast<ImWchar>(slot_of_code_point(U'𠮷'))));
  BOOST_TEST(baked->Glyphs.Size == before);
  kit.expect(letters, Type::body, true);
  kit.forget();   // names: gone with the lock
  BOOST_TEST(!kit.prepare());
}

BOOST_AUTO_TEST_CASE(breaks_between_ideographs) {
  BOOST_TEST((lines("没有网照常用", 3) == Lines{"没有网", "照常用"}));
  BOOST_TEST((lines("没有网", 3) == Lines{"没有网"}));
}

BOOST_AUTO_TEST_CASE(no_line_begins_with_a_stop_or_ends_with_an_opening) {
  BOOST_TEST((lines("没有网，照常用", 3) == Lines{"没有", "网，照", "常用"}));
  BOOST_TEST((lines("他说（没有事）", 3) == Lines{"他说", "（没有", "事）"}));
}

BOOST_AUTO_TEST_CASE(numbers_stay_with_their_unit) {
  for (const std::string& line : lines("今天看 86 位，报来看过 37 位，还有 49 位要看", 5)) {
    BOOST_TEST(!line.starts_with("位"));
    BOOST_TEST(!line.starts_with("岁"));
  }
  BOOST_TEST((lines("存了1小时", 4) == Lines{"存了", "1小时"}));
  for (const std::string& line : lines("交给站长，11月22日前办", 6)) BOOST_TEST(!line.starts_with("22"));
}

BOOST_AUTO_TEST_CASE(latin_words_stay_whole_until_they_cannot) {
  BOOST_TEST((lines("换成 Chrome 再打开", 6) == Lines{"换成 ", "Chrome 再", "打开"}));
  BOOST_TEST(lines("abcdefghijklmnopqrstuvwxyz", 3).size() > 2u);
}

BOOST_AUTO_TEST_CASE(a_masked_number_breaks_behind_its_dots_and_only_when_it_must) {
  const std::string id = "620111••••2046";
  const float whole = measure(host.kit.state().fonts, verbatim(id), {20, 28}, false) / 20;
  const float head = measure(host.kit.state().fonts, verbatim("620111••••"), {20, 28}, false) / 20;
  BOOST_TEST((lines(id, whole) == Lines{id}));
  for (float ems = head; ems < whole - 0.1f; ems += 0.2f) BOOST_TEST((lines(id, ems) == Lines{"620111••••", "2046"}), ems);
  BOOST_TEST((lines("证号" + id, whole) == Lines{"证号", id}));   // its own line before it is broken
}

BOOST_AUTO_TEST_CASE(the_last_line_allowed_ends_in_an_ellipsis) {
  const Lines cut = lines("没有网照常用有网自己发", 4, 2);
  BOOST_TEST(cut.size() == 2u);
  BOOST_TEST(cut[1].ends_with("…"));
  BOOST_TEST(lines("没有网", 4, 1)[0] == "没有网");
}

BOOST_AUTO_TEST_CASE(every_line_fits_and_no_character_is_lost) {
  const std::string words = "陈桂香在红古村三社，看了 5 位老人（包括𠮷野）。下回 11月22日 9:30 再去，带 2 盒药！";
  for (float ems = 2; ems < 30; ems += 1) {
    const TextBlock b = lay_out(host.kit.state().fonts, verbatim(words), {.type = {20, 28}, .max_width = ems * 20});
    std::string all;
    for (const TextRun& run : b.runs) all += b.bytes.substr(run.begin, run.end - run.begin);
    BOOST_TEST(all == with_slots(words));
    // 行首 rules may let a line grow by what must not begin the next one only when a single word is wider than the line.
    for (const float w : b.line_widths) BOOST_TEST(w <= ems * 20 + 0.5f);
    BOOST_TEST(b.height == static_cast<float>(b.lines()) * 28);
  }
}

BOOST_AUTO_TEST_CASE(bold_parts_of_a_sentence_are_runs_of_their_own) {
  const Text words = say(Str::gallery_last_seen, say(Str::day_month_day, 11, 13));
  BOOST_TEST(lay_out(host.kit.state().fonts, words, {.type = {20, 28}}).runs.size() == 1u);
  const Text stressed = say(Str::gallery_stressed, 12);
  BOOST_TEST(lay_out(host.kit.state().fonts, stressed, {.type = {20, 28}}).runs.size() == 3u);
  BOOST_TEST(lay_out(host.kit.state().fonts, stressed, {.type = {20, 28}, .bold = true}).runs[0].bold);
  for (const TextRun& run : lay_out(host.kit.state().fonts, stressed, {.type = {20, 28}, .bold = true}).runs) BOOST_TEST(run.bold);
  BOOST_TEST(verbatim("**不是粗体**").plain() == "**不是粗体**");
}

BOOST_AUTO_TEST_CASE(rare_characters_take_slots_and_come_back) {
  const std::uint32_t slot = slot_of_code_point(0x20BB7);   // 𠮷
  BOOST_TEST(slot >= 0xE000u);
  BOOST_TEST(slot < 0xF900u);
  BOOST_TEST(slot_of_code_point(0x20BB7) == slot);
  BOOST_TEST(code_point_of_slot(slot) == 0x20BB7u);
  BOOST_TEST(slot_of_code_point(0x3402) == 0x3402u);        // 㐂 needs none
  BOOST_TEST(slot_of_code_point(0xE000) == 0xFFFDu);        // private use from outside
  BOOST_TEST(slots_unneeded("马玉莲，87 岁"));
  BOOST_TEST(!slots_unneeded("𠮷"));
  BOOST_TEST(lines("𠮷𠮷", 3).size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
