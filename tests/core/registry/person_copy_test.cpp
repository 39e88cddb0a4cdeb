// What a person is given of their own records: all of it, theirs alone, readable and safe to open.
#include "core/registry/person_copy.h"

#include <boost/test/unit_test.hpp>

#include "core/care/visits.h"
#include "core/people/access.h"
#include "core/registry/edit_elder.h"
#include "core/registry/register_elder.h"
#include "core/timebank/hours.h"
#include "tests/core/people/world.h"

namespace huzhu::registry {
namespace {

struct Village : test::World {
  test::World::Enrolled mine = enrol(test::village, "陈桂香", 12);
  people::Session session = mine.session();
  Village() { BOOST_REQUIRE(people::ensure_person(session).ok()); }

  EntityId add(const char* name, const char* phone) {
    ElderDraft draft = test::elder_draft(name);
    draft.phone = phone;
    draft.tags = {3};
    const auto done = register_elder(session, draft);
    return done.ok() ? done->saved.entity : EntityId{};
  }
  std::string html(EntityId person) {
    const auto copy = person_copy(session, person);
    return copy.ok() ? copy->html : "";
  }
};

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

BOOST_AUTO_TEST_SUITE(person_copies)

BOOST_AUTO_TEST_CASE(it_holds_all_that_is_kept_and_nothing_of_others) {
  Village v;
  const EntityId ma = v.add("马玉莲", "13893315621"), li = v.add("李秀兰", "13700028846");
  v.clock.pass_minutes(60);
  BOOST_REQUIRE(care::record_all_well(v.session, {.elder = ma, .note = "药匣子搁在炕柜上头"}).ok());
  BOOST_REQUIRE(care::record_all_well(v.session, {.elder = li, .note = "炉子要通"}).ok());
  people::AccessBook book;
  BOOST_REQUIRE(book.note(v.session, {ma, model::Privacy::personal, people::AccessReason::benefit, {}}).ok());
  const std::string html = v.html(ma);
  for (const std::string_view part : {"马玉莲", "13893315621", "药匣子搁在炕柜上头", "平安", "办补贴", "陈桂香", "\"type\":\"visit\"", "\"type\":\"access\""})
    BOOST_TEST(holds(html, part), part << " is missing");
  for (const std::string_view part : {"李秀兰", "13700028846", "炉子要通"}) BOOST_TEST(!holds(html, part), part << " is another's");
  const auto copy = person_copy(v.session, ma);
  BOOST_TEST(!holds(copy->file_name, "马玉莲"));
  BOOST_TEST((person_copy(v.session, EntityId{4711}).error().code == ErrorCode::not_found));
}

BOOST_AUTO_TEST_CASE(what_people_wrote_cannot_become_a_program) {
  Village v;
  const EntityId ma = v.add("马玉莲", "");
  BOOST_REQUIRE(care::record_all_well(v.session, {.elder = ma, .note = "</script><script>alert(1)</script>\"\\"}).ok());
  const std::string html = v.html(ma);
  BOOST_TEST(!holds(html, "<script>alert"));
  BOOST_TEST(holds(html, "&lt;/script&gt;&lt;script&gt;alert(1)"));
  BOOST_TEST(holds(html, "\\u003c/script>\\u003cscript>alert(1)\\u003c/script>\\u0022\\u005c"));
}

// A field that is added to the model is in the copy without anybody thinking of it.
BOOST_AUTO_TEST_CASE(every_field_of_a_person_that_has_a_value_is_there) {
  Village v;
  const EntityId ma = v.add("马玉莲", "13893315621");
  const std::string html = v.html(ma);
  int there = 0;
  for (const model::Field& field : model::find(model::EntityType::person)->fields) {
    if (field.merge == model::Merge::set || v.session.replica().field_heads(ma, field.id).empty()) continue;
    BOOST_TEST(holds(html, field.label_zh), field.label_zh << " is missing");
    ++there;
  }
  BOOST_TEST(there >= 5);
  BOOST_TEST(holds(html, "\"tags\":["));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::registry
