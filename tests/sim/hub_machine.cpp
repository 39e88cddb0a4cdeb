#include "tests/sim/hub_machine.h"

#include "core/people/enrol.h"
#include "sync/bundle/envelope.h"
#include "sync/hub/clerk.h"
#include "sync/hub/deflate.h"
#include "sync/snapshot_protocol.h"

namespace huzhu::sim {

namespace {

constexpr std::uint64_t tend_each = 40;  // requests
constexpr std::string_view store_file = "hub.db", authority_file = "authority.db", backup_file = "night.db";

template <class T>
T good(Result<T> result, const char* what) {
  if (!result.ok()) throw Failed("hub", fmt::format("{}: error {} at {}: {}", what, static_cast<int>(result.error().code), result.error().where, result.error().detail));
  return std::move(result).value();
}

std::string_view auth_of(const sync::HttpRequest& request) {
  for (const auto& [name, value] : request.headers)
    if (name == sync::header_auth) return value;
  return {};
}

}  // namespace

HubMachine::HubMachine(Agenda& agenda, Trace& trace, Dice dice)
    : agenda_(agenda), trace_(trace), dice_(dice), clock_(agenda), disk_("hub"), keys_(hub::make_keys(dice_)) {
  found();
  start();
}

void HubMachine::found() {
  auto root = good(store::Replica::open({disk_.path(authority_file), {}, &clock_, &dice_}), "authority replica");
  const std::vector<people::AreaName> areas = {{county_area, "红古区"}, {township_area, "红古镇"}, {village_area, "红古村"}, {other_village_area, "米家台村"}};
  const auto founding = good(people::found_county(*root, *keys_.root, keys_.hub.public_key(), areas, clock_, dice_), "found the county");
  county_ = {keys_.root->public_key(), keys_.hub.public_key(), founding.county_root, founding.authority};
}

void HubMachine::open() {
  store_ = good(hub::open_sqlite_store(disk_.path(store_file)), "open the store");
  auto replica = good(store::Replica::open({disk_.path(authority_file), {}, &clock_, &dice_}), "open the authority replica");
  if (replica->identity() == nullptr) {
    // As Hub does when authority.db was lost: a new epoch, because what the root wrote last may be nowhere.
    store::DeviceIdentity identity{*keys_.root, static_cast<std::uint32_t>(dice_.next()), county_.county_root, county_.root_key, county_.hub_key};
    good(replica->set_identity(identity), "identity");
  }
  authority_ = std::make_unique<hub::AuthorityView>(std::move(replica), county_);
}

void HubMachine::start() {
  if (up()) return;
  open();
  check_promises();
  hub::Service::Options options{store_.get(), authority_.get(), &keys_, &clock_, &dice_, [this] { return agenda_.now_ms(); }};
  options.snapshot_worth_segments = 12;
  service_ = std::make_unique<hub::Service>(std::move(options));
  good(service_->start(), "start");
  service_->on_stored = [this] { news_ = true; };
  remember_promises();
  trace_.say("hub starts, epoch {:016x}", service_->hub_epoch());
}

void HubMachine::close() {
  for (const Held& one : std::exchange(held_, {})) one.answered(std::nullopt);
  service_.reset();
  authority_.reset();
  store_.reset();
}

void HubMachine::kill(Unflushed what) {
  if (!up()) return;
  disk_.stop();
  close();
  disk_.power_off(what, dice_);
  trace_.say("hub killed ({})", what == Unflushed::kept ? "the system lives on" : what == Unflushed::lost ? "power lost" : "power lost, writes torn");
}

bool HubMachine::died() {
  if (!disk_.stopped()) return false;
  kill(dice_.one_in(2) ? Unflushed::torn : Unflushed::lost);
  agenda_.after(30'000, [this] { start(); });
  return true;
}

void HubMachine::lose_store(bool authority_too) {
  kill(Unflushed::kept);
  disk_.erase(store_file);
  if (authority_too) disk_.erase(authority_file);
  promised_.clear();
  trace_.say("hub lost {}", authority_too ? "both its databases" : "its store");
}

void HubMachine::back_up() {
  if (!up()) return;
  disk_.erase(backup_file);
  const Status done = store_->backup(disk_.path(backup_file));
  backed_up_ = done.ok();
  if (died()) return;
  good(done, "backup");
  trace_.say("hub backed up");
}

bool HubMachine::roll_back() {
  if (!backed_up_) return false;
  kill(Unflushed::kept);
  disk_.copy(backup_file, store_file);
  disk_.erase(authority_file);
  promised_.clear();
  trace_.say("hub rolled back to its backup");
  return true;
}

// A receipt is a promise: what one covers must be there after any kill.
void HubMachine::remember_promises() {
  for (const hub::ScopeHead& head : good(store_->scopes(), "scopes")) {
    if (std::exchange(promised_[head.scope], head.hub_seq) == head.hub_seq) continue;
    for (const store::Head& log : heads(head.scope)) received_[name_of(log)] = std::max(received_[name_of(log)], log.seq);
  }
}

void HubMachine::check_promises() {
  for (const auto& [scope, promised] : promised_) {
    const auto head = good(store_->head(scope), "head");
    const std::uint64_t there = head ? head->hub_seq : 0;
    if (there < promised) throw Failed("hub keeps receipts", fmt::format("scope {} had {} receipts before the kill, now {}", to_string(scope), promised, there));
  }
}

void HubMachine::handle(const sync::HttpRequest& request, Answered answered) {
  if (!up()) return answered(std::nullopt);
  const hub::Request asked{request.method, request.path, auth_of(request), request.body};
  if (request.path == sync::path::wait) {
    auto opened = service_->open_wait(asked);
    if (auto* waiting = std::get_if<hub::Waiting>(&opened)) {
      const std::uint64_t number = ++held_count_;
      agenda_.after(waiting->request.timeout_ms, [this, number] {
        for (auto one = held_.begin(); one != held_.end(); ++one) {
          if (one->number != number) continue;
          const Answered ended = std::move(one->answered);
          held_.erase(one);
          return answer(ended, service_->wait_over());
        }
      });
      held_.push_back({std::move(*waiting), std::move(answered), number});
      return;
    }
    return answer(answered, std::get<hub::Answer>(std::move(opened)));
  }
  if (request.path == sync::path::chunks) trace_.say("a tablet takes a snapshot");
  answer(answered, service_->handle(asked));
  if (up() && std::exchange(news_, false)) look_at_held();
  if (up() && ++handled_ % tend_each == 0) tend();
}

// In the idle moments of a real one.
void HubMachine::tend() {
  for (int pieces = 0; pieces < 4 && up(); ++pieces) {
    const auto more = service_->tend();
    if (died()) return;
    if (!good(more, "tend")) return;
  }
}

void HubMachine::answer(const Answered& answered, hub::Answer what) {
  if (died()) return answered(std::nullopt);  // this answer never left
  if (what.refusal == sync::Refusal::none) remember_promises();
  answered(std::move(what));
}

void HubMachine::look_at_held() {
  for (auto one = held_.begin(); one != held_.end();) {
    auto news = service_->poll(one->waiting);
    if (!news) {
      ++one;
      continue;
    }
    const Answered ended = std::move(one->answered);
    one = held_.erase(one);
    ended(std::move(*news));
  }
}

std::optional<std::string> HubMachine::new_code(std::int64_t area) {
  if (!up()) return std::nullopt;
  auto code = hub::new_code(*service_, area);
  if (died()) return std::nullopt;
  // Until a device has brought the authority scope back, it knows no place.
  if (!code && code.error().code == ErrorCode::unknown_area) return std::nullopt;
  return good(std::move(code), "code");
}

// -- [SECTION] by hand ----------------------------------------------------------------------------------------------------

bool HubMachine::done_by_hand() {
  if (died()) return false;
  remember_promises();
  if (std::exchange(news_, false)) look_at_held();
  return true;
}

std::optional<Result<hub::CarriedIn>> HubMachine::carry_in(ByteView bundle) {
  if (!up()) return std::nullopt;
  auto carried = hub::carry_in(*service_, bundle);
  if (!done_by_hand()) return std::nullopt;
  return carried;
}

std::optional<Bytes> HubMachine::carry_out(AuthorId to) {
  if (!up()) return std::nullopt;
  auto bundle = hub::carry_out(*service_, to);
  if (!done_by_hand()) return std::nullopt;
  if (!bundle && bundle.error().code == ErrorCode::unknown_device) return std::nullopt;  // it has forgotten the device
  return good(std::move(bundle), "carry out");
}

sync::Letter HubMachine::read_letter(ByteView bundle) {
  const Bytes deflated = good(sync::open_envelope(bundle, county_.county_root, keys_.hub), "open a bundle");
  return good(sync::decode_letter(good(hub::inflate(deflated, limits::bundle_plain_bytes_max), "inflate a bundle")), "read a letter");
}

std::vector<store::Head> HubMachine::heads(ScopeId scope) {
  std::vector<store::Head> heads;
  if (!store_) return heads;
  for (const hub::LogHead& log : good(store_->logs(scope), "logs")) heads.push_back({scope, log.author, log.epoch, log.seq, log.chain});
  return heads;
}

std::vector<store::Head> HubMachine::all_heads() {
  std::vector<store::Head> all;
  if (!store_) return all;
  for (const hub::ScopeHead& scope : good(store_->scopes(), "scopes"))
    for (const store::Head& head : heads(scope.scope)) all.push_back(head);
  return all;
}

void HubMachine::heal() {
  disk_.stay();
  start();
}

}  // namespace huzhu::sim
