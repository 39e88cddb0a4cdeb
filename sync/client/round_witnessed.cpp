// A Round holds what others were shown of the hub's receipts against its own (docs/sync_protocol.md section 14).
#include "sync/client/round.h"

namespace huzhu::sync {

void Round::gather_witnesses() {
  to_compare.clear();
  compared_to = {};
  for (const ScopeId scope : book.scopes()) {
    const ScopePlace here = book.place(scope);
    for (const SignedReceipt& one : book.witnesses(scope)) {
      if (one.link.hub_seq > here.hub_seq) continue;  // the page that passes it looks
      if (one.link.hub_seq < here.hub_seq) to_compare.push_back(one);
      else compared_with(one, one.link.hub_epoch == here.hub_epoch && one.receipt() != here.receipt ? std::optional(IncidentKind::two_histories) : std::nullopt);
    }
  }
}

void Round::compared_with(const SignedReceipt& head, std::optional<IncidentKind> found) {
  const SignedReceipt done = head;  // it may be the first of those to compare
  std::erase(to_compare, done);
  compared_to = {};
  (void)book.drop_witness(done);  // else it is compared once more
  if (found) note({{*found, done.link.scope, {}, 0}});
}

std::optional<HttpRequest> Round::next_witnessed(std::int64_t now) {
  if (to_compare.empty()) return std::nullopt;
  const SignedReceipt& head = to_compare.front();
  const ScopeId scope = head.link.scope;
  if (compared_to.hub_seq == 0) compared_to = {head.link.hub_epoch, head.link.hub_seq, head.receipt(), {}};
  InFlight flight;
  const PullRequest request{scope, compared_to.cursor(), static_cast<std::uint32_t>(pull_size.bytes()), book.vector_of(scope)};
  HttpRequest out = talk.request(flight, Kind::witnessed, scope, encode(request), request_timeout_ms, now);
  main = flight;
  return out;
}

void Round::on_witnessed(const InFlight& flight, ByteView body, std::int64_t now) {
  auto answer = page_of(flight, body, now);
  if (!answer) return;
  if (to_compare.empty()) return;
  // Nothing after it, and yet we stand further.
  if (answer->entries.empty()) return compared_with(to_compare.front(), IncidentKind::two_histories);
  inbox.load_witnessed(*std::move(answer), compared_to, book.place(flight.scope));
}

}  // namespace huzhu::sync
