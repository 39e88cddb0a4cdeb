// The SQL derived from the model runs, and has a column for every field that is shown by one value.
#include <boost/test/unit_test.hpp>

#include "core/model/schema.h"
#include "core/store/database.h"

using namespace huzhu;

BOOST_AUTO_TEST_SUITE(model_schema)

BOOST_AUTO_TEST_CASE(tables_can_be_made_filled_and_dropped) {
  auto db = store::Database::open(":memory:", {});
  BOOST_REQUIRE(db.ok());
  BOOST_REQUIRE((*db)->execute(model::create_typed_tables()).ok());
  for (const model::Entity& entity : model::entities()) {
    auto insert = (*db)->prepare(model::insert_row(entity));
    BOOST_REQUIRE_MESSAGE(insert.ok(), entity.name);
    insert->bind(1, std::int64_t{-7}).bind(2, std::int64_t{9});
    BOOST_TEST(insert->run().ok());
    for (const model::Field& field : entity.fields)
      if (model::has_column(field)) {
        auto update = (*db)->prepare(model::update_column(entity, field));
        BOOST_REQUIRE_MESSAGE(update.ok(), field.name);
        update->bind(1, std::int64_t{1}).bind(2, std::int64_t{-7}).bind(3, std::int64_t{9});
        BOOST_TEST(update->run().ok());
        BOOST_TEST((*db)->changes() == 1);
      }
    auto remove = (*db)->prepare(model::delete_row(entity));
    BOOST_REQUIRE(remove.ok());
    remove->bind(1, std::int64_t{-7}).bind(2, std::int64_t{9});
    BOOST_TEST(remove->run().ok());
    BOOST_TEST((*db)->changes() == 1);
  }
  BOOST_TEST((*db)->execute(model::drop_typed_tables()).ok());
  BOOST_TEST((*db)->execute(model::create_typed_tables()).ok());
}

BOOST_AUTO_TEST_SUITE_END()
