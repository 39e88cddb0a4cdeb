#include "sync/hub/invitations.h"

#include "core/base/limits.h"
#include "sync/wire.h"

namespace huzhu::hub {

namespace {

constexpr std::string_view prefix = "invite/";
constexpr std::size_t open_max = 1000, open_per_device_max = 8;
constexpr people::PairNumber untold{};

Error over() { return {ErrorCode::bad_code, "hub.invite", "no such invitation"}; }

}  // namespace

struct Invitations::Entry {
  AuthorId inviter;
  std::int64_t expires_at_ms = 0;
  Hash commitment{};
  people::PairNumber number{};  // the inviter's
  bool redeemed = false;
  sync::Joiner joiner;
};

Bytes Invitations::encode(const Entry& entry) {
  sync::Writer out;
  out.u64(entry.inviter.value);
  out.u64(static_cast<std::uint64_t>(entry.expires_at_ms));
  out.raw(entry.commitment);
  out.raw(entry.number);
  sync::InviteAnswer told;
  if (entry.redeemed) told.joiner = entry.joiner;
  out.raw(sync::encode(told));
  return out.take();
}

Result<Invitations::Entry> Invitations::decode(ByteView bytes) {
  sync::Reader in(bytes);
  Entry entry;
  entry.inviter.value = in.u64();
  entry.expires_at_ms = static_cast<std::int64_t>(in.u64());
  entry.commitment = in.fixed<32>();
  entry.number = in.fixed<32>();
  const ByteView rest = in.rest();
  HUZHU_ASSIGN(sync::InviteAnswer told, sync::decode<sync::InviteAnswer>(rest));
  entry.redeemed = told.joiner.has_value();
  if (told.joiner) entry.joiner = std::move(*told.joiner);
  return entry;
}

std::string Invitations::name_of(std::string_view code) const { return std::string(prefix) + codes_.hash_of("huzhu/invite/1", code); }

// Out and back in: two hubs on one store cannot both find it unredeemed.
Result<std::optional<Invitations::Entry>> Invitations::take(std::string_view code) {
  HUZHU_ASSIGN(const std::optional<Bytes> stored, store_.take_fact(name_of(code)));
  if (!stored) return std::optional<Entry>();
  HUZHU_ASSIGN(Entry entry, decode(*stored));
  if (clock_.now_ms() >= entry.expires_at_ms) return std::optional<Entry>();
  return std::optional(std::move(entry));
}

Status Invitations::put(std::string_view code, const Entry& entry) { return store_.put_fact(name_of(code), encode(entry)); }

Result<Invitations::Entry> Invitations::take_own(AuthorId inviter, std::string_view code) {
  HUZHU_ASSIGN(std::optional<Entry> entry, take(code));
  if (!entry) return over();
  if (entry->inviter == inviter) return std::move(*entry);
  HUZHU_TRY(put(code, *entry));
  return over();
}

Status Invitations::make_room(AuthorId inviter) {
  HUZHU_ASSIGN(const auto all, store_.facts(prefix));
  std::size_t open = 0, own = 0;
  for (const auto& [name, value] : all) {
    const auto entry = decode(value);
    if (!entry || clock_.now_ms() >= entry->expires_at_ms) {
      HUZHU_TRY(store_.take_fact(name));
      continue;
    }
    ++open;
    own += entry->inviter == inviter;
  }
  if (open >= open_max || own >= open_per_device_max) return Error{ErrorCode::hub_busy, "hub.invite", "too many invitations are open"};
  return Done{};
}

Result<std::string> Invitations::open(AuthorId inviter, const Hash& commitment) {
  HUZHU_TRY(make_room(inviter));
  std::string code = codes_.draw();
  Entry entry;
  entry.inviter = inviter;
  entry.expires_at_ms = clock_.now_ms() + limits::enrol_code_ms;
  entry.commitment = commitment;
  HUZHU_TRY(put(code, entry));
  return code;
}

Result<std::optional<sync::Joiner>> Invitations::look(AuthorId inviter, std::string_view code) {
  HUZHU_ASSIGN(Entry entry, take_own(inviter, code));
  HUZHU_TRY(put(code, entry));
  std::optional<sync::Joiner> joiner;
  if (entry.redeemed && entry.joiner.number != untold) joiner = std::move(entry.joiner);
  return joiner;
}

Status Invitations::tell(AuthorId inviter, std::string_view code, const people::PairNumber& number) {
  HUZHU_ASSIGN(Entry entry, take_own(inviter, code));
  // Told before the other side has told its own, the number would bind nobody.
  const bool in_order = entry.joiner.number != untold && people::commitment_of(number) == entry.commitment;
  if (in_order) entry.number = number;
  HUZHU_TRY(put(code, entry));
  return in_order ? Status(Done{}) : Status(over());
}

Status Invitations::drop(AuthorId inviter, std::string_view code) {
  HUZHU_TRY(take_own(inviter, code));
  return Done{};
}

Result<std::optional<Hash>> Invitations::redeem(const sync::RedeemRequest& request) {
  HUZHU_TRY(codes_.may_try());
  HUZHU_ASSIGN(std::optional<Entry> entry, take(request.code));
  if (!entry) return std::optional<Hash>();
  const sync::Joiner& known = entry->joiner;
  const bool others = entry->redeemed && (known.device != request.device || known.actor != request.actor || known.person_name != request.person_name);
  if (!others && !entry->redeemed) {
    entry->redeemed = true;
    entry->joiner = {request.device, request.actor, request.device_kind, request.device_name, request.person_name, untold};
    entry->expires_at_ms = clock_.now_ms() + limits::enrol_code_ms;
  }
  HUZHU_TRY(put(request.code, *entry));
  if (!others) return std::optional(entry->commitment);
  codes_.count_wrong_try();
  return over();
}

Result<std::optional<people::PairNumber>> Invitations::join(const sync::JoinRequest& request) {
  HUZHU_TRY(codes_.may_try());
  HUZHU_ASSIGN(std::optional<Entry> entry, take(request.code));
  const bool theirs = entry && entry->redeemed && entry->joiner.device == request.device && request.number != untold &&
                      (entry->joiner.number == untold || entry->joiner.number == request.number);
  if (theirs) entry->joiner.number = request.number;
  if (entry) HUZHU_TRY(put(request.code, *entry));
  if (!theirs) {
    codes_.count_wrong_try();
    return over();
  }
  return entry->number == untold ? std::optional<people::PairNumber>() : std::optional(entry->number);
}

}  // namespace huzhu::hub
