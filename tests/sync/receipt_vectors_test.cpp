// tests/core/log/vectors/receipts*.txt: a chain of receipts as docs/sync_protocol.md section 6 says it, and with each kind of
// damage, read as a stranger would read them: from the page's formula, not from sync/receipt.h.
//
// HUZHU_WRITE_VECTORS=1 writes the files anew from what the program makes now; after the freeze they may not differ.
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "sync/receipt.h"
#include "sync/wire.h"
#include "tests/source_dir.h"
#include "tests/sync/bundle/samples.h"

namespace huzhu::test {
namespace {

const std::string folder = std::string(source_dir) + "/tests/core/log/vectors/";

struct Chain {
  Hash county_root{};
  ScopeId scope;
  std::vector<sync::Link> links;
  PublicKey hub{};
  Signature signature{};
};

const crypto::SigningKey& hub_key() { static const crypto::SigningKey key = key_of(6); return key; }

Hash last_of(const Chain& chain) {
  Hash receipt = sync::first_receipt(chain.county_root, chain.scope);
  for (const sync::Link& link : chain.links) receipt = sync::next_receipt(receipt, link);
  return receipt;
}

// Three segments of two logs; between the second and the third the hub was started anew.
Chain whole() {
  Chain chain;
  chain.county_root = county_of(1);
  chain.scope = {0x5c09e62011110320};
  const AuthorId one{0xacf0e1c30b79544b}, two{0x1d0000000000000a};
  const auto chain_hash = [](std::uint8_t n) { Hash hash; hash.fill(n); return hash; };
  chain.links = {{chain.scope, 0x1111222233334444, 1, one, 0x0e90c401, 1, 2, chain_hash(0xa1), 1'760'000'000'000},
                 {chain.scope, 0x1111222233334444, 2, two, 7, 1, 64, chain_hash(0xa2), 1'760'000'000'000},
                 {chain.scope, 0x5555666677778888, 3, one, 0x0e90c401, 3, 3, chain_hash(0xa3), -1}};
  chain.hub = hub_key().public_key();
  chain.signature = sync::sign_receipt(hub_key(), last_of(chain));
  return chain;
}

// What next_receipt takes in after the receipt before.
Bytes fields_of(const sync::Link& link) {
  sync::Writer out;
  out.u64(link.scope.value);
  out.u64(link.hub_epoch);
  out.u64(link.hub_seq);
  out.u64(link.author.value);
  out.u32(link.epoch);
  out.u64(link.seq_first);
  out.u64(link.seq_last);
  out.raw(link.chain);
  out.u64(static_cast<std::uint64_t>(link.received_at_ms));
  return out.take();
}

std::string line_of(const std::string& name, const Chain& chain) {
  std::string out = name + " " + to_hex(chain.county_root) + " " + to_string(chain.scope) + " " + to_hex(chain.hub) + " " + to_hex(chain.signature);
  for (const sync::Link& link : chain.links) out += " " + to_hex(fields_of(link));
  return out + "\n";
}

// A stranger's reader: blake2b and Ed25519 alone, and the page.
std::string verdict_of(const std::string& line) {
  std::istringstream in(line);
  std::string name, county, scope, hub, signature, link;
  in >> name >> county >> scope >> hub >> signature;
  const auto bytes = [](const std::string& hex) { return from_hex(hex); };
  const Bytes root = bytes(county), of = bytes(scope);
  Hash receipt = crypto::blake2b({view("huzhu/rcpt0/1"), root, of});
  std::uint64_t expected = 0;
  while (in >> link) {
    const Bytes fields = bytes(link);
    sync::Reader read(fields);
    const std::uint64_t of_scope = read.u64();
    (void)read.u64();
    const std::uint64_t number = read.u64();
    if (fields.size() != 92 || to_string(ScopeId{of_scope}) != scope || number != ++expected) return "broken";
    receipt = crypto::blake2b({view("huzhu/rcpt/1"), receipt, fields});
  }
  const Bytes sealed = bytes(signature), key = bytes(hub);
  if (sealed.size() != 64) return "bad_signature";
  Bytes message = bytes_of(view("huzhu/rcptsig/1"));
  message.insert(message.end(), receipt.begin(), receipt.end());
  Signature fixed;
  PublicKey fixed_key;
  std::copy(sealed.begin(), sealed.end(), fixed.begin());
  std::copy(key.begin(), key.end(), fixed_key.begin());
  return crypto::verify(fixed_key, message, fixed) ? "good" : "bad_signature";
}

std::string whole_text() {
  const Chain chain = whole();
  std::ostringstream out;
  out << "# Three receipts of one scope (docs/sync_protocol.md section 6). fields = what follows the receipt before in the hash.\n";
  out << "county_root = " << to_hex(chain.county_root) << "\nscope = " << to_string(chain.scope) << "\n";
  Hash receipt = sync::first_receipt(chain.county_root, chain.scope);
  out << "receipt 0 = " << to_hex(receipt) << "\n";
  for (const sync::Link& link : chain.links) {
    receipt = sync::next_receipt(receipt, link);
    out << "fields " << link.hub_seq << " = " << to_hex(fields_of(link)) << "\nreceipt " << link.hub_seq << " = " << to_hex(receipt) << "\n";
  }
  out << "hub_key = " << to_hex(chain.hub) << "\nsignature = " << to_hex(chain.signature) << "\n";
  out << "# name, county root, scope, hub key, signature, fields of each receipt: the form of receipts_damaged.txt\n" << line_of("whole", chain);
  return out.str();
}

std::string damaged_text() {
  std::string out = "# Damaged copies of receipts.txt, one kind a line: county root, scope, hub key, signature, fields of each receipt. None may be believed.\n";
  const auto damage = [&](const std::string& name, const auto& harm) {
    Chain chain = whole();
    harm(chain);
    out += line_of(name, chain);
  };
  damage("other_county", [](Chain& c) { c.county_root[0] ^= 1; });
  damage("other_scope_in_one", [](Chain& c) { c.links[1].scope.value ^= 1; });
  damage("other_scope_in_all", [](Chain& c) { c.scope.value ^= 1; for (auto& one : c.links) one.scope = c.scope; });
  damage("other_hub_epoch", [](Chain& c) { c.links[0].hub_epoch ^= 1; });
  damage("other_number", [](Chain& c) { c.links[2].hub_seq = 4; });
  damage("other_author", [](Chain& c) { c.links[0].author.value ^= 1; });
  damage("other_epoch", [](Chain& c) { c.links[0].epoch ^= 1; });
  damage("other_first", [](Chain& c) { c.links[1].seq_first = 2; });
  damage("other_last", [](Chain& c) { c.links[1].seq_last = 63; });
  damage("other_segment", [](Chain& c) { c.links[1].chain[31] ^= 1; });
  damage("other_time", [](Chain& c) { c.links[0].received_at_ms += 1; });
  damage("one_left_out", [](Chain& c) { c.links.erase(c.links.begin() + 1); });
  damage("one_left_out_and_counted_anew", [](Chain& c) { c.links.erase(c.links.begin() + 1); c.links[1].hub_seq = 2; });
  damage("last_left_out", [](Chain& c) { c.links.pop_back(); });
  damage("one_twice", [](Chain& c) { c.links.insert(c.links.begin(), c.links[0]); });
  damage("two_exchanged", [](Chain& c) { std::swap(c.links[0], c.links[1]); });
  damage("two_exchanged_and_counted_anew", [](Chain& c) { std::swap(c.links[0], c.links[1]); std::swap(c.links[0].hub_seq, c.links[1].hub_seq); });
  damage("one_added", [](Chain& c) { c.links.push_back(c.links.back()); c.links.back().hub_seq = 4; });
  damage("other_key", [](Chain& c) { c.hub = key_of(5).public_key(); });
  damage("signed_by_another", [](Chain& c) { c.signature = sync::sign_receipt(key_of(5), last_of(c)); });
  damage("signature_of_an_earlier_one", [](Chain& c) { Chain shorter = c; shorter.links.pop_back(); c.signature = sync::sign_receipt(hub_key(), last_of(shorter)); });
  damage("signed_without_context", [](Chain& c) { const Hash last = last_of(c); c.signature = hub_key().sign(last); });
  damage("signed_as_a_segment", [](Chain& c) { Bytes message = bytes_of(view("huzhu/sig/1")); const Hash last = last_of(c); message.insert(message.end(), last.begin(), last.end()); c.signature = hub_key().sign(message); });
  damage("signature_with_a_flipped_bit", [](Chain& c) { c.signature[63] ^= 1; });
  damage("no_signature", [](Chain& c) { c.signature = {}; });
  return out;
}

std::string written(const std::string& file, const std::string& text) {
  if (std::getenv("HUZHU_WRITE_VECTORS")) std::ofstream(folder + file, std::ios::binary) << text;
  std::ifstream in(folder + file, std::ios::binary);
  std::ostringstream all;
  all << in.rdbuf();
  return all.str();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sync_receipt_vectors)

BOOST_AUTO_TEST_CASE(receipts_are_as_the_page_says) {
  const std::string text = written("receipts.txt", whole_text());
  BOOST_TEST((text == whole_text()));
  BOOST_TEST(verdict_of(text.substr(text.find("\nwhole ") + 1)) == "good");
}

BOOST_AUTO_TEST_CASE(no_damaged_one_is_believed) {
  const std::string text = written("receipts_damaged.txt", damaged_text());
  BOOST_TEST((text == damaged_text()));
  std::istringstream lines(text);
  std::size_t seen = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    ++seen;
    BOOST_TEST(verdict_of(line) != "good", line.substr(0, line.find(' ')));
  }
  BOOST_TEST(seen == 25u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
