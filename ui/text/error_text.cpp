#include "ui/text/text.h"

namespace huzhu::ui {
namespace {

// One line per code: the compiler's -Wswitch names a missing one, the test a code without a sentence.
Str sentence_of(ErrorCode code) {
  switch (code) {
#define CASE(name) \
  case ErrorCode::name: return Str::error_##name;
    CASE(none)
    CASE(internal)
    CASE(truncated)
    CASE(not_canonical)
    CASE(too_long)
    CASE(bad_checksum)
    CASE(bad_signature)
    CASE(unknown_version)
    CASE(wrong_scope)
    CASE(gap)
    CASE(fork)
    CASE(duplicate)
    CASE(waiting_for_cause)
    CASE(storage_full)
    CASE(storage_broken)
    CASE(storage_missing)
    CASE(wrong_pin)
    CASE(locked_out)
    CASE(not_allowed)
    CASE(unknown_device)
    CASE(device_expired)
    CASE(device_revoked)
    CASE(bad_code)
    CASE(required)
    CASE(too_many_characters)
    CASE(bad_id_length)
    CASE(bad_id_checksum)
    CASE(bad_id_date)
    CASE(bad_date)
    CASE(date_too_early)
    CASE(date_in_future)
    CASE(bad_phone)
    CASE(bad_number)
    CASE(bad_choice)
    CASE(bad_text)
    CASE(unknown_area)
    CASE(not_found)
    CASE(likely_duplicate)
    CASE(arranged_otherwise)
    CASE(person_in_use)
    CASE(consent_taken_back)
    CASE(file_encoding)
    CASE(file_no_header)
    CASE(file_missing_column)
    CASE(file_broken_quotes)
    CASE(file_too_big)
    CASE(not_a_bundle)
    CASE(not_for_us)
    CASE(bundle_too_big)
    CASE(offline)
    CASE(captive_portal)
    CASE(hub_refused)
    CASE(hub_busy)
    CASE(stale_cursor)
#undef CASE
  }
  return Str::error_internal;
}

}  // namespace

Text error_text(ErrorCode code) { return sentence_of(code); }

}  // namespace huzhu::ui
