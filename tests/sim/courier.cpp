#include "tests/sim/courier.h"

#include "sync/bundle/envelope.h"
#include "sync/bundle/gather.h"
#include "sync/bundle/take_in.h"
#include "sync/hub/deflate.h"

namespace huzhu::sim {

namespace {

constexpr std::size_t lying_about_max = 40;

std::size_t segments_in(ByteView frames) {
  std::size_t count = 0;
  while (!frames.empty()) {
    const auto frame = log::read_frame(frames);
    if (!frame) throw Failed("couriers", "a letter holds what is no frame");
    count += frame->segments.size();
  }
  return count;
}

Tablet* owner_of(Courier::Tablets& tablets, AuthorId author) {
  for (const auto& tablet : tablets)
    if (tablet->author() == author) return tablet.get();
  return nullptr;
}

bool covers(const sync::HeldRange& range, const store::StoredSegment& segment) {
  return range.scope == segment.scope && range.author == segment.author && range.epoch == segment.epoch && segment.seq_first >= range.seq_first &&
         segment.seq_last <= range.seq_last;
}

}  // namespace

void Courier::walk(Tablets& tablets, Tablet& from, Dice& dice) {
  pack(tablets, from, dice);
  for (std::int64_t n = dice.between(1, 4); n > 0 && !lying_about_.empty(); --n) {
    // Mostly one of the last.
    const std::size_t back = dice.below(dice.one_in(2) ? 4 : lying_about_.size());
    const File file = lying_about_[lying_about_.size() - 1 - std::min(back, lying_about_.size() - 1)];
    if (dice.one_in(4)) spoil(file, tablets, dice);
    else hand_in(tablets, file, dice);
  }
}

void Courier::pack(Tablets& tablets, Tablet& from, Dice& dice) {
  from.unlock();
  if (!from.ready()) return;
  if (dice.one_in(5)) {
    if (auto bundle = hub_.carry_out(*from.author())) lay_down({*from.author(), std::move(*bundle), {}});
    return;
  }
  store::Replica& replica = from.replica();
  const store::DeviceIdentity& self = *replica.identity();
  const auto recipients = sync::recipients(replica, replica.now_estimated_ms());
  const bool for_hub = recipients.empty() || dice.one_in(2);
  const sync::Recipient* to = for_hub ? nullptr : &recipients[dice.below(recipients.size())];
  if (to && !owner_of(tablets, to->author)) return;  // its disk was lost
  const sync::Gathered gathered = to ? sync::gather_for_device(replica, from.client().book(), *to, from.clock) : sync::gather_for_hub(replica, from.client().book(), from.clock);
  if (segments_in(gathered.letter.frames) != gathered.segments) throw Failed("couriers", "a letter holds another number of segments than it says");
  auto bundle = sync::seal_envelope(self.county_root, to ? to->key : self.hub_key, hub::deflate(sync::encode(gathered.letter)), dice);
  if (!bundle) throw Failed("couriers", fmt::format("t{}: error {} in sealing", from.number, static_cast<int>(bundle.error().code)));
  trace_.say("t{} packs {} segments for {}", from.number, gathered.segments, to ? to_string(to->author) : "the hub");
  lay_down({to ? to->author : AuthorId{}, std::move(*bundle), {}});
}

void Courier::lay_down(File file) {
  if (lying_about_.size() == lying_about_max) lying_about_.erase(lying_about_.begin());
  lying_about_.push_back(std::move(file));
}

void Courier::hand_in(Tablets& tablets, const File& file, Dice& dice) {
  if (!file.to) return at_hub(file);
  Tablet* tablet = owner_of(tablets, file.to);
  if (!tablet) return;
  tablet->unlock();
  // A power cut in the middle of it.
  if (dice.one_in(6) && tablet->ready()) tablet->kill_during_writes(static_cast<int>(dice.below(30)));
  if (tablet->ready()) at_tablet(*tablet, file);
}

// Cut short, damaged, or given to somebody else: refused, and nothing is different.
void Courier::spoil(const File& file, Tablets& tablets, Dice& dice) {
  Bytes bytes = file.bytes;
  const Tablet* stranger = nullptr;
  switch (dice.below(3)) {
    case 0: bytes.resize(dice.below(bytes.size())); break;
    case 1: bytes[dice.below(bytes.size())] ^= static_cast<std::uint8_t>(1u << dice.below(8)); break;
    default:
      stranger = tablets[dice.below(tablets.size())].get();
      if (stranger->author() == file.to) return;
  }
  if (!file.to && !stranger) {
    const auto carried = hub_.carry_in(bytes);
    if (carried && carried->ok()) throw Failed("a damaged bundle is refused", "the hub took one in");
    return;
  }
  Tablet* tablet = stranger ? tablets[static_cast<std::size_t>(stranger->number)].get() : owner_of(tablets, file.to);
  if (!tablet) return;
  tablet->unlock();
  if (!tablet->ready()) return;
  const store::DeviceIdentity& self = *tablet->replica().identity();
  if (sync::open_envelope(bytes, self.county_root, self.key)) throw Failed("a damaged bundle is refused", fmt::format("t{} opened one", tablet->number));
}

void Courier::at_hub(const File& file) {
  auto letter = hub_.read_letter(file.bytes);
  const auto carried = hub_.carry_in(file.bytes);
  if (!carried) return;  // it is down, or died over it
  if (!carried->ok()) throw Failed("couriers", fmt::format("the hub: error {} at {}", static_cast<int>(carried->error().code), carried->error().where));
  const hub::CarriedIn& in = carried->value();
  const auto& records = std::get<sync::Records>(letter);
  if (in.stored + in.known + in.refused != segments_in(records.frames)) throw Failed("a bundle is taken in whole", fmt::format("the hub: {} + {} + {} segments", in.stored, in.known, in.refused));
  trace_.say("hub takes a bundle: {} new, {} known, {} not taken", in.stored, in.known, in.refused);
  ++taken_in_;
  if (!in.answer.empty()) lay_down({in.from, in.answer, in.refused == 0 ? records.holds : std::vector<sync::HeldRange>{}});
}

void Courier::at_tablet(Tablet& tablet, const File& file) {
  if (tablet.client().has_work()) return;  // what a sync brought is being applied
  const store::DeviceIdentity& self = *tablet.replica().identity();
  const auto deflated = sync::open_envelope(file.bytes, self.county_root, self.key);
  const auto plain = deflated ? hub::inflate(*deflated, limits::bundle_plain_bytes_max) : Result<Bytes>(deflated.error());
  auto letter = plain ? sync::decode_letter(*plain) : Result<sync::Letter>(plain.error());
  if (!letter) throw Failed("couriers", fmt::format("t{}: error {} at {}", tablet.number, static_cast<int>(letter.error().code), letter.error().where));
  const auto* records = std::get_if<sync::Records>(&*letter);
  const std::size_t segments = records ? segments_in(records->frames) : 0;
  auto in = std::make_unique<sync::TakeIn>(tablet.replica(), tablet.client().book(), std::move(*letter));
  Status done = Done{};
  while (done && in->more() && !tablet.has_stopped()) done = in->step();
  const sync::TakenIn taken = in->taken();
  tablet.client().note(in->take_incidents());
  in.reset();  // before the machine it works on
  if (!tablet.still_runs()) return;
  if (!done && tablet.room_is_limited()) return tablet.wake();
  if (!done) throw Failed("couriers", fmt::format("t{}: error {} at {}: {}", tablet.number, static_cast<int>(done.error().code), done.error().where, done.error().detail));
  trace_.say("t{} takes a bundle: {} new, {} known, {} of other places, {} receipts", tablet.number, taken.fresh, taken.known, taken.elsewhere, taken.receipted);
  ++taken_in_;
  if (records && taken.fresh + taken.known + taken.elsewhere + taken.refused != segments)
    throw Failed("a bundle is taken in whole", fmt::format("t{}: {} + {} + {} + {} of {} segments", tablet.number, taken.fresh, taken.known, taken.elsewhere, taken.refused, segments));
  for (const store::StoredSegment& one : tablet.replica().unreceipted(1u << 30))
    for (const sync::HeldRange& range : file.receipted)
      if (covers(range, one)) throw Failed("an answer brings its receipts", fmt::format("t{}: {}#{} has none", tablet.number, to_string(one.author), one.seq_first));
  tablet.wake();
}

}  // namespace huzhu::sim
