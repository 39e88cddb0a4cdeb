// LocalCa: a certificate authority for one name, and a server certificate under it, made with OpenSSL.
#pragma once

#include <string>

#include "core/base/result.h"

namespace huzhu::hub {

struct LocalCa {
  std::string ca_pem, ca_key_pem;
  std::string leaf_pem, leaf_key_pem;
};

// `name`: a DNS name or an IP address. EC P-256; the CA for ten years, name-constrained and for servers only.
Result<std::string> check_lan_name(const std::string& name);
Status make_ca(LocalCa& out, const std::string& name);
Status make_leaf(LocalCa& out, const std::string& name);  // for 397 days: what browsers take from a private CA

bool leaf_is_fresh(const std::string& leaf_pem, const std::string& name);  // fits the name, a month or more left
bool ca_is_for(const std::string& ca_pem, const std::string& name);        // and not expired
Result<std::string> der_of(const std::string& pem);
std::string sha256_words(const std::string& der);      // AB:CD:…

}  // namespace huzhu::hub
