// The local CA: good for its one name, and for nothing else even when its key is lost.
#include "tests/hub/temporary.h"
#include "sync/hub/http/lan.h"

#include <openssl/pem.h>
#include <openssl/x509_vfy.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "sync/hub/http/install_page.h"
#include "sync/hub/http/local_ca.h"

namespace huzhu::hub {
namespace {

X509* parse(const std::string& pem) {
  BIO* bio = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
  X509* out = PEM_read_bio_X509(bio, nullptr, nullptr, nullptr);
  BIO_free(bio);
  return out;
}

// As a browser would that trusts `ca` and opens https://name/.
bool trusted(const std::string& leaf_pem, const std::string& ca_pem, const std::string& name) {
  X509_STORE* store = X509_STORE_new();
  X509 *ca = parse(ca_pem), *leaf = parse(leaf_pem);
  X509_STORE_add_cert(store, ca);
  X509_STORE_CTX* context = X509_STORE_CTX_new();
  X509_STORE_CTX_init(context, store, leaf, nullptr);
  X509_VERIFY_PARAM* want = X509_STORE_CTX_get0_param(context);
  X509_VERIFY_PARAM_set_purpose(want, X509_PURPOSE_SSL_SERVER);
  const bool address = name.find_first_not_of("0123456789.") == std::string::npos || name.find(':') != std::string::npos;
  if (address) X509_VERIFY_PARAM_set1_ip_asc(want, name.c_str());
  else X509_VERIFY_PARAM_set1_host(want, name.c_str(), name.size());
  const bool out = X509_verify_cert(context) == 1;
  X509_STORE_CTX_free(context);
  X509_free(leaf);
  X509_free(ca);
  X509_STORE_free(store);
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lan)

BOOST_AUTO_TEST_CASE(a_local_ca_is_good_for_its_name_alone) {
  for (const std::string name : {"huzhu.local", "192.168.1.10", "fd00::1"}) {
    LocalCa ca;
    BOOST_REQUIRE(make_ca(ca, name).ok());
    BOOST_REQUIRE(make_leaf(ca, name).ok());
    BOOST_TEST(trusted(ca.leaf_pem, ca.ca_pem, name), name);
    BOOST_TEST(!trusted(ca.leaf_pem, ca.ca_pem, "bank.example"), name);
    BOOST_TEST((ca_is_for(ca.ca_pem, name) && leaf_is_fresh(ca.leaf_pem, name)));
    BOOST_TEST((!ca_is_for(ca.ca_pem, "other.local") && !leaf_is_fresh(ca.leaf_pem, "other.local")));
    // Whoever steals the key cannot speak for another name with it.
    for (const std::string other : {"bank.example", "192.168.1.11", "fd00::2"}) {
      BOOST_REQUIRE(make_leaf(ca, other).ok());
      BOOST_TEST(!trusted(ca.leaf_pem, ca.ca_pem, other), name + " for " + other);
    }
  }
}

BOOST_AUTO_TEST_CASE(files_are_made_once_and_again_for_a_new_name) {
  const std::string folder = huzhu::test::temporary_path("huzhu_lan_test");
  std::filesystem::remove_all(folder);
  const auto first = lan_files(folder, "huzhu.local", "", "");
  BOOST_REQUIRE(first.ok());
  BOOST_TEST((first->own_ca && first->fingerprint.size() == 95));
  BOOST_TEST(lan_files(folder, "huzhu.local", "", "")->fingerprint == first->fingerprint);
  BOOST_TEST(tls_context(*first).ok());
  BOOST_TEST(lan_files(folder, "zhongxin.local", "", "")->fingerprint != first->fingerprint);
  for (const char* bad : {"", "a b", "a/b", "a\nb", "名字"}) BOOST_TEST(!lan_files(folder, bad, "", "").ok());
  BOOST_TEST(!lan_files(folder, "huzhu.local", "nothing.pem", "nothing.key")->own_ca);
  BOOST_TEST(!tls_context({"nothing.pem", "nothing.key", false, {}, {}}).ok());
  std::filesystem::remove_all(folder);
}

BOOST_AUTO_TEST_CASE(the_install_page_names_what_to_compare_and_runs_nothing) {
  const std::string page = install_page("https://huzhu.local:8620/", "AB:CD");
  BOOST_TEST(page.find("AB:CD") != std::string::npos);
  BOOST_TEST(page.find("https://huzhu.local:8620/") != std::string::npos);
  BOOST_TEST(page.find("/huzhu-ca.crt") != std::string::npos);
  for (const char* active : {"<script", "style=\"", "javascript:", "onload"}) BOOST_TEST(page.find(active) == std::string::npos);
  BOOST_TEST(install_page("\"><script>", "<b>").find("<script>") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::hub
