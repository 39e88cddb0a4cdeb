// The page that shows, step by step with drawings, how a device comes to trust this hub's local certificate.
#pragma once

#include <string>

namespace huzhu::hub {

// `address`: of the app, https://…/; `fingerprint`: of the CA, as printed on the hub's screen.
std::string install_page(const std::string& address, const std::string& fingerprint);
std::string install_style();

}  // namespace huzhu::hub
