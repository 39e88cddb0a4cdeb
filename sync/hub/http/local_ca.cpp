#include "sync/hub/http/local_ca.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <openssl/x509v3.h>

#include <boost/asio/ip/address.hpp>
#include <cctype>
#include <ctime>
#include <memory>

namespace huzhu::hub {

namespace {

template <auto Free>
struct With {
  template <class T>
  void operator()(T* pointer) const { Free(pointer); }
};
using Key = std::unique_ptr<EVP_PKEY, With<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, With<X509_free>>;
using Bio = std::unique_ptr<BIO, With<BIO_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, With<X509_EXTENSION_free>>;

constexpr long day_seconds = 24 * 60 * 60;
constexpr long ca_days = 3650, leaf_days = 397, fresh_days = 30;
constexpr long backdate_seconds = 2 * day_seconds;  // tablets' clocks are wrong; a day or two must not lock them out

Error fault(const char* what) {
  char text[256];
  ERR_error_string_n(ERR_get_error(), text, sizeof text);
  return {ErrorCode::internal, "hub.ca", std::string(what) + ": " + text};
}

bool is_address(const std::string& name) {
  boost::system::error_code failed;
  boost::asio::ip::make_address(name, failed);
  return !failed;
}

std::string alternative_name(const std::string& name) { return (is_address(name) ? "IP:" : "DNS:") + name; }

// Only this name. An address needs a DNS constraint beside it, else every DNS name would be free; `.invalid` never exists.
std::string constraint(const std::string& name) {
  if (!is_address(name)) return "critical,permitted;DNS:" + name + ",excluded;IP:0.0.0.0/0.0.0.0,excluded;IP:::/::";
  const bool v6 = name.find(':') != std::string::npos;
  return "critical,permitted;IP:" + name + (v6 ? "/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" : "/255.255.255.255") + ",permitted;DNS:huzhu.invalid";
}

std::string text_of(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

std::string pem_of(X509* certificate) {
  Bio bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(bio.get(), certificate);
  return text_of(bio.get());
}

std::string pem_of(EVP_PKEY* key) {
  Bio bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
  return text_of(bio.get());
}

Certificate certificate_of(const std::string& pem) {
  Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  return Certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
}

Key key_of(const std::string& pem) {
  Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  return Key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
}

bool add_extension(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
  return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

// An unsigned certificate with a random serial number.
Certificate blank(EVP_PKEY* key, const std::string& common_name, long days) {
  Certificate certificate(X509_new());
  unsigned char serial[16];
  if (RAND_bytes(serial, sizeof serial) != 1) return nullptr;
  serial[0] &= 0x7f;
  BIGNUM* number = BN_bin2bn(serial, sizeof serial, nullptr);
  BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate.get()));
  BN_free(number);
  X509_set_version(certificate.get(), 2);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -backdate_seconds);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), days * day_seconds);
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* subject = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(common_name.c_str()), -1, -1, 0);
  return certificate;
}

bool lasts(X509* certificate, long days) {
  std::time_t until = std::time(nullptr) + days * day_seconds;
  return X509_cmp_time(X509_get0_notAfter(certificate), &until) > 0;
}

std::string ca_name(const std::string& name) { return "huzhu " + name; }

}  // namespace

Result<std::string> check_lan_name(const std::string& name) {
  bool fine = !name.empty() && name.size() <= 63;
  for (const char c : name) fine = fine && (std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '.' || c == ':');
  if (!fine) return Error{ErrorCode::bad_text, "hub.lan", "--lan wants a name such as huzhu.local or an address such as 192.168.1.10"};
  return name;
}

Status make_ca(LocalCa& out, const std::string& name) {
  Key key(EVP_EC_gen("P-256"));
  if (!key) return fault("CA key");
  Certificate ca = blank(key.get(), ca_name(name), ca_days);
  if (!ca) return fault("CA");
  X509_set_issuer_name(ca.get(), X509_get_subject_name(ca.get()));
  const bool extended = add_extension(ca.get(), ca.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
                        add_extension(ca.get(), ca.get(), NID_key_usage, "critical,keyCertSign") &&
                        add_extension(ca.get(), ca.get(), NID_ext_key_usage, "serverAuth") &&
                        add_extension(ca.get(), ca.get(), NID_subject_key_identifier, "hash") &&
                        add_extension(ca.get(), ca.get(), NID_name_constraints, constraint(name));
  if (!extended || X509_sign(ca.get(), key.get(), EVP_sha256()) == 0) return fault("CA");
  out.ca_pem = pem_of(ca.get());
  out.ca_key_pem = pem_of(key.get());
  return Done{};
}

Status make_leaf(LocalCa& out, const std::string& name) {
  const Certificate ca = certificate_of(out.ca_pem);
  const Key ca_key = key_of(out.ca_key_pem);
  Key key(EVP_EC_gen("P-256"));
  if (!ca || !ca_key || !key) return fault("leaf");
  // The name stands in the alternative names only: an address here would be held against the constraint of DNS names.
  Certificate leaf = blank(key.get(), "huzhu hub", leaf_days);
  if (!leaf) return fault("leaf");
  X509_set_issuer_name(leaf.get(), X509_get_subject_name(ca.get()));
  const bool extended = add_extension(leaf.get(), ca.get(), NID_basic_constraints, "critical,CA:FALSE") &&
                        add_extension(leaf.get(), ca.get(), NID_key_usage, "critical,digitalSignature") &&
                        add_extension(leaf.get(), ca.get(), NID_ext_key_usage, "serverAuth") &&
                        add_extension(leaf.get(), ca.get(), NID_authority_key_identifier, "keyid") &&
                        add_extension(leaf.get(), ca.get(), NID_subject_alt_name, alternative_name(name));
  if (!extended || X509_sign(leaf.get(), ca_key.get(), EVP_sha256()) == 0) return fault("leaf");
  out.leaf_pem = pem_of(leaf.get());
  out.leaf_key_pem = pem_of(key.get());
  return Done{};
}

bool leaf_is_fresh(const std::string& leaf_pem, const std::string& name) {
  const Certificate leaf = certificate_of(leaf_pem);
  if (!leaf || !lasts(leaf.get(), fresh_days)) return false;
  return is_address(name) ? X509_check_ip_asc(leaf.get(), name.c_str(), 0) == 1 : X509_check_host(leaf.get(), name.c_str(), name.size(), 0, nullptr) == 1;
}

bool ca_is_for(const std::string& ca_pem, const std::string& name) {
  const Certificate ca = certificate_of(ca_pem);
  if (!ca || !lasts(ca.get(), leaf_days)) return false;
  char common_name[128] = {};
  X509_NAME_get_text_by_NID(X509_get_subject_name(ca.get()), NID_commonName, common_name, sizeof common_name);
  return common_name == ca_name(name);
}

Result<std::string> der_of(const std::string& pem) {
  const Certificate certificate = certificate_of(pem);
  unsigned char* data = nullptr;
  const int size = certificate ? i2d_X509(certificate.get(), &data) : -1;
  if (size < 0) return fault("DER");
  std::string out(reinterpret_cast<char*>(data), static_cast<std::size_t>(size));
  OPENSSL_free(data);
  return out;
}

std::string sha256_words(const std::string& der) {
  unsigned char hash[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(der.data()), der.size(), hash);
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const unsigned char b : hash) {
    if (!out.empty()) out += ':';
    out += digits[b >> 4];
    out += digits[b & 15];
  }
  return out;
}

}  // namespace huzhu::hub
