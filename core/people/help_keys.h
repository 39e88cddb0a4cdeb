// HelpKeys: what a locked tablet keeps so that somebody on another tablet can help its people to a new PIN, with no network.
//
// Nobody opens the database of a locked tablet without a PIN. So while it is open it seals the database key to the person's
// key of each lead (and above) whose devices are elsewhere. Beside that it keeps a key that speaks for the device in this one
// matter, with the device's own signature under it: the request of a locked tablet (help.h) can be told from anybody else's.
// Lies in the keyring, which the shell seals with the device secret; opens nothing by itself. docs/adr/0025.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/people/session.h"

namespace huzhu::people {

inline constexpr std::size_t helpers_max = 8;      // the nearest first; a request shows them all, in codes

struct Helper {
  EntityId profile;
  model::RoleKind role = model::RoleKind::station_lead;
  std::string name;      // 陈桂香: on the lock screen, as the short names are
  Bytes sealed;          // the database key, to this person's key
};

// Who is at home on this tablet, and what they are: not everybody can help everybody.
struct Helped {
  EntityId profile;
  model::RoleKind role = model::RoleKind::volunteer;
  friend bool operator==(const Helped&, const Helped&) = default;
};

// How far one log of the authority scope is held. Logs are told apart by 32 bits: a mistake sends too little, and is found.
struct LogEnd {
  std::uint32_t log = 0;
  std::uint64_t seq = 0;
  friend bool operator==(const LogEnd&, const LogEnd&) = default;
};
std::uint32_t log_mark(AuthorId author, std::uint32_t epoch);

struct HelpKeys {
  std::uint64_t county = 0;      // first 8 bytes of the county root
  AuthorId device;
  Bytes speaker_seed;            // 32 bytes: of the key that speaks for the device
  Signature device_word{};       // the device's, over that key
  std::vector<Helper> helpers;
  std::vector<Helped> people;
  std::vector<LogEnd> ends;      // of the authority scope
};
Bytes encode(const HelpKeys& keys);
Result<HelpKeys> decode_help_keys(ByteView bytes);

// Those who may give this person a new PIN.
std::vector<Helper> helpers_of(const HelpKeys& keys, EntityId profile);

// What the device signs: that this key speaks for it.
Hash speaker_statement(const Hash& county_root, AuthorId device, const PublicKey& speaker);
std::uint64_t county_mark(const Hash& county_root);

// What is to be kept now; none when `kept` says it already. Anew with every change of the helpers: who is none any more is left out.
Result<std::optional<HelpKeys>> renew_help_keys(Session& session, const HelpKeys* kept);

}  // namespace huzhu::people
