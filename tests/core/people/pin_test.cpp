#include "core/people/pin.h"

#include <boost/test/unit_test.hpp>

namespace huzhu::people {
namespace {

bool guessed(std::string_view pin) { return easily_guessed(PinKind::digits, pin); }
bool guessed_pictures(std::string_view pin) { return easily_guessed(PinKind::pictures, pin); }

}  // namespace

BOOST_AUTO_TEST_SUITE(people_pin)

BOOST_AUTO_TEST_CASE(who_leads_needs_eight) {
  using R = model::RoleKind;
  for (const R role : {R::peer_helper, R::volunteer}) BOOST_TEST(pin_length(role) == 6);
  for (const R role : {R::station_lead, R::township_staff, R::county_admin}) BOOST_TEST(pin_length(role) == 8);
}

BOOST_AUTO_TEST_CASE(runs_and_repetitions_are_refused) {
  for (const char* pin : {"111111", "00000000", "123456", "12345678", "987654", "890123", "34567890", "24680246", "963074"}) BOOST_TEST(guessed(pin), pin);
  for (const char* pin : {"777778", "112233", "135790", "246813", "24681357", "864209", "102030"}) BOOST_TEST(!guessed(pin), pin);
}

BOOST_AUTO_TEST_CASE(birthdays_are_refused) {
  for (const char* pin : {"560311", "000229", "19560311", "20040229"}) BOOST_TEST(guessed(pin), pin);
  for (const char* pin : {"561311", "560230", "19561311", "18560311", "24560311"}) BOOST_TEST(!guessed(pin), pin);
}

// Keys lie four in a row: along the rows, down a column, one after the other from either end.
BOOST_AUTO_TEST_CASE(pictures_in_a_run_are_refused) {
  for (const char* pin : {"aaaaaa", "llllllll", "abcdef", "lkjihg", "ijklab", "aeiaei", "acegik"}) BOOST_TEST(guessed_pictures(pin), pin);
  for (const char* pin : {"aaaaab", "abcdeg", "bdkaia", "cabbagel"}) BOOST_TEST(!guessed_pictures(pin), pin);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::people
