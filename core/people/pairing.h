// Pairing: four words that a new device and the one inviting it both show, so that nobody between them has changed a key.
//
// Both reach each other through the hub only. The inviting device first binds itself to a random number (commitment_of), the
// new one answers with its keys and a number of its own, and only then the first number is told. The words follow from both
// numbers, the keys, the name that was typed and the county's root. So a hub that puts its own key in place has to fix
// everything before it can know what the words will be: one guess at 32 bits an invitation, which no computing improves.
// The same words show the new device that it has found this county. adr/0018.
#pragma once

#include "core/people/four_words.h"

namespace huzhu::people {

using PairNumber = std::array<std::uint8_t, 32>;  // all zero: not told yet

struct Pairing {
  Hash county_root{};
  PublicKey device{}, actor{};       // of the new device and of its person
  PairNumber inviter{}, joiner{};
  std::string person_name;           // as typed on the new device; may be empty
};

Hash commitment_of(const PairNumber& inviter);
FourWords pair_words(const Pairing& pairing);

}  // namespace huzhu::people
