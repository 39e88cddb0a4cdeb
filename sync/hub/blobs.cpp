#include "sync/hub/blobs.h"

#include <algorithm>

namespace huzhu::hub {

namespace {

constexpr std::size_t scopes_known_max = 64;  // those that ask about pictures at the moment

const model::Field* blob_field(const log::Operation& operation) {
  const model::Entity* type = model::find(operation.type);
  const model::Field* field = type ? model::find(*type, operation.field) : nullptr;
  return field && field->type == model::FieldType::blob ? field : nullptr;
}

}  // namespace

Result<Blobs::Named*> Blobs::named(ScopeId scope) {
  if (!known_.contains(scope) && known_.size() >= scopes_known_max) known_.erase(known_.begin());
  Named& known = known_[scope];
  std::vector<log::BlobRef> found;
  std::uint64_t upto = known.upto;
  HUZHU_TRY(store_.read(scope, upto, [&](Row& row) {
    upto = row.link.hub_seq;
    const auto segment = log::decode(row.sealed.bytes, log::Redaction::taken);
    if (!segment) return true;  // a newer program's: what it names is taken when this one is newer too
    for (const log::Operation& operation : segment->operations) {
      if (operation.redacted || operation.value.is_null() || !blob_field(operation)) continue;
      if (auto ref = log::decode_blob_ref(view(operation.value.data))) found.push_back(*ref);
    }
    return true;
  }));
  for (const log::BlobRef& ref : found) {
    auto& refs = known.lists[ref.list];
    if (std::find(refs.begin(), refs.end(), ref) == refs.end()) refs.push_back(ref);
    HUZHU_TRY(note_list(scope, known, ref));
  }
  known.upto = upto;  // not before: what fails on the way is read again
  return &known;
}

// Its chunks may come once the list itself is here.
Status Blobs::note_list(ScopeId scope, Named& known, const log::BlobRef& ref) {
  HUZHU_ASSIGN(const std::optional<Bytes> list, store_.blob(scope, ref.list));
  if (!list) return Done{};
  const auto names = log::names_in(ref, *list);
  if (names) known.chunks.insert(names->begin(), names->end());
  return Done{};
}

Result<bool> Blobs::is_whole(ScopeId scope, const log::BlobRef& ref) {
  HUZHU_ASSIGN(const std::optional<Bytes> list, store_.blob(scope, ref.list));
  const auto names = list ? log::names_in(ref, *list) : Result<std::vector<Hash>>(Error{ErrorCode::not_found, "", ""});
  if (!names) return false;
  for (const Hash& name : *names) {
    HUZHU_ASSIGN(const bool here, store_.has_blob(scope, name));
    if (!here) return false;
  }
  return true;
}

Result<sync::BlobStanding> Blobs::standing(const sync::BlobQuestion& question) {
  HUZHU_ASSIGN(Named* const known, named(question.scope));
  sync::BlobStanding answer;
  for (const Hash& name : question.names) {
    HUZHU_ASSIGN(const bool here, store_.has_blob(question.scope, name));
    sync::BlobHeld held = here ? sync::BlobHeld::yes : sync::BlobHeld::no;
    if (const auto list = known->lists.find(name); here && list != known->lists.end()) {
      for (const log::BlobRef& ref : list->second) {
        HUZHU_ASSIGN(const bool whole, is_whole(question.scope, ref));
        if (whole) held = sync::BlobHeld::whole;
      }
    }
    answer.held.push_back(held);
  }
  return answer;
}

Result<sync::BlobChunks> Blobs::chunks(const sync::BlobRequest& request) {
  const std::size_t bytes_max = std::min<std::size_t>(request.bytes_max, sync::answer_bytes_max / 2);
  sync::BlobChunks answer;
  std::size_t bytes = 0;
  for (const Hash& name : request.names) {
    HUZHU_ASSIGN(std::optional<Bytes> chunk, store_.blob(request.scope, name));
    if (!chunk) chunk.emplace();
    if (bytes > 0 && bytes + chunk->size() > bytes_max) break;
    bytes += chunk->size();
    answer.chunks.push_back(std::move(*chunk));
  }
  return answer;
}

Result<sync::BlobReceipt> Blobs::take(const sync::BlobOffer& offer) {
  HUZHU_ASSIGN(Named* const known, named(offer.scope));
  sync::BlobReceipt answer;
  for (const Bytes& bytes : offer.chunks) {
    const NamedChunk chunk{log::blob_name(bytes), bytes};
    const auto list = known->lists.find(chunk.name);
    if (list == known->lists.end() && !known->chunks.contains(chunk.name)) {
      answer.verdicts.push_back(sync::BlobVerdict::unnamed);
      continue;
    }
    HUZHU_TRY(store_.put_blob(offer.scope, chunk));
    if (list != known->lists.end())
      for (const log::BlobRef& ref : list->second) HUZHU_TRY(note_list(offer.scope, *known, ref));
    answer.verdicts.push_back(sync::BlobVerdict::kept);
  }
  return answer;
}

Status Blobs::sweep(ScopeId scope) {
  known_.erase(scope);  // it may know what was blanked
  HUZHU_ASSIGN(const std::vector<Hash> held, store_.blobs(scope));
  if (held.empty()) return Done{};
  HUZHU_ASSIGN(Named* const known, named(scope));
  for (const Hash& name : held)
    if (!known->lists.contains(name) && !known->chunks.contains(name)) HUZHU_TRY(store_.drop_blob(scope, name));
  return Done{};
}

}  // namespace huzhu::hub
