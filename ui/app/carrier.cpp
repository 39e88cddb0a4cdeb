#include "ui/app/carrier.h"

#include "core/base/limits.h"
#include "core/people/names.h"
#include "sync/bundle/envelope.h"
#include "ui/app/program.h"

namespace huzhu::ui {
namespace {

constexpr double slice_ms = 8;

// 捎给中心-1128-0912.huzhu: no name of a person, and no two of one minute alike for long.
std::string file_name(const Text& what, const Moment& moment) {
  return what.plain() + "-" + sync::file_stamp(moment.now_ms, moment.utc_offset_minutes).substr(4) + ".huzhu";
}

void make_ready(Outgoing& out, Bytes bundle) {
  out.bundle = std::move(bundle);
  out.packed.packing = false;
  out.packed.ready = true;
}

}  // namespace

// -- out ---------------------------------------------------------------------------------------------------

std::vector<sync::Recipient> Carrier::recipients() {
  return sync::recipients(program_.session().replica(), program_.session().now_ms());
}

void Carrier::pack(const std::optional<sync::Recipient>& to) {
  store::Replica& replica = program_.session().replica();
  if (!program_.sync()) return;
  Clock& clock = *program_.setup().clock;
  sync::Gathered gathered = to ? sync::gather_for_device(replica, program_.sync()->book(), *to, clock) : sync::gather_for_hub(replica, program_.sync()->book(), clock);
  out_ = {};
  out_.packed = {.packing = true, .segments = gathered.segments, .whole = to && gathered.complete, .complete = gathered.complete};
  out_.name = file_name(to ? Str::carry_file_name_device : Str::carry_file_name_hub, program_.moment());
  const PublicKey key = to ? to->key : replica.identity()->hub_key;
  program_.deflate(sync::encode(gathered.letter), [this, key, pack = ++packs_](bool ok, Bytes deflated) {
    if (pack != packs_) return;
    auto bundle = ok ? sync::seal_envelope(program_.session().replica().identity()->county_root, key, deflated, program_.session().random())
                     : Result<Bytes>(Error{ErrorCode::internal, "carry.deflate", ""});
    if (bundle) return make_ready(out_, std::move(bundle).value());
    out_.packed.packing = false;
    out_.packed.error = bundle.error().code;
  });
}

void Carrier::save(Outgoing& what) {
  if (!what.packed.ready) return;
  program_.effect(effect::SaveFile{what.name, what.bundle});
  what.packed.saved_as = what.name;
}

void Carrier::show(Outgoing& what) {
  const bool shown = what.codes.shown();
  what.codes.end();
  if (!shown && what.packed.ready) what.codes.begin(what.bundle, program_.now_ms());
}

// -- in ----------------------------------------------------------------------------------------------------

const CarryInView& Carrier::in() {
  in_.answer = answer_.packed;
  in_.codes = answer_.codes.view();
  in_.reading = reading_.view();
  return in_;
}

void Carrier::begin(bool scanning) {
  if (taking_) return;
  in_ = {};
  answer_ = {};
  ++opens_;
  if (scanning) scan();
}

void Carrier::take(Bytes file) {
  in_ = {};
  answer_ = {};
  taking_.reset();
  ++opens_;
  open(file);
  program_.kit().invalidate();
}

void Carrier::open(ByteView file) {
  const store::DeviceIdentity* self = program_.session().replica().identity();
  if (!self) return fail(ErrorCode::unknown_device);
  const auto envelope = sync::read_envelope(file);
  if (!envelope) return fail(envelope.error().code);
  const bool for_hub = envelope->recipient == crypto::author_of(self->hub_key) && envelope->county == sync::first8(self->county_root);
  if (for_hub && program_.sync()) {
    in_.state = CarryInView::State::asking;
    in_.for_hub = true;
    program_.sync()->relay(bytes_of(file));
    return take_relayed();
  }
  auto deflated = sync::open_envelope(file, self->county_root, self->key);
  if (!deflated) return fail(deflated.error().code);
  in_.state = CarryInView::State::opening;
  program_.inflate(std::move(deflated).value(), limits::bundle_plain_bytes_max, [this, open = opens_](bool ok, Bytes plain) {
    if (open == opens_) opened(ok, std::move(plain));
  });
}

void Carrier::opened(bool ok, Bytes plain) {
  if (!ok) return fail(ErrorCode::bad_checksum);
  auto letter = sync::decode_letter(plain);
  if (!letter) return fail(letter.error().code);
  in_.state = CarryInView::State::taking;
  taking_.emplace(program_.session().replica(), program_.sync()->book(), std::move(letter).value());
  in_.from = verbatim(people::device_name(program_.session().db(), taking_->taken().from));
}

void Carrier::fail(ErrorCode code) {
  in_.state = CarryInView::State::failed;
  in_.error = code;
}

void Carrier::take_relayed() {
  auto relayed = program_.sync()->take_relayed();
  if (!relayed) return;
  if (!relayed->ok()) {
    const ErrorCode code = relayed->error().code;
    in_.for_hub = code == ErrorCode::offline || code == ErrorCode::captive_portal;
    return fail(code);
  }
  in_.hub = std::move(*relayed).value();
  in_.state = CarryInView::State::handed_on;
  in_.from = verbatim(people::device_name(program_.session().db(), in_.hub.from));
  answer_.name = file_name(Str::carry_file_name_answer, program_.moment());
  if (!in_.hub.answer.empty()) make_ready(answer_, in_.hub.answer);
  program_.kit().invalidate();
}

void Carrier::finish() {
  in_.taken = taking_->taken();
  in_.state = CarryInView::State::done;
  taking_.reset();
  in_.scanning = false;
  if (program_.sync()) program_.sync()->wake();
}

bool Carrier::step() {
  if (in_.state == CarryInView::State::asking && program_.sync()) take_relayed();
  if (!taking_) return false;
  const auto now = program_.setup().monotonic_ms;
  const double until = now ? now() + slice_ms : 0;
  do {
    const Status done = taking_->step();
    if (program_.sync()) program_.sync()->note(taking_->take_incidents());
    if (!done) {
      taking_.reset();
      program_.changed();
      fail(done.error().code);
      return false;
    }
  } while (taking_->more() && now && now() < until);
  if (taking_->take_changed()) program_.changed();
  if (!taking_->more()) finish();
  program_.kit().invalidate();
  return taking_.has_value();
}

// -- codes that are read -------------------------------------------------------------------------------------

void Carrier::scan() {
  in_.scanning = true;
  reading_.begin();
}

void Carrier::camera(event::Camera state) {
  reading_.camera(state);
  program_.kit().invalidate();
}

void Carrier::code_read(const std::string& text) {
  if (!in_.scanning) return;
  auto bundle = reading_.take(text);
  program_.kit().invalidate();
  if (!bundle) return;
  in_.scanning = false;
  if (bundle->ok()) take(std::move(*bundle).value());
  else fail(bundle->error().code);
}

}  // namespace huzhu::ui
