#include "sync/hub/backup.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "core/store/digest.h"

namespace huzhu::hub {

namespace {

constexpr std::size_t faults_max = 100;  // the first ones tell the story

// One scope, row by row in the hub's order.
class ScopeCheck {
 public:
  ScopeCheck(SegmentStore& store, AuthorityView& authority, const store::NamedOperations& erased, ScopeId scope, Verification& out)
      : store_(store), authority_(authority), erased_(erased), scope_(scope), out_(out), receipt_(sync::first_receipt(authority.county().county_root, scope)) {}

  Status run(const ScopeHead& head) {
    HUZHU_TRY(store_.read(scope_, 0, [&](Row& row) {
      check(row);
      return out_.faults.size() < faults_max;
    }));
    if (out_.faults.size() >= faults_max) return Done{};
    if (hub_seq_ != head.hub_seq || receipt_ != head.receipt) fault("the head of the receipts is not the last receipt");
    HUZHU_ASSIGN(const std::vector<LogHead> logs, store_.logs(scope_));
    for (const LogHead& log : logs) {
      const auto found = logs_.find({log.author, log.epoch});
      if (found == logs_.end() || found->second.seq != log.seq || found->second.chain != log.chain) fault("a head does not fit its log " + to_string(log.author));
      if (found != logs_.end() && !found->second.signed_to_end) fault("a log ends without a signature " + to_string(log.author));
    }
    if (logs.size() != logs_.size()) fault("a log without a head");
    out_.logs += logs.size();
    HUZHU_ASSIGN(const std::uint64_t forks, store_.fork_count(scope_));
    out_.forks += forks;
    std::vector<store::Head> heads;
    for (const LogHead& log : logs) heads.push_back({scope_, log.author, log.epoch, log.seq, log.chain});
    digest_ = store::log_digest(scope_, heads);
    return Done{};
  }

  const Hash& digest() const { return digest_; }

 private:
  struct Log {
    std::uint64_t seq = 0;
    Hash chain{};
    bool signed_to_end = false;
  };

  void fault(const std::string& what) { out_.faults.push_back("scope " + to_string(scope_) + ", receipt " + std::to_string(hub_seq_) + ": " + what); }

  void check(const Row& row) {
    ++out_.segments;
    if (row.link.hub_seq != ++hub_seq_) fault("receipts are not numbered without a hole");
    const auto position = log::position_of(row.sealed.bytes);
    if (!position || position->scope != scope_ || position->author != row.link.author || position->epoch != row.link.epoch ||
        position->seq_first != row.link.seq_first || position->seq_last != row.link.seq_last) {
      return fault("the segment is not the one the row says");
    }
    auto [log, fresh] = logs_.try_emplace({row.link.author, row.link.epoch});
    if (fresh) log->second.chain = log::first_prev(authority_.county().county_root, scope_, row.link.author, row.link.epoch);
    if (row.link.seq_first != log->second.seq + 1) fault("a log has a hole");
    const auto chain = log::chain_of(row.sealed.bytes, log->second.chain);
    if (!chain || *chain != row.link.chain) fault("the chain does not fit");
    if (!is_explained(row)) fault("values are blanked that no redaction names");
    log->second = {row.link.seq_last, row.link.chain, row.sealed.has_signature};
    if (row.sealed.has_signature) {
      ++out_.signatures;
      const auto device = authority_.device(row.link.author);
      if (!device || !log::signature_fits(row.sealed, device->key)) fault("the signature is not the device's");
    }
    const Hash next = sync::next_receipt(receipt_, row.link);
    if (next != row.receipt) fault("the receipt does not follow from the one before");
    receipt_ = row.receipt;
  }

  bool is_explained(const Row& row) {
    const auto segment = log::decode(row.sealed.bytes, log::Redaction::taken);
    if (!segment) return true;  // a newer program's; its chain was looked at
    const auto named = erased_.find({scope_, row.link.author, row.link.epoch});
    for (std::size_t i = 0; i < segment->operations.size(); ++i)
      if (segment->operations[i].redacted && (named == erased_.end() || !named->second.contains(segment->seq_first + i))) return false;
    return true;
  }

  SegmentStore& store_;
  AuthorityView& authority_;
  const store::NamedOperations& erased_;
  ScopeId scope_;
  Verification& out_;
  Hash receipt_;
  Hash digest_{};
  std::uint64_t hub_seq_ = 0;
  std::map<std::pair<AuthorId, std::uint32_t>, Log> logs_;
};

}  // namespace

Result<Verification> verify_store(SegmentStore& store, AuthorityView& authority) {
  Verification out;
  HUZHU_ASSIGN(const std::vector<ScopeHead> heads, store.scopes());
  HUZHU_ASSIGN(const store::NamedOperations erased, authority.replica().redacted());
  std::vector<sync::ScopeDigest> digests;
  for (const ScopeHead& head : heads) {
    ScopeCheck check(store, authority, erased, head.scope, out);
    HUZHU_TRY(check.run(head));
    digests.push_back({head.scope, head.hub_seq, check.digest()});
    ++out.scopes;
  }
  out.root = sync::root_digest(digests);
  return out;
}

Result<Verification> restore(const std::string& data_folder, const std::string& backup_file, Clock& clock, Random& random) {
  const std::string fresh = data_folder + "/restoring.db", current = data_folder + "/hub.db";
  std::error_code failed;
  remove_database(fresh);
  std::filesystem::copy_file(backup_file, fresh, failed);
  if (failed) return Error{ErrorCode::not_found, "hub.restore", backup_file + ": " + failed.message()};
  Verification found;
  {
    HUZHU_ASSIGN(std::unique_ptr<SegmentStore> store, open_sqlite_store(fresh));
    HUZHU_ASSIGN(const std::optional<Bytes> known, store->fact("county"));
    if (!known) return Error{ErrorCode::not_found, "hub.restore", backup_file + " is not a backup of a hub"};
    HUZHU_ASSIGN(const County county, decode_county(*known));
    HUZHU_ASSIGN(const CountyKeys keys, load_keys(data_folder));
    if (keys.hub.public_key() != county.hub_key) return Error{ErrorCode::wrong_scope, "hub.restore", "the backup is of another hub: its key is not here"};
    HUZHU_ASSIGN(std::unique_ptr<AuthorityView> authority, reading_view(*store, county, clock, random));
    HUZHU_ASSIGN(found, verify_store(*store, *authority));
    if (!found.faults.empty()) return found;
  }
  // Only now the old store is touched, and the change is one rename.
  remove_database(data_folder + "/authority.db");
  for (const char* suffix : {"-wal", "-shm"}) std::filesystem::remove(current + suffix, failed);
  std::filesystem::rename(fresh, current, failed);
  if (failed) return Error{ErrorCode::storage_broken, "hub.restore", current + ": " + failed.message()};
  remove_database(fresh);
  return found;
}

}  // namespace huzhu::hub
