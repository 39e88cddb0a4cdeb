#include "sync/hub/county.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "sync/wire.h"

namespace huzhu::hub {

namespace {

constexpr std::size_t secret_bytes_max = 4096;
constexpr mode_t others = S_IRWXG | S_IRWXO;

Error file_error(const std::string& file, const char* what) {
  const ErrorCode code = errno == ENOENT ? ErrorCode::not_found : errno == ENOSPC ? ErrorCode::storage_full : ErrorCode::storage_broken;
  return {code, "hub.secret", file + ": " + what};
}

}  // namespace

Status write_secret(const std::string& file, ByteView secret) {
  // Written beside and renamed, so that a crash leaves the old secret or the new one.
  const std::string fresh = file + ".new";
  const int fd = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (fd < 0) return file_error(file, "cannot be created");
  const bool written = ::write(fd, secret.data(), secret.size()) == static_cast<ssize_t>(secret.size()) && ::fsync(fd) == 0;
  ::close(fd);
  if (!written || std::rename(fresh.c_str(), file.c_str()) != 0) return file_error(file, "cannot be written");
  return Done{};
}

Result<Bytes> read_secret(const std::string& file) {
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return file_error(file, "cannot be opened");
  struct stat about{};
  Bytes out(secret_bytes_max);
  const bool private_file = ::fstat(fd, &about) == 0 && (about.st_mode & others) == 0;
  const ssize_t size = private_file ? ::read(fd, out.data(), out.size()) : -1;
  ::close(fd);
  if (!private_file) return Error{ErrorCode::storage_broken, "hub.secret", file + ": others may read it; set its mode to 600"};
  if (size < 0) return file_error(file, "cannot be read");
  out.resize(static_cast<std::size_t>(size));
  return out;
}

CountyKeys make_keys(Random& random) {
  CountyKeys keys{crypto::SigningKey::generate(random), crypto::SigningKey::generate(random), Bytes(32)};
  random.fill(keys.pepper);
  return keys;
}

Status save_keys(const std::string& data_folder, const CountyKeys& keys) {
  HUZHU_TRY(write_secret(data_folder + "/hub.key", keys.hub.seed()));
  HUZHU_TRY(write_secret(data_folder + "/pepper", keys.pepper));
  if (keys.root) HUZHU_TRY(write_secret(data_folder + "/root.key", keys.root->seed()));
  return Done{};
}

Result<CountyKeys> load_keys(const std::string& data_folder) {
  HUZHU_ASSIGN(const Bytes hub, read_secret(data_folder + "/hub.key"));
  HUZHU_ASSIGN(Bytes pepper, read_secret(data_folder + "/pepper"));
  if (hub.size() != 32 || pepper.size() != 32) return Error{ErrorCode::storage_broken, "hub.secret", "a key file is damaged"};
  CountyKeys keys{crypto::SigningKey::from_seed(hub), std::nullopt, std::move(pepper)};
  auto root = read_secret(data_folder + "/root.key");
  if (root && root->size() == 32) keys.root = crypto::SigningKey::from_seed(*root);
  else if (!root && root.error().code != ErrorCode::not_found) return std::move(root).take_error();
  return keys;
}

Status erase_root(const std::string& data_folder) {
  const std::string file = data_folder + "/root.key";
  const int fd = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
  if (fd < 0) return errno == ENOENT ? Status(Done{}) : Status(file_error(file, "cannot be erased"));
  const Bytes zeros(32);
  const bool gone = ::write(fd, zeros.data(), zeros.size()) == static_cast<ssize_t>(zeros.size()) && ::fsync(fd) == 0;
  ::close(fd);
  if (!gone || ::unlink(file.c_str()) != 0) return file_error(file, "cannot be erased");
  return Done{};
}

Bytes encode(const County& county) {
  sync::Writer out;
  out.raw(county.root_key);
  out.raw(county.hub_key);
  out.raw(county.county_root);
  out.u64(county.authority.value);
  return out.take();
}

Result<County> decode_county(ByteView bytes) {
  sync::Reader in(bytes);
  County county;
  county.root_key = in.fixed<32>();
  county.hub_key = in.fixed<32>();
  county.county_root = in.fixed<32>();
  county.authority.value = in.u64();
  HUZHU_TRY(in.finish("hub.county"));
  return county;
}

Status save_county(const std::string& data_folder, const County& county) { return write_secret(data_folder + "/county", encode(county)); }

Result<std::optional<County>> load_county(const std::string& data_folder) {
  const auto stored = read_secret(data_folder + "/county");
  if (!stored && stored.error().code == ErrorCode::not_found) return std::optional<County>();
  if (!stored) return stored.error();
  HUZHU_ASSIGN(County county, decode_county(*stored));
  return std::optional(county);
}

}  // namespace huzhu::hub
