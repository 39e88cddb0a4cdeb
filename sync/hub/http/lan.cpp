#include "sync/hub/http/lan.h"

#include <filesystem>
#include <fstream>

#include "sync/hub/county.h"
#include "sync/hub/http/local_ca.h"

namespace huzhu::hub {

namespace {

std::string stored(const std::string& file) {
  const auto bytes = read_secret(file);
  return bytes ? std::string(text(*bytes)) : std::string();
}

}  // namespace

Result<LanFiles> lan_files(const std::string& data_folder, const std::string& name, const std::string& cert, const std::string& key) {
  if (!cert.empty()) return LanFiles{cert, key, false, {}, {}};
  HUZHU_TRY(check_lan_name(name));
  const std::string folder = data_folder + "/lan";
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return Error{ErrorCode::storage_missing, "hub.lan", folder + ": " + failed.message()};
  LocalCa ca{stored(folder + "/ca.pem"), stored(folder + "/ca.key"), stored(folder + "/leaf.pem"), stored(folder + "/leaf.key")};
  const bool new_ca = !ca_is_for(ca.ca_pem, name);
  if (new_ca) {
    HUZHU_TRY(make_ca(ca, name));
    HUZHU_TRY(write_secret(folder + "/ca.key", view(ca.ca_key_pem)));
    HUZHU_TRY(write_secret(folder + "/ca.pem", view(ca.ca_pem)));
  }
  if (new_ca || ca.leaf_key_pem.empty() || !leaf_is_fresh(ca.leaf_pem, name)) {
    HUZHU_TRY(make_leaf(ca, name));
    HUZHU_TRY(write_secret(folder + "/leaf.key", view(ca.leaf_key_pem)));
    HUZHU_TRY(write_secret(folder + "/leaf.pem", view(ca.leaf_pem)));
  }
  LanFiles out{folder + "/leaf.pem", folder + "/leaf.key", true, {}, {}};
  HUZHU_ASSIGN(out.ca_der, der_of(ca.ca_pem));
  out.fingerprint = sha256_words(out.ca_der);
  return out;
}

Result<asio::ssl::context> tls_context(const LanFiles& files) {
  asio::ssl::context context(asio::ssl::context::tls_server);
  boost::system::error_code failed;
  context.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 | asio::ssl::context::no_sslv3 |
                          asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1 | asio::ssl::context::no_compression,
                      failed);
  if (!failed) context.use_certificate_chain_file(files.cert, failed);
  if (failed) return Error{ErrorCode::storage_missing, "hub.tls", files.cert + ": " + failed.message()};
  context.use_private_key_file(files.key, asio::ssl::context::pem, failed);
  if (failed) return Error{ErrorCode::storage_missing, "hub.tls", files.key + ": " + failed.message()};
  return context;
}

}  // namespace huzhu::hub
