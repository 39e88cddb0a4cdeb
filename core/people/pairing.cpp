#include "core/people/pairing.h"

#include "core/base/crypto.h"

namespace huzhu::people {

Hash commitment_of(const PairNumber& inviter) { return crypto::blake2b({view("huzhu/pair-number/1"), inviter}); }

FourWords pair_words(const Pairing& p) {
  return four_words(crypto::blake2b({view("huzhu/pair/1"), p.county_root, p.device, p.actor, p.inviter, p.joiner, view(p.person_name)}));
}

}  // namespace huzhu::people
