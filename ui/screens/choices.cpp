#include "ui/screens/choices.h"

#include <algorithm>

#include "ui/text/model_words.h"

namespace huzhu::ui {
namespace {

const model::Field* field_of(model::EntityType type, std::uint16_t field) {
  const model::Entity* entity = model::find(type);
  return entity ? model::find(*entity, field) : nullptr;
}

template <class IsOn, class Press>
bool chips(Kit& kit, const Id& id, const Text& label, const model::Field& field, IsOn is_on, Press press) {
  bool changed = false;
  kit.label(label);
  kit.space(8);
  // 长辈版: two choices are two large answers, as on its other screens.
  if (kit.theme().elder() && field.choices.size() == 2) {
    kit.group(id, Role::radiogroup, label, [&] {
      kit.grid(2, 2, [&](int i) {
        const model::Choice& c = field.choices[static_cast<std::size_t>(i)];
        if (!kit.option(Id(id.key, static_cast<std::uint64_t>(c.value)), {.word = model_word(c.label_zh)}, is_on(c.value))) return;
        press(c.value);
        changed = true;
      });
    });
    return changed;
  }
  kit.chips(id, label, static_cast<int>(field.choices.size()), [&](int i) {
    const model::Choice& c = field.choices[static_cast<std::size_t>(i)];
    if (kit.chip(Id(id.key, static_cast<std::uint64_t>(c.value)), model_word(c.label_zh), is_on(c.value))) {
      press(c.value);
      changed = true;
    }
  });
  return changed;
}

}  // namespace

std::span<const model::Choice> choices_of(model::EntityType type, std::uint16_t field) {
  const model::Field* f = field_of(type, field);
  return f ? std::span<const model::Choice>(f->choices) : std::span<const model::Choice>();
}

bool choose_one(Kit& kit, const Id& id, const Text& label, model::EntityType type, std::uint16_t field, std::optional<std::int64_t>& value) {
  const model::Field* f = field_of(type, field);
  if (!f) return false;
  return chips(
      kit, id, label, *f, [&](std::int64_t v) { return value == v; },
      [&](std::int64_t v) { value = value == v ? std::nullopt : std::optional<std::int64_t>(v); });
}

bool choose_many(Kit& kit, const Id& id, const Text& label, model::EntityType type, std::uint16_t field, std::vector<std::int64_t>& values) {
  const model::Field* f = field_of(type, field);
  if (!f) return false;
  return chips(
      kit, id, label, *f, [&](std::int64_t v) { return std::find(values.begin(), values.end(), v) != values.end(); },
      [&](std::int64_t v) {
        const auto at = std::find(values.begin(), values.end(), v);
        if (at == values.end()) {
          values.push_back(v);
        } else {
          values.erase(at);
        }
      });
}

}  // namespace huzhu::ui
