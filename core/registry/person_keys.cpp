#include "core/registry/person_keys.h"

#include "core/base/utf8.h"
#include "core/people/query.h"
#include "core/registry/cell_text.h"

namespace huzhu::registry {

namespace {

// Empty when a part is missing: then this likeness is not looked for.
std::string month_village_key(const KnownPerson& person) {
  if (!person.birth || person.area == 0) return {};
  const Date::Civil day = person.birth->civil();
  return name_key(person.name) + '|' + std::to_string(day.year * 12 + day.month) + '|' + std::to_string(person.area);
}
std::string birth_key(const KnownPerson& person) {
  return person.birth ? name_key(person.name) + '|' + std::to_string(person.birth->days) : std::string();
}
std::string phone_key(const KnownPerson& person) {
  return person.phone.empty() ? std::string() : name_key(person.name) + '|' + person.phone;
}

}  // namespace

std::string name_key(std::string_view name) {
  std::string out;
  const std::string squeezed = squeeze(name);
  for (std::string_view rest = squeezed; !rest.empty();) {
    const char32_t code = utf8::next(rest);
    if (code != U'·' && code != U'•' && code != U'.' && code != U'・') utf8::append(out, code);
  }
  return out;
}

PersonKeys PersonKeys::of_register(store::Database& db) {
  PersonKeys keys;
  people::each_row(db.cached("SELECT name, resident_id, phone, birth_date, area FROM person WHERE name IS NOT NULL"), [&](const store::Statement& row) {
    KnownPerson person{std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)), std::nullopt, row.integer(4), 0};
    if (!row.is_null(3)) person.birth = Date{static_cast<std::int32_t>(row.integer(3))};
    keys.add(std::move(person));
  });
  return keys;
}

void PersonKeys::add(KnownPerson person) {
  const auto number = static_cast<std::uint32_t>(people_.size());
  const auto put = [number](Index& index, std::string key) {
    if (!key.empty()) index[std::move(key)].push_back(number);
  };
  put(by_id_, person.resident_id);
  put(by_name_month_village_, month_village_key(person));
  put(by_name_birth_, birth_key(person));
  put(by_name_phone_, phone_key(person));
  people_.push_back(std::move(person));
}

const KnownPerson* PersonKeys::other_in(const Index& index, const std::string& key, const KnownPerson& person) const {
  if (key.empty()) return nullptr;
  const auto found = index.find(key);
  if (found == index.end()) return nullptr;
  for (const std::uint32_t number : found->second) {
    const KnownPerson& other = people_[number];
    const bool two_numbers = !other.resident_id.empty() && !person.resident_id.empty() && other.resident_id != person.resident_id;
    if (!two_numbers) return &other;
  }
  return nullptr;
}

std::optional<PersonKeys::Match> PersonKeys::find(const KnownPerson& person) const {
  if (const KnownPerson* other = other_in(by_id_, person.resident_id, person))
    return Match{name_key(other->name) == name_key(person.name) ? Likeness::same_id : Likeness::id_of_another, *other};
  const auto month = month_village_key(person), birth = birth_key(person), phone = phone_key(person);
  if (const KnownPerson* other = other_in(by_name_birth_, birth, person)) {
    const bool in_all = other->area == person.area && other->phone == person.phone;
    return Match{in_all ? Likeness::same_in_all : Likeness::same_name_birth_date, *other};
  }
  if (const KnownPerson* other = other_in(by_name_month_village_, month, person)) return Match{Likeness::same_name_month_village, *other};
  if (const KnownPerson* other = other_in(by_name_phone_, phone, person)) return Match{Likeness::same_name_phone, *other};
  return std::nullopt;
}

}  // namespace huzhu::registry
