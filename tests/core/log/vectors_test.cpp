// The frozen vectors under vectors/: each is written again from its sample and must come out letter by letter, and each is
// read as a stranger would read it. A difference means the format changed, which after the freeze it may not.
//
// To add one: add its sample and an empty file; the failing test prints what belongs there.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <map>
#include <sstream>

#include "core/log/codec.h"
#include "core/log/show.h"
#include "tests/core/log/by_hand.h"
#include "tests/source_dir.h"

using namespace huzhu;
using namespace huzhu::log;

namespace {

std::string read_vector(const std::string& name) {
  std::ifstream file(std::string(huzhu::test::source_dir) + "/tests/core/log/vectors/" + name, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void expect_vector(const std::string& name, const std::string& text) {
  BOOST_TEST((read_vector(name) == text), name << " differs; it would be:\n" << text);
}

// "key = value" lines; lines that begin with # are for people.
std::map<std::string, std::string> fields_of(const std::string& text) {
  std::map<std::string, std::string> fields;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t at = line.find(" = ");
    if (!line.starts_with('#') && at != std::string::npos) fields[line.substr(0, at)] = line.substr(at + 3);
  }
  return fields;
}

std::string describe(const std::string& title, const SealedSegment& sealed, const Hash& prev) {
  const Parsed parsed = parse(sealed.bytes).value();
  std::ostringstream out;
  const auto line = [&](const std::string& key, ByteView value) { out << key << " = " << to_hex(value) << "\n"; };
  out << "# " << title << "\n# bytes = header, structure, payload. prev is first_prev(county_root, scope, author, epoch).\n";
  line("county_root", samples::county_root());
  line("prev", prev);
  line("header", parsed.header);
  line("structure", parsed.structure);
  line("payload", ByteView(sealed.bytes).subspan(parsed.header.size() + parsed.structure.size()));
  const std::vector<Hash> leaves = leaves_of(parsed);
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    if (!parsed.segment.operations[i].redacted) line("value " + std::to_string(i), parsed.values[i]);
    if (parsed.segment.redaction.empty()) line("salt " + std::to_string(i), value_salt(parsed.segment.salt, i));
    line("leaf " + std::to_string(i), leaves[i]);
  }
  line("body_hash", body_hash_of(parsed));
  line("chain", sealed.chain);
  line("device_key", samples::device().public_key());
  line("signature", sealed.signature);
  if (sealed.actor_signature) line("actor_key", samples::actor().public_key()), line("actor_signature", *sealed.actor_signature);
  return out.str();
}

SealedSegment redacted_everything() {
  SealedSegment sealed = samples::sealed(samples::everything());
  const std::size_t which[] = {0, 3};
  sealed.bytes = redact(sealed.bytes, which).value();
  return sealed;
}

std::vector<SealedSegment> run_of_three() {
  std::vector<SealedSegment> run;
  Segment s = samples::two_fields();
  Hash prev = samples::prev_of(s);
  const auto who = samples::actor();
  for (int i = 0; i < 3; ++i) {
    run.push_back(seal(s, prev, samples::device(), i == 1 ? &who : nullptr).value());
    prev = run.back().chain;
    s.seq_first = s.seq_last() + 1;
    s.hlc += 60000ull << 16;
  }
  return run;
}

const char* name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::none: return "none";
    case ErrorCode::truncated: return "truncated";
    case ErrorCode::not_canonical: return "not_canonical";
    case ErrorCode::too_long: return "too_long";
    case ErrorCode::bad_checksum: return "bad_checksum";
    case ErrorCode::unknown_version: return "unknown_version";
    case ErrorCode::bad_text: return "bad_text";
    case ErrorCode::not_allowed: return "not_allowed";
    default: return "other";
  }
}

// One kind of damage a line: what is damaged, the verdict, a name, the bytes.
class Damages {
 public:
  void segment(const char* name, const Bytes& bytes) { line("segment", name_of(code_of(bytes)), name, bytes); }
  void frame(const char* name, const Bytes& bytes) {
    ByteView rest = bytes;
    const Result<Frame> read = read_frame(rest);
    line("frame", read.ok() ? "none" : name_of(read.error().code), name, bytes);
  }
  // Well-formed, so that only the chain tells.
  void chain(const char* name, const Bytes& bytes, const SealedSegment& original, const Hash& prev) {
    const Result<Hash> chain = chain_of(bytes, prev);
    line("chain", chain.ok() && *chain != original.chain ? "differs" : "none", name, bytes);
  }
  void signature(const char* name, SealedSegment sealed) {
    line("signature", signature_fits(sealed, samples::device().public_key()) ? "none" : "does_not_fit", name, sealed.signature);
  }
  void by_hand(const char* name, const std::function<void(ByHand&)>& change) {
    ByHand s;
    change(s);
    segment(name, s.bytes());
  }
  std::string text() const { return out_.str(); }

