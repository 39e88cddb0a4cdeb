#include "core/registry/tags.h"

#include "core/people/paper.h"

namespace huzhu::registry {

const std::string_view alone_label = "独居", advanced_age_label = "高龄";

const model::Field& person_field(std::uint16_t field) { return *model::find(*model::find(model::EntityType::person), field); }

std::uint64_t tag_bits(const std::vector<std::int64_t>& tags) {
  std::uint64_t bits = 0;
  for (std::int64_t tag : tags) bits |= std::uint64_t{1} << (tag & 63);
  return bits;
}

std::uint64_t tags_shown_to(model::RoleKind role, std::uint64_t tags) {
  constexpr std::int64_t of_visits[] = {1, 2, 8, 13};   // 空巢 留守 重残 无子女
  if (people::on_screen(role, model::Privacy::poverty)) return tags;
  std::uint64_t shown = 0;
  for (const std::int64_t tag : of_visits) shown |= tags & (std::uint64_t{1} << tag);
  return shown;
}

std::vector<std::string> tag_labels(std::int64_t living, std::uint64_t tags, std::int64_t care_level, TagOrder order) {
  constexpr std::int64_t able = 1;
  std::vector<std::string> labels;
  const model::Choice* care = care_level > able ? model::find_choice(person_field(model::person::care_level), care_level) : nullptr;
  if (care && order == TagOrder::care_first) labels.emplace_back(care->label_zh);
  if (living == living_alone) labels.emplace_back(alone_label);
  for (const model::Choice& choice : person_field(model::person::tags).choices)
    if (tags >> (choice.value & 63) & 1) labels.emplace_back(choice.label_zh);
  if (care && order == TagOrder::living_first) labels.emplace_back(care->label_zh);
  return labels;
}

}  // namespace huzhu::registry
