#include "sync/client/client.h"

#include <algorithm>
#include <utility>

#include "sync/client/round.h"

namespace huzhu::sync {

namespace {
constexpr std::size_t stride_max = 1024;
// How long what arrives may share a transaction. Ids lie all over the indexes, so every commit of a first sync seals and writes
// nearly all their pages anew; a record that is saved in between waits for no more than the page cache holds.
constexpr std::int64_t intake_ms = 4000;
}

struct Client::Impl : Round {
  using Round::Round;
  // Entries applied in one step, which is one commit. It follows what the device can do in a slice and is kept from slice
  // to slice: beginning anew each time, a large first sync would be one commit per entry.
  std::size_t stride = 1;
  std::optional<std::int64_t> intake_since;   // by the clock of next()

  void open_intake() {
    if (intake_since) return;
    if (const Status opened = replica.open_intake(); !opened.ok()) return garbled(opened.error().code, last_now);
    intake_since = last_now;
  }
  // What has arrived first; then what is only stated.
  void step() {
    std::vector<Incident> found;
    Status done = Done{};
    if (inbox.busy()) {
      const ScopeId scope = inbox.scope();
      const bool behind = inbox.is_behind(), witnessed = inbox.is_witnessed();
      done = inbox.step(stride, found);
      const bool belied = !done && (done.error().code == ErrorCode::bad_checksum || done.error().code == ErrorCode::bad_signature);
      const bool lost = !done && done.error().code == ErrorCode::stale_cursor;
      if (witnessed && (belied || lost) && !to_compare.empty()) {
        compared_with(to_compare.front(), belied ? IncidentKind::two_histories : IncidentKind::hub_rolled_back);
        done = Done{};
      } else if (witnessed && done && !inbox.busy()) {
        compared_to = inbox.reached();
        if (!to_compare.empty() && compared_to.hub_seq >= book.place(scope).hub_seq) compared_with(to_compare.front(), std::nullopt);
      } else if (behind && (belied || lost)) refute_snapshot(scope, belied);
      else if (behind && !inbox.busy()) expect_behind(scope);
      state.received += inbox.take_applied();
      has_changed = inbox.take_changed() || has_changed;
    } else if (taking.busy()) {
      const ScopeId scope = *taking.scope();
      done = taking.put_snapshot_rows(stride, found);
      if (done && !taking.busy() && book.place(scope).hub_seq > 0) took_snapshot(scope);
    } else {
      prove_snapshot(stride);
    }
    note(std::move(found));
    if (!done) garbled(done.error().code, last_now);
  }
  void took_snapshot(ScopeId scope) {
    has_changed = true;
    expect_behind(scope);
    const std::uint64_t before = still[scope], here = book.place(scope).hub_seq;
    still[scope] = before - std::min(before, here);
    if (still[scope] == 0) std::erase(to_pull, scope);
  }
  void settle_intake() {
    if (!intake_since) return;
    if (taking.busy()) return;  // whole or not at all
    const bool more = inbox.busy() || !to_pull.empty();
    if (more && !failing && last_now - *intake_since < intake_ms) return;
    intake_since.reset();
    if (const Status closed = replica.close_intake(); !closed.ok()) garbled(closed.error().code, last_now);
  }
};

Client::Client(store::Replica& replica, Options options) : impl_(std::make_unique<Impl>(replica, options)) {}
Client::~Client() = default;

std::optional<HttpRequest> Client::next(std::int64_t now_ms) {
  Impl& m = *impl_;
  m.last_now = now_ms;
  if (m.stopped) return std::nullopt;
  m.settle_intake();
  if (!m.online) return std::nullopt;
  if (auto request = m.next_main(now_ms)) return request;
  if (auto request = m.next_parcel(now_ms)) return request;
  return m.next_wait(now_ms);
}

std::optional<std::int64_t> Client::wake_at_ms() const {
  const Impl& m = *impl_;
  // While something waits to be applied nothing is sent, and what applies it asks again.
  if (m.stopped || m.arrived()) return std::nullopt;
  std::optional<std::int64_t> at;
  if (m.failing && m.online && !m.main) at = m.retry_at;
  if (const auto post_at = m.post.wake_at_ms(); post_at && m.online && m.may_post(m.last_now)) at = std::min(at.value_or(*post_at), *post_at);
  if (m.intake_since) at = std::min(at.value_or(*m.intake_since + intake_ms), *m.intake_since + intake_ms);
  return at;
}

void Client::on_response(std::uint32_t id, int status, ByteView body, bool is_huzhu, std::int64_t now_ms) {
  Impl& m = *impl_;
  m.last_now = now_ms;
  std::optional<InFlight>& slot = m.main && m.main->id == id ? m.main : m.parcel && m.parcel->id == id ? m.parcel : m.wait;
  if (m.stopped || !slot || slot->id != id) return;
  const InFlight flight = *slot;
  slot.reset();
  if ((flight.kind == Kind::push || flight.kind == Kind::introduce) && status != 200) m.outbox.forget_in_flight();
  const Judgement judged = Conversation::judge(status, body, is_huzhu);
  // What the hub says against somebody's bundle says nothing against us.
  if (!m.to_relay.empty() && m.relay_answered(flight, judged, body) && judged.outcome == Outcome::refused && flight.kind == Kind::carry) return m.count();
  const bool is_parcel = &slot == &m.parcel;
  switch (judged.outcome) {
    case Outcome::answered:
      if (flight.kind == Kind::chunks) m.open_intake();
      return m.on_answer(flight, body, now_ms);
    case Outcome::offline:
      // Whether there is a network the next request of a round says; the wait, too.
      if (is_parcel) return m.post.unanswered(now_ms);
      if (flight.kind == Kind::push) m.push_size.failed();
      if (flight.kind == Kind::pull || flight.kind == Kind::chunks || flight.kind == Kind::behind) m.pull_size.failed();
      return m.fail(Phase::offline, ErrorCode::offline, m.backoff.next_delay_ms(), now_ms);
    case Outcome::captive_portal:
      if (is_parcel) m.post.unanswered(now_ms);
      return m.fail(Phase::captive_portal, ErrorCode::captive_portal, m.backoff.next_delay_ms(), now_ms);
    case Outcome::refused:
      return m.on_refusal(flight, judged.problem, now_ms);
  }
}

bool Client::work(double budget_ms, Elapsed elapsed_ms, void* context) {
  Impl& m = *impl_;
  if (m.stopped) return false;
  if (m.arrived()) m.open_intake();
  while (m.arrived() || !m.to_prove.empty()) {
    const double before = elapsed_ms ? elapsed_ms(context) : 0;
    m.step();
    if (!elapsed_ms) break;
    const double after = elapsed_ms(context);
    if (after - before > budget_ms) m.stride = std::max<std::size_t>(1, m.stride / 2);
    else if (after - before < budget_ms / 4) m.stride = std::min(stride_max, m.stride * 2);
    if (after + (after - before) > budget_ms) break;
  }
  m.count();
  return m.arrived() || !m.to_prove.empty();
}

bool Client::has_work() const { return !impl_->stopped && (impl_->arrived() || !impl_->to_prove.empty()); }

void Client::wake() {
  Impl& m = *impl_;
  m.retry_at = 0;
  m.failing = false;
  m.backoff.reset();
  m.introduced = false;
  m.state.retry_at_ms.reset();
  if (m.compared) {
    // The clock was set, or nobody told the time for long: a hello does.
    if (m.replica.clock_state() != log::ClockState::trusted) m.talk.close();
    m.new_round();
  }
  // The last request of a round says nothing of what was written since.
  m.woken = m.main && m.main->kind == Kind::digest;
  m.count();
}

void Client::set_online(bool online) {
  Impl& m = *impl_;
  if (online == m.online) return;
  m.online = online;
  if (online) return wake();
  m.state.phase = Phase::offline;
  m.state.error = ErrorCode::offline;
  if (!m.to_relay.empty()) m.give_up_relay();
}

void Client::stop() {
  impl_->stopped = true;
  (void)impl_->replica.close_intake();   // what does not reach the disk is asked for again
}

void Client::relay(Bytes bundle) {
  impl_->to_relay = std::move(bundle);
  impl_->relayed.reset();
  if (impl_->stopped || !impl_->online) return impl_->give_up_relay();
  wake();
}

std::optional<Result<CarryAnswer>> Client::take_relayed() { return std::exchange(impl_->relayed, std::nullopt); }

void Client::want_blob(ScopeId scope, const log::BlobRef& ref) { impl_->post.want(scope, ref); }

Result<std::size_t> Client::make_room() { return impl_->post.let_go(); }

ScopeBook& Client::book() { return impl_->book; }

void Client::note(std::vector<Incident> found) {
  impl_->note(std::move(found));
  impl_->count();
}

const SyncState& Client::state() const { return impl_->state; }

bool Client::take_changed() { return std::exchange(impl_->has_changed, false); }

void Client::dismiss_incidents() {
  impl_->incidents.clear();
  impl_->state.incidents.clear();
}

}  // namespace huzhu::sync
