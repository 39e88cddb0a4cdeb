// Keyring: what lies outside the encrypted database so that it can be opened: one entry per profile on this tablet.
//
// Holds, before the first person is named, the enrolment as far as it got (BegunEnrolment). Then, per profile: short name, role
// word and form of the PIN for the lock screen, Argon2id salt and cost, the database key and the actor's signing seed wrapped under
// the key derived from the PIN, and the count of wrong tries. The shell seals the whole keyring with a non-extractable device
// secret before it is stored (design/people-and-security.md "At rest").
// A wrong PIN slows down (1 s, 2 s, 4 s … 5 min) and after 10 tries needs a lead; it never erases.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/crypto.h"
#include "core/base/ports.h"
#include "core/base/result.h"
#include "core/people/pin.h"

namespace huzhu::people {

struct KeyringEntry {
  EntityId profile;
  std::string short_name;   // of the helper, never an elder
  std::string role_word;    // as shown under the tile: 志愿者, 站长 …
  PinForm pin;              // what its pad shows: no secret
  Bytes salt;               // 16 bytes
  std::uint32_t memory_kib = 0, passes = 0;
  Bytes wrapped;            // secretbox under the derived key: database key (32) ‖ actor seed (32)
  std::uint32_t wrong_tries = 0;
  std::int64_t wait_until_ms = 0;  // device time
};

struct Unlocked {
  EntityId profile;
  Bytes database_key;        // 32 bytes
  crypto::SigningKey actor;  // the person's key
};

// A first run that has no person yet. Kept, because the hub gives a grant for a code once: a tablet that dies before the
// PIN goes on with these keys and this grant. They open nothing here; nobody has written anything yet.
struct BegunEnrolment {
  Bytes device_seed;     // 32 bytes
  Bytes grant;           // as encoded by people::encode(EnrolmentGrant); empty: no answer yet
  Bytes actor_seed;      // 32 bytes of the first person's key; empty: begun by an older program
  bool invited = false;  // the keys went out with an invitation; with a grant, its words were compared
};

class Keyring {
 public:
  static Result<Keyring> decode(ByteView bytes);  // empty input = empty keyring
  Bytes encode() const;

  const std::vector<KeyringEntry>& entries() const { return entries_; }
  PinForm form_of(EntityId profile) const;   // of a profile that has none here: what it would be asked first
  std::string place_name;   // for the lock screen's title, e.g. 红古村互助站
  std::optional<BegunEnrolment> begun;
  // For a new PIN from another tablet (help.h): what helpers there can open, and the request under way. As encoded there.
  Bytes help_keys, help_asked;
  bool stopped = false;     // this tablet was stopped, as far as it has heard: its lock screen says so

  // What Argon2id needs to open this profile's entry.
  struct Challenge { Bytes salt; std::uint32_t memory_kib, passes; };
  // locked_out while waiting (where = "pin.wait") or after too many tries (where = "pin.lead").
  Result<Challenge> challenge(EntityId profile, std::int64_t now_ms) const;
  static Challenge new_challenge(Random& random);

  // `derived` = Argon2id(PIN) of 32 bytes for the challenge. On success clears the wrong tries; on failure counts one
  // (both change the keyring: the caller saves it).
  Result<Unlocked> unlock(EntityId profile, ByteView derived, std::int64_t now_ms);

  // Adds a profile that shares the database key; or changes the PIN of an existing one.
  Status put(EntityId profile, std::string short_name, std::string role_word, PinForm pin, const Challenge& challenge,
             ByteView derived, ByteView database_key, const crypto::SigningKey& actor, Random& random);
  // What was taken out; put back by `restore` while nobody else needs the place.
  std::optional<KeyringEntry> remove(EntityId profile);
  Status restore(KeyringEntry entry);
  // What stands under the tile; false: it stood there.
  bool call(EntityId profile, std::string_view role_word);

  // A lead, unlocked on this tablet, lets a locked-out person try again; changes no key and no PIN.
  void forgive(EntityId profile);

 private:
  std::vector<KeyringEntry> entries_;
};

}  // namespace huzhu::people
