// The model table holds together: names, ids, choices, labels, headings.
#include <boost/test/unit_test.hpp>

#include <cctype>
#include <map>
#include <set>
#include <string>

#include "core/base/utf8.h"
#include "core/model/model.h"

using namespace huzhu;
using namespace huzhu::model;

namespace {

bool is_name(std::string_view name) {
  if (name.empty()) return false;
  for (char c : name)
    if (!(std::islower(static_cast<unsigned char>(c)) || std::isdigit(static_cast<unsigned char>(c)) || c == '_')) return false;
  return true;
}

bool is_chinese(std::string_view label) { return utf8::valid(label) && !label.empty() && static_cast<unsigned char>(label[0]) >= 0xE3; }

std::vector<std::string> words_of(std::string_view list) {
  std::vector<std::string> words;
  for (std::size_t from = 0; from < list.size();) {
    const std::size_t to = std::min(list.find('|', from), list.size());
    words.emplace_back(list.substr(from, to - from));
    from = to + 1;
  }
  return words;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(model_table)

BOOST_AUTO_TEST_CASE(every_line_has_a_name_and_a_label) {
  std::set<std::string> tables;
  for (const Entity& entity : entities()) {
    BOOST_TEST(is_name(entity.name));
    BOOST_TEST(is_chinese(entity.label_zh));
    BOOST_TEST(tables.emplace(entity.name).second);
    BOOST_TEST(find(entity.type) == &entity);
    BOOST_TEST(find(entity.name) == &entity);
    std::set<std::string> columns = {"id", "scope"};
    for (const Field& field : entity.fields) {
      BOOST_TEST(is_name(field.name), field.name);
      BOOST_TEST(is_chinese(field.label_zh), field.name);
      BOOST_TEST(columns.emplace(field.name).second, "column twice: " << field.name);
      BOOST_TEST(find(entity, field.id) == &field);
      BOOST_TEST(find(entity, field.name) == &field);
    }
  }
}

BOOST_AUTO_TEST_CASE(choices_are_distinct_and_only_where_they_belong) {
  for (const Entity& entity : entities())
    for (const Field& field : entity.fields) {
      BOOST_TEST((field.type == FieldType::choice) == !field.choices.empty(), field.name);
      std::set<std::int64_t> values;
      std::set<std::string> keys, labels;
      for (const Choice& choice : field.choices) {
        BOOST_TEST(values.insert(choice.value).second, field.name);
        BOOST_TEST(choice.value > 0);  // 0 is "not said" in code that has no optional
        BOOST_TEST(keys.emplace(choice.key).second, choice.key);
        BOOST_TEST(is_name(choice.key));
        BOOST_TEST(is_chinese(choice.label_zh));
        BOOST_TEST(labels.emplace(choice.label_zh).second, choice.label_zh);
        for (const std::string& word : words_of(choice.others_zh)) BOOST_TEST(labels.insert(word).second, "two choices for " << word);
        BOOST_TEST(find_choice(field, choice.value) == &choice);
      }
    }
}

// What names pictures and sounds is looked for after every sync (Replica::named_blobs), among hundreds of thousands of records.
BOOST_AUTO_TEST_CASE(what_names_a_blob_is_found_by_an_index) {
  for (const Entity& entity : entities())
    for (const Field& field : entity.fields) BOOST_TEST((field.type != FieldType::blob || field.indexed), entity.name << "." << field.name);
}

BOOST_AUTO_TEST_CASE(a_heading_of_an_import_means_one_column) {
  for (const Entity& entity : entities()) {
    std::map<std::string, std::string> known;
    for (const Field& field : entity.fields) {
      std::vector<std::string> headings = words_of(field.headings_zh);
      headings.emplace_back(field.label_zh);
      for (const std::string& heading : std::set<std::string>(headings.begin(), headings.end())) {
        const auto [place, fresh] = known.emplace(heading, field.name);
        BOOST_TEST(fresh, heading << " means " << place->second << " and " << field.name);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(there_is_nothing_beyond_the_table) {
  BOOST_TEST(find(EntityType::none) == nullptr);
  BOOST_TEST(find(static_cast<EntityType>(entities().size() + 1)) == nullptr);
  BOOST_TEST(find("nobody") == nullptr);
  const Entity& person = *find(EntityType::person);
  BOOST_TEST(find(person, std::uint16_t{0}) == nullptr);
  BOOST_TEST(find(person, static_cast<std::uint16_t>(person.fields.size() + 1)) == nullptr);
  BOOST_TEST(find(person, "nothing") == nullptr);
  BOOST_TEST(find_choice(*find(person, "sex"), 0) == nullptr);
}

BOOST_AUTO_TEST_CASE(what_is_private_is_marked) {
  const Entity& person = *find(EntityType::person);
  for (const char* name : {"allergy", "medicine", "hearing", "care_level"}) BOOST_TEST((find(person, name)->privacy == Privacy::health), name);
  BOOST_TEST((find(person, "tags")->privacy == Privacy::poverty));
  BOOST_TEST((find(person, "spare_key")->privacy == Privacy::whereabouts));
  for (const char* name : {"allergy", "medicine", "contact_name", "contact_phone"}) BOOST_TEST((find(person, name)->merge == Merge::safety), name);
}

BOOST_AUTO_TEST_SUITE_END()
