// ErrorCode: everything that can go wrong, one line each with its meaning. Each code has one plain
// sentence for people in ui/text/errors (a test checks that none is missing).
#pragma once

#include <cstdint>

namespace huzhu {

enum class ErrorCode : std::uint16_t {
  none = 0,              // no error; never returned
  internal,              // a broken invariant of ours
  // -- bytes from outside -----------------------------------------------------------------------
  truncated,             // the bytes end before the value does
  not_canonical,         // a value is encoded in another than its one allowed way
  too_long,              // over a limit of core/base/limits.h
  bad_checksum,          // crc, hash or chain does not match
  bad_signature,         // Ed25519 verification failed
  unknown_version,       // made by a newer program; kept, but not read here
  wrong_scope,           // belongs to another scope or county
  // -- the log ----------------------------------------------------------------------------------
  gap,                   // sequence numbers are missing before this segment
  fork,                  // other bytes are held at this position
  duplicate,             // already held; nothing to do
  waiting_for_cause,     // a dependency is not here yet
  // -- storage ----------------------------------------------------------------------------------
  storage_full,          // the disk or quota is full
  storage_broken,        // the database cannot be read (bad key or damaged page)
  storage_missing,       // no private file system in this browser
  // -- people -----------------------------------------------------------------------------------
  wrong_pin,             // PIN does not open the profile
  locked_out,            // too many wrong PINs; wait or ask the station lead
  not_allowed,           // the role does not permit this act here
  unknown_device,        // no valid certificate for this device
  device_expired,        // its certificate has ended: what is written now would have no effect
  device_revoked,        // this device or this person's key was revoked: what is written now has no effect
  bad_code,              // enrolment code wrong, used or expired
  // -- what people type -------------------------------------------------------------------------
  required,              // field must not be empty
  too_many_characters,   // longer than the field allows
  bad_id_length,         // resident ID: not 15 or 18 characters
  bad_id_checksum,       // resident ID: last character does not fit
  bad_id_date,           // resident ID: no such birth date
  bad_date,              // no such day
  date_too_early,        // before 1900-01-01
  date_in_future,        // later than today
  bad_phone,             // not a mobile or fixed-line number
  bad_number,            // not a number, or outside the allowed range
  bad_choice,            // not one of the choices
  bad_text,              // not valid UTF-8, or has control characters
  unknown_area,          // no such village or township code
  not_found,             // no such record here
  likely_duplicate,      // a person like this is already registered
  arranged_otherwise,    // the dead said that their family is to be given nothing
  person_in_use,         // hours are owed to this person, or a profile is theirs: they cannot be erased whole
  consent_taken_back,    // the person took back their consent to this
  // -- files ------------------------------------------------------------------------------------
  file_encoding,         // neither UTF-8 nor GBK
  file_no_header,        // no row of known headings
  file_missing_column,   // a required column is missing
  file_broken_quotes,    // a quoted cell never ends
  file_too_big,          // more rows or bytes than the limit
  // -- what is carried by hand --------------------------------------------------------------------
  not_a_bundle,          // a photo, a table, anything but a .huzhu file or one of our codes
  not_for_us,            // sealed to another device's key, or to the hub's
  bundle_too_big,        // more than one bundle may hold
  // -- network ----------------------------------------------------------------------------------
  offline,               // no answer from the hub
  captive_portal,        // somebody else answered instead of the hub
  hub_refused,           // the hub answered with an error
  hub_busy,              // the hub asks to come back later
  stale_cursor,          // the hub does not know this position; offer again by vector
};

}  // namespace huzhu
