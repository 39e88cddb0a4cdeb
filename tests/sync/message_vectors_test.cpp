// tests/sync/vectors/messages.txt: one of each message of docs/sync_protocol.md with something in every member: for who writes
// a hub or a tablet in another language, and for the fuzzer to begin with.
//
// HUZHU_WRITE_VECTORS=1 writes the file anew from what the program makes now; after the freeze it may not differ.
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "core/people/enrol.h"
#include "sync/invite_protocol.h"
#include "sync/protocol.h"
#include "tests/source_dir.h"

namespace huzhu::test {
namespace {

using namespace sync;

const std::string path_of_vectors = std::string(source_dir) + "/tests/sync/vectors/messages.txt";
constexpr ScopeId scope{0x5c09e62011110320};
constexpr AuthorId author{0xacf0e1c30b79544b};
constexpr std::int64_t now = 1'760'000'000'000;

template <class Array>
Array filled(std::uint8_t byte) {
  Array array;
  array.fill(byte);
  return array;
}

std::string line(const char* name, const Bytes& bytes) { return std::string(name) + " = " + to_hex(bytes) + "\n"; }

// One that reads back as itself, whole or not at all.
template <class Message>
std::string message(const char* name, const Message& one) {
  const Bytes bytes = encode(one);
  const auto read = decode<Message>(bytes);
  BOOST_TEST(read.ok(), name);
  if (read) BOOST_TEST((encode(*read) == bytes), name);
  for (std::size_t size = 0; size < bytes.size(); ++size) BOOST_TEST(!decode<Message>(ByteView(bytes).first(size)).ok(), name << " cut to " << size);
  return line(name, bytes);
}

std::string messages() {
  const LogPosition here{author, 0x0e90c401, 300, 0x0123456789abcdef};
  const Hash hash = filled<Hash>(0xa1);
  const Signature signature = filled<Signature>(0x51);
  const PublicKey device = filled<PublicKey>(0xd1), actor = filled<PublicKey>(0xac);
  const people::PairNumber number = filled<people::PairNumber>(0x17);
  std::string out;
  out += message("problem", Problem{Refusal::version, 1500});
  out += message("enrol_request", EnrolRequest{"12345678", device, 1, "卫生室", signature});
  out += message("enrol_answer", EnrolAnswer{Bytes(5, 9)});
  out += message("hello_request", HelloRequest{filled<Nonce>(0x0c)});
  out += message("hello_answer", HelloAnswer{filled<Token>(0x70), 0x1111222233334444, now, {{scope, 7}, {ScopeId{scope.value + 1}, 70000}}, signature});
  out += message("push_answer", PushAnswer{1, now, {{Verdict::stored, 3, 0}, {Verdict::gap, 0, 20}}, {{scope, 4, hash, now - 5, {{0, 0, 3}}, signature}}});
  out += message("pull_request", PullRequest{scope, {1, 70}, 65536, {here}});
  PullAnswer pulled{scope, now, {}, {1, 74}, true, 900, signature};
  pulled.entries.push_back({1, now, true, Bytes(40, 0xf0), hash, {}, 0, 0, {}});
  pulled.entries.push_back({1, now - 1, false, {}, {}, author, 7, 12, {1, 64, 3}});
  out += message("pull_answer", pulled);
  out += message("offer_request", OfferRequest{scope, {here}});
  out += message("offer_answer", OfferAnswer{{here}, {{author, 1, 2, 3}}});
  out += message("digest_request", DigestRequest{hash, {{scope, 74}}});
  out += message("digest_answer", DigestAnswer{1, now, false, {{scope, 74, hash}}});
  out += message("wait_request", WaitRequest{55000, {{scope, 74}}});
  out += message("wait_answer", WaitAnswer{1, now, {{scope, 75}}});
  out += message("invite_request", InviteRequest{InviteStep::tell, "12345678", hash});
  out += message("invite_answer", InviteAnswer{"12345678", Joiner{device, actor, 2, "平板", "魏长顺", number}});
  out += message("redeem_request", RedeemRequest{"12345678", device, actor, 2, "平板", "魏长顺", signature, filled<Signature>(0x52)});
  out += message("redeem_answer", RedeemAnswer{true, hash, filled<PublicKey>(0x07), {}});
  out += message("join_request", JoinRequest{"12345678", device, number, signature});
  out += message("join_answer", JoinAnswer{JoinState::taken_in, number, Bytes(5, 9)});
  people::EnrolmentGrant grant{filled<PublicKey>(1), filled<PublicKey>(2), hash, EntityId{0xdddd}, 620111103206, {}, {Bytes(40, 0xf0)}, now};
  grant.scopes.push_back({scope, 620111, model::ScopeKind::county_authority, "红古区"});
  const Bytes granted = people::encode(grant);
  BOOST_TEST(people::decode_enrolment_grant(granted).ok());
  return out + line("grant", granted);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sync_message_vectors)

BOOST_AUTO_TEST_CASE(they_are_what_the_program_makes) {
  const std::string made = messages();
  if (std::getenv("HUZHU_WRITE_VECTORS")) std::ofstream(path_of_vectors) << made;
  std::ifstream file(path_of_vectors);
  std::stringstream kept;
  kept << file.rdbuf();
  BOOST_TEST(kept.str() == made);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
