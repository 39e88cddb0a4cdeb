#include "sync/protocol.h"

#include <boost/test/unit_test.hpp>

#include "sync/client/pace.h"
#include "sync/request_auth.h"
#include "sync/snapshot_protocol.h"
#include "sync/wire.h"

namespace huzhu::sync {
namespace {

struct Counting : Random {
  std::uint8_t next = 1;
  void fill(std::span<std::uint8_t> out) override {
    for (std::uint8_t& byte : out) byte = next++;
  }
};

template <std::size_t N>
std::array<std::uint8_t, N> filled(std::uint8_t with) {
  std::array<std::uint8_t, N> out{};
  out.fill(with);
  return out;
}

// One encoding per value: what decodes encodes to the same bytes; cut anywhere or lengthened it does not decode.
template <class Message>
void check(const Message& message) {
  const Bytes bytes = encode(message);
  const auto read = decode<Message>(bytes);
  BOOST_REQUIRE(read.ok());
  BOOST_TEST((encode(*read) == bytes));
  for (std::size_t size = 0; size < bytes.size(); ++size) BOOST_TEST(!decode<Message>(ByteView(bytes).first(size)).ok());
  Bytes longer = bytes;
  longer.push_back(0);
  BOOST_TEST(!decode<Message>(longer).ok());
  Bytes newer = bytes;
  newer[0] = protocol_version + 1;
  BOOST_TEST((decode<Message>(newer).error().code == ErrorCode::unknown_version));
  // Any bytes at all: no crash, and whatever is accepted is the one encoding of itself.
  Bytes damaged = bytes;
  for (std::size_t i = 0; i < bytes.size() * 8; ++i) {
    damaged[i / 8] ^= static_cast<std::uint8_t>(1 << i % 8);
    if (const auto other = decode<Message>(damaged)) BOOST_TEST((encode(*other) == damaged));
    damaged[i / 8] = bytes[i / 8];
  }
}

const LogPosition position{AuthorId{0xfedcba9876543210}, 0x89abcdef, 300, 7};

}  // namespace

BOOST_AUTO_TEST_SUITE(protocol)

BOOST_AUTO_TEST_CASE(messages_read_back_and_have_one_encoding) {
  check(Problem{Refusal::busy, 12'000});
  check(EnrolRequest{"12345678", filled<32>(3), 1, "红古村站 1 号平板", filled<64>(4)});
  check(EnrolAnswer{Bytes(200, 9)});
  check(HelloRequest{filled<16>(5)});
  check(HelloAnswer{filled<16>(6), ~0ull, -5, {{ScopeId{1}, 0}, {ScopeId{2}, 1ull << 40}}, filled<64>(7)});
  PushAnswer push{77, 1'700'000'000'000, {{Verdict::stored, 3, 0}, {Verdict::gap, 0, 900}}, {}};
  push.runs.push_back({ScopeId{8}, 5, filled<32>(1), 1'700'000'000'000, {{0, 0, 3}, {1, 2, 1}}, filled<64>(2)});
  check(push);
  check(PullRequest{ScopeId{8}, {1, 2, 3}, 16384, {position}});
  PullAnswer pull{ScopeId{8}, 5, {}, {9, 4, 2}, true, 10, filled<64>(3)};
  PullEntry whole, receipts;
  whole.hub_epoch = 9;
  whole.received_at_ms = 1'700'000'000'000;
  whole.has_frame = true;
  whole.frame = Bytes(40, 1);
  receipts.hub_epoch = 9;
  receipts.received_at_ms = 1'600'000'000'000;
  receipts.author = AuthorId{4};
  receipts.epoch = 6;
  receipts.seq_first = 3;
  receipts.operations = {1, 64};
  pull.entries = {whole, receipts};
  check(pull);
  check(OfferRequest{ScopeId{8}, {position, position}});
  check(OfferAnswer{{position}, {}});
  check(DigestRequest{filled<32>(1), {{ScopeId{1}, 2}}});
  check(DigestAnswer{1, 2, false, {{ScopeId{1}, 2, filled<32>(3)}}});
  check(WaitRequest{wait_ms_max, {{ScopeId{1}, 2}}});
  check(WaitAnswer{1, 2, {}});
  check(SnapshotRequest{ScopeId{8}});
  check(SnapshotAnswer{});
  check(SnapshotAnswer{true, ScopeId{8}, 1, 2, filled<32>(3), Bytes(40, 4), {filled<32>(5), filled<32>(6)}, filled<64>(7)});
  check(ChunkRequest{ScopeId{8}, 16384, {filled<32>(5)}});
  check(ChunkAnswer{});
  check(ChunkAnswer{{Bytes(20, 1), Bytes(3, 2)}});
}

// The fuzzer's finding: the same entry, said in two ways.
BOOST_AUTO_TEST_CASE(an_epoch_is_said_only_where_it_changes) {
  PullAnswer pull{ScopeId{8}, 5, {}, {9, 4, 2}, true, 10, filled<64>(3)};
  pull.entries.resize(1);
  pull.entries[0].author = AuthorId{4};
  pull.entries[0].operations = {1};
  const Bytes once = encode(pull);
  BOOST_TEST(decode<PullAnswer>(once).ok());
  const std::size_t flags = once.size() - (1 + 1 + 8 + 4 + 1 + 2);
  BOOST_REQUIRE(once[flags] == 0);
  Bytes twice = once;
  twice[flags] = 2;
  twice.insert(twice.begin() + static_cast<std::ptrdiff_t>(flags) + 1, 8, 0);   // the epoch before the first is 0
  BOOST_TEST(!decode<PullAnswer>(twice).ok());
  twice[flags + 8] = 1;
  BOOST_TEST(decode<PullAnswer>(twice).ok());
  // Times as far apart as they can be.
  pull.entries[0].received_at_ms = INT64_MIN;
  pull.entries.push_back(pull.entries[0]);
  pull.entries[1].received_at_ms = INT64_MAX;
  check(pull);
}

BOOST_AUTO_TEST_CASE(bounds_hold_at_the_limit_and_fail_one_past_it) {
  BOOST_TEST(decode<WaitRequest>(encode(WaitRequest{wait_ms_max, {}})).ok());
  BOOST_TEST(!decode<WaitRequest>(encode(WaitRequest{wait_ms_max + 1, {}})).ok());
  BOOST_TEST(decode<OfferRequest>(encode(OfferRequest{ScopeId{1}, std::vector<LogPosition>(limits::logs_per_scope_max, position)})).ok());
  BOOST_TEST(!decode<OfferRequest>(encode(OfferRequest{ScopeId{1}, std::vector<LogPosition>(limits::logs_per_scope_max + 1, position)})).ok());
  BOOST_TEST(decode<WaitRequest>(encode(WaitRequest{0, std::vector<ScopePosition>(scopes_per_message_max)})).ok());
  BOOST_TEST(!decode<WaitRequest>(encode(WaitRequest{0, std::vector<ScopePosition>(scopes_per_message_max + 1)})).ok());
  BOOST_TEST(decode<EnrolRequest>(encode(EnrolRequest{"12345678", {}, 1, std::string(device_name_bytes_max, 'x'), {}})).ok());
  BOOST_TEST(!decode<EnrolRequest>(encode(EnrolRequest{"12345678", {}, 1, std::string(device_name_bytes_max + 1, 'x'), {}})).ok());
  // A count that promises more than there is allocates nothing.
  Writer liar;
  liar.byte(protocol_version);
  liar.varint(0);
  liar.varint(scopes_per_message_max);
  BOOST_TEST((decode<WaitRequest>(liar.take()).error().code == ErrorCode::truncated));
}

BOOST_AUTO_TEST_CASE(numbers_have_one_encoding) {
  for (const std::uint64_t n : {0ull, 1ull, 127ull, 128ull, 16383ull, 16384ull, ~0ull}) {
    Writer out;
    out.varint(n);
    const Bytes bytes = out.take();
    Reader in(bytes);
    BOOST_TEST(in.varint() == n);
    BOOST_TEST(in.finish("n").ok());
  }
  for (const std::int64_t n : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1}, INT64_MIN, INT64_MAX}) {
    Writer out;
    out.signed_varint(n);
    const Bytes bytes = out.take();
    BOOST_TEST(Reader(bytes).signed_varint() == n);
  }
  for (const Bytes& bad : {Bytes{0x80, 0x00}, Bytes(10, 0xff), Bytes{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02}}) {
    Reader in(bad);
    in.varint();
    BOOST_TEST(!in.ok());
  }
}

BOOST_AUTO_TEST_CASE(a_request_header_reads_back_and_covers_all_it_names) {
  crypto::init();
  Counting random;
  const auto key = crypto::SigningKey::generate(random);
  RequestAuth auth;
  auth.device = key.author();
  auth.token = filled<16>(9);
  auth.number = 41;
  auth.device_time_ms = -62'135'596'800'000;  // a tablet in the year 1
  const Bytes body{1, 2, 3};
  sign_request(auth, "POST", path::push, body, key);
  const auto read = decode_auth(encode_auth(auth));
  BOOST_REQUIRE(read.ok());
  BOOST_TEST(request_signature_fits(*read, "POST", path::push, body, key.public_key()));
  BOOST_TEST(!request_signature_fits(*read, "GET", path::push, body, key.public_key()));
  BOOST_TEST(!request_signature_fits(*read, "POST", path::pull, body, key.public_key()));
  BOOST_TEST(!request_signature_fits(*read, "POST", path::push, Bytes{1, 2}, key.public_key()));
  for (int field = 0; field < 4; ++field) {
    RequestAuth other = *read;
    if (field == 0) other.device.value ^= 1;
    if (field == 1) other.token[3] ^= 1;
    if (field == 2) ++other.number;
    if (field == 3) ++other.device_time_ms;
    BOOST_TEST(!request_signature_fits(other, "POST", path::push, body, key.public_key()));
  }
  std::string header = encode_auth(auth);
  BOOST_TEST(!decode_auth(header + "A").ok());
  BOOST_TEST(!decode_auth(header.substr(1)).ok());
  header[5] = '+';
  BOOST_TEST(!decode_auth(header).ok());
}

BOOST_AUTO_TEST_CASE(each_receipt_takes_in_every_field_and_the_one_before) {
  crypto::init();
  const Hash root = crypto::blake2b({view("root")});
  const Hash genesis = first_receipt(root, ScopeId{1});
  BOOST_TEST((genesis != first_receipt(root, ScopeId{2})));
  const Link link{ScopeId{1}, 2, 3, AuthorId{4}, 5, 6, 7, root, 8};
  std::vector<Hash> seen{next_receipt(genesis, link), next_receipt(root, link)};
  for (int field = 0; field < 9; ++field) {
    Link other = link;
    switch (field) {
      case 0: ++other.scope.value; break;
      case 1: ++other.hub_epoch; break;
      case 2: ++other.hub_seq; break;
      case 3: ++other.author.value; break;
      case 4: ++other.epoch; break;
      case 5: ++other.seq_first; break;
      case 6: ++other.seq_last; break;
      case 7: other.chain[0] ^= 1; break;
      case 8: ++other.received_at_ms; break;
    }
    seen.push_back(next_receipt(genesis, other));
  }
  for (std::size_t i = 0; i < seen.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) BOOST_TEST((seen[i] != seen[j]));
  }
}

