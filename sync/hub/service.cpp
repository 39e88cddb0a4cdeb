#include "sync/hub/service.h"

#include <map>

#include "core/store/digest.h"
#include "sync/bundle/carry_answer.h"
#include "sync/hub/answers.h"
#include "sync/hub/carry.h"
#include "sync/hub/log_event.h"
#include "sync/hub/pull.h"
#include "sync/hub/push.h"

namespace huzhu::hub {

namespace {

constexpr std::uint32_t busy_retry_ms = 5'000;
// Of all devices that nobody knows together: a village's worth at once after a backup came back, and no way to keep the hub busy.
constexpr double introductions_per_second = 5, introductions_burst = 100;
constexpr std::size_t tended_at_once = 256;  // segments: some milliseconds
constexpr int store_tries_max = 3;  // when another hub process moved a head meanwhile

int status_of(sync::Refusal refusal) {
  switch (refusal) {
    case sync::Refusal::none: return 200;
    case sync::Refusal::malformed:
    case sync::Refusal::version: return 400;
    case sync::Refusal::session:
    case sync::Refusal::replayed:
    case sync::Refusal::bad_signature: return 401;
    case sync::Refusal::unknown_device:
    case sync::Refusal::wrong_scope:
    case sync::Refusal::bad_code: return 403;
    case sync::Refusal::stale_cursor: return 409;
    case sync::Refusal::too_large: return 413;
    case sync::Refusal::busy: return 429;
    case sync::Refusal::internal: return 500;
  }
  return 500;
}

}  // namespace

Answer refuse(sync::Refusal refusal, std::uint32_t retry_ms) {
  Answer out;
  out.status = status_of(refusal);
  out.refusal = refusal;
  out.body = sync::encode(sync::Problem{refusal, retry_ms});
  return out;
}

Service::Service(Options options)
    : store_(*options.store), authority_(*options.authority), keys_(*options.keys), clock_(*options.clock), random_(*options.random),
      steady_ms_(std::move(options.steady_ms)), codes_(store_, keys_.pepper, clock_, random_), invitations_(store_, codes_, clock_),
      root_leaves_(std::move(options.root_leaves)), refill_(store_, authority_, clock_),
      snapshots_(store_, authority_, keys_.hub, clock_, random_, options.snapshot_worth_segments),
      blobs_(store_), erasing_(store_, authority_, snapshots_, blobs_),
      introductions_(introductions_per_second, introductions_burst), founded_now_(options.founded_now) {}

Status Service::start() {
  // Never 0: that stands for "before the first receipt" in a cursor.
  while (hub_epoch_ == 0) random_.fill({reinterpret_cast<std::uint8_t*>(&hub_epoch_), sizeof hub_epoch_});
  if (!founded_now_) HUZHU_TRY(refill_.look());
  HUZHU_TRY(authority_.catch_up(store_));
  HUZHU_ASSIGN(scribe_, Scribe::open(store_, refill_, authority_.county(), keys_.hub, clock_, random_));
  HUZHU_TRY(store_own());
  if (keys_.root) {
    HUZHU_ASSIGN(pen_, RootPen::open(store_, authority_.county(), *keys_.root, clock_, random_));
  }
  return write_cuts({});
}

Answer Service::fault(const Error& error) {
  log_event(Level::error, "fault", {{"where", error.where}, {"code", std::to_string(static_cast<int>(error.code))}, {"detail", error.detail}});
  return refuse(sync::Refusal::internal, busy_retry_ms);
}

Answer Service::handle(const Request& request) {
  Answer out;
  out = dispatch(request, out);
  ++counts_.requests;
  if (out.refusal != sync::Refusal::none) ++counts_.refused;
  return out;
}

Answer Service::dispatch(const Request& request, Answer& out) {
  if (request.method != "POST") return refuse(sync::Refusal::malformed);
  if (request.body.size() > sync::body_bytes_max(request.path)) return refuse(sync::Refusal::too_large);
  if (request.path == sync::path::enrol) return enrol(request.body);
  if (request.path == sync::path::redeem) return redeem(request.body);
  if (request.path == sync::path::join) return join(request.body);
  if (request.path == sync::path::hello) return hello(request);
  if (request.path == sync::path::introduce) return introduce(request);
  if (request.path == sync::path::wait) {
    auto opened = open_wait(request);
    if (auto* now = std::get_if<Answer>(&opened)) return std::move(*now);
    return wait_over();
  }
  auto who = identify(request);
  if (auto* refused = std::get_if<Answer>(&who)) return std::move(*refused);
  const Caller& caller = std::get<Caller>(who);
  if (request.path == sync::path::push) out = push(caller, request.body);
  else if (request.path == sync::path::carry) out = carry(caller, request.body);
  else if (request.path == sync::path::pull) out = pull(caller, request.body);
  else if (request.path == sync::path::snapshot) out = snapshot(caller, request.body);
  else if (request.path == sync::path::chunks) out = chunks(caller, request.body);
  else if (request.path == sync::path::blobs_have) out = blobs_have(caller, request.body);
  else if (request.path == sync::path::blobs_get) out = blobs_get(caller, request.body);
  else if (request.path == sync::path::blobs_put) out = blobs_put(caller, request.body);
  else if (request.path == sync::path::offer) out = offer(caller, request.body);
  else if (request.path == sync::path::digest) out = digest(caller, request.body);
  else if (request.path == sync::path::invite) out = invite(caller, request.body);
  else out = refuse(sync::Refusal::malformed);
  out.device = caller.id;
  return out;
}

// The signature first: else anybody could use up a device's request numbers.
std::variant<Answer, Service::Caller> Service::identify(const Request& request) {
  const auto auth = sync::decode_auth(request.auth);
  if (!auth) return refuse(sync::Refusal::malformed);
  const auto device = authority_.device(auth->device);
  if (!device) return refuse(sync::Refusal::unknown_device);
  if (!sync::request_signature_fits(*auth, request.method, request.path, request.body, device->key)) return refuse(sync::Refusal::bad_signature);
  if (request.path != sync::path::hello) {
    const sync::Refusal refusal = sessions_.admit(auth->token, auth->device, auth->number, steady_ms_());
    if (refusal != sync::Refusal::none) return refuse(refusal, refusal == sync::Refusal::busy ? busy_retry_ms : 0);
  }
  return Caller{auth->device, *device};
}

// -- [SECTION] hello ----------------------------------------------------------------------------------------------------

Answer Service::hello(const Request& request) {
  auto who = identify(request);
  if (auto* refused = std::get_if<Answer>(&who)) return std::move(*refused);
  const Caller& caller = std::get<Caller>(who);
  const auto message = sync::decode<sync::HelloRequest>(request.body);
  if (!message) return refuse(refusal_of(message.error()));
  auto scopes = changed(caller.device, {});
  if (!scopes) return fault(scopes.error());
  sync::HelloAnswer answer;
  answer.token = sessions_.open(caller.id, steady_ms_(), random_);
  answer.hub_epoch = hub_epoch_;
  answer.hub_time_ms = clock_.now_ms();
  answer.scopes = std::move(scopes).value();
  answer.signature = keys_.hub.sign(sync::hello_signed_part(answer, caller.id, message->nonce));
  Answer out = answer_with(answer);
  out.device = caller.id;
  return out;
}

// -- [SECTION] push -----------------------------------------------------------------------------------------------------

Answer Service::push(const Caller& caller, ByteView body) {
  const auto frames = sync::open_push(body);
  if (!frames) return refuse(refusal_of(frames.error()));
  const auto answer = take_frames(*frames, caller.device.revoked ? Carrier::revoked : Carrier::known);
  return answer ? answer_with(*answer) : fault(answer.error());
}

// A hub that was set back to a backup lacks the certificates made since, and only their devices may hold them. Each frame
// proves itself, down to the root's signature; who brings it does not matter.
Answer Service::introduce(const Request& request) {
  const auto auth = sync::decode_auth(request.auth);
  if (!auth) return refuse(sync::Refusal::malformed);
  const auto brought = sync::open_introduction(request.body);
  if (!brought) return refuse(refusal_of(brought.error()));
  if (!introductions_.take(steady_ms_())) return refuse(sync::Refusal::busy, busy_retry_ms);
  const bool own_key = crypto::author_of(brought->device) == auth->device;
  if (!own_key || !sync::request_signature_fits(*auth, request.method, request.path, request.body, brought->device)) return refuse(sync::Refusal::bad_signature);
  const auto answer = take_frames(brought->frames, Carrier::stranger);
  Answer out = answer ? answer_with(*answer) : fault(answer.error());
  out.device = auth->device;
  return out;
}

Result<sync::PushAnswer> Service::take_frames(ByteView frames, Carrier carrier) {
  for (int tries = 0; tries < store_tries_max; ++tries) {
    sync::PushAnswer answer;
    answer.hub_epoch = hub_epoch_;
    answer.hub_time_ms = clock_.now_ms();
    HUZHU_ASSIGN(Judged judged, PushJudge(store_, authority_, refill_, carrier, answer.hub_time_ms).judge(frames));
    for (const auto& [scope, fork] : judged.forks) HUZHU_TRY(store_.put_fork(scope, fork));
    std::vector<Appended> stored;
    if (!judged.batches.empty()) {
      const AppendContext context{authority_.county().county_root, hub_epoch_, answer.hub_time_ms};
      HUZHU_ASSIGN(stored, store_.append(judged.batches, context));
    }
    bool moved = false;
    for (std::size_t i = 0; i < stored.size(); ++i) {
      moved |= stored[i].moved;
      if (stored[i].moved) continue;
      sync::ReceiptRun run;
      run.scope = judged.batches[i].scope;
      run.first_hub_seq = stored[i].first_hub_seq;
      run.previous = stored[i].previous;
      run.received_at_ms = answer.hub_time_ms;
      run.items = judged.items[i];
      run.signature = sync::sign_receipt(keys_.hub, stored[i].last);
      for (const sync::ReceiptItem& item : run.items) counts_.segments_stored += item.count;
      answer.runs.push_back(std::move(run));
    }
    if (!judged.authority_frames.empty()) HUZHU_TRY(authority_.catch_up(store_));
    if (!judged.authority_frames.empty() || !judged.forks.empty() || refill_.under_way()) HUZHU_TRY(write_cuts(judged.forks));
    for (const AppendBatch& batch : judged.batches) erasing_.stored(batch);
    for (const auto& [scope, fork] : judged.forks) HUZHU_TRY(erasing_.stored(scope, fork));
    if (!stored.empty() && on_stored) on_stored();
    counts_.forks += judged.forks.size();
    for (const sync::FrameVerdict& one : judged.frames) {
      counts_.frames_refused += one.verdict != sync::Verdict::stored && one.verdict != sync::Verdict::duplicate;
    }
    if (moved) continue;  // judged against heads that another hub process moved: look again
    answer.frames = std::move(judged.frames);
    return answer;
  }
  return Error{ErrorCode::hub_busy, "hub.push", "heads moved"};
}

// What was just stored may have ended a device, a person or a role, or shown that one device is two.
Status Service::write_cuts(const std::vector<std::pair<ScopeId, Fork>>& forks) {
  const auto store = [this](const std::vector<store::StoredSegment>& segments) { return store_segments(segments); };
  for (const auto& [scope, fork] : forks) HUZHU_TRY(scribe_->note_fork(fork.author));
  return scribe_->write_cuts(store);
}

// A bundle that somebody brought, handed in by any certified device.
Answer Service::carry(const Caller& caller, ByteView body) {
  auto carried = carry_in(*this, body, caller.device.revoked ? Carrier::revoked : Carrier::known);
  if (!carried) {
    const ErrorCode code = carried.error().code;
    if (code == ErrorCode::internal || code == ErrorCode::storage_full || code == ErrorCode::storage_broken) return fault(carried.error());
    return refuse(code == ErrorCode::wrong_scope ? sync::Refusal::wrong_scope : refusal_of(carried.error()));
  }
  return answer_with(sync::CarryAnswer{carried->from, carried->stored, carried->known, carried->refused, std::move(carried->answer)});
}

// Whatever our own replica holds and the store lacks: new certificates, or all of it after the store was lost.
Status Service::store_own() {
  store::Replica& own = authority_.replica();
  const ScopeId scope = authority_.county().authority;
  std::vector<store::Receipt> receipts;
  for (const store::Head& head : own.heads(scope)) {
    HUZHU_ASSIGN(const std::optional<LogHead> stored, store_.log(scope, head.author, head.epoch));
    for (std::uint64_t next = (stored ? stored->seq : 0) + 1; next <= head.seq;) {
      const auto segments = own.segments(scope, head.author, head.epoch, next, limits::push_body_bytes_max);
      if (segments.empty()) return Error{ErrorCode::internal, "hub.own", "a log has a hole"};
      HUZHU_TRY(store_segments(segments));
      next = segments.back().seq_last + 1;
      for (const store::StoredSegment& one : segments) {
        HUZHU_ASSIGN(const std::optional<Row> row, store_.starting(one.scope, one.author, one.epoch, one.seq_first));
        if (!row) return Error{ErrorCode::internal, "hub.own", "own certificate not stored"};
        receipts.push_back({one.scope, one.author, one.epoch, one.seq_last, row->link.hub_seq, row->link.received_at_ms});
      }
    }
  }
  return receipts.empty() ? Status(Done{}) : own.accept_receipts(receipts);
}

Status Service::store_segments(const std::vector<store::StoredSegment>& segments) {
  std::vector<log::SealedSegment> run;
  for (const store::StoredSegment& one : segments) run.push_back(one.sealed);
  Bytes frames;
  for (const Bytes& frame : log::encode_frames(run)) frames.insert(frames.end(), frame.begin(), frame.end());
  HUZHU_ASSIGN(const sync::PushAnswer answer, take_frames(frames, Carrier::known));
  for (const sync::FrameVerdict& one : answer.frames) {
    if (one.verdict == sync::Verdict::stored || one.verdict == sync::Verdict::duplicate) continue;
    return Error{ErrorCode::internal, "hub.own", "own segment refused: " + std::to_string(static_cast<int>(one.verdict))};
  }
  return Done{};
}

// -- [SECTION] pull, offer ------------------------------------------------------------------------------------------------

bool Service::may_hold(const Caller& caller, ScopeId scope) {
  const auto known = authority_.scope(scope);
  return known && authority_.may_hold(caller.device, *known);
}

Answer Service::pull(const Caller& caller, ByteView body) {
  const auto request = sync::decode<sync::PullRequest>(body);
  if (!request) return refuse(refusal_of(request.error()));
  if (!may_hold(caller, request->scope)) return refuse(sync::Refusal::wrong_scope);
  auto page = read_page(store_, *request, authority_.county().county_root, keys_.hub);
  if (!page) return fault(page.error());
  if (page->refusal != sync::Refusal::none) {
    // It followed receipts that are not here.
    if (auto begun = refill_.begin(); !begun) return fault(begun.error());
    return refuse(page->refusal);
  }
  page->answer.hub_time_ms = clock_.now_ms();
  return answer_with(page->answer);
}

Answer Service::snapshot(const Caller& caller, ByteView body) {
  const auto request = sync::decode<sync::SnapshotRequest>(body);
  if (!request) return refuse(refusal_of(request.error()));
  if (!may_hold(caller, request->scope)) return refuse(sync::Refusal::wrong_scope);
  const auto answer = snapshots_.of(request->scope);
  return answer ? answer_with(*answer) : fault(answer.error());
}

Answer Service::chunks(const Caller& caller, ByteView body) {
  const auto request = sync::decode<sync::ChunkRequest>(body);
  if (!request) return refuse(refusal_of(request.error()));
  if (!may_hold(caller, request->scope)) return refuse(sync::Refusal::wrong_scope);
  const auto answer = snapshots_.chunks(*request);
  return answer ? answer_with(*answer) : fault(answer.error());
}

Result<bool> Service::tend() {
  HUZHU_ASSIGN(const bool more, erasing_.tend(tended_at_once));
  return more ? Result<bool>(true) : snapshots_.tend(tended_at_once);
}

Answer Service::offer(const Caller& caller, ByteView body) {
  const auto request = sync::decode<sync::OfferRequest>(body);
  if (!request) return refuse(refusal_of(request.error()));
  if (!may_hold(caller, request->scope)) return refuse(sync::Refusal::wrong_scope);
  // A revoked device says nothing that others have to wait for.
  if (!caller.device.revoked)
    if (auto noted = refill_.offered(request->scope, request->logs); !noted) return fault(noted.error());
  const auto answer = compare(*request);
  return answer ? answer_with(*answer) : fault(answer.error());
}

Result<sync::OfferAnswer> Service::compare(const sync::OfferRequest& request) {
  sync::OfferAnswer answer;
  for (const sync::LogPosition& theirs : request.logs) {
    HUZHU_ASSIGN(const std::optional<LogHead> ours, store_.log(request.scope, theirs.author, theirs.epoch));
    const sync::LogPosition here{theirs.author, theirs.epoch, ours ? ours->seq : 0, ours ? sync::first8(ours->chain) : 0};
    if (here.seq < theirs.seq) {
      answer.wanted.push_back(here);
      continue;
    }
    HUZHU_ASSIGN(const std::optional<Row> row, store_.ending(request.scope, theirs.author, theirs.epoch, theirs.seq));
    if (!row || sync::first8(row->link.chain) != theirs.hash8) answer.forked.push_back(here);
  }
  return answer;
}

// -- [SECTION] digest, wait -------------------------------------------------------------------------------------------------

Result<sync::ScopeDigest> Service::digest_of(ScopeId scope) {
  HUZHU_ASSIGN(const std::optional<ScopeHead> head, store_.head(scope));
  HUZHU_ASSIGN(const std::vector<LogHead> logs, store_.logs(scope));
  std::vector<store::Head> heads;
  for (const LogHead& log : logs) heads.push_back({scope, log.author, log.epoch, log.seq, log.chain});
  return sync::ScopeDigest{scope, head ? head->hub_seq : 0, store::log_digest(scope, heads)};
}

// Who compares has offered and sent what it has.
Status Service::has_spoken(const Caller& caller, const sync::DigestRequest& request) {
  if (caller.device.revoked) return Done{};
  refill_.spoke(caller.id);
  for (const sync::ScopePosition& one : request.scopes) {
    if (!may_hold(caller, one.scope)) continue;
    HUZHU_ASSIGN(const std::optional<ScopeHead> head, store_.head(one.scope));
    if (one.hub_seq > (head ? head->hub_seq : 0)) HUZHU_TRY(refill_.begin());  // it followed receipts that are not here
  }
  return refill_.under_way() ? write_cuts({}) : Status(Done{});
}

Answer Service::digest(const Caller& caller, ByteView body) {
  const auto request = sync::decode<sync::DigestRequest>(body);
  if (!request) return refuse(refusal_of(request.error()));
  if (auto noted = has_spoken(caller, *request); !noted) return fault(noted.error());
  sync::DigestAnswer answer;
  answer.hub_epoch = hub_epoch_;
  answer.hub_time_ms = clock_.now_ms();
  for (const ScopeId scope : authority_.scopes_of(caller.device)) {
    auto one = digest_of(scope);
    if (!one) return fault(one.error());
    answer.scopes.push_back(*one);
  }
  answer.same = sync::root_digest(answer.scopes) == request->root;
  if (answer.same) {
    answer.scopes.clear();
  } else {
    ++counts_.digests_differing;
  }
  return answer_with(answer);
}

Result<std::vector<sync::ScopePosition>> Service::changed(const CertifiedDevice& device, const std::vector<sync::ScopePosition>& known) {
  std::map<ScopeId, std::uint64_t> theirs;
  for (const sync::ScopePosition& one : known) theirs[one.scope] = one.hub_seq;
  std::vector<sync::ScopePosition> out;
  for (const ScopeId scope : authority_.scopes_of(device)) {
    HUZHU_ASSIGN(const std::optional<ScopeHead> head, store_.head(scope));
    const std::uint64_t ours = head ? head->hub_seq : 0;
    const auto found = theirs.find(scope);
    if (found == theirs.end() || found->second != ours) out.push_back({scope, ours});
  }
  return out;
}

std::variant<Answer, Waiting> Service::open_wait(const Request& request) {
  auto who = identify(request);
  if (auto* refused = std::get_if<Answer>(&who)) return std::move(*refused);
  const Caller& caller = std::get<Caller>(who);
  auto message = sync::decode<sync::WaitRequest>(request.body);
  if (!message) return refuse(refusal_of(message.error()));
  Waiting waiting{caller.id, std::move(message).value()};
  if (auto now = poll(waiting)) return std::move(*now);
  return waiting;
}

std::optional<Answer> Service::poll(const Waiting& waiting) {
  const auto device = authority_.device(waiting.device);
  if (!device) return refuse(sync::Refusal::unknown_device);
  auto news = changed(*device, waiting.request.scopes);
  if (!news) return fault(news.error());
  if (news->empty()) return std::nullopt;
  Answer out = answer_with(sync::WaitAnswer{hub_epoch_, clock_.now_ms(), std::move(news).value()});
  out.device = waiting.device;
  return out;
}

Answer Service::wait_over() { return answer_with(sync::WaitAnswer{hub_epoch_, clock_.now_ms(), {}}); }

}  // namespace huzhu::hub
