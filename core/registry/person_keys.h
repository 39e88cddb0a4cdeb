// PersonKeys: by what two entries are found to be one person, and who is known under it.
//
// For imports, where a list of ten thousand is held against the register and against itself in one go. The form's own
// search for duplicates (duplicates.h) looks further, because there a person decides at once.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/calendar.h"
#include "core/store/database.h"

namespace huzhu::registry {

struct KnownPerson {
  std::string name, resident_id, phone;
  std::optional<Date> birth;
  std::int64_t area = 0;
  std::size_t line = 0;  // of the file; 0 = in the register
};

class PersonKeys {
 public:
  enum class Likeness : std::uint8_t { same_id, id_of_another, same_in_all, same_name_month_village, same_name_birth_date, same_name_phone };
  struct Match {
    Likeness why = Likeness::same_id;
    KnownPerson other;
  };

  PersonKeys() = default;
  static PersonKeys of_register(store::Database& db);

  void add(KnownPerson person);
  // The surest likeness first: the same number; then name with birth date, village and telephone. Two people with different
  // numbers are two people, whatever else they share.
  std::optional<Match> find(const KnownPerson& person) const;
  std::size_t size() const { return people_.size(); }

 private:
  using Index = std::unordered_map<std::string, std::vector<std::uint32_t>>;
  const KnownPerson* other_in(const Index& index, const std::string& key, const KnownPerson& person) const;

  std::vector<KnownPerson> people_;
  Index by_id_, by_name_month_village_, by_name_birth_, by_name_phone_;
};

// A name as it is compared: without blanks and dots, full width undone.
std::string name_key(std::string_view name);

}  // namespace huzhu::registry
