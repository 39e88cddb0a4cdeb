// Serving other devices of the same network: HTTPS with given certificate files, or with a local CA of this hub.
//
// Browsers give a page its storage, service worker and keys only over HTTPS, so --lan never speaks plain HTTP. The local
// CA is constrained to the one name it was made for: who installs it trusts this hub for that name and nothing else.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "sync/hub/http/site.h"

namespace huzhu::hub {

struct LanFiles {
  std::string cert, key;     // PEM files: chain and key
  bool own_ca = false;
  std::string ca_der;        // own_ca: the CA's certificate, DER, for devices to install
  std::string fingerprint;   // own_ca: SHA-256 of it, to compare by eye
};

// With `cert` and `key`: those. Else a local CA for `name` in the data folder, made at the first use; the leaf is made
// anew when less than a month is left. A new name makes a new CA.
Result<LanFiles> lan_files(const std::string& data_folder, const std::string& name, const std::string& cert, const std::string& key);

Result<asio::ssl::context> tls_context(const LanFiles& files);

// The page with picture steps for installing the CA, and the certificate itself: plain HTTP, nothing else on that port.
Result<std::unique_ptr<Site>> install_site(const LanFiles& files, const std::string& name, std::uint16_t app_port);
inline std::uint16_t install_port_of(std::uint16_t app_port) { return static_cast<std::uint16_t>(app_port + 1); }

}  // namespace huzhu::hub
