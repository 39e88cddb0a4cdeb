#include "core/store/identity.h"

#include "core/log/archive.h"

namespace huzhu::store {
namespace {

constexpr std::uint8_t version = 1;

template <std::size_t N>
void read_array(log::CompactReader& reader, std::array<std::uint8_t, N>& out) {
  const ByteView bytes = reader.raw(N);
  if (bytes.size() == N) std::copy(bytes.begin(), bytes.end(), out.begin());
}

}  // namespace

void County::set(const DeviceIdentity& to) {
  identity = to;
  own = to.key.author();
  root = crypto::author_of(to.root_key);
  hub = crypto::author_of(to.hub_key);
}

Bytes encode(const DeviceIdentity& identity) {
  log::CompactWriter writer;
  Bytes seed = identity.key.seed();
  writer(version, log::fixed(identity.epoch));
  writer.raw(seed);
  writer.raw(identity.county_root);
  writer.raw(identity.root_key);
  writer.raw(identity.hub_key);
  crypto::wipe(seed);
  return writer.take();
}

Result<DeviceIdentity> decode_identity(ByteView bytes) {
  log::CompactReader reader(bytes, "store.identity");
  std::uint8_t found = 0;
  std::uint32_t epoch = 0;
  reader(found, log::fixed(epoch));
  if (reader.ok() && found != version) reader.fail(ErrorCode::unknown_version, "identity of another version");
  const ByteView seed = reader.raw(32);
  if (!reader.ok()) return reader.error();
  DeviceIdentity identity{crypto::SigningKey::from_seed(seed), epoch, {}, {}, {}};
  read_array(reader, identity.county_root);
  read_array(reader, identity.root_key);
  read_array(reader, identity.hub_key);
  reader.at_end();
  if (!reader.ok()) return reader.error();
  return identity;
}

Status write_fact(Database& db, std::string_view key, ByteView value) {
  Statement& write = db.cached("INSERT INTO fact(key, value) VALUES(?1,?2) ON CONFLICT DO UPDATE SET value=?2");
  return write.bind(1, key).bind(2, value).run();
}

Status remove_fact(Database& db, std::string_view key) {
  Statement& gone = db.cached("DELETE FROM fact WHERE key=?1");
  return gone.bind(1, key).run();
}

Result<std::optional<Bytes>> read_fact(Database& db, std::string_view key) {
  Statement& read = db.cached("SELECT value FROM fact WHERE key=?1");
  HUZHU_ASSIGN(const bool there, read.bind(1, key).step());
  std::optional<Bytes> value;
  if (there) value = bytes_of(read.blob(0));
  read.reset();
  return value;
}

}  // namespace huzhu::store
