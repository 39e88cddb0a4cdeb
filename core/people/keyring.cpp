#include "core/people/keyring.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/log/archive.h"

namespace huzhu::people {
namespace {

// 1: without a begun enrolment; 2: that without the person's key; 3: without help from another tablet and word of being stopped;
// 4: when every PIN was of six digits.
constexpr std::string_view magic_stem = "huzhu/keyring/";
constexpr char newest = '5';
constexpr std::size_t grant_bytes_max = 640 * 1024;  // grant_for's 500 KB of frames, with room
constexpr std::size_t help_bytes_max = 32 * 1024;    // a thousand ends of logs, and the helpers
constexpr std::size_t salt_bytes = 16, key_bytes = 32;
constexpr std::size_t name_bytes_max = limits::name_characters_max * 4;
constexpr std::size_t wrapped_bytes_max = 256;  // nonce 24 + two keys 64 + tag 16, with room
constexpr std::int64_t wait_ms_max = 300 * 1000;

Error broken(ErrorCode code) { return {code, "keyring", ""}; }

// 1 s, 2 s, 4 s … 5 min after the n-th wrong try.
std::int64_t wait_after(std::uint32_t tries) {
  return tries >= 10 ? wait_ms_max : std::min<std::int64_t>(wait_ms_max, (std::int64_t{1} << (tries - 1)) * 1000);
}

// A clock that was set back must not lock anybody out for years: more than the longest wait is no wait.
bool waiting(const KeyringEntry& entry, std::int64_t now_ms) {
  const std::int64_t left_ms = entry.wait_until_ms - now_ms;
  return left_ms > 0 && left_ms <= wait_ms_max;
}

Status may_try(const KeyringEntry& entry, std::int64_t now_ms) {
  if (entry.wrong_tries >= limits::pin_tries_before_lead) return Error{ErrorCode::locked_out, "pin.lead", ""};
  if (waiting(entry, now_ms)) return Error{ErrorCode::locked_out, "pin.wait", ""};
  return Done{};
}

template <class Entries>
auto find_entry(Entries& entries, EntityId profile) {
  return std::find_if(entries.begin(), entries.end(), [&](const KeyringEntry& e) { return e.profile == profile; });
}

std::string read_text(log::CompactReader& in) { return std::string(text(in.blob(name_bytes_max))); }

KeyringEntry read_entry(log::CompactReader& in) {
  KeyringEntry entry;
  in(log::fixed(entry.profile.value));
  entry.short_name = read_text(in);
  entry.role_word = read_text(in);
  entry.salt = bytes_of(in.blob(salt_bytes));
  in(entry.memory_kib, entry.passes);
  entry.wrapped = bytes_of(in.blob(wrapped_bytes_max));
  in(entry.wrong_tries, entry.wait_until_ms);
  return entry;
}

// A tampered cost would let the browser's worker run out of memory or for hours.
bool plausible(const KeyringEntry& entry) {
  return entry.profile && entry.salt.size() == salt_bytes && entry.memory_kib >= 8 && entry.memory_kib <= 1024 * 1024 &&
         entry.passes >= 1 && entry.passes <= 64;
}

PinForm read_form(log::CompactReader& in) {
  std::uint8_t kind = 0;
  PinForm form;
  in(kind, form.length);
  in.canonical(kind <= static_cast<std::uint8_t>(PinKind::pictures), "kind of PIN");
  in.canonical(form.length == limits::pin_length || form.length == limits::pin_length_of_leads, "length of PIN");
  form.kind = static_cast<PinKind>(kind);
  return form;
}

BegunEnrolment read_begun(log::CompactReader& in, bool with_person) {
  BegunEnrolment begun;
  std::uint8_t invited = 0;
  begun.device_seed = bytes_of(in.blob(key_bytes));
  begun.grant = bytes_of(in.blob(grant_bytes_max));
  if (with_person) {
    begun.actor_seed = bytes_of(in.blob(key_bytes));
    in(invited);
  }
  begun.invited = invited != 0;
  const bool none = begun.device_seed.empty() && begun.grant.empty() && begun.actor_seed.empty() && !begun.invited;
  in.canonical(none || begun.device_seed.size() == key_bytes, "begun");
  in.canonical(begun.actor_seed.empty() || begun.actor_seed.size() == key_bytes, "begun person");
  in.canonical(invited <= 1, "invited");
  return begun;
}

}  // namespace

Result<Keyring> Keyring::decode(ByteView bytes) {
  Keyring keyring;
  if (bytes.empty()) return keyring;
  log::CompactReader in(bytes, "keyring");
  const std::string_view magic = text(in.blob(magic_stem.size() + 1));
  const char version = magic.starts_with(magic_stem) && magic.size() == magic_stem.size() + 1 ? magic.back() : '0';
  if (version < '1' || version > newest) in.fail(ErrorCode::unknown_version, "not a keyring of this version");
  keyring.place_name = read_text(in);
  const std::uint64_t count = in.count(0, limits::profiles_per_device_max);
  for (std::uint64_t i = 0; i < count && in.ok(); ++i) {
    KeyringEntry entry = read_entry(in);
    in.canonical(plausible(entry), "entry");
    in.canonical(find_entry(keyring.entries_, entry.profile) == keyring.entries_.end(), "profile twice");
    keyring.entries_.push_back(std::move(entry));
  }
  if (version >= '2') {
    BegunEnrolment begun = read_begun(in, version >= '3');
    if (!begun.device_seed.empty()) keyring.begun = std::move(begun);
  }
  if (version >= '4') {
    keyring.help_keys = bytes_of(in.blob(help_bytes_max));
    keyring.help_asked = bytes_of(in.blob(help_bytes_max));
    std::uint8_t stopped = 0;
    in(stopped);
    in.canonical(stopped <= 1, "stopped");
    keyring.stopped = stopped != 0;
  }
  if (version >= '5') for (KeyringEntry& entry : keyring.entries_) entry.pin = read_form(in);
  in.at_end();
  if (!in.ok()) return in.error();
  return keyring;
}

Bytes Keyring::encode() const {
  log::CompactWriter out;
  out.blob(view(std::string(magic_stem) + newest));
  out.blob(view(place_name));
  out.varint(entries_.size());
  for (const KeyringEntry& entry : entries_) {
    out(log::fixed(entry.profile.value));
    out.blob(view(entry.short_name));
    out.blob(view(entry.role_word));
    out.blob(entry.salt);
    out(entry.memory_kib, entry.passes);
    out.blob(entry.wrapped);
    out(entry.wrong_tries, entry.wait_until_ms);
  }
  out.blob(begun ? ByteView(begun->device_seed) : ByteView{});
  out.blob(begun ? ByteView(begun->grant) : ByteView{});
  out.blob(begun ? ByteView(begun->actor_seed) : ByteView{});
  out(std::uint8_t{begun && begun->invited});
  out.blob(help_keys);
  out.blob(help_asked);
  out(std::uint8_t{stopped});
  for (const KeyringEntry& entry : entries_) out(static_cast<std::uint8_t>(entry.pin.kind), entry.pin.length);
  return out.take();
}

PinForm Keyring::form_of(EntityId profile) const {
  const auto entry = find_entry(entries_, profile);
  return entry == entries_.end() ? PinForm{} : entry->pin;
}

Result<Keyring::Challenge> Keyring::challenge(EntityId profile, std::int64_t now_ms) const {
  const auto entry = find_entry(entries_, profile);
  if (entry == entries_.end()) return Error{ErrorCode::not_found, "keyring.profile", ""};
  HUZHU_TRY(may_try(*entry, now_ms));
  return Challenge{entry->salt, entry->memory_kib, entry->passes};
}

Keyring::Challenge Keyring::new_challenge(Random& random) {
  Challenge challenge{Bytes(salt_bytes), limits::argon_memory_kib, limits::argon_passes};
  random.fill(challenge.salt);
  return challenge;
}

Result<Unlocked> Keyring::unlock(EntityId profile, ByteView derived, std::int64_t now_ms) {
  const auto entry = find_entry(entries_, profile);
  if (entry == entries_.end()) return Error{ErrorCode::not_found, "keyring.profile", ""};
  HUZHU_TRY(may_try(*entry, now_ms));
  auto opened = derived.size() == key_bytes ? crypto::secretbox_open(derived, entry->wrapped)
                                            : Result<Bytes>(Error{ErrorCode::wrong_pin, "pin", ""});
  if (!opened || opened->size() != 2 * key_bytes) {
    entry->wrong_tries += 1;
    entry->wait_until_ms = now_ms + wait_after(entry->wrong_tries);
    return Error{ErrorCode::wrong_pin, "pin", ""};
  }
  entry->wrong_tries = 0;
  entry->wait_until_ms = 0;
  const ByteView plain = *opened;
  Unlocked unlocked{profile, bytes_of(plain.first(key_bytes)), crypto::SigningKey::from_seed(plain.subspan(key_bytes))};
  crypto::wipe(*opened);
  return unlocked;
}

Status Keyring::put(EntityId profile, std::string short_name, std::string role_word, PinForm pin, const Challenge& challenge,
                    ByteView derived, ByteView database_key, const crypto::SigningKey& actor, Random& random) {
  if (!profile || derived.size() != key_bytes || database_key.size() != key_bytes || challenge.salt.size() != salt_bytes)
    return broken(ErrorCode::internal);
  if (short_name.size() > name_bytes_max || role_word.size() > name_bytes_max) return broken(ErrorCode::too_many_characters);
  auto entry = find_entry(entries_, profile);
  if (entry == entries_.end()) {
    if (entries_.size() >= limits::profiles_per_device_max) return broken(ErrorCode::too_long);
    entry = entries_.insert(entries_.end(), KeyringEntry{});
  }
  Bytes plain = bytes_of(database_key);
  Bytes seed = actor.seed();
  plain.insert(plain.end(), seed.begin(), seed.end());
  *entry = KeyringEntry{profile, std::move(short_name), std::move(role_word), pin, challenge.salt, challenge.memory_kib,
                        challenge.passes, crypto::secretbox(derived, plain, random), 0, 0};
  crypto::wipe(seed);
  crypto::wipe(plain);
  return Done{};
}

bool Keyring::call(EntityId profile, std::string_view role_word) {
  const auto entry = find_entry(entries_, profile);
  if (entry == entries_.end() || role_word.empty() || role_word.size() > name_bytes_max || entry->role_word == role_word) return false;
  entry->role_word = std::string(role_word);
  return true;
}

void Keyring::forgive(EntityId profile) {
  const auto entry = find_entry(entries_, profile);
  if (entry == entries_.end()) return;
  entry->wrong_tries = 0;
  entry->wait_until_ms = 0;
}

std::optional<KeyringEntry> Keyring::remove(EntityId profile) {
  const auto entry = find_entry(entries_, profile);
  if (entry == entries_.end()) return {};
  std::optional<KeyringEntry> taken = std::move(*entry);
  entries_.erase(entry);
  return taken;
}

Status Keyring::restore(KeyringEntry entry) {
  if (find_entry(entries_, entry.profile) != entries_.end()) return Done{};
  if (entries_.size() >= limits::profiles_per_device_max) return broken(ErrorCode::too_long);
  entries_.push_back(std::move(entry));
  return Done{};
}

}  // namespace huzhu::people