 private:
  void line(const char* what, const char* verdict, const char* name, ByteView bytes) {
    BOOST_TEST(std::string(verdict) != "none", name << " is not noticed");
    out_ << what << " " << verdict << " " << name << " " << to_hex(bytes) << "\n";
  }
  std::ostringstream out_;
};

Bytes with_bit_flipped(Bytes bytes, std::size_t at) {
  bytes[at] ^= 1;
  return bytes;
}

std::string damages() {
  using Out = CompactWriter;
  Damages d;
  const Segment s = samples::two_fields();
  const SealedSegment sealed = samples::sealed(s);
  const Parsed parsed = parse(sealed.bytes).value();
  Bytes cut = sealed.bytes, long_tail = sealed.bytes;
  cut.pop_back();
  long_tail.push_back(0);
  d.segment("one_byte_short", cut);
  d.segment("one_byte_long", long_tail);
  d.segment("redacted_unasked", redacted_everything().bytes);
  d.by_hand("version_2", [](ByHand& h) { h.version = 2; });
  d.by_hand("algorithm_2", [](ByHand& h) { h.algorithm = 2; });
  d.by_hand("flag_bit_6", [](ByHand& h) { h.flags |= 64; });
  d.by_hand("clock_state_3", [](ByHand& h) { h.flags = 3; });
  d.by_hand("no_scope", [](ByHand& h) { h.scope = 0; });
  d.by_hand("no_operation", [](ByHand& h) { h.count = 0; });
  d.by_hand("65_operations", [](ByHand& h) { h.count = 65; });
  d.by_hand("seq_0", [](ByHand& h) { h.seq_first = 0; });
  d.by_hand("seq_over_2_53", [](ByHand& h) { h.seq_first = 1ull << 53; });
  d.by_hand("hlc_over_2_63", [](ByHand& h) { h.hlc = 1ull << 63; });
  d.by_hand("dependency_of_own_log", [](ByHand& h) {
    h.deps = [=](Out& out) { out.raw(Bytes{1, 0, 1}), out(fixed(h.author), fixed(h.epoch)), out.raw(Bytes{1, 0, 0, 0, 0, 0, 0, 0, 0}); };
  });
  d.by_hand("entities_out_of_order", [](ByHand& h) {
    h.count = 2;
    h.entities = [](Out& out) { out.varint(1), ByHand::entity_group(out, 3, {9, 8}); };
    h.cells = [](Out& out) { out.varint(0), out.varint(1); };
    h.values = [](Out& out) { out.raw(Bytes(17, 0)), out.blob(Bytes{2, 2}); };
  });
  d.by_hand("entity_without_use", [](ByHand& h) { h.entities = [](Out& out) { out.varint(1), ByHand::entity_group(out, 3, {8, 9}); }; });
  d.by_hand("column_without_use", [](ByHand& h) { h.columns = [](Out& out) { out.raw(Bytes{2, 2, 0x21, 2, 0x31}); }; });
  d.by_hand("number_longer_than_needed", [](ByHand& h) { h.cells = [](Out& out) { out.raw(Bytes{0x80, 0}); }; });
  d.by_hand("cell_outside", [](ByHand& h) { h.cells = [](Out& out) { out.varint(1); }; });
  d.by_hand("times_without_need", [](ByHand& h) { h.flags |= 32, h.dots_and_times = [](Out& out) { out.varint(0); }; });
  d.by_hand("value_column_too_long", [](ByHand& h) { h.values = [](Out& out) { out.raw(Bytes(17, 0)), out.blob(Bytes{2, 2}); }; });
  d.by_hand("text_not_utf8", [](ByHand& h) {
    h.columns = [](Out& out) { out.raw(Bytes{1, 2, 0x22}); };
    h.values = [](Out& out) { out.raw(Bytes(17, 0)), out.blob(Bytes{2, 0xc3, 0x28}); };
  });
  d.by_hand("unknown_form", [](ByHand& h) { h.values = [](Out& out) { out.raw(Bytes{2}), out.raw(Bytes(16, 0)), out.blob(Bytes{2}); }; });

  const Hash prev = samples::prev_of(s);
  d.chain("hlc_bit", with_bit_flipped(sealed.bytes, parsed.header.size() - 2), sealed, prev);
  d.chain("entity_bit", with_bit_flipped(sealed.bytes, parsed.header.size() + 3), sealed, prev);
  d.chain("salt_bit", with_bit_flipped(sealed.bytes, parsed.header.size() + parsed.structure.size() + 1), sealed, prev);
  d.chain("value_bit", with_bit_flipped(sealed.bytes, sealed.bytes.size() - 2), sealed, prev);
  SealedSegment wrong = sealed;
  wrong.signature[0] ^= 1;
  d.signature("one_bit", wrong);
  wrong.signature = samples::device().sign(sealed.chain);
  d.signature("without_context", wrong);
  wrong.signature = *samples::sealed(samples::everything()).actor_signature;
  d.signature("of_the_actor", wrong);

  const Bytes frame = encode_frames(run_of_three()).front();
  d.frame("one_byte_short", Bytes(frame.begin(), frame.end() - 1));
  d.frame("one_bit", with_bit_flipped(frame, frame.size() - 1));
  d.frame("length_over_limit", from_hex("ffffffff0f0000000000"));
  return d.text();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(log_vectors)

BOOST_AUTO_TEST_CASE(segments_come_out_as_frozen) {
  const Hash prev = samples::prev_of(samples::two_fields());
  expect_vector("two_fields.txt", describe("One elder registered: a name and a birth date.", samples::sealed(samples::two_fields()), prev));
  expect_vector("everything.txt", describe("Everything the format has room for at once.", samples::sealed(samples::everything()), prev));
  expect_vector("redacted.txt", describe("everything.txt with the values of operations 0 and 3 redacted.", redacted_everything(), prev));
}

BOOST_AUTO_TEST_CASE(a_stranger_reads_them) {
  for (const char* name : {"two_fields.txt", "everything.txt", "redacted.txt"}) {
    auto fields = fields_of(read_vector(name));
    const auto hash = [&](const std::string& key) {
      Hash out{};
      const Bytes bytes = from_hex(fields[key]);
      BOOST_REQUIRE(bytes.size() == out.size());
      std::copy(bytes.begin(), bytes.end(), out.begin());
      return out;
    };
    SealedSegment sealed;
    sealed.bytes = from_hex(fields["header"] + fields["structure"] + fields["payload"]);
    const Result<Segment> s = decode(sealed.bytes, Redaction::taken);
    BOOST_REQUIRE(s.ok());
    BOOST_TEST(first_prev(hash("county_root"), s->scope, s->author, s->epoch) == hash("prev"));
    BOOST_TEST(chain_of(sealed.bytes, hash("prev")).value() == hash("chain"));
    sealed.chain = hash("chain");
    sealed.has_signature = true;
    const Bytes signature = from_hex(fields["signature"]);
    std::copy(signature.begin(), signature.end(), sealed.signature.begin());
    BOOST_TEST(signature_fits(sealed, hash("device_key")));
    BOOST_TEST((encode(*s).value() == sealed.bytes));
  }
}

BOOST_AUTO_TEST_CASE(a_run_in_one_frame_comes_out_as_frozen) {
  const std::vector<SealedSegment> run = run_of_three();
  const std::vector<Bytes> frames = encode_frames(run);
  BOOST_REQUIRE(frames.size() == 1u);
  std::ostringstream out;
  out << "# Three segments of one log in one frame; the second bears an actor's signature.\n";
  out << "county_root = " << to_hex(samples::county_root()) << "\n";
  for (std::size_t i = 0; i < run.size(); ++i) {
    out << "bytes " << i << " = " << to_hex(run[i].bytes) << "\nchain " << i << " = " << to_hex(run[i].chain) << "\n";
    if (run[i].actor_signature) out << "actor_signature " << i << " = " << to_hex(*run[i].actor_signature) << "\n";
  }
  out << "signature 2 = " << to_hex(run[2].signature) << "\nframe = " << to_hex(frames[0]) << "\n";
  expect_vector("run.txt", out.str());
}

BOOST_AUTO_TEST_CASE(each_kind_of_damage_is_noticed_as_frozen) {
  expect_vector("damaged.txt", "# What is damaged, the verdict, a name, the bytes. chain and signature: of two_fields.txt, well-formed.\n" + damages());
}

#ifndef __EMSCRIPTEN__
BOOST_AUTO_TEST_CASE(the_readable_view_of_each) {
  expect_vector("two_fields.json", to_json(samples::two_fields()) + "\n");
  expect_vector("everything.json", to_json(samples::everything()) + "\n");
  expect_vector("redacted.json", to_json(decode(redacted_everything().bytes, Redaction::taken).value()) + "\n");
}
#endif

BOOST_AUTO_TEST_SUITE_END()
