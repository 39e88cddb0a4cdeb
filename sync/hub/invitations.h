// Invitations: what a person's device and a new one say to each other through the hub before the new one is certified.
//
// The hub draws the code and keeps what each side told, under a keyed hash of it: fifteen minutes until somebody redeems it,
// fifteen more until that device is taken in; one device; wrong tries are counted together with those of root codes. It
// decides nothing: a hub that swaps a key or a number here is found by the two people who compare words
// (core/people/pairing.h), and the certificate is signed by the inviting person.
#pragma once

#include <optional>

#include "sync/hub/enrolment_codes.h"
#include "sync/invite_protocol.h"

namespace huzhu::hub {

class Invitations {
 public:
  Invitations(SegmentStore& store, EnrolmentCodes& codes, Clock& clock) : store_(store), codes_(codes), clock_(clock) {}

  // -- the inviting device; bad_code when it is over or another's -----------------------------------------------------------
  Result<std::string> open(AuthorId inviter, const Hash& commitment);  // hub_busy: too many are open
  Result<std::optional<sync::Joiner>> look(AuthorId inviter, std::string_view code);
  Status tell(AuthorId inviter, std::string_view code, const people::PairNumber& number);
  Status drop(AuthorId inviter, std::string_view code);

  // -- the new device -----------------------------------------------------------------------------------------------------------
  // The commitment; none when no invitation has this code. bad_code when another device redeemed it.
  Result<std::optional<Hash>> redeem(const sync::RedeemRequest& request);
  // The inviter's number, none before it was told. The joiner's own number is taken once.
  Result<std::optional<people::PairNumber>> join(const sync::JoinRequest& request);

 private:
  struct Entry;
  static Bytes encode(const Entry& entry);
  static Result<Entry> decode(ByteView bytes);
  std::string name_of(std::string_view code) const;
  Result<std::optional<Entry>> take(std::string_view code);  // out of the store; an expired one is gone
  Status put(std::string_view code, const Entry& entry);
  Result<Entry> take_own(AuthorId inviter, std::string_view code);
  Status make_room(AuthorId inviter);

  SegmentStore& store_;
  EnrolmentCodes& codes_;
  Clock& clock_;
};

}  // namespace huzhu::hub
