#include "sync/hub/root_pen.h"

namespace huzhu::hub {

Result<std::unique_ptr<RootPen>> RootPen::open(SegmentStore& segments, const County& county, const crypto::SigningKey& root, Clock& clock, Random& random) {
  if (root.public_key() != county.root_key) return Error{ErrorCode::wrong_scope, "hub.root", "this is the root key of another county"};
  HUZHU_ASSIGN(std::unique_ptr<store::Replica> replica, store::Replica::open({":memory:", {}, &clock, &random}));
  store::DeviceIdentity identity{root, 0, county.county_root, county.root_key, county.hub_key};
  random.fill({reinterpret_cast<std::uint8_t*>(&identity.epoch), sizeof identity.epoch});
  HUZHU_TRY(replica->set_identity(identity));
  return std::unique_ptr<RootPen>(new RootPen(segments, std::make_unique<AuthorityView>(std::move(replica), county), clock, random));
}

Status RootPen::certify(const people::NewDevice& device, const Store& store) {
  HUZHU_TRY(view_->catch_up(segments_));
  store::Replica& own = view_->replica();
  HUZHU_ASSIGN(const people::Saved saved, people::enrol_device(own, device, clock_, random_));
  if (saved.first.seq == 0) return Done{};
  const store::DeviceIdentity& self = *own.identity();
  return store(own.segments(saved.scope, self.key.author(), self.epoch, saved.first.seq, std::size_t{1} << 30));
}

}  // namespace huzhu::hub
