// Help: a new PIN for somebody whose tablet nobody at hand can open, by a lead on another tablet, with no network.
//
// The locked tablet shows a request as codes: who forgot, a key that is drawn for this request and will be the person's new key,
// and the database key sealed to each possible helper (help_keys.h). The helper's tablet holds it against the tablet's
// certificate, shows who asks and four words; both people compare. Then it writes the reset, signed by the helper, and shows
// the answer: the database key sealed to the new key, and the records the locked tablet needs to know the new key. One
// request has one answer: it fits no other request, and the same request is answered with the same reset.
// docs/sync_protocol.md "Help with a PIN" shows the bytes. docs/adr/0025.
#pragma once

#include <string>
#include <vector>

#include "core/people/enrol.h"
#include "core/people/four_words.h"
#include "core/people/help_keys.h"

namespace huzhu::people {

struct HelpRequest {
  std::uint64_t county = 0;
  AuthorId device;
  EntityId profile;                  // who forgot
  PublicKey new_key{};               // opens the answer, then is this person's
  PublicKey speaker{};
  Signature device_word{};           // the device's over `speaker`
  struct Box { EntityId helper; Bytes sealed; };
  std::vector<Box> boxes;
  std::vector<LogEnd> ends;
  Signature signature{};             // the speaker's over all before it
};
Bytes encode(const HelpRequest& request);
Result<HelpRequest> decode_help_request(ByteView bytes);   // not_a_bundle for any other code

// -- the locked tablet ---------------------------------------------------------------------------------------

// A request under way; lies in the keyring until its answer has done its work or the person remembers.
struct HelpAsked {
  EntityId profile;
  Bytes new_seed;      // 32 bytes
  Bytes request;       // as shown
};
// To those who may help this person (helpers_of).
HelpAsked ask_for_help(const HelpKeys& keys, EntityId profile, Random& random);
Bytes encode(const HelpAsked& asked);
Result<HelpAsked> decode_help_asked(ByteView bytes);

// The same on both tablets, when it is the same request.
FourWords help_words(ByteView request);

struct HelpAnswer {
  std::array<std::uint8_t, 16> request{};  // which one it answers
  Bytes sealed;                            // the database key, to the new key
  std::vector<Bytes> frames;               // of the authority scope
};
Bytes encode(const HelpAnswer& answer);
Result<HelpAnswer> decode_help_answer(ByteView bytes);     // not_a_bundle for any other code

// The database key. not_for_us: another request's answer; bad_checksum: altered.
Result<Bytes> open_answer(const HelpAnswer& answer, const HelpAsked& asked);
// Takes the records in and says who the person is now; not_found when they were not all that is needed.
Result<AddedPerson> take_answer(store::Replica& replica, const HelpAnswer& answer, const HelpAsked& asked);

// -- the helper's tablet ---------------------------------------------------------------------------------------

struct WhoAsks {
  HelpRequest request;
  std::string person, device;   // 魏长顺, 红古村站 2 号平板
  FourWords words{};
  bool answered = false;        // this very request, before
};
// Errors: those of the codec; wrong_scope: another county; unknown_device: a tablet this one has not heard of;
// device_revoked: stopped or expired; bad_signature: not made by that tablet; not_found: not one of its people; not_for_us:
// sealed to others; not_allowed: no say over that person.
Result<WhoAsks> who_asks(Session& session, ByteView request);

// Writes the reset (once a request), notes that the person's tablet was opened, and answers. bundle_too_big: that tablet has not
// heard of too much.
Result<HelpAnswer> give_help(Session& session, const WhoAsks& asking, ByteView request);

}  // namespace huzhu::people
