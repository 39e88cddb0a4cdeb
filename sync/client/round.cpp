#include "sync/client/round.h"

#include <algorithm>

namespace huzhu::sync {

namespace {

constexpr int carry_timeout_ms = 10 * 60'000;  // four megabytes from a slow office
constexpr int wait_timeout_ms = static_cast<int>(wait_ms_max) + 15'000;
constexpr std::int64_t refused_retry_ms = 15 * 60 * 1000;  // a person must act; ask again now and then
constexpr int sessions_lost_max = 3;                       // in a row, before it counts as a failure
constexpr int chases_max = 8;                              // of one scope in one round
constexpr int repairs_max = 1;                             // of one scope in one round

}  // namespace

void Round::count() {
  state.to_send = replica.counts().unreceipted;
  state.to_receive = 0;
  for (const auto& [scope, left] : still) state.to_receive += left;
  state.to_apply = inbox.busy() ? inbox.left() : taking.left();
  state.blobs_to_send = post.to_send();
  state.blobs_to_fetch = post.to_fetch();
  state.to_prove = 0;
  for (const auto& [scope, left] : to_fetch_behind) state.to_prove += left;
}

void Round::note(std::vector<Incident> found) {
  if (found.empty()) return;
  incidents.add(std::move(found));
  state.incidents = incidents.all();
}

std::optional<HttpRequest> Round::next_main(std::int64_t now) {
  const bool resting = compared && to_offer.empty() && to_pull.empty() && to_relay.empty();
  if (main || arrived() || now < retry_at) return std::nullopt;
  if (talk.open() && resting) {
    if (auto request = next_witnessed(now)) return request;
    return next_behind(now);
  }
  InFlight flight;
  HttpRequest out;
  if (introducing) {
    state.phase = Phase::connecting;
    if (const Bytes body = outbox.next_wanted(push_size.bytes()); !body.empty()) {
      out = talk.introduce(flight, body, request_timeout_ms, now);
      main = flight;
      return out;
    }
    introducing = false;
  }
  if (!talk.open()) {
    state.phase = Phase::connecting;
    out = talk.hello(flight, now);
  } else if (!to_relay.empty()) {
    // A person waits for this one.
    state.phase = Phase::sending;
    out = talk.request(flight, Kind::carry, {}, to_relay, carry_timeout_ms, now);
  } else if (!to_offer.empty()) {
    state.phase = Phase::connecting;
    const ScopeId scope = to_offer.front();
    out = talk.request(flight, Kind::offer, scope, encode(OfferRequest{scope, book.vector_of(scope)}), request_timeout_ms, now);
  } else if (Bytes wanted = outbox.next_wanted(push_size.bytes()); !wanted.empty()) {
    state.phase = Phase::sending;
    out = talk.request(flight, Kind::push, {}, std::move(wanted), request_timeout_ms, now);
  } else if (const auto unfollowed = first_unfollowed()) {
    // What came with the grant lacks receipts only because nobody has asked for them: ask before sending it back.
    out = pull(flight, *unfollowed, now);
  } else if (Bytes body = outbox.next_body(push_size.bytes()); !body.empty()) {
    state.phase = Phase::sending;
    out = talk.request(flight, Kind::push, {}, std::move(body), request_timeout_ms, now);
  } else if (!to_pull.empty()) {
    out = pull(flight, to_pull.front(), now);
  } else {
    // Nothing of ours is unsent but what the hub refused: now the two can be held against each other.
    state.phase = Phase::comparing;
    DigestRequest digest;
    const auto ours = book.digests();
    digest.root = root_digest(ours);
    asked.clear();
    for (const ScopeDigest& one : ours) {
      digest.scopes.push_back({one.scope, one.hub_seq});
      asked[one.scope] = one;
    }
    out = talk.request(flight, Kind::digest, {}, encode(digest), request_timeout_ms, now);
  }
  main = flight;
  return out;
}

std::optional<ScopeId> Round::first_unfollowed() {
  // Of its own segments more than a page: what others hold is judged by them.
  if (!to_pull.empty() && !book.scopes().empty() && to_pull.front() == book.scopes().front()) return to_pull.front();
  if (const auto scope = taking.scope()) return scope;
  const auto found = std::find_if(to_pull.begin(), to_pull.end(), [&](ScopeId scope) { return book.place(scope).hub_seq == 0; });
  return found == to_pull.end() ? std::nullopt : std::optional(*found);
}

HttpRequest Round::pull(InFlight& flight, ScopeId scope, std::int64_t now) {
  state.phase = Phase::receiving;
  if (taking.wants(scope, still[scope])) {
    Bytes body = taking.next_snapshot_request(scope, pull_size.bytes());
    return talk.request(flight, taking.next_kind(), scope, std::move(body), request_timeout_ms, now);
  }
  const PullRequest request = book.question(scope, static_cast<std::uint32_t>(pull_size.bytes()));
  flight.after = book.place(scope);
  return talk.request(flight, Kind::pull, scope, encode(request), request_timeout_ms, now);
}

// All records are here and there, as far as anybody knows.
bool Round::resting(std::int64_t now) const {
  return talk.open() && compared && (!main || main->kind == Kind::behind || main->kind == Kind::witnessed) && !arrived() && to_pull.empty() && now >= retry_at;
}

std::optional<HttpRequest> Round::next_wait(std::int64_t now) {
  if (!options.long_poll || wait || !resting(now)) return std::nullopt;
  WaitRequest request;
  request.timeout_ms = wait_ms_max;
  for (const ScopeId scope : book.scopes()) request.scopes.push_back({scope, book.place(scope).hub_seq});
  InFlight flight;
  HttpRequest out = talk.request(flight, Kind::wait, {}, encode(request), wait_timeout_ms, now);
  wait = flight;
  return out;
}

// Last, when records rest and nothing behind them is to be fetched either.
std::optional<HttpRequest> Round::next_parcel(std::int64_t now) {
  if (!may_post(now)) return std::nullopt;
  auto ask = post.next(now);
  state.blobs_to_send = post.to_send();
  state.blobs_to_fetch = post.to_fetch();
  if (!ask) return std::nullopt;
  InFlight flight;
  HttpRequest out = talk.request(flight, ask->kind, ask->scope, std::move(ask->body), request_timeout_ms, now);
  parcel = flight;
  return out;
}

// What is wrong with one concerns no record: it is left, and asked for again later.
void Round::on_parcel(const InFlight& flight, ByteView body, std::int64_t now) {
  if (post.on_answer(flight, body, now)) has_changed = true;
}

void Round::new_round() {
  compared = false;
  repairs.clear();
  chases.clear();
  outbox.new_round();
  state.sent = state.received = 0;
}

void Round::finish_round() {
  if (std::exchange(woken, false)) return new_round();
  compared = true;
  state.phase = Phase::done;
  state.error = ErrorCode::none;
  state.retry_at_ms.reset();
  state.done_at_ms = options.clock->now_ms();
  (void)book.set_done_at_ms(*state.done_at_ms);  // for the screen only; the next sync sets it again
  gather_witnesses();
  post.look(book.scopes(), hub_epoch);
}

// -- [SECTION] answers ------------------------------------------------------------------------------------------------------

void Round::on_answer(const InFlight& flight, ByteView body, std::int64_t now) {
  backoff.reset();
  failing = false;
  retry_at = 0;
  state.error = ErrorCode::none;
  state.retry_at_ms.reset();
  if (flight.kind != Kind::hello) sessions_lost = 0;
  // What was received in between had to be taken back, and the answer may rest on it: as good as none, and asked for again.
  if (rests_on_what_we_hold(flight.kind) && flight.intakes_lost != replica.intakes_lost()) return count();
  switch (flight.kind) {
    case Kind::hello: on_hello(flight, body, now); break;
    case Kind::offer: on_offer(flight.scope, body); break;
    case Kind::introduce:
    case Kind::push: on_push(flight, body, now); break;
    case Kind::pull: on_pull(flight, body, now); break;
    case Kind::snapshot:
    case Kind::chunks: on_snapshot(flight, body, now); break;
    case Kind::behind: on_behind(flight, body, now); break;
    case Kind::witnessed: on_witnessed(flight, body, now); break;
    case Kind::digest: on_digest(body); break;
    case Kind::wait: on_wait(body); break;
    case Kind::blobs_have:
    case Kind::blobs_get:
    case Kind::blobs_put: on_parcel(flight, body, now); break;
    case Kind::carry: break;  // relay_answered() has read it
    case Kind::invite: break;  // has a conversation of its own
  }
  count();
}

void Round::on_hello(const InFlight& flight, ByteView body, std::int64_t now) {
  const auto answer = talk.on_hello(body);
  if (!answer) {
    if (answer.error().code == ErrorCode::bad_signature) note({{IncidentKind::false_hub, {}, {}, 0}});
    return garbled(answer.error().code, last_now);
  }
  state.clock_offset_ms = answer->hub_time_ms - options.clock->now_ms();
  // Only a hello's time is signed. How long it took is counted on the clock that only rises; should it not reach the
  // disk, it is learnt again at the next start.
  (void)replica.learn_time(answer->hub_time_ms, options.clock->now_ms() - (now - flight.sent_at_ms));
  hub_epoch = answer->hub_epoch;
  introduced = false;
  std::vector<ScopeId> scopes;
  for (const ScopePosition& one : answer->scopes) scopes.push_back(one.scope);
  book.set_scopes(scopes);
  to_offer.clear();
  to_pull.clear();
  still.clear();
  taking.new_session();
  // A hub that started anew may have lost what it had receipted.
  if (book.offered_epoch() != hub_epoch) to_offer.assign(scopes.begin(), scopes.end());
  std::erase_if(to_offer, [&](ScopeId scope) { return replica.heads(scope).empty(); });
  for (const ScopePosition& one : answer->scopes) want_pull(one.scope, one.hub_seq);
  if (to_offer.empty()) (void)book.set_offered_epoch(hub_epoch);
  new_round();
}

void Round::want_pull(ScopeId scope, std::uint64_t hub_seq) {
  const ScopePlace place = book.place(scope);
  if (hub_seq == place.hub_seq) return;
  // The hub is behind us: it lost receipts; the cursor will be stale, so begin anew with a vector.
  if (hub_seq < place.hub_seq) return repair(scope);
  still[scope] = hub_seq - place.hub_seq;
  if (std::find(to_pull.begin(), to_pull.end(), scope) == to_pull.end()) to_pull.push_back(scope);
}

// From the beginning, but without the bytes of what is here.
void Round::repair(ScopeId scope) {
  (void)book.forget(scope);
  if (std::find(to_offer.begin(), to_offer.end(), scope) == to_offer.end()) to_offer.push_back(scope);
  if (std::find(to_pull.begin(), to_pull.end(), scope) == to_pull.end()) to_pull.push_back(scope);
  compared = false;
}

void Round::on_offer(ScopeId scope, ByteView body) {
  const auto answer = decode<OfferAnswer>(body);
  if (!answer) return garbled(answer.error().code, last_now);
  std::erase(to_offer, scope);
  for (const LogPosition& log : answer->wanted) outbox.want(scope, log);
  std::vector<Incident> found;
  for (const LogPosition& log : answer->forked) found.push_back({IncidentKind::fork, scope, log.author, 0});
  note(std::move(found));
  if (to_offer.empty()) (void)book.set_offered_epoch(hub_epoch);
}

void Round::on_push(const InFlight& flight, ByteView body, std::int64_t now) {
  const auto answer = decode<PushAnswer>(body);
  if (!answer) return garbled(answer.error().code, now);
  push_size.measured(flight.bytes + body.size(), now - flight.sent_at_ms);
  std::vector<Incident> found;
  const auto receipted = outbox.on_answer(*answer, found);
  note(std::move(found));
  if (!receipted) return garbled(receipted.error().code, now);
  state.sent += *receipted;
  compared = false;
}

std::optional<PullAnswer> Round::page_of(const InFlight& flight, ByteView body, std::int64_t now) {
  auto answer = decode<PullAnswer>(body);
  if (!answer || answer->scope != flight.scope) {
    garbled(answer ? ErrorCode::wrong_scope : answer.error().code, now);
    return std::nullopt;
  }
  pull_size.measured(flight.bytes + body.size(), now - flight.sent_at_ms);
  return std::move(answer).value();
}

void Round::on_pull(const InFlight& flight, ByteView body, std::int64_t now) {
  auto answer = page_of(flight, body, now);
  if (!answer) return;
  // "There is more" and nothing of it would be asked for until the battery is empty.
  if (answer->more && answer->entries.empty() && ++chases[flight.scope] > chases_max) return garbled(ErrorCode::gap, now);
  std::erase(to_pull, flight.scope);
  if (answer->more) to_pull.push_front(flight.scope);
  if (answer->next.hub_seq <= answer->head) still[flight.scope] = answer->head - answer->next.hub_seq;
  inbox.load(*std::move(answer), flight.after);
}

// -- [SECTION] snapshots ------------------------------------------------------------------------------------------------

void Round::on_snapshot(const InFlight& flight, ByteView body, std::int64_t now) {
  std::vector<Incident> found;
  const Status taken = flight.kind == Kind::snapshot ? taking.on_snapshot_answer(flight.scope, body, found) : taking.on_chunks_answer(body);
  note(std::move(found));
  if (!taken) return garbled(taken.error().code, now);
  if (flight.kind == Kind::chunks) pull_size.measured(flight.bytes + body.size(), now - flight.sent_at_ms);
}

// When nothing else is to be done: a page of what lies behind a snapshot.
std::optional<HttpRequest> Round::next_behind(std::int64_t now) {
  if (to_fetch_behind.empty()) return std::nullopt;
  const ScopeId scope = to_fetch_behind.begin()->first;
  const auto behind = book.behind(scope);
  if (!behind) return std::nullopt;
  InFlight flight;
  const PullRequest request{scope, behind->reached.cursor(), static_cast<std::uint32_t>(pull_size.bytes()), {}};
  HttpRequest out = talk.request(flight, Kind::behind, scope, encode(request), request_timeout_ms, now);
  main = flight;
  return out;
}

void Round::on_behind(const InFlight& flight, ByteView body, std::int64_t now) {
  auto answer = page_of(flight, body, now);
  if (!answer) return;
  const auto behind = book.behind(flight.scope);
  // Nothing more of it: then it cannot lead to where the snapshot stands.
  if (!behind || answer->entries.empty()) return refute_snapshot(flight.scope, false);
  inbox.load_behind(*std::move(answer), *behind);
}

void Round::expect_behind(ScopeId scope) {
  to_fetch_behind.erase(scope);
  std::erase(to_prove, scope);
  const auto behind = book.behind(scope);
  if (behind && behind->reached.hub_seq < behind->goal.hub_seq) to_fetch_behind[scope] = behind->goal.hub_seq - behind->reached.hub_seq;
  else to_prove.push_front(scope);
}

bool Round::prove_snapshot(std::size_t segments) {
  if (to_prove.empty()) return false;
  const ScopeId scope = to_prove.front();
  const auto now = replica.retell(scope, segments);
  if (now.ok() && *now == store::Replica::Stated::whole) return true;
  to_prove.pop_front();
  if (!now) return false;  // the disk; it is looked at again after the next start
  if (*now == store::Replica::Stated::nothing) (void)book.end_behind(scope);  // else a fact is left over
  else refute_snapshot(scope, true);
  return !to_prove.empty();
}

// The segments decide, and all of them come anew where some are missing. Belied: they say something else, which is worth a
// person's knowing; a hub that merely lost them is another matter.
void Round::refute_snapshot(ScopeId scope, bool belied) {
  to_fetch_behind.erase(scope);
  std::erase(to_prove, scope);
  const auto others = replica.refute(scope);
  (void)book.end_behind(scope);
  if (belied && others.ok() && *others) note({{IncidentKind::misstated, scope, {}, 0}});
  has_changed = true;
  repair(scope);
}

void Round::on_digest(ByteView body) {
  const auto answer = decode<DigestAnswer>(body);
  if (!answer) return garbled(answer.error().code, last_now);
  if (answer->same) return finish_round();
  std::vector<ScopeId> scopes;
  for (const ScopeDigest& hub : answer->scopes) scopes.push_back(hub.scope);
  book.set_scopes(std::move(scopes));
  bool settled = true;
  for (const ScopeDigest& hub : answer->scopes) settled &= compare(hub, asked[hub.scope]);
  if (settled) finish_round();
}

// True when nothing is to be done about this scope in this round.
bool Round::compare(const ScopeDigest& hub, const ScopeDigest& ours) {
  if (hub.hub_seq != ours.hub_seq || !ours.scope) {
    // Others may have sent something since; a hub that is elsewhere each time we look is asked again later.
    if (++chases[hub.scope] > chases_max) fail(Phase::offline, ErrorCode::hub_busy, backoff.next_delay_ms(), last_now);
    else want_pull(hub.scope, hub.hub_seq);
    return false;
  }
  if (hub.digest == ours.digest) return true;
  // With something the hub does not take, the two differ as they must; that is an incident of its own.
  if (outbox.set_aside(hub.scope)) return true;
  if (repairs[hub.scope]++ < repairs_max) {
    repair(hub.scope);
    return false;
  }
  note({{IncidentKind::digest_differs, hub.scope, {}, 0}});
  return true;
}

void Round::on_wait(ByteView body) {
  const auto answer = decode<WaitAnswer>(body);
  if (!answer) return garbled(answer.error().code, last_now);
  if (answer->changed.empty()) return;
  if (compared) new_round();
  for (const ScopePosition& one : answer->changed) want_pull(one.scope, one.hub_seq);
}

// Any answer ends the wish to relay, but for a session that ran out, or a hub that has yet to be shown who we are: then the
// same is asked again after the next hello.
bool Round::relay_answered(const InFlight& flight, const Judgement& judged, ByteView body) {
  const bool answered = judged.outcome == Outcome::answered, refused = judged.outcome == Outcome::refused;
  const bool before = flight.kind == Kind::hello || flight.kind == Kind::introduce;
  if (flight.kind != Kind::carry && (!before || answered)) return false;
  const Refusal why = refused ? judged.problem.refusal : Refusal::none;
  if (why == Refusal::session || why == Refusal::replayed || (why == Refusal::unknown_device && !introduced)) return false;
  to_relay.clear();
  if (answered) relayed = decode_carry_answer(body);
  else if (refused) relayed = Error{error_code(judged.problem.refusal), "sync.carry", "refused"};
  else relayed = Error{judged.outcome == Outcome::offline ? ErrorCode::offline : ErrorCode::captive_portal, "sync.carry", "no answer"};
  return true;
}

void Round::give_up_relay() {
  to_relay.clear();
  relayed = Error{ErrorCode::offline, "sync.carry", "no network"};
}

// -- [SECTION] failures -------------------------------------------------------------------------------------------------------

void Round::fail(Phase phase, ErrorCode error, std::int64_t delay_ms, std::int64_t now) {
  state.phase = phase;
  state.error = error;
  retry_at = now + delay_ms;
  state.retry_at_ms = retry_at;
  failing = true;
  // What others sent meanwhile is not known any more.
  compared = false;
}

// An answer that carries our mark and yet cannot be read, or that the replica could not take in.
void Round::garbled(ErrorCode code, std::int64_t now) {
  talk.close();
  fail(Phase::offline, code, backoff.next_delay_ms(), now);
}

// A hub that came back from a backup may have lost our certificate: we hold it, and it proves itself.
bool Round::begin_introduction() {
  if (std::exchange(introduced, true)) return false;
  const AuthorId root = crypto::author_of(replica.identity()->root_key);
  for (const ScopeId scope : replica.scopes_held()) {
    const auto heads = replica.heads(scope);
    if (std::none_of(heads.begin(), heads.end(), [&](const store::Head& head) { return head.author == root; })) continue;
    book.set_scopes({scope});
    outbox.introduce();
    introducing = true;
    return true;
  }
  return false;
}

void Round::on_refusal(const InFlight& flight, const Problem& problem, std::int64_t now) {
  const bool is_parcel = flight.kind == Kind::blobs_have || flight.kind == Kind::blobs_get || flight.kind == Kind::blobs_put;
  if (is_parcel) {
    if (problem.refusal == Refusal::malformed) return post.refused();
    post.unanswered(now);
    // Pictures may wait: it says nothing against the records.
    if (problem.refusal == Refusal::busy || problem.refusal == Refusal::internal || problem.refusal == Refusal::too_large) return;
  }
  switch (problem.refusal) {
    case Refusal::session:
    case Refusal::replayed:
      talk.close();
      if (++sessions_lost > sessions_lost_max) fail(Phase::offline, ErrorCode::hub_busy, backoff.next_delay_ms(), now);
      else compared = false;
      return;
    case Refusal::stale_cursor:
      // It does not know what it signed for somebody else: lost, as far as anybody can prove.
      if (flight.kind == Kind::witnessed && !to_compare.empty()) return compared_with(to_compare.front(), IncidentKind::hub_rolled_back);
      if (flight.kind == Kind::behind) refute_snapshot(flight.scope, false);
      note({{IncidentKind::hub_rolled_back, flight.scope, {}, 0}});
      return repair(flight.scope);
    case Refusal::wrong_scope:
      // The device's place changed: the next hello says which scopes it may hold now.
      talk.close();
      return fail(Phase::refused, ErrorCode::wrong_scope, backoff.next_delay_ms(), now);
    case Refusal::too_large:
      push_size.failed();
      return fail(Phase::offline, ErrorCode::hub_busy, backoff.next_delay_ms(), now);
    case Refusal::busy:
    case Refusal::internal:
    case Refusal::none:
      return fail(Phase::offline, ErrorCode::hub_busy, std::max<std::int64_t>(problem.retry_ms, backoff.next_delay_ms()), now);
    case Refusal::unknown_device:
      talk.close();
      if (begin_introduction()) return;
      return fail(Phase::refused, ErrorCode::unknown_device, refused_retry_ms, now);
    case Refusal::malformed:
      // A hub of before there were any.
      if (flight.kind == Kind::snapshot || flight.kind == Kind::chunks) return taking.pass(flight.scope);
      [[fallthrough]];
    case Refusal::bad_signature:
    case Refusal::bad_code:
    case Refusal::version:
      talk.close();
      introducing = false;
      return fail(Phase::refused, error_code(problem.refusal), refused_retry_ms, now);
  }
}

}  // namespace huzhu::sync
