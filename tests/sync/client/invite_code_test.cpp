// The QR code of an invitation: one way to write it, and nothing else is taken for one.
#include <boost/test/unit_test.hpp>

#include "sync/client/invite_code.h"
#include "sync/receipt.h"

namespace huzhu::sync {
namespace {

Hash some_county() {
  Hash county{};
  for (std::size_t i = 0; i < county.size(); ++i) county[i] = static_cast<std::uint8_t>(0xA0 + i);
  return county;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(invite_code)

BOOST_AUTO_TEST_CASE(what_is_shown_is_what_is_read) {
  const std::string shown = invite_code_text("01234567", some_county());
  BOOST_TEST(shown == "HUZHU:J:01234567:A0A1A2A3A4A5A6A7");
  const auto read = read_invite_code(shown);
  BOOST_REQUIRE(read.ok());
  BOOST_TEST(read->digits == "01234567");
  BOOST_TEST(read->county == first8(some_county()));
}

BOOST_AUTO_TEST_CASE(no_other_text_is_an_invitation) {
  const std::string shown = invite_code_text("01234567", some_county());
  for (std::size_t length = 0; length < shown.size(); ++length) BOOST_TEST(!read_invite_code(std::string_view(shown).substr(0, length)).ok());
  for (std::size_t at = 0; at < shown.size(); ++at) {
    std::string damaged = shown;
    damaged[at] = '%';
    BOOST_TEST(!read_invite_code(damaged).ok(), damaged);
  }
  for (const std::string_view other : {"12345678", "HZ1:ABC", "https://example.org/", "HUZHU:J:01234567:a0a1a2a3a4a5a6a7", "HUZHU:J:0123 567:A0A1A2A3A4A5A6A7"})
    BOOST_TEST(!read_invite_code(other).ok(), other);
  BOOST_TEST(!read_invite_code(shown + "0").ok());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::sync
