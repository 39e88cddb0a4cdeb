// What may be printed whole, by role and privacy class: never more than a role needs, and nothing sensitive without a reason.
#include "core/people/paper.h"

#include <boost/test/unit_test.hpp>

namespace huzhu::people {
namespace {

using R = model::RoleKind;
using P = model::Privacy;

constexpr R roles[] = {R::peer_helper, R::volunteer, R::station_lead, R::township_staff, R::county_admin};
constexpr P sensitive[] = {P::contact, P::personal, P::health, P::poverty, P::whereabouts};

BOOST_AUTO_TEST_SUITE(people_paper)

BOOST_AUTO_TEST_CASE(nothing_sensitive_without_a_reason) {
  for (const R role : roles) {
    const Opened opened(role, false);
    BOOST_TEST(opened.has(P::open));
    for (const P privacy : sensitive) BOOST_TEST(!opened.has(privacy), static_cast<int>(role) << " " << static_cast<int>(privacy));
  }
  BOOST_TEST(Opened().has(P::open));
  BOOST_TEST(!Opened().has(P::contact));
}

BOOST_AUTO_TEST_CASE(a_reason_opens_what_the_role_needs) {
  const auto opens = [](R role) {
    std::string classes;
    for (const P privacy : sensitive)
      if (Opened(role, true).has(privacy)) classes += static_cast<char>('0' + static_cast<int>(privacy));
    return classes;
  };
  BOOST_TEST(opens(R::peer_helper) == "1");
  BOOST_TEST(opens(R::volunteer) == "13");
  BOOST_TEST(opens(R::station_lead) == "12345");
  BOOST_TEST(opens(R::township_staff) == "12345");
  BOOST_TEST(opens(R::county_admin) == "12345");
}

BOOST_AUTO_TEST_CASE(the_hub_and_unknown_roles_print_nothing_about_anybody) {
  for (const R role : {R::hub, static_cast<R>(99)})
    for (const P privacy : sensitive) {
      BOOST_TEST((on_paper(role, privacy) == Paper::never));
      BOOST_TEST(!Opened(role, true).has(privacy));
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::people
