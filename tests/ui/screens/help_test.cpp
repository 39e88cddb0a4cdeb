// 怎么用: every screen has two to four short sentences in both densities, and they name only what stands on that screen.
#include "ui/screens/help.h"

#include <boost/test/unit_test.hpp>

#include <map>
#include <set>

#include "tests/ui/driver.h"
#include "tests/ui/screens/every_screen.h"

namespace huzhu::ui {
namespace {

// The samples of every_screen() that show a topic, by how their names begin.
const std::map<Topic, std::vector<std::string>> shown_by = {
    {Topic::today, {"today"}}, {Topic::overview, {"overview"}}, {Topic::roster, {"roster"}}, {Topic::find, {"roster"}}, {Topic::elder, {"elder"}},
    {Topic::looked, {"who looked"}}, {Topic::consent, {"consent"}}, {Topic::agree, {"consent, form"}}, {Topic::erase, {"erase"}}, {Topic::retention, {"retention"}}, {Topic::ending, {"ending, died"}},
    {Topic::register_elder, {"register"}}, {Topic::visit, {"visit"}}, {Topic::hours, {"hours"}}, {Topic::conflicts, {"conflicts"}}, {Topic::same_person, {"same person", "elder, of two files"}}, {Topic::sync, {"sync"}},
    {Topic::settings, {"settings"}}, {Topic::more, {"more"}}, {Topic::carry_out, {"carry"}}, {Topic::carry_in, {"take", "carry"}},
    {Topic::add_person, {"add a person"}}, {Topic::invite, {"invite"}}, {Topic::change_pin, {"change PIN"}}, {Topic::reset_pin, {"change PIN"}},
    {Topic::give_pin, {"give help"}}, {Topic::tour, {"tour"}},
    {Topic::station, {"station"}}, {Topic::held, {"held"}}, {Topic::unlock, {"unlock"}}, {Topic::first_run, {"first run"}}, {Topic::ask_pin, {"help,"}}, {Topic::write, {"write sheet"}}};

constexpr int first_topic = static_cast<int>(Topic::none) + 1, end_of_topics = static_cast<int>(Topic::count_);

bool shows(const sample::Sample& sample, Topic topic) {
  for (const std::string& begin : shown_by.at(topic))
    if (sample.name.rfind(begin, 0) == 0) return true;
  return false;
}

std::size_t letters(const std::string& words) {
  std::size_t count = 0;
  for (const char c : words) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

// All words that stand on the samples of a topic in this density.
std::set<std::string> words_on(Topic topic, bool elder) {
  std::set<std::string> words;
  for (const sample::Sample& s : sample::every_screen()) {
    if (!shows(s, topic) || (s.where == sample::Sample::desk_only && elder)) continue;
    const bool desk = s.where == sample::Sample::desk_only || topic == Topic::overview;
    KitHost host(s.draw);
    if (elder) host.kit.set_look({Density::elder});
    Driver d(program_of(host));
    d.resize(desk ? 1366.0f : 360.0f, 800, desk);
    d.settle();
    for (const Node& n : d.tree().nodes) {
      words.insert(n.name);
      words.insert(n.value);
    }
  }
  return words;
}

bool named_on(const std::set<std::string>& words, const std::string& control) {
  for (const std::string& w : words)
    if (w.find(control) != std::string::npos) return true;
  return false;
}

// Are all quotes around a place to fill, and every place in quotes?
bool quotes_only_places(std::string_view sentence, std::string_view open, std::string_view close) {
  for (std::size_t at = sentence.find(open); at != std::string_view::npos; at = sentence.find(open, at + 1)) {
    const std::string_view rest = sentence.substr(at + open.size());
    if (rest.size() < 3 + close.size() || rest[0] != '{' || rest[2] != '}' || rest.substr(3, close.size()) != close) return false;
  }
  for (std::size_t at = sentence.find('{'); at != std::string_view::npos; at = sentence.find('{', at + 1))
    if (at < open.size() || sentence.substr(at - open.size(), open.size()) != open) return false;
  return true;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(screens_help)

BOOST_AUTO_TEST_CASE(every_topic_has_two_to_four_short_sentences) {
  for (const Language language : {Language::en, Language::zh}) {
    choose_language(language);
    for (int i = first_topic; i < end_of_topics; ++i)
      for (const bool elder : {false, true}) {
        const auto sentences = help_sentences(static_cast<Topic>(i), elder);
        BOOST_TEST(sentences.size() >= 2u, "topic " << i << (elder ? ", elder" : ""));
        BOOST_TEST(sentences.size() <= 4u, "topic " << i << (elder ? ", elder" : ""));
        for (const Text& sentence : sentences) {
          BOOST_TEST(sentence.plain().find('{') == std::string::npos, sentence.plain());
          BOOST_TEST(letters(sentence.plain()) <= (language == Language::zh ? 36u : 110u), sentence.plain());
        }
      }
  }
}

BOOST_AUTO_TEST_CASE(controls_are_named_by_the_catalogue_and_nothing_else_is_quoted) {
  for (int i = first_topic; i < end_of_topics; ++i)
    for (const HelpLine& line : help_lines(static_cast<Topic>(i)).lines) {
      if (line.sentence == Str::count_) continue;
      const std::string_view zh = catalogue(line.sentence, Language::zh), en = catalogue(line.sentence, Language::en);
      BOOST_TEST(quotes_only_places(zh, "「", "」"), zh);
      BOOST_TEST(quotes_only_places(en, "“", "”"), en);
      for (const std::string_view sentence : {zh, en}) {
        BOOST_TEST((sentence.find("{0}") != std::string_view::npos) == (line.first != Str::count_), sentence);
        BOOST_TEST((sentence.find("{1}") != std::string_view::npos) == (line.second != Str::count_), sentence);
      }
      for (const Str control : {line.first, line.second})
        if (control != Str::count_) BOOST_TEST(catalogue(control).find('{') == std::string_view::npos, "no control has this whole word: " << catalogue(control));
    }
}

BOOST_AUTO_TEST_CASE(what_is_named_stands_on_that_screen) {
  for (int i = first_topic; i < end_of_topics; ++i) {
    const Topic topic = static_cast<Topic>(i);
    for (const bool elder : {false, true}) {
      const std::set<std::string> words = words_on(topic, elder);
      BOOST_TEST((topic == Topic::overview && elder ? true : !words.empty()), "topic " << i << " has no sample");
      for (const HelpLine& line : help_lines(topic).lines) {
        if (line.sentence == Str::count_ || (line.in != HelpLine::both && (line.in == HelpLine::elder) != elder)) continue;
        for (const Str control : {line.first, line.second})
          if (control != Str::count_ && !(topic == Topic::overview && elder))
            BOOST_TEST(named_on(words, Text(control).plain()), "topic " << i << (elder ? ", elder: " : ": ") << Text(control).plain());
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::ui
