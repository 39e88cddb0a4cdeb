// AuthorityView: the county's authority scope as the hub sees it: who is certified, where, and which scope is which.
//
// It is a core Replica of that one scope, so the hub judges a certificate exactly as a tablet does. While the hub holds
// the root key, the same replica is the root's and writes certificates. Not thread-safe; belongs to the Service.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/people/enrol.h"
#include "sync/hub/county.h"
#include "sync/hub/store.h"

namespace huzhu::hub {

struct CertifiedDevice {
  PublicKey key{};
  std::vector<std::int64_t> areas;  // of its certificates, mostly one
  bool revoked = false;  // holds nothing but the authority scope, where it can read so; what it wrote is still taken in
};

struct KnownScope {
  ScopeId scope;
  std::int64_t area = 0;
  bool authority = false;
};

class AuthorityView {
 public:
  // `replica`: of the authority scope, with an identity (the root's, or a passing one for reading).
  AuthorityView(std::unique_ptr<store::Replica> replica, const County& county);

  // Takes in what the store has and this view has not.
  Status catch_up(SegmentStore& store);
  // Segments of the authority scope that were just stored.
  Status take(const std::vector<log::Frame>& frames);

  std::optional<CertifiedDevice> device(AuthorId author);
  // Those that may sync and are neither hub nor root.
  const std::vector<std::pair<AuthorId, CertifiedDevice>>& devices();
  std::optional<KnownScope> scope(ScopeId scope);
  // A device holds and writes the work scopes of its area and of all below, and the authority scope of its county.
  bool may_hold(const CertifiedDevice& device, const KnownScope& scope) const;
  // Whose log may lie there. What a revoked device wrote is kept as well: its records are held, not lost.
  bool may_write(const CertifiedDevice& device, const KnownScope& scope) const;
  std::vector<ScopeId> scopes_of(const CertifiedDevice& device);
  std::vector<ScopeId> scopes_written_by(const CertifiedDevice& device);  // the same, of a revoked device too

  const County& county() const { return county_; }
  std::int64_t county_area();
  store::Replica& replica() { return *replica_; }

 private:
  std::unique_ptr<store::Replica> replica_;
  County county_;
  std::uint64_t seen_ = 0;  // hub_seq of the authority scope up to which catch_up has read
  // Certificates are looked up for every frame; forgotten whenever the scope changes.
  std::unordered_map<std::uint64_t, CertifiedDevice> devices_;
  std::unordered_map<std::uint64_t, KnownScope> scopes_;
  std::optional<std::vector<std::pair<AuthorId, CertifiedDevice>>> all_devices_;
};

// A view in memory, under a passing identity: for checking a store without being anybody.
Result<std::unique_ptr<AuthorityView>> reading_view(SegmentStore& store, const County& county, Clock& clock, Random& random);

}  // namespace huzhu::hub
