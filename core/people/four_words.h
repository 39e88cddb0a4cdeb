// Four words: a county's root as words that two people can compare across a counter.
//
// An eight-digit code says nothing about who answers it. With a typed code, the tablet and the hub both show these words of
// the county root; when they differ, the tablet has found another centre (design/people-and-security.md "Devices and keys").
// 32 bits: enough against a wrong or false hub in the room, which cannot try roots faster than it can found counties.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/bytes.h"

namespace huzhu::people {

// The noun a byte stands for (assets/words/plain_nouns.txt).
std::string_view plain_noun(std::uint8_t number);

using FourWords = std::array<std::string_view, 4>;
FourWords four_words(const Hash& county_root);

// As printed beside a code: 白菜 西瓜 山坡 毛驴.
std::string spoken(const FourWords& words);

}  // namespace huzhu::people
