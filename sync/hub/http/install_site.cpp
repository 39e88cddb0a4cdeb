// The plain listener beside a hub with a local CA: one page, one style sheet, one certificate.
#include "sync/hub/http/install_page.h"
#include "sync/hub/http/lan.h"

namespace huzhu::hub {

namespace {

class InstallSite final : public Site {
 public:
  InstallSite(std::string page, std::string certificate) : page_(std::move(page)), style_(install_style()), certificate_(std::move(certificate)) {}

  asio::awaitable<HttpReply> answer(HttpRequest request, std::string) override {
    const std::string_view path(request.target().data(), request.target().size());
    HttpReply reply = text_reply(http::status::not_found, "");
    if (request.method() != http::verb::get) reply = text_reply(http::status::method_not_allowed, "");
    else if (path == "/") reply = text_reply(http::status::ok, page_, "text/html; charset=utf-8");
    else if (path == "/install.css") reply = text_reply(http::status::ok, style_, "text/css; charset=utf-8");
    else if (path == "/huzhu-ca.crt") reply = text_reply(http::status::ok, certificate_, "application/x-x509-ca-cert");
    reply.set("Content-Security-Policy", "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    reply.set("Referrer-Policy", "no-referrer");
    co_return reply;
  }
  std::size_t body_bytes_max(http::verb, std::string_view) const override { return 0; }

 private:
  std::string page_, style_, certificate_;
};

}  // namespace

Result<std::unique_ptr<Site>> install_site(const LanFiles& files, const std::string& name, std::uint16_t app_port) {
  const std::string address = "https://" + name + ":" + std::to_string(app_port) + "/";
  return std::unique_ptr<Site>(std::make_unique<InstallSite>(install_page(address, files.fingerprint), files.ca_der));
}

}  // namespace huzhu::hub
