// Blobs: the pictures and sounds of a hub's scopes: what it holds, gives and takes (sync/blob_protocol.h).
//
// Kept is only what a record names: the lists in the stored segments, and the chunks in those lists. So nobody can fill the
// disk with bytes that belong to no record, and what erasing leaves without a record is swept away. What a scope names is
// read from its segments, once, and from those that came since. Belongs to the Service; not thread-safe.
#pragma once

#include <map>
#include <set>

#include "core/log/blob.h"
#include "sync/blob_protocol.h"
#include "sync/hub/store.h"

namespace huzhu::hub {

class Blobs {
 public:
  explicit Blobs(SegmentStore& store) : store_(store) {}

  Result<sync::BlobStanding> standing(const sync::BlobQuestion& question);
  Result<sync::BlobChunks> chunks(const sync::BlobRequest& request);
  Result<sync::BlobReceipt> take(const sync::BlobOffer& offer);

  // Values of this scope were blanked: deletes what nothing names any more.
  Status sweep(ScopeId scope);

 private:
  struct Named {
    std::uint64_t upto = 0;                // receipt
    std::map<Hash, std::vector<log::BlobRef>> lists;  // one name may come with several lengths, of which one is true
    std::set<Hash> chunks;                 // in those of the lists that are here
  };
  Result<Named*> named(ScopeId scope);
  Status note_list(ScopeId scope, Named& known, const log::BlobRef& ref);
  Result<bool> is_whole(ScopeId scope, const log::BlobRef& ref);

  SegmentStore& store_;
  std::map<ScopeId, Named> known_;
};

}  // namespace huzhu::hub
