// docs/data_dictionary.md is what the model table says. After a change run the tests once with HUZHU_UPDATE_DOCS=1.
#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "core/model/dictionary.h"
#include "tests/source_dir.h"

BOOST_AUTO_TEST_SUITE(model_dictionary)

BOOST_AUTO_TEST_CASE(the_checked_in_page_is_current) {
  const std::string file = std::string(huzhu::test::source_dir) + "/docs/data_dictionary.md";
  if (std::getenv("HUZHU_UPDATE_DOCS")) std::ofstream(file, std::ios::binary) << huzhu::model::data_dictionary();
  std::ifstream in(file, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  BOOST_TEST(!text.str().empty());
  BOOST_TEST((text.str() == huzhu::model::data_dictionary()), "docs/data_dictionary.md is not what core/model/model.cpp says");
}

BOOST_AUTO_TEST_SUITE_END()
