#include "sync/client/scope_book.h"

#include <algorithm>

#include "sync/message.h"

namespace huzhu::sync {

namespace {
constexpr std::string_view fact_offered = "sync/offered_epoch", fact_done = "sync/done_at_ms";
std::string fact_of(ScopeId scope) { return "sync/place/" + to_string(scope); }
std::string witness_fact(ScopeId scope) { return "sync/witness/" + to_string(scope); }
constexpr std::size_t witnesses_max = 8;  // of a scope: one is enough for a proof
std::string behind_fact(ScopeId scope) { return "sync/behind/" + to_string(scope); }

void write(Writer& out, const ScopePlace& place) {
  out.u64(place.hub_epoch);
  out.varint(place.hub_seq);
  out.raw(place.receipt);
}

ScopePlace read_place(Reader& in) {
  ScopePlace place;
  place.hub_epoch = in.u64();
  place.hub_seq = in.varint();
  place.receipt = in.fixed<32>();
  return place;
}
}  // namespace

ScopeBook::ScopeBook(store::Replica& replica) : replica_(replica) {}

ScopePlace ScopeBook::place(ScopeId scope) {
  if (const auto stored = replica_.fact(fact_of(scope)); stored && !stored->empty()) {
    Reader in(*stored);
    ScopePlace read = read_place(in);
    if (in.ok() && !in.rest().empty()) read.proof = read_signed_receipt(in);
    if (in.finish("sync.place")) return read;
  }
  ScopePlace place;
  place.receipt = first_receipt(replica_.identity()->county_root, scope);
  return place;
}

Status ScopeBook::move(ScopeId scope, const ScopePlace& place) {
  Writer out;
  write(out, place);
  if (place.proof) sync::write(out, *place.proof);
  const Bytes bytes = out.take();
  return replica_.put_intake_fact(fact_of(scope), bytes);
}

std::vector<SignedReceipt> ScopeBook::signed_heads(const std::vector<ScopeId>& scopes) {
  std::vector<SignedReceipt> heads;
  for (const ScopeId scope : scopes) {
    const ScopePlace here = place(scope);
    if (here.proof) heads.push_back(*here.proof);
  }
  return heads;
}

std::vector<SignedReceipt> ScopeBook::witnesses(ScopeId scope) {
  std::vector<SignedReceipt> heads;
  const auto stored = replica_.fact(witness_fact(scope));
  if (!stored) return heads;
  Reader in(*stored);
  for (std::size_t left = in.count(witnesses_max, signed_receipt_bytes_min); left > 0 && in.ok(); --left) heads.push_back(read_signed_receipt(in));
  if (!in.finish("sync.witness")) heads.clear();
  return heads;
}

Status ScopeBook::put_witnesses(ScopeId scope, const std::vector<SignedReceipt>& heads) {
  if (heads.empty()) return replica_.drop_facts(witness_fact(scope));
  Writer out;
  out.varint(heads.size());
  for (const SignedReceipt& head : heads) sync::write(out, head);
  const Bytes bytes = out.take();
  return replica_.put_intake_fact(witness_fact(scope), bytes);
}

Status ScopeBook::keep_witness(const SignedReceipt& head) {
  std::vector<SignedReceipt> heads = witnesses(head.link.scope);
  if (std::find(heads.begin(), heads.end(), head) != heads.end()) return Done{};
  heads.push_back(head);
  if (heads.size() > witnesses_max) heads.erase(heads.begin());
  return put_witnesses(head.link.scope, heads);
}

Status ScopeBook::drop_witness(const SignedReceipt& head) {
  std::vector<SignedReceipt> heads = witnesses(head.link.scope);
  if (std::erase(heads, head) == 0) return Done{};
  return put_witnesses(head.link.scope, heads);
}

std::optional<ScopeBook::Behind> ScopeBook::behind(ScopeId scope) {
  const auto stored = replica_.fact(behind_fact(scope));
  if (!stored) return std::nullopt;
  Reader in(*stored);
  Behind read;
  read.reached = read_place(in);
  read.goal = read_place(in);
  return in.finish("sync.behind") ? std::optional(read) : std::nullopt;
}

Status ScopeBook::begin_behind(ScopeId scope, const ScopePlace& goal) {
  Behind behind;
  behind.reached.receipt = first_receipt(replica_.identity()->county_root, scope);
  behind.goal = goal;
  return move_behind(scope, behind);
}

Status ScopeBook::move_behind(ScopeId scope, const Behind& behind) {
  Writer out;
  write(out, behind.reached);
  write(out, behind.goal);
  const Bytes bytes = out.take();
  return replica_.put_intake_fact(behind_fact(scope), bytes);
}

Status ScopeBook::end_behind(ScopeId scope) { return replica_.drop_facts(behind_fact(scope)); }

Status ScopeBook::forget(ScopeId scope) { return replica_.put_intake_fact(fact_of(scope), {}); }

std::vector<LogPosition> ScopeBook::vector_of(ScopeId scope) {
  std::vector<LogPosition> out;
  for (const store::Head& head : replica_.heads(scope)) {
    if (!head.is_stated && out.size() < limits::logs_per_scope_max) out.push_back({head.author, head.epoch, head.seq, first8(head.chain)});
  }
  return out;
}

PullRequest ScopeBook::question(ScopeId scope, std::uint32_t bytes_max) {
  PullRequest request{scope, place(scope).cursor(), bytes_max, vector_of(scope)};
  // In step with the hub, only our own log can come back to us; a whole vector would cost more than it saves.
  if (request.after.hub_seq > 0) {
    const store::DeviceIdentity& self = *replica_.identity();
    std::erase_if(request.have, [&](const LogPosition& one) { return one.author != self.key.author() || one.epoch != self.epoch; });
  }
  return request;
}

std::vector<ScopeDigest> ScopeBook::digests() {
  std::vector<ScopeDigest> out;
  for (const ScopeId scope : scopes_) out.push_back({scope, place(scope).hub_seq, replica_.log_digest(scope)});
  return out;
}

Status ScopeBook::put_number(std::string_view name, std::uint64_t value) {
  Writer out;
  out.u64(value);
  const Bytes bytes = out.take();
  return replica_.put_fact(name, bytes);
}

std::optional<std::uint64_t> ScopeBook::number(std::string_view name) {
  const auto stored = replica_.fact(name);
  if (!stored || stored->size() != 8) return std::nullopt;
  return Reader(*stored).u64();
}

std::uint64_t ScopeBook::offered_epoch() { return number(fact_offered).value_or(0); }
Status ScopeBook::set_offered_epoch(std::uint64_t hub_epoch) { return put_number(fact_offered, hub_epoch); }

std::optional<std::int64_t> ScopeBook::done_at_ms() {
  const auto stored = number(fact_done);
  if (!stored) return std::nullopt;
  return static_cast<std::int64_t>(*stored);
}
Status ScopeBook::set_done_at_ms(std::int64_t ms) { return put_number(fact_done, static_cast<std::uint64_t>(ms)); }

}  // namespace huzhu::sync
