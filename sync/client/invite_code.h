// What a supervisor's screen shows as a QR code beside the eight digits of an invitation: the digits, and whose county it is.
//
// "HUZHU:J:12345678:" and the first eight bytes of the county root in capital hex: QR's alphanumeric alphabet, one small code. With it
// a new device finds out by itself that another county answered; that nobody stands between the two only the four words say.
// docs/sync_protocol.md section 4a.
#pragma once

#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace huzhu::sync {

struct InviteCode {
  std::string digits;
  std::uint64_t county = 0;  // first8 of the county root
  bool is_of(const Hash& county_root) const;
};

std::string invite_code_text(std::string_view digits, const Hash& county_root);
// bad_code for anything else.
Result<InviteCode> read_invite_code(std::string_view text);

}  // namespace huzhu::sync
