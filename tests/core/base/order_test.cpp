#include "core/base/order.h"

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>

using namespace huzhu;

BOOST_AUTO_TEST_SUITE(order_of_lists)

BOOST_AUTO_TEST_CASE(equal_elements_keep_their_places) {
  struct Act {
    int at;
    std::string what;
  };
  std::vector<Act> acts{{3, "c"}, {1, "a"}, {3, "d"}, {2, "b"}, {1, "e"}};
  stable_order(acts, [](const Act& a, const Act& b) { return a.at < b.at; });
  std::string order;
  for (const Act& act : acts) order += act.what;
  BOOST_TEST(order == "aebcd");
}

BOOST_AUTO_TEST_CASE(elements_are_moved_not_copied) {
  std::vector<std::unique_ptr<int>> list;
  for (const int number : {2, 3, 1}) list.push_back(std::make_unique<int>(number));
  stable_order(list, [](const auto& a, const auto& b) { return *a > *b; });
  BOOST_TEST(*list[0] == 3);
  BOOST_TEST(*list[2] == 1);
}

BOOST_AUTO_TEST_CASE(an_empty_list_stays_empty) {
  std::vector<int> none;
  stable_order(none, [](int a, int b) { return a < b; });
  BOOST_TEST(none.empty());
}

BOOST_AUTO_TEST_SUITE_END()
