// What the hub does with a bundle: opens it, takes its frames as a push, and answers with the pages of the scopes it asks
// about, receipts included, sealed to the device that made it.
//
// Who hands the bundle in does not matter, and who made it is only what the letter says: the answer can be read by that
// device alone, and holds nothing that it may not hold.
#pragma once

#include "sync/hub/service.h"

namespace huzhu::hub {

struct CarriedIn {
  AuthorId from;
  std::size_t stored = 0, known = 0, refused = 0;  // segments
  Bytes answer;  // empty: the sender has no certificate here
};

// Errors: those of sync::open_envelope, hub::inflate and sync::decode_letter; not_for_us for an answer that came back to us.
// `carrier`: who hands it in; when the device that made it was revoked, that counts as well.
Result<CarriedIn> carry_in(Service& service, ByteView bundle, Carrier carrier = Carrier::known);
// Unasked, for a tablet without any network: everything of its scopes, as much as a bundle holds. unknown_device.
Result<Bytes> carry_out(Service& service, AuthorId to);

// The same with files, for the command line. `folder`: where the answer goes; its name is made from the sender and the time.
struct CarriedFile {
  CarriedIn in;
  std::string answer_file;  // empty: none was written
};
Result<CarriedFile> carry_in_file(Service& service, const std::string& file, const std::string& folder);
Status carry_out_file(Service& service, AuthorId to, const std::string& file);

}  // namespace huzhu::hub
