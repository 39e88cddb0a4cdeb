// Face to face: a new device and its person taken in with no network, by codes from screen to screen or by a file.
//
// The new device shows a request: its keys, and a mark that whoever did not see the screen cannot know. The lead's device shows the
// same four words, certifies it for thirty days, and answers with all that an empty device needs, sealed to the new device's key.
// The certificate has an end and carries no role of a lead, because nobody else has seen the device yet; a lead lets it go on
// for good once it has been in use (revoke.h: renew). A device that is in use asks in the same way for one more person on it, whom
// the lead names from afar; nothing of its certificate changes. docs/sync_protocol.md "Face to face" shows the bytes. docs/adr/0026.
#pragma once

#include "core/people/four_words.h"
#include "core/people/newcomer.h"

namespace huzhu::people {

struct FaceRequest {
  PublicKey device{}, actor{};
  DeviceKind kind = DeviceKind::tablet;
  std::array<std::uint8_t, 16> mark{};
};
Bytes encode(const FaceRequest& request);
Result<FaceRequest> decode_face_request(ByteView bytes);   // not_a_bundle for any other code

// The same on both devices, when it is the same request.
FourWords face_words(ByteView request);

// -- the new device ------------------------------------------------------------------------------------------

// The same for the same keys, also after the device was off.
FaceRequest face_request(const crypto::SigningKey& device, const PublicKey& actor, DeviceKind kind);
// What the lead's device sealed, inflated. not_for_us: an answer to another request; and those of decode_enrolment_grant.
Result<EnrolmentGrant> open_face_answer(ByteView plain, ByteView request);

// -- a device in use, whoever has unlocked it: one more person on it -----------------------------------------

// wrong_scope: of another county; unknown_device: not for this one; not_found: it names nobody with this key; those of receive.
Result<AddedPerson> take_in_here(store::Replica& replica, const EnrolmentGrant& grant, const PublicKey& actor);

// -- the lead's device ---------------------------------------------------------------------------------------

struct FaceAnswer {
  AddedPerson added;
  Bytes plain;          // to be deflated and sealed to the new device's key (sync/bundle/envelope.h)
};
// Takes the newcomer in: name, role and place are the lead's word, the keys are the request's. Who was taken in before is answered
// again; on a device that is in use the newcomer is one more, within its place. Errors: those of take_in; device_revoked;
// bundle_too_big.
Result<FaceAnswer> answer_face(Session& session, const FaceRequest& request, Newcomer newcomer, ByteView bytes);
// The name of the device that asks, where it is in use already; empty: it is new.
std::string device_that_asks(Session& session, const FaceRequest& request);

}  // namespace huzhu::people
