// The outlined tags of an elder, in the words of the model table: 独居 低保 半失能 高龄.
//
// They come from three fields (person.living, tags, care_level) and the age, because people read them as one row.
#pragma once

#include <string>
#include <vector>

#include "core/model/model.h"

namespace huzhu::registry {

inline constexpr std::int64_t living_alone = 1;  // person.living "alone"
inline constexpr int advanced_age = 80;          // 高龄: requirements A20, D04

enum class TagOrder : std::uint8_t { living_first, care_first };
// `tags` as bits of the choice values. 高龄 is added by whoever shows the age beside it.
std::vector<std::string> tag_labels(std::int64_t living, std::uint64_t tags, std::int64_t care_level, TagOrder order);
// Those a role may be shown: whoever visits, whether somebody lives without family near or is badly disabled; the rest says
// what somebody is given, and is for who keeps the file (people::on_screen).
std::uint64_t tags_shown_to(model::RoleKind role, std::uint64_t tags);
extern const std::string_view alone_label, advanced_age_label;

std::uint64_t tag_bits(const std::vector<std::int64_t>& tags);
const model::Field& person_field(std::uint16_t field);

}  // namespace huzhu::registry
