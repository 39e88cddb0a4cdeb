#include "sync/client/scope_book.h"

#include "sync/wire.h"

namespace huzhu::sync {

namespace {
constexpr std::string_view fact_offered = "sync/offered_epoch", fact_done = "sync/done_at_ms";
std::string fact_of(ScopeId scope) { return "sync/place/" + to_string(scope); }
}  // namespace

ScopeBook::ScopeBook(store::Replica& replica) : replica_(replica) {}

ScopePlace ScopeBook::place(ScopeId scope) {
  if (const auto stored = replica_.fact(fact_of(scope)); stored && !stored->empty()) {
    Reader in(*stored);
    ScopePlace read;
    read.hub_epoch = in.u64();
    read.hub_seq = in.varint();
    read.receipt = in.fixed<32>();
    if (in.finish("sync.place")) return read;
  }
  ScopePlace place;
  place.receipt = first_receipt(replica_.identity()->county_root, scope);
  return place;
}

Status ScopeBook::move(ScopeId scope, const ScopePlace& place) {
  Writer out;
  out.u64(place.hub_epoch);
  out.varint(place.hub_seq);
  out.raw(place.receipt);
  const Bytes bytes = out.take();
  return replica_.put_intake_fact(fact_of(scope), bytes);
}

Status ScopeBook::forget(ScopeId scope) { return replica_.put_intake_fact(fact_of(scope), {}); }

std::vector<LogPosition> ScopeBook::vector_of(ScopeId scope) {
  std::vector<LogPosition> out;
  for (const store::Head& head : replica_.heads(scope)) {
    if (out.size() < limits::logs_per_scope_max) out.push_back({head.author, head.epoch, head.seq, first8(head.chain)});
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
