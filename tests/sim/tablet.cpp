#include "tests/sim/tablet.h"

#include "core/people/enrol.h"
#include "core/registry/roster_table.h"
#include "sync/client/enrolment.h"

namespace huzhu::sim {

namespace {

constexpr std::string_view data_file = "data.db";
constexpr std::int64_t lock_after_ms = 5 * 60 * 1000;
constexpr std::string_view names[] = {"陈桂香", "王建国", "李秀英", "张德福", "马玉莲", "周育才", "达正海", "刘玉兰"};

}  // namespace

Tablet::Tablet(Agenda& agenda, Trace& trace, HubMachine& hub, Network& network, Dice dice, int index, std::int64_t where)
    : number(index), area(where), clock(agenda), agenda_(agenda), trace_(trace), hub_(hub), network_(network), dice_(dice),
      disk_("t" + std::to_string(index)), disk_key_(32) {
  dice_.fill(disk_key_);
}

people::Session Tablet::session(std::size_t person) {
  const Person& who = people_.at(person);
  return {*replica_, people::Unlocked{who.profile, disk_key_, who.actor}, clock, dice_};
}

// -- [SECTION] being used -----------------------------------------------------------------------------------------------

void Tablet::unlock() {
  touch();
  if (replica_) return;
  auto opened = store::Replica::open({disk_.path(data_file), disk_key_, &clock, &dice_, {registry::roster_table()}});
  if (!opened) {
    if (disk_.stopped()) return kill(Unflushed::torn);
    const Error& error = opened.error();
    trace_.say("t{} does not open: error {} at {}: {}", number, static_cast<int>(error.code), error.where, error.detail);
    if (room_is_limited_ && error.code == ErrorCode::storage_full) return;
    if (!flipped_) throw Failed("a tablet opens", fmt::format("t{}: error {} at {}: {}", number, static_cast<int>(error.code), error.where, error.detail));
    return lose_disk();  // the store is damaged: people throw it away and enrol anew
  }
  replica_ = std::move(opened).value();
  if (!still_runs()) return;
  if (flipped_) {
    const bool good = whole();
    if (!still_runs()) return;
    if (!good) return lose_disk();
    if (!replica_) return unlock();
  }
  if (replica_->identity() == nullptr) return enrol();
  begin_sync();
}

// Whether harm shows when everything is read, and is not made good.
bool Tablet::whole() {
  for (;;) {
    const auto found = replica_->look_for_harm();
    if (!found) return room_is_limited_ && found.error().code == ErrorCode::storage_full;  // another time
    if (*found == store::Soundness::more) continue;
    flipped_ = false;
    if (*found == store::Soundness::whole) return true;
    trace_.say("t{} makes its tables anew", number);
    lock();
    return true;
  }
}

void Tablet::touch() {
  touched_ms_ = agenda_.now_ms();
  agenda_.after(lock_after_ms, [this] {
    if (!stays_open_ && agenda_.now_ms() - touched_ms_ >= lock_after_ms) lock();
  });
}

void Tablet::lock() {
  if (!replica_) return;
  if (client_) client_->stop();
  close();
  if (disk_.stopped()) kill(Unflushed::torn);
}

void Tablet::close() {
  ++run_;
  client_.reset();
  replica_.reset();
}

void Tablet::wake() {
  if (!client_) return;
  client_->wake();
  pump();
}

bool Tablet::still_runs() {
  if (!disk_.stopped()) {
    note_held();
    return true;
  }
  kill(dice_.one_in(3) ? Unflushed::kept : dice_.one_in(2) ? Unflushed::lost : Unflushed::torn);
  return false;
}

void Tablet::note_held() {
  if (!replica_) return;
  held_.clear();
  for (const ScopeId scope : replica_->scopes_held())
    for (const store::Head& head : replica_->heads(scope))
      if (!head.is_stated) held_.push_back(head);  // what is only stated cannot be handed on
}

// -- [SECTION] enrolling --------------------------------------------------------------------------------------------------

void Tablet::enrol() {
  if (!enrolling_) enrolling_ = crypto::SigningKey::generate(dice_);
  const auto code = hub_.new_code(area);
  const auto request = code ? sync::enrol_request(1, *code, *enrolling_, people::DeviceKind::tablet, "") : Result<sync::HttpRequest>(Error{ErrorCode::offline, "", ""});
  if (!request) return lock();
  const std::uint64_t run = run_;
  network_.send(line, *request, [this, run](Reply reply) {
    if (run == run_) take_grant(reply);
  });
}

void Tablet::take_grant(const Reply& reply) {
  const auto grant = sync::enrol_answer(reply.status, reply.body, reply.is_huzhu);
  if (!grant) return lock();  // they try again another time
  const Status accepted = people::accept_grant(*replica_, *grant, *enrolling_, dice_);
  if (!still_runs()) return;
  if (!accepted && room_is_limited_) return lock();
  if (!accepted) throw Failed("enrolment", fmt::format("t{}: error {}", number, static_cast<int>(accepted.error().code)));
  trace_.say("t{} enrolled as {}", number, to_string(enrolling_->author()));
  enrolling_.reset();
  begin_sync();
}

bool Tablet::name_first_person() {
  if (people_.empty()) {
    const std::string_view name = names[dice_.below(std::size(names))];
    people_.push_back({std::string(name), crypto::SigningKey::generate(dice_), {}});
  }
  Person& first = people_.front();
  if (first.profile) return true;
  // Perhaps it was written before the machine died over it.
  store::Statement& known = replica_->db().cached("SELECT id FROM profile WHERE public_key=?1");
  if (const auto there = known.bind(1, ByteView(first.actor.public_key())).step(); there && *there) {
    first.profile.value = static_cast<std::uint64_t>(known.integer(0));
    known.reset();
    return true;
  }
  const auto added = people::first_profile(*replica_, {first.name, "", first.actor.public_key(), {}}, clock, dice_);
  if (!still_runs()) return false;
  if (!added && added.error().code == ErrorCode::unknown_device) return true;  // the certificate comes with the next pull
  if (!added && room_is_limited_) return true;
  if (!added) throw Failed("enrolment", fmt::format("t{}: no first person: error {} {}", number, static_cast<int>(added.error().code), added.error().where));
  first.profile = added->profile;
  if (on_acknowledged) on_acknowledged(*this);
  return true;
}

// -- [SECTION] syncing ----------------------------------------------------------------------------------------------------

void Tablet::begin_sync() {
  author_ = replica_->identity()->key.author();
  if (!name_first_person()) return;
  client_ = std::make_unique<sync::Client>(*replica_, sync::Client::Options{&clock, &dice_, true, 1, 8});
  pump();
}

void Tablet::pump() {
  while (client_) {
    const auto request = client_->next(agenda_.now_ms());
    if (!still_runs()) return;
    if (!request) break;
    const std::uint64_t run = run_;
    network_.send(line, *request, [this, run, id = request->id](const Reply& reply) {
      if (run != run_) return;
      client_->on_response(id, reply.status, reply.body, reply.is_huzhu, agenda_.now_ms());
      if (still_runs()) work();
    });
  }
  if (!client_) return;
  if (const auto due = client_->wake_at_ms()) {
    agenda_.at(*due, [this, run = run_] {
      if (run == run_) pump();
    });
  }
}

// One frame at a time, so that a kill can fall between any two.
void Tablet::work() {
  const bool more = client_->work(0, nullptr, nullptr);
  if (!still_runs()) return;
  if (!more) {
    if (!people_.empty() && !people_.front().profile && !name_first_person()) return;
    return pump();
  }
  agenda_.after(2, [this, run = run_] {
    if (run == run_) work();
  });
}

// -- [SECTION] what befalls it --------------------------------------------------------------------------------------------

void Tablet::kill(Unflushed what) {
  disk_.stop();
  close();
  disk_.power_off(what, dice_);
  trace_.say("t{} killed", number);
}

void Tablet::lose_disk() {
  kill(Unflushed::lost);
  disk_.erase();
  people_.clear();
  held_.clear();
  enrolling_.reset();
  const auto was = std::exchange(author_, std::nullopt);
  flipped_ = false;
  trace_.say("t{} lost its disk", number);
  if (on_disk_lost) on_disk_lost(was);
}

void Tablet::flip_a_bit() {
  lock();
  // Everything flushed and taken over into the database: what is damaged is found, not silently rolled back.
  if (disk_.flip_a_bit(data_file, dice_)) flipped_ = true;
  trace_.say("t{} has a bit flipped", number);
}

void Tablet::limit_room(std::optional<std::size_t> more_bytes) {
  disk_.limit_room(more_bytes);
  room_is_limited_ = more_bytes.has_value();
  trace_.say("t{} has {}", number, more_bytes ? fmt::format("{} bytes left", *more_bytes) : "room again");
}

void Tablet::heal() {
  line = {};
  limit_room(std::nullopt);
  disk_.stay();
}

}  // namespace huzhu::sim
