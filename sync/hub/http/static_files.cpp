#include "sync/hub/http/static_files.h"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/base/crypto.h"

namespace huzhu::hub {

namespace {

constexpr std::uintmax_t file_bytes_max = 64u << 20;

std::optional<Bytes> read_file(const std::filesystem::path& path) {
  std::error_code failed;
  const auto size = std::filesystem::file_size(path, failed);
  if (failed || size > file_bytes_max) return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  Bytes bytes(static_cast<std::size_t>(size));
  if (!in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size))) return std::nullopt;
  return bytes;
}

std::map<std::string, std::string> texts_of(const nlohmann::json& object) {
  std::map<std::string, std::string> out;
  if (!object.is_object()) return out;
  for (const auto& [name, value] : object.items()) {
    if (value.is_string()) out[name] = value.get<std::string>();
  }
  return out;
}

beast::string_view beast_view(std::string_view text) { return {text.data(), text.size()}; }
std::string_view std_view(beast::string_view text) { return {text.data(), text.size()}; }

bool accepts(const HttpRequest& request, std::string_view coding) {
  // A list such as "gzip, deflate, br;q=0": a word counts unless its weight is zero.
  std::string_view list = std_view(request[http::field::accept_encoding]);
  while (!list.empty()) {
    std::string_view item = list.substr(0, list.find(','));
    list.remove_prefix(std::min(list.size(), item.size() + 1));
    while (item.starts_with(' ')) item.remove_prefix(1);
    const std::string_view name = item.substr(0, item.find(';'));
    if (name.substr(0, name.find(' ')) == coding) return item.find("q=0") == std::string_view::npos || item.find("q=0.") != std::string_view::npos;
  }
  return false;
}

}  // namespace

Result<StaticFiles> StaticFiles::load(const std::string& folder) {
  const std::filesystem::path root(folder);
  const auto rules_text = read_file(root / "headers.json");
  if (!rules_text) return Error{ErrorCode::not_found, "hub.app", folder + " holds no built app (headers.json is missing)"};
  const auto rules = nlohmann::json::parse(rules_text->begin(), rules_text->end(), nullptr, false);
  if (!rules.is_object() || !rules.contains("files")) return Error{ErrorCode::not_canonical, "hub.app", "headers.json is damaged"};
  StaticFiles out;
  out.all_ = texts_of(rules.value("all", nlohmann::json::object()));
  out.index_ = rules.value("index", nlohmann::json("/index.html")).get<std::string>();
  for (const auto& [path, headers] : rules["files"].items()) {
    if (!path.starts_with('/') || path.find("..") != std::string::npos) return Error{ErrorCode::not_canonical, "hub.app", "headers.json names " + path};
    auto plain = read_file(root / path.substr(1));
    if (!plain) return Error{ErrorCode::not_found, "hub.app", path + " is missing"};
    File file;
    file.plain = std::move(*plain);
    file.brotli = read_file(root / (path.substr(1) + ".br")).value_or(Bytes{});
    file.gzip = read_file(root / (path.substr(1) + ".gz")).value_or(Bytes{});
    file.etag = '"' + to_hex(ByteView(crypto::blake2b({file.plain})).first(12)) + '"';
    file.headers = texts_of(headers);
    out.files_.emplace(path, std::move(file));
  }
  return out;
}

const StaticFiles::File* StaticFiles::find(const HttpRequest& request) const {
  std::string_view path = std_view(request.target());
  path = path.substr(0, path.find('?'));
  if (path == "/") path = index_;
  auto found = files_.find(path);
  // The program's own addresses (/elder/…) open the page; a file that is not there stays not there.
  if (found == files_.end() && std_view(request[http::field::accept]).find("text/html") != std::string_view::npos) found = files_.find(index_);
  return found == files_.end() ? nullptr : &found->second;
}

HttpReply StaticFiles::answer(const HttpRequest& request) const {
  HttpReply reply{http::status::ok, 11};
  for (const auto& [name, value] : all_) reply.set(beast_view(name), beast_view(value));
  if (request.method() != http::verb::get && request.method() != http::verb::head) {
    reply.result(http::status::method_not_allowed);
    reply.set(http::field::allow, "GET, HEAD");
    return reply;
  }
  const File* file = find(request);
  if (file == nullptr) {
    reply.result(http::status::not_found);
    reply.set(http::field::cache_control, "no-store");
    return reply;
  }
  for (const auto& [name, value] : file->headers) reply.set(beast_view(name), beast_view(value));
  reply.set(http::field::etag, beast_view(file->etag));
  if (std_view(request[http::field::if_none_match]) == file->etag) {
    reply.result(http::status::not_modified);
    return reply;
  }
  const Bytes* bytes = &file->plain;
  if (!file->brotli.empty() && accepts(request, "br")) {
    bytes = &file->brotli;
    reply.set(http::field::content_encoding, "br");
  } else if (!file->gzip.empty() && accepts(request, "gzip")) {
    bytes = &file->gzip;
    reply.set(http::field::content_encoding, "gzip");
  }
  if (request.method() == http::verb::get) reply.body() = *bytes;
  return reply;
}

}  // namespace huzhu::hub
