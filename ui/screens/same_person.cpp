#include "ui/screens/same_person.h"

#include "ui/screens/choices.h"
#include "ui/screens/ending.h"

namespace huzhu::ui {
namespace {

// What tells two people apart, or shows them to be one.
void side(Kit& kit, const registry::ElderFile& f, const Moment& moment) {
  const Text born = f.birth_date ? say_whole_day(*f.birth_date) : Text();
  const Text id = f.resident_id.empty() ? Text() : say_masked_id(f.resident_id);
  const Text phone = f.phone.empty() ? Text() : say_phone_tail(f.phone);
  const Text since = f.registered_on ? say(Str::register_since, say_day(*f.registered_on, moment.today())) : Text();
  const Text seen = f.history_count > 0 ? say(Str::same_seen, static_cast<int>(f.history_count)) : Text(Str::same_never);
  std::vector<Text> lines = {joined({verbatim(f.village + f.group_name), verbatim(f.address)}), joined({born, id}), joined({phone, since}), seen};
  if (f.ended_kind != 0) lines.push_back(ending_line(f.ended_kind, f.ended_on, moment.today()));
  std::erase_if(lines, [](const Text& line) { return line.empty(); });
  kit.identity({.surname = surname_of(f.name), .name = verbatim(f.name), .lines = std::move(lines), .aside = joined({sex_word(f.sex), f.age >= 0 ? say(Str::age, f.age) : Text()}), .small = true});
}

}  // namespace

Str why_alike(registry::Likeness why) {
  switch (why) {
    case registry::Likeness::same_id: return Str::register_same_id;
    case registry::Likeness::same_name_month_village: return Str::register_same_name_month;
    case registry::Likeness::same_name_birth_date: return Str::register_same_name_birth;
    case registry::Likeness::near_name_birth_date: return Str::register_near_name;
    case registry::Likeness::same_name_phone: return Str::register_same_phone;
  }
  return Str::unknown;
}

SameAnswer same_card(Kit& kit, const SamePair& pair, const Moment& moment, bool in_list) {
  SameAnswer answer = SameAnswer::none;
  const std::uint64_t key = pair.one.person.value ^ pair.other.person.value;
  kit.card(
      [&] {
        if (pair.why) {
          kit.icon_line(Icon::people, why_alike(*pair.why), Tone::due);
          kit.space(12);
        }
        if (kit.form() != Form::phone && !kit.theme().elder()) {
          kit.columns({-1, -1}, [&](int cell) { side(kit, cell == 0 ? pair.one : pair.other, moment); }, 24);
        } else {
          side(kit, pair.one, moment);
          kit.space(12);
          side(kit, pair.other, moment);
        }
        kit.space(12);
        kit.label(Str::same_what);
        kit.space(8);
        kit.columns({-1, -1}, [&](int cell) {
          if (cell == 0 && kit.button(Id("same.yes", key), Str::same_yes, {.kind = ButtonKind::primary})) answer = SameAnswer::same;
          if (cell == 1 && kit.button(Id("same.no", key), Str::same_no, {})) answer = SameAnswer::not_same;
        });
        if (!in_list) return;
        kit.space(8);
        if (kit.button(Id("same.later", key), Str::same_later, {.kind = ButtonKind::quiet, .icon = Icon::clock})) answer = SameAnswer::later;
      },
      Tone::due);
  kit.gap();
  return answer;
}

}  // namespace huzhu::ui
