#include "core/log/show.h"

#ifndef __EMSCRIPTEN__

#include <boost/test/unit_test.hpp>

#include "tests/core/log/samples.h"

using namespace huzhu;
using namespace huzhu::log;

namespace {

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

BOOST_AUTO_TEST_SUITE(log_show)

BOOST_AUTO_TEST_CASE(names_come_from_the_model_table) {
  const std::string json = to_json(samples::two_fields());
  BOOST_TEST_MESSAGE(json);
  for (const char* part : {"\"scope\": \"5c09e62011110320\"", "\"clock_state\": \"trusted\"", "\"kind\": \"set\"", "\"type\": \"person\"",
                           "\"field\": \"name\"", "\"text\": \"李秀英\"", "\"field\": \"birth_date\"", "\"integer\": \"-8248\""}) {
    BOOST_TEST(holds(json, part), part);
  }
}

BOOST_AUTO_TEST_CASE(what_this_version_does_not_know_is_shown_by_number) {
  const std::string json = to_json(samples::everything());
  BOOST_TEST_MESSAGE(json);
  for (const char* part : {"\"kind\": \"255\"", "\"type\": \"250\"", "\"field\": \"65535\"", "\"wire_type\": 15", "\"bytes\": \"00ff206e6577\"",
                           "\"supersedes\": []", "\"hash8\": \"1122334455667788\"", "\"k\": 3", "\"value\": null"}) {
    BOOST_TEST(holds(json, part), part);
  }
}

BOOST_AUTO_TEST_CASE(a_redacted_value_is_said_to_be_redacted) {
  const std::size_t which[] = {0};
  const Bytes bytes = redact(samples::sealed(samples::two_fields()).bytes, which).value();
  const std::string json = to_json(decode(bytes, Redaction::taken).value());
  BOOST_TEST(holds(json, "\"redacted\": true"));
  BOOST_TEST(!holds(json, "\"salt\""));
  BOOST_TEST(!holds(json, "\"text\""));
}

BOOST_AUTO_TEST_SUITE_END()

#endif  // __EMSCRIPTEN__
