// CountyKeys: the hub's own secrets and what it knows about its county, as files of mode 600 in one data folder.
//
// hub.key signs receipts and hellos. root.key is here until the first county device has its certificate (hub.h), in the demo
// for good; the start-up says so. pepper keys the hashes of enrolment codes. A folder without them is a hub that was never founded.
#pragma once

#include <optional>
#include <string>

#include "core/base/crypto.h"

namespace huzhu::hub {

struct County {
  PublicKey root_key{}, hub_key{};
  Hash county_root{};
  ScopeId authority;
  friend bool operator==(const County&, const County&) = default;
};

struct CountyKeys {
  crypto::SigningKey hub;
  std::optional<crypto::SigningKey> root;
  Bytes pepper;  // 32 bytes
};

// Secrets in files that only their owner may read. read_secret: not_found, or storage_broken when others may read it too.
Status write_secret(const std::string& file, ByteView secret);
Result<Bytes> read_secret(const std::string& file);

CountyKeys make_keys(Random& random);
Status save_keys(const std::string& data_folder, const CountyKeys& keys);
Result<CountyKeys> load_keys(const std::string& data_folder);  // not_found before founding
// Overwritten, then removed. What the disk itself keeps of old blocks is out of reach (SECURITY.md).
Status erase_root(const std::string& data_folder);

Bytes encode(const County& county);
Result<County> decode_county(ByteView bytes);

// Which county this folder is of, beside its databases: whichever of them is lost, its devices fill it again. No secret.
Status save_county(const std::string& data_folder, const County& county);
Result<std::optional<County>> load_county(const std::string& data_folder);  // none: not founded, or by an older program

}  // namespace huzhu::hub
