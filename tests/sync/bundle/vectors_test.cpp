// tests/sync/vectors/: a bundle as docs/sync_protocol.md says it, layer by layer, and with each kind of damage.
//
// HUZHU_WRITE_VECTORS=1 writes the files anew from what the program makes now.
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include "sync/bundle/fountain.h"
#include "tests/source_dir.h"
#include "tests/sync/bundle/samples.h"

namespace huzhu::test {
namespace {

// Of `letter` in bundle.txt: the count of asks.
constexpr std::size_t long_count_at = 1 + 1 + 8 + 6;

const std::string folder = std::string(source_dir) + "/tests/sync/vectors/";

// `key = value` lines; # begins a comment.
std::map<std::string, std::string> read_pairs(const std::string& file) {
  std::ifstream in(folder + file);
  std::map<std::string, std::string> out;
  for (std::string line; std::getline(in, line);) {
    const auto at = line.find(" = ");
    if (line.empty() || line[0] == '#' || at == std::string::npos) continue;
    out[line.substr(0, at)] = line.substr(at + 3);
  }
  return out;
}

// A stored deflate block (RFC 1951 section 3.2.4): any inflater reads it, and every writer makes the same.
Bytes stored(ByteView plain) {
  Bytes out{1};
  const auto size = static_cast<std::uint16_t>(plain.size());
  for (const std::uint16_t n : {size, static_cast<std::uint16_t>(~size)}) {
    out.push_back(static_cast<std::uint8_t>(n));
    out.push_back(static_cast<std::uint8_t>(n >> 8));
  }
  out.insert(out.end(), plain.begin(), plain.end());
  return out;
}

struct Made {
  Hash county = county_of(1);
  crypto::SigningKey device = key_of(5), hub = key_of(6);
  Bytes letter = sync::encode(records(county, device));
  Bytes reply_letter = sync::encode(reply());
  Bytes bundle, reply_bundle;
  std::vector<std::string> codes;
  Made() {
    Counting random;
    bundle = *sync::seal_envelope(county, hub.public_key(), stored(letter), random);
    reply_bundle = *sync::seal_envelope(county, device.public_key(), stored(reply_letter), random);
    const auto writer = sync::FountainWriter::of([] { Bytes b(1500); for (std::size_t i = 0; i < b.size(); ++i) b[i] = static_cast<std::uint8_t>(i * 7); return b; }());
    for (const std::uint32_t number : {0u, 1u, 2u, 3u, 4u, 70'000u}) codes.push_back(sync::encode(writer->frame(number)));
  }
};

std::string bundle_text(const Made& m) {
  std::ostringstream out;
  out << "# Records from a device to the hub, and the hub's answer. Keys are Ed25519 seeds. The letters are deflated as one stored block.\n"
      << "county_root = " << to_hex(m.county) << "\ndevice_seed = " << to_hex(m.device.seed()) << "\nhub_seed = " << to_hex(m.hub.seed()) << "\nletter = "
      << to_hex(m.letter) << "\nbundle = " << to_hex(m.bundle) << "\nreply_letter = " << to_hex(m.reply_letter) << "\nreply_bundle = " << to_hex(m.reply_bundle) << "\n";
  return out.str();
}

std::string codes_text(const Made& m) {
  std::ostringstream out;
  out << "# Codes of a bundle of 1,500 bytes, byte i = 7 i mod 256: frames 0, 1, 2 (the pieces), 3, 4 and 70000.\n";
  for (const std::string& code : m.codes) out << "code = " << code << "\n";
  return out.str();
}

// What a reader must say of a damaged bundle, as the hub whose key it is sealed to.
std::vector<std::pair<ErrorCode, Bytes>> damaged(const Made& m) {
  const auto changed = [&](std::size_t at, std::uint8_t by) {
    Bytes b = m.bundle;
    b[at] ^= by;
    return b;
  };
  Bytes longer = m.bundle;
  longer.push_back(0);
  Bytes other_county = m.bundle, inside = m.bundle;
  other_county[6] ^= 1;
  inside[sync::envelope_header_bytes + 50] ^= 1;
  for (Bytes* b : {&other_county, &inside}) {
    const std::uint32_t sum = crypto::crc32c(ByteView(*b).first(b->size() - 4));
    for (std::size_t i = 0; i < 4; ++i) (*b)[b->size() - 4 + i] = static_cast<std::uint8_t>(sum >> (24 - 8 * i));
  }
  return {{ErrorCode::truncated, {}},
          {ErrorCode::truncated, bytes_of(ByteView(m.bundle).first(3))},
          {ErrorCode::truncated, bytes_of(ByteView(m.bundle).first(20))},
          {ErrorCode::truncated, bytes_of(ByteView(m.bundle).first(m.bundle.size() - 1))},
          {ErrorCode::not_a_bundle, changed(0, 1)},
          {ErrorCode::unknown_version, changed(5, 2)},
          {ErrorCode::bad_checksum, changed(40, 1)},
          {ErrorCode::not_canonical, longer},
          {ErrorCode::wrong_scope, other_county},
          {ErrorCode::not_for_us, m.reply_bundle},
          {ErrorCode::bad_checksum, inside}};
}

// The same of a letter: what the seal hides, so a faulty program made it. Offsets are those of bundle.txt's letters.
std::vector<std::pair<ErrorCode, Bytes>> damaged_letters(const Made& m) {
  const auto changed = [](Bytes b, std::size_t at, std::uint8_t by) {
    b[at] ^= by;
    return b;
  };
  Bytes long_count = m.letter;
  long_count.insert(long_count.begin() + long_count_at + 1, 0);
  long_count[long_count_at] |= 0x80;
  Bytes longer = m.reply_letter;
  longer.push_back(0);
  sync::Records other_range = records(m.county, m.device), no_range = other_range, half = other_range, asking = other_range;
  other_range.holds[0].seq_last += 1;
  no_range.holds.clear();
  half.frames.resize(half.frames.size() - 1);
  asking.asks[0].bytes_max = 1;
  return {{ErrorCode::truncated, {}},
          {ErrorCode::unknown_version, changed(m.letter, 0, 3)},
          {ErrorCode::unknown_version, changed(m.letter, 1, 2)},
          {ErrorCode::truncated, bytes_of(ByteView(m.reply_letter).first(m.reply_letter.size() - 1))},
          {ErrorCode::not_canonical, longer},
          {ErrorCode::not_canonical, long_count},
          {ErrorCode::unknown_version, changed(m.letter, long_count_at, 0x40)},
          {ErrorCode::not_canonical, sync::encode(other_range)},
          {ErrorCode::not_canonical, sync::encode(no_range)},
          {ErrorCode::not_canonical, sync::encode(asking)},
          {ErrorCode::truncated, sync::encode(half)},
          {ErrorCode::bad_checksum, changed(m.letter, m.letter.size() - 1, 1)}};
}

// And of a code, which anybody may hold before the camera.
std::vector<std::pair<ErrorCode, std::string>> damaged_codes(const Made& m) {
  const std::string& code = m.codes[0];
  const auto coded = [](std::uint32_t size, std::uint32_t number, std::size_t bytes) { return sync::encode(sync::CodeFrame{1, size, number, Bytes(bytes)}); };
  std::string small = code, three = code;
  small[10] = 'a';
  three.replace(4, 3, ":::");
  return {{ErrorCode::not_a_bundle, "https://example.org"},
          {ErrorCode::not_a_bundle, "HZ2:" + code.substr(4)},
          {ErrorCode::not_canonical, small},
          {ErrorCode::not_canonical, three},
          {ErrorCode::truncated, code.substr(0, 4)},
          {ErrorCode::truncated, code.substr(0, code.size() - 2)},
          {ErrorCode::not_canonical, code + "00"},
          {ErrorCode::not_canonical, coded(0, 0, 0)},
          {ErrorCode::too_long, coded(sync::coded_bundle_bytes_max + 1, 0, 599)},
          {ErrorCode::too_long, coded(1, sync::frame_number_max + 1, 1)}};
}

constexpr std::pair<ErrorCode, std::string_view> names[] = {{ErrorCode::truncated, "truncated"}, {ErrorCode::not_a_bundle, "not_a_bundle"},
    {ErrorCode::unknown_version, "unknown_version"}, {ErrorCode::bad_checksum, "bad_checksum"}, {ErrorCode::not_canonical, "not_canonical"},
    {ErrorCode::wrong_scope, "wrong_scope"}, {ErrorCode::not_for_us, "not_for_us"},
    {ErrorCode::too_long, "too_long"}};

std::string_view name_of(ErrorCode code) {
  for (const auto& [one, name] : names)
    if (one == code) return name;
  return "?";
}

std::string damaged_text(const Made& m) {
  std::ostringstream out;
  out << "# Damaged copies of bundle.txt's `bundle`: the verdict of the hub whose key it is sealed to, and the bytes.\n";
  for (const auto& [code, bytes] : damaged(m)) out << name_of(code) << " = " << to_hex(bytes) << "\n";
  return out.str();
}

std::string damaged_letters_text(const Made& m) {
  std::ostringstream out;
  out << "# Letters that no program writes (bundle.txt's `letter` and `reply_letter`, changed): what is wrong first, and the bytes.\n";
  for (const auto& [code, bytes] : damaged_letters(m)) out << name_of(code) << " = " << to_hex(bytes) << "\n";
  return out.str();
}

std::string damaged_codes_text(const Made& m) {
  std::ostringstream out;
  out << "# Texts that are no code (codes.txt's first, changed, and others): the verdict, and the text.\n";
  for (const auto& [code, text] : damaged_codes(m)) out << name_of(code) << " = " << text << "\n";
  return out.str();
}

std::string whole(const std::string& file) {
  std::ifstream in(folder + file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bundle_vectors)

BOOST_AUTO_TEST_CASE(the_files_are_what_the_program_makes) {
  crypto::init();
  const Made made;
  const std::pair<const char*, std::string> files[] = {{"bundle.txt", bundle_text(made)}, {"bundle_damaged.txt", damaged_text(made)}, {"letters_damaged.txt", damaged_letters_text(made)},
                                                        {"codes.txt", codes_text(made)}, {"codes_damaged.txt", damaged_codes_text(made)}};
  for (const auto& [file, text] : files) {
    if (std::getenv("HUZHU_WRITE_VECTORS")) std::ofstream(folder + file, std::ios::binary) << text;
    BOOST_TEST(whole(file) == text);
  }
}

BOOST_AUTO_TEST_CASE(the_files_open_layer_by_layer) {
  crypto::init();
  auto v = read_pairs("bundle.txt");
  Hash county{};
  const Bytes root = from_hex(v["county_root"]);
  BOOST_REQUIRE(root.size() == county.size());
  std::copy(root.begin(), root.end(), county.begin());
  const auto hub = crypto::SigningKey::from_seed(from_hex(v["hub_seed"])), device = crypto::SigningKey::from_seed(from_hex(v["device_seed"]));
  BOOST_TEST((*sync::open_envelope(from_hex(v["bundle"]), county, hub) == stored(from_hex(v["letter"]))));
  BOOST_TEST((*sync::open_envelope(from_hex(v["reply_bundle"]), county, device) == stored(from_hex(v["reply_letter"]))));
  BOOST_TEST(sync::decode_letter(from_hex(v["letter"])).ok());
  BOOST_TEST(sync::decode_letter(from_hex(v["reply_letter"])).ok());
  for (const auto& [code, bytes] : damaged(Made())) {
    const auto opened = sync::open_envelope(bytes, county, hub);
    BOOST_REQUIRE(!opened.ok());
    BOOST_TEST(name_of(opened.error().code) == name_of(code));
  }
  for (const auto& [code, bytes] : damaged_letters(Made())) {
    const auto read = sync::decode_letter(bytes);
    BOOST_REQUIRE(!read.ok());
    BOOST_TEST(name_of(read.error().code) == name_of(code));
  }
  for (const auto& [code, text] : damaged_codes(Made())) {
    const auto read = sync::decode_code(text);
    BOOST_REQUIRE(!read.ok());
    BOOST_TEST(name_of(read.error().code) == name_of(code));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