BOOST_AUTO_TEST_CASE(the_root_digest_does_not_depend_on_order) {
  crypto::init();
  const ScopeDigest a{ScopeId{1}, 5, filled<32>(1)}, b{ScopeId{2}, 6, filled<32>(2)};
  BOOST_TEST((root_digest({a, b}) == root_digest({b, a})));
  BOOST_TEST((root_digest({a}) != root_digest({a, b})));
}

BOOST_AUTO_TEST_CASE(a_body_takes_about_eight_seconds_of_the_rate) {
  BodySize size;
  for (int i = 0; i < 20; ++i) size.measured(size.bytes(), static_cast<std::int64_t>(size.bytes()) * 1000 / 3750);  // 30 kbit/s
  BOOST_TEST(size.bytes() > 28'000u);
  BOOST_TEST(size.bytes() < 31'000u);
  for (int i = 0; i < 20; ++i) size.measured(size.bytes(), 10);
  BOOST_TEST(size.bytes() == limits::push_body_bytes_max);
  for (int i = 0; i < 20; ++i) size.failed();
  BOOST_TEST(size.bytes() == limits::push_body_bytes_min);
  size.measured(100, 60'000);  // a short answer measures the round trip, not the rate
  BOOST_TEST(size.bytes() == limits::push_body_bytes_min);
}

BOOST_AUTO_TEST_CASE(waiting_grows_with_full_jitter_up_to_a_quarter_of_an_hour) {
  struct Fixed : Random {
    std::uint8_t with = 0xff;
    void fill(std::span<std::uint8_t> out) override {
      for (std::uint8_t& byte : out) byte = with;
    }
  } random;
  Backoff backoff(random);
  std::int64_t last = 0;
  BOOST_TEST(backoff.next_delay_ms() < 5'000);
  for (int i = 0; i < 20; ++i) last = backoff.next_delay_ms();
  BOOST_TEST(last > 14 * 60 * 1000);
  BOOST_TEST(last <= 15 * 60 * 1000);
  random.with = 0;
  BOOST_TEST(backoff.next_delay_ms() > 0);
  backoff.reset();
  random.with = 0xff;
  BOOST_TEST(backoff.next_delay_ms() < 5'001);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::sync
