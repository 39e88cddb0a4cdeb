#include "core/base/crypto.h"

#include <boost/test/unit_test.hpp>

using namespace huzhu;

namespace {

// Counts up, so that a test says what was drawn.
struct CountingRandom : Random {
  std::uint8_t next = 0;
  void fill(std::span<std::uint8_t> out) override {
    for (auto& b : out) b = next++;
  }
};

struct Sodium {
  Sodium() { crypto::init(); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(base_crypto, Sodium)

// RFC 7693 appendix A gives BLAKE2b-512 only; these are from the reference implementation (b2sum -l 256).
BOOST_AUTO_TEST_CASE(blake2b_matches_known_answers) {
  BOOST_TEST(to_hex(crypto::blake2b({})) == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  BOOST_TEST(to_hex(crypto::blake2b({view("abc")})) == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

BOOST_AUTO_TEST_CASE(parts_hash_as_their_concatenation) {
  BOOST_TEST(crypto::blake2b({view("a"), view(""), view("bc")}) == crypto::blake2b({view("abc")}));
  const Bytes key(16, 7), other_key(16, 8);
  BOOST_TEST(crypto::blake2b_keyed(key, {view("a"), view("bc")}) == crypto::blake2b_keyed(key, {view("abc")}));
  BOOST_TEST(crypto::blake2b_keyed(key, {view("abc")}) != crypto::blake2b_keyed(other_key, {view("abc")}));
  BOOST_TEST(crypto::blake2b128_keyed(key, {view("abc")}) != crypto::blake2b128_keyed(other_key, {view("abc")}));
}

BOOST_AUTO_TEST_CASE(crc32c_matches_known_answers) {
  BOOST_TEST(crypto::crc32c(view("123456789")) == 0xe3069283u);
  BOOST_TEST(crypto::crc32c(Bytes(32, 0)) == 0x8a9136aau);  // RFC 3720 appendix B.4
  BOOST_TEST(crypto::crc32c(Bytes(32, 0xff)) == 0x62a8ab43u);
  BOOST_TEST(crypto::crc32c({}) == 0u);
}

// RFC 8032 section 7.1, test 2.
BOOST_AUTO_TEST_CASE(ed25519_matches_rfc_8032) {
  const auto key = crypto::SigningKey::from_seed(from_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
  BOOST_TEST(to_hex(key.public_key()) == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  const Bytes message{0x72};
  const Signature signature = key.sign(message);
  BOOST_TEST(to_hex(signature) ==
             "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  BOOST_TEST(crypto::verify(key.public_key(), message, signature));
}

BOOST_AUTO_TEST_CASE(a_signature_fits_one_message_and_one_key) {
  CountingRandom random;
  const auto key = crypto::SigningKey::generate(random), other = crypto::SigningKey::generate(random);
  Signature signature = key.sign(view("hello"));
  BOOST_TEST(!crypto::verify(other.public_key(), view("hello"), signature));
  BOOST_TEST(!crypto::verify(key.public_key(), view("hallo"), signature));
  for (std::size_t i = 0; i < signature.size() * 8; ++i) {
    signature[i / 8] ^= static_cast<std::uint8_t>(1 << (i % 8));
    BOOST_TEST(!crypto::verify(key.public_key(), view("hello"), signature));
    signature[i / 8] ^= static_cast<std::uint8_t>(1 << (i % 8));
  }
  BOOST_TEST(crypto::verify(key.public_key(), view("hello"), signature));
}

BOOST_AUTO_TEST_CASE(a_key_comes_back_from_its_seed) {
  CountingRandom random;
  const auto key = crypto::SigningKey::generate(random);
  const auto again = crypto::SigningKey::from_seed(key.seed());
  BOOST_TEST(again.public_key() == key.public_key());
  BOOST_TEST(again.author().value == crypto::author_of(key.public_key()).value);
  const Hash hash = crypto::blake2b({view("huzhu/key/1"), key.public_key()});
  BOOST_TEST(to_string(key.author()) == to_hex(ByteView(hash).first(8)));
}

BOOST_AUTO_TEST_CASE(a_sealed_box_opens_with_its_key_only_and_unaltered) {
  CountingRandom random;
  const Bytes key(32, 1), other(32, 2);
  Bytes sealed = crypto::secretbox(key, view("李大爷"), random);
  BOOST_TEST(sealed.size() == 24 + 9 + 16);
  BOOST_TEST(text(crypto::secretbox_open(key, sealed).value()) == "李大爷");
  BOOST_TEST((crypto::secretbox_open(other, sealed).error().code == ErrorCode::bad_checksum));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    sealed[i] ^= 0x10;
    BOOST_TEST(!crypto::secretbox_open(key, sealed).ok());
    sealed[i] ^= 0x10;
    BOOST_TEST(!crypto::secretbox_open(key, ByteView(sealed).first(i)).ok());
  }
  BOOST_TEST(crypto::secretbox_open(key, crypto::secretbox(key, {}, random)).value().empty());
}

#ifndef __EMSCRIPTEN__
BOOST_AUTO_TEST_CASE(argon2id_depends_on_all_it_is_given) {
  const Bytes salt(16, 3), other_salt(16, 4);
  const Bytes derived = crypto::argon2id(view("123456"), salt, 8 * 1024, 1);
  BOOST_TEST(derived.size() == 32u);
  BOOST_TEST(derived == crypto::argon2id(view("123456"), salt, 8 * 1024, 1));
  BOOST_TEST(derived != crypto::argon2id(view("123457"), salt, 8 * 1024, 1));
  BOOST_TEST(derived != crypto::argon2id(view("123456"), other_salt, 8 * 1024, 1));
  BOOST_TEST(derived != crypto::argon2id(view("123456"), salt, 9 * 1024, 1));
  BOOST_TEST(derived != crypto::argon2id(view("123456"), salt, 8 * 1024, 2));
  BOOST_TEST(crypto::argon2id(view("123456"), ByteView(salt).first(8), 8 * 1024, 1).empty());
}
#endif

BOOST_AUTO_TEST_CASE(wiping_leaves_zeros) {
  Bytes secret(40, 9);
  crypto::wipe(secret);
  BOOST_TEST(secret == Bytes(40, 0));
}

BOOST_AUTO_TEST_SUITE_END()
